"""The words before a figure, taken apart: comparison, period, change, and what is left of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.figures import changes, when
from chatbot.figures.about import CLAUSE
from chatbot.figures.when import When

_SHARE_NOUN = re.compile(r"(?:比[重例]|占比|份额|占有率)$")
_ENGLISH = re.compile(r" (?:[A-Z\d]+ )?[a-z]")
# 下调存款准备金率50个基点: the verb stands before the noun.
_MOVED = re.compile("(?:(?P<up>上调|提高)|(?P<down>下调|压减|削减|降低))(?=..)")
_STOP = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
# Words that say nothing of whom or what: （…）, 按人民币计价.
_ASIDE = re.compile(
    r"（[^（）]*）|\([^()]*\)|按[^，。；]{1,8}?计价|按[^，。；]{1,8}?计算?|扣除[^，。；]{1,6}因素(?:后|影响)?"
)


# 是A股平均水平的三倍, 完成全年目标的六成: of what a figure is a part or a multiple.
_OF_BASE = re.compile(r"(?:(?P<is>是|为|相当于)|完成|达到)(?P<base>[^，。；的]{2,16})的\s*$")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the words before a figure say.

    ``leads`` are what is left of its clause, then of ever more of the sentence, without periods
    and comparisons (blanks stand for them) and without the verb of change. ``share`` is "" or
    how a share is told: 占, 比重 …; ``rate`` is "" or the noun of change: 增速.
    """

    leads: tuple[str, ...]
    comparison: str
    moments: tuple[When, ...]
    direction: str
    share: str
    rate: str

    def completed(
        self, pairs: Sequence[tuple[str, str]], before: Sequence[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        """Return subjects and metrics with the metric that a share or a rate of change is.

        ``before`` are those of the figures before: 女选手占47% takes no metric from others.
        """
        if self.share == "占" and before and pairs[0][0] != before[-1][0]:
            pairs = [(one, "" if what == before[-1][1] else what) for one, what in pairs]
        if _SHARE_NOUN.search(self.share):
            return [(subject or metric, self.share) for subject, metric in pairs]
        other = self.rate or ("占比" if self.share else "")
        return [(subject, metric or other) for subject, metric in pairs]

    def compared(self, metrics: Sequence[str]) -> str:
        """Return the comparison; a share is one with the whole where nothing else is said."""
        share = self.share or (not self.direction and any(map(_SHARE_NOUN.search, metrics)))
        return self.comparison or ("占比" if share else "")


def read(before: str, after: str, told: bool, year: int | None) -> Lead:
    """Take apart the words ``before`` a figure; ``told`` says that figures stand before it."""
    plain = _ASIDE.sub(lambda aside: " " * len(aside.group()), before)
    comparison, plain = changes.comparisons(plain)
    moments = tuple(when.find(plain, year))
    for one in moments:
        plain = plain[: one.start] + " " * (one.end - one.start) + plain[one.end :]
    if _ENGLISH.match(after):
        # English says so after the figure; what stands before is of the figure before.
        words = _STOP.split(CLAUSE.split(after)[0])[0]
        later, words = changes.comparisons(words)
        comparison = later or ("" if told else comparison)
        moments = tuple(when.find(words, year)) or moments
    starts = sorted((0, *(match.end() for match in CLAUSE.finditer(plain))), reverse=True)
    clause = plain[starts[0] :]
    direction, verb = changes.direction(clause, bool(comparison))
    share = changes.share(clause[:verb]) or changes.share(clause)
    begin = starts[0]
    if not direction and (moved := _MOVED.search(clause)):
        direction, begin = "up" if moved["up"] else "down", begin + moved.end()
    of = _OF_BASE.search(clause[:verb])
    if of and of["is"]:
        comparison = comparison or f"比{of['base'].strip()}"
    end = starts[0] + min(verb, share.start() if share else verb, of.start() if of else verb)
    rate = changes.RATE_NOUN.match(clause[verb:])
    return Lead(
        leads=(plain[begin:end], *(plain[start:end] for start in starts[1:])),
        comparison=comparison,
        moments=moments,
        direction=direction or changes.direction_after(after),
        share=((share["noun"] or "").removeprefix("的") or "占") if share else "",
        rate=rate.group() if rate else "",
    )
