"""All figures of stored documents, as rows for reading, CSV and JSON."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, fields

from chatbot import figures
from chatbot.decision.constraints import year_of
from chatbot.figures import Statement
from index import press
from index.canonical import canonical
from index.records import Block, Document, Sentence
from index.store import Store
from index.structure.sentences import sentences

_SHOWN = ("text", "subject", "metric", "period", "comparison", "direction", "speaker", "place")
_WIDEST = 28
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Listed:
    """A figure of a document: ``document.text[start:end] == text``.

    ``value`` is in the unit, ``high`` the end of a range, else None; ``sentence`` is what it
    stands in.
    """

    source: str
    speaker: str
    subject: str
    metric: str
    qualifier: str
    value: float
    high: float | None
    unit: str
    period: str
    comparison: str
    direction: str
    text: str
    start: int
    end: int
    sentence: str

    @property
    def loose_qualifier(self) -> str:
        """The qualifier, where the words of the figure do not say it themselves."""
        return "" if "…" in self.qualifier or self.qualifier in self.text else self.qualifier


def listed(store: Store, source: str = "") -> Iterator[Listed]:
    """Yield the figures of one document, or of all, in reading order.

    Raises:
        UserError: no document has this source.
    """
    for name in [source] if source else [row.source for row in store.listings()]:
        yield from of(store.document(name))


def of(document: Document) -> Iterator[Listed]:
    """Yield the figures of a document, in reading order."""
    year = year_of(document)
    for exchange in press.exchanges(canonical(document.text)):
        for block in exchange.blocks:
            told = figures.statements(document.text[block.body : block.end], year)
            if told:
                held = sentences(document.text, block.body, block.end)
                for statement in told:
                    yield _listed(document, block, held, statement)


def _listed(
    document: Document, block: Block, held: Sequence[Sentence], statement: Statement
) -> Listed:
    figure = statement.figure
    start, end = block.body + figure.start, block.body + figure.end
    around = next((one for one in held if one.start <= start < one.end), Sentence(start, end))
    return Listed(
        source=document.source,
        speaker=block.speaker,
        subject=statement.subject,
        metric=statement.metric,
        qualifier=figure.qualifier,
        value=figure.value,
        high=figure.high,
        unit=figure.unit,
        period=statement.period,
        comparison=statement.comparison,
        direction=statement.direction,
        text=document.text[start:end],
        start=start,
        end=end,
        sentence=document.text[around.start : around.end],
    )


def sentence_start(row: Listed, document: Document) -> int:
    """Return where the sentence around a figure begins."""
    length = len(row.sentence)
    found = document.text.rfind(row.sentence, max(0, row.end - length), row.start + length)
    return found if found >= 0 else row.start


def as_json(rows: Iterable[Listed]) -> Iterator[str]:
    """Yield each figure as a JSON object on a line."""
    yield from (json.dumps(asdict(row), ensure_ascii=False) for row in rows)


def as_csv(rows: Iterable[Listed]) -> Iterator[str]:
    """Yield the lines of a CSV table, a head first; text that looks like a formula is quoted."""
    yield _line([field.name for field in fields(Listed)])
    for row in rows:
        yield _line([_guarded(cell) for cell in astuple(row)])


def _line(cells: Sequence[object]) -> str:
    file = io.StringIO()
    # Cells are quoted if they hold a character of the line's end.
    csv.writer(file, lineterminator="\r\n").writerow(cells)
    return file.getvalue().removesuffix("\r\n")


def _guarded(cell: object) -> object:
    if isinstance(cell, float):
        return figures.plain(cell)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_table(rows: Iterable[Listed]) -> Iterator[str]:
    """Yield the lines of a table for reading, with a head above each document's figures."""
    by_source: dict[str, list[Listed]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    for source, own in by_source.items():
        cells = [[_short(cell) for cell in _cells(row)] for row in own]
        cells.insert(0, list(_SHOWN))
        widths = [max(_width(row[column]) for row in cells) for column in range(len(_SHOWN))]
        yield f"{source}: {len(own):,} figures"
        for line in cells:
            padded = [c + " " * (w - _width(c)) for c, w in zip(line, widths, strict=True)]
            yield "  ".join(padded).rstrip()


def _cells(row: Listed) -> list[str]:
    before = row.loose_qualifier
    told = [row.subject, row.metric, row.period, row.comparison, row.direction, row.speaker]
    shown = f"{row.text} ({before})" if before else row.text
    return [shown, *told, f"{row.start}–{row.end}"]


def _short(cell: str) -> str:
    words = " ".join(cell.split())
    if _width(words) <= _WIDEST:
        return words
    while _width(words) >= _WIDEST:
        words = words[:-1]
    return f"{words}…"


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in words)
