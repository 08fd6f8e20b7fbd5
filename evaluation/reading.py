"""Exact match and F1 between an answer and model answers, by characters where there are no words.

The rule is that of the CMRC 2018 scorer (Cui et al. 2019): punctuation is dropped, a Chinese
character is a token, a run of other letters and digits is a token; F1 is that of the longest run of
tokens that both have; the best over the model answers counts.
"""

import re
import unicodedata
from collections.abc import Sequence

_TOKEN = re.compile(r"[\u4e00-\u9fa5]|[^\W\u4e00-\u9fa5]+", re.UNICODE)
_MARK = re.compile(r"\[\d+\]")


def tokens(text: str) -> list[str]:
    """Return the tokens of ``text``, lower case, without punctuation and citation numbers."""
    folded = unicodedata.normalize("NFKC", _MARK.sub("", text)).lower()
    return _TOKEN.findall(folded)


def exact(answer: str, references: Sequence[str]) -> float:
    """Return 1 if the answer is one of the model answers, 0 if not."""
    own = tokens(answer)
    return float(any(own == tokens(reference) for reference in references))


def f1(answer: str, references: Sequence[str]) -> float:
    """Return the greatest F1 of the longest common run of tokens; 0 without model answers."""
    return max((_f1(tokens(answer), tokens(reference)) for reference in references), default=0.0)


def _f1(answer: Sequence[str], reference: Sequence[str]) -> float:
    common = _longest_common_run(answer, reference)
    if not common:
        return 0.0
    precision, recall = common / len(answer), common / len(reference)
    return 2 * precision * recall / (precision + recall)


def _longest_common_run(one: Sequence[str], other: Sequence[str]) -> int:
    best = 0
    before = [0] * (len(other) + 1)
    for token in one:
        row = [0] * (len(other) + 1)
        for at, against in enumerate(other, 1):
            if token == against:
                row[at] = before[at - 1] + 1
                best = max(best, row[at])
        before = row
    return best
