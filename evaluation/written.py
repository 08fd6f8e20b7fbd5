"""What became of a language model's sentences in a run."""

from collections.abc import Iterator, Sequence
from statistics import median

from evaluation.invented import invented
from evaluation.run import Result


def lines(results: Sequence[Result]) -> Iterator[str]:
    """Yield what is to be said of the answers that a model had a part in; nothing for none."""
    checks = [result.answer.checks for result in results if result.answer.checks]
    if not checks:
        return
    yield (
        f"{len(checks)} answers by the model: {sum(one.shown for one in checks)} of its sentences "
        f"shown, {sum(one.replaced for one in checks)} replaced, "
        f"{sum(one.dropped for one in checks)} dropped, {sum(one.added for one in checks)} "
        "quotations added"
    )
    alone = sum(not one.shown for one in checks)
    yield f"{alone} answers in quotations alone: the model failed, or nothing of it passed"
    lacking = [words for result in results for words in invented(result.answer)]
    yield f"figures that their citation lacks: {len(lacking)} {' '.join(lacking)}".rstrip()
    first = [one.first for one in checks if one.first is not None]
    if first:
        yield f"first checked sentence: median {median(first):.1f} s, longest {max(first):.1f} s"
