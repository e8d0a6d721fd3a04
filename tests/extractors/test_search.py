"""The terms of texts and the words of questions: what must meet, and what must not."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import morphemes
from extractors.morphemes import analyse_word
from extractors.search import Place, fingerprint, index_terms, pack_places, read_query, unpack_places
from extractors.search.splitting import AFFIX, parts
from extractors.search.terms import pairs_of, runs
from extractors.search.words import PATH


def indexed(text):
    (found,) = index_terms([text])
    return found


def words(text):
    """The phrases of each word of a question, without the signs of affixes and units."""
    return [[" ".join(phrase) for phrase in word.phrases] for word in read_query(text).words]


TERMS = [
    # particles and endings go
    ("베트남에서", "베트남"),
    ("정부는 예산을 늘렸다", "정부 예산 늘리다"),
    ("기관들이", "기관"),
    ("할 수 있는 것", "하다 있다"),
    ("공공기관 등", "공공 기관"),
    # verbs by their stem, irregular ones too
    ("이웃을 도운 사람", "이웃 돕다 사람"),
    ("이웃을 돕고", "이웃 돕다"),
    ("집을 지어 주었다", "집 짓다"),
    ("하늘이 아름다웠다", "하늘 아름답다"),
    ("노래를 불러", "노래 부르다"),
    ("길을 걸어", "길 걷다"),
    ("기업이 늘어나는", "기업 늘어나다"),
    ("3배 늘어", "3 배ㅡ 늘다"),
    ("줄을 서다", "줄 서다"),
    # compounds in their parts
    ("추가경정예산안", "추가 경정 예산 ㅡ안"),
    ("재정경제부", "재정 경제 ㅡ부"),
    ("보건복지부장관은", "보건 복지 ㅡ부 장관"),
    ("경찰청장", "경찰 ㅡ청 ㅡ장"),
    ("한국수출입은행", "한국 수출 수입 은행"),
    ("안성군", "안성 ㅡ군"),
    ("동국대학교", "동국 대ㅡ 학교"),
    ("스마트시티", "스마트 시티"),
    ("스마트 시티", "스마트 시티"),
    ("총예산", "총ㅡ 예산"),
    ("대정부 질문", "대ㅡ 정부 질문"),
    ("빅데이터", "빅 데이터"),
    ("우리나라 기업", "우리 나라 기업"),
    ("수돗물", "수도 물"),
    ("햅쌀값", "햅 쌀 값"),
    ("미국산 소고기", "미국 ㅡ산 소 고기"),
    # what only looks like one of its parts stays whole
    ("인도네시아", "인도네시아"),
    ("예산군 축제", "예산군 축제"),
    ("세금계산서", "세금 계산서"),
    ("남아프리카공화국", "남아프리카 공화국"),
    ("반도체", "반도체"),
    # a country, and what is none
    ("인도 정부", "인도 정부"),
    ("인도 위로 걷는", "인도ㅡ 위 걷다"),
    ("이동 수단", "이동 수단ㅡ"),
    # figures and units
    ("두 배로", "두 배ㅡ"),
    ("배가 떠났다", "배 떠나다"),
    ("1,250억원", "1250 억 원ㅡ"),
    ("제13차 회의", "제ㅡ 13 차ㅡ 회의"),
    ("2.5GW 발전", "2점5 gw 발전"),
    ("2025.4.25.(금)", "2025 4 25 금"),
    ("문의: press@korea.kr", "문의 press korea kr"),
    ("#전자정부_수출", "전자 정부 수출"),
    # foreign letters, hanja, hyphens
    ("AI와 5G", "ai 5 g"),
    ("ＡＩ 기술", "ai 기술"),
    ("K-방역", "k 방역"),
    ("코로나19", "코로나 19"),
    ("美 대통령", "美 대통령"),
    ("大統領", "大統領"),
    ("São Paulo", "são paulo"),
    ("김정은·시진핑", "김정은 시진핑"),
    ("“따옴표”와 「낫표」", "따옴표 낫표"),
    # nothing to find
    ("", ""),
    (" \n\t ", ""),
    ("!!! ... ·", ""),
    ("😀🇰🇷", ""),
]


@pytest.mark.parametrize(("text", "terms"), TERMS)
def test_the_terms_of_a_text(text, terms):
    assert indexed(text).terms == terms


@pytest.mark.parametrize("text", [text for text, _ in TERMS] + ["😀 예산 🇰🇷 편성", "가\x00나", "𠀀𠀁 예산"])
def test_a_place_for_each_term_within_the_text(text):
    found = indexed(text)
    assert len(found.places) == len(found.terms.split())
    assert all(0 <= place.start < place.end <= len(text) for place in found.places)
    assert [place.start for place in found.places] == sorted(place.start for place in found.places)


PLACES = [
    ("😀 예산 🇰🇷 편성", ["예산", "편성"]),
    ("추가경정예산안", ["추가", "경정", "예산", "안"]),
    ("경찰청장", ["경찰", "청", "장"]),
    ("동국대학교", ["동국", "대", "학교"]),
    ("1,250억원", ["1,250", "억", "원"]),
    ("2025.4.25.", ["2025", "4", "25"]),
    ("ＡＩ 기술", ["ＡＩ", "기술"]),
    # the list of words changes letters here: the whole stands for all
    ("한국수출입은행", ["한국수출입은행"] * 4),
]


@pytest.mark.parametrize(("text", "surfaces"), PLACES)
def test_places_are_where_the_words_stand(text, surfaces):
    assert [text[place.start : place.end] for place in indexed(text).places] == surfaces


RUNS = [
    ("전자정부해외진출", ["전자정부해외진출"]),
    ("전자 정부 해외진출을", ["전자정부해외진출"]),
    ("전자정부의 해외진출", ["전자정부", "해외진출"]),
    ("전자정부\n해외진출", ["전자정부", "해외진출"]),
    ("전자정부, 해외진출", ["전자정부", "해외진출"]),
    ("예산 편성", ["예산편성"]),
    ("예산안", []),  # three letters: its terms are enough
    ("기관들이", []),
    ("가는 말이 고와야", []),
]


@pytest.mark.parametrize(("text", "found"), RUNS)
def test_runs_of_nouns(text, found):
    assert runs(text, analyse_word(text)) == found


def test_a_run_is_kept_in_pairs_with_a_break_behind():
    assert pairs_of("전자정부") == "전자 자정 정부"
    assert indexed("전자정부의 해외진출").compounds == "전자 자정 정부 0 해외 외진 진출"


SPLITS = [
    ("예산안", True, ("예산", "ㅡ안")),
    ("추가경정예산", True, ("추가", "경정", "예산")),
    ("소방청", False, ("소방", "ㅡ청")),
    ("금융위", True, ("금융", "ㅡ위")),
    ("강릉시", True, ("강릉", "ㅡ시")),
    ("베트남인", True, ("베트남", "ㅡ인")),
    ("전남대학교병원", True, ("전남", "대ㅡ", "학교", "병원")),
    ("예술의전당", True, ("예술", "전당")),
    ("도서관", True, ("도서관",)),
    ("피로연", True, ("피로연",)),
    ("예산", True, ("예산",)),
    ("인도네시아", True, ("인도네시아",)),
    ("ai", True, ("ai",)),
    ("가" * 13, False, ("가" * 13,)),
]


@pytest.mark.parametrize(("noun", "known", "split"), SPLITS)
def test_compounds_are_split_where_each_part_is_a_word(noun, known, split):
    assert parts(noun, known) == split


def test_what_one_noun_splits_into_has_its_letters():
    for noun in ("추가경정예산안", "재난안전통신망", "국제개발협력위원회", "한국토지주택공사", "대한민국"):
        assert "".join(parts(noun, known=True)).replace(AFFIX, "") == noun


QUERIES = [
    ("베트남에", ["베트남"]),
    ("예산의", ["예산"]),
    ("지원했다", ["지원"]),
    ("지원받은", ["지원"]),
    ("늘어나는", ["늘어나다"]),
    ("아름다운", ["아름답다"]),
    ("지었다", ["짓다"]),
    ("줄이다", ["줄이다"]),
    ("섬", ["섬"]),
    ("수단", ["수단"]),
    ("예산안", ["예산 ㅡ안"]),
    ("산업은행", ["산업 은행"]),
    ("해양수산부", ["해양 수산 ㅡ부"]),
    ("시도지사", ["시도 지사"]),
    ("국제개발협력", ["국제 개발 협력"]),
    ("수출입은행", ["수출 수입 은행"]),
    ("반도체", ["반도체"]),
    ("지원금", ["지원 ㅡ금"]),
    ("2026년 예산안", ["2026 년ㅡ", "예산 ㅡ안"]),
    ("우크라이나 재건", ["우크라이나", "재건"]),
    ("범죄인 인도 조약", ["범죄 ㅡ인", "인도ㅡ", "조약"]),
    ("두 배", ["두", "배ㅡ"]),
    ("120억", ["120 억"]),
    ("2.5", ["2점5"]),
    ("AI", ["ai"]),
    ("ＡＩ", ["ai"]),
    ("미국산", ["미국 ㅡ산"]),
    ("해진공", ["해진공"]),  # a name that no dictionary has
    ("과기정통부", ["과기 정통 ㅡ부"]),
    ("대법원", ["대ㅡ 법원"]),  # a word of the dictionary that texts are read without
    ("고령군", ["고령 ㅡ군"]),
    ("청장", ["ㅡ청 ㅡ장"]),
    ("동국대", ["동국 대ㅡ"]),
    ("하다", ["하다"]),
    ("우리", ["우리"]),
    ('"전자 정부"', ["전자 정부"]),
    ('"전자 정부', ["전자", "정부"]),
    ('전자" 정부', ["전자", "정부"]),
    ('"" 예산 ""', ["예산"]),
    ("예산 AND 정부", ["예산", "and", "정부"]),
    ("NEAR(예산 정부)", ["near 예산", "정부"]),
    ("예산 NOT 정부", ["예산", "not", "정부"]),
    ("title:예산", ["title 예산"]),
    ("예산*", ["예산"]),
    ("예산^2", ["예산 2"]),
    ("예산 - 정부", ["예산", "정부"]),
    ("예산\x00정부\x07", ["예산", "정부"]),
    ("\u1112\u1161\u11ab\u1100\u116e\u11a8", ["한국"]),  # letters in pieces, as some keyboards send them
]


@pytest.mark.parametrize(("text", "expected"), QUERIES)
def test_the_words_of_a_question(text, expected):
    """Each word has this phrase among its ways."""
    found = words(text)
    if "\x00" in text:
        found = [[part] for way in found for part in way[0].split()]
    assert len(found) == len(expected)
    assert all(phrase in ways for phrase, ways in zip(expected, found, strict=True))


@pytest.mark.parametrize("text", ["", " ", "!!!", '"*():^-', "-", '""', "😀", "\x00", "(", "·"])
def test_a_question_without_words(text):
    assert read_query(text).words == ()


@pytest.mark.parametrize("text", ["은", "는", "의", "은는이가", "하다", "있는"])
def test_a_question_of_little_words_alone_is_asked_as_it_is(text):
    assert read_query(text).words


def test_little_words_count_only_where_nothing_else_is_asked_for():
    assert len(read_query("예산을 받는 기관").words) == 2


def test_minus_excludes_a_word_and_only_at_its_beginning():
    assert [(word.phrases[0], word.excluded) for word in read_query("-베트남 예산").words] == [
        (("베트남",), True),
        (("예산",), False),
    ]
    assert not any(word.excluded for word in read_query("K-방역").words)
    assert all(word.excluded for word in read_query('-"전자 정부"').words)


def test_a_compound_is_also_asked_for_as_a_run():
    assert [word.run for word in read_query("전자정부해외진출을").words] == ["전자정부해외진출"]
    assert [word.run for word in read_query("예산 120억 13만명").words] == [None, None, None]


def test_questions_are_cut():
    assert len(read_query("예산 " * 40).words) == 32
    assert len(read_query("가" * 5000).words) <= 6
    assert read_query("전자정부" * 60).words


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_question_can_be_read(text):
    for word in read_query(text).words:
        assert word.phrases
        assert all(term and '"' not in term and " " not in term for phrase in word.phrases for term in phrase)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("예산정부를 1,2.AＡ\n😀-·\"'\x00漢"), max_size=60))
def test_any_text_can_be_indexed(text):
    found = indexed(text)
    assert len(found.places) == len(found.terms.split())
    assert all(0 <= place.start < place.end <= len(text) for place in found.places)


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000))))
def test_places_come_back_from_their_bytes(numbers):
    places, start = [], 0
    for step, length in numbers:
        start += step
        places.append(Place(start, start + length))
    assert unpack_places(pack_places(places)) == places


@pytest.mark.parametrize("packed", [b"\x01", b"\x80", b"\x01\x02\x83"])
def test_bytes_that_end_in_the_middle_are_no_places(packed):
    with pytest.raises(ValueError, match="middle"):
        unpack_places(packed)


def test_texts_keep_their_order_with_several_threads():
    texts = [f"예산 {number}억 원" for number in range(300)] + [""]
    assert [found.terms for found in index_terms(texts, 2)] == [found.terms for found in index_terms(texts)]


def test_a_long_text_is_read_in_pieces_and_its_places_stay():
    """One line of 60,000 characters: whole, the analyser would take minutes for ten of them."""
    text = "정부는 우즈베키스탄에 전자정부 해외진출을 지원한다고 밝혔다. " * 1700
    found = indexed(text)
    terms = found.terms.split()
    assert terms == terms[:8] * 1700
    assert all(
        text[place.start : place.end] == "우즈베키스탄"
        for term, place in zip(terms, found.places, strict=True)
        if term == "우즈베키스탄"
    )


def test_a_long_word_without_spaces_is_indexed():
    assert indexed("전자정부" * 6000).terms.count("전자") == 6000


def test_the_fingerprint_tells_of_code_and_words():
    assert len(fingerprint()) == 12
    assert fingerprint() == fingerprint()


def test_the_list_of_words_has_each_once():
    with PATH.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    keys = [(row["kind"], row["form"]) for row in rows]
    assert sorted(set(keys)) == sorted(keys)
    assert all(row["note"] for row in rows)


def test_one_analyser_serves_texts_and_words(monkeypatch):
    """A second one would cost half a gigabyte."""
    monkeypatch.setattr(morphemes, "_built", {})
    indexed("재난안전통신망과 국제개발협력위원회")
    assert read_query("재난안전통신망")
    assert len(morphemes._built) == 1
