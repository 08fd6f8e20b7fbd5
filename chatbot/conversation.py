"""A follow-up becomes a question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chatbot import comparing
from chatbot.decision import bases
from chatbot.followup import ellipsis, further, items, leaning
from chatbot.language import people
from chatbot.language.wording import ASKS
from chatbot.lists.asked_list import asked_nouns, count, ordinal, which_count
from chatbot.question import courtesy, overview
from index.lexical import has_unspaced

History = Sequence[tuple[str, str]]

_OF_THESE = re.compile(r"^其中的?")
_IT = re.compile(r"^(?:它们?|他们|[这该]个?(?:行业|领域|产业|方面)?)的?")
_ACCORDING = re.compile(r"^(?:对应|相应)的?")
# Of a very long earlier question its end says what was asked.
_MOST_EARLIER = 300
# A conversation is followed back so far.
_MOST_TURNS = 20
# A question no longer than this ("环比呢？") says too little of what is wanted.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Topic:
    """What later questions go on from: a question that stands alone, and what was named since.

    ``added`` is the last follow-up that names another thing, "" for none. What was asked of these
    in between ("都叫什么？") says nothing of what comes next, and is no part of it.
    """

    base: str
    added: str = ""

    @property
    def text(self) -> str:
        """Both, as one question."""
        return f"{self.base} {self.added}".strip()

    def compared(self, base: str) -> str:
        """Return the question for its change against ``base``, 同比 or 环比."""
        added = _OF_THESE.sub("", leaning.opened(self.added))
        named = ellipsis.named(added)
        if not named or not has_unspaced(named):
            return bases.rebased(added if has_unspaced(added) else self.text, base)
        asked = None if ellipsis.QUANTITY.search(named) else ellipsis.QUANTITY.search(self.base)
        return bases.rebased(f"{named}{asked[0] if asked else ''}有多少？", base)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question made whole.

    ``sought`` is what to search for, ``focus`` what a follow-up adds to that, "" for nothing;
    ``asking`` are the words that tell what kind of thing is wanted. ``further``: more of the
    same is asked for, or its cause. ``joined``: it is the words of several questions. ``pair`` are
    the last two questions with a topic, where it is asked how they stand to one another; ``said``
    is the question whose answer somebody said, where it is asked who did. ``again``: what is sought
    was asked before.
    """

    question: str
    sought: str
    asking: str
    topic: Topic
    focus: str = ""
    further: bool = False
    joined: bool = False
    pair: tuple["Understood", "Understood"] | None = None
    said: "Understood | None" = None
    again: bool = False

    @classmethod
    def alone(cls, question: str, focus: str = "") -> "Understood":
        """Return a question that needs no other."""
        return cls(question, question, question, Topic(question), focus)


def understand(question: str, history: History) -> Understood:
    """Return the question to search for: with what it goes on from, if it does.

    What both name, a period or a place say, is taken from the follow-up.
    """
    return _heard(history).understood(question)


def leaned(question: str, history: History) -> Understood:
    """Return the question to search for if it goes on from the last topic, though it may not."""
    topics = _heard(history).topics
    return _joined(question, topics[-1].topic) if topics else Understood.alone(question)


def before(history: History) -> str:
    """Return the question before, itself made whole from the ones before it; thanks are none."""
    last = _heard(history).last
    return last.question[-_MOST_EARLIER:] if last else ""


def _heard(history: History) -> "_Heard":
    heard = _Heard()
    for asked, answered in history[-_MOST_TURNS:]:
        heard.add(_cleaned(asked), answered)
    return heard


def _cleaned(asked: str) -> str:
    asked = asked.replace("\0", " ").strip()[-_MOST_EARLIER:]
    return asked.encode("utf-8", "replace").decode("utf-8")


