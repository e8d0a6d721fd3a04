"""The folded text that rules read, and the way back to the text as given."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.alignment import align

FOLDED = [
    ("３조　２５００억", "3조 2500억"),
    ("한ㆍ미‧일・중", "한·미·일·중"),
    ("8∼12일, 3～4월", "8~12일, 3~4월"),
    ("’25.11.", "'25.11."),
    ("‘18년", "'18년"),
    ("“협력”", '"협력"'),
    ("2011–2020", "2011-2020"),
    ("￦500", "₩500"),
    ("가\u00a0나\u2003다\t라", "가 나 다 라"),
    ("가\r\n나", "가\n\n나"),
    ("가\ud83d나", "가\ufffd나"),
]


@pytest.mark.parametrize(("given", "folded"), FOLDED)
def test_look_alikes_become_one_spelling(given: str, folded: str) -> None:
    aligned = align(given)
    assert aligned.text == folded
    assert aligned.offsets is None


def test_decomposed_hangul_is_composed_and_found_again() -> None:
    text = unicodedata.normalize("NFD", "기획재정부는 3월 한국")
    aligned = align(text)
    assert aligned.text == "기획재정부는 3월 한국"
    start = aligned.text.index("3월")
    begin, end = aligned.original(start, start + 2)
    assert unicodedata.normalize("NFC", text[begin:end]) == "3월"


def test_zero_width_characters_vanish_and_are_counted() -> None:
    text = "\ufeff베\u200b트남에 3월\u200b"
    aligned = align(text)
    assert aligned.text == "베트남에 3월"
    begin, end = aligned.original(0, 3)
    assert text[begin:end] == "베\u200b트남"
    begin, end = aligned.original(5, 7)
    assert text[begin:end] == "3월"


@given(st.text(alphabet=st.sampled_from("한국가각까a1 \u200b\u0301\u1100\u1161\u11a8e\u00a0３")))
def test_every_range_of_the_folded_text_has_its_place(text: str) -> None:
    """Ranges stay in order, inside the text, and hold the same characters after composition."""
    aligned = align(text)
    ends = [aligned.original(index, index + 1) for index in range(len(aligned.text))]
    for (start, end), following in pairwise(ends):
        assert 0 <= start <= end <= len(text)
        assert start <= following[0]


def test_a_mark_that_composes_with_nothing_keeps_its_place() -> None:
    text = "한·미\u0301 양국"
    aligned = align(text)
    ranges = [aligned.original(index, index + 1) for index in range(len(aligned.text))]
    assert all(start < end for start, end in ranges)
    assert text[slice(*ranges[aligned.text.index("양")])] == "양"


def test_a_long_run_of_marks_is_no_burden() -> None:
    text = "가" + "\u0301\u0323" * 40_000
    aligned = align(text)
    assert aligned.original(0, len(aligned.text))[1] == len(text)
