"""One claim held against sentences that may support it: the verdict, without any search."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from chatbot import abbreviations
from chatbot.verify import (
    amounts,
    attribution,
    clocks,
    contrast,
    counts,
    directions,
    names,
    polarity,
    rates,
    subjects,
    times,
)
from chatbot.verify.claims import claims_nothing, clauses
from chatbot.verify.records import Difference, Evidence, Verdict
from chatbot.verify.verbatim import verbatim
from chatbot.verify.words import NOTHING, Meanings, grams, share, telling
from index.lexical import has_unspaced

# Of the sentences that say most of a clause so many are looked at closely, and of those the ones
# within `_BAND` of the best may decide.
_MOST = 8
_BAND = 0.15
# What the share of the whole claim, the clause's figures and the nearness count beside its share.
_WHOLE, _FIGURES, _NEAR, _JOINED, _BEFORE = 0.6, 0.4, 0.05, 0.06, 0.3
# What a figure in the other language shows more surely than words.
_FIGURES_ENGLISH = 1.2
# A claim is found if its evidence says so much of it; less will do where its figures are there.
_FOUND, _FOUND_ENGLISH, _FOUND_FIGURES, _FOUND_NEAR = 0.4, 0.35, 0.15, 3.0
_NEAR_SHARE = 0.15
# What a question states less surely than an answer.
_ASKED = 0.15
_MINE = 0.75
_QUESTION = re.compile(r"[？?][”\"’）)\s]*$")
_LAST = re.compile(r"[^。！？；\n]*[。！？；]?\s*$")


@dataclass(frozen=True, slots=True)
class _Window:
    """A sentence, alone or with the one before it, as far as a clause is found in it."""

    evidence: Evidence
    text: str
    score: float
    told: tuple[amounts.Amount, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What became of a clause: its best window, what differs, and the share found."""

    clause: str
    window: _Window
    differences: tuple[Difference, ...]
    share: float
    found: bool


def check(claim: str, candidates: Sequence[Evidence], meanings: Meanings = NOTHING) -> Verdict:
    """Hold ``claim`` against ``candidates`` and return the verdict.

    Each clause of the claim is held against the candidates that say most of it; what differs least
    from it decides. A sentence word for word is supported at once. No candidates give
    ``not_found``, a claim that claims nothing ``no_claim``.
    """
    if claims_nothing(claim):
        return Verdict("no_claim")
    if not candidates:
        return Verdict("not_found")
    for one in candidates:
        if verbatim(claim, one):
            return Verdict("supported", (one,), (), 1.0)
    verdict = _held(claim, candidates, meanings)
    if not verdict.supported:
        told = "\n".join(one.text for one in candidates)
        other = abbreviations.replaced(claim, lambda form: form in told)
        again = _held(other, candidates, meanings) if other != claim else verdict
        return again if again.supported else verdict
    return verdict


def _held(claim: str, candidates: Sequence[Evidence], meanings: Meanings) -> Verdict:
    parts: list[_Part] = []
    lead = ""
    for clause in clauses(claim):
        parts.append(_part(clause, lead, claim, candidates, meanings))
        lead += clause
    return _together(parts, claim, {one.speaker for one in candidates})


def _together(parts: Sequence[_Part], claim: str, voices: Collection[str]) -> Verdict:
    evidence = tuple(dict.fromkeys(part.window.evidence for part in parts))
    # Who speaks says nothing yet: 司长叶绍棠说，… is held against where the rest is said.
    rest = parts[1:] if names.said_by(parts[0].clause, voices) else parts
    places = tuple(dict.fromkeys(part.window.evidence for part in rest or parts))
    spoken = list(names.speaking(claim, places, voices))
    told = tuple(dict.fromkeys([*(one for part in parts for one in part.differences), *spoken]))
    score = sum(part.share for part in parts) / len(parts)
    named = spoken or any(one.found for part in parts if part.found for one in part.differences)
    if named or (told and all(part.found for part in parts)):
        return Verdict("contradicted", evidence, told, score)
    if told or not all(part.found for part in parts):
        return Verdict("not_found", evidence, told, score)
    return Verdict("supported", evidence, (), score)


def _part(
    clause: str, lead: str, claim: str, candidates: Sequence[Evidence], meanings: Meanings
) -> _Part:
    windows = _windows(clause, claim, candidates, meanings)
    if clause != claim:
        # Where one sentence is what the whole claim is about, no clause is looked for elsewhere.
        whole = _windows(claim, claim, candidates, meanings)[0]
        least = _MINE * share(clause, windows[0].text, meanings)
        claimed = amounts.amounts(clause, whole.evidence.year)
        if share(clause, whole.text, meanings) >= least and (
            _count(claimed, whole.told) >= _count(claimed, windows[0].told)
        ):
            windows = [one for one in windows if one.evidence == whole.evidence] or windows
    rivals = [one for window in windows for one in window.told]
    best = windows[0].score
    looked = [
        _looked(clause, lead, claim, window, rivals, meanings)
        for window in windows
        if window.score >= best - _BAND
    ]
    return min(looked, key=lambda part: (not part.found, len(part.differences), -part.window.score))


