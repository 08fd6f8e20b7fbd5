"""A model in a file, served by this process to itself: llama.cpp through xllamacpp."""

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chatbot.generation.ticking import ticking
from index.errors import UserError

# Tokens of prompt and answer together: an answer from a long list takes some 2,500.
_CONTEXT = 4096
# The memory that a model takes beside its file: context, buffers.
_BESIDE = 700_000_000
_MAGIC = b"GGUF"


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A loaded model's address and key; it is there as long as this object is."""

    url: str
    name: str
    key: str = field(repr=False)
    server: Any = field(repr=False)


def load(path: Path, tell: Callable[[str], None]) -> LocalModel:
    """Load a ``.gguf`` file and serve it on a free port of this machine, for this process alone.

    ``tell`` is called before and after; on a terminal the seconds run meanwhile. Threads are as
    many as there are processors.

    Raises:
        UserError: xllamacpp is not installed, the file is no model, or does not fit into memory.
    """
    _check(path)
    try:
        import xllamacpp
    except ImportError as error:
        raise UserError(
            "a model on this machine needs xllamacpp; "
            "type: pip install 'briefing-chatbot[local-llm]'"
        ) from error
    processors = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    )
    key = secrets.token_urlsafe(16)
    given = xllamacpp.CommonParams()
    given.model.path = str(path)
    given.n_ctx, given.n_parallel = _CONTEXT, 1
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = processors or 1
    given.hostnames, given.port, given.api_keys = ["127.0.0.1"], 0, [key]
    # Of earlier prompts only the one that is being read on is worth keeping.
    given.cache_ram_mib, given.ui, given.verbosity = 0, False, 0
    tell(f"loading {path.name}, {path.stat().st_size / 1e9:.1f} GB, on {processors} processors …")
    began = time.monotonic()
    try:
        with ticking(f"loading {path.name}"):
            server = xllamacpp.Server(given)
    except (RuntimeError, ValueError) as error:
        raise UserError(
            f"{path} could not be loaded as a model: {error}; try another .gguf file"
        ) from error
    tell(f"{path.name} is loaded, {time.monotonic() - began:.0f} s")
    return LocalModel(f"{server.listening_address}/v1", path.stem, key, server)


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
        size = path.stat().st_size
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from error
    if begins != _MAGIC:
        raise UserError(
            f"{path} is no model: expected a .gguf file, found one that begins {begins!r}"
        )
    free = _free()
    if free is not None and size + _BESIDE > free:
        raise UserError(
            f"{path} needs {(size + _BESIDE) / 1e9:.1f} GB of memory, {free / 1e9:.1f} GB are "
            "free; take a smaller model, or a server on another machine: --llm-url"
        )


def _free() -> int | None:
    """Return the bytes of memory that are free, None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return int(found) * 1024 if found else None
