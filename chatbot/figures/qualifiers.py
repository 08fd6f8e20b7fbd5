"""Words that make a figure a bound or an estimate: 超, 近, 约, 不足, 以上, more than."""

import re

# No qualifier where it is the end of another word: 附近, 节约, 经过.
_BEFORE = re.compile(
    r"(?:不超过|不高于|不多于|不少于|不低于|不小于|不大于|超过|超出|突破|高于|大于|多于|低于|少于|小于"
    r"|接近|将近|大约|约为|约有|大概|至少|至多|最多|最少|不足|不到|不满|仅有|超|(?<![附临最])近"
    r"|(?<![节签合预特集公制条大])约|逾|最[低高]|(?<![经通不超越])过|上(?=[百千万])"
    r"|(?i:\b(?:no more than|more than|less than|fewer than|at least|at most|up to|close to|over"
    r"|about|around|nearly|almost|roughly|approximately|under)\s))了?\s?$"
)
_AFTER = re.compile(
    r"\s?(?:以上|以下|多(?=[，。；、])|左右|上下|以内|之内|之多|开外|有余|(?i:or more|or so)\b)"
)
_LONGEST = 18


def around(text: str, start: int, end: int, inner: str) -> str:
    """Return the qualifier of the figure at ``text[start:end]`` as it is written.

    ``inner`` is the one inside the figure (余 of 2万余个). Two of them are joined by an ellipsis.
    """
    before = _BEFORE.search(text[max(0, start - _LONGEST) : start])
    after = _AFTER.match(text, end)
    found = [
        before.group().strip().removesuffix("了") if before else "",
        inner,
        after.group().strip() if after else "",
    ]
    return "…".join(word for word in found if word)


def without(words: str) -> str:
    """Return the words before a figure without the qualifier that ends them."""
    return _BEFORE.sub("", words).rstrip()
