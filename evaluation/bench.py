"""Speed and recall against the plain pipeline, in one run on one machine, as ratios."""

import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.cases import Case, supports
from evaluation.plain import PlainPipeline
from index import build
from index.encode import BundledEncoder
from index.search import Index
from index.store import Store


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of both; ``better`` is how many times better ours is, above 1 is ahead."""

    name: str
    ours: float
    plain: float
    unit: str
    better: float


def bench(
    briefing: Path,
    cases: Sequence[Case],
    cache: Path,
    size: int,
    characters: int,
    tell: Callable[[str], None],
) -> list[Row]:
    """Measure indexing throughput, question latency, recall@1 and @5 of both pipelines.

    Both are warm when the clock starts: models loaded, one small text encoded. Throughput is
    measured on ``characters`` of text invented from the briefing's clauses, recall on the briefing.
    """
    asked = [case for case in cases if case.answerable and case.evidence and not case.history]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        text = briefing.read_text(encoding="utf-8")
        invented = work / "invented.txt"
        invented.write_text(_invented(text, characters), encoding="utf-8")
        tell("loading both …")
        encoder = BundledEncoder(cache)
        encoder.encode_documents([f"预热{number}" * 9 for number in range(2000)])
        plain = PlainPipeline(cache, size)
        plain.index([text[:2000]])
        tell(f"indexing {characters:,} characters …")
        ours_seconds = _seconds(lambda: build.index_paths([invented], work / "a", encoder, size))
        plain_seconds = _seconds(lambda: plain.index([invented.read_text(encoding="utf-8")]))
        tell(f"asking {len(asked)} questions …")
        build.index_paths([briefing], work / "b", encoder, size)
        store = Store.open(work / "b")
        index = Index(store, encoder)
        plain.index([text])
        ours, theirs = _Asked(), _Asked()
        for case in asked:
            # In turn, so that what else the machine does falls on both.
            ours.ask(case, lambda q: [hit.passage.text for hit in index.search(q, 5)])
            theirs.ask(case, lambda q: plain.search(q, 5))
        store.close()
    speed, plain_speed = characters / ours_seconds, characters / plain_seconds
    return [
        Row("indexing", speed, plain_speed, "characters/s", speed / plain_speed),
        Row("question, median", ours.ms, theirs.ms, "ms", theirs.ms / ours.ms),
        Row("recall@1", ours.recall(1), theirs.recall(1), "", ours.recall(1) / theirs.recall(1)),
        Row("recall@5", ours.recall(5), theirs.recall(5), "", ours.recall(5) / theirs.recall(5)),
    ]


class _Asked:
    """What one pipeline found and how long it took."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.ranks: list[int] = []

    def ask(self, case: Case, search: Callable[[str], list[str]]) -> None:
        started = time.perf_counter()
        texts = search(case.question)
        self.seconds.append(time.perf_counter() - started)
        right = [rank for rank, text in enumerate(texts, 1) if supports(text, case.evidence)]
        self.ranks.append(right[0] if right else 0)

    @property
    def ms(self) -> float:
        return 1000 * statistics.median(self.seconds)

    def recall(self, k: int) -> float:
        return sum(0 < rank <= k for rank in self.ranks) / len(self.ranks)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _invented(text: str, characters: int) -> str:
    """Return paragraphs of the briefing's clauses in random order, always the same ones."""
    chance = random.Random(7)
    clauses = [
        clause for clause in re.findall(r"[^，。；：？\n]{4,60}", text) if "：" not in clause
    ]
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        sentences = [
            "，".join(chance.choices(clauses, k=chance.randint(2, 4))) + "。"
            for _ in range(chance.randint(3, 7))
        ]
        if len(paragraphs) % 5 == 0:
            del sentences[2:]
        asks = "记者：" if len(paragraphs) % 5 == 0 else ""
        speaks = "张云明：" if len(paragraphs) % 5 == 1 else ""
        paragraphs.append(asks + speaks + "".join(sentences))
        length += len(paragraphs[-1])
    return "\n\n".join(paragraphs)
