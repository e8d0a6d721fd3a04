"""Dates in figures and with units, by phenomenon: tables/written_dates.toml says what each spelling is."""

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors.dates import find
from extractors.mention import Date, Document
from extractors.reading import Reading

TABLE = Path(__file__).parent / "tables" / "written_dates.toml"


class Example(NamedTuple):
    """One spelling: a text with its dates in «», their values in order, its publication date."""

    phenomenon: str
    published: str | None
    values: str
    line: str


def examples(tree: dict[str, dict[str, dict[str, list[str]]]]) -> list[Example]:
    """The spellings of a table, phenomenon → publication → value → spellings, in its order."""
    return [
        Example(phenomenon, None if published == "none" else published, values, line)
        for phenomenon, days in tree.items()
        for published, spellings in days.items()
        for values, lines in spellings.items()
        for line in lines
    ]


def marked(line: str) -> tuple[str, list[str]]:
    """The text of an example without its marks, and the marked words."""
    pieces = line.replace("»", "«").split("«")
    return "".join(pieces), pieces[1::2]


def bounds(value: str) -> tuple[str | None, str | None]:
    """The first and the last day that a value of the table stands for."""
    if value == "-":
        return None, None
    start, _, end = value.partition("..")
    if ".." in value:
        return start or None, end or None
    if len(value) == 4:
        return f"{value}-01-01", f"{value}-12-31"
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        days = 30 if month in (4, 6, 9, 11) else 31
        if month == 2:
            days = 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
        return f"{value}-01", f"{value}-{days}"
    return value, value


_TREE = tomllib.loads(TABLE.read_text(encoding="utf-8"))
#: What the rules do not read as the table says; each is expected to fail until it is moved up.
OPEN = examples(_TREE.pop("open", {}))
EXAMPLES = examples(_TREE)


def title(example: Example) -> str:
    return f"{example.phenomenon}: {example.line}"


@pytest.mark.parametrize("example", EXAMPLES, ids=title)
def test_spans_and_values(example: Example) -> None:
    text, words = marked(example.line)
    found: list[Date] = find(Reading.of(Document(text, example.published)))
    assert [text[date.start : date.end] for date in found] == words
    assert [(date.date_start, date.date_end) for date in found] == [
        bounds(value) for value in example.values.split(" ")
    ]


@pytest.mark.xfail(strict=True, reason="open: move it up in the table once it is read")
@pytest.mark.parametrize("example", OPEN, ids=title)
def test_open_spans_and_values(example: Example) -> None:
    test_spans_and_values(example)


def test_every_mark_has_its_value() -> None:
    for example in [*EXAMPLES, *OPEN]:
        assert len(marked(example.line)[1]) == len(example.values.split(" ")), example


def test_the_table_is_large_enough() -> None:
    written = [*EXAMPLES, *OPEN]
    assert len(written) >= 2400
    assert len({example.phenomenon for example in written}) >= 240
