"""정책브리핑 by the open API of data.go.kr, over a server that behaves like its gateway and its services."""

import re
import threading
import time
from dataclasses import replace
from datetime import date

import pytest

from scrapers.boilerplate import html
from scrapers.boilerplate.cleaning import clean
from scrapers.client.secrets import Secret
from scrapers.data_go_kr import _parsed, check, items, release
from scrapers.errors import BlockedError, FetchError, ParseError
from scrapers.fetch import Clock, Fetcher, Manners, Page
from scrapers.paging import list_request
from scrapers.reader import Window
from scrapers.source import SourceError, load_sources
from tests.scrapers.data_go_kr_server import (
    GATEWAY,
    HEX_KEY,
    KEY,
    POLICY,
    POLICY_1,
    PRESS,
    SERVICE,
    Answer,
    DataGoKr,
    File,
    NewsItem,
    envelope,
    news_item,
    serving,
    xml,
)
from tests.scrapers.fault_server import HOSTS

SOURCES = load_sources()
NEWS = SOURCES["data_go_kr_policy"]
RELEASES = SOURCES["data_go_kr_press"]
WEEK = Window(date(2026, 7, 6), date(2026, 7, 13))
DAY = Window(date(2026, 7, 13), date(2026, 7, 13))
LONG = (
    "<p>해양수산부는 13일 해양바이오 산업을 육성하는 계획을 밝혔다. "
    + "부산과 여수에 시험 생산 시설이 들어선다. " * 8
    + "</p>"
)


PATIENT = Manners(delay=0, wait=0, unruled=HOSTS, allow_loopback=True)


def fetched(base, source, number=0, window=DAY, key=KEY, extra="", manners=PATIENT):
    """The answer to a request as the pipeline gets it."""
    url = base + list_request(source, number, window).url.removeprefix(source.base_url) + extra
    secrets = [Secret(base.removeprefix("http://"), "serviceKey", key)] if key else []
    with Fetcher(manners, Clock(sleep=lambda seconds: None), secrets) as fetcher:
        return fetcher.get(url, statuses=frozenset({400, 401, 403, 429}))


def listed(site, source=NEWS, **arguments):
    with serving(site) as base:
        page = fetched(base, source, **arguments)
    return items(page, source), page


def page_of(text, status=200):
    """An answer without a server."""
    body = text if isinstance(text, bytes) else text.encode()
    return Page("https://apis.data.go.kr/list", "", status, {}, "2026-07-13T12:00:00+09:00", body, "")


def read(item, source=NEWS):
    """The release of an item, through list and item."""
    page = page_of(envelope("0", "NORMAL_SERVICE", news_item(item)).body)
    found = items(page, source)
    return release(page, source, found.items[0])


# ---- requests


def test_windows_of_three_days_from_the_latest_without_the_key():
    urls = [list_request(NEWS, number, WEEK).url for number in range(3)]
    start = "https://apis.data.go.kr" + POLICY
    assert urls == [
        start + "?startDate=20260711&endDate=20260713",
        start + "?startDate=20260708&endDate=20260710",
        start + "?startDate=20260706&endDate=20260707",
    ]
    assert list_request(NEWS, 3, WEEK) is None
    assert PRESS in list_request(RELEASES, 0, DAY).url


@pytest.mark.parametrize(
    "change",
    [{"paging": "pages"}, {"url": POLICY}, {"url": POLICY + "?startDate={since}"}, {"url": "{until}"}],
)
def test_a_source_that_asks_otherwise_is_no_source_of_this_reader(change):
    with pytest.raises(SourceError):
        check(replace(NEWS, listing=replace(NEWS.listing, **change)))


def test_sources_ship_disabled_for_they_need_a_key():
    for source in (NEWS, RELEASES):
        assert not source.enabled
        assert source.listing.error_pages
        assert source.options["key"] == "SACHO_DATA_GO_KR_KEY"
        assert source.options["key_parameter"] == "serviceKey"
        assert source.options["robots"] == "off"


# ---- keys


