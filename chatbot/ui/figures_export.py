"""Rows of figures as files for a spreadsheet. Text stays text, whatever it begins with."""

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from chatbot import listing
from chatbot.listing import Listed

# What one cell of a workbook can hold.
_MOST = 32_767


def as_csv(rows: Iterable[Listed], path: Path) -> None:
    """Write rows as ``briefing figures --csv`` does, with the mark that Excel needs for UTF-8."""
    text = "\r\n".join([*listing.as_csv(rows), ""])
    path.write_bytes(text.encode("utf-8-sig", "replace"))


def as_excel(rows: Iterable[Listed], path: Path) -> None:
    """Write rows as a workbook of one sheet: numbers as numbers, everything else as text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.freeze_panes = "A2"
    names = [field.name for field in fields(Listed)]
    heads = [WriteOnlyCell(sheet, name) for name in names]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        cells = []
        for name in names:
            value = getattr(row, name)
            if isinstance(value, str):
                plain = value.encode("utf-8", "replace").decode("utf-8")
                cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", plain)[:_MOST])
                # openpyxl takes "=…" for a formula; the prefix keeps Excel from it when edited.
                cell.data_type, cell.quotePrefix = "s", True
                cells.append(cell)
            else:
                cells.append(value)
        sheet.append(cells)
    book.save(path)
