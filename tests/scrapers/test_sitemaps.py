"""Sitemaps: indexes, news sitemaps, gzip, and answers that are none of these."""

import gzip
import time
from contextlib import suppress
from datetime import date

import pytest

from scrapers import sitemaps
from scrapers.errors import ParseError
from scrapers.fetch import Page
from scrapers.paging import list_request
from scrapers.reader import Further, Item, Request, Window
from scrapers.source import SourceError, load_source

URL = "https://sinmun.example/sitemap.xml"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
WINDOW = Window(date(2026, 9, 25), date(2026, 10, 2))


def page(body, url=URL, content_type="application/xml"):
    body = body.encode() if isinstance(body, str) else body
    return Page(url, url, 200, {"content-type": content_type}, "2026-10-02T16:00:00+09:00", body, "")


def urlset(*entries):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {SPACES}>{"".join(entries)}</urlset>'


def index(*entries):
    return f'<?xml version="1.0"?><sitemapindex {SPACES}>{"".join(entries)}</sitemapindex>'


def url(loc, more=""):
    return f"<url><loc>{loc}</loc>{more}</url>"


def child(loc, lastmod=""):
    return f"<sitemap><loc>{loc}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</sitemap>"


def source_of(tmp_path, options="id = '[?&]idxno=(\\d+)'\nmatch = 'articleView'"):
    path = tmp_path / "sinmun.toml"
    path.write_text(
        f"""name = "sinmun"
title = "새벽신문"
software = "sitemap"
base_url = "https://sinmun.example"
verified = false
enabled = false

[options]
{options}
""",
        encoding="utf-8",
    )
    return load_source(path)


def article(number):
    return f"https://sinmun.example/news/articleView.html?idxno={number}"


def test_an_index_names_its_sitemaps_the_newest_first(tmp_path):
    body = index(
        child("https://sinmun.example/sitemap-2019.xml", "2019-12-31"),
        child("/sitemap-pages.xml"),
        child("https://sinmun.example/sitemap-2026-10.xml.gz", "2026-10-02T09:00:00+09:00"),
        child("https://sinmun.example/sitemap-2026-09.xml.gz", "2026-09-30T21:10:00Z"),
        child("https://sinmun.example/sitemap-2019.xml", "2019-12-31"),
        child("javascript:void(0)"),
    )
    listed = sitemaps.items(page(body), source_of(tmp_path))
    assert listed.further == (
        Further("https://sinmun.example/sitemap-2026-10.xml.gz", "2026-10-02T09:00:00+09:00"),
        Further("https://sinmun.example/sitemap-2026-09.xml.gz", "2026-10-01T06:10:00+09:00"),
        Further("https://sinmun.example/sitemap-2019.xml", "2019-12-31"),
        Further("https://sinmun.example/sitemap-pages.xml", None),
    )
    assert (listed.items, listed.empty) == ((), False)


def test_a_source_may_choose_among_the_sitemaps_of_an_index(tmp_path):
    body = index(child("/sitemap-news.xml"), child("/sitemap-tags.xml"))
    listed = sitemaps.items(page(body), source_of(tmp_path, "maps = 'news'"))
    assert [one.url for one in listed.further] == ["https://sinmun.example/sitemap-news.xml"]


def test_pages_are_taken_by_their_pattern(tmp_path):
    body = urlset(
        url("https://sinmun.example/"),
        url("https://sinmun.example/tag/예산", "<lastmod>2026-10-02</lastmod>"),
        url(
            article(30412) + "&amp;utm_source=map",
            "<lastmod>2026-10-02T09:42:53+09:00</lastmod><changefreq>never</changefreq>"
            "<image:image><image:loc>https://cdn.example/a.jpg</image:loc><image:title>사진</image:title></image:image>",
        ),
        url(article(30411)),
    )
    first, second = sitemaps.items(page(body), source_of(tmp_path)).items
    assert (first.native_id, first.url) == ("30412", article(30412))
    assert (first.published, first.version) == ("2026-10-02T09:42:53+09:00", "2026-10-02T09:42:53+09:00")
    assert (first.title, second.published) == ("", None)


