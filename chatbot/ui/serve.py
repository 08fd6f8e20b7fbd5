"""Serve the chat page from this machine until somebody stops it."""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from types import FrameType

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.routing import Mount

from chatbot.serving.access import Access
from chatbot.serving.binding import address, is_local, listen
from chatbot.serving.guard import Guard
from chatbot.serving.programs import Programs, add
from chatbot.settings import Language
from chatbot.ui import page, remote
from chatbot.ui.page import Examples, Titles
from chatbot.ui.tabs import Tab
from chatbot.ui.turns import Answerer, Tools

_FONTS = ("Segoe UI", "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC")
_START_SECONDS = 60
# Events of all pages together; more are told that the page is busy.
_MOST_WAITING = 256


def serve(
    answerer: Answerer,
    *,
    host: str,
    port: int,
    language: Language,
    examples: Examples,
    titles: Titles,
    tell: Callable[[str], None],
    tabs: Sequence[Tab] = (),
    tools: Tools | None = None,
    programs: Programs | None = None,
    access: Access | None = None,
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
            programs=programs,
            access=access,
        ) as place,
    ):
        tell(place)
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
    examples: Examples,
    titles: Titles,
    tabs: Sequence[Tab] = (),
    tools: Tools | None = None,
    programs: Programs | None = None,
    access: Access | None = None,
) -> Iterator[str]:
    """Serve the page while the block runs and yield its address; port 0 takes a free one.

    With ``programs`` other programs can ask too; ``access`` says who may.

    Raises:
        UserError: the port or host cannot be used.
    """
    access = access or Access()
    with listen(host, port) as bound:
        local = is_local(bound.getsockname()[0])
        # Gradio would keep a list of past questions in the browser.
        os.environ.setdefault("GRADIO_RUN_HISTORY", "False")
        # Gradio makes locks as it builds; without a running loop it leaves one open for each.
        blocks, app = asyncio.run(
            _build(answerer, language, examples, titles, tabs, tools, programs, access)
        )
        guarded = Guard(app, access, local=local)
        server = uvicorn.Server(
            uvicorn.Config(guarded, log_config=None, timeout_graceful_shutdown=1)
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
    examples: Examples,
    titles: Titles,
    tabs: Sequence[Tab],
    tools: Tools | None,
    programs: Programs | None,
    access: Access,
) -> tuple[gr.Blocks, FastAPI]:
    blocks = page.build(
        answerer, language=language, examples=examples, titles=titles, tabs=tabs, tools=tools
    )
    with blocks:
        remote.add(answerer, access)
    blocks.queue(max_size=_MOST_WAITING, default_concurrency_limit=4)
    style = resources.files("chatbot") / "assets" / "page.css"
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    if programs:
        add(app, answerer, programs, access)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        root_path=access.root.rstrip("/") or None,
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        pwa=False,
        theme=_theme(),
        css="\n".join([style.read_text(encoding="utf-8"), *(tab.style for tab in tabs)]),
    )
    return blocks, app


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
    ).set(
        # Fields are framed, not filled: a filled one looks as if it were switched off.
        input_background_fill="*background_fill_primary",
        input_background_fill_dark="*background_fill_primary",
        input_border_width="1px",
        input_border_width_dark="1px",
        input_border_color="#7f8ea3",
        input_border_color_dark="#64748b",
        input_border_color_focus="#1d4ed8",
        input_border_color_focus_dark="#93b4ff",
        input_radius="8px",
        checkbox_border_color="#7f8ea3",
        checkbox_border_color_dark="#64748b",
    )
