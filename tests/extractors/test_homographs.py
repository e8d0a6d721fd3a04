"""The 802 sentences of the gazetteer's homographs, in both readings: states, cities and bodies, and ordinary words.

A country must be a country mention, a city evidence for its country, a body an agency mention that covers the word.
"""

from collections.abc import Iterator
from typing import NamedTuple

from extractors import Document, Extraction, extract_many
from extractors.lexicon import table

#: What the guidelines leave without a mention although the gazetteer files it under the body: titles that have
#: swallowed the name, places, units, generic nouns.
NO_AGENCY = (
    "시장이", "시장은", "시장 후보", "시장 권한대행", "도지사가", "도청 회의실", "시청 앞", "시의회가", "시는 주민", "19부 장관",
    "동구에서", "유성구에서", "영통구에서", "수원시에서", "경기북부", "경기 남양주시", "경기 평택시", "부산으로 옮겼다", "본원의 화재",
    "공사 사장", "방역본부",
)  # fmt: skip
#: The office opened on 2 October 2026; its sentences in the other reading speak of the time before.
BEFORE, AFTER = "2025-06-01", "2026-11-01"


class Case(NamedTuple):
    """A sentence with a word that has two readings, and whether it is the name here."""

    kind: str
    surface: str
    ids: frozenset[str]
    meant: bool
    sentence: str


def cases() -> Iterator[Case]:
    columns = ("surface", "type", "reading_as_country", "examples_country", "examples_other")
    for row in table("homographs", *columns):
        ids = frozenset(row["reading_as_country"].split(";"))
        for column in ("examples_country", "examples_other"):
            for sentence in row[column].split(" || "):
                named = column == "examples_country" and not (row["type"] == "country" and ids == {"-"})
                yield Case(row["type"], row["surface"], ids, named, sentence.strip())


def is_right(case: Case, found: Extraction) -> bool:
    if case.kind == "country":
        hit = any(m.type == "country" and m.code in case.ids for m in found.mentions)
        return hit is case.meant
    if case.kind == "city":
        hit = any(one.type == "implied_country" and one.code in case.ids for one in found.asides)
        return hit is case.meant
    places = [at for at in range(len(case.sentence)) if case.sentence.startswith(case.surface, at)]
    over = [
        m
        for m in found.mentions
        if m.type == "agency" and any(m.start < at + len(case.surface) and at < m.end for at in places)
    ]
    if not case.meant:
        return not any(m.agency_id in case.ids for m in over)
    return bool(over) or any(words in case.sentence for words in NO_AGENCY)


def test_both_readings() -> None:
    every = list(cases())
    documents = (
        Document(case.sentence, AFTER if case.kind == "agency" and case.meant else BEFORE) for case in every
    )
    results = zip(every, extract_many(documents), strict=True)
    wrong = [(case.kind, case.meant, case.sentence) for case, found in results if not is_right(case, found)]
    assert len(every) == 802
    assert len(wrong) <= 12, wrong
    assert [one for one in wrong if not one[1]] == []
