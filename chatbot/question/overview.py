"""What asks for all that was said, at a conference or by one speaker, and for nothing of it."""

import re

from chatbot.language.wording import bare

# Words that name no thing a briefing may be about. Whatever else a question has is its topic.
_GENERAL = re.compile(
    r"一下|简单|简要|大致|主要|重要|全部|整[场个份篇]|总体|总的|内容|主题|话题|议题|[要重]点|大意|主旨|核心|信息|东西|事情?"
    r"|[这那本该上]?(?:一?[场次份个篇])?(?:新闻|媒体)?(?:发布会|记者会|吹风会|通气会|招待会|简报|通稿|文件|文章|材料)"
    r"|会上|里面?|[这那哪][个些场次份篇]|[几两三一]句话|讲|说|谈|聊|介绍|回答|回应|提[到及]?|涉及|围绕|关注|关心|发布|公布|宣布"
    r"|总结|概括|概述|归纳|梳理|简述|概要|摘要|记者们?|媒体|问题?|[都用给我你您请了过的啥上中来吧个]"
    r"|\b(?:press|news|conference|briefing|document|article|text|file|said?|says?|talk(?:ed|s)?|speak|spoke|discuss(?:ed)?"
    r"|cover(?:ed|s)?|mention(?:ed)?|address(?:ed)?|announced?|answer(?:ed|s)?|ask(?:ed)?|questions?|topics?|points?|takeaways?"
    r"|messages?|contents?|main|key|important|short|brief|whole|entire|summar\w+|overview|gist|give|make|get|reporters?"
    r"|journalists?|media|through|deal with|all)\b",
    re.IGNORECASE,
)
_SUMS_UP = re.compile(
    r"总结|概括|概述|归纳|梳理|简述|概要|摘要|话题|议题"
    r"|\b(?:summar\w+|overview|gist|takeaways?|topics|(?:main|key) (?:points|messages))\b",
    re.IGNORECASE,
)
_BRIEFING = re.compile(
    r"发布会|记者会|吹风会|通气会|招待会|简报|通稿|文件|文章|材料"
    r"|\b(?:conference|briefing|document|article|text|file)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"讲|说|谈|聊|介绍|提|涉及|关于|围绕|内容|主题|[要重]点|大意|主旨|发布了|公布"
    r"|\b(?:about|say|said|talk|discuss|cover|mention|address|announce)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:记者|媒体).*(?:问|关注|关心)|\b(?:reporters?|journalists?|media)\b.*\bask|\bquestions\b.*\bask",
    re.IGNORECASE,
)
# Who it was, when, where, how many, which paper: particulars of the conference.
_OTHERWISE = re.compile(
    r"谁|哪[位人里儿天年家]|什么[时人地]|何[时地人]|几[点个位号]|多少|为什么|为何|怎么|吗"
    r"|(?:哪[些几个份]|什么)(?:文件|文章|材料)|\b(?:which|what) (?:document|article|text|file)\b"
    r"|\b(?:who|when|where|why|how)\b",
    re.IGNORECASE,
)
# 谢存讲了什么, "what did Xie Cun say": names are known only where documents are.
_SOMEBODY = re.compile(
    r"^[\u4e00-\u9fff]{2,4}?(?:[部司局处院市省县区]长|主任|书记|发言人|先生|女士)?(?=都?(?:讲|说|谈|介绍|回答|提))"
    r"|(?<=did )[A-Z][a-z]+(?: [A-Z][a-z]+)*"
)
_PLACE = re.compile(
    r"第\s?(?:[一二三四五六七八九十]|\d{1,2})|最后一?|呢|是?怎么|如何|展开|详细|具体"
    r"|\b(?:first|second|third|fourth|fifth|last|one|how|more)\b",
    re.IGNORECASE,
)


def asks(question: str) -> bool:
    """Tell whether a question asks what a briefing is about, what was asked, or to sum it up."""
    whole = _SUMS_UP.search(question) or _ASKED.search(question)
    whole = whole or (_BRIEFING.search(question) and _SAID.search(question))
    return bool(whole) and not _OTHERWISE.search(question) and names_nothing(question)


def of_somebody(question: str) -> bool:
    """Tell whether a question asks for all that somebody said."""
    rest = _SOMEBODY.sub("", question, count=1)
    return rest != question and bool(_SAID.search(rest)) and names_nothing(rest)


def without_place(question: str) -> str:
    """Return a question without the words that point at one thing of those told: 第三个."""
    return _PLACE.sub(" ", question)


def names_nothing(question: str) -> bool:
    """Tell whether a question, its speaker left out, asks for what was said of nothing."""
    return not re.search(r"\w", bare(_GENERAL.sub(" ", question)))
