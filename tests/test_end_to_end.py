"""The whole path in a real browser: a question typed, a cited answer read, its place marked."""

from pathlib import Path

import pytest
from chromium import MARKS, open_page

from chatbot import assemble
from chatbot.answer import Answerer
from index import build
from index.search import Index
from index.store import Store

pytestmark = MARKS
BRIEFING = Path(__file__).parent.parent / "chatbot" / "briefing" / "2026-q1-industry.md"


@pytest.fixture(scope="module")
def index(tmp_path_factory, encoder):
    store = tmp_path_factory.mktemp("page") / "store"
    build.index_paths([BRIEFING], store, encoder, 300)
    return Index(Store.open(store), encoder)


def test_a_typed_question_gets_a_cited_answer(index):
    titles = assemble.titles(index.store)
    with open_page(Answerer(index), language="zh", titles=titles) as opened:
        opened.ask("L2级组合驾驶辅助功能的新车渗透率是多少？")
        reply = opened.reply(0)
        reply.get_by_text("69%").first.wait_for()
        # An answer that is complete says how sure it is.
        opened.page.locator("#chat .sure").wait_for()
        reply.get_by_role("link", name="[1]").first.click()
        mark = opened.page.locator("#reader mark.current")
        mark.wait_for()
        assert "69%" in mark.inner_text()
        box = mark.bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= opened.page.viewport_size["height"]
        assert not opened.faults
