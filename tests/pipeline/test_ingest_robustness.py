"""The cron job through years: outages, lists that move, lost files, faults of one source beside another."""

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db.archive import Archive
from db.articles import Extractor, save_records
from db.database import open_database
from db.rows import Record
from db.worklist import Named, Worklist, stored_ids
from pipeline.ingest import Job, ingest
from pipeline.reextract import Job as Again
from pipeline.reextract import reextract
from pipeline.settings import Settings
from scrapers.article import Article
from scrapers.fetch import Clock
from scrapers.korean_time import KST
from tests.scrapers.data_go_kr_server import KEY, DataGoKr, NewsItem
from tests.scrapers.documents import hwpx
from tests.scrapers.korea_kr_server import LIST, VIEW, Answer, File, Release, Site, serving
from tests.scrapers.ministry_server import Ministries, Paper

FIRST = datetime(2026, 7, 1, 18, 0, tzinfo=KST)
WHOLE = [
    "□ 해양수산부는 어항 12곳의 방파제 보강에 1,250억원을 투입한다고 13일 밝혔다.",
    "ㅇ 공사는 부산에서 시작하여 2028년까지 여수와 목포로 넓히며, 베트남 항만청과 기술을 나눈다.",
    *(f"ㅇ {number}번 과제에 내년까지 {number}00억원을 들인다." for number in range(2, 12)),
]
SUMMARY = "해양수산부는 13일 어항 12곳의 방파제 보강에 내년까지 1,250억원을 들인다고 밝혔다. " * 3


def a_release(number, day=1, **fields):
    """A release whose page holds its text; the id grows with the number."""
    body = "".join(f"<p>{line}</p>" for line in (*WHOLE, f"ㅇ {number}번째 항구에 3억원을 더한다."))
    values = {"title": f"어항 {number}곳 방파제 보강 계획", "date": f"2026-07-{day:02}", "body": body}
    return Release(**({"id": f"1567{number:05}"} | values | fields))


def a_paper(number, day, **fields):
    """A release on the board of 행정안전부, whose list does not ask for days."""
    values = {"title": f"다중이용시설 집중 점검 {number}차 계획", "department": "안전제도과"}
    return Paper(**({"id": f"1304{number:02}", "day": day, "body": tuple(WHOLE)} | values | fields))


@pytest.fixture
def site():
    """Six releases of 1 July, five on a list page."""
    site = Site([a_release(number) for number in range(1, 7)])
    site.page_size = 5
    return site


@pytest.fixture
def base(site):
    with serving(site) as address:
        yield address


@pytest.fixture
def run(base, tmp_path):
    """Runs an ingest; ``day`` is the day of July on which it runs, and may lie far behind its end."""

    def run(*sources, day=1, since=None, until=None, retry=False, at=base, db="sacho.db", **settings):
        clock = Clock(now=lambda: FIRST + timedelta(days=day - 1), sleep=lambda seconds: None)
        run.warnings = []
        sources = sources or ("korea_kr",)
        given = {"delay": 0, "timeout": 5, "allow_loopback": True, "base_urls": dict.fromkeys(sources, at)}
        settings = Settings(**(given | settings))
        warn = run.warnings.append
        return ingest(Job(tmp_path / db, sources, since, until, retry, settings, warn, clock=clock))

    return run


@pytest.fixture
def query(tmp_path):
    def query(sql, db="sacho.db"):
        with closing(sqlite3.connect(tmp_path / db)) as database:
            return database.execute(sql).fetchall()

    return query


@pytest.fixture
def failures(query):
    """The reasons of the open failures."""
    return lambda: [
        row[0] for row in query("SELECT reason FROM failures WHERE resolved_at IS NULL ORDER BY id")
    ]


# --- lists


def test_an_outage_longer_than_the_window_loses_nothing(site, run, query, failures):
    """Each run of the outage ends with a failure, so none of them has seen the days that it was to list."""
    run()
    site.answers[LIST] = [Answer(404)]
    for day in range(2, 21, 3):
        site.releases.append(a_release(10 + day, day))
        run(day=day)
    site.answers.clear()
    run(day=21)
    assert query("SELECT COUNT(*) FROM articles") == [(6 + 7,)]
    assert failures() == []


def test_an_alarm_of_silence_for_weeks_loses_nothing(site, run, query):
    """The site showed an empty list all the time; what it shows afterwards reaches back."""
    run()
    releases, site.releases = site.releases, []
    for day in range(2, 21, 6):
        assert run(day=day).failed
    site.releases = releases + [a_release(10 + day, day) for day in range(2, 21)]
    run(day=21)
    assert query("SELECT COUNT(*) FROM articles") == [(6 + 19,)]