@dataclass(slots=True)
class _Heard:
    """A conversation so far.

    ``topics`` are the questions that have one, ``last`` is the last of all and ``answer`` what was
    answered; ``listed`` is the last that was answered with a list, unless things were ``named`` in
    a row since; ``dealt`` is what a briefing deals with, where that was just told.
    """

    topics: list[Understood] = field(default_factory=list)
    last: Understood | None = None
    listed: Understood | None = None
    answer: str = ""
    named: list[str] = field(default_factory=list)
    dealt: list[str] = field(default_factory=list)

    def add(self, asked: str, answered: str) -> None:
        """Take in a question and its answer; thanks change nothing, nor does what names nothing."""
        if courtesy.only(asked):
            return
        if overview.asks(asked) or overview.of_somebody(asked):
            self.dealt, self.answer = items.numbered(answered), asked
            return
        self.last = self.understood(asked)
        self.dealt = []
        # Who said so, and what else, is asked of what stays the topic.
        stays = self.last.pair or further.asked(asked) or leaning.asks_only_who(asked)
        if not self.topics or not stays:
            self.topics.append(self.last)
        self.answer = answered
        lists = items.is_list(answered) or count(asked) or which_count(asked) or asked_nouns(asked)
        # Who asks for a point of a list goes on with that list.
        if lists and not (self.listed and ordinal(asked)):
            self.listed, self.named = self.last, []
        elif not ordinal(asked) and (named := items.named(answered)):
            self.listed, self.named = None, named

    def understood(self, question: str) -> Understood:
        """Return a question made whole from those before."""
        if self.dealt and (pointed := self._pointed_at(question)):
            return Understood.alone(pointed)
        if not self.topics or self.last is None or courtesy.only(question):
            return Understood.alone(question)
        topic = self.topics[-1]
        question = people.resolved(leaning.taken_up(question), self.answer)
        named = items.resolved(question, self.last.question, self.named)
        if named != question:
            return Understood.alone(named)
        if len(self.topics) > 1 and comparing.asks_of_two(question):
            pair = self.topics[-2], topic
            # "And ports?" is already told with what it goes on from.
            first = "" if topic.question.startswith(pair[0].question) else pair[0].question
            whole = f"{first} {topic.question} {question}".strip()
            return replace(topic, question=whole, asking=question, joined=True, pair=pair)
        if further.asked(question):
            sought = topic.question[-_MOST_EARLIER:]
            return Understood(
                f"{sought} {question}", sought, sought, topic.topic, further=True, joined=True
            )
        if base := bases.asked_only(leaning.opened(question)):
            return Understood.alone(topic.topic.compared(base))
        if not leaning.goes_on(question):
            return Understood.alone(question)
        if leaning.asks_only_who(question):
            # It was said in answer to the last question, whatever that was.
            sought = self.last.question[-_MOST_EARLIER:]
            whole = f"{sought} {question}".strip()
            return Understood(
                whole, sought or question, question, topic.topic, joined=True, said=self.last
            )
        if ordinal(question) and self.listed:
            # The third one is of the list that was found last.
            listed = self.listed
            whole = f"{listed.question[-_MOST_EARLIER:]} {question}"
            later = _joined(question, topic.topic).topic
            return replace(listed, question=whole, topic=later, joined=True, again=True)
        return _joined(question, topic.topic)

    def _pointed_at(self, question: str) -> str:
        """Return what ``question`` points at of what was dealt with, or of whom it asks the same.

        "" where it does neither.
        """
        nth = ordinal(question)
        if 0 < nth <= len(self.dealt) and overview.names_nothing(overview.without_place(question)):
            return self.dealt[nth - 1]
        name = people.alone(leaning.opened(question))
        return f"{name}讲了什么？" if name else ""


def _joined(question: str, topic: Topic) -> Understood:
    """Return a follow-up with the topic that it goes on from."""
    bare = leaning.opened(question)
    if ordinal(question) and ordinal(topic.added):
        # Another point of the same list.
        topic = Topic(topic.base)
    if leaning.asks_what_next(bare) and (about := ellipsis.thing(topic.text)):
        # What was asked of the thing so far, how much it grew, is not asked of what comes next.
        whole = f"{about}{_IT.sub('', bare)}"
        return Understood(whole, whole, question, topic, bare, joined=True)
    names = ellipsis.named(bare) or ellipsis.named(question)
    changed = ellipsis.filled(topic.text, names or question)
    if names and topic.added:
        # 小学…？ 那初中的高峰…？ 高中呢？ takes the place of both.
        last = ellipsis.filled(topic.added, names)
        if last.whole and topic.added in changed.question:
            both = changed.question.replace(topic.added, last.question)
            changed = replace(changed, question=both)
    if names and changed.whole and ellipsis.is_whole(question):
        return Understood.alone(changed.question, names)
    if names:
        thing = leaning.names_a_thing(names, topic.base)
    else:
        thing = leaning.says_of_what(bare) and not leaning.names_nothing(bare, question)
    if names and thing and topic.added:
        # Another thing takes the place of the last one.
        topic = Topic(topic.base)
        changed = ellipsis.filled(topic.base, names)
    whole = f"{changed.question} {question}".strip()
    # "And exports?" asks what was asked before.
    elliptic = len(question) <= _SHORTEST or (names and ellipsis.is_whole(question))
    asking = whole if elliptic and not ASKS.search(question.rstrip("呢？? ")) else question
    base = topic.base if topic.added else changed.question
    later = Topic(base, question) if thing else Topic(base, topic.added)
    if ordinal(question):
        # The third one is of the list that the question before found.
        return Understood(whole, topic.text or question, asking, later, joined=True)
    focus = names or _ACCORDING.sub("", question)
    return Understood(whole, whole, asking, later, focus, joined=True)
