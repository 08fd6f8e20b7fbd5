"""The noun phrase before or after a figure: whose quantity it is, and which."""

import re

_OPENING = re.compile(
    r"^(?:[\s、，,。；;：:）)”」》]|[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十][，、]|（[一二三四五六七八九十]）"
    r"|其中|而且|而|并且|并|且|但是?|同时|此外|另外|以及|和|与|也|还|又|更|共有|共|均|都|已经|已|累计|合计|总计|约有|现有"
    r"|以上的?|以下的?|左右的?|目前|全国|我国|我们|全行业|是|有|的|将|就|到|达|初步|预计|计划|基本(?=建成|完成|实现)|力争|据统计|总的看|数据显示"
    r"|(?:[^，。]{0,12}数据显示)|显示(?=[，：])|从[^，。]{1,8}看|[当其]中的?|里|在(?!线|建|校|售|职|营|岗|册|园|线)[^，。]{1,16}?[中里内上]的?|成功(?!率)|实际|达到)"
)
_VERB = re.compile(
    r"^(?:建成|新建(?!商品|住)|建设(?!用地|项目|工程)|培育|打造|完成|实现|安排|投入|惠及|覆盖|带动|拉动|获得|支持|开展|组织|拥有|建立|部署|签约|引进|吸引|募集"
    r"|筹集|推动|推进|使得?|让|把|集聚|汇聚|开通|发行|办理|开设|配备|改造|开工|竣工|发布|制定|出台|修订|查处|检查|受理|审结"
    r"|举办|参加|参与|涉及|形成|创造|创建|认定|遴选|提供|救治|救助|加装|培训|移送|释放|新增|排查|受理|发送|接待|发放|运送|投放|播种|发现|更新|淘汰|关闭|清理|挽回|追回|减免|"
    r"兑现|落实|下达|拨付|争取|收到|征集|选派|调集|解决|促进|促成|达成|收购|提取|归集|收储|聚集|有)(?:了|起|的)?"
)
_INNER = re.compile(
    "(?<=.)(?:建成|新建(?!商品|住)|培育|打造|完成|实现|安排|投入|惠及|覆盖|带动|拉动|获得|拥有|部署|签约|引进|吸引|募集|筹集|集聚"
    "|发行|办理|配备|查处|排查|受理|审结|举办|认定|减免|拨付|收到|征集|发送|接待|发放|运送|投放|共有|新增|释放|加装|移送|培训|已落地|救助|落实|开通|制定)(?:了|各类)?(?=..)"
)
_ACT = re.compile(r"^(?P<verb>出口|进口|销售|生产|产销|收购)(?:了)?(?=.)")
_CLOSING = re.compile(
    r"(?:(?:稳定|维持|保持|控制|集中)在|按|持平|开放|名义|实际|有望|(?<!许)可|连续[\d一二三四五六七八九十]+(?:日|年|个月|个季度|个交易日)|每[人户亩斤吨包箱盒张瓶袋件]|基本|力争|计划|[\s、，,：:“（(]|已经|已|累计|合计|总计|共计|共有|共|总共|平均|分别|均|都|也|(?<!行)为|是|(?<![国私保拥])有|达到|达成|高达|多达|达|至|到|占|约|的|了|由|从"
    r"|实现了?|完成|保持|建成|新建|建设|培育|打造|新增|拥有|获得|部署|投入|收于|报|录得|再次?|又|继续|持续|同步|稳步|大幅|明显"
    r"|显著|小幅|略有|略|快速|净|进一步|首次|仍|将|预计|突破|跃居|迈上|跨越|最高|最低|一举|连续|依次|全部"
    r"|逐月|逐年|逐季|呈|呈现|出现|每年|每天|每月|每|年均|月均|日均|初步|仅|去年|今年|逐步|总体|整体|签约|交付|产出|涉及|设立|开行"
    r"|发放|发送|接待|惠及|覆盖|吸引|带动|拉动|形成|救治|安排|下达|完善|举办|开展|组织|创造|开工|开通|检查|受理|审结|查处|评选|认定)$"
)
_HEADS = (
    "效力|损失|花费|费用|时速|住院日|亩产|工期|造价|资金|进度|就业|增加值|总产值|产值|收入|利润总额|净利润|利润|产量|销量|销售额|销售面积|出货量|吞吐量|周转量|发电量|用电量|装机容量|装机|出口额"
    "|进口额|进出口额|投资额|投资|余额|金额|总额|总量|总值|总数|数量|规模|面积|单产|价格|均价|售价|指数|增速|增幅|涨幅|降幅|跌幅"
    "|效率|质量|成本|能耗|排放量|排放|强度|浓度|人数|户数|用户数|客流量|票房|税收|补贴|支出|消费|出口|进口|进出口|销售|寿命|里程"
    "|时长|时间|周期|得分|贷款|存款|库存|产能|容量|流量|速度|密度|气温|温度|降水量|水位|工资|薪酬|养老金|需求|市值|成交额|成交量|融资额|保费"
    "|缺口|逆差|顺差|储备|客运量|货运量|运输量|收视率|均值|工时|床位数|门诊量|人次|增量|存量|采购额|零售额|交易额|营业额|开工数|(?<![多半少岁])数"
    "|用量|力度|保有量|捕捞量|存栏|出栏|天数|储量|蓄水量|储气量|上座率|速率|时延|赤字|债务|资产|负债|支付|额度|预算|产销量|票价|房价|租金|毛利|营收|贡献|身高|体重|奖金|死亡人数|发病数"
)
_MODIFIERS = (
    "直接|经济|预期|设计|次均|场均|户均|亩均|全员|天数|收购|注册|访问|完工|调查|社会消费品|固定资产|房地产开发|进出口|出口|进口|营业|主营业务|销售|零售|批发|人均|可支配|消费|累计|实际使用|平均|日均|月均|年均|总|净|采购经理|消费价格|生产者|交付|新接|手持|单位GDP|"
    "新增|财政|一般公共预算|货物|服务|研发|技术改造|技改|外商|货币|计算机|市场|产能|调查|登记|劳动生产|运营|生产|加工|综合|"
    "贸易|票房|旅客|货邮|货物|集装箱|贷款|存款|各项|本外币|人民币|不良|净利|利润|毛|机电|订单|交货|成交|签约|合同|到账|实际|在手|新签|主营|存货|从业|经营|保险|保费|资产|负债|收盘|开盘|最高|最低"
    "|工程|出栏|存栏|每百元|期末|期初|播种|种植|造林|建筑|竣工|新开工|施工|待售|土地|观影|游客|旅游|国内|餐饮|网上|实物商品网上|业务|覆盖|使用|参保|就业|失业|死亡|使用|发病|在校|毕业|全部|购买|支出|转移|养老|基本|报销|结算|吞吐|换手"
)
_RATE_WORDS = (
    "成功|发生|贡献|渗透|占有|利用|覆盖|失业|合格|普及|达标|增长|利润|入园|入学|毛利|负债|资产负债|死亡|治愈|就业|完成|参保|自给|回收|使用|上座|不良|不良贷款|准备金"
    "|开机|开工|国产化|城镇化|城市化|数字化|机械化|电气化|转化|入住|出租|空置|满意|投产|优良|优良天数|故障|准点|正点|命中|胜|知晓|接种|续约|报销|结算|周转|存贷|换手|产销|良品|不良品|森林覆盖|收视|生产|劳动生产"
    "|入学|升学|毛入学|发病|患病|感染|检出|通过|签约|履约|兑现|办结|按时办结|利|税|汇|费|存款利|贷款利|联网|上网|上云|接入|入户|普惠|自主化|本地化|配套|良种覆盖|治理|处理|无害化处理|综合利用|去化|中标|投诉|解决"
)
# Any other word of two characters with an ending of measure.
_MEASURE = re.compile(r"[\u4e00-\u9fff]{2}(?:率|(?<![质力])量|额|价|(?<!价)值|比)$")
_METRIC = re.compile(
    rf"(?:占比|比[重例]|(?:市场)?份额|(?:(?<![\u4e00-\u9fff])[年月日])?(?:{_MODIFIERS})*(?:(?:{_HEADS})(?:{_HEADS})?|(?:{_RATE_WORDS})率(?:平均值)?)|(?<=的)[\u4e00-\u9fff]{{1,8}}率)$"
)
_AND = re.compile(r"、|，|,|以及|[和与及]")
_NOUN = re.compile(r"的[\u4e00-\u9fff]{2,8}$")
_WORD_SPLIT = re.compile(r"、|，|,")
_NOUN_ENDS = re.compile(
    r"[，。；：！？,;:!?）)”》\n]|^(?:已|均|将|正|都|在|占|是|为|同比|环比|也|还|就|以|左右)|(?<=.)(?:落地|推广|开展|完成|实现|获[得批]?|参加|投入|上市|建成|通过|进入|纳入|启动|投产|已|均|将|正在|都|中的|当中|之中|中(?=$|[，的有])"
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
    return "" if subject.startswith("对") else _head(subject), match.group()


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


def after(words: str) -> str:
    """Return the noun that a classifier before ``words`` counts: 个小区、工厂和园区开展….

    "" where none follows.
    """
    stop = _NOUN_ENDS.search(words)
    noun = words[: stop.start()] if stop else words
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
