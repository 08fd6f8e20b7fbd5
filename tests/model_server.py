"""A server with the OpenAI chat API that behaves as a test tells it to, over real HTTP."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chatbot.generation.server import ModelServer


class Reply:
    """What a behaviour may do with one request: its ``body`` is what was asked."""

    def __init__(self, handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
        length = int(handler.headers["Content-Length"])
        self.body = json.loads(handler.rfile.read(length))
        self.headers = handler.headers
        self.stopping = stopping
        self._handler = handler

    def status(self, number: int, body: bytes = b"{}", **headers: str) -> None:
        self._handler.send_response(number)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.send_header("Content-Length", str(len(body)))
        self._handler.end_headers()
        self._handler.wfile.write(body)

    def begin(self, kind: str = "text/event-stream") -> None:
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", kind)
        self._handler.send_header("Connection", "close")
        self._handler.end_headers()

    def raw(self, words: bytes) -> None:
        self._handler.wfile.write(words)
        self._handler.wfile.flush()

    def piece(self, words: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"content": words}, "finish_reason": finish}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        self.raw(f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n".encode())

    def end(self, finish: str = "stop") -> None:
        self.piece("", finish)
        self.raw(b"data: [DONE]\n\n")

    def whole(self, *pieces: str) -> None:
        self.begin()
        for words in pieces:
            self.piece(words)
        self.end()


Behaviour = Callable[[Reply], None]


class Requests(list[Reply]):
    """The requests that came, and whether a reader hung up on one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.left = threading.Event()


@contextmanager
def serving(behave: Behaviour) -> Iterator[tuple[str, Requests]]:
    """Serve ``behave`` and yield the address and the requests that come."""
    requests, stopping = Requests(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = Reply(self, stopping)
            requests.append(reply)
            try:
                behave(reply)
            except OSError:
                requests.left.set()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", requests
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def model(url: str, **more: Any) -> ModelServer:
    """Return a generator that asks the server at ``url`` and waits two seconds at most."""
    return ModelServer(**{"url": url, "model": "m", "wait": 2.0, "whole": 4.0, **more})