NEWS = urlset(
    url(
        article(30412),
        "<news:news><news:publication><news:name>새벽신문</news:name><news:language>ko</news:language>"
        "</news:publication><news:publication_date>2026-10-02T09:42:53+09:00</news:publication_date>"
        "<news:title>정부 &amp;amp; 국회, &lt;b&gt;예산&lt;/b&gt; 합의</news:title></news:news>"
        "<lastmod>2026-10-02T11:00:00+09:00</lastmod>",
    )
)


def test_a_news_sitemap_knows_title_and_publication(tmp_path):
    (item,) = sitemaps.items(page(NEWS), source_of(tmp_path, "published = 'news'")).items
    assert (item.title, item.published) == ("정부 & 국회, 예산 합의", "2026-10-02T09:42:53+09:00")
    assert item.version == "2026-10-02T11:00:00+09:00"


ARTICLE = """<html><head><meta property="og:type" content="article"><title>정부·국회 예산 합의 - 새벽신문</title></head><body><h1>정부 & 국회, 예산 합의</h1>
<p>정부와 국회는 내년 예산을 728조 원으로 하는 데 합의했다고 2일 밝혔다.</p></body></html>"""


def test_lastmod_is_no_date_of_publication(tmp_path):
    """It tells which pages are new; the page itself knows when it was published."""
    source = source_of(tmp_path)
    (item,) = sitemaps.items(page(urlset(url(article(1), "<lastmod>2026-10-02</lastmod>"))), source).items
    found = sitemaps.release(page(ARTICLE, item.url, "text/html; charset=utf-8"), source, item)
    assert (item.published, found.published, found.evidence) == ("2026-10-02", None, None)
    assert (found.whole, found.charset, found.title) == (True, "utf-8", None)


def test_the_date_of_a_news_sitemap_is_one(tmp_path):
    source = source_of(tmp_path, "published = 'news'")
    (item,) = sitemaps.items(page(NEWS), source).items
    found = sitemaps.release(page(ARTICLE, item.url), source, item)
    assert (found.published, found.evidence) == ("2026-10-02T09:42:53+09:00", "the sitemap")


def test_a_packed_sitemap_is_unpacked(tmp_path):
    packed = gzip.compress(urlset(url(article(5))).encode())
    listed = sitemaps.items(page(packed, content_type="application/x-gzip"), source_of(tmp_path))
    assert [one.native_id for one in listed.items] == ["5"]


def test_a_bomb_is_not_unpacked_to_its_end(tmp_path):
    bomb = gzip.compress(b" " * (80 * 1024 * 1024))
    with pytest.raises(ParseError, match="when unpacked"):
        sitemaps.items(page(bomb), source_of(tmp_path))


def test_a_sitemap_cut_off_gives_its_whole_entries_and_says_so(tmp_path):
    whole = urlset(url(article(101)), url(article(102)), url(article(103)))
    listed = sitemaps.items(page(whole[: whole.index("=103") + 2]), source_of(tmp_path))
    assert [one.native_id for one in listed.items] == ["101", "102"]
    assert "broken" in listed.broken[0]


def test_a_bare_ampersand_is_mended(tmp_path):
    body = urlset(url("https://sinmun.example/news/articleView.html?page=1&idxno=7"))
    listed = sitemaps.items(page(body), source_of(tmp_path))
    assert (listed.items[0].native_id, listed.broken) == ("7", ())


def test_an_entry_without_an_address_is_reported(tmp_path):
    listed = sitemaps.items(
        page(urlset("<url><lastmod>2026-10-02</lastmod></url>", url(article(3)))), source_of(tmp_path)
    )
    assert [one.native_id for one in listed.items] == ["3"]
    assert "no address" in listed.broken[0]


@pytest.mark.parametrize("body", [urlset(), index(), urlset(url("https://sinmun.example/tag/1"))])
def test_a_sitemap_may_hold_nothing_of_ours(tmp_path, body):
    listed = sitemaps.items(page(body), source_of(tmp_path))
    assert (listed.items, listed.further, listed.broken, listed.empty) == ((), (), (), True)


def test_prefixed_elements_and_comments_are_read(tmp_path):
    body = (
        '<?xml-stylesheet href="a.xsl"?><!-- 새벽신문 --><s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<!-- 첫째 --><s:url><s:loc>{article(8)}</s:loc></s:url></s:urlset>"
    )
    assert sitemaps.items(page(body), source_of(tmp_path)).items[0].native_id == "8"


