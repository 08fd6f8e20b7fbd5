"""Documents and passages to rows of a generation's SQLite file."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from index.records import Document, Passage

SCHEMA = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    pages TEXT NOT NULL,
    digest TEXT NOT NULL,
    added TEXT NOT NULL
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents(id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    role TEXT NOT NULL,
    heading TEXT NOT NULL,
    speaker TEXT NOT NULL,
    question TEXT NOT NULL,
    sentences TEXT NOT NULL
);
CREATE INDEX passages_of_document ON passages(document);
CREATE INDEX documents_of_path ON documents(path);
"""


def insert(
    database: sqlite3.Connection,
    document: Document,
    path: str,
    digest: str,
    passages: Sequence[Passage],
) -> None:
    """Add a document, whose source must not be there, and its passages."""
    added = datetime.now(UTC).isoformat(timespec="seconds")
    pages = json.dumps(document.pages)
    cursor = database.execute(
        "INSERT INTO documents (source, path, title, text, pages, digest, added) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [document.source, path, document.title, document.text, pages, digest, added],
    )
    database.executemany(
        "INSERT INTO passages "
        "(document, first, last, role, heading, speaker, question, sentences) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            [
                cursor.lastrowid,
                passage.start,
                passage.end,
                passage.role.value,
                passage.heading,
                passage.speaker,
                passage.question,
                json.dumps([[s.start, s.end] for s in passage.sentences]),
            ]
            for passage in passages
        ],
    )


def delete(database: sqlite3.Connection, source: str) -> bool:
    """Delete a document and its passages; False if it is not there."""
    row = database.execute("SELECT id FROM documents WHERE source = ?", [source]).fetchone()
    if row is None:
        return False
    database.execute("DELETE FROM passages WHERE document = ?", row)
    database.execute("DELETE FROM documents WHERE id = ?", row)
    return True


def lexical_texts(database: sqlite3.Connection) -> Iterator[str]:
    """Yield what BM25 sees of each passage, its words and its heading, in the order of ids."""
    found = database.execute(
        "SELECT document, title, heading, question, first, last FROM passages "
        "JOIN documents ON documents.id = passages.document ORDER BY passages.id"
    )
    of, text = 0, ""
    for document, title, heading, question, first, last in found:
        if document != of:
            # Once a document: SQLite counts characters from the beginning every time.
            query = "SELECT text FROM documents WHERE id = ?"
            of, text = document, database.execute(query, [document]).fetchone()[0]
        yield "\n".join((title, heading, question, text[first:last]))
