"""`sacho sources`: which sources there are, on what terms, and when each was last read."""

import json
from contextlib import closing

import pytest
from click.testing import CliRunner

from db.database import open_database
from db.runs import run
from pipeline.cli import main
from pipeline.sources import list_sources, source_lines
from scrapers.source import FOLDER, load_sources

SOURCES = load_sources()
WHEN = "2026-03-02T09:30:00+09:00"


@pytest.fixture
def db(tmp_path):
    """A database in which one source was read."""
    path = tmp_path / "sacho.db"
    with (
        closing(open_database(path)) as database,
        run(database, "ingest", source="korea_kr", now=lambda: WHEN),
    ):
        pass
    return path


def test_every_source_is_listed_with_its_terms(tmp_path):
    listed = list_sources(SOURCES, tmp_path / "none.db")
    assert [one.name for one in listed] == sorted(SOURCES)
    for one in listed:
        source = SOURCES[one.name]
        assert (one.title, one.kind, one.licence, one.address) == (
            source.title,
            source.kind,
            source.licence_note,
            source.base_url,
        )
        assert (one.enabled, one.verified, one.last_success_at) == (source.enabled, source.verified, None)
    assert not (tmp_path / "none.db").exists()


def test_a_database_adds_the_last_good_run(db):
    last = {one.name: one.last_success_at for one in list_sources(SOURCES, db)}
    assert last.pop("korea_kr") == WHEN
    assert set(last.values()) == {None}


def test_the_lines_name_all_of_it(db):
    lines = list(source_lines(list_sources(SOURCES, db)))
    (row,) = [line for line in lines if line.startswith("korea_kr ") and SOURCES["korea_kr"].title in line]
    assert "2026-03-02 09:30" in row
    assert row.endswith(SOURCES["korea_kr"].base_url)
    assert sum(source.licence_note in line for line in lines for source in [SOURCES["korea_kr"]]) >= 1


def test_json_for_programs(db):
    result = CliRunner().invoke(main, ["sources", "--json", "--db", str(db)])
    assert result.exit_code == 0
    found = {one["name"]: one for one in json.loads(result.stdout)}
    assert set(found) == set(SOURCES)
    assert set(found["korea_kr"]) == {
        "name", "title", "kind", "enabled", "verified", "licence", "address", "last_success_at",
    }  # fmt: skip
    assert found["korea_kr"]["last_success_at"] == WHEN


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_file_that_can_not_be_used_is_said_and_the_others_are_listed(tmp_path, monkeypatch, options):
    for name in ("korea_kr", "mois"):
        (tmp_path / f"{name}.toml").write_bytes((FOLDER / f"{name}.toml").read_bytes())
    (tmp_path / "half.toml").write_text('name = "half', encoding="utf-8")
    monkeypatch.setattr(
        "scrapers.source.load_sources", lambda folder=tmp_path, broken=None: load_sources(tmp_path, broken)
    )
    monkeypatch.setenv("SACHO_SOURCES", "half mois")
    result = CliRunner().invoke(main, ["sources", "--db", str(tmp_path / "none.db"), *options])
    assert result.exit_code == 1
    assert "korea_kr" in result.stdout
    assert "mois" in result.stdout
    assert result.stderr.startswith(f"failed: {tmp_path / 'half.toml'}: not readable as TOML")


def test_a_file_that_is_no_database_is_one_line(tmp_path):
    (tmp_path / "x.db").write_bytes(b"text" * 999)
    result = CliRunner().invoke(main, ["sources", "--db", str(tmp_path / "x.db")])
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)


def test_the_command_needs_no_database(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["sources"])
    assert result.exit_code == 0
    assert list(tmp_path.iterdir()) == []
