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
from index.errors import EncoderError, StoreError

FORMAT = 1
NAME = "manifest.json"
# A manifest that a killed writer did not finish: this and its process id.
DRAFT = f".{NAME}."
DOCUMENTS = "documents.sqlite"
PASSAGES = "passages.faiss"
SENTENCES = "sentences.faiss"
CENTROIDS = "centroids.npy"
GENERATIONS = "generations"
LOCK = "lock"
# Every file that a generation must have.
FILES = frozenset(
    {DOCUMENTS, PASSAGES, SENTENCES, CENTROIDS}
    | {f"lexical-{part}.npy" for part in ("scores", "rows", "columns", "vocabulary")}
)


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
        raise _no_store(folder)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        version = data.pop("format")
    except OSError as error:
        raise StoreError(
            f"the store's file {path} cannot be read ({error.strerror}); "
            "check that you may read it, and try again"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _no_manifest(folder) from error
    if type(version) is int and version > FORMAT:
        raise StoreError(
            f"the store {folder} has format {version}, this program reads up to {FORMAT}; "
            "install a newer one: pip install --upgrade briefing-chatbot"
        )
    try:
        return _from(data, version)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_manifest(folder) from error


def write(folder: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the valid one, at once or not at all."""
    data = asdict(manifest)
    draft = folder / f"{DRAFT}{os.getpid()}"
    with draft.open("w", encoding="utf-8") as stream:
        json.dump(data | {"sha256": _digest(data)}, stream, ensure_ascii=False, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(folder / NAME)
    sync(folder)


def expect(folder: Path, manifest: Manifest, identity: Identity) -> None:
    """Check that vectors of the encoder ``identity`` can be compared with the stored ones.

    Raises:
        EncoderError: the store was made with another encoder, dimension or prompts.
    """
    made_with = manifest.encoder
    if made_with == identity:
        return
    if made_with.name == identity.name and made_with.dimension == identity.dimension:
        what = f"the prompts {made_with.query_prompt!r} and {made_with.document_prompt!r}"
        found = f"{identity.query_prompt!r} and {identity.document_prompt!r}"
        setting = "settings query_prompt and document_prompt"
    else:
        what = f"the encoder {made_with.name} ({made_with.dimension} dimensions)"
        found = f"{identity.name} ({identity.dimension})"
        setting = "setting encoder"
    raise EncoderError(
        f"the store {folder} was made with {what}, the settings say {found}; change the "
        f"{setting}, or encode again: {rebuild_command(folder)}"
    )


def generation_folder(folder: Path, generation: int) -> Path:
    """Return the folder of one generation."""
    return folder / GENERATIONS / str(generation)


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
    # Documents first: the others can be made again from them.
    for name in sorted(manifest.files, key=lambda name: (name != DOCUMENTS, name)):
        path, expected = generation / name, manifest.files[name]
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


def _from(data: dict[str, Any], version: int) -> Manifest:
    """Return the manifest that ``data`` holds; anything odd raises one of Python's errors."""
    expected = data.pop("sha256", None)
    if expected is not None and expected != _digest(data | {"format": version}):
        raise ValueError("the checksum differs")
    manifest = Manifest(encoder=Identity(**data.pop("encoder")), format=version, **data)
    numbers = [manifest.format, manifest.generation, manifest.passage_size, manifest.documents]
    numbers += [manifest.encoder.dimension, manifest.passages]
    numbers += [file["bytes"] for file in manifest.files.values()]
    texts = [manifest.encoder.name, *(file["sha256"] for file in manifest.files.values())]
    if any(type(number) is not int for number in numbers):
        raise TypeError("expected whole numbers")
    if any(type(text) is not str for text in texts) or manifest.files.keys() != FILES:
        raise ValueError("expected the checksums of all files")
    return manifest


def _digest(data: dict[str, Any]) -> str:
    """Return the SHA-256 of the manifest's fields, in whatever order they stand."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def others(folder: Path) -> set[str]:
    """Return the names in ``folder`` that a store does not have."""
    found = {entry.name for entry in folder.iterdir()} - {NAME, LOCK, GENERATIONS}
    return {name for name in found if not name.startswith(DRAFT)}


def _no_store(folder: Path) -> StoreError:
    free = folder
    if folder.is_file():
        what, free = "is a file", folder.parent / "store"
    elif not folder.exists():
        what = "does not exist"
    else:
        what = f"has no {NAME}"
        free = folder / "store" if others(folder) else folder
    return StoreError(
        f"expected a store at {folder}, but it {what}; make one: "
        f"briefing index PATH… --store {quoted(free)}"
    )


def _no_manifest(folder: Path) -> StoreError:
    if (folder / GENERATIONS).is_dir():
        return damaged(folder, NAME, "it is not a manifest, or not as it was written")
    # Web pages have a manifest.json too: to delete that folder would be bad advice.
    return StoreError(
        f"{folder} is not a store: its {NAME} is another program's; make a store in a new "
        f"folder: briefing index PATH… --store {quoted(folder / 'store')}"
    )


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
