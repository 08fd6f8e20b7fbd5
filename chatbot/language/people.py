"""People in questions and texts: by name, by post, by a pronoun."""

import re
from functools import lru_cache

from chatbot.language.wording import WHO
from index.lexical import has_unspaced

_POSTED = (
    r"(?:[部司局市省县区院校会行署厅处]长|主任|书记|总裁|经理|发言人|主持人|教授|院士|研究员|专家|主席|总理|巡视员"
    r"|总工程师)"
)
# Somebody with a post: 信息通信发展司司长谢存, 主持人：尉知衡, 司长褚令仪说.
_NAMED = re.compile(
    rf"{_POSTED}[：:]?\s?(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?=先生|女士|同志|[，；。、：（(\s]|说|表示|介绍|回答|$)"
)
# A speech's label, and somebody who did something.
_LABEL = re.compile(r"^(?P<name>[\u4e00-\u9fff]{2,4})(?:\[\d+\])?[：:]", re.MULTILINE)
# What asks for a post or for who has one.
_ASKED = re.compile(
    rf"{WHO}|哪[几些]?位(?![数置于居列次])|叫什么|什么职务|任什么|任职|担任|负责人|哪个(?:司|局|部门|单位|处)的"
    r"|\b(?:who is|whose|post|position|title|head of|director|minister|moderat|host)\b",
    re.IGNORECASE,
)
_ITS_POST = re.compile(
    r"什么?职务|何职|职位|什么官|哪个(?:司|局|部门|单位|处)|是什么(?:人|身份)|身份"
    r"|\b(?:post|position|title|office|role)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?<!其)[他她](?!们)|\b(?:he|she|his|her)\b", re.IGNORECASE)
# Somebody who is asked about by a post: what did the premier say?
_POST = re.compile(
    r"(?P<post>总理|总书记|主席|总统|首相|[省市县部局司厅处院校署行会]长|董事长|总裁|总经理|首席执行官)"
    r"[^，。？]{0,8}(?:说|讲|谈|表示|提到|指出|强调|宣布|回应|介绍|解读|评价)"
)
# The head of a division: another division's head, or a deputy, said something else. It may have its
# full name in brackets: 工信部（工业和信息化部）部长.
_HEAD = re.compile(
    r"(?P<division>[\u4e00-\u9fff]{2,12}[部委办局署司厅处院])[）)]?的?(?P<post>副?(?:[部局署司厅处院]长|主任))"
)
_TITLED = (
    r"(?:[部司局市省县区院校会行厂署处科]长|主任|书记|记者|发言人|专家|教授|院士|博士"
    r"|先生|女士|总理|主席|人)"
)
_DOES = (
    r"(?:[，,是的在对就]|怎么|有没有|会上"
    r"|[^，。？]{0,6}(?:说|讲|谈|答|表示|提到|介绍|回应|认为|透露|担任|出席|参加|强调))"
)
# The commonest surnames of one character: four in five people have one of them.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    "金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
# What jieba takes for names: 带孙子, 钱花在哪.
_KIN = frozenset(
    {"钱花", "孙子", "孙女", "孙儿", "老公", "老婆", "老爸", "老妈", "奶奶", "爷爷", "宝宝"}
)
_NAME_ALONE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3})呢?[？?]?")


def asked(question: str) -> bool:
    """Tell whether a question asks for somebody's post, or for who has one."""
    return _ASKED.search(question) is not None


def asks_post(question: str) -> bool:
    """Tell whether a question asks, perhaps among other things, which post somebody has."""
    return _ITS_POST.search(question) is not None


def without_post(question: str) -> str:
    """Return ``question`` without the words that ask for a post."""
    return _ITS_POST.sub(" ", question)


def posted(name: str, text: str) -> int | None:
    """Return where ``text`` names somebody right after a post; None where it does not."""
    match = re.search(rf"{_POSTED}[：:]?\s?(?P<name>{re.escape(name)})", text)
    return match.start("name") if match else None


def introductions(name: str, text: str) -> str:
    """Return the words before somebody's ``name`` wherever ``text`` says who it is, "" for none."""
    if not name:
        return ""
    found = re.findall(rf"[\u4e00-\u9fff]{{2,16}}{_POSTED}[：:]?\s?(?={re.escape(name)})", text)
    return " ".join(dict.fromkeys(found))


def named(sentence: str) -> bool:
    """Tell whether a sentence names somebody with a post."""
    return _NAMED.search(sentence) is not None


def resolved(question: str, answer: str) -> str:
    """Return ``question`` with a name of the ``answer`` before it for "he" or "she".

    It is unchanged if it has no such word, or the answer names nobody or several people.
    """
    if not _PRONOUN.search(question):
        return question
    people = {match["name"] for match in (*_LABEL.finditer(answer), *_NAMED.finditer(answer))}
    people = people or set(_names(answer))
    return _PRONOUN.sub(people.pop(), question, count=1) if len(people) == 1 else question


def unknown_person(question: str, document: str) -> str:
    """Return somebody whom ``question`` names and ``document`` does not name at all, or ""."""
    if not has_unspaced(question):
        return ""
    if (post := _POST.search(question)) and post["post"] not in document:
        return post["post"]
    for head in _HEAD.finditer(question):
        # What stands before a division's name may be the words of asking.
        if head["division"][-3:] + head["post"] not in document:
            return head["post"]
    unknown = (
        name
        for name in _names(question)
        # 飘毛毛: no name either.
        if name not in document
        and name not in _KIN
        and len(set(name)) > 1
        and _as_person(name, question)
    )
    return next(unknown, "")


@lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a Chinese text with their parts of speech, as jieba tells them."""
    import rjieba

    return tuple((str(word), str(tag)) for word, tag in rjieba.tag(text, True))


def alone(question: str) -> str:
    """Return the name that is all a question says: 陶青呢？; "" for another question."""
    match = _NAME_ALONE.fullmatch(question)
    return match["name"] if match and match["name"][0] in _SURNAMES else ""


def names_somebody(text: str) -> bool:
    """Tell whether jieba takes a word of ``text`` for a name, one of another language too."""
    return any(
        tag == "nr" and (len(word) > 2 or word[:1] in _SURNAMES) for word, tag in tagged(text)
    )


def _names(text: str) -> list[str]:
    """Return what jieba takes for names, where they begin with a common surname."""
    names = (word.rstrip("是在的和与说了") for word, tag in tagged(text) if tag == "nr")
    return [name for name in names if len(name) in (2, 3) and name[0] in _SURNAMES]


def _as_person(name: str, question: str) -> bool:
    """Tell whether a question treats a word as somebody: what is told to be a name may be none."""
    # 这段时间 is no Mr Duan, nor is 初中的高峰 Gao Feng.
    return (
        re.search(rf"(?<![这那某每的])(?:{_TITLED}{name}|{name}(?:{_TITLED}|{_DOES}))", question)
        is not None
    )
