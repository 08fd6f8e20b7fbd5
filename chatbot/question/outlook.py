"""What is to come, how things stand, what is done and what is wrong: asked, and told."""

import re

_AHEAD_WANTED = re.compile(
    r"下一?[步轮次场届批]|下个月|接下来|下一?阶段|今后|后续|往后"
    r"|后面(?=[^的，。？?]{0,6}(?:打算|准备|怎|如何|要|发展|工作|安排))"
    # ”下面列了哪几项 asks of what stands below.
    r"|(?<![”』）])下面(?=(?:要|准备|打算|该|还)?(?:抓|干|做|怎|如何))"
    r"|以后(?=[^，。？?]{0,4}(?:打算|准备|怎|咋|如何))"
    r"|将会?(?:怎|如何|采取|有哪|推出)|准备(?:怎|如何|采取|做|干|抓|推)"
    r"|\bnext\b|\bplan(?:s|ned|ning)? to\b|\bgoing to\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"下一?[步轮次场届批]|接下来|下一?阶段|今后|后续|未来|(?<!即)将(?![近军])|[定拟]于|商定|届时|下半年重点"
)
# What announces it.
_OPENS_AHEAD = re.compile("下一?步|下一?阶段|接下来|今后|下半年")
_SO_FAR_WANTED = re.compile(
    r"怎么?样了|得(?:怎么?样|如何|咋样)|进展|成效|成绩|成果|局面|到[了哪][^，。？?]{0,2}[步地]|好在哪|目前|眼下|迄今"
    r"|已经?(?=采取|做|有|出台|推出|取得|开展|完成)"
)
# By those whom it touches: 有没有什么办法, 管不管.
_DONE_WANTED = re.compile(
    r"有(?:没有|什么|啥|便宜)?[^，。？?]{0,6}(?:招|办法|法子|路子|门路|花样|措施|帮扶)"
    r"|管不管|帮不帮|治不治|给不给|有人[^，。？?]{0,3}[管治帮]|没人[^，。？?]{0,2}管|怎么办|咋办"
    r"|能不能[^，。？?]{0,6}(?:帮|补|管|便宜)|(?:国家|政府|上头)[^，。？?]{0,6}[管帮](?!理)"
)
_DONE = re.compile(
    r"(?:^|[，；。、：])(?:将|要|继续|持续|深入|加快|全力|坚决|大力|着力|不断|进一步|可以|可)*"
    r"(?:推进|推动|开展|探索|降低|支持|加强|完善|引导|鼓励|组织|实施|落实|整治|遏制|打击|建立|出台|优化|强化|促进|扩大"
    r"|提高|培育|打造|发放|给予|补贴|补助|免[除收费征]|减免|查处|严[禁厉查打]|禁止|规范|取消|设立|拨打|推行|实行|清理|资助|奖励)"
)
_WRONG_WANTED = re.compile(
    r"(?:存在|面临|承认|看到|指出|有)(?:着|了)?[^，。？?]{0,14}(?:短板|弱项|软肋|瓶颈|不足|问题|困难|挑战|难题|困境|毛病)"
    r"|(?:哪些|什么|啥|哪几[个方]面?)(?:方面)?的?(?:短板|短处|弱项|软肋|瓶颈|不足|困难|挑战|难题|困境)"
    r"|\b(?:weakness|shortcoming|challenge|problem|difficult)\w*\b.{0,30}"
    r"\b(?:remain|face|admit|acknowledge|exist|still)",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"短板|不足|偏[低高弱慢少]|参差|薄弱|不[高够强均衡平优畅通]{1,2}(?=[、，。；的])|滞后|有待|依然(?:严峻|突出|明显)"
    r"|困难|堵点|难点|压力(?:较大|仍)|挑战|还不"
)


def asks_what_next(question: str) -> bool:
    """Tell whether a question asks what is to come."""
    return _AHEAD_WANTED.search(question) is not None


def tells_what_next(sentence: str, heading: str = "") -> bool:
    """Tell whether a sentence, or the heading over it, tells what is to come."""
    return bool(_AHEAD.search(sentence) or _OPENS_AHEAD.search(heading))


def announces_what_next(text: str, at: int = 0) -> bool:
    """Tell whether what begins at ``at`` announces what is to come: 下一步."""
    return _OPENS_AHEAD.match(text, at) is not None


def asks_how_things_stand(question: str) -> bool:
    """Tell whether a question asks how things stand, and not what is to come."""
    return _SO_FAR_WANTED.search(question) is not None and not asks_what_next(question)


def asks_what_is_done(question: str) -> bool:
    """Tell whether a question asks, as somebody concerned does, what is done about something."""
    return _DONE_WANTED.search(question) is not None


def tells_what_is_done(sentence: str) -> bool:
    """Tell whether a clause of a sentence begins with what is done."""
    return _DONE.search(sentence) is not None


def asks_what_is_wrong(question: str) -> bool:
    """Tell whether a question asks for shortcomings."""
    return _WRONG_WANTED.search(question) is not None


def tells_what_is_wrong(sentence: str) -> bool:
    """Tell whether a sentence tells of shortcomings."""
    return _WRONG.search(sentence) is not None
