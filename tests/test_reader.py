"""The document view, without a browser: what is marked, stepped through, checked and linked."""

import dataclasses
import html
import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.checked import Check, checks
from chatbot.records import Answer, Citation, Figure
from chatbot.ui import reader, reading
from chatbot.ui.labels import LABELS
from chatbot.ui.phrases import PHRASES
from chatbot.ui.reader import Span
from chatbot.ui.reading import CLOSED, Place
from chatbot.ui.turns import Turn
from index.errors import StoreError
from index.records import Document

TEXT = (
    "# 通报\n\n## 总体\n\n记者：增长多少？\n\n陶青：一季度增长6.1%。出口增长8%；外贸回稳。\n\n"
    "<script>x</script> [a](b) $x$ **b** 占12%。\n"
)
DOCUMENT = Document("a b.md", "通报 <i>", TEXT, pages=(0, TEXT.index("出口")))


def citation(words, number=1, document=DOCUMENT):
    start = document.text.index(words)
    return Citation(
        number, document.source, document.title, "", "", None, start, start + len(words), words, 1.0
    )


def span(words, number=1):
    cited = citation(words, number)
    return Span(number, cited.start, cited.end)


def answer(text, *citations, figures=(), lead=""):
    return Answer(
        "问？", "问？", text, False, "", citations, tuple(figures), 0.9, 0.0, lead
    )  # fmt: skip


def figure(words, of):
    start = of.start + of.text.index(words)
    return Figure(words, 1.0, "%", of.source, start, start + len(words), of.number)


def load(source):
    if source != DOCUMENT.source:
        raise StoreError(f"no document {source}")
    return DOCUMENT


