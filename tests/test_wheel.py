"""The built wheel alone, run from another folder, finds its data."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from what is in the tree, without leaving anything there."""
    work = tmp_path_factory.mktemp("wheel")
    source = work / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    for package in ("index", "chatbot", "evaluation"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                target = source / path.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(work)]
    done = subprocess.run([*command, str(source)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(work.glob("*.whl"))


def test_the_wheel_carries_every_data_file(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in (
        "index/assets",
        "chatbot/assets",
        "chatbot/briefing",
        "chatbot/prompts",
        "evaluation/assets",
        "evaluation/data",
    ):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert path.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith("tests/")]


@pytest.mark.slow
def test_installed_alone_it_answers(wheel, tmp_path):
    target, elsewhere = tmp_path / "target", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(target)
    environment = {
        **os.environ, "PYTHONPATH": str(target), "BRIEFING_HOME": str(tmp_path / "home"),
    }  # fmt: skip

    def run(*words):
        return subprocess.run(
            [sys.executable, *words],
            cwd=elsewhere, env=environment, capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip

    where = run("-c", "import chatbot, index, evaluation; print(chatbot.__file__)")
    assert where.stdout.startswith(str(target)), where.stderr
    done = run("-m", "chatbot.cli", "ask", "--json", "截至3月底，全国5G基站总数是多少？")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert "495.8万个" in answer["answer"]
    assert any("495.8万个" in citation["text"] for citation in answer["citations"])
    assert run("-m", "evaluation.cli", "--help").returncode == 0
