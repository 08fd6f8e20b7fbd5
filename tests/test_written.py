"""A language model behind the commands, the page and the API: from settings to what is shown."""

import http.client
import json
import sys
import threading
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest
from clock import HANGS
from model_server import serving
from serving import CITED, QUESTION, asked, program, request

from chatbot import assemble, cli, settings
from chatbot.answer import Answerer
from chatbot.generation import chosen, local
from chatbot.records import Answer, Checking, Citation, Doubt, Withheld
from chatbot.serving import told
from chatbot.ui import replies, sources, talk
from evaluation import cli as evaluation_cli
from evaluation.invented import invented
from index.errors import UserError

RIGHT = "截至3月底，全国5G基站总数为495.8万个。"
WRONG = "截至3月底，全国5G基站总数为459.8万个。"


@pytest.fixture
def home(first_use, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(first_use.home))
    return first_use.home


def says(*pieces):
    return lambda reply: reply.whole(*pieces)


def flags(url):
    return ["--llm-url", url, "--llm-model", "m"]


def test_ask_prints_checked_sentences_and_their_places(home, capsys):
    with serving(says("截至3月底，全国5G基站", "总数为495.8万个。")) as (url, requests):
        assert cli.main(["ask", QUESTION, *flags(url)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["495.8万个[1]", f"{RIGHT}[1]"]
    assert lines[-1].strip() == CITED
    assert len(requests) == 1


def test_ask_says_what_it_did_not_show(home, capsys):
    with serving(says(WRONG)) as (url, _):
        assert cli.main(["ask", QUESTION, *flags(url)]) == 0
    out = capsys.readouterr().out
    assert "459.8" not in out
    assert (
        "of the model's sentences 0 shown, 1 replaced by a quotation, 0 dropped; "
        "--json tells which" in out
    )


def test_ask_as_json_counts_and_names_what_was_replaced(home, capsys, monkeypatch):
    monkeypatch.setenv("BRIEFING_LLM_KEY", "secret-key")
    with serving(says(WRONG)) as (url, _):
        assert cli.main(["ask", "--json", QUESTION, *flags(url)]) == 0
    output = capsys.readouterr()
    answer = json.loads(output.out)
    assert {**answer["checks"], "first": 0} == {
        "shown": 0,
        "replaced": 1,
        "dropped": 0,
        "added": 0,
        "first": 0,
        "withheld": [
            {
                "said": WRONG,
                "outcome": "replaced",
                "doubts": [{"kind": "figure", "claimed": "459.8万个", "found": "495.8万个"}],
            }
        ],
    }
    assert "secret-key" not in output.out + output.err


def test_a_server_that_is_down_is_said_and_no_error(home, capsys):
    with serving(says("")) as (url, _):
        pass
    assert cli.main(["ask", QUESTION, *flags(url)]) == 0
    out = capsys.readouterr().out
    assert CITED[:-1] in out
    assert "语言模型的服务器无法连接，以下是简报原文。" in out


def test_extractive_asks_nobody(home, capsys):
    with serving(says(RIGHT)) as (url, requests):
        assert cli.main(["ask", "--json", QUESTION, "--answerer", "extractive", *flags(url)]) == 0
    assert json.loads(capsys.readouterr().out)["checks"] is None
    assert requests == []


def test_no_model_is_asked_where_none_is_set(home):
    assert chosen.generator(settings.load({}), print) is None
    assert chosen.generator(settings.load({"answerer": "auto"}), print) is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"answerer": "llm"},
            "no language model is configured; give a server with --llm-url and --llm-model, or a "
            "file with --llm-file (docs/models.md)",
        ),
        (
            {"llm_url": "http://127.0.0.1:1/v1"},
            "llm_url is http://127.0.0.1:1/v1, but llm_model names no model there; "
            "for example: --llm-model qwen3",
        ),
        (
            {"llm_url": "http://127.0.0.1:1/v1", "llm_file": __file__},
            "llm_file and llm_url both name a model; give one of them",
        ),
    ],
)
def test_what_is_set_by_halves_is_refused(home, given, message):
    with pytest.raises(UserError) as raised:
        chosen.generator(settings.load(given), print)
    assert str(raised.value) == message


def test_a_file_that_is_no_model(tmp_path):
    file = tmp_path / "a.gguf"
    file.write_bytes(b"MZ..")
    with pytest.raises(UserError) as raised:
        local.load(file, print)
    assert str(raised.value) == (
        f"{file} is no model: expected a .gguf file, found one that begins b'MZ..'"
    )


