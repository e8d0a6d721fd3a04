"""Whose money, what for: every field of every amount of ``tables/amounts.toml``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors import context, money
from extractors.engine import extract_many
from extractors.mention import Agency, Date, Document, Money, Programme, Region
from extractors.reading import Reading

_SAMPLES = tomllib.loads((Path(__file__).parent / "tables" / "amounts.toml").read_text("utf-8"))["sample"]
_MARK = re.compile("⟦([^⟦⟧]+)⟧|«([^«»]+)»")
_FIELDS = ("role", "modifier", "per", "agency", "programme", "country", "when")
_YEAR = re.compile(r"\d{4}")


def _unmarked(marked: str) -> tuple[str, list[Programme]]:
    """The text without its marks, and the programmes marked in it."""
    text, last = "", 0
    programmes: list[Programme] = []
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        name = mark[2]
        if name:
            programmes.append(
                Programme(start=len(text), end=len(text) + len(name), text=name, rule="test", name=name)
            )
        text += mark[1] or name
        last = mark.end()
    return text + marked[last:], programmes


def _when(amount: Money) -> str | None:
    if not amount.date_start and not amount.date_end:
        return None
    return f"{amount.date_start or '-'}/{amount.date_end or '-'}"


def _expected(fields: dict[str, str]) -> dict[str, str | None]:
    when = fields.get("when")
    if when and _YEAR.fullmatch(when):
        when = f"{when}-01-01/{when}-12-31"
    return {field: fields.get(field) for field in _FIELDS} | {"when": when}


def _found(sample: dict[str, Any]) -> list[dict[str, str | None]]:
    text, programmes = _unmarked(sample["text"])
    document = Document(
        text, sample.get("published", "2024-05-20"), sample.get("title"), sample.get("sender")
    )
    (extraction,) = extract_many([document])
    found = (*extraction.mentions, *extraction.asides)
    reading = Reading.of(document)
    amounts = context.fill(
        reading,
        money.find(reading),
        [one for one in found if isinstance(one, Date)],
        [one for one in found if isinstance(one, Agency)],
        [one for one in found if not isinstance(one, Region)],
        programmes or [one for one in found if isinstance(one, Programme)],
    )
    return [
        {
            "role": amount.role,
            "modifier": amount.modifier,
            "per": amount.per,
            "agency": amount.agency,
            "programme": amount.programme,
            "country": amount.country,
            "when": _when(amount),
        }
        for amount in amounts
    ]


@pytest.mark.parametrize("sample", _SAMPLES, ids=lambda sample: sample["text"][:40])
def test_every_field_of_every_amount(sample: dict[str, Any]) -> None:
    assert _found(sample) == [_expected(fields) for fields in sample["amounts"]]
