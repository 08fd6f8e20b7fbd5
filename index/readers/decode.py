"""Bytes to text: the encodings in which Chinese documents come, told apart without guessing wildly.

Mojibake in a store is worse than an error, so text that looks wrong in an encoding is refused.
"""

import re
from collections import Counter
from pathlib import Path

from index.readers import radicals
from index.readers.refusal import refusal

# The mark of UTF-32 LE begins with that of UTF-16 LE: longest first.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ADVICE = "if it is text, save it as UTF-8 and try again"

# All that str.splitlines takes for a line's end, so that it and split("\n") agree.
_LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")

# Shorter data without a mark is not taken for UTF-16: a few bytes are text in any encoding.
_LEAST_UTF16 = 8


def text(data: bytes, path: Path, declared: str = "") -> str:
    r"""Return the text of a file's bytes, with ``\n`` as line end and stray controls left out.

    ``declared`` is a Python codec that the document names, "" for none. In order: a byte order
    mark, UTF-8, ``declared``, UTF-16 without a mark, GB18030. ``path`` is for messages.

    Raises:
        ReadError: the bytes are no text in these encodings, are binary, or only white space.
    """
    found = _marked(data, path)
    if found is None:
        found = _unmarked(data, path, declared)
    if "\0" in found:
        offset = found.index("\0")
        raise refusal(
            path,
            f"expected text, found a NUL byte at offset {offset}, as in binary files; {_ADVICE}",
        )
    controls = len(_CONTROL.findall(found))
    if controls * 100 > len(found):
        raise refusal(
            path,
            f"expected text, found {controls} control characters, as in binary files; {_ADVICE}",
        )
    if not found.strip():
        raise refusal(path, "expected text, but the file is empty; put the text into it")
    return clean(found)


def clean(text: str) -> str:
    r"""Return ``text`` with ``\n`` line ends, no control characters and no lone surrogates.

    Radicals become the characters that they stand for.
    """
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    if _SURROGATE.search(text):
        # By way of UTF-16, the halves of a pair become the character they stand for.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return radicals.plain(text)


def _marked(data: bytes, path: Path) -> str | None:
    """Return the text after a byte order mark; None without one."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            found = _decoded(data[len(mark) :], codec)
            if found is None:
                raise refusal(
                    path,
                    f"expected {codec.upper()} text, as its byte order mark says, found bytes that"
                    f" are not; {_ADVICE}",
                )
            return found
    return None


def _unmarked(data: bytes, path: Path, declared: str) -> str:
    utf8 = _decoded(data, "utf-8")
    if utf8 is not None and "\0" not in utf8:
        return utf8
    found = _decoded(data, declared) if declared else None
    if found is None:
        found = _utf16(data)
    if found is None:
        # A NUL byte in otherwise good UTF-8 is reported as just that.
        found = utf8 if utf8 is not None else _gb18030(data)
    if found is None:
        tried = "UTF-8, UTF-16, UTF-32 or GB18030" + (f" or {declared}" if declared else "")
        raise refusal(
            path, f"expected text in {tried}, found bytes that are none of them; {_ADVICE}"
        )
    return found


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str | None:
    """Return ``data`` as UTF-16 without a mark, if in one byte order it is familiar text."""
    best: tuple[int, str] | None = None
    for codec in ("utf-16-le", "utf-16-be"):
        found = _decoded(data, codec)
        if found is None or len(found) < _LEAST_UTF16 or "\0" in found:
            continue
        strange = _strange(Counter(found))
        if strange * 20 <= len(found) and (best is None or strange < best[0]):
            best = (strange, found)
    return best[1] if best else None


def _gb18030(data: bytes) -> str | None:
    """Return ``data`` as GB18030, if it reads like Chinese.

    Nearly all pairs of high bytes are a character of it, but only a third of those are in use:
    random bytes and other encodings give many strange characters.
    """
    found = _decoded(data, "gb18030")
    if found is None:
        return None
    counts = Counter(found)
    wide = sum(count for character, count in counts.items() if not character.isascii())
    plain = sum(count for character, count in counts.items() if _in_gb2312(character))
    # A few rare characters (in names) are no sign; letters of other encodings lack plain ones.
    return found if _strange(counts) <= 2 + wide // 20 and plain * 3 >= wide else None


def _strange(counts: Counter[str]) -> int:
    """Count the characters in neither ASCII text, GB 2312 nor Big5."""
    return sum(count for character, count in counts.items() if not _familiar(character))


def _familiar(character: str) -> bool:
    if character.isascii():
        return character.isprintable() or character in "\t\n\v\f\r"
    return _in_gb2312(character) or _in_big5(character)


def _in_gb2312(character: str) -> bool:
    # By the bytes of its superset: the codec gb2312 has no dash and middle dot as people use them.
    code = character.encode("gb18030", "replace")
    if len(code) != 2 or code[1] < 0xA1:
        return False
    return 0xA1 <= code[0] <= 0xA9 or 0xB0 <= code[0] <= 0xF7


def _in_big5(character: str) -> bool:
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True
