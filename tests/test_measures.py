"""The measures of a whole run, against a second, naive count and at their ends."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.records import Answer, Citation, Figure
from evaluation import cli, metrics, run
from evaluation.cases import Case, load

BUNDLED = Path(__file__).parent.parent / "evaluation" / "data" / "briefing.jsonl"

WORDS = ("共12家。", "增长8.5%。", "今天很好。")
ANSWER_MEASURES = (
    "accuracy", "citation precision", "citation recall", "cited", "figure faithfulness",
)  # fmt: skip
CITATION_MEASURES = {"citation recall", "cited"}


class Scripted:
    """Gives the answers it was handed, in order, and finds nothing."""

    def __init__(self, answers):
        self.answers = iter(answers)

    def answer(self, question, history=()):
        return next(self.answers)

    def search(self, question, k):
        return []

    def passages(self):
        return iter(())


def values(cases, answers):
    row = metrics.table(run.run(Scripted(answers), cases))["all"]
    return {name: found and found.value for name, found in row.items()}


def said(sentences, refused=False):
    """Return an answer of (words, cited text or None) pairs; each 12家 is a figure."""
    text, citations, figures = "", [], []
    for words, cited in sentences:
        text += words
        if cited is None:
            text += "\n"
            continue
        number = len(citations) + 1
        text += f"[{number}]\n"
        citations.append(Citation(number, "a", "", "", "", None, 0, len(cited), cited, 1.0))
        if "12家" in words:
            figures.append(Figure("12家", 12.0, "家", "a", 0, 3, number))
    return Answer("问", "问", text, refused, "", tuple(citations), tuple(figures), 0.5, 0.01)


CASES = [
    Case("1", "几家？", True, expected=(("12家",),), evidence=("共12家",), reference="共12家。"),
    Case("2", "增长多少？", True, expected=(("8.5%",),), evidence=("增长8.5%",)),
    Case("3", "外星？", False),
]
PERFECT = [
    said([("共12家。", "共12家。")]),
    said([("增长8.5%。", "增长8.5%。")]),
    said([], refused=True),
]


def test_perfect_answers_score_one():
    found = values(CASES, PERFECT)
    assert {name: found[name] for name in ANSWER_MEASURES} == dict.fromkeys(ANSWER_MEASURES, 1.0)
    assert found["refusal recall"] == found["refusal precision"] == 1.0
    assert found["exact match"] == found["character F1"] == 1.0
    assert found["false refusal"] == 0.0


def test_empty_answers_score_zero():
    found = values(CASES, [said([]), said([]), said([])])
    assert found["accuracy"] == found["refusal recall"] == found["exact match"] == 0.0
    assert found["character F1"] == found["cited"] == 0.0
    # Nothing was said, so nothing was said wrongly: these do not count an empty answer.
    assert found["citation precision"] is None
    assert found["figure faithfulness"] is None


def test_a_wrong_citation_lowers_exactly_the_citation_figures():
    wrong = replace(PERFECT[1], citations=(replace(PERFECT[1].citations[0], text="降8.5%。"),))
    better, worse = values(CASES, PERFECT), values(CASES, [PERFECT[0], wrong, PERFECT[2]])
    changed = {name for name in better if better[name] != worse[name]}
    assert changed == {"citation precision", *CITATION_MEASURES}
    assert all(worse[name] < better[name] for name in changed)
    # A quotation that stands in its citation but is not the evidence is precise and not recalled.
    elsewhere = said([("增长8.5%。", "增长8.5%。"), ("今天很好。", "今天很好。")])
    worse = values(CASES, [PERFECT[0], elsewhere, PERFECT[2]])
    changed = {name for name in better if better[name] != worse[name]} - {"length"}
    assert changed == {"citation recall"}


def naive(cases, answers):
    """Count again, with loops and string searches of its own."""
    right = cited = stands = told = evident = good = refused = hit = wrongly = 0
    figures = faithful = counted = asked = 0
    for case, answer in zip(cases, answers, strict=True):
        lines = [line for line in answer.text.split("\n") if line]
        texts = {str(citation.number): citation.text for citation in answer.citations}
        figures += len(answer.figures)
        faithful += sum("12家" in texts[str(figure.citation)] for figure in answer.figures)
        if not case.answerable:
            right += answer.refused
            hit += answer.refused
        else:
            right += not answer.refused and case.expected[0][0] in answer.text
            wrongly += answer.refused
        refused += answer.refused
        if answer.refused:
            continue
        any_good = False
        for line in lines:
            words, _, number = line.rstrip("]").partition("[")
            good_one = bool(number) and case.answerable and case.evidence[0] in texts[number]
            cited += bool(number)
            stands += bool(number) and words in texts[number]
            told += case.answerable
            evident += good_one
            any_good |= good_one
        good += any_good
        counted += case.answerable
    asked = len([case for case in cases if not case.answerable])
    return {
        "accuracy": right / len(cases),
        "citation precision": stands / cited if cited else None,
        "citation recall": evident / told if told else None,
        "cited": good / counted if counted else None,
        "refusal precision": hit / refused if refused else None,
        "refusal recall": hit / asked if asked else None,
        "false refusal": wrongly / (len(cases) - asked) if len(cases) > asked else None,
        "figure faithfulness": faithful / figures if figures else None,
        "length": sum(len(answer.text) for answer in answers) / len(answers),
    }


@pytest.mark.parametrize("seed", range(30))
def test_the_measures_agree_with_a_naive_count(seed):
    chance = random.Random(seed)
    cases = [replace(chance.choice(CASES), id=str(n)) for n in range(chance.randint(1, 12))]
    answers = [
        said(
            [
                (chance.choice(WORDS), chance.choice([*WORDS, None]))
                for _ in range(chance.randint(0, 3))
            ],
            refused=chance.random() < 0.3,
        )
        for _ in cases
    ]
    found = values(cases, answers)
    expected = naive(cases, answers)
    assert {name: found[name] for name in expected} == pytest.approx(expected)


def over(first_use, monkeypatch):
    from chatbot import assemble, settings

    monkeypatch.setenv("BRIEFING_HOME", str(first_use.home))
    return assemble.answerer(settings.load({}))


@pytest.mark.slow
def test_two_runs_of_the_bundled_cases_give_the_same_numbers(first_use, monkeypatch):
    asked = load(BUNDLED)[::6]
    first, second = (run.run(over(first_use, monkeypatch), asked) for _ in range(2))
    assert metrics.table(first) == metrics.table(second)
    timeless = [replace(one, answer=replace(one.answer, seconds=0.0)) for one in first]
    again = [replace(one, answer=replace(one.answer, seconds=0.0)) for one in second]
    assert timeless == again


def test_cases_for_another_briefing_are_told(first_use, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BRIEFING_HOME", str(first_use.home))
    row = {"id": "1", "question": "几家？", "answerable": True, "expected": [["9家"]]}
    path = tmp_path / "other.jsonl"
    path.write_text(json.dumps({**row, "evidence": ["全市共有养老院9家"]}), encoding="utf-8")
    assert cli.main(["run", str(path)]) == 1
    told = capsys.readouterr().err
    assert "line 1: the evidence '全市共有养老院9家' is not in the indexed text" in told
    rows = [{**row, "id": str(n), "evidence": [f"全市共有养老院9{n}家"]} for n in range(3)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert cli.main(["run", str(path)]) == 1
    told = capsys.readouterr().err
    assert "holds cases for another briefing: none of its 3 snippets" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_a_store_that_cannot_be_read_is_one_clear_message(tmp_path, capsys, content):
    store = tmp_path / "store"
    if content is not None:
        store.mkdir()
        (store / "manifest.json").write_text(content, encoding="utf-8")
    assert cli.main(["run", "--store", str(store)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert str(store) in told


@pytest.mark.parametrize(
    ("lead", "expected", "right"),
    [
        ("495.8万个", ["495.8万", "4.958 million"], True),
        ("4.958 million", ["495.8万", "4.958 million"], True),
        ("more than 70", ["70"], True),
        ("六成", ["超过六成"], True),
        ("1,882 EFLOPS", ["1882"], True),
        ("330个", ["30"], False),
        ("2.2人", ["2人"], False),
        ("24.3%", ["4.3%"], False),
        ("more than 24.3 percent", ["24.3%"], True),
        ("4.3 percent", ["24.3%"], False),
        ("69%", ["10个百分点"], False),
    ],
)
def test_a_leading_figure_is_right_if_it_is_expected(lead, expected, right):
    case = Case("1", "多少？", True, expected=(tuple(expected),))
    answer = Answer("问", "问", f"**{lead}**", False, "", (), (), 0.5, 0.01, lead=lead)
    (result,) = run.run(Scripted([answer]), [case])
    told = metrics.estimate([result], metrics.MEASURES["leading figure"])
    assert told is not None
    assert told.value == float(right)


def test_only_an_answer_that_begins_with_a_figure_has_one():
    assert (
        values([Case("1", "多少？", True)], [said([("共12家。", "共12家。")])])["leading figure"]
        is None
    )
