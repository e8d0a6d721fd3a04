"""The gazetteer of agencies: one row per body and period, and the links from a body to its successors.

Source of the facts: ``data/agencies.csv`` and ``data/agency_links.csv`` (see ``data/LICENSES.md``). To add
an agency, add one row; to close a period, fill ``valid_to`` and add a row of ``agency_links.csv``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractors.lexicon import LexiconError, items, table

CLASSES: Final = frozenset({"central", "local", "public", "foreign", "international"})
EMITS: Final = frozenset({"agency", "grouping", "never"})
LINKS: Final = frozenset({"rename", "merger", "split", "transfer"})
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")  # "mogaha-2014"
_COUNTRY = re.compile(r"country=([A-Z]{2})")  # "[date:not-recorded]; country=US"


@dataclass(frozen=True, slots=True)
class Body:
    """One body in one period.

    names: the full name first, then the abbreviations. since, until: half-open period, None where it is
    not recorded or not over. emit: agency, grouping or never. body_class: the kind of `Agency`.
    kind: the finer kind of the file (ministry, local_city, education_office …).
    """

    id: str
    names: tuple[str, ...]
    kind: str
    since: date | None
    until: date | None
    emit: str
    body_class: str
    country: str | None

    @property
    def name(self) -> str:
        """The full official name."""
        return self.names[0]

    def valid_on(self, day: date) -> bool:
        """Whether the body bears this name on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All bodies by id, and for each the ids that carry it on (never over a transfer)."""

    bodies: Mapping[str, Body]
    heirs: Mapping[str, tuple[str, ...]]

    def current_ids(self, body_id: str) -> tuple[str, ...]:
        """Today's bodies of one: itself while it lives, () when it has no heir, several after a split.

        Follows renames, mergers and splits forward. Raises KeyError for an unknown id.
        """
        if self.bodies[body_id].until is None:
            return (body_id,)
        ends: dict[str, None] = {}
        seen = {body_id}
        waiting = list(reversed(self.heirs.get(body_id, ())))
        while waiting:
            heir = waiting.pop()
            if heir in seen:
                continue
            seen.add(heir)
            later = self.heirs.get(heir, ())
            if not later:
                ends[heir] = None
            waiting += reversed(later)
        return tuple(ends)


@functools.cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, checked. Raises LexiconError naming the row that is wrong."""
    return build(
        table("agencies", "id", "name_ko", "abbr", "kind", "valid_from", "valid_to", "emit", "class", "note"),
        table("agency_links", "from_id", "to_id", "date", "type"),
    )


def build(rows: Iterable[Mapping[str, str]], links: Iterable[Mapping[str, str]]) -> Gazetteer:
    """A gazetteer from rows of the two files. Raises LexiconError for a row that contradicts the rules."""
    bodies: dict[str, Body] = {}
    for row in rows:
        body = _body(row)
        if body.id in bodies:
            raise LexiconError(f"agencies.csv: id {body.id} appears twice")
        bodies[body.id] = body
    heirs: dict[str, list[str]] = {}
    for link in links:
        _check_link(link, bodies)
        if link["type"] != "transfer":
            heirs.setdefault(link["from_id"], []).append(link["to_id"])
    return Gazetteer(bodies, {old: tuple(new) for old, new in heirs.items()})


def _body(row: Mapping[str, str]) -> Body:
    where = f"agencies.csv: {row['id'] or '(no id)'}"
    if not _ID.fullmatch(row["id"]):
        raise LexiconError(f"{where}: an id is lower-case ASCII letters, digits and hyphens")
    if not row["name_ko"]:
        raise LexiconError(f"{where}: name_ko is empty")
    if row["class"] not in CLASSES or row["emit"] not in EMITS:
        raise LexiconError(f"{where}: class {row['class']!r} or emit {row['emit']!r} is not known")
    since, until = _day(where, row["valid_from"]), _day(where, row["valid_to"])
    if since and until and since >= until:
        raise LexiconError(f"{where}: valid_from is not before valid_to")
    country = _COUNTRY.search(row["note"])
    if row["class"] == "foreign" and row["emit"] == "agency" and country is None:
        raise LexiconError(f"{where}: a foreign body needs country=XX in its note")
    names = tuple(dict.fromkeys((row["name_ko"], *items(row["abbr"]))))
    return Body(
        row["id"],
        names,
        row["kind"],
        since,
        until,
        row["emit"],
        row["class"],
        country[1] if country else None,
    )


def _check_link(link: Mapping[str, str], bodies: Mapping[str, Body]) -> None:
    where = f"agency_links.csv: {link['from_id']} to {link['to_id']}"
    if link["type"] not in LINKS:
        raise LexiconError(f"{where}: type {link['type']!r} is not known")
    if link["from_id"] not in bodies or link["to_id"] not in bodies:
        raise LexiconError(f"{where}: no such body in agencies.csv")
    day, old, new = _day(where, link["date"]), bodies[link["from_id"]], bodies[link["to_id"]]
    if day is None:
        raise LexiconError(f"{where}: the date is empty")
    if not (new.since is None or new.since <= day) or not (new.until is None or day < new.until):
        raise LexiconError(f"{where}: the successor does not exist on {day}")
    if link["type"] != "transfer" and (old.until is None or day < old.until):
        raise LexiconError(f"{where}: the predecessor is still alive on {day}; only a transfer may be")


def _day(where: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise LexiconError(f"{where}: {text!r} is not an ISO date") from error
