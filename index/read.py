"""Paths to texts: one reader per suffix."""

import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.errors import ReadError
from index.readers import decode, markdown
from index.readers import docx as read_docx
from index.readers import html as read_html
from index.readers import jsonl as read_jsonl
from index.readers import pdf as read_pdf
from index.readers.refusal import refusal
from index.records import Source

# A corpus is streamed; everything else is held in memory, several times over while it is parsed.
_LIMIT_MB = 100
_STREAMED = ".jsonl"
# Word's note of who has a document open (~$name.docx) is no document.
_SKIPPED = (".", "~$")


def find(paths: Sequence[Path]) -> list[Path]:
    """Return the files among ``paths`` and the documents in the folders among them, sorted.

    A file that is reached twice is in the list once. In folders, hidden files and folders, links to
    folders and files of other suffixes are passed over.

    Raises:
        ReadError: a path does not exist, cannot be looked at or is no regular file; a file named
            directly is of an unknown suffix; a folder holds no documents.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _documents(path):
            found.setdefault(file.resolve(), file)
    return sorted(found.values())


def read(path: Path) -> Iterator[Source]:
    """Yield the texts of one file: one, or of a ``.jsonl`` corpus one for each line.

    The path is checked at once, the content while iterating. No text is empty or holds NUL
    characters or lone surrogates.

    Raises:
        ReadError: the file is missing, too large, unreadable, of an unknown suffix, damaged,
            encrypted, or has no text.
    """
    mode, size = _status(path)
    if stat.S_ISDIR(mode):
        raise refusal(path, "expected a file, found a folder; name a file in it")
    _check_file(path, mode)
    suffix = path.suffix.lower()
    if suffix != _STREAMED and size > _LIMIT_MB * 2**20:
        raise refusal(
            path,
            f"expected at most {_LIMIT_MB} MB, found {size / 2**20:.1f} MB; split it into files",
        )
    return _opened(path, READERS[suffix])


def _opened(path: Path, reader: Callable[[Path], Iterator[Source]]) -> Iterator[Source]:
    try:
        yield from reader(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _documents(path: Path) -> list[Path]:
    mode, _ = _status(path)
    if not stat.S_ISDIR(mode):
        _check_file(path, mode)
        return [path]
    found = list(_below(path))
    if not found:
        raise refusal(
            path,
            f"expected a folder with documents ({_known()}), found none below it; name another",
        )
    return found


def _below(folder: Path) -> Iterator[Path]:
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            for entry in current.iterdir():
                if entry.name.startswith(_SKIPPED):
                    continue
                if entry.is_dir():
                    # A link can lead back to a folder above it.
                    waiting += [] if entry.is_symlink() else [entry]
                elif entry.suffix.lower() in READERS and entry.is_file():
                    yield entry
        except OSError as error:
            raise _unreadable(current, error) from error


def _status(path: Path) -> tuple[int, int]:
    """Return the mode and the size of what is at ``path``."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise refusal(
            path, "expected a file or folder, but it does not exist; check the path"
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:
        raise refusal(path, f"is no path ({error}); check it") from error
    return status.st_mode, status.st_size


def _check_file(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise refusal(path, "expected a regular file, found a device, pipe or socket; save a copy")
    if path.suffix.lower() not in READERS:
        found = f"the suffix {path.suffix!r}" if path.suffix else "no suffix"
        raise refusal(
            path, f"expected one of {_known()}, found {found}; convert the file or rename it"
        )


def _unreadable(path: Path, error: OSError) -> ReadError:
    cause = error.strerror or type(error).__name__
    return refusal(path, f"cannot be read ({cause}); check that you may read it, and try again")


def _known() -> str:
    return ", ".join(READERS)


def _text(path: Path) -> Iterator[Source]:
    yield Source(decode.text(path.read_bytes(), path))


def _markdown(path: Path) -> Iterator[Source]:
    text = decode.text(path.read_bytes(), path)
    yield Source(markdown.plain(text), markdown.title(text))


READERS: dict[str, Callable[[Path], Iterator[Source]]] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": read_html.sources,
    ".htm": read_html.sources,
    ".pdf": read_pdf.sources,
    ".docx": read_docx.sources,
    ".jsonl": read_jsonl.sources,
}
