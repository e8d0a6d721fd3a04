"""The cron job end to end: a real server, real files, a real database."""

import fcntl
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import datetime

import pytest

from pipeline.ingest import Job, ingest
from pipeline.settings import Settings, SettingsError
from scrapers.fetch import Clock
from scrapers.korean_time import KST
from scrapers.paging import list_request
from tests.scrapers.documents import hwp, hwpx, odt, pdf
from tests.scrapers.korea_kr_server import DOWNLOAD, LIST, VIEW, Answer, File, Release, Site, serving

HEAD = [["보도시점", "2026. 7. 13.(월) 12:00", "배포", "2026. 7. 13.(월) 09:00"]]
CONTACT = ["담당 부서", "해양바이오과", "책임자", "과 장", "홍길동", "(044-200-5000)"]


def lines(number, topic="해양바이오 기업"):
    return [
        f"{topic} {number}곳 지원에 1,250억원 투입",
        "- 2030년까지 시험 생산 시설 조성 -",
        f"□ 해양수산부는 13일 회의를 열고 {topic} {number}곳에 1,250억원을 지원하는 계획을 확정했다고 밝혔다.",
        "ㅇ 부산과 여수에 시험 생산 시설이 먼저 들어선다.",
    ]


def a_release(number, **fields):
    """A release; its number is part of its id, title and text. The first two have their text in files."""
    text = lines(number)
    values = {
        "id": f"1567{number:05}",
        "title": text[0],
        "layout": ("article_head", "view_title", "page_title")[number % 3],
    }
    if number <= 2:
        content = hwpx([*text, *CONTACT], table=HEAD)
        values["files"] = [
            File(f"9{number:05}1", "0713(보도자료) 해양바이오.hwpx", content),
            File(f"9{number:05}2", "0713(보도자료) 해양바이오.pdf", pdf(text)),
        ]
    else:
        values["body"] = (
            "".join(f"<p>{line}</p>" for line in text[1:])
            + "<p>ㅇ 기업은 시제품 제작비를 연간 3억원까지 받는다.</p>"
        )
    return Release(**(values | fields))


@pytest.fixture
def site():
    """Six releases, five on a list page."""
    site = Site([a_release(number) for number in range(1, 7)])
    site.page_size = 5
    return site


@pytest.fixture
def base(site):
    with serving(site) as address:
        yield address


@pytest.fixture
def run(base, tmp_path):
    """Runs an ingest; ``day`` moves the clock."""

    def run(*sources, since=None, until=None, retry=False, day=13, **settings):
        clock = Clock(now=lambda: datetime(2026, 7, day, 18, 0, tzinfo=KST), sleep=lambda seconds: None)
        settings = Settings(
            **{"delay": 0, "timeout": 5, "allow_loopback": True, "base_urls": {"korea_kr": base}} | settings
        )
        run.warnings = []
        return ingest(
            Job(
                tmp_path / "sacho.db",
                sources or ("korea_kr",),
                since,
                until,
                retry,
                settings,
                run.warnings.append,
                clock=clock,
            )
        )

    return run


@pytest.fixture
def query(tmp_path):
    def query(sql, *parameters):
        with closing(sqlite3.connect(tmp_path / "sacho.db")) as database:
            return database.execute(sql, parameters).fetchall()

    return query


def contents(tmp_path):
    """Every row of every table but the logs of runs and migrations, as text."""
    with closing(sqlite3.connect(tmp_path / "sacho.db")) as database:
        logs = ('INSERT INTO "runs"', 'INSERT INTO "_sqlite_migrations"', 'INSERT INTO "sqlite_sequence"')
        return [line for line in database.iterdump() if not line.startswith(logs)]


def test_a_release_is_stored_with_its_text_from_the_file(site, run, query):
    summary = run()
    assert summary.line().startswith("1 source: saved 6; ")
    title, published, evidence, department, body, origin, available, licence = query(
        "SELECT title, published, published_evidence, department, body, body_origin, available_at, licence "
        "FROM articles WHERE id = 'korea_kr:156700002'"
    )[0]
    assert title == "해양바이오 기업 2곳 지원에 1,250억원 투입"
    assert (published, evidence) == ("2026-07-13T11:00:00+09:00", "JSON-LD datePublished")
    assert (department, origin, licence) == ("해양수산부", "attachment", "KOGL-1")
    assert available == "2026-07-13T12:00:00+09:00"
    assert body.splitlines()[-2:] == lines(2)[2:]
    assert "보도시점" not in body
    assert "홍길동" not in body


