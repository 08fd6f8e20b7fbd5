"""What was looked up for a question, and what the decision to refuse makes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chatbot import extract
from chatbot.decision import confidence
from chatbot.decision.checks import Checks
from chatbot.decision.confidence import Bearing, Judgement
from chatbot.decision.constraints import Conflicts
from chatbot.extract import Candidate
from chatbot.generation.orders import gives_orders
from chatbot.language.subjects import things
from chatbot.language.wording import pairs
from chatbot.lists.quoted_lists import Picked
from chatbot.question import courtesy, kinds
from chatbot.question.wants import Wants
from index.lexical import has_unspaced
from index.records import Hit

# The best sentence has a greater share of a question that follows an order.
_LEAST_SPOKEN_OF = 0.05


@dataclass(frozen=True, slots=True)
class Looked:
    """A question as asked, as understood and as searched for, and what was found."""

    asked: str
    understood: str
    sought: str
    focus: str
    wants: Wants
    hits: Sequence[Hit]
    found: Sequence[Candidate]
    # Tells which share of the question's content a text speaks of.
    share: Callable[[str], float]
    # The question is the words of several, and no question of parts.
    joined: bool = False
    # What a question for more may still quote; None for another question.
    rest: Sequence[Candidate] | None = None
    # The two questions that it compares, where earlier ones asked them.
    pair: "tuple[Looked, Looked] | None" = None
    # What the documents, or a speaker, deal with, where all of it is asked for.
    overview: Picked | None = None

    def judge(self, checks: Checks) -> Judgement:
        """Return how sure the answer is, and why it is refused if it is."""
        # "5" asks for nothing, though it stands in 5G, and neither do thanks.
        asks = any(map(str.isalpha, self.asked)) and not courtesy.only(self.asked)
        if self.overview and (self.overview.lead or self.overview.points):
            # The structure tells it: nothing is a matter of likelihood.
            return Judgement(1.0, "")
        if not self.found or not asks or self._only_orders():
            return Judgement(0.0, "off_topic")
        if self.rest is not None and not self.rest:
            return Judgement(0.0, "not_in_briefing")
        if self.pair:
            judged = [one.judge(checks) for one in self.pair]
            return min(judged, key=lambda one: (not one.reason, one.confidence))
        conflict = self.conflict(checks)
        return confidence.judge(self.sought, self.features(checks, conflict), self.found, conflict)

    def _only_orders(self) -> bool:
        """Tell whether what is asked gives orders, and little of it is spoken of."""
        return gives_orders(self.asked) and self.found[0].overlap < _LEAST_SPOKEN_OF

    def features(self, checks: Checks, conflict: Conflicts) -> tuple[float, ...]:
        """Return the ``confidence.FEATURES``; there must be something ``found``."""
        best = self.found[0]
        added = self.focus or self.sought
        bearing = Bearing(
            fits=checks.fits(self.understood, self.found, self.wants),
            missing=kinds.is_missing(self.wants.asked, best.text, best.passage.text),
            clause=self._clause(checks, best),
            common=self._common(best),
            unexplained=checks.unexplained(added, best),
            rest=checks.nearness_to_rest(added, best, self.hits),
            nouns=len(things(added)),
        )
        return confidence.features(
            self.sought,
            self.hits,
            self.found,
            conflict,
            bearing,
            figure=self.wants.figure,
            follow_up=bool(self.focus),
        )

    def _common(self, best: Candidate) -> float:
        """Return which share of the sentence's pairs of characters the question has.

        Of an English question over Chinese text these are its names. Over English text they are
        half of any sentence, and tell nothing: the confidence was not fitted on such.
        """
        if not (has_unspaced(self.sought) or has_unspaced(best.text)):
            return 0.0
        said = pairs(best.text)
        return len(said & pairs(self.sought)) / max(len(said), 1)

    def _clause(self, checks: Checks, best: Candidate) -> float:
        if self.wants.figure:
            return extract.clause_share(best.text, self.share, self.wants)
        return self.share(checks.near(best))

    def conflict(self, checks: Checks) -> Conflicts:
        """Return what of the question the best sentence contradicts; one must be ``found``."""
        return checks.conflicts(self.sought, self.found, self.wants, self.focus)
