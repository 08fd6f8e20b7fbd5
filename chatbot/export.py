"""A conversation as text, Markdown and a Word file, with numbered sources at the end."""

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.language.wording import spoken
from chatbot.quotations import pieces
from chatbot.records import Answer, Citation
from chatbot.settings import Language

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {"title": "简报问答", "sources": "出处", "page": "第 {} 页", "place": "字符 {}–{}"},
    "en": {"title": "Briefing", "sources": "Sources", "page": "p. {}", "place": "characters {}–{}"},
}
# What Markdown, its extensions and HTML take for signs wherever it stands.
_SIGNS = re.compile(r"[\\`*_\[\]{}<>#|~$&!@^]")
# … and only where a line begins, or in an address that would become a link by itself.
_OPENING = re.compile(r"^(?:[-+=:]|\d+[.)](?=\s|$))")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A question and its answer in numbered lines; sources are numbered over all answers."""

    question: str
    lead: str
    lines: tuple[str, ...]


def plain(answer: Answer) -> str:
    """Return one answer as text, in its own language, its sources numbered at the end."""
    language = spoken(answer.question)
    (told,), sources = numbered([(answer.question, answer)])
    listed = [
        f"[{number}] {where(source, language)}\n    {_joined(source.text)}"
        for number, source in enumerate(sources, 1)
    ]
    lines = [told.lead] * bool(told.lead) + list(told.lines)
    return "\n".join([*lines, *([""] if listed else []), *listed])


def markdown(conversation: Sequence[tuple[str, Answer]], language: Language) -> str:
    """Return a conversation as Markdown in which nothing that was said can act as Markdown."""
    words = _WORDS[language]
    told, sources = numbered(conversation)
    shown = [f"# {words['title']}"]
    for exchange in told:
        shown.append(f"## {escaped(exchange.question)}")
        if exchange.lead:
            shown.append(f"**{escaped(exchange.lead)}**")
        shown += map(escaped, exchange.lines)
    if sources:
        shown.append(f"## {words['sources']}")
    for number, source in enumerate(sources, 1):
        place = escaped(where(source, language))
        shown.append(f"\\[{number}\\] {place}\n\n> {escaped(_joined(source.text))}")
    return "\n\n".join(shown) + "\n"


def word(conversation: Sequence[tuple[str, Answer]], language: Language) -> bytes:
    """Return a conversation as a Word file (.docx)."""
    import docx

    words = _WORDS[language]
    told, sources = numbered(conversation)
    document = docx.Document()
    document.core_properties.title = words["title"]
    document.core_properties.author = ""
    document.add_heading(words["title"], 0)
    for exchange in told:
        document.add_heading(_clean(exchange.question), 1)
        if exchange.lead:
            document.add_paragraph().add_run(_clean(exchange.lead)).bold = True
        for line in exchange.lines:
            document.add_paragraph(_clean(line))
    if sources:
        document.add_heading(words["sources"], 1)
    for number, source in enumerate(sources, 1):
        document.add_paragraph(_clean(f"[{number}] {where(source, language)}"))
        document.add_paragraph(_clean(_joined(source.text)), style="Quote")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def numbered(
    conversation: Sequence[tuple[str, Answer]],
) -> tuple[list[Told], list[Citation]]:
    """Return questions with answers whose markers count the sources, and the sources in order.

    A place that several answers cite is one source.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    sources: list[Citation] = []
    told = []
    for question, answer in conversation:
        cited = {citation.number: citation for citation in answer.citations}
        text = ""
        for piece in pieces(answer):
            if isinstance(piece, str):
                text += piece
                continue
            citation = cited[piece]
            place = (citation.source, citation.start, citation.end)
            if place not in numbers:
                sources.append(citation)
                numbers[place] = len(sources)
            text += f"[{numbers[place]}]"
        # The marker of a leading figure stands in its line.
        lead, _, rest = text.partition("\n") if answer.lead else ("", "", text)
        lines = tuple(line for line in rest.split("\n") if line.strip())
        told.append(Told(_joined(question), f"{answer.lead}{lead}", lines))
    return told, sources


def where(source: Citation, language: Language) -> str:
    """Return where a source stands: title, heading, speaker, page, file and offsets."""
    words = _WORDS[language]
    page = words["page"].format(source.page) if source.page is not None else ""
    offsets = words["place"].format(source.start, source.end)
    parts = (source.title, source.heading, source.speaker, page, source.source, offsets)
    return " · ".join(_joined(part) for part in parts if part)


def escaped(text: str) -> str:
    """Return one line of text so that Markdown shows it as it is."""
    text = _SIGNS.sub(r"\\\g<0>", _clean(text))
    text = _ADDRESS.sub(r"\\\g<0>", text)
    return _OPENING.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)


def _joined(text: str) -> str:
    return " ".join(text.split())


def _clean(text: str) -> str:
    """Return one line that XML can hold: no control characters, no lone surrogates."""
    return _joined("".join(_characters(text)))


def _characters(text: str) -> Iterator[str]:
    for character in text.encode("utf-8", "replace").decode("utf-8"):
        control = unicodedata.category(character) == "Cc" or character in "\ufffe\uffff"
        yield " " if control else character