def test_the_masked_tables_are_kept_among_the_dropped(site, run, query):
    run()
    dropped = json.loads(query("SELECT dropped FROM articles WHERE id = 'korea_kr:156700002'")[0][0])
    assert "보도시점 | 2026. 7. 13.(월) 12:00 | 배포 | 2026. 7. 13.(월) 09:00" in [
        piece["text"] for piece in dropped
    ]
    assert any("담당 부서" in piece["text"] and "044-200-5000" not in piece["text"] for piece in dropped)


def test_the_facts_are_extracted(run, query):
    run()
    assert query("SELECT COUNT(*) FROM money WHERE amount = 125000000000 AND field = 'body'")[0][0] >= 6


def test_a_document_in_two_formats_is_fetched_and_read_once(site, run, query):
    run()
    assert site.count(DOWNLOAD) == 2
    rows = query(
        "SELECT format, status, reason, reader FROM attachments WHERE article_id = 'korea_kr:156700002' ORDER BY position"
    )
    assert rows[0][:3] == ("hwpx", "read", None)
    assert rows[0][3].startswith("extract-hwp ")
    assert rows[1] == (None, "skipped", "the same document as 0713(보도자료) 해양바이오.hwpx", None)


def test_every_answer_is_archived(site, run, query, tmp_path):
    run()
    with closing(sqlite3.connect(tmp_path / "archive.db")) as archive:
        count = archive.execute("SELECT COUNT(*) FROM pages").fetchone()[0]
    assert count == len(site.requests) - site.count("/robots.txt")


def test_a_second_run_fetches_lists_only_and_changes_nothing(site, run, tmp_path):
    run()
    before, requests = contents(tmp_path), len(site.requests)
    summary = run()
    assert summary.line() == "1 source: nothing new; 3 requests"
    assert [target for _, target, _ in site.requests[requests:]] == ["/robots.txt", LIST, LIST]
    assert contents(tmp_path) == before


def test_a_third_run_takes_exactly_what_is_new_or_changed(site, run, query):
    run()
    site.releases += [a_release(13), a_release(14)]
    changed = lines(5, "해양 소재 기업")
    file = File("777", "정정 보도자료.hwpx", hwpx([*changed, *CONTACT], table=HEAD))
    site.releases[4] = a_release(5, title=changed[0], files=[file], body="<p>첨부파일 참고</p>")
    requests = len(site.requests)
    summary = run(day=14)
    assert dict(summary.outcomes) == {"saved": 2, "changed": 1}
    views = [target for _, target, _ in site.requests[requests:] if target.startswith(VIEW)]
    assert sorted(views) == [f"{VIEW}?newsId=1567{number:05}" for number in (5, 13, 14)]
    assert "해양 소재 기업 5곳에" in query("SELECT body FROM articles WHERE id = 'korea_kr:156700005'")[0][0]
    kept = query("SELECT title, body FROM article_revisions WHERE article_id = 'korea_kr:156700005'")
    assert kept[0][0] == lines(5)[0]


def test_every_list_page_is_posted(site, run, query):
    site.releases = [a_release(number) for number in range(1, 13)]
    run()
    posts = [form for method, target, form in site.requests if target == LIST and method == "POST"]
    assert [form["pageIndex"] for form in posts] == ["1", "2", "3"]
    assert {form["startDate"] for form in posts} == {"2026-07-06"}
    assert {form["endDate"] for form in posts} == {"2026-07-13"}
    assert query("SELECT COUNT(*) FROM articles") == [(12,)]


def test_the_known_past_is_left_alone(site, run, query):
    """Two pages without anything new end a listing, as rows move while one pages."""
    site.releases = [a_release(number) for number in range(3, 28)]
    run()
    assert site.count(LIST) == 5
    site.releases.append(a_release(30))
    assert run().outcomes["saved"] == 1
    assert site.count(LIST) == 5 + 3


