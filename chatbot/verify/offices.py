"""Ministries and the like of a claim of which nothing that was found speaks, but of another."""

import re
from collections.abc import Iterator, Sequence

from chatbot import abbreviations
from chatbot.verify.records import Difference, Evidence
from chatbot.verify.subjects import short_for
from chatbot.verify.words import plain

# The offices of the central government, by their names and in short. Closed by intent.
_OFFICE = re.compile(
    r"(?:财政|商务|教育|公安|民政|司法|科技|外交|水利|交通运输|交通|农业农村|农业|自然资源|"
    r"生态环境|应急管理|应急|文化和旅游|文旅|人力资源和?社会保障|人社|住房和?城乡建设|住建|"
    r"工业和信息化|工信)部(?![门分队长署])"
    r"|(?:国家)?(?:发展和?改革委|发改委|卫生健康委|卫健委|统计局|能源局|税务总局|市场监管总局|"
    r"医保局|疾控局|药监局|外汇局|铁路局|民航局|邮政局|知识产权局|网信办|林草局)"
    r"|(?:中国)?人民银行|央行|国资委|海关总署|证监会|金融监管总局|审计署"
)
_COUNTRY = re.compile(r"^(?:国家|中国)")


def differences(claim: str, candidates: Sequence[Evidence]) -> Iterator[Difference]:
    """Yield an office that ``claim`` names where what was found for it names others only.

    Its short and its long name are one: 央行, 人民银行; 人社部 for 人力资源社会保障部.
    """
    wanted = dict.fromkeys(_OFFICE.findall(claim))
    if not wanted:
        return
    parts = (
        (one.text, one.before, one.around, one.speaker, one.heading, one.title)
        for one in candidates
    )
    told = plain("\n".join("\n".join(each) for each in parts))
    other = _OFFICE.search(told)
    if other is None:
        return
    for office in wanted:
        if not _named(_COUNTRY.sub("", office), told):
            yield Difference("name", office, other[0])
            return


def _named(office: str, told: str) -> bool:
    if office in told or short_for(office, told):
        return True
    return abbreviations.replaced(office, lambda form: form in told) != office
