"""A follow-up becomes a question that stands alone."""

import re
from collections.abc import Sequence

History = Sequence[tuple[str, str]]

# Words that point back, and openings that go on from what was said.
_POINTS_BACK = re.compile(
    r"^(?:那么?|还有|其中|另外|此外|然后|同比|环比)|(?:它|他|她|它们|他们|这|该|上述|前者|后者|其中)"
    r"|呢[？?]?$|^(?:and|what about|how about|then)\b|\b(?:it|they|he|she|that|those|these|this)\b",
    re.IGNORECASE,
)
# In a short question a point without its list is one of the list before.
_NAMES_A_POINT = re.compile(r"第[一二三四五六七八九十](?:个|项|点|条)|最后一?(?:个|项|点|条)")
_SHORT = 12
# Of a very long earlier question its end says what was asked.
_MOST_EARLIER = 300


def standalone(question: str, history: History) -> str:
    """Return the question to search for: with the one before it where it points back to that.

    A long question that points to nothing stands alone, whatever was said before.
    """
    if not history or len(question) > 4 * _SHORT:
        return question
    if len(question) > _SHORT and not _POINTS_BACK.search(question):
        return question
    points_back = _POINTS_BACK.search(question) or _NAMES_A_POINT.search(question)
    if not points_back and len(question) > _SHORT // 2:
        return question
    return f"{_earlier(history)} {question}".strip()


def before(history: History) -> str:
    """Return the question before, itself made whole from the ones before it."""
    return standalone(_earlier(history), history[:-1])[-_MOST_EARLIER:]


def _earlier(history: History) -> str:
    """Return the last question of the history, as text and no longer than is of use."""
    words = history[-1][0].replace("\0", " ").strip()[-_MOST_EARLIER:]
    return words.encode("utf-8", "replace").decode("utf-8")
