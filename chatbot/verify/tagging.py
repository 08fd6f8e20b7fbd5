"""The words of a Chinese text with their parts of speech, as jieba tells them."""

from functools import lru_cache


@lru_cache(maxsize=20_000)
def tagged(text: str, guess: bool = True) -> tuple[tuple[str, str], ...]:
    """Return the words of ``text`` in order, with jieba's tags (n noun, nr person, v verb …).

    With ``guess`` characters that its dictionary does not know are joined to likely words.
    """
    import rjieba

    return tuple((str(word), str(tag)) for word, tag in rjieba.tag(text, guess))