def test_answers_that_are_the_same_byte_for_byte_are_not_read_again(site, run, monkeypatch):
    site.releases = [a_release(number) for number in range(3, 28)]
    run()
    run()
    requests = len(site.requests)
    monkeypatch.setattr("pipeline.listing._walk", lambda task, listing: pytest.fail("read again"))
    assert run().line() == "1 source: nothing new; 3 requests"
    assert [target for _, target, _ in site.requests[requests:]] == ["/robots.txt", LIST, LIST]


def test_an_answer_that_was_archived_but_never_read_is_read(site, run, monkeypatch):
    """The run was killed in between; the same bytes must not pass for nothing new."""
    run()
    run()
    site.releases.append(a_release(9))

    def killed(task, listing):
        task.fetch(list_request(task.source, 0, task.window))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.listing._walk", killed)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert run().outcomes["saved"] == 1


def test_a_broken_row_is_reported_by_each_run(site, run, query):
    site.page_size = 6
    usual = site.respond

    def respond(method, target, form):
        answer = usual(method, target, form)
        answer.body = answer.body.replace(
            "<span>해양수산부</span></span></span></a></li>".encode(), b"</span></span></a></li>", 1
        )
        return answer

    site.respond = respond
    for _ in range(3):
        assert run().failed == 1
    assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(1,)]


def test_a_list_that_gives_its_first_page_again_is_a_failure(site, run, query):
    site.releases = [a_release(number) for number in range(1, 13)]
    site.get_only = True
    summary = run()
    assert summary.outcomes["saved"] == 5
    assert "repeats itself at page 2; 5 of 12 rows seen" in query("SELECT reason FROM failures")[0][0]
    assert site.count(LIST) == 2
    assert query("SELECT status FROM runs") == [("failed",)]


def test_a_list_without_a_count_ends_with_no_data(site, run, query):
    site.releases = [a_release(number) for number in range(1, 11)]
    site.show_total = False
    assert run().outcomes["saved"] == 10
    assert site.count(LIST) == 3


def test_an_interrupted_listing_is_made_good(site, run, query):
    """Page 2 fails in the first run; the second one must not be content with a known first page."""
    site.releases = [a_release(number) for number in range(1, 16)]
    usual = site.respond
    site.respond = lambda method, target, form: (
        Answer(404) if form.get("pageIndex") == "2" else usual(method, target, form)
    )
    assert run().outcomes["saved"] == 5
    site.respond = usual
    assert run().outcomes["saved"] == 10
    assert query("SELECT COUNT(*) FROM articles") == [(15,)]
    assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]


def test_an_empty_list_raises_the_alarm_in_a_usual_window(site, run, query):
    site.releases = []
    assert run().failed == 1
    assert "at least 5 expected" in query("SELECT reason FROM failures")[0][0]


def test_an_empty_list_is_fine_for_a_day_that_was_asked_for(site, run):
    assert run(since="2026-07-14", day=14).line().startswith("1 source: nothing new")


def test_a_redesigned_list_is_a_failure(site, run, query):
    site.redesigned = True
    summary = run()
    assert (summary.failed, summary.outcomes["saved"]) == (1, 0)
    stage, item, reason = query("SELECT stage, item, reason FROM failures")[0]
    assert (stage, item.endswith(LIST)) == ("list", True)
    assert "redesigned" in reason
    assert "redesigned" in run.warnings[0]


def test_since_reaches_back(site, run, query):
    site.releases += [a_release(20, date="2026-05-01"), a_release(21, date="2026-03-01")]
    run(since="2026-04-01")
    assert query("SELECT COUNT(*) FROM articles") == [(7,)]


def test_the_past_is_filled_in_though_the_newest_pages_are_known(site, run, query):
    """Two quiet pages end a usual listing, not one that the operator asks for."""
    site.releases = [a_release(number) for number in range(3, 28)]
    site.releases += [a_release(number, date="2026-05-02") for number in range(30, 38)]
    run()
    run()
    assert query("SELECT COUNT(*) FROM articles") == [(25,)]
    run(since="2026-05-01")
    assert query("SELECT COUNT(*) FROM articles") == [(33,)]


