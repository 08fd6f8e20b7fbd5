"""Verdicts on answers: appended, read back, and turned into cases that the evaluation takes."""

import json
import threading

import pytest

from chatbot import cli, feedback
from chatbot.records import Answer, Citation, Figure
from evaluation import cases
from index.errors import UserError

CITED = Citation(1, "a.md", "通报", "", "", None, 0, 10, "一季度增长6.1%。", 2.0)
FIGURE = Figure("6.1%", 6.1, "%", "a.md", 5, 9, 1)


def answer(question="增长多少？", refused=False, figures=(FIGURE,)):
    reason = "not_in_briefing" if refused else ""
    return Answer(
        question, question, "一季度增长6.1%。[1]", refused, reason, (CITED,), figures, 0.9, 0.1
    )  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / feedback.NAME


def test_the_latest_verdict_on_an_answer_counts(path):
    assert feedback.load(path) == []
    feedback.add(path, "up", "", answer(), [])
    feedback.add(path, "up", "", answer("出口？"), [("一", "二")])
    feedback.add(path, "down", " 少了\n同比 ", answer(), [])
    first, second = feedback.load(path)
    assert (first.verdict, first.comment, first.question) == ("down", "少了\n同比", "增长多少？")
    assert (second.verdict, second.history) == ("up", (("一", "二"),))
    assert first.answer["citations"][0]["text"] == "一季度增长6.1%。"
    assert first.time.endswith("+00:00")
    # the same question in another conversation is another answer
    feedback.add(path, "up", "", answer(), [("一", "二")])
    assert len(feedback.load(path)) == 3


def test_writers_do_not_mix_their_lines(path):
    def write(number):
        for step in range(20):
            feedback.add(path, "up", "长" * 2000, answer(f"{number}-{step}？"), [])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(feedback.load(path)) == 80


def test_a_lone_surrogate_can_be_kept(path):
    feedback.add(path, "up", "\ud800", answer("a\ud800？"), [])
    assert feedback.load(path)[0].question == "a\ud800？"


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(UserError, match=r"the feedback .*feedback\.jsonl cannot be written"):
        feedback.add(tmp_path / "home" / feedback.NAME, "up", "", answer(), [])


@pytest.mark.parametrize(
    "line", ["x", "[]", "{}", '{"id": "a"}', "[" * 100_000, '{"id": 1, "answer": {}}']
)
def test_a_line_that_is_no_feedback_is_named(path, line):
    feedback.add(path, "up", "", answer(), [])
    with path.open("a") as file:
        file.write(line + "\n")
    with pytest.raises(UserError, match="line 2 is no feedback"):
        feedback.load(path)


def test_useful_answers_become_cases(path, tmp_path):
    feedback.add(path, "up", "好", answer(), [("一", "二")])
    feedback.add(path, "up", "", answer("Exports?", figures=()), [])
    feedback.add(path, "up", "", answer("天气？", refused=True), [])
    rows = list(feedback.cases(feedback.load(path)))
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    first, second, third = cases.load(file, [cases.normalised("一季度增长6.1%。")])
    assert first.expected == (("6.1%",),)
    assert first.evidence == ("一季度增长6.1%。",)
    assert first.history == (("一", "二"),)
    assert (first.lang, first.reference) == ("zh", "一季度增长6.1%。[1]")
    assert (second.expected, second.lang) == ((("一季度增长6.1%。",),), "en")
    assert (third.answerable, third.expected, third.evidence) == (False, (), ())


def test_what_is_expected_of_a_useless_answer_must_be_filled_in(path, tmp_path):
    feedback.add(path, "down", "少了同比", answer(), [])
    (row,) = feedback.cases(feedback.load(path))
    assert (row["answerable"], row["expected"], row["reference"]) == (True, [], "少了同比")
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(UserError, match="line 1: an answerable case needs expected"):
        cases.load(file)


def test_the_command_lists_feedback_and_cases(path, monkeypatch, capsys):
    monkeypatch.setenv("BRIEFING_HOME", str(path.parent))
    assert cli.main(["feedback"]) == 0
    assert capsys.readouterr().out == ""
    feedback.add(path, "down", "少了\n同比", answer(), [])
    assert cli.main(["feedback"]) == 0
    told = capsys.readouterr().out.rstrip("\n").split("\t")
    assert told[1:] == ["down", "增长多少？", "少了 同比"]
    assert cli.main(["feedback", "--cases"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["question"] == "增长多少？"
    assert "1 of the cases need expected" in err
