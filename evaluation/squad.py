"""Reading sets in the shape of SQuAD: paragraphs, and questions whose answers stand in them.

SQuAD 1.1 and 2.0, XQuAD and DRCD say ``context``, ``question`` and ``id``; the first release of
CMRC 2018 says ``context_text``, ``query_text`` and ``query_id``, and has no articles.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UserError
from index.readers import decode

_SHAPE = "data → paragraphs → context, qas → question, id, answers"
_CONTEXT = ("context", "context_text")
_QUESTION = ("question", "query_text")
_ID = ("id", "query_id")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text that is asked about; ``key`` numbers the different texts of a file from 1."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question; ``number`` counts those of the file from 1. No ``golds``: no answer exists."""

    number: int
    id: str
    text: str
    golds: tuple[str, ...]
    paragraph: str


@dataclass(frozen=True, slots=True)
class Squad:
    """All paragraphs, each text once, and all questions of a file that have words.

    ``warnings`` say what was left out: the trial set of CMRC 2018 has two questions without words.
    """

    paragraphs: tuple[Paragraph, ...]
    questions: tuple[Question, ...]
    warnings: tuple[str, ...]

    def write_corpus(self, path: Path) -> None:
        """Write the paragraphs as a corpus that ``index`` reads."""
        with path.open("w", encoding="utf-8") as stream:
            for paragraph in self.paragraphs:
                row = {"_id": paragraph.key, "title": paragraph.title, "text": paragraph.text}
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def load(path: Path) -> Squad:
    """Return the paragraphs and questions of ``path``.

    Raises:
        UserError: the file cannot be read, is not JSON (with the line), or lacks something (with
            the place, such as ``data[0].paragraphs[2].qas[1]``).
    """
    paragraphs: dict[str, Paragraph] = {}
    questions: list[Question] = []
    empty: list[str] = []
    for place, title, paragraph in _paragraphs(path, _json(path)):
        text = _text(path, place, paragraph, _CONTEXT)
        held = paragraphs.setdefault(text, Paragraph(str(len(paragraphs) + 1), title, text))
        for at, entry in enumerate(_list(path, place, paragraph, "qas")):
            where = f"{place}.qas[{at}]"
            if question := _question(path, where, entry, len(questions) + 1, held.key):
                questions.append(question)
            else:
                empty.append(where)
    if not questions:
        raise UserError(f"{path}: expected {_SHAPE}, found no questions; name another file")
    warnings = [f"{path}: {place}: a question without words is not asked" for place in empty]
    return Squad(tuple(paragraphs.values()), tuple(questions), tuple(warnings))


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise UserError(f"expected a file at {path}, found none; check the path") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise UserError(f"{path}: line {number}: it is not UTF-8; save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise UserError(
            f"{path}: line {error.lineno}: it is not JSON ({error.msg} at column {error.colno}); "
            f"expected {_SHAPE}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path}: it is JSON that is too large or too deep") from error


def _paragraphs(path: Path, data: object) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield place, title of the article, and paragraph."""
    articles = data
    if isinstance(data, dict):
        articles = _list(path, "the file", data, "data")
    if not isinstance(articles, list):
        raise _bad(path, "the file", f"expected {_SHAPE}, found {type(data).__name__}")
    for at, article in enumerate(articles):
        place = f"data[{at}]"
        if not isinstance(article, dict):
            raise _bad(path, place, f"expected an object, found {type(article).__name__}")
        title = str(article.get("title") or "").replace("_", " ")
        if "paragraphs" not in article:
            yield place, title, article
            continue
        for number, paragraph in enumerate(_list(path, place, article, "paragraphs")):
            inner = f"{place}.paragraphs[{number}]"
            if not isinstance(paragraph, dict):
                raise _bad(path, inner, f"expected an object, found {type(paragraph).__name__}")
            yield inner, title, paragraph


def _question(
    path: Path, place: str, entry: object, number: int, paragraph: str
) -> Question | None:
    """Return a question; None for one without words."""
    if not isinstance(entry, dict):
        raise _bad(path, place, f"expected an object, found {type(entry).__name__}")
    if any(isinstance(entry.get(name), str) and not entry[name].strip() for name in _QUESTION):
        return None
    text = _text(path, place, entry, _QUESTION)
    key = next((str(entry[name]) for name in _ID if name in entry), str(number))
    golds: list[str] = []
    if not entry.get("is_impossible"):
        for at, answer in enumerate(_list(path, place, entry, "answers")):
            found = answer.get("text") if isinstance(answer, dict) else answer
            if not isinstance(found, str) or not found.strip():
                raise _bad(path, f"{place}.answers[{at}]", f"expected a text, found {found!r}")
            golds.append(decode.clean(found))
    return Question(number, key, text, tuple(dict.fromkeys(golds)), paragraph)


def _text(path: Path, place: str, entry: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        found = entry.get(name)
        if isinstance(found, str) and (clean := decode.clean(found)).strip():
            return clean
    raise _bad(path, place, f"expected a text under {' or '.join(names)}, found none")


def _list(path: Path, place: str, entry: Mapping[str, Any], name: str) -> list[Any]:
    found = entry.get(name)
    if not isinstance(found, list):
        raise _bad(path, place, f"expected a list under {name}, found {type(found).__name__}")
    return found


def _bad(path: Path, place: str, problem: str) -> UserError:
    return UserError(f"{path}: {place}: {problem}; mend the file")
