"""What every request passes: the password, where it comes from, and the policy of every reply."""

import ipaddress
import json
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chatbot.serving.access import Access

# The browser itself refuses every request to another host. Gradio's own scripts need the rest.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "base-uri 'self'; form-action 'self'; object-src 'none'"
)
HEALTH = "/health"
_FOREIGN = (
    "a page of another site may not ask here; where a reverse proxy stands before the page, "
    "start it with its address: briefing serve --root-path https://…"
)
_STRANGE = (
    "expected localhost or an IP address as the host; where a reverse proxy stands before the "
    "page, start it with its address: briefing serve --root-path https://…"
)
_UNKNOWN = "a user and password are needed, as Basic, or the password alone as Bearer"


class Guard:
    """Refuses requests without the password and those that pages of other sites make.

    ``local``: the page listens on this machine only. Then, without a password, only requests to
    localhost or an address are answered: a name of another site may be pointed at this machine.
    """

    def __init__(self, app: ASGIApp, access: Access, *, local: bool) -> None:
        self._app = app
        self._access = access
        self._named = not (local and not access.credentials and not access.root)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope = self._without_prefix(scope)

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        refused = self._refusal(scope)
        if not refused:
            await self._app(scope, receive, send_with_policy)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refused(scope, receive, send_with_policy)

    def _without_prefix(self, scope: Scope) -> Scope:
        """Return the request as a proxy sends it that takes the prefix away."""
        prefix, path = self._access.prefix, scope["path"]
        if not prefix or not (path == prefix or path.startswith(f"{prefix}/")):
            return scope
        raw = scope.get("raw_path") or path.encode()
        return {
            **scope,
            "path": path[len(prefix) :] or "/",
            "raw_path": raw[len(prefix) :] or b"/",
        }

    def _refusal(self, scope: Scope) -> Response | None:
        path, headers = scope["path"], Headers(scope=scope)
        if path == HEALTH:
            return None
        if not self._named and not _is_address(headers.get("host", "")):
            return _refused(path, 421, _STRANGE, "misdirected_request")
        if self._is_foreign(scope, headers):
            return _refused(path, 403, _FOREIGN, "foreign_origin")
        known = self._access.credentials
        if known and not known.match(headers.get("authorization", "").encode("latin-1")):
            refused = _refused(path, 401, _UNKNOWN, "invalid_api_key")
            refused.headers["WWW-Authenticate"] = 'Basic realm="Briefing", charset="UTF-8"'
            return refused
        return None

    def _is_foreign(self, scope: Scope, headers: Headers) -> bool:
        """Tell whether a page of another site made the request; following a link is no such."""
        site, mode = headers.get("sec-fetch-site", ""), headers.get("sec-fetch-mode", "")
        follows = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if site and (site in ("same-origin", "none") or (mode == "navigate" and follows)):
            return False
        origin = headers.get("origin", "").lower()
        if not origin:
            return bool(site)
        if origin == self._access.origin:
            return False
        hosts = {headers.get("host", "").lower(), headers.get("x-forwarded-host", "").lower()}
        return bool(site) or origin.partition("://")[2] not in hosts - {""}


def _is_address(host: str) -> bool:
    """Tell whether a Host header names this machine in a way that no other site can."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        if name == "localhost" or name.endswith(".localhost") or not host:
            return True
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _refused(path: str, status: int, message: str, code: str) -> Response:
    if not path.startswith("/v1/"):
        return PlainTextResponse(message, status)
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    body = json.dumps({"error": error})
    return Response(body, status, media_type="application/json")
