"""A small learning platform. It believes nothing: every message of the tool is checked against the specifications.

LTI 1.3 core, LTI security framework 1.0, Dynamic Registration 1.0, Deep Linking 2.0, Assignment and Grade Services 2.0, Names
and Role Provisioning Services 2.0, Platform Notification Service 1.0 and Asset Processor.
"""

import base64
import hashlib
import json
import time
import uuid
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/"
SCOPE = "https://purl.imsglobal.org/spec/lti/scope/"
MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
CANVAS = "https://canvas.instructure.com/lti/submission"
SCOPES = [f"{AGS}scope/lineitem", f"{AGS}scope/score", f"{NRPS}scope/contextmembership.readonly"]
SCOPES += [f"{SCOPE}noticehandlers", f"{SCOPE}asset.readonly", f"{SCOPE}report"]
KEY = RSAKey.generate_key(2048, auto_kid=True)
OTHER_KEY = RSAKey.generate_key(2048, auto_kid=True)
PROGRESS = {"Initialized", "Started", "InProgress", "Submitted", "Completed"}
GRADING = {"FullyGraded", "Pending", "PendingManual", "Failed", "NotReady"}


class Platform:
    """What the platform knows: `faults` are the tool's mistakes, `gradebook` what it would show for each student."""

    def __init__(self, base, tool):
        self.base, self.tool = base, tool
        self.client_id, self.deployment = "client-1", "deployment-1"
        self.faults: list[str] = []
        self.keys = [KEY]
        self.tool_keys: Any = dict
        self.tokens: dict[str, set[str]] = {}
        self.seen: set[str] = set()
        self.items: dict[str, dict[str, Any]] = {}
        self.scores: list[dict[str, Any]] = []
        self.gradebook: dict[tuple[str, str], float | None] = {}
        self.members: list[dict[str, Any]] = []
        self.assets: dict[str, bytes] = {}
        self.reports: list[dict[str, Any]] = []
        self.handlers: dict[str, str] = {}
        self.registered: list[dict[str, Any]] = []
        self.is_down = False
        self.told_issuer = ""
        self.asked: list[str] = []
        self.app = create_platform(self)

    def check(self, holds, words):
        if not holds:
            self.faults.append(words)
            raise HTTPException(400, words)

    def claims(self, user="user-1", role="Learner", kind="LtiResourceLinkRequest", resource="link-1", **more):
        now = int(time.time())
        told = {
            "iss": self.base,
            "aud": self.client_id,
            "sub": user,
            "iat": now,
            "exp": now + 300,
            f"{CLAIM}message_type": kind,
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": self.deployment,
            f"{CLAIM}target_link_uri": f"{self.tool}/lti/launch",
            f"{CLAIM}roles": [MEMBERSHIP + role] if role else [],
            f"{CLAIM}context": {"id": "course-1", "title": "History"},
            f"{CLAIM}launch_presentation": {
                "document_target": "iframe",
                "return_url": "https://school.lms.example/c/1",
            },
        }
        if kind == "LtiResourceLinkRequest":
            told[f"{CLAIM}resource_link"] = {"id": resource, "title": "Essay"}
            items = f"{self.base}/items?type=1"
            told[f"{AGS}claim/endpoint"] = {"scope": SCOPES[:2], "lineitems": items}
            told[f"{NRPS}claim/namesroleservice"] = {
                "context_memberships_url": f"{self.base}/members",
                "service_versions": ["2.0"],
            }
        return {**told, **more}

    def deep_claims(self, user, kinds=("ltiResourceLink",), **more):
        settings = {
            "deep_link_return_url": f"{self.base}/back",
            "accept_types": list(kinds),
            "accept_presentation_document_targets": ["iframe"],
            "data": "csrf of the platform",
        }
        notices = {"platform_notification_service_url": f"{self.base}/handlers", "service_versions": ["1.0"]}
        told = {f"{DEEP}deep_linking_settings": settings, f"{CLAIM}platformnotificationservice": notices}
        return self.claims(user, "Instructor", "LtiDeepLinkingRequest", **told, **more)

    def sign(self, claims, key=KEY, header=None):
        return jwt.encode({"alg": "RS256", "kid": key.kid, **(header or {})}, claims, key)

    def check_login(self, address):
        """The tool's request for authentication (security framework 5.1.1.2); gives state and nonce."""
        parts = urlsplit(address)
        self.check(f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.base}/auth", "authorization endpoint")
        told = dict(parse_qsl(parts.query, strict_parsing=True))
        wanted = {"scope": "openid", "response_type": "id_token", "response_mode": "form_post", "prompt": "none"}
        wanted |= {"client_id": self.client_id, "redirect_uri": f"{self.tool}/lti/launch"}
        self.check({k: told.get(k) for k in wanted} == wanted, f"authentication request: {told}")
        self.check(len(told["state"]) >= 32 and len(told["nonce"]) >= 32, "state and nonce can be guessed")
        self.check(
            told["login_hint"].startswith("hint") and told.get("lti_message_hint") == "a&b=c", "hints were changed"
        )
        return told["state"], told["nonce"]

    def read_answer(self, token):
        """A deep linking response (Deep Linking 2.0, 4.3); gives its items."""
        told = jwt.decode(token, KeySet.import_key_set(self.tool_keys()), algorithms=["RS256"])
        claims, now = told.claims, time.time()
        self.check(claims["iss"] == self.client_id and self.base in claims["aud"], "issuer and audience")
        self.check(claims["iat"] <= now + 5 and now < claims["exp"] <= now + 3600, "times")
        self.check(claims["nonce"] not in self.seen, "nonce used twice")
        self.seen.add(claims["nonce"])
        self.check(claims[f"{CLAIM}message_type"] == "LtiDeepLinkingResponse", "message type")
        self.check(claims[f"{CLAIM}version"] == "1.3.0", "version")
        self.check(claims[f"{CLAIM}deployment_id"] == self.deployment, "deployment")
        self.check(claims[f"{DEEP}data"] == "csrf of the platform", "data was changed")
        items = claims[f"{DEEP}content_items"]
        for item in items:
            self.check(item["type"] in {"ltiResourceLink", "ltiAssetProcessor"}, "type of an item")
            self.check(all(isinstance(value, str) for value in item.get("custom", {}).values()), "custom are texts")
            if "lineItem" in item:
                self.check(item["lineItem"]["scoreMaximum"] > 0, "scoreMaximum")
        return items

    def notice(self, assets, item, context="course-1", **more):
        now = int(time.time())
        told = {
            "iss": self.base,
            "aud": self.client_id,
            "azp": self.client_id,
            "iat": now,
            "exp": now + 3600,
            "nonce": uuid.uuid4().hex,
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": self.deployment,
            f"{CLAIM}notice": {"id": uuid.uuid4().hex, "type": "LtiAssetProcessorSubmissionNotice"},
            f"{CLAIM}context": {"id": context},
            f"{CLAIM}custom": {"grader_item": item},
            f"{CLAIM}for_user": {"user_id": "user-9"},
            f"{CLAIM}assetreport": {"scope": [f"{SCOPE}report"], "report_url": f"{self.base}/reports"},
            f"{CLAIM}assetservice": {
                "scope": [f"{SCOPE}asset.readonly"],
                "assets": [self.describe(*a) for a in assets],
            },
            f"{CLAIM}activity": {"id": "assignment-1"},
            f"{CLAIM}submission": {"id": "submission-1"},
        }
        return {**told, **more}

    def describe(self, name, content, filename=None):
        self.assets[name] = content
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        told = {"asset_id": name, "url": f"{self.base}/assets/{name}", "sha256_checksum": digest, "size": len(content)}
        return {**told, "filename": filename} if filename else {**told, "content_type": "text/html"}

    def demand(self, request, scope):
        """That a request brings a token which may do this."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        self.check(scope in self.tokens.get(token, ()), f"no token for {scope}")


def create_platform(platform):
    app = FastAPI()

    @app.middleware("http")
    async def watch(request: Request, call_next):
        platform.asked.append(f"{request.method} {request.url.path}")
        return Response(status_code=503) if platform.is_down else await call_next(request)

    @app.get("/keys")
    def keys():
        return {"keys": [{**key.as_dict(private=False), "alg": "RS256", "use": "sig"} for key in platform.keys]}

    _add_registration(app, platform)
    _add_grades(app, platform)
    _add_assets(app, platform)
    return app


def _add_registration(app, platform):
    check = platform.check

    @app.get("/.well-known/openid-configuration")
    def configuration(request: Request):
        check(request.headers.get("authorization") == "Bearer registration", "configuration without its token")
        told: dict[str, Any] = {
            "product_family_code": "canvas",
            "version": "1",
            "notice_types_supported": ["LtiAssetProcessorSubmissionNotice"],
        }
        told["messages_supported"] = [{"type": kind} for kind in ("LtiResourceLinkRequest", "LtiReportReviewRequest")]
        names = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
        return {
            "issuer": platform.told_issuer or platform.base,
            **{name: f"{platform.base}/{path}" for name, path in names.items()},
            "registration_endpoint": f"{platform.base}/register",
            "authorization_server": "lms.example",
            "scopes_supported": SCOPES[:-1],
            "https://purl.imsglobal.org/spec/lti-platform-configuration": told,
        }

    @app.post("/register")
    async def register(request: Request):
        check(request.headers.get("authorization") == "Bearer registration", "registration without its token")
        check(request.headers["content-type"] == "application/json", "registration is JSON")
        body = json.loads(await request.body())
        wanted = {
            "application_type": "web",
            "response_types": ["id_token"],
            "token_endpoint_auth_method": "private_key_jwt",
        }
        check({k: body.get(k) for k in wanted} == wanted, "registration")
        check(set(body["grant_types"]) == {"client_credentials", "implicit"}, "grant types")
        check(set(body["scope"].split()) == set(SCOPES[:-1]), "scopes are those that are wanted and known")
        tool = body["https://purl.imsglobal.org/spec/lti-tool-configuration"]
        check(
            tool["domain"] == urlsplit(platform.tool).netloc and {"iss", "sub"} <= set(tool["claims"]),
            "tool configuration",
        )
        for address in (body["initiate_login_uri"], body["jwks_uri"], *body["redirect_uris"], tool["target_link_uri"]):
            check(address.startswith(platform.tool + "/"), "an address of the tool's own domain")
        check(
            {one["type"] for one in tool["messages"]} >= {"LtiResourceLinkRequest", "LtiDeepLinkingRequest"}, "messages"
        )
        platform.registered.append(body)
        return {**body, "client_id": platform.client_id}

    @app.post("/token")
    async def token(request: Request):
        form = {key: value[0] for key, value in parse_qs((await request.body()).decode()).items()}
        check(form["grant_type"] == "client_credentials", "grant type")
        check(
            form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "assertion type"
        )
        told = jwt.decode(form["client_assertion"], KeySet.import_key_set(platform.tool_keys()), algorithms=["RS256"])
        check(told.header.get("kid"), "a kid")
        claims, now = told.claims, time.time()
        check(claims["iss"] == claims["sub"] == platform.client_id, "issuer and subject are the client")
        check(claims["aud"] in {f"{platform.base}/token", "https://lms.example/audience"}, "audience")
        check(claims["iat"] <= now + 5 and now < claims["exp"] <= now + 3600, "times of the assertion")
        check(claims["jti"] not in platform.seen, "assertion used twice")
        platform.seen.add(claims["jti"])
        check(set(form["scope"].split()) <= set(SCOPES), "scopes")
        made = uuid.uuid4().hex
        platform.tokens[made] = set(form["scope"].split())
        return {"access_token": made, "token_type": "Bearer", "expires_in": 3600, "scope": form["scope"]}


def _add_grades(app, platform):
    check = platform.check

    @app.get("/items")
    def list_items(request: Request):
        platform.demand(request, f"{AGS}scope/lineitem")
        check(request.headers["accept"] == "application/vnd.ims.lis.v2.lineitemcontainer+json", "media type of items")
        check(request.query_params.get("type") == "1", "the query of the address was lost")
        wanted = request.query_params.get("resource_link_id")
        rows = [row for row in platform.items.values() if wanted in {None, row.get("resourceLinkId")}]
        return JSONResponse(rows)

    @app.post("/items", status_code=201)
    async def make_item(request: Request):
        platform.demand(request, f"{AGS}scope/lineitem")
        check(request.headers["content-type"] == "application/vnd.ims.lis.v2.lineitem+json", "media type of an item")
        row = json.loads(await request.body())
        check(row["scoreMaximum"] > 0 and row["label"] and "id" not in row, "line item")
        row["id"] = f"{platform.base}/items/{len(platform.items) + 1}?type=1"
        platform.items[row["id"]] = row
        return row

    @app.post("/items/{number}/scores", status_code=204)
    async def score(request: Request, number: int):
        platform.demand(request, f"{AGS}scope/score")
        check(request.headers["content-type"] == "application/vnd.ims.lis.v1.score+json", "media type of a score")
        check(request.query_params.get("type") == "1", "the query of the address was lost")
        told = json.loads(await request.body())
        check(told["activityProgress"] in PROGRESS and told["gradingProgress"] in GRADING, "progress")
        at = datetime.fromisoformat(told["timestamp"])
        check(at.tzinfo is not None, "a timestamp has its zone")
        earlier = [one for one in platform.scores if one["userId"] == told["userId"] and one["item"] == number]
        check(all(datetime.fromisoformat(one["timestamp"]) < at for one in earlier), "timestamps increase")
        if "scoreGiven" in told:
            check(told["scoreMaximum"] > 0 and told["scoreGiven"] >= 0, "points")
            # As Canvas does: whatever carries points is recorded, whatever its progress says.
            platform.gradebook[told["userId"], number] = told["scoreGiven"] / told["scoreMaximum"]
        platform.scores.append({**told, "item": number})

    @app.get("/members")
    def members(request: Request, page: int = 0):
        platform.demand(request, f"{NRPS}scope/contextmembership.readonly")
        check(
            request.headers["accept"] == "application/vnd.ims.lti-nrps.v2.membershipcontainer+json",
            "media type of members",
        )
        rows = platform.members[page * 2 : page * 2 + 2]
        more = f'<{platform.base}/members?page={page + 1}>; rel="next"' if platform.members[page * 2 + 2 :] else ""
        differences = f'<{platform.base}/members?since=1>; rel="differences"'
        headers = {"Link": ", ".join(one for one in (differences, more) if one)}
        return JSONResponse({"id": "x", "context": {"id": "course-1"}, "members": rows}, headers=headers)


def _add_assets(app, platform):
    check = platform.check

    @app.put("/handlers")
    async def handler(request: Request):
        platform.demand(request, f"{SCOPE}noticehandlers")
        told = json.loads(await request.body())
        check(told["handler"].startswith(platform.tool + "/"), "a handler of the tool's own domain")
        platform.handlers[told["notice_type"]] = told["handler"]
        return told

    @app.get("/assets/{name}")
    def asset(request: Request, name: str):
        platform.demand(request, f"{SCOPE}asset.readonly")
        return RedirectResponse(f"https://files.example/{name}", 302)

    @app.get("/files/{name}")
    def file(request: Request, name: str):
        check("authorization" not in request.headers, "the access token went to another origin")
        return Response(platform.assets[name])

    @app.post("/reports", status_code=201)
    async def report(request: Request):
        platform.demand(request, f"{SCOPE}report")
        told = json.loads(await request.body())
        check(told["assetId"] in platform.assets and told["type"], "asset and type of a report")
        check(datetime.fromisoformat(told["timestamp"]).tzinfo is not None, "a timestamp has its zone")
        check(isinstance(told["priority"], int) and 0 <= told["priority"] <= 5, "priority")
        check(not {"scoreGiven", "scoreMaximum"} & set(told), "a report has no grade")
        known = {"Processed", "Processing", "PendingManual", "Failed", "NotProcessed", "NotReady"}
        check(told["processingProgress"] in known, "progress of a report")
        check(("result" in told) == (told["processingProgress"] == "Processed"), "a result when there is one")
        check(len(told.get("result", "")) <= 16, "a result is short")
        check(("errorCode" in told) == (told["processingProgress"] == "Failed"), "an error code when it failed")
        platform.reports.append(told)
        return told
