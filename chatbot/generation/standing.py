"""The figures of a sentence against the places it cites: whether they stand there, and as what."""

from collections.abc import Sequence

from chatbot import figures
from chatbot.figures import Found, Statement
from chatbot.verify.amounts import alike, readable
from chatbot.verify.counts import counted
from chatbot.verify.words import share

# So much better, of two, must another figure fit.
_CLEARLY = 0.5


def absent(sentence: str, cited: Sequence[str]) -> list[str]:
    """Return the figures of ``sentence`` that no text of ``cited`` has, as they are written.

    A figure stands there with the same value in a like unit: 4.958 million and 495.8万个.
    """
    readables = [readable(text) for text in cited]
    told = [one for text in readables for one in figures.find(text)]
    words = readable(sentence)
    return [
        words[one.start : one.end]
        for one in figures.find(words)
        if not any(_equal(one, other) for other in told)
        and not any(counted(one.value, words[one.start : one.end], text) for text in readables)
    ]


def misplaced(sentence: str, cited: Sequence[str]) -> list[tuple[str, str]]:
    """Return the figures of ``sentence`` that are another thing's, with the figure that is its own.

    It says what it counts (a subject and a metric, as ``briefing figures`` lists them), and another
    figure of the cited places fits that clearly better: 增加值 rose by 6.2%, 19.4% is the 贡献率.
    """
    told = [(text, one) for text in map(readable, cited) for one in figures.statements(text)]
    words = readable(sentence)
    found = []
    for claim in figures.statements(words):
        kin = [pair for pair in told if alike(claim.figure.unit, pair[1].figure.unit)]
        own = [_fit(claim, one) for _, one in kin if _equal(claim.figure, one.figure)]
        rivals = [
            (_fit(claim, one), text[one.figure.start : one.figure.end])
            for text, one in kin
            if not _equal(claim.figure, one.figure)
        ]
        if own and rivals and max(rivals)[0] >= max(own) + _CLEARLY:
            found.append((words[claim.figure.start : claim.figure.end], max(rivals)[1]))
    return found


def _fit(claim: Statement, told: Statement) -> float:
    """Return which share of a claim's subject, and of its metric, a figure has; 0 to 2."""
    return sum(
        share(mine, theirs) if mine else 0.0
        for mine, theirs in ((claim.subject, told.subject), (claim.metric, told.metric))
    )


def _equal(one: Found, other: Found) -> bool:
    if not alike(one.unit, other.unit) or (one.high is None) != (other.high is None):
        return False
    # A fall by 6.8% may be written as -6.8%; which way it goes is checked elsewhere.
    same = figures.close(abs(one.value), abs(other.value))
    return same and (one.high is None or figures.close(one.high, other.high or 0.0))
