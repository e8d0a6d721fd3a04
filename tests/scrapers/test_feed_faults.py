"""Answers that are no feed, broken feeds and hostile ones."""

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest

from scrapers import feeds
from scrapers.errors import ParseError
from scrapers.source import load_sources
from tests.scrapers.feed_answers import entry, page, rss, source_of

PAGES = Path(__file__).parent / "pages"
SOURCES = load_sources()

NO_FEED = [
    ("<!DOCTYPE html><html><head><title>정책브리핑</title></head><body>첫 화면</body></html>", "<html>"),
    ("\n\n<html><body>시스템 점검 안내</body></html>", "<html>"),
    ("", "no XML"),
    ("Service Unavailable", "no XML"),
    ('{"items": []}', "no XML"),
    ("<div>점검 중입니다</div>", "<div>"),
    ("<OpenAPI_ServiceResponse><cmmMsgHeader/></OpenAPI_ServiceResponse>", "<openapi"),
    ("<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "<urlset>"),
    ("<rss version='2.0'></rss>", "without a channel"),
    ("<rss version='2.0'><channel><title>새벽신문</title>", "broken feed without items"),
    ("<rss><channel><item><title>반쪽</title><link>https://sinmun.example/news/1", "broken feed without"),
    (b"%PDF-1.7\n", "PDF"),
    (b"\x00\x01\x02" * 50, "binary"),
]


@pytest.mark.parametrize(("body", "complaint"), NO_FEED)
def test_what_is_no_feed_fails_although_its_status_is_200(tmp_path, body, complaint):
    with pytest.raises(ParseError, match=complaint) as caught:
        feeds.items(page(body), source_of(tmp_path))
    assert "https://sinmun.example/rss" in str(caught.value)


def test_a_feed_cut_off_gives_its_whole_items_and_says_so(tmp_path):
    """Half an address would be another article's."""
    whole = rss(*(entry(n) for n in (101, 102, 103)))
    cut = whole[: whole.index("news/103") + len("news/1")]
    listed = feeds.items(page(cut), source_of(tmp_path))
    assert [one.title for one in listed.items] == ["제목 101", "제목 102"]
    assert "broken" in listed.broken[0]
    assert not listed.empty


def test_small_faults_of_the_xml_are_mended(tmp_path):
    """A blank line before the declaration, a wrong label, a bare ampersand, entities of HTML."""
    body = "\n\n" + rss(entry(1, title="정부 & 국회&nbsp;합의"), entry(2, link="/v?a=1&b=2"))
    body = body.replace('version="1.0"?', 'version="1.0" encoding="euc-kr"?')
    listed = feeds.items(page(body), source_of(tmp_path))
    assert [one.title for one in listed.items] == ["정부 & 국회 합의", "제목 2"]
    assert listed.broken == ()


@pytest.mark.parametrize("label", ["euc-kr", "utf-8", ""])
def test_a_feed_in_cp949_is_read_whatever_its_label_says(tmp_path, label):
    declared = f'encoding="{label}"' if label else ""
    body = rss(entry(1, title="펲시와 똠얌꿍 수출")).replace('version="1.0"?', f'version="1.0" {declared}?')
    header = f"text/xml; charset={label}" if label else "text/xml"
    listed = feeds.items(page(body.encode("cp949"), content_type=header), source_of(tmp_path))
    assert listed.items[0].title == "펲시와 똠얌꿍 수출"


def test_a_bomb_of_entities_is_never_expanded(tmp_path):
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "{"가" * 100}">{levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = rss(entry(1, title="정부 &e11; &x; 예산")).replace("<rss", bomb + "<rss", 1)
    start = time.perf_counter()
    title = feeds.items(page(body), source_of(tmp_path)).items[0].title
    assert time.perf_counter() - start < 2
    assert title == "정부 &e11; &x; 예산"


HOSTILE = [
    "<",
    "<item>",
    "<item><title>",
    "&",
    "&#x",
    "<!--",
    "<![CDATA[",
    "<?xml ",
    "<!DOCTYPE [",
    "</item>",
    "<a b=",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_feeds_fail_or_are_read_in_time(tmp_path, piece):
    body = rss(entry(1)).replace("</channel>", piece * (100_000 // len(piece)) + "</channel>")
    start = time.perf_counter()
    with suppress(ParseError):
        feeds.items(page(body), source_of(tmp_path))
    assert time.perf_counter() - start < 5


BROKEN_PIECES = [
    *(
        b"<",
        b"&",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"\xff",
        b"\x00",
        b"&#x110000;",
        b"&#99999999999;",
        b"<item>",
    ),
    *(
        b"</item>",
        b'<a:b xmlns:a="">',
        b'<enclosure url="//["/>',
        b'<link href="http://["/>',
        b' xml:base="http://["',
    ),
    *(
        b"<guid isPermaLink='true'>http://[a</guid>",
        b"<content src='x' mode='base64'/>",
        b"<image><url>http://[",
    ),
]


@pytest.mark.parametrize("name", ["mss", "motir", "molit"])
def test_no_mutilated_feed_raises_anything_but_a_parse_error(name):
    whole = (PAGES / name / "feed.xml").read_bytes()
    chance = random.Random(name)
    for _ in range(150):
        body = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(body))
            body[at : at + chance.choice([0, 0, 12])] = chance.choice(BROKEN_PIECES)
        with suppress(ParseError):
            feeds.items(page(bytes(body)), SOURCES[name])
