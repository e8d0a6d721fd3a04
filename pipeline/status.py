"""What `sacho status` says: last runs, freshness of the sources, failures to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from db.database import open_database
from db.freshness import Freshness, LastRun, SourceFreshness, freshness
from pipeline.clock import now


def status_lines(db: Path) -> tuple[list[str], bool]:
    """The status of a database in lines, and whether all is well (no enabled source is stale).

    Raises DatabaseError for a database that is missing or not ours.
    """
    with closing(open_database(db, create=False)) as database:
        found = freshness(database, now())
    return list(_lines(db, found)), not found.stale


def _lines(db: Path, found: Freshness) -> Iterator[str]:
    yield "last runs"
    yield from (_run(run) for run in found.runs)
    if not found.runs:
        yield "  none yet; begin with: sacho extract DUMP, or: sacho ingest"
    if found.sources:
        yield "sources"
        yield from (_source(source) for source in found.sources)
    yield f"open failures: {found.open_failures}"
    for failure in found.failures:
        place = f"{failure.item}:{failure.line}" if failure.line else failure.item
        yield f"  {failure.last_seen_at}  {failure.stage}  {place}: {failure.reason}"
    if found.open_failures > len(found.failures):
        yield f"  … and {found.open_failures - len(found.failures)} more, in the table failures of {db}"


def _run(run: LastRun) -> str:
    name = f"{run.command} {run.source}" if run.source else run.command
    counts = ("saved", "changed", "unchanged", "skipped", "failed")
    told = ", ".join(f"{count} {getattr(run, count):,}" for count in counts if getattr(run, count))
    return f"  {run.started_at}  {name}: {run.status}; {told or 'nothing to do'}"


def _source(source: SourceFreshness) -> str:
    told = f"{source.id} ({source.name_ko}): {source.articles:,} articles"
    if source.latest_published:
        told += f", latest {source.latest_published}"
    if source.stale or source.last_success_at:  # a dump is no source that could fall silent
        told += f", last success {source.last_success_at or 'never'}"
    return f"  {'STALE' if source.stale else 'fresh'}  {told}"
