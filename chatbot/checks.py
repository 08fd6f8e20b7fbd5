"""A question held against the sentence that may answer it, with all that the store knows of it."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from chatbot.constraints import Conflicts, conflicts
from chatbot.extract import Candidate, Wants
from chatbot.figures.numerals import arabic, han
from chatbot.points import PointLists
from chatbot.subjects import Subjects, unknown_person
from index.records import Document

# "the seventh article": which of a list, told by its unit.
_NTH = re.compile(
    r"第\s?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})\s?(?:条|点|项|款|章|个方面|方面)"
)
# What is in a tag of markup names nothing.
_MARKUP = re.compile(r"<[^<>]*>")
_MOST_CANDIDATES = 12


class Checks:
    """What a question may ask that a sentence does not give; ``load`` returns a stored document."""

    def __init__(
        self, load: Callable[[str], Document], subjects: Subjects, lists: PointLists
    ) -> None:
        self._load = load
        self._subjects = subjects
        self._lists = lists

    def conflicts(self, question: str, found: Sequence[Candidate], wants: Wants) -> Conflicts:
        """Return the conflicts of a question with the best of ``found``; it must not be empty."""
        question = _MARKUP.sub(" ", question)
        best = found[0]
        passage = best.passage
        around = "\n".join((passage.heading, passage.question, passage.speaker, passage.text))
        document = self._load(passage.source)
        told = conflicts(question, best.text, best.before, around, document, wants)
        read_with = f"{passage.heading}\n{best.before}{best.text}"
        strange = ""
        # The vectors of words take time: not where something else contradicts.
        if wants.figure and told == Conflicts():
            everywhere = f"{around}\n{document.title}"
            strange = self._subjects.strange(question, read_with, everywhere)
        name = told.name or unknown_person(question, document.text)
        beyond = self._beyond(question, found)
        return replace(told, subject=strange, name=name, kind=told.kind or beyond)

    def _beyond(self, question: str, found: Sequence[Candidate]) -> bool:
        """Tell whether a question asks for a point that no list among the candidates has."""
        match = _NTH.search(unicodedata.normalize("NFKC", question))
        if not match:
            return False
        number = match["number"]
        which = arabic(number) if number.isdecimal() else han(number)
        return which is not None and not any(
            match[0] in candidate.passage.text
            or any(len(one.points) >= which for one in self._lists.around(candidate))
            for candidate in found[:_MOST_CANDIDATES]
        )
