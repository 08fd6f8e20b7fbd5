"""Whether a question says enough by itself, or goes on from the one before it."""

import re

from chatbot.followup import ellipsis
from chatbot.language import wording
from chatbot.language.people import tagged
from chatbot.language.subjects import things
from chatbot.question.who_said import SPEAKER_WANTED
from index.lexical import has_unspaced

# Openings that say nothing: what follows them may stand alone or not.
_OPENING = re.compile(
    r"^(?:那么?|对了|另外|还有|然后|再问一下|顺便问一下|好的?|嗯|ok|and|then|so|also)[，,、\s]+"
    r"|^(?:那么?|对了)",
    re.IGNORECASE,
)
# 回到刚才的储能: another topic is taken up again.
_BACK = re.compile(
    r"^(?:那?我?们?再?(?:回到|说回|回过头来?(?:看|说))|(?:going )?back to)"
    r"(?:刚才|刚刚|前面|之前|the|your|my|that)?(?:说的|提到的|问的|讲的|的)?\s*",
    re.IGNORECASE,
)
# Words that point back; 这次发布会 and 该省 point at what everybody knows, "that" may join clauses.
_POINTS_BACK = re.compile(
    r"^(?:对应|相应)的?|^里[头面边]|其中|此外|它|他|她|上述|前者|后者|刚才|(?<!应)该(?!省|市|不该)"
    r"|这(?!次|场|里(?!头|面|说|提)|轮|份|种事|[一几两三四五六七八九十\d]+(?:个?月|天|年|季))|那(?:个|些|项|条|次|句|里)"
    r"|\b(?:it|its|they|their|them|he|his|she|her|those|these|the same|of which)\b"
    r"|\bthat(?=\s*[?.]|$|\s+(?:figure|number|one|share|rate|is|was|mean|compare|include))"
    r"|\bthis(?! (?:year|month|quarter|week|press|briefing|conference|time)\b)",
    re.IGNORECASE,
)
# "What share is that?" asks of what was told, whatever stands before.
_ASKS_OF_THAT = re.compile(
    r"\b(?:is|was|are|were|does|did|do) (?:that|this|it|those|these|they|them)\s*\??$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r"^(?:其中|里[头面边]|当中)|\bof (?:which|them|these|those)\b", re.IGNORECASE
)
# With as much before it, in characters or words, a pointer points within its question.
_ANTECEDENT, _ENGLISH_ANTECEDENT = 2, 2
# What is said of something that was named before: 分别是哪些, 在主要行业里排第几.
_SUBJECTLESS = re.compile(
    r"^(?:分别|都|各自?|依次)(?:是|为|有|在|叫|来自)"
    r"|^(?:在[^，。？?]{2,14}?)?(?:排|居|位居|位列|排名)(?:在|到)?第?几"
)
# What comes next, with nothing beside it of what that is about.
_NEXT = re.compile(r"下一步|接下来|下一阶段|今后|后续|往后|以后")
_DOES_NEXT = re.compile(
    r"它们?|他们|她们|[这该]个?(?:行业|领域|产业|方面)?|[打准]算|准备|计划|安排|部署|举措|措施|工作|重点|任务|考虑|思路|动作|目标|推进|要?做|干|会|还"
)
_SAID_SO = re.compile(
    r"刚才|刚刚|上面|这|那|些|个|番|数据|数字|数|话|信息|消息|内容"
    r"|\b(?:that|this|those|these|it|so|figures?|numbers?|data|statistics?|information|all)\b",
    re.IGNORECASE,
)
# Whoever acts, where nothing is said of what he acts on: 国家打算怎么办.
_ACTOR = re.compile(
    r"国家|政府|官方|当局|上面|(?:有关|相关|主管)?部门|[部局委]里|你们|他们|我们国家"
    r"|[\u4e00-\u9fff]{1,5}?[部委局](?=打算|准备|计划|会|将|要|有|怎|如何|采取|应对)"
)
# In a short question a point without its list is one of the list before.
_NAMES_A_POINT = re.compile(
    r"第[一二三四五六七八九十](?:个|项|点|条|家|种|类|款|步|起|座|位)"
    r"|最后[一那这]?(?:个|项|点|条|家|种|步)|\b(?:second|third|last) one\b",
    re.IGNORECASE,
)
_LONG_FOR_A_POINT, _LONG_ENGLISH_FOR_A_POINT = 14, 60
# What is asked of a thing, and no thing itself.
_ATTRIBUTES = re.compile(
    r"同比|环比|增长|增速|增幅|增加|下降|降幅|占比|比重|比例|份额|金额|数额|数量|数字|规模|总量|总数|总额|水平|单位|用途|原因"
    r"|时间|地点|的?事|名称|全称|全名|目标|内容|意义|作用|效果|措施|举措|做法|行动|政策|安排|打算|特点|亮点|方面|成效|问题|困难|任务|工作|重点|要求|条件|步骤|预计|预期|有望|估计|具体|进展|详细|细说|展开|主要|分别|第[一二三四五六七八九十]|最后|一?[个项点条]|说|讲|呢"
    r"|[万亿千百元块吨台辆件家户位所座套艘架批例起宗份张%]"
)
# Quantities that are a topic of their own, of whatever the question before was.
_INDICATOR = re.compile(r"GDP|CPI|PPI|PMI|生产总值|物价|通胀|失业率|汇率|赤字", re.IGNORECASE)
# 贷款利率: one quantity says what the other is of.
_TWO_QUANTITIES = re.compile(rf"(?:{ellipsis.QUANTITY.pattern}){{2}}")
_MOST_LEFT = 2
# With 那 before it, a question that names no thing goes on from one.
_THEN = re.compile(r"^那么?(?![个些项条次句里])")
# 那什么时候能商用: two characters are left of which nothing is said.
_THEN_ASKS = re.compile(
    r"^那么?(?:什么时候|何时|怎么|如何|为什么|为啥|在哪|哪里|多久|多少|谁|能|可以|要|会)"
)
_LEAST_OF_ITS_OWN = 3
# 6G, AS700, RISC
_NAME = re.compile(r"[A-Za-z]+-?\d|\d[A-Za-z]|[A-Z]{2}")
_MOST_VERBS = 6
# 面积, 均价, 案值: how much of something.
_MEASURE = re.compile(r".[积价值费额量速率数长宽高深重龄温]")
# 快递员 is a verb and what makes somebody of it ("zg").
_THING = re.compile(r"n|vn|j|eng|l|i|x|zg")


