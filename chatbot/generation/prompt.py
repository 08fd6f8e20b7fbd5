"""What a model is told: the question as understood, and numbered excerpts of the briefings."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from chatbot.generation.englished import englished
from chatbot.generation.generator import Message
from chatbot.records import Answer, Citation
from chatbot.settings import Language
from index.context import worded
from index.records import Passage

PROMPTS = resources.files("chatbot") / "prompts"
# Characters of quotations at most, and of all with their neighbours: a model on two processors
# reads some 50 a second.
_MOST, _ROOM = 1500, 200
# Small models miscount 万 and 亿.
_LARGE = 1e4
# A document's own words must not look like the marks of a conversation with a model, nor like the
# numbers of the excerpts.
_TAME = str.maketrans("<>[]{}|", "＜＞［］｛｝｜")


def messages(quoted: Answer, passages: Sequence[Passage], language: Language) -> list[Message]:
    """Return the messages that ask for an answer in ``language`` from what ``quoted`` cites.

    Words of documents and readers stand each on one line, after a number or a label.
    """
    excerpts = []
    for number, (speaker, words) in enumerate(_excerpts(quoted.citations, passages), 1):
        told = f"{speaker}：{words}" if speaker else words
        told = told if language == "zh" else englished(told, _LARGE)
        excerpts.append(f"[{number}] {_line(told)}")
    rules, _, asked = template(language).partition("\n---\n")
    filled = asked.replace("{question}", _line(quoted.question_understood))
    return [
        Message("system", rules.strip()),
        # The excerpts go in last: what they hold is not looked into.
        Message("user", filled.replace("{passages}", "\n".join(excerpts)).strip()),
    ]


@cache
def template(language: Language) -> str:
    """Return the rules and, after a line ``---``, the form that is filled in."""
    return (PROMPTS / f"{language}.txt").read_text(encoding="utf-8")


def _line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split()).translate(_TAME)


def _excerpts(quotes: Sequence[Citation], passages: Sequence[Passage]) -> list[tuple[str, str]]:
    """Return the quotations with their neighbours, each with its speaker, in reading order."""
    kept: dict[tuple[str, int], tuple[str, str]] = {}
    size = 0
    for quote in quotes:
        if size + len(quote.text) > _MOST and kept:
            break
        kept[quote.source, quote.start] = (quote.speaker, quote.text)
        size += len(quote.text)
    for passage in passages:
        for number, sentence in enumerate(passage.sentences):
            beside = passage.sentences[max(0, number - 1) : number + 2]
            if any(_quoted(passage, one.start, one.end, quotes) for one in beside):
                words = worded(passage, sentence)
                known = _quoted(passage, sentence.start, sentence.end, quotes)
                if not known and size + len(words) <= _ROOM:
                    kept[passage.source, sentence.start] = (passage.speaker, words)
                    size += len(words)
    return _joined([(source, start, *kept[source, start]) for source, start in sorted(kept)])


def _quoted(passage: Passage, start: int, end: int, quotes: Sequence[Citation]) -> bool:
    return any(
        quote.source == passage.source and quote.start <= start and end <= quote.end
        for quote in quotes
    )


def _joined(parts: Sequence[tuple[str, int, str, str]]) -> list[tuple[str, str]]:
    """Join what follows on from one another and has one speaker."""
    found: list[tuple[str, str]] = []
    reached: tuple[str, int] = ("", -1)
    for source, start, speaker, words in parts:
        near = source == reached[0] and 0 <= start - reached[1] <= 2
        if near and found[-1][0] == speaker:
            found[-1] = (speaker, f"{found[-1][1]}{words}")
        else:
            found.append((speaker, words))
        reached = (source, start + len(words))
    return found
