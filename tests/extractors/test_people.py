"""People: every name of a sentence with its title and its body, and sentences that hold nobody."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import Document, extract
from extractors.mention import Person
from extractors.people import mentions
from extractors.reading import Reading

TABLE = Path(__file__).parent / "tables" / "people.toml"
# "«심가람|차관|행정안전부»", "⟨김⟩"
_MARK = re.compile(r"([«⟨])([^«⟨»⟩|]+)(?:\|([^»⟩|]+)\|([^»⟩|]+))?[»⟩]")

#: A person as it is compared: start, end, title, body.
Found = tuple[int, int, str | None, str | None]


class Example(NamedTuple):
    """A passage with its marks, and the day it was published."""

    phenomenon: str
    published: str
    line: str


def examples(tree: dict[str, dict[str, list[str]]]) -> list[Example]:
    """The passages of a table in its order."""
    return [
        Example(phenomenon, published, line)
        for phenomenon, days in tree.items()
        for published, lines in days.items()
        for line in lines
    ]


def unmarked(line: str) -> tuple[str, list[Found], list[range]]:
    """The text without its marks, the people in it, and the places that may hold one."""
    text, place = "", 0
    expected: list[Found] = []
    optional: list[range] = []
    for mark in _MARK.finditer(line):
        text += line[place : mark.start()]
        start, place = len(text), mark.end()
        text += mark[2]
        if mark[1] == "⟨":
            optional.append(range(start, len(text)))
        else:
            expected.append((start, len(text), value(mark[3]), value(mark[4])))
    return text + line[place:], expected, optional


def value(field: str) -> str | None:
    return None if field == "-" else field


def people(text: str, published: str | None = "2024-05-10") -> list[Person]:
    return [mention for mention in extract(Document(text, published)) if isinstance(mention, Person)]


_TREE = tomllib.loads(TABLE.read_text(encoding="utf-8"))
_NOTHING = examples({"nothing": _TREE.pop("nothing", {})})
EXAMPLES = examples(_TREE)


def title(example: Example) -> str:
    return f"{example.phenomenon}: {example.line}"


@pytest.mark.parametrize("example", EXAMPLES, ids=title)
def test_names_titles_and_bodies(example: Example) -> None:
    text, expected, optional = unmarked(example.line)
    found = [
        (one.start, one.end, one.title, one.agency)
        for one in people(text, example.published)
        if not any(one.start < place.stop and place.start < one.end for place in optional)
    ]
    assert found == expected


@pytest.mark.parametrize("example", _NOTHING, ids=title)
def test_nobody(example: Example) -> None:
    text, _, optional = unmarked(example.line)
    assert not [
        one.text
        for one in people(text, example.published)
        if not any(one.start < place.stop and place.start < one.end for place in optional)
    ]


def test_the_table_is_large_enough() -> None:
    assert sum(len(unmarked(example.line)[1]) for example in EXAMPLES) >= 120
    assert len(_NOTHING) >= 80


def test_spans_hold_the_names() -> None:
    text = "행정안전부(장관 심가람)는 “안토니우 구테흐스 유엔 사무총장”을 만났다. 구테흐스는 웃었다."
    for one in people(text):
        assert text[one.start : one.end] == one.text == one.name
    assert [one.text for one in people(text)] == ["심가람", "안토니우 구테흐스", "구테흐스"]


def test_the_body_beside_a_post_gives_its_id_and_its_name_of_the_day() -> None:
    (one,) = people("중기부 심가람 차관은 말했다.", "2024-05-10")
    assert (one.agency_id, one.agency) == ("mss-2017", "중소벤처기업부")
    (before,) = people("심가람 행정자치부 차관은 말했다.", "2016-05-10")
    assert before.agency == "행정자치부"


def test_offsets_are_those_of_the_given_text() -> None:
    text = "□\u00a0심\u200b가람 행정안전부\u3000장관"
    (one,) = people(text)
    assert text[one.start : one.end] == one.text == "심\u200b가람"


def test_contact_persons_are_no_people() -> None:
    text = (
        "심가람 차관은 현장을 찾았다.\n"
        "담당 부서 안전과 책임자 과장 노은결 (044-205-0000)\n담당자 사무관 구한별 (044-205-0001)\n"
        "[문의] 현도윤 주무관"
    )
    assert [one.text for one in people(text)] == ["심가람"]


@pytest.mark.parametrize(
    "piece",
    [
        "가",
        "김철수 ",
        "장관 ",
        "(",
        "김철수(",
        "김철수·",
        "김철수, ",
        "(Aa ",
        "트럼프 ",
        "존 F. ",
        "故",
        "타일러-",
        "중국 왕자오",
        "(장관심가람",
        "(장관 직무대행 ",
        "국장은 “",
        "서호 국장은 “",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    reading = Reading.of(Document(text))
    began = time.perf_counter()
    list(mentions.doubts(reading, []))
    mentions.find(reading, [], [])
    assert time.perf_counter() - began < 15


@given(st.text(alphabet="김철수 장관은행정안전부(),·.트럼프1\n", max_size=120))
@settings(max_examples=150, deadline=None)
def test_people_never_overlap(text: str) -> None:
    reading = Reading.of(Document(text))
    end = 0
    for one in mentions.find(reading, [], []):
        assert one.start >= end
        assert one.start < one.end <= len(reading.text)
        end = one.end
