"""How many verdicts on claims are right: all, with and without figures, and by alteration."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import get_args

from chatbot import settings
from chatbot.verify.records import Kind
from evaluation import support
from evaluation.support import Outcome


def measures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return precision, recall and F1 of the claims that are told supported, and counts.

    ``doubted`` is the share of the supported claims not told so, ``found`` that of the others told
    not supported. A measure without anything to measure is 1.
    """
    right = sum(one.supported and one.row.supported for one in outcomes)
    told = sum(one.supported for one in outcomes)
    true = sum(one.row.supported for one in outcomes)
    false = len(outcomes) - true
    precision, recall = _share(right, told), _share(right, true)
    both = precision + recall
    return {
        "claims": len(outcomes),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / both if both else 0.0,
        "doubted": 1 - recall,
        "found": _share(false - (told - right), false),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def groups(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Return all outcomes, those of claims with and without figures, and each alteration."""
    found = {
        "all": list(outcomes),
        "with figures": [one for one in outcomes if one.row.has_figures],
        "without figures": [one for one in outcomes if not one.row.has_figures],
    }
    for kind in get_args(Kind):
        found[kind] = [one for one in outcomes if one.row.altered == kind]
    return {name: group for name, group in found.items() if group}


def perform(arguments: argparse.Namespace, show: Callable[[str], None]) -> int:
    """Check the claims of a file, or the bundled ones, and print the measures."""
    from tqdm import tqdm

    rows = support.load(arguments.claims or support.CLAIMS, arguments.split or "")
    with tqdm(total=len(rows), delay=0.5, leave=False, disable=None, file=sys.stderr) as bar:
        outcomes = support.judge(rows, settings.load({}), bar.update)
    if arguments.json:
        found = {name: measures(group) for name, group in groups(outcomes).items()}
        show(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for line in (*table(outcomes), *(failures(outcomes) if arguments.failed else ())):
        show(line)
    return 0


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield the lines of the table of measures."""
    names = ("claims", "precision", "recall", "f1", "doubted", "found")
    yield f"{'':17}" + "".join(f"{name:>11}" for name in names)
    for name, group in groups(outcomes).items():
        row = measures(group)
        altered = name in get_args(Kind)
        cells = [f"{row['claims']:>11}"]
        cells += [f"{'–' if altered and n != 'found' else f'{row[n]:.3f}':>11}" for n in names[1:]]
        yield f"{name:17}" + "".join(cells)


def failures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield lines on every claim whose verdict is wrong."""
    for one in outcomes:
        if one.supported != one.row.supported:
            yield f"\n{one.row.altered or 'true'}: {one.row.claim}"
            for verdict in one.verdicts:
                told = "; ".join(f"{d.kind} {d.claimed} / {d.found}" for d in verdict.differences)
                yield f"  {verdict.status}: {told}"
                yield from (f"  “{evidence.text}”" for evidence in verdict.evidence)
