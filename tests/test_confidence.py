"""What the decision to refuse goes by, and how it is fitted."""

import random
from types import SimpleNamespace

import pytest

from chatbot import extract
from chatbot.confidence import FEATURES
from chatbot.wants import Wants
from evaluation import calibrate
from evaluation.cases import Case


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        # The clause with the figure counts, not the one that has the words.
        ("钢产量增长多少？", "钢的产量一直很大，铜的价格增长5%。", 0.5),
        ("钢产量增长多少？", "铜的价格增长7%；钢产量增长5%。", 1.0),
        ("钢产量增长多少？", "钢产量增长很快。", 0.0),
        # Nothing in tons is there.
        ("有多少吨钢？", "钢产量增长5%。", 0.0),
    ],
)
def test_the_clause_with_the_figure_says_how_much_of_the_question_it_shares(
    question, text, expected
):
    def share(clause):
        return ("钢" in clause) / 2 + ("增长" in clause) / 2

    assert extract.clause_share(text, share, Wants.of(question)) == expected


def answerer(dense_of):
    """Return an answerer of whose features only the nearness is not 0: what a question says."""

    def judged(question, history=()):
        values = dict.fromkeys(FEATURES, 0.0)
        values |= {"foreign": float(question.isascii()), "dense": dense_of(question)}
        return SimpleNamespace(best="依据", features=tuple(values[name] for name in FEATURES))

    return SimpleNamespace(judged=judged)


def test_neither_label_counts_against_a_language():
    """Nine of ten English cases cannot be answered, yet an English question is as good as any."""
    chance = random.Random(1)
    dense = {}

    def case(number, answerable, english):
        name = f"{'en' if english else '问'}{number}{answerable}"
        dense[name] = chance.gauss(1.0 if answerable else 0.0, 0.3)
        return Case(name, name, answerable, evidence=("依据",) if answerable else ())

    sets = [
        [case(f"{one}-{n}", n % 2 == 0, english=False) for n in range(100)]
        + [case(f"{one}-{n}", n % 10 == 0, english=True) for n in range(100)]
        for one in range(3)
    ]
    asked = answerer(lambda question: dense.get(question, 0.0))
    fitted = calibrate.fit([(asked, cases) for cases in sets])
    weights = fitted.data["weights"]
    assert fitted.questions == 600 + len(calibrate.OFF_TOPIC.read_text("utf-8").splitlines())
    assert weights["dense"] > 2
    assert abs(weights["foreign"]) < 0.3
    assert weights["period"] == 0
    assert 0 < fitted.data["threshold"] < 0.9
