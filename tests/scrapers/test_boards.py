"""Boards described by a file alone: ordinary software, odd rows, and answers that must not be believed."""

from dataclasses import replace
from datetime import date

import pytest

from scrapers.boards import check, items, release
from scrapers.errors import ParseError
from scrapers.fetch import Page
from scrapers.paging import list_request
from scrapers.reader import Item, Window
from scrapers.source import SourceError, load_sources

WINDOW = Window(date(2026, 10, 1), date(2026, 10, 7))
LOCAL = """
name = "haedong"
title = "해동군 보도자료"
software = "egov_board"
base_url = "https://www.haedong.example"
verified = false
enabled = true

[listing]
url = "/cop/bbs/selectBoardList.do?bbsId=BBSMSTR_000000000042&pageIndex={page}"

[view]
url = "/cop/bbs/selectBoardArticle.do?bbsId=BBSMSTR_000000000042&nttId={id}"
"""
LOCAL_LIST = """<table class="layout"><tr><td><ul><li><a href="?nttId=9">메뉴</a></li></ul>
<table><tr><th>번호</th><th>제목</th><th>작성일</th></tr>
<tr><td>2</td><td><a href="#" onclick="fn_egov_inqire_notice('3301', 'BBSMSTR_000000000042');return false;">햇마늘 축제 연다</a></td><td>2026-10-02</td></tr>
<tr><td>1</td><td><a href="/cop/bbs/selectBoardArticle.do?nttId=3298&amp;bbsId=BBSMSTR_000000000042">군민 안전보험 가입</a></td><td>26.10.1</td></tr>
</table></td></tr></table>"""
LOCAL_VIEW = """<title>해동군청</title><div id="cont"><h3>햇마늘 축제 연다</h3>
<p><a href="javascript:fn_egov_downFile('FILE_000000000000321','0')">1002 햇마늘 축제.hwpx</a>
<a href="javascript:fn_egov_downFile('FILE_000000000000321','1')">1002 햇마늘 축제.pdf</a></p>
<div class="txt"><p>해동군은 10월 9일부터 사흘 동안 군청 앞 광장에서 햇마늘 축제를 연다고 2일 밝혔다.</p></div></div>"""


def page(text, url="https://www.haedong.example/", **headers):
    body = text if isinstance(text, bytes) else text.encode()
    return Page(url, url, 200, headers, "2026-10-02T12:00:00+09:00", body, "")


def board(folder, text=LOCAL, name="haedong"):
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_sources(folder)[name]


@pytest.fixture
def local(tmp_path):
    return board(tmp_path)


def test_a_board_of_known_software_is_one_short_file(local):
    """Nothing but names and two addresses makes a source: its list, its items and its files are read."""
    assert len(LOCAL.strip().splitlines()) <= 12
    assert list_request(local, 0, WINDOW).url == (
        "https://www.haedong.example/cop/bbs/selectBoardList.do?bbsId=BBSMSTR_000000000042&pageIndex=1"
    )
    assert list_request(local, 2, WINDOW).url.endswith("&pageIndex=3")
    first, second = items(page(LOCAL_LIST), local).items
    assert (first.native_id, first.title, first.published) == ("3301", "햇마늘 축제 연다", "2026-10-02")
    assert (second.native_id, second.published) == ("3298", "2026-10-01")
    found = release(page(LOCAL_VIEW, first.url), local, first)
    assert (found.title, found.published, found.whole) == ("햇마늘 축제 연다", "2026-10-02", True)
    assert [(one.name, one.url) for one in found.attachments] == [
        ("1002 햇마늘 축제.hwpx", "https://www.haedong.example/cmm/fms/FileDown.do?atchFileId=FILE_000000000000321&fileSn=0"),
        ("1002 햇마늘 축제.pdf", "https://www.haedong.example/cmm/fms/FileDown.do?atchFileId=FILE_000000000000321&fileSn=1"),
    ]  # fmt: skip


ES = """
name = "saebyeok"
title = "새벽시 보도자료"
software = "board_es"
base_url = "https://www.saebyeok.example"
verified = false
enabled = true
[listing]
url = "/board.es?mid=a1&bid=0007&nPage={page}"
[view]
url = "/board.es?mid=a1&bid=0007&act=view&list_no={id}"
"""


