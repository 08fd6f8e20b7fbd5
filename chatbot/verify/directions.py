"""What a claim turns round: 下降 for 增长, 恶化 for 改善, 提前 for 推迟, in both languages."""

import re
from collections.abc import Iterator

from chatbot.verify.records import Difference
from chatbot.verify.words import plain

_AXES = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in (
        (
            r"(?<!负)增长(?!点|极)|增加(?!值)|提高|提升|上升|上涨|攀升|回升|上调|走高|正增长|"
            r"涨价|贵了|变贵|增收|增产|上浮|升高|增至|升至|多[\u3400-\u9fff]?了(?=[\d近约超一二两三四五六七八九])|\b(?:rose|rises?|rising|grew|grows?|growth|"
            r"increas\w+|climb\w+|gain\w+|surg\w+|soar\w*|jump\w*|up)\b",
            r"下降|降低|回落|减少|下滑|下跌|下调|走低|负增长|降价|便宜|减产|下浮|降至|减至|跌|降下|"
            r"降了|少[\u3400-\u9fff]?了(?=[\d近约超一二两三四五六七八九])|\b(?:fell|falls?|fallen|declin\w+|decreas\w+|dropp?\w*|plung\w+|plummet\w*|"
            r"slump\w*|tumbl\w+|slid|down|shrank|lower)\b",
        ),
        (
            r"改善|好转|向好|回暖|优化|\bimprov\w+",
            r"恶化|变差|转差|转弱|遇冷|\b(?:worsen\w*|deteriorat\w+)",
        ),
        (r"加快|提速|加速|\b(?:accelerat\w+|faster)", r"放缓|减缓|减速|放慢|\b(?:slow\w*)"),
        (
            r"扩大|加大|增大|变大|拓宽|扩张|\b(?:widen\w*|expand\w*)",
            r"缩小|减小|变小|减轻|缓解|收窄|萎缩|收缩|缩减|\b(?:narrow\w*|shrank|shrink\w*)",
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
            r"高于|高出|超过(?=[^\d一二两三四五六七八九])|多于|多出|快于|好于"
            r"|\b(?:higher|above|more) than\b",
            r"低于|少于|慢于|差于|不如|不及|(?<!降)低(?=\d)|\b(?:lower|below|less|fewer) than\b",
        ),
        (r"免费|\bfree of charge", r"收费|付费|自费"),
        (
            r"开通|开放|启动|开工|恢复|\b(?:open\w*|start\w*|launch\w*|resum\w+)",
            r"关闭|停运|停止|暂停|叫停|取消|停工|终止|\b(?:clos\w+|stopp?\w*|suspend\w*|cancel\w*)",
        ),
        (r"之后|以后|\bafter\b", r"之前|以前|\bbefore\b"),
        (r"严格|从严|坚决|\bstrict\w*", r"放宽|宽松|\brelax\w*"),
        (
            r"不变|持平|照旧|[未没不]有?(?:作|做)?(?:调整|改变|变化)|\bunchanged",
            r"(?<![不未没有作做])(?:变了|改变|作了调整|调整了|发生变化)|\bchanged",
        ),
        (r"集中|合并", r"分散|拆分"),
    )
)
_FALLS = re.compile(
    rf"{_AXES[0][1].pattern}|[降减跌缩]|(?<![最至不多])[少低]|收窄|放缓|回调|贬值", re.IGNORECASE
)
_RISES = re.compile(rf"{_AXES[0][0].pattern}|[升涨增扩]|延长|(?<![最至不])[多高]", re.IGNORECASE)
# 无一下滑 says that all rise.
_DENIED = re.compile(r"(?:无一|没有?|[未不]|不再|并未)[\u3400-\u9fff]?$")
# So far after the same words the text's own direction stands.
_NEAR = 14


def differences(clause: str, text: str, measured: bool = False) -> Iterator[Difference]:
    """Yield the first direction of ``clause`` that is the other way round in ``text``.

    ``measured``: rise and fall are left out, the figures tell of them.
    """
    mine, theirs = plain(clause), plain(text)
    for pair in _AXES[1:] if measured else _AXES:
        if turned := _turned(mine, theirs, *pair):
            yield turned
            return


def falls(text: str) -> bool:
    """Tell whether anything in ``text`` falls or gets shorter, narrower or less."""
    return _FALLS.search(plain(text)) is not None


def rises(text: str) -> bool:
    """Tell whether anything in ``text`` rises or gets longer, wider or more."""
    return _RISES.search(plain(text)) is not None


def _turned(
    mine: str, theirs: str, one: re.Pattern[str], other: re.Pattern[str]
) -> Difference | None:
    """Return the difference if the claim says one direction and the text only the other.

    Where the text says both, what stands before the claim's word decides.
    """
    for said, turned in ((one, other), (other, one)):
        match = said.search(mine)
        if not match or turned.search(mine) or _DENIED.search(mine[: match.start()]):
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
        after = re.split(r"[,，。;；]", theirs[place.end() : place.end() + _NEAR])[0]
        mine_at, other_at = said.search(after), turned.search(after)
        if mine_at:
            return ""
        if other_at:
            return other_at[0]
    return ""
