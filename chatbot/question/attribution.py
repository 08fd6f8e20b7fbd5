"""Who is to have said what is asked for, as in 陶青怎么看… or "what did Xie Cun say about"."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from chatbot.language.wording import bare
from chatbot.question import overview
from chatbot.question.who_said import SAY
from index.words.readings import Name

_SAID = f"{SAY}|认为|看待|怎么看|看法|观点|总结|概括|判断|评价"
_SHORTEST = 2
_TITLE = r"(?:副?[部司局市省县区院校会行署厅处]长|主任|书记|发言人|女士|先生)"
_SAID_ENGLISH = re.compile(
    r"\b(?:sa(?:y|ys|id)|tell|told|mention|announc|explain|describ|talk|stress|respond|answer|view"
    r"|opinion|according to|outlin|introduc|point(?:ed)? out)",
    re.IGNORECASE,
)
_SAYS_ENGLISH = re.compile(rf"{_SAID_ENGLISH.pattern}\w*(?: (?:about|on|of|that))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker whose words are asked for, and the question without the name."""

    speaker: str
    rest: str


def attributed(
    question: str,
    speakers: Collection[str],
    spelled: Sequence[Name] = (),
) -> Attribution | None:
    """Return whose words ``question`` asks for, if it is one of ``speakers``; None for nobody's.

    ``spelled`` are the names of an English question. Who somebody is, and what post he has, is
    asked of nobody's words. Nothing is left of a question for all that he said.
    """
    names = {name: _bare(name) for name in speakers}
    for speaker, name in names.items():
        if len(name) < _SHORTEST:
            continue
        titled = rf"{_TITLE}?{re.escape(name)}{_TITLE}?"
        if re.search(rf"{titled}[^，。？?]{{0,24}}?(?:{_SAID})", question):
            rest = re.sub(titled, "", question, count=1)
            return Attribution(speaker, "" if overview.names_nothing(rest) else rest)
    if not _SAID_ENGLISH.search(question):
        return None
    for one in spelled:
        for speaker, name in names.items():
            if one.pattern.fullmatch(name):
                written = r"[\s\-]+".join(map(re.escape, one.words))
                rest = re.sub(written, "", question, flags=re.IGNORECASE)
                # Without what asks for words; a question for nothing else stays whole.
                if overview.names_nothing(rest):
                    return Attribution(speaker, "")
                about = _SAYS_ENGLISH.sub(" ", rest)
                return Attribution(speaker, about if bare(about) else rest)
    return None


def _bare(speaker: str) -> str:
    """Return a speaker's name without the office and post that a label may have before it."""
    return re.sub(rf"^.*{_TITLE}\s?(?=[\u4e00-\u9fff]{{2,4}}$)", "", speaker)
