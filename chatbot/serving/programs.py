"""What other programs may ask beside the page: health, the OpenAI-compatible API, MCP."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse

from chatbot.serving import chat, mcp_server
from chatbot.serving.access import Access
from chatbot.serving.asking import Asking
from chatbot.serving.guard import HEALTH
from chatbot.ui.turns import Answerer
from index.search import Index


@dataclass(frozen=True, slots=True)
class Programs:
    """What programs are answered from beside the answerer: the index as it is now."""

    index: Callable[[], Index]


def add(app: FastAPI, answerer: Answerer, programs: Programs, access: Access) -> None:
    """Add the routes for programs; they stand before those of a page that is mounted later."""
    asking = Asking(answerer)

    async def health(_request: Request) -> JSONResponse:
        stored = programs.index().store.manifest
        return JSONResponse(
            {
                "status": "ok",
                "version": _version(),
                "documents": stored.documents,
                "passages": stored.passages,
            }
        )

    app.add_route(HEALTH, health, methods=["GET"])
    chat.add(app, asking, access)
    mcp_server.add(app, asking, programs.index, access)


def _version() -> str:
    try:
        return metadata.version("briefing-chatbot")
    except metadata.PackageNotFoundError:
        # Run from a checkout that is not installed.
        return ""
