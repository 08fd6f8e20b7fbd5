"""What each command does; results go to standard output, everything else to standard error."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chatbot import assemble, feedback, listing, opening, settings
from chatbot.complain import complain
from chatbot.opening import Tabs
from chatbot.questions import answered, is_text, load
from chatbot.records import Answer
from chatbot.settings import Settings
from index import build
from index.build import Outcome, Report
from index.errors import UserError
from index.search import checked
from index.store import Store


def run(arguments: argparse.Namespace, tabs: Tabs | None = None) -> int:
    """Run the command that ``arguments`` name and return the exit status.

    ``tabs`` makes further tabs of the page that ``serve`` opens.

    Raises:
        UserError: whatever the user can mend.
    """
    names = {name for name in vars(arguments)} & settings.names()
    given = {name: getattr(arguments, name) for name in names}
    if arguments.command == "serve":
        opening.serve(settings.load(given), tabs, arguments.read_only, _print)
        return 0
    return _COMMANDS[arguments.command](arguments, settings.load(given))


def _index(arguments: argparse.Namespace, given: Settings) -> int:
    if arguments.list:
        return _list(given)
    model = assemble.encoder(given)
    if arguments.remove:
        sources = [_source(name) for name in arguments.remove]
        Store.open(given.store).close()
        outcome = build.remove(sources, given.store, model, given.passage_size)
    else:
        with _progress() as report:
            if arguments.rebuild:
                outcome = build.rebuild(given.store, model, given.passage_size, report)
            else:
                outcome = build.index_paths(
                    arguments.paths, given.store, model, given.passage_size, report
                )
    return _tell(outcome, given.store)


def _tell(outcome: Outcome, store: Path) -> int:
    for word in ("added", "updated", "removed"):
        for source in getattr(outcome, word)[:20]:
            _print(f"{word} {source}")
        if (more := len(getattr(outcome, word)) - 20) > 0:
            _print(f"… and {more:,} more {word}")
    _print(
        f"{store}: {len(outcome.added):,} added, {len(outcome.updated):,} updated, "
        f"{len(outcome.unchanged):,} unchanged, {len(outcome.removed):,} removed"
    )
    for error in outcome.errors:
        complain(error)
    return 1 if outcome.errors else 0


def _list(given: Settings) -> int:
    for row in Store.open(given.store).listings():
        _print(
            f"{row.source}\t{row.title}\t{row.characters:,} characters\t"
            f"{row.passages:,} passages\t{row.added}"
        )
    return 0


def _search(arguments: argparse.Namespace, given: Settings) -> int:
    question = checked(arguments.question)
    index = assemble.searcher(given)
    hits = index.search(question, arguments.k or 10)
    for rank, hit in enumerate(hits, 1):
        passage = hit.passage
        text = index.written(passage)
        if arguments.json:
            _print_json(
                {
                    "rank": rank,
                    "source": passage.source,
                    "title": passage.title,
                    "heading": passage.heading,
                    "speaker": passage.speaker,
                    "role": passage.role.value,
                    "start": passage.start,
                    "end": passage.end,
                    "text": text,
                    "score": round(hit.score, 4),
                    "dense": round(hit.dense, 4),
                    "lexical": round(hit.lexical, 4),
                    "coverage": round(hit.coverage, 4),
                }
            )
        else:
            place = " · ".join(part for part in (passage.heading, passage.speaker) if part)
            _print(
                f"{rank}. {hit.score:.2f}  {passage.source} {passage.start}–{passage.end}"
                f"  {place}\n   {' '.join(text.split())}\n"
            )
    return 0


def _ask(arguments: argparse.Namespace, given: Settings) -> int:
    if arguments.questions:
        rows = load(arguments.questions)
        answerer = assemble.answerer(given)
        failed = 0
        for row in rows:
            answer, fault = answered(answerer, row)
            if fault:
                failed += 1
                complain(f"{arguments.questions}: id {row.id!r}: {answer.text}")
            if arguments.json:
                _print_json({"id": row.id, **answer.as_dict()})
            else:
                _print_answer(answer)
        return 1 if failed else 0
    question = checked(arguments.question)
    answerer = assemble.answerer(given)
    if arguments.json:
        _print_json({"id": None, **answerer.answer(question).as_dict()})
    else:
        _print_growing(answerer.answers(question))
    return 0


def _verify(arguments: argparse.Namespace, given: Settings) -> int:
    from chatbot.verify import draft

    text = draft.load(arguments.text)
    found = assemble.verifier(given).verify(text)
    return draft.report(found, arguments.json, _print, _print_json)


def _show(arguments: argparse.Namespace, given: Settings) -> int:
    source = _source(arguments.source)
    assemble.ready_store(given, assemble.tell)
    text = Store.open(given.store).document(source).text
    # Exactly the stored characters: a line end added here would be counted by somebody.
    print(text, end="\n" if sys.stdout and sys.stdout.isatty() else "", flush=True)  # noqa: T201
    return 0


def _figures(arguments: argparse.Namespace, given: Settings) -> int:
    source = _source(arguments.source)
    assemble.ready_store(given, assemble.tell)
    shown = listing.as_csv if arguments.csv else listing.as_table
    for line in (listing.as_json if arguments.json else shown)(
        listing.listed(Store.open(given.store), source)
    ):
        _print(line)
    return 0


def _feedback(arguments: argparse.Namespace, given: Settings) -> int:
    rows = feedback.load(given.home / feedback.NAME)
    if arguments.cases:
        empty = 0
        for case in feedback.cases(rows):
            _print_json(case)
            empty += case["answerable"] and not case["expected"]
        if empty:
            complain(f"{empty} of the cases need expected: their answers were found not useful")
        return 0
    for row in rows:
        _print("\t".join([row.time, row.verdict, row.question, " ".join(row.comment.split())]))
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "index": _index,
    "search": _search,
    "ask": _ask,
    "show": _show,
    "verify": _verify,
    "figures": _figures,
    "feedback": _feedback,
}


def _source(name: str) -> str:
    if not is_text(name):
        raise UserError(
            f"the source {name!r} holds bytes that are not UTF-8 text; "
            "list the documents: briefing index --list"
        )
    return name


def _print_growing(grown: Iterator[Answer]) -> None:
    """Print an answer as it grows, then its citations."""
    shown = 0
    for answer in grown:
        text = _shown(answer)
        print(text[shown:], end="", flush=True)  # noqa: T201
        shown = len(text)
    _print("")
    _print_sources(answer)


def _print_answer(answer: Answer) -> None:
    _print(_shown(answer))
    _print_sources(answer)


def _shown(answer: Answer) -> str:
    lead = answer.lead
    bold = f"\033[1m{lead}\033[0m" if sys.stdout and sys.stdout.isatty() else lead
    return answer.text.replace(f"**{lead}**", bold, 1) if lead else answer.text


def _print_sources(answer: Answer) -> None:
    if answer.note:
        _print(f"\n{answer.note}")
    if answer.citations:
        _print("")
    for citation in answer.citations:
        page = f"p. {citation.page}" if citation.page else ""
        place = [citation.heading, citation.speaker, page]
        where = f"{citation.source} {citation.start}–{citation.end}"
        _print(f"[{citation.number}] {' · '.join(part for part in (*place, where) if part)}")
        _print(f"    {' '.join(citation.text.split())}")
    if answer.checks and answer.checks.withheld:
        checks = answer.checks
        _print(
            f"\nof the model's sentences {checks.shown} shown, {checks.replaced} replaced by a "
            f"quotation, {checks.dropped} dropped; --json tells which"
        )


def _print_json(value: object) -> None:
    _print(json.dumps(value, ensure_ascii=False))


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201


@contextmanager
def _progress() -> Iterator[Report]:
    """Show a bar on standard error, if that is a terminal and the work takes a while."""
    from tqdm import tqdm

    with tqdm(delay=0.5, unit="", leave=False, disable=None, file=sys.stderr) as bar:

        def report(step: str, count: int, total: int) -> None:
            bar.set_description(step, refresh=False)
            bar.total = total or None
            bar.n = count
            bar.refresh()

        yield report
