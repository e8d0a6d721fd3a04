"""Programmes in sentences, by how they are named: tables/programmes.toml says what each one holds."""

import re
import time
import tomllib
from pathlib import Path

import pytest

from extractors import Document, agencies
from extractors.programmes import find
from extractors.reading import Reading

TABLE = tomllib.loads((Path(__file__).parent / "tables" / "programmes.toml").read_text(encoding="utf-8"))
# "⟦마을 돌봄이웃 사업⟧", "⟨기본계획⟩"
_MARK = re.compile(r"⟦([^⟦⟧]+)⟧|⟨([^⟨⟩]+)⟩")


def unmarked(line):
    """The text without its marks, the ranges that must be found and those that may be."""
    text, place, expected, optional = "", 0, [], []
    for mark in _MARK.finditer(line):
        text += line[place : mark.start()]
        span = (len(text), len(text) + len(mark[1] or mark[2]))
        (expected if mark[1] else optional).append(span)
        text += mark[1] or mark[2]
        place = mark.end()
    return text + line[place:], expected, optional


def programmes(text):
    reading = Reading.of(Document(text))
    return find(reading, agencies.find(reading))


def lines(tree):
    return [line for some in tree.values() for line in some]


@pytest.mark.parametrize("line", lines(TABLE["named"]))
def test_every_programme_of_a_sentence_is_found(line):
    text, expected, optional = unmarked(line)
    found = [(one.start, one.end) for one in programmes(text)]
    assert [text[start:end] for start, end in found if (start, end) not in optional] == [
        text[start:end] for start, end in expected
    ]
    assert [span for span in found if span not in optional] == expected


@pytest.mark.parametrize("line", lines(TABLE["nothing"]))
def test_what_is_no_programme_is_none(line):
    assert [one.text for one in programmes(line)] == []


def test_the_tables_are_large_enough():
    assert len(lines(TABLE["named"])) >= 90
    assert len(lines(TABLE["nothing"])) >= 70


def test_the_name_is_the_text():
    (one,) = programmes("시는 ‘마을 돌봄이웃 사업’에 3억원을 쓴다.")
    assert one.name == one.text == "마을 돌봄이웃 사업"
    assert one.rule == "programme.quoted"


@pytest.mark.parametrize("mark", ["?", ".", "'", "(", "▲"])
def test_a_text_that_begins_or_ends_in_a_mark(mark):
    assert [one.text for one in programmes(f"{mark}하천 쉼터 지원사업")] == ["하천 쉼터 지원사업"]
    assert [one.text for one in programmes(f"하천 쉼터 지원사업{mark}")] == ["하천 쉼터 지원사업"]


HOSTILE = [
    "'",
    "‘",
    "'가",
    "‘가 사업",
    "「",
    "「사업",
    "<사업",
    "제2차 ",
    "제2차 가나다 ",
    "2030 ",
    "국가 ",
    "국가 전략 ",
    "가",
    "사업",
    "가나다펀",
    "펀드",
    "▲",
    "▲사업",
    "▲가나다 등 ",
    "(",
    "'사업(",
    "9·13 ",
    "'가 사업' ",
    "기본계획",
    "가나 지원사업 ",
    "가나다 ",
    "로드맵",
    "K-가",
    "한-가 협력 ",
    "'가', ",
    "'가' 등 ",
    "‘한국판 뉴딜’ ",
    "한국판 뉴딜 ",
    "가 공모전 ",
    "가나 매뉴얼을 마련",
    "가나 사업* ",
    "가나 전략(19.3월) ",
    "「제9회 가나의 날」 ",
    "\n가나 사업은 ",
    "가?",
    "\n - 가나다 ",
    "2026년 가나 ",
    "가·",
    "A(",
    "‘가나다라마 사업’을 가나다라마 사업 ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece):
    def seconds(length):
        reading = Reading.of(Document((piece * (length // len(piece) + 1))[:length]))
        begun = time.process_time()
        find(reading, [])
        return time.process_time() - begun

    assert seconds(100_000) < max(8 * seconds(25_000), 1.5)


def test_a_thousand_names_take_linear_time():
    """Each of them may stand again anywhere."""

    def seconds(names):
        reading = Reading.of(Document("".join(f"‘마을{number} 사업’ " for number in range(names))))
        begun = time.process_time()
        assert len(find(reading, [])) == names
        return time.process_time() - begun

    assert seconds(8_000) < max(8 * seconds(2_000), 1.5)
