"""The same answers as tools of the Model Context Protocol, over streamable HTTP at ``/mcp``."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

from anyio.to_thread import run_sync
from fastapi import FastAPI
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from chatbot.serving import told
from chatbot.serving.access import Access
from chatbot.serving.asking import Asking
from chatbot.serving.tools import MOST_PASSAGES, TOOLS
from index.errors import UserError
from index.search import Index, checked

_LOG = logging.getLogger(__name__)
_ABOUT = (
    "Answers questions about the indexed press briefings with quotations; every quoted sentence "
    "has a numbered citation with its exact place. Ask in Chinese or English."
)
_Result = tuple[list[types.TextContent], dict[str, Any]]


class _Endpoint:
    """The protocol as an application of its own, which a route calls for every method."""

    def __init__(self, manager: StreamableHTTPSessionManager) -> None:
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._manager.handle_request(scope, receive, send)


def add(app: FastAPI, asking: Asking, index: Callable[[], Index], access: Access) -> None:
    """Add the protocol's route to ``app``; it runs as long as ``app`` does."""
    # No sessions: nothing is kept between two calls, and any number of clients may come and go.
    manager = StreamableHTTPSessionManager(
        server(asking, index, access), json_response=True, stateless=True
    )
    before = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: Any) -> AsyncIterator[Any]:  # noqa: ANN401
        async with before(running) as state, manager.run():
            yield state

    app.router.lifespan_context = lifespan
    for path in ("/mcp", "/mcp/"):
        app.router.routes.append(Route(path, _Endpoint(manager)))


def server(asking: Asking, index: Callable[[], Index], access: Access) -> Server[Any, Any]:
    """Return the server with its tools."""
    made: Server[Any, Any] = Server("briefing", instructions=_ABOUT)

    @made.list_tools()  # type: ignore[no-untyped-call, untyped-decorator]
    async def list_tools() -> list[types.Tool]:
        return TOOLS

    @made.call_tool()  # type: ignore[untyped-decorator]
    async def call_tool(name: str, given: dict[str, Any]) -> _Result:
        try:
            if name == "ask_briefing":
                return await _ask(asking, given, _address(made, access))
            if name == "find_passages":
                return await run_sync(_find, index(), given)
            if name == "list_documents":
                return await run_sync(_list, index())
        except UserError:
            raise
        except Exception as error:
            _LOG.exception("the tool %s failed", name)
            raise RuntimeError("the server failed; its log says why") from error
        known = ", ".join(tool.name for tool in TOOLS)
        raise UserError(f"there is no tool {name[:80]!r}; expected one of: {known}")

    return made


async def _ask(asking: Asking, given: dict[str, Any], address: str) -> _Result:
    history = [(question, answer) for question, answer in given.get("history") or []]
    answer = await asking.answer(given["question"], history)
    return _text(told.text(answer)), told.data(answer, address)


def _find(index: Index, given: dict[str, Any]) -> _Result:
    hits = index.search(checked(given["question"]), min(given.get("count") or 5, MOST_PASSAGES))
    passages = [
        {
            "source": hit.passage.source,
            "title": hit.passage.title,
            "heading": hit.passage.heading,
            "speaker": hit.passage.speaker,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "text": index.written(hit.passage),
            "score": round(hit.score, 4),
        }
        for hit in hits
    ]
    shown = [
        f"{passage['source']} {passage['start']}–{passage['end']}\n{passage['text']}"
        for passage in passages
    ]
    return _text("\n\n".join(shown) or "no passages"), {"passages": passages}


def _list(index: Index) -> _Result:
    listings = index.store.listings()
    shown = [f"{listing.source}: {listing.title}" for listing in listings]
    documents = [asdict(listing) for listing in listings]
    return _text("\n".join(shown) or "no documents"), {"documents": documents}


def _text(words: str) -> list[types.TextContent]:
    return [types.TextContent(type="text", text=words)]


def _address(made: Server[Any, Any], access: Access) -> str:
    request = made.request_context.request
    if not isinstance(request, Request):
        return access.address("http", {})
    return access.address(request.scope["scheme"], request.headers)
