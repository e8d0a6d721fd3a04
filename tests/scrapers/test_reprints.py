"""News systems that reprint releases: feed or list → page → article, over the whole path."""

import json
import re
from pathlib import Path

import pytest

from scrapers import boards, feeds
from scrapers.boilerplate.cleaning import clean
from scrapers.errors import ParseError
from scrapers.fetch import Page
from scrapers.reader import Item
from scrapers.source import load_source

PAGES = Path(__file__).parent / "pages"
UTF8 = "text/html; charset=utf-8"

#: A new paper on known software is a file of nine lines.
PAPER = """name = "paper"
title = "새길신문"
software = "{software}"
base_url = "https://paper.example"
outlet = "{outlet}"
verified = false
enabled = true
"""

#: The software, the address of an article, its native id, a stored page.
SHAPES = [
    ("ndsoft", "/news/articleView.html?idxno=30412", "30412", "html_ndsoft/ai"),
    (
        "ndsoft",
        "/news/articleView.html?idxno=30413&amp;utm_source=rss",
        "30413",
        "html_ndsoft/short_side_prose",
    ),
    ("dadamedia", "/news/view.php?idx=5512", "5512", "html_dadamedia/bus"),
    ("dadamedia", "/news/5512", "5512", "html_dadamedia/bus"),
    ("tistory", "/214", "214", "html_tistory/library"),
    (
        "tistory",
        "/entry/%EB%8F%84%EC%84%9C%EA%B4%80",
        "entry/%EB%8F%84%EC%84%9C%EA%B4%80",
        "html_tistory/library",
    ),
    ("tistory", "/m/214?category=77", "214", "html_tistory/library"),
    ("rss", "/read/771", "https://paper.example/read/771", "reprint_headlines/view"),
    ("rss", "/esg/view?no=411", "https://paper.example/esg/view?no=411", "reprint_board/view"),
]
ADDRESSES = {"ndsoft": "/news/articleView.html?idxno={id}", "dadamedia": "/news/view.php?idx={id}"}


def paper(tmp_path, software, outlet="새길신문", extra=""):
    path = tmp_path / "paper.toml"
    path.write_text(PAPER.format(software=software, outlet=outlet) + extra, encoding="utf-8")
    return load_source(path)


def page(body, url="https://paper.example/rss", header=UTF8, final_url=None):
    body = body.encode() if isinstance(body, str) else body
    return Page(url, final_url or url, 200, {"content-type": header}, "2026-10-02T16:00:00+09:00", body, "")


def feed(title, link, more=""):
    item = f"<item><title><![CDATA[{title}]]></title><link>https://paper.example{link}</link>{more}</item>"
    return page(
        f'<rss version="2.0"><channel><title>새길신문</title>{item}</channel></rss>', header="text/xml"
    )


def stored(name):
    text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return text, json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))


def article(source, found):
    known = {"title": found.title, "published": found.published, "outlet": found.outlet or source.outlet}
    return clean(
        found.content,
        source=source.name,
        native_id=found.native_id,
        url=found.url,
        markup=True,
        charset=found.charset,
        known=known | {"kind": source.kind},
    )


def read(tmp_path, software, link, name, header=UTF8, encode=None, more=""):
    """The item and the article of a stored page, listed by a feed."""
    text, expected = stored(name)
    source = paper(tmp_path, software, expected.get("outlet") or "새길신문")
    (item,) = feeds.items(feed(expected["title"], link, more), source).items
    body = encode(text) if encode else text
    return item, article(source, feeds.release(page(body, item.url, header), source, item)), expected


@pytest.mark.parametrize(("software", "link", "native_id", "name"), SHAPES)
def test_a_reprint_is_read_from_feed_to_article(tmp_path, software, link, native_id, name):
    item, found, expected = read(tmp_path, software, link, name)
    assert item.native_id == native_id
    assert (found.kind, found.id) == ("blog" if software == "tistory" else "news", f"paper:{native_id}")
    address = ADDRESSES.get(software, link).replace("{id}", native_id)
    assert item.url == f"https://paper.example{address}"
    assert (found.title, found.body) == (expected["title"], expected["body"])
    assert (found.published, found.outlet) == (expected["published"], expected.get("outlet"))


