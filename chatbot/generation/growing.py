"""An answer that only grows: sentences with their citations, then the quotations that they lack."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from chatbot import compose
from chatbot.generation.judge import Judge
from chatbot.generation.standing import absent
from chatbot.lists import asked_list
from chatbot.quotations import MARKER, Quotation, lead_end, quotations
from chatbot.records import Answer, Citation
from chatbot.settings import Language
from chatbot.verify.records import Evidence
from chatbot.verify.words import share
from index.lexical import has_unspaced
from index.records import Document

_POINT = re.compile(r"^\d+\. ", re.MULTILINE)
# Of what a point of a list begins with so much must be said.
_NAMED = 0.6
_CLAUSE = re.compile(r"[，。；：,;:]")
_HALF = 0.5


class Growing:
    """The answer in a model's words that is being made from the quoted one.

    Nothing that was shown is taken back. The quoted answer's citations keep their numbers; what
    else is cited has the numbers after them.
    """

    def __init__(
        self, quoted: Answer, judge: Judge, load: Callable[[str], Document], language: Language
    ) -> None:
        self._quoted = quoted
        self._judge = judge
        self._load = load
        self._between = "" if language == "zh" else " "
        self._citations = list(quoted.citations)
        self._said: dict[int, list[str]] = {}
        self._verbatim: set[int] = set()
        self._waiting: set[int] = set()
        after = lead_end(quoted)
        marker = MARKER.match(quoted.text, after) if after else None
        self._text = quoted.text[: marker.end()] if marker else ""
        self._rest = quoted.text[len(self._text) :]
        self._sentences = 0

    @property
    def sentences(self) -> int:
        """How many sentences or quotations stand there, the leading figure not counted."""
        return self._sentences

    def add(self, sentence: str, places: Sequence[Evidence], opens: bool) -> bool:
        """Add a sentence with its citations; return whether it said anything new."""
        numbers = list(dict.fromkeys(self._number(place) for place in places))
        if any(_same(sentence, said) for told in self._said.values() for said in told):
            return False
        for number in numbers:
            self._said.setdefault(number, []).append(sentence)
        self._write(sentence + "".join(f"[{number}]" for number in numbers), opens)
        return True

    def quote(self, citation: Citation) -> bool:
        """Add a quotation of the quoted answer; return whether it was not there yet, word for word.

        A point of a list waits for the others, so that they stand in their order.
        """
        if citation.number in self._verbatim:
            return False
        self._verbatim.add(citation.number)
        if _POINT.search(self._quoted.text):
            self._waiting.add(citation.number)
            return True
        self._said.setdefault(citation.number, []).append(citation.text)
        self._write(compose.shown(citation, self._load), opens=False)
        return True

    def complete(self) -> int:
        """Add what the quoted answer has and no sentence says; return how many quotations.

        Lines of it that quote nothing new but are its own, a comparison say, are kept.
        """
        added = 0
        places = quotations(self._quoted)
        start = len(self._quoted.text) - len(self._rest)
        for line in re.finditer(r"[^\n]+", self._quoted.text[start:]):
            begin, end = start + line.start(), start + line.end()
            inside = [one for one in places if begin <= one.start and one.end <= end]
            lacking = [one for one in inside if not self._covered(one.citation)]
            if len(lacking) == len(inside) or not self._told(line[0], inside, begin):
                self._write(line[0], opens=True)
            elif lacking:
                words = [self._quoted.text[one.start : one.end] for one in lacking]
                self._write("".join(words), opens=True)
            added += sum(one.citation.number not in self._waiting for one in lacking)
        return added

    def _told(self, line: str, inside: Sequence[Quotation], begin: int) -> bool:
        """Tell whether what a line says beside its quotations, a speaker's name, stands there."""
        for one in reversed(inside):
            line = line[: one.start - begin] + line[one.end - begin :]
        own = re.findall(r"[^\W\d_]+", MARKER.sub(" ", line))
        return all(words in self._text for words in own)

    def answer(self) -> Answer:
        """Return the answer as it stands, with the citations that it uses."""
        used = {int(number) for number in MARKER.findall(self._text)}
        citations = tuple(one for one in self._citations if one.number in used)
        return replace(
            self._quoted,
            text=self._text,
            citations=citations,
            figures=compose.figures_of(citations),
        )

    def _write(self, words: str, opens: bool) -> None:
        between = "\n" if opens or not self._sentences else self._between
        self._text += (between if self._text else "") + words
        self._sentences += 1

    def _number(self, place: Evidence) -> int:
        if quote := self._judge.quote(place):
            return quote.number
        for one in self._citations:
            if (one.source, one.start, one.end) == (place.source, place.start, place.end):
                return one.number
        number = 1 + max((one.number for one in self._citations), default=0)
        text = self._load(place.source).text[place.start : place.end]
        self._citations.append(
            Citation(
                number=number,
                source=place.source,
                title=place.title,
                heading=place.heading,
                speaker=place.speaker,
                page=place.page,
                start=place.start,
                end=place.end,
                text=text,
                score=round(place.closeness or 0.0, 4),
            )
        )
        return number

    def _covered(self, citation: Citation) -> bool:
        """Tell whether sentences say what a quotation says, so that it need not be added.

        All its figures, or one where the figure that answers stands above. Of a point of a list
        what it begins with: that names it. Else half of its words, and what it names in a row: a
        model that samples leaves names out. English words cannot be held against Chinese ones, so
        without figures the quotation is kept.
        """
        said = self._said.get(citation.number, [])
        told = "".join(said)
        if not said or citation.number in self._waiting:
            return False
        if _POINT.search(self._quoted.text):
            return share(_CLAUSE.split(citation.text)[0], told) >= _NAMED
        if figured := absent(citation.text, []):
            lacking = absent(citation.text, said)
            if self._quoted.lead:
                return len(lacking) < len(figured)
            return not lacking and (not has_unspaced(told) or _names(citation.text, told))
        return share(citation.text, told) >= _HALF and _names(citation.text, told)


def _names(text: str, told: str) -> bool:
    """Tell whether ``told`` has the items of every row of ``text``, in half of their words."""
    return all(share(item, told) >= _HALF for row in asked_list.rows(text) for item in row)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one).casefold() == re.sub(r"\W", "", other).casefold()
