"""Who said something, or asked it: what of a question asks for that, and what it tells of it."""

import re

from chatbot.language import people

SAY = (
    "说|讲|谈|介绍|答|表示|提到|指出|透露|宣布|回应|强调|解释|说明|解读|公布|发言|预测|预计|预报"
    "|判断|承认|坦言"
)
# Who said it is told by the structure, who did it by the words.
SPEAKER_WANTED = re.compile(
    rf"(?:谁|哪位|何人|哪个人|哪一位).{{0,8}}(?:{SAY})|(?:{SAY})[^，。；]{{0,30}}(?:是谁|谁|哪位|哪一位)"
    r"|(?:谁|哪位|哪一位)(?:来|给)?接[的了]"
    r"|\b(?:who|which (?:expert|official|speaker|spokes\w+|minister|director)) (?:took|field|answer"
    r"|repl|respond|spoke|talk|address|explain|comment|discuss|describ|outlin|present)"
    r"|\bwho(?:se)?\b.{0,40}\b(?:said|says?|told|tells?|mention|answer|announc|spoke|speaks?|talk"
    r"|stat|words?)"
    r"|\bwho (?:gave|provided|cited|quoted|released|reported|disclosed|presented)\b",
    re.IGNORECASE,
)
# Which reporter, or whose, asked something.
ASKER_WANTED = re.compile(
    r"(?:哪[一]?[家个位些]?|什么)(?:媒体|报社|报纸|电视台|通讯社|记者)[^，。？?]{0,6}(?:问|提|关心|关注)"
    r"|(?:谁|哪位)(?:记者)?(?:问|提)(?:的|了|出|起|到|过)[^，。？?]*(?:问题|提问)?"
    r"|(?:是|由)(?:谁|哪位)(?:提|问)(?:的|出)"
    r"|\bwho (?:asked|raised the question)\b"
    r"|\b(?:which|what) (?:media|outlet|newspaper|reporter|journalist|agency|broadcaster)s? "
    r"(?:asked|raised|wanted|inquired)\b",
    re.IGNORECASE,
)
# Who they are, and how they were asked, stands in no speech.
_WHO_SAID = re.compile(
    r"(?:这|那)?(?:[个番段]|句话|些话)?(?:的)?(?:提问|问题|话题|[这那]?道?题|话|事)(?:是|由)?"
    r"|的?[这那]一?(?:部分|块|段)|在(?:发布|记者)会上|嘉宾|官员|领导|负责人"
    r"|\b(?:the )?(?:question|point|remark)s? (?:about|on|that)\b"
    r"|\b(?:official|speaker|spokes\w+)\b",
    re.IGNORECASE,
)
# 介绍装备工业情况的发言人是谁: what was said stands between.
_SAID_BETWEEN = re.compile(
    rf"(?:{SAY})(?:了|过)?(?P<what>[^，。；]{{2,30}}?)(?:情况)?的?(?:发言人|官员|领导|嘉宾|负责人|人)?(?:是谁|是?哪位|是?哪一位)"
)
_LEAST_SAID = 2
# Of the conference itself: who answered at all.
_CONFERENCE = re.compile(
    r"会|提问|记者|\b(?:conference|briefing|questions|reporters)\b", re.IGNORECASE
)
_ANSWERED = re.compile(
    rf"谁|哪[些几]?位|哪些人|何人|{SAY}|\b(?:who|took|take|field|answer|repl|respond|spoke|talk)\w*",
    re.IGNORECASE,
)
_AT_ALL = re.compile(
    r"[这那该本][场次]|今天|回|话|发布会|记者会|吹风会|会上|会|在|上|新闻|记者|媒体|提问|问题|一共|分别|都|有|是|[了的些人]"
    r"|\b(?:the|this|press|news|conference|briefing|reporters?|journalists?|questions?|at|in|to|from|and|were|was|all)\b",
    re.IGNORECASE,
)


def said(question: str) -> str:
    """Return what a question tells of what was said, without the words that ask who said it.

    Or who asked it.
    """
    asked = people.without_post(ASKER_WANTED.sub(" ", question))
    asked = _SAID_BETWEEN.sub(r" \g<what> ", asked)
    rest = _WHO_SAID.sub(" ", SPEAKER_WANTED.sub(" ", asked))
    return rest.strip() if len(re.findall(r"[\w]", rest)) >= _LEAST_SAID else question


def asks_who_spoke(question: str) -> bool:
    """Tell whether a question asks who answered at a conference, and nothing of what was said."""
    if not _CONFERENCE.search(question) or not SPEAKER_WANTED.search(question):
        return False
    return not re.search(r"\w", _AT_ALL.sub(" ", _ANSWERED.sub(" ", question)))
