"""The command ``briefing`` as it is installed: the chat, with the evaluation as a tab of its page.

The chat knows nothing of its evaluation. Here, outside of both, they are put together.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chatbot import cli

if TYPE_CHECKING:
    from chatbot.live import Live
    from chatbot.settings import Settings
    from chatbot.ui.tabs import Tab


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command of ``briefing`` and return its exit status, as ``chatbot.cli.main`` does."""
    return cli.main(argv, _tabs)


def _tabs(given: "Settings", live: "Live") -> "list[Tab]":
    from evaluation.ui import tab

    return [tab.evaluation(given, live)]


if __name__ == "__main__":
    sys.exit(main())
