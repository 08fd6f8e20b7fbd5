"""What a question asks under which conditions, held against a sentence that may answer it.

A near miss names another period, place or quantity than the briefing gives. Each check says "no"
only where both sides speak of it: silence contradicts nothing.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chatbot import figures
from chatbot.decision import bases, wholes
from chatbot.language import abbreviations, periods, places
from chatbot.language.kind_words import CAUSE
from chatbot.language.places import PLACE
from chatbot.language.subjects import Strange, without_explained
from chatbot.question import asked_units, contrasts, kinds, quantities
from chatbot.question.parts import parts
from chatbot.question.wants import Wants
from index.lexical import has_unspaced
from index.records import Document

_FALL = re.compile(
    r"下降|下调|调低|下浮|下滑|下跌|减少|降低|回落|萎缩|缩减|缩水|滑坡|走弱|跌|降了|负增长|走低|转弱"
    r"|\b(?:fall|fell|fallen|drop|decline|decrease|shr[aiu]nk)(?:s|ped|ping|d|ing)?\b|\bdeclining\b|\bdecreasing\b",
    re.I,
)
_RISE = re.compile(
    r"(?<!负)增长|上调|调高|上浮|增幅|向好|升(?!级)|[净新]增|提高|增加|扩大|攀升|提升|上升|回升|回暖|走高|走强|翻番|猛增|激增|大增|涨|\b(?:rise|rose|rising|risen|grow|grew|increase|growth|climb)(?:s|d|ing|n|ed)?\b|\bincreasing\b",
    re.I,
)
# A growth that falls: 增速走低 is told by 逐季放缓.
_SLOWS = re.compile(rf"{_FALL.pattern}|放缓|趋缓|减速|收窄", re.I)
# 订单没有减少的企业: neither is taken for granted of what did not.
_NOT_SO = re.compile(
    rf"(?:没有?|未(?!来)|不(?![断仅但止只光]))[^，。？?]{{0,3}}(?:{_FALL.pattern}|{_RISE.pattern})",
    re.I,
)
_GROWTH = re.compile("增[速长幅]")
# 比去年多了多少
_ASKS_A_CHANGE = re.compile("[多少增减涨跌升降][了出](?:多少|几)")
_NOT_OVER = re.compile("今年|本年|计划|目标|预算|占|以来")
_DATED = re.compile(
    r"(20\d\d)\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|\b(20\d\d)-\d\d-\d\d\b"
    r"|\b[A-Z][a-z]+ \d{1,2}, (20\d\d)"
)
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?月\s?\d{1,2}\s?日")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=\s?年)")
# What did not happen at all, where the text does not speak of it.
_STOPPED = re.compile(
    r"取消|叫停|停[止用工产业运课建办播牌]|暂停|下架|废止|终止|中止|取缔|禁|撤销|关闭|关停|处罚|\b(?:cancel|ban|stop|suspend|abolish)",
    re.I,
)

_PAST_YEAR = re.compile(
    "(?<![与比较同和])过去(?:的)?一年(?!相比)|(?<![十二三四五六七八九的前近])一年来(?!了)"
)
_SAME_TIME = re.compile("^同期(?:[，,共]|内(?!地))")
# 比首尔多100毫米
_DISTANCE = re.compile(r"[多少高低快慢长短大小]出?了?约?$")
_OWN = re.compile(r"[俺咱]|我(?![国省市县区州们]|想[问知了])|\b(?:I|my|me|we|our)\b")
_SAID_WHEN = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?[^，。？?\d]{0,5}(?:发布会|通气会|吹风会|记者会)"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2})? (?:press |news )?(?:briefing|conference)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"目标|任务|计划|\b(?:target|goal|plan)", re.IGNORECASE)
# Of two months each is asked for.
_EACH = re.compile(r"差|比|各|分别|哪")
_SET_FOR_A_YEAR = re.compile(r"目标|年度任务|年度计划")
_YEAR_S_TARGET = re.compile(r"(?:全年|年度)(?:的|预期)?(?:目标|任务|计划)")
_AGES = frozenset({"岁", "周岁"})
# 65岁以上, 16到24岁: a group that is told by its ages.
_AGE_GROUP = re.compile(
    r"(?P<from>\d{1,3})\s?(?:周?岁)?\s?(?:[至到~—-]{1,2}\s?(?P<to>\d{1,3})\s?周?岁|(?<=岁)及?以[上下])"
)
# "Which penalties?" takes nothing for granted.
_ASKED_FOR = re.compile(r"(?:(?<!为)什么|哪些|多少|怎么|怎样|如何)$|\b(?:what|which|how)\b", re.I)
# So common a word for so much that a text may speak of it in others, or that only joins others.
_GENERAL = {"ai", "vs", "4s", "app", "ok", "vip", "pk"}
# 6G, AS900, H20 in an English question; Q1 and 1H are periods.
_NAMED = re.compile(
    r"(?<![\w.$-])(?!Q[1-4]\b|H[12]\b|[1-4]Q\b|[12]H\b)(?:[A-Z]{1,3}-?\d+[A-Z]?|\d+[A-Z])(?![\w-]|\.\d)"
)
# The question before, in English, that a Chinese one goes on from: five words on end are no name.
_ENGLISH = re.compile(r"(?:[\w’'-]+,?\s+){4,}[\w’'-]+", re.ASCII)
# A name of letters and digits, in a text of another script, not of an everyday word.
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9.\-]*[A-Za-z])(?!T恤|K歌|U盘)[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)*(?![A-Za-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What the question asks for and the sentence does not give.

    The words of the question where they can be named, "" where there is no conflict.
    """

    period: str = ""
    place: str = ""
    metric: bool = False
    unit: bool = False
    direction: bool = False
    kind: bool = False
    name: str = ""
    # Whose words are asked for, where somebody else said it.
    speaker: str = ""
    strange: Strange = field(default_factory=Strange)


