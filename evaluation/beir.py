"""A folder in the layout of BEIR: a corpus, queries, and judgements of documents for them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import read
from index.errors import UserError
from index.readers import decode

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels"
_LAYOUT = f"{CORPUS}, {QUERIES} and {QRELS}/*.tsv"
_COLUMNS = "query-id, corpus-id and score, separated by tabs"
_USUAL = "test"


@dataclass(frozen=True, slots=True)
class Beir:
    """A benchmark of retrieval.

    ``queries`` are those with at least one relevant document, by id, in the order of their file;
    ``grades`` has for each of them its judged documents, 0 is not relevant. ``warnings`` say what
    of the judgements could not be used.
    """

    corpus: Path
    qrels: Path
    queries: dict[str, str]
    grades: dict[str, dict[str, int]]
    warnings: tuple[str, ...]


def load(folder: Path, split: str | None = None) -> Beir:
    """Return the benchmark in ``folder``, judged by ``qrels/<split>.tsv``.

    Without ``split`` the only judgements are taken, or those called ``test``.

    Raises:
        UserError: a file is missing, is damaged (with the line), or nothing can be asked.
    """
    if not folder.is_dir():
        raise UserError(f"expected a folder with {_LAYOUT}, found none at {folder}; check the path")
    for name in (CORPUS, QUERIES):
        if not (folder / name).is_file():
            raise UserError(f"expected {_LAYOUT} in {folder}, but {name} is missing; add it")
    qrels = _qrels_file(folder / QRELS, split)
    texts = _queries(folder / QUERIES)
    grades = _grades(qrels)
    documents = {text.key for text in read.read(folder / CORPUS)}
    asked = {query: text for query, text in texts.items() if any(g > 0 for g in _of(grades, query))}
    if not asked:
        raise UserError(f"{qrels}: no query of {QUERIES} has a relevant document; check the ids")
    return Beir(
        folder / CORPUS,
        qrels,
        asked,
        {query: grades[query] for query in asked},
        tuple(_warnings(qrels, grades, texts, asked, documents)),
    )


def _of(grades: dict[str, dict[str, int]], query: str) -> list[int]:
    return list(grades.get(query, {}).values())


def _qrels_file(folder: Path, split: str | None) -> Path:
    found = sorted(folder.glob("*.tsv")) if folder.is_dir() else []
    names = [path.stem for path in found]
    if split is None:
        split = names[0] if len(names) == 1 else _USUAL
    if split not in names:
        known = ", ".join(names) or "none"
        raise UserError(
            f"expected judgements at {folder / split}.tsv, the splits there are: {known}; "
            "name one with --split"
        )
    return folder / f"{split}.tsv"


def _queries(path: Path) -> dict[str, str]:
    queries: dict[str, str] = {}
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UserError(f"{path}: line {number}: it is not JSON ({error}); mend it") from error
        if not isinstance(row, dict) or not isinstance(row.get("_id"), str | int):
            raise _bad(path, number, "an object with _id and text, found no _id")
        key, text = decode.clean(str(row["_id"])), row.get("text")
        if not isinstance(text, str) or not text.strip():
            raise _bad(path, number, f"a text for the query {key!r}, found none")
        if key in queries:
            raise _bad(path, number, f"an id of its own, found {key!r} a second time")
        queries[key] = decode.clean(text)
    if not queries:
        raise UserError(f"{path}: expected an object with _id and text a line, found none; add one")
    return queries


def _grades(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        columns = line.rstrip("\r\n").split("\t")
        if len(columns) != 3:
            raise _bad(path, number, f"3 columns ({_COLUMNS}), found {len(columns)}")
        query, document, score = (column.strip() for column in columns)
        try:
            grade = int(score)
        except ValueError as error:
            # The first line is the header.
            if number == 1:
                continue
            raise _bad(path, number, f"a whole number as score, found {score!r}") from error
        grades.setdefault(query, {})[document] = grade
    return grades


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank with their numbers.

    Raises:
        UserError: a line is not UTF-8, or the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                try:
                    text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    raise _bad(path, number, f"UTF-8, found byte {line[error.start]:#x}") from error
                if text.strip():
                    yield number, text
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from error


def _bad(path: Path, number: int, what: str) -> UserError:
    return UserError(f"{path}: line {number}: expected {what}; mend or remove the line")


def _warnings(
    qrels: Path,
    grades: dict[str, dict[str, int]],
    texts: dict[str, str],
    asked: dict[str, str],
    documents: set[str],
) -> Iterator[str]:
    unknown = len(grades.keys() - texts.keys())
    if unknown:
        yield f"{qrels}: {unknown:,} queries are not in {QUERIES}; they are not asked"
    empty = len(grades.keys() & texts.keys()) - len(asked)
    if empty:
        yield f"{qrels}: {empty:,} queries have no relevant document; they are not asked"
    missing = sum(
        grade > 0 and document not in documents
        for query in asked
        for document, grade in grades[query].items()
    )
    if missing:
        yield (
            f"{qrels}: {missing:,} relevant documents are not in {CORPUS}; they count as not found"
        )
