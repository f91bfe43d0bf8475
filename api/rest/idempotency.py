"""Requests that come again: the same Idempotency-Key and content get the same answer, byte for byte, for a day.

What is kept is encrypted with the caller's secret, of which the store has only a hash: the answer may hold a new key.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.responses import Response
from joserfc import jwe
from joserfc.jwk import OctKey
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from api.pages.access import service_of
from api.problems import Refused
from api.rest.bodies import read_form
from api.rest.callers import Caller
from api.store.answers import claim_answer, keep_answer

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
LONGEST_NAME = 255
_KEPT_HEADERS = ("location", "retry-after", "etag", "content-type")
_SEALED = {"alg": "dir", "enc": "A256GCM"}
_PIECE = 1_000_000
Act = Callable[[Request], Awaitable[Response]]


async def answer_once(request: Request, caller: Caller, act: Act) -> Response:
    """Does what is asked, unless it was done before.

    Raises:
        Refused: 409 it is being done at this moment, 422 the same name came with other content, or the name is none.
    """
    name = request.headers.get(HEADER)
    if name is None:
        return await act(request)
    if not 0 < len(name) <= LONGEST_NAME or not name.isascii() or not name.isprintable():
        raise Refused(422, f"It has to be 1 to {LONGEST_NAME} printable characters.", HEADER)
    database, key_id = service_of(request).database, caller.key.id
    name_hash, asked = _hash(name.encode()), await _hash_request(request)
    known = await run_in_threadpool(claim_answer, database, key_id, name_hash, asked)
    if known is not None:
        return _answer_again(known.request_hash == asked, known.answer, caller, name)
    sealed = None
    try:
        response = await act(request)
        if response.status_code < 300:  # noqa: PLR2004 - what failed changed nothing and may be sent again
            sealed = _seal(response, caller, name)
    finally:
        await run_in_threadpool(keep_answer, database, key_id, name_hash, sealed)
    return response


def _answer_again(is_same: bool, answer: bytes | None, caller: Caller, name: str) -> Response:  # noqa: FBT001
    if not is_same:
        said = "This name was used for a request with other content."
        raise Refused(422, said, HEADER, "Take a new name for every new request.")
    if answer is None:
        said = "A request of this name is being done at this moment."
        raise Refused(409, said, HEADER, "Send it again a little later.", {"Retry-After": "1"})
    return _open(answer, caller, name)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def _hash_request(request: Request) -> str:
    """What a request asks; of forms the fields and files, since each has another boundary."""
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        digest.update(await request.body())
        return digest.hexdigest()
    for name, value in (await read_form(request)).multi_items():
        is_file = isinstance(value, UploadFile)
        digest.update(json.dumps([name, value.filename if isinstance(value, UploadFile) else value, is_file]).encode())
        if isinstance(value, UploadFile):
            while piece := await value.read(_PIECE):
                digest.update(piece)
            await value.seek(0)
    return digest.hexdigest()


def _sealing_key(caller: Caller, name: str) -> OctKey:
    return OctKey.import_key(hashlib.sha256(f"{caller.secret}\n{name}".encode()).digest())


def _seal(response: Response, caller: Caller, name: str) -> bytes:
    headers = {key: response.headers[key] for key in _KEPT_HEADERS if key in response.headers}
    told = json.dumps([response.status_code, headers]).encode()
    content = told + b"\n" + bytes(response.body)
    return jwe.encrypt_compact(_SEALED, content, _sealing_key(caller, name)).encode()


def _open(answer: bytes, caller: Caller, name: str) -> Response:
    content = jwe.decrypt_compact(answer, _sealing_key(caller, name)).plaintext or b""
    told, _, body = content.partition(b"\n")
    status, headers = json.loads(told)
    return Response(body, status, {**headers, REPLAYED: "true"})