def test_until_leaves_out_what_is_newer(site, run, query):
    site.releases = [a_release(number, date=f"2026-06-{number:02}") for number in range(3, 28)]
    run(since="2026-06-05", until="2026-06-09")
    days = [day[:10] for (day,) in query("SELECT published FROM articles ORDER BY published")]
    assert days == [f"2026-06-{day:02}" for day in range(5, 10)]


def test_a_site_that_ignores_the_dates_is_paged_through_to_them(site, run, query):
    """The newest pages hold nothing of the days that were asked for, and are passed over."""
    site.releases = [a_release(number, date=f"2026-06-{number:02}") for number in range(3, 28)]
    usual = site.respond
    site.respond = lambda method, target, form: usual(
        method, target, {name: value for name, value in form.items() if not name.endswith("Date")}
    )
    run(since="2026-06-05", until="2026-06-09")
    assert query("SELECT COUNT(*) FROM articles") == [(5,)]
    assert site.count(LIST) == 5


def test_filling_in_the_past_does_not_move_the_usual_window(site, run):
    run()
    run(since="2026-01-01", until="2026-01-05")
    run(day=14)
    starts = [form["startDate"] for _, target, form in site.requests if target == LIST]
    assert starts[-1] == "2026-07-07"


def test_a_summary_on_the_page_gives_way_to_the_whole_text_of_the_file(site, run, query):
    summary = "해양수산부는 13일 회의를 열고 해양바이오 기업을 지원하는 계획을 확정했다고 밝혔다. " * 3
    whole = [
        *lines(1),
        *(f"ㅇ {number}번 과제에 내년까지 {number}00억원을 들인다." for number in range(2, 30)),
    ]
    site.releases[0] = replace(
        site.releases[0], body=f"<p>{summary}</p>", files=[File("555", "보도자료.hwpx", hwpx(whole))]
    )
    run()
    body, origin = query("SELECT body, body_origin FROM articles WHERE id = 'korea_kr:156700001'")[0]
    assert origin == "attachment"
    assert "29번 과제에" in body


def test_a_text_on_the_page_waits_for_its_file_but_not_for_ever(site, run, query):
    text = "해양수산부는 13일 해양바이오 기업에 내년까지 300억원을 지원한다고 밝혔다. " * 5
    site.releases[0] = replace(site.releases[0], body=f"<p>{text}</p>")
    for number in (1, 2):
        site.answers[f"{DOWNLOAD}?fileId=900001{number}&tblKey=GMN"] = [Answer(500)]
    for _ in range(4):
        run()
        assert query("SELECT COUNT(*) FROM articles WHERE id = 'korea_kr:156700001'") == [(0,)]
    run()
    rows = query(
        "SELECT body_origin, status FROM articles JOIN attachments ON article_id = articles.id "
        "WHERE articles.id = 'korea_kr:156700001'"
    )
    assert rows == [("page", "failed"), ("page", "failed")]


def test_what_was_set_aside_is_read_again_from_the_archive_alone(site, run, query, monkeypatch):
    site.releases[0].files = [File("555", "보도자료.hwpx", BAD_FILES["HWP 3"])]
    run()
    requests = len(site.requests)
    assert run(retry=True).line() == "1 source: failed 1; 0 requests"
    assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(1,)]
    # a better reader, as a newer version might bring it
    from pipeline import releases

    better = releases.read(hwpx(lines(1)))
    monkeypatch.setattr(releases, "read", lambda content: better)
    assert run(retry=True).line() == "1 source: saved 1; 0 requests"
    assert len(site.requests) == requests
    assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]


def test_what_was_set_aside_and_is_not_archived_is_fetched_by_the_next_run(site, run, query):
    site.answers[f"{VIEW}?newsId=156700002"] = [Answer(404)]
    for _ in range(5):
        run()
    requests = site.count(VIEW)
    run()
    assert site.count(VIEW) == requests  # set aside
    site.answers.clear()
    assert run(retry=True).line() == "1 source: skipped 1; 0 requests"
    assert run().outcomes["saved"] == 1
    assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]


