"""`sacho status`: what the last runs did, and the alarm when a source is silent."""

from contextlib import closing

import pytest
from click.testing import CliRunner

from db.database import open_database
from db.errors import MissingDatabaseError
from db.runs import run
from db.sources import SourceRow, save_sources
from pipeline.cli import main
from pipeline.status import status_lines

LONG_AGO = "2020-01-01T09:00:00+09:00"


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "sacho.db"
    open_database(path).close()
    return path


def test_an_empty_database_says_how_to_begin(db):
    lines, well = status_lines(db)
    assert well
    assert any("sacho extract DUMP" in line for line in lines)
    assert lines[-1] == "open failures: 0"


def test_runs_and_failures_are_told(db):
    with closing(open_database(db)) as database, run(database, "extract", now=lambda: LONG_AGO) as log:
        log.count("saved", 1200)
        log.fail(stage="dump", item="dump/a.jsonl", line=3, reason="broken JSON")
    text = "\n".join(status_lines(db)[0])
    assert "extract: done; saved 1,200, failed 1" in text
    assert "dump/a.jsonl:3: broken JSON" in text


def test_a_silent_source_is_stale_and_the_exit_status_says_so(db):
    with closing(open_database(db)) as database:
        save_sources(database, [SourceRow("korea_kr", "정책브리핑", enabled=True, stale_after_hours=24)])
        with run(database, "ingest", now=lambda: LONG_AGO, source="korea_kr") as log:
            log.count("saved", 3)
    result = CliRunner().invoke(main, ["status", "--db", str(db)])
    assert result.exit_code == 1
    assert "STALE  korea_kr (정책브리핑): 0 articles, last success 2020-01-01T09:00:00+09:00" in result.output


def test_a_missing_database_is_an_error(tmp_path):
    with pytest.raises(MissingDatabaseError):
        status_lines(tmp_path / "none.db")
