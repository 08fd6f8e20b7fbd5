"""A follow-up becomes a question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.constraints import METRICS
from chatbot.periods import PERIOD
from chatbot.places import PLACE
from chatbot.wording import ASKS, content
from index.lexical import has_unspaced

History = Sequence[tuple[str, str]]

# Openings that say nothing: what follows them may stand alone or not.
_OPENING = re.compile(
    r"^(?:那么?|对了|另外|还有|然后|再问一下|顺便问一下|好的?|嗯|ok|and|then|so|also)[，,、\s]+"
    r"|^(?:那么?|对了)",
    re.IGNORECASE,
)
# Words that point back; 这次发布会 and 该省 point at what everybody knows.
_POINTS_BACK = re.compile(
    r"其中|此外|它|他|她|上述|前者|后者|刚才|(?<!应)该(?!省|市|不该)|这(?!次|场|里)|那(?:个|些|项|条|次|句|里)"
    r"|\b(?:it|its|they|their|them|he|his|she|her|that|those|these|this|the same|of which)\b",
    re.IGNORECASE,
)
# In a short question a point without its list is one of the list before.
_NAMES_A_POINT = re.compile(
    r"第[一二三四五六七八九十](?:个|项|点|条)|最后一?(?:个|项|点|条)|\b(?:second|third|last) one\b",
    re.IGNORECASE,
)
_LONG_FOR_A_POINT = 14
# "And exports?": nothing is asked but what was asked before.
_ELLIPSIS = re.compile(r"呢[？?]?$|^(?:and|what about|how about)\b", re.IGNORECASE)
# What is asked of a thing, and no thing itself.
_ATTRIBUTES = re.compile(
    r"同比|环比|增长|增速|增幅|增加|下降|降幅|占比|比重|比例|份额|金额|数额|数量|数字|规模|总量|总数|总额|水平|单位|用途|原因"
    r"|时间|地点|名称|全称|全名|目标|内容|意义|作用|效果|详细|展开|主要|分别|第[一二三四五六七八九十]|最后|一?[个项点条]|说|讲|呢"
    r"|[万亿千百元块吨台辆%]"
)
_MOST_LEFT = 2
# Of a very long earlier question its end says what was asked.
_MOST_EARLIER = 300
_DEEPEST = 3
# What one question holds once: where a follow-up has its own, the earlier one is dropped.
_AMOUNT = re.compile(
    r"\d+(?:\.\d+)?[万亿千百]?(?:美?元)?(?:以[上下内]|[到至—–-]\d+(?:\.\d+)?[万亿千百]?(?:美?元)?)"
)
_BASIS = re.compile(r"同比|环比|year[- ]on[- ]year|month[- ]on[- ]month", re.IGNORECASE)
_QUANTITY = re.compile("|".join(word for words in METRICS for word in words))
_SLOTS = (PERIOD, PLACE, _AMOUNT, _BASIS, _QUANTITY)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question made whole; ``focus`` is what a follow-up adds, "" where it stands alone."""

    question: str
    focus: str = ""


def understand(question: str, history: History) -> Understood:
    """Return the question to search for: with the one before it if it goes on from that.

    What both name, a period or a place say, is taken from the follow-up.
    """
    if not history or not _goes_on(question):
        return Understood(question)
    earlier = before(history)
    for slot in _SLOTS:
        if slot.search(question):
            earlier = slot.sub("", earlier)
    return Understood(f"{earlier.strip()} {question}".strip(), question)


def before(history: History) -> str:
    """Return the question before, itself made whole from the ones before it."""
    asked = history[-1][0].replace("\0", " ").strip()[-_MOST_EARLIER:]
    asked = asked.encode("utf-8", "replace").decode("utf-8")
    return understand(asked, history[:-1][-_DEEPEST:]).question[-_MOST_EARLIER:]


def _goes_on(question: str) -> bool:
    """Tell whether a question says too little by itself."""
    bare = _OPENING.sub("", question)
    if _ELLIPSIS.search(bare) and not ASKS.search(_ELLIPSIS.sub("", bare)):
        return True
    if len(bare) <= _LONG_FOR_A_POINT and _NAMES_A_POINT.search(bare):
        return True
    return bool(_POINTS_BACK.search(bare)) or _names_nothing(bare)


def _names_nothing(bare: str) -> bool:
    words = content(bare)
    if words == bare.strip():
        return not re.search(r"\d", words)
    if not has_unspaced(words):
        return len(words.split()) < _MOST_LEFT
    return len(_ATTRIBUTES.sub("", words).replace(" ", "")) <= _MOST_LEFT
