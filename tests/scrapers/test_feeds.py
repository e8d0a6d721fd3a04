"""Feeds: the shipped ones on stored answers, and what goes wrong with the others."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from scrapers import feeds, sitemaps
from scrapers.boilerplate.cleaning import clean
from scrapers.errors import ParseError
from scrapers.paging import list_request
from scrapers.reader import Request, Window
from scrapers.source import SourceError, load_sources
from tests.scrapers.feed_answers import entry, page, rss, source_of

WINDOW = Window(date(2026, 9, 25), date(2026, 10, 2))
PAGES = Path(__file__).parent / "pages"
SOURCES = {name: one for name, one in load_sources().items() if one.parser in ("feeds", "sitemaps")}
READERS = {"feeds": feeds, "sitemaps": sitemaps}


def cleaned(found, source):
    """The article as the pipeline makes it of a release."""
    known = {"title": found.title, "published": found.published, "outlet": found.outlet, "kind": source.kind}
    return clean(
        found.content,
        source=source.name,
        native_id=found.native_id,
        url=found.url,
        markup=True,
        charset=found.charset,
        known=known,
    )


@pytest.mark.parametrize("name", SOURCES)
def test_a_shipped_source_reads_its_stored_answers(name):
    """Each source has its feed (or sitemap), a page and what is in them; a new one without them fails."""
    source, folder = SOURCES[name], PAGES / name
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    reader = READERS[source.parser]
    listed = reader.items(
        page((folder / "feed.xml").read_bytes(), source.address(source.listing.url)), source
    )
    assert [asdict(one) for one in listed.items] == expected["items"]
    assert listed.broken == ()
    view = page((folder / "view.html").read_bytes(), listed.items[0].url, "text/html;charset=UTF-8")
    found = reader.release(view, source, listed.items[0])
    article = cleaned(found, source)
    assert {
        "title": article.title,
        "published": article.published,
        "body": article.body,
        "attachments": [one.name for one in found.attachments],
    } == expected["release"]


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://sinmun.example/"><title>새벽신문</title>
<updated>2026-10-02T16:00:00+09:00</updated>
<entry><id>tag:sinmun.example,2026:1</id><title type="html">&lt;b&gt;정부&lt;/b&gt;, 예산 확정</title>
<link rel="self" href="https://sinmun.example/atom/1"/><link rel="alternate" type="text/html" href="/news/1"/>
<published>2026-10-01T08:00:00+09:00</published><updated>2026-10-02T09:30:00Z</updated>
<summary>내년 예산</summary></entry>
<entry><id>tag:sinmun.example,2026:2</id><title>나중 글</title><link href="/news/2"/>
<updated>2026-10-02T09:30:00Z</updated></entry></feed>"""


def test_atom_tells_publication_from_change(tmp_path):
    """An updated alone says when an entry was changed, not when it was published."""
    first, second = feeds.items(page(ATOM), source_of(tmp_path)).items
    assert (first.native_id, first.url) == ("tag:sinmun.example,2026:1", "https://sinmun.example/news/1")
    assert (first.title, first.published) == ("정부, 예산 확정", "2026-10-01T08:00:00+09:00")
    assert (first.version, first.lead) == ("2026-10-02T09:30:00Z", "내년 예산")
    assert (second.published, second.version) == (None, "2026-10-02T09:30:00Z")


def test_a_source_may_say_that_updated_is_the_publication(tmp_path):
    items = feeds.items(page(ATOM), source_of(tmp_path, 'published = "updated"')).items
    assert [one.published for one in items] == ["2026-10-01T08:00:00+09:00", "2026-10-02T18:30:00+09:00"]


