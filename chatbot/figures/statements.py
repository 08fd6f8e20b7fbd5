"""What each figure of a text says: of whom, which quantity, when, compared with what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from chatbot.figures import changes, phrases, qualifiers, spans, units, when
from chatbot.figures.spans import Found
from chatbot.periods import Period

_STOP = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_CLAUSE = re.compile(r"[，；：;:]|,(?!\d{3})|——")
_LIST = re.compile(r"\s*(?:、|，|,|以及|和|与|及|and|,\s*and)?\s*(?:近|约|超过|超|逾)?\s*")
_SHARE_NOUN = re.compile(r"(?:比[重例]|占比|份额|占有率)$")
# What may stand between a figure and the noun it belongs to.
_OF = re.compile(r"(?:以上|以下|左右|以内)?的(?!同比|确)")
_ASIDE = re.compile(
    r"（[^（）]*）|\([^()]*\)|按[^，。；]{1,8}?计价|按[^，。；]{1,8}?计算?|扣除[^，。；]{1,6}因素(?:后|影响)?"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure with what it is about.

    ``subject`` and ``metric`` are words of the text or of the clause before (集成电路, 出口金额),
    ``period`` the period as written and ``months`` what it means; ``comparison`` is a name
    (同比, 环比, 比上年末, 占比, 比 with the base), ``direction`` is ``up``, ``down`` or "".
    """

    figure: Found
    subject: str = ""
    metric: str = ""
    period: str = ""
    months: Period | None = None
    comparison: str = ""
    direction: str = ""


