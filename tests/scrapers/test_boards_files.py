"""The files of a page: each once, under the name that people see, at the address where it is."""

import pytest

from scrapers.files import attachments_of, file_name
from scrapers.markup import parse
from scrapers.source import Files

BASE = "https://www.haedong.example/news/view.do?no=1"
DIRECT = Files(link='a[href*="down.do"]', id=r"[?&]file=(\d+)")
SCRIPTED = Files(
    link='[onclick*="fn_down("], [href*="fn_down("]',
    id=r"""fn_down\(\s?["'](\d+)["']\s?,\s?["'](\d+)["'](?:\s?,\s?["'](\w+)["'])?""",
    url="/file/get.do?no={1}&ord={2}",
)


def found(text, files=DIRECT):
    scope = parse(text.encode(), source="test", url=BASE)
    return [(one.name, one.url) for one in attachments_of(scope, files, BASE)]


def link(number, text, extra=""):
    return f'<a href="/down.do?file={number}" {extra}>{text}</a>'


URL = "https://www.haedong.example/down.do?file=1"
NAMES = [
    (link(1, "축제.hwpx"), "축제.hwpx"),
    (link(1, "축제.hwpx [192.4 KB]"), "축제.hwpx"),
    (link(1, "축제.hwpx (1,024 Byte)"), "축제.hwpx"),
    (link(1, "축제.hwpx (212.5KB / 다운로드 40회)"), "축제.hwpx"),
    (link(1, "축제.hwpx (다운로드 40회)"), "축제.hwpx"),
    (link(1, "축제(10.2.조간).hwpx"), "축제(10.2.조간).hwpx"),
    (link(1, '<img alt="한글파일"> 축제.hwpx'), "축제.hwpx"),
    (link(1, "축제 계획"), "축제 계획"),
    (link(1, "다운로드 통계 결과"), "다운로드 통계 결과"),
    (link(1, "내려받기") + link(1, "축제.hwpx"), "축제.hwpx"),
    (link(1, "축제.hwpx") + link(1, "내려받기") + link(1, "바로보기"), "축제.hwpx"),
    (link(1, "다운로드", 'title="축제.hwpx 다운로드"'), "축제.hwpx 다운로드"),
    ("<li><span>축제.hwpx</span>" + link(1, "[다운로드]") + "</li>", "축제.hwpx"),
    ("<table><tr><td>축제.hwpx</td><td>" + link(1, "한글파일 내려받기") + "</td></tr></table>", "축제.hwpx"),
    (link(1, '<img src="down.png">'), "1"),
    ("<p>문의는 홍보과로</p>" + link(1, "바로 보기(새창)"), "1"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_file_has_the_name_that_people_see(text, name):
    assert found(text) == [(name, URL)]


def test_a_name_beside_a_button_belongs_to_one_file():
    text = f"<ul><li>하나.hwpx {link(1, '다운로드')}</li><li>{link(2, '다운로드')}</li></ul>"
    assert [name for name, _ in found(text)] == ["하나.hwpx", "2"]


def test_a_file_named_several_times_is_listed_once_in_the_pages_order():
    text = link(2, "나.pdf") + link(1, "내려받기") + link(2, "내려받기") + link(1, "가.hwpx")
    assert [name for name, _ in found(text)] == ["나.pdf", "가.hwpx"]


ADDRESSES = [
    ("http://www.haedong.example:443/down.do?file=1", URL),
    ("https://www.haedong.example:443/down.do?file=1", URL),
    ("http://www.haedong.example:80/down.do?file=1", "http://www.haedong.example/down.do?file=1"),
    ("http://www.haedong.example:8080/down.do?file=1", "http://www.haedong.example:8080/down.do?file=1"),
    ("/down.do;jsessionid=A1b2.node21?file=1", URL),
    ("../down.do?file=1#top", URL),
    (
        "/down.do?name=축제.hwpx&amp;amp;file=1",
        "https://www.haedong.example/down.do?name=%EC%B6%95%EC%A0%9C.hwpx&file=1",
    ),
    ("//files.haedong.example/down.do?file=1", "https://files.haedong.example/down.do?file=1"),
]


@pytest.mark.parametrize(("href", "url"), ADDRESSES)
def test_an_address_is_made_whole(href, url):
    assert found(f'<a href="{href}">가.hwpx</a>') == [("가.hwpx", url)]


@pytest.mark.parametrize("href", ["javascript:down.do?file=1", "http://[첨부]/down.do?file=1", "ftp://h/down.do?file=1",
                                  "https://h:99999/down.do?file=1", "/down.do?page=1", "#down.do?file=1"])  # fmt: skip
def test_what_leads_to_no_file_is_passed_over(href):
    assert found(f'<a href="{href}">가.hwpx</a>') == []


SCRIPTS = [
    ("<a href=\"javascript:fn_down('7','1','hwpx')\">가.hwpx</a>", "가.hwpx"),
    ("<a href=\"#\" onclick=\"fn_down('7','1','hwpx');return false;\">가.hwpx</a>", "가.hwpx"),
    ("<a href=\"#\" onclick='fn_down(\"7\" , \"1\" , \"hwpx\")'>다운로드</a>", "7-1.hwpx"),
    ("<button onclick=\"fn_down('7','1')\">다운로드</button>", "7-1"),
    ("<a href=\"/view.do\" onclick=\"fn_down('7','1','odt')\">가.odt</a>", "가.odt"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), SCRIPTS)
def test_a_script_names_a_file_by_its_numbers(text, name):
    assert found(text, SCRIPTED) == [(name, "https://www.haedong.example/file/get.do?no=7&ord=1")]


def test_a_named_place_holds_the_name():
    files = Files(link="button", id=r"get\((\d+)\)", url="/get/{1}", item="li", name="b")
    text = '<ul><li><b>가.hwpx [3KB]</b><button onclick="get(5)">받기</button></li><li><b>나.pdf</b><button onclick="get(6)">받기</button></li></ul>'
    assert found(text, files) == [
        ("가.hwpx", "https://www.haedong.example/get/5"),
        ("나.pdf", "https://www.haedong.example/get/6"),
    ]


BUTTONS = [
    "다운로드",
    "내려받기",
    "[내려받기]",
    "바로보기",
    "미리 보기",
    "한글파일 다운로드",
    "PDF 다운로드",
    "첨부파일 내려받기",
    "새창",
    "파일 저장",
    "뷰어 보기",
]


@pytest.mark.parametrize("text", BUTTONS)
def test_a_button_is_no_name(text):
    assert file_name(text) == ""


@pytest.mark.parametrize(
    "text", ["(" * 100_000, "가" * 100_000, "[1" * 50_000, "파일" * 50_000, "한글 " * 30_000]
)
def test_long_names_are_read_in_a_moment(text):
    assert file_name(text) == text.strip()
