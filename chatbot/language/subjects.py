"""Which of a question's nouns nothing around a sentence explains.

A near miss asks for mobile phones where the briefing tells of integrated circuits: its noun stands
nowhere near the sentence, and no word near it means the same. Whether the noun stands elsewhere in
the document matters: then the document speaks of it by that name, and the sentence is of something
else. Questions in everyday wording have nouns that stand nowhere too (pupils for students).
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from chatbot.language import abbreviations, places, wording
from chatbot.language.people import tagged
from chatbot.language.periods import PERIOD
from index.lexical import has_unspaced

_NOUN = re.compile(r"n(?!r)|vn|eng|j|l$")
# What can tell one thing from another of its name, in a question and, more narrowly, in a text.
_TELLS_APART = re.compile(r"n(?!r)|[bvjl]|an")
_TOLD_APART = re.compile(r"n|vn|[bjl]$|an")
_NAMED_SO = re.compile(r"n(?!r)|v|[lj]$")
# The words of a talk (咋, 搞, 我家): whoever uses them says everything in words of their own.
_TALK = re.compile(
    r"[咋啥咱我你俺嘛吧呀啦呗]|(?<!干)吗|搞|弄|揣|掏|口子|老板|[爸妈娃]|别人|[能行让好]不[能行让好]|划算|便宜|挣|赚"
    r"|花(?:了|多少|几)?[多少几]|拿(?:到|多少|几)|钱|人家|上头|(?<!这)点儿|怎么(?!样)|多少个人"
)
# What is in brackets after a word says it in other words: 芯片（集成电路）.
_BRACKETS = re.compile(
    r"(?P<other>[\u4e00-\u9fff]+|[A-Za-z0-9&]+)(?P<bracket>[（(](?P<same>[^（()）]{2,20})[)）])"
)
# 全长, 水深, 售价: how much of something, in two characters.
_MEASURE = re.compile(r".[长高宽深重龄价距温速度额量数值费]")
_ASKS = re.compile(r"[谁哪几]|什么|多少|多[长大久高]|怎么")
# What is asked for need not be named by what answers: 什么官职, 它的作者是谁.
_KIND_ASKED = re.compile(
    r"(?:什么|哪[些个种几位一座款类份部]个?|何种)(?:样的)?(?!有)[\u4e00-\u9fff]{2}"
    r"|(?<=的)[\u4e00-\u9fff]{2}(?=[是为叫都]?(?:谁|什么|哪|何|叫什么|有哪))"
)
# 比去年同期增长多少: else 同期增长 is a noun.
_SAME_TIME = re.compile("(?:去年|上年)?的?同期")
_NUMERAL = "一二两三四五六七八九十百千万亿几"
_NUMERALS = frozenset(_NUMERAL)
_COUNTING = frozenset("人家户个张条份篇首台辆件把位名")
_SHORTEST = 2
# Ends of words that join nothing: 职工 and 工业 are not near each other.
_COMMON = frozenset("工业国人企品家数率量额年月的部员者市县区性化中大上下新")
# 应届生 is told of by 毕业生, whatever jieba takes it for.
_KINDS_OF_PEOPLE = frozenset("生员者工户民")
# Half of a word's pairs of characters, or its characters in their order, say the word.
_HALF = 0.5
_SPREAD = 4
# Nouns that say what is asked of a thing, and no thing.
_PLAIN = frozenset(
    word
    for line in (resources.files("chatbot") / "assets" / "plain_nouns.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Strange:
    """Nouns of a question that nothing around a sentence explains.

    ``elsewhere`` stand in another place of the document, ``nowhere`` do not.
    """

    elsewhere: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()


class Subjects:
    """Explains nouns; ``alike`` returns Chinese words that mean about the same as one."""

    def __init__(self, alike: Callable[[str], Collection[str]]) -> None:
        self._alike = alike

    def sibling(self, question: str, near: str, sentence: str) -> str:
        """Return what a question asks the figure of if a sentence tells only of others so named.

        智能算力 is no 通用算力, 重度失能 no 中度失能: the same word follows others. ``near`` is
        what the sentence is read with; what stands there in other words counts as told.
        """
        if not has_unspaced(question) or _TALK.search(question):
            return ""
        near, sentence = _plain(near), _plain(sentence)
        asked = PERIOD.sub("，", _SAME_TIME.sub("，", _plain(question)))
        words, told = tagged(asked), tagged(sentence)
        for (first, tag), (head, head_tag) in pairwise(words):
            if (
                min(len(first), len(head)) < _SHORTEST
                or not (_TELLS_APART.match(tag) and _NAMED_SO.match(head_tag))
                or first in _PLAIN
                or _ASKS.search(first)
            ):
                continue
            others = [word for word, (after, _) in pairwise(told) if after == head]
            if (
                others
                and all(len(one) >= _SHORTEST and _TOLD_APART.match(as_) for one, as_ in others)
                and not has(first, near)
                and not any(word in near for word in self._alike(first))
            ):
                return first + head
        return ""

    def strange(self, question: str, near: str, around: str, document: str) -> Strange:
        """Return the nouns of a Chinese ``question`` that nothing explains.

        ``near`` is the sentence with the one before and its headings: a word that means the same,
        or shares a character, has to stand there. ``around``, the whole passage with its title and
        speaker, may have the noun itself. Questions in everyday wording have none.
        """
        if not has_unspaced(question) or _TALK.search(question):
            return Strange()
        near, around = _plain(near), _plain(around)
        elsewhere: list[str] = []
        nowhere: list[str] = []
        for noun in _nouns(question, around):
            if has(noun, around) or self.says(near, noun):
                continue
            (elsewhere if has(noun, _plain_document(document)) else nowhere).append(noun)
        return Strange(tuple(elsewhere), tuple(nowhere))

    def unexplained(self, question: str, near: str) -> float:
        """Return the share of a Chinese question's nouns that nothing ``near`` a sentence says.

        Like ``strange``, by degrees, and the passage around does not count; 0 without such nouns.
        """
        if not has_unspaced(question) or _TALK.search(question):
            return 0.0
        near = _plain(near)
        nouns = _nouns(question, near)
        return sum(not self.says(near, noun) for noun in nouns) / max(len(nouns), 1)

    def says(self, text: str, noun: str) -> bool:
        """Tell whether ``text`` has the noun, one of its characters, or a word that means it."""
        return (
            has(noun, text)
            or (not _is_name(noun) and any(one in text for one in noun if one not in _COMMON))
            or any(word in text for word in self._alike(noun))
            or places.spoken_of(noun, text)
        )


def things(words: str) -> list[str]:
    """Return the nouns of some Chinese words that name a thing."""
    return _nouns(words, "")


def _is_name(noun: str) -> bool:
    """Tell whether a noun alone is a name: 鹭沙港 is not told of by 港口."""
    tags = [tag for _, tag in tagged(noun)]
    named = tags in (["ns"], ["nt"]) or (tags == ["nz"] and noun[-1] not in _KINDS_OF_PEOPLE)
    return named and noun[0] not in "这那各"


def has(word: str, text: str) -> bool:
    """Tell whether ``text`` has ``word``, half of its pairs of characters, or a longer form of it.

    社零 is a short form of 社会消费品零售: its characters stand there in order.
    """
    if word in text:
        return True
    if not has_unspaced(word):
        # 5GA is 5G-A.
        return len(word) > 1 and word.replace("-", "") in re.sub(r"[\s\-]", "", text)
    pairs = [word[at : at + 2] in text for at in range(len(word) - 1)]
    if len(word) > 2 and sum(pairs) >= _HALF * len(pairs):
        return True
    spread = rf"[\u3400-\u9fff]{{0,{_SPREAD}}}".join(map(re.escape, word))
    return len(word) <= _SPREAD and re.search(spread, text) is not None


def located(question: str, nouns: Collection[str]) -> str:
    """Return which of ``nouns`` says where something is, "" for none: 在火星, 火星上.

    夫妻里只有一人 names no place, 在设计上 neither.
    """
    return next(
        (
            noun
            for noun in nouns
            if not noun.endswith(
                ("底下", "下面", "上面", "里面", "旁边", "门口", "附近", "路上", "外头", "外面")
            )
            and not all(tag == "vn" for _, tag in tagged(noun))
            and re.search(
                rf"在{re.escape(noun)}|{re.escape(noun)}(?:[上内](?![市述升])|里(?!只|[谁哪]))",
                question,
            )
        ),
        "",
    )


def without_explained(question: str, around: str) -> str:
    """Return ``question`` without the words that are explained in brackets by words of ``around``.

    In 芯片（集成电路）产量 it is enough that the text speaks of 集成电路.
    """
    for match in _BRACKETS.finditer(question):
        if has(match["same"], around):
            # Of 存储芯片（集成电路） only 芯片 is explained.
            forms = abbreviations.alike(match["same"])
            other = next((one for one in forms if match["other"].endswith(one)), match["other"])
            question = question.replace(f"{other}{match['bracket']}", f" {match['bracket']}", 1)
    return question


def _nouns(question: str, around: str) -> list[str]:
    """Return the nouns of a question that name a thing, without what ``around`` says otherwise."""
    bare = without_explained(PERIOD.sub(" ", _SAME_TIME.sub(" ", _plain(question))), around)
    bare = _KIND_ASKED.sub(" ", bare)
    found = [
        word
        for word, tag in tagged(bare)
        if len(word) > 1
        and _NOUN.match(tag)
        and not _MEASURE.fullmatch(word)
        and word not in _PLAIN
        and word[0] not in _NUMERALS
        and word[0] not in "这那"
        and not word[0].isdigit()
        and wording.bare(word)
        # 一万|人能摊上: a counting word, and no name.
        and not (word[0] in _COUNTING and re.search(rf"[\d{_NUMERAL}]{word}", bare))
        and not _ASKS.search(word)
    ]
    return list(dict.fromkeys(found))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


# A document is asked about many times.
_plain_document = lru_cache(maxsize=64)(_plain)
