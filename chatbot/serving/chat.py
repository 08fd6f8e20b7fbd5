"""The OpenAI-compatible API: ``/v1/models`` and ``/v1/chat/completions``."""

import json
import logging
from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from chatbot.serving.access import Access
from chatbot.serving.asking import Asking, BusyError
from chatbot.serving.completions import Completion, error_object, models
from chatbot.serving.messages import RequestError, parsed, unknown_model
from index.errors import QuestionError, UserError

_MOST_BYTES = 1_000_000
_PATHS = "POST /v1/chat/completions, GET /v1/models"
_LOG = logging.getLogger(__name__)
_Endpoint = Callable[[Request], Awaitable[Response]]


def add(app: FastAPI, asking: Asking, access: Access) -> None:
    """Add the API's routes to ``app``."""

    async def complete(request: Request) -> Response:
        asked = parsed(await _body(request))
        question, history = asked.conversation()
        address = access.address(request.scope["scheme"], request.headers)
        if asked.stream:
            grown = asking.answers(question, history)
            # What is wrong with a question is told before anything is sent.
            begun = Completion(asked, await anext(grown), address)
            return StreamingResponse(
                begun.events(grown),
                media_type="text/event-stream",
                # nginx would keep the pieces back.
                headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
            )
        answer = await asking.answer(question, history)
        return _json(Completion(asked, answer, address).whole())

    async def list_models(_request: Request) -> Response:
        return _json({"object": "list", "data": models()})

    async def model(request: Request) -> Response:
        name = str(request.path_params["name"])
        for known in models():
            if known["id"] == name:
                return _json(known)
        raise unknown_model(name)

    async def unknown(request: Request) -> Response:
        raise RequestError(
            f"there is no {request.method} {request.url.path[:80]}; expected one of: {_PATHS}",
            status=404,
            code="unknown_url",
        )

    app.add_route("/v1/chat/completions", _told(complete), methods=["POST"])
    app.add_route("/v1/models", _told(list_models), methods=["GET"])
    app.add_route("/v1/models/{name:path}", _told(model), methods=["GET"])
    every = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    app.add_route("/v1/{rest:path}", _told(unknown), methods=every)


def _told(endpoint: _Endpoint) -> _Endpoint:
    """Return an endpoint that tells what goes wrong in the shape of the API."""

    async def told(request: Request) -> Response:
        try:
            return await endpoint(request)
        except RequestError as error:
            refused = error
        except BusyError as error:
            refused = RequestError(str(error), status=503, code="server_busy")
        except QuestionError as error:
            long = "characters, at most" in str(error)
            code = "context_length_exceeded" if long else "invalid_question"
            refused = RequestError(str(error), param="messages", code=code)
        except UserError as error:
            # The store is gone or being made anew: nothing that the client could mend.
            refused = RequestError(str(error), status=503, code="store_unavailable")
        except Exception:
            _LOG.exception("a request to %s failed", request.url.path)
            refused = RequestError("the server failed; its log says why", status=500)
        wait = {"Retry-After": "2"} if refused.status == 503 else None
        return _json(error_object(refused), refused.status, wait)

    return told


async def _body(request: Request) -> bytes:
    # A page of another site can send a form or plain text without being asked by its browser.
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RequestError(
            f"expected the header Content-Type: application/json, found {kind[:80]!r}", status=415
        )
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_BYTES:
            raise RequestError(
                f"the request has more than {_MOST_BYTES:,} bytes; send fewer earlier messages",
                status=413,
                code="request_too_large",
            )
    return body


def _json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(
        body,
        status,
        media_type="application/json",
        headers={"Cache-Control": "no-store"} | (headers or {}),
    )