@pytest.mark.parametrize(
    "key", [KEY, KEY.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"), HEX_KEY]
)
def test_both_spellings_of_a_key_are_accepted(key):
    assert len(listed(DataGoKr([NewsItem("148000001")]), key=key)[0].items) == 1


def test_a_key_encoded_twice_is_not_known():
    twice = "&serviceKey=" + KEY.replace("+", "%252B").replace("/", "%252F").replace("=", "%253D")
    with pytest.raises(BlockedError, match="encoded twice"):
        listed(DataGoKr(), key="", extra=twice)


def test_a_missing_key_is_refused_with_401():
    with pytest.raises(BlockedError, match=r"^\S+ 20: no key came along"):
        listed(DataGoKr(), key="")


def test_the_key_for_the_current_service_is_not_known_to_the_old_one():
    old = replace(NEWS, listing=replace(NEWS.listing, url=POLICY_1 + "?startDate={since}&endDate={until}"))
    with pytest.raises(BlockedError, match="30: the key is not known here"):
        listed(DataGoKr(), old)


def test_no_key_is_in_an_item_or_an_error():
    site = DataGoKr([NewsItem("148000001")])
    found, page = listed(site)
    assert any(KEY[:10] in target for _, target, _ in site.requests)
    assert "Zm9v" not in repr(found) + page.url + page.final_url
    site.answers[POLICY] = [Answer(403, f"<html>/list?serviceKey={KEY} was rejected</html>".encode())]
    with pytest.raises(BlockedError) as caught:
        listed(site)
    assert "Zm9v" not in str(caught.value)


# ---- a good answer


@pytest.mark.parametrize("good", ["0", "00"])
@pytest.mark.parametrize("said", ["NORMAL_SERVICE", "NORMAL SERVICE", "NORMAL SERVICE."])
def test_items_stand_directly_under_the_body(good, said):
    site = DataGoKr(
        [NewsItem("148000001", "한&middot;미 &quot;협력&quot;", revision=2, modified="2026-07-13 12:00:00")]
    )
    site.good, site.good_message = good, said
    found, page = listed(site)
    (item,) = found.items
    assert (found.total, found.empty, found.broken) == (1, False, ())
    assert (item.native_id, item.title) == ("148000001", '한·미 "협력"')
    assert item.url == page.url + "#148000001"
    assert item.published == "2026-07-13T11:00:00+09:00"
    assert (item.department, item.lead) == ("해양수산부", "")
    assert item.version == "2 07/13/2026 12:00:00 U"


def test_page_numbers_are_ignored_and_the_answer_is_the_same():
    site = DataGoKr([NewsItem("148000001"), NewsItem("148000002")])
    with serving(site) as base:
        pages = [fetched(base, NEWS, extra=f"&pageNo={number}&numOfRows=1&_type=json") for number in (1, 2)]
    assert pages[0].body == pages[1].body
    assert len(items(pages[1], NEWS).items) == 2


@pytest.mark.parametrize("source", [NEWS, RELEASES])
def test_both_answers_for_an_empty_window(source):
    found, _ = listed(DataGoKr(), source)
    assert (found.items, found.empty, found.broken) == ((), True, ())


def test_more_than_three_days_are_our_fault():
    four = replace(NEWS, listing=replace(NEWS.listing, days=4))
    with pytest.raises(ParseError, match=r"98: .*three days"):
        listed(DataGoKr(), four, window=WEEK)


def test_an_item_of_the_first_moment_after_the_window_comes_in_both_and_is_one():
    site = DataGoKr([NewsItem("148000001", approved="2026-07-11 00:00:00"), NewsItem("148000002")])
    with serving(site) as base:
        pages = [fetched(base, NEWS, number, WEEK) for number in range(3)]
    found = [items(page, NEWS).items for page in pages]
    assert [[one.native_id for one in each] for each in found] == [
        ["148000001", "148000002"],
        ["148000001"],
        [],
    ]
    twice = [each[0] for each in found[:2]]
    assert twice[0].version == twice[1].version
    assert [one.published for one in twice] == ["2026-07-11T00:00:00+09:00"] * 2
    releases = [release(page, NEWS, one) for page, one in zip(pages, twice, strict=False)]
    assert releases[0] == releases[1]


def test_a_revision_is_another_version_of_the_same_item():
    site = DataGoKr([NewsItem("148000001")])
    first = listed(site)[0].items[0]
    assert first.version == listed(site)[0].items[0].version
    site.items = [NewsItem("148000001", body=LONG, revision=2, modified="2026-07-14 09:00:00")]
    found, page = listed(site)
    assert found.items[0].native_id == first.native_id
    assert found.items[0].version != first.version
    changed = release(page, NEWS, first)
    assert (changed.modified, "여수" in changed.content) == ("2026-07-14T09:00:00+09:00", True)


def test_of_an_item_that_comes_twice_the_later_state_counts():
    new, old = NewsItem("148000001", "고친 제목", revision=3), NewsItem("148000001", "제목", revision=2)
    for order in ([new, old], [old, new]):
        page = page_of(envelope("0", "", "".join(map(news_item, order)), 2).body)
        (item,) = items(page, NEWS).items
        assert (item.title, release(page, NEWS, item).title) == ("고친 제목", "고친 제목")


def test_an_item_that_left_the_answer_is_no_release():
    page = page_of(envelope("0", "", news_item(NewsItem("148000001"))).body)
    item = items(page, NEWS).items[0]
    with pytest.raises(ParseError, match="no longer holds item 148000009"):
        release(page, NEWS, replace(item, native_id="148000009"))


def test_an_answer_is_parsed_once_for_all_its_items():
    texts = [news_item(NewsItem(str(148000000 + number), body=LONG * 5)) for number in range(300)]
    page = page_of(envelope("0", "", "".join(texts), 300).body)
    _parsed.cache_clear()
    for item in items(page, NEWS).items:
        assert (
            release(replace(page, body=bytes(bytearray(page.body))), NEWS, item).native_id == item.native_id
        )
    assert _parsed.cache_info().misses == 1
    assert _parsed.cache_info().maxsize <= 4


# ---- the fields of a release


def test_all_fields_of_a_release():
    item = NewsItem(
        "156000001",
        "예산 <b>확대</b>&nbsp;추진",
        grouping="brief",
        subtitles=("- 부산&middot;여수에<br>시설", "", "2030년까지 1,250억원"),
        body="<p>자세한 내용은 첨부파일을 확인하시기 바랍니다.</p>",
        modified="2026-07-13 15:30:00",
        files=[File("1", "0713 (보도자료).hwpx", b""), File("2", "0713 (보도자료).pdf", b"")],
    )
    found = read(item, RELEASES)
    assert found.native_id == "156000001"
    assert found.url == "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156000001"
    assert found.title == "예산 확대 추진"
    assert found.subtitle == "- 부산·여수에 시설 2030년까지 1,250억원"
    assert (found.published, found.evidence) == ("2026-07-13T11:00:00+09:00", "ApproveDate")
    assert (found.modified, found.available_at) == ("2026-07-13T15:30:00+09:00", "2026-07-13T11:00:00+09:00")
    assert (found.department, found.kind, found.licence) == ("해양수산부", "press_release", "KOGL-1")
    assert found.stub
    assert not found.whole
    assert [(one.name, one.url) for one in found.attachments] == [
        ("0713 (보도자료).hwpx", "https://www.korea.kr/common/download.do?fileId=1&tblKey=GMN"),
        ("0713 (보도자료).pdf", "https://www.korea.kr/common/download.do?fileId=2&tblKey=GMN"),
    ]
    assert "홍길동" not in repr(found)


def test_a_ministry_keeps_the_name_of_its_day():
    names = [read(NewsItem("148000001", ministry=name)).department for name in ("기획재정부", "재정경제부")]
    assert names == ["기획재정부", "재정경제부"]


EMBARGOES = [
    ("", "2026-07-13T11:00:00+09:00"),
    ("2026-07-14 06:00:00", "2026-07-14T06:00:00+09:00"),
    ("2026-07-13 10:59:59", "2026-07-13T11:00:00+09:00"),
    ("2027-01-01 00:00:00", "2027-01-01T00:00:00+09:00"),
]


@pytest.mark.parametrize(("embargo", "expected"), EMBARGOES)
def test_nothing_is_available_before_its_embargo(embargo, expected):
    found = read(NewsItem("148000001", embargo=embargo))
    assert (found.published, found.available_at) == ("2026-07-13T11:00:00+09:00", expected)


TITLES = [
    ("&lt;2026 예산안&gt; 발표", "<2026 예산안> 발표"),
    ("<해설> 새 제도", "<해설> 새 제도"),
    ("R&amp;D 예산", "R&D 예산"),
    ("R&D 예산", "R&D 예산"),
    ("&amp;quot;협력&amp;quot;", "&quot;협력&quot;"),
    ("정부<br/>새 <BR>계획", "정부 새 계획"),
    ("  두\n줄\t제목 ", "두 줄 제목"),
    ("&lsquo;국민&rsquo;&hellip; 3&#39;s &#8226;", "‘국민’… 3's •"),
    ("수출 1<2, 3>2", "수출 1<2, 3>2"),
    ("<font color='red'>긴급</font>", "긴급"),
    ("", None),
]


@pytest.mark.parametrize(("stated", "expected"), TITLES)
def test_a_title_is_unescaped_once(stated, expected):
    assert read(NewsItem("148000001", stated)).title == expected


def test_the_same_subtitle_twice_is_said_once():
    assert read(NewsItem("148000001", subtitles=("부제", "", "부제"))).subtitle == "부제"
    assert read(NewsItem("148000001")).subtitle is None


LICENCES = [
    *((number, f"KOGL-{number}") for number in "01234"),
    *((text, None) for text in ("", " ", "5", "9", "1,2", "01", "제1유형?", "Y", "-1")),
]


@pytest.mark.parametrize(("stated", "expected"), LICENCES)
def test_a_licence_that_is_not_said_is_not_known(stated, expected):
    assert read(NewsItem("148000001", licence=stated)).licence == expected


def test_without_or_with_two_licences_none_is_known():
    assert read(NewsItem("148000001", fields={"KoglType": None})).licence is None
    assert read(NewsItem("148000001", raw="<KoglType>4</KoglType>")).licence is None


KINDS = [
    ("brief", "press_release"),
    ("BRIEF", "press_release"),
    ("fact", "press_release"),
    ("policy", "policy_news"),
    ("Policy", "policy_news"),
    ("card", "policy_news"),
    ("unheard", None),
    ("", None),
]


@pytest.mark.parametrize(("grouping", "expected"), KINDS)
def test_the_kind_by_the_grouping(grouping, expected):
    assert read(NewsItem("148000001", grouping=grouping)).kind == expected


PRESS_VIEW = "https://www.korea.kr/briefing/pressReleaseView.do?newsId="
NEWS_VIEW = "https://www.korea.kr/news/policyNewsView.do?newsId="
FACT_VIEW = "https://www.korea.kr/briefing/actuallyView.do?newsId="
CARD_VIEW = "https://www.korea.kr/multi/visualNewsView.do?newsId="
ADDRESSES = [
    ("148000001", "policy", NEWS_VIEW + "148000001&call_from=openData&pWise=main", NEWS_VIEW),
    ("148000001", "policy", "http://m.korea.kr/news/policyNewsView.do?newsId=148000001", NEWS_VIEW),
    ("148000001", "policy", "https://admin.korea.kr/news/policyNewsView.do?newsId=148000001", NEWS_VIEW),
    ("148000001", "policy", "https://admin2.korea.kr/news/policyNewsView.do?newsId=148000001#a", NEWS_VIEW),
    (
        "148000001",
        "policy",
        "https://www.korea.kr/news/policyNewsView.do?gubun=x&amp;newsId=148000001",
        NEWS_VIEW,
    ),
    ("148000001", "policy", "/news/policyNewsView.do?newsId=148000001", NEWS_VIEW),
    (
        "148000001",
        "policy",
        "//www.korea.kr/news/policyNewsView.do;jsessionid=A1?newsId=148000001",
        NEWS_VIEW,
    ),
    ("148000001", "card", "https://www.korea.kr/multi/visualNewsView.do?newsId=148000001", CARD_VIEW),
    ("148000001", "policy", "https://www.korea.kr/multi/visualNewsView.do?newsId=148000001", CARD_VIEW),
    ("156000001", "brief", "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156000001", PRESS_VIEW),
    # the address is odd: the kind tells, then the range of the id
    ("148000001", "policy", "", NEWS_VIEW),
    ("148000001", "Policy", "https://www.korea.kr/news/policyNewsView.do?newsId=148000009", NEWS_VIEW),
    ("148000001", "policy", "https://evil.example/news/policyNewsView.do?newsId=148000001", NEWS_VIEW),
    ("148000001", "policy", "https://notkorea.kr/news/policyNewsView.do?newsId=148000001", NEWS_VIEW),
    ("148000001", "policy", "javascript:void(0)", NEWS_VIEW),
    ("148000001", "policy", "http://[::1", NEWS_VIEW),
    ("148000001", "policy", "https://www.korea.kr/news/old/policyView.do?newsId=148000001", NEWS_VIEW),
    ("156000001", "brief", "https://www.korea.kr/", PRESS_VIEW),
    ("148000001", "fact", "", FACT_VIEW),
    ("148000001", "card", "", CARD_VIEW),
    ("156000001", "", "", PRESS_VIEW),
    ("148000001", "unheard", "", NEWS_VIEW),
    ("132000001", "", "", "https://www.korea.kr/etc/noticeView.do?newsId="),
    (
        "148000001",
        "media",
        "https://www.korea.kr/multi/mediaNewsView.do?newsId=148000001&x=1",
        "https://www.korea.kr/multi/mediaNewsView.do?newsId=",
    ),
]


@pytest.mark.parametrize(("native_id", "grouping", "stated", "expected"), ADDRESSES)
def test_the_canonical_address_is_the_view_and_the_id_only(native_id, grouping, stated, expected):
    item = NewsItem(native_id, grouping=grouping, fields={"OriginalUrl": stated})
    assert read(item).url == expected + native_id


def test_an_item_without_any_page_is_not_guessed_one():
    with pytest.raises(ParseError, match="item 999000001: neither OriginalUrl"):
        read(NewsItem("999000001", grouping="", fields={"OriginalUrl": ""}))


# ---- bodies

TEXTS = [
    ("H", "<p>첫 문단이다.</p><p>둘째 문단이다.</p>", ["첫 문단이다.", "둘째 문단이다."]),
    (
        "H",
        "국<b>토</b>부와 <span>해양</span>수산부가<br>함께 나선다.",
        ["국토부와 해양수산부가", "함께 나선다."],
    ),
    ("T", "첫 문단이다.\r\n\r\n둘째 문단이다.\n셋째다.", ["첫 문단이다.", "둘째 문단이다.", "셋째다."]),
    ("T", "R&D <해설> a&lt;b &middot; 1 < 2", ["R&D <해설> a<b · 1 < 2"]),
    ("T", "첫 줄이다.<br>둘째 줄이다.", ["첫 줄이다.", "둘째 줄이다."]),
    ("T", "<p>실은 HTML이다.</p><p>둘째다.</p>", ["실은 HTML이다.", "둘째다."]),
    ("H", "실은 글이다.\n둘째 문단이다.", ["실은 글이다.", "둘째 문단이다."]),
    ("H", "<b>굵은</b> 글이다.\n둘째 문단이다.", ["굵은 글이다.", "둘째 문단이다."]),
    ("", "<div>형식이 빈 글이다.</div>", ["형식이 빈 글이다."]),
    (
        "H",
        "&lt;p&gt;감춘 HTML&middot;이다.&lt;/p&gt;&lt;p&gt;둘째다.&lt;/p&gt;",
        ["감춘 HTML·이다.", "둘째다."],
    ),
    ("H", "<p>&lt;해설&gt; 한&middot;미&nbsp;협력이다.</p>", ["<해설> 한·미 협력이다."]),
]
FILLER = "이 계획에는 앞으로 5년 동안 모두 1,250억원이 들어가고 시설은 두 곳에 선다."


@pytest.mark.parametrize(("declared", "text", "expected"), TEXTS)
def test_a_body_is_html_or_text_whatever_it_is_said_to_be(declared, text, expected):
    found = read(NewsItem("156000001", type=declared, body=text, files=[File("1", "보도자료.hwpx", b"")]))
    assert [block.text for block in html.read(found.content).blocks] == expected


WHOLE = [
    "<p>짧은 첫 줄이다.</p><p>%s</p><p>%s</p><p>끝.</p>",
    "<p>□ 지원 대상</p><p>%s</p><p>□ 지원 금액</p><p>가구당 30만 원</p><p>%s</p>",
    "<div><p>%s</p></div></div></div></td><p>둘째 문단이다.</p><p>%s</p>",
    "<div class='a'><table><tr><td><p>%s</p><p>%s</p>",
    "<style>p {color: red}</style><p>%s</p><script>alert('%s')</script><!-- x --><p>셋째 줄</p>",
]


@pytest.mark.parametrize("body", WHOLE)
def test_no_line_of_a_body_is_taken_for_what_surrounds_one(body):
    found = read(NewsItem("148000001", body=body.replace("%s", FILLER)))
    article = clean(found.content, source="x", native_id="1", markup=True, known={"title": "제목"})
    lines = re.findall(r"<p>([^<]+)", body.replace("%s", FILLER))
    assert article.body.split("\n") == lines


NOTE = [
    "정책브리핑의 정책뉴스자료는 「공공누리 제1유형:출처표시」의 조건에 따라 자유롭게 이용이 가능합니다.",
    "다만, 사진의 경우 제3자에게 저작권이 있으므로 사용할 수 없습니다.",
    "기사 이용 시에는 출처를 반드시 표기해야 하며, 위반 시 저작권법에 따라 처벌될 수 있습니다.",
    "&lt;자료출처=정책브리핑 www.korea.kr&gt;",
]


@pytest.mark.parametrize(("before", "between", "after"), [
    ("<p>", " ", "</p>"), ("<p>", "<br>", "</p>"), ("<p>", "<br />\n<br />", "</p>"), ("<p>", "</p>\n<p>", "</p>"),
    ("<div class='note'><p>", "</p><p class='a'>", "</p></div>"), ("<br><br>", "<br>", ""),
])  # fmt: skip
def test_the_licence_note_at_the_end_is_not_in_the_body(before, between, after):
    found = read(NewsItem("148000001", body=LONG + f"<p>{FILLER}</p>" + before + between.join(NOTE) + after))
    article = clean(found.content, source="x", native_id="1", markup=True, known={"title": "제목"})
    assert article.body.endswith(FILLER)
    assert "저작권" in " ".join(one.text for one in article.dropped)


def test_what_follows_a_licence_note_in_the_middle_stays():
    body = f"<p>{FILLER}</p><p>{' '.join(NOTE)}</p><p>부산과 여수에 시험 생산 시설이 들어선다.</p>" + LONG
    assert "<p>부산과 여수에" in read(NewsItem("148000001", body=body)).content


STUB = "<p>자세한 내용은 첨부파일을 확인하시기 바랍니다.</p>"
STUBS = [(STUB, True, True), (LONG, True, False), (LONG, False, False), ("", True, True)]


@pytest.mark.parametrize(("body", "attached", "stub"), STUBS)
def test_a_stub_points_to_the_files(body, attached, stub):
    files = [File("1", "보도자료.hwpx", b"")] if attached else []
    assert read(NewsItem("156000001", grouping="brief", body=body, files=files), RELEASES).stub is stub


@pytest.mark.parametrize("body", ["", "<p>사진</p>", "<img src='a.jpg'>"])
def test_neither_a_body_nor_files_is_no_release(body):
    with pytest.raises(ParseError, match="item 148000001: neither a body nor files"):
        read(NewsItem("148000001", body=body))


# ---- files


def name(text):
    return f"<FileName><![CDATA[{text}]]></FileName>"


def url(number):
    return (
        f"<FileUrl><![CDATA[https://www.korea.kr/common/download.do?fileId={number}&tblKey=GMN]]></FileUrl>"
    )


FILES = [
    (name("가") + url(1) + name("나") + url(2) + name("다") + url(3), ["가1", "나2", "다3"]),
    (name("가") + name("나") + url(1) + url(2), ["가1", "나2"]),
    (url(1) + name("가") + url(2) + name("나"), ["가1", "나2"]),
    (name("가") + url(1) + url(2) + name("다") + url(3), ["가1", "2", "다3"]),
    (name("가") + "<FileUrl/>" + name("나") + url(2), ["나2"]),
    ("<FileName/>" + url(1) + name("나") + url(2), ["1", "나2"]),
    (name("가") + name("나") + url(2), ["2"]),
    (name("가") + name("나") + name("다") + url(1) + url(2), ["1", "2"]),
    (name("가") + url(1) + name("나") + name("다") + url(3), ["1", "3"]),
    (name("가") + url(1) + name("가") + url(1), ["가1"]),
    (url(1), ["1"]),
    (name("가"), []),
    ("", []),
    (name("한&middot;미 &amp; 협력.hwpx") + url(1).replace("&", "&amp;"), ["한·미 & 협력.hwpx1"]),
]


@pytest.mark.parametrize(("raw", "expected"), FILES)
def test_names_never_shift_to_other_files(raw, expected):
    found = read(NewsItem("148000001", body=LONG, raw=raw)).attachments
    number = {f"https://www.korea.kr/common/download.do?fileId={n}&tblKey=GMN": n for n in range(1, 4)}
    assert [f"{one.name}{number[one.url]}" for one in found] == expected


@pytest.mark.parametrize(("stated", "expected"), [
    ("/common/download.do?fileId=1", "https://www.korea.kr/common/download.do?fileId=1"),
    ("http://admin2.korea.kr/common/download.do?fileId=1", "https://www.korea.kr/common/download.do?fileId=1"),
    ("https://admin.korea.kr.example/a.hwp", "https://admin.korea.kr.example/a.hwp"),
    ("http://[::1", "http://[::1"),
])  # fmt: skip
def test_the_address_of_a_file(stated, expected):
    raw = f"<FileName>a.hwp</FileName><FileUrl>{stated}</FileUrl>"
    assert read(NewsItem("148000001", body=LONG, raw=raw)).attachments[0].url == expected


# ---- broken items

BROKEN = [
    {"approved": "02/30/2026 11:00:00"},
    {"approved": "13/07/2026 11:00:00"},
    {"approved": "07/13/2026 24:00:00"},
    {"approved": "07/13/2026"},
    {"approved": "07/13/26 11:00:00"},
    {"approved": "20260713110000"},
    {"approved": "어제"},
    {"approved": ""},
    {"embargo": "00/00/0000 00:00:00"},
    {"fields": {"ApproveDate": None}},
]


@pytest.mark.parametrize("change", BROKEN)
def test_an_item_with_an_impossible_date_is_named_and_the_others_are_read(change):
    found, _ = listed(DataGoKr([NewsItem("148000001", **change), NewsItem("148000002")]))
    assert [one.native_id for one in found.items] == ["148000002"]
    (reason,) = found.broken
    assert "148000001" in reason
    assert "Date" in reason


def test_an_unreadable_time_of_change_costs_no_item():
    assert read(NewsItem("148000001", modified="00/00/0000 00:00:00")).modified is None


@pytest.mark.parametrize("native_id", ["", "abc", "148-1", "12345678901", "１４８"])
def test_an_item_without_an_id_is_named_by_its_title(native_id):
    found, _ = listed(DataGoKr([NewsItem(native_id, "이름 없는 글"), NewsItem("148000002")]))
    assert len(found.items) == 1
    assert "이름 없는 글" in found.broken[0]


def test_an_answer_of_broken_items_only_fails():
    with pytest.raises(ParseError, match="148000001"):
        listed(DataGoKr([NewsItem("148000001", approved="어제")]))


def test_fewer_items_than_announced_are_told():
    page = page_of(envelope("0", "", news_item(NewsItem("148000001")), 35).body)
    found = items(page, NEWS)
    assert len(found.items) == 1
    assert "35 items announced, 1 came" in found.broken[0]


def test_no_items_where_some_are_announced_fail():
    with pytest.raises(ParseError, match="35 items announced, 0 came"):
        items(page_of(envelope("0", "", "", 35).body), NEWS)


# ---- refusals

STOP, RETRY, OURS = BlockedError, FetchError, ParseError
REASONS = {
    "01": (RETRY, "next run"), "02": (RETRY, "next run"), "04": (RETRY, "next run"), "05": (RETRY, "next run"),
    "10": (OURS, "fault of this programme"), "12": (STOP, "withdrawn"), "20": (STOP, "not applied for"),
    "21": (STOP, "disabled"), "22": (STOP, "midnight Korean time"), "23": (RETRY, "too many requests"),
    "29": (STOP, "barred"), "30": (STOP, "not known here"), "31": (STOP, "expired"), "32": (STOP, "not registered"),
    "33": (STOP, "not signed"), "99": (STOP, "without a reason"),
}  # fmt: skip


@pytest.mark.parametrize("status", [200, 400, 401, 403, 429])
@pytest.mark.parametrize("code", GATEWAY)
def test_the_gateways_reason_counts_before_the_status(code, status):
    site = DataGoKr()
    site.statuses = {code: status}
    answer = site.refuse(code)
    error, words = REASONS[code]
    with pytest.raises(error, match=words) as caught:
        items(page_of(answer.body, answer.status), NEWS)
    assert type(caught.value) is error
    assert str(int(code)) in caught.value.reason
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("code", ["12", "20", "22", "30"])
@pytest.mark.parametrize("status", [200, 400, 401, 403, 429])
def test_a_refusal_over_the_wire(code, status):
    site = DataGoKr()
    site.statuses = {code: status}
    site.answers[POLICY] = [site.refuse(code)]
    with pytest.raises(BlockedError, match=f" {code}: .*; see https://www.data.go.kr/data/15095335"):
        listed(site)


@pytest.mark.parametrize("place", ["errMsg", "returnAuthMsg"])
@pytest.mark.parametrize("code", GATEWAY)
def test_without_its_number_the_constant_tells_wherever_it_stands(code, place):
    site = DataGoKr()
    site.constant_in = place
    text = site.refuse(code).body.decode()
    for number in ("", "<returnReasonCode/>", "<returnReasonCode>--</returnReasonCode>"):
        with pytest.raises(REASONS[code][0], match=REASONS[code][1]):
            items(page_of(text.replace(f"<returnReasonCode>{code}</returnReasonCode>", number)), NEWS)


def test_an_answer_without_err_msg():
    site = DataGoKr()
    site.has_err_msg = False
    body = site.refuse("30").body
    assert b"errMsg" not in body
    with pytest.raises(BlockedError, match="30"):
        items(page_of(body), NEWS)


SPELLINGS = [
    ("<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE KEY IS NOT REGISTERED ERROR.</errMsg></cmmMsgHeader></OpenAPI_ServiceResponse>", 200, STOP, "30:"),
    ("<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>0030</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>", 200, STOP, "30:"),
    ("<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>4</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>", 200, RETRY, "4:"),
    ("<response><cmmMsgHeader><returnReasonCode> 22\n</returnReasonCode></cmmMsgHeader></response>", 200, STOP, "22:"),
    ("<response><header><resultCode>30</resultCode><resultMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</resultMsg></header></response>", 200, STOP, "30:"),
    ("<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnReasonCode>77</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>", 200, OURS, "unknown code '77'"),
    ("<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnReasonCode>77</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>", 403, STOP, "forbidden"),
    ("<OpenAPI_ServiceResponse/>", 200, OURS, "unknown code"),
    ("<OpenAPI_ServiceResponse/>", 401, STOP, "no key came along"),
    ("<response/>", 200, OURS, "unknown code"),
    ('{"OpenAPI_ServiceResponse":{"cmmMsgHeader":{"returnAuthMsg":"SERVICE_KEY_IS_NOT_REGISTERED_ERROR"}}}', 200, STOP, "30:"),
    ("Unauthorized", 401, STOP, "no key came along"),
    ("Forbidden", 403, STOP, "forbidden"),
    ("<html><h1>403 Forbidden</h1></html>", 403, STOP, "forbidden"),
    ("", 429, STOP, "midnight Korean time"),
    ("Not found", 400, RETRY, "status 400"),
    ("API not found", 404, RETRY, "status 404"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "error", "words"), SPELLINGS)
def test_refusals_in_other_spellings(text, status, error, words):
    with pytest.raises(error, match=words) as caught:
        items(page_of(text, status), NEWS)
    assert type(caught.value) is error


SERVICE_REASONS = {"1": RETRY, "2": RETRY, "5": RETRY, "11": OURS, "97": OURS, "98": OURS}


@pytest.mark.parametrize(("code", "said"), SERVICE.items())
def test_the_services_own_faults(code, said):
    for spelled in (code, code.zfill(2)):
        with pytest.raises(SERVICE_REASONS[code], match=f"{code}: ") as caught:
            items(page_of(envelope(spelled, said).body), NEWS)
        assert ("fault of this programme" in str(caught.value)) is (SERVICE_REASONS[code] is OURS)


def test_the_quota_of_the_day_ends_the_source():
    site = DataGoKr([NewsItem("148000001")])
    site.quota = 1
    with serving(site) as base:
        assert items(fetched(base, NEWS), NEWS).items
        with pytest.raises(
            BlockedError, match="22: today's quota is used up; it starts anew at midnight Korean time"
        ):
            items(fetched(base, NEWS), NEWS)


def test_a_withdrawn_service_says_so():
    site = DataGoKr()
    site.withdrawn.add(PRESS)
    with pytest.raises(BlockedError, match=r"12: .*withdrawn, or not applied for.*15095295"):
        listed(site, RELEASES)


# ---- answers that are none

NO_ANSWERS = [
    ("", "empty answer"),
    ("  \n", "empty answer"),
    ("<!DOCTYPE html><html><head><title>점검</title></head><body>시스템 점검 중<br></body></html>", "HTML page"),
    ('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><html><body><p>점검 중</p></body></html>', "HTML page"),
    ("<html><body>점검</body></html>", "HTML page"),
    ("<script>location.href='/'</script>", "HTML page"),
    ('{"response": {"body": {}}}', "not the XML"),
    ("\x00\x01\x02", "not the XML"),
    ("<rss><channel/></rss>", "not the XML"),
    ("<?xml version='1.0'?>", "cut off"),
    ("<response><header><resultCode>0</resultCode></header><body></body></response><x>", "cut off"),
    ("<response><header><resultCode>0</resultCode></header><body></body></response>", "neither items nor"),
    ("<response><header><resultCode>0</resultCode></header></response>", "neither items nor"),
    ("<response><header><resultCode>0</header><body></body></response>", "not well-formed"),
    ("<!DOCTYPE response [<!ENTITY a 'b'>]><response><header><resultCode>0</resultCode></header></response>", "document type"),
    ("<!DOCTYPE response SYSTEM 'file:///etc/passwd'><response><header><resultCode>0</resultCode></header></response>", "document type"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "complaint"), NO_ANSWERS)
def test_what_is_no_answer_fails(text, complaint):
    with pytest.raises(ParseError, match=complaint):
        items(page_of(text), NEWS)


def test_entities_are_never_resolved():
    bomb = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else 'ha' * 10}'>" for n in range(9))
    text = f"<!DOCTYPE response [{bomb}]><response><header><resultCode>0</resultCode></header><body>&a8;</body></response>"
    with pytest.raises(ParseError):
        items(page_of(text), NEWS)


