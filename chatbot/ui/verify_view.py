"""The verify tab as HTML: each sentence with its verdict, and a place. Every word is escaped."""

from collections.abc import Sequence
from typing import get_args

from chatbot.settings import Language
from chatbot.ui import labels as page_labels
from chatbot.ui import reader
from chatbot.ui.reader import Span
from chatbot.ui.shelf_view import fault, heading, quiet
from chatbot.ui.sources import literal
from chatbot.ui.verify_labels import LABELS, Labels
from chatbot.ui.verify_work import MOST_CHARACTERS, Checked, Known
from chatbot.verify import Difference, Evidence
from chatbot.verify.records import Status
from index.canonical import canonical
from index.records import Document

_SIGNS: dict[Status, str] = {
    "supported": "✓",
    "contradicted": "✗",
    "not_found": "?",
    "no_claim": "–",
}


def refusal(draft: str, labels: Labels) -> str:
    """Return why a draft is not checked: it is empty or too long; "" if it can be."""
    if not draft.strip():
        return labels.empty
    if len(draft) > MOST_CHARACTERS:
        return labels.too_long.format(f"{len(draft):,}", f"{MOST_CHARACTERS:,}")
    return ""


def limit(labels: Labels) -> str:
    """Return how long a draft may be."""
    return quiet(labels.limit.format(f"{MOST_CHARACTERS:,}"))


def progress(done: int, total: int, labels: Labels) -> str:
    """Return how far the check of a draft is: ``done`` of ``total`` sentences."""
    words = literal(labels.progress.format(done, total))
    return (
        f'<div class="progress"><progress max="{total}" value="{done}"></progress>'
        f'<span role="status">{words}</span></div>'
    )


def listed(known: Known, language: Language, running: str = "") -> str:
    """Return how many sentences have which verdict, and the sentences.

    While the check is ``running`` its progress stands in place of the numbers.
    """
    labels, checked, titles = LABELS[language], known.checked, known.titles
    told = [one.verdict.status for one in checked]
    counts = " · ".join(
        f'<span class="{status}"><b>{_SIGNS[status]}</b> '
        f"{literal(labels.statuses[status])} {told.count(status)}</span>"
        for status in get_args(Status)
        if status in told
    )
    among = quiet(f"{labels.among.format(len(titles))} {' · '.join(titles)}") if titles else ""
    items = "".join(_item(number, one, language) for number, one in enumerate(checked, 1))
    head = running or f'<p class="counts" role="status">{counts}</p>'
    return f'{head}{among}<ol class="claims">{items}</ol>'


def _item(number: int, one: Checked, language: Language) -> str:
    labels, verdict = LABELS[language], one.verdict
    status, differences = verdict.status, verdict.differences
    said = _marked(one.claim.text, [each.claimed for each in differences])
    differ = "".join(f"<li>{_difference(each, labels)}</li>" for each in differences)
    places = "".join(
        _place(number, at, evidence, quote, one, language)
        for at, (evidence, quote) in enumerate(zip(verdict.evidence, one.quotes, strict=True), 1)
    )
    nearest = quiet(labels.nearest) if places and status == "not_found" else ""
    return (
        f'<li class="{status}" value="{number}"><p class="verdict"><b aria-hidden="true">'
        f"{_SIGNS[status]}</b> {literal(labels.statuses[status])}</p>"
        f'<p class="said">{said}</p>'
        + (f'<ul class="differs">{differ}</ul>' if differ else "")
        + f"{nearest}{places}</li>"
    )


def _difference(one: Difference, labels: Labels) -> str:
    if one.claimed and one.found:
        words = labels.both.format(one.claimed, one.found)
    elif one.claimed:
        words = labels.only_draft.format(one.claimed)
    else:
        words = labels.only_briefing.format(one.found)
    return f"<b>{literal(labels.kinds[one.kind])}</b>{literal(labels.between + words)}"


def _place(
    number: int, at: int, evidence: Evidence, quote: str, one: Checked, language: Language
) -> str:
    link = literal(reader.link_to(evidence.source, evidence.start, evidence.end))
    words = _marked(quote, [each.found for each in one.verdict.differences])
    return (
        f'<p class="place"><a href="{link}" target="_blank" rel="noopener" '
        f'data-of="{number}-{at}">{_where(evidence, language, title=True)}</a></p>'
        f"<blockquote>{words}</blockquote>"
    )


def _where(evidence: Evidence, language: Language, *, title: bool = False) -> str:
    page = page_labels.LABELS[language].page.format(evidence.page) if evidence.page else ""
    named = evidence.title or evidence.source if title else evidence.heading
    return " · ".join(literal(part) for part in (named, evidence.speaker, page) if part)


def _marked(text: str, words: Sequence[str]) -> str:
    """Return ``text`` with the first of each of ``words`` emphasised where it stands in it."""
    shown, position = "", 0
    # The words that differ are told in simplified characters, whatever the draft is in.
    plain = canonical(text)
    spans = {(plain.find(one), len(one)) for one in words if one and one in plain}
    for start, length in sorted(spans):
        if start >= position:
            shown += f"{literal(text[position:start])}<em>{literal(text[start : start + length])}"
            shown += "</em>"
            position = start + length
    return shown + literal(text[position:])


def waiting(labels: Labels) -> str:
    """Return what stands beside the sentences until a place is chosen."""
    return heading(labels.place) + quiet(labels.place_none)


def opened(of: str, found: tuple[Evidence, Document] | None, language: Language) -> str:
    """Return the document of a place, its sentence marked, under a bar with its name and ways out.

    ``of`` tells the tab's script which place is shown.
    """
    labels = LABELS[language]
    top = f'<div class="opened" data-key="{literal(of)}" tabindex="-1"><div class="bar">'
    back = f'<button type="button" class="back">{literal(labels.back)}</button>'
    if found is None:
        return f"{top}{back}</div>{fault(labels.place, [labels.gone])}</div>"
    evidence, document = found
    where = _where(evidence, language)
    where = f'<p class="quiet">{where}</p>' if where else ""
    link = literal(reader.link_to(evidence.source, evidence.start, evidence.end))
    text = reader.article(
        document, [Span(1, evidence.start, evidence.end)], of, page_labels.LABELS[language]
    )
    return (
        f'{top}{back}<a href="{link}" target="_blank" rel="noopener">{literal(labels.own_page)}</a>'
        f"<h2>{literal(document.title)}</h2>"
        f"{where}</div>{text}</div>"
    )
