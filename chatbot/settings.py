"""Settings and their sources: command line, then environment, then config.toml, then defaults."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

import platformdirs

from index.encode import BUNDLED
from index.errors import UserError

Language = Literal["zh", "en"]
PREFIX = "BRIEFING_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default. See docs/configuration.md."""

    home: Path
    store: Path
    encoder: str = BUNDLED
    query_prompt: str | None = None
    document_prompt: str | None = None
    passage_size: int = 300
    k: int = 8
    host: str = "127.0.0.1"
    port: int = 7860
    language: Language = "zh"

    @property
    def cache(self) -> Path:
        """Folder for what can be made again, such as the unpacked model."""
        return self.home / "cache"


LEAST = {"passage_size": 50, "k": 1, "port": 0}
MOST = {"passage_size": 2000, "k": 100, "port": 65535}


def load(given: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings: ``given`` (from the command line; None means not given) wins.

    Raises:
        UserError: an unknown key in config.toml or the environment, or a value that does not fit.
    """
    environment = os.environ if environment is None else environment
    home = Path(environment.get("BRIEFING_HOME") or platformdirs.user_data_dir("briefing"))
    home = home.expanduser().absolute()
    values: dict[str, Any] = {"store": home / "store"}
    values |= _from_file(home / "config.toml")
    values |= _from_environment(environment)
    values |= {key: value for key, value in given.items() if value is not None}
    return Settings(home=home, **{key: _fitted(key, value) for key, value in values.items()})


def names() -> set[str]:
    """Return the names of all settings."""
    return set(_names())


def _names() -> dict[str, Any]:
    return {field.name: field.type for field in fields(Settings) if field.name != "home"}


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UserError(f"{path} cannot be read as TOML: {error}; mend or remove it") from error
    for key in values:
        if key not in _names():
            raise UserError(
                f"{path}: unknown setting {key!r}; expected one of: {', '.join(_names())}"
            )
    if isinstance(values.get("store"), str):
        values["store"] = path.parent / Path(values["store"]).expanduser()
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    values = {}
    for variable, value in environment.items():
        if not variable.startswith(PREFIX) or variable == "BRIEFING_HOME":
            continue
        key = variable.removeprefix(PREFIX).lower()
        if key not in _names():
            known = ", ".join(PREFIX + name.upper() for name in _names())
            raise UserError(
                f"unknown environment variable {variable}; expected one of: BRIEFING_HOME, {known}"
            )
        values[key] = value
    return values


def _fitted(key: str, value: object) -> object:
    """Return ``value`` as the type of the setting ``key``."""
    kind = _names()[key]
    if kind is Path:
        return Path(str(value)).expanduser().absolute()
    if kind is int:
        try:
            number = int(str(value))
        except ValueError as error:
            raise UserError(f"{key} must be a whole number, found {value!r}") from error
        if not LEAST[key] <= number <= MOST[key]:
            raise UserError(f"{key} must be from {LEAST[key]} to {MOST[key]}, found {number}")
        return number
    if not isinstance(value, str):
        raise UserError(f"{key} must be text, found {value!r}")
    if key == "language" and value not in get_args(Language):
        raise UserError(f"language must be zh or en, found {value!r}")
    return value
