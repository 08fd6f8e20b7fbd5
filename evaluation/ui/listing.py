"""The cases of a run as a list that opens in place: what was asked, expected, said and cited."""

from collections.abc import Sequence
from dataclasses import replace

from chatbot.records import Answer, Citation
from chatbot.settings import Language
from chatbot.ui import labels as page_labels
from chatbot.ui import sources
from chatbot.ui.sources import literal
from chatbot.ui.talk import Answerer
from evaluation.cases import supports
from evaluation.details import verdict
from evaluation.run import Result
from evaluation.ui.labels import LABELS, Labels
from index.errors import UserError
from index.records import Document

# More would make the page slow; the filters lead to the rest.
_MOST = 400


def kinds(results: Sequence[Result]) -> list[str]:
    """Return the kinds of the cases, in alphabetical order."""
    return sorted({result.case.kind for result in results})


def listed(
    answerer: Answerer,
    results: Sequence[Result],
    which: str,
    kind: str | None,
    language: Language,
) -> str:
    """Return the cases that failed, or all, of one ``kind`` or of every one (None)."""
    labels = LABELS[language]
    chosen = [result for result in results if kind is None or result.case.kind == kind]
    failed = [result for result in chosen if not result.right]
    shown = failed if which == "failed" else chosen
    count = literal(labels.listed.format(f"{len(chosen):,}", f"{len(failed):,}"))
    items = "".join(
        _case(answerer, result, f"case-{n}", language) for n, result in enumerate(shown[:_MOST], 1)
    )
    if not shown:
        items = f'<p class="quiet">{literal(labels.none_failed)}</p>'
    if (more := len(shown) - _MOST) > 0:
        items += f'<p class="quiet">{literal(labels.more_cases.format(f"{more:,}"))}</p>'
    return f'<p class="quiet" role="status">{count}</p><div class="cases">{items}</div>'


def said(answer: Answer, place: str) -> str:
    """Return an answer, its markers leading to the cards of ``place``."""
    shown = ""
    for line in sources.lines(answer, place):
        kind = ' class="point"' if line.point else ""
        shown += f"<p{kind}>{''.join(line.pieces)}</p>"
    return shown


def head(result: Result, labels: Labels) -> str:
    """Return the line of a case: a sign, its question, what went wrong, its kind and id."""
    case, sign = result.case, "✓" if result.right else "✗"
    wrong = "" if result.right else _chip(labels.verdicts[verdict(result)], "bad")
    return (
        f'<summary><span class="sign {"good" if result.right else "bad"}" aria-hidden="true">'
        f'{sign}</span><span class="question">{literal(case.question)}</span>'
        f'<span class="chips">{wrong}{_chip(case.kind or labels.no_kind)}'
        f'<span class="id">{literal(case.id)}</span></span></summary>'
    )


def _case(answerer: Answerer, result: Result, place: str, language: Language) -> str:
    labels = LABELS[language]
    cited = [
        _card(answerer, result, citation, place, language) for citation in result.answer.citations
    ]
    quoted = "".join(cited) or f'<p class="quiet">{literal(labels.nothing_quoted)}</p>'
    left = _asked(result, labels) + expected(result, labels) + _answer(result, place, labels)
    return (
        f'<details class="case">{head(result, labels)}'
        f'<div class="inside"><div>{left}</div>'
        f"<div>{part(labels.quoted, quoted)}</div></div></details>"
    )


def _asked(result: Result, labels: Labels) -> str:
    case, understood = result.case, result.answer.question_understood
    turns = "".join(
        f'<p class="turn">{literal(question)}</p><p class="turn reply">{literal(answer)}</p>'
        for question, answer in case.history
    )
    shown = f'{turns}<p class="turn">{literal(case.question)}</p>' if turns else ""
    if understood.strip() != case.question.strip():
        shown += f'<p class="quiet">{literal(labels.understood.format(understood))}</p>'
    return part(labels.asked, shown) if shown else ""


def expected(result: Result, labels: Labels) -> str:
    """Return what a case expects, and which of it the answer lacks."""
    case = result.case
    if not case.answerable:
        return part(labels.expected, f"<p>{literal(labels.expected_refusal)}</p>")
    items = ""
    for group in case.expected:
        lacks = group in result.missed
        word = labels.missing if lacks else labels.found
        items += (
            f'<li class="{"bad" if lacks else "good"}">{_chip(word, "bad" if lacks else "good")} '
            f"{literal(' / '.join(group))}</li>"
        )
    shown = f'<ul class="groups">{items}</ul>'
    if case.reference:
        shown += f'<p class="quiet">{literal(labels.reference.format(case.reference))}</p>'
    return part(labels.expected, shown)


def _answer(result: Result, place: str, labels: Labels) -> str:
    if result.error:
        return part(labels.answer, f'<p class="bad">{literal(result.error)}</p>')
    title = labels.refused if result.answer.refused else labels.answer
    return part(title, said(result.answer, place))


def _card(
    answerer: Answerer, result: Result, citation: Citation, place: str, language: Language
) -> str:
    there, document = _found(answerer, result, citation)
    shown = sources.card(there, document, place, page_labels.LABELS[language])
    if supports(citation.text, result.case.evidence):
        shown = f'<div class="evident">{_chip(LABELS[language].evident, "good")}{shown}</div>'
    return shown


def _found(answerer: Answerer, result: Result, citation: Citation) -> tuple[Citation, Document]:
    """Return a citation with a text that it stands in: its document, a passage, or itself alone.

    A kept run may be of other documents than the page has now.
    """
    try:
        document = answerer.document(citation.source)
    except (UserError, KeyError):
        document = None
    if document and document.text[citation.start : citation.end] == citation.text:
        return citation, document
    for hit in result.hits:
        source, _, at = hit.passage.rpartition(":")
        start = citation.start - int(at) if source == citation.source and at.isdecimal() else -1
        if start >= 0 and hit.text[start : start + len(citation.text)] == citation.text:
            return _moved(citation, start, hit.text)
    return _moved(citation, 0, citation.text)


def _moved(citation: Citation, start: int, text: str) -> tuple[Citation, Document]:
    moved = replace(citation, start=start, end=start + len(citation.text))
    return moved, Document(citation.source, citation.title, text)


def part(title: str, shown: str) -> str:
    """Return a part of a case under its title."""
    return f'<div class="part"><h4>{literal(title)}</h4>{shown}</div>'


def _chip(words: str, kind: str = "") -> str:
    return f'<span class="chip {kind}">{literal(words)}</span>'
