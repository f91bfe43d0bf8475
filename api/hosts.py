"""Names under which the service answers, so that no other site can point its own name at this machine."""

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from api.problems import Refused, is_rest, say_problem


class KnownHosts(TrustedHostMiddleware):
    """Refuses other names; programs get a problem as for every other error."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or hands it on."""
        if scope["type"] == "http" and is_rest(request := Request(scope)):
            host = Headers(scope=scope).get("host", "").split(":")[0]
            if host not in self.allowed_hosts:
                refused = Refused(400, "The service is not known under this name.", "Host")
                await say_problem(request, refused)(scope, receive, send)
                return
        await super().__call__(scope, receive, send)
