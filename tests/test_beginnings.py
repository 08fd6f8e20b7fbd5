"""Questions to begin with: from different briefings, answered ones only, and those of now."""

import pytest

from chatbot.beginnings import Beginnings, candidates
from chatbot.live import Live
from index import build
from index.records import Document
from index.search import Index

NETWORK = (
    "## 通信\n\n记者：网络建设得如何？下一步有什么考虑？\n\n"
    "谢存：网络建设进展顺利，5G基站达495.8万个。\n\n"
    "## 装备\n\n记者：装备工业怎么样？\n\n陶青：装备工业运行平稳。\n"
)
WHEAT = "夏粮收购通报\n\n小麦收购价格为每公斤2.5元。玉米播种面积达300万亩。"


@pytest.fixture
def live(tmp_path, encoder):
    build.index_text(NETWORK, "通信", tmp_path / "store", encoder, 300)
    build.index_text(WHEAT, "夏粮", tmp_path / "store", encoder, 300)
    return Live(tmp_path / "store", lambda store: Index(store, encoder))


def test_each_exchange_gives_its_reporters_question_or_one_on_a_figure():
    assert list(candidates(Document("a", "a", NETWORK))) == ["网络建设得如何？", "装备工业怎么样？"]
    figures = ["小麦收购价格是多少？", "玉米播种面积是多少？"]
    assert list(candidates(Document("b", "b", WHEAT))) == figures
    # A second one of an exchange comes after the first ones of all.
    both = Document("d", "d", f"{WHEAT}\n\n{NETWORK}")
    assert list(candidates(both))[:2] == ["小麦收购价格是多少？", "网络建设得如何？"]
    assert list(candidates(both))[-1] == "玉米播种面积是多少？"
    assert list(candidates(Document("c", "c", "没有数字。"))) == []


def test_briefings_take_turns_the_latest_first(live):
    assert Beginnings(live)() == (
        "小麦收购价格是多少？",
        "网络建设得如何？",
        "玉米播种面积是多少？",
        "装备工业怎么样？",
    )


def test_earlier_briefings_are_drawn_from_where_the_latest_four_have_too_few(live, encoder):
    for number in "甲乙丙":
        build.index_text(f"{number}处没有数字。", number, live.folder, encoder, 300)
    assert Beginnings(live)() == ("小麦收购价格是多少？", "玉米播种面积是多少？",
                                  "网络建设得如何？", "装备工业怎么样？")  # fmt: skip


def test_only_chosen_briefings_are_drawn_from(live):
    assert Beginnings(live)(["通信"]) == ("网络建设得如何？", "装备工业怎么样？")


def test_what_is_refused_is_not_offered(live, monkeypatch):
    quoted = type(live.now).quoted

    def refuses(self, question):
        asked.append(question)
        told = quoted(self, question)
        return told if "网络" in question else type(told)(
            question, question, "", True, "off_topic", (), (), 0.1, 0.0
        )  # fmt: skip

    asked = []
    monkeypatch.setattr(type(live.now), "quoted", refuses)
    beginnings = Beginnings(live)
    assert beginnings() == ("网络建设得如何？",)
    assert len(asked) == 4
    # what is known is not asked again
    assert beginnings() == ("网络建设得如何？",)
    assert len(asked) == 4


def test_a_changed_store_has_other_questions(live, encoder):
    beginnings = Beginnings(live)
    beginnings()
    build.remove(["通信"], live.folder, encoder, 300)
    assert beginnings() == ("小麦收购价格是多少？", "玉米播种面积是多少？")


def test_a_store_that_is_gone_has_none(live):
    beginnings = Beginnings(live)
    (live.folder / "manifest.json").unlink()
    assert beginnings() == ()
