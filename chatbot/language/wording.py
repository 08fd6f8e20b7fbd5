"""The words of a question that carry its content; the rest only says that it is a question."""

import re
import unicodedata
from itertools import pairwise
from typing import Literal

from index.lexical import has_unspaced

_LETTER = re.compile(r"[^\W\d_]")

# What makes a clause a question.
ASKS = re.compile(
    r"多少|几|哪|谁|什么|怎么|怎样|如何|何时|何地|多大|多高|多快|多远|是否|有没有|吗|为什么|为何|呢$"
    r"|\b(?:what|which|who|whom|whose|when|where|why|how)\b",
    re.IGNORECASE,
)
# Somebody; not which of two things: 谁增长更快, 谁的增速高, 谁跑在前面.
WHO = (
    r"谁(?!(?:的[^，。？?]{1,8}?|(?:投资|出口|进口|产量|销量|收入|利润|价格|增速)[^，。？?]{0,3}?)?[跑走在排]*"
    r"(?:更|猛|增[长速得加]|[跌降升]得|高|多|少|快|慢|大|小|低|强|领先|前|涨|占比))"
)
# Closed classes: interrogatives, politeness, particles, auxiliaries. No noun, no verb of content.
_FUNCTION = re.compile(
    r"请问|请介绍一下|请介绍|请说明|想问一?下|想了解一?下|我想知道|能不能|能否|可否|可以|是否|有没有|是不是|麻烦|帮我|查一?下"
    r"|多少(?:[家个户名位件项条座台套所种款](?=[\u4e00-\u9fff]{2}))?|几(?=[个项家条所户台架辆种次艘座成年月天点方大亿万百千])|哪些|哪几|哪[一二两三四五六七八九十](?=[个项家条大方年天月])"
    r"|哪个|哪位|哪里|哪儿|哪家|哪年|哪天|什么时候|什么样|什么|怎么样|怎样|怎么|如何|为什么|为何|谁|何时|何地|多大|多高|多快|多长"
    r"|(?:有没有|有)?(?:提到|提及|说到|讲到|谈到|说起)(?:过|了)?(?=吗|没有|没|$)|展开(?:说|讲)?|细说|说说|讲讲"
    r"|今天|明天|昨天|后天|分别|具体|一共|总共|到底|究竟|目前|现在|情况|达到|大概|大约|以及|还有|关于|对于|方面"
    r"|[的了吗呢吧啊呀么是有在和与及也都就又被把]"
    r"|\b(?:what|which|who|whom|whose|when|where|why|how|many|much|is|are|was|were|be|been|do|does|did|has|have|had|"
    r"the|a|an|of|in|on|at|to|for|by|with|from|and|or|it|its|this|that|there|any|please|tell|me|can|you|will|as|about)\b"
    r"|[\s?？!！,，.。、:：;；“”\"'()（）]",
    re.IGNORECASE,
)


def spoken(question: str) -> Literal["zh", "en"]:
    """Return the language of a question, which everything said within its answer is in.

    Where nothing tells it, as in "？", it is the briefings'.
    """
    return "en" if _LETTER.search(question) and not has_unspaced(question) else "zh"


def content(question: str) -> str:
    """Return the question without its function words, which are replaced by spaces.

    A question of function words alone is returned whole.
    """
    return bare(question) or question


def bare(text: str) -> str:
    """Return ``text`` without its function words, which are replaced by spaces; "" for no other."""
    return " ".join(_FUNCTION.sub(" ", text).split())


def unsaid(question: str, text: str) -> str:
    """Return the content of ``question`` without what ``text`` has two characters in a row of."""
    words = bare(unicodedata.normalize("NFKC", question).casefold())
    text = unicodedata.normalize("NFKC", text).casefold()
    said = {at + by for at in range(len(words) - 1) if words[at : at + 2] in text for by in (0, 1)}
    left = "".join(" " if at in said else character for at, character in enumerate(words))
    return " ".join(word for word in left.split() if any(map(str.isalnum, word)))


def pairs(words: str) -> set[str]:
    """Return the pairs of characters that follow one another in ``words``."""
    return {one + next_ for one, next_ in pairwise(words) if not (one + next_).isspace()}
