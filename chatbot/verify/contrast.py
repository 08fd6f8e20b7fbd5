"""What tells the figures of one sentence apart: the words of each, and which comes from which."""

import re
from collections.abc import Sequence
from itertools import pairwise

from chatbot import figures
from chatbot.language.periods import PERIOD
from chatbot.verify.amounts import Amount, alike, same
from chatbot.verify.words import Meanings, bare, grams, said, telling
from index.lexical import has_unspaced

# A claim that says so much of what only the other figure has is about that one.
_HALF = 0.5
# Namings that differ in no more characters are told apart by them.
_FEW = 1
_BASE = re.compile(
    r"(?:由|从|(?<!比)(?:原来的?|此前的?|过去的?|以前的?|原先的?))[^，,。；;、]{0,6}$|\bfrom\s$",
    re.IGNORECASE,
)
# 门槛低了200元
_CHANGED_BY = re.compile(r"[低少降减多涨升增高贵快慢短长加]了[将近约超逾]*$")
_TARGET = re.compile(
    r"(?:提高|增加|扩大|提升|上调|延长|[升涨增提]|降低|减少|缩小|压缩|下调|缩短|下降|[降减缩])了?"
    r"[到至为][^，,。；;、]{0,4}$"
)


def rival(
    one: Amount, equal: Sequence[Amount], told: Sequence[Amount], meanings: Meanings
) -> Amount | None:
    """Return the figure of another value that a claim means by what tells it from its equals.

    报废更新43.1万份、置换更新99.5万份: 报废 tells, 更新 does not. The claim says nothing that only
    its equals have, and at least half of what only the other one has.
    """
    found: Amount | None = None
    for other in equal:
        found = next(
            (
                each
                for each in told
                if each.text == other.text
                and not same(one, each)
                and alike(one.figure.unit, each.figure.unit)
                # In English a bare number may count anything.
                and alike(other.figure.unit, each.figure.unit)
                and _sort(each) == _sort(other)
                and {one.said.direction, each.said.direction} != {"up", "down"}
                and _means(one, each, other, meanings)
            ),
            None,
        )
        if found is None:
            return None
    return found


def _means(one: Amount, other: Amount, equal: Amount, meanings: Meanings) -> bool:
    theirs, own = naming(other), naming(equal)
    only_theirs, only_own = (_pairs(theirs) - _pairs(own), _pairs(own) - _pairs(theirs))
    if not only_theirs or not only_own:
        return False
    for words in (one.local, f"{one.shared} {one.local}"):
        wanted = grams(bare(words))
        if has_unspaced(words):
            mine, others = wanted & only_own, wanted & only_theirs
            if mine or len(others) >= _HALF * len(only_theirs):
                return not mine
            if _by_character(one.local, theirs, own):
                return True
        elif _pairs(theirs) & _pairs(own):
            own_said, other_said = (said(wanted, text, meanings) for text in (own, theirs))
            if own_said != other_said:
                return bool(other_said - own_said) and not own_said - other_said
    return False


def _by_character(words: str, theirs: str, own: str) -> bool:
    """Tell whether words have the one character in which two namings differ: 区里 of 区级, 市级."""
    only_theirs, only_own = (
        set(bare(one)) - set(bare(other)) for one, other in ((theirs, own), (own, theirs))
    )
    apart = (
        {one for one in only_theirs if one.isalpha()},
        {one for one in only_own if one.isalpha()},
    )
    if not all(0 < len(one) <= _FEW for one in apart):
        return False
    return bool(apart[0] & set(words)) and not apart[1] & set(words)


def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of characters of a text; what stands alone between others tells nothing."""
    return frozenset(one for one in grams(text) if len(one) > 1)


def borrowed(
    one: Amount, equal: Sequence[Amount], before: str, meanings: Meanings
) -> frozenset[str]:
    """Return words that name the claim's figure and stand in the sentences before it alone.

    There they are another thing's where the figure has a name of its own, of which the claim
    says less than half: 制造业创新中心有193个, of 创新型产业集群有193个.
    """
    # A dictionary's words are too many to tell by.
    wanted = telling(one.local) if has_unspaced(one.text) else frozenset()
    found: frozenset[str] = frozenset()
    for other in equal:
        own = telling(other.local)
        # The 营业收入 of a sentence may be that of whatever was spoken of before it.
        if other.said.metric:
            return frozenset()
        if not own or len(said(own, one.text, meanings)) >= _HALF * len(own):
            return frozenset()
        ahead, _, sentence = other.text.rpartition("\n")
        told = said(wanted, f"{sentence} {other.said.subject} {other.said.metric}", meanings)
        found = said(wanted - told, f"{before}\n{ahead}", meanings)
        if len(found) <= len(told):
            return frozenset()
    return found


def _sort(one: Amount) -> tuple[bool, bool]:
    """Return whether a figure is a change and whether it is a share."""
    return bool(one.said.direction), one.said.comparison == "占比"


def naming(one: Amount) -> str:
    """Return the words that name a figure; in a list with 分别 those of its place in it."""
    listed = "分别" in one.local or not grams(bare(one.local))
    if listed and (one.said.subject or one.said.metric):
        return f"{one.said.subject} {one.said.metric}"
    return bare(PERIOD.sub(" ", one.local))


def turned(one: Amount, equal: Sequence[Amount], told: Sequence[Amount]) -> Amount | None:
    """Return the figure at the other end of a change that a claim turns round: 由74%降到21%.

    Of a claim that gives an end as the change itself (低了200元) its equal.
    """
    role = end_of(one)
    by = _CHANGED_BY.search(one.local.partition("\0")[0])
    if by and equal and all(map(end_of, equal)) and not changed(one, told):
        return equal[0]
    if not role or any(end_of(other) in ("", role) for other in equal):
        return None
    return next(
        (
            other
            for other in told
            if end_of(other) == role and alike(one.figure.unit, other.figure.unit)
        ),
        None,
    )


def changed(one: Amount, told: Sequence[Amount]) -> tuple[Amount, Amount] | None:
    """Return from and to what the text has something change by just the claim's figure.

    25分钟降到16分钟 is 9分钟 less. What the claim itself changes from or to is no difference.
    """
    if end_of(one):
        return None
    for before, after in pairwise(told):
        if (
            end_of(after) == "target"
            and before.said.figure.end <= after.said.figure.start
            and before.text == after.text
            and alike(before.figure.unit, after.figure.unit)
            and alike(one.figure.unit, after.figure.unit)
            and figures.close(one.figure.value, abs(after.figure.value - before.figure.value))
        ):
            return before, after
    return None


def end_of(one: Amount) -> str:
    """Return whether a figure is the ``base`` or the ``target`` of a change, "" where neither."""
    before = one.local.partition("\0")[0]
    # 从4月起升到 ends as a target does.
    if _TARGET.search(before):
        return "target"
    return "base" if _BASE.search(before) else ""
