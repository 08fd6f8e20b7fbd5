"""A language model behind the page in a real browser: sentences as they come, and Stop."""

import time

import pytest
from chromium import MARKS, open_page
from model_server import serving
from serving import QUESTION

from chatbot import assemble, settings

pytestmark = MARKS


@pytest.fixture
def written(first_use, monkeypatch):
    """Return a call: what the page asks, with a model at this address."""
    monkeypatch.setenv("BRIEFING_HOME", str(first_use.home))

    def make(url):
        given = {"llm_url": url, "llm_model": "m", "llm_wait": 60.0, "llm_timeout": 60.0}
        return assemble.live(settings.load(given))

    return make


def test_stop_ends_the_request_to_the_model_and_the_page_goes_on(written):
    def behave(reply):
        reply.begin()
        while not reply.stopping.is_set():
            reply.piece("，")
            time.sleep(0.02)

    with serving(behave) as (url, requests), open_page(written(url)) as opened:
        opened.ask(QUESTION)
        opened.page.locator("#chat .lead").wait_for()
        opened.page.locator("#stop").click()
        assert requests.left.wait(5)
        opened.page.locator("#chat .notice").wait_for()
        assert opened.faults == []


def test_a_checked_sentence_is_there_while_the_model_writes_on(written):
    def behave(reply):
        reply.begin()
        reply.piece("截至3月底，全国5G基站总数为495.8万个。还")
        reply.stopping.wait(4)
        reply.piece("有459.8万个5G基站。")
        reply.end()

    with serving(behave) as (url, _), open_page(written(url)) as opened:
        opened.ask(QUESTION)
        growing = opened.page.locator("#chat .reply.growing")
        growing.get_by_text("全国5G基站总数为").wait_for()
        opened.page.locator("#chat details summary").click()
        withheld = opened.page.locator("#chat details").inner_text()
        assert "核对：显示1句，换成原文1句，删去0句" in withheld
        assert "还有459.8万个5G基站。" in withheld
        assert opened.faults == []
