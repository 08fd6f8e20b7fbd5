"""What readers think of answers: kept as JSON lines, listed, and turned into evaluation cases."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from chatbot.language.wording import spoken
from chatbot.records import Answer
from index.errors import UserError

NAME = "feedback.jsonl"
_MOST_COMMENT = 5000
_VERDICTS = ("up", "down")


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on an answer, as it stands in the file; ``answer`` is ``Answer.as_dict()``."""

    id: str
    time: str
    verdict: Literal["up", "down"]
    comment: str
    question: str
    history: tuple[tuple[str, str], ...]
    answer: dict[str, Any]


def add(
    path: Path,
    verdict: Literal["up", "down"],
    comment: str,
    answer: Answer,
    history: Sequence[tuple[str, str]],
) -> None:
    """Append a verdict on ``answer`` in one write, so that two writers never mix their lines.

    A later verdict on the same answer, in the same conversation, counts instead of this one.

    Raises:
        UserError: the file cannot be written.
    """
    row = {
        "id": _id(answer, history),
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "verdict": verdict,
        "comment": comment.strip()[:_MOST_COMMENT],
        "question": answer.question,
        "history": [list(pair) for pair in history],
        "answer": answer.as_dict(),
    }
    # ASCII alone: a lone surrogate in a question has no UTF-8.
    line = json.dumps(row).encode("ascii") + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        file = os.open(path, flags, 0o600)
        try:
            wrote = os.write(file, line)
        finally:
            os.close(file)
    except OSError as error:
        raise UserError(f"the feedback {path} cannot be written: {error.strerror}") from error
    if wrote != len(line):
        raise UserError(f"the feedback {path} cannot be written whole; free some space")


def load(path: Path) -> list[Feedback]:
    """Return the verdicts in the order of their answers, the latest one on each; none: [].

    Raises:
        UserError: the file cannot be read, or a line is none of ours; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"the feedback {path} cannot be read: {error}") from error
    found: dict[str, Feedback] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(path, number, line)
            found[row.id] = row
    return list(found.values())


def cases(rows: Sequence[Feedback]) -> Iterator[dict[str, Any]]:
    """Yield the verdicts as cases of ``briefing-eval``, see docs/evaluation.md.

    An answer found useful tells what is expected: its figures, or else its quoted sentences; a
    refusal found useful, that there is no answer. Of one found useless only the question is known:
    ``expected`` is empty then, which ``briefing-eval`` refuses until somebody fills it in, and
    ``reference`` is the comment.
    """
    for row in rows:
        quoted = [citation["text"] for citation in row.answer["citations"]]
        good, refused = row.verdict == "up", row.answer["refused"]
        told = good and not refused
        figures = [figure["text"] for figure in row.answer["figures"]]
        yield {
            "id": f"feedback-{row.id}",
            "lang": spoken(row.question),
            "question": row.question,
            "history": [list(pair) for pair in row.history],
            "answerable": not (good and refused),
            "expected": [[text] for text in (figures or quoted)] if told else [],
            "evidence": quoted if told else [],
            "reference": row.answer["answer"] if told else row.comment,
        }


def _id(answer: Answer, history: Sequence[tuple[str, str]]) -> str:
    said = json.dumps([answer.question, [list(pair) for pair in history], answer.text])
    return sha256(said.encode("ascii")).hexdigest()[:12]


def _row(path: Path, number: int, line: str) -> Feedback:
    try:
        row = json.loads(line)
        answer = row["answer"]
        texts = [answer["answer"]]
        texts += [row[name] for name in ("id", "time", "comment", "question")]
        texts += [part["text"] for part in (*answer["citations"], *answer["figures"])]
        history = tuple((asked, told) for asked, told in row["history"])
        texts += [part for pair in history for part in pair]
        fits = row["verdict"] in _VERDICTS and isinstance(answer["refused"], bool)
        if not fits or not all(isinstance(text, str) for text in texts):
            raise ValueError("a field has another type")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(
            f"{path}: line {number} is no feedback ({type(error).__name__}: {error}); "
            "mend or remove the line"
        ) from error
    return Feedback(
        row["id"], row["time"], row["verdict"], row["comment"], row["question"], history, answer
    )
