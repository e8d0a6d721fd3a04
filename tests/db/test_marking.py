"""Marks in a text: the right place, whatever the text holds; amounts as people read them."""

import html
import re
import time

import pytest

from db.datasette.amounts import readable
from db.datasette.marking import Span, paragraphs, web_address

TEXT = "행정안전부는 <b>120억 원</b>을 &amp; 쓴다.\n\n둘째 🇰🇷 줄의 베트남 협력"


def span(words, kind, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words), kind, f"{kind}: {words}", f"{kind}-{start}", f"fact-{kind}")


def shown(marked):
    """What a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", str(marked)))


def test_the_text_is_shown_as_it_is():
    lines = paragraphs(
        TEXT, [span("행정안전부", "agency"), span("120억 원", "money"), span("베트남", "country")]
    )
    assert [shown(line) for line in lines] == TEXT.split("\n\n")
    assert re.findall(r'<mark class="([^"]*)" title="[^"]*">([^<]*)</mark>', "".join(lines)) == [
        ("m-agency", "행정안전부"),
        ("m-money", "120억 원"),
        ("m-country", "베트남"),
    ]
    assert "<b>" not in "".join(lines)


def test_nested_and_crossing_spans():
    text = "한국형 전자정부 수출"
    spans = [
        Span(0, 2, "country", "나라", "a", "fact-a"),
        Span(0, 8, "programme", "사업", "b", "fact-b"),
        Span(4, 11, "date", "날짜", "c", "fact-c"),
    ]
    (line,) = paragraphs(text, spans)
    assert shown(line) == text
    assert re.findall(r'class="(m-[^"]*)"', line) == [
        "m-programme m-country",
        "m-programme",
        "m-programme m-date",
        "m-date",
    ]
    assert re.findall(r'id="(\w)"', line) == ["b", "a", "c"]


def test_a_span_over_two_lines():
    text = "3월 1일부터\n4월까지"
    lines = paragraphs(text, [Span(0, len(text), "date", "날짜", "x", "fact-x")])
    assert [shown(line) for line in lines] == text.split("\n")
    assert "".join(lines).count('id="x"') == 1


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</mark></article>", "&lt;", "{{ 7*7 }}"],
)
def test_hostile_text_stays_text(hostile):
    """In the text, inside a mark, in its note."""
    text = f"앞 {hostile} 뒤"
    (line,) = paragraphs(text, [Span(0, len(text), "money", hostile, "m", "fact-m")])
    assert shown(line) == text
    assert set(re.findall(r"<(/?\w+)", line)) == {"a", "/a", "mark", "/mark"}


def test_many_spans_are_marked_quickly():
    text = "가나다라마\n" * 20_000
    spans = [Span(n, n + 2, "date", "n", str(n), "f") for n in range(0, len(text), 600)]
    started = time.perf_counter()
    paragraphs(text, spans)
    paragraphs("가" * 100_000, [Span(n, n + 2, "date", "n", str(n), "f") for n in range(0, 3_000, 3)])
    assert time.perf_counter() - started < 3.0


ADDRESSES = ["https://www.korea.kr/x?newsId=1", "http://mois.example/", " https://a.example "]
NO_ADDRESSES = [
    None,
    "",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>",
    "//evil.example",
    "/etc/passwd",
    "file:///etc/passwd",
    "http://[",
]


@pytest.mark.parametrize("url", ADDRESSES)
def test_links_to_the_web(url):
    assert web_address(url) == url.strip()


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_no_links_elsewhere(url):
    assert web_address(url) is None


AMOUNTS = [
    (0, "0"),
    (1_234, "1,234"),
    (10_000, "1만"),
    (12_000_000_000, "120억"),
    (12_050_000_000, "120억 5,000만"),
    (3_250_000_000_000, "3조 2,500억"),
    (12_345_678_901_234_567, "12,345조 6,789억 123만 4,567"),
    (-50_000_000, "-5,000만"),
    (2.5, "2.5"),
    (1_234.5, "1,234.5"),
    (3_000_000.0, "300만"),
]


@pytest.mark.parametrize(("amount", "words"), AMOUNTS)
def test_amounts_in_words(amount, words):
    assert readable(amount) == words
