"""A real browser on a real page: shared by the browser tests."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

# What a test that opens the page is marked with.
MARKS = [
    pytest.mark.browser,
    # gradio 6.31 counts its queue with calls that pandas 3 is about to drop
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Milliseconds. A run of cases takes seconds, where other work keeps the processors busy many more.
_PATIENCE = 90_000
NAMES = ("chromium", "chromium-browser", "google-chrome")


def expect(*args: Any) -> Any:
    """Return Playwright's ``expect``; it waits as long as a busy machine may take."""
    from playwright.sync_api import expect

    expect.set_options(timeout=_PATIENCE)
    return expect(*args)


def chromium() -> str:
    """Return the path of an installed Chromium; without one skip the test, but fail in CI."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        if Path(playwright.chromium.executable_path).is_file():
            return playwright.chromium.executable_path
    reason = f"no Chromium: none of {', '.join(NAMES)} is on the PATH"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


# Gradio's words for requests that end with the page that made them.
CUT_OFF = ("signal is aborted", "Connection errored out", "AbortError")


@dataclass
class Open:
    """A page in a browser; ``requests`` holds every URL it asked for, ``faults`` its errors."""

    page: Any
    address: str
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def reload(self) -> None:
        """Load the page anew; what Gradio says of the requests that this cuts off is no fault."""
        known = len(self.faults)
        self.page.reload()
        self.faults[known:] = [
            fault for fault in self.faults[known:] if not any(words in fault for words in CUT_OFF)
        ]

    def ask(self, question: str) -> None:
        """Type a question and send it with Enter, again if the answer before is still running."""
        from playwright.sync_api import TimeoutError as TooLong

        asked = self.page.locator("#chat .asked")
        count = asked.count()
        box = self.page.locator("#question textarea")
        box.fill(question)
        for _ in range(20):
            box.press("Enter")
            try:
                asked.nth(count).wait_for(timeout=1000)
                return
            except TooLong:
                continue
        pytest.fail(f"the page does not take the question {question!r}")

    def reply(self, number: int = -1) -> Any:
        """Return an answer of the chat; the last one without a number."""
        replies = self.page.locator("#chat .bot .reply, #chat .bot .refused, #chat .bot .notice")
        return replies.last if number < 0 else replies.nth(number)


@contextmanager
def open_page(
    answerer: Any,
    *,
    language: str = "zh",
    examples: Sequence[str] = (),
    titles: Sequence[str] = (),
    tabs: Sequence[Any] = (),
    tools: Any = None,
    **seen: Any,
) -> Iterator[Open]:
    """Serve ``answerer`` on a free port and open its page, ``seen`` as ``browse`` says."""
    chromium()
    from chatbot.ui import serve

    with (
        serve.running(
            answerer,
            host="127.0.0.1",
            port=0,
            language=language,
            examples=examples,
            titles=titles,
            tabs=tabs,
            tools=tools,
        ) as address,
        browse(address, **seen) as opened,
    ):
        yield opened


@contextmanager
def browse(
    address: str, *, width: int = 1280, height: int = 900, dark: bool = False, query: str = ""
) -> Iterator[Open]:
    """Open the page at ``address`` in a Chromium of its own."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
            )
            page = context.new_page()
            page.set_default_timeout(_PATIENCE)
            opened = Open(page, address)
            page.on("request", lambda request: opened.requests.append(request.url))
            page.on("pageerror", lambda error: opened.faults.append(str(error)))
            page.on(
                "console",
                lambda line: opened.faults.append(line.text) if line.type == "error" else None,
            )
            page.goto(address + query)
            page.locator("#question textarea").wait_for()
            yield opened
        finally:
            browser.close()


@contextmanager
def program(home: Path, *words: str) -> Iterator[str]:
    """Run ``briefing serve`` with everything that is in it, on ``home``; yield its address."""
    command = [sys.executable, "-m", "evaluation.program", "serve", "--port", "0", *words]
    with subprocess.Popen(
        command,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "BRIEFING_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            assert running.stdout
            yield running.stdout.readline().strip()
        finally:
            running.terminate()
            running.communicate(timeout=30)
