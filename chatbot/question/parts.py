"""A question that asks two things becomes two questions."""

import re
from collections.abc import Sequence
from itertools import takewhile

from chatbot.language.periods import PERIOD
from chatbot.language.places import PLACED
from chatbot.language.subjects import things
from chatbot.language.wording import ASKS, bare, spoken
from chatbot.question.english_parts import compared_parts
from chatbot.question.quantities import METRICS

_CLAUSES = re.compile(
    r"[？?；;，]|,\s"
    r"|\band (?=(?:(?:on|in|by|for|at|to|from) )?(?:what|which|who|when|where|why|how)\b)"
    r"|以及(?=[^，]{0,20}(?:多少|几|哪|谁|什么))"
)
# A和B相差多少 asks how much each is.
_APART = re.compile(r"(?:相?差|差[距额值别])(?:[了出是有])*(?=多少|多大|几)")
# Two things side by side that are asked the same: "A和B各有多少", "A与B哪个快".
_BOTH = re.compile(
    r"^(?P<before>.*?[，,的：:在]|)(?P<first>[^，,。]{2,24}?)(?:和|与|跟|同|以及|、|还是)(?P<second>[^，,。、]{2,24}?)"
    r"(?:(?<![\d—–-])这?[两二2](?![\d月年日])(?:者|个|项|种|类|样|块|边|头|方|组)?(?P<kind>[^，,。]{0,8}?))?(?:[，,](?P<when>[^，,。]{0,8}?))?"
    r"(?P<after>(?:各自?|分别|哪[个项种一者边类块样]|哪家(?=更|最|[高低多少快慢大小])|谁|相比|比较|比起来|比(?=[，,])|之间|孰|有何不同|有什么(?:不同|区别|差别)|侧重"
    rf"|{_APART.pattern}).*)$"
)
# "Did A or B grow faster": the two stand at the end.
_EITHER = re.compile(
    r"^(?P<before>.+?的是|.*?[，,：:]是?|[^，,。]{1,12}是|)(?P<first>[^，,。]{2,20}?)，?还是(?![可会要能不没得有应])(?P<second>[^，,。]{2,20})$"
)
# 江岭省一季度|茶叶: when and where it is asked of both.
_FRAMES = (PERIOD, PLACED)
_LEAST_THING = 2
# What one of two things may be more than the other; 增长多少 asks how much one grew.
DEGREE = "(?:[高低快慢多少大小贵远早晚重轻强差]|(?<!增)长)"
# "By how much is A more than B" asks of both; what was a year ago is no second thing.
_THAN = re.compile(
    r"^(?P<before>.*?[，,：:]|)(?P<first>[^，,。]{2,24}?)[，,]?(?:要?比|较)(?P<second>[^，,。]{2,24}?)的?"
    rf"{DEGREE}[了出]?(?:多少|几)(?P<unit>[^，,。]{{0,6}})$"
)
# A多还是B多; A比B高还是低.
_MORE = re.compile(
    rf"^(?P<before>.*?(?:[，,：:]是?|[^不]是)|)(?P<first>[^，,。]{{2,24}}?)(?<!得)(?P<how>更?{DEGREE})[，,]?还是(?P<second>[^，,。]{{2,20}}?)(?P=how)$"
)
_VERSUS = re.compile(r"(?P<first>.*?)\s*(?<![A-Za-z])vs(?![A-Za-z])\.?\s*(?P<second>.*)$", re.I)
_OR = re.compile(r"(?:[高多快大强]还是[低少慢小弱]|[低少慢小弱]还是[高多快大强])$")
_THEN = re.compile(
    rf"{PERIOD.pattern}|[去上前今]一?年|同期|上个?月|年初|以[前往]|原[来先]|之前|此前|平均|预期",
    re.IGNORECASE,
)
# 涨了还是跌了: one thing, asked of in two ways.
_WAYS = re.compile(
    "(?:是)?(?:上|下)?(?:[涨跌升降增减]|增长|增加|减少|提高|降低|回升|回落|变)[多少好坏快慢]?了?"
)
_POINTER = re.compile("[这那][个些家项]?|它们?|前者|后者")
# Of two rates the distance is in points, each of them is not; how large it is asks how much.
_POINTS = re.compile(r"(?:多少|几)个?百分点|多大")
_FASTER = re.compile(
    r"(?:哪一?[个家边头种项类]|谁)?(?P<what>[^，。？?]{0,8}?)(?:的?增[速幅]|增长|上涨|[增涨]|(?<!成)长)(?:得|要)?(?:更|比较)?快(?:一?[些点]|多少)?$"
)
_NOW_FIRST = re.compile(f"^(?:眼下|目前|现在|如今|{PERIOD.pattern})+")
_HOW_MUCH = re.compile("多少|多[大高长久远]|几[个天年月]|什么时候|何时|^在哪|^在什么地方")
# What is counted is not what it is asked of: 覆盖多少个城市, 在哪个城市.
_COUNTED = re.compile(
    r"^(?:一?共|又)?(?:覆盖|涉及|惠及|带动|包括|分布|辐射|在)[^，。？?]{0,4}?(?:多少|几|哪一?)[个家座条户名位项款种][\u4e00-\u9fff]{1,4}"
)
# 离年底的目标还差多远: the target of what was asked before.
_TARGET = re.compile(
    "[离距](?:[^，。？?]{0,6}的)?(?:目标|任务|计划|预期)(?:[还也]?[差有]多[远大少])?"
)
_FROM_NOW = re.compile(
    f"眼下|目前|现在|如今|已经?|一共|总共|大概|是(?!否)|有(?!关)|达到|{PERIOD.pattern}"
)
_LARGER = re.compile(
    r"(?:哪一?[个家边头种项类]|谁)(?P<what>的?[^，。？?]{0,8}[增涨降跌][幅速])更?[大小高低快慢]$"
)
_MORE_OF = re.compile(
    r"(?:哪一?[个家边头种项类]|谁)(?P<what>的?[^，。？?]{1,8}?)(?<![最得减缺至不])更?[多少]$"
)
_EACH = re.compile(r"各自?|分别|(?:相比|比较|比起来|^比(?=[，,]))[，,]?|之间")
_EACH_IS = re.compile(
    r"(?:占比|比[重例]|份额|数[量字目]|增[速长幅]|规模|金额|总[量额])?(?:各自?|分别)(?:是|占|有|为|达到?)*(?:多少|几|多大|多高)"
)
# 甲的多还是乙的多，各占多大比例: how much each is answers both.
_EACH_AFTER = re.compile(rf"[，,？?；;]\s*{_EACH_IS.pattern}[^，,？?]*$")
# What all parts are about, before a colon.
_TOPIC = re.compile(r"[^，。？?；;：:]{2,24}：")
# "各是多少" and "哪个高" ask of what was named before.
_BARE = re.compile(
    r"各自?|分别|相比|比较|之间|哪[一]?[个项种类者边]|谁|孰|更|差[别距]|相差"
    rf"|{DEGREE}(?:一?些|一?点|[了出]?几个?(?:百分点|[倍成]))?"
    r"|增长|增速"
    r"|差[了出]?(?:几个?百分点)?|\b(?:which|compare[sd]?|higher|lower|faster|slower|larger|smaller|bigger|more|less"
    r"|difference|gap|much)\b"
)
# What is asked of a thing begins with a period or a quantity: 电子制造业|一季度增速.
_MEASURED = re.compile(
    "|".join(
        (
            PERIOD.pattern,
            *(w for names in METRICS for w in names if len(w) > 1),
            "占比|比重|[新净]增|[增降]|总[量额]|规模|数量|面积|装机|里程|[人户]数|产值",
        )
    )
)