def test_an_unchanged_file_of_a_changed_release_does_not_come_again(site, run, query):
    """The server says 304; the text in the archive is still the right one."""
    etag = {"ETag": '"v1"', "Content-Type": "application/octet-stream"}
    content = site.releases[0].files[0].content
    usual = site.respond

    def respond(method, target, form):
        answer = usual(method, target, form)
        if target == f"{DOWNLOAD}?fileId=9000011&tblKey=GMN":
            if site.last_headers.get("If-None-Match") == '"v1"':
                return Answer(304, headers=etag)
            return Answer(body=content, headers=etag)
        return answer

    site.respond = respond
    run()
    site.releases[0].title = "고친 제목"
    assert dict(run(day=14).outcomes) == {"changed": 1}
    title, body = query("SELECT title, body FROM articles WHERE id = 'korea_kr:156700001'")[0]
    assert (title, lines(1)[2] in body) == ("고친 제목", True)


def test_a_broken_source_does_not_stop_the_others(site, base, run, query):
    site.answers["/news/policyNewsList.do"] = [Answer(500)]
    urls = dict.fromkeys(("korea_kr", "korea_kr_policy"), base)
    summary = run("korea_kr_policy", "korea_kr", base_urls=urls)
    assert (summary.outcomes["saved"], summary.failed) == (6, 1)
    assert query("SELECT source, status FROM runs ORDER BY source") == [
        ("korea_kr", "done"),
        ("korea_kr_policy", "failed"),
    ]


def test_a_body_on_the_page_is_taken_from_there(site, run, query):
    text = "국토교통부는 13일 도로 안전 시설에 내년까지 300억원을 투입한다고 밝혔다. 자세한 일정은 다음 달에 발표한다고 설명했다."
    body = f"<p>□ {text}</p><p>ㅇ {text.replace('300', '200')}</p><p>□ {text.replace('300', '100')}</p>"
    site.releases[0] = replace(site.releases[0], body=body)
    run()
    stored, origin, status = query(
        "SELECT body, body_origin, status FROM articles JOIN attachments ON article_id = articles.id "
        "WHERE articles.id = 'korea_kr:156700001'"
    )[0]
    assert stored.splitlines()[0] == f"□ {text}"
    assert (origin, status) == ("page", "read")  # the file holds less than the page
    assert "3천억원" not in stored


ANOTHER_FORMAT = {
    "a PDF named hwpx": (pdf(lines(1)), "pdf"),
    "an ODT named hwpx": (odt(lines(1)), "odt"),
    "a HWP named hwpx": (hwp(lines(1)), "hwp"),
}


@pytest.mark.parametrize(("content", "kind"), ANOTHER_FORMAT.values(), ids=ANOTHER_FORMAT)
def test_the_name_of_a_file_is_not_believed(site, run, query, content, kind):
    site.releases[0].files = [File("555", "보도자료.hwpx", content)]
    run()
    assert query("SELECT format, status FROM attachments WHERE article_id = 'korea_kr:156700001'") == [
        (kind, "read")
    ]
    assert "1,250억원" in query("SELECT body FROM articles WHERE id = 'korea_kr:156700001'")[0][0]


BAD_FILES = {
    "empty page": None,
    "error page": b"<!DOCTYPE html><html><body>error</body></html>",
    "HWP 3": b"HWP Document File V3.00",
    "cut": hwpx(lines(1))[:200],
}
#: Those that are no files, or half of one: a fault of the site, which may pass.
WRONG_ANSWERS = [BAD_FILES[name] for name in ("empty page", "error page", "cut")]


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES)
def test_where_one_format_fails_the_next_is_read(site, run, query, content):
    site.releases[0].files[0].content = content
    run()
    rows = query(
        "SELECT status, reason FROM attachments WHERE article_id = 'korea_kr:156700001' ORDER BY position"
    )
    assert rows[0][0] in ("failed", "unsupported")
    assert rows[0][1]
    assert rows[1] == ("read", None)


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES)
def test_without_a_readable_file_the_release_is_set_aside_with_its_reason(site, run, query, content):
    site.releases[0].files = [File("555", "보도자료.hwpx", content)]
    summary = run()
    assert (summary.failed, summary.outcomes["saved"]) == (1, 5)
    stage, item, reason, article = query("SELECT stage, item, reason, article_id FROM failures")[0]
    assert (stage, item.endswith("newsId=156700001"), article) == ("parse", True, "korea_kr:156700001")
    assert "보도자료.hwpx" in reason
    requests = site.count(VIEW)
    if content in WRONG_ANSWERS:
        assert run().failed == 1
        assert site.count(VIEW) == requests + 1
        return
    assert run().line().startswith("1 source: nothing new")
    assert site.count(VIEW) == requests