def conflicts(
    question: str,
    sentence: str,
    before: str,
    around: str,
    document: Document,
    wants: Wants,
    earlier: Sequence[str] = (),
    after: str = "",
    focus: str = "",
) -> Conflicts:
    """Compare a question with a sentence that may answer it.

    ``before`` is the sentence before, ``earlier`` those before that, nearest first, ``after`` the
    one after it, ``around`` the passage with heading and question. What is measured, of what and
    in which unit matters only where a figure is wanted. A period that is carried over from an
    earlier question, as the ``focus`` of a follow-up has none, binds by its year only: revenue is
    told of January and February.
    """
    asked = wants.asked or question
    each = [asked] if focus else parts(asked)
    carried = bool(focus) and not periods.PERIOD.search(focus)
    if carried and wants.date:
        # When it begins is not told of the period before.
        question = focus
    heading = around.partition("\n")[0]
    read_with = f"{heading}\n{before}{sentence}"
    return Conflicts(
        period=_other_period(
            question,
            [sentence, before, *earlier, heading, around],
            document,
            # What caused a change in a quarter came in a month of it, or before.
            carried or (kinds.asks_cause(asked) and bool(CAUSE.search(sentence))),
            wants.figure,
        ),
        place=_other_place(question, sentence, read_with if wants.figure else around, document),
        # 比去年多了多少 asks no more for the subsidy of the question before.
        metric=quantities.unspoken(
            focus if _ASKS_A_CHANGE.search(focus) else question, around, wants.figure
        )
        or (wants.figure and quantities.another(asked, sentence)),
        unit=_unit_is_missing(asked, each, sentence, wants),
        direction=_other_direction(question, sentence, around),
        kind=not (wants.speaker or wants.asker)
        and (
            # What a follow-up asks, not what was asked before it; of two parts one may be told.
            all(kinds.is_missing(part, before + sentence, around, after) for part in each)
            or bases.missing(asked, sentence)
        ),
        name=_other_name(question, around)
        or (wholes.part_told(asked, sentence) if wants.figure else "")
        or contrasts.other(question, sentence)
        or contrasts.unknown(question, document.text),
    )


