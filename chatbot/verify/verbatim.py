"""Whether a claim is a sentence of the briefing word for word."""

import re

from chatbot.verify.records import Evidence
from chatbot.verify.words import plain

_LABEL = re.compile(r"[^，。；：:\n]{1,16}[：:]")


def verbatim(claim: str, evidence: Evidence) -> bool:
    """Tell whether a claim is the sentence word for word, perhaps after its speaker's label."""
    words, told = _bare(claim), _bare(evidence.text)
    if words == told:
        return True
    label = _LABEL.match(claim)
    if not label or _bare(claim[label.end() :]) != told:
        return False
    return "记者" in label[0] or bool(evidence.speaker and evidence.speaker in label[0])


def _bare(text: str) -> str:
    """Return a sentence as it is compared word for word: no white space, no mark at its end."""
    return "".join(plain(text).split()).rstrip("。.；;，,：:！!")
