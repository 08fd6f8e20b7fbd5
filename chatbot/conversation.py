"""A follow-up becomes a question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from chatbot import bases, ellipsis, further, people, wording
from chatbot.asked_list import ordinal
from chatbot.wants import SPEAKER_WANTED
from chatbot.wording import ASKS
from index.lexical import has_unspaced

History = Sequence[tuple[str, str]]

# Openings that say nothing: what follows them may stand alone or not.
_OPENING = re.compile(
    r"^(?:那么?|对了|另外|还有|然后|再问一下|顺便问一下|好的?|嗯|ok|and|then|so|also)[，,、\s]+"
    r"|^(?:那么?|对了)",
    re.IGNORECASE,
)
# Words that point back; 这次发布会 and 该省 point at what everybody knows, "that" may join clauses.
_POINTS_BACK = re.compile(
    r"^(?:对应|相应)的?|其中|此外|它|他|她|上述|前者|后者|刚才|(?<!应)该(?!省|市|不该)"
    r"|这(?!次|场|里|轮|份|种事|[一几两三四五六七八九十\d]+(?:个?月|天|年|季))|那(?:个|些|项|条|次|句|里)"
    r"|\b(?:it|its|they|their|them|he|his|she|her|those|these|the same|of which)\b"
    r"|\bthat(?=\s*[?.]|$|\s+(?:figure|number|one|share|rate|is|was|mean|compare|include))"
    r"|\bthis(?! (?:year|month|quarter|week|press|briefing|conference|time)\b)",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"^其中的?")
_ACCORDING = re.compile(r"^(?:对应|相应)的?")
# With as much before it, in characters or words, a pointer points within its question.
_ANTECEDENT, _ENGLISH_ANTECEDENT = 2, 2
# In a short question a point without its list is one of the list before.
_NAMES_A_POINT = re.compile(
    r"第[一二三四五六七八九十](?:个|项|点|条)|最后一?(?:个|项|点|条)|\b(?:second|third|last) one\b",
    re.IGNORECASE,
)
_LONG_FOR_A_POINT = 14
# What is asked of a thing, and no thing itself.
_ATTRIBUTES = re.compile(
    r"同比|环比|增长|增速|增幅|增加|下降|降幅|占比|比重|比例|份额|金额|数额|数量|数字|规模|总量|总数|总额|水平|单位|用途|原因"
    r"|时间|地点|的?事|名称|全称|全名|目标|内容|意义|作用|效果|详细|展开|主要|分别|第[一二三四五六七八九十]|最后|一?[个项点条]|说|讲|呢"
    r"|[万亿千百元块吨台辆%]"
)
# Quantities that are a topic of their own, of whatever the question before was.
_INDICATOR = re.compile(r"GDP|CPI|PPI|PMI|生产总值|物价|通胀|失业率|汇率|赤字", re.IGNORECASE)
_MOST_LEFT = 2
_MOST_VERBS = 6
# 面积, 均价, 案值: how much of something.
_MEASURE = re.compile(r".[积价值费额量速率数长宽高深重龄温]")
# 快递员 is a verb and what makes somebody of it ("zg").
_THING = re.compile(r"n|vn|j|eng|l|i|x|zg")
# Of a very long earlier question its end says what was asked.
_MOST_EARLIER = 300
_DEEPEST = 3
# A question no longer than this ("环比呢？") says too little of what is wanted.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Topic:
    """What later questions go on from: a question that stands alone, and what was named since.

    ``added`` is the last follow-up that names another thing, "" for none. What was asked of these
    in between ("都叫什么？") says nothing of what comes next, and is no part of it.
    """

    base: str
    added: str = ""

    @property
    def text(self) -> str:
        """Both, as one question."""
        return f"{self.base} {self.added}".strip()

    def compared(self, base: str) -> str:
        """Return the question for its change against ``base``, 同比 or 环比."""
        named = _OF_THESE.sub("", ellipsis.named(_OPENING.sub("", self.added)))
        if not named or not has_unspaced(named):
            return bases.rebased(self.text, base)
        asked = None if ellipsis.QUANTITY.search(named) else ellipsis.QUANTITY.search(self.base)
        return bases.rebased(f"{named}{asked[0] if asked else ''}有多少？", base)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question made whole.

    ``sought`` is what to search for, ``focus`` what a follow-up adds to that, "" for nothing;
    ``asking`` are the words that tell what kind of thing is wanted. ``further``: more of the
    same is asked for, or its cause. ``joined``: it is the words of several questions.
    """

    question: str
    sought: str
    asking: str
    topic: Topic
    focus: str = ""
    further: bool = False
    joined: bool = False

    @classmethod
    def alone(cls, question: str, focus: str = "") -> "Understood":
        """Return a question that needs no other."""
        return cls(question, question, question, Topic(question), focus)