def test_a_broken_view_page_does_not_stop_the_others(site, run, query):
    target = f"{VIEW}?newsId=156700002"
    site.answers[target] = [Answer(body=b"<html><body><h1>error</h1></body></html>")]
    summary = run()
    assert (summary.failed, summary.outcomes["saved"]) == (1, 5)
    assert query("SELECT item FROM failures")[0][0].endswith(target)


def test_a_notice_of_maintenance_loses_nothing(site, run, query):
    """It comes with status 200 in place of every release, so the pages in the archive are of no use."""
    site.answers[VIEW] = [Answer(body="<html><body><h1>시스템 점검 중입니다</h1></body></html>".encode())]
    summary = run()
    assert summary.outcomes["saved"] == 0
    assert site.count(VIEW) == 3  # then the source is left alone
    assert query("SELECT status FROM runs") == [("failed",)]
    site.answers.clear()
    assert run(day=14).outcomes["saved"] == 6
    assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]


def test_what_could_not_be_fetched_is_fetched_by_the_next_run(site, run, query):
    target = f"{VIEW}?newsId=156700002"
    site.answers[target] = [Answer(reset=True)]
    assert run().outcomes["saved"] == 5
    assert query("SELECT stage FROM failures WHERE resolved_at IS NULL") == [("fetch",)]
    del site.answers[target]
    assert run().outcomes["saved"] == 1
    assert query("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL") == [(0,)]


def test_what_is_archived_already_is_not_fetched_again(site, run):
    """The file of a release can't be had; its page, archived in the first run, need not come twice."""
    site.answers[f"{DOWNLOAD}?fileId=9000021&tblKey=GMN"] = [Answer(500)]
    site.answers[f"{DOWNLOAD}?fileId=9000022&tblKey=GMN"] = [Answer(500)]
    assert run().outcomes["saved"] == 5
    site.answers.clear()
    views = site.count(VIEW)
    assert run().outcomes["saved"] == 1
    assert site.count(VIEW) == views


def test_a_server_that_refuses_us_is_left_alone(site, run, query):
    site.answers[VIEW] = [Answer(403)]
    summary = run()
    assert summary.outcomes["saved"] == 0
    assert site.count(VIEW) == 3
    assert query("SELECT status FROM runs") == [("failed",)]


def test_robots_txt_stops_a_source(site, run, query):
    site.robots = Answer(body=b"User-agent: *\nDisallow: /\n")
    assert run().failed == 1
    assert [target for _, target, _ in site.requests] == ["/robots.txt"]
    assert "robots.txt" in query("SELECT reason FROM failures")[0][0]


def test_a_web_page_as_robots_txt_stops_a_source(site, run, query):
    site.robots = Answer(body="<!DOCTYPE html><html>점검 중</html>".encode())
    assert run().failed == 1
    assert site.count(LIST) == 0


def test_a_redirect_to_a_private_address_is_a_failure_of_that_release(site, run, query):
    site.answers[f"{VIEW}?newsId=156700002"] = [
        Answer(302, headers={"Location": "http://169.254.169.254/latest/"})
    ]
    assert run().outcomes["saved"] == 5
    assert "169.254.169.254 is not a public address" in query("SELECT reason FROM failures")[0][0]


def test_a_file_of_2_gb_is_not_fetched(site, run, query):
    site.answers[f"{DOWNLOAD}?fileId=9000021&tblKey=GMN"] = [
        Answer(body=b"PK", headers={"Content-Length": "2000000000"})
    ]
    assert run().outcomes["saved"] == 6
    rows = query(
        "SELECT status, reason FROM attachments WHERE article_id = 'korea_kr:156700002' ORDER BY position"
    )
    assert rows[0][0] == "failed"
    assert "2,000,000,000 bytes announced" in rows[0][1]
    assert rows[1][0] == "read"