def _windows(
    clause: str, claim: str, candidates: Sequence[Evidence], meanings: Meanings
) -> list[_Window]:
    """Return the windows that say most of ``clause``, best first."""
    found = []
    for one in candidates:
        alone = _window(clause, claim, one, one.text, 0.0, meanings)
        found.append(alone)
        before = _LAST.search(one.before.rstrip())
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
) -> _Window:
    score = share(clause, text, meanings) + _WHOLE * share(claim, text, meanings) - less
    told = amounts.amounts(text, evidence.year)
    claimed = amounts.amounts(clause, evidence.year)
    if claimed:
        equal = _count(claimed, told)
        score += (_FIGURES if has_unspaced(clause) else _FIGURES_ENGLISH) * equal / len(claimed)
    score += _NEAR * (evidence.closeness or 0.0)
    if _QUESTION.search(evidence.text):
        score -= _ASKED
    # What a sentence is about may stand in those before it.
    score += _BEFORE * (
        share(clause, f"{evidence.before}\n{text}", meanings) - share(clause, text, meanings)
    )
    return _Window(evidence, text, score, told)


def _count(claimed: Sequence[amounts.Amount], told: Sequence[amounts.Amount]) -> int:
    """Return how many of the claimed figures are among those told."""
    return sum(any(amounts.same(one, other) for other in told) for one in claimed)


def _looked(
    clause: str,
    lead: str,
    claim: str,
    window: _Window,
    rivals: Sequence[amounts.Amount],
    meanings: Meanings,
) -> _Part:
    evidence = window.evidence
    around = f"{evidence.around}\n{evidence.speaker}"
    everything = f"{evidence.before}\n{window.text}\n{around}\n{evidence.heading}\n{evidence.title}"
    claimed = _claimed(clause, lead, evidence.year)
    told = list(_differences(clause, claim, window, everything, claimed, rivals, meanings))
    read_with = f"{window.text}\n{around}"
    held = (share(clause, read_with, meanings) + share(claim, read_with, meanings)) / 2
    matched = bool(claimed) and not any(one.kind in ("figure", "unit") for one in told)
    least = _FOUND if has_unspaced(clause) else _FOUND_ENGLISH
    if matched and has_unspaced(clause):
        least = _FOUND_FIGURES
    near = (evidence.closeness or 0.0) >= _FOUND_NEAR and held >= _NEAR_SHARE
    # A claim without content is nowhere, not everywhere.
    found = (held >= least or near) and (len(grams(claim)) > 1 or bool(claimed))
    return _Part(clause, window, tuple(told), held, found)


def _differences(
    clause: str,
    claim: str,
    window: _Window,
    everything: str,
    claimed: Sequence[amounts.Amount],
    rivals: Sequence[amounts.Amount],
    meanings: Meanings,
) -> Iterator[Difference]:
    evidence = window.evidence
    yield from attribution.differences(
        claimed, amounts.amounts(claim, evidence.year), window.told, rivals, window.text, meanings
    )
    for one in claimed:
        equal = [other for other in window.told if amounts.same(one, other)]
        if contrast.borrowed(one, equal, evidence.before, meanings):
            yield Difference("subject", one.clause, equal[0].clause)
        yield from rates.spans(one, equal)
    yield from rates.money(clause, window.text)
    yield from clocks.differences(clause, window.text)
    before = reversed(evidence.before.split("\n"))
    texts = (window.text, *before, evidence.around, evidence.title)
    yield from counts.differences(clause, window.text, everything)
    if not has_unspaced(clause):
        yield from counts.spelled(clause, everything)
    yield from times.differences(clause, texts, evidence.year)
    yield from names.differences(clause, everything, evidence.text)
    yield from polarity.differences(clause, claim, window.text, meanings)
    told = [one for one in claimed if one.said.direction and _count([one], window.told)]
    # Where a figure has risen or fallen its own clause has told.
    yield from directions.differences(clause, window.text, bool(told))
    equal = [one for one in window.told if any(amounts.same(c, one) for c in claimed)]
    yield from subjects.exchanged(clause, window.text, meanings)
    last = _LAST.search(evidence.before.rstrip())
    near = f"{last[0].strip() if last else ''}\n{window.text}"
    if not any(telling(one.own) and telling(one.own) <= telling(claim) for one in equal):
        yield from subjects.differences(
            clause, near, everything, meanings, [one.own for one in equal]
        )


def _claimed(clause: str, lead: str, year: int | None) -> Sequence[amounts.Amount]:
    """Return the figures of a clause, read after the clauses before it.

    A period said there need not be theirs.
    """
    named = times.spans(clause, year)
    found = []
    for one in amounts.amounts(lead + clause, year):
        said = one.said
        if said.period not in clause:
            said = replace(said, period="", months=None)
        elif len(named) == 1 and (said.months is None or said.months.last is None):
            said = replace(said, months=named[0])
        if one.figure.start >= len(lead):
            found.append(replace(one, said=said))
    return found