def test_board_es_is_known_software(tmp_path):
    source = board(tmp_path, ES, "saebyeok")
    row = '<tr><td>7</td><td><a class="txt_title" href="/board.es?act=view&amp;list_no=812">새벽시장 개장</a></td><td>2026-10-02</td></tr>'
    (item,) = items(page(f'<table class="tstyle_list">{row}</table>'), source).items
    assert item.url == "https://www.saebyeok.example/board.es?mid=a1&bid=0007&act=view&list_no=812"
    found = release(
        page(
            '<article class="board_view"><ul class="info"><li>등록일 2026.10.02</li><li><span>담당부서</span>시장지원과 (☎ 02-000-0000)</li>'
            '<li>담당자 이도담</li></ul><div class="contents"><p>새벽시는 새벽시장을 10월 5일에 다시 연다고 2일 밝혔다.</p></div></article>'
        ),
        source,
        item,
    )
    assert (found.published, found.department, found.reporter) == ("2026-10-02", "시장지원과", None)


DO = """
name = "gangnaru"
title = "강나루구 보도자료"
software = "list_do"
base_url = "https://www.gangnaru.example"
verified = false
enabled = true
[listing]
url = "/portal/news/list.do?pageNo={page}"
[view]
url = "/portal/news/view.do?newsNo={id}"
[rows]
id = 'newsNo=(\\d+)'
"""


def test_list_do_is_known_software(tmp_path):
    source = board(tmp_path, DO, "gangnaru")
    rows = """<table><tr onclick="location.href='/portal/news/view.do?newsNo=55'"><td>3</td><td>한강 나루터 복원 공사 시작</td><td>문화과</td><td>2026.10.02</td></tr>
    <tr><td colspan="4"><a href="/portal/news/view.do?newsNo=54">구청장 인사말</a></td></tr></table>"""
    listed = items(page(rows), source)
    assert [(item.native_id, item.title) for item in listed.items] == [("55", "한강 나루터 복원 공사 시작")]
    assert "no single" not in listed.broken[0]
    assert "date" in listed.broken[0]


FORMED = """
name = "guarantee"
title = "보증공사 보도자료"
kind = "press_release"
parser = "boards"
base_url = "https://www.guarantee.example"
licence_note = "알 수 없음"
verified = true
enabled = true
delay = 1
stale_after = 100
window = 7
[expect]
min_items = 1
[listing]
url = "/bbs/list.jsp"
step = 10
first = 0
dates = "%Y%m%d"
[listing.form]
start = "{page}"
from = "{since}"
to = "{until}"
[rows]
container = "table.list"
row = "tr"
link = "a"
id = 'read\\((\\d+)\\)'
date = "td.day"
[view]
url = "/bbs/read.jsp?no={id}"
[[layouts]]
name = "read"
marker = "td.content"
title = "td.subject"
body = "td.content"
"""
KOREAN = """<meta http-equiv="Content-Type" content="text/html; charset={label}"><table class="list">
<tr><td><a href="javascript:read(71)">똠방각하 마을 펲시장 보증 지원</a></td><td class="day">2026-10-02</td></tr></table>"""


def test_a_list_may_be_posted_with_days_and_offsets(tmp_path):
    asked = list_request(board(tmp_path, FORMED, "guarantee"), 2, WINDOW)
    assert (asked.url, dict(asked.form)) == (
        "https://www.guarantee.example/bbs/list.jsp",
        {"start": "20", "from": "20261001", "to": "20261007"},
    )


LABELS = [("euc-kr", "text/html;charset=EUC-KR"), ("euc-kr", "text/html"), ("utf-8", "text/html; charset=utf-8"),
          ("utf-8", "text/html"), ("", "text/html"), ("none", "text/html; charset=ks_c_5601-1987")]  # fmt: skip


@pytest.mark.parametrize(("label", "header"), LABELS)
@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_korean_is_read_whatever_the_label_says(tmp_path, label, header, encoding):
    """CP949 pages call themselves EUC-KR, UTF-8 or nothing; EUC-KR proper lacks 똠 and 펲."""
    source = board(tmp_path, FORMED, "guarantee")
    answer = page(KOREAN.format(label=label).encode(encoding), **{"content-type": header})
    assert items(answer, source).items[0].title == "똠방각하 마을 펲시장 보증 지원"


def row_page(date_cell="2026.10.02", title='<a href="?nttId=1">제목</a>'):
    return f"<table><tr><td>1</td><td>{title}</td><td>{date_cell}</td></tr></table>"


