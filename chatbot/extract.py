"""The sentences of the hits that answer a question, best first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chatbot.language import periods
from chatbot.language.periods import Period
from chatbot.question.wants import Wants, elsewhen, elsewhere
from index.context import worded
from index.records import Hit, Passage, Role, Sentence

_ASKED = ("？", "?")
_ONE_SIDE = re.compile(r"(?<!另)一方面")
_OTHER_SIDE = "另一方面"
_COUNTED = re.compile(r"\d|[一二三四五六七八九十]成")
_BODY = re.compile(r"(?:责任|牵头|主办|承办|配合|实施|主管|负责)(?:单位|部门|处室|科室)[：:]")
_TURNS_TO = re.compile(
    r"(?:先|再|接着|下面)?(?:来)?(?:说一?说|讲一?讲|谈一?谈|说|讲|谈|回答)(?:为什么|为何|怎么|如何)[^，。；]{2,20}。$"
)
# A follow-up, or what is asked next, is more likely told in the same document and exchange.
_SAME_DOCUMENT, _SAME_EXCHANGE = 0.8, 0.8
# So is a part of what was found before in the sentence that breaks it down.
_PART = 2.0
# An answer of fewer characters ("it is not difficult") goes on.
_LEAST_TOLD = 20
# So many characters apart two sides may begin.
_FAR_SIDE = 600


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer; ``score`` ranks, ``overlap`` is its share of the question."""

    passage: Passage
    sentence: Sentence
    text: str
    score: float
    closeness: float
    overlap: float
    before: str = ""
    # Its share of the question in the heading and the reporter's question that it stands under.
    under: float = 0.0

    @property
    def place(self) -> tuple[str, int]:
        """Source and offset: the same sentence may be found for several questions."""
        return self.passage.source, self.sentence.start


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes a sentence the answer; chosen on the ``dev`` cases (docs/decisions.md)."""

    overlap: float = 6.5
    before: float = 4.0
    passage: float = 1.0
    fits: float = 2.0
    reporter: float = 2.0
    elsewhen: float = 1.8
    excluded: float = 1.2
    elsewhere: float = 2.0
    nobody: float = 5.0
    said_by: float = 2.0
    particular: float = 5.0
    ahead: float = 1.0
    help: float = 1.0
    conducts: float = 3.0
    not_yet: float = 4.0


def candidates(
    hits: Sequence[Hit],
    share: Callable[[str], float],
    wants: Wants,
    weights: Weights | None = None,
    words: Callable[[Passage, Sentence], str] = worded,
) -> list[Candidate]:
    """Return the sentences of ``hits`` that may be quoted, best first.

    ``share`` tells which share of the question's content a text speaks of. What a reporter asks is
    no answer and is left out; what a reporter states counts for less. ``words`` returns those of a
    sentence.
    """
    weights = weights or Weights()
    found = []
    for hit in hits:
        passage = hit.passage
        under = share(f"{passage.heading}\n{passage.question}")
        before = ""
        when: list[Period] = []
        for sentence, closeness in zip(passage.sentences, hit.closeness, strict=True):
            text = words(passage, sentence)
            if wants.periods:
                when = list(periods.find(text, None)) or when
            overlap = share(told := wants.told(text))
            if passage.role is Role.QUESTION and text.endswith(_ASKED) and not wants.asker:
                continue
            # What it is about may stand in the sentence before.
            both = share(before + told)
            score = (
                closeness
                + weights.passage * hit.score
                + weights.overlap * overlap
                + weights.before * (both - overlap)
                + weights.fits * wants.fits(text)
                - weights.elsewhen * (bool(wants.periods) and elsewhen(wants.periods, when))
                - weights.excluded * wants.excluded(text)
                - weights.not_yet * wants.not_yet(text)
                - weights.conducts * wants.conducts(text)
                - weights.elsewhere * (bool(wants.places) and elsewhere(wants.places, text))
                - weights.reporter * (passage.role is Role.QUESTION and not wants.asker)
                - weights.nobody * (wants.asker and passage.role is not Role.QUESTION)
                - weights.nobody * (wants.speaker and not passage.speaker)
                + weights.ahead * wants.ahead(text, passage.heading)
                + weights.help * wants.help(text)
                + weights.particular * wants.particulars(text)
                + weights.said_by * (bool(wants.said_by) and passage.speaker == wants.said_by)
            )
            found.append(
                Candidate(passage, sentence, text, score, closeness, overlap, before, under)
            )
            before = text
    found.sort(key=lambda c: (-c.score, *c.place))
    return found


def nearer(
    found: Sequence[Candidate], place: Candidate | None, part: bool = False
) -> Sequence[Candidate]:
    """Return ``found`` with those of the exchange and the document of ``place`` moved up.

    With ``part`` it is asked of a part of what stands there: the sentence that breaks it down too.
    """
    if place is None:
        return found
    moved = [
        replace(
            one,
            score=one.score
            + _nearness(one.passage, place.passage)
            + _PART * (part and is_part(one, place)),
        )
        for one in found
    ]
    return sorted(moved, key=lambda c: (-c.score, *c.place))


def is_part(candidate: Candidate, whole: Candidate) -> bool:
    """Tell whether a sentence breaks down what the one before it tells: 其中，水路536亿元."""
    return candidate.before == whole.text and candidate.text.startswith("其中")


def _nearness(passage: Passage, other: Passage) -> float:
    if passage.source != other.source:
        return 0.0
    same = (passage.heading, passage.question) == (other.heading, other.question)
    return _SAME_DOCUMENT + _SAME_EXCHANGE * same


def for_part(
    found: Sequence[Candidate], whole: Sequence[Candidate], weight: float = 0.5
) -> list[Candidate]:
    """Return the candidates of a part of a question, best first: the whole has a say in each."""
    scores = {c.place: c.score for c in whole}
    floor = min(scores.values(), default=0.0)
    shared = [replace(c, score=c.score + weight * scores.get(c.place, floor)) for c in found]
    return sorted(shared, key=lambda c: (-c.score, *c.place))


def best(found: Sequence[Candidate], most: int, drop: float) -> list[Candidate]:
    """Return the ``most`` best candidates within ``drop`` of the first, in reading order."""
    if not found:
        return []
    return in_order([c for c in found[:most] if c.score >= found[0].score - drop])


def clause_share(text: str, share: Callable[[str], float], wants: Wants) -> float:
    """Return the share of a question's content in the clause with the figure that is wanted.

    It is read with the clause that begins its part of the sentence, which may name the subject. Of
    several it is the one that shares most; 0 for none.
    """
    shares = [0.0]
    for part in re.split("[；。]", text):
        first, *_ = clauses = part.split("，")
        shares += [
            share(one if one is first else f"{first}，{one}")
            for one in clauses
            if _COUNTED.search(one) and wants.fits(one)
        ]
    return max(shares)


def both_sides(
    kept: Sequence[Candidate], found: Sequence[Candidate], whole_sides: bool
) -> list[Candidate]:
    """Return ``kept`` with the other side of each sentence that tells one of two, as by 一方面.

    With ``whole_sides`` also what stands between the two: the rest of the first.
    """
    whole = list(kept)
    for one in kept:
        first = _OTHER_SIDE not in one.text
        if first and not _ONE_SIDE.search(one.text):
            continue
        told = [
            c
            for c in found
            if c.passage.source == one.passage.source
            and (_OTHER_SIDE in c.text if first else _ONE_SIDE.search(c.text))
            and 0 < (c.place[1] - one.place[1]) * (1 if first else -1) <= _FAR_SIDE
        ]
        other = sorted(told, key=lambda c: abs(c.place[1] - one.place[1]))[:1]
        whole += other
        for side in other if whole_sides else ():
            start, end = sorted((one.place[1], side.place[1]))
            source = one.passage.source
            whole += [c for c in found if c.passage.source == source and start < c.place[1] < end]
    return in_order(whole)


def answering(
    kept: Sequence[Candidate],
    wants: Wants,
    going_on: Callable[[Passage], Passage | None] = lambda _: None,
) -> list[Candidate]:
    """Return ``kept`` with the answer in the place of each question that a speaker asks himself.

    怎么申请呢？先…；再…: what follows it in the paragraph, to the end of its first sentence that
    says enough; if a figure or the like is wanted, the first that has it. ``going_on`` returns the
    passage that goes on with the same paragraph.
    """
    whole: list[Candidate] = []
    for one in kept:
        whole += _answer_to(one, wants, going_on) if asks(one) else [one]
    return in_order(whole)


def asks(candidate: Candidate) -> bool:
    """Tell whether a candidate is a question as a speaker asks himself, or says: 再说为什么会慢."""
    return candidate.text.endswith(_ASKED) or _TURNS_TO.match(candidate.text) is not None


def _answer_to(
    asked: Candidate, wants: Wants, going_on: Callable[[Passage], Passage | None]
) -> list[Candidate]:
    """Return the sentences after ``asked`` that answer it; itself where nothing follows."""
    told = _after(asked)
    last = told[-1] if told else asked
    at_end = last.sentence == last.passage.sentences[-1]
    if (
        at_end
        and sum(len(one.text) for one in told) < _LEAST_TOLD
        and (next_ := going_on(last.passage))
    ):
        # "不是的。" ends a passage.
        told += [
            replace(asked, passage=next_, sentence=one, text=worded(next_, one))
            for one in next_.sentences[:2]
            if not worded(next_, one).endswith(_ASKED)
        ]
    if not wants.anything and (fit := next((one for one in told if wants.fits(one.text)), None)):
        return [fit]
    said = 0
    for at, one in enumerate(told, 1):
        said += len(one.text)
        if said >= _LEAST_TOLD and one.text.endswith(("。", "！", "!", ".")):
            return told[:at]
    return told or [asked]


def _after(asked: Candidate) -> list[Candidate]:
    """Return what follows a question in its paragraph, up to the next that is answered."""
    passage = asked.passage
    told: list[Candidate] = []
    end = asked.sentence.end
    for sentence in passage.sentences:
        if sentence.start < end:
            continue
        text = worded(passage, sentence)
        between = passage.text[end - passage.start : sentence.start - passage.start]
        if "\n" in between or (told and text.endswith(_ASKED)):
            break
        end = sentence.end
        if not text.endswith(_ASKED):
            told.append(replace(asked, sentence=sentence, text=text))
    return told


def followed(kept: Sequence[Candidate], told_after: Callable[[str, str], bool]) -> list[Candidate]:
    """Return ``kept``, each with the sentence after it where that tells what was asked for."""
    whole = list(kept)
    for one in kept:
        passage = one.passage
        after = next((s for s in passage.sentences if s.start > one.sentence.start), None)
        if after and told_after(one.text, text := worded(passage, after)):
            whole.append(replace(one, sentence=after, text=text))
    return in_order(whole)


def preceded(kept: Sequence[Candidate], told_before: Callable[[str, str], bool]) -> list[Candidate]:
    """Return ``kept``, each with the sentence before it where that tells what was asked for."""
    whole = list(kept)
    for one in kept:
        ahead = [s for s in one.passage.sentences if s.start < one.sentence.start]
        if ahead and told_before(one.text, text := worded(one.passage, ahead[-1])):
            whole.append(replace(one, sentence=ahead[-1], text=text))
    return in_order(whole)


def with_responsible(kept: Sequence[Candidate]) -> list[Candidate]:
    """Return ``kept``, each with who is responsible where its paragraph says so: 责任单位."""
    whole = list(kept)
    for one in kept:
        passage = one.passage
        for after in passage.sentences:
            between = passage.text[
                one.sentence.end - passage.start : max(after.start - passage.start, 0)
            ]
            text = passage.text[after.start - passage.start : after.end - passage.start]
            if after.start >= one.sentence.end and "\n" not in between and _BODY.search(text):
                whole.append(replace(one, sentence=after, text=text))
                break
    return in_order(whole)


def in_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates in reading order, each sentence once."""
    once = {c.place: c for c in chosen}
    return [once[place] for place in sorted(once)]
