"""Serve the chat page from this machine until somebody stops it."""

import asyncio
import errno
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from types import FrameType

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chatbot.settings import Language
from chatbot.ui import page
from chatbot.ui.page import Titles
from chatbot.ui.tabs import Tab
from chatbot.ui.turns import Answerer, Tools
from index.errors import UserError

# The browser itself refuses every request to another host. Gradio's own scripts need the rest.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "base-uri 'self'; form-action 'self'; object-src 'none'"
)
_FONTS = ("Segoe UI", "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC")
_START_SECONDS = 60


def serve(
    answerer: Answerer,
    *,
    host: str,
    port: int,
    language: Language,
    examples: Sequence[str],
    titles: Titles,
    tell: Callable[[str], None],
    tabs: Sequence[Tab] = (),
    tools: Tools | None = None,
) -> None:
    """Serve the page, ``tell`` its address, and return after Ctrl-C or SIGTERM.

    Raises:
        UserError: the port or host cannot be used.
    """
    with (
        _stop_signals() as stopped,
        running(
            answerer,
            host=host,
            port=port,
            language=language,
            examples=examples,
            titles=titles,
            tabs=tabs,
            tools=tools,
        ) as address,
    ):
        tell(address)
        # A wait without an end would not hear Ctrl-C on Windows.
        while not stopped.wait(0.5):
            pass


@contextmanager
def running(
    answerer: Answerer,
    *,
    host: str,
    port: int,
    language: Language,
    examples: Sequence[str],
    titles: Titles,
    tabs: Sequence[Tab] = (),
    tools: Tools | None = None,
) -> Iterator[str]:
    """Serve the page while the block runs and yield its address; port 0 takes a free one.

    Raises:
        UserError: the port or host cannot be used.
    """
    with listen(host, port) as bound:
        # Gradio would keep a list of past questions in the browser.
        os.environ.setdefault("GRADIO_RUN_HISTORY", "False")
        # Gradio makes locks as it builds; without a running loop it leaves one open for each.
        blocks, app = asyncio.run(_build(answerer, language, examples, titles, tabs, tools))
        server = uvicorn.Server(
            uvicorn.Config(_OnlyThisHost(app), log_config=None, timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
        thread.start()
        _wait(server, thread)
        try:
            yield address(host, bound.getsockname()[1])
        finally:
            _end_streams(app)
            blocks.close(verbose=False)
            server.should_exit = True
            with _quietly():
                thread.join(timeout=5)


async def _build(
    answerer: Answerer,
    language: Language,
    examples: Sequence[str],
    titles: Titles,
    tabs: Sequence[Tab],
    tools: Tools | None,
) -> tuple[gr.Blocks, FastAPI]:
    blocks = page.build(
        answerer, language=language, examples=examples, titles=titles, tabs=tabs, tools=tools
    )
    style = resources.files("chatbot") / "assets" / "page.css"
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        pwa=False,
        theme=_theme(),
        css="\n".join([style.read_text(encoding="utf-8"), *(tab.style for tab in tabs)]),
    )
    return blocks, app


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to ``host`` and ``port``.

    Raises:
        UserError: the host is not known, or the port is taken or not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise UserError(
            f"host {host!r} is not known; expected an address of this machine such as 127.0.0.1"
        ) from error
    family, kind, protocol, _, place = found[0]
    bound = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            # Elsewhere this option would let two programs share the port.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen(128)
    except OSError as error:
        bound.close()
        raise _refusal(host, port, error) from error
    return bound


def address(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _end_streams(app: FastAPI) -> None:
    """End the streams that keep open pages connected, which would hold the server up."""
    for route in app.routes:
        if isinstance(route, Mount) and isinstance(route.app, gr.routes.App):
            route.app.stop_event.set()


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep the web server from reporting the requests that it cuts off as it stops."""
    log = logging.getLogger("uvicorn.error")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _refusal(host: str, port: int, error: OSError) -> UserError:
    another = port + 1 if 1024 <= port < 65535 else 7860
    if error.errno == errno.EADDRINUSE:
        return UserError(
            f"port {port} on {host} is in use by another program; "
            f"choose another: briefing serve --port {another}"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return UserError(
            f"port {port} on {host} is not allowed to this user; "
            f"choose one from 1024: briefing serve --port {another}"
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return UserError(
            f"host {host} is not an address of this machine; expected one such as 127.0.0.1"
        )
    return UserError(f"port {port} on {host} cannot be used: {error.strerror or error}")


def _wait(server: uvicorn.Server, thread: threading.Thread) -> None:
    until = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > until:
            raise RuntimeError("the web server did not start")
        time.sleep(0.01)


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    """Yield an event that Ctrl-C and SIGTERM set; other threads cannot be sent signals."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _theme() -> gr.themes.Base:
    fonts = [*(gr.themes.Font(name) for name in _FONTS), gr.themes.Font("sans-serif")]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        font=fonts,
        font_mono=[gr.themes.Font("monospace")],
    )


class _OnlyThisHost:
    """Send every reply with the policy that keeps the page from asking other hosts."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = _POLICY
            await send(message)

        await self._app(scope, receive, send_with_policy)
