"""Where a claim may be said: word for word, or its clauses in sentences with the one before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.verify import amounts
from chatbot.verify.records import Evidence
from chatbot.verify.words import Meanings, plain, share
from index.lexical import has_unspaced

# Of the sentences that say most of a clause so many are looked at closely.
_MOST = 8
# What the share of the whole claim, the clause's figures and the nearness count beside its share.
_WHOLE, _FIGURES, _NEAR, _JOINED, _BEFORE = 0.6, 0.4, 0.05, 0.06, 0.3
# What a figure in the other language shows more surely than words.
_FIGURES_ENGLISH = 1.2
# What a question states less surely than an answer.
_ASKED = 0.15
_QUESTION = re.compile(r"[？?][”\"’）)\s]*$")
_LABEL = re.compile(r"[^，。；：:\n]{1,16}[：:]")
# The last sentence of a text.
LAST = re.compile(r"[^。！？；\n]*[。！？；]?\s*$")


@dataclass(frozen=True, slots=True)
class Window:
    """A sentence, alone or with the one before it, as far as a clause is found in it."""

    evidence: Evidence
    text: str
    score: float
    told: tuple[amounts.Amount, ...]


def windows_of(
    clause: str, claim: str, candidates: Sequence[Evidence], meanings: Meanings
) -> list[Window]:
    """Return the windows that say most of ``clause``, best first."""
    found = []
    for one in candidates:
        alone = _window(clause, claim, one, one.text, 0.0, meanings)
        found.append(alone)
        before = LAST.search(one.before.rstrip())
        if before and before[0].strip():
            text = f"{before[0].strip()}\n{one.text}"
            joined = _window(clause, claim, one, text, _JOINED, meanings)
            # With the sentence before it, where that says more of the clause.
            if joined.score > alone.score:
                found.append(joined)
    found.sort(key=lambda window: -window.score)
    return found[:_MOST]


def _window(
    clause: str, claim: str, evidence: Evidence, text: str, less: float, meanings: Meanings
) -> Window:
    score = share(clause, text, meanings) + _WHOLE * share(claim, text, meanings) - less
    told = amounts.amounts(text, evidence.year)
    claimed = amounts.amounts(clause, evidence.year)
    if claimed:
        equal = count(claimed, told)
        score += (_FIGURES if has_unspaced(clause) else _FIGURES_ENGLISH) * equal / len(claimed)
    score += _NEAR * (evidence.closeness or 0.0)
    if _QUESTION.search(evidence.text):
        score -= _ASKED
    # What a sentence is about may stand in those before it.
    score += _BEFORE * (
        share(clause, f"{evidence.before}\n{text}", meanings) - share(clause, text, meanings)
    )
    return Window(evidence, text, score, told)


def count(claimed: Sequence[amounts.Amount], told: Sequence[amounts.Amount]) -> int:
    """Return how many of the claimed figures are among those told."""
    return sum(any(amounts.same(one, other) for other in told) for one in claimed)


def verbatim(claim: str, evidence: Evidence) -> bool:
    """Tell whether a claim is the sentence word for word, perhaps after its speaker's label."""
    words, told = _bare(claim), _bare(evidence.text)
    if words == told:
        return True
    label = _LABEL.match(claim)
    if not label or _bare(claim[label.end() :]) != told:
        return False
    return "记者" in label[0] or bool(evidence.speaker and evidence.speaker in label[0])


def _bare(text: str) -> str:
    """Return a sentence as it is compared word for word: no white space, no mark at its end."""
    return "".join(plain(text).split()).rstrip("。.；;，,：:！!")
