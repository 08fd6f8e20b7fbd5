"""``briefing verify`` and ``briefing-eval support``: output, exit status, and bad input."""

import io
import json
from types import SimpleNamespace

import docx
import pytest

from chatbot import cli
from evaluation import cli as evaluation_cli
from evaluation import support, support_scores

BRIDGE = "新桥长1200米，今年9月通车。总投资3.5亿元。桥上不收费。"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Return a store with one document."""
    folder = tmp_path_factory.mktemp("verify")
    (folder / "桥.txt").write_text(f"新桥\n{BRIDGE}\n", encoding="utf-8")
    assert cli.main(["index", str(folder / "桥.txt"), "--store", str(folder / "store")]) == 0
    return folder / "store"


@pytest.fixture
def verify(store, capsys):
    """Return a call: verify with these words, expect a status, return what was printed."""

    def run(*words, status=0):
        capsys.readouterr()
        assert cli.main(["verify", *map(str, words), "--store", str(store)]) == status
        return capsys.readouterr()

    return run


def test_each_sentence_is_shown_with_its_verdict_and_place(verify):
    out = verify("大家好！新桥有1300米长。总投资为3.5亿元。", status=1).out
    lines = out.splitlines()
    assert lines[0] == "  大家好！"
    assert lines[1] == "✗ 新桥有1300米长。"
    assert lines[2] == "    figure: 1300米, there 1200米"
    assert "桥.txt 4–20" in lines[3]
    assert lines[4] == "    “新桥长1200米，今年9月通车。”"
    assert "✓ 总投资为3.5亿元。" in lines
    assert lines[-1] == "1 supported, 1 contradicted, 0 not found, 1 claim nothing"


def test_the_status_is_0_where_all_that_is_claimed_is_supported(verify):
    assert "2 supported" in verify("谢谢！新桥长1200米。桥上不收费。").out
    assert verify("谢谢大家！").out.endswith("1 claim nothing\n")
    assert "? " in verify("大熊猫爱吃竹子。", status=1).out


def test_json_has_one_object_a_sentence(verify):
    rows = [
        json.loads(line) for line in verify("总投资3.6亿元。", "--json", status=1).out.splitlines()
    ]
    (row,) = rows
    assert row["status"] == "contradicted"
    assert row["differences"] == [{"kind": "figure", "claimed": "3.6亿元", "found": "3.5亿元"}]
    (evidence,) = row["evidence"]
    assert evidence["source"] == "桥.txt"
    assert evidence["text"] == "总投资3.5亿元。"
    assert (row["start"], row["end"]) == (0, 9)


def test_files_and_standard_input_are_read(verify, tmp_path, monkeypatch):
    word = docx.Document()
    word.add_paragraph("新桥长1200米。")
    word.save(str(tmp_path / "draft.docx"))
    assert "✓ 新桥长1200米。" in verify(tmp_path / "draft.docx").out
    (tmp_path / "draft.html").write_text(
        "<html><body><script>alert(1)</script><p>总投资3.5<b>亿</b>元。</p></body></html>",
        encoding="utf-8",
    )
    assert verify(tmp_path / "draft.html").out.startswith("✓ 总投资3.5亿元。")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(BRIDGE.encode())))
    assert verify("-").out.count("✓") == 3


def test_markup_and_control_characters_are_data(verify):
    out = verify("<script>alert('新桥')</script>\x1b[31m新桥长1200米。", status=1).out
    assert "<script>" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "the text is empty"),
        ("  \n ", "the text is empty"),
        ("nowhere.docx", "does not exist"),
        ("a\0b", "NUL"),
        ("长" * 1_000_001, "1,000,001 characters"),
        ("corpus.jsonl", "corpus"),
        ("\udcff", "not UTF-8"),
    ],
)
def test_what_cannot_be_checked_is_said_with_status_2(verify, given, told):
    out, err = verify(given, status=2)
    assert out == ""
    assert err.startswith("briefing: ")
    assert told in err
    assert err.count("\n") == 1


def test_unreadable_files_and_input_are_said_with_status_2(verify, tmp_path, monkeypatch):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-nonsense")
    assert "broken.pdf" in verify(tmp_path / "broken.pdf", status=2).err
    assert "folder" in verify(tmp_path, status=2).err
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"\xff\xfe\x00")))
    assert "standard input" in verify("-", status=2).err


def test_a_store_that_is_not_there_is_said_with_status_2(capsys, tmp_path):
    assert cli.main(["verify", "新桥长1200米。", "--store", str(tmp_path / "none")]) == 2
    assert "none" in capsys.readouterr().err


ROWS = [
    {"text": BRIDGE, "claim": "新桥长1200米。", "supported": True},
    {"text": BRIDGE, "claim": "桥上不收费。", "supported": True},
    {"text": BRIDGE, "claim": "新桥的造价高达30亿元。", "supported": True},
    {"text": BRIDGE, "claim": "新桥长1300米。", "supported": False, "altered": "figure"},
    {"text": BRIDGE, "claim": "桥上收费。", "supported": False, "altered": "negation"},
]


@pytest.fixture
def rows(tmp_path):
    """Return a call that writes rows into a file."""

    def write(*rows):
        path = tmp_path / "claims.jsonl"
        lines = (
            row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows
        )
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_support_counts_by_hand(rows, capsys):
    # Of three true claims one, wrongly labelled so, is doubted; both altered ones are found.
    assert evaluation_cli.main(["support", str(rows(*ROWS)), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["all"] == {
        "claims": 5,
        "precision": 1.0,
        "recall": pytest.approx(2 / 3),
        "f1": pytest.approx(0.8),
        "doubted": pytest.approx(1 / 3),
        "found": 1.0,
    }
    assert found["with figures"]["claims"] == 3
    assert found["negation"]["found"] == 1.0
    assert evaluation_cli.main(["support", str(rows(*ROWS)), "--failed"]) == 0
    out = capsys.readouterr().out
    assert "true: 新桥的造价高达30亿元。" in out
    assert "0.667" in out


def test_support_reports_all_faults_with_their_lines(rows, capsys):
    path = rows(
        "no json",
        {"text": BRIDGE, "claim": "新桥。"},
        {"text": "", "claim": "新桥。", "supported": True},
        {"document": "moon", "claim": "新桥。", "supported": True},
        {"text": BRIDGE, "claim": " ", "supported": True},
        {"text": BRIDGE, "claim": "新桥。", "supported": True, "altered": "figure"},
        {"text": BRIDGE, "claim": "新桥。", "supported": True, "extra": 1},
        {"text": BRIDGE, "claim": 5, "supported": True},
    )
    assert evaluation_cli.main(["support", str(path)]) == 1
    err = capsys.readouterr().err
    assert "8 faults" in err
    for number in range(1, 9):
        assert f"line {number}: " in err
    assert evaluation_cli.main(["support", str(rows(""))]) == 1
    assert "no rows" in capsys.readouterr().err
    assert evaluation_cli.main(["support", str(path.parent / "none.jsonl")]) == 1


def test_the_bundled_claims_are_as_many_and_as_varied_as_said():
    found = support.load(support.CLAIMS)
    assert len(found) == 300
    assert sum(row.supported for row in found) == 150
    for part in ("dev", "test"):
        assert len(support.load(support.CLAIMS, part)) == 150
    altered = [row.altered for row in found if not row.supported]
    assert altered.count("figure") == 45
    assert min(map(altered.count, set(altered))) >= 15
    assert len(set(altered)) == 7
    assert {row.document for row in found} == {"briefing", "city-housing", "customs", "health"}


def test_the_dev_claims_are_told_apart(monkeypatch, unpacked_cache):
    from chatbot import settings

    given = settings.load({})
    monkeypatch.setattr(type(given), "cache", property(lambda _: unpacked_cache))
    outcomes = support.judge(support.load(support.CLAIMS, "dev"), given, lambda: None)
    groups = support_scores.groups(outcomes)
    assert support_scores.measures(groups["all"])["doubted"] <= 0.03
    assert support_scores.measures(groups["figure"])["found"] >= 0.97
    assert support_scores.measures(groups["all"])["found"] >= 0.95
