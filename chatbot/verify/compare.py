"""A clause of a claim against one sentence: all kinds of difference, figures first."""

from collections.abc import Iterator, Sequence

from chatbot.verify import (
    amounts,
    attribution,
    clocks,
    compounds,
    contrast,
    counts,
    directions,
    listed,
    measures,
    names,
    polarity,
    reckoned,
    subjects,
    times,
    whose,
)
from chatbot.verify.records import Difference
from chatbot.verify.windows import LAST, Window, count
from chatbot.verify.words import Meanings, telling
from index.lexical import has_unspaced


def differences(
    clause: str,
    claim: str,
    window: Window,
    everything: str,
    claimed: Sequence[amounts.Amount],
    rivals: Sequence[amounts.Amount],
    meanings: Meanings,
) -> Iterator[Difference]:
    """Yield what ``clause``, of ``claim``, says otherwise than ``window``, of a briefing.

    ``everything`` is the sentence with all that it is read with, ``claimed`` are the figures of the
    clause, ``rivals`` those of all sentences that may be meant.
    """
    evidence = window.evidence
    given = amounts.amounts(claim, evidence.year)
    yield from attribution.differences(claimed, given, window.told, rivals, window.text, meanings)
    for one in claimed:
        equal = [other for other in window.told if amounts.same(one, other)]
        kept = whose.kept(one, equal, claimed, window.told)
        if not kept and contrast.borrowed(one, equal, evidence.before, meanings):
            yield Difference("subject", one.clause, equal[0].clause)
        yield from measures.spans(one, equal)
    yield from measures.money(clause, window.text)
    yield from clocks.differences(clause, window.text)
    yield from measures.differences(clause, window.text)
    before = reversed(evidence.before.split("\n"))
    texts = (window.text, *before, evidence.around, evidence.title)
    yield from counts.differences(clause, window.text, everything)
    if not has_unspaced(clause):
        yield from counts.spelled(clause, everything)
    yield from times.differences(clause, texts, evidence.year)
    yield from names.differences(clause, everything, evidence.text, evidence.title)
    if has_unspaced(clause):
        yield from listed.differences(clause, window.text, meanings)
    yield from whose.differences(claimed, window.told)
    yield from whose.dated(clause, window.text)
    # Of 97个 there are 91个: what is left does not.
    if not any(reckoned.rest(one, given, window.told) for one in claimed):
        yield from polarity.differences(clause, claim, window.text, meanings)
    told = [one for one in claimed if one.said.direction and count([one], window.told)]
    # Where a figure has risen or fallen its own clause has told.
    yield from directions.differences(clause, window.text, bool(told))
    equal = [one for one in window.told if any(amounts.same(c, one) for c in claimed)]
    yield from subjects.exchanged(clause, window.text, meanings)
    if equal:
        yield from compounds.differences(clause, window.text, meanings)
    last = LAST.search(evidence.before.rstrip())
    near = f"{last[0].strip() if last else ''}\n{window.text}"
    if not any(telling(one.own) and telling(one.own) <= telling(claim) for one in equal):
        yield from subjects.differences(
            clause, near, everything, meanings, [one.own for one in equal]
        )