def test_a_post_on_naver_is_read_on_its_mobile_page(tmp_path):
    """The post's own page is a frame around another one."""
    text, expected = stored("html_naver_blog/ai")
    source = paper(tmp_path, "naver_blog")
    answer = feed(expected["title"], "").body.decode()
    link = "https://blog.naver.com/saegil/223001?fromRss=true&amp;trackingCode=rss"
    answer = answer.replace("https://paper.example</link>", f"{link}</link>")
    (item,) = feeds.items(page(answer), source).items
    assert (item.native_id, item.url) == ("saegil/223001", "https://m.blog.naver.com/saegil/223001")
    found = article(source, feeds.release(page(text, item.url), source, item))
    assert (found.title, found.body, found.kind) == (expected["title"], expected["body"], "blog")


def in_cp949(label):
    """The page in cp949, with a meta that says ``label``, or none at all."""

    def encode(text):
        text = re.sub(
            r'<meta charset="?utf-8"?\s*/?>', f'<meta charset="{label}">' if label else "", text, flags=re.I
        )
        return text.encode("cp949", "xmlcharrefreplace")

    return encode


WRONG = [("utf-8", UTF8), ("", UTF8), ("", "text/html"), ("euc-kr", "text/html"), ("iso-8859-1", "text/html")]


@pytest.mark.parametrize(("label", "header"), WRONG)
@pytest.mark.parametrize(("software", "link", "native_id", "name"), SHAPES[:1] + SHAPES[2:3] + SHAPES[-2:])
def test_a_page_in_cp949_is_read_whatever_it_says_of_itself(
    tmp_path, software, link, native_id, name, label, header
):
    item, found, expected = read(tmp_path, software, link, name, header, in_cp949(label))
    assert item.native_id == native_id
    assert found.encoding.startswith("cp949")
    assert (found.title, found.body) == (expected["title"], expected["body"])
    assert (found.published, found.outlet) == (expected["published"], expected.get("outlet"))


def test_the_time_of_the_feed_is_kept(tmp_path):
    more = "<pubDate>Fri, 06 Mar 2026 06:31:12 +0900</pubDate>"
    _, found, _ = read(tmp_path, *SHAPES[0][:2], "html_ndsoft/ai", more=more)
    assert (found.published, found.published_evidence) == ("2026-03-06T06:31:12+09:00", "the record")


def test_a_title_that_the_feed_cut_off_is_taken_from_the_page(tmp_path):
    text, expected = stored("html_ndsoft/ai")
    source = paper(tmp_path, "ndsoft")
    (item,) = feeds.items(feed(expected["title"][:18] + "…", SHAPES[0][1]), source).items
    found = article(source, feeds.release(page(text, item.url), source, item))
    assert found.title == expected["title"]


def test_a_headline_edited_since_is_the_same_article(tmp_path):
    text, expected = stored("html_ndsoft/ai")
    source = paper(tmp_path, "ndsoft")
    title = "[속보] " + expected["title"].replace("푼다", "투입")
    (item,) = feeds.items(feed(title, SHAPES[0][1]), source).items
    assert feeds.release(page(text, item.url), source, item).whole


