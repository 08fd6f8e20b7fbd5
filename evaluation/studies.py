"""The commands on top of runs: gate, compare, export, ablate and sweep."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from chatbot import assemble, settings
from chatbot.answer import Answerer
from evaluation import cases, chosen, compare, exports, figure_cases, gate, sweep
from evaluation.report import Report, write
from evaluation.run import Result, run
from index import build, encode
from index.encode import Encoder
from index.search import Index
from index.store import Store
from index.words.glossary import Glossary

Print = Callable[[str], None]
# Characters of an answer shown in a comparison.
_SHORT = 120


def perform_gate(arguments: argparse.Namespace, bundled: Path, show: Print) -> int:
    """Ask the bundled test cases over the bundled briefing; 1 if a guarded measure fell."""
    asked = [case for case in cases.load(bundled) if case.split == "test"]
    with _answerer(assemble.bundled_briefings()) as answerer:
        results = run(answerer, asked)
    if arguments.update:
        return _update(results, show)
    checks = gate.check(results, gate.baseline())
    show(f"{'measure':22}{'baseline':>10}{'now':>8}{'may differ':>12}")
    for one in checks:
        verdict = "" if one.passed else "  worse"
        show(f"{one.measure:22}{one.baseline:10.3f}{one.found:8.3f}{one.tolerance:12.3f}{verdict}")
    return 0 if all(one.passed for one in checks) else 1


def perform_calibrate(arguments: argparse.Namespace, show: Print) -> int:
    """Fit the confidence on the cases that may be tuned on, each over its own briefings."""
    from evaluation import calibrate

    with ExitStack() as stack:
        sets = []
        for one in chosen.TUNED:
            asked = [case for case in cases.load(one.cases) if case.split in one.splits]
            paths = one.briefings or assemble.bundled_briefings()
            sets.append((stack.enter_context(_answerer(paths)), asked))
        fitted = calibrate.fit(sets)
    text = json.dumps(fitted.data, indent=1) + "\n"
    if arguments.out:
        write(arguments.out, text)
    show(f"fitted on {fitted.questions} questions\n{text}")
    return 0


@contextmanager
def _answerer(paths: Sequence[Path]) -> Iterator[Answerer]:
    """Give an answerer with the default settings over ``paths``, in a store of its own."""
    given = settings.load({"encoder": encode.BUNDLED})
    with tempfile.TemporaryDirectory() as folder:
        model = assemble.encoder(given)
        store = Path(folder) / "store"
        build.index_paths(paths, store, model, given.passage_size)
        index = Index(Store.open(store), model, Glossary(given.cache))
        yield Answerer(index, given.k)
        index.store.close()


def _update(results: Sequence[Result], show: Print) -> int:
    text = json.dumps(gate.measured(results), indent=1) + "\n"
    Path(str(gate.BASELINE)).write_text(text, encoding="utf-8")
    show(text)
    return 0


def perform_compare(arguments: argparse.Namespace, show: Print) -> int:
    """Print the paired differences of two reports and the cases that flipped."""
    first, second = (_report(path) for path in (arguments.first, arguments.second))
    found = compare.compare(first.rows, second.rows)
    show(f"{found.cases} cases in both")
    for which, names in (("A", found.only_first), ("B", found.only_second)):
        if names:
            show(f"{len(names)} only in {which}: {', '.join(names[:10])}")
    show(f"{'measure':22}{'A':>9}{'B':>9}{'B - A':>9}   95 % interval")
    for one in found.differences:
        sure = "  *" if one.is_sure else ""
        show(
            f"{one.measure:22}{one.first:9.3f}{one.second:9.3f}{one.second - one.first:+9.3f}"
            f"   {one.low:+.3f} to {one.high:+.3f}{sure}"
        )
    for words, pairs in (("right only in B", found.mended), ("right only in A", found.broken)):
        show(f"\n{words}: {len(pairs)}")
        for before, after in pairs:
            show(f"  {before.case.id} {before.case.kind}: {before.case.question}")
            show(f"    A: {_short(before)}\n    B: {_short(after)}")
    return 0


def perform_export(arguments: argparse.Namespace) -> int:
    """Write a report's rows in the shape that another tool reads."""
    shapes = {
        "ragas": exports.ragas,
        "csv": exports.table,
        "trec-run": exports.trec_run,
        "trec-qrels": exports.trec_qrels,
    }
    text = shapes[arguments.format](_report(arguments.report).rows)
    if arguments.out:
        write(arguments.out, text)
    else:
        sys.stdout.write(text)
    return 0


