"""Questions from a file: rows of JSON, checked before the first is asked."""

import json
from dataclasses import dataclass
from pathlib import Path

from chatbot.answer import Answerer
from chatbot.records import Answer
from index.errors import QuestionError, UserError


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its history, earlier (question, answer) pairs."""

    id: object
    question: str
    history: tuple[tuple[str, str], ...] = ()


def load(path: Path) -> list[Row]:
    """Return the rows of a ``.jsonl`` file.

    Raises:
        UserError: the file cannot be read, or a line is not such a row; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise UserError(f"the questions {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 text; save the questions as UTF-8") from error
    rows = [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise UserError(
            f'{path} holds no questions; expected lines like {{"id": 1, "question": "…"}}'
        )
    return rows


def is_text(words: str) -> bool:
    """Tell whether ``words`` can be written as UTF-8: lone surrogates cannot."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def answered(answerer: Answerer, row: Row) -> tuple[Answer, bool]:
    """Return the answer to one row, and whether the question could not be asked at all."""
    try:
        return answerer.answer(row.question, row.history), False
    except QuestionError as error:
        return (
            Answer(
                row.question, row.question, str(error), True, "invalid_question", (), (), 0.0, 0.0
            ),
            True,
        )


def _row(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        found = f"{error.msg} at column {error.colno}"
        raise UserError(f"{path}: line {number} is not JSON: {found}; mend the line") from error
    except (ValueError, RecursionError) as error:
        # NaN and Infinity, numbers of thousands of digits, brackets nested a thousand deep.
        raise UserError(
            f"{path}: line {number} is not JSON that can be read: {error}; mend the line"
        ) from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise UserError(f'{path}: line {number}: expected {{"id": …, "question": "text"}}')
    history = row.get("history") or []
    pairs = isinstance(history, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
        for pair in history
    )
    if not pairs:
        raise UserError(
            f"{path}: line {number}: history must be a list of [question, answer] pairs"
        )
    return Row(row.get("id"), row["question"], tuple((asked, told) for asked, told in history))


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
