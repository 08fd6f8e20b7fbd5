"""The text of a Word document, in reading order."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from index.readers.docx_blocks import Body
from index.readers.refusal import damage, refusal
from index.records import Source

_LIMIT_MB = 200
_ADVICE = "open it in Word or WPS, save it again as .docx and try again"
# The container of .doc, and of any Office file with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def sources(path: Path) -> Iterator[Source]:
    """Yield the one text of a Word document: its paragraphs and tables, parted by blank lines.

    Headings, told by their style or outline level, are Markdown headings. A row of a table is a
    line with tabs between its cells. The numbers that Word itself puts before list items and
    headings are read, its bullets as dashes. Left out are text boxes, notes, comments, page
    headers, hidden and deleted words.

    Raises:
        ReadError: the file is damaged, no .docx, needs a password, is a zip bomb or has no text.
    """
    data = path.read_bytes()
    _check(data, path)
    with damage(path, "a Word document (.docx)", _ADVICE):
        body = Body(data)
        text = "\n\n".join(body.blocks())
        title = body.title()
    if not text.strip():
        raise refusal(
            path, "expected text, found none (text in boxes and images is not read); add some"
        )
    yield Source(text, title)


def _check(data: bytes, path: Path) -> None:
    """Refuse what is not a zip archive of a sane size before anything is unpacked."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            found, advice = "an encrypted one", "remove the password in Word and try again"
        else:
            found, advice = "an old Word file (.doc)", "save it as .docx in Word or WPS"
        raise refusal(path, f"expected a Word document (.docx), found {found}; {advice}")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        found = "a file that is not a zip archive" if data.strip() else "an empty file"
        raise refusal(path, f"expected a Word document (.docx), found {found}; {_ADVICE}")
    with (
        damage(path, "a Word document (.docx)", _ADVICE),
        zipfile.ZipFile(io.BytesIO(data)) as parts,
    ):
        # zipfile unpacks no more of a part than the size that is declared for it.
        size = sum(part.file_size for part in parts.infolist())
    if size > _LIMIT_MB * 2**20:
        raise refusal(
            path,
            f"expected at most {_LIMIT_MB} MB when unpacked, found {size / 2**20:.0f} MB; remove"
            " images or split the document",
        )
