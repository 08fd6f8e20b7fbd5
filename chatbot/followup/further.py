"""“What else did he say?” and “Why?”: both ask of the place that the question before found.

More is what was not quoted yet of it; the cause stands in the sentence itself or soon after.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence

from chatbot.extract import Candidate
from chatbot.language.kind_words import CAUSE
from chatbot.question.kinds import asks_cause
from chatbot.question.who_said import SAY

_THING = (
    "内容|方面|措施|举措|办法|做法|安排|打算|特点|亮点|变化|原因|问题|困难|工作|任务|数据|情况|要求"
    "|条件"
)
_WHO = r"(?:he|she|they|it|there|[a-z]+(?: [a-z]+)?|[\u4e00-\u9fff]{2,4})"
_ASKED = re.compile(
    rf"^(?:那|那么|另外|好的?)?[，,\s]*(?:除了?(?:这|那|此|上面|刚才)[^，,。？?]{{0,8}}[，,]\s?)?"
    rf"(?:[^，。？?还]{{0,8}}?(?:还|另外)(?:都|又)?(?:{SAY})(?:到|及|过)?[了些]*"
    rf"(?:什么|哪些|啥)(?:别的|其他的?)?(?:{_THING}|话)?"
    rf"|(?:还有|其[他它]的?|别的|此外|除此之外)(?:还有)?(?:什么|哪些|啥)?(?:别的|其[他它]的?)?(?:{_THING})?(?:没有|吗|呢)?"
    r"|(?:继续|接着)(?:[说讲]|往下[说讲])?(?:吧|呀|呢)?)[？?！!。]?$"
    rf"|^(?:and )?(?:what|anything|something) else(?: (?:did|does|has|is|was) {_WHO})?"
    r"(?: (?:say|said|mention(?:ed)?|announced?|add(?:ed)?|told|tell))?"
    r"(?: (?:about|on) (?:it|that|this))?[?.]?$|^go on[.!]?$",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^(?:那|那么)?(?:这|它|其)?(?:又)?(?:是)?(?:为什么|为何|为啥|(?:什么|啥)原因|原因(?:是什么|是啥|何在|呢)?|怎么回事|怎么会这样)"
    r"(?:会?(?:这样|如此|增长|下降|上涨|减少|增加|变化)|呢)?[？?]?$"
    r"|^(?:and |but )?(?:why|how come)(?: (?:is|was) (?:that|this|it)(?: so)?| so)?\s?[?.]?$"
    r"|^(?:and )?what(?: is|'s| was) the (?:reason|cause)(?: for (?:that|this|it))?\s?[?.]?$",
    re.IGNORECASE,
)
_CAUSES = re.compile("原因|因素")
_EXAMPLE = re.compile(
    r"^(?:那么?)?(?:能不能|可不可以|能|可以)?再?(?:具体)?[举给说讲有](?:没有)?"
    r"(?:几?个|一?些|哪[个些](?:城市|地方|地区|省|市|县|企业|单位)?的?)?"
    r"(?:具体|实际|典型|成功)?的?"
    r"(?:例子|案例|实例|典型|样板)(?:吗|呢|吧|没有)?[？?]?$"
    r"|^那?(?:比如|例如|譬如)(?:说|呢)*[？?]$|^(?:请)?举例(?:说明|说说|讲讲)?(?:一下)?[。？?]?$"
    r"|^(?:(?:can|could) you )?(?:give|name) (?:me |us )?an? example(?: of (?:that|this|it))?"
    r"\s?[.?]?$"
    r"|^for (?:example|instance)\?$",
    re.IGNORECASE,
)
_IS_EXAMPLE = re.compile(
    r"^[^，。；]{0,8}(?:比如|例如|譬如|举个?例|就拿|拿[^，。；到了走下出]{1,12}来[说讲])"
    r"|为例(?![外会])"
    r"|\bfor (?:example|instance)\b",
    re.IGNORECASE,
)
# So many sentences after the one that is asked about its cause may be told.
_SOON = 3
# An example in another place speaks of so much of the question.
_SPOKEN_OF = 0.3
# Where a sentence speaks of the same, it may stand farther on.
_LATER = 8
_KEPT = re.compile(r"[^\w%]")
# A part of a sentence that is long enough to be known again.
_SENTENCE = re.compile(r"\w[^。！？；]{3,}")


def asked(question: str) -> bool:
    """Tell whether a question asks for nothing but more, the cause or an example of what was."""
    return (
        asks_why(question) or asks_example(question) or _ASKED.search(question.strip()) is not None
    )


def asks_why(question: str) -> bool:
    """Tell whether a question asks for nothing but the cause of what was asked before."""
    return _WHY.search(question.strip()) is not None


def asks_example(question: str) -> bool:
    """Tell whether a question asks for nothing but an example of what was asked before."""
    return _EXAMPLE.search(question.strip()) is not None


def examples(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the example nearest to the best of ``found`` in its exchange.

    Without one there it is the first elsewhere that speaks enough of the question.
    """
    best = found[0]
    told = [one for one in found if _IS_EXAMPLE.search(one.text)]
    here = [one for one in told if _exchange(one) == _exchange(best)]
    here.sort(key=lambda one: abs(one.sentence.start - best.sentence.start))
    return [*here, *(one for one in told if one.overlap >= _SPOKEN_OF)][:1]


