"""The things of a list: 合肥、芜湖、亳州 where the briefing lists 合肥、芜湖、安庆."""

import re
from collections.abc import Iterator

from chatbot.verify.compounds import NOUN
from chatbot.verify.records import Difference
from chatbot.verify.subjects import GENERAL
from chatbot.verify.words import Meanings, grams, otherwise, plain, tagged

_STOP = re.compile(r"[,，。；;：:\n!！?？]")
_BETWEEN = re.compile(r"、|以及|[和与及]")
_KINDS = frozenset(["行业", "领域", "产业", "企业", "部门", "地区", "等"])
_COUNTING = "两三四五六七八九十几等"
_LEAST = 2


def differences(clause: str, text: str, meanings: Meanings) -> Iterator[Difference]:
    """Yield a thing that ``clause`` lists beside one of a list of ``text``, which has another."""
    mine, theirs = plain(clause), plain(text)
    others = _lists(theirs)
    for names in _lists(mine):
        strange = [one for one in names if _unsaid(one, theirs, meanings)]
        for listed in others if strange else ():
            if not any(one in listed for one in names):
                continue
            missing = [one for one in listed if _unsaid(one, mine, meanings)]
            if missing:
                yield Difference("name", strange[0], missing[0])
                return


def _lists(text: str) -> list[list[str]]:
    """Return the lists of a text; of their first and last things the nouns beside the mark."""
    found = []
    for piece in _STOP.split(text):
        if "、" not in piece:
            continue
        names = _BETWEEN.split(piece)
        names[0], names[-1] = _noun(names[0], last=True), _noun(names[-1])
        found.append([one for one in names if len(one) >= _LEAST])
    return found


def _noun(words: str, last: bool = False) -> str:
    """Return the nouns with which ``words`` begin, or with ``last`` end."""
    run: list[str] = []
    for word, tag in reversed(tagged(words)) if last else tagged(words):
        # 安庆三市 are three by now.
        if not NOUN.match(tag) or (run and word[0] in _COUNTING):
            break
        run.append(word)
    # 农产品行业 is 农产品.
    while not last and len(run) > 1 and run[-1] in _KINDS:
        run.pop()
    return "".join(reversed(run) if last else run)


def _unsaid(name: str, text: str, meanings: Meanings) -> bool:
    """Tell whether a text says nothing of a name, in other words either."""
    return (
        name not in GENERAL
        and not grams(name) & grams(text)
        and not any(at in text for at in (name[:2], name[-2:]))
        and not otherwise(name, text, meanings)
    )
