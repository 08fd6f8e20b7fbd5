"""Short forms that a claim makes of long names: 保租房 of 保障性租赁住房, 配售房, 工信部."""

import re
from itertools import pairwise

from chatbot.verify.tagging import tagged
from chatbot.verify.words import plain

_CHINESE = re.compile(r"[\u3400-\u9fff]{3,4}")
# So many characters of the long form may stand between two of the short one.
_GAP = 5
# So many characters more make it another form.
_MORE = 2


def written_out(claim: str, told: str) -> str:
    """Return ``claim`` with its words that ``told`` has in a longer form only in that form."""
    told = plain(told)
    for word in dict.fromkeys(_words(claim)):
        if word in told:
            continue
        gap = rf"[\u3400-\u9fff]{{0,{_GAP}}}?"
        found = re.search(gap.join(map(re.escape, word)), told)
        if found and len(found[0]) >= len(word) + _MORE:
            claim = claim.replace(word, found[0])
    return claim


def _words(claim: str) -> list[str]:
    """Return the nouns of three or four characters, also those that the tagger cuts in two."""
    words = [(word, tag) for word, tag in tagged(claim) if word.strip()]
    pairs = pairwise(words)
    joined = [one + other for (one, _), (other, tag) in pairs if tag.startswith("n")]
    return [one for one in (*joined, *(word for word, _ in words)) if _CHINESE.fullmatch(one)]