def test_a_silent_server_does_not_hold_the_run(site, run, query):
    event = threading.Event()
    site.answers[f"{VIEW}?newsId=156700002"] = [Answer(stall=event)]
    assert run(timeout=0.2).outcomes["saved"] == 5
    assert "ReadTimeout" in query("SELECT reason FROM failures")[0][0]
    event.set()


def test_a_lost_database_is_filled_again(run, tmp_path, query):
    run()
    for path in tmp_path.glob("sacho.db*"):
        path.unlink()
    assert run().outcomes["saved"] == 6


def test_a_long_pause_is_caught_up(site, run, query):
    run()
    site.releases += [a_release(20, date="2026-07-15"), a_release(21, date="2026-07-28")]
    run(day=30)
    assert query("SELECT COUNT(*) FROM articles") == [(8,)]


def test_two_runs_exclude_each_other(site, run, tmp_path):
    with (tmp_path / "sacho.db.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        summary = run()
    assert "another ingest is at work" in summary.line()
    assert summary.failed == 0
    assert site.requests == []


def test_runs_are_recorded_by_source(run, query):
    run()
    run()
    rows = query("SELECT command, source, status, saved, failed FROM runs ORDER BY id")
    assert rows == [("ingest", "korea_kr", "done", 6, 0), ("ingest", "korea_kr", "done", 0, 0)]
    assert query("SELECT name_ko, stale_after_hours FROM sources WHERE id = 'korea_kr'") == [
        ("정책브리핑 보도자료", 72)
    ]


@pytest.mark.parametrize(
    ("sources", "since", "until", "complaint"),
    [
        (["moon"], None, None, "no such source"),
        ([], "July", None, "not a day"),
        ([], "2026-07-01", "2026-07-32", "not a day"),
        ([], None, "2026-07-01", "needs --since"),
        ([], "2026-07-02", "2026-07-01", "lies after"),
    ],
)
def test_wrong_use_is_said_at_once(site, run, sources, since, until, complaint):
    with pytest.raises(SettingsError, match=complaint):
        run(*sources, since=since, until=until)
    assert site.requests == []


CHILD = """
import sys
from datetime import datetime
from pathlib import Path
from pipeline.ingest import Job, ingest
from pipeline.settings import Settings
from scrapers.fetch import Clock
moment = datetime.fromisoformat("2026-07-13T18:00:00+09:00")
clock = Clock(now=lambda: moment, sleep=lambda seconds: None)
job = Job(Path(sys.argv[1]), ("korea_kr",), settings=Settings.from_environment(), warn=print, clock=clock)
print(ingest(job).line())
heavy = {"kiwipiepy", "numpy", "pandas", "sqlite_utils", "datasette", "hwp_reader", "pypdfium2"}
ours = {"scrapers.boilerplate.cleaning", "extractors.engine", "extractors.agencies", "pipeline.processing"}
print(sorted((heavy | ours) & set(sys.modules)))
"""


def child(base, db):
    """The same run in a process of its own."""
    settings = {"SACHO_BASE_URL_KOREA_KR": base, "SACHO_ALLOW_LOOPBACK": "1", "SACHO_DELAY": "0"}
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(db)],
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_run_with_nothing_new_loads_no_heavy_library(run, base, tmp_path):
    run()
    process = child(base, tmp_path / "sacho.db")
    assert process.communicate()[0] == "1 source: nothing new; 3 requests\n[]\n"


def test_a_run_that_is_killed_is_made_good_by_the_next(site, run, base, tmp_path):
    """SIGKILL at the first list page, in the middle of the releases, and at the last of them."""
    run()
    undisturbed, requests = contents(tmp_path), len(site.requests)
    for at in (2, 6, requests):
        for path in tmp_path.glob("*.db*"):
            path.unlink()
        site.requests.clear()
        process, usual = child(base, tmp_path / "sacho.db"), site.respond

        def respond(method, target, form, process=process, usual=usual, at=at):
            answer = usual(method, target, form)
            if len(site.requests) == at:
                process.kill()
            return answer

        site.respond = respond
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        site.respond = usual
        run()
        assert contents(tmp_path) == undisturbed
        views = [target for _, target, _ in site.requests if target.startswith(VIEW)]
        assert len(views) <= 6 + 1  # the answer that was on its way may have been lost


