"""The records of extraction: what goes in (Document) and what comes out (Mention and its kinds).

Offsets are half-open ranges of code points (Python ``str`` indices). Dates are ISO 8601 strings,
amounts `Decimal` in the base unit of their currency, countries ISO 3166-1 alpha-2 codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

#: A date that stands outside the body: its kind (url, neighbour, crawl, repost, modified, search)
#: and the date as ISO 8601 of the known precision (``2024-08-26``, ``2012-12``, ``--09-02``).
Hint = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Document:
    """The only input of extraction.

    text: the text that offsets point into, taken as it is.
    published: day of publication as ``YYYY[-MM[-DD[Thh:mm…]]]``, or None where it is not known.
    title: the article's title, as context (it is not searched for mentions).
    sender: name of the issuing agency, if known (``행정안전부``).
    hints: dates outside the text that help to infer the publication date.
    """

    text: str
    published: str | None = None
    title: str | None = None
    sender: str | None = None
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that names something. ``document.text[start:end] == text`` always.

    rule: the name of the rule that made it (``date.month_day``).
    certain: False where a part was implied or the reading is only likely.
    reason: why a value is null, else None.
    sentence_start, sentence_end: the sentence around it, filled in by the engine.
    """

    type: ClassVar[str] = "mention"

    start: int
    end: int
    text: str
    rule: str
    certain: bool = True
    reason: str | None = None
    sentence_start: int = 0
    sentence_end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Mention):
    """An amount of money; the last six fields say whose, what for, with whom and for when.

    amount_max: the upper end of a range, else None. modifier: approx, at_least, at_most, over, under.
    role: budget, support, contract, investment, trade, revenue, price, penalty, effect, other.
    per: the unit that the amount is for (인, 월, 연, 건). agency: the name of the body whose id is
    ``agency_id``, or of one that no list holds.
    """

    type: ClassVar[str] = "money"

    amount: Decimal | None
    currency: str | None
    amount_max: Decimal | None = None
    modifier: str | None = None
    role: str | None = None
    per: str | None = None
    agency_id: str | None = None
    programme: str | None = None
    country: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Mention):
    """A stretch of the calendar; both ends inclusive, null where not resolvable.

    granularity: day, week, month, quarter, half, season, year, decade, century, part (초, 말), holiday.
    reference: absolute, relative (to the publication date), anaphoric, offset.
    """

    type: ClassVar[str] = "date"

    date_start: str | None
    date_end: str | None
    granularity: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Country(Mention):
    """A name of a state; code is ISO 3166-1 alpha-2."""

    type: ClassVar[str] = "country"

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Mention):
    """A region or grouping of countries (동남아, G7); codes are its members, possibly none."""

    type: ClassVar[str] = "region"

    name: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Mention):
    """A body of a state or of states.

    agency_id: the gazetteer's id of the body in its period; None for a body that no list holds.
    name: the full official name at the time; None where several bodies fit.
    kind: central, local, public, foreign, international.
    country: code of a foreign body's country. current_ids: today's successors.
    """

    type: ClassVar[str] = "agency"

    agency_id: str | None
    name: str | None
    kind: str | None
    country: str | None = None
    current_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Mention):
    """A named person with the post that stands beside the name.

    title: the post without the body's name (``1차관``, ``청장``). agency: the full name of the body where
    it stands beside the name or its post, with its id if a list holds it.
    """

    type: ClassVar[str] = "person"

    name: str
    title: str | None = None
    agency_id: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Mention):
    """A named programme, plan, measure or event."""

    type: ClassVar[str] = "programme"

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAmount(Mention):
    """A bare figure of a table that says its unit elsewhere (``(단위: 백만원)``); no mention of money.

    amount: the figure with its unit applied. unit: as written, ``text[unit_start:unit_end]``.
    row_label, column_label: the words of its row and its column, None where the text does not tell.
    """

    type: ClassVar[str] = "table_amount"

    amount: Decimal | None
    currency: str | None
    unit: str
    unit_start: int
    unit_end: int
    row_label: str | None = None
    column_label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpliedCountry(Mention):
    """A word that points to a country without naming it (``하노이``, ``양국``): evidence, no mention of it.

    via: ``city`` (a city or capital), ``both`` (양국, 두 나라: the two states that the text speaks of).
    """

    type: ClassVar[str] = "implied_country"

    code: str
    via: str


#: What extraction gives besides mentions.
ASIDES: tuple[type[Mention], ...] = (TableAmount, ImpliedCountry)
#: Every kind of mention, in the order in which they are reported and stored.
KINDS: tuple[type[Mention], ...] = (Money, Date, Country, Region, Agency, Person, Programme)