def causes(found: Sequence[Candidate], soon: int = _SOON) -> list[Candidate]:
    """Return the sentence that tells why the best of ``found`` is so, if one of the next does.

    That is one of the ``soon`` next.
    """
    best = found[0]
    following = sorted(
        (
            one
            for one in found
            if _exchange(one) == _exchange(best) and one.sentence.start >= best.sentence.start
        ),
        key=lambda one: one.sentence.start,
    )
    return [one for one in following[: soon + 1] if _tells_cause(one)][:1]


def _tells_cause(candidate: Candidate) -> bool:
    """Tell whether a sentence says why something is so, or asks it to be answered at once."""
    text = candidate.text
    return bool(CAUSE.search(text)) or (text.endswith(("？", "?")) and asks_cause(text))


def because(found: Sequence[Candidate], follows: bool = False) -> Sequence[Candidate]:
    """Return candidates for a question why with the one first that tells it.

    It is the best or one soon after it, which speaks at least half as much of the question; of one
    that ``follows`` another, the next few may say nothing of what is known.
    """
    if not found:
        return found
    # What a follow-up goes on from is what fits best, whatever it contradicts.
    ranked = sorted(found, key=lambda one: -one.score) if follows else found
    told = causes(ranked, _SOON if follows else _LATER)
    if not told or not (follows or told[0].overlap >= found[0].overlap / 2):
        return found
    return [*told, *(one for one in found if one is not told[0])]


def rest(
    question: str,
    found: Sequence[Candidate],
    told: Sequence[str],
    speakers: Collection[str],
    quoted: Callable[[Candidate], str],
) -> list[Candidate]:
    """Return the candidates of the best one's exchange that the answers ``told`` do not quote.

    If ``question`` names one of ``speakers``, they are of his words. ``quoted`` returns the words
    that are quoted of a candidate.
    """
    named = {name for name in speakers if name and name in question}
    said = [one for one in found if not named or one.passage.speaker in named]
    if not said:
        return []
    last = _plain(told[-1]) if told else ""
    # What the last answer quotes is where more is told.
    before = next((one for one in said if _quoted(one, last, quoted)), said[0])
    known = _plain(" ".join(told))
    more = [
        one
        for one in said
        if _exchange(one) == _exchange(before) and not _quoted(one, known, quoted)
    ]
    if _CAUSES.search(question):
        more = [one for one in more if _CAUSES.search(one.text)] or more
    return more


def _quoted(candidate: Candidate, known: str, quoted: Callable[[Candidate], str]) -> bool:
    return any(_plain(words) in known for words in _SENTENCE.findall(quoted(candidate)))


def _exchange(candidate: Candidate) -> tuple[str, str, str]:
    passage = candidate.passage
    return passage.source, passage.heading, passage.question


def _plain(text: str) -> str:
    return _KEPT.sub("", unicodedata.normalize("NFKC", text))
