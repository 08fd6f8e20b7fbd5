"""The generator for OpenAI-compatible servers against servers that fail in every way."""

import asyncio
import threading
import time

import pytest
from clock import HANGS
from model_server import model, serving

from chatbot.generation.generator import GenerationError, Message

ASKED = [Message("system", "规则"), Message("user", "问题")]


def left_over(before):
    """Return the threads that are there since ``before`` and do not end at once."""
    until = time.monotonic() + HANGS
    while time.monotonic() < until:
        # The server of the test has a thread for each request.
        left = [
            thread
            for thread in threading.enumerate()
            if thread not in before and "process_request" not in thread.name
        ]
        if not left:
            return []
        time.sleep(0.01)
    return left


def streamed(behave, **more):
    """Return what came, the failure ("" for none) and the seconds; no thread may be left."""
    with serving(behave) as (url, requests):
        before = set(threading.enumerate())
        began, came, failure = time.monotonic(), "", ""
        try:
            for piece in model(url, **more).stream(ASKED):
                came += piece
        except GenerationError as error:
            failure = error.failure
        seconds = time.monotonic() - began
        assert not left_over(before)
    return came, failure, seconds, requests


def test_pieces_come_in_order_and_the_request_has_what_was_set():
    came, failure, _, requests = streamed(
        lambda reply: reply.whole("全国", "495.8万个。"), key="secret", temperature=0.7
    )
    assert (came, failure) == ("全国495.8万个。", "")
    (asked,) = requests
    assert asked.headers["Authorization"] == "Bearer secret"
    assert "OpenAI-Organization" not in asked.headers
    assert asked.body == {
        "model": "m",
        "messages": [
            {"role": "system", "content": "规则"},
            {"role": "user", "content": "问题"},
        ],
        "stream": True,
        "temperature": 0.7,
        "max_tokens": 600,
    }


def test_the_key_of_another_account_is_not_sent(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "theirs")
    monkeypatch.setenv("OPENAI_ORG_ID", "their-organization")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "their-project")
    *_, requests = streamed(lambda reply: reply.whole("好。"))
    assert "their" not in str(requests[0].headers)


def test_the_key_is_in_no_text_about_the_server():
    assert "secret" not in repr(model("http://127.0.0.1:1/v1", key="secret"))


@pytest.mark.parametrize(
    ("status", "failure", "times"),
    [(401, "key", 1), (403, "key", 1), (404, "model", 1), (400, "fault", 1), (429, "quota", 3)],
)
def test_what_a_server_refuses(status, failure, times):
    came, found, _, requests = streamed(
        lambda reply: reply.status(status, b'{"error": {"message": "no"}}', Retry_After="0.1")
    )
    assert (came, found, len(requests)) == ("", failure, times)


def test_a_failure_for_a_moment_is_tried_again():
    states = iter([500, 503, 200])

    def behave(reply):
        status = next(states)
        if status == 200:
            reply.whole("好了。")
        else:
            reply.status(status, Retry_After="0.1")

    came, failure, _, requests = streamed(behave)
    assert (came, failure, len(requests)) == ("好了。", "", 3)


def test_a_server_that_is_told_to_wait_for_long_is_not_waited_for():
    _, failure, seconds, _ = streamed(lambda reply: reply.status(429, Retry_After="50"))
    assert failure == "slow"
    assert seconds < HANGS


def test_no_server_at_all():
    with serving(lambda reply: None) as (url, _):
        pass
    with pytest.raises(GenerationError) as raised:
        list(model(url).stream(ASKED))
    assert raised.value.failure == "down"


def test_a_server_killed_in_the_middle():
    def behave(reply):
        reply.begin()
        reply.piece("全国")

    came, failure, _, requests = streamed(behave)
    assert (came, failure, len(requests)) == ("全国", "broken", 1)


def silent(reply):
    reply.begin()
    reply.piece("全")
    reply.stopping.wait(3 * HANGS)


def dribbling(reply):
    reply.begin()
    reply.piece("全")
    for byte in b'data: {"id": "1", "choices": [{"index": 0, "delta": {"content": "' + b"x" * 900:
        reply.raw(bytes([byte]))
        if reply.stopping.wait(0.1):
            return


@pytest.mark.parametrize("behave", [silent, dribbling])
def test_a_server_that_stalls_is_left_after_the_wait(behave):
    came, failure, seconds, _ = streamed(behave, wait=1.0)
    assert (came, failure) == ("全", "slow")
    assert 0.9 < seconds < HANGS


def endless(reply):
    reply.begin()
    while not reply.stopping.wait(0.02):
        reply.piece("喂")


def test_an_endless_stream_ends_with_the_time_for_the_whole():
    came, failure, seconds, _ = streamed(endless, whole=1.0)
    assert set(came) == {"喂"}
    assert failure == "slow"
    assert 0.9 < seconds < HANGS


@pytest.mark.parametrize(
    "sent",
    [
        b"data: {broken\n\n",
        b"data: \xff\xfe\n\n",
        b'data: {"choices": 7}\n\n',
        b'data: {"choices": [{"delta": {"content": {"a": 1}}}]}\n\n',
        b'data: {"choices": [null]}\n\n',
        b"data: [1, 2]\n\n",
        b"data: null\n\n",
        b"<html>It works!</html>",
        b"",
    ],
)
def test_what_is_no_answer(sent):
    def behave(reply):
        reply.begin()
        reply.raw(sent)

    came, failure, _, _ = streamed(behave)
    assert (came, failure) == ("", "nonsense")


def test_an_error_in_the_stream():
    def behave(reply):
        reply.begin()
        reply.raw(b'data: {"error": {"message": "out of memory"}}\n\n')

    assert streamed(behave)[1] == "fault"


def test_an_answer_that_was_cut_off_says_so():
    def behave(reply):
        reply.begin()
        reply.piece("全国")
        reply.end("length")

    assert streamed(behave)[:2] == ("全国", "long")


def test_who_stops_listening_stops_the_model():
    with serving(endless) as (url, requests):
        pieces = model(url, whole=60.0).stream(ASKED)
        assert [piece for piece in (next(pieces), next(pieces), next(pieces)) if piece]
        pieces.close()
        assert requests.left.wait(HANGS)


def test_one_can_stop_while_nothing_comes():
    with serving(silent) as (url, _):
        began = time.monotonic()
        pieces = model(url, wait=90.0, whole=90.0).stream(ASKED)
        came = [next(pieces) for _ in range(4)]
        pieces.close()
        assert time.monotonic() - began < HANGS
    assert "" in came


def test_it_can_be_dropped_where_another_loop_runs():
    """A web server drops what a page waited for in the thread of its own loop."""

    async def page(url):
        pieces = model(url, whole=60.0).stream(ASKED)
        while not await asyncio.to_thread(next, pieces):
            pass
        before = set(threading.enumerate())
        pieces.close()
        return set(threading.enumerate()) - before

    with serving(endless) as (url, requests):
        assert asyncio.run(page(url)) == set()
        assert requests.left.wait(HANGS)
