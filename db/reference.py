"""Loads the gazetteer (agencies, links between them, countries) into its tables when it has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.writing import transaction, upsert
from extractors import lexicon

if TYPE_CHECKING:
    from sqlite3 import Connection

_NAME = "gazetteer"
# "[date:not-recorded]; country=US; 별칭 …" in the note of a foreign body
_COUNTRY = re.compile(r"\bcountry=([A-Z]{2})\b")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Rows of the three reference tables, and the fingerprint of the files that they came from."""

    fingerprint: str
    countries: tuple[Mapping[str, str | None], ...]
    agencies: tuple[Mapping[str, str | None], ...]
    agency_links: tuple[Mapping[str, str | None], ...]


def read_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the extractors. Raises LexiconError for a malformed file."""
    return Gazetteer(
        lexicon.fingerprint(),
        tuple(map(_country, lexicon.table("countries", "code", "name_ko", "name_en", "groups"))),
        tuple(map(_agency, lexicon.table("agencies", "id", "name_ko", "abbr", "class", "emit", "note"))),
        tuple(map(_link, lexicon.table("agency_links", "from_id", "to_id", "date", "type", "note"))),
    )


def load_reference(db: Connection, gazetteer: Gazetteer | None = None) -> bool:
    """Bring the reference tables to ``gazetteer`` (default: the one shipped). True if anything was written.

    Ids are never reused, so rows are updated in place and none is removed but links, which are replaced.
    """
    fingerprint = gazetteer.fingerprint if gazetteer else lexicon.fingerprint()
    stored = db.execute("SELECT fingerprint FROM reference_versions WHERE name = ?", [_NAME]).fetchone()
    if stored and stored[0] == fingerprint:
        return False
    gazetteer = gazetteer or read_gazetteer()
    with transaction(db):
        upsert(db, "countries", "code", gazetteer.countries)
        upsert(db, "agencies", "id", gazetteer.agencies)
        db.execute("DELETE FROM agency_links")
        upsert(db, "agency_links", "from_id, to_id", gazetteer.agency_links)
        upsert(db, "reference_versions", "name", [{"name": _NAME, "fingerprint": gazetteer.fingerprint}])
    return True


def _country(row: Mapping[str, str]) -> dict[str, str | None]:
    return {
        "code": row["code"],
        "alpha3": row["alpha3"],
        "name_ko": row["name_ko"],
        "name_en": row["name_en"],
        "status": row["status"],
        "capital_ko": row["capital_ko"] or None,
        "region": row["region_m49"] or None,
        "aliases": _list(row["aliases"]),
        "regions": _list(row["region_press"]),
        "groups": _list(row["groups"]),
    }


def _agency(row: Mapping[str, str]) -> dict[str, str | None]:
    country = _COUNTRY.search(row["note"])
    return {
        "id": row["id"],
        "name_ko": row["name_ko"],
        "name_en": row["name_en"] or None,
        "abbreviations": _list(row["abbr"]),
        "kind": row["kind"],
        "class": row["class"] or None,
        "emit": row["emit"],
        "parent_id": row["parent_id"] or None,
        "valid_from": row["valid_from"] or None,
        "valid_to": row["valid_to"] or None,
        "country": country[1] if country else None,
        "note": row["note"] or None,
    }


def _link(row: Mapping[str, str]) -> dict[str, str | None]:
    return {name: row[name] or None for name in ("from_id", "to_id", "date", "type", "note")}


def _list(cell: str) -> str:
    return json.dumps(lexicon.items(cell), ensure_ascii=False)
