"""One claim held against sentences that may support it: the verdict, without any search."""

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.verify import amounts, attribution, compare, counts, forms, people, polarity
from chatbot.verify.claims import apart, claims_nothing, clauses
from chatbot.verify.records import Difference, Evidence, Verdict
from chatbot.verify.windows import Window, count, verbatim, windows_of
from chatbot.verify.words import NOTHING, Meanings, grams, share
from index.lexical import has_unspaced

# The windows that score so near the best may decide.
_BAND = 0.15
# A claim is found if its evidence says so much of it; less will do where its figures are there.
_FOUND, _FOUND_ENGLISH, _FOUND_FIGURES, _FOUND_NEAR = 0.4, 0.35, 0.15, 3.0
_NEAR_SHARE = 0.15
# Where a clause's figures are, so near a sentence or so many figures of the claim will do.
_FOUND_ALIKE, _FEW = 2.2, 2
_MINE = 0.75


@dataclass(frozen=True, slots=True)
class _Part:
    """What became of a clause: its best window, what differs, and the share found."""

    clause: str
    window: Window
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
    if verdict.supported:
        return verdict
    for form in forms.of(claim, candidates):
        again = _held(form.text, candidates, meanings)
        if again.supported and form.holds(verdict, again):
            return again
    return _piecewise(claim, candidates, meanings) or verdict


def _piecewise(claim: str, candidates: Sequence[Evidence], meanings: Meanings) -> Verdict | None:
    """Return the verdict on a claim each figure of which has a place of its own, if it is good."""
    pieces = apart(claim)
    found = [_held(one, candidates, meanings) for one in pieces]
    if not found or not all(one.supported for one in found):
        return None
    evidence = tuple(dict.fromkeys(each for one in found for each in one.evidence))
    return Verdict("supported", evidence, (), sum(one.score for one in found) / len(found))


def _held(claim: str, candidates: Sequence[Evidence], meanings: Meanings) -> Verdict:
    parts: list[_Part] = []
    lead = ""
    for clause in clauses(claim):
        parts.append(_part(clause, lead, claim, candidates, meanings))
        lead += clause
    return _together(parts, claim, candidates)


def _together(parts: Sequence[_Part], claim: str, candidates: Sequence[Evidence]) -> Verdict:
    voices = {one.speaker for one in candidates}
    evidence = tuple(dict.fromkeys(part.window.evidence for part in parts))
    # Who speaks says nothing yet: 司长叶绍棠说，… is held against where the rest is said.
    rest = parts[1:] if people.said_by(parts[0].clause, voices) else parts
    places = tuple(dict.fromkeys(part.window.evidence for part in rest or parts))
    spoken = [
        *people.speaking(claim, places, voices),
        *people.offices(claim, candidates),
    ]
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
    windows = windows_of(clause, claim, candidates, meanings)
    if clause != claim:
        # Where one sentence is what the whole claim is about, no clause is looked for elsewhere.
        whole = windows_of(claim, claim, candidates, meanings)[0]
        least = _MINE * share(clause, windows[0].text, meanings)
        claimed = amounts.amounts(clause, whole.evidence.year)
        if share(clause, whole.text, meanings) >= least and (
            count(claimed, whole.told) >= count(claimed, windows[0].told)
        ):
            windows = [one for one in windows if one.evidence == whole.evidence] or windows
    rivals = [one for window in windows for one in window.told]
    best = windows[0].score
    looked = [
        _looked(clause, lead, claim, window, rivals, meanings)
        for window in windows
        if window.score >= best - _BAND
    ]
    part = min(looked, key=lambda part: (not part.found, len(part.differences), -part.window.score))
    if part.differences and all(one.kind == "negation" for one in part.differences):
        # What nobody denies here may be denied elsewhere.
        for window in windows:
            if polarity.denied_too(clause, window.text):
                other = _looked(clause, lead, claim, window, rivals, meanings)
                if other.found and not other.differences:
                    return other
    return part


def _looked(
    clause: str,
    lead: str,
    claim: str,
    window: Window,
    rivals: Sequence[amounts.Amount],
    meanings: Meanings,
) -> _Part:
    evidence = window.evidence
    around = f"{evidence.around}\n{evidence.speaker}"
    everything = f"{evidence.before}\n{window.text}\n{around}\n{evidence.heading}\n{evidence.title}"
    claimed = attribution.claimed(clause, lead, evidence.year)
    told = list(compare.differences(clause, claim, window, everything, claimed, rivals, meanings))
    read_with = f"{window.text}\n{around}"
    held = (share(clause, read_with, meanings) + share(claim, read_with, meanings)) / 2
    matched = bool(claimed) and not any(one.kind in ("figure", "unit") for one in told)
    least = _FOUND if has_unspaced(clause) else _FOUND_ENGLISH
    if matched and has_unspaced(clause):
        least = _FOUND_FIGURES
    near = (evidence.closeness or 0.0) >= _FOUND_NEAR and held >= _NEAR_SHARE
    # Figures tell where a place is even if no word does.
    given = amounts.amounts(claim, evidence.year)
    numbers, of = counts.shared(claim, window.text)
    matched = matched or (of >= _FEW and numbers == of)
    near = near or (
        matched
        and ((evidence.closeness or 0.0) >= _FOUND_ALIKE or count(given, window.told) >= _FEW)
    )
    # A claim without content is nowhere, not everywhere.
    found = (held >= least or near) and (len(grams(claim)) > 1 or bool(claimed))
    return _Part(clause, window, tuple(told), held, found)
