"""korea.kr's list and view pages."""

from dataclasses import replace
from datetime import date

import pytest

from scrapers.boards import items, release
from scrapers.errors import ParseError
from scrapers.fetch import Page
from scrapers.paging import list_request
from scrapers.reader import Item, Window
from scrapers.source import load_sources
from tests.scrapers.korea_kr_server import LIST, STUB, VIEW, File, Release, list_page, view

SOURCE = load_sources()["korea_kr"]
LONG = (
    "<p>해양수산부는 13일 해양바이오 산업을 육성하는 계획을 밝혔다. "
    + "부산과 여수에 시험 생산 시설이 들어선다. " * 8
    + "</p>"
)
FILES = [
    File("900001", "0713(보도자료) 해양바이오.hwpx", b""),
    File("900002", "0713(보도자료) 해양바이오.pdf", b""),
]


def page(text, url):
    return Page(url, url, 200, {}, "2026-07-13T12:00:00+09:00", text.encode(), "")


def listed(text):
    return items(page(text, "https://www.korea.kr" + LIST), SOURCE)


def released(one, text=None):
    url = f"https://www.korea.kr{VIEW}?newsId={one.id}"
    return release(page(text or view(one), url), SOURCE, Item(native_id=one.id, url=url))


def test_the_form_asks_for_a_page_and_a_window():
    asked = list_request(SOURCE, 2, Window(date(2026, 7, 6), date(2026, 7, 13)))
    assert asked.url == "https://www.korea.kr/briefing/pressReleaseList.do"
    assert (asked.form["pageIndex"], asked.form["startDate"], asked.form["endDate"]) == (
        "3",
        "2026-07-06",
        "2026-07-13",
    )
    assert {"repCodeType", "repCode", "srchWord", "period", "cateId", "nRepCode", "cardnewsSe"} <= set(
        asked.form
    )


def test_rows_are_read_inside_the_list_only():
    releases = [
        Release("156700001", "첫째 & <둘째>", "2026-07-13", lead="앞글"),
        Release("156700002", "다음", "2026-07-08", "외교부"),
    ]
    result = listed(list_page(releases, 1234, 1, {}))
    assert [one.native_id for one in result.items] == ["156700001", "156700002"]
    first, second = result.items
    assert (first.title, first.lead, first.published, first.department) == (
        "첫째 & <둘째>",
        "앞글",
        "2026-07-13",
        "해양수산부",
    )
    assert second.published == "2026-07-08"
    assert first.url == "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156700001"
    assert (result.total, result.empty, result.broken) == (1234, False, ())


def test_a_searched_word_is_part_of_the_title():
    text = list_page([Release("156700001", "해양바이오 지원")], 1, 1, {})
    text = text.replace("해양바이오 지원", '<span class="highlight">해양</span>바이오 지원')
    assert listed(text).items[0].title == "해양바이오 지원"


def test_nothing_found_is_said_by_the_site():
    result = listed(list_page([], 0, 1, {}))
    assert (result.items, result.empty) == ((), True)


@pytest.mark.parametrize("rows", [[], [Release("156700001", "제목")]])
def test_a_redesigned_list_fails(rows):
    with pytest.raises(ParseError, match="redesigned"):
        listed(list_page(rows, 1, 1, {}, redesigned=True))


@pytest.mark.parametrize(
    "text", ["", "<html><body><h1>점검 중입니다</h1></body></html>", "<div class=list_type></div>" * 2]
)
def test_what_is_no_list_fails(text):
    with pytest.raises(ParseError):
        listed(text)


BROKEN_ROWS = [
    ("2026.07.13", "어제", "no date"),
    ("2026.07.13", "2026.13.45", "2026.13.45"),
    ("newsId=156700001", "newsId=abc", "newsId"),
    ("<strong>제목 하나</strong>", "", "title"),
    ("<span>해양수산부</span>", "", "department"),
]


@pytest.mark.parametrize(("old", "new", "complaint"), BROKEN_ROWS)
def test_a_broken_row_is_named_and_the_others_are_read(old, new, complaint):
    releases = [Release("156700001", "제목 하나"), Release("156700002", "제목 둘")]
    text = list_page(releases, 2, 1, {})
    assert old in text
    result = listed(text.replace(old, new, 1))
    assert [one.native_id for one in result.items] == ["156700002"]
    assert complaint in result.broken[0]


def test_a_list_of_broken_rows_fails():
    with pytest.raises(ParseError, match="date"):
        listed(list_page([Release("156700001", "제목")], 1, 1, {}).replace("2026.07.13", "오늘"))


def test_the_list_says_which_page_it_is():
    text = list_page([Release("156700001", "제목")], 70, 7, {})
    assert listed(text).shown == 7
    assert listed(text.replace('name="pageIndex"', 'name="page"')).shown is None


@pytest.mark.parametrize("layout", ["article_head", "view_title", "page_title"])
def test_every_layout_is_read(layout):
    item = Release("156700001", "해양바이오 기업 지원에 1,250억원 투입", layout=layout, files=FILES)
    result = released(item)
    assert result.native_id == "156700001"
    assert result.title == "해양바이오 기업 지원에 1,250억원 투입"
    assert (result.published, result.evidence) == ("2026-07-13T11:00:00+09:00", "JSON-LD datePublished")
    assert result.department == "해양수산부"
    assert result.url == "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156700001"
    assert result.layout == layout
    assert result.stub


