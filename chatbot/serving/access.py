"""Who may ask: the password, and the address under which a reverse proxy shows the page."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from index.errors import UserError

_PATH = re.compile(r"(?:/[\w.~-]+)+")


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and a password, neither empty."""

    user: str
    password: str = field(repr=False)

    @classmethod
    def of(cls, given: object, where: str) -> "Credentials":
        """Return what ``user:password`` says; ``where`` it was found is for the message.

        Raises:
            UserError: it is of another form; what it is instead is not repeated.
        """
        user, colon, password = given.partition(":") if isinstance(given, str) else ("", "", "")
        found = ""
        if not isinstance(given, str):
            found = f"a {type(given).__name__}"
        elif not colon:
            found = f"{len(given)} characters without a colon"
        elif not user:
            found = "no user before the colon"
        elif not password:
            found = "no password after the colon"
        elif any(ord(sign) < 32 or 127 <= ord(sign) < 160 or _lone(sign) for sign in given):
            found = "a control character or bytes that are not UTF-8 text"
        if found:
            raise UserError(
                f"{where} must be user:password, found {found}; "
                "type for example BRIEFING_AUTH='reader:a long password' briefing serve"
            )
        return cls(user, password)

    def match(self, authorization: bytes) -> bool:
        """Tell whether a header's value holds them: Basic, or the password alone as Bearer.

        How long this takes says nothing of how much was right.
        """
        scheme, _, value = authorization.strip().partition(b" ")
        value = value.strip()
        if scheme.lower() == b"bearer":
            return _same(value, self.password)
        if scheme.lower() != b"basic":
            return False
        try:
            return _same(base64.b64decode(value, validate=True), f"{self.user}:{self.password}")
        except binascii.Error:
            return False


@dataclass(frozen=True, slots=True)
class Access:
    """How the page is reached: with which password if any, and under which address.

    ``root`` is what a reverse proxy shows it under: a path, an address with or without one, "/"
    for a proxy that adds no path, or "" where there is none.
    """

    credentials: Credentials | None = None
    root: str = ""

    @classmethod
    def of(cls, auth: str | None, root: str) -> "Access":
        """Return the access that two settings describe.

        Raises:
            UserError: one of them is of another form.
        """
        return cls(Credentials.of(auth, "auth") if auth else None, root)

    @property
    def prefix(self) -> str:
        """The path before every path of the page, without a slash at its end; mostly ""."""
        return urlsplit(self.root).path.rstrip("/")

    @property
    def origin(self) -> str:
        """The scheme and host that a reverse proxy answers to, as browsers write it, or ""."""
        parts = urlsplit(self.root)
        return f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""

    def address(self, scheme: str, headers: Mapping[str, str]) -> str:
        """Return the page's address, without a slash at its end, as a request to it names it."""
        named = f"{scheme}://{headers.get('host', 'localhost')}"
        return f"{self.origin or named}{self.prefix}"


def root(given: object, where: str) -> str:
    """Return a root path as it is meant; ``where`` it was found is for the message.

    Raises:
        UserError: neither a path nor an address.
    """
    words = given if isinstance(given, str) else ""
    try:
        parts = urlsplit(words)
        _ = parts.port
        plain = not re.search(r"[?#\s]", words)
        path = parts.path.rstrip("/")
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in words
        here = not parts.scheme and not parts.netloc and parts.path.startswith("/")
        if plain and (not path or _PATH.fullmatch(path)) and (whole or here):
            return words if words == "/" else words.rstrip("/")
    except ValueError:
        pass
    raise UserError(
        f"{where} must be a path or an address without a query, found {given!r}; "
        "type for example --root-path /briefing or --root-path https://example.org/briefing"
    )


def _lone(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff"


def _same(found: bytes, expected: str) -> bool:
    # Digests are of one length, so not even that of the password can be timed.
    wanted = hashlib.sha256(expected.encode()).digest()
    return hmac.compare_digest(hashlib.sha256(found).digest(), wanted)
