"""Two kept runs side by side, as HTML."""

from chatbot.settings import Language
from chatbot.ui.sources import literal
from evaluation.compare import Difference, compare
from evaluation.report import Report
from evaluation.run import Result
from evaluation.ui import listing, show, words
from evaluation.ui.labels import LABELS, Labels


def shown(first: Report, second: Report, language: Language) -> str:
    """Return the differences of ``second`` from ``first``, and the cases that flipped."""
    labels = LABELS[language]
    found = compare(first.rows, second.rows)
    notes = [labels.shared.format(f"{found.cases:,}")]
    if found.only_first or found.only_second:
        alone = (f"{len(one):,}" for one in (found.only_first, found.only_second))
        notes.append(labels.only_in.format(*alone))
    flipped = _flipped(found.broken, labels.broken, labels)
    flipped += _flipped(found.mended, labels.mended, labels)
    names = ((labels.before, first), (labels.after, second))
    runs = "".join(
        f"<li><b>{literal(name)}</b> {literal(show.about(report.manifest, labels))}</li>"
        for name, report in names
    )
    return (
        f'<section class="versus"><h2>{literal(labels.comparison)}</h2>'
        f'<ul class="sides">{runs}</ul>'
        + "".join(f'<p class="quiet">{literal(note)}</p>' for note in notes)
        + (_table(found.differences, language) if found.differences else "")
        + f"{flipped}</section>"
    )


def _table(differences: tuple[Difference, ...], language: Language) -> str:
    labels = LABELS[language]
    names = (labels.measure, labels.before, labels.after, labels.difference, labels.interval)
    head = "".join(f'<th scope="col">{literal(name)}</th>' for name in names)
    rows = ""
    for one in differences:
        digits = 1 if one.measure == "length" else 3
        low, middle, high = (
            # No difference is +0.000, never -0.000.
            f"{round(value, digits) + 0.0:+.{digits}f}"
            for value in (one.low, one.second - one.first, one.high)
        )
        star = ' <b class="star">★</b>' if one.is_sure else ""
        rows += (
            f'<tr><th scope="row">{literal(words.measure(one.measure, language))}</th>'
            f"<td>{one.first:.{digits}f}</td><td>{one.second:.{digits}f}</td>"
            f"<td>{middle}{star}</td><td>{low} … {high}</td></tr>"
        )
    note = f'<p class="quiet">{literal(labels.star)}</p>'
    return (
        show.scroll(f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>", labels.comparison)
        + note
    )


def _flipped(pairs: tuple[tuple[Result, Result], ...], title: str, labels: Labels) -> str:
    if not pairs:
        return ""
    items = ""
    for before, after in pairs:
        sides = "".join(
            listing.part(name, f"<p>{literal(result.error or result.answer.text)}</p>")
            for name, result in ((labels.before, before), (labels.after, after))
        )
        items += (
            f'<details class="case">{listing.head(after, labels)}'
            f'<div class="inside"><div>{listing.expected(before if after.right else after, labels)}'
            f"</div><div>{sides}</div></div></details>"
        )
    return f'<h3>{literal(title.format(len(pairs)))}</h3><div class="cases">{items}</div>'
