"""The kinds of things that questions ask for, each with what asks for it and what tells of it.

Patterns only; ``chatbot.question.kinds`` holds texts against them. The order matters to ``TIMES``
alone.
"""

import re
from dataclasses import dataclass

from chatbot.language.people import named, names_somebody
from chatbot.language.places import PLACE
from chatbot.language.wording import WHO

_FLAGS = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Kind:
    """What asks for a kind of thing, what tells of one, and whether the whole passage may.

    With ``after`` the sentence after may tell of it too, with ``named`` somebody's name does.
    """

    asked: re.Pattern[str]
    given: re.Pattern[str]
    anywhere: bool = False
    after: bool = False
    named: bool = False

    def told(self, text: str) -> bool:
        """Tell whether ``text`` tells of a thing of this kind."""
        return bool(self.given.search(text)) or (
            self.named and (named(text) or names_somebody(text))
        )


_HEADS = "[院校局部市县区厂站行司处会社馆台组队团科所镇村]长|主任|书记|总经理|总裁|主席|负责人"
_BODIES = "部门|城市|省份|地区|国家|企业|公司|机构|高校|单位|银行|品牌"
# What there is now: a target is none.
NOW = Kind(
    re.compile(
        r"(?:现在|目前|眼下|如今|迄今|至今)[^，。？?]{0,18}(?:多少|几[个家户名条座])"
        r"(?![^，。？?]*(?:目标|计划|要))(?!.*[到至]20\d\d年)"
    ),
    re.compile(
        # The sentence itself, whatever the one before it tells.
        r"(?:^|。)(?=[^。])(?![^。]*(?:[到至]20\d\d年|力争|目标|计划|预计|有望|明年|[到至](?:今年|本年)?年?底|年底前))[^。]*。?$"
        r"|(?:已|目前|现有|截至|累计(?![^，。；]{0,8}(?:要|将|力争|争取))|达到?了\d)[^。]*。?$"
    ),
)  # fmt: skip
KINDS = (
    # A cause.
    Kind(
        re.compile(
            r"(?<![称成作认视现之])为什么|为何|为啥|(?:什么|啥|何种)原因|原因(?:是什么|是啥|有哪些|何在|呢)|怎么回事|怎么(?!应对|看待|评价|理解|做到|才能|处理)(?:会)?[^，。？?么]{0,6}(?:这么|那么|如此)(?!多样)"
            r"|[怎咋]么?(?:会(?![计议])|反而|反倒|就(?![地近业医学读餐])|还(?![款贷能]))[^，。？?]{0,8}(?:[跌降涨亏]|[往变卖][下上少多慢快高低差不])"
            r"|[被让]什么(?:事|因素)?(?:拖|拉|压|卡)|什么(?:拖累|拖了|拉低|拖后)"
            r"|\bwhy\b|\bwhat (?:caused|pushed|drove|led to)|\breasons? (?:for|why)\b",
            _FLAGS,
        ),
        # A sentence that tells of no change tells what happened, which may be why.
        re.compile(
            # A speaker who asks himself why tells it then.
            r"为(?:什么|何|啥)[^。？?]*[？?]|因|由于|主要是|所致|影响|带动|拉动|得益|源于|来自|在于|为了|从而|推动|促进|使得|基数|需求|支撑"
            r"|^(?!.*(?:[%％‰]|增长|下降|上涨|下跌|涨|跌|增加|减少|回落|上升|提高|降低))",
            re.DOTALL,
        ),
        after=True,
    ),
    # A date or a time.
    Kind(
        re.compile(
            r"什么时候|何时|哪[一]?年|哪[一]?天|哪[一]?月|几月|几号|几日|(?<![哪这那好])几点|什么时间|哪个季度"
            r"|(?:^|[,;] |\band )when\b|\b(?:what|which) (?:date|year|day|time|month)\b",
            _FLAGS,
        ),
        re.compile(
            r"\d\s?[年月日号点时]|[一二三四五六七八九十]月|[今去明前昨]年|近(?:[一两二三四五几\d]+个?)?[年月]|[本上下]个?[年月周]|[年月]内|(?:19|20)\d\d"
            r"|[一二三四五六七八九十元]年|[早中晚]期|[年月季周夏秦汉晋隋唐宋元明清][末初]|末年|王朝|[朝年时古近唐宋元明清汉]代(?!化)|[汉晋隋唐宋元明清]朝"
            r"|[年月]底|时候|年间|期间|\d岁|季度|半年|近日|日前|昨[天日]|今[天日]|明[天日]|目前|正在|即将|近期|[之以]前|[之以]后|时期|世纪|年纪|周[一二三四五六日]|星期"
            r"|[春夏秋冬][天季日]|上午|下午|凌晨|清晨|傍晚|晚上|清明|端午|中秋|国庆|元旦|节[日前后假]|(?:春|元宵|重阳|劳动|儿童|教师|妇女|圣诞|复活|植树)节"
            r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
            r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|spring|summer|autumn|winter|morning|noon|evening"
            r"|night|midnight|o'clock|half past|[ap]\.?m|today|yesterday|tomorrow|century)\b",
            _FLAGS,
        ),
    ),
    # A duration.
    Kind(
        re.compile(
            r"多久|多长时间|\bhow long (?:does|did|do|will|would|is|was|has|have|must|can)\b",
            _FLAGS,
        ),
        re.compile(
            r"[\d一二两三四五六七八九十百半几数][多余]?\s?个?(?:秒|分钟?|小时|钟头|天|(?:工作)?日|周|星期|月|季度|年)"
            r"|长期|永久|终身|常年|每[天日周月年]|定期|随时|[立即]时|截至|有效期"
            r"|\b(?:second|minute|hour|day|week|month|year)s?\b",
            _FLAGS,
        ),
        after=True,
    ),
    # A share of a whole: a growth in per cent is none.
    Kind(
        re.compile(r"占比|比重|份额|占(?:据|到|了)?(?:多[大高]的?|什么)(?:比[例重]|份额)|占(?!地)[^，。？?]{0,12}(?:多少|几)(?![万亿千百]*(?:元|美|户|个|家|人|吨|件|[万亿]))"),
        re.compile(r"占|比[重例率]|份额|(?:渗透|覆盖|普及|参与|使用|[合及]格|达标)率|(?:有|为|达到?|是)[近约超过仅]*\d[\d.]*[%％]|[一二三四五六七八九半]成|之[一二三四五]|过半|一半|每[\d百千万]|半数|多数"),
    ),
    # A change: a share, or how many there are, is none.
    Kind(
        re.compile(
            r"(?:增长|增加|提高|上升|上涨|下降|减少|回落|[增涨降跌])了?(?:百分之几|几成|几个百分点|多少个?百分点|多少[，。？?]|多少$)"
            r"|增[速幅][^，。？?]{0,3}多少|[涨降跌]幅[^，。？?]{0,3}多少"
        ),
        re.compile(r"[增涨升降减跌翻]|[上下]调|调[整至到高低]|加[发开了]|[由从][^，。；]{1,20}[至到]|节[省约]|[多少][发补]|提高|回落|扩大|收窄|缩|倍|[高低多少快慢大小]于|[多少快慢高低]了?\d|同比|环比|较|(?<!占)比(?![重例])|持平|(?:之初|当初|起初|最初|原来|原先)[^，。；]{0,8}\d"),
    ),
    # The first of several: it is said to be so, or it is the one that is told of.
    Kind(
        re.compile(
            r"哪[个家款种类座条项只部些][^，。？?]{0,8}(?:最(?![近新后终初])|排名?第一)"
            r"|\bwhich \w+(?: \w+){0,3} (?:the )?(?:most|best|largest|highest|biggest|fastest)\b",
            _FLAGS,
        ),
        re.compile(r"最|第一|首位|居首|领先|榜首|前列|冠|排在|位居|高于|超过|快于|主要|为主|首先"),
    ),
    # Where something is done in the net.
    Kind(
        re.compile(r"哪[个些](?:网站|网址|平台|APP|小程序|公众号)|网址|\bwhich website\b", _FLAGS),
        re.compile(r"网|平台|APP|小程序|公众号|客户端|线上|http|www", _FLAGS),
        anywhere=True,
    ),
    # Somebody who did something; who said it is told by the structure.
    Kind(
        re.compile(
            rf"{WHO}|哪位|哪[一个]?个?人(?![均口])|何人|^(?:and )?who\b|\bby whom\b", _FLAGS
        ),
        re.compile(
            r"(?:部长|司长|局长|主任|主席|书记|市长|省长|院长|署长|会长|行长|总理|总统|董事长|总经理|发言人|先生|女士|教授|院士|委员)"
            r"|由|[部委局署厅院社]|公司|集团|企业|政府|协会|机构|大学|记者|电话|热线|平台|窗口|[\u4e00-\u9fff]{2}[人员者师]|"
            + PLACE.pattern,
            _FLAGS,
        ),
        named=True,
    ),
    # Whoever has a post: what tells of the house tells nothing of him.
    Kind(
        re.compile(
            rf"(?:{_HEADS}|法定代表人|法人代表|法人|董事长|教练|导演|作者|创始人)"
            r"(?:现在|目前|如今|到底|究竟)*(?:是|为|叫|由|的?名字)(?:谁|什么名|哪位|哪个人)"
            rf"|谁(?:是|任|担任)[^，。？?]{{0,14}}(?:{_HEADS})",
            _FLAGS,
        ),
        re.compile(r"(?!)"),
        named=True,
    ),
    NOW,
    # A ceiling, and a floor.
    Kind(
        re.compile(
            r"(?:最多|至多|顶多)(?!的)[^，。？?哪]{0,8}(?:多少|几|多大|多长|多久|多高)|(?:封顶|上限|最高限额)[^，。？?]{0,3}(?:多少|几|多高)"
        ),
        re.compile(r"最[多高大长]|至多|[不未]得?超过|[不未]得?[高多大]于|上限|封顶|以内|以下|之内|限[额值领购用]|额度|突破|可达|能力"),
    ),
    Kind(
        re.compile(r"(?:最少|至少|起码)(?:要|得|需|能|应)[^，。？?]{0,8}(?:多少|几|多大|多长|多久)|下限[^，。？?]{0,3}(?:多少|几)"),
        re.compile(r"最[少低短]|至少|不得?[少低短]于|下限|以上|起|满|达到|只要|需要?|左右"),
    ),
    # What is left of several.
    Kind(
        re.compile(
            r"(?:还有|还剩|剩下)[^，。？?]{0,8}(?:多少|几)[^，。？?]{0,10}(?:没有?[\u4e00-\u9fff]|未(?!来|成年))"
        ),
        re.compile(r"(?:余下|剩|库存|待售|积压|空置|其余|还[有差欠没未]|尚[未有]|未[\u4e00-\u9fff]{1,4}的)[^，。；]{0,8}[\d一二两三四五六七八九十百千万]|\d[^，。；]{0,10}(?:没有|未|尚未|有待)"),
        after=True,
    ),
    # A target.
    Kind(
        re.compile(r"目标(?:定|设|值)?[^，。？?]{0,5}(?:多少|多远)"),
        re.compile(r"目标|力争|确保|争取|达到|预期|预计|预算|计划|任务|稳定在|以上|左右|\d{4}年|[明后]年|年底|将|要"),
    ),
    # How many are to be built is not how many are; what is told in a plan need not say so.
    Kind(
        re.compile(
            r"(?<![主需只不须重])(?:要|打算|计划|准备|力争|争取)(?:再|新)?(?:[新扩改]建|建(?!议)|培育|新增|增加|改造|做到|建成|招(?!呼)|种)"
            r"[^，。？?]{0,8}(?:多少|几[个家户名条座])(?!.*才)"
        ),
        re.compile(
            r"目标|力争|确保|争取|预期|预计|计划|规划|安排|明确|部署|任务|招[录聘收]|拟|20\d\d年|[明后]年|年底|将|要|以上"
            r"|^(?!.*(?:已|截至|累计|总计))",
            re.DOTALL,
        ),
    ),
    # How a firm or a house is called.
    Kind(
        re.compile(
            r"(?:公司|集团|车企|药企|企业|厂家|商家|店|医院|学校|机构|平台)(?:到底|究竟)?(?:是哪[一]?[家个]|叫(?:什么|啥)|的?(?:名字|名称)(?:是|叫))",
            _FLAGS,
        ),
        re.compile(r"由[\u4e00-\u9fff]{2,10}(?:牵头|研制|承担|承建|运营|生产|开发|实施)|[\u4e00-\u9fff]{2}(?:公司|集团|股份|银行|药业|厂|店|医院|大学|学校|中心|平台)|[”」](?:等)?(?:公司|企业|集团|店|品牌|平台|医院)|(?:公司|企业|店|品牌)[“「]"),
        after=True,
    ),
    # Whoever led a conference; those who answered did not.
    Kind(
        re.compile(
            r"谁(?:来|是)?主持|主持人?(?:的)?是谁|哪位主持"
            r"|\bwho (?:hosted|moderated|chaired|presided)|\bmoderator\b",
            _FLAGS,
        ),
        re.compile(r"主持|\b(?:moderat|host|chair|presid)", _FLAGS),
        anywhere=True,
    ),
    # Several names; a number of them is none.
    Kind(
        re.compile(
            rf"(?:{_BODIES})(?:都|分别)?(?:是|有|包括)哪[些几]?[个家]?(?=[，。？?]|$)|哪(?:些|几[个家])(?:{_BODIES})"
            r"|\bwhich (?:cities|departments|provinces|countries|companies|agencies|banks)\b",
            _FLAGS,
        ),
        re.compile(r"、|和|与|及|会同|牵头|包括|即|分别|例如|比如|如|—"),
        after=True,
    ),
    Kind(
        re.compile(
            r"哪[一几]?[家个些][^，。？?]{0,6}(?:公司|厂商|厂家|集团|车企|药企|银行|客户|供应商|运营商|开发商)"
            r"|\bwhich (?:(?!\w+s\b|for\b|of\b|to\b|in\b|help|new\b)[\w-]+ ){0,2}compan"
            r"|\b(?:which|what) (?:compan|firm|manufacturer|supplier|customer)",
            _FLAGS,
        ),
        re.compile(
            r"公司|集团|股份|银行|药业|科技有限|(?<!工)厂(?![商房区])|[\u4e00-\u9fff]{4}工厂"
            r"|由[\u4e00-\u9fff]{2,10}(?:牵头|研制|承担|承建|运营|生产|开发)"
        ),
        after=True,
    ),
    Kind(
        re.compile(r"哪[一两几]?个(?:部门|部委|委办局)(?!负责|管|牵头)"),
        re.compile(
            r"[\u4e00-\u9fff]{2}(?:部(?![分门署位件队])|委(?![托员屈派])|(?<![布格结大当])局(?![部面势限])|厅(?!级)|署(?!名)|银行|法院|检察院|办公室|网信办|[监银保]会)"
            r"|央行|最高[法检]|工信部|发改委|会同|牵头|部门|委员会|国务院|政府"
        ),
        after=True,
    ),
    Kind(
        re.compile(
            r"哪[一几]?[家个些][^，。？?]{0,4}(?:机构|单位|媒体|大学|高校|医院|报社|电视台)"
            r"|\b(?:which|what) (?:institution|agency|media|universit|hospital)",
            _FLAGS,
        ),
        re.compile(
            r"由[\u4e00-\u9fff]{2,10}(?:牵头|研制|承担|承建|运营|生产|开发|实施)|[部委局署](?![分门])|研究[院所]|机构|中心|大学|学院|公司|医院|报(?![告名道])|电视台|通讯社"
        ),
        after=True,
    ),
    Kind(
        re.compile(
            # 用在哪些地方, 改了哪些地方 ask for no place.
            r"(?<![用改变][在到了])(?<!(?<![演展])出在)(?:哪里|哪儿|哪[一]?[个些座几]?个?地方)"
            r"|哪[一几]?[个些座]?(?:省份?|城市|市|地区|国家|县)|(?:省份|城市|国家|地区)有?(?:是|为)?哪[些几]?个?(?=[，。？?]|$)"
            r"|什么地方|\bwhere\b|\bwhich (?:cit|provinc|countr|region|place)",
            _FLAGS,
        ),
        re.compile(
            PLACE.pattern
            + r"|[\u4e00-\u9fff]{2}(?:[省县镇]|(?<!城)市|自治区|新区)(?![场级委长])"
            # Where to turn to, and where something is.
            r"|[\u4e00-\u9fff](?:楼|(?:报告|会议|发布|新闻)厅|会堂|会议室)|地点|热线|拨打|窗口|网点|小程序|APP|网站|客户端|服务[站点区]|门店|中心|大厅|[设位选建落]在|在(?![^，。；]{0,4}(?:年|月|日|期|即将))[\u4e00-\u9fff]{2,12}(?:举[办行]|召开|开[幕赛展])|到[\u4e00-\u9fff]{2,8}[处办]",
            _FLAGS,
        ),
        anywhere=True,
    ),
)  # fmt: skip
TIMES = KINDS[1:3]
# What says outright why something is so.
CAUSE = re.compile(
    r"原因|主要是|因为|由于|因此|所致|源于|源自|得益于|受益于|归因|在于|受[^，。；]{1,20}影响|影响下|一靠|带动下|拉动下"
    r"|\bbecause\b|\bdue to\b|\bowing to\b|\bcaused by\b|\bdriven by\b",
    re.IGNORECASE,
)
