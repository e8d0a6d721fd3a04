"""Blocks of a page's tree: figures above and below the line, readings of words, tags that are shown as text."""

import pytest

from scrapers.boilerplate.html import parse
from scrapers.boilerplate.indices import drawn
from scrapers.boilerplate.tree import walk


def texts(inside):
    return [block.text for block in walk(parse(f"<html><body>{inside}</body></html>"), None).blocks]


LINES = [
    # raised figures never join a number
    ("<p>불순물을 10<sup>8</sup>분의 1로 낮춘다.</p>", "불순물을 10⁸분의 1로 낮춘다."),
    ("<p>입자 크기는 10<sup>-6</sup>m이다.</p>", "입자 크기는 10⁻⁶m이다."),
    ("<p>터는 3,400m<sup>2</sup>이다.</p>", "터는 3,400m²이다."),
    ("<p>저수량 120만 m<sup>3</sup></p>", "저수량 120만 m³"),
    ("<p>예산은 3,400<sup>2)</sup>억 원이다.</p>", "예산은 3,400²⁾억 원이다."),
    ("<p>정부<sup>1)</sup>는 올해 안에 마친다.</p>", "정부¹⁾는 올해 안에 마친다."),
    ("<p>정부<sup><a href='#n1'>1)</a></sup>는 올해 안에 마친다.</p>", "정부¹⁾는 올해 안에 마친다."),
    ("<p>증가율<sup>1,2)</sup>은 3%다.</p>", "증가율¹,²⁾은 3%다."),
    ("<p>2<sup>n</sup>개로 나눈다.</p>", "2ⁿ개로 나눈다."),
    # … but a note's own number at the head of its line stays one, and so do words and days
    ("<p><sup>1)</sup> 새길시 집계</p>", "1) 새길시 집계"),
    ("<p>1<sup>st</sup> 대회</p>", "1st 대회"),
    ("<p>2023.3/4<sup>p</sup></p>", "2023.3/4p"),
    ("<p>시행<sup>2025</sup></p>", "시행2025"),
    ("<p>안내<sup>주1)</sup></p>", "안내주1)"),
    # lowered ones stay as everybody types them
    ("<p>CO<sub>2</sub>를 줄인다.</p>", "CO2를 줄인다."),
    ("<p>PM<sub>2.5</sub> 농도</p>", "PM2.5 농도"),
    ("<p>10<sub>2</sub>는 둘이다.</p>", "10₂는 둘이다."),
    # what stands behind such an element is as it is
    ("<p>m<sup>2</sup>당 3만 원</p>", "m²당 3만 원"),
    ("<p>정부<sup>1)</sup>는 10<b>8</b></p>", "정부¹⁾는 108"),
    # the base of a ruby without its reading
    ("<p><ruby>漢<rt>한</rt></ruby>강의 <ruby>江<rp>(</rp><rt>강</rt><rp>)</rp></ruby></p>", "漢강의 江"),
    ("<p>여기 <rt>읽기</rt> 남는다</p>", "여기 읽기 남는다"),
]


@pytest.mark.parametrize(("inside", "text"), LINES)
def test_a_line_of_a_page(inside, text):
    assert texts(inside) == [text]


def test_a_ruby_that_is_never_closed_keeps_the_page():
    prose = "새길시는 마을 도서관 열두 곳을 새로 열고 주민에게 책을 빌려준다고 3일 밝혔다."
    assert prose in " ".join(texts(f"<ruby>漢<rt><p>{prose}</p><p>{prose[:30]}</p>"))


SHOWN = [
    ("<p>첫 줄이다.&lt;br&gt;둘째 줄이다.</p>", ["첫 줄이다.", "둘째 줄이다."]),
    ("<p>첫 줄이다.&lt;br /&gt;&lt;br /&gt;둘째 줄이다.</p>", ["첫 줄이다.", "둘째 줄이다."]),
    ("<p>첫 줄이다.&amp;lt;BR&amp;gt;둘째 줄이다.</p>", ["첫 줄이다.", "둘째 줄이다."]),
    ("<div>&lt;p&gt;첫 줄이다.&lt;/p&gt;&lt;p&gt;둘째 &lt;b&gt;줄&lt;/b&gt;이다.&lt;/p&gt;</div>", ["첫 줄이다.", "둘째 줄이다."]),
    ("<p>&lt;새길일보&gt; 기사와 &lt;표 1&gt;을 보라.</p>", ["<새길일보> 기사와 <표 1>을 보라."]),
    ("<p>&lt;A&gt;안과 &lt;B&gt;안이 남았다.</p>", ["<A>안과 <B>안이 남았다."]),
    ("<p>기온이 3 &lt; 5 이다.</p>", ["기온이 3 < 5 이다."]),
    ("<pre>첫 줄이다.\n둘째 줄이다.</pre>", ["첫 줄이다.", "둘째 줄이다."]),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "lines"), SHOWN)
def test_tags_that_a_page_shows_as_text(inside, lines):
    assert texts(inside) == lines


LABELLED = [
    ("<li>작성자<span>원천세과</span></li>", ["작성자 원천세과"]),
    ("<dl><dt>등록일</dt><dd>2025.07.22</dd></dl>", ["등록일 : 2025.07.22"]),
    ("<p>등록 안내</p><p>2025.07.22</p>", ["등록 안내", "2025.07.22"]),
    ("<table><tr><td>가</td><td>1</td></tr></table>", ["가 1"]),
]


@pytest.mark.parametrize(("inside", "lines"), LABELLED)
def test_labels_and_cells_keep_their_distance(inside, lines):
    assert texts(inside) == lines


@pytest.mark.parametrize("text", ["", "주", "2025", "3.1.", "st", "1234)"])
def test_what_is_no_index_stays(text):
    assert drawn(text, "sup", "가") == text


HEADINGS = [
    ("<div><strong>이런 소식은 어떠세요?</strong><a href='/1'>섬 버스 두 배로</a></div>", ["이런 소식은 어떠세요?", "섬 버스 두 배로"]),
    ("<div>[관련기사] <a href='/1'>섬 버스 두 배로</a> <a href='/2'>뱃길 다시 연다</a></div>", ["[관련기사]", "섬 버스 두 배로 뱃길 다시 연다"]),
    ("<p><b>많이 본 뉴스</b> <span><a href='/1'>섬 버스</a></span></p>", ["많이 본 뉴스", "섬 버스"]),
    # no heading, or none of a list
    ("<p>관련 기사는 <a href='/1'>여기</a>에서 본다.</p>", ["관련 기사는 여기에서 본다."]),
    ("<p>새길부는 <a href='/1'>누리집</a>을 연다.</p>", ["새길부는 누리집을 연다."]),
    ("<p><b>댓글</b> <a href='/1'>12</a></p>", ["댓글 12"]),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "lines"), HEADINGS)
def test_a_link_behind_the_heading_of_a_list_is_another_line(inside, lines):
    assert texts(inside) == lines
