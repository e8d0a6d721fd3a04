"""What `sacho status` prints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from db.backlog import Backlog
from db.freshness import FailureGroup, LastRun, SourceFreshness
from pipeline.columns import columns, shortened
from pipeline.status import Status
from scrapers.korean_time import KST

#: Kinds of failures that are shown; the rest is counted.
GROUPS = 10
_COUNTS = ("saved", "changed", "unchanged", "skipped", "failed")
_HEAD = (
    "",
    "source",
    "title",
    "verified",
    "last good run",
    "newest",
    "articles",
    "waiting",
    "given up",
    "last run",
)
_NUMBERS = (6, 7, 8)
_WIDEST = 100


def status_lines(status: Status) -> Iterator[str]:
    """The status in lines for a terminal or a mail: what to do first, then the tables."""
    yield f"{status.db} at {_time(status.at)}: {'all is well' if status.well else 'needs a hand'}"
    yield from _problems(status)
    yield ""
    yield from _sources(status)
    yield ""
    yield from _runs(status)
    yield f"open failures: {status.found.open_failures:,}"
    yield from _failures(status)


def _problems(status: Status) -> Iterator[str]:
    for problem in status.problems:
        yield ""
        name = f"{problem.source}: " if problem.source else ""
        yield f"{'!' if problem.alarm else '-'} {name}{shortened(problem.what, 4 * _WIDEST)}"
        if problem.do:
            yield f"    {problem.do}"


def _sources(status: Status) -> Iterator[str]:
    """A table of those that are in use; the names of the others."""
    used = [one for one in status.found.sources if one.enabled or one.articles or one.last_run]
    yield from columns([_HEAD, *(_source(status, one) for one in used)], right=_NUMBERS)
    unused = [one.id for one in status.found.sources if one not in used]
    if unused:
        yield f"switched off: {', '.join(unused)}"


def _source(status: Status, source: SourceFreshness) -> tuple[str, ...]:
    backlog = status.backlogs.get(source.id, Backlog())
    verified = status.verified.get(source.id)
    return (
        status.state(source),
        source.id,
        shortened(source.name_ko, 40),
        "" if verified is None else "yes" if verified else "no",
        _time(source.last_success_at),
        (source.latest_published or "")[:10],
        f"{source.articles:,}",
        f"{backlog.waiting:,}",
        f"{backlog.set_aside:,}",
        _outcome(source.last_run) if source.last_run else "",
    )


def _runs(status: Status) -> Iterator[str]:
    """The last run of each command but ingest, which stands with its sources."""
    if not status.found.runs:
        yield "no runs yet; begin with: sacho extract DUMP, or: sacho ingest"
    for run in status.found.runs:
        if run.command != "ingest":
            yield f"last {run.command}: {_time(run.started_at)}, {_outcome(run)}"


def _outcome(run: LastRun) -> str:
    counts = [(name, getattr(run, name)) for name in _COUNTS]
    told = ", ".join(f"{name} {count:,}" for name, count in counts if count)
    if run.status == "done":
        return told or "nothing new"
    return f"{run.status}; {told}" if told else run.status


def _failures(status: Status) -> Iterator[str]:
    shown = status.found.groups[:GROUPS]
    if not shown:
        return
    head = ("", "source", "stage", "last seen", "reason")
    yield from columns([head, *(_group(group) for group in shown)], right=(0,))
    left = sum(group.count for group in status.found.groups[GROUPS:])
    if left:
        yield f"and {left:,} of other kinds, in the table failures of {status.db}"


def _group(group: FailureGroup) -> tuple[str, ...]:
    one = group.example
    place = f"{one.item}:{one.line}" if one.line else one.item
    reason = shortened(one.reason, _WIDEST)
    return (
        f"{group.count:,}",
        one.source or one.command or "",
        one.stage,
        _time(one.last_seen_at),
        f"{reason} – {place}",
    )


def _time(moment: str | None) -> str:
    """``2026-11-22T04:07:00+00:00`` → ``2026-11-22 13:07``, in Korea."""
    return datetime.fromisoformat(moment).astimezone(KST).strftime("%Y-%m-%d %H:%M") if moment else ""