def parts(question: str) -> list[str]:
    """Return the questions that ``question`` is made of: itself alone, or two to four.

    A part keeps the words that come before all parts, so that it can be searched by itself.
    """
    clauses = _asking_clauses(question)
    if len(clauses) > 1:
        return clauses
    if spoken(question) == "en" and (compared := compared_parts(question)):
        return compared
    # What is said after the question ("give both figures") belongs to no part.
    first, *rest = re.split(r"[？?](?!$)", question)
    bare = (question if any(map(ASKS.search, rest)) else first).strip("？? ")
    each = _EACH_AFTER.sub("", bare)
    bare = each if _MORE.match(each) or _EITHER.match(each) else bare
    bare = _VERSUS.sub(r"\g<first>和\g<second>相比", bare)
    bare = _OR.sub(lambda match: f"{match[0][0]}多少", bare)
    if more := _MORE.match(bare):
        asks = "有多少" if more["how"][-1] in "多少" else f"{more['how']}多少"
        frame, first = _framed(more["first"], more["second"])
        before = more["before"] + frame
        return [before + _grown(each + asks) for each in _shared(first, more["second"])]
    both = _BOTH.match(bare)
    apart = _APART.match(both["after"]) if both else None
    if both and not (apart and _is_base(both["first"], both["second"])):
        asks = both["after"]
        if apart:
            asks = _POINTS.sub("多少", f"是{asks[apart.end() :]}")
        after = (both["kind"] or "") + (both["when"] or "") + _grown(_EACH.sub("", asks))
        frame, first = _framed(both["first"], both["second"])
        before = both["before"] + frame
        return [before + each + after for each in _shared(first, both["second"])]
    than = _THAN.match(bare)
    if than and not _THEN.search(than["second"]) and not _POINTER.fullmatch(than["first"]):
        frame, first = _framed(than["first"], than["second"])
        before = than["before"] + frame
        second = than["second"] + _tail(first, than["second"])
        unit = _POINTS.sub("多少", f"多少{than['unit']}")
        return [f"{before}{each}是{unit}" for each in (first, second)]
    either = _EITHER.match(bare)
    if either and not _WAYS.fullmatch(either["second"]):
        return [either["before"] + each for each in _shared(either["first"], either["second"])]
    return [question]


