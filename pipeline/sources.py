"""What `sacho sources` says: which sources there are, on what terms, and when each was last read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.columns import columns
from scrapers.source import Source


@dataclass(frozen=True, slots=True)
class Listed:
    """A source and the end of its last good run, where a database says so."""

    name: str
    title: str
    kind: str
    enabled: bool
    verified: bool
    licence: str
    address: str
    last_success_at: str | None


def list_sources(sources: Mapping[str, Source], db: Path) -> list[Listed]:
    """All sources in the order of their names; with their last good runs if there is a database ``db``.

    Raises a DatabaseError for a file there that is not ours.
    """
    last = _last_successes(db, sources) if db.exists() else {}
    return [
        Listed(
            one.name,
            one.title,
            one.kind,
            one.enabled,
            one.verified,
            one.licence_note,
            one.base_url,
            last.get(one.name),
        )
        for _, one in sorted(sources.items())
    ]


def source_lines(listed: Sequence[Listed]) -> Iterator[str]:
    """The sources in lines for a terminal: a table, then each one's licence."""
    head = ("source", "title", "kind", "enabled", "verified", "last good run", "address")
    yield from columns([head, *(_row(one) for one in listed)])
    yield ""
    yield from columns([("source", "licence"), *((one.name, one.licence) for one in listed)])
    yield ""
    yield "enabled: sacho ingest reads it unasked; every other one by its name: sacho ingest NAME"
    yield "verified: its pages were seen on the real site, not only made after what is known of its software"


def _row(one: Listed) -> tuple[str, ...]:
    return (
        one.name,
        one.title,
        one.kind,
        "yes" if one.enabled else "no",
        "yes" if one.verified else "no",
        (one.last_success_at or "")[:16].replace("T", " "),
        one.address,
    )


def _last_successes(db: Path, names: Iterable[str]) -> dict[str, str | None]:
    from db.database import open_database
    from db.freshness import good_runs
    from pipeline.clock import now

    at = datetime.fromisoformat(now())
    with closing(open_database(db, create=False)) as database:
        return {name: good_runs(database, name, at)[0] for name in names}
