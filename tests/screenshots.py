"""Photograph every tab for the documentation: `python tests/screenshots.py [FOLDER]`.

The program runs as `briefing serve` does, on a home of its own with the bundled briefing and
those of the transfer set: whoever runs this gets the same pictures. FOLDER is docs/pictures.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from chromium import browse, expect, program

ROOT = Path(__file__).parent.parent
QUESTION = "截至3月底，全国5G基站总数是多少？"
LIST = "目前我国算力产业发展得怎么样？"
DRAFT = (
    "截至3月底，全国5G基站总数达到485.8万个。L2级组合驾驶辅助功能的新车渗透率为69%。"
    "火星探测器已经着陆。"
)
# As large as a page can be read at without being enlarged.
WIDE, NARROW = (1200, 780), (390, 780)


def main(folder: Path) -> None:
    """Write the pictures into ``folder``; each replaces the one of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home:
        _indexed(Path(home))
        with program(Path(home)) as address:
            with browse(address, width=WIDE[0], height=WIDE[1]) as opened:
                _tour(opened, folder)
            with browse(address, width=NARROW[0], height=NARROW[1], dark=True) as opened:
                _telephone(opened, folder)


def _indexed(home: Path) -> None:
    """Fill the home's own store: at first use with the bundled briefing, then with the others."""
    environment = {**os.environ, "BRIEFING_HOME": str(home)}
    transfer, store = ROOT / "evaluation" / "data" / "transfer", home / "store"
    for words in (["ask", QUESTION], ["index", str(transfer), "--store", str(store)]):
        command = [sys.executable, "-m", "evaluation.program", *words]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _tour(opened, folder):
    page = opened.page

    def tab(name):
        page.get_by_role("tab", name=name, exact=True).click()

    def photograph(name):
        page.wait_for_timeout(700)
        _save(page, folder / f"{name}.png")

    page.locator("#chat .example").nth(3).wait_for()
    photograph("begin")
    opened.ask(QUESTION)
    page.locator("#chat .suggestion").first.wait_for()
    photograph("ask")
    opened.ask(LIST)
    page.locator("#chat .reply").nth(1).wait_for()
    page.locator("#chat .suggestion").first.wait_for()
    page.locator("#chat .message-row").last.locator(".cite").last.click()
    page.locator("#reader mark.current").wait_for()
    photograph("check")
    page.keyboard.press("Escape")
    tab("简报")
    page.locator("#shelf-items input").nth(0).check()
    page.locator("#ask-all").wait_for()
    photograph("briefings")
    tab("数字")
    page.locator("#figures-picture svg").wait_for()
    every = page.locator("#figures-table tbody tr").count()
    page.locator("#figures-source input").click()
    page.get_by_role("option").nth(1).click()
    expect(page.locator("#figures-table tbody tr")).not_to_have_count(every)
    page.locator("#figures-table td.subject").nth(4).click()
    page.locator("#figures-place mark").wait_for()
    photograph("figures")
    tab("核对")
    page.locator("#verify-draft textarea").fill(DRAFT)
    page.locator("#verify-check").click()
    page.locator("#verify-claims .counts").wait_for()
    page.locator("#verify-claims a[data-of]").first.click()
    page.locator("#verify-place mark").wait_for()
    photograph("verify")
    tab("评测")
    page.locator("#runs label").filter(has_text="dev").click()
    page.locator("#run").click()
    page.locator("#result svg").first.wait_for(timeout=300_000)
    # The folder is one of this run alone.
    page.locator("#kept > * p.quiet").last.evaluate("folder => folder.remove()")
    photograph("evaluation")


def _telephone(opened, folder):
    page = opened.page
    page.get_by_text("English", exact=True).click()
    opened.ask("How many 5G base stations are there?")
    page.locator("#chat .sure").wait_for()
    page.wait_for_timeout(2000)
    _save(page, folder / "telephone.png")


def _save(page, path):
    """Write what is seen in 128 colours, which text and lines need no more of."""
    from PIL import Image

    page.screenshot(path=path)
    with Image.open(path) as seen:
        few = seen.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