def _grown(asks: str) -> str:
    """Return a question of which grows faster as one of how much it grows.

    涨得更快, 增长快多少; 谁的增幅大. So of which is more: 哪边被查的家次多.
    """
    rate = _LARGER.sub(r"\g<what>多少", asks)
    grown = rate if rate != asks else _FASTER.sub(r"\g<what>增长多少", asks)
    return _MORE_OF.sub(r"\g<what>有多少", grown)


def _is_base(first: str, second: str) -> bool:
    """Tell whether the second of two things is but what the first was: 出口和去年同期."""
    return not bare(_THEN.sub(" ", second)) and bool(bare(_THEN.sub(" ", first)))


def without_comparing(question: str) -> str:
    """Return ``question`` without the words that ask how two things stand to one another."""
    return _BARE.sub(" ", question)


def owned(asked: Sequence[str]) -> list[str]:
    """Return for each part what only it says: between what all begin and all end with.

    "" where they have less than half of their words in common: then each is a question of its own.
    """
    ahead = _alike(asked)
    behind = _alike([part[ahead:][::-1] for part in asked])
    own = [part[ahead : len(part) - behind] for part in asked]
    return own if 2 * max(map(len, own)) <= max(map(len, asked)) else [""] * len(asked)


def _alike(words: Sequence[str]) -> int:
    """Return with how many characters all of ``words`` begin alike."""
    return sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, zip(*words, strict=False)))


def _framed(first: str, second: str) -> tuple[str, str]:
    """Return the place and the period before the first of two things, and the thing itself.

    What the second has of its own is compared.
    """
    frames = [frame for frame in _FRAMES if not frame.match(second)]
    end = 0
    while match := next(filter(None, (frame.match(first, end) for frame in frames)), None):
        if len(first) - match.end() < _LEAST_THING:
            break
        end = match.end()
    return first[:end], first[end:]


def _shared(first: str, second: str) -> tuple[str, str]:
    """Return two things with what only one says: A和B的产量, A的产量和出口, 一季度和二季度增速.

    What says itself how it is (产得快) lacks nothing.
    """
    if re.search(rf"得更?{DEGREE}$", first):
        return first, second
    if PERIOD.fullmatch(first) and (period := PERIOD.match(second)):
        return first + second[period.end() :], second
    if "的" in second and "的" not in first:
        first += second[second.index("的") :]
    elif "的" in first and "的" not in second:
        second = first[: first.index("的") + 1] + second
    elif (tail := _MEASURED.search(second, 2)) and not _MEASURED.search(first):
        first += second[tail.start() :]
    return first, second


def _tail(first: str, second: str) -> str:
    """Return what is measured of both where only the first says it: 东街的租金比西街."""
    if "的" in first and "的" not in second:
        return first[first.rindex("的") :]
    for frame in _FRAMES:
        if frame.fullmatch(second) and (mine := frame.match(first)):
            return first[mine.end() :]
    measured = None if _MEASURED.search(second) else _MEASURED.search(first, _LEAST_THING)
    return first[measured.start() :] if measured else ""


def _subject(found: Sequence[str]) -> str:
    """Return what the first clause asks of, for one that names nothing: 年底想做到多少."""
    words = re.split("[，：]", found[0])[-1] if found else ""
    words = _NOW_FIRST.sub("", words)
    asks = _FROM_NOW.search(words) or _MEASURED.search(words, _LEAST_THING) or ASKS.search(words)
    subject = words[: asks.start()].removesuffix("的") if asks else ""
    return subject if things(subject) else ""


def _asking_clauses(question: str) -> list[str]:
    """Return the clauses that ask, each with what was said before it and asks nothing."""
    found: list[str] = []
    opening = ""
    topic = _TOPIC.match(question)
    if topic:
        opening, question = topic[0], question[topic.end() :]
    for clause in _CLAUSES.split(question):
        if not clause or not clause.strip():
            continue
        # "Which is more? How much is each?" asks the same of both.
        if found and (_EACH_IS.match(clause) or not bare(without_comparing(clause))):
            continue
        if ASKS.search(clause):
            asked_of = things(_TARGET.sub(" ", _COUNTED.sub(" ", clause.strip())))
            subject = _subject(found) if _HOW_MUCH.search(clause) and not asked_of else ""
            found.append(f"{opening}{subject}{clause.strip()}")
        else:
            opening += clause.strip() + "，"
    return found[:4]
