"""The noun phrase before or after a figure: whose quantity it is, and which."""

import re

from chatbot.figures import words

_OPENING = re.compile(
    r"^(?:[\s、，,。；;：:）)”」》]|[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十][，、]|（[一二三四五六七八九十]）"
    r"|其中|而且|而|并且|并|且|但是?|同时|此外|另外|以及|和|与|也|还|又|更|共有|共|均|都|已经|已|累计|合计|总计|约有|现有"
    r"|以上的?|以下的?|左右的?|目前|全[国省市县区镇州]|我[国省市县区]|我们|全行业|是|有|的|将|就|到|达|初步|预计|计划|基本(?=建成|完成|实现)|力争|据统计|总的看|数据显示"
    r"|(?:[^，。]{0,12}数据显示)|显示(?=[，：])|从[^，。]{1,8}看|[当其]中的?|里|在(?!线|建|校|售|职|营|岗|册|园|线)[^，。]{1,16}?[中里内上]的?|成功(?!率)|实际|达到)"
)
_VERB = re.compile(rf"^(?:{words.FIRST_VERBS})(?![率量额数费金])(?:了|起|的)?")
_INNER = re.compile(rf"(?<=.)(?:{words.INNER_VERBS})(?:了|各类)?(?=..)")
_ACT = re.compile(r"^(?P<verb>出口|进口|销售|生产|产销|收购)(?:了)?(?=.)")
_CLOSING = re.compile(
    r"(?:(?:稳定|维持|保持|控制|集中)在|按|持平|开放|名义|实际|有望|(?<!许)可|连续[\d一二三四五六七八九十]+(?:日|年|个月|个季度|个交易日)|每(?:平方米|立方米|公里|公斤|[人户亩斤吨包箱盒张瓶袋件])|调整|基本|力争|计划|[\s、，,：:“（(]|已经|已|累计|合计|总计|共计|共有|共|总共|平均|分别|均|都|也|(?<!行)为|是|(?<![国私保拥])有|达到|达成|高达|多达|达|至|到|占|约|的|了|由|从"
    r"|实现了?|完成|保持|建成|新建|建设|培育|打造|新增|拥有|获得|部署|投入|收于|报|录得|再次?|又|继续|持续|同步|稳步|大幅|明显"
    r"|显著|小幅|略有|略|快速|净|进一步|首次|仍|将|预计|突破|跃居|迈上|跨越|最[多少高低大小快慢]|一举|连续|依次|全部"
    r"|逐月|逐年|逐季|呈|呈现|出现|每年|每天|每月|每|年均|月均|日均|初步|仅|去年|今年|逐步|总体|整体|签约|交付|产出|涉及|设立|开行"
    r"|发放|发送|接待|惠及|覆盖|吸引|带动|拉动|形成|救治|安排|下达|完善|举办|开展|组织|创造|开工|开通|检查|受理|审结|查处|评选|认定)$"
)
# Any other word of two characters with an ending of measure.
_MEASURE = re.compile(r"[\u4e00-\u9fff]{2}(?:率|(?<![质力])量|额|价|(?<!价)值|比)$")
_METRIC = re.compile(
    r"(?:占比|比[重例]|(?:市场)?份额|(?:(?<![\u4e00-\u9fff])[年月日])?"
    rf"(?:{words.MODIFIERS})*(?:(?:{words.HEADS})(?:增[速量]|总量)?|(?:{words.RATES})率(?:平均值)?)"
    r"|(?<=的)[\u4e00-\u9fff]{1,8}率)$"
)
# 台（套）: another unit stands in brackets.
_BRACKETS = re.compile(r"^（[^（）]{1,4}）")
_AND = re.compile(r"、|，|,|以及|[和与及]")
_NOUN = re.compile(r"的[\u4e00-\u9fff]{2,8}$")
_WORD_SPLIT = re.compile(r"、|，|,")
_NOUN_ENDS = re.compile(
    r"[，。；：！？,;:!?）)”》\n]|^(?:[、和与及]|已|均|将|正|都|在|占|是|为|同比|环比|也|还|就|以|左右)|(?<=.)(?:落地|推广|开展|完成|实现|获[得批]?|参加|投入|上市|建成|通过|进入|纳入|启动|投产|已|均|将|正在|都|中的|当中|之中|中(?=$|[，的有])"
    r"|以上|以下|左右|接近|超过|达到|达|同比|环比|比上|较上|增长|下降|增加|减少|提高|占|是|为|的(?=\d+(?![A-Za-z\d]))|受益|使用|在(?!线|建|校|售|职|营|岗|册|园)|用于|得到|内(?=$|，)|里(?=$|，|的)|参与|分别|上升|集中|开工|复工|入选|覆盖|出栏|运行|总|取得|成为|提供|展开|发力|提升|印发|联合|融入|加快|进行|接受|推进|组成|构成|来|结束|表示|反映|认为|可以|能够|能|等)"
)


