"""`sacho ingest` as a command: what it refuses, and what it says of what it left."""

import pytest
from click.testing import CliRunner

from db.archive import Archive
from db.worklist import Named, Worklist
from pipeline.cli import main

DAYS = [
    ["--since", "2026-07-01"],
    ["--until", "2026-07-02"],
    ["--since", "2026-07-01", "--until", "2026-07-02"],
    ["--since", ""],
]


@pytest.mark.parametrize("days", DAYS, ids=" ".join)
def test_a_retry_takes_no_days(tmp_path, monkeypatch, days):
    """It reads what was set aside, whatever day it is of."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["ingest", "--retry-failures", *days])
    assert result.exit_code == 2
    assert "--retry-failures lists nothing: leave --since and --until out" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_a_retry_skips_has_its_reason(tmp_path):
    """Two items were set aside, and their pages never came."""
    named = {
        number: Named("mark", f"http://127.0.0.1:9/{number}", "2026-07-13T18:00:00+09:00", 0)
        for number in ("156700001", "156700002")
    }
    with Archive(tmp_path / "archive.db") as archive:
        worklist = Worklist(archive, "korea_kr")
        worklist.add(named)
        for item in worklist.waiting():
            worklist.set_aside(item)
    command = ["ingest", "korea_kr", "--retry-failures", "--db", str(tmp_path / "sacho.db")]
    result = CliRunner().invoke(main, command, env={"SACHO_ARCHIVE": str(tmp_path / "archive.db")})
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "1 source: skipped 2; 0 requests (skipped: 2 not in the archive; the next run fetches them)"
    ]
