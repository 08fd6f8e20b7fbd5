"""Where a document says who is speaking: the label before a speech, with the speech's opening."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from chatbot.compose import Quote
from chatbot.extract import Candidate
from chatbot.language import people
from index import press
from index.records import Block, Document, Passage, Role
from index.structure.sentences import sentences


class Speakers:
    """The labels of stored documents, found when first asked for."""

    def __init__(self, load: Callable[[str], Document]) -> None:
        self._load = load
        self._blocks = lru_cache(maxsize=64)(self._find)

    def introduced(self, candidate: Candidate, passages: Iterable[Passage]) -> Quote | None:
        """Return where the speaker of ``candidate`` is named with a post, if somewhere else.

        ``passages`` are those of the document.
        """
        name, source = candidate.passage.speaker, candidate.passage.source
        at = people.posted(name, self._load(source).text) if name else None
        if at is None:
            return None
        for passage in passages:
            for sentence in passage.sentences:
                if sentence.start <= at < sentence.end and sentence != candidate.sentence:
                    return Quote(passage, sentence.start, sentence.end, candidate.score)
        return None

    def of(self, source: str) -> set[str]:
        """Return who speaks in a document, as its labels name them."""
        return {block.speaker for block in self._blocks(source) if block.speaker}

    def quotes(self, candidate: Candidate) -> list[Quote]:
        """Return what shows who said ``candidate``: the speech's opening and the sentence.

        Both are one where the sentence opens the speech. Without a label it is the sentence alone.
        """
        source, at, passage = *candidate.place, candidate.passage
        end = candidate.sentence.end
        sentence = Quote(passage, at, end, candidate.score)
        label = self._label(source, at, passage.speaker)
        if label is None:
            return [sentence]
        opening = next(iter(sentences(self._load(source).text, label.body, label.end)), None)
        until = opening.end if opening else label.end
        if at < until:
            return [Quote(passage, label.start, end, candidate.score)]
        return [Quote(passage, label.start, until, candidate.score), sentence]

    def question(self, candidate: Candidate) -> Quote:
        """Return a reporter's sentence with the label and all that was asked before it."""
        source, at = candidate.place
        asked = [b for b in self._blocks(source) if b.start <= at and b.role is Role.QUESTION]
        start = asked[-1].start if asked else at
        return Quote(candidate.passage, start, candidate.sentence.end, candidate.score)

    def _label(self, source: str, at: int, speaker: str) -> Block | None:
        """Return the last block before ``at`` that begins with a label, if it is ``speaker``'s."""
        before = [b for b in self._blocks(source) if b.start <= at and b.body > b.start]
        return before[-1] if before and speaker and before[-1].speaker == speaker else None

    def _find(self, source: str) -> list[Block]:
        return [
            block
            for exchange in press.exchanges(self._load(source).text)
            for block in exchange.blocks
        ]
