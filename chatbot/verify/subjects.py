"""What a claim speaks of and its evidence does not: another subject, metric or act."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from chatbot.figures import changes
from chatbot.periods import PERIOD
from chatbot.verify.records import Difference
from chatbot.verify.tagging import tagged
from chatbot.verify.words import Meanings, plain
from index.lexical import has_unspaced

_NOUN = re.compile(r"n(?!r)|eng|j|l|b")
_OTHER = frozenset("vaid")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
# How much of something, in two characters: 售价, 总数. Figures and metrics tell of it.
_MEASURE = re.compile(r".[长高宽深重龄价距温速度额量数值费幅]|半(?:小时|年|天)")
# Nouns that say no subject: how much, where from, and the words of reports.
_PLAIN = frozenset(
    word
    for line in """
    主要 全部 所有 各类 整体 总体 单月 单日 规模 情况 水平 数量 总额 数额 金额
    服务 工作 方面 内容 问题 目标 措施 办法 安排 计划 部分 领域 进展 成效 国家
    全国 我国 中国 政府 部门 记者 介绍 数据 时间 期间 时候 同期 人们 大家 东西
    事情 结果 程度 左右 以上 以下 之内 以内 当中 其中 里面 方式 过程 任务 要求
    作用 意义 特点 变化 重点 标准 贡献 一共 总共 合计 共计 累计 平均 比例 比重
    增速 病例 案例 纪录 记录 领先 节省 投向
    """.splitlines()
    for word in line.split()
)
_MOST_WORDS = 24
# A subject to which no word of the sentence is nearer than this is another one.
_FAR = 0.3


def strangers(claim: str, text: str, around: str) -> list[str]:
    """Return the content words of a Chinese claim that share no two characters with the texts.

    Of a word of four characters or more each half counts: 科研机构 is not 教育机构.
    """
    held = plain(f"{text}\n{around}")
    _, bare = changes.comparisons(PERIOD.sub(" ", plain(claim)))
    found: list[str] = []
    for word, tag in tagged(bare, guess=False):
        if len(word) < 2 or not _NOUN.match(tag) or not _CHINESE.fullmatch(word):
            continue
        if (
            _MEASURE.fullmatch(word)
            or word in _PLAIN
            or _short_for(word, held)
            or _shortened(word, text)
            or _made_of(word, text)
        ):
            continue
        known = {
            at + one for at in range(len(word) - 1) if word[at : at + 2] in held for one in (0, 1)
        }
        rest = "".join(" " if at in known else one for at, one in enumerate(word))
        found += [part for part in rest.split() if len(part) > 1 and part not in _PLAIN]
    return found


def _made_of(word: str, text: str) -> bool:
    """Tell whether two words of ``text`` begin with the characters of ``word``: 风光."""
    firsts = {one[0] for one, _ in tagged(plain(text)) if len(one) > 1}
    return len(word) == 2 and word[0] != word[1] and set(word) <= firsts


def _short_for(word: str, text: str) -> bool:
    """Tell whether ``text`` has the characters of ``word`` near each other: 工信部."""
    spread = r"[\u3400-\u9fff]{0,4}".join(map(re.escape, word))
    return len(word) > 2 and re.search(spread, text) is not None


def _shortened(word: str, text: str) -> bool:
    """Tell whether ``text`` has a shorter form of ``word``: 劳密 of 劳动密集型, 拍片 of 片子."""
    if word[1:] == "子":
        return word[0] in text
    firsts = {word[0] + later for later in word[2:]} if len(word) > 3 else set()
    return any(one in firsts for one, _ in tagged(plain(text)))


def nearness(words: Sequence[str], text: str, meanings: Meanings) -> list[float]:
    """Return for each word how near the nearest word of ``text`` is; 1 where nothing tells."""
    if meanings.vectors is None or not words:
        return [1.0] * len(words)
    given = list(
        dict.fromkeys(
            word
            for word, tag in tagged(text)
            if len(word) > 1 and (_NOUN.match(tag) or tag[0] in _OTHER)
        )
    )[-_MOST_WORDS:]
    if not given:
        return [1.0] * len(words)
    both = meanings.vectors([*words, *given])
    # The model's cosines crowd together; about their mean they tell words apart.
    both = both - both.mean(axis=0)
    both = both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-6)
    near = both[: len(words)] @ both[len(words) :].T
    return [float(one) for one in near.max(axis=1)]


def differences(
    clause: str, text: str, everything: str, meanings: Meanings
) -> Iterator[Difference]:
    """Yield the subjects of ``clause`` that are others than those of ``text``."""
    if not has_unspaced(clause):
        return
    strange = strangers(clause, text, everything)
    for word, near in zip(strange, nearness(strange, text, meanings), strict=True):
        if near < _FAR:
            yield Difference("subject", word, "")