def _unit_is_missing(asked: str, each: Sequence[str], sentence: str, wants: Wants) -> bool:
    """Tell whether a figure is asked for in a unit that ``sentence`` does not give.

    Which of two grew faster asks for a figure of each, though not by its own words.
    """
    if wants.figure:
        return asked_units.unit_is_missing(asked, sentence)
    return len(each) > 1 and all(
        Wants.of(part).figure and asked_units.unit_is_missing(part, sentence) for part in each
    )


def year_of(document: Document) -> int | None:
    """Return the year in which a document speaks: the first full date in its title or opening.

    Without one it is the last year of the title, or else the first of the opening.
    """
    if dated := _DATED.search(_opening(document)):
        return int(next(filter(None, dated.groups())))
    years = _YEAR.findall(document.title)[-1:] or _YEAR.findall(_opening(document))
    return int(years[0]) if years else None


def speaking_year(document: Document) -> int | None:
    """Return the year in which a document speaks, if a date says so; else 去年 may be any year.

    Told on 21 April of the first quarter of 2026, it speaks in 2026.
    """
    opening = _opening(document)
    if _DATED.search(opening):
        return year_of(document)
    day = _DAY.search(opening)
    told = [(p.year, p.last) for p in periods.find(opening, None) if p.year and p.last]
    year, month = max(told, default=(0, 0))
    return year if day and 0 < month <= int(day[1]) else None


def _opening(document: Document) -> str:
    return f"{document.title}\n{document.text[:1500]}"


def _other_period(
    question: str,
    texts: Sequence[str],
    document: Document,
    carried: bool = False,
    figure: bool = True,
) -> str:
    """Return the period asked about if ``texts``, from the sentence outwards, are of another.

    What is said furthest out is about many things: a year of its own is not taken from there, and
    nothing where no ``figure`` is asked for.
    """
    year, speaks = year_of(document), speaking_year(document)
    # When it was said is not what it is asked of.
    question = _SAID_WHEN.sub(" ", question)
    if then := periods.last_year_s(question, texts[0]):
        return then
    asked = list(periods.find(question, speaks))
    if _EACH.search(question):
        asked += periods.months_apart(question, speaks)
    if not asked:
        return ""
    # A target is set for a year, whatever months are told of around it.
    target = _TARGET.search(question) and _SET_FOR_A_YEAR.search(texts[0])
    asked = [
        replace(one, first=None, last=None, moment=False)
        if carried or (target and one.is_year)
        else one
        for one in asked
    ]
    words = periods.written(question)
    # A report of last year, told in spring, has two years of its own.
    own = {year, *map(int, _YEAR.findall(document.title))}
    year = next((period.year for period in asked if period.year in own), year)
    elsewhere = any(period.year not in (None, *own) for period in asked)
    for text in texts[:-1] if elsewhere or not figure else texts:
        if any(_on_a_day(period, text) for period in asked) or (
            _PAST_YEAR.search(text) and all(period.year == (speaks or 0) - 1 for period in asked)
        ):
            return ""
        if text is texts[0] and _SAME_TIME.search(text):
            # Of the period that was named before, whatever day was named in between.
            told = [one for other in texts[1:] for one in periods.find(other, speaks)]
            if any(not one.contradicts(other) for one in asked for other in told):
                return ""
        if given := list(periods.find(_without_targets(text, question), speaks)):
            # A period without a year is of the briefing's own; 去年 is not.
            given = [replace(period, year=period.year or year) for period in given]
            # A plan's year, or this one, is not over: what is told of it may be of some months.
            within = (
                figure
                and not carried
                and text is texts[0]
                and not _NOT_OVER.search(text)
                and not set(asked) & set(periods.find(texts[1], speaks))
            )
            other = all(
                all(one.contradicts(told) or (within and one.is_within(told)) for told in given)
                for one in asked
            )
            if other and text is texts[0] and _begins_undated(text):
                continue
            return words if other else ""
    return words if elsewhere else ""


def _begins_undated(text: str) -> bool:
    """Tell whether a figure stands before the semicolon after which a period is named.

    出栏5亿头；三季度末存栏4000万头: 出栏 is of the period that is spoken of.
    """
    first, semicolon, _ = text.partition("；")
    return bool(semicolon and re.search(r"\d", first)) and not any(periods.find(first, None))


