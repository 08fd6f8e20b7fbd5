"""Rows of a table in repaired text: ``| a | b |``, ``a｜b｜c`` or tabs between cells."""

import re

_CELL = re.compile(r"(?<!\\)\|")
# A title may have one: 要闻｜国务院常务会议.
_BAR = re.compile("[｜│]")
_FEWEST_BETWEEN_BARS = 3
_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?\|?")
_VALUE = re.compile(r"[-+−–—±]?\s?[¥$€]?\d[\d,.]*\s?[%％‰]?[十百千万亿]*\S?|[-–—/…]+")
_BARE = re.compile(r"[-−+]?[\d,]*\d(?:\.\d+)?")
_UNIT = re.compile(r"(?P<name>.+?)\s?[（(](?P<unit>[^（）()：:]{1,8})[）)]")
# What is in brackets after the name of a row is a unit only if it is known as one: not （CPI）.
_KNOWN_UNIT = re.compile(
    r"[十百千万亿]*(?:美?元|人次?|户|家|个|件|台|辆|套|架|艘|头|只|羽|亩|公顷|[公市]?斤|千?克|吨|标准?箱|公里|[千厘毫]?米"
    r"|平方(?:米|公里)|立方米|千瓦时?|吉瓦时?|升|桶|吨标准煤|张|所|处|座|次|起|宗|项|本|册|场|班|列|列次|架次|%|‰|个百分点)"
    r"(?:/[\u4e00-\u9fff]{1,3})?"
)
_SPAN = re.compile(r"[^\n]+")


def cells(line: str) -> list[str]:
    """Return the cells of a row; none for a line that is no row."""
    words = line.strip()
    if words.startswith("|"):
        inner = words[1:-1] if words.endswith("|") and len(words) > 1 else words[1:]
        return [cell.strip() for cell in _CELL.split(inner)]
    if len(bars := _BAR.split(words)) >= _FEWEST_BETWEEN_BARS:
        return [cell.strip() for cell in bars]
    return [cell.strip() for cell in words.split("\t")] if "\t" in words else []


def is_row(line: str) -> bool:
    """Tell whether a line is a row of a table, its header or its rule."""
    return line.startswith("|") or bool(cells(line))


def is_rule(line: str) -> bool:
    """Tell whether a line is the rule that Markdown draws below a table's header."""
    return _RULE.fullmatch(line.strip()) is not None


def is_header(text: str, start: int) -> bool:
    """Tell whether the line at ``start`` names the columns of the table it opens, or is a rule.

    A Markdown rule below it says so, or else values below names: a later column of the table has a
    number in every row but the first, which has none.
    """
    line = _line(text, start)
    if is_rule(line):
        return True
    own = cells(line)
    if len(own) < 2 or cells(_before(text, start)):
        return False
    rows = _below(text, start)
    if rows and is_rule(rows[0]):
        return True
    values = [cells(row) for row in rows]
    if not values or any(_VALUE.fullmatch(name) for name in own):
        return False
    return any(
        all(len(row) > column and _VALUE.fullmatch(row[column]) for row in values)
        for column in range(1, len(own))
    )


def names(text: str, start: int) -> tuple[int, int] | None:
    """Return the span of the header of the table in which the row at ``start`` stands, if any."""
    at = text.rfind("\n", 0, start) + 1
    if not cells(_line(text, at)) or is_rule(_line(text, at)):
        return None
    first = at
    while (above := _start_before(text, first)) is not None and cells(_line(text, above)):
        first = above
    if first == at or not is_header(text, first):
        return None
    return first, first + len(_line(text, first))


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)].rstrip()


def _start_before(text: str, start: int) -> int | None:
    """Return the start of the line before that is not blank."""
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    return text.rfind("\n", 0, end) + 1 if end else None


def _before(text: str, start: int) -> str:
    above = _start_before(text, text.rfind("\n", 0, start) + 1)
    return "" if above is None else _line(text, above)


def _below(text: str, start: int) -> list[str]:
    """Return the rows of the same table below the line at ``start``."""
    rows: list[str] = []
    at = text.find("\n", start)
    while at >= 0 and (match := _SPAN.search(text, at)):
        line = match.group().rstrip()
        if line.strip():
            if not cells(line):
                break
            rows.append(line)
        at = text.find("\n", match.end())
    return rows


def written(text: str, start: int, end: int) -> str:
    """Return the row ``text[start:end]`` in words, each value with its column's name and unit.

    The row 东盟, 31650, 9.1% below 伙伴, 进出口（亿元）, 同比 is 东盟：进出口31650亿元，同比9.1%。
    It is "" for what is no row of a table whose header stands in ``text``.
    """
    row = cells(text[start:end])
    header = names(text, start) if len(row) > 1 else None
    columns = cells(text[slice(*header)]) if header else []
    if not columns or len(columns) != len(row):
        return ""
    first = 0 if _VALUE.fullmatch(row[0]) else 1
    # 牛肉（万吨）: all values of the row that have no unit of their own are in it.
    of_row = _UNIT.fullmatch(row[0]) if first else None
    known = of_row and _KNOWN_UNIT.fullmatch(of_row["unit"])
    label, unit = (of_row["name"], of_row["unit"]) if of_row and known else (row[0], "")
    pairs = [_pair(*pair, unit) for pair in list(zip(columns, row, strict=True))[first:] if pair[1]]
    return (f"{label}：" if first else "") + "，".join(pairs) + "。"


def _pair(name: str, value: str, of_row: str = "") -> str:
    unit = _UNIT.fullmatch(name)
    if _VALUE.fullmatch(value):
        if unit:
            return f"{unit['name']}{value}{unit['unit']}"
        gap = " " if name[-1:].isascii() and name[-1:].isalnum() else ""
        return f"{name}{gap}{value}{of_row if _BARE.fullmatch(value) else ''}"
    return f"{name}：{value}" if name else value