def understand(question: str, history: History) -> Understood:
    """Return the question to search for: with what it goes on from, if it does.

    What both name, a period or a place say, is taken from the follow-up.
    """
    if not history:
        return Understood.alone(question)
    question = people.resolved(question, history[-1][1])
    earlier = _last(history)
    if further.asked(question):
        sought = earlier.question
        return Understood(
            f"{sought} {question}", sought, sought, earlier.topic, further=True, joined=True
        )
    if base := bases.asked_only(_OPENING.sub("", question)):
        return Understood.alone(earlier.topic.compared(base))
    if not _goes_on(question):
        return Understood.alone(question)
    if _asks_only_who(question):
        # It was said in answer to the last question, whatever that was.
        said = before(history)
        whole = f"{said} {question}".strip()
        return Understood(whole, said or question, question, earlier.topic, joined=True)
    return _joined(question, earlier.topic)


def before(history: History) -> str:
    """Return the question before, itself made whole from the ones before it."""
    return _made_whole(history).question[-_MOST_EARLIER:]


def _last(history: History) -> Understood:
    """Return the last question that asks for something of its own, made whole."""
    while len(history) > 1 and (further.asked(history[-1][0]) or _asks_only_who(history[-1][0])):
        history = history[:-1]
    return _made_whole(history)


def _made_whole(history: History) -> Understood:
    asked = history[-1][0].replace("\0", " ").strip()[-_MOST_EARLIER:]
    asked = asked.encode("utf-8", "replace").decode("utf-8")
    return understand(asked, history[:-1][-_DEEPEST:])


def _joined(question: str, topic: Topic) -> Understood:
    """Return a follow-up with the topic that it goes on from."""
    bare = _OPENING.sub("", question)
    names = ellipsis.named(bare) or ellipsis.named(question)
    changed = ellipsis.filled(topic.text, names or question)
    if names and changed.whole and ellipsis.is_whole(question):
        return Understood.alone(changed.question, "" if has_unspaced(names) else names)
    thing = _names_a_thing(names) if names else not _names_nothing(bare)
    if names and thing and topic.added:
        # Another thing takes the place of the last one.
        topic = Topic(topic.base)
        changed = ellipsis.filled(topic.base, names)
    whole = f"{changed.question} {question}".strip()
    short = len(question) <= _SHORTEST and not ASKS.search(question.rstrip("呢？? "))
    asking = whole if short else question
    base = topic.base if topic.added else changed.question
    kept = f"{topic.added} {question}".strip() if _POINTS_BACK.search(bare) else question
    later = Topic(base, kept) if thing else Topic(base, topic.added)
    if ordinal(question):
        # The third one is of the list that the question before found.
        return Understood(whole, topic.text or question, asking, later, joined=True)
    focus = names or _ACCORDING.sub("", question)
    return Understood(whole, whole, asking, later, focus, joined=True)


def _goes_on(question: str) -> bool:
    """Tell whether a question says too little by itself."""
    bare = _OPENING.sub("", question)
    if ellipsis.named(question) or ellipsis.named(bare):
        return True
    point = _NAMES_A_POINT.search(bare)
    if point and len(bare) <= _LONG_FOR_A_POINT and not _names_something(bare[: point.start()]):
        return True
    pointer = _POINTS_BACK.search(bare)
    return _names_nothing(bare) or bool(pointer and not _names_something(bare[: pointer.start()]))


def _asks_only_who(question: str) -> bool:
    rest = SPEAKER_WANTED.sub(" ", question)
    return rest != question and not _names_something(rest)


def _names_something(words: str) -> bool:
    """Tell whether the part of a question before a pointer may hold what it points at."""
    told = wording.bare(words)
    if not has_unspaced(told):
        return len(told.split()) >= _ENGLISH_ANTECEDENT
    return len(_ATTRIBUTES.sub("", told).replace(" ", "")) >= _ANTECEDENT


def _names_a_thing(names: str) -> bool:
    """Tell whether what an elliptic question names is a thing, and not only what is asked of it."""
    left = _ATTRIBUTES.sub("", ellipsis.DATED.sub("", names)).strip()
    if not has_unspaced(left) or _MEASURE.fullmatch(left):
        return bool(left) and not has_unspaced(left)
    return any(_THING.match(str(tag)) for _, tag in rjieba.tag(left, True))


def _names_nothing(bare: str) -> bool:
    words = wording.content(bare)
    if words == bare.strip():
        return not re.search(r"\d", words)
    if not has_unspaced(words):
        return len(words.split()) < _MOST_LEFT
    if _INDICATOR.search(words) or (
        ellipsis.DATED.search(words) and ellipsis.QUANTITY.search(words)
    ):
        return False
    left = _ATTRIBUTES.sub("", ellipsis.QUANTITY.sub("", ellipsis.DATED.sub("", words)))
    left = left.replace(" ", "")
    if not left or _MEASURE.fullmatch(left):
        return True
    # "How long is it handed out?": a verb or two, and nothing that they are said of.
    tags = [str(tag) for _, tag in rjieba.tag(left, True)]
    return len(left) <= _MOST_VERBS and not any(_THING.match(tag) for tag in tags)