def test_a_model_that_does_not_fit_into_memory(tmp_path, monkeypatch):
    file = tmp_path / "a.gguf"
    file.write_bytes(b"GGUF")
    monkeypatch.setattr(local, "_free", lambda: 600_000_000)
    with pytest.raises(UserError) as raised:
        local.load(file, print)
    assert str(raised.value) == (
        f"{file} needs 0.7 GB of memory, 0.6 GB are free; take a smaller model, or a server on "
        "another machine: --llm-url"
    )


def test_without_the_extra_it_says_what_to_type(tmp_path, monkeypatch):
    file = tmp_path / "a.gguf"
    file.write_bytes(b"GGUF")
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(UserError) as raised:
        local.load(file, print)
    assert str(raised.value) == (
        "a model on this machine needs xllamacpp; type: pip install 'briefing-chatbot[local-llm]'"
    )


def test_a_model_is_sized_to_the_machine_and_kept_to_this_process(tmp_path, monkeypatch):
    file = tmp_path / "a.gguf"
    file.write_bytes(b"GGUF")
    served = []

    class Server:
        listening_address = "http://127.0.0.1:5"

        def __init__(self, given):
            served.append(given)

    def parameters():
        part = SimpleNamespace
        return part(model=part(), cpuparams=part(), cpuparams_batch=part())

    monkeypatch.setitem(
        sys.modules, "xllamacpp", SimpleNamespace(CommonParams=parameters, Server=Server)
    )
    monkeypatch.setattr(local.os, "sched_getaffinity", lambda _: {0, 1, 2})
    told = []
    loaded = local.load(file, told.append)
    (given,) = served
    assert (given.cpuparams.n_threads, given.cpuparams_batch.n_threads) == (3, 3)
    assert (given.hostnames, given.port, given.n_ctx) == (["127.0.0.1"], 0, 4096)
    assert (loaded.url, loaded.name) == ("http://127.0.0.1:5/v1", "a")
    assert given.api_keys == [loaded.key]
    assert len(loaded.key) > 20
    assert loaded.key not in repr(loaded)
    assert told == ["loading a.gguf, 0.0 GB, on 3 processors …", "a.gguf is loaded, 0 s"]


@pytest.fixture
def written(home):
    """Return a call: an answerer over the bundled briefing with a model at this address."""

    def make(url, **more):
        given = settings.load({"llm_url": url, "llm_model": "m", **more})
        return assemble.live(given)

    return make


def test_the_api_sends_each_sentence_when_it_is_checked(home, written):
    seen, second = [], threading.Event()

    def behave(reply):
        reply.begin()
        reply.piece(f"{RIGHT}5G")
        second.wait(HANGS)
        reply.piece("基站总数是495.8万个。")
        reply.end()

    with serving(behave) as (url, _), program(home, answerer=written(url)) as address:
        connection = http.client.HTTPConnection(address.partition("//")[2], timeout=30)
        connection.request(
            "POST",
            "/v1/chat/completions",
            json.dumps(asked(stream=True)),
            {"Content-Type": "application/json"},
        )
        reply = connection.getresponse()
        while line := reply.readline():
            if not line.startswith(b"data: {"):
                continue
            delta = json.loads(line[6:])["choices"][0]["delta"]
            seen.append(delta.get("content", ""))
            if RIGHT in "".join(seen):
                second.set()
            if "checks" in delta:
                assert delta["checks"]["shown"] == 2
                assert delta["note"] == ""
        connection.close()
    assert second.is_set()
    said = "".join(seen)
    assert said.startswith(
        f"**495.8万个**[1]\n{RIGHT}[1]5G基站总数是495.8万个。[1]\n\n来源：\n[1] "
    )


def test_a_client_of_the_api_that_goes_stops_the_model(home, written):
    def behave(reply):
        reply.begin()
        while not reply.stopping.is_set():
            reply.piece("，")
            time.sleep(0.02)

    with serving(behave) as (url, requests):
        live = written(url, llm_wait=60.0, llm_timeout=60.0)
        with program(home, answerer=live) as address:
            connection = http.client.HTTPConnection(address.partition("//")[2], timeout=30)
            connection.request(
                "POST",
                "/v1/chat/completions",
                json.dumps(asked(stream=True)),
                {"Content-Type": "application/json"},
            )
            connection.getresponse().readline()
            connection.sock.close()
            connection.close()
            assert requests.left.wait(HANGS)


def test_the_api_as_a_whole_has_the_note(home, written):
    with (
        serving(lambda reply: reply.status(401)) as (url, _),
        program(home, answerer=written(url)) as address,
    ):
        status, _, body = request(address, "POST", "/v1/chat/completions", asked())
    message = json.loads(body)["choices"][0]["message"]
    assert status == 200
    note = "语言模型的服务器不接受所设的密钥，以下是简报原文。"
    assert message["note"] == note
    assert f"\n\n{note}\n\n来源：\n" in message["content"]


