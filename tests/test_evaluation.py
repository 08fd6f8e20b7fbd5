"""Cases, judgement and measures, on answers written by hand and on the bundled cases."""

import json
from pathlib import Path

import pytest

from chatbot.records import Answer, Citation, Figure
from evaluation import cases, compare, exports, gate, metrics, reading, retrieval, run, sweep
from evaluation.cases import Case
from index.errors import UserError

DATA = Path(__file__).parent.parent / "evaluation" / "data"
BRIEFING = Path(__file__).parent.parent / "chatbot" / "briefing" / "2026-q1-industry.md"


def write(path, *rows):
    path.write_text(
        "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows),
        encoding="utf-8",
    )
    return path


def test_the_bundled_cases_have_no_faults_and_stand_in_the_briefing():
    text = cases.normalised(BRIEFING.read_text(encoding="utf-8"))
    found = cases.load(DATA / "briefing.jsonl", [text])
    kinds = {kind: sum(case.kind == kind for case in found) for kind in {c.kind for c in found}}
    assert len(found) == 592
    assert kinds == {
        "figure": 110, "list": 64, "who": 33, "everyday": 42, "compare": 34, "english": 45,
        "followup": 63, "unanswerable": 201,
    }  # fmt: skip
    assert {case.split for case in found} == {"dev", "test"}


def test_all_faults_are_told_at_once_with_their_lines(tmp_path):
    good = {"id": "1", "question": "问？", "answerable": True, "expected": [["甲"]]}
    path = write(
        tmp_path / "c.jsonl",
        good,
        "{no json",
        {**good, "id": "2", "expectd": 1},
        good,
        {"id": "3", "question": "", "answerable": True, "expected": []},
        {**good, "id": "4", "evidence": ["没有的话"]},
        {**good, "id": "5", "history": [["只有问"]]},
        {**good, "id": "6", "kind": "figures"},
    )
    with pytest.raises(UserError) as caught:
        cases.load(path, ["甲"])
    message = str(caught.value)
    for part in (
        "8 faults", "line 2: not JSON", "line 3: unknown key 'expectd'", "line 4: id '1'",
        "line 5: question must be text", "line 5: an answerable case needs expected",
        "line 6: the evidence '没有的话'", "line 7: history must be",
        "line 8: unknown kind 'figures'; expected one of figure, list",
    ):  # fmt: skip
        assert part in message


@pytest.mark.parametrize(
    ("text", "groups", "expected"),
    [
        ("达到 495.8 万个。", [["495.8万个"]], True),
        ("达到４９５.８万个", [["495.8万个"]], True),
        ("达到4958万个", [["495.8万个"]], False),
        ("69.5%", [["69%"]], False),
        ("甲和乙", [["甲"], ["丙", "乙"]], True),
        ("甲", [["甲"], ["乙"]], False),
    ],
)
def test_an_answer_holds_what_is_expected(text, groups, expected):
    assert cases.holds(text, groups) is expected


def test_marked_sentences_know_their_citation():
    text = "总数为12个。[1]其中[注]3个。[2]\n1. 一点[3]"
    assert [(m.words, m.number) for m in run.marked(text)] == [
        ("总数为12个。", 1), ("其中[注]3个。", 2), ("1. 一点", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "reference", "exact", "f1"),
    [
        ("一共12家。[1]", "一共12家", 1.0, 1.0),
        ("今年一共12家", "一共12家", 0.0, 0.8),
        ("天气很好", "一共12家", 0.0, 0.0),
        ("The Total is 5.", "total is 5", 0.0, 6 / 7),
    ],
)
def test_reading_scores_follow_the_cmrc_rule(answer, reference, exact, f1):
    assert reading.exact(answer, [reference]) == exact
    assert reading.f1(answer, [reference]) == pytest.approx(f1)


def test_retrieval_measures_have_their_known_values():
    found = retrieval.measured(
        {"a": [("x", 3.0), ("y", 2.0), ("z", 1.0)], "b": []}, {"a": {"y": 1}, "b": {"q": 1}}
    )
    assert found["a"]["R@1"] == 0
    assert found["a"]["R@3"] == 1
    assert found["a"]["RR@10"] == 0.5
    assert found["a"]["nDCG@10"] == pytest.approx(0.6309, abs=1e-4)
    assert set(found["b"].values()) == {0.0}


def answer(text, citations=(), refused=False, figures=()):
    return Answer("问", "问", text, refused, "", citations, figures, 0.5, 0.01)


def citation(number, text):
    return Citation(number, "a", "", "", "", None, 0, len(text), text, 1.0)


class Scripted:
    """An answerer that says what it was told to."""

    def __init__(self, says):
        self.says = says

    def answer(self, question, history=()):
        return self.says[question]

    def search(self, question, k):
        return []

    def passages(self):
        return iter(())


def judged(case, says):
    return run.run(Scripted({case.question: says}), [case])[0]


CASE = Case("1", "多少？", True, expected=(("12家",),), evidence=("共12家",))


def test_a_right_answer_is_right_and_its_citation_too():
    figure = Figure("12家", 12.0, "家", "a", 1, 4, 1)
    result = judged(CASE, answer("共12家。[1]", (citation(1, "全市共12家。"),), figures=(figure,)))
    assert result.right
    assert (result.sentences, result.cited, result.supported, result.cited_right) == (1, 1, 1, 1)
    assert (result.figures, result.faithful) == (1, 1)


