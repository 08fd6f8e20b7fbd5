"""The sets of cases beside the bundled and the transfer one: what stands in them holds."""

import tomllib
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hashing import Hashing

from evaluation.cases import holds, load, normalised, supports
from index.build import index_paths
from index.store import Store

ROOT = Path(__file__).parent.parent
DATA = ROOT / "evaluation" / "data"
KINDS = {"figure", "list", "who", "everyday", "compare", "english", "followup", "unanswerable"}
SETS = {
    "practice": (
        438,
        {
            "commerce.txt",
            "half-year.md",
            "energy.txt",
            "employment.md",
            "health-commission.txt",
            "city-transport.txt",
            "transport.txt",
            "elderly-care.md",
            "finance.txt",
        },
    ),
    "drill": (
        570,
        {
            "elderly.txt",
            "finance.txt",
            "industry.txt",
            "market.txt",
            "science.md",
            "transit.txt",
            "commerce.txt",
            "energy.txt",
            "health.txt",
            "jobs.txt",
            "renewal.txt",
            "smes.md",
            "stats.txt",
            "tourism.md",
        },
    ),
    "sealed": (160, {"agri.txt", "emergency.txt", "school.md", "trade.txt"}),
    "unseen": (120, {"farming.txt", "environment.md", "culture.txt"}),
}


@pytest.fixture(scope="module", params=SETS)
def texts(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param) / "store"
    outcome = index_paths([DATA / request.param], folder, Hashing(), 400)
    assert outcome.errors == []
    assert set(outcome.added) == SETS[request.param][1]
    with_text = Store.open(folder)
    yield request.param, [with_text.document(source).text for source in outcome.added]
    with_text.close()


def test_the_cases_have_no_faults_and_stand_in_their_briefings(texts):
    name, documents = texts
    found = load(DATA / f"{name}.jsonl", [normalised(text) for text in documents])
    assert len(found) == SETS[name][0]
    assert {case.split for case in found} == {name}
    kinds = Counter(case.kind for case in found)
    assert kinds.keys() == KINDS
    assert min(kinds.values()) >= 9


def test_what_is_expected_stands_in_one_briefing_with_the_evidence(texts):
    name, documents = texts
    for case in load(DATA / f"{name}.jsonl"):
        if not case.answerable:
            assert case.expected == (), case.id
            continue
        with_evidence = [text for text in documents if supports(text, case.evidence)]
        assert with_evidence, case.id
        assert all(holds(text, [group]) for group in case.expected for text in with_evidence[:1])


CONVERSATIONS = {
    "conversations": (24, [ROOT / "chatbot" / "briefing"]),
    "conversations-elsewhere": (16, [DATA / "transfer", DATA / "practice"]),
}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_each_turn_of_a_conversation_has_those_before_it(name, tmp_path):
    count, folders = CONVERSATIONS[name]
    outcome = index_paths(folders, tmp_path / "store", Hashing(), 400)
    with closing(Store.open(tmp_path / "store")) as store:
        texts = [normalised(store.document(source).text) for source in outcome.added]
    found = load(DATA / f"{name}.jsonl", texts)
    turns: dict[str, list[str]] = {}
    for case in found:
        number, turn = case.id.split("-")
        asked = turns.setdefault(number, [])
        assert [question for question, _ in case.history] == asked, case.id
        assert int(turn) == len(asked) + 1, case.id
        # Odd conversations were read when the program was made, even ones later.
        assert case.split == ("dev" if int(number.removeprefix("v")) % 2 else "test"), case.id
        asked.append(case.question)
    assert len(turns) == count
    assert {len(asked) for asked in turns.values()} == {5, 6}


def test_no_question_is_asked_in_two_sets():
    names = ["briefing", "transfer", *SETS]
    asked = Counter(
        case.question for name in names for case in load(DATA / f"{name}.jsonl") if not case.history
    )
    assert [question for question, times in asked.items() if times > 1] == []


def test_the_files_are_package_data():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    globs = settings["tool"]["setuptools"]["package-data"]["evaluation"]
    packed = {path for pattern in globs for path in (ROOT / "evaluation").glob(pattern)}
    for name, (_, sources) in SETS.items():
        assert {DATA / f"{name}.jsonl", *(DATA / name / source for source in sources)} <= packed