LIST = """<html><body><div id="section-list"><ul class="type2">
<li><a class="thumb" href="/news/articleView.html?idxno=30412"><img src="a.jpg"></a>
<h4 class="titles"><a href="/news/articleView.html?idxno=30412">과기정통부, 1,500억 원 푼다</a></h4>
<span class="byline"><em>경제</em><em>서하린 기자</em><em>03-06 06:30</em></span></li>
<li><h4 class="titles"><a href="/news/articleView.html?idxno=30399">다른 기사</a></h4></li></ul></div>
<aside><h4 class="titles"><a href="/news/articleView.html?idxno=1">많이 본 기사</a></h4></aside></body></html>"""
NEW_LIST = """<html><body><article id="section-list"><ul class="altlist-webzine">
<li class="altlist-webzine-item"><h2 class="altlist-subject"><a href="https://paper.example/news/articleView.html?idxno=30412">
과기정통부, 1,500억 원 푼다</a></h2><p class="altlist-summary">앞글</p>
<div class="altlist-info"><div class="altlist-info-item">03-06 06:30</div></div></li>
<li class="altlist-webzine-item"><h2 class="altlist-subject"><a href="/news/articleView.html?idxno=30399">다른 기사</a></h2></li>
</ul></article></body></html>"""
OLD_LIST = """<html><body><section class="article-list-content type-sm">
<div class="list-block"><div class="list-titles"><a href="/news/articleView.html?idxno=30412">과기정통부, 1,500억 원 푼다</a></div>
<div class="list-dated">경제 | 서하린 기자 | 2026-03-06 06:30</div></div>
<div class="list-block"><div class="list-titles"><a href="/news/articleView.html?idxno=30399">다른 기사</a></div></div>
</section></body></html>"""


@pytest.mark.parametrize("body", [LIST, NEW_LIST, OLD_LIST])
def test_the_list_pages_of_ndsoft_are_a_board(tmp_path, body):
    """Their dates lack the year, so the articles' own dates are taken."""
    extra = 'parser = "boards"\n[listing]\nurl = "/news/articleList.html"\n'
    source = paper(tmp_path, "ndsoft", extra=extra)
    items = boards.items(page(body, "https://paper.example/news/articleList.html"), source).items
    assert [(one.native_id, one.title) for one in items] == [
        ("30412", "과기정통부, 1,500억 원 푼다"),
        ("30399", "다른 기사"),
    ]
    assert items[0].url == "https://paper.example/news/articleView.html?idxno=30412"
    text, expected = stored("html_ndsoft/ai")
    item = Item(native_id="30412", url=items[0].url, title=expected["title"])
    found = article(source, boards.release(page(text, item.url), source, item))
    assert (found.body, found.published) == (expected["body"], expected["published"])


def test_the_list_pages_of_dadamedia_are_a_board(tmp_path):
    row = (
        "<li><dl><dt class='title'><a href='../news/view.php?idx={n}&mcode=m1'>{t}</a></dt>"
        "<dd class='content'><a href='../news/view.php?idx={n}&mcode=m1'>앞글</a></dd><dd class='registDate'>{d}</dd></dl></li>"
    )
    rows = row.format(n=5512, t="마을버스 120대", d="2019-03-28") + row.format(
        n=5508, t="둘째", d="2019-03-27"
    )
    body = f"<html><body><div class='basicList'><ul>{rows}</ul></div><div class='hot'>{row.format(n=1, t='x', d='y')}</div></body></html>"
    extra = 'parser = "boards"\n[listing]\nurl = "/news/list.php?mcode=m1&page={page}"\npaging = "pages"\n'
    source = paper(tmp_path, "dadamedia", extra=extra)
    items = boards.items(page(body, "https://paper.example/news/list.php?mcode=m1&page=1"), source).items
    assert [(one.native_id, one.title, one.published) for one in items] == [
        ("5512", "마을버스 120대", "2019-03-28"),
        ("5508", "둘째", "2019-03-27"),
    ]


LISTED_ELSEWHERE = """<html><body><div itemprop='articleBody'>없는 기사입니다.</div><ul><li>
<a href='/2'>과기정통부, 중소기업 인공지능 도입에 1,500억 원 푼다</a></li></ul></body></html>"""
FAULTS = [
    ("<html><body><h1>시스템 점검 안내</h1><p>06시까지 점검합니다.</p></body></html>", "article"),
    ("<html><body><div id='article-view-content-div'>요청하신 기사가 없습니다.</div></body></html>", "title"),
    (LISTED_ELSEWHERE, "title"),
    (b"%PDF-1.7", "PDF"),
    (b"", "article"),
]


@pytest.mark.parametrize(("body", "complaint"), FAULTS)
def test_a_page_that_is_not_the_article_fails(tmp_path, body, complaint):
    source = paper(tmp_path, "ndsoft")
    title = "과기정통부, 중소기업 인공지능 도입에 1,500억 원 푼다"
    (item,) = feeds.items(feed(title, SHAPES[0][1]), source).items
    with pytest.raises(ParseError, match=complaint):
        feeds.release(page(body, item.url), source, item)


