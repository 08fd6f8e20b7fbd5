"""The seconds that loading takes, on a terminal; nothing where nobody watches."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Nothing else of the process runs meanwhile, as when a model is loaded.
WAITS = """
import ctypes, sys
from chatbot.generation.ticking import ticking
with ticking("loading a.gguf"):
    ctypes.PyDLL(None).usleep(3_600_000)
sys.stderr.write("loaded")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made as on Unix")
def test_the_seconds_run_on_a_terminal_while_the_process_stands_still():
    import pty

    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", WAITS], cwd=ROOT, stderr=theirs, check=True, timeout=30)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    told = re.findall(r"\r\x1b\[Kloading a\.gguf (\d) s", shown)
    assert len(told) >= 2
    assert told == sorted(set(told))
    assert shown.endswith("\r\x1b[Kloaded")


def test_nothing_is_shown_where_nobody_watches():
    made = subprocess.run(
        [sys.executable, "-c", WAITS], cwd=ROOT, capture_output=True, check=True, timeout=30
    )
    assert made.stderr == b"loaded"
