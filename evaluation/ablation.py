"""What each mechanism of the answers is worth: the same cases with one of them switched off."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

from chatbot import answer, extract, seeking
from chatbot.answer import Answerer
from chatbot.decision import confidence
from chatbot.decision.checks import Checks
from chatbot.decision.confidence import Judgement
from chatbot.decision.constraints import Conflicts
from chatbot.language.subjects import Subjects
from chatbot.question.wants import Wants
from chatbot.seeking import Seeker
from evaluation import metrics
from evaluation.cases import Case
from evaluation.run import run
from index import search
from index.encode import Encoder
from index.search import Index
from index.store import Store
from index.words import everyday
from index.words.glossary import Glossary

MEASURES = ("accuracy", "citation recall", "refusal recall", "false refusal", "figure faithfulness")
Row = tuple[str, Mapping[str, float | None]]
_Switch = Callable[[], AbstractContextManager[Any]]
_NO_DICTIONARY = "no dictionary for English"
_ANSWERED = Judgement(1.0, "")
_WANTS = Wants.of
_LOOK_UP = Seeker.look_up


def _instead(place: object, name: str, other: Callable[..., Any]) -> _Switch:
    return partial(patch.object, place, name, other)


def _weighted(module: Any, **weights: float) -> _Switch:  # noqa: ANN401
    """Return a switch that ranks with other weights of ``module``."""
    changed = replace(module.Weights(), **weights)
    return _instead(module, "Weights", lambda: changed)


def _nobody(question: str) -> Wants:
    return replace(_WANTS(question), speaker=False)


# Nothing is fitted anew: the table says what the shipped weights lose.
SWITCHES: Mapping[str, _Switch] = {
    "everything": nullcontext,
    "no BM25": _weighted(search, lexical=0.0),
    "no nearest passage": _weighted(search, passage=0.0),
    _NO_DICTIONARY: nullcontext,
    "no words shared, in the ranking": _weighted(extract, overlap=0.0, before=0.0),
    "no wanted figure or date, in the ranking": _weighted(extract, fits=0.0),
    "no periods and contrasts, in the ranking": _weighted(extract, elsewhen=0.0, excluded=0.0),
    "no history": _instead(
        Seeker, "look_up", lambda seeker, asked, _, **how: _LOOK_UP(seeker, asked, (), **how)
    ),
    "no whole lists": _instead(answer, "chosen", lambda *_: None),
    "no parts of a question": _instead(answer, "parts", lambda question: [question]),
    "no speakers": _instead(Wants, "of", _nobody),
    "no figure said first": _instead(answer, "leading", lambda *_: ""),
    "no other sentence, where the best contradicts": _instead(
        Checks, "settled", lambda _, question, found, *__: found
    ),
    "no conflicts": _instead(Checks, "conflicts", lambda *_: Conflicts()),
    "no unknown subjects": _instead(Subjects, "says", lambda *_: True),
    "no sign of just what is asked": _instead(Checks, "fits", lambda *_: False),
    "no official words for everyday ones": _instead(everyday, "said", lambda _: iter(())),
    "no English words put in Chinese": _instead(Index, "in_chinese", lambda _, question: question),
    "no abbreviations": _instead(seeking, "written_out", lambda question, _: question),
    "no refusal": _instead(confidence, "judge", lambda *_: _ANSWERED),
}


def ablate(
    store: Store,
    encoder: Encoder,
    glossary: Glossary,
    k: int,
    cases: Sequence[Case],
    told: Callable[[], object] | None = None,
) -> Iterator[Row]:
    """Yield the name of each mechanism and the ``MEASURES`` without it; the first row has all.

    ``told`` is called after each case of each row. While a row is made, no other thread may answer:
    the mechanism is switched off for the whole process.
    """
    for name, switch in SWITCHES.items():
        with switch():
            index = Index(store, encoder, None if name == _NO_DICTIONARY else glossary)
            results = run(Answerer(index, k), cases, told)
        scored = {each: metrics.estimate(results, metrics.MEASURES[each]) for each in MEASURES}
        yield name, {each: one.value if one else None for each, one in scored.items()}


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [f"| | {' | '.join(MEASURES)} |", f"|{'---|' * (len(MEASURES) + 1)}"]
    for name, values in rows:
        cells = ("–" if (value := values[m]) is None else f"{value:.3f}" for m in MEASURES)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)
