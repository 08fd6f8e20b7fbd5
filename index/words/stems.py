"""The stem of an English word: what its forms and spellings have in common."""

import re
from functools import lru_cache
from typing import Any

# Forms that no rule of stemming brings together. Closed by intent.
_IRREGULAR = {
    form: word
    for line in """
    begin: began begun
    bring: brought
    build: built
    buy: bought
    catch: caught
    child: children
    choose: chose chosen
    come: came
    deal: dealt
    draw: drew drawn
    drive: drove driven
    fall: fell fallen
    feel: felt
    find: found
    fly: flew flown
    foot: feet
    forget: forgot forgotten
    freeze: froze frozen
    get: got gotten
    give: gave given
    go: went gone
    grow: grew grown
    hold: held
    keep: kept
    know: knew known
    lead: led
    leave: left
    lend: lent
    lose: lost
    make: made
    man: men
    mean: meant
    meet: met
    pay: paid
    rise: rose risen
    run: ran
    say: said
    see: saw seen
    seek: sought
    sell: sold
    send: sent
    shrink: shrank shrunk
    show: shown
    speak: spoke spoken
    spend: spent
    stand: stood
    take: took taken
    teach: taught
    tell: told
    think: thought
    win: won
    woman: women
    write: wrote written
    """.strip().splitlines()
    for word, _, forms in [line.strip().partition(": ")]
    for form in forms.split()
}
_BRITISH = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz"),
        (r"(?<=[a-z]{2})our(?=(?:s|ed|ing|er|ers|able)?$)", "or"),
        (r"programme", "program"),
        (r"(?<=\w)tre(?=s?$)", "ter"),
        (r"^(defen|offen|licen)ce", r"\1se"),
        (r"^aluminium$", "aluminum"),
        (r"^grey$", "gray"),
        (r"catalogue", "catalog"),
        (r"^tyre", "tire"),
    )
)


@lru_cache(maxsize=100_000)
def stemmed(word: str) -> str:
    """Return the stem of an English word, by Porter's second algorithm (snowballstem.org).

    Irregular forms are those of their verb or noun, British spellings those of the dictionary.
    """
    plain = word.casefold()
    plain = _IRREGULAR.get(plain, plain)
    for british, american in _BRITISH:
        plain = british.sub(american, plain)
    found: str = _stemmer().stemWord(plain)
    return found


@lru_cache(maxsize=1)
def _stemmer() -> Any:  # noqa: ANN401
    import snowballstemmer

    return snowballstemmer.stemmer("english")