def split(phrase: str) -> tuple[str, str]:
    """Return subject and metric of a noun phrase: 集成电路的出口金额 is 集成电路, 出口金额.

    Each is "" where the phrase has none.
    """
    phrase = trimmed(phrase)
    match = _METRIC.search(phrase) or _MEASURE.search(phrase)
    if not match:
        act = _ACT.match(phrase)
        if act:
            return trimmed(phrase[act.end() :]), act["verb"]
        return _head(_object(phrase)), ""
    subject = trimmed(phrase[: match.start()])
    # 对工业增长的贡献率 is told of somebody else.
    of_another = subject.startswith("对") and match.group().startswith("贡献")
    return "" if of_another else _head(subject), match.group()


def _object(phrase: str) -> str:
    """Return what the last verb inside a phrase acts on: 法院受理案件 gives 案件."""
    last = None
    for match in _INNER.finditer(phrase):
        last = match
    return phrase[last.end() :] if last else phrase


def is_noun(phrase: str) -> bool:
    """Tell whether a clause is a noun phrase: it ends with a metric or with 的 and its noun."""
    return _METRIC.search(phrase) is not None or _NOUN.search(phrase) is not None


def trimmed(phrase: str) -> str:
    """Return a phrase without the connectives, adverbs and verbs at its ends."""
    before = None
    while before != phrase:
        before = phrase
        phrase = _OPENING.sub("", phrase, count=1)
        phrase = _VERB.sub("", phrase, count=1)
        phrase = _CLOSING.sub("", phrase, count=1)
    return phrase.strip()


def after(trailing: str) -> str:
    """Return the noun that a classifier before ``trailing`` counts: 个小区、工厂和园区开展….

    "" where none follows.
    """
    trailing = _BRACKETS.sub("", trailing, count=1)
    stop = _NOUN_ENDS.search(trailing)
    noun = trailing[: stop.start()] if stop else trailing
    noun = noun.strip(" 的、“《和与及")
    return _head(noun)


def items(phrase: str, count: int) -> list[str]:
    """Return the ``count`` members of a list, or [] if it cannot be cut into as many.

    Where there are more, those that end as the last one does close a member: 铁路、航空制造业和
    通用制造业 are two.
    """
    parts = [part for part in _AND.split(phrase) if part.strip()]
    if len(parts) == count:
        return parts
    parts = [part for part in _WORD_SPLIT.split(phrase) if part.strip()]
    if len(parts) == count:
        return parts
    pieces = [match for match in _AND.finditer(phrase)]
    for length in (4, 3, 2):
        ending = phrase[-length:]
        cuts = [cut for cut in pieces if phrase[: cut.start()].endswith(ending)]
        if len(cuts) == count - 1 and ending:
            edges = [0, *(cut.end() for cut in cuts)]
            ends = [*(cut.start() for cut in cuts), len(phrase)]
            return [phrase[a:b] for a, b in zip(edges, ends, strict=True)]
    return []


def _head(phrase: str) -> str:
    """Return what a phrase is about: the words after its last 的, without what comes before 在."""
    phrase = re.sub(r"在[^，。]*$", "", phrase) if not phrase.startswith("在") else phrase
    *_, last = phrase.rpartition("的")
    return trimmed(last) if last and last != phrase else phrase
