"""Feeds and sitemaps over a real server on loopback, through the client, the listing and a whole run."""

import gzip
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from werkzeug import Request as Asked
from werkzeug import Response

from db.archive import Archive
from db.database import open_database
from db.worklist import Worklist
from pipeline.ingest import Job, ingest
from pipeline.listing import list_source
from pipeline.pages import Pages
from pipeline.settings import Settings
from scrapers.fetch import Fetcher, Manners
from scrapers.reader import Window
from scrapers.source import load_source, load_sources

PAGES = Path(__file__).parent / "pages"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
WINDOW = Window(date(2026, 9, 25), date(2026, 10, 2))
MANNERS = Manners(delay=0, timeout=5, tries=1, allow_loopback=True)


def source_of(tmp_path, base, software, listing, options=""):
    path = tmp_path / "sinmun.toml"
    path.write_text(
        f"""name = "sinmun"
title = "새벽신문"
software = "{software}"
base_url = "{base}"
verified = false
enabled = false
[listing]
url = "{listing}"
[options]
{options}""",
        encoding="utf-8",
    )
    return load_source(path)


def listed(tmp_path, source):
    """What a listing of the source finds, and the ids that wait after it."""
    with (
        Archive(tmp_path / "archive.db") as archive,
        Fetcher(MANNERS) as fetcher,
        closing(open_database(tmp_path / "sacho.db")) as database,
    ):
        worklist = Worklist(archive, source.name)
        found = list_source(source, WINDOW, Pages(archive, fetcher).listed, worklist, database)
        return found, [one.native_id for one in worklist.waiting()]


@pytest.fixture
def site(httpserver):
    """A server without robots.txt."""
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return httpserver


def test_a_feed_that_is_gone_is_a_failure(site, tmp_path):
    """The portal's feeds answer 404 since 2026-07-01."""
    site.expect_request("/rss/policy.xml").respond_with_data("Not Found", status=404)
    found, waiting = listed(tmp_path, source_of(tmp_path, site.url_for("/"), "rss", "/rss/policy.xml"))
    assert "404" in found.problem.reason
    assert waiting == []


def test_a_feed_that_leads_to_the_front_page_is_a_failure(site, tmp_path):
    """The portal's index of feeds redirects to its front page, with status 200 in the end."""
    site.expect_request("/etc/rss.do").respond_with_data("", status=302, headers={"Location": "/"})
    front = "<!DOCTYPE html><html><head><title>정책브리핑</title></head><body><h1>정책뉴스</h1></body></html>"
    site.expect_request("/").respond_with_data(front, content_type="text/html;charset=UTF-8")
    found, waiting = listed(tmp_path, source_of(tmp_path, site.url_for("/"), "rss", "/etc/rss.do"))
    assert "no feed but a document <html>" in found.problem.reason
    assert waiting == []


def test_an_empty_feed_alarms_where_items_are_expected(site, tmp_path):
    site.expect_request("/rss").respond_with_data(
        "<rss version='2.0'><channel><title>x</title></channel></rss>"
    )
    found, _ = listed(tmp_path, source_of(tmp_path, site.url_for("/"), "rss", "/rss"))
    assert "0 rows on the whole list, at least 1 expected" in found.problem.reason


def test_a_feed_for_posts_only_is_posted(site, tmp_path):
    """A GET is answered with 405."""

    def answer(asked: Asked) -> Response:
        if asked.method != "POST":
            return Response("Method Not Allowed", 405)
        return Response((PAGES / "motir" / "feed.xml").read_bytes(), content_type="application/rss+xml")

    site.expect_request("/kor/article/ATCL3f49a5a8c/rss").respond_with_handler(answer)
    source = replace(load_sources()["motir"], base_url=site.url_for("/"))
    found, waiting = listed(tmp_path, source)
    assert (found.problem, waiting) == (None, ["172604", "172599"])


