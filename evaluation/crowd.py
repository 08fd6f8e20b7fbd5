"""Several people ask a running page at once: how long each waits for words and for the end."""

import argparse
import json
import re
import time
import uuid
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from chatbot import settings
from index.errors import UserError

_SECONDS = 120
_MOST = 1000
# What stands below an answer that is whole.
_WHOLE = re.compile(r'class=\\+"acts')


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: seconds until the first words and until the end, or what went wrong."""

    first: float
    end: float
    citations: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A page that is asked; ``headers`` go with every request."""

    address: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @contextmanager
    def request(self, method: str, path: str, body: object = None) -> Iterator[HTTPResponse]:
        """Yield the reply to one request.

        Raises:
            UserError: nothing answers there, or it refuses.
        """
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UserError(f"expected an address like http://127.0.0.1:7860, found {self.address}")
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.netloc, timeout=_SECONDS)
        given = {"Content-Type": "application/json", **self.headers}
        data = None if body is None else json.dumps(body).encode()
        with closing(connection):
            try:
                connection.request(method, parts.path.rstrip("/") + path, data, given)
                reply = connection.getresponse()
            except (OSError, HTTPException) as error:
                raise UserError(
                    f"nothing answers at {self.address}: {error}; start it: briefing serve"
                ) from error
            if reply.status != 200:
                raise UserError(f"{self.address}{path} refuses with {reply.status}: {reply.reason}")
            yield reply

    def read(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401
        """Return the JSON of the reply to one request.

        Raises:
            UserError: nothing answers there, or it refuses.
        """
        with self.request(method, path, body) as reply:
            return json.loads(reply.read())

    def events(self, method: str, path: str, body: object = None) -> Iterator[dict[str, Any]]:
        """Yield the server-sent events of the reply to one request.

        Raises:
            UserError: nothing answers there, or it refuses.
        """
        with self.request(method, path, body) as reply:
            for row in reply:
                found = row.decode().partition("data: ")[2].strip()
                if found and found != "[DONE]":
                    yield json.loads(found)


Ask = Callable[[Server, str], Asked]


def by_api(server: Server, question: str) -> Asked:
    """Ask over ``/v1/chat/completions``, streamed."""
    started, first, citations = time.perf_counter(), 0.0, 0
    body = {"model": "briefing", "stream": True, "messages": [_user(question)]}
    for event in server.events("POST", "/v1/chat/completions", body):
        delta = event["choices"][0]["delta"]
        if delta.get("content") and not first:
            first = time.perf_counter() - started
        citations = len(delta.get("citations", ())) or citations
    return Asked(first, time.perf_counter() - started, citations)


def by_page(server: Server, question: str) -> Asked:
    """Ask as the page does in a browser; the end is the whole answer with its buttons."""
    config = server.read("GET", "/config")
    number, given = _event_of_the_page(config)
    session = uuid.uuid4().hex
    body = {"fn_index": number, "session_hash": session, "data": [question, *given]}
    started, first, end, citations = time.perf_counter(), 0.0, 0.0, 0
    server.read("POST", "/gradio_api/queue/join", body)
    for event in server.events("GET", f"/gradio_api/queue/data?session_hash={session}"):
        told = json.dumps(event, ensure_ascii=False)
        if not first and "source-1-" in told:
            first = time.perf_counter() - started
        if not end and _WHOLE.search(told):
            end = time.perf_counter() - started
            citations = told.count("source-1-")
        if event["msg"] == "process_completed":
            if not event["success"]:
                return Asked(0.0, 0.0, 0, told[:200])
            break
        if event["msg"] == "queue_full":
            return Asked(0.0, 0.0, 0, "the queue is full")
    return Asked(first, end, citations, "" if end else "the page gave no answer")


def perform(
    arguments: argparse.Namespace, questions: Sequence[str], tell: Callable[[str], None]
) -> int:
    """Run ``briefing-eval crowd`` and return its exit status: 1 where a question failed.

    Raises:
        UserError: nothing answers at the address, or the numbers make no sense.
    """
    people, rounds = arguments.people, arguments.rounds
    if not 1 <= people <= _MOST or not 1 <= rounds <= _MOST:
        raise UserError(
            f"--people and --rounds must be from 1 to {_MOST}, found {people} and {rounds}"
        )
    headers = {}
    if auth := settings.load({}).auth:
        headers["Authorization"] = f"Basic {b64encode(auth.encode()).decode()}"
    server = Server(arguments.address, headers)
    health = server.read("GET", "/health")
    server.read("GET", "/v1/models")
    tell(f"{people} people, {rounds} times, {health['passages']:,} passages; seconds")
    tell(f"{'':10}{'asked':>7}{'failed':>8}{'cited':>7}{'first words':>18}{'end':>18}")
    tell(f"{'':32}" + f"{'median':>9}{'95 %':>9}" * 2)
    faults = []
    for name, count, ask in (
        ("API, one", 1, by_api),
        ("API", people, by_api),
        ("page, one", 1, by_page),
        ("page", people, by_page),
    ):
        asked: list[Asked] = []
        for _ in range(rounds):
            asked += crowd(server, questions[len(asked) :], count, ask)
        tell(line(name, asked))
        faults += [one.fault for one in asked if one.fault]
    for fault in sorted(set(faults)):
        tell(f"failed: {fault}")
    return 1 if faults else 0


def crowd(server: Server, questions: Sequence[str], people: int, ask: Ask) -> list[Asked]:
    """Let ``people`` ask at the same moment, each one of ``questions`` in turn."""

    def one(number: int) -> Asked:
        try:
            return ask(server, questions[number % len(questions)])
        except (UserError, OSError, HTTPException, ValueError, KeyError) as error:
            return Asked(0.0, 0.0, 0, str(error) or type(error).__name__)

    with ThreadPoolExecutor(people) as together:
        return list(together.map(one, range(people)))


def line(name: str, asked: Sequence[Asked]) -> str:
    """Return a row of the table: medians and 95th percentiles in seconds, and what failed."""
    well = [one for one in asked if not one.fault]
    cells = ""
    for times in ([one.first for one in well], [one.end for one in well]):
        p50, p95 = percentile(times, 50), percentile(times, 95)
        cells += f"{p50:9.3f}{p95:9.3f}"
    cited = sum(one.citations > 0 for one in well)
    return f"{name:10}{len(asked):7}{len(asked) - len(well):8}{cited:7}{cells}"


def percentile(values: Sequence[float], percent: int) -> float:
    """Return a percentile, interpolated between the values; 0 where there are none."""
    if len(values) < 2:
        return values[0] if values else 0.0
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def _event_of_the_page(config: Mapping[str, Any]) -> tuple[int, list[Any]]:
    """Return the number of the event that asks, and what it is given beside the question."""
    box = next(
        (part["id"] for part in config["components"] if part["props"].get("elem_id") == "question"),
        None,
    )
    for event in config["dependencies"]:
        if [box, "submit"] in [list(target) for target in event["targets"]]:
            # A conversation that is new, in the page's language.
            return event["id"], [None, "zh", *[None] * (len(event["inputs"]) - 3)]
    raise UserError("this page has no box for questions; expected a page of briefing serve")


def _user(question: str) -> dict[str, str]:
    return {"role": "user", "content": question}