def shown(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", markup.replace("<br>", "\n")))


def marks(markup):
    found = re.findall(r'<mark data-number="(\d+)"[^>]*>(.*?)</mark>', markup)
    return [(int(number), shown(words)) for number, words in found]


def article(*spans, document=DOCUMENT):
    return reader.article(document, spans, "k", LABELS["zh"])


# the document


def test_the_whole_document_has_headings_speakers_and_marks():
    made = article(span("一季度增长6.1%。", 1), span("出口增长8%；", 2))
    assert "通报</h3>" in made
    assert "<h3>总体</h3>" in made
    assert '<p class="asked-there"><span class="speaker">记者：</span>增长多少？</p>' in made
    assert '<span class="speaker">陶青：</span><mark' in made
    assert marks(made) == [(1, "一季度增长6.1%。"), (2, "出口增长8%；")]


def test_the_number_of_a_page_stands_where_it_begins():
    made = article(span("一季度增长6.1%。出口"))
    assert '<span class="page">第 1 页</span>通报' in made
    assert '<span class="page">第 2 页</span><mark data-number="1" tabindex="-1">出口' in made
    assert marks(made) == [(1, "一季度增长6.1%。"), (1, "出口")]


def test_a_place_inside_another_stays_visible():
    made = article(span("一季度增长6.1%。出口增长8%；", 1), span("出口增长8%；", 2))
    assert marks(made) == [(1, "一季度增长6.1%。"), (2, "出口增长8%；")]


def test_a_place_over_several_paragraphs_is_marked_in_each():
    made = article(Span(1, TEXT.index("增长多少"), TEXT.index("出口")))
    assert marks(made) == [(1, "增长多少？"), (1, "陶青："), (1, "一季度增长6.1%。")]


def test_a_hostile_document_is_text():
    made = article(span("占12%。"))
    assert "<script" not in made
    assert "&#60;script&#62;x&#60;&#47;script&#62; &#91;a&#93;&#40;b&#41; &#36;x&#36;" in made
    assert not set("*$[{`") & set(made)
    assert "<i>" not in made


WORDS = st.text(alphabet="甲乙。：#\n 记者问1.<&*", max_size=80)


@given(WORDS, st.integers(0, 80), st.integers(0, 80), st.lists(st.integers(0, 80), max_size=3))
def test_every_word_of_a_document_is_shown_once_and_in_order(text, start, end, pages):
    document = Document("a", "", text, tuple(sorted(pages)))
    spans = [Span(1, min(start, end), max(start, end))]
    made = re.sub(r'<span class="page">.*?</span>', "", article(*spans, document=document))
    kept = re.sub(r"[\s#]", "", shown(made))
    assert kept == re.sub(r"[\s#]", "", text)
    marked = "".join(words for _, words in marks(made))
    assert re.sub(r"[\s#]", "", marked) == re.sub(r"[\s#]", "", text[spans[0].start : spans[0].end])


def test_a_long_document_is_made_whole():
    text = ("记者：增长多少？\n\n陶青：" + "一季度增长6.1%。" * 40 + "\n\n") * 280
    document = Document("long", "", text, tuple(range(0, len(text), 900)))
    assert len(text) > 100_000
    made = reader.article(document, [Span(1, 50_000, 50_010)], "k", LABELS["zh"])
    assert marks(made) == [(1, text[50_000:50_010])]


# the bar


def bar(current, checked=(), of=(1, 2)):
    spans = [span("一季度增长6.1%。", 1), span("出口增长8%；", 2)]
    return reader.bar(DOCUMENT, spans, current, checked, "k", LABELS["en"], PHRASES["en"], of=of)


def test_the_bar_names_the_place_and_the_page():
    made = bar(2, of=(2, 2))
    assert '<h2 id="reading">通报 &#60;i&#62;</h2>' in made
    assert "Place 2 of 2 · p. 2" in shown(made)
    assert 'data-current="2"' in made
    assert '<button type="button" data-act="step-on" disabled>Next</button>' in made
    assert '<button type="button" data-act="step-back">Previous</button>' in made


def test_figures_have_a_tick_or_a_cross():
    made = bar(1, [Check("6.1%", 1, True), Check("9%", 1, False), Check("8%", 2, True)])
    items = re.findall(r'<li class="(\w+)".*?>(.*?)</li>', made)
    assert [(kind, shown(words)) for kind, words in items] == [
        ("stands", "✓ 6.1%"),
        ("missing", "✗ 9%"),
    ]
    assert "The cited words hold no figure." in shown(bar(2, [Check("6.1%", 1, True)]))


def test_a_link_holds_the_place_and_its_query_leads_back():
    assert reader.link_to("a b&c.md", 3, 9) == "?source=a+b%26c.md&start=3&end=9"
    assert reading.linked({"source": "a b&c.md", "start": "3", "end": "9"}) == Place(
        source="a b&c.md", start=3, end=9
    )


def test_a_link_without_a_place_opens_the_whole_document():
    link = reader.link_to("a b.md")
    assert link == "?source=a+b.md"
    place = reading.linked({"source": "a b.md"})
    told, text, kept = reading.show(SimpleNamespace(document=load), (), place, "zh")
    assert PHRASES["zh"].document in shown(told)
    assert 'data-copy-link="&#63;source&#61;a&#43;b&#46;md"' in told
    assert marks(text) == []
    assert "出口增长8%；" in shown(text)
    assert kept.key


@pytest.mark.parametrize("value", ["-1", "٣", "9" * 5000, "1e3", "", "x"])
def test_a_link_with_other_than_offsets_leads_nowhere(value):
    place = reading.linked({"source": DOCUMENT.source, "start": "0", "end": value})
    told, text, kept = reading.show(SimpleNamespace(document=load), (), place, "zh")
    assert PHRASES["zh"].gone in shown(told)
    assert text == ""
    assert kept.key == ""


# stepping


CITED = (citation("一季度增长6.1%。", 1), citation("出口增长8%；", 2))
TURNS = (
    Turn("坏", notice="no"),
    Turn("问？", answer("一季度增长6.1%。[1]出口增长8%[2]", *CITED)),
)
ANSWERER = SimpleNamespace(document=load)


def test_the_document_is_sent_once_for_all_places_in_it():
    told, text, place = reading.show(ANSWERER, TURNS, Place(2, 1), "zh")
    assert marks(text) == [(1, "一季度增长6.1%。"), (2, "出口增长8%；")]
    assert 'data-current="1"' in told
    on = reading.step(TURNS, place, 1)
    assert (on.turn, on.number) == (2, 2)
    told, text, after = reading.show(ANSWERER, TURNS, on, "zh")
    assert 'data-current="2"' in told
    assert text == reading.gr.skip()
    assert reading.step(TURNS, after, 1).number == 2
    assert reading.step(TURNS, after, -1).number == 1
    # the numbers of pages are in another language
    assert reading.show(ANSWERER, TURNS, after, "en")[1] != reading.gr.skip()


@pytest.mark.parametrize("place", [Place(1, 1), Place(2, 7), Place(9, 1), None])
def test_what_is_no_citation_closes_the_view(place):
    assert reading.show(ANSWERER, TURNS, place, "zh") == CLOSED


def test_a_link_opens_its_place_and_an_unknown_document_is_told():
    told, text, place = reading.show(ANSWERER, (), Place(source="a b.md", start=2, end=4), "zh")
    assert marks(text) == [(0, "通报")]
    assert PHRASES["zh"].shared_place in shown(told)
    assert place.key
    told, text, _ = reading.show(ANSWERER, (), Place(source="<x>", start=2, end=4), "zh")
    assert PHRASES["zh"].gone in shown(told)
    assert text == ""


@pytest.mark.parametrize("data", [None, [], {"of": 3}, {"of": [1, None]}, {"of": ["٣", "-1"]}])
def test_events_carry_data_that_is_checked(data):
    assert reading.numbers(SimpleNamespace(_data=data), 2) == [0, 0]
    assert reading.numbers(SimpleNamespace(_data={"of": ["3", "1"]}), 2) == [3, 1]


# the checks


def test_figures_are_looked_up_where_they_are_cited():
    first, second = CITED
    good = figure("6.1%", first)
    moved = dataclasses.replace(figure("8%", second), start=second.start)
    elsewhere = dataclasses.replace(good, text="6.2%", citation=2)
    told = answer(
        "一季度增长6.1%。[1]出口增长8%[2]", first, second, figures=[good, moved, elsewhere]
    )
    assert checks(told, load) == (
        Check("6.1%", 1, True),
        Check("8%", 2, False),
        Check("6.2%", 2, False),
    )


def test_a_number_that_stands_nowhere_gets_a_cross():
    told = answer("一季度增长6.1%。[1]\n2. 出口增长81%。[2]", *CITED)
    assert checks(told, load) == (Check("81%", 2, False),)


def test_the_leading_figure_is_checked_too():
    right = answer("**6.1%**[1]\n一季度增长6.1%。[1]", CITED[0], lead="6.1%")
    wrong = answer("**7%**[1]\n一季度增长6.1%。[1]", CITED[0], lead="7%")
    assert checks(right, load) == (Check("6.1%", 1, True),)
    assert checks(wrong, load) == (Check("7%", 1, False),)
