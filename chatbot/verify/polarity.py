"""What a claim denies and its evidence states, or the reverse: 不, 未, 没有, not."""

import re
from collections.abc import Iterator
from itertools import chain

from chatbot.verify.records import Difference
from chatbot.verify.words import Meanings, grams, plain, share, translations
from index.lexical import has_unspaced

# Words with a sign of denial in them that deny nothing, and bounds, which figures compare.
_MASKED = re.compile(
    r"不断|不仅|不但|不少|不良|不同|不论|不管|不动产|不久|不过|不只|不光|不一|不止|不锈钢|不妨|"
    r"不可或缺|不得不|无一|[没不未]有?变|差不多|了不起|不愧|不失为|不竭|不懈|不惜"
    r"|不足|不到|不满|不等|不如|不及|不比|不(?:得|能|可以?|许|准|会|应|允许)?"
    r"(?:少于|低于?|超过?|高于|多于|大于|小于|早于|晚于|迟于|长于|短于)|未满|未来|未雨绸缪|无论|无人[机驾船车]|无线|无锡|无缝|无障碍|"
    r"无害化?|无疑|无限|无形|无忧"
    r"|没收|非常|非洲|非法|非遗|非物质|是非|除非|无非|莫过|毫不|从不间断|不遗余力|no more than|"
    r"not only|no less than|no fewer than|no later than"
)
_DENIES = re.compile(r"不|未|没有?|无|并?非|勿|禁止|严禁|杜绝")
# Between the denial and what is denied.
_LINK = re.compile(
    r"(?:曾|能够?|会|要|得|可以?|应当?|再|必须?|需要?|将|被|予以?|是|在|受|有|用|允许|准|许|"
    r"任何|给[他她它其]们?|给|[,，])*"
)
_ENGLISH = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|cannot|fails? to|failed to|nobody|nothing)\b|"
    r"n't\b",
    re.IGNORECASE,
)


# So far before what it denies a denial may stand: 不再对已享受补贴的项目重复核发.
_REACH = 16
# A denial does not reach over a comma, nor over what is allowed after it: 没有标签的可以购买.
_PARTED = re.compile(r"[,，。;；!！\n]|(?<![不未没非])(?:可以|能够)")
_ALLOWS = re.compile(r"可以|允许|准许|[也均都]可(?!能)")
_FORBIDS = re.compile(r"不得|不许|不准|不能|不可以?|不允许|不予|禁止|严禁")
# 暂停派单 says that nobody 派单.
_STOPS = re.compile(r"(?:暂停|停止|取消|免除?|禁止)$")
# Words that deny by themselves.
_AGAINST = re.compile(r"停|免|拒|取消|难|缺|杜绝|避免|除外|例外")
# What is wanting or has a bound may be denied in other words: 不够用 of 缺口, 不能卖到 of 不高于.
_LACKS = re.compile(
    r"缺|短板|难|偏[低慢少弱]|滞后|落后|下降|停|供大于求|不足|不到|[不未没]变"
    r"|不(?:得|能|可)?(?:超过|高于|低于|多于|少于|大于|小于)"
)
# Pieces that say nearly as much of a claim as the best.
_NEARLY = 0.6
# A clause of the text that says so much of the claim is about the same.
_SAME_CLAUSE = 0.6


def differences(clause: str, claim: str, text: str, meanings: Meanings) -> Iterator[Difference]:
    """Yield what ``clause``, of ``claim``, denies and ``text`` states, or the reverse."""
    mine, theirs = _mask(plain(clause)), _mask(plain(text))
    if not has_unspaced(clause):
        yield from _english(mine, theirs, meanings)
    else:
        found = list(_denied(mine, theirs, _LACKS.search(plain(text)) is not None))
        denies = _DENIES.search(_mask(plain(claim)))
        yield from (
            found if found or denies else chain(_parity(mine, theirs), _forbidden(mine, theirs))
        )


def denied_too(clause: str, text: str) -> bool:
    """Tell whether ``text`` denies something that ``clause`` does, in the same words."""
    theirs = _mask(plain(text))
    return any(
        _states(theirs, scope)[1] for _, scopes in _scopes(_mask(plain(clause))) for scope in scopes
    )


def _mask(text: str) -> str:
    return _MASKED.sub(lambda match: "○" * len(match[0]), text)


