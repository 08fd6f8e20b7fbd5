"""What a file's properties say of it: often something, often only the name of a template."""

import re

from index.readers import decode

_GENERIC = re.compile(
    r"(?:untitled|document|microsoft word|word document|powerpoint presentation|presentation|slide|"
    r"title|none|null|无标题|未命名|无题|标题|文档|新建文档|演示文稿|幻灯片)[\s\-_]*\d*",
    re.IGNORECASE,
)
_BY_PROGRAM = re.compile(r"microsoft (?:word|powerpoint|excel)\s*-\s", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\.(?:docx?|dotx?|docm|wps|wpt|odt|rtf|txt|md|pdf|pptx?|xlsx?|html?|indd|qxd|tmp|ps|tex|dvi)$",
    re.IGNORECASE,
)


def title(value: object) -> str:
    """Return a title from a document's properties on one line; "" if it is no real title."""
    if not isinstance(value, str):
        return ""
    words = " ".join(decode.clean(value).split())
    if _GENERIC.fullmatch(words) or _BY_PROGRAM.match(words) or _FILE_NAME.search(words):
        return ""
    # Names of jobs and ids (20260421-01, A4) and wrongly decoded ones are no titles.
    letters = sum(character.isalpha() for character in words)
    return words if letters >= 2 and letters * 3 >= len(words) and "\ufffd" not in words else ""
