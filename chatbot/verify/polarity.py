"""What a claim denies or turns round: 不, 未, 没有, not; 增长 for 下降, 改善 for 恶化."""

import re
from collections.abc import Iterator
from itertools import chain

from chatbot.verify.records import Difference
from chatbot.verify.words import Meanings, grams, plain, translations
from index.lexical import has_unspaced

# Words with a sign of denial in them that deny nothing, and bounds, which figures compare.
_MASKED = re.compile(
    r"不断|不仅|不但|不少|不良|不同|不论|不管|不动产|不久|不过|不只|不光|不一|不止|不锈钢|不妨|"
    r"不可或缺|不得不|差不多|了不起|不愧|不失为|不竭|不懈|不惜"
    r"|不足|不到|不满|不超过?|不低于?|不高于|不多于|不大于|不小于|不等|不得(?:少于|低于|超过|"
    r"高于|多于|大于|小于)|未满|未来|未雨绸缪|无论|无人[机驾船车]|无线|无锡|无缝|无障碍|"
    r"无害化?|无疑|无限|无形|无忧"
    r"|没收|非常|非洲|非法|非遗|非物质|是非|除非|无非|莫过|毫不|从不间断|不遗余力|no more than|"
    r"not only|no less than|no fewer than|no later than"
)
_DENIES = re.compile(r"不|未|没有?|无|并?非|勿|禁止|严禁|杜绝")
# Between the denial and what is denied.
_LINK = re.compile(
    r"(?:曾|能够?|会|要|得|可以?|应当?|再|必须?|需要?|将|被|予以?|是|在|受|有|用|允许|准|许|"
    r"任何|，)*"
)
_ENGLISH = re.compile(
    r"\b(?:not|no|never|without|neither|nor|none|cannot|fails? to|failed to|nobody|nothing)\b|"
    r"n't\b",
    re.IGNORECASE,
)
_AXES = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in (
        (
            r"(?<!负)增长(?!点|极)|增加(?!值)|提高|提升|上升|上涨|攀升|回升|上调|走高|正增长|"
            r"涨价|增收|增产|上浮|升高|增至|升至|\b(?:rose|rises?|rising|grew|grows?|growth|"
            r"increas\w+|climb\w+|gain\w+|surg\w+|soar\w*|jump\w*|up)\b",
            r"下降|降低|回落|减少|下滑|下跌|下调|走低|负增长|降价|减产|下浮|降至|减至|跌|降下|"
            r"降了|\b(?:fell|falls?|fallen|declin\w+|decreas\w+|dropp?\w*|plung\w+|plummet\w*|"
            r"slump\w*|tumbl\w+|slid|down|shrank|lower)\b",
        ),
        (
            r"改善|好转|向好|回暖|优化|\bimprov\w+",
            r"恶化|变差|转差|转弱|遇冷|\b(?:worsen\w*|deteriorat\w+)",
        ),
        (r"加快|提速|加速|\b(?:accelerat\w+|faster)", r"放缓|减缓|减速|放慢|\b(?:slow\w*)"),
        (
            r"扩大|拓宽|扩张|\b(?:widen\w*|expand\w*)",
            r"缩小|收窄|萎缩|收缩|缩减|\b(?:narrow\w*|shrank|shrink\w*)",
        ),
        (
            r"延长|推迟|延后|延迟|滞后|\b(?:extend|lengthen|postpon|delay)\w*",
            r"缩短|压缩|提前|\b(?:shorten\w*)",
        ),
        (r"偏[高大多快]|过[高大多快]", r"偏[低小少慢]|过[低小少慢]"),
        (r"加强|强化|增强|\bstrengthen\w*", r"削弱|弱化|减弱|放松|淡化|\bweaken\w*"),
        (
            r"支持|鼓励|\b(?:support|encourag)\w*",
            r"反对|限制|抵制|阻止|\b(?:oppos|discourag|restrict)\w*",
        ),
        (r"顺差|\bsurplus", r"逆差|\bdeficit"),
        (r"流入|\binflow", r"流出|\boutflow"),
        (r"盈利|\bprofits?\b", r"亏损|\bloss(?:es)?\b"),
        (
            r"最[高大多快好长早]|居首|之首|第一|\b(?:highest|largest|most|fastest|first)\b",
            r"最[低小少慢差短晚]|垫底|末位|倒数|\b(?:lowest|smallest|least|slowest|last place)\b",
        ),
        (
            r"高于|高出|多于|多出|快于|好于|\b(?:higher|above|more) than\b",
            r"低于|少于|慢于|差于|低(?=\d)|\b(?:lower|below|less|fewer) than\b",
        ),
        (r"免费|\bfree of charge", r"收费|付费|自费"),
        (
            r"开通|开放|启动|开工|恢复|\b(?:open\w*|start\w*|launch\w*|resum\w+)",
            r"关闭|停运|停止|暂停|叫停|取消|停工|终止|\b(?:clos\w+|stopp?\w*|suspend\w*|cancel\w*)",
        ),
        (r"之后|以后|\bafter\b", r"之前|以前|\bbefore\b"),
        (r"严格|从严|坚决|\bstrict\w*", r"放宽|宽松|\brelax\w*"),
        (r"集中|合并", r"分散|拆分"),
    )
)
_NEAR = 14


