"""The runs that are kept: one report a file, in a folder below the user's home."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evaluation import report
from evaluation.metrics import Estimate
from evaluation.report import Report
from index.errors import UserError

_NAME = re.compile(r"[\w.-]+\.json")


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept run, as the list shows it; ``name`` is that of its file."""

    name: str
    time: str
    file: str
    split: str
    cases: int
    accuracy: Estimate | None


@dataclass(frozen=True, slots=True)
class Runs:
    """A folder of reports."""

    folder: Path

    def prepare(self) -> None:
        """Make the folder.

        Raises:
            UserError: it cannot be made or written in.
        """
        try:
            report.prepare(self.folder)
        except UserError as error:
            raise UserError(
                f"runs cannot be kept: expected a folder that can be written in, {self.folder}; "
                "make it so, or name another home in BRIEFING_HOME"
            ) from error

    def keep(self, made: Report) -> str:
        """Write a report under the time of its run and return the name of its file.

        Raises:
            UserError: it cannot be written.
        """
        self.prepare()
        stem = re.sub(r"[^\dT]", "", made.manifest.time.partition("+")[0])
        names = (f"{stem}{end}.json" for end in ("", *(f"-{n}" for n in range(2, 1000))))
        name = next(name for name in names if not (self.folder / name).exists())
        made.save(self.folder / name)
        return name

    def open(self, name: str) -> Report:
        """Return a kept report.

        Raises:
            UserError: there is none of that name, or it cannot be read.
        """
        if not _NAME.fullmatch(name):
            raise UserError(f"{name!r} is not the name of a kept run")
        return _load(self.folder / name)

    def listed(self) -> tuple[list[Kept], list[str]]:
        """Return the kept runs, latest first, and a line for each file that is no report."""
        kept, faults = [], []
        for path, changed, size in self._files():
            found = _summary(path, changed, size)
            if isinstance(found, Kept):
                kept.append(found)
            else:
                faults.append(found)
        return sorted(kept, key=lambda one: (one.time, one.name), reverse=True), faults

    def _files(self) -> Iterator[tuple[Path, int, int]]:
        for path in sorted(self.folder.glob("*.json")):
            try:
                state = path.stat()
            except OSError:
                # It was deleted just now, or is a link to nothing.
                continue
            yield path, state.st_mtime_ns, state.st_size


def _load(path: Path) -> Report:
    found = Report.load(path)
    if any(
        "accuracy" not in row for row in (found.measures.get("all", {}), *found.measures.values())
    ):
        raise UserError(f"the report {path} is damaged: it lacks measures; delete the file")
    return found


@lru_cache(maxsize=1024)
def _summary(path: Path, _changed: int, _size: int) -> Kept | str:
    """Return what the list shows of a report, or why it cannot be read; read once a change."""
    try:
        found = _load(path)
    except UserError as error:
        return str(error).replace(str(path), path.name)
    made = found.manifest
    accuracy = found.measures["all"]["accuracy"]
    return Kept(path.name, made.time, made.file, made.split, made.cases, accuracy)
