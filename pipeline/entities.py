"""Mentions as JSON objects: the entities of ``sacho annotate`` and ``sacho extract --out``."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

from extractors.mention import Mention

_INTERNAL = {"sentence_start", "sentence_end"}


def entity(mention: Mention) -> dict[str, object]:
    """A mention with its type and fields; amounts as numbers (integers when whole), lists for tuples."""
    values = {
        column.name: _plain(getattr(mention, column.name))
        for column in fields(mention)
        if column.name not in _INTERNAL
    }
    return {"type": mention.type, **values}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value
