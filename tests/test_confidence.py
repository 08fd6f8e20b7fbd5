"""What the decision to refuse goes by, and how it is fitted."""

import random
from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hashing import Hashing

from chatbot import extract
from chatbot.decision.confidence import FEATURES
from chatbot.question.wants import Wants
from chatbot.seeking import Seeker
from evaluation import calibrate
from evaluation.cases import Case
from index import build
from index.search import Index
from index.store import Store
from index.words.glossary import Glossary


@pytest.fixture(scope="module")
def glossary(tmp_path_factory):
    return Glossary(tmp_path_factory.mktemp("glossary"))


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        # The clause with the figure counts, not the one that has the words …
        ("钢产量增长多少？", "钢的产量一直很大；铜的价格增长5%。", 0.5),
        # … unless it begins the part of the sentence.
        ("钢产量增长多少？", "钢的产量一直很大，一季度增长5%。", 1.0),
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


def copper_store(folder):
    path = folder / "notice.txt"
    path.write_text("一季度通报\n\n铜产量增长5%。\n\n工资提高了。\n\n道路畅通。\n", "utf-8")
    store = folder / "store"
    build.index_paths([path], store, Hashing(), 500)
    return store


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
    assert fitted.questions == 600 + len(calibrate.OFF_TOPIC.read_text("utf-8").splitlines())
    assert list(fitted.data) == ["unspaced", "spaced"]
    assert abs(fitted.data["unspaced"]["weights"]["foreign"]) < 0.3
    for one in fitted.data.values():
        assert one["weights"]["dense"] > 2
        assert one["weights"]["period"] == 0
        assert 0 < one["threshold"] < 0.9


def test_english_questions_have_a_regression_of_their_own():
    """How near the best passage is tells here of English questions only."""
    chance = random.Random(2)
    dense = {}

    def case(number, answerable, english):
        name = f"{'en' if english else '问'}{number}{answerable}"
        dense[name] = chance.gauss(1.0 if answerable and english else 0.0, 0.3)
        return Case(name, name, answerable, evidence=("依据",) if answerable else ())

    sets = [
        [case(f"{one}-{n}", n % 2 == 0, english=n % 4 < 2) for n in range(200)] for one in range(3)
    ]
    asked = answerer(lambda question: dense.get(question, 0.0))
    fitted = calibrate.fit([(asked, cases) for cases in sets]).data
    assert fitted["spaced"]["weights"]["dense"] > 1.3 * fitted["unspaced"]["weights"]["dense"]
    assert fitted["spaced"]["weights"]["foreign"] == 0


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # Only another place of the document speaks of steel.
        ("How much did steel output grow?", True),
        ("How much did copper output grow?", False),
        # Nothing speaks of yachts: another way to say something, perhaps.
        ("How much did copper yachts grow?", False),
    ],
)
def test_what_only_another_place_says_leaves_an_english_question_unexplained(
    question, expected, glossary, tmp_path
):
    path = tmp_path / "notice.txt"
    path.write_text("一季度通报\n\n铜产量增长5%。\n\n出口很稳定。\n\n钢铁价格没有变化。\n", "utf-8")
    store = tmp_path / "store"
    build.index_paths([path], store, Hashing(), 500)
    with closing(Store.open(store)) as opened:
        index = Index(opened, Hashing(), glossary)
        seeker = Seeker(index, 5)
        looked = seeker.look_up(question, [])
        copper = next(one for one in looked.found if "铜" in one.text)
        assert (seeker.checks.unexplained(question, copper) > 0) == expected


@pytest.mark.parametrize(
    ("question", "near"),
    [
        # What is left, 工资, is told of elsewhere.
        ("铜厂的工资增长多少？", False),
        # Nothing is left: as near as an answer usually is.
        ("铜产量增长多少？", True),
    ],
)
def test_what_a_sentence_leaves_unsaid_may_be_told_elsewhere(question, near, glossary, tmp_path):
    store = copper_store(tmp_path)
    with closing(Store.open(store)) as opened:
        seeker = Seeker(Index(opened, Hashing(), glossary), 5)
        looked = seeker.look_up(question, [])
        copper = next(one for one in looked.found if "铜" in one.text)
        rest = seeker.checks.nearness_to_rest(question, copper, looked.hits)
        assert (rest > 0) == near


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # Four of the seven pairs of 铜产量增长5%。
        ("铜产量增长多少？", {"common": 4 / 7, "missing": 0, "follow_up": 0}),
        # Nobody is named.
        ("铜产量增长是哪位部长宣布的？", {"missing": 1}),
        # Of what a follow-up adds 价格 names a thing; one character alone is none.
        ("那铜的价格呢？", {"nouns": 1, "follow_up": 1}),
    ],
)
def test_how_the_best_sentence_bears_on_a_question(question, expected, glossary, tmp_path):
    store = copper_store(tmp_path)
    with closing(Store.open(store)) as opened:
        seeker = Seeker(Index(opened, Hashing(), glossary), 5)
        history = [("铜产量增长多少？", "铜产量增长5%。")] if question.startswith("那") else []
        looked = seeker.look_up(question, history)
        copper = next(one for one in looked.found if "铜" in one.text)
        looked = replace(looked, found=[copper])
        values = looked.features(seeker.checks, looked.conflict(seeker.checks))
        told = dict(zip(FEATURES, values, strict=True))
        assert {name: told[name] for name in expected} == pytest.approx(expected)
