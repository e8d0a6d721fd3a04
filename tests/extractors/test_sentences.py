"""Sentences of press text: `|` stands where the cut belongs."""

import time

import pytest

from extractors.sentences import sentence_around, split_sentences

CUTS = [
    "정부는 3일 밝혔다.| 이어 외교부도 발표했다.",
    "2024. 8. 26. 열린 회의에서 밝혔다.| 끝.",
    "“적극 지원하겠다”라며, “함께하자.”라고 말했다.| 이번 행사는 처음이다.",
    "누구인가?| 바로 그다!| 그렇다.",
    "3.5조원을 투입한다.| U.S. 정부와 협력한다.",
    "첫째 문단이다\n|둘째 문단이다",
    "합의하였습니다.그동안의 협력은 길었다.".replace("니다.", "니다.|"),
    "□ 개요\n| ○ 일시: 2026. 3. 2.(월) 10:00\n| ○ 장소: 세종",
    "(사진제공=행안부) 설명회를 연다.| 끝났다.",
    "제1.2조에 따른다.",
]


@pytest.mark.parametrize("marked", CUTS)
def test_sentences_are_cut_where_they_end(marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[start:end] for start, end in split_sentences(text)]
    assert found == [piece.strip() for piece in marked.split("|")]


def test_the_sentence_around_an_offset() -> None:
    text = " 하나다. 둘이다.\n\n셋"
    ranges = split_sentences(text)
    assert text[slice(*sentence_around(ranges, text.index("둘")))] == "둘이다."
    assert text[slice(*sentence_around(ranges, len(text) - 1))] == "셋"
    assert sentence_around([], 5) == (0, 0)


@pytest.mark.parametrize("piece", [". ", ".'", "다.", "\n", "?!", "가"])
def test_hostile_text_is_cut_in_linear_time(piece: str) -> None:
    begin = time.process_time()
    split_sentences(piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 2
