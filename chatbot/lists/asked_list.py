"""What the wording of a question says of the list it asks for: how many points, of what, which."""

import re

from chatbot.language.wording import WHO

_NUMBERS = {
    "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
}  # fmt: skip
_CLASSES = "个项条点件种类步句招手场档块面级层道路方组样份门"
# What points are called; the words of one row stand for one another.
_NOUNS = (
    "条件|资格|要求|门槛|资质|规矩|conditions?|requirements?|criteria|qualif",
    "措施|举措|抓手|办法|做法|招数|(?<=[件些么])事(?![故业件项实迹])|安排|打算|工作|任务|重点|行动|政策|对策|计划|手段|实招|measures?|steps|actions?|priorit|tasks?",
    "特点|特征|亮点|变化|转变|趋势|features?|characteristics?|changes?|trends?",
    "原因|因素|有利条件|理由|依据(?![^，。？?：:是有])|靠的是|(?<=[条种个些么])解释(?![一了说清])|reasons?|factors?|causes?",
    "步骤|步|手续|流程|程序|环节|阶段|steps?|stages?|procedures?",
    "项目|内容|品种|items?|contents?",
    "优惠|补贴|奖励|补助|discounts?|subsid|benefits?",
    "情形|情况|场合|cases?|situations?|circumstances",
    "目标|指标|goals?|targets?|objectives?",
    "材料|证件|文件|手续|documents?|papers?",
    "问题|困难|挑战|风险|毛病|难处|短板|短处|弱项|软肋|瓶颈|不足|难题|难点|痛点|堵点|problems?|challenges?|difficult|risks?",
    "成果|成效|进展|成绩|results?|achievements?",
    "原则|principles?",
    "思路|路子|法子|考虑",
    "改革(?!开放|发展|的?(?:成效|目标|成果|进展|意义|背景))",
    "建议|提醒|注意|advice|recommend|suggest",
)  # fmt: skip
_NOUN = [re.compile(words, re.IGNORECASE) for words in _NOUNS]
_COUNTED = "|".join(word for words in _NOUNS for word in words.split("|") if not word.isascii())
_COUNT = re.compile(
    rf"(?<![第\d百一二三四五六七八九十])(?P<zh>[两二三四五六七八九十]|[2-9]|10)\s?"
    rf"(?:个?大?方面|点|条|项(?!目)|句|招|手|步|件事|个持续|个[“\"]?更"
    rf"|[个项条种类大]{{1,3}}(?:专项)?(?:{_COUNTED})|大行动)"
    r"|\b(?P<en>two|three|four|five|six|seven|eight|[2-9])\s(?:\w+\s){0,2}"
    r"(?:points|measures|steps|actions|aspects|areas|tasks|priorities|campaigns|ways|features|things)\b",
    re.IGNORECASE,
)
# 四个“不断”: what each of the points says.
_EACH_SAYS = re.compile(
    r"(?<!第)[两二三四五六七八九十2-9]个[“\"‘「](?P<word>[^”\"’」]{1,4})[”\"’」]"
)
_NUMBER = "[两二三四五六七八九十2-9]"
# 哪四项; 三块分别是什么.
_WHICH = re.compile(
    rf"哪(?P<han>{_NUMBER})(?:大|[{_CLASSES}])"
    rf"|(?<![第十百\d]){_NUMBER}(?=[{_CLASSES}大](?![月年])[^，。？?]{{0,12}}(?:是什么|叫什么|有哪些|分别是|都是|列))"
)
_WHICH_FEW = re.compile(rf"哪几大?(?P<counter>(?!个)[{_CLASSES}])")
_WHICH_ONES = re.compile(
    rf"(?:哪些|哪几[{_CLASSES}]*|什么)(?P<word>[\u4e00-\u9fff]{{2,4}}?)(?=[，。？?、来去给能可会]|$)"
)
# What is in the title of a document, or quoted, counts nothing of the answer.
_TITLE = re.compile(r"《[^》]*》")
_ORDINAL = re.compile(
    r"第\s?(?P<han>[一二三四五六七八九十]|\d{1,2})\s?(?:个|项|点|条|步|件|方面|是|类|大|家|种|款|起|座|位)(?!季度|五年)"
    r"|(?P<last>最后)[一那这]?(?:个|项|点|条|步|件|方面)(?!季度|月|星期|小时|工作日)"
    r"|\b(?P<end>last) (?:one|point|item|step)\b"
    r"|\b(?P<english>first|second|third|fourth|fifth)\b"
    # The first two months are no point.
    r"(?! (?:[a-z]+|\d+) (?:quarter|month|week|day|year)s| (?:two|three|four|five|six|\d+) "
    r"| quarter| half| time| batch| day| year)",
    re.IGNORECASE,
)
_WHO_ALL = re.compile(
    r"(?:哪[些几](?:个|位)?(?:人|领导|嘉宾|官员|负责人|发布人)|有?谁)(?:来)?(?:都|一起)?(?:出席|到场|到会|在场|参会|参加了?[^，。？?]{0,8}会)"
    r"|(?:出席|到场|到会|参会|(?:发布会|通气会|记者会)[^，。？?]{0,4}(?:请来了?|请了|请到|邀请了?|来了))[^，。？?]{0,8}(?:哪[些几](?:个|位)?(?:人|领导|嘉宾|官员|负责人)?|都?有谁)"
    r"|\bwho (?:all )?(?:attended|took part|was present|were present)",
    re.IGNORECASE,
)
# Items in a row, with commas of their own; the last may follow 和.
_ROW = re.compile(r"[^，。；：、！？\n]+(?:、[^，。；：、！？\n]+)+")
_BETWEEN = re.compile(r"、|(?<=[^、]{2})(?:以?及|[和与])(?=[^、]*$)")
_HAN = "一二三四五六七八九十"
_ENGLISH = ("first", "second", "third", "fourth", "fifth")
# 什么条件, 哪几步, 有何要求; 条件是什么, 条件有哪些.
_ASKS = re.compile(
    rf"(?:什么|哪些|哪几|何种|有何|啥)(?:[^，。？?]{{2,8}}方面的)?[^，。？?]{{0,4}}?(?P<after>{_COUNTED})"
    rf"|(?P<before>{_COUNTED})[^，。？?]{{0,4}}(?:是什么|有哪些|是哪|有什么|包括|分别|都有|有啥)"
)
_WHO = re.compile(rf"{WHO}|哪位|何人|叫什么名字|\bwho\b|\bname of\b", re.IGNORECASE)