def test_a_first_listing_cut_short_for_weeks_is_made_good(site, run, query):
    site.releases = [a_release(number) for number in range(1, 16)]
    usual = site.respond
    site.respond = lambda method, target, form: (
        Answer(404) if form.get("pageIndex") == "2" else usual(method, target, form)
    )
    assert run().outcomes["saved"] == 5
    run(day=12)
    site.respond = usual
    run(day=20)
    assert query("SELECT COUNT(*) FROM articles") == [(15,)]


def test_a_release_that_comes_late_among_those_of_an_earlier_day_is_found_within_a_day(site, run, query):
    """It stands below two pages of known ones, where an hourly run does not look."""
    site.releases = [a_release(number, 1) for number in range(1, 11)]
    site.releases += [a_release(number, 2) for number in range(20, 40)]
    run(day=2)
    run(day=2)
    site.releases.append(a_release(11, 1))
    run(day=2)
    run(day=3)
    assert query("SELECT COUNT(*) FROM articles WHERE native_id = '156700011'") == [(1,)]
    lists = site.count(LIST)
    run(day=3)
    assert site.count(LIST) == lists + 2  # once a day is enough


BOARD = {"mois": [a_paper(number, f"2026-07-{14 - number:02}") for number in range(1, 7)]}
AHEAD = {"tomorrow": "2026-07-15", "in a month": "2026-08-14", "a slip of the year": "2027-07-14"}


@pytest.mark.parametrize("day", AHEAD.values(), ids=AHEAD)
def test_a_release_dated_ahead_is_not_lost(run, query, day):
    """Nothing else moves on that board, so that its answers stay the same byte for byte."""
    board = Ministries(BOARD)
    respond = board.respond

    def still(method, target, form):
        board.visits = 0
        return respond(method, target, form)

    board.respond = still
    with serving(board) as at:
        run("mois", day=13, at=at)
        board.papers["mois"].append(a_paper(9, day))
        run("mois", day=14, at=at)
        for later in (15, 16, 30):
            run("mois", day=later, at=at)
    assert query("SELECT substr(published, 1, 10) FROM articles WHERE native_id = '130409'") == [(day,)]


def test_a_row_that_can_not_be_read_stays_a_failure_below_the_known_ones(site, run, failures):
    """The second run stops at two known pages; the row on the third is still a release that is missing."""
    site.releases = [a_release(number) for number in range(1, 16)]
    usual = site.respond
    broken = site.releases[1].title

    def respond(method, target, form):
        answer = usual(method, target, form)
        start, found, rest = answer.body.partition(f"<strong>{broken}</strong>".encode())
        rest = rest.replace(
            "<span>해양수산부</span></span></span></a></li>".encode(), b"</span></span></a></li>", 1
        )
        answer.body = start + found + rest
        return answer

    site.respond = respond
    for _ in range(3):
        assert run().failed == 1
        assert len(failures()) == 1
    site.respond = usual
    assert run().outcomes["saved"] == 1
    assert failures() == []


def test_of_two_broken_rows_the_mended_one_is_no_failure_any_more(site, run, failures):
    site.releases = [a_release(number) for number in range(1, 11)]
    site.page_size = 10
    usual = site.respond
    broken = [site.releases[3].title, site.releases[4].title]

    def respond(method, target, form):
        answer = usual(method, target, form)
        for title in broken if target == LIST else ():
            start, found, rest = answer.body.partition(f"<strong>{title}</strong>".encode())
            end = "<span>해양수산부</span></span></span></a></li>".encode()
            answer.body = start + found + rest.replace(end, b"</span></span></a></li>", 1)
        return answer

    site.respond = respond
    run()
    assert len(failures()) == 2
    del broken[0]
    run()
    assert len(failures()) == 1


def test_the_alarm_of_a_site_ends_when_its_new_address_is_set(site, run, failures):
    """It was raised under the old address, which no run asks for any more."""
    with serving(Site([])) as old:
        run(at=old)
    assert len(failures()) == 1
    run()
    assert failures() == []


def test_the_good_list_of_a_source_does_not_end_the_alarm_of_another_one(run, query, tmp_path):
    """Boards that differ in their form only have the same address."""
    run()
    with closing(sqlite3.connect(tmp_path / "sacho.db")) as database, database:
        database.execute(
            "INSERT INTO failures (id, stage, item, source, reason, first_seen_at, last_seen_at) "
            "SELECT 'x', 'list', url, 'other', 'silent', '2026-07-01', '2026-07-01' FROM sources "
            "WHERE id = 'korea_kr'"
        )
    run()
    assert query("SELECT resolved_at FROM failures WHERE id = 'x'") == [(None,)]


