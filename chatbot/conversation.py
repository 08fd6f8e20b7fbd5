"""A follow-up becomes a question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot import bases, ellipsis, further, leaning, people
from chatbot.asked_list import ordinal
from chatbot.wording import ASKS
from index.lexical import has_unspaced

History = Sequence[tuple[str, str]]

_OF_THESE = re.compile(r"^其中的?")
_ACCORDING = re.compile(r"^(?:对应|相应)的?")
# Of a very long earlier question its end says what was asked.
_MOST_EARLIER = 300
_DEEPEST = 3
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
        named = _OF_THESE.sub("", ellipsis.named(leaning.opened(self.added)))
        if not named or not has_unspaced(named):
            return bases.rebased(self.text, base)
        asked = None if ellipsis.QUANTITY.search(named) else ellipsis.QUANTITY.search(self.base)
        return bases.rebased(f"{named}{asked[0] if asked else ''}有多少？", base)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question made whole.

    ``sought`` is what to search for, ``focus`` what a follow-up adds to that, "" for nothing;
    ``asking`` are the words that tell what kind of thing is wanted. ``further``: more of the
    same is asked for, or its cause. ``joined``: it is the words of several questions.
    """

    question: str
    sought: str
    asking: str
    topic: Topic
    focus: str = ""
    further: bool = False
    joined: bool = False

    @classmethod
    def alone(cls, question: str, focus: str = "") -> "Understood":
        """Return a question that needs no other."""
        return cls(question, question, question, Topic(question), focus)


def understand(question: str, history: History) -> Understood:
    """Return the question to search for: with what it goes on from, if it does.

    What both name, a period or a place say, is taken from the follow-up.
    """
    if not history:
        return Understood.alone(question)
    question = people.resolved(question, history[-1][1])
    earlier = _last(history)
    if further.asked(question):
        sought = earlier.question
        return Understood(
            f"{sought} {question}", sought, sought, earlier.topic, further=True, joined=True
        )
    if base := bases.asked_only(leaning.opened(question)):
        return Understood.alone(earlier.topic.compared(base))
    if not leaning.goes_on(question):
        return Understood.alone(question)
    if leaning.asks_only_who(question):
        # It was said in answer to the last question, whatever that was.
        said = before(history)
        whole = f"{said} {question}".strip()
        return Understood(whole, said or question, question, earlier.topic, joined=True)
    return _joined(question, earlier.topic)


def before(history: History) -> str:
    """Return the question before, itself made whole from the ones before it."""
    return _made_whole(history).question[-_MOST_EARLIER:]


def _last(history: History) -> Understood:
    """Return the last question that asks for something of its own, made whole."""
    while len(history) > 1 and (
        further.asked(history[-1][0]) or leaning.asks_only_who(history[-1][0])
    ):
        history = history[:-1]
    return _made_whole(history)


def _made_whole(history: History) -> Understood:
    asked = history[-1][0].replace("\0", " ").strip()[-_MOST_EARLIER:]
    asked = asked.encode("utf-8", "replace").decode("utf-8")
    return understand(asked, history[:-1][-_DEEPEST:])


def _joined(question: str, topic: Topic) -> Understood:
    """Return a follow-up with the topic that it goes on from."""
    bare = leaning.opened(question)
    names = ellipsis.named(bare) or ellipsis.named(question)
    changed = ellipsis.filled(topic.text, names or question)
    if names and changed.whole and ellipsis.is_whole(question):
        return Understood.alone(changed.question, "" if has_unspaced(names) else names)
    thing = leaning.names_a_thing(names) if names else not leaning.names_nothing(bare)
    if names and thing and topic.added:
        # Another thing takes the place of the last one.
        topic = Topic(topic.base)
        changed = ellipsis.filled(topic.base, names)
    whole = f"{changed.question} {question}".strip()
    short = len(question) <= _SHORTEST and not ASKS.search(question.rstrip("呢？? "))
    asking = whole if short else question
    base = topic.base if topic.added else changed.question
    kept = f"{topic.added} {question}".strip() if leaning.points_back(bare) else question
    later = Topic(base, kept) if thing else Topic(base, topic.added)
    if ordinal(question):
        # The third one is of the list that the question before found.
        return Understood(whole, topic.text or question, asking, later, joined=True)
    focus = names or _ACCORDING.sub("", question)
    return Understood(whole, whole, asking, later, focus, joined=True)
