"""The sources table: where articles come from, and when a source counts as silent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from db.writing import transaction, upsert

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the database shows it. stale_after_hours: alarm when no run succeeded for so long."""

    id: str
    name_ko: str
    kind: str | None = None
    url: str | None = None
    licence: str | None = None
    enabled: bool = True
    stale_after_hours: int | None = None


def save_sources(db: Connection, sources: Iterable[SourceRow]) -> None:
    """Store what is known about the sources; a second time changes nothing."""
    rows = [asdict(source) | {"enabled": int(source.enabled)} for source in sources]
    with transaction(db):
        upsert(db, "sources", "id", rows)


def switch_off_others(db: Connection, names: Iterable[str]) -> None:
    """Sources of earlier runs that there are no more, by another name or not at all, raise no alarm for ever.

    Their articles stay.
    """
    with transaction(db):
        db.execute(
            "UPDATE sources SET enabled = 0 WHERE stale_after_hours IS NOT NULL AND enabled "
            "AND id NOT IN (SELECT value FROM json_each(?))",
            [json.dumps(list(names))],
        )
