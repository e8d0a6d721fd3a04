"""Counted selections."""

import pytest

from scrapers.errors import ParseError
from scrapers.fetch import Page
from scrapers.markup import (
    attribute,
    charset_of,
    many,
    matches,
    maybe,
    one,
    parse,
    without_comments,
    words,
)

PAGE = "<div id=a><p>하나<p>둘</div><div id=b><p>셋 <b>넷</b>째</div><a href=' /x '>링크</a><a name=y class='q r'>이름</a>"


@pytest.fixture
def scope():
    return parse(PAGE.encode(), source="test", url="https://example.org/a")


def test_one(scope):
    assert words(one(scope, "#b", "body")) == "셋 넷째"


@pytest.mark.parametrize(("selector", "count"), [("p", 3), ("h1", 0)])
def test_another_number_names_source_field_selector_and_count(scope, selector, count):
    with pytest.raises(
        ParseError, match=f"test: field body: {count} elements match '{selector}', 1 expected"
    ) as caught:
        one(scope, selector, "body")
    assert caught.value.where == "https://example.org/a"


def test_maybe(scope):
    assert maybe(scope, "h1", "title") is None
    assert maybe(scope, "#a", "title") is not None
    with pytest.raises(ParseError, match="3 elements match 'p', 0 or 1 expected"):
        maybe(scope, "p", "title")


def test_many(scope):
    assert len(many(scope, "p", "rows", at_least=3)) == 3
    assert many(scope, "h1", "rows", at_least=0) == []
    with pytest.raises(ParseError, match="3 elements match 'p', at least 4 expected"):
        many(scope, "p", "rows", at_least=4)


def test_a_narrower_scope_sees_less(scope):
    assert words(one(scope.inside(one(scope, "#b", "box")), "p", "text")) == "셋 넷째"


WORDS = [
    ("<h1>예산<br>확대</h1>", "예산 확대"),
    ("<h1><b>국</b>토부</h1>", "국토부"),
    ("<h1> 예산\n\t 확대 </h1>", "예산 확대"),
    ("<h1>예산<!-- 초안 -->안</h1>", "예산안"),
    ("<h1>예산<script>var a = 1;</script></h1>", "예산"),
    ("<h1><p>제목</p><p>부제</p></h1>", "제목 부제"),
    ("<h1>예산&nbsp;확대</h1>", "예산 확대"),
    ("<h1></h1>", ""),
]


@pytest.mark.parametrize(("markup", "expected"), WORDS)
def test_words(markup, expected):
    page = parse(f"<div id=x>{markup}</div>".encode(), source="test", url="")
    assert words(one(page, "#x", "title")) == expected


def test_attributes(scope):
    links = many(scope, "a", "links", at_least=2)
    assert attribute(links[0], "href") == "/x"
    assert attribute(links[1], "href") == ""


def test_words_without_what_is_dropped():
    page = parse(
        "<p id=x>국토교통부<i class=tip>부처별 <b>뉴스</b></i>입니다</p>".encode(), source="test", url=""
    )
    assert words(one(page, "#x", "text"), ".tip, .other") == "국토교통부입니다"


def test_an_element_is_asked_itself(scope):
    assert matches(one(scope, "#a", "box"), "div, p")
    assert not matches(one(scope, "#a", "box"), "#b")


CHARSETS = [
    ("cp949", "euc-kr", ""),
    ("cp949", None, "euc-kr"),
    ("cp949", "utf-8", "utf-8"),
    ("cp949", None, ""),
    ("utf-8", "euc-kr", "euc-kr"),
    ("utf-8", None, ""),
    ("utf-8-sig", "euc-kr", ""),
    ("utf-16", None, ""),
]


@pytest.mark.parametrize(("encoding", "header", "meta"), CHARSETS)
def test_a_page_is_decoded_by_what_it_is(encoding, header, meta):
    """EUC-KR pages hold syllables that only CP949 knows (펲, 뷁), and labels are often wrong."""
    text = f'<meta charset="{meta}"><p>펲과 뷁을 쓴 보도자료</p>'
    page = parse(text.encode(encoding), source="test", url="", charset=header)
    assert words(one(page, "p", "text")) == "펲과 뷁을 쓴 보도자료"


@pytest.mark.parametrize("body", [b"%PDF-1.7", b"PK\x03\x04", b"\x00\x01\x02", bytes(range(128, 256)) * 20])
def test_what_is_no_text_fails_with_its_source_and_address(body):
    with pytest.raises(ParseError, match="test: ") as caught:
        parse(body, source="test", url="https://example.org/a")
    assert caught.value.where == "https://example.org/a"


HEADERS = [
    ("text/html; charset=EUC-KR", "euc-kr"),
    ('text/html;charset="utf-8"', "utf-8"),
    ("text/html; Charset = ks_c_5601-1987", "ks_c_5601-1987"),
    ("text/html", None),
    ("", None),
]


@pytest.mark.parametrize(("header", "charset"), HEADERS)
def test_the_header_may_name_a_charset(header, charset):
    assert charset_of(Page("", "", 200, {"content-type": header}, "", b"", "")) == charset


def test_a_body_without_what_editors_leave_behind():
    markup = "<div id=x><!-- 1 --><p>가<b>나</b><!--[if gte mso 9]><xml></xml><![endif]--></p><style>p{}</style><script>1</script></div>"
    page = parse(markup.encode(), source="test", url="")
    assert without_comments(one(page, "#x", "body")) == '<div id="x"><p>가<b>나</b></p></div>'
