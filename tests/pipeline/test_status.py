"""`sacho status`: how fresh each source is, what waits, what failed, and what to type next."""

import json
import re
import shlex
from contextlib import closing, suppress
from datetime import datetime, timedelta
from unicodedata import normalize

import pytest
from click.testing import CliRunner

from db.archive import Archive
from db.backlog import Backlog, backlog
from db.database import open_database
from db.errors import ForeignDatabaseError, MissingDatabaseError, NotADatabaseError
from db.runs import run
from db.sources import SourceRow, save_sources
from db.worklist import Named, Worklist
from pipeline.cli import main
from pipeline.columns import columns, shortened, width
from pipeline.releases import WrongPageError
from pipeline.status import status
from scrapers.client.addresses import UnresolvedError
from scrapers.errors import BlockedError, FetchError, GoneError, ParseError, ScrapeError
from scrapers.korean_time import KST
from scrapers.source import FOLDER, load_sources

ENABLED = [name for name, source in load_sources().items() if source.enabled]
DISABLED = [name for name, source in load_sources().items() if not source.enabled]


def ago(hours):
    """A moment so many hours before the clock of the command."""
    return (datetime.now(KST) - timedelta(hours=hours)).isoformat(timespec="seconds")


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "sacho.db"
    open_database(path).close()
    return path


@pytest.fixture
def ingested(db):
    """Every enabled source was read well an hour ago, but for those that a test treats otherwise."""

    def ingested(*but):
        with closing(open_database(db)) as database:
            for name in ENABLED:
                if name not in but:
                    with run(database, "ingest", source=name, now=lambda: ago(1)) as log:
                        log.count("saved", 3)
        return db

    return ingested


def a_run(db, source, hours, *, command="ingest", error=None, failures=()):
    with (
        closing(open_database(db)) as database,
        suppress(OSError),
        run(database, command, source=source, now=lambda: ago(hours)) as log,
    ):
        for failure in failures:
            log.fail(**failure)
        if error:
            raise OSError(error)


def an_item(url):
    return Named(mark="m", url=url, listed_at=ago(1), position=1)