def _report(path: Path) -> Report:
    return Report.load(path / "report.json" if path.is_dir() else path)


def _short(result: Result) -> str:
    text = " ".join(result.answer.text.split())
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"


def perform_figures(arguments: argparse.Namespace, bundled: Path, show: Print) -> int:
    """Find the figures of labelled sentences and print how many are right.

    Raises:
        UserError: the table cannot be read.
    """
    rows = figure_cases.load(arguments.table or bundled)
    if arguments.split:
        rows = [row for row in rows if row.split == arguments.split]
    outcomes = figure_cases.judge(rows)
    for line in figure_cases.table(outcomes):
        show(line)
    for line in figure_cases.failures(outcomes) if arguments.failed else ():
        show(line)
    return 0


def perform_ablate(arguments: argparse.Namespace, show: Print) -> int:
    """Ask the cases with each mechanism switched off and print a Markdown table."""
    from tqdm import tqdm

    from evaluation import ablation

    given = settings.load({"store": arguments.store})
    index = assemble.searcher(given)
    file = arguments.cases or chosen.BUNDLED
    asked = chosen.load(file, arguments.split or "", chosen.texts(index))
    total = len(asked) * len(ablation.SWITCHES)
    with tqdm(total=total, leave=False, disable=None, file=sys.stderr) as bar:
        glossary = Glossary(given.cache)
        rows = ablation.ablate(index.store, index.encoder, glossary, given.k, asked, bar.update)
        text = ablation.table(list(rows))
    show(text)
    return 0


def perform_sweep(arguments: argparse.Namespace, show: Print) -> int:
    """Ask the cases over a grid of settings and print a table; ``--out`` keeps it, with a plot."""
    from tqdm import tqdm

    given = settings.load({"store": arguments.store})
    index = assemble.searcher(given)
    file = arguments.cases or chosen.BUNDLED
    asked = chosen.load(file, arguments.split or "", chosen.texts(index))
    index.store.close()
    points = sweep.grid(
        arguments.encoder or [given.encoder],
        arguments.passage_size or [given.passage_size],
        arguments.k or [given.k],
        arguments.lexical or [0.5],
    )

    def load(name: str) -> Encoder:
        return encode.load(name, given.cache, None, None)

    with tqdm(total=len(points), leave=False, disable=None, file=sys.stderr) as bar:
        scored = sweep.sweep(given.store, points, asked, load, bar.update)
    show(
        f"{'encoder':12}{'size':>6}{'k':>4}{'lexical':>9}"
        + "".join(m.rjust(max(5, len(m)) + 2) for m in sweep.MEASURES)
    )
    for row in scored:
        at = row.point
        cells = [
            ("–" if row.scores[m] is None else f"{row.scores[m]:.3f}").rjust(max(5, len(m)) + 2)
            for m in sweep.MEASURES
        ]
        show(f"{at.encoder[-11:]:12}{at.passage_size:6}{at.k:4}{at.lexical:9.2f}" + "".join(cells))
    if arguments.out:
        _keep(scored, arguments.out, arguments.measure, show)
    return 0


def _keep(scored: Sequence[sweep.Scored], out: Path, measure: str, show: Print) -> None:
    from evaluation import heatmap

    out.mkdir(parents=True, exist_ok=True)
    rows = [row.as_dict() for row in scored]
    (out / "sweep.json").write_text(
        json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    (out / "sweep.svg").write_text(heatmap.draw(scored, measure), encoding="utf-8")
    show(f"wrote {out / 'sweep.json'} and {out / 'sweep.svg'}")
