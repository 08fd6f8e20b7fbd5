"""What the tests share: a home of their own, the bundled model unpacked once."""

import pytest

from index import bundled
from index.encode import BundledEncoder


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
