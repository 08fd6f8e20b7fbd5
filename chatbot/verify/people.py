"""The people and offices of a claim: who speaks, who has a post, which ministry it is."""

import re
from collections.abc import Collection, Iterator, Sequence

from chatbot.language import abbreviations
from chatbot.verify.records import Difference, Evidence
from chatbot.verify.subjects import short_for
from chatbot.verify.words import plain, tagged

# What stands beside the name of somebody.
_POST = re.compile(
    r"[长任记]$|发言人|专家|巡视员|先生|女士|教授|院士|委员|政委|代表|^(?:说|表示|指出|强调|"
    r"介绍|认为|透露|称|坦言|谈到|回应|答)"
)
_SPEAKER = re.compile(
    r"(?:^|(?<=[长任人家委]))[\u3400-\u9fff]{2,3}(?=说|表示|指出|强调|介绍|认为|透露|坦言|回应)"
)
_SAYS = re.compile(
    r"(?:据)?([\u3400-\u9fff]{2,4}?)(?:女士|先生|司长|局长|部长)?"
    r"(?:说|表示|指出|强调|介绍|认为|透露|坦言|回应|称)"
)
# 人民银行调查统计司司长叶绍棠说
_POSTED = re.compile(
    r"([\u3400-\u9fff]{4,24})(?:女士|先生)?(?:说|表示|指出|强调|介绍|认为|透露|坦言|回应|称)[，,:：]"
)
# 市场监管司副司长蔺如月
_POST_OF = re.compile(
    r"([\u3400-\u9fff]{2,14}(?:部|司|局|处|厅|委|署|院|中心|行)副?(?:[部司局处厅署院行]长|主任))"
    r"([\u3400-\u9fff]{2,3})"
)
_SHORTEST_POST = 5
_NAME_ENDS = r"(?=先生|女士|[，,。、；：:（(\s]|说|介绍|表示|任|$)"
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


def differences(claim: str, texts: str) -> Iterator[Difference]:
    """Yield the people of a claim that the texts lack, or who have somebody else's post there."""
    words = tagged(claim)
    speaker = _SPEAKER.search(claim)
    if (
        speaker
        and speaker[0] not in texts
        and all(len(word) == 1 for word, _ in tagged(speaker[0], guess=False))
    ):
        yield Difference("name", speaker[0], "")
    for number, (word, tag) in enumerate(words):
        # 谢存用三个“更”… begins with a name.
        known = word in texts or (len(word) > 2 and (word[:2] in texts or word[1:] in texts))
        if tag == "nr" and 2 <= len(word) <= 4 and not known:
            before = words[number - 1][0] if number else ""
            after = words[number + 1][0] if number + 1 < len(words) else ""
            if _POST.search(before) or _POST.search(after):
                yield Difference("name", word, "")
    yield from _posted(claim, texts)


def speaking(claim: str, told: Sequence[Evidence], voices: Collection[str]) -> Iterator[Difference]:
    """Yield who is said to have said what another of the ``voices`` says: ``told`` is the place."""
    name = said_by(claim, voices)
    others = [one for one in told if one.speaker]
    if name and others and not any(name in f"{one.speaker}{one.text}" for one in told):
        yield Difference("name", name, others[0].speaker)


def said_by(clause: str, voices: Collection[str]) -> str:
    """Return who of ``voices`` a clause begins by naming as its speaker, with a post or not."""
    match = _SAYS.match(clause)
    if match and any(match[1] in voice for voice in voices):
        return match[1]
    posted = _POSTED.match(clause)
    named = (posted[1][at:] for at in range(len(posted[1]) - 1)) if posted else ()
    return next((one for one in named if len(one) < 5 and one in voices), "")


def _posted(claim: str, texts: str) -> Iterator[Difference]:
    """Yield somebody with the post that the texts give another: 电力司司长蔺如月."""
    for match in _POST_OF.finditer(claim):
        post, name = match[1], match[2]
        tails = (post[at:] for at in range(len(post) - _SHORTEST_POST + 1))
        holders = next(filter(None, (_holders(tail, texts) for tail in tails)), [])
        if holders and not any(one[:2] == name[:2] for one in holders):
            yield Difference("name", name, holders[0])


def _holders(post: str, texts: str) -> list[str]:
    return re.findall(rf"{re.escape(post)}[：:]?\s?([\u3400-\u9fff]{{2,3}}){_NAME_ENDS}", texts)


def speaker(claim: str) -> str:
    """Return who a claim begins by naming as its speaker, "" for nobody."""
    match = _SPEAKER.match(claim)
    return match[0] if match else ""


def offices(claim: str, candidates: Sequence[Evidence]) -> Iterator[Difference]:
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