def _scopes(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where a text denies something, and what it denies: four characters, then two."""
    for match in _DENIES.finditer(text):
        link = _LINK.match(text, match.end())
        found: list[str] = []
        for at, most in ((match.end(), 4), (link.end() if link else match.end(), 2)):
            scope = re.match(rf"[\u3400-\u9fff]{{1,{most}}}", text[at:])
            if scope and (len(scope[0]) > 1 or not found):
                found.append(scope[0])
        if found:
            yield match.start(), tuple(dict.fromkeys(found))


def _states(text: str, scope: str) -> tuple[bool, bool]:
    """Return whether ``text`` states ``scope`` somewhere, and whether it denies it somewhere."""
    stated = denied = False
    for match in re.finditer(re.escape(scope), text):
        before = _PARTED.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
        if _DENIES.search(before) or _STOPS.search(before):
            denied = True
        else:
            stated = True
    return stated, denied


def _denied(mine: str, theirs: str, lacks: bool) -> Iterator[Difference]:
    """Yield what one denies and the other states.

    ``lacks``: the text has words that say the same as a denial.
    """
    denies_elsewhere = _DENIES.search(theirs) is not None or lacks
    for at, scopes in _scopes(mine):
        told = [_states(theirs, scope) for scope in scopes]
        if any(denied for _, denied in told):
            continue
        if any(stated for stated, _ in told) or not denies_elsewhere:
            yield Difference("negation", mine[at : at + 8], _around(theirs, scopes[-1]))
            return
    for at, scopes in _scopes(theirs):
        for scope in scopes:
            if (
                len(scope) > 1
                and _states(mine, scope) == (True, False)
                and not _states(theirs, scope)[0]
            ):
                yield Difference("negation", _around(mine, scope), theirs[at : at + 8])
                return


def _parity(mine: str, theirs: str) -> Iterator[Difference]:
    """Yield the denial that the clause of the text about the same has, and ours has not."""
    pieces = [piece for piece in re.split(r"[,，。;；:：\n]", theirs) if piece.strip()]
    best = max(pieces, key=lambda piece: share(mine, piece), default="")
    # Of a list the thing that is about the same decides: 病情变化快、与诊断不符.
    listed = max(best.split("、"), key=lambda piece: share(mine, piece))
    best = listed if share(mine, listed) >= _SAME_CLAUSE else best
    if share(mine, best) < _SAME_CLAUSE or _AGAINST.search(mine):
        return
    if _DENIES.search(best):
        yield Difference("negation", mine.strip(",，。;；"), best.strip())


def _forbidden(mine: str, theirs: str) -> Iterator[Difference]:
    """Yield the ban of the text where the claim allows and the text allows nothing."""
    allowed, ban = _ALLOWS.search(mine), _FORBIDS.search(theirs)
    if allowed and ban and not _ALLOWS.search(_FORBIDS.sub(" ", theirs)):
        yield Difference("negation", mine[allowed.start() :][:8], theirs[ban.start() :][:8])


def _english(mine: str, theirs: str, meanings: Meanings) -> Iterator[Difference]:
    denial = _ENGLISH.search(mine)
    if not has_unspaced(theirs):
        if bool(denial) != bool(_ENGLISH.search(theirs)):
            yield Difference("negation", denial[0] if denial else "", "")
        return
    if denial:
        if not any(_DENIES.search(piece) for piece in _about(mine, theirs, meanings)):
            yield Difference("negation", denial[0], "")
        return
    said = tuple(chain.from_iterable(translations(word, meanings) for word in grams(mine)))
    for at, scopes in _scopes(theirs):
        stated = any(_states(theirs, scope)[0] for scope in scopes)
        if not stated and any(scope.startswith(said) for scope in scopes):
            yield Difference("negation", "", theirs[at : at + 6])
            return


def _about(mine: str, theirs: str, meanings: Meanings) -> list[str]:
    """Return the pieces of a Chinese text that say most of an English claim; all if none does."""
    pieces = [piece for piece in re.split(r"[,，。;；\n]", theirs) if piece.strip()]
    shares = [share(mine, piece, meanings) for piece in pieces]
    best = max(shares, default=0.0)
    return [one for one, held in zip(pieces, shares, strict=True) if held >= best * _NEARLY]


def _around(text: str, scope: str) -> str:
    at = text.find(scope)
    if at < 0:
        return ""
    return text[max(0, at - 4) : at + 6].strip(",，。;；")
