"""A writer killed at any moment: the store opens with the old state or the new one."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hashing import Hashing

from index import build
from index.store import Store

ROOT = Path(__file__).parent.parent
LINES = 1500
KILLS = 20

# Indexes one corpus after the other, each an update of the one before, and writes down which.
LOOP = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from pathlib import Path
from test_kill import write_corpus
from hashing import Hashing
from index import build

folder, number = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    write_corpus(folder / "c.jsonl", number)
    print("begun", number, flush=True)
    build.index_paths([folder / "c.jsonl"], folder / "store", Hashing(), 300)
    print("done", number, flush=True)
"""

# Updates a copy of the store, killed at its first, second, third … change to the file system.
STEPS = """
import os, shutil, signal, sys
sys.path[:0] = [{root!r}, {tests!r}]
from pathlib import Path
from hashing import Hashing
from index import build

folder = Path(sys.argv[1])
CHANGES = {{"os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.copyfile", "shutil.rmtree"}}

def update(store, last):
    done = 0
    def step():
        nonlocal done
        done += 1
        if done > last:
            os.kill(os.getpid(), signal.SIGKILL)
    def hook(event, arguments):
        writes = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
        if (event in CHANGES or writes) and str(store) in str(arguments[0]):
            step()
    def profile(frame, event, function):
        # What a file was given is not in it before it is flushed.
        if event == "c_call" and function.__name__ in ("flush", "fsync"):
            step()
    sys.addaudithook(hook)
    sys.setprofile(profile)
    build.index_paths([folder / "new.txt"], store, Hashing(), 300)
    os._exit(0)

for last in range(200):
    store = folder / str(last)
    if (folder / "store").exists():
        shutil.copytree(folder / "store", store)
    child = os.fork()
    if not child:
        update(store, last)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) == 0:
        break
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        sys.exit("the update failed")
"""


def corpus(number):
    """Return the lines of a corpus: some are gone, some changed, some new since the last one."""
    lines = {
        f"{line}": f"第{line}号公告，第{number if line % 10 == number % 10 else 0}版。"
        for line in range(number % 7, LINES + number % 5)
    }
    return lines | {"marker": f"标记{number}"}


def write_corpus(path, number):
    rows = [{"_id": key, "title": "公告", "text": text} for key, text in corpus(number).items()]
    draft = path.with_suffix(".draft")
    draft.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    draft.replace(path)


def script(text):
    return text.format(root=str(ROOT), tests=str(ROOT / "tests"))


def stored(store):
    """Return the texts of a store by source, after checking that all its parts fit."""
    with closing(Store.open(store)) as opened:
        found = {row.source: opened.document(row.source).text for row in opened.listings()}
        assert len(opened.passage_ids) == opened.passage_vectors.size == opened.lexical.size
        assert len(opened.passage_ids) == opened.manifest.passages
        assert len(found) == opened.manifest.documents
    return found


def leftovers(store):
    """Return what stands in a store's folder besides the valid generation."""
    with closing(Store.open(store)) as opened:
        valid = {"manifest.json", "lock", "generations", str(opened.manifest.generation)}
    found = {entry.name for entry in (*store.iterdir(), *(store / "generations").iterdir())}
    return found - valid


def run_and_kill(folder, number, delay):
    """Index from corpus ``number`` + 1 on, killed after ``delay`` s.

    Return the number of the last corpus begun, and all that was told.
    """
    command = [sys.executable, "-c", script(LOOP), str(folder), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(delay)
        process.kill()
        told = process.stdout.read().split("\n")[:-1]
    assert process.returncode == -signal.SIGKILL
    return max((int(line.split()[1]) for line in told), default=number), told


@pytest.mark.slow
def test_killed_at_any_moment_the_store_is_as_before_or_after(tmp_path):
    chance = random.Random(5)
    store, path = tmp_path / "store", tmp_path / "c.jsonl"
    write_corpus(path, 0)
    before = time.monotonic()
    build.index_paths([path], store, Hashing(), 300)
    longest = 2 * (time.monotonic() - before)
    number, unfinished, dirty = 0, 0, 0
    for _ in range(KILLS):
        begun, told = run_and_kill(tmp_path, number, chance.uniform(0, longest))
        found = stored(store)
        state = int(found["c.jsonl#marker"].removeprefix("标记"))
        finished = begun if told and told[-1] == f"done {begun}" else max(begun - 1, number)
        assert state in (finished, begun)
        assert found == {f"c.jsonl#{key}": text for key, text in corpus(state).items()}
        unfinished += finished != begun
        dirty += bool(leftovers(store))
        number = begun + 1
        write_corpus(path, number)
        build.index_paths([path], store, Hashing(), 300)
        assert stored(store)["c.jsonl#marker"] == f"标记{number}"
        assert leftovers(store) == set()
    assert unfinished >= 5
    assert dirty >= 5


@pytest.mark.parametrize("exists", [True, False])
def test_killed_before_any_change_to_the_disk_the_store_opens(tmp_path, exists):
    old, new = {"old.txt": "旧的公告。"}, {"old.txt": "旧的公告。", "new.txt": "新的公告。"}
    for source, text in new.items():
        (tmp_path / source).write_text(text, encoding="utf-8")
    if exists:
        build.index_paths([tmp_path / "old.txt"], tmp_path / "store", Hashing(), 300)
    else:
        old, new = {}, {"new.txt": "新的公告。"}
    command = [sys.executable, "-c", script(STEPS), str(tmp_path)]
    subprocess.run(command, check=True, cwd=tmp_path)
    steps = sorted((path for path in tmp_path.iterdir() if path.name.isdigit()), key=by_number)
    states = []
    for store in steps:
        has_store = (store / "manifest.json").exists()
        assert has_store or not exists
        found = stored(store) if has_store else {}
        assert found in (old, new)
        states.append(found == new)
        build.index_paths([tmp_path / "new.txt"], store, Hashing(), 300)
        assert stored(store) == new
        assert leftovers(store) == set()
        shutil.rmtree(store)
    # Old up to one step, new from there on; and there were steps of either kind.
    assert states == sorted(states)
    assert states.count(False) >= 10
    assert states.count(True) >= 2


def by_number(path):
    return int(path.name)
