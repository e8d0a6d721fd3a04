"""Counted selections."""

import pytest

from scrapers.errors import ParseError
from scrapers.markup import attribute, many, maybe, one, parse, words

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
