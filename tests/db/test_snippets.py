"""Marks fall on the words, and a passage shows the best of them."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.snippets import LENGTH, marks, snippet
from extractors.search import Place, Query, Word, index_terms, read_query


def analysed(text):
    (found,) = index_terms([text])
    return found.terms.split(), found.places


def marked(text, question):
    return [text[start:end] for start, end in marks(text, *analysed(text), read_query(question))]


def passage(text, question, length=LENGTH):
    return snippet(text, *analysed(text), read_query(question), length)


MARKED = [
    ("정부는 베트남에 학교를 짓는다.", "베트남에서", ["베트남"]),
    ("예산", "예산", ["예산"]),
    ("예산안과 예산", "예산", ["예산", "예산"]),
    ("추가경정예산안을 냈다", "예산", ["예산"]),
    ("추가경정예산안을 냈다", "예산안", ["예산안"]),
    ("농가를 도왔다. 이웃을 도와 짓는다.", "돕다", ["도", "도"]),
    ("이웃을 도운 사람", "도왔다", ["도운"]),
    ("전자정부 해외진출을 지원한다.", "전자정부해외진출", ["전자정부 해외진출"]),
    ("전자 정부 해외 진출", "전자정부해외진출", ["전자 정부 해외 진출"]),
    ("전자정부의 수출", '"전자 정부"', ["전자정부"]),
    ("스마트 시티와 스마트시티", "스마트시티", ["스마트 시티", "스마트시티"]),
    ("1,250억원과 250억원", "1250억", ["1,250억"]),
    ("AI와 ａｉ, ai", "AI", ["AI", "ａｉ", "ai"]),
    ("😀 예산 🇰🇷 편성", "편성 예산", ["예산", "편성"]),
    ("수돗물 값", "물", ["물"]),
    ("경찰청장이 왔다", "경찰청", ["경찰청"]),
    ("동국대학교", "대학교", ["대학교"]),
    ("예산안 예산", "예산안 예산", ["예산안", "예산"]),  # overlapping words are one mark
    ("예산과 정부", "예산 -정부", ["예산"]),
    ("회의를 열었다.", "예산", []),
    ("", "예산", []),
    ("예산", "", []),
]


@pytest.mark.parametrize(("text", "question", "found"), MARKED)
def test_marks_fall_on_the_words(text, question, found):
    assert marked(text, question) == found


def test_terms_that_do_not_fit_their_places_are_no_error():
    """A row that another program spoilt."""
    query = read_query("예산 정부")
    assert marks("예산과 정부", ["예산", "정부"], [Place(0, 2)], query) == [(0, 2)]
    assert marks("예산", ["예산", "정부"], [], query) == []


LINES = "\n".join(f"{number}번째 회의가 열렸다. 위원 {number}명이 왔다." for number in range(60))


def test_without_a_word_the_passage_is_the_beginning():
    found = passage(LINES, "우주선")
    assert LINES.startswith(found.text)
    assert (found.marks, found.cut_before, found.cut_after) == ((), False, True)


def test_a_short_text_is_its_own_passage():
    found = passage("정부가 예산을 늘린다.", "예산")
    assert (found.text, found.marks, found.cut_before, found.cut_after) == (
        "정부가 예산을 늘린다.",
        ((4, 6),),
        False,
        False,
    )


def test_the_passage_has_the_most_different_words():
    text = f"예산 예산 예산이다.\n{LINES}\n국회는 예산을 베트남에 배정했다.\n{LINES}"
    found = passage(text, "예산 베트남")
    assert found.text.startswith("국회는 예산을 베트남에")
    assert [found.text[start:end] for start, end in found.marks] == ["예산", "베트남"]
    assert (found.cut_before, found.cut_after) == (True, True)


def test_the_passage_begins_with_its_sentence_and_not_within_a_date():
    text = f"{LINES}\n우리는 2025. 3. 4. 예산을 배정했다.\n{LINES}"
    assert passage(text, "예산").text.startswith("우리는 2025. 3. 4. 예산을")


def test_the_passage_of_the_last_word_is_the_end():
    text = f"{LINES} 마지막은 예산"
    found = passage(text, "예산")
    assert text.endswith(found.text)
    assert found.text[slice(*found.marks[-1])] == "예산"
    assert not found.cut_after


def test_words_are_not_cut_at_the_end():
    found = passage(f"예산 {'가나다 ' * 100}", "예산", 50)
    assert found.text.endswith("가나다")


@pytest.mark.parametrize("length", [1, 10, 30, 80, 160, 1000])
@pytest.mark.parametrize(
    "text", [f"{LINES}\n예산을 늘린다.\n{LINES}", "가" * 500 + "예산" + "가" * 500, f"{'가 ' * 900}예산"]
)
def test_a_passage_is_never_longer_than_asked_and_shows_its_word(text, length):
    at = text.index("예산")
    found = snippet(text, ["예산"], [Place(at, at + 2)], Query((Word((("예산",),), None),)), length)
    assert len(found.text) <= length
    assert [found.text[start:end] for start, end in found.marks] == ["예산"[:length]]


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("예산 정부.\n"), max_size=300), st.integers(1, 80))
def test_marks_of_a_passage_stand_in_it(text, length):
    places = [Place(at, at + 2) for at in range(len(text)) if text[at : at + 2] in ("예산", "정부")]
    terms = [text[place.start : place.end] for place in places]
    query = Query((Word((("예산",),), None), Word((("정부",),), "정부예산")))
    found = snippet(text, terms, places, query, length)
    assert found.text in text
    assert len(found.text) <= length
    ends = 0
    for start, end in found.marks:
        assert ends <= start < end <= len(found.text)
        ends = end
    assert bool(found.marks) == bool(marks(text, terms, places, query))


def test_ten_thousand_words_in_a_long_text_are_no_burden():
    """Each of the steps once took the square of the number of words or letters."""
    text = "예산과 정부는 회의를 연다. " * 12_500
    terms = ["예산", "정부", "회의", "열다"] * 12_500
    places = [Place(start + at, start + at + 2) for start in range(0, len(text), 16) for at in (0, 4, 8, 12)]
    assert text[places[5].start : places[5].end] == "정부"
    query = Query((Word((("예산",),), "예산정부"), Word((("정부",), ("예산", "회의")), None)))
    begin = time.process_time()
    assert len(marks(text, terms, places, query)) == 25_000
    assert snippet(text, terms, places, query).marks
    assert time.process_time() - begin < 1.5


def test_a_run_is_looked_for_in_linear_time():
    text = ("전자" + " " * 40) * 5_000
    begin = time.process_time()
    assert marks(text, [], [], Query((Word((("전자", "정부"),), "전자정부해외진출"),))) == []
    assert time.process_time() - begin < 1


def test_marks_of_random_texts_are_in_order():
    chance = random.Random(3)
    words = ["전자정부", "전자 정부", "해외진출", "예산", "예산안", "정부가", "돕고", "도왔다"]
    for _ in range(20):
        text = " ".join(chance.choices(words, k=30))
        spans = marks(text, *analysed(text), read_query("전자정부 예산 예산안 돕다 정부"))
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert all(0 <= start < end <= len(text) for start, end in spans)
