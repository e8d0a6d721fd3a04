"""Mappings: a small TOML file that says what the fields of a known export are called."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from pipeline.dumps.fields import FieldNames
from pipeline.dumps.names import DEFAULTS, KNOWN

_KEYS = ("format", "encoding", "separator", "quote", "escape", "columns", "records", "fields", "fixed")


def mappings() -> tuple[str, ...]:
    """The names of the mappings that come with sacho."""
    found = (one.name for one in files("pipeline.dumps").joinpath("mappings").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def load_mapping(path_or_name: str) -> FieldNames:
    """The mapping of that name (``bigkinds``), or of a TOML file of the user's.

    Raises ValueError naming what is wrong in it and what may stand there, FileNotFoundError for a file
    that is not there.
    """
    if path_or_name in mappings():
        text = files("pipeline.dumps").joinpath("mappings", f"{path_or_name}.toml").read_text("utf-8")
    elif Path(path_or_name).is_file():
        text = Path(path_or_name).read_text("utf-8-sig")
    else:
        raise FileNotFoundError(
            f"{path_or_name}: no such mapping; name a TOML file or one of {', '.join(mappings())}"
        )
    try:
        return _mapping(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise ValueError(f"{path_or_name}: {error}") from None


def _mapping(said: dict[str, object]) -> FieldNames:
    _only(said, _KEYS, "key")
    names = dict(DEFAULTS)
    fields, fixed = _table(said, "fields"), _table(said, "fixed")
    _only(fields, tuple(DEFAULTS), "field")
    _only(fixed, KNOWN, "fixed field")
    for ours, theirs in fields.items():
        names[ours] = (*_names(f"fields.{ours}", theirs), *names[ours])
    return FieldNames(
        names,
        {ours: _text(f"fixed.{ours}", value) for ours, value in fixed.items()},
        _format(said.get("format")),
        _encoding(said.get("encoding")),
        _mark("separator", said.get("separator"), "',' or '\\t'", '"'),
        _names("columns", said["columns"]) if "columns" in said else (),
        _text("records", said["records"]) if "records" in said else None,
        _mark("quote", said.get("quote"), '"\'"'),
        _mark("escape", said.get("escape"), "'\\'", '"'),
    )


def _only(said: Iterable[str], known: tuple[str, ...], what: str) -> None:
    for name in said:
        if name not in known:
            raise ValueError(f"unknown {what} {name!r}; there are {', '.join(known)}")


def _table(said: dict[str, object], name: str) -> dict[str, object]:
    table = said.get(name, {})
    if not isinstance(table, dict):
        raise ValueError(f"{name} is a table: write [{name}] and below it FIELD = NAME")
    return table


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name} must be a text")
    return value


def _names(name: str, value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    if not given:
        raise ValueError(f"{name} is an empty list")
    return tuple(_text(name, one) for one in given)


def _format(value: object) -> str | None:
    from pipeline.dumps.formats import FORMATS

    if value is None or value in FORMATS:
        return value if isinstance(value, str) else None
    raise ValueError(f"unknown format {value!r}; there are {', '.join(FORMATS)}")


def _encoding(value: object) -> str | None:
    if value is None:
        return None
    try:
        return codecs.lookup(_text("encoding", value)).name
    except LookupError:
        raise ValueError(f"unknown encoding {value!r}; usual ones are utf-8, cp949 and utf-16") from None


def _mark(key: str, value: object, such: str, no: str = "") -> str | None:
    """One character of ASCII. such: for messages. no: what it can't be, besides the ends of lines."""
    if value is None:
        return None
    if isinstance(value, str) and len(value) == 1 and value.isascii() and value not in f"\r\n{no}":
        return value
    raise ValueError(f"{key} is one character such as {such}, not {value!r}")