def test_after_an_outage_of_weeks_a_list_may_have_more_pages(site, run, query, monkeypatch):
    """The limit is that of a usual window; a listing that never ends well would ask for all of it hourly."""
    from pipeline import ingest as module

    usual = module.load_sources
    monkeypatch.setattr(
        module, "load_sources", lambda broken: {n: replace(one, max_pages=3) for n, one in usual().items()}
    )
    run()
    site.releases += [a_release(10 + number, 1 + number) for number in range(1, 25)]
    run(day=25)
    assert query("SELECT COUNT(*) FROM articles") == [(6 + 24,)]
    assert query("SELECT status FROM runs ORDER BY id DESC LIMIT 1") == [("done",)]


def test_a_long_list_is_compared_with_a_long_memory_at_once(tmp_path):
    """Each list page of a run with nothing new asks so; by a scan it would take a minute."""
    ids = [str(number) for number in range(20_000)]
    with (
        Archive(tmp_path / "archive.db") as archive,
        closing(open_database(tmp_path / "sacho.db")) as database,
    ):
        worklist = Worklist(archive, "mois")
        worklist.add({one: Named("m", "https://www.haedong.example/1", "2026-07-01", 1) for one in ids})
        articles = [Article(id=f"mois:{one}", source="mois", native_id=one, body="글") for one in ids[:2000]]
        save_records(database, [Record(one, (), "0") for one in articles], Extractor("1", "2"), "2026-07-01")
        start = time.perf_counter()
        assert worklist.unknown(dict.fromkeys(ids, "m"), stored_ids(database, "mois", ids)) == set()
        assert len(stored_ids(database, "mois", ids)) == 2000
    assert time.perf_counter() - start < 5


def test_a_source_that_there_is_no_more_raises_no_alarm_for_ever(run, query, tmp_path):
    """Its file was removed or renamed; its articles stay."""
    run()
    with closing(sqlite3.connect(tmp_path / "sacho.db")) as database, database:
        database.execute(
            "INSERT INTO sources (id, name_ko, stale_after_hours) VALUES ('haedong', '해동군', 72)"
        )
        database.execute("INSERT INTO sources (id, name_ko) VALUES ('dump', '덤프')")
    run()
    found = query("SELECT id, enabled FROM sources WHERE id IN ('haedong', 'dump', 'korea_kr') ORDER BY id")
    assert found == [("dump", 1), ("haedong", 0), ("korea_kr", 1)]


# --- lost and restored files


def test_a_lost_database_is_filled_again_from_the_archive_beyond_the_window(site, run, query, tmp_path):
    run()
    for path in tmp_path.glob("sacho.db*"):
        path.unlink()
    views = site.count(VIEW)
    site.releases += [a_release(number, 20) for number in range(20, 26)]
    assert run(day=20).outcomes["saved"] == 12
    assert query("SELECT COUNT(*) FROM articles") == [(12,)]
    assert site.count(VIEW) == views + 6


def test_an_older_copy_of_the_database_beside_a_newer_archive_is_filled_up(site, run, query, tmp_path):
    run()
    copy = (tmp_path / "sacho.db").read_bytes()
    site.releases += [a_release(number, 3) for number in range(20, 28)]
    run(day=3)
    for path in tmp_path.glob("sacho.db*"):
        path.unlink()
    (tmp_path / "sacho.db").write_bytes(copy)
    site.releases += [a_release(number, 20) for number in range(40, 52)]
    run(day=20)
    assert query("SELECT COUNT(*) FROM articles") == [(6 + 8 + 12,)]


def test_two_databases_share_an_archive(site, run, query, tmp_path):
    archive = tmp_path / "shared.db"
    run(archive=archive)
    views = site.count(VIEW)
    run(archive=archive, db="other.db")
    run(archive=archive)
    count = "SELECT COUNT(*) FROM articles"
    assert (query(count), query(count, "other.db")) == ([(6,)], [(6,)])
    assert site.count(VIEW) == views


# --- items


def test_a_failure_ends_though_the_run_that_mended_it_was_killed(site, run, failures, monkeypatch):
    """The item is noted as done, so no later run takes it up."""
    site.answers[f"{VIEW}?newsId=156700002"] = [Answer(404)]
    run()
    assert len(failures()) == 1
    site.answers.clear()
    done = Worklist.done

    def killed(self, items):
        done(self, items)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Worklist, "done", killed)
        run()
    run()
    assert failures() == []


