"""Dates and money in news sentences, by phenomenon: tables/news_sentences.toml says what each one holds."""

import re
import tomllib
from calendar import monthrange
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors import Document, Mention, extract
from extractors.mention import Date, Money

TABLE = Path(__file__).parent / "tables" / "news_sentences.toml"
# "«26일=2024-08-26»", "⟦3억원=300000000 KRW⟧", "⟨추석⟩"
_MARK = re.compile(r"([«⟦⟨])([^«⟦⟨»⟧⟩=]+)(?:=([^»⟧⟩]+))?[»⟧⟩]")

#: A mention as it is compared: start, end, and what it stands for.
Found = tuple[int, int, tuple[object, ...]]


class Example(NamedTuple):
    """A passage with its marks, and the day it was published."""

    phenomenon: str
    published: str
    line: str


def examples(tree: dict[str, dict[str, list[str]]]) -> list[Example]:
    """The passages of a table, phenomenon → publication → lines, in its order."""
    return [
        Example(phenomenon, published, line)
        for phenomenon, days in tree.items()
        for published, lines in days.items()
        for line in lines
    ]


def unmarked(line: str) -> tuple[str, list[Found], list[range]]:
    """The text without its marks, the mentions that it must hold, and the places that may hold one."""
    text, place = "", 0
    expected: list[Found] = []
    optional: list[range] = []
    for mark in _MARK.finditer(line):
        text += line[place : mark.start()]
        start, place = len(text), mark.end()
        text += mark[2]
        if mark[1] == "⟨":
            optional.append(range(start, len(text)))
        else:
            value = amount(mark[3]) if mark[1] == "⟦" else bounds(mark[3])
            expected.append((start, len(text), value))
    return text + line[place:], expected, optional


def bounds(value: str) -> tuple[str | None, str | None]:
    """First and last day: ``2024-08`` is a month, ``A..B`` a stretch, ``-`` unknown."""
    if value == "-":
        return None, None
    low, dots, high = value.partition("..")
    if dots:
        return low or None, high or None
    year, month, day = (*value.split("-"), "", "")[:3]
    last = monthrange(int(year), int(month or 12))[1]
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or f'{last:02}'}"


def amount(value: str) -> tuple[Decimal | None, Decimal | None, str]:
    """Low end, high end and currency: ``1000 KRW``, ``1000..2000 KRW``, ``- KRW``."""
    figures, currency = value.split(" ")
    low, _, high = figures.partition("..")
    return None if low == "-" else Decimal(low), Decimal(high) if high else None, currency


def compared(mention: Mention) -> Found:
    """A date or an amount as the table holds it."""
    if isinstance(mention, Money):
        return mention.start, mention.end, (mention.amount, mention.amount_max, mention.currency)
    assert isinstance(mention, Date)
    return mention.start, mention.end, (mention.date_start, mention.date_end)


def overlaps(mention: Mention, places: list[range]) -> bool:
    return any(mention.start < place.stop and place.start < mention.end for place in places)


_TREE = tomllib.loads(TABLE.read_text(encoding="utf-8"))
#: What the rules do not read as the table says.
OPEN = examples(_TREE.pop("open", {}))
EXAMPLES = examples(_TREE)


def title(example: Example) -> str:
    return f"{example.phenomenon}: {example.line}"


@pytest.mark.parametrize("example", EXAMPLES, ids=title)
def test_spans_and_values(example: Example) -> None:
    text, expected, optional = unmarked(example.line)
    found = [
        compared(mention)
        for mention in extract(Document(text, example.published))
        if isinstance(mention, Date | Money) and not overlaps(mention, optional)
    ]
    assert sorted(found, key=lambda one: one[:2]) == expected


@pytest.mark.xfail(reason="open: move it up in the table once it is read")
@pytest.mark.parametrize("example", OPEN, ids=title)
def test_open_spans_and_values(example: Example) -> None:
    test_spans_and_values(example)


def test_the_table_is_large_enough() -> None:
    assert len(EXAMPLES) + len(OPEN) >= 400
