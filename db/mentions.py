"""From a `Mention` to the row of its table, and what an article's countries follow from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter

from db.writing import Value
from extractors.mention import (
    Agency,
    Country,
    Date,
    ImpliedCountry,
    Mention,
    Money,
    Person,
    Programme,
    Region,
    TableAmount,
)

#: Each kind of mention and its table; what is no mention of its own (figures of tables, cities) stands apart.
TABLE_OF: dict[type[Mention], str] = {
    Money: "money",
    Date: "dates",
    Country: "country_mentions",
    Region: "region_mentions",
    Agency: "agency_mentions",
    Person: "people",
    Programme: "programmes",
    TableAmount: "table_amounts",
    ImpliedCountry: "implied_countries",
}
# Asked once and not for each of a million mentions.
_COLUMNS = {kind: tuple(column.name for column in fields(kind)) for kind in TABLE_OF}
_VALUES_OF = {kind: attrgetter(*columns) for kind, columns in _COLUMNS.items()}
#: Why an amount that was read could not be stored.
TOO_LONG = "number_too_long_for_the_database"


def mention_id(article_id: str, field: str, start: int) -> str:
    """``korea_kr:156647084#body:120``; unique within a table, because mentions of a type never overlap."""
    return f"{article_id}#{field}:{start}"


def mention_row(article_id: str, field: str, mention: Mention) -> dict[str, Value]:
    """A mention as a row of ``TABLE_OF[type(mention)]``: bools as 0/1, lists as JSON, amounts as numbers."""
    kind = type(mention)
    row: dict[str, Value] = dict(zip(_COLUMNS[kind], _VALUES_OF[kind](mention), strict=True))
    row["id"] = mention_id(article_id, field, mention.start)
    row["article_id"] = article_id
    row["field"] = field
    if isinstance(mention, Money):
        row |= _stored_amounts(amount=mention.amount, amount_max=mention.amount_max)
    elif isinstance(mention, TableAmount):
        row |= _stored_amounts(amount=mention.amount)
    elif isinstance(mention, Region):
        row["codes"] = json.dumps(mention.codes, ensure_ascii=False)
    elif isinstance(mention, ImpliedCountry):
        row["id"] = f"{row['id']}:{mention.code}"  # 양국 points to two
    elif isinstance(mention, Agency):
        row["current_ids"] = json.dumps(mention.current_ids, ensure_ascii=False)
    return row


def _stored_amounts(**amounts: Decimal | None) -> dict[str, Value]:
    """The columns of amounts as SQLite keeps them, with the reason where it can't."""
    row: dict[str, Value] = {}
    for column, amount in amounts.items():
        if amount is not None:
            row[column] = number = stored_number(amount)
            if number is None:
                row |= {"reason": TOO_LONG, "certain": 0}
    return row


def stored_number(value: Decimal) -> int | float | None:
    """The number as SQLite keeps it without loss: an integer if whole, else a float that prints the same.

    None where neither holds it (beyond 64 bits, or more digits than a float has): no money of this world,
    rather a misprint; the row then says so in ``reason``, and the words stand in ``text``.
    """
    if not value.is_finite():
        return None
    if value == value.to_integral_value():
        return int(value) if abs(value) < 2**63 else None
    number = float(value)
    return number if Decimal(repr(number)) == value else None


def concerned_countries(mentions: Iterable[Mention]) -> list[tuple[str, str]]:
    """The countries that an article concerns and how we know: (code, ``mention``, ``agency`` or ``city``)."""
    found: set[tuple[str, str]] = set()
    for mention in mentions:
        if isinstance(mention, Country):
            found.add((mention.code, "mention"))
        elif isinstance(mention, Agency) and mention.country:
            found.add((mention.country, "agency"))
        elif isinstance(mention, ImpliedCountry) and mention.via == "city":
            found.add((mention.code, "city"))
    return sorted(found)
