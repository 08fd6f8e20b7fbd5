"""Conversations as the browser keeps them: round trips, limits, and data that is no such thing."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.records import Answer, Citation, Figure
from chatbot.ui import keeping, past
from chatbot.ui.past import Conversation, Past
from chatbot.ui.phrases import PHRASES
from chatbot.ui.turns import Turn
from index.errors import StoreError
from index.records import Document

TEXT = "一季度增长6.1%。出口增长8%。"
CITED = tuple(
    Citation(number, "a.md", "通报", "", "", None, start, end, TEXT[start:end], 2.0)
    for number, start, end in [(1, 0, 10), (2, 10, len(TEXT))]
)
FIGURES = (Figure("6.1%", 6.1, "%", "a.md", 5, 9, 1), Figure("8%", 8, "%", "a.md", 14, 16, 2))
ANSWER = Answer(
    "增长？", "增长？", "一季度增长6.1%。[1]出口增长8%。[2]", False, "", CITED, FIGURES,
    0.9, 0.1, "8%",
)  # fmt: skip
TURNS = (Turn("增长？", ANSWER, suggestions=("出口？",), verdict="up"), Turn("坏", notice="no"))


def load(source):
    if source != "a.md":
        raise StoreError("none")
    return Document("a.md", "通报", TEXT)


def kept(*conversations, current=""):
    """Return what a browser has, out of its JSON."""
    return json.loads(past.written(Past(current, conversations)))


def conversation(id="a1", turns=TURNS):
    return Conversation(id, "2026-05-01T08:00:00+00:00", turns)


def test_what_is_kept_comes_back():
    assert past.read(past.written(Past("b2", (conversation(), conversation("b2"))))) == Past(
        "b2", (conversation(), conversation("b2"))
    )


@pytest.mark.parametrize(
    "value",
    [
        None, "", "x", "null", "3", "[]", "[" * 100_000, '{"conversations": 3}', "{" * 9,
        '{"conversations": [null, 1, {}, {"id": "a"}]}',
    ],
)  # fmt: skip
def test_what_is_no_kept_conversation_is_dropped(value):
    assert past.read(value) == Past()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["id"], "a-b"),
        (["id"], '"><script>'),
        (["id"], ""),
        (["turns"], []),
        (["turns", 0, "answer", "confidence"], 7),
        (["turns", 0, "answer", "confidence"], float("nan")),
        (["turns", 0, "answer", "reason"], "because"),
        (["turns", 0, "answer", "citations", 0, "start"], -1),
        (["turns", 0, "answer", "citations", 0, "start"], 99),
        (["turns", 0, "answer", "citations", 0, "number"], 2),
        (["turns", 0, "answer", "citations", 0, "text"], None),
        (["turns", 0, "answer", "figures"], "x"),
        (["turns", 0, "verdict"], "maybe"),
        (["turns", 0, "suggestions"], [{}]),
        (["turns", 1, "question"], ["x"]),
    ],
)
def test_a_conversation_of_another_shape_is_dropped_and_the_others_stay(path, value):
    data = kept(conversation(), conversation("b2"), current="a1")
    *way, last = path
    changed = data["conversations"][0]
    for step in way:
        changed = changed[step]
    changed[last] = value
    assert past.read(json.dumps(data)) == Past("", (conversation("b2"),))


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "when", "turns", "question", "answer", "conversations", "current"]
                ),
                inner,
            )
        ),
    )
)
def test_anything_can_be_read(value):  # fmt: skip
    found = past.read(json.dumps(value))
    assert past.read(past.written(found)) == found


def test_the_open_conversation_is_kept_in_its_place_and_comes_first():
    one = past.keep(Past(), TURNS, "t1", "a1")
    assert one == Past("a1", (Conversation("a1", "t1", TURNS),))
    two = past.keep(Past("", one.conversations), TURNS[:1], "t2", "b2")
    assert [(each.id, each.when) for each in two.conversations] == [("b2", "t2"), ("a1", "t1")]
    again = past.keep(Past("a1", two.conversations), TURNS[:1], "t3", "c3")
    assert [(each.id, len(each.turns)) for each in again.conversations] == [("a1", 1), ("b2", 1)]
    assert past.keep(again, (), "t4", "d4") == again


def test_deleting_leaves_the_others_open():
    two = Past("a1", (conversation(), conversation("b2")))
    assert past.without(two, "b2") == Past("a1", (conversation(),))
    assert past.without(two, "a1") == Past("", (conversation("b2"),))
    assert past.without(two, "x") == two


def test_the_oldest_go_where_the_browser_has_no_room(monkeypatch):
    size = len(json.dumps(dataclasses.asdict(conversation()), ensure_ascii=False))
    monkeypatch.setattr(past, "_MOST_CHARACTERS", 2 * size + 10)
    many = Past("", tuple(conversation(f"a{number}") for number in range(5)))
    assert [one.id for one in past.read(past.written(many)).conversations] == ["a0", "a1"]
    # the latest is kept whatever its size
    monkeypatch.setattr(past, "_MOST_CHARACTERS", 1)
    assert [one.id for one in past.read(past.written(many)).conversations] == ["a0"]


def test_only_citations_that_still_stand_are_shown():
    assert past.standing(TURNS, load) == TURNS
    moved = dataclasses.replace(CITED[0], text="别的。")
    gone = dataclasses.replace(CITED[1], source="b.md")
    for changed, number in (((moved, CITED[1]), 2), ((CITED[0], gone), 1)):
        turns = (Turn("增长？", dataclasses.replace(ANSWER, citations=changed)),)
        (turn,) = past.standing(turns, load)
        assert [one.number for one in turn.answer.citations] == [number]
        assert [one.citation for one in turn.answer.figures] == [number]
        assert turn.answer.text == ANSWER.text


def test_the_list_is_escaped_and_names_what_is_open():
    hostile = conversation("b2", (Turn("<b>x</b>\n**y** " + "长" * 80),))
    made = past.listing(Past("b2", (conversation(), hostile)), PHRASES["en"])
    assert "Earlier conversations &#40;2&#41;" in made
    assert (
        '<li aria-current="true"><button type="button" class="title" data-act="reopen-b2">' in made
    )
    assert "&#60;b&#62;x&#60;&#47;b&#62; &#42;&#42;y&#42;&#42; 长" in made
    assert "<b>" not in made
    assert made.count("aria-current") == 1
    assert "There are no earlier conversations yet." in past.listing(
        Past(), PHRASES["en"], unfolded=True
    ).replace("&#46;", ".")
    assert "<script>" not in past.listing(
        Past("", (dataclasses.replace(hostile, when="<script>x"),)), PHRASES["zh"]
    )


def test_two_answers_within_a_second_are_told_apart():
    """Another window knows by the time that a conversation went on."""
    first, second = (keeping._kept(Past(), TURNS[:1]).conversations[0].when for _ in range(2))
    assert first < second
