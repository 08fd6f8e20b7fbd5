"""Switching mechanisms off: each switch changes an answer, and is off again afterwards."""

from pathlib import Path

import pytest

from chatbot.answer import Answerer
from evaluation import ablation
from index import build
from index.search import Index
from index.store import Store
from index.words.glossary import Glossary

BRIEFING = Path(__file__).parent.parent / "chatbot" / "briefing" / "2026-q1-industry.md"

# For each switch a question, with the one before, whose answer or ranking depends on it.
ASKED = {
    "no history": [("环比呢？", "一季度集成电路产量同比增长多少？")],
    "no whole lists": [("制造业质量的四个专项行动是哪些？", "")],
    "no parts of a question": [("装备工业增加值增速和电子信息制造业增加值增速哪个高？", "")],
    "no speakers": [("5G基站的数字是谁介绍的？", "")],
    "no figure said first": [("截至3月底，全国5G基站总数是多少？", "")],
    "no official words for everyday ones": [("卖到国外的芯片涨了多少？", "")],
    "no refusal": [("鱼香肉丝怎么做？", "")],
    "no conflicts": [("2025年一季度集成电路产量增长多少？", "")],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("ablation") / "store"
    build.index_paths([BRIEFING], folder, encoder, 400)
    return Store.open(folder)


@pytest.mark.parametrize("name", ASKED)
def test_a_switch_changes_the_answer_and_is_turned_back(store, encoder, name):
    answerer = Answerer(Index(store, encoder))
    for question, earlier in ASKED[name]:
        history = [(earlier, "")] if earlier else []
        before = answerer.answer(question, history)
        with ablation.SWITCHES[name]():
            without = answerer.answer(question, history)
        after = answerer.answer(question, history)
        assert (without.text, without.confidence) != (before.text, before.confidence)
        assert (after.text, after.confidence) == (before.text, before.confidence)


@pytest.mark.parametrize("name", ablation.SWITCHES)
def test_every_switch_lets_answers_be_made(store, encoder, name):
    answerer = Answerer(Index(store, encoder))
    earlier = "截至3月底，全国5G基站总数是多少？"
    with ablation.SWITCHES[name]():
        assert answerer.answer("那集成电路产量呢？", [(earlier, "495.8万个")]).text


@pytest.mark.parametrize("name", [name for name in ablation.SWITCHES if "ranking" in name])
def test_a_weight_of_the_ranking_is_off(name):
    from chatbot import extract

    usual = extract.Weights()
    with ablation.SWITCHES[name]():
        assert extract.Weights() != usual
    assert extract.Weights() == usual


def test_every_mechanism_has_a_row(store, encoder, unpacked_cache, monkeypatch):
    kept = {name: ablation.SWITCHES[name] for name in ("everything", "no BM25", "no conflicts")}
    monkeypatch.setattr(ablation, "SWITCHES", kept)
    asked = [case for case in _cases() if case.id in ("f001", "f013")]
    told = []
    rows = list(
        ablation.ablate(store, encoder, Glossary(unpacked_cache), 8, asked, lambda: told.append(1))
    )
    assert [name for name, _ in rows] == list(kept)
    assert len(told) == len(kept) * len(asked) == 6
    assert rows[0][1]["accuracy"] == 1.0
    # 2025 is no year of the briefing: without the check it is answered.
    assert rows[2][1]["refusal recall"] == 0.0
    assert ablation.table(rows).splitlines()[2].startswith("| everything | 1.000 |")


def _cases():
    from evaluation import cases, chosen

    return cases.load(chosen.BUNDLED)