def test_a_failure_ends_when_its_item_is_read_at_another_address(tmp_path, query, failures):
    """The service has no pages: the address of an item is that of the days in which it was listed."""
    name = "data_go_kr_policy"
    body = "<p>해양수산부는 7월 어항 정비에 10억원을 투입한다고 밝혔다.</p>" * 3
    good = NewsItem(id="148000001", title="어항 1곳 정비", approved="2026-07-09 11:00:00", body=body)
    bad = NewsItem(id="148000002", title="어항 2곳 정비", approved="2026-07-10 11:00:00", body="<p></p>")
    service = DataGoKr([good, bad])
    with serving(service) as base:
        service.base = base

        def run(day):
            clock = Clock(now=lambda: FIRST + timedelta(days=day - 1), sleep=lambda seconds: None)
            settings = Settings(
                delay=0, allow_loopback=True, base_urls={name: base}, keys={"SACHO_DATA_GO_KR_KEY": KEY}
            )
            return ingest(Job(tmp_path / "sacho.db", (name,), settings=settings, clock=clock))

        assert run(10).failed == 1
        service.items[1] = replace(bad, body=body, revision=2, modified="2026-07-11 09:00:00")
        assert run(11).outcomes["saved"] == 1
    assert failures() == []


def test_a_page_that_points_to_files_not_there_yet_is_asked_for_again(site, run, query, failures):
    """Some ministries put the page up first and the files an hour later."""
    stub = "<p>자세한 내용은 첨부된 보도자료 파일을 참고하여 주시기 바랍니다. 감사합니다.</p>"
    site.releases[0] = a_release(1, body=stub)
    run()
    assert query("SELECT COUNT(*) FROM articles WHERE native_id = '156700001'") == [(0,)]
    assert len(failures()) == 1
    site.releases[0] = a_release(1, body=stub, files=[File("1", "보도자료.hwpx", hwpx(WHOLE))])
    run()
    assert "1,250억원" in query("SELECT body FROM articles WHERE native_id = '156700001'")[0][0]
    assert failures() == []


def test_a_page_that_points_to_files_that_never_come_is_taken_as_it_is(site, run, query):
    stub = "<p>자세한 내용은 첨부된 보도자료 파일을 참고하여 주시기 바랍니다. 감사합니다.</p>"
    site.releases[0] = a_release(1, body=stub)
    for _ in range(5):
        run()
    assert query("SELECT COUNT(*) FROM articles WHERE native_id = '156700001'") == [(1,)]


def test_a_page_that_comes_a_day_after_its_row_is_not_lost(site, run, query, failures):
    site.answers[f"{VIEW}?newsId=156700002"] = [Answer(404)]
    for _ in range(8):
        run()
    views = site.count(VIEW)
    run()
    assert site.count(VIEW) == views
    site.answers.clear()
    run(day=2)
    assert query("SELECT COUNT(*) FROM articles WHERE native_id = '156700002'") == [(1,)]
    assert failures() == []


@pytest.mark.parametrize("content", [None, b"<html>error</html>", hwpx(WHOLE)[:200]])
def test_a_file_that_comes_a_day_after_its_page_is_not_lost(site, run, query, failures, content):
    """Until then the site gives an empty answer, a web page or half of it, with status 200."""
    site.releases[0] = a_release(1, body="<p>첨부파일 참고</p>", files=[File("1", "보도자료.hwpx", content)])
    for _ in range(6):
        run()
    assert query("SELECT COUNT(*) FROM articles WHERE native_id = '156700001'") == [(0,)]
    site.releases[0].files[0].content = hwpx(WHOLE)
    run(day=2)
    assert "1,250억원" in query("SELECT body FROM articles WHERE native_id = '156700001'")[0][0]
    assert failures() == []


def test_what_never_comes_is_asked_for_once_a_day_while_its_row_is_new(site, run, query):
    site.answers[f"{VIEW}?newsId=156700002"] = [Answer(404)]
    for _ in range(6):
        run()
    asked = site.count(VIEW)
    for day in (2, 2, 3, 3):
        run(day=day)
    site.answers[LIST] = [Answer(404)]  # a list that is down for days
    for day in (4, 4, 4, 12, 12, 13):
        run(day=day)
    assert site.count(VIEW) - asked == 3


# --- faults of sacho itself


def test_a_page_that_sacho_stumbles_over_holds_up_nothing_else(site, run, query, failures, monkeypatch):
    """A fault of a parser: the item is set aside, and read again after an update."""
    from scrapers import boards

    usual = boards.read_view

    def read_view(page, source, item):
        if item.native_id == "156700003":
            raise AttributeError("'NoneType' object has no attribute 'text'")
        return usual(page, source, item)

    with monkeypatch.context() as patch:
        patch.setattr(boards, "read_view", read_view)
        assert dict(run().outcomes) == {"failed": 1, "saved": 5}
    assert "AttributeError" in failures()[0]
    requests = site.count(VIEW)
    run()
    assert site.count(VIEW) == requests
    assert run(retry=True).outcomes["saved"] == 1
    assert failures() == []


