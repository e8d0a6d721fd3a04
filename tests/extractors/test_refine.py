"""Refiners, each alone."""

import time

import pytest

from extractors.mention import Country, Date
from extractors.refine import longest_first, outside_addresses


def country(start: int, end: int) -> Country:
    return Country(start=start, end=end, text="x" * (end - start), rule="t", code="KR")


OVERLAPS = [
    ([(0, 2), (0, 4)], [(0, 4)]),
    ([(0, 4), (3, 5), (5, 9)], [(0, 4), (5, 9)]),
    ([(2, 4), (0, 2)], [(0, 2), (2, 4)]),
    ([(0, 3), (2, 5)], [(0, 3)]),
    ([(1, 2), (0, 9), (3, 4)], [(0, 9)]),
    ([], []),
]


@pytest.mark.parametrize(("given", "expected"), OVERLAPS)
def test_of_overlapping_mentions_the_longest_stays(
    given: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    kept = longest_first(country(*range_) for range_ in given)
    assert [(mention.start, mention.end) for mention in kept] == expected


ADDRESSES = [
    "https://www.korea.kr/briefing/pressReleaseView.do?newsId=200300400&startDate=2019-04-11",
    "http://example.go.kr/2024/usa",
    "www.mois.go.kr/2024년".removesuffix("년"),
    "press2024@korea.kr",
    "HTTPS://ko.example.org/wiki/베트남",
    "www.example.go.kr/부처?이름=행정안전부",
    "ftp://files.example.com/G7",
    "홍보실2024@korea.kr",
    "korea.kr:8080/G7",
    "usa.gov",
    "2024.example.co.kr",
]
NO_ADDRESSES = ["2024.08.26", "3.5조", "U.S.", "(행정안전부)", "1,200억", "@행정안전부", "정부24"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_holds_no_mention(address: str) -> None:
    text = f"자세한 것은 {address} 에서"
    inside = country(text.index(address) + 1, text.index(address) + 4)
    before = country(0, 3)
    assert outside_addresses([before, inside], text) == [before]


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_only_looks_like_an_address_keeps_its_mentions(text: str) -> None:
    mention = country(0, len(text))
    assert outside_addresses([mention], text) == [mention]


def test_a_date_right_after_an_address_in_brackets_stays() -> None:
    text = "누리집(https://www.mois.go.kr)2024년 공고"
    start = text.index("2024년")
    date = Date(
        start=start, end=start + 5, text="2024년", rule="t", date_start=None, date_end=None,
        granularity="year", reference="absolute",
    )  # fmt: skip
    assert outside_addresses([date], text) == [date]


@pytest.mark.parametrize("piece", ["a.", "a@", "www.", "-.", "https://", "1.1@"])
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    begin = time.process_time()
    outside_addresses([country(0, 1)], piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 2


def test_a_particle_behind_an_address_is_no_part_of_it() -> None:
    text = "www.korea.kr에서 베트남"
    mention = country(text.index("베트남"), len(text))
    assert outside_addresses([mention], text) == [mention]
