"""A whole that a question asks of, where a sentence tells only of a part of it.

全国规模以上工业增加值 is not told by 装备工业增加值, nor 全国医疗机构 by 基层医疗机构.
"""

import re

from chatbot.followup.ellipsis import noun_before
from chatbot.language.periods import PERIOD
from chatbot.language.places import PLACED
from chatbot.question.quantities import METRICS

_WHOLE = re.compile(
    r"(?:全[国省市县区州]|我[国省市县区州]|中国|国内|规模以上|规上|限额以上|整[体个]|总体|全部|全行业|所有|各类)的?"
)
_QUANTITY = re.compile("|".join(word for words in METRICS for word in words if len(word) > 1))
# 第三产业 is 服务业.
_SECTOR = re.compile("第[一二三]产业")
_LEAST = 2
# The name of a kind is no longer: 工业, 服务业.
_MOST_OF_KIND = 3


def part_told(question: str, sentence: str) -> str:
    """Return the whole that ``question`` asks of, "" if ``sentence`` is not of a part alone.

    The question says that it means a whole, and the sentence has the same quantity only of what
    has a name of its own before it, or is another of the kind (制造业 for 工业).
    """
    bare = PERIOD.sub("，", question)
    quantity = _QUANTITY.search(bare)
    # 每单位增加值的能耗 is none of it.
    if not quantity or bare[: quantity.start()].endswith("单位"):
        return ""
    clause = bare.rfind("，", 0, quantity.start()) + 1
    whole = _WHOLE.search(bare, clause, quantity.start())
    if not whole:
        return ""
    asked = _owner(bare, quantity.start())
    if len(asked) < _LEAST:
        return ""
    told = [
        _owner(sentence, match.start())
        for match in re.finditer(re.escape(quantity[0]), PERIOD.sub(_blank, sentence))
    ]
    if told and all(_is_part(one, asked) for one in told):
        return bare[whole.start() : quantity.end()]
    return ""


def _owner(text: str, end: int) -> str:
    """Return the nouns before ``end``, of which something is measured, without words for all."""
    start = noun_before(text, end - (text[end - 1] == "的"))
    own = _WHOLE.sub("", text[start:end]).removesuffix("的").removesuffix("总")
    place = PLACED.match(own)
    return own[place.end() :] if place else own


def _is_part(told: str, asked: str) -> bool:
    named = told.endswith(asked) and told != asked
    # 电子信息制造业 may be another name, 工业 is none of 制造业.
    plain = len(asked) <= _MOST_OF_KIND and not _SECTOR.fullmatch(told)
    other = plain and bool(told) and asked not in told and told[-1] == asked[-1]
    return named or other


def _blank(match: re.Match[str]) -> str:
    return "，" * len(match[0])