def count(question: str) -> int:
    """Return how many points the question speaks of; 0 if it does not count."""
    if each := _EACH_SAYS.search(question):
        return _value(each[0][0])
    match = _COUNT.search(_TITLE.sub(" ", question))
    if not match:
        return 0
    return _value(match["zh"] or match["en"].lower())


def each_says(question: str) -> str:
    """Return the word that each point has, as 四个“不断” tells; "" where none is told."""
    match = _EACH_SAYS.search(question)
    return match["word"] if match else ""


def which_count(question: str) -> int:
    """Return how many things of any kind are asked for ("哪三种"); 0 if that is not said."""
    match = _WHICH.search(_TITLE.sub(" ", question))
    return _value(match["han"] or match[0]) if match else 0


def has_items(sentence: str, wanted: int) -> bool:
    """Tell whether a sentence has ``wanted`` items in a row: A、B和C are three.

    Two in a row are too common to tell anything.
    """
    return wanted > 2 and any(len(row) == wanted for row in rows(sentence))


def rows(text: str) -> list[list[str]]:
    """Return the rows of a text, each as its items: A、B和C."""
    return [_BETWEEN.split(row[0]) for row in _ROW.finditer(text)]


def _value(mark: str) -> int:
    return int(mark) if mark.isdigit() else _NUMBERS[mark]


def ordinal(question: str) -> int:
    """Return which point of a list the question names, from 1; -1 for the last, 0 for none."""
    match = _ORDINAL.search(question)
    if not match:
        return 0
    if match["last"] or match["end"]:
        return -1
    return nth(match["han"] or match["english"])


def nth(word: str) -> int:
    """Return what number an ordinal has, from 1: 三 of 第三, 3, "third"."""
    if word.isdecimal():
        return int(word)
    return (_HAN if word in _HAN else _ENGLISH).index(word.lower()) + 1


def nouns(words: str) -> frozenset[int]:
    """Return what ``words`` call points (conditions, steps), as numbers of groups of synonyms."""
    return frozenset(row for row, noun in enumerate(_NOUN) if noun.search(words))


def asked_nouns(question: str) -> frozenset[int]:
    """Return the ``nouns`` whose points the question asks for: 什么条件, 步骤有哪些."""
    question = _TITLE.sub(" ", question)
    found = _ASKS.search(question)
    if not found:
        return frozenset()
    start, end = found.span("after" if found["after"] else "before")
    # 事 is one of several only after its counting word.
    return nouns(question[max(start - 1, 0) : end])


def counter(question: str) -> str:
    """Return the counting word of what "哪几" asks for: 类 of 哪几类人; "" for none."""
    match = _WHICH_FEW.search(question)
    return match["counter"] if match else ""


def asked_word(question: str) -> str:
    """Return the last two characters of what "哪些" or "哪几个" asks for: 准备, 危险信号's 信号."""
    match = _WHICH_ONES.search(question)
    return match["word"][-2:] if match else ""


def counts(lead: str, counter: str) -> bool:
    """Tell whether ``lead`` announces some of what a ``counter`` counts: 以下五类人群."""
    return bool(counter) and re.search(rf"(?<!第){_NUMBER}大?{counter}", lead) is not None


def asks_who_attended(question: str) -> bool:
    """Tell whether it is asked who all were at a conference."""
    return _WHO_ALL.search(question) is not None


def asks_for_person(question: str) -> bool:
    """Tell whether somebody's name is asked for, which is no list."""
    return _WHO.search(question) is not None and not which_count(question)