LINKS = [
    ("https://sinmun.example/news/1", "https://sinmun.example/news/1"),
    ("/news/1", "https://sinmun.example/news/1"),
    ("  \n https://sinmun.example/news/1\n", "https://sinmun.example/news/1"),
    ("http://sinmun.example:443/news/1", "https://sinmun.example/news/1"),
    ("http://sinmun.example:80/news/1", "http://sinmun.example/news/1"),
    ("https://SINMUN.example:443/news/1#top", "https://sinmun.example/news/1"),
    ("https://sinmun.example:8443/news/1", "https://sinmun.example:8443/news/1"),
    ("https://sinmun.example/v.do;jsessionid=A1.b2?id=3", "https://sinmun.example/v.do?id=3"),
    ("https://sinmun.example/v.do?JSESSIONID=A1&amp;id=3", "https://sinmun.example/v.do?id=3"),
    ("https://sinmun.example/v.do?a=1&amp;b=2", "https://sinmun.example/v.do?a=1&b=2"),
    ("https://sinmun.example/v.do?a=1&amp;amp;b=2", "https://sinmun.example/v.do?a=1&b=2"),
    ("https://sinmun.example/v.do?a=1&b=2", "https://sinmun.example/v.do?a=1&b=2"),
    (
        "https://sinmun.example/v.do?id=3&amp;call_from=rsslink&amp;utm_source=rss&amp;utm_medium=x",
        "https://sinmun.example/v.do?id=3",
    ),
    ("https://sinmun.example/?utm_campaign=a", "https://sinmun.example/"),
    ("https://sinmun.example/글/1", "https://sinmun.example/%EA%B8%80/1"),
    ("https://sinmun.example/%EA%B8%80/1", "https://sinmun.example/%EA%B8%80/1"),
    ("<![CDATA[https://sinmun.example/v.do?a=1&b=2]]>", "https://sinmun.example/v.do?a=1&b=2"),
    ("https://sinmun.example/v.do?cut=&amp;id=3", "https://sinmun.example/v.do?cut=&id=3"),
]


@pytest.mark.parametrize(("link", "expected"), LINKS)
def test_a_link_becomes_the_address_of_the_page(tmp_path, link, expected):
    assert feeds.items(page(rss(entry(link=link))), source_of(tmp_path)).items[0].url == expected


@pytest.mark.parametrize(
    "link", ["", "javascript:void(0)", "mailto:a@b.example", "http://[broken", "ftp://a/b"]
)
def test_an_item_without_an_address_is_reported(tmp_path, link):
    listed = feeds.items(page(rss(entry(1, link=link), entry(2))), source_of(tmp_path))
    assert [one.title for one in listed.items] == ["제목 2"]
    assert "제목 1" in listed.broken[0]


