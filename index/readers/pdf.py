"""The text layer of a PDF, page by page."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from index.readers import decode, metadata, running
from index.readers.refusal import damage, refusal
from index.records import Source

if TYPE_CHECKING:
    from pypdf import PdfReader

_ADVICE = "open it in a PDF viewer, print it to a new PDF and try again"


def sources(path: Path) -> Iterator[Source]:
    """Yield the one text of a PDF; a line end stands between two pages.

    Running heads and page numbers are left out: they would cut sentences that cross a page.

    Raises:
        ReadError: the file is damaged, needs a password, or has no pages or no text layer.
    """
    data = path.read_bytes()
    if not data.strip():
        raise refusal(path, f"expected a PDF, but the file is empty; {_ADVICE}")
    with _quiet(), damage(path, "a PDF", _ADVICE):
        pages, title = _pages(data, path)
    if not pages:
        raise refusal(path, f"expected a PDF with pages, found one without; {_ADVICE}")
    if not any(character.isalnum() for page in pages for character in page):
        raise refusal(
            path,
            f"expected text, but none of its {len(pages)} pages has a text layer; it may be a scan:"
            " run OCR first, for example with ocrmypdf",
        )
    starts = accumulate((len(page) + 1 for page in pages[:-1]), initial=0)
    yield Source("\n".join(pages), title, pages=tuple(starts))


def _pages(data: bytes, path: Path) -> tuple[list[str], str]:
    """Return the text of every page, and the title."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    # Many protected files only restrict printing and open with the empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise refusal(
            path,
            "expected a PDF that opens without a password, but it is encrypted; remove the password"
            " and try again",
        )
    # A blank line at the end of a page would part a sentence that goes on upon the next.
    pages = [decode.clean(page.extract_text()).strip() for page in reader.pages]
    return running.without(pages), _title(reader)


def _title(reader: "PdfReader") -> str:
    try:
        return metadata.title(reader.metadata and reader.metadata.title)
    except MemoryError:
        raise
    except Exception:
        # Damaged properties are no reason to refuse a text that can be read.
        return ""


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf from writing warnings about sloppy files to the terminal."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