@dataclass(slots=True)
class _Told:
    """What the clauses before have told, as far as it goes on to hold."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    unit: str = ""
    period: when.When | None = None
    comparison: str = ""


def statements(text: str, this_year: int | None = None) -> list[Statement]:
    """Return what the figures of ``text`` say, in order; periods carry over within a sentence."""
    found = list(spans.find(text))
    if not found:
        return []
    stops = [0, *(stop.end() for stop in _STOP.finditer(text)), len(text)]
    told: list[Statement] = []
    for start, end in pairwise(stops):
        inside = [one for one in found if start <= one.start < end]
        if inside:
            told += _sentence(text, start, end, inside, this_year)
    return told


def _sentence(
    text: str, start: int, end: int, found: Sequence[Found], year: int | None
) -> Iterator[Statement]:
    told = _Told()
    groups = list(_groups(text, start, found))
    at = start
    for number, group in enumerate(groups):
        next_start = groups[number + 1][0].start if number + 1 < len(groups) else end
        yield from _group(text, (at, group[0].start, next_start), group, told, year)
        at = group[-1].end


def _groups(text: str, start: int, found: Sequence[Found]) -> Iterator[list[Found]]:
    """Yield runs of figures with nothing between them but the marks of a list."""
    group: list[Found] = []
    for one in found:
        if group:
            gap = text[group[-1].end : one.start]
            respectively = "分别" in text[start : group[0].start]
            if not _LIST.fullmatch(gap) or ("，" in gap and not respectively) or not gap.strip():
                yield group
                group = []
        group.append(one)
    if group:
        yield group


def _group(
    text: str, edges: tuple[int, int, int], group: list[Found], told: _Told, year: int | None
) -> Iterator[Statement]:
    at, first, following = edges
    before = text[at:first]
    before = _ASIDE.sub(lambda aside: " " * len(aside.group()), before)
    comparison, plain = changes.comparisons(before)
    moments = list(when.find(plain, year))
    for one in moments:
        plain = plain[: one.start] + " " * (one.end - one.start) + plain[one.end :]
    starts = [*(match.end() for match in _CLAUSE.finditer(plain)), 0]
    starts.sort(reverse=True)
    clause = plain[starts[0] :]
    direction, verb = changes.direction(clause)
    share = changes.share(clause[:verb]) or changes.share(clause)
    ends = starts[0] + min(verb, share.start() if share else verb)
    leads = [plain[start:ends] for start in starts]
    trailing = text[group[-1].end : following]
    last = group[-1]
    if share:
        comparison = comparison or "占比"
    pairs = _pairs(leads, told, group, trailing)
    if share and share["noun"] and _SHARE_NOUN.search(share["noun"]):
        pairs = [(subject, share["noun"].removeprefix("的")) for subject, _ in pairs]
    elif share and not pairs[0][1]:
        pairs = [(subject, "占比") for subject, _ in pairs]
    if not comparison and any(_SHARE_NOUN.search(metric) for _, metric in pairs) and not direction:
        comparison = "占比"
    direction = direction or changes.direction_after(trailing)
    if "番" in text[last.start : last.end]:
        direction = "up"
    respective = moments[-len(group) :] if len(moments) >= len(group) > 1 else []
    current = moments[-1] if moments else told.period
    for number, figure in enumerate(group):
        subject, metric = pairs[number] if number < len(pairs) else pairs[-1]
        moment = respective[number] if respective else current
        yield Statement(
            figure,
            subject,
            metric,
            moment.words if moment else "",
            moment.months if moment else None,
            comparison,
            direction,
        )
    told.pairs, told.unit, told.period = pairs, last.unit, current


def _pairs(
    leads: Sequence[str], told: _Told, group: Sequence[Found], trailing: str
) -> list[tuple[str, str]]:
    """Return subject and metric for each figure of a group.

    ``leads`` are the words before it: of its clause, then of ever more of the sentence.
    """
    unit = group[-1].unit
    if unit in ("部门", "方面"):
        return [(unit, "")]
    noun = phrases.after(trailing) if units.counts(unit) else ""
    if (match := _OF.match(trailing)) and not changes.direction_after(trailing):
        noun = phrases.after(trailing[match.end() :])
    if noun:
        return [phrases.split(noun)]
    phrase = phrases.trimmed(qualifiers.without(leads[0])) or _earlier(leads[-1], bool(told.pairs))
    if not phrase:
        return _carried(told, len(group))
    if len(group) > 1:
        for words in leads:
            if members := _members(phrases.trimmed(words), len(group)):
                return members
    return [_completed(phrases.split(phrase), told, unit)]


def _earlier(plain: str, told: bool) -> str:
    """Return the noun phrase of the nearest clause that has one, where the last has none.

    Where a figure has been ``told`` of before, only a clause that is all noun phrase will do.
    """
    clauses = _CLAUSE.split(plain)
    for words in reversed(clauses[:-1]):
        phrase = phrases.trimmed(words[: changes.direction(words)[1]])
        if phrase and (not told or phrases.is_noun(phrase)):
            return phrase
    return ""


def _carried(told: _Told, count: int) -> list[tuple[str, str]]:
    if len(told.pairs) in (0, count):
        return told.pairs or [("", "")]
    return [told.pairs[-1]]


def _members(phrase: str, count: int) -> list[tuple[str, str]]:
    """Return what each figure of a list is about: 甲、乙产量 share the last one's metric."""
    _, shared = phrases.split(phrase)
    words = phrases.items(phrase, count)
    if not words:
        body = phrases.trimmed(phrase.removesuffix(shared)) if shared else phrase
        words = phrases.items(body, count)
        return [(phrases.trimmed(word), shared) for word in words]
    pairs = [phrases.split(word) for word in words]
    subject = pairs[0][0]
    return [(own or subject, metric or shared) for own, metric in pairs]


def _completed(pair: tuple[str, str], told: _Told, unit: str) -> tuple[str, str]:
    """Fill what a clause leaves out from the one before."""
    subject, metric = pair
    if not told.pairs:
        return pair
    last = told.pairs[-1]
    goes_on = unit in units.RATES or unit == told.unit
    return subject or last[0], metric or (last[1] if goes_on and subject else "")
