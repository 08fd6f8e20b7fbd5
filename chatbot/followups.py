"""Questions that may follow an answer, made from the indexed text around what it quotes."""

from collections.abc import Callable, Iterator, Sequence

from chatbot import listing
from chatbot.records import Answer
from index import press
from index.lexical import has_unspaced
from index.records import Document, Exchange, Role

MOST = 3
# So many candidates are asked at most: each costs as much as a question.
_MOST_TRIED = 8
_MOST_CHARACTERS = 40
# Comparisons have their own words; a plain quantity, and its change, are asked for like this.
_ASKS = {"": "{}是多少？", "up": "{}提高了多少？", "down": "{}降低了多少？"}

Ask = Callable[[str], Answer]


def short_questions(text: str, exchange: Exchange) -> Iterator[str]:
    """Yield the short questions that the reporters of an exchange asked, in their words."""
    asked = [block for block in exchange.blocks if block.role is Role.QUESTION]
    for sentence in press.quotable(text, asked):
        words = text[sentence.start : sentence.end]
        if words.endswith(("？", "?")) and len(words) <= _MOST_CHARACTERS:
            yield words


def follow_ups(
    answer: Answer, asked: Sequence[str], ask: Ask, load: Callable[[str], Document]
) -> list[str]:
    """Return up to three questions that the briefing answers and nobody has ``asked`` yet.

    Candidates come from the exchange that the answer quotes first, then from its neighbours. Each
    is asked: one that is refused, or that leads back to what was just quoted, is left out.
    """
    if not answer.citations:
        return []
    told = {(citation.source, citation.start) for citation in answer.citations}
    seen = {_plain(question) for question in (*asked, answer.question_understood)}
    found: list[str] = []
    for tried, question in enumerate(_candidates(answer, load)):
        if tried == _MOST_TRIED or len(found) == MOST:
            break
        if _plain(question) in seen:
            continue
        seen.add(_plain(question))
        reply = ask(question)
        places = {(citation.source, citation.start) for citation in reply.citations}
        if not reply.refused and not places <= told:
            found.append(question)
            told |= places
    return found


def _candidates(answer: Answer, load: Callable[[str], Document]) -> Iterator[str]:
    """Yield questions on figures near the first citation, then the reporters' own nearby."""
    first = answer.citations[0]
    document = load(first.source)
    exchanges = press.exchanges(document.text)
    here = next(
        (at for at, one in enumerate(exchanges) if one.start <= first.start < one.end), None
    )
    if here is None:
        return
    figures = list(figure_questions(document, exchanges[here], first.start))
    near = [here, here + 1, here - 1, here + 2]
    own = [
        question
        for at in near
        if 0 <= at < len(exchanges)
        for question in list(short_questions(document.text, exchanges[at]))[:1]
    ]
    # Two on figures, then one of a reporter, and so on.
    while figures or own:
        yield from figures[:2]
        yield from own[:1]
        figures, own = figures[2:], own[1:]


def figure_questions(document: Document, exchange: Exchange, near: int) -> Iterator[str]:
    """Yield questions for plain quantities of an exchange, those nearest to ``near`` first."""
    if not has_unspaced(document.text[exchange.start : exchange.end]):
        return
    rows = [
        row
        for row in listing.of(document)
        if exchange.start <= row.start < exchange.end
        and row.subject
        and row.metric
        and row.subject != row.metric
        and not row.comparison
    ]
    for row in sorted(rows, key=lambda row: abs(row.start - near)):
        question = _ASKS[row.direction].format(f"{row.subject}{row.metric}")
        if len(question) <= _MOST_CHARACTERS:
            yield question


def _plain(question: str) -> str:
    return "".join(character for character in question if character.isalnum())
