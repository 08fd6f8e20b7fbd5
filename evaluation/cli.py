"""The command ``briefing-eval``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from chatbot.cli import drop_output
from index.errors import UserError


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = argparse.ArgumentParser(
        prog="briefing-eval", description="Measure how good the answers are, and why."
    )
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)

    run = commands.add_parser("run", help="ask all cases and judge the answers")
    run.add_argument("cases", nargs="?", type=Path, help="cases, .jsonl (default: bundled ones)")
    run.add_argument("--store", type=Path, metavar="DIR", help="the store (default: your own)")
    run.add_argument("--split", metavar="NAME", help="only cases of this split")
    run.add_argument("--failed", action="store_true", help="list the cases that failed")
    run.add_argument("--out", type=Path, metavar="DIR", help="keep report.json and report.html")
    run.add_argument(
        "--every", type=_positive, default=1, metavar="N", help="only every Nth case (default: 1)"
    )
    run.add_argument(
        "--answerer", choices=["extractive", "llm"], default="extractive",
        help="quotations, or a language model's checked words (default: extractive)",
    )  # fmt: skip
    run.add_argument("--llm-url", metavar="URL", help="a model server's address, up to /v1")
    run.add_argument("--llm-model", metavar="NAME", help="the model's name there")
    run.add_argument("--llm-file", metavar="FILE", help="a model on this machine, .gguf")

    figures = commands.add_parser("figures", help="find the figures of labelled sentences")
    figures.add_argument(
        "table", nargs="?", type=Path, metavar="FILE", help="rows, .jsonl (default: bundled)"
    )
    figures.add_argument("--split", choices=["dev", "test"], help="only rows of this split")
    figures.add_argument("--failed", action="store_true", help="list what is missed or wrong")

    support = commands.add_parser("support", help="check claims against passages or briefings")
    support.add_argument(
        "claims", nargs="?", type=Path, metavar="FILE", help="rows, .jsonl (default: bundled)"
    )
    support.add_argument("--split", metavar="NAME", help="only rows of this split")
    support.add_argument("--failed", action="store_true", help="list the wrong verdicts")
    support.add_argument("--json", action="store_true", help="print the measures as JSON")

    bench = commands.add_parser("bench", help="speed and recall against a plain pipeline")
    bench.add_argument(
        "--characters", type=int, default=100_000, help="text to index (default: 100000)"
    )

    crowd = commands.add_parser("crowd", help="let several people ask a running page at once")
    crowd.add_argument(
        "address", nargs="?", default="http://127.0.0.1:7860",
        help="the page (default: http://127.0.0.1:7860)",
    )  # fmt: skip
    crowd.add_argument("--people", type=int, default=20, help="how many ask (default: 20)")
    crowd.add_argument("--rounds", type=int, default=3, help="how often they do (default: 3)")

    calibrate = commands.add_parser("calibrate", help="fit the confidence on the bundled cases")
    calibrate.add_argument("--out", type=Path, help="file to write (default: show only)")
    _add_studies(commands)
    _add_benchmarks(commands)
    return root


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise ValueError
    return number


def _add_studies(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    gate = commands.add_parser("gate", help="fail if the answers got worse than the baseline")
    gate.add_argument("--update", action="store_true", help="write what is measured as baseline")

    compare = commands.add_parser("compare", help="what differs between two runs")
    compare.add_argument("first", type=Path, metavar="A", help="report.json, or its folder")
    compare.add_argument("second", type=Path, metavar="B", help="report.json, or its folder")

    export = commands.add_parser("export", help="write a run in the shape of another tool")
    export.add_argument("report", type=Path, help="report.json, or its folder")
    export.add_argument(
        "--format", choices=["ragas", "csv", "trec-run", "trec-qrels"], default="ragas",
        help="shape of the rows (default: ragas)",
    )  # fmt: skip
    export.add_argument("--out", type=Path, metavar="FILE", help="file (default: standard output)")

    ablate = commands.add_parser("ablate", help="switch off one mechanism at a time")
    sweep = commands.add_parser("sweep", help="ask the cases over a grid of settings")
    for command in (ablate, sweep):
        command.add_argument("cases", nargs="?", type=Path, help="cases, .jsonl (default: bundled)")
        command.add_argument("--store", type=Path, metavar="DIR", help="the store (default: own)")
        command.add_argument("--split", metavar="NAME", help="only cases of this split")
    sweep.add_argument("--encoder", nargs="+", metavar="MODEL", help="embedding models")
    sweep.add_argument("--passage-size", nargs="+", type=int, metavar="N", help="passage sizes")
    sweep.add_argument("-k", nargs="+", type=int, metavar="N", help="numbers of passages")
    sweep.add_argument("--lexical", nargs="+", type=float, metavar="W", help="weights of BM25")
    sweep.add_argument("--measure", default="accuracy", help="what the plot shows")
    sweep.add_argument("--out", type=Path, metavar="DIR", help="keep table and heat-map")


def _add_benchmarks(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    retrieval = commands.add_parser("retrieval", help="search a corpus in the layout of BEIR")
    retrieval.add_argument("data", type=Path, metavar="DIR", help="corpus, queries and qrels")
    retrieval.add_argument("--split", help="judgements to use (default: the only ones, or test)")
    retrieval.add_argument("-k", type=int, default=10, help="documents kept a query (default: 10)")
    reading = commands.add_parser("reading", help="answer questions in the shape of SQuAD")
    reading.add_argument("data", type=Path, metavar="FILE", help="paragraphs and questions, JSON")
    for command in (retrieval, reading):
        command.add_argument("--limit", type=int, metavar="N", help="ask N questions, by chance")
        command.add_argument("--seed", type=int, default=0, help="which N questions (default: 0)")
        command.add_argument(
            "--out", type=Path, metavar="DIR", help="keep index, rows and report, to go on later"
        )
        command.add_argument("--encoder", metavar="MODEL", help="the model (default: the setting)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 the user can mend it, 2 usage."""
    arguments = parser().parse_args(argv)
    from evaluation import commands

    try:
        return commands.perform(arguments)
    except UserError as error:
        print(f"briefing-eval: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (briefing-eval figures | head): no error of ours.
        drop_output()
        return 0


if __name__ == "__main__":
    sys.exit(main())