def _on_a_day(period: periods.Period, text: str) -> bool:
    """Tell whether ``text`` names a day of a month that is asked about: 5月8日 of 五月份."""
    month = period.first if period.first == period.last else None
    if month is None or period.year not in (None, *map(int, _YEAR.findall(text))):
        return False
    return re.search(rf"(?<!\d){month}\s?月\s?\d{{1,2}}\s?日", text) is not None


def _without_targets(text: str, question: str) -> str:
    """Return ``text`` without the years of targets, if none is asked for.

    36000 of 全年目标36000人 is of the whole year, what stands beside it is not.
    """
    return text if _TARGET.search(question) else _YEAR_S_TARGET.sub(" ", text)


def _other_place(question: str, sentence: str, text: str, document: Document) -> str:
    """Return the place that the question names and ``text`` does not.

    A document has places of its own: what it calls a district or a county is one. Where
    ``sentence`` names places itself, they alone count.
    """
    asked = [place for place in _places(question, document) if place not in document.title]
    if set(_places(sentence, document)) - {document.title}:
        text = sentence
    # 服务区 looks like a district's name; a name that is known to be one counts before it.
    asked = [place for place in asked if PLACE.fullmatch(place)] or asked
    # Of two that are compared, each may have a sentence of its own.
    if not asked or any(places.spoken_of(place, text) for place in asked):
        return ""
    return places.as_said(asked[0], question)


def _places(text: str, document: Document) -> list[str]:
    found = [*places.named(text), *places.sites(text)]
    return [place for place in found if PLACE.fullmatch(place) or place in document.text]


def _other_direction(question: str, sentence: str, around: str) -> bool:
    """Tell whether the question takes for granted what the sentence tells the opposite of."""
    stopped = _STOPPED.search(question)
    if (
        stopped
        and not _ASKED_FOR.search(question[: stopped.start()])
        and not _STOPPED.search(around)
    ):
        return True
    question = _NOT_SO.sub(" ", question)
    falls, rises = bool(_FALL.search(question)), bool(_RISE.search(question))
    if falls == rises:
        # "Did it rise or fall?" takes neither for granted.
        return False
    lower = _SLOWS if _GROWTH.search(question) else _FALL
    told, opposite = (lower, _RISE) if falls else (_RISE, _FALL)
    return not told.search(sentence) and bool(opposite.search(sentence))


def _other_name(question: str, around: str) -> str:
    """Return what the question names, or its figure, that is not spoken of around."""
    plain = unicodedata.normalize("NFKC", around).casefold()
    if not has_unspaced(question):
        return next((name for name in _NAMED.findall(question) if name.casefold() not in plain), "")
    question = _ENGLISH.sub(" ", unicodedata.normalize("NFKC", question))
    question = without_explained(question, plain)
    question = periods.PERIOD.sub(" ", question)
    for name in _TOKEN.findall(question):
        spelled = r"\s?".join(map(re.escape, name.casefold()))
        if re.search(rf"(?<![a-z0-9]){spelled}(?![a-z0-9])", plain):
            continue
        known = any(form.casefold() in plain for form in abbreviations.alike(name))
        if not known and name.casefold() not in plain and name.casefold() not in _GENERAL:
            return str(name)
    if (group := _AGE_GROUP.search(question)) and not all(
        re.search(rf"(?<!\d){age}(?!\d)", plain) for age in group.groups() if age
    ):
        return group[0]
    given = list(figures.find(around))
    for one in figures.find(question):
        words = question[one.start : one.end]
        if one.unit == "倍" or _DISTANCE.search(question[: one.start]):
            # How many times, or by how much, may be reckoned.
            continue
        known = any(figures.close(one.value, other.value) for other in given)
        # Whoever tells his age or what he has himself asks what is given at it.
        if _OWN.search(question):
            break
        if one.unit and one.unit not in _AGES and words[0].isdigit() and not known:
            return words
    return ""
