"""Runs and failures: counted once, closed whatever happens, a work list that stays true."""

import itertools
import json

import pytest
from sqlite_utils import Database

from db.database import open_database
from db.errors import DiskFullError
from db.freshness import freshness
from db.runs import failure_id, run
from db.sources import SourceRow, save_sources


@pytest.fixture
def clock():
    """A clock that ticks once a minute, each time it is asked."""
    minutes = itertools.count()
    return lambda: f"2026-03-02T10:{next(minutes):02}:00+09:00"


def stored(db, table="runs"):
    return list(Database(db)[table].rows)


def test_a_run_that_goes_well(db, clock):
    with run(db, "extract", now=clock) as log:
        assert stored(db)[0]["status"] == "running"
        log.count("saved", 3)
        log.count("unchanged")
        log.skip("empty", 2)
        log.fail(stage="read", item="dump/a.txt", reason="not text")
    row = stored(db)[0]
    assert (row["saved"], row["changed"], row["unchanged"], row["skipped"], row["failed"]) == (3, 0, 1, 2, 1)
    assert json.loads(row["reasons"]) == {"skipped": {"empty": 2}, "failed": {"not text": 1}}
    assert (row["status"], row["started_at"], row["finished_at"]) == (
        "done",
        "2026-03-02T10:00:00+09:00",
        "2026-03-02T10:02:00+09:00",
    )


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (OSError("전원이 나갔다"), "failed", "OSError: 전원이 나갔다"),
        (KeyboardInterrupt(), "interrupted", None),
        (SystemExit(143), "interrupted", None),
    ],
)
def test_a_run_that_breaks_off(db, clock, error, status, message):
    with pytest.raises(type(error)), run(db, "extract", now=clock) as log:
        log.count("saved", 5)
        raise error
    row = stored(db)[0]
    assert (row["status"], row["message"], row["saved"]) == (status, message, 5)
    assert row["finished_at"]


def test_the_first_error_is_the_one_that_is_told(db, clock):
    """On a full disk the run can't be closed either; the caller still hears of the full disk."""
    with pytest.raises(DiskFullError, match="first"), run(db, "extract", now=clock):
        db.execute("PRAGMA query_only = ON")
        raise DiskFullError("the first error")
    assert stored(db)[0]["status"] == "running"


def test_a_failure_seen_again_keeps_its_row(db, clock):
    failure = {"stage": "read", "item": "dump/a.jsonl", "line": 7, "reason": "broken JSON"}
    with run(db, "extract", now=clock) as first:
        one = first.fail(**failure)
    with run(db, "extract", now=clock) as second:
        assert (
            second.fail(**failure, article_id="dump:7")
            == one
            == failure_id("read", "dump/a.jsonl", 7, "broken JSON")
        )
        second.fail(**failure | {"line": 8})
    rows = {row["line"]: row for row in stored(db, "failures")}
    assert len(rows) == 2
    assert (rows[7]["run_id"], rows[8]["run_id"]) == (first.id, second.id)
    assert rows[7]["first_seen_at"] < rows[7]["last_seen_at"]
    assert rows[7]["article_id"] == "dump:7"


def test_a_solved_failure_opens_again_when_it_returns(db, clock):
    with run(db, "ingest", source="korea_kr", now=clock) as log:
        log.fail(stage="fetch", item="https://www.korea.kr/1", reason="500")
        log.fail(stage="fetch", item="https://www.korea.kr/2", reason="500")
        assert log.resolve("https://www.korea.kr/1") == 1
        assert log.resolve("https://www.korea.kr/1") == 0
        assert freshness(db, clock()).open_failures == 1
        log.fail(stage="fetch", item="https://www.korea.kr/1", reason="500")
    assert [row["resolved_at"] for row in stored(db, "failures")] == [None, None]
    assert {row["source"] for row in stored(db, "failures")} == {"korea_kr"}


def test_a_line_that_went_well_is_resolved_alone(db, clock):
    with run(db, "extract", now=clock) as log:
        for line in (None, 3, 4):
            log.fail(stage="dump", item="dump.jsonl", line=line, reason="not JSON")
        assert log.open_items() == {("dump.jsonl", None), ("dump.jsonl", 3), ("dump.jsonl", 4)}
        assert log.resolve("dump.jsonl", 3) == 1
        assert log.open_items() == {("dump.jsonl", None), ("dump.jsonl", 4)}
        assert log.resolve("dump.jsonl") == 1
        assert log.open_items() == {("dump.jsonl", 4)}


def test_a_run_survives_its_process(path, clock):
    """What was counted and recorded is on disk for the next one."""
    db = open_database(path)
    with run(db, "extract", now=clock) as log:
        log.count("saved")
    db.close()
    again = open_database(path)
    assert stored(again)[0]["saved"] == 1
    again.close()


AT = "2026-03-05T10:00:00+09:00"
STALE = [
    ("2026-03-05T08:00:00+09:00", 24, True, False),
    ("2026-03-04T09:59:00+09:00", 24, True, True),
    ("2026-03-04T23:30:00+00:00", 3, True, False),  # half past eight in Korea
    (None, 24, True, True),
    (None, 24, False, False),
    (None, None, True, False),
    ("2020-01-01T00:00:00+09:00", None, True, False),
]


@pytest.mark.parametrize(("success", "hours", "enabled", "stale"), STALE)
def test_a_silent_source_is_stale(db, success, hours, enabled, stale):
    save_sources(db, [SourceRow("mois", "행정안전부", enabled=enabled, stale_after_hours=hours)])
    if success:
        with run(db, "ingest", source="mois", now=lambda: success):
            pass
    found = freshness(db, AT)
    assert [(source.id, source.last_success_at, source.stale) for source in found.sources] == [
        ("mois", success, stale)
    ]
    assert bool(found.stale) is stale


def test_a_failed_run_is_no_success(db):
    save_sources(db, [SourceRow("mois", "행정안전부", stale_after_hours=24)])
    with pytest.raises(OSError), run(db, "ingest", source="mois", now=lambda: AT):
        raise OSError
    assert freshness(db, AT).sources[0].stale


def test_only_the_last_run_of_each_kind_is_shown(db, clock):
    for command, source in [("extract", None), ("ingest", "mois"), ("extract", None), ("ingest", "moef")]:
        with run(db, command, source=source, now=clock) as log:
            log.count("saved", log.id)
    shown = [(one.command, one.source, one.saved) for one in freshness(db, AT).runs]
    assert shown == [("extract", None, 3), ("ingest", "moef", 4), ("ingest", "mois", 2)]


def test_failures_are_limited_but_counted(db, clock):
    with run(db, "extract", now=clock) as log:
        for line in range(30):
            log.fail(stage="read", item="dump.jsonl", line=line, reason="broken JSON")
    found = freshness(db, AT, failures=5)
    assert (len(found.failures), found.open_failures) == (5, 30)
    assert found.failures[0].line == 29


def test_sources_are_described_in_place(filled):
    """An article's source gets its name later, without the article being touched."""
    before = filled.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
    save_sources(filled, [SourceRow("korea_kr", "정책브리핑", licence="공공누리 1유형")])
    save_sources(filled, [SourceRow("korea_kr", "정책브리핑", licence="공공누리 1유형")])
    names = dict(filled.execute("SELECT id, name_ko FROM sources").fetchall())
    assert names == {"dump": "덤프", "korea_kr": "정책브리핑"}
    assert filled.execute("SELECT COUNT(*) FROM articles").fetchone()[0] == before
