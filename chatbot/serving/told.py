"""An answer as other programs get it: text with its sources, or data with a link a citation."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from chatbot.export import where
from chatbot.language.wording import spoken
from chatbot.records import Answer, Citation
from chatbot.settings import Language

_SOURCES: dict[Language, str] = {"zh": "来源：", "en": "Sources:"}


def text(answer: Answer) -> str:
    """Return the answer's text, its markers as they are, its note, and a list of its sources.

    The list is in the language of the question.
    """
    words = answer.text.rstrip("\n")
    if answer.note:
        words += f"\n\n{answer.note}"
    if not answer.citations:
        return words if answer.note else answer.text
    language = spoken(answer.question)
    listed = [
        f"[{citation.number}] {where(citation, language)}: “{' '.join(citation.text.split())}”"
        for citation in answer.citations
    ]
    return "\n".join([words, "", _SOURCES[language], *listed])


def citations(answer: Answer, address: str) -> list[dict[str, Any]]:
    """Return the citations as data; ``link`` opens the page at ``address`` at the quoted place."""
    return [
        {**asdict(citation), "link": address + link_to(citation)} for citation in answer.citations
    ]


def data(answer: Answer, address: str) -> dict[str, Any]:
    """Return the answer as ``briefing ask --json`` gives it, with links."""
    given = citations(answer, address)
    return {**answer.as_dict(), "citations": given, "nearest": given if answer.refused else []}


def link_to(citation: Citation) -> str:
    """Return the query that opens the page at the quoted place."""
    place = {"source": citation.source, "start": citation.start, "end": citation.end}
    return f"/?{urlencode(place)}"
