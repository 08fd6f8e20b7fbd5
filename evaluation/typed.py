"""JSON back to the records that it was made of, by their annotations."""

from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints


def read(kind: Any, value: object, where: str) -> Any:  # noqa: ANN401
    """Return ``value``, as ``json`` gives it, as the annotated type ``kind``.

    Records, tuples, dicts with text as keys, ``Literal``, ``| None`` and plain values are known.

    Raises:
        TypeError: it does not fit; the message says where, counted from ``where``.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(value, dict):
        return _record(kind, value, where)
    if origin is tuple and isinstance(value, list):
        inner = parts[:1] * len(value) if parts[1:] == (...,) else parts
        if len(inner) == len(value):
            each = enumerate(zip(inner, value, strict=True))
            return tuple(read(part, item, f"{where}[{n}]") for n, (part, item) in each)
    if origin is dict and isinstance(value, dict):
        return {key: read(parts[1], item, f"{where}[{key!r}]") for key, item in value.items()}
    if origin is UnionType:
        for part in parts:
            if type(value) is part or (is_dataclass(part) and value is not None):
                return read(part, value, where)
    if kind is float and type(value) is int:
        return float(value)
    if (origin is Literal and value in parts) or type(value) is kind:
        return value
    raise TypeError(f"{where} must be {_name(kind)}, found {f'{value!r}':.60}")


def _record(kind: Any, value: dict[str, object], where: str) -> Any:  # noqa: ANN401
    names = {field.name for field in fields(kind)}
    if names != value.keys():
        wrong = ", ".join(map(repr, sorted(names ^ value.keys())))
        raise TypeError(f"{where} lacks, or should not have, {wrong}")
    hints = _hints(kind)
    return kind(**{name: read(hints[name], value[name], f"{where}.{name}") for name in names})


def _name(kind: Any) -> str:  # noqa: ANN401
    if is_dataclass(kind):
        return "an object"
    if get_origin(kind) is Literal:
        return f"one of {', '.join(map(repr, get_args(kind)))}"
    return kind.__name__ if isinstance(kind, type) else str(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    return get_type_hints(kind)
