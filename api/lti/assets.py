"""LTI Asset Processor: a submitted file is fetched, graded, and answered with a report that carries no grade.

A report says how much there is to read and whether a person should look first. It is for teachers: students see what their
teacher releases, not this.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

import httpx2

from api.lti import claims as names
from api.lti import sending
from api.lti.frames import is_safe_address, origin_of
from api.lti.sending import Unreachable
from api.lti.services import Access
from api.lti.tokens import Claims
from api.settings import Settings
from api.store.lti_tables import LtiAsset
from grader.documents.formats import is_known_suffix
from grader.report import Report
from grader.reports.languages import Message

MOST_BYTES = 10_000_000
_MOST_ASSETS, _MOST_REDIRECTS, _LONGEST = 20, 3, 2_000
_KIND = "grader"
_TITLE = "Grader: notes for the teacher"
_ADVISORY = "Suggestions of a program, for the teacher alone. A person decides."
_FIRST, _USUAL = ("#8A5A00", "A person should look at this essay first."), ("#2F5D8A", "Read as usual.")
_LONGEST_RESULT = 16


def find_assets(claims: Claims) -> Iterator[dict[str, Any]]:
    """What a notice says of each file, as `LtiAsset` keeps it; files that cannot be fetched safely are left out."""
    service, report, person = (claims.get(name) for name in (names.ASSET_SERVICE, names.ASSET_REPORT, names.FOR_USER))
    report_url = report.get("report_url") if isinstance(report, dict) else None
    rows = service.get("assets") if isinstance(service, dict) else None
    sub = person.get("user_id") if isinstance(person, dict) else ""
    for row in rows[:_MOST_ASSETS] if isinstance(rows, list) else ():
        told = [row.get("asset_id"), row.get("url"), report_url] if isinstance(row, dict) else [None]
        if all(isinstance(one, str) and 0 < len(one) <= _LONGEST for one in told) and _are_safe(told[1:]):
            yield {
                "asset_id": told[0],
                "url": told[1],
                "report_url": told[2],
                "sub": sub if isinstance(sub, str) else "",
                "suffix": _find_suffix(row),
                "checksum": row.get("sha256_checksum") if isinstance(row.get("sha256_checksum"), str) else "",
            }


def _are_safe(addresses: list[Any]) -> bool:
    return all(is_safe_address(address) for address in addresses)


def _find_suffix(row: dict[str, Any]) -> str:
    """The suffix of a file that can be read; text typed into the platform has no name and is HTML."""
    name, kind = row.get("filename"), str(row.get("content_type", "")).partition(";")[0].strip()
    suffix = PurePosixPath(name.lower()).suffix if isinstance(name, str) else ""
    if is_known_suffix(suffix):
        return suffix
    return {"text/html": ".html", "text/plain": ".txt"}.get(kind, "") if not suffix else ""


def fetch(access: Access, settings: Settings, asset: LtiAsset) -> bytes:
    """The file. Platforms lead on to where files lie; the access token is not taken along to another origin.

    Raises:
        Unreachable: it cannot be had, is too large, or is not the one that was handed in.
    """
    asked = access.request([names.READ_ASSETS], "GET", asset.url, {"Accept": "*/*"})
    for _ in range(_MOST_REDIRECTS):
        answer = sending.send(settings, asked, MOST_BYTES)
        if not answer.is_redirect:
            break
        place = str(asked.url.join(answer.headers.get("location", "")))
        if not is_safe_address(place):
            raise Unreachable("", "the file lies at an address that is not https", "Ask the platform’s administrator")
        kept = asked.headers.get("authorization", "") if origin_of(place) == origin_of(asset.url) else ""
        asked = httpx2.Request("GET", place, headers={"Accept": "*/*", **({"Authorization": kept} if kept else {})})
    if not answer.is_success:
        cause = Message("the platform answered with %(status)s", status=answer.status_code)
        raise Unreachable("", cause, "Send the notice again there")
    if asset.checksum and not _is_same(answer.content, asset.checksum):
        raise Unreachable("", "the file is not the one that was handed in", "Send the notice again there")
    return answer.content


def _is_same(content: bytes, checksum: str) -> bool:
    digest = hashlib.sha256(content).digest()
    try:
        return base64.b64decode(checksum, validate=True) == digest
    except (binascii.Error, ValueError):
        return False


def make_report(asset_id: str, report: Report, at: datetime) -> dict[str, Any]:
    """The report on an essay that was graded."""
    color, meaning = _FIRST if report.review.needed else _USUAL
    count = len(report.findings)
    return {
        **_begin(asset_id, at),
        "processingProgress": "Processed",
        "result": f"{count} {'note' if count == 1 else 'notes'}"[:_LONGEST_RESULT],
        "comment": _ADVISORY,
        "indicationColor": color,
        "indicationAlt": meaning,
        "priority": 2 if report.review.needed else 0,
        "visibleToOwner": False,
    }


def make_failure(asset_id: str, error: str, words: str, at: datetime) -> dict[str, Any]:
    """The report on a file that could not be read; `error` is one of the specification's codes."""
    return {**_begin(asset_id, at), "processingProgress": "Failed", "errorCode": error, "comment": words, "priority": 0}


def _begin(asset_id: str, at: datetime) -> dict[str, Any]:
    told = at.isoformat(timespec="milliseconds")
    return {"assetId": asset_id, "type": _KIND, "timestamp": told, "title": _TITLE}


def post_report(access: Access, settings: Settings, asset: LtiAsset, report: dict[str, Any]) -> None:
    """Sends a report.

    Raises:
        Unreachable: the platform does not take it.
    """
    asked = access.request([names.REPORT], "POST", asset.report_url, {"Accept": "application/json"}, report)
    sending.ask(settings, asked)
