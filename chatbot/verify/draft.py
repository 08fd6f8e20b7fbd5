"""A draft to be checked: where its text comes from, and its verdicts for people and programs."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from chatbot.questions import is_text
from chatbot.verify.records import Claim, Difference, Verdict
from index import read
from index.errors import UserError
from index.layout import repair

MOST_CHARACTERS = 1_000_000
_MARKS = {"supported": "✓", "contradicted": "✗", "not_found": "?", "no_claim": " "}
_EXAMPLE = 'for example: briefing verify "…" or briefing verify draft.docx'


def load(given: str) -> str:
    """Return the text that ``given`` is, names as a file, or with ``-`` that standard input has.

    Raises:
        UserError: it is empty, too long or no text, or a file that cannot be read.
    """
    text, name = _read(given)
    if not is_text(text):
        raise UserError(f"{name} holds bytes that are not UTF-8 text; save it as UTF-8")
    if "\0" in text:
        raise UserError(f"{name} holds NUL bytes; expected text")
    if not text.strip():
        raise UserError(f"{name} is empty; give one to check, {_EXAMPLE}")
    if len(text) > MOST_CHARACTERS:
        raise UserError(
            f"{name} has {len(text):,} characters, at most {MOST_CHARACTERS:,} are checked at "
            f"once; "
            "split it"
        )
    return text


def _read(given: str) -> tuple[str, str]:
    if given == "-":
        try:
            return sys.stdin.buffer.read().decode("utf-8-sig"), "standard input"
        except UnicodeDecodeError as error:
            raise UserError(f"standard input is not UTF-8 text: {error}") from error
    path = Path(given)
    suffix = path.suffix.lower()
    # A lone word that ends as a file does names one; a sentence may end so too.
    named = suffix in read.READERS and not any(map(str.isspace, given))
    if not given.strip() or not (named or _exists(path)):
        return given, "the text"
    if suffix == ".jsonl":
        raise UserError(f"{given}: a corpus cannot be checked; expected one text")
    # Lines that a page layout broke are mended, as they are in a briefing.
    return "\n".join(repair(source).text for source in read.read(path)), given


def _exists(path: Path) -> bool:
    """Tell whether a path exists; a text may be too long for one, or hold what none may hold."""
    try:
        return len(os.fspath(path)) < 1024 and path.exists()
    except (OSError, ValueError):
        return False


def report(
    found: Iterable[tuple[Claim, Verdict]],
    as_json: bool,
    show: Callable[[str], None],
    show_json: Callable[[object], None],
) -> int:
    """Show each sentence as it is checked; return 0 if all are supported, else 1.

    Sentences that claim nothing are no reason to return 1.
    """
    counts = dict.fromkeys(_MARKS, 0)
    for claim, verdict in found:
        counts[verdict.status] += 1
        if as_json:
            place = {"sentence": claim.text, "start": claim.start, "end": claim.end}
            show_json({**place, **verdict.as_dict()})
        else:
            for line in _lines(claim, verdict):
                show(line)
    if not as_json:
        show(
            f"\n{counts['supported']} supported, {counts['contradicted']} contradicted, "
            f"{counts['not_found']} not found, {counts['no_claim']} claim nothing"
        )
    return 1 if counts["contradicted"] or counts["not_found"] else 0


def _lines(claim: Claim, verdict: Verdict) -> Iterable[str]:
    yield f"{_MARKS[verdict.status]} {_line(claim.text)}"
    for one in verdict.differences:
        yield f"    {_told(one)}"
    for evidence in verdict.evidence:
        page = f"p. {evidence.page}" if evidence.page else ""
        place = f"{evidence.source} {evidence.start}–{evidence.end}"
        where = (evidence.heading, evidence.speaker, page, place)
        yield f"    {' · '.join(_line(part) for part in where if part)}"
        yield f"    “{_line(evidence.text)}”"


def _told(one: Difference) -> str:
    claimed, found = _line(one.claimed), _line(one.found)
    if not found:
        return f"{one.kind}: {claimed}, not there"
    return f"{one.kind}: {claimed}, there {found}" if claimed else f"{one.kind}: there {found}"


def _line(text: str) -> str:
    """Return ``text`` in one line without control characters, which a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