def test_a_maintenance_page_with_200_over_the_wire():
    site = DataGoKr()
    site.answers[POLICY] = [Answer(body="<html><body>시스템 점검 중입니다.</body></html>".encode())]
    with pytest.raises(ParseError, match="HTML page"):
        listed(site)


@pytest.mark.parametrize("source", [NEWS, RELEASES])
def test_an_answer_cut_in_the_middle_fails(source):
    site = DataGoKr([NewsItem(str(148000000 + number), body=LONG) for number in range(6)])
    site.halved = True
    with pytest.raises(ParseError, match="cut off"):
        listed(site, source)


def test_an_answer_cut_anywhere_fails():
    body = envelope("0", "NORMAL_SERVICE", news_item(NewsItem("148000001")), 1).body
    for length in range(1, len(body)):
        with pytest.raises(ParseError):
            items(page_of(body[:length]), NEWS)


def test_a_reset_is_tried_again_and_an_answer_behind_a_bom_is_read():
    site = DataGoKr([NewsItem("148000001")])
    site.bom = True
    site.answers[POLICY] = [Answer(reset=True)]
    with pytest.raises(FetchError, match="no answer in 3 tries"):
        listed(site)
    del site.answers[POLICY]
    assert len(listed(site)[0].items) == 1


def test_a_service_that_does_not_answer_is_left_after_a_while():
    site = DataGoKr()
    site.answers[POLICY] = [Answer(stall=threading.Event())]
    with pytest.raises(FetchError, match="no answer in 1 tries"):
        listed(
            site, manners=Manners(delay=0, wait=0, tries=1, timeout=0.3, unruled=HOSTS, allow_loopback=True)
        )
    site.answers[POLICY][0].stall.set()