def test_a_wrong_figure_is_neither_supported_nor_faithful():
    figure = Figure("13家", 13.0, "家", "a", 1, 4, 1)
    result = judged(CASE, answer("共13家。[1]", (citation(1, "全市共12家。"),), figures=(figure,)))
    assert not result.right
    assert result.missed == (("12家",),)
    assert result.supported == 0
    assert result.faithful == 0


def test_a_sentence_without_a_citation_lowers_the_recall():
    result = judged(CASE, answer("共12家。[1]\n大家很高兴。", (citation(1, "全市共12家。"),)))
    assert result.sentences == 2
    found = metrics.estimate([result], metrics.MEASURES["citation recall"])
    assert found.value == 0.5


def test_refusals_are_judged_by_whether_the_case_can_be_answered():
    no = Case("2", "外星？", False)
    assert judged(no, answer("简报没有涉及。", refused=True)).right
    assert not judged(no, answer("共12家。[1]", (citation(1, "共12家。"),))).right
    assert not judged(CASE, answer("简报没有涉及。", refused=True)).right


def test_a_case_that_cannot_be_asked_counts_as_wrong():
    class Failing(Scripted):
        def answer(self, question, history=()):
            raise UserError("no")

    result = run.run(Failing({}), [CASE])[0]
    assert not result.right
    assert result.error == "no"


def test_an_interval_holds_its_value_and_shrinks_with_more_cases():
    right = judged(CASE, answer("共12家。[1]", (citation(1, "共12家。"),)))
    wrong = judged(CASE, answer("不知道。"))
    few = metrics.estimate([right, wrong] * 5, metrics.MEASURES["accuracy"])
    many = metrics.estimate([right, wrong] * 50, metrics.MEASURES["accuracy"])
    assert few.value == many.value == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high
    assert metrics.estimate([wrong], metrics.MEASURES["figure faithfulness"]) is None


def test_the_gate_fails_what_got_worse():
    right = judged(CASE, answer("共12家。[1]", (citation(1, "共12家。"),)))
    wrong = judged(CASE, answer("不知道。"))
    best = {name: 1.0 for name in gate.GUARDED} | {name: 0.0 for name in gate.GUARDED_BELOW}
    failed = {one.measure for one in gate.check([right, wrong], best) if not one.passed}
    assert "accuracy" in failed
    assert "false refusal" not in failed


def test_two_runs_are_compared_case_by_case():
    right = judged(CASE, answer("共12家。[1]", (citation(1, "共12家。"),)))
    wrong = judged(CASE, answer("不知道。"))
    other = run.run(
        Scripted({"外星？": answer("无。", refused=True)}), [Case("2", "外星？", False)]
    )
    found = compare.compare([wrong, *other], [right])
    assert found.cases == 1
    assert found.only_first == ("2",)
    assert found.mended == ((wrong, right),)
    assert found.broken == ()
    accuracy = next(one for one in found.differences if one.measure == "accuracy")
    assert (accuracy.first, accuracy.second, accuracy.low, accuracy.high) == (0, 1, 1, 1)
    assert accuracy.is_sure
    same = compare.compare([right, *other], [right, *other])
    assert not any(one.is_sure or one.first != one.second for one in same.differences)


def test_exports_have_the_shapes_of_their_tools():
    case = Case("a 1", "=1+1", True, expected=(("甲",), ("乙",)), evidence=("甲",))
    result = judged(case, answer("甲[1]", (citation(1, "甲"),)))
    row = json.loads(exports.ragas([result]))
    assert row["reference"] == "甲；乙"
    assert set(row) == {
        "user_input", "retrieved_contexts", "response", "reference", "reference_contexts",
    }  # fmt: skip
    assert "'=1+1" in exports.table([result])
    assert exports.trec_run([result]) == ""


def test_retrieval_measures_agree_with_a_naive_count():
    import math
    import random

    chance = random.Random(5)
    for _ in range(50):
        names = [f"d{n}" for n in range(20)]
        relevant = chance.sample(names, chance.randint(1, 5))
        ranked = chance.sample(names, chance.randint(0, 15))
        hits = [(name, -float(rank)) for rank, name in enumerate(ranked)]
        found = retrieval.measured({"q": hits}, {"q": dict.fromkeys(relevant, 1)})["q"]
        right = [name in relevant for name in ranked[:10]]
        for k in (1, 3, 5, 10):
            assert found[f"R@{k}"] == pytest.approx(sum(right[:k]) / len(relevant))
        first = right.index(True) + 1 if True in right else 0
        assert found["RR@10"] == pytest.approx(1 / first if first else 0)
        gain = sum(1 / math.log2(rank + 1) for rank, hit in enumerate(right, 1) if hit)
        best = sum(1 / math.log2(rank + 1) for rank in range(1, min(10, len(relevant)) + 1))
        assert found["nDCG@10"] == pytest.approx(gain / best)


@pytest.mark.slow
def test_the_gate_fails_when_retrieval_is_broken(capsys, monkeypatch):
    from evaluation import cli
    from index.search import Index

    whole = Index.search
    monkeypatch.setattr(Index, "search", lambda self, q, *rest: whole(self, q[::-1], *rest))
    assert cli.main(["gate"]) == 1
    assert "worse" in capsys.readouterr().out


def test_a_grid_has_every_combination():
    points = sweep.grid(["bundled"], [200, 300], [4, 8], [0.5])
    assert len(points) == 4
    assert points[0] == sweep.Point("bundled", 200, 4, 0.5)


@pytest.mark.slow
def test_the_answers_are_no_worse_than_the_baseline(capsys):
    from evaluation import cli

    assert cli.main(["gate"]) == 0, capsys.readouterr().out