def test_the_page_shows_sentences_as_they_come(home, written):
    with serving(says(RIGHT, "5G基站总数是495.8万个。")) as (url, _):
        steps = list(talk.ask(written(url), QUESTION, (), "zh"))
    chats = [step.chat[-1]["content"] for step in steps if isinstance(step.chat, list)]
    growing = [chat for chat in chats if "growing" in chat]
    assert any("全国5G基站总数为" in chat and "总数是" not in chat for chat in growing)
    assert "总数是" in chats[-1]
    assert steps[-1].turns[-1].answer.checks.shown == 2


def test_stop_on_the_page_stops_the_model(home, written):
    def behave(reply):
        reply.begin()
        while not reply.stopping.is_set():
            reply.piece("，")
            time.sleep(0.02)

    with serving(behave) as (url, requests):
        steps = talk.ask(written(url), QUESTION, (), "zh")
        for _ in range(4):
            next(steps)
        steps.close()
        assert requests.left.wait(HANGS)


ANSWER = Answer(
    "多少？", "多少？", "总数<b>495.8万个。[1]", False, "",
    (Citation(1, "a.md", "通报", "", "", None, 0, 8, "共495.8万个。", 1.0),), (), 0.9, 1.0,
    note="语言模型中途断开，其余是简报原文。",
    checks=Checking(1, 1, 0, 0, 0.5, (
        Withheld("<i>共459.8万个", "replaced", (Doubt("figure", "459.8万个", "495.8万个"),)),
    )),
)  # fmt: skip


def test_the_page_tells_what_was_withheld_and_shows_no_markup():
    shown = replies.reply(ANSWER, sources.lines(ANSWER, 1))
    assert "核对：显示1句，换成原文1句，删去0句" in shown
    assert "语言模型中途断开，其余是简报原文。" in shown
    assert "<details" in shown
    assert "459&#46;8万个 ≠ 495&#46;8万个" in shown
    assert "<i>" not in shown
    assert "<b>" not in shown


def test_programs_get_note_and_checks():
    data = told.data(ANSWER, "http://h")
    assert data["note"] == "语言模型中途断开，其余是简报原文。"
    (doubt,) = data["checks"]["withheld"][0]["doubts"]
    assert doubt == {"kind": "figure", "claimed": "459.8万个", "found": "495.8万个"}


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("总数为495.8万个。[1]", []),
        ("There are 4.958 million.[1]", []),
        ("There are 4,958,000, by March 31, 2026.[1]", []),
        ("In the first quarter of 2026, there were 4,958,000.[1]", []),
        ("There are 2026,000 of them.[1]", ["2026,000"]),
        ("总数为459.8万个。[1]", ["459.8万"]),
        ("5G基站占69%[1]", ["69%"]),
        ("占七成。[1]", ["七成"]),
        ("495.8万个", ["495.8万"]),
        ("2026年3月底，第2次\n1. 好[1]", []),
        ("495.8万个[1] − 495.8万个[1] = 0个", []),
        ("495.8万个[1] − 495.8万个[1] = 1个", ["1个"]),
        ("595.8万个[1] − 495.8万个[1] = 100万个", ["595.8万"]),
        ("495.8万个[1] − 495.8万个[1] = 0个，共2个", ["0个，共2个"]),
    ],
)
def test_the_measure_finds_figures_that_the_citation_lacks(text, lacking):
    assert invented(replace(ANSWER, text=text)) == lacking


def test_the_evaluation_runs_with_a_model(home, capsys):
    with serving(says("东京湾的海水是咸的，没有别的。")) as (url, requests):
        words = ["run", "--split", "test", "--every", "40", "--answerer", "llm", *flags(url)]
        assert evaluation_cli.main(words) == 0
    out = capsys.readouterr().out
    assert f"{len(requests)} answers by the model: 0 of its sentences shown" in out
    assert "figures that their citation lacks: 0" in out
    assert len(requests) >= 2


def test_suggestions_ask_no_model(home, written):
    from chatbot import opening

    with serving(says(RIGHT)) as (url, requests):
        live = written(url)
        assert isinstance(live.now, Answerer)
        answer = live.quoted(QUESTION)
        assert opening._suggested(live, answer, [QUESTION])
    assert requests == []


def test_the_document_view_compares_figures_of_a_model_across_languages():
    from chatbot import checked
    from index.records import Document

    document = Document("a.md", "通报", "共495.8万个。")

    def foreign(text, checks):
        answer = replace(ANSWER, text=text, checks=checks)
        return [one.text for one in checked.checks(answer, lambda _: document) if not one.stands]

    assert foreign("There are 4.958 million.[1]", ANSWER.checks) == []
    assert foreign("There are 4.859 million.[1]", ANSWER.checks) == ["4.859 million"]
    assert foreign("There are 4.958 million.[1]", None) == ["4.958"]