TITLES = [
    ("정부 &amp;amp; 국회", "정부 & 국회"),
    ("&lt;b&gt;정부&lt;/b&gt; 예산", "정부 예산"),
    ("&amp;lt;b&amp;gt;정부&amp;lt;/b&amp;gt; 예산", "정부 예산"),
    ("<![CDATA[<font color='red'>정부</font> 예산]]>", "정부 예산"),
    ("<![CDATA[<보도자료> 정부 예산]]>", "<보도자료> 정부 예산"),
    ("&lt;K-뷰티&gt; 수출 5 &lt; 7", "<K-뷰티> 수출 5 < 7"),
    ("정부&nbsp;예산&middot;기금 &hellip;", "정부 예산·기금 …"),
    ("정부 & 국회", "정부 & 국회"),
    ("첫 줄&lt;br&gt;둘째 줄", "첫 줄 둘째 줄"),
    ("예&lt;b&gt;산&lt;/b&gt;안", "예산안"),
    ("&#8216;26년 예산&#x2019;", "‘26년 예산’"),
    ("정부\x0b 예산", "정부 예산"),
    ("정부&#11; 예산", "정부 예산"),
    ("&lt;script&gt;alert(1)&lt;/script&gt;정부", "정부"),
    ("", ""),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_is_plain_text(tmp_path, title, expected):
    listed = feeds.items(page(rss(entry(title=title))), source_of(tmp_path))
    assert (listed.items[0].title, listed.broken) == (expected, ())


IDENTITIES = [
    ("", "<guid isPermaLink='false'>a-1</guid>", "a-1"),
    (
        "",
        "<guid>http://sinmun.example:443/g/1;jsessionid=Q?utm_source=rss</guid>",
        "https://sinmun.example/g/1",
    ),
    ("", "", "https://sinmun.example/news/1"),
    ("id = '/news/(\\d+)'", "<guid>a-1</guid>", "1"),
    ("id = '^a-(\\d+)$'", "<guid isPermaLink='false'>a-7</guid>", "7"),
]


@pytest.mark.parametrize(("options", "guid", "expected"), IDENTITIES)
def test_an_item_is_named_by_pattern_guid_or_link(tmp_path, options, guid, expected):
    listed = feeds.items(page(rss(entry(more=guid))), source_of(tmp_path, options))
    assert listed.items[0].native_id == expected


def test_a_guid_that_several_items_bear_names_none(tmp_path):
    guid = "<guid isPermaLink='false'>새벽신문</guid>"
    listed = feeds.items(page(rss(entry(1, more=guid), entry(2, more=guid))), source_of(tmp_path))
    assert [one.native_id for one in listed.items] == [f"https://sinmun.example/news/{n}" for n in (1, 2)]


def test_the_same_item_twice_is_one(tmp_path):
    assert len(feeds.items(page(rss(entry(1), entry(1))), source_of(tmp_path)).items) == 1


def test_a_link_without_the_id_is_reported(tmp_path):
    source = source_of(tmp_path, "id = '[?&]idxno=(\\d+)'")
    good = entry(2, link="https://sinmun.example/a?idxno=77")
    listed = feeds.items(page(rss(entry(1), good)), source)
    assert [one.native_id for one in listed.items] == ["77"]
    assert "holds no id" in listed.broken[0]
    with pytest.raises(ParseError, match="holds no id"):
        feeds.items(page(rss(entry(1))), source)


def test_a_pattern_leaves_links_out(tmp_path):
    source = source_of(tmp_path, "match = '/news/[13]$'")
    listed = feeds.items(page(rss(*(entry(number) for number in (1, 2, 3)))), source)
    assert [one.title for one in listed.items] == ["제목 1", "제목 3"]


def test_dates_of_rss_are_publications_by_pubdate_or_dublin_core(tmp_path):
    raw = [
        "<pubDate>FRI, 02 OCT 2026 09:42:53 KST</pubDate>",
        "<dc:date>2026-10-02 10:00:31</dc:date>",
        "<pubDate>20261001103352</pubDate>",
        "<pubDate>방금</pubDate><dc:date>2026-10-01</dc:date>",
        "<pubDate>방금</pubDate>",
        "",
    ]
    listed = feeds.items(page(rss(*(entry(n, more=one) for n, one in enumerate(raw)))), source_of(tmp_path))
    assert [one.published for one in listed.items] == [
        "2026-10-02T09:42:53+09:00",
        "2026-10-02T10:00:31+09:00",
        "2026-10-01T10:33:52+09:00",
        "2026-10-01",
        None,
        None,
    ]
    assert all(one.version == "" for one in listed.items)


def test_the_second_at_which_a_feed_was_written_is_no_date_of_its_items(tmp_path):
    now = "<pubDate>Fri, 02 Oct 2026 15:59:58 +0900</pubDate>"
    items = feeds.items(page(rss(*(entry(n, more=now) for n in (1, 2, 3)))), source_of(tmp_path)).items
    assert [one.published for one in items] == [None] * 3


def test_items_of_one_day_keep_it(tmp_path):
    day = "<pubDate>2026. 10. 2</pubDate>"
    items = feeds.items(page(rss(*(entry(n, more=day) for n in (1, 2, 3)))), source_of(tmp_path)).items
    assert [one.published for one in items] == ["2026-10-02"] * 3


def test_a_reporter_is_no_department(tmp_path):
    more = "<dc:creator>김새벽 기자</dc:creator><category>경제</category>"
    feed = page(rss(entry(more=more)))
    assert feeds.items(feed, source_of(tmp_path)).items[0].department == ""
    assert (
        feeds.items(feed, source_of(tmp_path, 'department = "author"')).items[0].department == "김새벽 기자"
    )
    assert feeds.items(feed, source_of(tmp_path, 'department = "category"')).items[0].department == "경제"


def test_an_empty_channel_is_empty(tmp_path):
    listed = feeds.items(page(rss()), source_of(tmp_path))
    assert (listed.items, listed.empty, listed.broken) == ((), True, ())


OPTIONS = [
    ("colour = 'red'", "key options.colour"),
    ("method = 'put'", "key options.method"),
    ("id = '(['", "key options.id: not a pattern"),
    ("id = 'idxno='", "key options.id: the pattern needs a group"),
    ("match = '('", "key options.match"),
    ("zone = 'utc'", "key options.zone"),
]


@pytest.mark.parametrize(("options", "complaint"), OPTIONS)
def test_a_wrong_option_fails_before_anything_is_fetched(tmp_path, options, complaint):
    with pytest.raises(SourceError, match=complaint):
        feeds.check(source_of(tmp_path, options))


def test_a_feed_is_asked_for_once(tmp_path):
    source = source_of(tmp_path)
    assert list_request(source, 0, WINDOW) == Request("https://sinmun.example/rss")
    assert list_request(source, 1, WINDOW) is None


def test_a_feed_that_answers_posts_only_is_posted_with_an_empty_form():
    asked = list_request(SOURCES["motir"], 0, WINDOW)
    assert asked == Request("https://www.motir.go.kr/kor/article/ATCL3f49a5a8c/rss", {})
