"""Questions in English over a text in English, which the confidence was not fitted on."""

import pytest

from chatbot.answer import Answerer
from index import build
from index.search import Index
from index.store import Store

# Invented.
TEXT = """# Harbour works at Yunting: press conference of 5 March 2026

REPORTER: How far has the new quay come, and what does it cost?

MS. LIN: The new quay at Yunting was finished in February 2026 and cost 318 million yuan, \
12 percent less than was planned. Ships of up to 90,000 tonnes can moor there since then.

REPORTER: What do you do against the noise at night?

MR. FANG: Trucks have been kept off the harbour road between ten in the evening and six in the \
morning since January. The number of complaints fell from 410 to 96.

REPORTER: Will there be work for the fishermen?

MS. LIN: We train 240 fishermen as crane drivers this year, and the course is free of charge. \
Whoever passes the examination gets a contract for three years.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("english")
    (folder / "harbour.md").write_text(TEXT, encoding="utf-8")
    build.index_paths([folder / "harbour.md"], folder / "store", encoder, 400)
    return Answerer(Index(Store.open(folder / "store"), encoder))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much did the new quay at Yunting cost?", "**318 million yuan**[1]"),
        ("How many fishermen are trained as crane drivers this year?", "**240**[1]"),
        ("Who trains fishermen as crane drivers, and is it free?", "the course is free of charge"),
        ("Why did the number of complaints fall?", "fell from 410 to 96"),
        ("What did Ms Lin say about the examination?", "gets a contract for three years"),
    ],
)
def test_what_shares_its_words_with_the_question_answers(answerer, question, words):
    answer = answerer.answer(question)
    assert not answer.refused
    assert words in answer.text


@pytest.mark.parametrize(
    "question", ["How many passengers use the airport?", "What is the budget for the stadium?"]
)
def test_what_the_text_does_not_say_is_refused(answerer, question):
    assert answerer.answer(question).refused
