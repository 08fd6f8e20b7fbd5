"""What a claim speaks of and its evidence does not: another subject, metric or act."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from chatbot.figures import changes
from chatbot.language.periods import PERIOD
from chatbot.verify.records import Difference
from chatbot.verify.slots import NOUN, in_place_of, threes
from chatbot.verify.words import NOTHING, Meanings, otherwise, plain, said, tagged, telling
from index.lexical import has_unspaced

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
    名单 行列 增速 病例 案例 头号 现有 接下来 新版 历史 纪录 记录 领先 节省 投向
    业务 热线 电话
    """.splitlines()
    for word in line.split()
)
# Words for anybody, anything of a sort: what a claim has in their place may be one of them.
_KINDS = frozenset(
    word
    for line in """
    人员 人群 人士 个人 群众 用户 企业 单位 机构 主体 对象 方面 产品 项目 设施 地区
    """.splitlines()
    for word in line.split()
)
# What names nothing by itself, here or there.
GENERAL = (
    _PLAIN | _KINDS | frozenset(["全省", "全市", "全区", "全县", "本省", "本市", "我省", "我市"])
)
_MOST_WORDS = 24
# A subject to which no word of the sentence is nearer than this is another one.
_FAR = 0.3
_HALF = 0.5


def strangers(claim: str, text: str, around: str, meanings: Meanings = NOTHING) -> list[str]:
    """Return the content words of a Chinese claim that share no two characters with the texts.

    Of a word of four characters or more each half counts: 科研机构 is not 教育机构. A word that
    ``text`` says otherwise is none: 大学 for 高校.
    """
    # 企（事）业单位
    held = re.sub(r"[()]", "", plain(f"{text}\n{around}"))
    _, bare = changes.comparisons(PERIOD.sub(" ", plain(claim)))
    found: list[str] = []
    for word, tag in tagged(bare, guess=False):
        if len(word) < 2 or not NOUN.match(tag) or not _CHINESE.fullmatch(word):
            continue
        if (
            _MEASURE.fullmatch(word)
            or word in _PLAIN
            or (len(word) == 2 and word[0] in "多少")
            or short_for(word, held)
            or _shortened(word, text)
            or _made_of(word, text)
            or otherwise(word, text, meanings)
        ):
            continue
        known = {
            at + one for at in range(len(word) - 1) if word[at : at + 2] in held for one in (0, 1)
        }
        rest = "".join(" " if at in known else one for at, one in enumerate(word))
        found += [part for part in rest.split() if len(part) > 1 and part not in _PLAIN]
    return found


def _made_of(word: str, text: str) -> bool:
    """Tell whether two words of ``text`` begin with the characters of ``word``: 风光.

    Or a verb does with the first, and the text has the other too: 交房 of 现房 that are 交付.
    """
    if len(word) != 2 or word[0] == word[1]:
        return False
    words = [(one[0], tag) for one, tag in tagged(plain(text)) if len(one) > 1]
    firsts = {first for first, _ in words}
    verbs = {first for first, tag in words if tag == "v"}
    return set(word) <= firsts or (word[0] in verbs and word[1] in text)


def short_for(word: str, text: str) -> bool:
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
            if len(word) > 1 and (NOUN.match(tag) or tag[0] in _OTHER)
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
    clause: str, text: str, everything: str, meanings: Meanings, namings: Sequence[str] = ()
) -> Iterator[Difference]:
    """Yield the first subject of ``clause`` that stands in the place of one of ``text``.

    ``namings`` are what the figures of the clause are named by in ``text``: a noun of theirs that
    the clause does not say has been put in another's place. A noun that nothing stands for is an
    addition in other words: 医院是5G落地的大户.
    """
    if not has_unspaced(clause):
        return
    strange = strangers(clause, text, everything, meanings)
    replaced = bool(namings) and all(_renamed(naming, clause) for naming in namings)
    for word, near in zip(strange, nearness(strange, text, meanings), strict=True):
        if near >= _FAR:
            continue
        other = in_place_of(word, clause, text)
        # 老人 for 人员, 平台 for 企业 says more, nothing else.
        if other in _KINDS or word in _KINDS:
            continue
        if replaced or other:
            yield Difference("subject", word, "")
            return


def _renamed(naming: str, clause: str) -> bool:
    """Tell whether a clause lacks a noun of a figure's naming and most of its words."""
    words = telling(naming)
    told = len(said(words, clause, NOTHING))
    return told < _HALF * len(words) and bool(strangers(naming, clause, ""))


def unsaid(clause: str, text: str, everything: str, meanings: Meanings) -> Iterator[Difference]:
    """Yield the first noun of ``clause`` that is far from any of ``text``, in its place or not."""
    if not has_unspaced(clause):
        return
    strange = strangers(clause, text, everything)
    for word, near in zip(strange, nearness(strange, text, meanings), strict=True):
        if near < _FAR:
            yield Difference("subject", word, "")
            return


def exchanged(clause: str, text: str, meanings: Meanings) -> Iterator[Difference]:
    """Yield a noun that stands between the same two words as another one of ``text``.

    全国经济普查 of 全国农业普查; it may well stand elsewhere in the briefing.
    """
    if not has_unspaced(clause):
        return
    slots = {(one, other): own for one, own, other in threes(text) if one and other}
    for one, own, other in threes(clause):
        found = slots.get((one, other), "")
        if not found or own in text or found in clause or set(own) & set(found):
            continue
        if not otherwise(own, found, meanings) and apart(own, found, text, meanings):
            yield Difference("subject", own, found)
            return


def apart(one: str, other: str, text: str, meanings: Meanings) -> bool:
    """Tell whether two words mean something else; the words of ``text`` show how near words are."""
    if meanings.vectors is None:
        return False
    beside = [word for word, _ in tagged(text) if len(word) > 1 and word not in (one, other)]
    both = meanings.vectors([one, other, *beside[:_MOST_WORDS]])
    mine, theirs = (both - both.mean(axis=0))[:2]
    length = float(np.linalg.norm(mine) * np.linalg.norm(theirs))
    return float(mine @ theirs) < _FAR * max(length, 1e-6)
