"""The transfer set: briefings that nothing was tuned on, and cases that stand in them."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hashing import Hashing

from evaluation.cases import holds, load, normalised, supports
from index.build import index_paths
from index.store import Store

ROOT = Path(__file__).parent.parent
DATA = ROOT / "evaluation" / "data"
CASES = DATA / "transfer.jsonl"
SOURCES = {"health": "health.txt", "housing": "city-housing.md", "customs": "customs.html"}
LEAST = {
    "figure": 9, "list": 4, "who": 2, "everyday": 3, "compare": 3, "english": 4, "followup": 3,
    "unanswerable": 8,
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("transfer") / "store"
    outcome = index_paths([DATA / "transfer"], folder, Hashing(), 400)
    assert outcome.errors == []
    assert sorted(outcome.added) == sorted(SOURCES.values())
    opened = Store.open(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def texts(store):
    return {subject: store.document(source).text for subject, source in SOURCES.items()}


@pytest.fixture(scope="module")
def found(texts):
    return load(CASES, [normalised(text) for text in texts.values()])


def subject(case):
    return case.id.split("-")[0]


def test_the_documents_come_out_clean(store, texts):
    assert {source: store.document(source).title for source in SOURCES.values()} == {
        "health.txt": "国家卫生健康委员会2027年4月例行新闻发布会实录",
        "city-housing.md": "澜州市2027年安居与轨道交通工作安排",
        "customs.html": "海关总署：今年前5个月我国外贸运行情况",
    }
    for text in texts.values():
        assert 2500 <= sum(not character.isspace() for character in text) <= 4000
        assert text.endswith("均为虚构。）")
    for left_out in ("<", "border-collapse", "首页", "联系我们"):
        assert left_out not in texts["customs"]
    assert "东盟\t31650\t9.1%\t11.4%\t5.2%" in texts["customs"]
    assert "| 南汀区 | 19800 | 5400 | 76 | 29.7 |" in texts["housing"]


def test_every_briefing_has_enough_cases_of_each_kind(found):
    assert len(found) == 152
    assert {case.split for case in found} == {"transfer"}
    for name in SOURCES:
        kinds = Counter(case.kind for case in found if subject(case) == name)
        assert kinds.keys() == LEAST.keys()
        assert all(kinds[kind] >= least for kind, least in LEAST.items()), (name, kinds)


def test_ids_and_questions_are_not_those_of_the_bundled_cases(found):
    bundled = load(DATA / "briefing.jsonl")
    assert not {case.id for case in found} & {case.id for case in bundled}
    alone = [case for case in found if not case.history]
    assert len({case.question for case in alone}) == len(alone)
    assert not {case.question for case in alone} & {case.question for case in bundled}


def test_what_is_expected_stands_in_sentences_with_evidence(store, texts, found):
    for case in found:
        name = subject(case)
        if not case.answerable:
            assert case.kind == "unanswerable" and case.expected == ()
            continue
        assert case.evidence, case.id
        text = texts[name]
        assert all(holds(text, [group]) for group in case.expected), case.id
        cited = [p for p in store.passages_of(SOURCES[name]) if supports(p.text, case.evidence)]
        sentences = [text[sentence.start : sentence.end] for p in cited for sentence in p.sentences]
        quoted = [words for words in sentences if supports(words, case.evidence)]
        # Who said something stands before the sentences, not in them.
        quoted += [passage.speaker for passage in cited]
        for group in case.expected:
            assert any(holds(words, [group]) for words in quoted), (case.id, group)


def test_a_question_is_evident_in_its_own_briefing_only(texts, found):
    for case in found:
        for name, text in texts.items():
            if case.evidence:
                assert supports(text, case.evidence) == (name == subject(case)), (case.id, name)


def test_the_files_are_package_data():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    globs = settings["tool"]["setuptools"]["package-data"]["evaluation"]
    packed = {path for pattern in globs for path in (ROOT / "evaluation").glob(pattern)}
    assert {CASES, *(DATA / "transfer" / name for name in SOURCES.values())} <= packed