# ---- answers that are not well-formed

SLIPS = [
    ("<Title>R&D 예산</Title>", "R&D 예산"),
    ("<Title>한&middot;미 &quot;협력&quot;</Title>", '한·미 "협력"'),
    ("<Title>예산 <2조> 확대</Title>", "예산 <2조> 확대"),
    ("<Title>정부<br>발표</Title>", "정부 발표"),
    ("<Title>a && b &#11;</Title>", "a && b"),
    ("<Title><![CDATA[R&D \x0b예산]]></Title>", "R&D 예산"),
    ("<Title>\x1f한&middot;미\x00</Title>", "한·미"),
    ("<Title>a ]]> b</Title>", "a ]]> b"),
    ("<Title><![CDATA[한&middot;미]]> & 일</Title>", "한·미 & 일"),
]


@pytest.mark.parametrize(("slip", "expected"), SLIPS)
@pytest.mark.parametrize("total", [None, 2])
def test_small_slips_are_mended_and_no_text_is_lost(slip, expected, total):
    texts = news_item(NewsItem("148000001", "제목")) + news_item(NewsItem("148000002", "한&middot;미"))
    texts = texts.replace("<Title><![CDATA[제목]]></Title>", slip)
    page = page_of(envelope("0", "NORMAL_SERVICE", texts, total).body)
    found = items(page, NEWS)
    assert [one.title for one in found.items] == [expected, "한·미"]
    assert found.broken == ()
    assert "해양바이오" in release(page, NEWS, found.items[0]).content


