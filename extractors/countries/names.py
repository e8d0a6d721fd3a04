"""Names of states: which spellings stand for which code (from ``data/countries.csv``).

A name is only a spelling here. Whether it is a country in a given sentence (수단 'means', 인도 'pavement')
is decided in ``homographs`` and ``countries``; one-syllable names in running text in ``chains``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from extractors.countries.words import words
from extractors.lexicon import LexiconError, items, table
from extractors.reading import Reading

T = TypeVar("T")
_COLUMNS = (
    "code",
    "name_ko",
    "name_en",
    "status",
    "aliases",
    "aliases_typed",
    "hanja",
    "capital_ko",
    "cities_ko",
)
_STATUSES = frozenset({"state", "associated_state", "territory", "other", "non_iso", "not_a_country"})
_KINDS = frozenset({"historical", "constituent", "misspelling", "part", "weak"})
# "가나", "美國", "KR": how a spelling is written, and how a code
_HANGUL = re.compile(r"[가-힣]")
_HANJA = re.compile(r"[一-鿿]")
_CODE = re.compile(r"[A-Z]{2}")
#: Spellings in Latin letters that are codes, not English words: "US", "U.S.", "UAE", "DPRK".
_LATIN_CODE = re.compile(r"[A-Z]{2,4}|(?:[A-Z]\.){2,3}")


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling of a state. certain is False for misspelled and for former names."""

    surface: str
    code: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """A name found at [start, end) by a rule; for the names that ``names`` does not list."""

    start: int
    end: int
    code: str
    rule: str


@functools.cache
def names() -> tuple[Name, ...]:
    """Every spelling of two characters or more in Hangul, Chinese characters or Latin capitals.

    Raises LexiconError when countries.csv has an unknown status, kind or code.
    """
    found: dict[str, Name] = {}
    for name in _listed():
        found.setdefault(name.surface, name)
    return tuple(found.values())


def _listed() -> Iterator[Name]:
    skipped = words("not_a_name")
    for row in _rows():
        spellings = [row["name_ko"], *items(row["aliases"]), *items(row["hanja"])]
        for surface in spellings:
            if surface not in skipped and _is_full(surface):
                yield Name(surface, row["code"])
        for entry in items(row["aliases_typed"]):
            surface, _, kind = entry.partition("=")
            if kind not in _KINDS:
                raise LexiconError(f"countries.csv: {row['code']}: unknown kind of alias {entry!r}")
            if kind in {"misspelling", "historical"} and surface not in skipped:
                yield Name(surface, row["code"], certain=False)
    for row in table("country_words", "surface", "kind", "code"):
        if row["kind"] == "name":
            yield Name(row["surface"], row["code"])


@functools.cache
def _rows() -> tuple[Mapping[str, str], ...]:
    rows = table("countries", *_COLUMNS)
    for line, row in enumerate(rows, 2):
        if not _CODE.fullmatch(row["code"]) or row["status"] not in _STATUSES:
            raise LexiconError(f"countries.csv:{line}: unknown {row['code']!r} or {row['status']!r}")
    return tuple(row for row in rows if row["status"] != "not_a_country")


def _is_full(surface: str) -> bool:
    if len(surface) < 2 and surface != "괌":
        return False
    return bool(_HANGUL.search(surface) or _HANJA.search(surface) or _LATIN_CODE.fullmatch(surface))


@functools.cache
def english_names() -> Mapping[str, str]:
    """English names and their codes (``Ghana`` → ``GH``); in Korean text they count only as a gloss."""
    return {
        surface: row["code"]
        for row in _rows()
        for surface in (*items(row["aliases"]), row["name_en"])
        if surface.isascii() and len(surface) > 3 and not _LATIN_CODE.fullmatch(surface)
    }


@functools.cache
def codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes of all countries and territories of the list (XK for Kosovo)."""
    return frozenset(row["code"] for row in _rows())


@functools.cache
def lookup() -> Mapping[str, Name]:
    """From a spelling (two characters or more) to its Name."""
    return {name.surface: name for name in names()}


def leftmost(found: Iterable[tuple[int, int, T]]) -> list[tuple[int, int, T]]:
    """Of (start, end, what stands there) that overlap those that start first, of these the longest."""
    kept: list[tuple[int, int, T]] = []
    for one in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


@functools.cache
def syllables() -> Mapping[str, str]:
    """One-character names and their codes: ``미`` → US, ``美`` → US, ``베`` → VN."""
    return {row["surface"]: row["code"] for row in table("country_syllables", "surface", "code", "use")}


@functools.cache
def syllables_of(use: str) -> Mapping[str, str]:
    """One-character names for one use: ``modifier`` (미 재무부), ``hanja`` (美)."""
    return {
        row["surface"]: row["code"]
        for row in table("country_syllables", "surface", "code", "use")
        if use in items(row["use"])
    }


@functools.cache
def places(code: str) -> tuple[str, ...]:
    """Korean names of the capital and the cities of a country, as evidence for it; never mentions."""
    return tuple(
        place
        for row in _rows()
        if row["code"] == code
        for place in (*items(row["capital_ko"]), *items(row["cities_ko"]))
        if len(place) > 1
    )


def state_places() -> Iterator[tuple[str, str]]:
    """Capitals and cities of all states and territories, as (code, Korean name)."""
    for row in _rows():
        for place in (*items(row["capital_ko"]), *items(row["cities_ko"])):
            yield row["code"], place


@functools.cache
def proof(code: str) -> tuple[str, ...]:
    """Places of a country that prove it: not those that are ordinary words themselves (기자, 발리)."""
    common = {word for row in table("countries", "risky_surfaces") for word in items(row["risky_surfaces"])}
    return tuple(place for place in places(code) if place not in common)


@functools.cache
def members(column: str, value: str) -> tuple[str, ...]:
    """Codes of the states whose list cell holds a value: ``members("groups", "G7")``, sorted.

    column: region_m49, region_press or groups of countries.csv. Territories are left out.
    """
    return tuple(
        sorted(row["code"] for row in _rows() if value in items(row[column]) and row["status"] != "territory")
    )


def name_ending_at(reading: Reading, end: int) -> tuple[int, str] | None:
    """The country name that ends exactly at ``end`` of ``reading.text``: (start, code), or None.

    Finds full names and aliases (``미국``, ``터키``) and one-character names that stand alone or in a
    chain before what follows (``미`` of ``미 재무부``, ``美``, ``일`` of ``한·일``).
    """
    text = reading.text
    if end < 1:
        return None
    last = text[end - 1]
    for surface, code in _by_last().get(last, ()):
        if text.startswith(surface, max(0, end - len(surface))) and _opens(text, end - len(surface)):
            return end - len(surface), code
    brief = syllables_of("modifier").get(last) or syllables_of("hanja").get(last)
    if brief and (_opens(text, end - 1) or _HANJA.match(last)):
        return end - 1, brief
    return None


@functools.cache
def _by_last() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Spellings of two characters or more with their codes, by their last character, longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names(), key=lambda name: -len(name.surface)):
        if len(name.surface) > 1:
            found.setdefault(name.surface[-1], []).append((name.surface, name.code))
    return {last: tuple(pairs) for last, pairs in found.items()}


def _opens(text: str, start: int) -> bool:
    """Whether a word can begin at start: nothing, or no letter, or another one-character name before it."""
    if not start:
        return True
    before = text[start - 1]
    if not before.isalnum():
        return True
    return before in _PREFIXES and (start == 1 or not text[start - 2].isalnum())


#: What may stand right before a name: 주미 대사관, 대러시아 제재, 한미.
_PREFIXES = frozenset("주대방친반재한미중일러북")
