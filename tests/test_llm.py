"""A real language model, served by this process: what it writes is checked, and what that costs.

``make test-llm`` makes the model and runs these. The cases are every eighth of the bundled test
split, in the file's order: always the same.
"""

import os
import re
import sys
import time
from pathlib import Path
from statistics import median

import pytest

from chatbot import assemble, settings
from chatbot.answer import Answerer
from chatbot.generation import local
from chatbot.generation.notes import nothing
from chatbot.generation.server import ModelServer
from chatbot.generation.writer import Writer
from chatbot.verify.verifier import Verifier
from evaluation import chosen, run, written
from evaluation.invented import invented
from index.words.glossary import Glossary

pytestmark = [pytest.mark.llm, pytest.mark.slow]
EVERY = 8


class Timed:
    """A generator that counts the pieces of another, one a token, and how long they took."""

    def __init__(self, server):
        self.server = server
        self.pieces = self.seconds = 0

    def stream(self, messages):
        began = None
        for piece in self.server.stream(messages):
            now = time.perf_counter()
            if piece:
                self.pieces += began is not None
                self.seconds += now - (began or now)
                began = now
            yield piece


@pytest.fixture(scope="module")
def loaded():
    path = os.environ.get("LOCAL_MODEL")
    if not path:
        pytest.skip("make test-llm names the model")
    told = []
    model = local.load(Path(path), told.append)
    assert len(told) == 2
    assert told[0].startswith("loading small.gguf, 1.1 GB, on ")
    assert re.fullmatch(r"small\.gguf is loaded, \d+ s", told[1])
    return model


@pytest.fixture(scope="module")
def index(first_use):
    found = assemble.searcher(settings.load({}, {"BRIEFING_HOME": str(first_use.home)}))
    yield found
    found.store.close()


def accuracy(results):
    return sum(result.right for result in results) / len(results)


def refused(results):
    return [result.case.id for result in results if result.answer.refused]


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_no_figure_is_invented_and_no_answer_is_lost(loaded, index, first_use, temperature, capsys):
    cases = chosen.load(chosen.BUNDLED, "test", chosen.texts(index))[::EVERY]
    generator = Timed(
        ModelServer(loaded.url, loaded.name, loaded.key, temperature, wait=240, whole=480)
    )
    writer = Writer(generator, Verifier(index, Glossary(first_use.home / "cache")))
    quoted = run.run(Answerer(index), cases)
    began = time.perf_counter()
    results = run.run(Answerer(index, writer=writer), cases)
    seconds = time.perf_counter() - began
    checks = [result.answer.checks for result in results if result.answer.checks]
    report = [
        f"\n{len(cases)} cases, temperature {temperature}, {seconds:.0f} s",
        f"accuracy {accuracy(results):.3f}, in quotations {accuracy(quoted):.3f}",
        *written.lines(results),
        f"{generator.pieces / generator.seconds:.1f} tokens/s once it writes\n",
    ]
    with capsys.disabled():
        sys.stdout.write("\n".join(report))
    assert [words for result in results for words in invented(result.answer)] == []
    # Three points of so few cases are less than one; a model that is sampled may lose one.
    assert accuracy(results) >= accuracy(quoted) - max(0.03, 1.01 / len(cases))
    assert refused(results) == refused(quoted)
    # It did write: a good part of the answers has sentences of its own, and none failed.
    assert sum(one.shown > 0 for one in checks) > len(checks) / 4
    assert median(one.first for one in checks if one.first) > 0
    assert {result.answer.note for result in results} <= {"", nothing("zh"), nothing("en")}