def told(db, *options):
    """What the command prints, and its exit status."""
    result = CliRunner().invoke(main, ["status", "--db", str(db), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stdout, result.exit_code


def row(text, source):
    """The line of the table about a source, its cells."""
    (line,) = [line for line in text.splitlines() if re.match(rf"[A-Za-z ]+\s+{source}\s\s", line)]
    return re.split(r"\s{2,}", line.strip())


def test_a_new_database_says_how_to_begin(db):
    text, code = told(db)
    assert code == 1
    assert "no runs yet; begin with: sacho extract DUMP, or: sacho ingest" in text
    assert "open failures: 0" in text
    for name in ENABLED:
        assert row(text, name)[0] == "NONE YET"
        assert f"    sacho ingest {name} --db {db}" in text.splitlines()


def test_all_is_well(ingested):
    text, code = told(ingested())
    assert code == 0
    assert text.splitlines()[0].endswith("all is well")
    for name in ENABLED:
        assert row(text, name)[0] == "ok"
        assert row(text, name)[-1] == "saved 3"
    assert "!" not in text
    assert all(name in re.search(r"^switched off: (.*)$", text, re.MULTILINE).group(1) for name in DISABLED)


def test_quiet_says_nothing_when_all_is_well(ingested):
    assert told(ingested(), "--quiet") == ("", 0)


def test_quiet_says_all_of_it_when_something_is_wrong(db):
    text, code = told(db, "--quiet")
    assert (text.splitlines()[1:], code) == (told(db)[0].splitlines()[1:], 1)


def test_a_silent_source_is_stale_and_the_exit_status_says_so(ingested):
    db = ingested("korea_kr")
    limit = load_sources()["korea_kr"].stale_after
    a_run(db, "korea_kr", limit + 28)
    text, code = told(db)
    assert code == 1
    assert row(text, "korea_kr")[0] == "STALE"
    assert f"! korea_kr: no good run for {limit + 28} hours (the limit is {limit})" in text


def test_a_source_that_fails_since_long_says_why(ingested):
    db = ingested("korea_kr")
    a_run(db, "korea_kr", 500)
    a_run(db, "korea_kr", 1, error="정부 누리집이 답하지 않음")
    text, code = told(db)
    assert code == 1
    assert "the last one failed: 정부 누리집이 답하지 않음" in text
    assert row(text, "korea_kr")[-1] == "failed"


def test_a_source_that_failed_once_is_no_alarm(ingested):
    db = ingested()
    a_run(db, "korea_kr", 0.5, error="timeout")
    text, code = told(db)
    assert code == 0
    assert row(text, "korea_kr")[0] == "ok"


def test_a_source_that_was_never_read_well_is_stale(ingested):
    db = ingested("korea_kr")
    a_run(db, "korea_kr", 1, error="timeout")
    text, code = told(db)
    assert code == 1
    assert row(text, "korea_kr")[0] == "STALE"
    assert "no good run yet; the last one failed: timeout" in text


def test_a_disabled_source_is_no_alarm(ingested):
    db = ingested()
    name = DISABLED[0]
    place = "https://example.org/list"
    a_run(db, name, 5000, failures=[{"stage": "list", "item": place, "reason": "0 rows"}])
    text, code = told(db)
    assert code == 0
    assert row(text, name)[0] == "off"


def test_no_rows_on_a_list_are_an_alarm_although_the_runs_end_well(ingested):
    db = ingested("korea_kr")
    reason = "korea_kr: 0 rows on the first list page, at least 5 expected; is the source silent?"
    place = "https://www.korea.kr/briefing/pressReleaseList.do"
    a_run(db, "korea_kr", 1, failures=[{"stage": "list", "item": place, "reason": reason}])
    text, code = told(db)
    assert code == 1
    assert row(text, "korea_kr")[0] == "ALARM"
    assert f"! korea_kr: its list is not as expected ({place}): 0 rows on the first list page" in text
    assert f"    sacho ingest korea_kr --db {db}" in text
    with (
        closing(open_database(db)) as database,
        run(database, "ingest", source="korea_kr", now=lambda: ago(0)) as log,
    ):
        log.resolve(place)
    assert told(db)[1] == 0


def test_a_clock_that_was_set_back_makes_no_source_fresh(ingested):
    """A run dated after now does not count, and is said."""
    db = ingested("korea_kr")
    a_run(db, "korea_kr", 500)
    a_run(db, "korea_kr", -8760)
    text, code = told(db)
    assert code == 1
    assert row(text, "korea_kr")[0] == "STALE"
    assert "no good run for 500 hours" in text
    assert re.search(r"^- korea_kr: a run ended at 20.*, later than now .*clock", text, re.MULTILINE)


def test_a_wrong_date_in_the_past_is_no_alarm_once_runs_go_well_again(ingested):
    db = ingested()
    a_run(db, "korea_kr", -8760)
    a_run(db, "korea_kr", 0.5)
    text, code = told(db)
    assert code == 0
    assert "later than now" in text


def test_only_a_run_in_the_future_is_stale_too(ingested):
    db = ingested("korea_kr")
    a_run(db, "korea_kr", -8760)
    text, code = told(db)
    assert (row(text, "korea_kr")[0], code) == ("STALE", 1)


def test_a_run_that_never_ended_is_said(ingested):
    db = ingested()
    with closing(open_database(db)) as database, database:
        database.execute(
            "INSERT INTO runs (command, source, started_at, status) VALUES ('ingest', 'korea_kr', ?, 'running')",
            [ago(30)],
        )
    text, code = told(db)
    assert code == 0
    assert re.search(r"^- korea_kr: the run of .* never ended", text, re.MULTILINE)


def test_a_run_at_work_is_not_said_to_be_dead(ingested):
    db = ingested()
    with closing(open_database(db)) as database, database:
        database.execute(
            "INSERT INTO runs (command, source, started_at, status) VALUES ('ingest', 'korea_kr', ?, 'running')",
            [ago(0.1)],
        )
    text, _ = told(db)
    assert "never ended" not in text
    assert row(text, "korea_kr")[-1] == "running"


ARTICLE = """
INSERT INTO articles (id, source, native_id, kind, published, published_inferred, body_origin, raw_sha256, hints,
  dropped, body, first_saved_at, last_changed_at)
VALUES (?, ?, ?, 'press_release', ?, 0, 'page', '', '[]', '[]', '글', ?, ?)
"""


def test_the_newest_item_and_the_number_of_articles_are_told(ingested):
    db = ingested()
    days = ["2026-03-02", "2026-03-04T18:00:00+09:00", "2026-03", None] + ["2025-01-01"] * 1230
    with closing(open_database(db)) as database, database:
        save_sources(database, [SourceRow("korea_kr", "정책브리핑"), SourceRow("empty", "빈 곳")])
        rows = [(f"korea_kr:{n}", "korea_kr", str(n), day, "x", "x") for n, day in enumerate(days)]
        database.executemany(ARTICLE, rows)
    text, _ = told(db)
    assert row(text, "korea_kr")[5:7] == ["2026-03-04", "1,234"]


@pytest.mark.parametrize(("hours", "silent"), [(24, False), (160, False), (24 * 9, True), (24 * 400, True)])
def test_a_list_that_is_read_well_but_names_nothing_new_is_an_alarm(ingested, hours, silent):
    """A frozen page, or a board that was left for another: every run ends well, and nothing comes."""
    db = ingested()
    with closing(open_database(db)) as database, database:
        save_sources(database, [SourceRow("korea_kr", "정책브리핑")])
        database.execute(ARTICLE, ("korea_kr:1", "korea_kr", "1", ago(hours), "x", "x"))
        database.execute(ARTICLE, ("korea_kr:2", "korea_kr", "2", "2999-01-01", "x", "x"))  # a wrong year
    text, code = told(db)
    assert ("has the site moved?" in text, code) == (silent, int(silent))


def test_failures_are_grouped_by_reason(ingested):
    """Addresses in a reason are not another reason; the last one seen is the example."""
    db = ingested()
    failures = [
        {
            "stage": "fetch",
            "item": f"https://www.korea.kr/view?id={number}",
            "reason": f"the server answered 503 (https://www.korea.kr/file?id={number})",
        }
        for number in range(40)
    ]
    failures += [{"stage": "parse", "item": "https://www.korea.kr/view?id=99", "reason": "no title"}]
    a_run(db, "korea_kr", 0.6, failures=failures)
    a_run(db, "korea_kr", 0.5, failures=failures[7:8])
    text, code = told(db)
    assert code == 0
    assert "open failures: 41" in text
    assert re.search(
        r"^40  korea_kr  fetch +20\S+ \S+  the server answered 503 \(.*id=7\) – .*view\?id=7$",
        text,
        re.MULTILINE,
    )
    assert re.search(r"^ 1  korea_kr  parse .*no title", text, re.MULTILINE)
    assert re.search(r"^- korea_kr: 40 items not fetched: .*503", text, re.MULTILINE)


def test_different_numbers_are_different_reasons(ingested):
    db = ingested()
    a_run(
        db,
        "korea_kr",
        0.5,
        failures=[{"stage": "fetch", "item": f"u{n}", "reason": f"status {n}"} for n in (404, 503)],
    )
    assert len(re.findall(r"^1  korea_kr  fetch", told(db)[0], re.MULTILINE)) == 2


def test_many_kinds_of_failures_are_counted_not_listed(ingested):
    db = ingested()
    a_run(
        db,
        "korea_kr",
        0.5,
        failures=[{"stage": "parse", "item": "u", "reason": f"reason {n}"} for n in range(30)],
    )
    text, _ = told(db)
    assert len(re.findall(r"^1  korea_kr  parse", text, re.MULTILINE)) == 10
    assert f"and 20 of other kinds, in the table failures of {db}" in text


def test_a_failure_of_a_dump_says_what_to_read_again(db, tmp_path):
    dump = tmp_path / "기사 모음.zip"
    dump.write_bytes(b"PK")
    a_run(
        db,
        None,
        1,
        command="extract",
        failures=[{"stage": "dump", "item": f"{dump}/가/1.txt", "line": None, "reason": "not text"}],
    )
    text, _ = told(db)
    assert re.search(r"^- 1 record of dumps not read: not text", text, re.MULTILINE)
    assert f"    sacho extract {shlex.quote(str(dump))} --db {db}" in text.splitlines()
    assert re.search(r"^last extract: .*failed 1$", text, re.MULTILINE)


def test_what_waits_and_what_was_given_up_is_told(ingested, tmp_path):
    db = ingested()
    with Archive(tmp_path / "archive.db") as archive:
        worklist = Worklist(archive, "korea_kr")
        worklist.add({str(n): an_item(f"https://www.korea.kr/{n}") for n in range(5)})
        first, second, *_ = worklist.waiting()
        worklist.set_aside(first)
        worklist.done([second])
    text, code = told(db)
    assert code == 0
    assert row(text, "korea_kr")[-3:-1] == ["3", "1"]
    assert f"    sacho ingest --retry-failures korea_kr --db {db}" in text.splitlines()


def test_the_archive_of_the_settings_is_read(ingested, tmp_path, monkeypatch):
    db = ingested()
    with Archive(tmp_path / "elsewhere.db") as archive:
        Worklist(archive, "korea_kr").add({"1": an_item("https://www.korea.kr/1")})
    monkeypatch.setenv("SACHO_ARCHIVE", str(tmp_path / "elsewhere.db"))
    assert row(told(db)[0], "korea_kr")[-3] == "1"


def test_commands_name_the_database_only_where_it_is_another(db, monkeypatch):
    monkeypatch.chdir(db.parent)
    text = CliRunner().invoke(main, ["status"]).stdout
    assert "    sacho ingest korea_kr" in text.splitlines()


def test_json_for_programs(ingested, tmp_path):
    db = ingested("korea_kr")
    place = "https://www.korea.kr/list"
    a_run(db, "korea_kr", 1, failures=[{"stage": "list", "item": place, "reason": "0 rows"}])
    text, code = told(db, "--json")
    found = json.loads(text)
    assert code == 1
    assert found["well"] is False
    (problem,) = found["problems"]
    assert (problem["source"], problem["alarm"], problem["do"]) == (
        "korea_kr",
        True,
        f"sacho ingest korea_kr --db {db}",
    )
    sources = {source["id"]: source for source in found["sources"]}
    assert set(sources) >= set(load_sources())
    one = sources["korea_kr"]
    assert (one["state"], one["verified"], one["waiting"], one["alarms"][0]["item"]) == (
        "ALARM",
        True,
        0,
        place,
    )
    assert found["failures"]["open"] == 1
    assert found["failures"]["groups"][0]["count"] == 1
    assert found["failures"]["latest"][0]["item"] == place
    assert json.loads(told(db, "--json", "--quiet")[0])["well"] is False


def test_the_columns_stand_below_each_other(ingested):
    """Also where titles are Korean, and twice as wide as their number of letters."""
    text, _ = told(ingested())
    lines = text.splitlines()
    begin = next(number for number, line in enumerate(lines) if "last good run" in line)
    places = set()
    for line in lines[begin : begin + 1 + len(ENABLED)]:
        cell = re.search(r"verified|  (yes|no)  ", line)
        places.add(width(line[: cell.start(1) if cell.group(1) else cell.start()]))
    assert len(places) == 1


def test_a_source_whose_file_was_removed_raises_no_alarm_whatever_the_database_says(ingested, tmp_path):
    """Nor is there a command to type for it; dumps never had a file."""
    db = ingested()
    with closing(open_database(db)) as database:
        save_sources(
            database, [SourceRow("gone", "없어진 곳", stale_after_hours=24), SourceRow("dump", "덤프")]
        )
        with closing(open_database(db)) as other, other:
            other.execute(
                "INSERT INTO runs (command, source, started_at, status) VALUES ('ingest', 'gone', ?, 'running')",
                [ago(90)],
            )
    failures = [
        {"stage": stage, "item": "https://example.org/", "reason": "0 rows"} for stage in ("list", "fetch")
    ]
    a_run(db, "gone", 900, error="timeout", failures=failures)
    with Archive(tmp_path / "archive.db") as archive:
        worklist = Worklist(archive, "gone")
        worklist.add({"1": an_item("https://example.org/1")})
        worklist.set_aside(*worklist.waiting())
    text, code = told(db)
    assert code == 0
    assert row(text, "gone")[:3] == ["gone", "gone", "없어진 곳"]
    assert row(text, "dump")[0] == "ok"
    assert not re.search(r"^[!-] gone", text, re.MULTILINE)
    found = {one["id"]: one for one in json.loads(told(db, "--json")[0])["sources"]}
    assert (found["gone"]["state"], found["gone"]["enabled"]) == ("gone", False)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The files of two sources, of which the commands read."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("korea_kr", "mois"):
        (folder / f"{name}.toml").write_bytes((FOLDER / f"{name}.toml").read_bytes())

    def load(broken=None):
        return load_sources(folder, broken)

    monkeypatch.setattr("scrapers.source.load_sources", load)
    monkeypatch.setattr("pipeline.ingest.load_sources", load)
    return folder


@pytest.mark.parametrize("wanted", ["", "korea_kr mois", "korea_kr"])
def test_a_file_that_can_not_be_used_is_an_alarm_and_stops_nothing_else(
    ingested, folder, monkeypatch, wanted
):
    db = ingested()
    with closing(open_database(db)) as database:
        save_sources(database, [SourceRow("mois", "행정안전부", stale_after_hours=1)])
    a_run(db, "mois", 500)
    file = folder / "mois.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n[rows]\ndepartmnt = 'td'\n", encoding="utf-8")
    monkeypatch.setenv("SACHO_SOURCES", wanted)
    text, code = told(db)
    assert code == 1
    (block,) = re.findall(r"^! mois: .*\n.*$", text, re.MULTILINE)
    assert f"its file can't be used: {file}: " in block
    assert block.endswith(f"    sacho probe {file}")
    assert (row(text, "mois")[0], row(text, "korea_kr")[0]) == ("BROKEN", "ok")


def a_job(db, monkeypatch, *names):
    """An ingest that finds every site closed, and how it ends."""
    for name in ("KOREA_KR", "MOIS"):
        monkeypatch.setenv(f"SACHO_BASE_URL_{name}", "http://127.0.0.1:9")
    monkeypatch.setenv("SACHO_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("SACHO_DELAY", "0")
    return CliRunner().invoke(main, ["ingest", *names, "--db", str(db), "--retry-failures"])


def test_an_ingest_goes_on_without_the_source_whose_file_can_not_be_used(db, folder, monkeypatch):
    (folder / "half.toml").write_text('name = "half', encoding="utf-8")
    monkeypatch.setenv("SACHO_SOURCES", "half korea_kr")
    for names in ((), ("mois",)):
        result = a_job(db, monkeypatch, *names)
        assert result.exit_code == 1
        said, end = result.stderr.splitlines()
        assert said.startswith(f"failed: {folder / 'half.toml'}: not readable as TOML")
        assert end.startswith("1 source: failed 1;")
    (folder / "half.toml").unlink()
    monkeypatch.setenv("SACHO_SOURCES", "korea_kr")
    assert a_job(db, monkeypatch).exit_code == 0


def test_the_source_whose_file_can_not_be_used_can_not_be_asked_for(db, folder, monkeypatch):
    (folder / "mois.toml").write_text('name = "mois"\ncolour = "red"\n', encoding="utf-8")
    result = a_job(db, monkeypatch, "mois")
    assert result.exit_code == 2
    assert f"{folder / 'mois.toml'}: unknown key colour" in result.stderr


def test_a_file_that_can_not_be_used_does_not_switch_its_source_off(db, folder, monkeypatch):
    with closing(open_database(db)) as database:
        save_sources(database, [SourceRow(name, name, stale_after_hours=9) for name in ("mois", "gone")])
    (folder / "mois.toml").write_text("", encoding="utf-8")
    a_job(db, monkeypatch)
    with closing(open_database(db)) as database:
        assert dict(database.execute("SELECT id, enabled FROM sources")) == {
            "korea_kr": 1,
            "mois": 1,
            "gone": 0,
        }


def test_an_alarm_and_a_silence_of_one_source_are_one_block(ingested):
    """The cause first."""
    db = ingested("korea_kr")
    a_run(db, "korea_kr", 500)
    place = "https://www.korea.kr/briefing/pressReleaseList.do"
    reason = f"0 rows on the first list page {'of many ' * 15}, at least 5 expected"
    a_run(db, "korea_kr", 1, error=reason, failures=[{"stage": "list", "item": place, "reason": reason}])
    text, _ = told(db)
    (block,) = re.findall(r"^! korea_kr: (.*)$", text, re.MULTILINE)
    assert block.startswith(f"its list is not as expected ({place}): 0 rows")
    assert block.endswith(
        f"; no good run for 500 hours (the limit is {load_sources()['korea_kr'].stale_after})"
    )
    assert "OSError" not in block
    assert row(text, "korea_kr")[0] == "ALARM"


#: How a listing ends → what is said of the list.
LISTINGS = [
    (FetchError("connection refused", where="https://www.korea.kr/x"), "its list could not be read"),
    (FetchError("the server answers with status 503"), "its list could not be read"),
    (GoneError("the server answers with status 404"), "its list could not be read"),
    (BlockedError("robots.txt does not allow it"), "its list could not be read"),
    (UnresolvedError("www.korea.kr has no address"), "its list could not be read"),
    (ParseError("0 rows on the first list page"), "its list is not as expected"),
    (ParseError("FetchError: is the title of the page"), "its list is not as expected"),
]


@pytest.mark.parametrize(("error", "words"), LISTINGS, ids=range(len(LISTINGS)))
def test_a_list_that_did_not_come_is_not_said_to_be_another_one(ingested, error, words):
    db = ingested("korea_kr")
    with (
        closing(open_database(db)) as database,
        suppress(ScrapeError),
        run(database, "ingest", source="korea_kr", now=lambda: ago(1)) as log,
    ):
        log.fail(stage="list", item="https://www.korea.kr/list", reason=error.reason)
        raise error
    text, code = told(db)
    assert code == 1
    assert f"! korea_kr: {words} (https://www.korea.kr/list): {error.reason}; no good run yet" in text


@pytest.mark.parametrize("error", [WrongPageError("another page"), ParseError("another page")])
def test_the_names_of_classes_are_not_shown(ingested, error):
    db = ingested("korea_kr")
    with (
        closing(open_database(db)) as database,
        suppress(ScrapeError),
        run(database, "ingest", source="korea_kr", now=lambda: ago(1)),
    ):
        raise error
    assert "! korea_kr: no good run yet; the last one failed: another page" in told(db)[0].splitlines()


def test_a_missing_database_is_an_error(tmp_path):
    with pytest.raises(MissingDatabaseError):
        status(tmp_path / "none.db", tmp_path / "archive.db", {})
    result = CliRunner().invoke(main, ["status", "--db", str(tmp_path / "none.db")])
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("content", "error"), [(b"text" * 999, NotADatabaseError), (b"", ForeignDatabaseError)]
)
def test_a_foreign_archive_is_an_error(db, tmp_path, content, error):
    (tmp_path / "archive.db").write_bytes(content)
    with pytest.raises(error, match=r"archive\.db"):
        status(db, tmp_path / "archive.db", {})


def test_the_backlog_of_no_archive_is_nothing(tmp_path):
    assert backlog(tmp_path / "archive.db") == {}
    assert list(tmp_path.iterdir()) == []


def test_looking_at_the_backlog_changes_nothing(tmp_path):
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        Worklist(archive, "한국").add({"1": an_item("u")})
    before = path.read_bytes()
    assert backlog(path) == {"한국": Backlog(waiting=1, set_aside=0)}
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


WIDTHS = [
    ("abc", 3),
    ("정책브리핑", 10),
    ("가a나", 5),
    ("", 0),
    ("ＡＢ", 4),
    (normalize("NFD", "정책"), 4),  # in single letters, as some systems write names of files
    ("é", 1),
    ("a\u200bb", 2),
    ("“따옴표”", 8),
    ("漢字", 4),
]


@pytest.mark.parametrize(("text", "cells"), WIDTHS)
def test_width(text, cells):
    assert width(text) == cells


def test_columns_of_different_lengths():
    assert columns([("a", "b", "c"), ("한글", "1")], right=[1]) == ["a     b  c", "한글  1"]
    assert columns([]) == []


@pytest.mark.parametrize(
    ("text", "cells", "short"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("보도자료 목록", 13, "보도자료 목록"),
        ("보도자료 목록", 12, "보도자료 목…"),
        ("보도자료 목록", 10, "보도자료…"),
        ("a\nb\t c", 9, "a b c"),
    ],
)
def test_shortened(text, cells, short):
    assert shortened(text, cells) == short
    assert width(short) <= cells
