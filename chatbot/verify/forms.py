"""Other forms of a claim that say the same: abbreviations, other units, short names written out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot import figures
from chatbot.figures.numerals import ARABIC, DIGITS, HAN, arabic, han
from chatbot.language import abbreviations
from chatbot.verify import measures
from chatbot.verify.records import Evidence, Verdict
from chatbot.verify.words import plain, tagged

_CHINESE = re.compile(r"[\u3400-\u9fff]{3,4}")
# So many characters of the long form may stand between two of the short one.
_GAP = 5
# So many characters more make it another form.
_MORE = 2
# 十个里只有一个, every fifth, seven in ten.
_SO_MANY = re.compile(
    rf"每?(?P<whole>{ARABIC}|{HAN})[个人家户名位](?P<of>[^，。；\d]{{0,10}}?)(?:里|中|当中)面?头?"
    rf"(?P<only>只|仅|就|约|大约|差不多)?有?(?P<part>{ARABIC}|{HAN})(?:个半|[个人家户名位])(?P<more>多)?"
)
_ENGLISH = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_IN_TEN = re.compile(rf"\b({'|'.join(_ENGLISH)}) (?:in|out of(?: every)?) (?:ten|10)\b", re.I)
# Level 2 is a name.
_LEVEL = re.compile(r"\bLevel (\d)\b", re.I)


@dataclass(frozen=True, slots=True)
class Form:
    """A claim in other words; ``needed`` are those that must stand where it is found.

    ``free``: it may be found at another place than the claim was.
    """

    text: str
    needed: tuple[str, ...] = ()
    free: bool = False

    def holds(self, first: Verdict, again: Verdict) -> bool:
        """Tell whether ``again``, the verdict on this form, counts after ``first``, the claim's.

        What was contradicted somewhere is not supported by a place that only the form leads to.
        """
        told = "\n".join(one.text for one in again.evidence)
        near = self.free or first.status != "contradicted" or {*again.evidence} <= {*first.evidence}
        return near and all(words in told for words in self.needed)


def of(claim: str, candidates: Sequence[Evidence]) -> Iterator[Form]:
    """Yield the forms of ``claim`` that differ from it, each with more written out."""
    told = "\n".join(one.text for one in candidates)
    known = {claim}
    short = abbreviations.replaced(claim, lambda form: form in told)
    measured, needed = measures.replaced(as_shares(short), told)
    long = written_out(measured, told)
    for form in (Form(short, free=True), Form(measured, needed), Form(long, needed)):
        if form.text not in known:
            known.add(form.text)
            yield form


def as_shares(claim: str) -> str:
    """Return ``claim`` with so many of ten or a hundred as a share: 十个里只有一个 is 一成."""

    def share(match: re.Match[str]) -> str:
        whole, part = (_count(match[name]) for name in ("whole", "part"))
        if not whole or not part or part >= whole:
            return match[0]
        of = 100 * part / whole
        tenths = int(of) // 10
        round_ = figures.close(of, 10 * tenths)
        words = f"{DIGITS[tenths]}成" if round_ else f"{figures.plain(round(of, 1))}%"
        return f"{match['of']}{match['only'] or ''}{words}{match['more'] or ''}"

    claim = _LEVEL.sub(r"L\1", _SO_MANY.sub(share, claim))
    return _IN_TEN.sub(
        lambda match: f"{10 * (2 + _ENGLISH.index(match[1].lower()))} percent", claim
    )


def _count(words: str) -> float | None:
    return arabic(words) if words[0].isdigit() else han(words)


def written_out(claim: str, told: str) -> str:
    """Return ``claim`` with its words that ``told`` has in a longer form only in that form."""
    told = plain(told)
    for word in dict.fromkeys(_words(claim)):
        if word in told:
            continue
        gap = rf"[\u3400-\u9fff]{{0,{_GAP}}}?"
        found = re.search(gap.join(map(re.escape, word)), told)
        if found and len(found[0]) >= len(word) + _MORE:
            claim = claim.replace(word, found[0])
    return claim


def _words(claim: str) -> list[str]:
    """Return the nouns of three or four characters, also those that the tagger cuts in two."""
    words = [(word, tag) for word, tag in tagged(claim) if word.strip()]
    pairs = pairwise(words)
    joined = [one + other for (one, _), (other, tag) in pairs if tag.startswith("n")]
    return [one for one in (*joined, *(word for word, _ in words)) if _CHINESE.fullmatch(one)]
