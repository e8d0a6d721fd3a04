"""Dates under hypothesis: any day in any spelling reads back, offsets hold, surroundings change nothing."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import find
from extractors.mention import Date, Document
from extractors.reading import Reading

DAYS = st.dates(date(1960, 1, 1), date(2039, 12, 31))
PUBLICATIONS = st.dates(date(2005, 1, 1), date(2038, 12, 31))
WEEKDAYS = "월화수목금토일"
SPELLINGS = (
    "{d.year}년 {d.month}월 {d.day}일",
    "{d.year}년{d.month}월{d.day}일",
    "{d.year}년 {d.month}월 {d.day}일({w})",
    "{d.year}년 {d.month}월 {d.day}일 {w}요일",
    "{d.year}. {d.month}. {d.day}.",
    "{d.year}. {d.month}. {d.day}.({w})",
    "{d.year}.{d.month:02}.{d.day:02}",
    "{d.year}.{d.month}.{d.day}.",
    "{d.year}-{d.month:02}-{d.day:02}",
    "{d.year}.{d.month}.{d.day}({w})",
)
PREFIXES = ("", "장관은 ", "회의(", "‘", "○ ", "위원회는\n", "* 시행: ", "【일시】 ")
SUFFIXES = ("", "에 열렸다.", ")에서", "부터", "까지", " 기준", ", 서울", "\n장소: 부산", " 오전 9시", "자")


def read(text: str, published: date | None = None) -> list[Date]:
    return find(Reading.of(Document(text, published.isoformat() if published else None)))


@given(
    DAYS,
    PUBLICATIONS | st.none(),
    st.sampled_from(SPELLINGS),
    st.sampled_from(PREFIXES),
    st.sampled_from(SUFFIXES),
)
def test_a_full_date_reads_back(
    day: date, published: date | None, spelling: str, prefix: str, suffix: str
) -> None:
    written = spelling.format(d=day, w=WEEKDAYS[day.weekday()])
    (found,) = read(prefix + written + suffix, published)
    assert (found.start, found.end) == (len(prefix), len(prefix) + len(written))
    assert found.date_start == found.date_end == day.isoformat()
    assert found.certain


@given(
    PUBLICATIONS,
    st.integers(-20, 20),
    st.sampled_from(("'{y:02}.{d.month}.{d.day}.", "'{y:02}년 {d.month}월 {d.day}일")),
)
def test_a_short_year_reads_back(published: date, years: int, spelling: str) -> None:
    day = date(published.year + years, 5, 17)
    (found,) = read(spelling.format(y=day.year % 100, d=day), published)
    assert found.date_start == day.isoformat()


@given(PUBLICATIONS, st.integers(-60, 60))
def test_a_day_with_its_weekday_finds_its_year(published: date, away: int) -> None:
    day = published + timedelta(days=away)
    (found,) = read(f"{day.month}월 {day.day}일({WEEKDAYS[day.weekday()]}) 연다.", published)
    if (day.month, day.day) != (2, 29):
        assert found.date_start == day.isoformat()


@given(PUBLICATIONS)
def test_relative_days_count_from_the_publication(published: date) -> None:
    words = {"그저께": -2, "어제": -1, "오늘": 0, "내일": 1, "모레": 2, "글피": 3}
    for word, steps in words.items():
        (found,) = read(f"{word} 열린다.", published)
        assert found.date_start == (published + timedelta(days=steps)).isoformat()


@given(PUBLICATIONS, st.integers(1, 28))
def test_directed_days_lie_on_their_side(published: date, number: int) -> None:
    (past,) = read(f"지난 {number}일 열렸다.", published)
    (coming,) = read(f"오는 {number}일 열린다.", published)
    assert past.date_start and coming.date_start
    assert past.date_start < published.isoformat() < coming.date_start
    assert past.date_start[8:] == coming.date_start[8:] == f"{number:02}"


@given(DAYS, st.integers(0, 400), PUBLICATIONS | st.none())
def test_a_range_reads_back(first: date, length: int, published: date | None) -> None:
    last = first + timedelta(days=length)
    text = f"{first.year}년 {first.month}월 {first.day}일부터 {last.year}년 {last.month}월 {last.day}일까지"
    (found,) = read(text, published)
    assert (found.date_start, found.date_end) == (first.isoformat(), last.isoformat())
    assert text[found.start : found.end] == text.removesuffix("까지")


PIECES = st.lists(
    st.sampled_from(
        ["2024년", "3월", "15일", "~", "부터", "까지", "'24.", "12.28", "1.3", "(수)", " ", ", ", "지난 ", "오는 ", "올", "해",
         "이날", "전년", "말", "초", "3분기", "상·하반기", "다음 주", "월요일", "\n", "에서 ", "99", "년대", "\u200b", "음력 "]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=400)
@given(PIECES, PUBLICATIONS | st.none())
def test_offsets_hold_and_values_are_in_order(pieces: list[str], published: date | None) -> None:
    """Any heap of calendar words is read without an error; mentions are sorted, apart and inside the text."""
    reading = Reading.of(Document("".join(pieces), published.isoformat() if published else None))
    found = find(reading)
    assert all(mention.text == reading.text[mention.start : mention.end] for mention in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for mention in found:
        assert mention.text == mention.text.strip()
        assert (mention.date_start is None or mention.date_end is None) == (mention.reason is not None)
        if mention.date_start and mention.date_end:
            assert mention.date_start <= mention.date_end


@given(st.text(max_size=80), PUBLICATIONS)
def test_any_text_is_read(text: str, published: date) -> None:
    read(text, published)
