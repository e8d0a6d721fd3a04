"""Values that stand on many boards: dates, labelled fields, marks of a licence, dates in JSON-LD."""

import time

import pytest

from scrapers.errors import ParseError
from scrapers.fields import iso_date, json_ld, licence, listed_date, moment, unlabelled
from scrapers.markup import parse


def scope(text=""):
    return parse(text.encode(), source="test", url="https://example.org/a")


DATES = [
    ("2026.07.13", "2026-07-13"),
    ("2026-07-08", "2026-07-08"),
    ("2026. 7. 8.", "2026-07-08"),
    ("2026 . 7 . 8", "2026-07-08"),
    ("2026/07/08 10:20", "2026-07-08"),
    ("2026년 7월 8일", "2026-07-08"),
    ("2026년7월8일(수)", "2026-07-08"),
    ("등록일 : 2026.10.02. 작성자 : 안전제도과 조회수 : 2,013", "2026-10-02"),
    ("번호 12.3 등록 2026.10.02", "2026-10-02"),
    ("20261002", "2026-10-02"),
    ("20261002152550", "2026-10-02"),
    ("2026-10-02T15:25:50+09:00", "2026-10-02"),
    ("26.10.02", "2026-10-02"),
    ("26. 10. 2.", "2026-10-02"),
    ("’26.10.2", "2026-10-02"),
    ("'26-10-02 09:00", "2026-10-02"),
    ("98.12.31", "1998-12-31"),
    ("2024.02.29", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_a_date_in_any_spelling(text, expected):
    assert iso_date(text, scope(), "date") == expected
    assert listed_date([text], scope(), "date") == expected


NO_DATES = ["", "어제", "10.02", "14:32", "1234", "2026", "2026.10", "20269999", "2026.02.29", "2026.13.01", "02-2100-3399",
            "010-1234-5678", "192.168.10.24", "1,204", "2026-10", "26.10", "제26-10-2호", "v1.26.10.2"]  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_fails_with_the_field(text):
    with pytest.raises(ParseError, match="test: field date") as caught:
        iso_date(text, scope(), "date")
    assert caught.value.where == "https://example.org/a"


ROWS = [
    (["재난안전과", "2026.10.02.", "1,024"], "2026-10-02"),
    (["12", "2026.10.02 ~ 2026.10.09", ""], "2026-10-02"),
    (["공지", "홍보담당관", ""], None),
    (["17", "홍보담당관", "14:32", "3"], None),
    (["오후 2:32"], None),
    (["5분 전"], None),
    (["10.02."], None),
    (["-"], None),
]


@pytest.mark.parametrize(("texts", "expected"), ROWS)
def test_the_first_date_of_a_row(texts, expected):
    assert listed_date(texts, scope(), "date") == expected


@pytest.mark.parametrize("texts", [["어제"], ["12", "홍보담당관"], ["2026.02.30"], []])
def test_a_row_with_something_else_for_its_day(texts):
    with pytest.raises(ParseError):
        listed_date(texts, scope(), "date")


LABELS = [
    ("담당부서 : 보험정책과", "보험정책과"),
    ("담당부서보험정책과", "보험정책과"),
    ("[작성자] 재난안전과", "재난안전과"),
    ("부서명: 홍보담당관", "홍보담당관"),
    ("부서 : 홍보담당관", "홍보담당관"),
    ("담당부서 재활의료과 (044-202-0000)", "재활의료과"),
    ("재활의료과 ☎ 044-202-0000", "재활의료과"),
    ("재활의료과 / 담당자 한마루", "재활의료과"),
    ("재활의료과, 연락처 : 044-202-0000", "재활의료과"),
    ("국토교통부", "국토교통부"),
    ("부산지방국토관리청", "부산지방국토관리청"),
    ("담당관실", "담당관실"),
    ("담당부서 :", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_a_department_without_its_label_and_its_officials(text, expected):
    assert unlabelled(text) == expected


MOMENTS = [
    ("2026-07-13T11:00:00+09:00", "2026-07-13T11:00:00+09:00"),
    ("2026-07-13T02:00:00Z", "2026-07-13T11:00:00+09:00"),
    ("2026-07-13 11:00", "2026-07-13T11:00:00+09:00"),
    ("2026-07-13", None),
    ("어제", None),
    ("", None),
]


@pytest.mark.parametrize(("value", "expected"), MOMENTS)
def test_a_moment_is_in_korea(value, expected):
    found = moment(value)
    assert (found.isoformat() if found else None) == expected


LINKED = [
    ('{"datePublished": "a"}', ["a"]),
    ('[{"datePublished": "a"}, {"datePublished": "b"}]', ["a", "b"]),
    ('{"@graph": [{"@type": "WebSite"}, {"datePublished": "a"}]}', ["a"]),
    ('{"description": "두\n줄", "datePublished": "a"}', ["a"]),
    ('{"datePublished": 2026}', []),
    ('{"@graph": 1}', []),
    ("[1, null]", []),
    ("{", []),
    ("[" * 20_000, []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), LINKED)
def test_json_ld(text, expected):
    assert (
        list(json_ld(scope(f'<script type="application/ld+json">{text}</script>'), "datePublished"))
        == expected
    )


MARKS = [
    ('<img alt="공공누리 제1유형"><strong>출처를 밝히면 자유롭게</strong>', "KOGL-1"),
    ('<img alt="공공누리 1 유형 마크"><strong>공공누리 제 1 유형</strong>', "KOGL-1"),
    ('<img alt="공공누리 제0유형"><strong>자유이용</strong>', "KOGL-0"),
    ('<img alt="공공누리 제4유형"><strong></strong>', None),
    ('<img alt="공공누리 제4유형">', None),
    ("<strong>제1유형</strong>", None),
    ('<img alt="공공누리 제1유형"><img alt="공공누리 제4유형"><strong>출처표시</strong>', None),
    ('<img alt="공공누리 제1유형"><strong>제2유형</strong>', None),
]


@pytest.mark.parametrize(("mark", "expected"), MARKS)
def test_a_licence_is_said_in_picture_and_words(mark, expected):
    assert licence(scope(f'<div class="type">{mark}</div>'), "div.type") == expected


@pytest.mark.parametrize(
    "text",
    ["1" * 100_000, "2026." * 25_000, "26.1" * 25_000, "담당자 " * 30_000, "오전" * 50_000, "(" * 100_000],
)
def test_long_texts_are_read_in_a_moment(text):
    started = time.monotonic()
    unlabelled(text)
    with pytest.raises(ParseError):
        listed_date([text], scope(), "date")
    assert time.monotonic() - started < 1
