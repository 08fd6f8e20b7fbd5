"""A corpus in the layout of BEIR: one JSON object with ``_id``, ``title`` and ``text`` a line."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.errors import ReadError
from index.readers import decode
from index.readers.refusal import refusal
from index.records import Source

# A longer line is no text but another file under this suffix.
_LONGEST_MB = 64
_EXPECTED = 'expected one object such as {"_id": "1", "title": "…", "text": "…"}'


def sources(path: Path) -> Iterator[Source]:
    """Yield the texts of a corpus, line by line; blank lines are passed over.

    An entry without text has its title as text.

    Raises:
        ReadError: there are no entries, or a line is none; the message has its number.
    """
    empty = True
    with path.open("rb") as file:
        for number, line in enumerate(_lines(file, path), 1):
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield _entry(line, path, number)
                empty = False
    if empty:
        raise refusal(path, f"{_EXPECTED} a line, but the file is empty; write the corpus again")


def _lines(file: BinaryIO, path: Path) -> Iterator[bytes]:
    longest = _LONGEST_MB * 2**20
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        if len(line) > longest:
            raise _bad(path, number, f"found more than {_LONGEST_MB} MB without a line end")
        yield line


def _entry(line: bytes, path: Path, number: int) -> Source:
    entry = _object(line, path, number)
    key = _key(entry.get("_id"), path, number)
    title = _string(entry, "title", path, number) if entry.get("title") is not None else ""
    text = _string(entry, "text", path, number)
    if not text.strip():
        text = title
    if not text.strip():
        raise _bad(path, number, "both 'text' and 'title' are empty")
    return Source(text, title, key)


def _object(line: bytes, path: Path, number: int) -> dict[str, object]:
    try:
        entry = json.loads(line.rstrip().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _bad(path, number, f"byte {error.start + 1} of it is not UTF-8") from error
    except json.JSONDecodeError as error:
        found = f"it is not JSON ({error.msg} at column {error.colno})"
        raise _bad(path, number, found) from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits, brackets nested a thousand deep.
        raise _bad(path, number, "it is JSON that is too large or too deep") from error
    if not isinstance(entry, dict):
        raise _bad(path, number, f"it is {_kind(entry)}")
    return entry


def _key(value: object, path: Path, number: int) -> str:
    """Return the id as a string: it becomes part of a document's name."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _bad(path, number, f"'_id' is {_kind(value)}, not a string or a whole number")
    try:
        key = str(value)
    except ValueError as error:
        raise _bad(path, number, "'_id' is a number of thousands of digits") from error
    if not key.strip():
        raise _bad(path, number, "'_id' is empty")
    if any(unicodedata.category(character) == "Cc" for character in key):
        raise _bad(path, number, "'_id' holds a control character")
    return decode.clean(key)


def _string(entry: dict[str, object], name: str, path: Path, number: int) -> str:
    value = entry.get(name)
    if not isinstance(value, str):
        raise _bad(path, number, f"{name!r} is {_kind(value)}, not a string")
    if "\0" in value:
        raise _bad(path, number, f"{name!r} holds a NUL character at offset {value.index(chr(0))}")
    return decode.clean(value)


def _kind(value: object) -> str:
    if value is None:
        return "missing"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    return names.get(type(value), "a list" if isinstance(value, list) else "an object")


def _bad(path: Path, number: int, found: str) -> ReadError:
    return refusal(path, f"line {number}: {_EXPECTED}; {found}; mend or remove the line")
