"""When a source was last read well, and which failures are of one kind."""

from datetime import datetime

import pytest

from db.freshness import freshness, good_runs
from db.runs import run
from db.sources import SourceRow, save_sources

AT = "2026-03-05T10:00:00+09:00"
#: Ends of good runs in the order in which they are stored → the last one up to now, and one after now.
GOOD_RUNS = [
    ([], None, None),
    (["2026-03-05T09:00:00+09:00"], "2026-03-05T09:00:00+09:00", None),
    ([AT], AT, None),
    (["2026-03-05T10:00:01+09:00"], None, "2026-03-05T10:00:01+09:00"),
    # the clock stood in 2031 and was set right
    (
        ["2031-01-01T09:00:00+09:00", "2031-01-02T09:00:00+09:00", "2026-03-04T09:00:00+09:00"],
        "2026-03-04T09:00:00+09:00",
        "2031-01-02T09:00:00+09:00",
    ),
    # as text the second is later, as a moment it is earlier
    (["2026-03-05T00:30:00+00:00", "2026-03-05T09:00:00+09:00"], "2026-03-05T00:30:00+00:00", None),
    (
        ["2026-03-05T02:00:00+00:00", "2026-03-05T08:00:00+09:00"],
        "2026-03-05T08:00:00+09:00",
        "2026-03-05T02:00:00+00:00",
    ),
]


@pytest.mark.parametrize(("ends", "last", "ahead"), GOOD_RUNS)
def test_the_last_good_run_is_the_last_up_to_now(db, ends, last, ahead):
    for end in ends:
        with run(db, "ingest", source="mois", now=lambda end=end: end):
            pass
    with run(db, "ingest", source="moef", now=lambda: AT):  # of another source
        pass
    with run(db, "reextract", source="mois", now=lambda: AT):  # another command
        pass
    assert good_runs(db, "mois", datetime.fromisoformat(AT)) == (last, ahead)


def test_what_the_caller_knows_of_a_source_counts_before_what_is_stored(db):
    save_sources(db, [SourceRow("mois", "옛 이름", enabled=True, stale_after_hours=1)])
    given = [SourceRow("mois", "새 이름", enabled=False), SourceRow("new", "새 곳", stale_after_hours=5)]
    found = freshness(db, AT, sources=given)
    assert [(one.id, one.name_ko, one.well) for one in found.sources] == [
        ("mois", "새 이름", True),
        ("new", "새 곳", False),
    ]
    assert [one.id for one in found.stale] == ["new"]


def test_a_stored_source_that_the_caller_does_not_know_is_switched_off_but_a_dump_is_not(db):
    save_sources(db, [SourceRow("gone", "없어진 곳", stale_after_hours=1), SourceRow("dump", "덤프")])
    assert [(one.id, one.enabled) for one in freshness(db, AT).sources] == [("dump", True), ("gone", True)]
    found = freshness(db, AT, sources=[])
    assert [(one.id, one.enabled) for one in found.sources] == [("dump", True), ("gone", False)]
    assert found.stale == ()


def test_failures_of_one_reason_are_one_group(db):
    """The same words of another source, stage or command are another group."""
    moments = iter(f"2026-03-0{day}T09:00:00+09:00" for day in (1, 1, 3, 2, 2, 4, 4, 4, 4))
    with run(db, "ingest", source="mois", now=lambda: next(moments)) as log:
        for item in ("a", "b", "c"):
            log.fail(stage="fetch", item=item, reason=f"status 503 (https://www.mois.go.kr/{item}?x=1)")
        log.fail(stage="parse", item="d", reason="status 503")
    with run(db, "extract", now=lambda: AT) as log:
        log.fail(stage="dump", item="e", line=3, reason="status 503")
    groups = freshness(db, AT).groups
    assert [(group.count, group.example.command, group.example.stage) for group in groups] == [
        (3, "ingest", "fetch"),
        (1, "extract", "dump"),
        (1, "ingest", "parse"),
    ]
    assert groups[0].example.item == "b"  # seen last
    assert groups[0].example.source == "mois"


def test_solved_failures_are_in_no_group(db):
    with run(db, "ingest", source="mois", now=lambda: AT) as log:
        log.fail(stage="list", item="u", reason="0 rows")
        assert [
            one.reason for one in freshness(db, AT, sources=[SourceRow("mois", "x")]).sources[0].alarms
        ] == ["0 rows"]
        log.resolve("u")
    found = freshness(db, AT, sources=[SourceRow("mois", "x")])
    assert (found.groups, found.sources[0].alarms, found.open_failures) == ((), (), 0)


def test_a_hostile_reason_takes_no_time(db):
    with run(db, "ingest", source="mois", now=lambda: AT) as log:
        log.fail(stage="fetch", item="u", reason="(http://" * 12_500)
        log.fail(stage="fetch", item="v", reason="(https://" + "x" * 100_000)
    assert freshness(db, AT).open_failures == 2
