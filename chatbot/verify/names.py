"""The names of a claim held against its evidence: titles, quoted names, places, signs."""

import re
from collections.abc import Iterator

from chatbot.language import places
from chatbot.language.places import DISTRICT, PLACE
from chatbot.verify import people
from chatbot.verify.records import Difference
from chatbot.verify.words import plain, share, tagged
from index.lexical import has_unspaced

_TITLE = re.compile(r"《([^《》]{2,80})》")
_QUOTED = re.compile(r"[“\"「]([^“”\"「」]{2,40})[”\"」]")
# A name of letters, perhaps with digits: AS700, RISC-V, 5G-A.
_SIGN = re.compile(r"(?<![a-z0-9])(?=[a-z0-9.\-]*[a-z])[a-z0-9]+(?:[.\-][a-z0-9]+)*(?![a-z0-9])")
# 5G-Advanced is 5G-A.
_LETTERS = re.compile(r"-([a-z])[a-z]+$")
_MARKS = re.compile(r"[\s·・“”\"'‘’《》〈〉\-—–()（）]")
_SAME = {
    "ai": "人工智能",
    "ict": "信息通信",
    "usd": "美元",
    "rmb": "元",
    "iot": "物联网",
    "hpv": "人乳头瘤病毒",
}
_LINKS = "了的与和及"
_PIECES = (re.compile(r"[；;。\n]"), re.compile(r"[；;，。\n]"), re.compile(r"[；;，。、\n]"))
# Before 市 or 区 these begin no name.
_NO_NAME = frozenset("比要在对从到和与及或把被向由为是有使让两各全多的")
# So much better must somebody else's post fit.
_MARGIN = 0.25
_QUOTE = "quoted"
# The tagger takes it for the name of a district.
_NO_PLACE = ("新建",)


def differences(claim: str, texts: str, sentence: str, title: str = "") -> Iterator[Difference]:
    """Yield the names of ``claim`` that ``texts`` (the evidence and what is around it) lack.

    A place must stand in the ``sentence`` itself if that names another; one that the ``title``
    names is that of everything.
    """
    folded = plain(texts)
    bare = _MARKS.sub("", folded)
    chinese = has_unspaced(claim)
    for match in _TITLE.finditer(claim):
        if not _named(match[1], bare):
            other = next((t[1] for t in _TITLE.finditer(texts)), "")
            yield Difference("name", match[1], other)
    if chinese:
        for match in _QUOTED.finditer(claim):
            if not _named(match[1], bare):
                other = next((q[1] for q in _QUOTED.finditer(texts)), "")
                yield Difference("name", match[1], other)
        yield from _places(claim, texts, sentence)
        yield from people.differences(claim, texts)
        yield from _elsewhere(claim, texts, title)
    else:
        yield from _english_places(claim, sentence)
    for sign in _SIGN.findall(plain(claim)):
        if not chinese and not re.search(r"\d", sign):
            continue
        short = _MARKS.sub("", _LETTERS.sub(r"-\1", sign))
        if (
            _MARKS.sub("", sign) not in bare
            and short not in bare
            and _SAME.get(sign, sign) not in folded
        ):
            yield Difference("name", sign, "")


def _named(name: str, bare: str) -> bool:
    """Tell whether a name stands in a text without marks; linking words may be left out."""
    wanted = _MARKS.sub("", plain(name))
    if wanted in bare:
        return True
    return "".join(c for c in wanted if c not in _LINKS) in "".join(
        c for c in bare if c not in _LINKS
    )


def _places(claim: str, texts: str, sentence: str) -> Iterator[Difference]:
    for find in (PLACE.findall, _districts):
        other = next((place for place in find(sentence) if place not in claim), "")
        for place in find(claim):
            if place not in sentence and (other or (find is not _districts and place not in texts)):
                yield Difference("name", place, other)


def _english_places(claim: str, sentence: str) -> Iterator[Difference]:
    """Yield a place of an English claim where the Chinese sentence names others only."""
    told = places.named(sentence) if has_unspaced(sentence) else []
    for place in places.named(claim):
        if told and place not in told:
            yield Difference("name", place, told[0])
            return


def _districts(text: str) -> list[str]:
    return [
        place
        for place in DISTRICT.findall(text)
        if not _NO_NAME & set(place) and not place.endswith("省")
    ]


def _elsewhere(claim: str, texts: str, title: str) -> Iterator[Difference]:
    """Yield the people and places of a claim of whom the texts tell something else.

    The piece of the texts that says most of the rest of the claim names another.
    """
    named = {word: tag for word, tag in tagged(claim) if tag in ("nr", "ns") and len(word) > 1}
    named |= {place: "ns" for place in _districts(claim)}
    named |= {name: _QUOTE for name in _QUOTED.findall(claim)}
    speaker = people.speaker(claim)
    # Who speaks is told by the place, not by the words.
    named = {word: tag for word, tag in named.items() if word not in title and word not in speaker}
    for word, tag in named.items():
        rest = claim.replace(word, "")
        for marks in _PIECES if word in texts else ():
            pieces = [piece for piece in marks.split(texts) if piece]
            own = max((share(rest, piece) for piece in pieces if word in piece), default=1.0)
            best = max(pieces, key=lambda piece: share(rest, piece))
            others = [
                one
                for one, kind in tagged(best)
                if kind == tag and 1 < len(one) < 5 and one not in _NO_PLACE
            ]
            others += _districts(best) if tag == "ns" else []
            others += _QUOTED.findall(best) if tag == _QUOTE else []
            other = next((one for one in others if one not in claim), "")
            # In a list each name has its own, wherever that stands.
            listed = "、" in marks.pattern and (
                "分别" in texts or f"{word}、" in texts or f"、{word}" in texts
            )
            if listed:
                continue
            if other and word not in best and share(rest, best) > own + _MARGIN:
                yield Difference("name", word, other)
                return
