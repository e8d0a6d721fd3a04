"""`sacho ingest` as a command: what it refuses, and what it says of what it left."""

import pytest
from click.testing import CliRunner

from db.archive import Archive
from db.database import open_database
from db.runs import run
from pipeline.cli import main

DAYS = [["--since", "2026-07-01"], ["--until", "2026-07-02"], ["--since", "2026-07-01", "--until", "2026-07-02"]]


@pytest.mark.parametrize("days", DAYS)
def test_a_retry_takes_no_days(tmp_path, monkeypatch, days):
    """It reads what was set aside, whatever day it is of."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["ingest", "--retry-failures", *days])
    assert result.exit_code == 2
    assert "--retry-failures lists nothing: leave --since and --until out" in result.stderr
    assert list(tmp_path.iterdir()) == []