def test_an_answer_with_wrong_bytes_is_read():
    body = envelope("0", "", news_item(NewsItem("148000001", "제목 XX 하나"))).body
    assert items(page_of(body.replace(b"XX", b"\xff")), NEWS).items[0].title == "제목 \ufffd 하나"


def test_an_answer_in_another_encoding_is_not_guessed():
    text = envelope("0", "", news_item(NewsItem("148000001"))).body.decode()
    with pytest.raises(ParseError, match="not in UTF-8"):
        items(page_of(text.encode("cp949")), NEWS)


DAMAGES = [
    ("</Title>", ""),
    ("</Title>", "</Titel>"),
    ("<Title>", ""),
    ("</NewsItem>", ""),
    ("]]></Title>", "</Title>"),
    ("<DataContents>", "<DataContents><Title>"),
]


@pytest.mark.parametrize(("old", "new"), DAMAGES)
def test_a_damaged_item_is_left_out_by_its_id_and_the_others_are_whole(old, new):
    damaged = news_item(NewsItem("148000001", "깨진 글")).replace(old, new, 1)
    others = [news_item(NewsItem(f"14800000{number}", f"제목 {number}")) for number in (2, 3)]
    page = page_of(envelope("0", "", others[0] + damaged + others[1], 3).body)
    found = items(page, NEWS)
    assert [(one.native_id, one.title) for one in found.items] == [
        ("148000002", "제목 2"),
        ("148000003", "제목 3"),
    ]
    assert "148000001" in " ".join(found.broken)