def differences(clause: str, text: str, meanings: Meanings) -> Iterator[Difference]:
    """Yield what ``clause`` denies and ``text`` states, or the reverse, and turned directions."""
    mine, theirs = _mask(plain(clause)), _mask(plain(text))
    yield from (
        _english(mine, theirs, meanings) if not has_unspaced(clause) else _denied(mine, theirs)
    )
    for pair in _AXES:
        if turned := _turned(mine, theirs, *pair):
            yield turned
            return


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
        before = re.split(r"[，。；！]", text[max(0, match.start() - 6) : match.start()])[-1]
        if _DENIES.search(before):
            denied = True
        else:
            stated = True
    return stated, denied


def _denied(mine: str, theirs: str) -> Iterator[Difference]:
    denies_elsewhere = _DENIES.search(theirs) is not None
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


def _english(mine: str, theirs: str, meanings: Meanings) -> Iterator[Difference]:
    denial = _ENGLISH.search(mine)
    if not has_unspaced(theirs):
        if bool(denial) != bool(_ENGLISH.search(theirs)):
            yield Difference("negation", denial[0] if denial else "", "")
        return
    if denial:
        if not _DENIES.search(theirs):
            yield Difference("negation", denial[0], "")
        return
    said = tuple(chain.from_iterable(translations(word, meanings) for word in grams(mine)))
    for at, scopes in _scopes(theirs):
        if any(scope.startswith(said) for scope in scopes):
            yield Difference("negation", "", theirs[at : at + 6])
            return


def _around(text: str, scope: str) -> str:
    at = text.find(scope)
    if at < 0:
        return ""
    return text[max(0, at - 4) : at + 6].strip("，。；")


def _turned(
    mine: str, theirs: str, one: re.Pattern[str], other: re.Pattern[str]
) -> Difference | None:
    """Return the difference if the claim says one direction and the text only the other.

    Where the text says both, what stands before the claim's word decides.
    """
    for said, turned in ((one, other), (other, one)):
        match = said.search(mine)
        if not match or turned.search(mine):
            continue
        against = turned.search(theirs)
        if not against:
            continue
        if not said.search(theirs):
            return Difference("direction", match[0], against[0])
        if found := _nearest(mine[: match.start()], theirs, said, turned):
            return Difference("direction", match[0], found)
    return None


def _nearest(before: str, theirs: str, said: re.Pattern[str], turned: re.Pattern[str]) -> str:
    """Return the word of the other direction if it, not ours, follows the same words."""
    lead = re.sub(
        r"(?:同比|环比|平均|大幅|明显|均|都|在|已|了|的|比上年|比去年|持续|进一步)+$", "", before
    )
    key = re.search(r"[\u3400-\u9fff]{2}$", lead)
    if not key:
        return ""
    for place in re.finditer(re.escape(key[0]), theirs):
        after = re.split(r"[，。；]", theirs[place.end() : place.end() + _NEAR])[0]
        mine_at, other_at = said.search(after), turned.search(after)
        if mine_at:
            return ""
        if other_at:
            return other_at[0]
    return ""
