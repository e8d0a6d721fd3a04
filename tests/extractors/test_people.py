"""People: every name of a sentence with its title and its body, and sentences that hold nobody."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors import Document, extract
from extractors.mention import Person

TABLE = Path(__file__).parent / "tables" / "people.toml"
# "«심가람|차관|행정안전부»", "⟨김⟩"
_MARK = re.compile(r"([«⟨])([^«⟨»⟩|]+)(?:\|([^»⟩|]+)\|([^»⟩|]+))?[»⟩]")

#: A person as it is compared: start, end, title, body.
Found = tuple[int, int, str | None, str | None]


class Example(NamedTuple):
    """A passage with its marks, and the day it was published."""

    phenomenon: str
    published: str
    line: str


def examples(tree: dict[str, dict[str, list[str]]]) -> list[Example]:
    """The passages of a table in its order."""
    return [
        Example(phenomenon, published, line)
        for phenomenon, days in tree.items()
        for published, lines in days.items()
        for line in lines
    ]


def unmarked(line: str) -> tuple[str, list[Found], list[range]]:
    """The text without its marks, the people in it, and the places that may hold one."""
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
            expected.append((start, len(text), value(mark[3]), value(mark[4])))
    return text + line[place:], expected, optional


def value(field: str) -> str | None:
    return None if field == "-" else field


def people(text: str, published: str | None = "2024-05-10") -> list[Person]:
    return [mention for mention in extract(Document(text, published)) if isinstance(mention, Person)]


_TREE = tomllib.loads(TABLE.read_text(encoding="utf-8"))
_NOTHING = examples({"nothing": _TREE.pop("nothing", {})})
EXAMPLES = examples(_TREE)


def title(example: Example) -> str:
    return f"{example.phenomenon}: {example.line}"


@pytest.mark.parametrize("example", EXAMPLES, ids=title)
def test_names_titles_and_bodies(example: Example) -> None:
    text, expected, optional = unmarked(example.line)
    found = [
        (one.start, one.end, one.title, one.agency)
        for one in people(text, example.published)
        if not any(one.start < place.stop and place.start < one.end for place in optional)
    ]
    assert found == expected


@pytest.mark.parametrize("example", _NOTHING, ids=title)
def test_nobody(example: Example) -> None:
    text, _, optional = unmarked(example.line)
    assert not [
        one.text
        for one in people(text, example.published)
        if not any(one.start < place.stop and place.start < one.end for place in optional)
    ]


def test_the_table_is_large_enough() -> None:
    assert sum(len(unmarked(example.line)[1]) for example in EXAMPLES) >= 120
    assert len(_NOTHING) >= 80
