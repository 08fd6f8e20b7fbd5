"""The command ``briefing``. Nothing heavy is imported before the arguments are understood."""

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.complain import complain
from index.errors import UserError

if TYPE_CHECKING:
    from chatbot.opening import Tabs

_EPILOG = """examples:
  briefing ask "截至3月底，全国5G基站总数是多少？"
  briefing index report.pdf notes/ --store my-store
  briefing search "算力" -k 5 --store my-store
  briefing verify draft.docx
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = argparse.ArgumentParser(
        prog="briefing",
        description="Ask press briefings; every sentence of an answer cites its place.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)

    index = _command(commands, "index", "add, update, list or remove documents of a store")
    what = index.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        default=[],
        help="files or folders: .txt .md .html .pdf .docx .jsonl",
    )
    what.add_argument("--list", action="store_true", help="list the documents")
    what.add_argument("--remove", nargs="+", metavar="SOURCE", help="remove these documents")
    what.add_argument(
        "--rebuild", action="store_true", help="cut and encode the stored documents again"
    )
    index.add_argument("--passage-size", type=int, metavar="N", help="characters in a passage")
    _encoder(index)

    search = _command(commands, "search", "show the passages nearest to a question")
    search.add_argument("question", help="a question in Chinese or English")
    search.add_argument("-k", type=int, metavar="N", help="number of passages (default: 10)")
    search.add_argument("--json", action="store_true", help="print one JSON object a passage")
    _encoder(search)

    ask = _command(commands, "ask", "answer a question with quotations and their places")
    asked = ask.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", help="a question in Chinese or English")
    asked.add_argument(
        "--questions", type=Path, metavar="FILE", help='.jsonl rows {"id", "question", "history"}'
    )
    ask.add_argument("-k", type=int, metavar="N", help="number of passages to look at")
    ask.add_argument("--json", action="store_true", help="print one JSON object an answer")
    _encoder(ask)
    _model(ask)

    verify = _command(commands, "verify", "check each sentence of a text against the briefings")
    verify.add_argument("text", metavar="TEXT", help="a text, a file, or - for standard input")
    verify.add_argument("--json", action="store_true", help="print one JSON object a sentence")
    _encoder(verify)

    show = _command(commands, "show", "print the stored text of a document")
    show.add_argument("source", help="the document's name, as `briefing index --list` shows it")

    figures = _command(commands, "figures", "list the figures of the stored documents")
    figures.add_argument(
        "source", nargs="?", default="", help="only this document, as `briefing index --list` shows"
    )
    shape = figures.add_mutually_exclusive_group()
    shape.add_argument("--csv", action="store_true", help="print a CSV table")
    shape.add_argument("--json", action="store_true", help="print one JSON object a figure")

    words = "list what readers think of answers, as the page noted it"
    feedback = commands.add_parser("feedback", help=words, description=f"L{words[1:]}.")
    feedback.add_argument(
        "--cases", action="store_true", help="print cases for briefing-eval, a JSON object each"
    )

    serve = _command(commands, "serve", "open the chat page")
    serve.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    serve.add_argument(
        "--port", type=int, help="port to listen on, 0 for a free one (default: 7860)"
    )
    serve.add_argument("--language", choices=["zh", "en"], help="language of the page's labels")
    serve.add_argument(
        "--read-only", action="store_true", help="show the briefings, but let nobody change them"
    )
    serve.add_argument(
        "--auth", metavar="USER:PASSWORD", help="ask for it (better: set BRIEFING_AUTH)"
    )
    serve.add_argument(
        "--root-path", metavar="PATH", help="path or address of the page behind a reverse proxy"
    )
    serve.add_argument("-k", type=int, metavar="N", help="number of passages to look at")
    _encoder(serve)
    _model(serve)
    return root


def main(argv: Sequence[str] | None = None, tabs: "Tabs | None" = None) -> int:
    """Run one command and return its exit status: 0 done, 1 the user can mend it, 2 usage.

    ``verify`` returns 1 for a sentence that is not supported, and 2 for what the user can mend.

    ``tabs`` makes further tabs of the page; only ``serve`` calls it.
    """
    for stream in (sys.stdout, sys.stderr):
        # JSON and Chinese come out as UTF-8 with plain line ends whatever the terminal says of
        # itself; a lone surrogate comes out as JSON and Python write it.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        arguments = _parsed(argv)
        from chatbot import commands

        return commands.run(arguments, tabs)
    except UserError as error:
        complain(error)
        return 2 if arguments.command == "verify" else 1
    except KeyboardInterrupt:
        complain("interrupted; what was not saved is dropped")
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (briefing show … | head): no error of ours.
        drop_output()
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        complain("the disk is full; free some space and run the command again")
        drop_output()
        return 1


def _parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    try:
        return parser().parse_args(argv)
    finally:
        # Help leaves here, not at exit, where a reader that has gone would be an error.
        print(end="", flush=True)  # noqa: T201


def drop_output() -> None:
    """Let what is still buffered go nowhere: at exit it would fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    command.add_argument("--store", metavar="DIR", help="the store (default: your own)")
    return command


def _encoder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--encoder", metavar="MODEL", help="bundled, or a sentence-transformers folder or name"
    )


def _model(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--answerer",
        choices=["extractive", "llm", "auto"],
        help="quotations, a language model's checked words, or those if one is set (default: auto)",
    )
    command.add_argument("--llm-url", metavar="URL", help="a model server's address, up to /v1")
    command.add_argument("--llm-model", metavar="NAME", help="the model's name there")
    command.add_argument("--llm-file", metavar="FILE", help="a model on this machine, .gguf")


if __name__ == "__main__":
    sys.exit(main())
