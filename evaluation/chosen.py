"""The cases of a run: those of a file, checked against the indexed text, or of one split of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from evaluation import cases
from evaluation.cases import Case
from index.errors import UserError
from index.search import Index

_DATA = Path(str(resources.files("evaluation") / "data"))
BUNDLED = _DATA / "briefing.jsonl"


@dataclass(frozen=True, slots=True)
class Tuned:
    """Cases that weights are fitted on, and the briefings they are about; () is the bundled one."""

    cases: Path
    splits: tuple[str, ...]
    briefings: tuple[Path, ...] = ()


# What stands in ``unseen``, ``sealed`` and the ``test`` split is never fitted on.
TUNED = (
    Tuned(BUNDLED, ("dev",)),
    Tuned(_DATA / "transfer.jsonl", ("transfer",), (_DATA / "transfer",)),
    Tuned(_DATA / "practice.jsonl", ("practice",), (_DATA / "practice",)),
    Tuned(_DATA / "drill.jsonl", ("drill",), (_DATA / "drill",)),
)


def texts(index: Index) -> list[str]:
    """Return the normalised text of every stored document."""
    store = index.store
    return [cases.normalised(store.document(listing.source).text) for listing in store.listings()]


def load(file: Path, split: str, texts: Sequence[str]) -> list[Case]:
    """Return the cases of ``file``, or of one ``split`` of it; "" is all of them.

    Raises:
        UserError: the file has faults, or no case of that split.
    """
    found = cases.load(file, texts)
    if kept := [case for case in found if split in ("", case.split)]:
        return kept
    known = sorted({case.split for case in found})
    raise UserError(
        f"{file} has no case of the split {split!r}; "
        f"its {len(found)} cases have: {', '.join(name or 'none' for name in known)}"
    )