def test_a_file_is_listed_once_though_its_id_stands_there_three_times():
    attached = released(Release("156700001", "제목", files=FILES)).attachments
    assert [one.name for one in attached] == [
        "0713(보도자료) 해양바이오.hwpx",
        "0713(보도자료) 해양바이오.pdf",
    ]
    assert attached[0].url == "https://www.korea.kr/common/download.do?fileId=900001&tblKey=GMN"


TIMES = [
    ("2026-07-13T11:00:00+09:00", "2026-07-13T11:00:00+09:00"),
    ("2026-07-13T02:00:00Z", "2026-07-13T11:00:00+09:00"),
    ("2026-07-13T11:00:00", "2026-07-13T11:00:00+09:00"),
    ("2026-07-13", "2026-07-13"),
    ("2026-07-10T09:00:00+09:00", "2026-07-13"),  # another day than the page shows
    ("어제", "2026-07-13"),
    ("", "2026-07-13"),
]


@pytest.mark.parametrize(("stated", "expected"), TIMES)
def test_the_time_is_added_to_the_day_that_the_page_shows(stated, expected):
    item = Release("156700001", "제목", files=FILES)
    text = view(item).replace("2026-07-13T11:00:00+09:00", stated)
    assert released(item, text).published == expected


def test_broken_json_ld_leaves_the_day():
    item = Release("156700001", "제목", files=FILES)
    assert released(item, view(item).replace('{"@type"', '{"@type')).published == "2026-07-13"


def test_json_ld_may_be_a_graph():
    item = Release("156700001", "제목", files=FILES)
    text = (
        view(item)
        .replace('{"@type"', '{"@graph": [{"@type": "WebSite"}, {"@type"')
        .replace('+09:00"}', '+09:00"}]}')
    )
    assert released(item, text).published == "2026-07-13T11:00:00+09:00"


LICENCES = [
    ([("1", "공공누리 제1유형에 따라 이용할 수 있습니다.")], "KOGL-1"),
    ([("0", "공공누리 제0유형: 자유이용")], "KOGL-0"),
    ([("4", "출처를 밝히면 이용할 수 있습니다.")], "KOGL-4"),
    ([("1", "텍스트는 제1유형"), ("1", "사진 제외")], "KOGL-1"),
    ([], None),
    ([("1", "")], None),
    ([("1", "제1유형"), ("4", "제4유형")], None),
    ([("1", "제1유형"), ("1", "")], None),
    ([("1", "공공누리 제4유형에 따라 이용")], None),
    ([("9", "알 수 없는 표시")], None),
]


@pytest.mark.parametrize(("marks", "expected"), LICENCES)
def test_the_licence_is_known_only_when_all_marks_agree(marks, expected):
    assert released(Release("156700001", "제목", files=FILES, licences=marks)).licence == expected


BODIES = [
    (f"<p>{STUB}</p>", FILES, True),
    ("<p>해양바이오 지원 계획 발표</p>", FILES, True),
    ("", FILES, True),
    (LONG, FILES, False),
    (LONG, [], False),
    ("<p>해양수산부는 13일 해양바이오 산업을 육성하는 계획을 확정했다고 밝혔다. 끝.</p>", [], False),
    (
        "<p>□ 주요 내용을 붙임과 같이 알려 드립니다. " + "회의는 13일 세종에서 열렸다. " * 9 + "</p>",
        FILES,
        True,
    ),
]


@pytest.mark.parametrize(("body", "attached", "stub"), BODIES)
def test_a_stub_sends_the_reader_to_the_files(body, attached, stub):
    assert released(Release("156700001", "제목", body=body, files=attached)).stub is stub


def test_a_page_with_neither_body_nor_files_is_no_release():
    with pytest.raises(ParseError, match="neither a body nor files"):
        released(Release("156700001", "제목", body=f"<p>{STUB[:20]}</p>"))


def test_another_release_under_the_address_is_refused():
    item = Release("156700001", "제목", files=FILES)
    with pytest.raises(ParseError, match="156700009"):
        released(item, view(replace(item, id="156700009")))


BROKEN_VIEWS = [
    ('class="article_head"', 'class="hero"', "layout"),
    ("<h1>제목</h1>", "<h1></h1>", "title is empty"),
    ('class="view_cont"', 'class="content"', "field body: 0 elements"),
    ("<span>2026.07.13</span>", "<span>오늘</span>", "no date"),
    ("해양수산부<i", "<i", "department is empty"),
    ('class="gotosite"', "", "field department: 0 elements"),
]


@pytest.mark.parametrize(("old", "new", "complaint"), BROKEN_VIEWS)
def test_a_missing_part_fails_with_its_name(old, new, complaint):
    item = Release("156700001", "제목", files=FILES)
    assert old in view(item)
    with pytest.raises(ParseError, match=complaint):
        released(item, view(item).replace(old, new))


@pytest.mark.parametrize("text", ["", "<p>존재하지 않는 게시물입니다.</p>", "\x00\x01", "<" * 10000])
def test_what_is_no_view_page_fails(text):
    with pytest.raises(ParseError):
        released(Release("156700001", "제목"), text or " ")
