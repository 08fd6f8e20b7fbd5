"""The figures of a clause, with the periods that are theirs."""

from collections.abc import Sequence
from dataclasses import replace

from chatbot.verify import amounts, clocks, times
from index.lexical import has_unspaced


def _later(clause: str, at: int) -> bool:
    """Tell whether the period of a Chinese clause stands behind ``at``: 差两个，8月底前."""
    return has_unspaced(clause) and times.begins(clause) > at


def claimed(clause: str, lead: str, year: int | None) -> Sequence[amounts.Amount]:
    """Return the figures of a clause, read after the clauses before it.

    A period said there need not be theirs.
    """
    named = times.spans(clause, year)
    found = []
    for one in amounts.amounts(lead + clause, year):
        said = one.said
        if said.period not in times.without_bases(clause):
            said = replace(said, period="", months=None)
        elif (
            len(named) == 1
            and (said.months is None or said.months.last is None)
            and not _later(clause, one.figure.start - len(lead))
        ):
            said = replace(said, months=named[0])
        if one.figure.start >= len(lead) and not clocks.told_in(lead + clause, one.figure.start):
            found.append(replace(one, said=said))
    return found
