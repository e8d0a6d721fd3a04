"""Numbers as Korean press text writes them."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numerals import everyday_before, plain, read, read_before

EXAMPLES = [
    ("0", 0),
    ("7", 7),
    ("1,234", 1234),
    ("12,345,678", 12_345_678),
    ("1234567", 1_234_567),
    ("2.5", "2.5"),
    ("1,584.93", "1584.93"),
    ("3천", 3000),
    ("3천5백", 3500),
    ("4천 8백", 4800),
    ("5백만", 5_000_000),
    ("7.3백만", 7_300_000),
    ("12.5십억", 12_500_000_000),
    ("9,350백만", 9_350_000_000),
    ("1,234천", 1_234_000),
    ("1만5000", 15_000),
    ("1만 5천", 15_000),
    ("2만3천4백5십6", 23_456),
    ("300만", 3_000_000),
    ("3천5백만", 35_000_000),
    ("3 천만", 30_000_000),
    ("100 억", 10_000_000_000),
    ("2,500억", 250_000_000_000),
    ("8억 8,930만", 889_300_000),
    ("12억3456만7890", 1_234_567_890),
    ("3천217억", 321_700_000_000),
    ("1조 2,500억", 1_250_000_000_000),
    ("1조 4천 8백억", 1_480_000_000_000),
    ("2.5조", 2_500_000_000_000),
    ("3경 1,200조", 31_200_000_000_000_000),
    ("0.01억", 1_000_000),
    ("10여억", 1_000_000_000),
    ("10여 억", 1_000_000_000),
    ("6조 2천여억", 6_200_000_000_000),
    ("12억 2900여만", 1_229_000_000),
    ("2억 반", 250_000_000),
    ("삼", 3),
    ("십", 10),
    ("십육", 16),
    ("삼백오십", 350),
    ("천이백", 1200),
    ("만", 10_000),
    ("만 오천", 15_000),
    ("백만", 1_000_000),
    ("천만", 10_000_000),
    ("십억", 1_000_000_000),
    ("십여만", 100_000),
    ("이만삼천사백오십육", 23_456),
    ("일백이십억", 12_000_000_000),
    ("삼천 오백만", 35_000_000),
    ("일억 이천만", 120_000_000),
    ("구천구백구십구조", 9_999_000_000_000_000),
    ("수십억", None),
    ("수억", None),
    ("수백만", None),
    ("몇천", None),
    ("몇 만", None),
    ("십수억", None),
    ("백수십억", None),
    ("1억 몇천만", None),
    ("이삼만", None),
    ("사오천만", None),
    ("육칠십", None),
    ("기백만", None),
    ("육십오만", 650_000),
    ("육십 오만", 650_000),
    ("3천 여만", 30_000_000),
    ("1조  2,500억", 1_250_000_000_000),
    ("二百萬", 2_000_000),
    ("十五億", 1_500_000_000),
]

# What is read from the start of a longer text
BEGINNINGS = [
    ("3천 이상", "3천"),
    ("5000만 이하", "5000만"),
    ("2억 반도체", "2억"),
    ("10억여 원", "10억"),
    ("1조 12,500억", "1조"),
    ("10만 100만", "10만"),
    ("이천 만", "이천 만"),
    ("1억, 2억", "1억"),
    ("300~500", "300"),
    ("오 백만", "오"),
]

NOTHING = [
    "",
    "억",
    "조원",
    "여",
    "수",
    "몇 명",
    "가나다",
    ",500",
    "원",
    " 3",
    "12345678901234567890",
    "경기",
]

BEFORE = [
    ("총 1조 2,500억", ["1조 2,500억", "2,500억"]),
    ("A사 3천만", ["3천만"]),
    ("1,2만", ["2만"]),
    ("12,345", ["12,345"]),
    ("3.5", ["3.5"]),
    ("조사 이만", ["이만"]),
    ("2024 5억", ["5억"]),
    ("사업비", []),
    ("3천", ["3천"]),
    ("인천100만", ["천100만", "100만"]),
]


@pytest.mark.parametrize(("text", "value"), EXAMPLES)
def test_reads_the_whole_number(text: str, value: int | str | None) -> None:
    numeral = read(text, 0)
    assert numeral is not None
    assert (text[: numeral.end], numeral.value) == (text, None if value is None else Decimal(value))


@pytest.mark.parametrize(("text", "expected"), BEGINNINGS)
def test_stops_where_the_number_ends(text: str, expected: str) -> None:
    numeral = read(text, 0)
    assert numeral is not None
    assert text[: numeral.end] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_reads_nothing(text: str) -> None:
    assert read(text, 0) is None


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_numbers_before_an_offset(text: str, expected: list[str]) -> None:
    assert [text[numeral.start :] for numeral in read_before(text, len(text))] == expected


@pytest.mark.parametrize("text", [text for text, _ in EXAMPLES] + [text for text, _ in BEFORE])
def test_the_everyday_forms_are_read_as_the_grammar_reads_them(text: str) -> None:
    everyday = everyday_before(text, len(text))
    assert everyday is None or everyday == next(read_before(text, len(text)))


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("300", 1),
        ("300만", 10**4),
        ("3천만", 10**7),
        ("3천5백만", 10**7),
        ("5천", 1000),
        ("2조 5천억", 10**12),
    ],
)
def test_scale_is_the_unit_beside_the_first_figure(text: str, scale: int) -> None:
    numeral = read(text, 0)
    assert numeral is not None
    assert numeral.scale == scale


@pytest.mark.parametrize("text", ["만", "백만", "천", "십억"])
def test_a_unit_without_a_figure_is_bare(text: str) -> None:
    numeral = read(text, 0)
    assert numeral is not None
    assert numeral.bare


FIGURES = "영일이삼사오육칠팔구"
GROUPS = [(10**16, "경"), (10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")]


def spell(count: int) -> str:
    """A number from 1 in Hangul: 23456 → 이만삼천사백오십육."""
    spelled = ""
    for size, unit in GROUPS:
        group, count = divmod(count, size)
        digits = f"{group:04d}"
        word = "".join(
            FIGURES[int(d)] + u for d, u in zip(digits, "천백십 ", strict=True) if d != "0"
        ).replace(" ", "")
        spelled += word + unit if group else ""
    return spelled


def mixed(count: int, blank: str, comma: str) -> str:
    """A number from 1 in digits and big units: 1_250_000_000_000 → 1조 2,500억."""
    parts: list[str] = []
    for size, unit in GROUPS:
        group, count = divmod(count, size)
        if group:
            parts.append(f"{group:{comma}}{unit}")
    return blank.join(parts)


COUNTS = st.integers(1, 9999 * 10**12)


# 오만이 is 오만 with a particle: one figure alone behind 만 ends no spelled number
@given(COUNTS.filter(lambda count: count < 10_000 or not 1 <= count % 10_000 <= 9))
def test_spelled_numbers_read_back(count: int) -> None:
    numeral = read(spell(count), 0)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (Decimal(count), len(spell(count)))


@given(COUNTS, st.sampled_from(["", " "]), st.sampled_from(["", ","]))
def test_mixed_numbers_read_back(count: int, blank: str, comma: str) -> None:
    text = mixed(count, blank, comma)
    numeral = read(text, 0)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (Decimal(count), len(text))


@given(st.integers(0, 10**17))
def test_grouped_digits_read_back(count: int) -> None:
    numeral = read(f"{count:,}", 0)
    assert numeral is not None
    assert numeral.value == count


@given(st.text("0123456789일이삼십백천만억조여수몇., 원", max_size=40))
def test_any_mixture_gives_a_number_within_it_or_none(text: str) -> None:
    for start in range(len(text)):
        numeral = read(text, start)
        assert numeral is None or start < numeral.end <= len(text)
        assert numeral is None or numeral.value is None or numeral.value >= 0


def test_plain_drops_an_empty_fraction() -> None:
    assert str(plain(Decimal("2500000000000.0"))) == "2500000000000"
    assert str(plain(Decimal("1.50"))) == "1.5"


@pytest.mark.parametrize("unit", ["1", "1,", "1억 ", "천", "수십", " ", "1.", "일이"])
def test_hostile_runs_are_read_quickly(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begin = time.perf_counter()
    for offset in range(0, len(text), 1000):
        list(read_before(text, offset))
    read(text, 0)
    assert time.perf_counter() - begin < 1
