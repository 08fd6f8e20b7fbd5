"""One writer at a time: the lock of a store's folder, and what a killed writer left in it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index import manifest as manifests
from index.errors import StoreError

# The folder of a generation that is being written: this and the process id.
DRAFT = ".draft-"


def acquire(folder: Path) -> FileLock:
    """Make ``folder`` unless it is there, and return its lock, held. A killed process holds none.

    Raises:
        StoreError: ``folder`` is a file or holds something else than a store, another writer is at
            work in it, or it cannot be written.
    """
    try:
        _check(folder)
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / manifests.LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise StoreError(
            f"the store {folder} is being written by another process; "
            "wait until it is done and try again"
        ) from error
    except OSError as error:
        raise StoreError(
            f"the store {folder} cannot be written ({error.strerror}); "
            "give --store a folder you own"
        ) from error
    return lock


def release(folder: Path, lock: FileLock) -> None:
    """Give the lock back. Where no store was made, no empty folder stays."""
    if not (folder / manifests.NAME).exists():
        with suppress(OSError):
            (folder / manifests.GENERATIONS).rmdir()
            # Unlinked while held: who waits for this file sees that it is gone and makes another.
            (folder / manifests.LOCK).unlink()
            folder.rmdir()
    lock.release()


def clean(folder: Path, valid: int | None) -> None:
    """Delete drafts that a killed writer left, and every generation but the valid one."""
    for entry in (folder / manifests.GENERATIONS).iterdir():
        ours = entry.name.startswith(DRAFT) or entry.name.isdecimal()
        if ours and entry.name != str(valid):
            shutil.rmtree(entry, ignore_errors=True)
    for entry in folder.glob(f"{manifests.DRAFT}*"):
        entry.unlink(missing_ok=True)


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"expected a folder for the store, but {folder} is a file; name another")
    has_manifest = (folder / manifests.NAME).exists()
    if folder.is_dir() and not has_manifest and (others := manifests.others(folder)):
        raise StoreError(
            f"{folder} is not a store and not empty (it holds {min(others)}); "
            "give --store a new or empty folder"
        )


@contextmanager
def written(folder: Path) -> Iterator[None]:
    """Turn what goes wrong with the disk into an error for the person at the keyboard."""
    try:
        yield
    except (OSError, sqlite3.OperationalError, RuntimeError) as error:
        # FAISS: "Error in … index_write.cpp:499: … write error in FILE: … (No space left …)"
        if type(error) is RuntimeError and "write error" not in str(error):
            raise
        why = getattr(error, "strerror", None) or str(error).rsplit("(", 1)[-1].rstrip(")")
        raise StoreError(
            f"the store {folder} cannot be written ({why}); "
            "what it held is safe: make room on the disk and index again"
        ) from error
