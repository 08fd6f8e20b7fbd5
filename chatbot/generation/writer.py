"""The way of an answer in a model's words: ask, check each sentence, complete, or quote."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from chatbot.generation import notes, prompt
from chatbot.generation.englished import englished
from chatbot.generation.finished import Written, finished
from chatbot.generation.generator import Failure, GenerationError, Generator
from chatbot.generation.growing import Growing
from chatbot.generation.judge import Judge
from chatbot.language.wording import spoken
from chatbot.records import Answer, Checking, Withheld
from chatbot.settings import Language
from chatbot.verify.verifier import Verifier
from index.records import Document, Passage

# So many sentences after one another that add nothing, and the model is stopped.
_PATIENCE = 6
# Seconds after which the same answer is yielded again, so that one can stop.
_BEAT = 0.15


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes answers that say in a model's words what a quoted answer says; keeps nothing.

    After ``whole`` seconds it leaves the model, also while sentences are being checked: one piece
    may hold many, and the generator does not get to look at its clock between them.
    """

    generator: Generator
    verifier: Verifier
    whole: float = math.inf

    def write(
        self, quoted: Answer, passages: Sequence[Passage], load: Callable[[str], Document]
    ) -> Iterator[Answer]:
        """Yield the answer as it grows; while nothing new is there, the same object now and then.

        The last one is whole. Every sentence has been checked, or is a quotation.
        """
        language = spoken(quoted.question)
        work = _Work(quoted, Judge(self.verifier, passages, quoted.citations), load, language)
        yield work.answer
        shown, at = work.answer, time.monotonic()
        failure: Failure | None = None
        until = time.monotonic() + self.whole
        pieces = self.generator.stream(prompt.messages(quoted, passages, language))
        try:
            for written in finished(pieces):
                if written:
                    if time.monotonic() >= until:
                        raise GenerationError("slow")
                    work.take(written)
                    if work.idle >= _PATIENCE:
                        break
                # A fast model writes more pieces than a page can take.
                if work.answer is not shown or time.monotonic() - at >= _BEAT:
                    yield work.answer
                    shown, at = work.answer, time.monotonic()
        except GenerationError as error:
            failure = error.failure
        finally:
            # Whoever stops listening stops the model.
            getattr(pieces, "close", lambda: None)()
        yield work.end(failure)


class _Work:
    """One answer while it is written."""

    def __init__(
        self, quoted: Answer, judge: Judge, load: Callable[[str], Document], language: Language
    ) -> None:
        self._quoted = quoted
        self._judge = judge
        self._language: Language = language
        self._growing = Growing(quoted, judge, load, language)
        self._checks = Checking()
        self._began = time.perf_counter()
        self.idle = 0
        self.answer = replace(self._growing.answer(), checks=self._checks)

    def take(self, written: Written) -> None:
        """Check a finished sentence, and show it, a quotation in its place, or nothing."""
        text = written.text if self._language == "zh" else englished(written.text)
        judged = self._judge.judge(text)
        checks = self._checks
        if judged.places:
            new = self._growing.add(text, judged.places, written.opens)
            checks = replace(checks, shown=checks.shown + new)
        else:
            new = judged.nearest is not None and self._growing.quote(judged.nearest)
            withheld = Withheld(text, "replaced" if new else "dropped", judged.doubts)
            checks = replace(
                checks,
                replaced=checks.replaced + new,
                dropped=checks.dropped + (not new),
                withheld=(*checks.withheld, withheld),
            )
        if new and checks.first is None:
            checks = replace(checks, first=round(time.perf_counter() - self._began, 2))
        self.idle = 0 if new else self.idle + 1
        self._checks = checks
        self.answer = replace(self._growing.answer(), checks=checks)

    def end(self, failure: Failure | None) -> Answer:
        """Return the whole answer: the quoted one where no sentence could be shown."""
        checks = self._checks
        note = notes.failed(failure, self._language, begun=checks.shown > 0) if failure else ""
        if not self._growing.sentences:
            note = note or notes.nothing(self._language)
            return replace(self._quoted, note=note, checks=checks)
        checks = replace(checks, added=self._growing.complete())
        return replace(self._growing.answer(), note=note, checks=checks)
