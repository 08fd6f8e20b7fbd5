"""What ``briefing serve`` does: put the page, its tabs and its programs together and serve them."""

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from chatbot import assemble, feedback
from chatbot.beginnings import Beginnings
from chatbot.complain import complain
from chatbot.followups import follow_ups
from chatbot.live import Live
from chatbot.records import Answer
from chatbot.serving.binding import is_local, listen
from chatbot.settings import Settings
from index.words.glossary import Glossary

if TYPE_CHECKING:
    from chatbot.ui.tabs import Tab
    from chatbot.ui.turns import Answerer

# Makes the page's further tabs from the settings and what the page asks.
Tabs = Callable[[Settings, Live], "Sequence[Tab]"]


def serve(given: Settings, tabs: Tabs | None, read_only: bool, tell: Callable[[str], None]) -> None:
    """Serve the page until somebody stops it; ``tell`` is called with its address.

    Raises:
        UserError: the store cannot be opened, or the port or host not be used.
    """
    # What cannot be listened on is told before seconds go into the store and the page.
    listen(given.host, given.port).close()
    live = assemble.live(given)
    from chatbot.serving.access import Access
    from chatbot.serving.asking import spared
    from chatbot.serving.programs import Programs
    from chatbot.ui import figures_tab, shelf, verify_tab
    from chatbot.ui import serve as page
    from chatbot.ui.turns import Tools

    examples = Beginnings(live)

    def opened(address: str) -> None:
        tell(address)
        if not given.auth and not is_local(given.host):
            complain(
                f"whoever reaches this machine can use the page; for a password type "
                f"BRIEFING_AUTH=user:password briefing serve --host {given.host}"
            )
        # The first questions load what the others find ready: half a second of somebody's time.
        threading.Thread(target=examples, name="warm").start()

    page.serve(
        live,
        host=given.host,
        port=given.port,
        language=given.language,
        examples=examples,
        titles=lambda: assemble.titles(live.store),
        tell=opened,
        tabs=[
            shelf.briefings(live, read_only),
            figures_tab.figures(live),
            verify_tab.verify(live, Glossary(given.cache)),
            *(tabs(given, live) if tabs else ()),
        ],
        tools=Tools(spared(_suggested), given.home / feedback.NAME),
        programs=Programs(lambda: live.now.index),
        access=Access.of(given.auth, given.root_path),
    )


def _suggested(of: "Answerer", answer: Answer, asked: Sequence[str]) -> Sequence[str]:
    from chatbot.ui.turns import quoted

    return follow_ups(answer, asked, lambda question: quoted(of, question), of.document)
