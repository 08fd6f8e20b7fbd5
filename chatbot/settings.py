"""Settings and their sources: command line, then environment, then config.toml, then defaults."""

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

import platformdirs

from chatbot.serving import access
from index.encode import BUNDLED
from index.errors import UserError

Language = Literal["zh", "en"]
Answering = Literal["extractive", "llm", "auto"]
PREFIX = "BRIEFING_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default. See docs/configuration.md."""

    home: Path
    store: Path
    encoder: str = BUNDLED
    query_prompt: str | None = None
    document_prompt: str | None = None
    passage_size: int = 400
    k: int = 8
    host: str = "127.0.0.1"
    port: int = 7860
    language: Language = "zh"
    auth: str | None = field(default=None, repr=False)
    root_path: str = ""
    answerer: Answering = "auto"
    llm_url: str | None = None
    llm_model: str | None = None
    llm_key: str | None = field(default=None, repr=False)
    llm_file: Path | None = None
    llm_temperature: float = 0.0
    llm_wait: float = 30.0
    llm_timeout: float = 120.0

    @property
    def cache(self) -> Path:
        """Folder for what can be made again, such as the unpacked model."""
        return self.home / "cache"


LEAST = {
    "passage_size": 50,
    "k": 1,
    "port": 0,
    "llm_temperature": 0,
    "llm_wait": 1,
    "llm_timeout": 1,
}
MOST = {
    "passage_size": 2000, "k": 100, "port": 65535,
    "llm_temperature": 2, "llm_wait": 3600, "llm_timeout": 3600,
}  # fmt: skip
_CHOICES = {"language": get_args(Language), "answerer": get_args(Answering)}


def load(given: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings: ``given`` (from the command line; None means not given) wins.

    Raises:
        UserError: an unknown key in config.toml or the environment, or a value that does not fit.
    """
    environment = os.environ if environment is None else environment
    named = environment.get("BRIEFING_HOME") or platformdirs.user_data_dir("briefing")
    home = _folder("BRIEFING_HOME", named, Path())
    found: dict[str, _Found] = {"store": _Found("store", "store", home)}
    found |= _from_file(home / "config.toml")
    found |= _from_environment(environment)
    found |= {key: _Found(key, value) for key, value in given.items() if value is not None}
    return Settings(home=home, **{key: _fitted(key, value) for key, value in found.items()})


def names() -> set[str]:
    """Return the names of all settings."""
    return set(_names())


def _names() -> dict[str, Any]:
    return {field.name: field.type for field in fields(Settings) if field.name != "home"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A value and where it was found, for the message; a path is relative to ``base``."""

    where: str
    value: object
    base: Path = Path()


def _from_file(path: Path) -> dict[str, _Found]:
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UserError(f"{path} cannot be read as TOML: {error}; mend or remove it") from error
    for key in values:
        if key not in _names():
            raise UserError(
                f"{path}: unknown setting {key!r}; expected one of: {', '.join(_names())}"
            )
    return {key: _Found(f"{path}: {key}", value, path.parent) for key, value in values.items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, _Found]:
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
        values[key] = _Found(variable, value)
    return values


def _fitted(key: str, found: _Found) -> Any:  # noqa: ANN401
    """Return the value as the type of the setting ``key``."""
    kind, where, value = _names()[key], found.where, found.value
    if kind is Path:
        return _folder(where, value, found.base)
    if key == "llm_file":
        return _file(where, value, found.base)
    if key == "llm_url":
        return _address(where, value)
    if key == "auth":
        access.Credentials.of(value, where)
        return value
    if key == "root_path":
        return access.root(value, where)
    if kind in (int, float):
        return _number(key, kind, where, value)
    if not isinstance(value, str):
        # What was given for a key is shown to nobody.
        shown = "something else" if key == "llm_key" else repr(value)
        raise UserError(f"{where} must be text, found {shown}")
    if key in _CHOICES and value not in _CHOICES[key]:
        *others, last = _CHOICES[key]
        raise UserError(f"{where} must be {', '.join(others)} or {last}, found {value!r}")
    return value


def _number(key: str, kind: type, where: str, value: object) -> float:
    try:
        number: float = kind(str(value))
    except ValueError as error:
        words = "a whole number" if kind is int else "a number"
        raise UserError(f"{where} must be {words}, found {value!r}") from error
    if not LEAST[key] <= number <= MOST[key]:
        raise UserError(f"{where} must be from {LEAST[key]} to {MOST[key]}, found {number}")
    return number


def _address(where: str, value: object) -> str:
    """Return the address of a model's server without a slash at its end."""
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise UserError(
            f"{where} must be an address, for example http://localhost:11434/v1, found {value!r}"
        )
    return parts.geturl().rstrip("/")


def _file(where: str, value: object, base: Path) -> Path:
    """Return the absolute path of a model's file.

    Raises:
        UserError: there is none.
    """
    path = _folder(where, value, base)
    if not path.is_file():
        raise UserError(f"{where} must name a model's .gguf file, found none at {path}")
    return path


def _folder(where: str, value: object, base: Path) -> Path:
    """Return the absolute path of a folder, which need not exist."""
    if not isinstance(value, str | Path) or not str(value):
        raise UserError(f"{where} must name a folder, found {value!r}")
    try:
        path = (base / Path(value).expanduser()).absolute()
        with suppress(FileNotFoundError, NotADirectoryError):
            path.stat()
    except (OSError, RuntimeError, ValueError) as error:
        # A name that is too long, a folder that may not be entered, ~ of nobody, a NUL character.
        cause = error.strerror if isinstance(error, OSError) else error
        raise UserError(f"{where} must name a folder, found {str(value)!r} ({cause})") from error
    return path
