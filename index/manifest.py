"""What a store says of itself: a folder is a store if its manifest says so.

Layout of a store::

    manifest.json              which generation is valid, how it was made, checksums of its files
    generations/7/             one generation: never changed once the manifest names it
        documents.sqlite       documents and passages
        passages.faiss         one unit vector a passage, in the order of passage ids
        sentences.faiss        one unit vector a sentence, in the order of passages
        lexical-*.npy          BM25 scores
        centroids.npy          mean question vectors, one a script (see search.py)
    lock                       held by the one writer
"""

import hashlib
import json
import os
import shlex
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.encode import Identity
from index.errors import StoreError

FORMAT = 1
NAME = "manifest.json"
DOCUMENTS = "documents.sqlite"
PASSAGES = "passages.faiss"
SENTENCES = "sentences.faiss"
CENTROIDS = "centroids.npy"


@dataclass(frozen=True, slots=True)
class Manifest:
    """How the valid generation was made, and what its files must be."""

    generation: int
    encoder: Identity
    passage_size: int
    documents: int
    passages: int
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT


def read(folder: Path) -> Manifest:
    """Return the manifest of the store in ``folder``.

    Raises:
        StoreError: there is no store, its manifest is damaged, or a newer version wrote it.
    """
    path = folder / NAME
    if not path.is_file():
        what = "is a file" if folder.is_file() else "has no manifest.json"
        if not folder.exists():
            what = "does not exist"
        raise StoreError(
            f"expected a store at {folder}, but it {what}; make one: "
            f"briefing index PATH… --store {quoted(folder)}"
        )
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        version = data.pop("format")
        if isinstance(version, int) and version > FORMAT:
            raise StoreError(
                f"the store {folder} has format {version}, this program reads up to {FORMAT}; "
                "install a newer one: pip install --upgrade briefing-chatbot"
            )
        encoder = Identity(**data.pop("encoder"))
        return Manifest(encoder=encoder, format=version, **data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(folder, NAME, "it is not a manifest") from error


def write(folder: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the valid one, at once or not at all."""
    draft = folder / f".{NAME}.{os.getpid()}"
    with draft.open("w", encoding="utf-8") as stream:
        json.dump(asdict(manifest), stream, ensure_ascii=False, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(folder / NAME)
    sync(folder)


def generation_folder(folder: Path, generation: int) -> Path:
    """Return the folder of one generation."""
    return folder / "generations" / str(generation)


def checksums(folder: Path) -> dict[str, dict[str, Any]]:
    """Return size and SHA-256 of every file in ``folder``, after writing them through to disk."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        found[path.name] = {"bytes": path.stat().st_size, "sha256": digest}
    sync(folder)
    return found


def check(folder: Path, manifest: Manifest) -> Path:
    """Return the folder of the valid generation after comparing its files with the manifest.

    Raises:
        StoreError: a file is missing or its content is not what was written.
    """
    generation = generation_folder(folder, manifest.generation)
    for name, expected in manifest.files.items():
        path = generation / name
        try:
            with path.open("rb") as stream:
                if os.fstat(stream.fileno()).st_size != expected["bytes"]:
                    raise damaged(folder, name, "its length is not what was written")
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError as error:
            raise damaged(folder, name, "it is missing") from error
        except OSError as error:
            raise StoreError(f"the store's file {path} cannot be read: {error.strerror}") from error
        if digest != expected["sha256"]:
            raise damaged(folder, name, "its content is not what was written")
    return generation


def damaged(folder: Path, name: str, why: str) -> StoreError:
    """Return the error for a damaged file, with the command that mends the store.

    Everything but the documents can be made again from them.
    """
    if name in (NAME, DOCUMENTS):
        cure = (
            f"delete the folder and index your files again: "
            f"rm -r {quoted(folder)} && briefing index PATH… --store {quoted(folder)}"
        )
    else:
        cure = f"make it again from the stored documents: {rebuild_command(folder)}"
    return StoreError(f"the store {folder} is damaged: {name}: {why}; {cure}")


def rebuild_command(folder: Path) -> str:
    """Return what to type to encode the stored documents again."""
    return f"briefing index --rebuild --store {quoted(folder)}"


def quoted(folder: Path) -> str:
    """Return ``folder`` as a shell takes it."""
    return shlex.quote(str(folder))


def sync(folder: Path) -> None:
    """Write a folder's entries through to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
