"""Rows of a run that may be interrupted: one JSON object a line, appended as it is made."""

import json
from pathlib import Path
from typing import Any

from index.errors import UserError


class Rows:
    """The rows in a file, by their ``key``.

    A line that a killed run wrote half is dropped.

    Raises:
        UserError: another line is not a row.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.found: dict[str, dict[str, Any]] = {}
        if not path.exists():
            return
        data = path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            with path.open("r+b") as stream:
                stream.truncate(whole)
        for number, line in enumerate(data[:whole].splitlines(), 1):
            try:
                row = json.loads(line)
                self.found[row["key"]] = row
            except (ValueError, KeyError, TypeError) as error:
                raise UserError(
                    f"{path}: line {number}: it is not a row of an earlier run; delete the file, "
                    "and its questions are asked again"
                ) from error

    def append(self, row: dict[str, Any]) -> None:
        """Add a row, in the file at once."""
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        self.found[row["key"]] = row
