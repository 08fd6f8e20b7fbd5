"""The one place that picks implementations: settings to an encoder, a store and an answerer."""

import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from chatbot.answer import Answerer
from chatbot.settings import Settings
from index import build, encode, manifest
from index.encode import Encoder
from index.search import Index
from index.store import Store

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


def ready_store(settings: Settings, model: Encoder, tell: Callable[[str], None]) -> None:
    """Index the bundled briefing into the user's own store if nothing has been indexed yet.

    A store that the user named is never filled unasked.
    """
    own = settings.store == settings.home / "store"
    if own and not (settings.store / manifest.NAME).exists():
        tell("indexing the bundled briefing, once …")
        build.index_paths(bundled_briefings(), settings.store, model, settings.passage_size)


def answerer(settings: Settings) -> Answerer:
    """Return an answerer over the settings' store, indexing the bundled briefing at first use."""
    model = encoder(settings)
    ready_store(settings, model, lambda line: print(line, file=sys.stderr))  # noqa: T201
    return Answerer(Index(Store.open(settings.store), model), settings.k)