def test_a_text_that_sacho_stumbles_over_holds_up_no_other_of_its_batch(site, run, failures, monkeypatch):
    from pipeline import processing

    usual = processing.dated

    def dated(article):
        if article.native_id == "156700003":
            raise ValueError("month must be in 1..12")
        return usual(article)

    with monkeypatch.context() as patch:
        patch.setattr(processing, "dated", dated)
        assert dict(run().outcomes) == {"failed": 1, "saved": 5}
    assert failures()[0].startswith("a fault of sacho: ValueError: month must be in 1..12 (")
    assert run(retry=True).outcomes["saved"] == 1
    assert failures() == []


def test_a_list_that_sacho_stumbles_over_holds_up_no_other_source(site, run, query, failures, monkeypatch):
    from scrapers import boards

    usual = boards.items

    def items(page, source):
        if source.name == "korea_kr":
            raise RecursionError("maximum recursion depth exceeded")
        return usual(page, source)

    board = Ministries(BOARD)
    site.respond = _either(site.respond, board)
    with monkeypatch.context() as patch:
        patch.setattr(boards, "items", items)
        summary = run("korea_kr", "mois", day=13)
    assert summary.outcomes == {"failed": 1, "saved": 6}
    assert "RecursionError" in failures()[0]
    assert query("SELECT status FROM runs ORDER BY id") == [("failed",), ("done",)]


def _either(respond, board):
    """A site that is the portal and the ministries' boards at once."""
    return lambda method, target, form: (
        respond(method, target, form) if "briefing" in target else board.respond(method, target, form)
    )


# --- reading again


def age(tmp_path):
    """As if other rules had made the mentions."""
    with closing(sqlite3.connect(tmp_path / "sacho.db")) as database, database:
        database.execute("UPDATE extractions SET code_version = 'old'")


def test_the_text_of_a_file_does_not_give_way_to_a_summary_when_it_is_read_again(site, run, query, tmp_path):
    """The archive has lost the file; the page in it holds a summary."""
    file = File("1", "보도자료.hwpx", hwpx(WHOLE))
    site.releases[0] = a_release(1, body=f"<p>{SUMMARY}</p>", files=[file])
    run()
    body = query("SELECT body FROM articles WHERE native_id = '156700001'")
    with closing(sqlite3.connect(tmp_path / "archive.db")) as archive, archive:
        archive.execute("DELETE FROM pages WHERE url LIKE '%download%'")
    age(tmp_path)
    reextract(Again(tmp_path / "sacho.db"))
    assert query("SELECT body FROM articles WHERE native_id = '156700001'") == body


def test_a_failure_to_read_again_ends_when_it_is_read(site, run, failures, tmp_path, monkeypatch):
    from pipeline import releases
    from scrapers.errors import ParseError

    run()

    def fails(found, source, attachments):
        raise ParseError("these rules do not read it")

    age(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(releases, "_from_page", fails)
        reextract(Again(tmp_path / "sacho.db"))
    assert len(failures()) == 6
    age(tmp_path)
    reextract(Again(tmp_path / "sacho.db"))
    assert failures() == []


def test_an_article_that_sacho_stumbles_over_is_no_end_of_reading_again(
    run, query, failures, tmp_path, monkeypatch
):
    """It keeps its stored text; all others are read."""
    from pipeline import releases

    run()
    usual = releases.clean

    def clean(content, **named):
        if named["native_id"] == "156700003":
            raise KeyError("published")
        return usual(content, **named)

    age(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(releases, "clean", clean)
        assert reextract(Again(tmp_path / "sacho.db")).outcomes["changed"] == 6
    assert failures()[0].startswith("a fault of sacho: KeyError: 'published' (")
    assert query("SELECT COUNT(*) FROM extractions WHERE code_version = 'old'") == [(0,)]


def test_bad_files_of_the_newest_releases_do_not_hold_up_the_others(site, run, query):
    """Three in a row mean an outage only where the pages themselves can't be had."""
    for number, content in enumerate([b"garbage", None, b"<html>error</html>"]):
        site.releases[-1 - number].files = [File(f"77{number}", "보도자료.hwpx", content)]
        site.releases[-1 - number].body = "<p>첨부파일 참고</p>"
    assert run().outcomes["saved"] == 3
    assert query("SELECT status FROM runs") == [("done",)]
