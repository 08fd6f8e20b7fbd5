"""Short forms of officialese, and what they are short for: GDP, 社零, 工信部.

A question may have the one and the briefing the other.
"""

import re
from collections.abc import Callable

# Forms of one thing, the longest last. Closed by intent: what official statistics and notices
# themselves abbreviate; words that merely mean the same are the dictionary's business.
_FORMS = tuple(
    tuple(line.split())
    for line in """
    GDP 生产总值
    CPI 居民消费价格
    PPI 生产者出厂价格
    PMI 采购经理指数
    AI 人工智能
    R&D 研究与试验发展
    PUE 电能利用效率
    PUE 电能使用效率
    LNG 液化天然气
    LPG 液化石油气
    LCD 液晶
    LED 发光二极管
    VR 虚拟现实
    IoT 物联网
    5.5G 5G-A
    FDI 外商直接投资
    FDI 实际使用外资
    RCEP 区域全面经济伙伴关系协定
    CPTPP 全面与进步跨太平洋伙伴关系协定
    WTO 世界贸易组织
    WTO 世贸组织
    IMF 国际货币基金组织
    WHO 世界卫生组织
    WHO 世卫组织
    ICU 重症监护
    COPD 慢阻肺
    HPV 人乳头瘤病毒
    RSV 呼吸道合胞病毒
    AED 自动体外除颤器
    M2 广义货币
    LPR 贷款市场报价利率
    MLF 中期借贷便利
    社零 社会消费品零售
    社融 社会融资规模
    两新 大规模设备更新和消费品以旧换新
    固投 固定资产投资
    规上 规模以上
    限上 限额以上
    光伏 太阳能发电
    光伏 太阳能电池
    风电 风力发电
    新能源车 新能源汽车
    芯片 集成电路
    芯片 半导体
    内存 存储器
    新房 新建商品住宅
    新房 新建商品房
    二手房 二手住宅
    房贷 个人住房贷款
    降准 存款准备金率
    医保 医疗保险
    社保 社会保险
    养老金 养老保险金
    低保 最低生活保障
    高铁 高速铁路
    外贸 对外贸易
    外贸 进出口
    eVTOL 电动垂直起降
    民企 民营企业
    国企 国有企业
    央企 中央企业
    外企 外商投资企业
    外资企业 外商投资企业
    小微企业 小型微型企业
    工信部 工业和信息化部
    发改委 发展和改革委员会
    发改委 发展改革委
    人社部 人力资源和社会保障部
    人社部 人力资源社会保障部
    卫健委 卫生健康委
    住建部 住房和城乡建设部
    央行 人民银行
    市监总局 市场监管总局
    国新办 国务院新闻办
    大学生 高校毕业生
    PM2.5 细颗粒物
    PM10 可吸入颗粒物
    VOCs 挥发性有机物
    COD 化学需氧量
    营收 营业收入
    市占率 市场占有率
    锂电池 锂离子电池
    个税 个人所得税
    长护险 长期护理保险
    高新企业 高新技术企业
    知产 知识产权
    交通部 交通运输部
    农业部 农业农村部
    文旅部 文化和旅游部
    科技部 科学技术部
    国资委 国有资产监督管理委员会
    药监局 药品监督管理局
    民航局 民用航空局
    """.strip().splitlines()
)


def written_out(question: str, known: Callable[[str], bool]) -> str:
    """Return ``question`` with the other form in brackets after each one that is not ``known``.

    ``known`` tells whether the briefings have some words; a form that they have stays as it is.
    """
    for forms in _FORMS:
        match = next(filter(None, (_found(form, question) for form in forms)), None)
        if match is None or known(match[0]):
            continue
        other = next((form for form in forms if not _found(form, question) and known(form)), None)
        if other:
            question = f"{question[: match.end()]}（{other}）{question[match.end() :]}"
    return question


def alike(form: str) -> list[str]:
    """Return the other forms of ``form``: 生产者出厂价格 for PPI."""
    rows = [row for row in _FORMS if any(form.casefold() == one.casefold() for one in row)]
    return [one for row in rows for one in row if one.casefold() != form.casefold()]


def replaced(words: str, known: Callable[[str], bool]) -> str:
    """Return ``words`` with the other form in the place of each one that is not ``known``."""
    for forms in _FORMS:
        match = next(filter(None, (_found(form, words) for form in forms)), None)
        if match is None or known(match[0]):
            continue
        other = next((form for form in forms if not _found(form, words) and known(form)), None)
        if other:
            words = words[: match.start()] + other + words[match.end() :]
    return words


def _found(form: str, question: str) -> re.Match[str] | None:
    """Return where ``form`` stands in ``question``, not as a part of a Latin word."""
    bounded = rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])"
    return re.search(bounded if form.isascii() else re.escape(form), question, re.IGNORECASE)
