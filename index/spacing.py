"""White space inside a line: what a layout put between characters that are written without it."""

import re

from index.names import is_introduced, is_person
from index.structure import cues

# Characters written without spaces between them, and their punctuation.
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
_IS_WIDE = re.compile(f"[{_WIDE}]")
_GAP = re.compile(rf"(?<=[{_WIDE}“”‘’])[ \u00a0\u2002-\u200a\u3000]+(?=[{_WIDE}“”‘’])")
_SPACE = "[ \u00a0\u2002-\u200a\u3000]+"
# 王　明　　省水利厅厅长: a short name is spread to the width of the others.
_SPREAD = re.compile(
    rf"^(?P<key>[^：:]{{1,8}}[：:])?(?P<first>[\u3400-\u9fff]){_SPACE}(?P<last>[\u3400-\u9fff])(?={_SPACE}[\u3400-\u9fff]{{2}})"
)
_KEY = re.compile("^[^：:]{1,8}[：:]")
_PUNCTUATION = "，。；：！？、（）《》【】"
_BY_PUNCTUATION = re.compile(rf" +(?=[{_PUNCTUATION}])|(?<=[{_PUNCTUATION}]) +")
# A row of words and numbers is a table's; its gaps part the cells.
_MOST_CELL = 4
# So far to both sides of a cut, a wide character says that the text is Chinese there.
_NEAR = 20
_OFFICE_END = re.compile(
    r".*(?:[长任席记授师员人使事理监裁]|编辑|校对|文字|图片|摄影|责编|作者|记者)"
)


def columns(text: str) -> int:
    """Return the width of ``text`` on a page, where a wide character takes two columns."""
    return len(text) + len(_IS_WIDE.findall(text))


def respaced(line: str) -> str:
    """Return ``line`` without the spaces that a layout put into it; tabs part cells and stay."""
    if "\t" in line:
        return re.sub(r" *\t *", "\t", line)
    if not _IS_WIDE.search(line):
        return line
    line = _BY_PUNCTUATION.sub("", line)
    line = _SPREAD.sub(_unspread, line)
    segments = _GAP.split(line)
    if len(segments) == 1 or _parts_words(segments):
        return line
    return "".join(segments)


def _unspread(match: re.Match[str]) -> str:
    name = match["first"] + match["last"]
    return (match["key"] or "") + name if is_person(name) else match[0]


def joined(before: str, after: str) -> str:
    """Return what belongs between two lines that go on: a space in Latin script, nothing else."""
    left, right = before[-1], after[0]
    if _IS_WIDE.match(left) or _IS_WIDE.match(right) or left in "-/" or right in ",.;:!?)%‰":
        return ""
    if not _IS_WIDE.search(before[-_NEAR:] + after[:_NEAR]):
        return " "
    return " " if left.isalnum() and right.isalnum() and not _is_number(left, right) else ""


def _is_number(left: str, right: str) -> bool:
    return left.isdigit() and right.isdigit()


def _parts_words(segments: list[str]) -> bool:
    """Tell whether the gaps between ``segments`` part names or cells, and so should stay.

    In a sentence and between single letters they never do.
    """
    lengths = [len(segment) for segment in segments]
    words = [segment.rstrip("：:") for segment in segments]
    if sum(lengths) < 1.5 * len(lengths) or sum(lengths) > 60 or cues.is_finished(segments[-1]):
        return False
    if len(segments) > 2 and max(lengths) <= _MOST_CELL:
        return True
    # 罗继峰　省通信管理局副局长: who takes part, the other way round.
    if len(words) == 2 and is_introduced(f"{_KEY.sub('', words[0])} {words[1]}"):
        return True
    if is_person(words[-1]):
        return bool(_OFFICE_END.fullmatch(words[-2])) or is_person(words[-2])
    return False
