"""The one place that picks implementations: settings to an encoder, a store and an answerer."""

import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from chatbot.answer import Answerer
from chatbot.generation import chosen
from chatbot.generation.writer import Writer
from chatbot.live import Live
from chatbot.settings import Settings
from chatbot.verify.verifier import Verifier
from index import build, encode, manifest
from index.encode import Encoder
from index.search import Index
from index.store import Store
from index.words.glossary import Glossary

BRIEFINGS = resources.files("chatbot") / "briefing"


def encoder(settings: Settings) -> Encoder:
    """Return the encoder that the settings name."""
    return encode.load(
        settings.encoder, settings.cache, settings.query_prompt, settings.document_prompt
    )


def bundled_briefings() -> list[Path]:
    """Return the briefings that come with the program."""
    with resources.as_file(BRIEFINGS) as folder:
        return sorted(path for path in folder.iterdir() if path.suffix == ".md")


def ready_store(settings: Settings, tell: Callable[[str], None]) -> None:
    """Index the bundled briefing into the user's own store if nothing has been indexed yet.

    A store that the user named is never filled unasked.
    """
    own = settings.store == settings.home / "store"
    if own and not (settings.store / manifest.NAME).exists():
        tell("indexing the bundled briefing, once …")
        outcome = build.index_paths(
            bundled_briefings(), settings.store, encoder(settings), settings.passage_size
        )
        for error in outcome.errors:
            raise error


def glossary(settings: Settings) -> Glossary:
    """Return the dictionary, made ready at first use so that no question waits for it."""
    ours = Glossary(settings.cache)
    ours.prepare(tell)
    return ours


def searcher(settings: Settings) -> Index:
    """Return the index in the settings' store, holding the bundled briefing at first use."""
    ready_store(settings, tell)
    return Index(Store.open(settings.store), encoder(settings), glossary(settings))


def answerer(settings: Settings) -> Answerer:
    """Return an answerer over the settings' store, with their language model if there is one."""
    write = writing(settings)
    index = searcher(settings)
    return Answerer(index, settings.k, write(index) if write else None)


def writing(settings: Settings) -> Callable[[Index], Writer] | None:
    """Return what makes the writer over an index; None where answers are quotations.

    Raises:
        UserError: the language model of the settings cannot be had.
    """
    model = chosen.generator(settings, tell)
    if model is None:
        return None
    words = glossary(settings)
    return lambda index: Writer(model, Verifier(index, words, settings.k), settings.llm_timeout)


def live(settings: Settings) -> Live:
    """Return an answerer that follows the settings' store while it changes."""
    ready_store(settings, tell)
    model, words = encoder(settings), glossary(settings)
    write = writing(settings)
    return Live(settings.store, lambda store: Index(store, model, words), settings.k, write)


def verifier(settings: Settings) -> Verifier:
    """Return what checks claims against the settings' store."""
    return Verifier(searcher(settings), glossary(settings), settings.k)


def titles(store: Store) -> list[str]:
    """Return the titles of the stored documents."""
    return [listing.title for listing in store.listings()]


def tell(line: str) -> None:
    """Tell the person at the keyboard what takes long; results are printed elsewhere."""
    print(line, file=sys.stderr)  # noqa: T201
