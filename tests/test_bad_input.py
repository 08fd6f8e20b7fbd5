"""Whatever is wrong with the input: one line, a status, and the store as it was."""

import io
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import docx
import pytest
from filelock import FileLock
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from chatbot import cli
from index import read

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Return a store with one document."""
    folder = tmp_path_factory.mktemp("bad-input")
    (folder / "桥.txt").write_text("新桥长1200米，今年9月通车。", encoding="utf-8")
    assert cli.main(["index", str(folder / "桥.txt"), "--store", str(folder / "store")]) == 0
    return folder / "store"


@pytest.fixture
def refused(store, capsys):
    """Return a check: the command fails with one line, prints nothing else and changes nothing."""
    before = contents(store)

    def check(*words, status=1):
        assert cli.main([str(word) for word in words]) == status
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("briefing: ")
        assert err.count("\n") == 1
        assert err.endswith("\n")
        return err.removeprefix("briefing: ").removesuffix("\n")

    yield check
    assert contents(store) == before


def contents(store):
    return {
        path.relative_to(store): path.read_bytes()
        for path in store.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def pdf(*lines):
    file = io.BytesIO()
    canvas = Canvas(file)
    for line in lines:
        canvas.drawString(72, 720, line)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def encrypted(data):
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password="secret", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def broken_docx():
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("一段。")
    document.save(file)
    return file.getvalue()[:2000]


FILES = {
    "empty.txt": (b"", "empty"),
    "blank.md": (b" \n\n", "empty"),
    "a.xyz": (b"text", "found the suffix '.xyz'"),
    "bytes.txt": (bytes(range(256)) * 40, "expected text"),
    "nul.txt": (b"a\0b\0c", "NUL"),
    "scan.pdf": (pdf(), "has a text layer"),
    "locked.pdf": (encrypted(pdf("secret")), "it is encrypted; remove the password"),
    "half.pdf": (pdf("half")[:300], "expected a PDF, found a damaged file"),
    "broken.docx": (broken_docx(), "found a file that is not a zip archive"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an old Word file (.doc)"),
    "frame.html": (b"<html><nav>x</nav></html>", "expected a page with text"),
    "rows.jsonl": (b'{"_id": "1", "text": "one"}\nnot JSON\n', "line 2: "),
    "list.jsonl": (b'{"_id": "1", "text": "one"}\n\n["two"]\n', "line 3: "),
    "none.jsonl": (b"\n\n", "the file is empty"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read(refused_file, name):
    content, expected = FILES[name]
    assert expected in refused_file(name, content)


@pytest.fixture
def refused_file(store, capsys, tmp_path):
    """Return a check of a file: what ``refused`` checks, and the summary that nothing went in."""
    before = contents(store)

    def check(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        assert cli.main(["index", str(path), "--store", str(store)]) == 1
        out, err = capsys.readouterr()
        assert out in ("", f"{store}: 0 added, 0 updated, 0 unchanged, 0 removed\n")
        assert err.startswith(f"briefing: {path}: ")
        assert err.count("\n") == 1
        return err

    yield check
    assert contents(store) == before


def test_paths_without_documents(refused, store, tmp_path):
    message = refused("index", tmp_path / "no.txt", "--store", store)
    assert message == (
        f"{tmp_path / 'no.txt'}: expected a file or folder, but it does not exist; check the path"
    )
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    message = refused("index", tmp_path, "--store", store)
    assert message.startswith(f"{tmp_path}: expected a folder with documents (.txt, .md, ")
    assert message.endswith("found none below it; name another")
    message = refused("index", tmp_path / ("长" * 200), "--store", store)
    assert message.endswith("cannot be read (File name too long); check that you may read it, and "
                            "try again")  # fmt: skip
    if Path("/dev/zero").exists():
        assert "found a device" in refused("index", "/dev/zero", "--store", store)


def test_a_bad_file_keeps_no_good_one_out(capsys, tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "1.txt").write_text("甲事已经办完。", encoding="utf-8")
    (files / "2.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (files / "3.txt").write_text("乙事还没有办。", encoding="utf-8")
    store = tmp_path / "store"
    assert cli.main(["index", str(files), "--store", str(store)]) == 1
    out, err = capsys.readouterr()
    assert out == (
        f"added 1.txt\nadded 3.txt\n{store}: 2 added, 0 updated, 0 unchanged, 0 removed\n"
    )
    assert err.startswith(f"briefing: {files / '2.pdf'}: expected a PDF, found a damaged file (")
    assert err.count("\n") == 1
    assert cli.main(["show", "3.txt", "--store", str(store)]) == 0
    assert capsys.readouterr().out == "乙事还没有办。"


LONE = "the question holds bytes that are not UTF-8 text; type it again"
EMPTY = 'the question is empty; type one, for example: briefing ask "…"'
QUESTIONS = [
    ("", EMPTY),
    (" \u3000\n\t", EMPTY),
    ("问" * 100_000,
     "the question has 100,000 characters, at most 2,000 are read; shorten it"),
    ("a\0b", "the question holds NUL bytes; expected text, type it again"),
    ("多少\udcff", LONE),
    ("\ud83d", LONE),
]  # fmt: skip


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "message"), QUESTIONS, ids=["empty", "blank", "long", "NUL", "byte", "half"]
)
def test_a_question_that_cannot_be_asked(refused, store, command, question, message):
    assert refused(command, "--json", "--store", store, question) == message


ROWS = [
    ("not JSON", "line 1 is not JSON: Expecting value at column 1; mend the line"),
    ('{"id": 1, "question": "好"}\n\n{"id": 2', "line 3 is not JSON: "),
    ('["question"]', 'line 1: expected {"id": …, "question": "text"}'),
    ('{"id": 1}', 'line 1: expected {"id": …, "question": "text"}'),
    ('{"id": 1, "question": 5}', 'line 1: expected {"id": …, "question": "text"}'),
    ('{"id": NaN, "question": "x"}', "line 1 is not JSON that can be read: NaN is no JSON; "),
    ("[" * 100_000, "line 1 is not JSON that can be read: maximum recursion depth exceeded"),
    ('{"id": %s, "question": "x"}' % ("9" * 5000), "line 1 is not JSON that can be read: "),
    ('{"question": "x", "history": ["a"]}',
     "line 1: history must be a list of [question, answer] pairs"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "message"), ROWS, ids=range(len(ROWS)))
def test_a_broken_row_is_found_before_anything_is_asked(refused, store, tmp_path, rows, message):
    file = tmp_path / "questions.jsonl"
    file.write_text(rows, encoding="utf-8")
    found = refused("ask", "--json", "--store", store, "--questions", file)
    assert found.startswith(f"{file}: {message}")


def test_a_file_of_questions_that_cannot_be_read(refused, store, tmp_path):
    def ask(file):
        return refused("ask", "--json", "--store", store, "--questions", file)

    file = tmp_path / "questions.jsonl"
    assert ask(file) == f"the questions {file} cannot be read: No such file or directory"
    assert ask(tmp_path) == f"the questions {tmp_path} cannot be read: Is a directory"
    expected = '{"id": 1, "question": "…"}'
    for empty in (b"", b"\n \n", b"\xef\xbb\xbf"):
        file.write_bytes(empty)
        assert ask(file) == f"{file} holds no questions; expected lines like {expected}"
    file.write_bytes('{"question": "多少"}'.encode("gb18030"))
    assert ask(file) == f"{file} is not UTF-8 text; save the questions as UTF-8"


def test_rows_that_cannot_be_asked_stop_no_others(store, capsys, tmp_path):
    file = tmp_path / "questions.jsonl"
    rows = [
        {"id": "nul", "question": "a\0b"},
        {"id": 2, "question": "新桥多长？"},
        {"id": "\ud800", "question": "\udfff"},
        {"id": None, "question": " "},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    words = ["ask", "--json", "--store", str(store), "--questions", str(file)]
    assert cli.main(words) == 1
    out, err = capsys.readouterr()
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["id"] for answer in answers] == ["nul", 2, "\ud800", None]
    assert [answer["reason"] for answer in answers] == [
        "invalid_question", "", "invalid_question", "invalid_question",
    ]  # fmt: skip
    assert [answer["refused"] for answer in answers] == [True, False, True, True]
    assert "1200米" in answers[1]["answer"]
    # The first test of all that needs the dictionary has it read.
    assert [line for line in err.splitlines() if line.startswith("briefing: ")] == [
        f"briefing: {file}: id 'nul': the question holds NUL bytes; expected text, type it again",
        f"briefing: {file}: id '\\ud800': {LONE}",
        f"briefing: {file}: id None: {EMPTY}",
    ]


def test_a_source_that_is_not_stored(refused, store, capsys):
    message = refused("show", "no.txt", "--store", store)
    assert message == (
        f"the store {store} has no document 'no.txt'; it has, for example: 桥.txt; "
        f"list them: briefing index --list --store {store}"
    )
    lone = (
        "the source '\\udcff' holds bytes that are not UTF-8 text; "
        "list the documents: briefing index --list"
    )
    assert refused("show", "\udcff", "--store", store) == lone
    assert refused("index", "--remove", "\udcff", "--store", store) == lone
    assert cli.main(["index", "--remove", "no.txt", "--store", str(store)]) == 1
    out, err = capsys.readouterr()
    assert out == f"{store}: 0 added, 0 updated, 0 unchanged, 0 removed\n"
    assert err.startswith(f"briefing: the store {store} has no document 'no.txt'")


COMMANDS = {
    "ask": ["ask", "x"],
    "search": ["search", "x"],
    "show": ["show", "x"],
    "list": ["index", "--list"],
    "remove": ["index", "--remove", "x"],
    "rebuild": ["index", "--rebuild"],
    "serve": ["serve", "--port", "0"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_named_store_is_never_filled_unasked(refused, tmp_path, name):
    folder = tmp_path / "none"
    assert refused(*COMMANDS[name], "--store", folder) == (
        f"expected a store at {folder}, but it does not exist; make one: "
        f"briefing index PATH… --store {folder}"
    )
    assert not folder.exists()


def test_a_store_that_is_none(refused, store, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("一条。", encoding="utf-8")
    make = "make one: briefing index PATH… --store"
    assert refused("ask", "x", "--store", tmp_path) == (
        f"expected a store at {tmp_path}, but it has no manifest.json; {make} {tmp_path / 'store'}"
    )
    assert refused("ask", "x", "--store", note) == (
        f"expected a store at {note}, but it is a file; {make} {tmp_path / 'store'}"
    )
    assert refused("index", note, "--store", tmp_path) == (
        f"{tmp_path} is not a store and not empty (it holds note.txt); "
        "give --store a new or empty folder"
    )
    assert refused("index", note, "--store", note) == (
        f"expected a folder for the store, but {note} is a file; name another"
    )
    assert refused("index", note, "--store", note / "store") == (
        f"the store {note / 'store'} cannot be written (Not a directory); "
        "give --store a folder you own"
    )
    assert list(tmp_path.iterdir()) == [note]
    assert refused("show", "x", "--store", "") == "store must name a folder, found ''"
    assert refused("show", "x", "--store", "a\0b") == (
        "store must name a folder, found 'a\\x00b' (embedded null byte)"
    )
    long = "s" * 300
    for words in (["show", "x"], ["index", note]):
        assert refused(*words, "--store", long) == (
            f"store must name a folder, found '{long}' (File name too long)"
        )


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder that root cannot write")
def test_a_folder_that_cannot_be_written(refused, store, tmp_path, monkeypatch, capsys):
    note = tmp_path / "note.txt"
    note.write_text("一条。", encoding="utf-8")
    expected = "cannot be written (No such file or directory); give --store a folder you own"
    assert refused("index", note, "--store", "/proc/store") == f"the store /proc/store {expected}"
    monkeypatch.setenv("BRIEFING_HOME", "/proc/home")
    assert cli.main(["ask", "x"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "indexing the bundled briefing, once …",
        f"briefing: the store /proc/home/store {expected}",
    ]
    # A store elsewhere can be asked without writing to the home.
    assert cli.main(["ask", "新桥多长？", "--store", str(store)]) == 0
    assert "1200米" in capsys.readouterr().out


def test_a_damaged_store_names_its_cure(refused, store, tmp_path):
    copy = tmp_path / "copy"
    for path, data in contents(store).items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(data)
    vectors = next(copy.rglob("sentences.faiss"))
    vectors.write_bytes(vectors.read_bytes()[:-1] + b"?")
    message = refused("ask", "x", "--store", copy)
    assert message.startswith(f"the store {copy} is damaged: sentences.faiss: its content is not ")
    assert message.endswith(f": briefing index --rebuild --store {copy}")
    (copy / "manifest.json").write_text("{}", encoding="utf-8")
    message = refused("ask", "x", "--store", copy)
    assert message.startswith(f"the store {copy} is damaged: manifest.json: it is not a manifest")
    assert message.endswith(f": rm -r {copy} && briefing index PATH… --store {copy}")


def test_a_store_in_use_by_another_writer(refused, store, tmp_path, capsys):
    note = tmp_path / "note.txt"
    note.write_text("一条。", encoding="utf-8")
    with FileLock(store / "lock"):
        for words in (["index", note], ["index", "--rebuild"], ["index", "--remove", "桥.txt"]):
            message = refused(*words, "--store", store)
            assert message.startswith(f"the store {store} is being written by another process; ")
        # Readers are not disturbed.
        assert cli.main(["show", "桥.txt", "--store", str(store)]) == 0
        assert capsys.readouterr().out == "新桥长1200米，今年9月通车。"


def test_an_interrupted_run_changes_nothing(refused, store, tmp_path, monkeypatch):
    (tmp_path / "1.txt").write_text("一条。", encoding="utf-8")
    (tmp_path / "2.txt").write_text("二条。", encoding="utf-8")
    read_all = read.read

    def interrupted(path):
        if path.name == "2.txt":
            raise KeyboardInterrupt
        return read_all(path)

    monkeypatch.setattr(read, "read", interrupted)
    message = "interrupted; what was not saved is dropped"
    assert refused("index", tmp_path, "--store", store, status=130) == message
    fresh = tmp_path / "fresh"
    assert refused("index", tmp_path, "--store", fresh, status=130) == message
    assert not fresh.exists()


def test_other_passages_or_prompts_need_a_rebuild(refused, store, tmp_path, monkeypatch):
    note = tmp_path / "note.txt"
    note.write_text("一条。", encoding="utf-8")
    message = refused("index", note, "--passage-size", "100", "--store", store)
    assert message.startswith(
        f"the store {store} was made with passage_size 400, the settings say 100; "
    )
    assert f": briefing index --rebuild --store {store}" in message
    monkeypatch.setenv("BRIEFING_QUERY_PROMPT", "Q: ")
    assert refused("ask", "x", "--store", store) == (
        "the bundled model has its own prompts: remove query_prompt and document_prompt from the "
        "settings, or name another encoder"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["ask", "x", "-k", "0"], "k must be from 1 to 100, found 0"),
        (["search", "x", "-k", "0"], "k must be from 1 to 100, found 0"),
        (["search", "x", "-k", "101"], "k must be from 1 to 100, found 101"),
        (["serve", "--port", "99999"], "port must be from 0 to 65535, found 99999"),
        (["serve", "--port", "-1"], "port must be from 0 to 65535, found -1"),
        (["index", "x", "--passage-size", "49"], "passage_size must be from 50 to 2000, found 49"),
    ],
)
def test_a_value_out_of_range(refused, words, message):
    assert refused(*words) == message


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["answer"], "argument COMMAND: invalid choice: 'answer'"),
        (["ask"], "one of the arguments question --questions is required"),
        (["ask", "x", "--questions", "f"], "argument --questions: not allowed with argument"),
        (["index"], "one of the arguments PATH --list --remove --rebuild is required"),
        (["index", "x", "--list"], "argument --list: not allowed with argument PATH"),
        (["ask", "x", "-k", "x"], "argument -k: invalid int value: 'x'"),
        (["serve", "--port", "x"], "argument --port: invalid int value: 'x'"),
        (["serve", "--language", "fr"], "argument --language: invalid choice: 'fr'"),
        (["show"], "the following arguments are required: source"),
        (["show", "x", "--colour"], "unrecognized arguments: --colour"),
        (["ask", "x", "--store"], "argument --store: expected one argument"),
    ],
)
def test_wrong_usage_shows_the_usage(capsys, words, message):
    with pytest.raises(SystemExit) as raised:
        cli.main(words)
    assert raised.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: briefing")
    assert f"error: {message}" in err.splitlines()[-1]


def test_a_port_in_use(refused, store):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        threads = threading.active_count()
        assert refused("serve", "--port", port, "--store", store) == (
            f"port {port} on 127.0.0.1 is in use by another program; "
            f"choose another: briefing serve --port {port + 1}"
        )
        assert threading.active_count() == threads


def test_line_ends_in_a_name_are_escaped(refused, tmp_path):
    message = refused("ask", "x", "--store", tmp_path / "a\nb\r")
    assert message.startswith(f"expected a store at {tmp_path}/a\\nb\\r, but it does not exist")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is full")
def test_output_to_a_full_disk(store):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "chatbot.cli", "show", "桥.txt", "--store", str(store)],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == b"briefing: the disk is full; free some space and run the command again\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_bytes_that_are_no_text_on_a_real_command_line(store, tmp_path):
    before = contents(store)
    done = subprocess.run(
        [sys.executable, "-m", "chatbot.cli", "ask", b"\xff\xfe?", "--store", str(store)],
        cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode() == f"briefing: {LONE}\n"
    assert contents(store) == before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_a_file_whose_name_is_no_text_keeps_no_good_one_out(capsys, tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "1.txt").write_text("甲事已经办完。", encoding="utf-8")
    (files / os.fsdecode(b"\xff.txt")).write_text("乙事还没有办。", encoding="utf-8")
    assert cli.main(["index", str(files), "--store", str(tmp_path / "store")]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("added 1.txt\n")
    assert err.startswith(f"briefing: {files}/\\udcff.txt: ")
    assert err.count("\n") == 1
