"""Whether a question for a figure names something that the sentence does not speak of.

A near miss asks for mobile phones where the briefing tells of integrated circuits. Its noun stands
nowhere around the sentence, and no word of the sentence is near it. Questions in everyday wording
have nouns that stand nowhere too (pupils for students), but a word near them does, and those in
the words of a talk (咋, 搞, 我家) say everything otherwise: they are not judged. Chinese only.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from chatbot.periods import PERIOD
from index.lexical import has_unspaced

# A noun is strange if the nearest word is less than this; cosines about the mean of the words.
_NEAR = 0.37
_NOUN = re.compile(r"n(?!r)|eng|j")
# Pronouns, particles and light verbs of talk, which nobody uses who asks in a briefing's terms.
_TALK = re.compile(
    r"[咋啥咱我你俺嘛吧呀啦呗]|(?<!干)吗|搞|弄|揣|掏|口子|老板|[爸妈娃]|别人|[能行让好]不[能行让好]|划算|便宜|挣|赚"
    r"|花(?:了|多少|几)?[多少几]|拿(?:到|多少|几)|钱|人家|上头|(?<!这)点儿|怎么(?!样)|多少个人"
)
# Verbs, adjectives, phrases and the like: 接种 may say what 打针 does.
_OTHERS = frozenset("vailj")
# A vector takes milliseconds.
_MOST_WORDS = 20
# What is in brackets after a word says it in other words: 芯片（集成电路）.
_BRACKETS = re.compile(r"(?P<other>[\u4e00-\u9fffA-Za-z]+)[（(](?P<same>[^（()）]{2,12})[)）]")
# 全长, 水深, 售价: how much of something, in two characters.
_MEASURE = re.compile(r".[长高宽深重龄价距温速度额量数值费]")
_NUMERALS = frozenset("一二两三四五六七八九十百千万亿几")
# Where more than half of the nouns are known, an unknown one says one of them otherwise.
_LEAST = 0.5
# Nouns that say what is asked of a thing, and no thing. Closed by intent: measures, containers,
# and what every briefing has.
_PLAIN = frozenset(
    word
    for line in """
    一共 范围 例子 情况 水平 数量 数字 规模 总量 总数 金额 比例 比重 幅度
    平均 同比 环比 增速 增幅 涨幅 降幅 全国 国家 我国 中国 目标 方面 内容
    时候 地方 事情 问题 东西 单位 份额 人均 总额 数额 全部 政府 部门 记者
    文件 时间 名称 全名 全称 特点 成效 作用 变化 措施 办法 安排 计划 个人
    人们 大家 百分 百分点 百分比 意义 原因 后面 前面 里面 以上 以下 左右 同月
    当月 年底 年内 上半年 下半年 重点 任务 行业 领域 产业 企业 公司 地区 机构
    项目 工作 国内 发布会 新闻 简报 观点 举措 政策 效果 结果 程度 速度 人次
    人数 大小 数据 指标 口径 具体 最新 总共 合计 累计 实际 大概 现在 目前
    如今 官方 号码 电话 热线
    """.splitlines()
    for word in line.split()
)
# Somebody who is asked about by a post: what did the premier say?
_POST = re.compile(
    r"(?P<post>总理|总书记|主席|总统|首相|[省市县部局司厅处院校署行会]长|董事长|总裁|总经理|首席执行官)"
    r"[^，。？]{0,8}(?:说|讲|谈|表示|提到|指出|强调|宣布|回应|介绍)"
)
# The commonest surnames of one character: four in five people have one of them.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    "金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)


class Subjects:
    """Compares words by the vectors that ``vectors`` gives: unit rows, ``(words, dimensions)``."""

    def __init__(self, vectors: Callable[[Sequence[str]], NDArray[np.float32]]) -> None:
        self._vectors = vectors

    def strange(self, question: str, sentence: str, around: str) -> str:
        """Return a noun of ``question`` that is neither in ``around`` nor near to ``sentence``.

        ``sentence`` goes with what it is read with (the sentence before, the heading), ``around``
        is all that may say the same in the same words.
        """
        if not has_unspaced(question) or _TALK.search(question):
            return ""
        nouns = _nouns(question, _plain(around))
        missing = [noun for noun in nouns if not _known(noun, _plain(around))]
        if len(missing) < _LEAST * len(nouns):
            return ""
        given = _telling(sentence)
        if not missing or not given:
            return missing[0] if missing else ""
        both = self._vectors([*missing, *given])
        # The model's cosines crowd together; about their mean they tell words apart.
        both = both - both.mean(axis=0)
        both /= np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-6)
        nearest = (both[: len(missing)] @ both[len(missing) :].T).max(axis=1)
        farthest = int(nearest.argmin())
        return missing[farthest] if nearest[farthest] < _NEAR else ""


def unknown_person(question: str, document: str) -> str:
    """Return somebody whom ``question`` names and ``document`` does not name at all, or ""."""
    if not has_unspaced(question):
        return ""
    if (post := _POST.search(question)) and post["post"] not in document:
        return post["post"]
    people = (word for word, tag in _tagged(question) if tag == "nr" and len(word) in (2, 3))
    unknown = (word for word in people if word[0] in _SURNAMES and word not in document)
    return next(unknown, "")


def _nouns(question: str, around: str) -> list[str]:
    """Return the nouns of a question that name a thing, without what ``around`` says otherwise."""
    bare = PERIOD.sub(" ", _plain(question))
    for match in _BRACKETS.finditer(bare):
        if _known(match["same"], around):
            bare = bare.replace(match["other"], " ")
    return [
        word
        for word, tag in _tagged(bare, guess=False)
        if len(word) > 1
        and _NOUN.match(tag)
        and not _MEASURE.fullmatch(word)
        and word not in _PLAIN
        and word[0] not in _NUMERALS
        and not word[0].isdigit()
    ]


def _telling(sentence: str) -> list[str]:
    """Return the words of a sentence that may say the same as a noun, the likeliest first."""
    words = [(word, tag) for word, tag in _tagged(sentence) if len(word) > 1]
    nouns = [word for word, tag in words if _NOUN.match(tag)]
    others = [word for word, tag in words if tag[0] in _OTHERS and not _NOUN.match(tag)]
    # The end of what is read together is the sentence itself.
    return list(dict.fromkeys([*nouns[::-1], *others[::-1]]))[:_MOST_WORDS]


def _known(word: str, around: str) -> bool:
    return any(word[at : at + 2] in around for at in range(len(word) - 1))


def _tagged(text: str, guess: bool = True) -> list[tuple[str, str]]:
    """Return the words of a Chinese text with their parts of speech, as jieba tells them.

    With ``guess`` characters that its dictionary does not know are joined to likely words.
    """
    import rjieba

    return list(rjieba.tag(text, guess))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
