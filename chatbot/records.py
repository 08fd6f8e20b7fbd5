"""The nouns of an answer."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Reason = Literal[
    "",
    "off_topic",
    "not_in_briefing",
    "other_period",
    "other_place",
    "other_subject",
    "other_speaker",
    "invalid_question",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer from one sentence of an answer to an exact span of a document.

    ``document.text[start:end] == text``; ``page`` is None where the document has no pages.
    ``score`` says how well the sentence fits the question, in standard deviations over the store.
    """

    number: int
    source: str
    title: str
    heading: str
    speaker: str
    page: int | None
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a cited sentence: its words, its value in the unit, and where it stands.

    ``qualifier`` (超, 近, 余), ``subject``, ``metric`` and ``period`` are words of the sentence,
    ``comparison`` is a name (同比, 环比, 占比 …), ``direction`` is up, down or "".
    """

    text: str
    value: float
    unit: str
    source: str
    start: int
    end: int
    citation: int
    qualifier: str = ""
    subject: str = ""
    metric: str = ""
    period: str = ""
    comparison: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a written sentence says otherwise than the briefing; ``found`` is "" for nothing."""

    kind: str
    claimed: str
    found: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence of a language model that was not shown, and what is doubted of it.

    ``outcome`` tells whether a quotation stands in its place.
    """

    said: str
    outcome: Literal["replaced", "dropped"]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Checking:
    """What became of the sentences that a language model wrote.

    ``shown``, ``replaced`` by the supporting quotation or ``dropped``; ``added`` quotations say
    what the model left out. ``first`` are the seconds until the first checked sentence was there.
    """

    shown: int = 0
    replaced: int = 0
    dropped: int = 0
    added: int = 0
    first: float | None = None
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader gets. ``text`` holds markers like [1] that point to ``citations``.

    ``refused`` answers say that the briefing does not tell; ``reason`` says why, and their
    citations are what it says nearby. ``question_understood`` is the question that was searched,
    made whole from the history. ``lead`` is the figure that answers, as the answer writes it;
    ``text`` then begins with it in bold: ``**495.8万个**``.

    ``checks`` are those of a language model's sentences, None where none was asked; ``note`` says
    why an answer is not, or not wholly, in its words.
    """

    question: str
    question_understood: str
    text: str
    refused: bool
    reason: Reason
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...]
    confidence: float
    seconds: float
    lead: str = ""
    note: str = ""
    checks: Checking | None = None

    @property
    def nearest(self) -> tuple[Citation, ...]:
        """What a briefing that does not tell says nearby; empty where it does tell."""
        return self.citations if self.refused else ()

    def as_dict(self) -> dict[str, Any]:
        """Return the fields for JSON, with ``nearest``; ``text`` is called ``answer`` there."""
        data = {**asdict(self), "nearest": [asdict(citation) for citation in self.nearest]}
        return {"question": data.pop("question"), "answer": data.pop("text"), **data}
