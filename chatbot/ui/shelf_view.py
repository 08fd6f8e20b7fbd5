"""The briefings tab as HTML: the list, and what became of an upload. Every word is escaped."""

from collections.abc import Sequence

from chatbot.settings import Language
from chatbot.ui.faults import said
from chatbot.ui.reader import link_to
from chatbot.ui.shelf_labels import LABELS, Labels
from chatbot.ui.sources import literal
from chatbot.ui.tabs import Scope
from index.build import Outcome
from index.errors import UserError
from index.records import Listing

# More names in one notice would hide what it says.
_MOST_NAMES = 6
_MOST_ERRORS = 40
_SHOWN = ("added", "updated", "unchanged", "removed")


def heading(words: str) -> str:
    """Return a heading."""
    return f"<h2>{literal(words)}</h2>"


def quiet(words: str) -> str:
    """Return a remark."""
    return f'<p class="quiet">{literal(words)}</p>'


def listed(
    listings: Sequence[Listing], scope: Scope, language: Language, read_only: bool = False
) -> str:
    """Return the list of documents, each with a box to tick and, unless read only, what changes it.

    Boxes and buttons carry the source in ``data-source`` and ``value``; scripts listen to them.
    ``data-ticks`` tells them which ticks the list knows of.
    """
    labels = LABELS[language]
    count = literal(labels.list.format(f"{len(listings):,}"))
    if not listings:
        return f"<h2>{count}</h2>{quiet(labels.empty)}"
    items = "".join(_item(one, scope, labels, read_only) for one in listings)
    note = quiet(labels.read_only) if read_only else ""
    shown = f'<ul class="shelf" data-ticks="{scope.ticks}">{items}</ul>'
    return f"<h2>{count}</h2>{quiet(labels.tick)}{note}{shown}"


def asked(scope: Scope, total: int, labels: Labels) -> str:
    """Return which of ``total`` documents are asked; nothing where there is none."""
    if not total:
        return ""
    words = labels.asks_all
    if scope.sources:
        words = labels.asks_some.format(f"{len(scope.sources):,}", f"{total:,}")
    return f'<p role="status">{literal(words)}</p>'


def _item(one: Listing, scope: Scope, labels: Labels, read_only: bool) -> str:
    source, title = attribute(one.source), literal(one.title or one.source)
    ticked = " checked" if one.source in scope.sources else ""
    facts = labels.facts.format(f"{one.characters:,}", f"{one.passages:,}", one.added[:10])
    return (
        f'<li><label><input type="checkbox" value="{source}"{ticked}> <b>{title}</b></label>'
        f'<p class="quiet">{literal(one.source)} · {literal(facts)}</p>'
        f'<div class="acts">{_reading(one, labels)}'
        + ("" if read_only else _acts(one, source, labels))
        + "</div></li>"
    )


def _acts(one: Listing, source: str, labels: Labels) -> str:
    """Return the forms that rename and remove a document, each folded behind its name."""
    title = attribute(one.title)
    named = f'aria-label="{attribute(labels.title)}"'
    return (
        f"<details><summary>{literal(labels.rename)}</summary>"
        f'<form data-act="rename" data-source="{source}">'
        f'<input type="text" name="title" value="{title}" maxlength="200" {named}>'
        f"<button>{literal(labels.save)}</button></form></details>"
        f"<details><summary>{literal(labels.remove)}</summary>"
        f'<form data-act="remove" data-source="{source}"><p>{literal(labels.sure)}</p>'
        f'<button class="bad">{literal(labels.yes)}</button></form></details>'
    )


def _reading(one: Listing, labels: Labels) -> str:
    """Return the link that opens the whole document, with its title for those who hear links."""
    name = attribute(f"{labels.read}{labels.colon}{one.title or one.source}")
    return (
        f'<a href="{literal(link_to(one.source))}" target="_blank" rel="noopener" '
        f'aria-label="{name}">{literal(labels.read)}</a>'
    )


def attribute(text: str) -> str:
    """Escape ``text`` as the value of an attribute, line ends and all."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(one if one.isalnum() else f"&#{ord(one)};" for one in text)


def progress(step: str, count: int, total: int, labels: Labels) -> str:
    """Return how far a step is; without a total the bar only moves."""
    words = labels.steps[step]
    if total:
        words += f" {count:,} / {total:,}"
    at = f'max="{total}" value="{count}"' if total else ""
    return (
        f'<div class="progress"><progress {at} aria-label="{literal(labels.steps[step])}">'
        f"</progress><span>{literal(words)}</span></div>"
    )


def told(words: str) -> str:
    """Return a quiet notice."""
    return f'<p class="told" role="status">{literal(words)}</p>'


def done(outcome: Outcome, language: Language) -> str:
    """Return what became of an upload: what went in, and what did not and why."""
    labels, shown = LABELS[language], ""
    for word in _SHOWN:
        if names := getattr(outcome, word):
            shown += told(getattr(labels, word).format(_few(names, labels)))
    if outcome.errors:
        shown += fault(labels.refused, [said(error, language) for error in outcome.errors])
    return shown


def fault(title: str, errors: Sequence[UserError | str]) -> str:
    """Return what went wrong, one line each."""
    shown = "".join(f"<li>{literal(str(error))}</li>" for error in errors[:_MOST_ERRORS])
    if (more := len(errors) - _MOST_ERRORS) > 0:
        shown += f"<li>… {more:,}</li>"
    return (
        f'<div class="fault" role="alert"><h3>{literal(title)}</h3>'
        f'<ul tabindex="0">{shown}</ul></div>'
    )


def _few(names: Sequence[str], labels: Labels) -> str:
    words = labels.between.join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{words} {labels.and_more.format(f'{more:,}')}" if more > 0 else words
