"""What the briefings tab does to the store, and how far it is."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from chatbot.live import Live
from index import build
from index.build import Outcome, Report
from index.encode import Encoder
from index.errors import UserError

# Seconds between two looks at the progress.
_PAUSE = 0.15
Step = tuple[str, int, int]
Work = Callable[[Report], Outcome]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The store behind ``live``, to be changed; with the encoder and passage size it has."""

    live: Live

    def upload(self, files: Sequence[Path], report: Report) -> Outcome:
        """Index uploaded files under their bare names, then delete them.

        A file that cannot be read is an entry of ``errors``, told by its name; the others go in.
        """
        names = distinct(files)
        try:
            outcome = build.index_uploads(names, *self._of_the_store(), report)
        finally:
            for file in files:
                file.unlink(missing_ok=True)
        outcome.errors = [_without_folder(error, names) for error in outcome.errors]
        return outcome

    def paste(self, title: str, text: str, report: Report) -> Outcome:
        """Index a text that is in no file."""
        return build.index_text(text, title, *self._of_the_store(), report)

    def remove(self, source: str, report: Report) -> Outcome:
        """Remove a document."""
        report("saving", 0, 0)
        return build.remove([source], *self._of_the_store())

    def rename(self, source: str, title: str, report: Report) -> Outcome:
        """Give a document another title."""
        report("saving", 0, 0)
        build.rename(source, title, *self._of_the_store())
        return Outcome(updated=[build.one_line(title)])

    def _of_the_store(self) -> tuple[Path, Encoder, int]:
        index = self.live.now.index
        return self.live.folder, index.encoder, index.store.manifest.passage_size


def steps(work: Work) -> Iterator[Step | Outcome]:
    """Run ``work`` and yield the step it is at, now and then; its outcome comes last.

    What it raises is raised here.
    """
    latest: deque[Step] = deque(maxlen=1)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(work, lambda *step: latest.append(step))
        while not running.done():
            wait([running], _PAUSE)
            if latest:
                yield latest.popleft()
        yield running.result()


def distinct(files: Sequence[Path]) -> dict[Path, str]:
    """Return the name of each file, with a number where another of them has the same."""
    names: dict[Path, str] = {}
    for file in files:
        endings = ("", *(f" ({number})" for number in range(2, len(files) + 2)))
        taken = set(names.values())
        tried = (f"{file.stem}{ending}{file.suffix}" for ending in endings)
        names[file] = next(name for name in tried if name not in taken)
    return names


def _without_folder(error: UserError, names: dict[Path, str]) -> UserError:
    message = str(error)
    for file, name in names.items():
        message = message.replace(str(file), name)
    return UserError(message)
