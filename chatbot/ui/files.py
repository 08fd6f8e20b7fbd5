"""Files made for download: Gradio sends copies, the originals go when the program ends."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path


def path(name: str) -> Path:
    """Return a path called ``name``, in a folder of its own, that a file can be written to."""
    return Path(tempfile.mkdtemp(dir=_folder())) / name


@cache
def _folder() -> str:
    folder = tempfile.mkdtemp(prefix="briefing-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
