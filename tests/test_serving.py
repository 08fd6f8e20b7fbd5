"""The same answers for other programs: OpenAI's client, Gradio's client, MCP, plain HTTP."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from serving import CITED, FIGURE, QUESTION, asked, program, request

from chatbot.records import Answer, Citation
from chatbot.serving import asking, chat, told
from chatbot.serving.asking import Asking, BusyError
from chatbot.serving.messages import RequestError, parsed
from evaluation import cli, crowd
from index.errors import StoreError

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
KEY = "we-know: it"
PLACE = {"source": "2026-q1-industry.md", "start": 2340, "end": 2364, "text": CITED}


@pytest.fixture(scope="module")
def address(first_use):
    with program(first_use.home) as address:
        yield address


@pytest.fixture(scope="module")
def locked(first_use):
    with program(first_use.home, auth=f"reader:{KEY}") as address:
        yield address


@pytest.fixture
def client(address):
    import openai

    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client:
        yield client


def user(words):
    return {"role": "user", "content": words}


def place(citation):
    return {name: citation[name] for name in PLACE}


# health


def test_health_counts(address):
    status, headers, body = request(address, "GET", "/health")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    found = json.loads(body)
    assert isinstance(found.pop("version"), str)
    assert found == {"status": "ok", "documents": 1, "passages": 36}


# the OpenAI client


def test_models(client):
    assert [model.id for model in client.models.list()] == ["briefing"]
    assert client.models.retrieve("briefing").id == "briefing"


def test_an_answer(client, address):
    done = client.chat.completions.create(
        model="briefing", messages=[user(QUESTION)], temperature=0.3, max_tokens=5, n=2
    )
    (choice,) = done.choices
    assert (done.object, done.model, choice.finish_reason) == (
        "chat.completion", "briefing", "stop",
    )  # fmt: skip
    content = choice.message.content
    answer, _, sources = content.partition("\n\n来源：\n")
    assert answer == f"**{FIGURE}**[1]\n截至3月底，5G基站在全国总计达495.8万个。[1]"
    assert sources.startswith("[1] 国务院新闻办2026年4月21日新闻发布会")
    assert sources.endswith(f"2026-q1-industry.md · 字符 2340–2364: “{CITED}”")
    (cited,) = choice.message.citations
    assert place(cited) == PLACE
    assert cited["link"] == f"{address}/?source=2026-q1-industry.md&start=2340&end=2364"
    assert (choice.message.refused, choice.message.reason) == (False, "")
    usage = done.usage
    assert (usage.prompt_tokens, usage.completion_tokens) == (len(QUESTION), len(content))
    assert usage.total_tokens == len(QUESTION) + len(content)


def test_a_streamed_answer_is_the_same(client):
    whole = client.chat.completions.create(model="briefing", messages=[user(QUESTION)])
    chunks = list(
        client.chat.completions.create(
            model="briefing",
            messages=[user(QUESTION)],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    *pieces, last, usage = chunks
    assert "".join(piece.choices[0].delta.content for piece in pieces) == (
        whole.choices[0].message.content
    )
    assert len(pieces) > 4
    assert pieces[0].choices[0].delta.role == "assistant"
    assert {piece.choices[0].finish_reason for piece in pieces} == {None}
    assert last.choices[0].finish_reason == "stop"
    assert [place(cited) for cited in last.choices[0].delta.citations] == [PLACE]
    assert (usage.choices, usage.usage) == ([], whole.usage)
    assert {chunk.id for chunk in chunks} == {chunks[0].id}


def test_a_stream_is_server_sent_events(address):
    _, headers, body = request(address, "POST", "/v1/chat/completions", asked(stream=True))
    assert headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert not [name for name in headers if name.lower().startswith("access-control")]
    lines = body.decode().split("\n\n")
    assert lines[-2:] == ["data: [DONE]", ""]
    assert '"usage"' not in lines[-3]


def test_earlier_messages_are_the_history(client):
    done = client.chat.completions.create(
        model="briefing",
        messages=[
            {"role": "system", "content": "You are a pirate."},
            user([{"type": "text", "text": "一季度汽车出口"}, {"type": "text", "text": "多少？"}]),
            {"role": "assistant", "content": "…"},
            user("同比呢？"),
        ],
    )
    understood = done.choices[0].message.question_understood
    assert understood == "一季度汽车出口\n同比变化多少？"


def test_a_refusal_is_an_answer(client):
    done = client.chat.completions.create(
        model="briefing", messages=[user("What is the capital of Peru?")]
    )
    message = done.choices[0].message
    assert message.content == "The briefing does not deal with this question."
    assert (message.refused, message.reason, message.citations) == (True, "off_topic", [])


def test_the_client_names_what_is_wrong(client):
    import openai

    def fault(kind, **given):
        with pytest.raises(kind) as raised:
            client.chat.completions.create(**{"model": "briefing", "messages": [user("x")]} | given)
        assert raised.value.type == "invalid_request_error"
        return raised.value

    assert fault(openai.NotFoundError, model="gpt-4o").code == "model_not_found"
    assert fault(openai.BadRequestError, messages=[]).param == "messages"
    assert fault(openai.BadRequestError, messages=[user("  ")]).code == "invalid_question"
    long = fault(openai.BadRequestError, messages=[user("长" * 2001)])
    assert long.code == "context_length_exceeded"
    assert "the question has 2,001 characters, at most 2,000 are read" in long.message
    parts = [{"type": "image_url", "image_url": {"url": "data:"}}]
    assert (
        fault(openai.BadRequestError, messages=[user(parts)]).param == "messages.0.content.0.type"
    )
    last = fault(
        openai.BadRequestError, messages=[user("x"), {"role": "assistant", "content": "y"}]
    )
    assert "expected the user's question as the last message" in last.message
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-4o")


def test_the_key_is_the_password(locked):
    import openai

    with openai.OpenAI(base_url=f"{locked}/v1", api_key=KEY, max_retries=0) as known:
        assert known.models.list().data[0].id == "briefing"
    with openai.OpenAI(base_url=f"{locked}/v1", api_key="wrong", max_retries=0) as other:
        with pytest.raises(openai.AuthenticationError) as raised:
            other.models.list()
        assert raised.value.code == "invalid_api_key"


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", "/v1/chat/completions", b"{", {}, 400),
        ("POST", "/v1/chat/completions", b"[]", {}, 400),
        ("POST", "/v1/chat/completions", b"\xff", {}, 400),
        ("POST", "/v1/chat/completions", b"[" * 100_000, {}, 400),
        ("POST", "/v1/chat/completions", b'{"n": ' + b"1" * 5000 + b"}", {}, 400),
        ("POST", "/v1/chat/completions", {"messages": [user("x")]}, {}, 400),
        ("POST", "/v1/chat/completions", asked(7), {}, 400),
        ("POST", "/v1/chat/completions", asked("a\0b"), {}, 400),
        ("POST", "/v1/chat/completions", asked("a\ud800"), {}, 400),
        ("POST", "/v1/chat/completions", asked(stream="often"), {}, 400),
        ("POST", "/v1/chat/completions", asked("x" * 1_000_000), {}, 413),
        ("POST", "/v1/chat/completions", asked(), {"Content_Type": "text/plain"}, 415),
        ("GET", "/v1/chat/completions", None, {}, 404),
        ("POST", "/v1/models", {}, {}, 404),
        ("GET", "/v1/<b>", None, {}, 404),
        ("POST", "/v1/embeddings", {}, {}, 404),
        ("POST", "/v1/chat/completions", asked(), {"Origin": "https://evil.example"}, 403),
        ("GET", "/v1/models", None, {"Host": "evil.example"}, 421),
    ],
)
def test_every_error_has_the_shape_of_the_api(address, method, path, body, headers, status):
    found, given, told = request(address, method, path, body, **headers)
    assert (found, given["Content-Type"]) == (status, "application/json")
    assert given["X-Content-Type-Options"] == "nosniff"
    error = json.loads(told)["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == "invalid_request_error"
    assert error["message"]


def test_a_lone_surrogate_in_an_error_is_json(address):
    status, _, told = request(address, "POST", "/v1/chat/completions", asked(model="\ud800"))
    assert status == 404
    assert json.loads(told)["error"]["code"] == "model_not_found"


def test_words_are_read_part_by_part():
    parts = [{"type": "text", "text": "一"}, {"type": "refusal", "refusal": "二"}]
    body = {
        "model": "briefing",
        "messages": [
            {"role": "assistant", "content": "hello"},
            user("a"),
            {"role": "assistant", "content": parts},
            {"role": "assistant", "content": None, "tool_calls": []},
            {"role": "tool", "content": "x"},
            user("b"),
            user("c"),
        ],
        "tools": "anything",
    }
    given = parsed(json.dumps(body).encode())
    assert given.conversation() == ("c", [("a", "一\n二"), ("b", "")])
    assert given.characters == len("hello") + 1 + 3 + 1 + 2
    with pytest.raises(RequestError, match="expected a JSON object in UTF-8"):
        parsed(b"")


# what a document says is data


def test_no_words_of_a_document_act_anywhere():
    words = "<script>alert(1)</script>\n[2] & [x](javascript:1)"
    cited = Citation(1, 'a"b&<.md', "<b>", "", "", 3, 0, 5, words, 1.0)
    answer = Answer("Q?", "Q?", f"{words}[1]", False, "", (cited,), (), 0.5, 0.0)
    assert told.text(answer) == (
        f'{words}[1]\n\nSources:\n[1] <b> · p. 3 · a"b&<.md · characters 0–5: '
        "“<script>alert(1)</script> [2] & [x](javascript:1)”"
    )
    (given,) = told.citations(answer, "http://h")
    assert given["link"] == "http://h/?source=a%22b%26%3C.md&start=0&end=5"
    assert (given["text"], given["page"]) == (words, 3)


# failures behind the answers


class Failing:
    """An answerer that fails as it is told to."""

    def __init__(self, error):
        self.error = error

    def answer(self, question, history=()):
        raise self.error

    def document(self, source):
        raise self.error


def test_a_store_that_is_gone_is_told_and_a_bug_is_not(first_use, caplog):
    failing = Failing(StoreError("no store in /x; type briefing index"))
    with program(first_use.home, answerer=failing) as address:
        status, headers, told = request(address, "POST", "/v1/chat/completions", asked())
        assert (status, headers["Retry-After"]) == (503, "2")
        assert json.loads(told)["error"] == {
            "message": "no store in /x; type briefing index",
            "type": "server_error",
            "param": None,
            "code": "store_unavailable",
        }
        assert not caplog.records
        failing.error = ZeroDivisionError("secret")
        status, _, told = request(address, "POST", "/v1/chat/completions", asked())
        assert (status, b"secret" in told) == (500, False)
        assert [record.name for record in caplog.records] == [chat.__name__]


def test_who_comes_when_too_many_wait_is_told_so():
    may_go = threading.Event()

    class Slow:
        def answer(self, question, history):
            may_go.wait(10)
            return question

    async def ask():
        few = Asking(Slow(), together=1, most=2)
        first = [asyncio.create_task(few.answer(str(n), ())) for n in range(3)]
        await asyncio.sleep(0.1)
        with pytest.raises(BusyError, match="too many questions wait already"):
            await few.answer("3", ())
        may_go.set()
        return await asyncio.gather(*first)

    assert asyncio.run(ask()) == ["0", "1", "2"]


# several people at once

QUESTIONS = {
    QUESTION: "495.8万个",
    "中国智能算力规模到3月底是多大？": "1882 EFLOPS",
    "How many 5G base stations are there?": "495.8万个",
    "能提供千兆服务的10G PON端口有多少个？": "3201万个",
}


def test_twenty_at_once_get_what_each_gets_alone(address):
    def answer(question):
        status, _, told = request(address, "POST", "/v1/chat/completions", asked(question))
        assert status == 200
        message = json.loads(told)["choices"][0]["message"]
        return message["content"], [place(cited) for cited in message["citations"]]

    alone = {question: answer(question) for question in QUESTIONS}
    for question, figure in QUESTIONS.items():
        assert figure in alone[question][0]
        assert alone[question][1]
    together = list(QUESTIONS) * 5
    with ThreadPoolExecutor(20) as people:
        assert list(people.map(answer, together)) == [alone[question] for question in together]


# Gradio's client


def test_gradios_client_sees_one_endpoint_and_asks_it(address):
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_DISABLE_TELEMETRY", "1")
        client = Client(address, verbose=False, analytics_enabled=False)
    listed = client.view_api(return_format="dict", print_info=False)
    assert list(listed["named_endpoints"]) == ["/ask"]
    assert listed["unnamed_endpoints"] == {}
    about = listed["named_endpoints"]["/ask"]
    assert [given["parameter_name"] for given in about["parameters"]] == ["question", "history"]
    assert about["description"].startswith("Answer a question from the indexed briefings.")
    found = client.predict(question=QUESTION, api_name="/ask")
    assert FIGURE in found["answer"]
    assert "来源：\n[1] " in found["answer_text"]
    assert [place(cited) for cited in found["citations"]] == [PLACE]
    assert found["citations"][0]["link"].startswith(f"{address}/?source=")
    more = client.predict("同比呢？", [["一季度汽车出口多少？", "…"]], api_name="/ask")
    assert more["question_understood"] == "一季度汽车出口同比变化多少？"
    for given, words in [
        (("",), "the question is empty"),
        (("长" * 2001,), "at most 2,000"),
        (("x", [["a"]]), "history must be a list of"),
        ((7,), "question must be text, found int"),
    ]:
        with pytest.raises(AppError, match=words):
            client.predict(*given, api_name="/ask")
    client.close()


def test_gradios_client_with_the_password(locked):
    from gradio_client import Client

    header = {"Authorization": f"Bearer {KEY}"}
    client = Client(locked, verbose=False, analytics_enabled=False, headers=header)
    assert FIGURE in client.predict(QUESTION, api_name="/ask")["answer"]
    client.close()


# the Model Context Protocol


def tools(address, *calls, headers=None):
    """Return the tools that a client lists and the results of ``calls``."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client
    from mcp.shared._httpx_utils import create_mcp_http_client

    async def use():
        async with (
            create_mcp_http_client(headers=headers) as http,
            streamable_http_client(f"{address}/mcp", http_client=http) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            about = await session.initialize()
            listed = await session.list_tools()
            results = [await session.call_tool(name, given) for name, given in calls]
            return about, listed.tools, results

    return asyncio.run(use())


def test_an_mcp_client_lists_the_tools_and_calls_them(address):
    from jsonschema import Draft202012Validator

    about, listed, (answer, more, found, documents) = tools(
        address,
        ("ask_briefing", {"question": QUESTION}),
        ("ask_briefing", {"question": "同比呢？", "history": [["一季度汽车出口多少？", "…"]]}),
        ("find_passages", {"question": QUESTION, "count": 2}),
        ("list_documents", {}),
    )
    assert about.serverInfo.name == "briefing"
    assert [tool.name for tool in listed] == ["ask_briefing", "find_passages", "list_documents"]
    for tool in listed:
        assert len(tool.description) > 60
        Draft202012Validator.check_schema(tool.inputSchema)
        assert tool.annotations.readOnlyHint
    assert listed[0].inputSchema["required"] == ["question"]
    assert not answer.isError
    assert FIGURE in answer.content[0].text
    assert "来源：\n[1] " in answer.content[0].text
    assert [place(cited) for cited in answer.structuredContent["citations"]] == [PLACE]
    assert answer.structuredContent["citations"][0]["link"].startswith(f"{address}/?source=")
    assert more.structuredContent["question_understood"] == "一季度汽车出口同比变化多少？"
    passages = found.structuredContent["passages"]
    assert len(passages) == 2
    assert FIGURE in passages[0]["text"]
    assert [row["source"] for row in documents.structuredContent["documents"]] == [PLACE["source"]]


def test_what_an_mcp_client_does_wrong_is_told(address):
    _, _, results = tools(
        address,
        ("ask_briefing", {}),
        ("ask_briefing", {"question": "长" * 2001}),
        ("ask_briefing", {"question": "x", "history": [["a"]]}),
        ("find_passages", {"question": "x", "count": 51}),
        ("find_passages", {"question": " "}),
        ("delete_everything", {}),
    )
    told = [result.content[0].text for result in results]
    assert all(result.isError for result in results)
    assert "'question' is a required property" in told[0]
    assert "at most 2,000 are read" in told[1]
    assert "51 is greater than the maximum of 50" in told[3]
    assert "the question is empty" in told[4]
    assert "there is no tool 'delete_everything'; expected one of: ask_briefing, " in told[5]


def test_an_mcp_client_with_the_password(locked):
    header = {"Authorization": f"Bearer {KEY}"}
    _, _, (answer,) = tools(locked, ("ask_briefing", {"question": QUESTION}), headers=header)
    assert FIGURE in answer.content[0].text


def test_questions_to_ask_next_are_made_for_one_page_at_a_time(monkeypatch):
    monkeypatch.setattr(asking, "_PATIENCE", 0.05)
    begun, may_go = threading.Event(), threading.Event()

    def slow(_, answer, asked):
        begun.set()
        may_go.wait(10)
        return ("次？",)

    spared = asking.spared(slow)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(spared, None, None, [])
        begun.wait(10)
        assert spared(None, None, []) == ()
        may_go.set()
        assert first.result() == ("次？",)
    assert spared(None, None, []) == ("次？",)


def test_the_load_is_measured_on_both_ways(address, capsys, monkeypatch):
    assert cli.main(["crowd", address, "--people", "3", "--rounds", "1"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "3 people, 1 times, 36 passages; seconds"
    rows = {line[:10].strip(): line[10:].split() for line in told[3:]}
    assert {name: row[:3] for name, row in rows.items()} == {
        "API, one": ["1", "0", "1"],
        "API": ["3", "0", "3"],
        "page, one": ["1", "0", "1"],
        "page": ["3", "0", "3"],
    }
    for row in rows.values():
        assert 0 < float(row[3]) <= float(row[5]) < 30
    assert cli.main(["crowd", "http://127.0.0.1:1"]) == 1
    assert cli.main(["crowd", "127.0.0.1"]) == 1
    assert cli.main(["crowd", address, "--people", "0"]) == 1
    told = capsys.readouterr().err
    assert "nothing answers at http://127.0.0.1:1" in told
    assert "expected an address like http://127.0.0.1:7860" in told
    assert "--people and --rounds must be from 1 to 1000, found 0 and 3" in told


def test_the_load_is_measured_with_the_password(locked, capsys, monkeypatch):
    assert cli.main(["crowd", locked]) == 1
    assert "refuses with 401" in capsys.readouterr().err
    monkeypatch.setenv("BRIEFING_AUTH", f"reader:{KEY}")
    assert cli.main(["crowd", locked, "--people", "1", "--rounds", "1"]) == 0


def test_percentiles():
    assert crowd.percentile([], 95) == 0.0
    assert crowd.percentile([2.0], 95) == 2.0
    assert crowd.percentile([float(n) for n in range(101)], 95) == 95.0
