"""What the tests share: a home of their own, the bundled model unpacked once."""

import contextlib
import io
from types import SimpleNamespace

import pytest
from hypothesis import settings

from chatbot import cli
from index import bundled
from index.encode import BundledEncoder

# A busy machine stands still for a second at times: no example is judged by the clock.
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Keep every test away from the user's home and from the network."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="session")
def unpacked_cache(tmp_path_factory):
    """Return a cache folder that holds the unpacked model."""
    cache = tmp_path_factory.mktemp("cache")
    bundled.unpacked(cache)
    return cache


@pytest.fixture(scope="session")
def encoder(unpacked_cache):
    """Return the bundled encoder."""
    return BundledEncoder(unpacked_cache)


@pytest.fixture(scope="session")
def first_use(tmp_path_factory):
    """Return a home after the first command in it, with that command's status, output and notes."""
    home = tmp_path_factory.mktemp("first-use")
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setenv("BRIEFING_HOME", str(home))
        status = cli.main(["ask", "--json", "截至3月底，全国5G基站总数是多少？"])
    return SimpleNamespace(home=home, status=status, out=out.getvalue(), err=err.getvalue())