DAYS = [
    ("2026.10.02.", "2026-10-02"),
    ("<span>등록일</span>2026. 10. 2", "2026-10-02"),
    ("’26.10.2", "2026-10-02"),
    ("26/10/02", "2026-10-02"),
    ("2026년 10월 2일(금)", "2026-10-02"),
    ("20261002152550", "2026-10-02"),
    ("14:32", None),
    ("오전 9:05", None),
    ("2시간 전", None),
    ("", None),
    ("-", None),
    ("10-02", None),
    ("&nbsp;", None),
]


@pytest.mark.parametrize(("cell", "expected"), DAYS)
def test_a_row_tells_its_day_or_nothing(local, cell, expected):
    """Pinned notices show no date and today's items a time; neither is a reason to guess."""
    text = row_page(cell).replace("<td>1</td>", "")
    assert items(page(text), local).items[0].published == expected


@pytest.mark.parametrize("cell", ["어제", "2026.02.30", "2026.13.01", "26.00.10", "조회 1,202"])
def test_what_is_no_date_breaks_the_row(local, cell):
    with pytest.raises(ParseError, match="field date"):
        items(page(row_page(cell)), local)


TITLES = [
    ('<a href="?nttId=1">정책 <span>발표</span></a>', "정책 발표"),
    ('<a href="?nttId=1">정책 발표 <span class="ico">N</span></a>', "정책 발표"),
    ('<a href="?nttId=1"><em>NEW</em>정책 발표<i>새글</i><b>첨부파일 있음</b></a>', "정책 발표"),
    ('<a href="?nttId=1">비타민 N 이야기</a>', "비타민 N 이야기"),
    ('<a href="?nttId=1"><span class="blind">게시물 제목</span>정책 발표</a>', "정책 발표"),
    ('<a href="?nttId=1" title="정책 발표와 예산 3조 원">정책 발표와 ...</a>', "정책 발표와 예산 3조 원"),
    ('<a href="?nttId=1" title="새 창 열림">정책 발표와…</a>', "정책 발표와…"),
    ('<a href="?nttId=1" title="정책 발표 상세보기">정책 발표</a>', "정책 발표"),
    ('<a href="?nttId=1"><img src="a.png"></a><a href="?nttId=1">정책 발표</a>', "정책 발표"),
    (
        '<a href="?nttId=1">13,204</a></td><td><a href="?nttId=1">정책 발표</a> <a href="?nttId=2">답글: 정책 발표를 묻습니다</a>',
        "정책 발표",
    ),
    ('<a href="?nttId=1">“하나 &amp; 둘”<br>셋</a>', "“하나 & 둘” 셋"),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_is_what_people_read(local, title, expected):
    assert items(page(row_page(title=title)), local).items[0].title == expected


IDS = [
    ('<a href="/a.do?bbsId=B&amp;nttId=77&amp;menuNo=3">제목</a>', "77"),
    ('<a href="/a.do?bbsId=B&amp;amp;nttId=77">제목</a>', "77"),
    ('<a href="/a.do?nttId=77" onclick="go(\'nttId=77\')">제목</a>', "77"),
    ("<a onclick=\"fn_egov_inquire_articledetail('BBSMSTR_000000000042','77')\">제목</a>", "77"),
    ('<a href="/a.do?oldnttId=5&nttId=77">제목</a>', "77"),
    ('<a href="/a.do?nttId=77">제목</a><a href="/a.do?nttId=78">답글</a>', "77"),
]


@pytest.mark.parametrize(("title", "native_id"), IDS)
def test_an_id_is_found_in_addresses_and_scripts(local, title, native_id):
    assert items(page(row_page(title=title)), local).items[0].native_id == native_id


@pytest.mark.parametrize(
    "link", ['href="?nttId=1&nttId=2"', 'href="?nttId="', 'href="?nttId=12x"', 'href="?nttId=abc"']
)
def test_an_address_without_a_single_id_breaks_the_row(local, link):
    with pytest.raises(ParseError, match="field id"):
        items(page(row_page(title=f"<a {link}>제목</a>")), local)


def test_a_dated_row_that_leads_nowhere_is_reported(local):
    text = (
        row_page()
        + row_page(title='<a href="#" onclick="openDetail(2)">잃어버린 글</a>')
        + row_page(title='<a href="/p">광고</a>')
    )
    listed = items(page(text), local)
    assert [item.native_id for item in listed.items] == ["1"]
    assert listed.broken == ("no link in the row '1 잃어버린 글 2026.10.02'",)


def test_the_same_item_twice_is_one(local):
    assert len(items(page(row_page() * 2), local).items) == 1


REFUSED = [
    "",
    "<h1>서비스 점검 중입니다</h1>",
    "<h1>Error 500</h1><pre>java.lang.NullPointerException</pre>",
    "<table><tr><th>번호</th><th>제목</th></tr></table>",
    '<ul><li><a href="?nttId=9">메뉴</a></li></ul>',
    "<table><tr><td>1</td><td>제목</td><td>2026-10-02</td></tr></table>",
    "<script>location.href='/login.do'</script>",
    b"%PDF-1.4 1 0 obj",
    b"\x89PNG\r\n\x1a\n",
    bytes(300),
]


@pytest.mark.parametrize("text", REFUSED)
def test_an_answer_without_rows_is_no_empty_list(local, text):
    """Status 200 says nothing: a notice of maintenance, a login and a new design all have it."""
    with pytest.raises(ParseError):
        items(page(text), local)


def test_an_error_says_what_the_page_says(local):
    with pytest.raises(ParseError, match="서비스 점검 중입니다"):
        items(page("<h1>서비스 점검 중입니다</h1>"), local)


def test_only_the_site_says_that_there_is_nothing(local):
    listed = items(page('<table><tr><td colspan="3">등록된 게시물이 없습니다.</td></tr></table>'), local)
    assert (listed.items, listed.empty, listed.total) == ((), True, 0)


def test_nothing_of_many_is_no_empty_list(local):
    source = replace(local, rows=replace(local.rows, total="b.count", shown="i.page"))
    text = '<b class="count">총 120건</b><i class="page">{}</i><table><tr><td colspan="3">게시물이 없습니다.</td></tr></table>'
    assert items(page(text.format(13)), source).empty
    with pytest.raises(ParseError, match="counts 120 items and shows none"):
        items(page(text.format(1)), source)


def test_numbers_that_disagree_are_no_number(local):
    source = replace(local, rows=replace(local.rows, total="b.count"))
    assert (
        items(page(row_page() + "<b class=count>총 1,204건</b><b class=count>1204</b>"), source).total == 1204
    )
    with pytest.raises(ParseError, match="field total"):
        items(page(row_page() + "<b class=count>12</b><b class=count>13</b>"), source)


MISSING_PARTS = [
    ({"rows": None}, "rows"),
    ({"view": None}, "view"),
    ({"layouts": ()}, "layouts"),
]


@pytest.mark.parametrize(("change", "complaint"), MISSING_PARTS)
def test_a_board_without_its_tables_is_a_fault_of_its_file(local, change, complaint):
    with pytest.raises(SourceError, match=complaint):
        check(replace(local, **change))


def test_addresses_without_their_variables_are_a_fault_of_the_file(local):
    with pytest.raises(SourceError, match=r"view\.url"):
        check(replace(local, view=replace(local.view, url="/view.do")))
    with pytest.raises(SourceError, match=r"\{page\}"):
        list_request(replace(local, listing=replace(local.listing, url="/list.do")), 0, WINDOW)


def test_windows_of_days_end_where_the_time_asked_for_begins(local):
    listing = replace(local.listing, url="/list.do?from={since}&to={until}", paging="windows", days=3)
    source = replace(local, listing=listing)
    asked = [list_request(source, number, WINDOW) for number in range(4)]
    assert [one and one.url.partition("?")[2] for one in asked] == [
        "from=2026-10-05&to=2026-10-07",
        "from=2026-10-02&to=2026-10-04",
        "from=2026-10-01&to=2026-10-01",
        None,
    ]


def test_a_single_page_is_asked_for_once(local):
    source = replace(local, listing=replace(local.listing, url="/all.do", paging="single"))
    assert list_request(source, 0, WINDOW).url == "https://www.haedong.example/all.do"
    assert list_request(source, 1, WINDOW) is None


ITEM = Item(native_id="3301", url="https://www.haedong.example/v?nttId=3301", title="햇마늘 축제 연다")
WRONG_PAGES = [
    ("<h1>페이지를 찾을 수 없습니다</h1>", "is not on the page"),
    (LOCAL_LIST, "is not on the page"),
    ("<script>alert('요청하신 페이지가 없습니다');history.back();</script>", "the site says '요청하신 페이지가 없습니다'"),
    (LOCAL_VIEW + '<link rel="canonical" href="/v?bbsId=B&amp;nttId=3299">', "the page is item 3299, not 3301"),
    (LOCAL_VIEW.replace("햇마늘 축제 연다", "군민 안전보험 가입"), "is not on the page"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "complaint"), WRONG_PAGES)
def test_a_page_without_the_item_is_refused(local, text, complaint):
    with pytest.raises(ParseError, match=complaint):
        release(page(text), local, ITEM)


def test_a_redirect_to_another_item_is_refused(local):
    answer = replace(page(LOCAL_VIEW, ITEM.url), final_url="https://www.haedong.example/v?nttId=1&bbsId=B")
    with pytest.raises(ParseError, match="the page is item 1, not 3301"):
        release(answer, local, ITEM)


ALIKE = [
    ("햇마늘 축제 연다", True),
    ("해동군, 햇마늘 축제 10월 9일 개막", True),
    ("햇마늘축제 연다", True),
    ("군민 안전보험 가입 안내", False),
    ("공지사항", False),
]


@pytest.mark.parametrize(("title", "same"), ALIKE)
def test_an_edited_title_is_no_other_item(local, title, same):
    """A server that answers with some other article has neither its id nor its words."""
    layout = replace(local.layouts[0], title="h3", body="div.txt")
    source = replace(local, layouts=(layout,))
    text = LOCAL_VIEW.replace("햇마늘 축제 연다", title)
    if same:
        assert release(page(text), source, ITEM).title == title
    else:
        with pytest.raises(ParseError, match="the list named '햇마늘 축제 연다'"):
            release(page(text), source, ITEM)
    assert release(page(text), source, replace(ITEM, title="")).title == title


RIGHT_PAGES = [
    LOCAL_VIEW + '<link rel="canonical" href="/v?bbsId=B">',
    LOCAL_VIEW + '<link rel="canonical" href="/v?nttId=3301">',
    LOCAL_VIEW.replace("햇마늘 축제 연다", "햇마늘  축제<br>연다!"),
    LOCAL_VIEW.replace("햇마늘 축제 연다", "")
    + '<meta property="og:title" content="햇마늘 축제 연다 | 해동군">',
]


@pytest.mark.parametrize("text", RIGHT_PAGES)
def test_the_page_of_the_item_is_known_by_its_title(local, text):
    assert release(page(text), local, ITEM).native_id == "3301"


def test_a_title_that_the_list_cut_off_is_left_to_the_page(local):
    assert release(page(LOCAL_VIEW), local, replace(ITEM, title="햇마늘 축제...")).title is None


def test_the_time_of_json_ld_fills_a_day_that_nobody_told(local):
    text = (
        LOCAL_VIEW
        + '<script type="application/ld+json">{"datePublished": "2026-10-02T08:00:00+09:00"}</script>'
    )
    assert release(page(text), local, ITEM).published == "2026-10-02T08:00:00+09:00"
    assert release(page(text), local, replace(ITEM, published="2026-10-01")).published == "2026-10-01"
    assert release(page(LOCAL_VIEW), local, ITEM).published is None


def test_another_comment_in_the_body_is_no_other_body(tmp_path):
    """Editors leave comments, scripts and styles that change with every saving."""
    source = board(tmp_path, FORMED, "guarantee")
    text = '<table><tr><td class="subject">보증 지원</td><td class="content"><!--{}--><p>보증공사는 올해 공공임대와 전세 계약에 모두 2조 원을 보증한다고 2일 밝혔다.<script>var t="{}"</script></p><style>p{{}}</style></td></tr></table>'
    item = Item(native_id="71", url="https://www.guarantee.example/bbs/read.jsp?no=71", title="보증 지원")
    texts = [text.format("가" * 50_000, 1), text.format("", 2)]
    found = [release(page(one), source, item).content for one in texts]
    assert found[0] == found[1]
    assert "<p>" in found[0]


HOSTILE = {
    "nested_tables": "<table><tr><td>" * 1_000,
    "rows": "<table>" + "<tr><td><a href='?nttId=1'>x</a></td><td>2026.10.02.</td></tr>" * 800 + "</table>",
    "long_address": f"<table><tr><td><a href='?nttId={'1' * 100_000}'>x</a></td><td>{'2026.' * 20_000}</td></tr></table>",
    "long_title": row_page(title=f"<a href='?nttId=1'>{'가 …' * 30_000}</a>"),
    "script": row_page(title=f'<a onclick="{"fn_egov_in(" * 10_000}">x</a>'),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_end(local, text):
    """Each is over within a second or so; what matters is that none takes minutes."""
    for ask in (lambda: items(page(text), local), lambda: release(page(text), local, ITEM)):
        try:
            ask()
        except ParseError as error:
            assert error.where  # names its page
