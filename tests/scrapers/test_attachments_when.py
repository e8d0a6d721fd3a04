"""Dates of a head table, and cells that say when and nothing else."""

import time

import pytest

from scrapers.attachments.when import is_when, moment

MOMENTS = [
    ("2026. 7. 13.(월) 12:00", None, "2026-07-13T12:00:00+09:00"),
    ("2026년 7월 13일(월) 오전 11시", None, "2026-07-13T11:00:00+09:00"),
    ("2026.7.13. 오후 2시 5분", None, "2026-07-13T14:05:00+09:00"),
    ("2026-07-13", None, "2026-07-13"),
    ("’26.7.13.(월) 조간", None, "2026-07-13"),
    ("7. 13.(월) 12:00", "2026-07-10", "2026-07-13T12:00:00+09:00"),
    ("7. 13.(월) 12:00", None, None),
    ("2026. 7. 13. 24:00", None, "2026-07-14T00:00:00+09:00"),
    ("2026. 7. 13. 25:00", None, "2026-07-13"),
    ("2026. 2. 30.", None, None),
    ("26. 7. 13.(월) 12:00", None, "2026-07-13T12:00:00+09:00"),
    ("7. 13. 12:00", "2026", "2026-07-13T12:00:00+09:00"),
    ("12. 31. 24:00", "2026", "2027-01-01T00:00:00+09:00"),
    ("1. 2.(토) 조간", "2026-12-31", "2027-01-02"),
    ("12. 31.(목) 조간", "2027-01-02", "2026-12-31"),
    ("2026. 7. 13.(월) 낮 12시", None, "2026-07-13T12:00:00+09:00"),
    ("2026. 7. 13.(월) 정오", None, "2026-07-13T12:00:00+09:00"),
    ("2026. 7. 13.(월) 0시", None, "2026-07-13T00:00:00+09:00"),
    ("2026. 12. 31. 24:00", None, "2027-01-01T00:00:00+09:00"),
    ("2026. 7. 14. 조간, 온라인 7. 13. 12:00", None, "2026-07-13T12:00:00+09:00"),
    ("2026. 7. 13. 12:00, 지면 7. 14. 조간", None, "2026-07-13T12:00:00+09:00"),
    ("9999. 12. 31. 24:00", None, None),
    ("2026. 0. 0.", None, None),
    ("즉시", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "known", "expected"), MOMENTS)
def test_moments(text, known, expected):
    assert moment(text, known) == expected


WHEN = ["2026. 7. 13.(월) 12:00", "즉시", "배포 즉시", "즉시 보도 가능", "11:00 이후", "조간(온라인 4. 8. 12:00)부터 보도하여 주시기 바랍니다.", "별도 엠바고 없음", "행사 종료 후"]  # fmt: skip
NOT_WHEN = [
    "",
    "7월 13일부터 여름철 안전 점검",
    "온라인 수출 지원 확대",
    "□ 정부는 밝혔다.",
    "해양바이오과",
    "가" * 200,
]


@pytest.mark.parametrize("text", WHEN)
def test_when(text):
    assert is_when(text)


@pytest.mark.parametrize("text", NOT_WHEN)
def test_not_when(text):
    assert not is_when(text)


@pytest.mark.parametrize("piece", ["2026. ", "7. 13. ", "0", "총 5매(", "오전 ", "(월)", "’26.", "1:"])
def test_hostile_words_are_read_in_time(piece):
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    moment(text)
    is_when(text)
    assert time.process_time() - started < 1
