"""What each command of ``briefing-eval`` does."""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from chatbot import assemble, settings
from chatbot.answer import Answerer
from evaluation import cases, chosen, metrics, report, run, studies, written
from evaluation.chosen import BUNDLED
from index.search import Index
from index.words.glossary import Glossary

FIGURES = resources.files("evaluation") / "data" / "figures.jsonl"


def perform(arguments: argparse.Namespace) -> int:
    """Run the command that ``arguments`` name and return the exit status.

    Raises:
        UserError: whatever the user can mend.
    """
    return _COMMANDS[arguments.command](arguments)


def _run(arguments: argparse.Namespace) -> int:
    from tqdm import tqdm

    names = ("store", "answerer", "llm_file", "llm_url", "llm_model")
    given = settings.load({name: getattr(arguments, name) for name in names})
    write = assemble.writing(given)
    index = assemble.searcher(given)
    asked = chosen.load(arguments.cases or BUNDLED, arguments.split or "", chosen.texts(index))
    asked = asked[:: arguments.every]
    made = _manifest(arguments, given, index, len(asked)) if arguments.out else None
    started = time.perf_counter()
    with tqdm(total=len(asked), delay=0.5, leave=False, disable=None, file=sys.stderr) as bar:
        answerer = Answerer(index, given.k, write(index) if write else None)
        results = run.run(answerer, asked, bar.update)
    seconds = round(time.perf_counter() - started, 1)
    _print_table(results)
    for line in written.lines(results):
        _print(line)
    if arguments.failed:
        _print_failed(results)
    if made:
        _keep(results, replace(made, seconds=seconds), arguments.out)
    return 0


def _manifest(
    arguments: argparse.Namespace, given: settings.Settings, index: Index, asked: int
) -> report.Manifest:
    """Describe the run, and make sure before it that its report can be kept."""
    report.prepare(arguments.out)
    file = arguments.cases or BUNDLED
    return report.Manifest.of(index, given, arguments.store, file, asked, arguments.split or "")


def _keep(results: Sequence[run.Result], made: report.Manifest, out: Path) -> None:
    from evaluation import html

    kept = report.Report.of(results, made)
    kept.save(out / "report.json")
    report.write(out / "report.html", html.page(kept))
    _print(f"wrote {out / 'report.json'} and {out / 'report.html'}")


_SHOWN = (
    "recall@5", "accuracy", "cited", "citation precision", "citation recall", "refusal recall",
    "false refusal", "figure faithfulness", "leading figure",
)  # fmt: skip


def _print_table(results: Sequence[run.Result]) -> None:
    _print(f"{'kind':14}{'cases':>7}" + "".join(name.rjust(len(name) + 3) for name in _SHOWN))
    for kind, row in metrics.table(results).items():
        cases = len([r for r in results if kind in ("all", r.case.kind)])
        cells = [(name, row[name]) for name in _SHOWN]
        _print(
            f"{kind:14}{cases:7}"
            + "".join(
                ("–" if found is None else f"{found.value:.3f}").rjust(len(name) + 3)
                for name, found in cells
            )
        )
    times = metrics.latency(results)
    _print(f"latency: median {times['p50']:.0f} ms, 95th percentile {times['p95']:.0f} ms")


def _print_failed(results: Sequence[run.Result]) -> None:
    for result in results:
        if not result.right:
            lacks = " + ".join("/".join(group) for group in result.missed)
            _print(f"\n{result.case.id} {result.case.kind}: {result.case.question}")
            if result.answer.refused:
                _print("  should have been answered")
            else:
                _print(f"  lacks: {lacks}" if lacks else "  should have been refused")
            _print("  " + result.answer.text.replace("\n", "\n  "))


def _bench(arguments: argparse.Namespace) -> int:
    from evaluation.bench import bench

    given = settings.load({})
    briefing = assemble.bundled_briefings()[0]
    asked = cases.load(BUNDLED)
    rows = bench(briefing, asked, given.cache, given.passage_size, arguments.characters, _tell)
    _print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    _print(f"{'':18}{'ours':>10}{'plain':>10}{'ahead':>9}")
    for row in rows:
        _print(f"{row.name:18}{row.ours:10.3g}{row.plain:10.3g}{row.better:8.2f}x  {row.unit}")
    return 0


def _crowd(arguments: argparse.Namespace) -> int:
    from evaluation import crowd

    return crowd.perform(arguments, [case.question for case in cases.load(BUNDLED)], _print)


def _benchmark(arguments: argparse.Namespace) -> int:
    from evaluation import asking, benchmarks

    given = settings.load({"encoder": arguments.encoder})
    limits = (arguments.limit, arguments.seed)
    with asking.folder(arguments.out) as out:
        setup = asking.Setup(
            assemble.encoder(given),
            given.passage_size,
            given.k,
            out,
            _tell,
            *limits,
            glossary=Glossary(given.cache),
        )
        if arguments.command == "retrieval":
            scores = benchmarks.retrieve(arguments.data, arguments.split, arguments.k, setup)
        else:
            scores = benchmarks.read(arguments.data, setup)
        for line in scores.lines():
            _print(line)
    return 0


def _figures(arguments: argparse.Namespace) -> int:
    return studies.perform_figures(arguments, Path(str(FIGURES)), _print)


def _support(arguments: argparse.Namespace) -> int:
    from evaluation import support_scores

    return support_scores.perform(arguments, _print)


def _gate(arguments: argparse.Namespace) -> int:
    return studies.perform_gate(arguments, BUNDLED, _print)


def _compare(arguments: argparse.Namespace) -> int:
    return studies.perform_compare(arguments, _print)


def _export(arguments: argparse.Namespace) -> int:
    return studies.perform_export(arguments)


def _ablate(arguments: argparse.Namespace) -> int:
    return studies.perform_ablate(arguments, _print)


def _sweep(arguments: argparse.Namespace) -> int:
    return studies.perform_sweep(arguments, _print)


def _calibrate(arguments: argparse.Namespace) -> int:
    return studies.perform_calibrate(arguments, _print)


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "bench": _bench,
    "crowd": _crowd,
    "calibrate": _calibrate,
    "figures": _figures,
    "support": _support,
    "gate": _gate,
    "compare": _compare,
    "export": _export,
    "ablate": _ablate,
    "sweep": _sweep,
    "retrieval": _benchmark,
    "reading": _benchmark,
}