def test_a_field_that_swallows_the_next_is_no_field():
    inner = "<Title>제목<MinisterCode>해양수산부</MinisterCode></Title>"
    text = news_item(NewsItem("148000001", fields={"Title": None, "MinisterCode": None}, raw=inner))
    page = page_of(envelope("0", "", text + news_item(NewsItem("148000002"))).body)
    found = items(page, NEWS)
    assert [one.native_id for one in found.items] == ["148000002"]
    assert "Title holds the field MinisterCode" in found.broken[0]


def test_markup_that_is_not_escaped_is_read_as_markup():
    text = news_item(
        NewsItem(
            "148000001",
            fields={"Title": None, "DataContents": None},
            raw="<Title>정부<br/>발표</Title><DataContents><p>해양수산부는 13일 <b>1,250억</b>원을 들인 계획을 밝혔다.</p>"
            "<p>R&amp;D 시설이 선다.</p></DataContents>",
        )
    )
    page = page_of(envelope("0", "", text).body)
    found = release(page, NEWS, items(page, NEWS).items[0])
    assert found.title == "정부 발표"
    assert found.content.startswith('<div class="view_cont"><p>해양수산부는 13일 <b>1,250억</b>원')


# ---- hostile

HOSTILE = [
    "<" * 100_000,
    "&" * 100_000,
    "<![CDATA[" * 12_000,
    "<NewsItem>" * 10_000,
    "<br" * 33_000,
    "<p " * 33_000,
    "&lt;p" * 20_000,
    "정책브리핑의 정책뉴스공공누리" * 6_000,
    "첨부" * 50_000,
    "&#" * 50_000,
    " " * 100_000 + "<",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_takes_no_time(text):
    answer = envelope("0", "", news_item(NewsItem("148000001", text, body=text)) + "&").body
    started = time.process_time()
    for body in (text.encode(), answer, xml(f"<response>{text}</response>").body):
        try:
            page = page_of(body)
            for item in items(page, NEWS).items:
                release(page, NEWS, item)
        except ParseError:
            continue
    assert time.process_time() - started < 3