def limited(size):
    """For a child process: no file may grow beyond ``size`` bytes, as on a full disk."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return limit


def test_the_operator_says_which_sources_are_read_unasked(site, base, tmp_path, query):
    settings = Settings(
        delay=0, allow_loopback=True, base_urls={"korea_kr": base}, sources=("korea_kr",), timeout=5
    )
    assert (
        ingest(Job(tmp_path / "sacho.db", since="2026-07-01", settings=settings))
        .line()
        .startswith("1 source: saved 6")
    )
    assert query("SELECT id FROM sources WHERE enabled") == [("korea_kr",)]
    with pytest.raises(SettingsError, match=r"SACHO_SOURCES.*no source 'moon'"):
        ingest(Job(tmp_path / "sacho.db", settings=replace(settings, sources=("moon",))))


@pytest.mark.parametrize("size", [0, 4096, 100_000, 600_000, 1_000_000, 1_100_000])
def test_a_full_disk_is_said_in_a_line_and_made_good_by_the_next_run(site, run, base, tmp_path, size):
    today = datetime.now(KST).date().isoformat()
    for release in site.releases:
        release.date = today
    command = [sys.executable, "-m", "pipeline.cli", "ingest", "korea_kr", "--db", str(tmp_path / "sacho.db")]
    settings = {"SACHO_BASE_URL_KOREA_KR": base, "SACHO_ALLOW_LOOPBACK": "1", "SACHO_DELAY": "0"}
    environment = os.environ | settings | {"PYTHONDONTWRITEBYTECODE": "1"}
    full = subprocess.run(
        command, env=environment, preexec_fn=limited(size), capture_output=True, text=True, check=False
    )
    assert "Traceback" not in full.stderr
    assert len(full.stderr.splitlines()) <= 10
    assert (full.returncode == 0) == ("saved 6;" in full.stderr)
    calm = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert calm.returncode == 0, calm.stderr
    with closing(sqlite3.connect(tmp_path / "sacho.db")) as database:
        assert database.execute("SELECT COUNT(*) FROM articles").fetchone() == (6,)
        assert database.execute("SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL").fetchone() == (0,)


def test_a_clock_that_is_set_back_hides_no_change(site, run, query):
    """What was archived "later" than now must not pass for the changed page."""
    run(day=20)
    site.releases[4] = a_release(
        5, title="고친 제목", body="<p>" + "고친 본문에 20억원을 적었다. " * 20 + "</p>"
    )
    site.releases.append(a_release(9))
    assert dict(run(day=13).outcomes) == {"changed": 1, "saved": 1}
    assert "고친 본문에" in query("SELECT body FROM articles WHERE id = 'korea_kr:156700005'")[0][0]


SETTINGS = [
    ({}, Settings()),
    ({"SACHO_CONTACT": " me@example.org "}, Settings(contact="me@example.org")),
    ({"SACHO_DELAY": "0.5", "SACHO_TIMEOUT": "9"}, Settings(delay=0.5, timeout=9.0)),
    ({"SACHO_ALLOW_LOOPBACK": "1"}, Settings(allow_loopback=True)),
    ({"SACHO_SOURCES": " korea_kr,mois  msit "}, Settings(sources=("korea_kr", "mois", "msit"))),
    ({"SACHO_ALLOW_LOOPBACK": "no", "SACHO_DELAY": ""}, Settings()),
    (
        {"SACHO_BASE_URL_KOREA_KR": "http://127.0.0.1:1"},
        Settings(base_urls={"korea_kr": "http://127.0.0.1:1"}),
    ),
]


@pytest.mark.parametrize(("environment", "expected"), SETTINGS)
def test_settings_come_from_the_environment(environment, expected):
    assert Settings.from_environment(environment) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SACHO_DELAY", "fast"),
        ("SACHO_DELAY", "-1"),
        ("SACHO_TIMEOUT", "nan"),
        ("SACHO_ALLOW_LOOPBACK", "maybe"),
    ],
)
def test_a_wrong_setting_is_named(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: value})
