"""A page that other programs may ask: shared by the tests of serving."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chatbot import assemble, settings
from chatbot.answer import Answerer
from chatbot.serving.access import Access, Credentials
from chatbot.serving.programs import Programs
from chatbot.ui import serve

QUESTION = "截至3月底，全国5G基站总数是多少？"
FIGURE = "495.8万个"
CITED = "截至3月底，5G基站在全国总计达495.8万个；"
PASSWORD = "只有 we know:it"
AUTH = f"reader:{PASSWORD}"


@contextmanager
def program(home: Any, *, auth: str = "", root: str = "", answerer: Any = None) -> Iterator[str]:
    """Serve the bundled briefing, which ``home`` holds indexed, and yield the page's address."""
    index = assemble.searcher(settings.load({}, {"BRIEFING_HOME": str(home)}))
    try:
        with serve.running(
            answerer or Answerer(index),
            host="127.0.0.1",
            port=0,
            language="zh",
            examples=(),
            titles=(),
            programs=Programs(lambda: index),
            access=Access(Credentials.of(auth, "auth") if auth else None, root),
        ) as address:
            yield address
    finally:
        index.store.close()


def asked(question: Any = QUESTION, **more: Any) -> dict[str, Any]:
    """Return a request of the chat API with one message."""
    return {"model": "briefing", "messages": [{"role": "user", "content": question}], **more}


def request(
    address: str, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Return status, headers and body of one request; ``X_Y`` is the header X-Y."""
    connection = http.client.HTTPConnection(address.partition("//")[2], timeout=30)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
    if body is not None:
        given = {"Content-Type": "application/json"} | given
    try:
        connection.request(method, path, body, given)
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()
    finally:
        connection.close()