def asks_what_next(question: str) -> bool:
    """Tell whether a question asks what comes next, and does not say of what."""
    rest = _DOES_NEXT.sub(" ", _NEXT.sub(" ", question))
    return _NEXT.search(question) is not None and not wording.bare(rest)


def asks_of_a_part(question: str) -> bool:
    """Tell whether a question asks of a part of what was told before: 其中国际的呢."""
    return _OF_WHICH.search(opened(question)) is not None


def opened(question: str) -> str:
    """Return ``question`` without an opening that says nothing: 那么, "and so"."""
    return _OPENING.sub("", question)


def says_of_what(question: str) -> bool:
    """Tell whether a question names what it asks of, as 分别是哪些国家的 does not."""
    return not _SUBJECTLESS.search(opened(question))


def taken_up(question: str) -> str:
    """Return ``question`` without the words that take up an earlier topic again: 回到刚才的."""
    return _BACK.sub("", question)


def goes_on(question: str) -> bool:
    """Tell whether a question says too little by itself."""
    bare = opened(question)
    if ellipsis.named(question) or ellipsis.named(bare) or _SUBJECTLESS.search(bare):
        return True
    if asks_only_who(question) or asks_what_next(bare) or _ASKS_OF_THAT.search(bare):
        return True
    point = _NAMES_A_POINT.search(bare)
    short = len(bare) <= (_LONG_FOR_A_POINT if has_unspaced(bare) else _LONG_ENGLISH_FOR_A_POINT)
    if point and short and not _names_something(bare[: point.start()]):
        return True
    if _THEN.search(question) and _says_little(bare):
        return True
    pointer = _POINTS_BACK.search(bare)
    return names_nothing(bare, question) or bool(
        pointer and not _names_something(bare[: pointer.start()])
    )


def _says_little(bare: str) -> bool:
    """Tell whether a short Chinese question names no thing and no time."""
    return (
        has_unspaced(bare)
        and len(bare) <= _LONG_FOR_A_POINT
        and not things(bare)
        and not _NAME.search(bare)
        and not ellipsis.DATED.search(bare)
    )


def asks_only_who(question: str) -> bool:
    """Tell whether a question asks who said "that", and does not tell what."""
    rest = SPEAKER_WANTED.sub(" ", question)
    return rest != question and not _names_something(_SAID_SO.sub(" ", rest))


def _names_something(words: str) -> bool:
    """Tell whether the part of a question before a pointer may hold what it points at."""
    told = wording.bare(words)
    if not has_unspaced(told):
        return len(told.split()) >= _ENGLISH_ANTECEDENT
    return len(_ATTRIBUTES.sub("", told).replace(" ", "")) >= _ANTECEDENT


def names_a_thing(names: str, topic: str) -> bool:
    """Tell whether what an elliptic question names is a thing, and not only what is asked of it.

    What the ``topic`` has already is no other thing.
    """
    left = _ATTRIBUTES.sub("", ellipsis.DATED.sub("", names)).strip()
    if not left or left in topic or _MEASURE.fullmatch(left):
        return False
    return not has_unspaced(left) or any(_THING.match(tag) for _, tag in tagged(left))


def names_nothing(bare: str, whole: str = "") -> bool:
    """Tell whether a question without its opening names nothing of which something is asked.

    ``whole`` is the question with it.
    """
    words = wording.content(bare)
    if words == bare.strip():
        return not re.search(r"\d", words)
    if not has_unspaced(words):
        return len(words.split()) < _MOST_LEFT and not _NAME.search(words)
    if (
        _INDICATOR.search(words)
        or _TWO_QUANTITIES.search(words)
        or (ellipsis.DATED.search(words) and ellipsis.QUANTITY.search(words))
    ):
        return False
    left = _ACTOR.sub("", ellipsis.QUANTITY.sub("", ellipsis.DATED.sub("", words)))
    left = _ATTRIBUTES.sub("", left).replace(" ", "")
    if not left or _MEASURE.fullmatch(left):
        return True
    if _THEN_ASKS.search(whole) and len(left.lstrip("能会要可")) < _LEAST_OF_ITS_OWN:
        return True
    # "How long is it handed out?": a verb or two, and nothing that they are said of.
    return len(left) <= _MOST_VERBS and not any(_THING.match(tag) for _, tag in tagged(left))