def test_a_page_of_another_article_fails(tmp_path):
    text, expected = stored("html_ndsoft/ai")
    link = '<link rel="canonical" href="https://paper.example/news/articleView.html?idxno=999">'
    source = paper(tmp_path, "ndsoft")
    (item,) = feeds.items(feed(expected["title"], SHAPES[0][1]), source).items
    with pytest.raises(ParseError, match="item 999, not 30412"):
        feeds.release(page(text.replace("<head>", "<head>" + link), item.url), source, item)


def test_a_withdrawn_article_that_leads_to_the_front_page_fails(tmp_path):
    text, expected = stored("html_ndsoft/ai")
    source = paper(tmp_path, "ndsoft")
    (item,) = feeds.items(feed(expected["title"], SHAPES[0][1]), source).items
    with pytest.raises(ParseError, match="front page"):
        feeds.release(page(text, item.url, final_url="https://paper.example/"), source, item)


WHOLE = [
    (
        "content:encoded",
        "<![CDATA[<p>정부는 내년 예산을 728조 원으로 정했다고 밝혔다.</p><p>올해보다 8.1% 늘어난 규모로, 국회는 12월 2일까지 심사를 마쳐야 한다.</p>]]>",
    ),
    (
        "description",
        "&lt;p&gt;정부는 내년 예산을 728조 원으로 정했다고 밝혔다.&lt;/p&gt;&lt;p&gt;올해보다 8.1% 늘어난 규모로, 국회는 12월 2일까지 심사를 마쳐야 한다.&lt;/p&gt;",
    ),
    (
        "description",
        "&amp;lt;p&amp;gt;정부는 내년 예산을 728조 원으로 정했다고 밝혔다.&amp;lt;br/&amp;gt;올해보다 8.1% 늘어난 규모로, 국회는 12월 2일까지 심사를 마쳐야 한다.&amp;lt;/p&amp;gt;",
    ),
    (
        "description",
        "정부는 내년 예산을 728조 원으로 정했다고 밝혔다.\n올해보다 8.1% 늘어난 규모로, 국회는 12월 2일까지 심사를 마쳐야 한다.",
    ),
]


@pytest.mark.parametrize(("element", "content"), WHOLE)
def test_a_feed_may_hold_the_whole_text(tmp_path, element, content):
    """The item is then read in the feed itself, and nothing else is fetched."""
    source = paper(tmp_path, "rss", extra='[options]\nbody = "feed"\nid = "/read/(\\\\d+)"\n')
    more = (
        f"<{element} xmlns:content='http://purl.org/rss/1.0/modules/content/'>{content}</{element}>"
        "<pubDate>Fri, 02 Oct 2026 09:42:53 +0900</pubDate>"
    )
    answer = feed("내년 예산 728조 원", "/read/771?utm_source=rss", more)
    (item,) = feeds.items(answer, source).items
    assert (item.native_id, item.url) == ("771", "https://paper.example/rss#771")
    found = feeds.release(answer, source, item)
    assert (found.url, found.published) == ("https://paper.example/read/771", "2026-10-02T09:42:53+09:00")
    made = article(source, found)
    assert (
        made.body
        == "정부는 내년 예산을 728조 원으로 정했다고 밝혔다.\n올해보다 8.1% 늘어난 규모로, 국회는 12월 2일까지 심사를 마쳐야 한다."
    )
    assert made.title == "내년 예산 728조 원"


def test_a_feed_that_holds_too_little_or_the_item_no_longer_fails(tmp_path):
    source = paper(tmp_path, "rss", extra='[options]\nbody = "feed"\n')
    answer = feed("내년 예산", "/read/771", "<description>짧다</description>")
    (item,) = feeds.items(answer, source).items
    with pytest.raises(ParseError, match="body: 2 characters"):
        feeds.release(answer, source, item)
    with pytest.raises(ParseError, match="no longer in the feed"):
        feeds.release(feed("다른 글", "/read/772"), source, item)