NO_SITEMAP = [
    ("<!DOCTYPE html><html><body>첫 화면</body></html>", "<html>"),
    ("", "no XML"),
    ("https://sinmun.example/news/1\nhttps://sinmun.example/news/2\n", "no XML"),
    ("<rss version='2.0'><channel/></rss>", "<rss>"),
    (f"<urlset {SPACES}><url><loc>https://sinmun.example/news/articleView.html?idxno=1", "broken sitemap"),
    (gzip.compress(urlset(url(article(5))).encode())[:-20], "gzip"),
    (b"\x1f\x8b\x08\x00garbage", "gzip"),
    (b"%PDF-1.7", "PDF"),
]


@pytest.mark.parametrize(("body", "complaint"), NO_SITEMAP)
def test_what_is_no_sitemap_fails_although_its_status_is_200(tmp_path, body, complaint):
    with pytest.raises(ParseError, match=complaint) as caught:
        sitemaps.items(page(body), source_of(tmp_path))
    assert URL in str(caught.value)


def test_entities_are_never_expanded_nor_fetched(tmp_path):
    bomb = '<!DOCTYPE urlset [<!ENTITY a "가나다라"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    body = urlset(url("https://sinmun.example/news/articleView.html?idxno=1&amp;k=&a;&b;"))
    body = body.replace("<urlset", bomb + "<urlset", 1)
    link = sitemaps.items(page(body), source_of(tmp_path)).items[0].url
    assert "root" not in link
    assert "%EA%B0%80" not in link


@pytest.mark.parametrize(
    "piece", ["<", "<url>", "<a>", "&", "<!--", "</url>", "<loc", "<url><loc>a</loc></url>"]
)
def test_hostile_sitemaps_fail_or_are_read_in_time(tmp_path, piece):
    body = urlset(url(article(1))).replace("</urlset>", piece * (100_000 // len(piece)) + "</urlset>")
    start = time.perf_counter()
    with suppress(ParseError):
        sitemaps.items(page(body), source_of(tmp_path))
    assert time.perf_counter() - start < 3


def test_the_sitemap_is_asked_for_once(tmp_path):
    source = source_of(tmp_path)
    assert list_request(source, 0, WINDOW) == Request(URL)
    assert list_request(source, 1, WINDOW) is None


@pytest.mark.parametrize("options", ["colour = 'red'", "published = 'lastmod'", "maps = '('"])
def test_a_wrong_option_fails_before_anything_is_fetched(tmp_path, options):
    with pytest.raises(SourceError, match=r"key options\."):
        sitemaps.check(source_of(tmp_path, options))


def test_a_page_without_a_listed_title_still_has_to_be_the_page(tmp_path):
    source = source_of(tmp_path)
    item = Item(native_id="1", url=article(1))
    other = ARTICLE.replace("<head>", f'<head><meta property="og:url" content="{article(2)}">')
    with pytest.raises(ParseError, match="item 2, not 1"):
        sitemaps.release(page(other, item.url), source, item)


NO_ARTICLE = "<html><head><title>새벽신문</title></head><body><h1>시스템 점검 안내</h1><p>06시까지입니다.</p></body></html>"
OWN = '<link rel="canonical" href="/news/articleView.html?idxno=1&amp;utm_source=x">'
SIGNS = [
    ("", False),
    (OWN, True),
    ('<meta property="og:url" content="https://sinmun.example/">', False),
    ('<meta property="og:type" content="article">', True),
    ('<meta property="og:type" content="website">', False),
    ('<meta property="article:published_time" content="2026-10-02T09:00:00+09:00">', True),
]


@pytest.mark.parametrize(("sign", "good"), SIGNS)
def test_without_a_title_the_page_has_to_say_that_it_is_an_article(tmp_path, sign, good):
    """A notice of maintenance comes with status 200."""
    source = source_of(tmp_path)
    item = Item(native_id="1", url=article(1))
    answer = page(NO_ARTICLE.replace("<head>", "<head>" + sign), item.url, "text/html; charset=utf-8")
    if good:
        assert sitemaps.release(answer, source, item).whole
    else:
        with pytest.raises(ParseError, match="nothing says that this is an article"):
            sitemaps.release(answer, source, item)
