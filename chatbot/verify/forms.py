"""Other forms of a claim that say the same: abbreviations, other units, short names written out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot import abbreviations
from chatbot.verify import measures, shortened, so_many
from chatbot.verify.records import Evidence, Verdict


@dataclass(frozen=True, slots=True)
class Form:
    """A claim in other words; ``needed`` are those that must stand where it is found.

    ``free``: it may be found at another place than the claim was.
    """

    text: str
    needed: tuple[str, ...] = ()
    free: bool = False

    def holds(self, first: Verdict, again: Verdict) -> bool:
        """Tell whether ``again``, the verdict on this form, counts after ``first``, the claim's.

        What was contradicted somewhere is not supported by a place that only the form leads to.
        """
        told = "\n".join(one.text for one in again.evidence)
        near = self.free or first.status != "contradicted" or {*again.evidence} <= {*first.evidence}
        return near and all(words in told for words in self.needed)


def of(claim: str, candidates: Sequence[Evidence]) -> Iterator[Form]:
    """Yield the forms of ``claim`` that differ from it, each with more written out."""
    told = "\n".join(one.text for one in candidates)
    known = {claim}
    short = abbreviations.replaced(claim, lambda form: form in told)
    measured, needed = measures.replaced(so_many.as_shares(short), told)
    long = shortened.written_out(measured, told)
    for form in (Form(short, free=True), Form(measured, needed), Form(long, needed)):
        if form.text not in known:
            known.add(form.text)
            yield form
