"""A question held against the sentence that may answer it, with all that the store knows of it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from chatbot.compose import Quote
from chatbot.decision.constraints import Conflicts, conflicts
from chatbot.extract import Candidate, is_part
from chatbot.figures.numerals import arabic, han
from chatbot.language import people, places
from chatbot.language.people import unknown_person
from chatbot.language.periods import PERIOD
from chatbot.language.subjects import Strange, Subjects, located, things
from chatbot.language.wording import ASKS, bare, unsaid
from chatbot.lists import asked_list
from chatbot.lists.point_lists import PointLists
from chatbot.lists.points import chosen
from chatbot.question import outlook
from chatbot.question.parts import parts
from chatbot.question.wants import Wants
from index.lexical import has_unspaced
from index.records import Document, Hit, Passage, Role

# "the seventh article": which of a list, told by its unit.
_NTH = re.compile(
    r"第\s?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})\s?(?:条|点|项|款|章|个方面|方面)"
)
# What is in a tag of markup names nothing.
_MARKUP = re.compile(r"<[^<>]*>")
_ABOUT_IT = re.compile(r"\b(?:it|them|this|that|so)\s*\??$", re.IGNORECASE)
_HOW = re.compile(r"\bhow (?:long|far|often|soon|come)\b", re.IGNORECASE)
_MOST_CANDIDATES = 12
# How far behind the best, and how many, a sentence that contradicts nothing may be.
_NEARLY = 1.0
_MOST_SETTLED = 4
# Among so many of the best stands what answers another part of a question.
_PARTS = 4
# How many sentences go on with the same.
_FEW = 3
# The same for what tells parts of what the best tells the whole of.
_NEARLY_PART = 4.0
# What answers the question before scores high for a follow-up too, even if it says nothing of what
# that adds.
_NEARLY_ADDED = 5.0
_MOST_ADDED = 8
# How near an answer is to the rest of a question, in the mean: also where none is left.
_USUALLY_NEAR = 1.25
# Of a question of which more is left nearness tells nothing.
_MOST_LEFT = 0.8


class Checks:
    """What a question may ask that a sentence does not give.

    ``load`` returns a stored document, ``sharing`` what tells which share of some words a text has,
    ``names`` the Chinese names of an English question, ``nearness`` how near a sentence of a hit is
    to some words, in standard scores.
    """

    def __init__(
        self,
        load: Callable[[str], Document],
        subjects: Subjects,
        lists: PointLists,
        sharing: Callable[[str], Callable[[str], float]],
        names: Callable[[str], Iterable[tuple[str, re.Pattern[str]]]],
        nearness: Callable[[str, Hit, int], float],
    ) -> None:
        self._load = load
        self._subjects = subjects
        self._lists = lists
        self._sharing = sharing
        self._names = names
        self._nearness = nearness

    def conflicts(
        self, question: str, found: Sequence[Candidate], wants: Wants, focus: str = ""
    ) -> Conflicts:
        """Return the conflicts of a question with the best of ``found``; it must not be empty.

        ``focus`` is what a follow-up adds to the question before: only its nouns need explaining.
        """
        question = _MARKUP.sub(" ", question)
        best = found[0]
        told = self._contradicted(question, best, wants, focus)
        passage = best.passage
        document = self._load(passage.source)
        near = self.near(best)
        everywhere = f"{_around(passage, document)}\n{document.title}"
        several = not focus and len(parts(question)) > 1
        if several:
            # What the other part asks for is told elsewhere.
            near = "\n".join(map(self.near, found[:_PARTS]))
        strange = self._subjects.strange(focus or question, near, everywhere, document.text)
        # Without what a follow-up adds, a sentence answers what was asked before.
        added = self._unspoken(focus, strange, near) if focus else ""
        if several:
            strange = replace(strange, elsewhere=())
        return replace(
            told,
            strange=strange,
            place=told.place or located(question, strange.nowhere),
            name=told.name or self._unknown_name(question, document.text) or added,
            speaker=_not_by(wants, best),
            kind=told.kind
            or self._beyond(question, found)
            or (wants.asker and best.passage.role is not Role.QUESTION),
        )

    def _unspoken(self, focus: str, strange: Strange, near: str) -> str:
        """Return what of a follow-up's ``focus`` nothing ``near`` speaks of; "" for nothing."""
        if has_unspaced(focus):
            return next(iter((*strange.elsewhere, *strange.nowhere)), "")
        # "As of when?" adds nothing that could be spoken of; "what will it do about it?" little.
        told = "" if _ABOUT_IT.search(focus) else bare(_HOW.sub(" ", focus))
        return "" if not told or self._sharing(told)(near) else focus

    def _unknown_name(self, question: str, document: str) -> str:
        """Return whom, or which place, a question names and the document does not; "" for none."""
        if has_unspaced(question):
            return unknown_person(question, document)
        named = self._names(PERIOD.sub(" ", places.ACTOR.sub("the government", question)))
        return next((name for name, pattern in named if not pattern.search(document)), "")

    def settled(
        self, question: str, found: Sequence[Candidate], wants: Wants, focus: str = ""
    ) -> Sequence[Candidate]:
        """Return ``found`` with the first that contradicts nothing of the question first.

        It is looked for among those that score nearly as well as the best, farther down where the
        question has a ``focus``; where there is none, the order stays.
        """
        question = _MARKUP.sub(" ", question)
        # What is asked of the same thing (占比呢) is told of it, or not at all.
        bare = has_unspaced(focus) and not ASKS.search(focus) and not things(focus)
        another = focus and not bare
        nearly, most = (_NEARLY_ADDED, _MOST_ADDED) if another else (_NEARLY, _MOST_SETTLED)
        if not found:
            return found
        told = self._contradicted(question, found[0], wants, focus)
        if told == Conflicts():
            return found
        # What the best is about may go on with the kind of thing, or the unit, that it lacks.
        lacks = told.unit or told.kind
        for candidate in found[1:most]:
            behind = found[0].score - candidate.score
            goes_on = is_part(candidate, found[0]) or (lacks and _follows(candidate, found[0]))
            if behind > nearly and not (behind <= _NEARLY_PART and goes_on):
                continue
            if self._contradicted(question, candidate, wants, focus) == Conflicts():
                return [candidate, *(other for other in found if other is not candidate)]
        return found

    def unexplained(self, question: str, best: Candidate) -> float:
        """Return the share of a question's nouns that neither title nor sentence says.

        The sentence is read in its place. Of a question in words with spaces it is the share that
        the document speaks of, but not there.
        """
        question = _MARKUP.sub(" ", question)
        document = self._load(best.passage.source)
        near = f"{document.title}\n{self.near(best)}"
        if has_unspaced(question):
            return self._subjects.unexplained(question, near)
        share = self._sharing(bare(question))
        return share(f"{near}\n{document.text}") - share(near)

    def nearness_to_rest(self, question: str, best: Candidate, hits: Sequence[Hit]) -> float:
        """Return how near a sentence of ``hits`` is to what of a Chinese question it does not say.

        In standard scores, as it is read in its place. A paraphrase says it all the same (挣钱,
        利润), a near miss does not: the words that are left are of another thing. Where hardly a
        word is said the sentence was found for the rest, and nothing is told by that.
        """
        hit = next((hit for hit in hits if hit.passage == best.passage), None)
        asked = bare(PERIOD.sub(" ", _MARKUP.sub(" ", question)))
        rest = unsaid(asked, self.near(best))
        if hit is None or not rest or not has_unspaced(question):
            return _USUALLY_NEAR
        if len(rest) > _MOST_LEFT * len(asked):
            return _USUALLY_NEAR
        return self._nearness(rest, hit, best.passage.sentences.index(best.sentence))

    def near(self, best: Candidate) -> str:
        """Return a sentence with what it is read with: headings, the one before, its points."""
        passage = best.passage
        return f"{passage.heading}\n{passage.question}\n{best.before}{best.text}{self._led(best)}"

    def fits(self, question: str, found: Sequence[Candidate], wants: Wants) -> bool:
        """Tell whether the best sentence has the post or the date, or a list the points asked."""
        best = found[0]
        wanted = asked_list.which_count(question)
        nouns = frozenset() if wants.person else asked_list.asked_nouns(question)
        if wants.problems and wants.fits(best.text):
            return True
        if not wanted and not nouns:
            next_ = wants.enumeration and outlook.asks_what_next(question)
            return not wants.figure and (
                wants.fits(best.text) or (next_ and self._tells_what_next(question, found, wants))
            )
        picked = chosen(question, wants, found, self._lists)
        around = self._lists.around(best)
        if wanted:
            return (
                any(len(one.points) == wanted for one in around)
                or asked_list.has_items(best.text, wanted)
                or (picked is not None and len(picked.points) == wanted)
            )
        return (
            any(self._lists.announces(best, one, nouns) for one in around)
            or any(nouns & asked_list.nouns(lead) for lead, _ in self._lists.sections(best))
            or bool(picked and picked.lead and nouns & asked_list.nouns(self._text(picked.lead)))
        )

    def _tells_what_next(self, question: str, found: Sequence[Candidate], wants: Wants) -> bool:
        """Tell whether the list that answers begins by saying that it comes next."""
        picked = chosen(question, wants, found, self._lists)
        return bool(picked and picked.lead and outlook.announces_what_next(self._text(picked.lead)))

    def _text(self, quote: Quote) -> str:
        return self._load(quote.passage.source).text[quote.start : quote.end]

    def _led(self, best: Candidate) -> str:
        """Return the points that a sentence announces, "" for none: they say what it is about."""
        at = best.sentence.start
        text = self._load(best.passage.source).text
        return next(
            (
                text[one.lead_end : one.points[-1].end]
                for one in self._lists.around(best)
                if one.lead_start <= at < one.lead_end
            ),
            "",
        )

    def _contradicted(
        self, question: str, candidate: Candidate, wants: Wants, focus: str
    ) -> Conflicts:
        """Return what of the question the sentence contradicts, read in its passage."""
        passage, start = candidate.passage, candidate.sentence.start
        document = self._load(passage.source)
        said = [(one.start, document.text[one.start : one.end]) for one in passage.sentences]
        told = conflicts(
            question,
            candidate.text,
            candidate.before,
            _around(passage, document),
            document,
            wants,
            [text for at, text in reversed(said) if at < start][1:],
            next((text for at, text in said if at > start), ""),
            focus=focus,
        )
        if told.name or not wants.figure or (not focus and len(parts(question)) > 1):
            # Of two things each may have a sentence of its own.
            return told
        near = "\n".join(
            (document.title, passage.heading, passage.question, candidate.before, candidate.text)
        )
        return replace(told, name=self._subjects.sibling(question, near, candidate.text))

    def _beyond(self, question: str, found: Sequence[Candidate]) -> bool:
        """Tell whether a question asks for a point that no list among the candidates has."""
        match = _NTH.search(unicodedata.normalize("NFKC", question))
        if not match:
            return False
        number = match["number"]
        which = arabic(number) if number.isdecimal() else han(number)
        return which is not None and not any(
            match[0] in candidate.passage.text
            or any(len(one.points) >= which for one in self._lists.around(candidate))
            for candidate in found[:_MOST_CANDIDATES]
        )


def _not_by(wants: Wants, best: Candidate) -> str:
    """Return whose words are asked for if somebody else said the best sentence, else ""."""
    speaker = best.passage.speaker
    return wants.said_by if wants.said_by and speaker and speaker != wants.said_by else ""


def _follows(candidate: Candidate, other: Candidate) -> bool:
    """Tell whether a sentence is one of the next few of the passage of ``other``."""
    if candidate.passage != other.passage:
        return False
    starts = [one.start for one in other.passage.sentences]
    behind = starts.index(candidate.sentence.start) - starts.index(other.sentence.start)
    return 0 < behind <= _FEW


def _around(passage: Passage, document: Document) -> str:
    """Return a passage with what it stands under and whose post its speaker has: 望湖区区长."""
    posts = people.introductions(passage.speaker, document.text)
    heading = f"{passage.heading} {posts}".strip()
    return "\n".join((heading, passage.question, passage.speaker, passage.text))
