"""The place that is listened on: a host and a port, or why they cannot be used."""

import errno
import ipaddress
import os
import socket

from index.errors import UserError


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to ``host`` and ``port``.

    Raises:
        UserError: the host is not known, or the port is taken or not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise UserError(
            f"host {host!r} is not known; expected an address of this machine such as 127.0.0.1"
        ) from error
    family, kind, protocol, _, place = found[0]
    bound = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            # Elsewhere this option would let two programs share the port.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen(128)
    except OSError as error:
        bound.close()
        raise _refusal(host, port, error) from error
    return bound


def is_local(host: str) -> bool:
    """Tell whether only this machine reaches a page on ``host``; other names are not looked up."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def address(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _refusal(host: str, port: int, error: OSError) -> UserError:
    another = port + 1 if 1024 <= port < 65535 else 7860
    if error.errno == errno.EADDRINUSE:
        return UserError(
            f"port {port} on {host} is in use by another program; "
            f"choose another: briefing serve --port {another}"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return UserError(
            f"port {port} on {host} is not allowed to this user; "
            f"choose one from 1024: briefing serve --port {another}"
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return UserError(
            f"host {host} is not an address of this machine; expected one such as 127.0.0.1"
        )
    return UserError(f"port {port} on {host} cannot be used: {error.strerror or error}")
