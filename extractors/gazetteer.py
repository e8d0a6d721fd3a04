"""The gazetteer of agencies: one row per body and period, and the links from a body to its successors.

Source of the facts: ``data/agencies.csv`` and ``data/agency_links.csv`` (see ``data/LICENSES.md``).

To add an agency, add one row: id, name_ko, abbr (``;`` between abbreviations), name_en, kind, emit, class
and note are enough. To rename one, fill ``valid_to`` and ``successor_ids`` of the old row, add the new row
with the same day in ``valid_from`` and the old id in ``predecessor_ids``, and add the pair to
``agency_links.csv``. What contradicts itself is refused on loading, with the row named.
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
#: The finer kinds; those that are always of one class name it.
KINDS: Final[Mapping[str, str | None]] = {
    "ministry": "central",
    "office": None,
    "agency": None,
    "commission": None,
    "committee": None,
    "presidential": "central",
    "constitutional": "central",
    "judiciary": "central",
    "legislature": None,
    "military_police": None,
    "local_province": "local",
    "local_city": "local",
    "education_office": "local",
    "public_institution": None,
    "research_institute": None,
    "foreign": "foreign",
    "international": "international",
}
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
        table(
            "agencies",
            "id",
            "name_ko",
            "abbr",
            "name_en",
            "kind",
            "parent_id",
            "valid_from",
            "valid_to",
            "predecessor_ids",
            "successor_ids",
            "emit",
            "class",
            "note",
        ),
        table("agency_links", "from_id", "to_id", "date", "type", "note"),
    )


def build(rows: Iterable[Mapping[str, str]], links: Iterable[Mapping[str, str]]) -> Gazetteer:
    """A gazetteer from rows of the two files. Raises LexiconError for a row that contradicts the rules."""
    rows, links = tuple(rows), tuple(links)
    bodies: dict[str, Body] = {}
    for row in rows:
        body = _body(row)
        if body.id in bodies:
            raise LexiconError(f"agencies.csv: id {body.id} appears twice")
        bodies[body.id] = body
    _check_periods(bodies.values())
    _check_columns(rows, links, bodies)
    heirs: dict[str, list[str]] = {}
    for link in links:
        _check_link(link, bodies)
        if link["type"] != "transfer":
            heirs.setdefault(link["from_id"], []).append(link["to_id"])
    _check_lineage(links, heirs, bodies)
    return Gazetteer(bodies, {old: tuple(new) for old, new in heirs.items()})


def _check_periods(bodies: Iterable[Body]) -> None:
    """Periods are half-open: of two bodies with one full name one ends on or before the other's first day."""
    latest: dict[str, Body] = {}
    for body in sorted(bodies, key=lambda body: body.since or date.min):
        before = latest.get(body.name)
        if before and (before.until is None or body.since is None or body.since < before.until):
            raise LexiconError(f"agencies.csv: {before.id} and {body.id} have the name {body.name} at once")
        latest[body.name] = body


def _check_columns(
    rows: Iterable[Mapping[str, str]], links: Iterable[Mapping[str, str]], bodies: Mapping[str, Body]
) -> None:
    """Parents exist; predecessors and successors are mutual, and the same pairs as the links."""
    forward: set[tuple[str, str]] = set()
    backward: set[tuple[str, str]] = set()
    for row in rows:
        if row["parent_id"] and row["parent_id"] not in bodies:
            raise LexiconError(f"agencies.csv: {row['id']}: no parent {row['parent_id']!r}")
        forward |= {(row["id"], other) for other in items(row["successor_ids"])}
        backward |= {(other, row["id"]) for other in items(row["predecessor_ids"])}
    linked: set[tuple[str, str]] = set()
    for link in links:
        pair = (link["from_id"], link["to_id"])
        if pair in linked:
            raise LexiconError(f"agency_links.csv: {pair[0]} to {pair[1]} appears twice")
        linked.add(pair)
    for old, new in sorted((forward ^ backward) | (forward ^ linked)):
        missing = [
            where
            for where, pairs in (
                (f"successor_ids of {old}", forward),
                (f"predecessor_ids of {new}", backward),
                ("agency_links.csv", linked),
            )
            if (old, new) not in pairs
        ]
        raise LexiconError(f"agencies.csv: {old} to {new} is missing in {', '.join(missing)}")


def _check_lineage(
    links: Iterable[Mapping[str, str]], heirs: Mapping[str, list[str]], bodies: Mapping[str, Body]
) -> None:
    """One heir is a rename or a merger, several are splits; names pass once; no line bites its tail."""
    kinds: dict[str, list[str]] = {}
    renamed: set[str] = set()
    for link in links:
        if link["type"] == "transfer":
            continue
        kinds.setdefault(link["from_id"], []).append(link["type"])
        if link["type"] == "rename" and link["to_id"] in renamed:
            raise LexiconError(f"agency_links.csv: several bodies were renamed to {link['to_id']}")
        renamed |= {link["to_id"]} if link["type"] == "rename" else set()
    for old, types in kinds.items():
        if ("split" in types) != (len(types) > 1) or (len(types) > 1 and set(types) != {"split"}):
            raise LexiconError(f"agency_links.csv: {old}: several heirs are all splits, one heir is none")
        _check_line(old, heirs, bodies)


def _check_line(old: str, heirs: Mapping[str, list[str]], bodies: Mapping[str, Body]) -> None:
    seen: set[str] = set()
    waiting = list(heirs[old])
    while waiting:
        heir = waiting.pop()
        if heir == old:
            raise LexiconError(f"agency_links.csv: {old} is its own ancestor")
        if heir in seen:
            continue
        seen.add(heir)
        if bodies[heir].until is not None and heir not in heirs:
            raise LexiconError(f"agency_links.csv: {old} leads to {heir}, which is gone and has no heir")
        waiting += heirs.get(heir, ())


def _body(row: Mapping[str, str]) -> Body:
    where = f"agencies.csv: {row['id'] or '(no id)'}"
    if not _ID.fullmatch(row["id"]):
        raise LexiconError(f"{where}: an id is lower-case ASCII letters, digits and hyphens")
    for column in ("name_ko", "name_en"):
        if not row[column]:
            raise LexiconError(f"{where}: {column} is empty")
    if row["class"] not in CLASSES or row["emit"] not in EMITS:
        raise LexiconError(f"{where}: class {row['class']!r} or emit {row['emit']!r} is not known")
    if row["kind"] not in KINDS or KINDS[row["kind"]] not in (None, row["class"]):
        raise LexiconError(f"{where}: kind {row['kind']!r} is not known or not of class {row['class']!r}")
    if row["emit"] == "grouping" and row["kind"] != "international":
        raise LexiconError(f"{where}: a grouping is international")
    if row["emit"] == "never" and "never=" not in row["note"]:
        raise LexiconError(f"{where}: a body that is never emitted needs never=(why) in its note")
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
    if link["type"] == "transfer":
        return
    if old.until is None or day < old.until:
        raise LexiconError(f"{where}: the predecessor is still alive on {day}; only a transfer may be")
    if day > old.until and not link["note"]:
        raise LexiconError(f"{where}: nobody from {old.until} to {day}; the note must say why")


def _day(where: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise LexiconError(f"{where}: {text!r} is not an ISO date") from error
