"""What must give nothing: figures and words that only look like dates and money.

tables/no_dates_no_money.toml holds the texts by phenomenon, and texts with marked mentions among such traps.
"""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest

from extractors import extract
from extractors.mention import Date, Document, Money

TABLE = Path(__file__).with_name("tables") / "no_dates_no_money.toml"
LISTS = tomllib.loads(TABLE.read_text(encoding="utf-8"))
WRONG_TODAY = LISTS.get("wrong_today", {})
PUBLISHED = "2025-12-15"

MARKS = {Date: "«»", Money: "⟦⟧"}


def texts(phenomena: dict[str, list[str]]) -> list[object]:
    """The texts of a list as parameters, named by their phenomenon."""
    return [pytest.param(text, id=f"{name}: {text}") for name, listed in phenomena.items() for text in listed]


def unmarked(text: str) -> str:
    return re.sub("[«»⟦⟧]", "", text)


def found_in(text: str) -> str:
    """A text with every date and amount found in it marked as the table marks them."""
    kinds = [mention for mention in extract(Document(text, PUBLISHED)) if type(mention) in MARKS]
    for mention in sorted(kinds, key=lambda mention: -mention.start):
        opening, closing = MARKS[type(mention)]
        within = f"{opening}{text[mention.start : mention.end]}{closing}"
        text = f"{text[: mention.start]}{within}{text[mention.end :]}"
    return text


@pytest.mark.parametrize("text", texts(LISTS["nothing"]))
def test_nothing_is_a_date_or_money(text: str) -> None:
    assert found_in(text) == text


@pytest.mark.parametrize("text", texts(LISTS["only"]))
def test_nothing_but_the_marked_mention(text: str) -> None:
    assert found_in(unmarked(text)) == text


@pytest.mark.xfail(reason="read wrongly today")
@pytest.mark.parametrize("text", texts(WRONG_TODAY.get("nothing", {})) + texts(WRONG_TODAY.get("only", {})))
def test_read_wrongly_today(text: str) -> None:
    assert found_in(unmarked(text)) == text


def test_the_lists_are_large_enough() -> None:
    nothing = [*texts(LISTS["nothing"]), *texts(WRONG_TODAY.get("nothing", {}))]
    only = [*texts(LISTS["only"]), *texts(WRONG_TODAY.get("only", {}))]
    assert len(nothing) >= 700
    assert len(only) >= 60


def test_no_text_is_listed_twice() -> None:
    lists = [LISTS["nothing"], LISTS["only"], *WRONG_TODAY.values()]
    listed = [text for phenomena in lists for group in phenomena.values() for text in group]
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize(
    "trap",
    ["1/3~", "(4.5), ", "제3조제2항 ", "3-2로 ", "5위안 ", "2인 1조 원", "4.5일", "이번 달리기 ", "12\n월간"],
)
def test_long_runs_of_traps_are_read_in_time(trap: str) -> None:
    text = (trap * (20_000 // len(trap)))[:20_000]
    begun = time.process_time()
    extract(Document(text, PUBLISHED))
    assert time.process_time() - begun < 5
