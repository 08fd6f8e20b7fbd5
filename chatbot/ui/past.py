"""Earlier conversations, as the browser keeps them. What comes back from it is data: checked."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from chatbot.records import Answer, Citation
from chatbot.ui.phrases import Phrases
from chatbot.ui.sources import literal
from chatbot.ui.turns import Turn
from index.errors import UserError
from index.records import Document

# A browser keeps some five million characters a site.
_MOST_CHARACTERS = 1_800_000
_MOST_CONVERSATIONS = 50
_MOST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation with its id and the ISO time (UTC) of its latest answer."""

    id: str
    when: str
    turns: tuple[Turn, ...]

    @property
    def title(self) -> str:
        """The first question, shortened."""
        words = " ".join(self.turns[0].question.split())
        return words if len(words) <= _MOST_TITLE else f"{words[:_MOST_TITLE]}…"


@dataclass(frozen=True, slots=True)
class Past:
    """All kept conversations, the latest first; ``current`` is the id of the one that is open."""

    current: str = ""
    conversations: tuple[Conversation, ...] = ()

    def find(self, id: str) -> Conversation | None:
        """Return the conversation with this id."""
        return next((one for one in self.conversations if one.id == id), None)


_CONVERSATION = TypeAdapter(Conversation)


def read(kept: str | None) -> Past:
    """Return what the browser kept; conversations that do not have the expected shape are dropped.

    Anything may stand there: another version of the page, or somebody by hand, wrote it.
    """
    try:
        value = json.loads(kept or "")
    except (ValueError, RecursionError):
        return Past()
    if not isinstance(value, dict):
        return Past()
    found: dict[str, Conversation] = {}
    rows = value.get("conversations")
    for row in rows[:_MOST_CONVERSATIONS] if isinstance(rows, list) else []:
        try:
            conversation = _CONVERSATION.validate_python(row)
        except (ValidationError, RecursionError):
            continue
        fits = conversation.id.isascii() and conversation.id.isalnum() and conversation.turns
        if fits and all(map(_sound, conversation.turns)):
            found.setdefault(conversation.id, conversation)
    current = value.get("current")
    current = current if isinstance(current, str) and current in found else ""
    return Past(current, tuple(found.values()))


def written(past: Past) -> str:
    """Return the JSON that the browser is to keep: as many conversations as fit, latest first."""
    rows: list[str] = []
    room = _MOST_CHARACTERS
    for conversation in past.conversations[:_MOST_CONVERSATIONS]:
        row = json.dumps(asdict(conversation), ensure_ascii=False)
        room -= len(row)
        if room < 0 and rows:
            break
        rows.append(row)
    kept = f'{{"current": {json.dumps(past.current)}, "conversations": [{", ".join(rows)}]}}'
    # Gradio warns of tags in what it takes for HTML. Outside of texts JSON has no such sign.
    return kept.replace("<", "\\u003c")


def keep(past: Past, turns: Sequence[Turn], now: str, new_id: str) -> Past:
    """Return ``past`` with the open conversation as it is now; a new one gets ``new_id``."""
    if not turns:
        return past
    id = past.current or new_id
    others = tuple(one for one in past.conversations if one.id != id)
    return Past(id, (Conversation(id, now, tuple(turns)), *others))


def without(past: Past, id: str) -> Past:
    """Return ``past`` without a conversation."""
    others = tuple(one for one in past.conversations if one.id != id)
    return Past("" if past.current == id else past.current, others)


def standing(turns: Sequence[Turn], load: Callable[[str], Document]) -> tuple[Turn, ...]:
    """Return ``turns`` without the citations whose place no longer holds the quoted words."""

    def holds(citation: Citation) -> bool:
        try:
            text = load(citation.source).text
        except UserError:
            return False
        return text[citation.start : citation.end] == citation.text

    def checked(answer: Answer) -> Answer:
        citations = tuple(filter(holds, answer.citations))
        numbers = {citation.number for citation in citations}
        figures = tuple(figure for figure in answer.figures if figure.citation in numbers)
        return replace(answer, citations=citations, figures=figures)

    return tuple(
        replace(turn, answer=checked(turn.answer)) if turn.answer else turn for turn in turns
    )


def listing(past: Past, phrases: Phrases, *, unfolded: bool = False) -> str:
    """Return the list of conversations, which opens on a click if it is not ``unfolded``."""
    items = ""
    for one in past.conversations:
        here = ' aria-current="true"' if one.id == past.current else ""
        title, when = literal(one.title), literal(_local(one.when))
        delete = literal(phrases.delete_of.format(one.title))
        items += (
            f'<li{here}><button type="button" class="title" data-act="reopen-{one.id}">{title}'
            f'</button><span class="when">{when}</span><button type="button" '
            f'data-act="forget-{one.id}" aria-label="{delete}"'
            f">{literal(phrases.delete)}</button></li>"
        )
    shown = f"<ul>{items}</ul>" if items else f'<p class="none">{literal(phrases.past_none)}</p>'
    opened = " open" if unfolded else ""
    heading = literal(phrases.past.format(len(past.conversations)))
    return f'<details class="past"{opened}><summary>{heading}</summary>{shown}</details>'


def _local(when: str) -> str:
    """Return an ISO time as this machine's clock shows it; what is none comes back shortened."""
    try:
        return datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return when[:16]


def _sound(turn: Turn) -> bool:
    """Tell whether a turn's numbers can be what they say; the types are right already."""
    if not turn.answer:
        return True
    numbers = [citation.number for citation in turn.answer.citations]
    return (
        0 <= turn.answer.confidence <= 1
        and len(set(numbers)) == len(numbers)
        and all(0 <= one.start < one.end and one.number > 0 for one in turn.answer.citations)
    )
