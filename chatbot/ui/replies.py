"""A conversation as messages of a ``gr.Chatbot``: HTML on one line each, every word escaped."""

from collections.abc import Sequence

from chatbot.language.wording import spoken
from chatbot.records import Answer
from chatbot.settings import Language
from chatbot.ui import sources
from chatbot.ui.labels import LABELS
from chatbot.ui.phrases import PHRASES, Phrases
from chatbot.ui.sources import Line, literal
from chatbot.ui.turns import Turn
from index.canonical import canonical

# A longer question is shown shortened; in the box it stays whole.
_MOST_QUESTION = 1000
# From these probabilities on an answer is called fairly sure and sure.
_SURE = (0.6, 0.85)
Message = dict[str, str]


def show_chat(
    turns: Sequence[Turn], language: Language, *, rated: bool = False, busy: bool = False
) -> list[Message]:
    """Return a conversation as messages; ``rated`` offers verdicts.

    Every question can be changed; only the last turn can be asked again and has suggestions, and
    not while the page is ``busy``.
    """
    messages = []
    for number, turn in enumerate(turns, 1):
        messages.append(message("user", asked(turn.question)))
        if turn.answer:
            shown = reply(turn.answer, sources.lines(turn.answer, number))
        else:
            labels, phrases = LABELS[language], PHRASES[language]
            words = f"<p>{literal(turn.notice)}</p>" if turn.notice else ""
            shown = _aside("notice", labels.notice if turn.notice else phrases.stopped, words)
        last = number == len(turns) and not busy
        messages.append(message("assistant", shown + _tools(turn, number, last, rated, language)))
    return messages


def reply(answer: Answer, lines: Sequence[Line], count: int | None = None) -> str:
    """Return an answer, or its first ``count`` pieces while it grows.

    What is said of it stands in the language of its question, as the answer itself does.
    """
    language = spoken(answer.question)
    labels, phrases = LABELS[language], PHRASES[language]
    growing = count is not None
    shown = ""
    for line in lines:
        pieces = line.pieces if count is None else line.pieces[:count]
        count = None if count is None else count - len(pieces)
        if pieces:
            kind = ' class="point"' if line.point else ""
            shown += f"<p{kind}>{''.join(pieces)}</p>"
    if answer.question_understood.strip() != canonical(answer.question).strip():
        understood = literal(labels.understood.format(answer.question_understood))
        shown = f'<p class="understood">{understood}</p>{shown}'
    kind = " growing" if growing else ""
    if answer.refused:
        why = phrases.reasons.get(answer.reason, labels.refused)
        return _aside(f"refused{kind}", why, shown)
    sure = "" if growing else f'<p class="sure">{literal(_sure(answer.confidence, phrases))}</p>'
    sure += "" if growing else _checked(answer, phrases)
    return f'<div class="reply{kind}">{shown}</div>{sure}'


def searching(language: Language) -> Message:
    """Return the message that stands in for an answer that is being looked for."""
    words = literal(LABELS[language].searching)
    return message("assistant", f'<p class="searching growing">{words}</p>')


def asked(question: str) -> str:
    """Return a question, shortened where it is very long."""
    question = question.strip()
    if len(question) > _MOST_QUESTION:
        question = question[:_MOST_QUESTION] + "…"
    return f'<p class="asked">{literal(question)}</p>'


def message(role: str, content: str) -> Message:
    """Return a message as Gradio wants it."""
    return {"role": role, "content": content}


def _checked(answer: Answer, phrases: Phrases) -> str:
    """Return why an answer is not in a model's words, and its sentences that were withheld."""
    note = f'<p class="sure">{literal(answer.note)}</p>' if answer.note else ""
    if not answer.checks or not answer.checks.withheld:
        return note
    checks = answer.checks
    told = "".join(
        f"<p>{literal(one.said)}"
        + "".join(
            f" · {literal(doubt.claimed)} ≠ {literal(doubt.found or '?')}" for doubt in one.doubts
        )
        + "</p>"
        for one in checks.withheld
    )
    counts = phrases.withheld.format(checks.shown, checks.replaced, checks.dropped)
    return f'{note}<details class="sure"><summary>{literal(counts)}</summary>{told}</details>'


def _sure(confidence: float, phrases: Phrases) -> str:
    # 99.6 % is not certain, and no answer that was given has no chance at all.
    percent = min(99, max(1, round(100 * confidence)))
    return phrases.sure[sum(confidence >= bound for bound in _SURE)].format(f"{percent}%")


def _tools(turn: Turn, number: int, last: bool, rated: bool, language: Language) -> str:
    """Return what can be done with a turn. The id of a button says it to the page's script."""
    phrases = PHRASES[language]
    buttons = ""
    if turn.answer:
        buttons += _button(f"copy-{number}", phrases.copy)
    if last:
        buttons += _button("redo", phrases.retry)
    buttons += _button(f"amend-{number}", phrases.edit)
    if turn.answer and rated:
        for verdict, words in (("up", phrases.useful), ("down", phrases.useless)):
            chosen = turn.verdict == verdict
            words = f"✓ {words}" if chosen else words
            buttons += _button(f"rate-{number}-{verdict}", words, "chosen" if chosen else "")
    shown = f'<div class="acts">{buttons}</div>'
    if last and turn.suggestions:
        offered = "".join(
            _button(f"follow-{place}", question, "suggestion")
            for place, question in enumerate(turn.suggestions)
        )
        label = f'<p class="label">{literal(phrases.follow_up)}</p>'
        shown += f'<div class="next">{label}{offered}</div>'
    return shown


def _button(act: str, words: str, kind: str = "") -> str:
    return f'<button type="button" class="act {kind}" id="{act}">{literal(words)}</button>'


def _aside(kind: str, label: str, shown: str) -> str:
    return f'<div class="{kind}"><p class="label">{literal(label)}</p>{shown}</div>'
