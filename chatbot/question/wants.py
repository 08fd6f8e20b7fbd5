"""What a question wants, read off its words: a figure, a list, a date, what somebody said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.language import people, periods, places
from chatbot.language.periods import Period
from chatbot.question import asked_units, contrasts, kinds, outlook, proceedings
from chatbot.question.who_said import ASKER_WANTED, SPEAKER_WANTED, asks_who_spoke
from index.structure.particulars import is_particular

_FIGURE_WANTED = re.compile(
    # A counting word after 几 asks for a number, but not how many points a list has.
    r"多少|百分之几|几何|几成|第几"
    rf"|(?<!哪){asked_units.SOME_BEFORE}几(?=[个家条所户台架辆种次艘座年天元人名位倍套批笔亿万千百层块吨亩级站趟班届周项分小公厘平美岁斤克米升度])"
    r"(?!个?(?:方面|重点|特点|点|部分|步|人的|项(?:行动|措施|举措|任务|工作)))"
    r"|多大|多高|多快|多长|多远|多重|占比|比重|增速|增幅"
    # 核电装机规模？
    r"|^(?![^，。？?]*(?:怎|如何|是否|能|谁|哪|为|扩大|降低|提高|控制))[^，。？?]{2,12}(?:规模|总量|数量|金额|总额|容量|余额|面积|人数|均价|利率|税率)[？?]?$"
    r"|\bhow (?:many|much|large|big|fast|long|high|far)\b|percent|\bshare\b|\brate\b"
    r"|\bnumber of\b|\btotal\b"
    r"|\bwhat (?:is|was|are|were)\b(?! being\b)(?!(?: [\w’']+){1,4} (?:doing|planning|saying)\b)"
    r"[^,;]{0,40}"
    r"\b(?:revenue|turnover|profit|output|value|volume|amount|growth|increase|decrease|decline|size|scale|capacity|price|cost|ratio|proportion|percentage)s?\b",
    re.IGNORECASE,
)
_LIST_WANTED = re.compile(
    r"哪些|哪几|哪[一二两三四五六七八九十]|几[个]?方面|举措|措施|重点工作|工作重点|计划|怎么做|如何(?:推|促|做|加|深|打)"
    r"|有什么(?:安排|打算|考虑|新变化|进展|成效|部署)|思路|安排|打算"
    r"|靠(?:的是|的)?(?:什么|啥)|分别[^，。？?]{0,3}(?:怎么|如何|怎样)|怎么(?:管|治|改|防|破解|保障|保证|解决|应对|处置|处理|支持|帮)"
    r"|分(?:几|[一二三四五六]?)[点条块](?!钟)|逐[条项]|列(?:出|举)|(?:改|做|干|抓|推出|出台)了(?:些)?(?:啥|什么)"
    r"|[咋怎]么?(?:弄|干|建|抓|搞|帮)"
    r"|\bwhat (?:measures|steps|actions|plans|are the)\b|\bwhich (?:steps|measures|actions)\b"
    r"|\blist\b",
    re.IGNORECASE,
)
# The number of a paper or a telephone counts nothing.
_NUMBER_OF = re.compile(
    r"(?:文号|电话|号码|编号|热线|邮编|代码|网址)[^，。？?]{0,3}(?:多少|几)"
    r"|\b(?:phone|telephone|document|reference) number",
    re.IGNORECASE,
)
# Where something else is asked, 几 says "some".
_HOW_MANY = re.compile(r"how (?:many|much)|多少|几", re.IGNORECASE)
_ASKS_OTHERWISE = re.compile(r"谁|哪(?!几)|什么|怎么|为何|多少")
_SOME = re.compile(r"(?<![哪这第])几(?=[个家条所户台架辆种次艘座位名套批层级班项])")
# 花几万块包进去，靠谱吗; 知道有几家吗 and 要跑几个部门吗 ask how many.
_YES_OR_NO = re.compile(
    r"靠谱|划算|值得吗|是否|行吗|可以吗|真的吗|(?P<verb>[值行对好])[不没](?P=verb)|[，；][^，。；？?几]*吗"
)
_POLITE = re.compile("告诉|知道|请问|说说|介绍|透露")
_SOME_OF_IT = re.compile(
    r"(?<![哪这第头前近后好有是共达约到宜涨降省了])几(?=[个家条所户台架辆种次座位套批层级班项十百千万亿块元毛亩斤天年])"
)
_CAUSES_WANTED = re.compile("(?:哪[些几]个?|什么|啥|何种)(?:方面的?)?原因")
_DATE_WANTED = re.compile(
    r"什么时候|何时|哪年|哪一年|哪天|哪一天|几月|几号|几日|什么时间|日期|从哪年"
    r"|\bwhen\b|\b(?:what|which) (?:date|year|day)\b",
    re.IGNORECASE,
)
_PAPER = "文件|办法|通知|规划|方案|意见|标准|规范|条例|法规|政策|指南|细则|纲要|行动计划"
_PAPER_ENGLISH = "document|regulation|guideline|plan|notice|measure|standard|polic(?:y|ie)"
_TITLE_WANTED = re.compile(
    rf"(?:哪[一]?[份个部项件些几][份个部项件]?|什么)(?:政策)?(?:{_PAPER})"
    rf"|(?:{_PAPER})(?:的)?(?:名称|全名|全称|名字|标题|叫什么|叫啥)"
    rf"|\b(?:which|what) (?:\w+ )?(?:{_PAPER_ENGLISH})s?\b"
    rf"|\b(?:name|title) of the (?:\w+ ){{0,2}}(?:{_PAPER_ENGLISH})s?\b",
    re.IGNORECASE,
)
_MEANS = re.compile(r"(?:哪[些几]|什么)[个种条项些]?(?:办法|方案|意见|政策)")
_ISSUED = re.compile("印发|出台|发布|制定|公布|颁布|下发|施行|依据|根据|按照|名称|叫")
_NAME_WANTED = re.compile(
    r"叫(?:什么|啥|做什么|作什么)|什么名[字儿称]|(?:名字|名称)(?:是|叫)?(?:什么|啥)|\b(?:called|named)\?"
    r"|\bwhat (?:is|are|was|were) the names?\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"[长任官员人]叫|谁|哪位|[部司局处院市省县区]长|主任|负责人|发言人|\b(?:who|director|minister|head|person)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[“《「]|名为|称为|叫[做作]|命名")
# What is asked of the briefing itself, and which of its particulars tell it.
_EVENT = re.compile(
    r"会|通报|通知|公告|公报|文件|印发|发布|\b(?:conference|briefing|meeting|notice|report|document)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"[时日]\s*[间期]|date|time", re.IGNORECASE)
_WHERE = re.compile(r"地\s*点|venue|location|place", re.IGNORECASE)
_WHERE_WANTED = re.compile(r"在哪|哪里|哪儿|什么地方|何处|地点|\bwhere\b|\bvenue\b", re.IGNORECASE)
# Which places by name; where a thing is may be told by more.
_PLACES_WANTED = re.compile(
    r"哪(?:[些几一两二三四五六七八九十]个?|个)(?:省|市|城市|地区|国家|州|县|区)"
    r"|\bwhich (?:cit|province|countr|region|district|count)(?:y|ies|s)?\b",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(
    r"谁|哪[些几]位|哪些人|出席|参加|主持|单位|部门|电话|联系|文号|\b(?:who|attend|phone|contact)",
    re.IGNORECASE,
)
_SHARE_WANTED = re.compile(
    r"占|比[重例]|份额|百分之|几成|\b(?:share|percent\w*|proportion)\b", re.IGNORECASE
)
_SHARE_OF = re.compile(
    r"(?<=占)[^，。；、\d]{2,20}(?=的(?:比[重例]|份额|\d|[近约超]|[一二三四五六七八九]成))"
)
_DATE = re.compile(r"\d+\s?[年月日]|今年|去年|近[两三\d]年|\d{4}")


@dataclass(frozen=True, slots=True)
class Wants:
    """What kind of answer the wording of a question asks for, and of which period."""

    figure: bool
    enumeration: bool
    speaker: bool
    date: bool
    person: bool = False
    title: bool = False
    name: bool = False
    asked: str = ""
    periods: tuple[Period, ...] = ()
    places: tuple[str, ...] = ()
    places_wanted: bool = False
    # Whose words are asked for, as the document names him.
    said_by: str = ""
    # The reporter who asked something.
    asker: bool = False

    @property
    def anything(self) -> bool:
        """Whether no one thing is asked for, as a figure, a date or a name is."""
        return not (self.figure or self.date or self.person or self.title or self.name)

    @classmethod
    def of(cls, question: str) -> "Wants":
        """Read the wants off the question's words."""
        if ASKER_WANTED.search(question):
            return cls(False, False, False, False, asked=question, asker=True)
        figure = bool(_FIGURE_WANTED.search(_NUMBER_OF.sub(" ", _without_counts(question))))
        # "Why did the number go down" asks for no number.
        cause = kinds.asks_cause(question) or _CAUSES_WANTED.search(question)
        figure = figure and (not cause or bool(_HOW_MANY.search(question)))
        roster = asks_who_spoke(question)
        speaker = bool(SPEAKER_WANTED.search(question)) and not roster
        return cls(
            figure=figure,
            enumeration=bool(_LIST_WANTED.search(question)) and not figure and not speaker,
            speaker=speaker,
            date=bool(_DATE_WANTED.search(question)),
            person=roster or (people.asked(question) and not figure and not speaker),
            title=_asks_title(question) and not figure and not speaker,
            name=_asks_name(question) and not figure and not speaker,
            asked=question,
            periods=tuple(periods.find(question, None)),
            places=tuple(places.named(question)),
            places_wanted=bool(_PLACES_WANTED.search(question)) and not figure and not speaker,
        )

    def fits(self, sentence: str) -> bool:
        """Tell whether a sentence holds what is wanted: a figure in the unit asked for, a post."""
        if self.figure:
            return not asked_units.unit_is_missing(self.asked, sentence)
        if self.title:
            return "《" in sentence
        if self.name:
            return _NAMED.search(sentence) is not None
        if self.person:
            return people.named(sentence)
        if self.places_wanted:
            return places.PLACED.search(sentence) is not None
        if self.date:
            return _DATE.search(sentence) is not None
        return self.problems and outlook.tells_what_is_wrong(sentence)

    def told(self, sentence: str) -> str:
        """Return ``sentence`` without what its figures are shares of, unless a share is asked for.

        "占全社会用电量的65.1%" gives no 用电量.
        """
        if not self.figure or _SHARE_WANTED.search(self.asked):
            return sentence
        return _SHARE_OF.sub("", sentence)

    def particulars(self, sentence: str) -> int:
        """Return 1 for a line of particulars that answers, -1 for one that does not, else 0.

        When and where a briefing was and who took part stand in its head, which says nothing else.
        """
        if not is_particular(sentence):
            return 0
        key = re.split("[：:]", sentence, maxsplit=1)[0]
        asked = self.asked
        if re.sub(r"\W", "", key) in asked:
            return 1
        where = _WHERE_WANTED.search(asked)
        if self.date or where:
            told = (self.date and _WHEN.search(key)) or (where and _WHERE.search(key))
            return 1 if told and _EVENT.search(asked) else -1
        return 0 if self.person or _TOOK_PART.search(asked) else -1

    def ahead(self, sentence: str, heading: str) -> int:
        """Return 1 where what is to come is asked for and told, by ``sentence`` or its heading.

        -1 where it is told and asked is how things stand, else 0.
        """
        if outlook.asks_what_next(self.asked):
            return int(outlook.tells_what_next(sentence, heading))
        return -int(self.so_far and outlook.announces_what_next(sentence))

    def help(self, sentence: str) -> bool:
        """Tell whether it is asked what is done about something, and ``sentence`` tells of it."""
        asks = not self.figure and outlook.asks_what_is_done(self.asked)
        return asks and outlook.tells_what_is_done(sentence)

    @property
    def problems(self) -> bool:
        """Whether it is asked what is still wrong."""
        return outlook.asks_what_is_wrong(self.asked)

    @property
    def so_far(self) -> bool:
        """Whether it is asked how things stand, and not what is to come."""
        return outlook.asks_how_things_stand(self.asked)

    def conducts(self, sentence: str) -> bool:
        """Tell whether a sentence only conducts the conference, and nothing of that is asked.

        下面请王局长作介绍 answers nobody who does not ask for him.
        """
        asks_of_it = self.person or self.speaker or self.asker or _TOOK_PART.search(self.asked)
        return not asks_of_it and proceedings.conducts(sentence)

    def excluded(self, sentence: str) -> bool:
        """Tell whether a sentence speaks of what the question's words rule out, in its place."""
        return bool(contrasts.other(self.asked, sentence))

    def not_yet(self, sentence: str) -> bool:
        """Tell whether it is asked what there is now, and a sentence tells a target alone."""
        return self.figure and kinds.not_yet(self.asked, sentence)


def _asks_name(question: str) -> bool:
    """Tell whether a question asks how something, and not somebody, is called."""
    return bool(_NAME_WANTED.search(question)) and not _SOMEBODY.search(question)


def _asks_title(question: str) -> bool:
    """Tell whether a paper is asked for: 想了哪些办法 asks for means."""
    means = _MEANS.search(question) and not _ISSUED.search(question)
    return bool(_TITLE_WANTED.search(question)) and not means


def _without_counts(question: str) -> str:
    """Return a question without the 几 that merely counts, as in 到场的几位官员里，谁是局长."""
    if _ASKS_OTHERWISE.search(question):
        return _SOME.sub(" ", question)
    if _YES_OR_NO.search(question) and not _POLITE.search(question):
        return _SOME_OF_IT.sub(" ", question)
    return question


def elsewhen(asked: Sequence[Period], given: Sequence[Period]) -> bool:
    """Tell whether there are given periods, and none of them can be one asked about."""
    return bool(given) and all(one.contradicts(other) for one in asked for other in given)


def elsewhere(asked: Sequence[str], text: str) -> bool:
    """Tell whether ``text`` names places and none that is asked about."""
    return bool(places.PLACED.search(text)) and not any(place in text for place in asked)
