"""The command ``briefing-eval``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from index.errors import UserError


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = argparse.ArgumentParser(
        prog="briefing-eval", description="Measure how good the answers are, and why."
    )
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)

    run = commands.add_parser("run", help="ask all cases and judge the answers")
    run.add_argument("cases", nargs="?", type=Path, help="cases, .jsonl (default: the bundled ones)")
    run.add_argument("--store", type=Path, metavar="DIR", help="the store (default: your own)")
    run.add_argument("--split", choices=["dev", "test"], help="only cases of this split")
    run.add_argument("--failed", action="store_true", help="list the cases that failed")

    bench = commands.add_parser("bench", help="speed and recall against a plain pipeline")
    bench.add_argument(
        "--characters", type=int, default=200_000, help="text to index (default: 200000)"
    )

    calibrate = commands.add_parser("calibrate", help="fit the confidence on the dev cases")
    calibrate.add_argument("cases", nargs="?", type=Path, help="cases (default: the bundled ones)")
    calibrate.add_argument("--store", type=Path, metavar="DIR", help="the store (default: your own)")
    calibrate.add_argument("--out", type=Path, help="file to write (default: show only)")
    return root


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


if __name__ == "__main__":
    sys.exit(main())
