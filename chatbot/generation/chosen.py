"""Settings to the model that writes, if one is to."""

from collections.abc import Callable
from dataclasses import replace

from chatbot.generation import local
from chatbot.generation.generator import Generator
from chatbot.generation.server import ModelServer
from chatbot.settings import Settings
from index.errors import UserError


def generator(settings: Settings, tell: Callable[[str], None]) -> Generator | None:
    """Return the model that the settings name; None where answers are quotations.

    ``tell`` is called with what takes long.

    Raises:
        UserError: a model is to answer and none is named, or not wholly, or it cannot be loaded.
    """
    if settings.answerer == "extractive":
        return None
    if settings.llm_file and settings.llm_url:
        raise UserError("llm_file and llm_url both name a model; give one of them")
    if settings.llm_url and not settings.llm_model:
        raise UserError(
            f"llm_url is {settings.llm_url}, but llm_model names no model there; "
            "for example: --llm-model qwen3"
        )
    if not settings.llm_file and not (settings.llm_url and settings.llm_model):
        if settings.answerer == "auto":
            return None
        raise UserError(
            "no language model is configured; give a server with --llm-url and --llm-model, or a "
            "file with --llm-file (docs/models.md)"
        )
    server = ModelServer(
        settings.llm_url or "",
        settings.llm_model or "",
        settings.llm_key or "",
        settings.llm_temperature,
        settings.llm_wait,
        settings.llm_timeout,
    )
    if settings.llm_file:
        loaded = local.load(settings.llm_file, tell)
        # The model goes with its server: it is unloaded when nobody asks it any more.
        return replace(server, url=loaded.url, model=loaded.name, key=loaded.key, behind=loaded)
    return server
