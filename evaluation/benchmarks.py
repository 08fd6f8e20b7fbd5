"""Benchmarks that people already use: retrieval in BEIR's layout, reading in SQuAD's.

Rows hold what was found and no judgement of it, so what an interrupted run found is judged together
with what the next one finds.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chatbot.answer import Answerer
from evaluation import asking, beir, corpus, quoting, retrieval, squad
from evaluation.asking import Row, Setup
from evaluation.scores import Scores, mean, means
from index.errors import UserError
from index.search import Index

# The measures look at the first ten documents.
DEPTH = 10
_SHOWN = {
    "R@1": "recall@1", "R@3": "recall@3", "R@5": "recall@5", "R@10": "recall@10",
    "RR@10": "MRR@10", "nDCG@10": "nDCG@10",
}  # fmt: skip


def retrieve(data: Path, split: str | None, depth: int, setup: Setup) -> Scores:
    """Ask the queries of a BEIR folder, and write ``retrieval.json`` and ``run.trec``.

    A document scores as its best passage does; ``depth`` documents are kept a query.

    Raises:
        UserError: the data has a fault, or ``depth`` or the limit does not fit.
    """
    if depth < DEPTH:
        raise UserError(
            f"-k must be at least {DEPTH}, as recall@{DEPTH} is measured; found {depth}"
        )
    held = beir.load(data, split)
    _warn(held.warnings, setup)
    chosen = asking.sample(list(held.queries), setup)
    files = [corpus.file_digest(held.corpus), corpus.file_digest(data / beir.QUERIES)]
    settings = {**setup.settings(), "depth": depth}
    key = asking.key(files, settings, "index")
    opened = corpus.indexed(
        held.corpus, setup.out, setup.encoder, setup.passage_size, setup.glossary
    )
    with opened as (index, made):

        def ask(query: str) -> Row:
            return asking.asked(lambda: _ranked(index, held.queries[query], depth))

        rows = asking.rows(chosen, key, setup, index, ask)
    ranked = {row["key"]: row["ranked"] for row in rows}
    each = retrieval.measured(ranked, {query: held.grades[query] for query in chosen})
    _write_run(setup.out / "run.trec", ranked)
    scores = Scores(
        data=str(data),
        settings={**settings, "split": held.qrels.stem, "limit": setup.limit, "seed": setup.seed},
        asked=len(chosen),
        of=len(held.queries),
        measures=means(list(each.values()), _SHOWN),
        indexing=made,
        seconds=_seconds(rows),
        rows=tuple({**row, "measures": each[row["key"]]} for row in rows),
    )
    return _written(scores, setup.out / "retrieval.json")


def read(data: Path, setup: Setup) -> Scores:
    """Ask the questions of a SQuAD-shaped file, and write ``reading.json``.

    Raises:
        UserError: the data has a fault, or the limit does not fit.
    """
    held = squad.load(data)
    _warn(held.warnings, setup)
    questions = {str(question.number): question for question in held.questions}
    chosen = asking.sample(list(questions), setup)
    settings = setup.settings()
    key = asking.key([corpus.file_digest(data)], settings, "index", "chatbot")
    file = setup.out / corpus.NAME
    held.write_corpus(file)
    opened = corpus.indexed(file, setup.out, setup.encoder, setup.passage_size, setup.glossary)
    with opened as (index, made):
        answerer = Answerer(index, setup.k)

        def ask(number: str) -> Row:
            asked = questions[number]
            return asdict(asked) | asking.asked(lambda: _answered(answerer, index, asked.text))

        rows = asking.rows(chosen, key, setup, index, ask)
    judged = [quoting.judged(row) for row in rows]
    scores = Scores(
        data=str(data),
        settings={**settings, "limit": setup.limit, "seed": setup.seed},
        asked=len(chosen),
        of=len(questions),
        measures=_of_paragraphs(rows) | _of_quotations(judged),
        indexing=made,
        seconds=_seconds(rows),
        rows=tuple(row | asdict(found) for row, found in zip(rows, judged, strict=True)),
    )
    return _written(scores, setup.out / "reading.json")


def _ranked(index: Index, query: str, depth: int) -> Row:
    started = time.perf_counter()
    ranked = asking.documents(index, query, depth)
    return {"ranked": ranked, "seconds": round(time.perf_counter() - started, 5)}


def _answered(answerer: Answerer, index: Index, question: str) -> Row:
    answer = answerer.answer(question)
    return {
        "refused": answer.refused,
        "reason": answer.reason,
        "confidence": answer.confidence,
        "citations": [
            {
                "paragraph": corpus.document_id(citation.source),
                "text": citation.text,
                "score": citation.score,
            }
            for citation in answer.citations
        ],
        "ranked": asking.documents(index, question, DEPTH),
        "seconds": answer.seconds,
    }


def _of_paragraphs(rows: Sequence[Row]) -> dict[str, Any]:
    """Return recall of the paragraph that a question is about, if it has an answer there."""
    asked = [row for row in rows if row["golds"]]
    each = retrieval.measured(
        {row["key"]: row["ranked"] for row in asked},
        {row["key"]: {row["paragraph"]: 1} for row in asked},
    )
    return means(list(each.values()), _SHOWN)


def _of_quotations(judged: Sequence[quoting.Judged]) -> dict[str, Any]:
    answerable = [one for one in judged if one.answerable]
    answered = [one for one in answerable if not one.refused]
    return {
        "quoted": mean([one.quoted for one in answerable]),
        "quoted from its paragraph": mean([one.in_place for one in answerable]),
        "quoted, where not refused": mean([one.quoted for one in answered]),
        "first citation": mean([one.first for one in answerable]),
        "exact match": mean([one.exact for one in answerable]),
        "F1": mean([one.f1 for one in answerable]),
        "refused": mean([one.refused for one in judged]),
        "refused though answerable": mean([one.refused for one in answerable]),
        "refused, unanswerable": mean([one.refused for one in judged if not one.answerable]),
    }


def _warn(warnings: Sequence[str], setup: Setup) -> None:
    for warning in warnings:
        setup.tell(f"briefing-eval: warning: {warning}")


def _seconds(rows: Sequence[Row]) -> tuple[float, ...]:
    return tuple(row["seconds"] for row in rows if "fault" not in row)


def _write_run(path: Path, ranked: Mapping[str, Sequence[tuple[str, float]]]) -> None:
    """Write what was found in the layout of TREC, whose columns end at white space."""
    with path.open("w", encoding="utf-8") as stream:
        for query, documents in ranked.items():
            for rank, (document, score) in enumerate(documents, 1):
                names = ["_".join(name.split()) for name in (query, document)]
                stream.write(f"{names[0]} Q0 {names[1]} {rank} {score:.6f} briefing\n")


def _written(scores: Scores, path: Path) -> Scores:
    text = json.dumps(scores.as_dict(), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
    return scores
