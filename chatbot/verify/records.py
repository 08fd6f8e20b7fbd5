"""The nouns of a check: a claim, the evidence it is held against, a verdict and its differences."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Status = Literal["supported", "contradicted", "not_found", "no_claim"]
Kind = Literal["figure", "unit", "period", "subject", "name", "negation", "direction"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a checked text, ``draft[start:end] == text``."""

    start: int
    end: int
    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a briefing that may support a claim, with what it is read with.

    ``text`` is what is compared (in a row of a table with the names of its columns); ``before`` are
    the sentences before it, ``around`` the reporter's question or heading. ``year`` is the year in
    which its document speaks. ``closeness`` is how near the whole sentence is to the claim, in
    standard deviations over the store; None where no vectors were compared.
    """

    text: str
    before: str = ""
    around: str = ""
    speaker: str = ""
    source: str = ""
    start: int = 0
    end: int = 0
    year: int | None = None
    title: str = ""
    heading: str = ""
    page: int | None = None
    closeness: float | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim says otherwise than its evidence; ``found`` is "" where that is silent."""

    kind: Kind
    claimed: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim is supported, where, and what differs; ``score`` is the share found there.

    ``evidence`` has the sentences that decided, best first; it may have some for ``not_found`` too,
    the nearest. A claim that claims nothing (``no_claim``) has none.
    """

    status: Status
    evidence: tuple[Evidence, ...] = ()
    differences: tuple[Difference, ...] = ()
    score: float = 0.0

    @property
    def supported(self) -> bool:
        """Tell whether the evidence supports the claim."""
        return self.status == "supported"

    def as_dict(self) -> dict[str, Any]:
        """Return everything a reader needs, for JSON."""
        return {
            "status": self.status,
            "score": round(self.score, 4),
            "differences": [asdict(one) for one in self.differences],
            "evidence": [
                {
                    "source": one.source,
                    "title": one.title,
                    "heading": one.heading,
                    "speaker": one.speaker,
                    "page": one.page,
                    "start": one.start,
                    "end": one.end,
                    "text": one.text,
                }
                for one in self.evidence
            ],
        }