def test_a_feed_in_euc_kr_by_its_header_is_read(site, tmp_path):
    body = '<?xml version="1.0" encoding="euc-kr"?><rss version="2.0"><channel><title>새벽</title><item><title>똠얌 수출</title>'
    body += "<link>/news/1</link><pubDate>2026-10-01</pubDate></item></channel></rss>"
    site.expect_request("/rss").respond_with_data(
        body.encode("cp949"), content_type="text/xml; charset=euc-kr"
    )
    found, waiting = listed(tmp_path, source_of(tmp_path, site.url_for("/"), "rss", "/rss"))
    assert (found.problem, waiting) == (None, [site.url_for("/news/1")])


def test_an_index_of_sitemaps_is_followed_within_the_window(site, tmp_path):
    """Those that were last changed before the window are not asked for."""
    old, new = site.url_for("/sitemap-1.xml"), site.url_for("/sitemap-2.xml.gz")
    index = (
        f"<sitemapindex {SPACE}><sitemap><loc>{old}</loc><lastmod>2026-08-31</lastmod></sitemap>"
        f"<sitemap><loc>{new}</loc><lastmod>2026-10-02</lastmod></sitemap></sitemapindex>"
    )
    urls = "".join(
        f"<url><loc>{site.url_for('/news/articleView.html')}?idxno={number}</loc><lastmod>{day}</lastmod></url>"
        for number, day in ((301, "2026-10-02"), (300, "2026-09-26T08:00:00Z"), (299, "2026-09-20"))
    )
    site.expect_request("/sitemap.xml").respond_with_data(index, content_type="application/xml")
    packed = gzip.compress(f"<urlset {SPACE}>{urls}</urlset>".encode())
    site.expect_request("/sitemap-2.xml.gz").respond_with_data(packed, content_type="application/gzip")
    source = source_of(tmp_path, site.url_for("/"), "sitemap", "/sitemap.xml", "id = 'idxno=(\\d+)'")
    found, waiting = listed(tmp_path, source)
    assert (found.problem, waiting) == (None, ["301", "300"])
    asked = [one.path for one, _ in site.log]
    assert "/sitemap-1.xml" not in asked


def test_a_run_stores_what_a_feed_lists(site, tmp_path):
    """From the feed to the database: with the feed's time and the page's text; an error page is no article."""
    feed = (PAGES / "mss" / "feed.xml").read_text(encoding="utf-8")
    feed = feed.replace("https://www.mss.go.kr/", site.url_for("/"))
    view = (PAGES / "mss" / "view.html").read_text(encoding="utf-8")
    site.expect_request("/rss/smba/board/86.do").respond_with_data(
        feed, content_type="text/xml;charset=UTF-8"
    )

    def page(asked: Asked) -> Response:
        good = asked.args["bcIdx"] == "1071201"
        return Response(
            view if good else "<html><body>시스템 점검 안내</body></html>", content_type="text/html"
        )

    site.expect_request("/site/smba/ex/bbs/View.do").respond_with_handler(page)
    settings = Settings(delay=0, timeout=5, allow_loopback=True, base_urls={"mss": site.url_for("/")})
    warnings = []
    job = Job(
        tmp_path / "sacho.db",
        ["mss"],
        since="2026-09-25",
        until="2026-10-02",
        settings=settings,
        warn=warnings.append,
    )
    summary = ingest(job)
    assert (summary.outcomes["saved"], summary.failed) == (1, 1)
    assert "is not on the page" in warnings[0]
    with closing(open_database(tmp_path / "sacho.db")) as database:
        rows = database.execute("SELECT id, title, published, body FROM articles").fetchall()
    ((article_id, title, published, body),) = (tuple(row) for row in rows)
    assert (article_id, title) == ("mss:1071201", "전통시장 120곳에 공동 배송 체계 갖춘다")
    assert published == "2026-10-01T10:33:52+09:00"
    assert body.startswith("중소벤처기업부는 전통시장 120곳의")
