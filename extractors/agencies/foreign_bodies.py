"""Bodies of other states: a country and the name of a body (미국 재무부, 미재무부, 터키 정보통신기술청)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from extractors.agencies.countries import (
    country_before,
    country_initials,
    country_names,
    country_of_clause,
    written_name,
)
from extractors.agencies.edges import begins_at, ends_at
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import words
from extractors.gazetteer import Body, gazetteer
from extractors.lexicon import Automaton, table
from extractors.reading import Reading

#: A Korean ministry with a name as long as this has no namesake abroad (과학기술정보통신부).
_OWN_LENGTH = 7
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Suffix:
    """How names of foreign bodies end: the suffix, the least length of what precedes it, what is no body."""

    suffix: str
    stem: int
    never: re.Pattern[str] | None


@functools.cache
def _suffixes() -> tuple[Suffix, ...]:
    return tuple(
        Suffix(row["suffix"], int(row["stems"]), re.compile(row["never"]) if row["never"] else None)
        for row in table("agency_foreign_suffixes", "suffix", "stems", "never")
    )


@functools.cache
def _ending() -> re.Pattern[str]:
    suffixes = sorted((item.suffix for item in _suffixes()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, suffixes)))


@functools.cache
def listed() -> Mapping[tuple[str, str], Body]:
    """Foreign bodies of the gazetteer by country code and name without the country."""
    found: dict[tuple[str, str], Body] = {}
    for body in gazetteer().bodies.values():
        if body.body_class == "foreign" and body.country and body.emit == "agency":
            for name in body.names:
                found.setdefault((body.country, name.partition(" ")[2] or name), body)
    return found


@functools.cache
def _bare_names() -> Automaton[str]:
    return Automaton((name, name) for _, name in listed() if len(name) > 1)


def propose(reading: Reading) -> list[Proposal]:
    """Foreign bodies with their country before them, and later mentions of the same without it."""
    found = list(_with_country(reading))
    return [*found, *_repeated(reading, found), *_by_context(reading)]


# "영국 국립보건원(NIH)·기상청", "미국 재무부, FBI": the country holds for the next of a list
_LIST = re.compile(r"(?: ?\([A-Za-z가-힣 ]{2,40}\))?(?:·|, | 및 |와 |과 )$")


_SHARED = "each of several countries has this body"


def _is_shared(text: str, start: int) -> bool:
    """Whether more countries stand before a country: 미국·일본·독일 특허청 are three bodies."""
    return start > 1 and text[start - 1] in "·/" and text[start - 2].isalnum()


_OF_STATES = re.compile(r"유럽|국제|세계|유엔|아시아|아프리카")


def _with_country(reading: Reading) -> Iterator[Proposal]:
    text = reading.text
    last: Proposal | None = None
    for start, end in sorted(_candidates(text)):
        if last and last.country and start > last.end and _LIST.fullmatch(text, last.end, start):
            name = text[start:end]
            if name not in _own_names() and not _OF_STATES.match(name) and _is_body(name, last.country):
                last = _proposal(start, end, name, last.country)
                yield last
                continue
        for begin in _beginnings(text, start, end):
            found = country_before(reading, begin, glued=begin > start)
            if not found and begin == start and text[begin:end] not in _own_names():
                found = country_of_clause(reading, begin)
            if (
                found
                and found[1] != "KR"
                and _is_body(text[begin:end], found[1])
                and _clear(reading, found, begin, end)
            ):
                last = _proposal(begin, end, text[begin:end], found[1], written_name(reading, found, begin))
                if _is_shared(text, found[0]):
                    last = replace(
                        last, name=None, agency_id=None, country=None, certain=False, reason=_SHARED
                    )
                yield last
                break


def abroad(reading: Reading, proposal: Proposal) -> Proposal:
    """A body found by its shape; a foreign one where a country stands before it (몰도바 반부패센터)."""
    found = country_before(reading, proposal.start, glued=False)
    if proposal.agency_id or found is None or found[1] == "KR" or proposal.start - found[0] < 3:
        return proposal
    name = reading.text[proposal.start : proposal.end]
    return replace(
        proposal,
        name=f"{written_name(reading, found, proposal.start) or country_names()[found[1]]} {name}",
        kind="foreign",
        country=found[1],
        rule="agency.foreign",
        certain=False,
    )


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Words that end like a foreign body, from the beginning of the word to the end of the name."""
    for found in _ending().finditer(text):
        if ends_at(text, found.end()):
            start = _word_start(text, found.start())
            yield _long_start(text, start), found.end()
            yield start, found.end()
    for hit in _bare_names().hits(text):
        if _closed(text, hit.end):
            yield _word_start(text, hit.start), hit.end


# "베트남 농업 및 농촌개발부", "캄보디아 교육, 청년 및 체육부": one name in several words
_FIELDS = (
    "(?:농업|농림|임업|산림|수산|축산|어업|식량|식품|교육|과학|기술|문화|관광|체육|스포츠|청년|청소년|여성|가족|아동|무역|통상|상업|산업"
    "|에너지|광물|자원|천연자원|환경|기후|수자원|관개|보건|노동|고용|사회|복지|경제|재정|예산|기획|투자|교통|통신|정보|디지털|인프라"
    "|도시|주택|토지|국토|해양|외교|지역|내무|법무|국방|공공|행정|종교)"
)
_SEVERAL = re.compile(rf"(?<![가-힣])(?:{_FIELDS}, ?){{0,2}}{_FIELDS}{{1,2}} 및 $")


def _long_start(text: str, start: int) -> int:
    """Where a name of several words begins whose last word begins at an offset; else the offset."""
    several = _SEVERAL.search(text, max(0, start - _LONGEST), start)
    return several.start() if several else start


def _closed(text: str, end: int) -> bool:
    if text[end - 1].isascii():
        return not (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
    return ends_at(text, end)


def _joins(text: str, dot: int) -> bool:
    """Whether a middle dot is inside one name (에너지·인프라부), not between two (공안부·계획투자부)."""
    return text[dot] == "·" and dot > 0 and text[dot - 1] not in "부청처성회국원행"


def _word_start(text: str, offset: int) -> int:
    least = max(0, offset - _LONGEST)
    while offset > least and (text[offset - 1].isalnum() or _joins(text, offset - 1)):
        offset -= 1
    return offset + (text[offset] == "·")


def _beginnings(text: str, start: int, end: int) -> range:
    """Where the name may begin: at the word (미국 재무부) or after a country glued to it (미재무부)."""
    glued = text[start] in country_initials()
    return range(start, min(start + 9, end - 1) if glued else start + 1)


def _clear(reading: Reading, country: tuple[int, str], begin: int, end: int) -> bool:
    """One Korean syllable is a country only before a body of the list: 미재무부, 미 국방부, 중 상무부.

    In 기간 중 국토교통부, AI 중소벤처 and 황 인공지능정부실장 it is something else.
    """
    text = reading.text
    name = text[country[0] : begin].strip()
    if len(name) > 1 or not "가" <= name <= "힣":
        return True
    known = (country[1], text[begin:end]) in listed()
    if country[1] == "US" and (text[begin - 1] == " " or known):
        return known or (text[begin:end] not in _own_names() and end - begin > 3)
    gone = text[begin:end] in words("only_abroad") and text[begin - 1] == " "
    return gone or (known and text[begin:end] not in _own_names())


def _is_body(name: str, country: str) -> bool:
    if (country, name) in listed():
        return True
    if name in _own_names() and len(name) >= _OWN_LENGTH:
        return False
    if name.startswith("·") or not ("가" <= name[-1] <= "힣"):
        return False
    for item in _suffixes():
        if name.endswith(item.suffix) and len(name) - len(item.suffix) >= item.stem:
            return not any(each.never and each.never.fullmatch(name) for each in _suffixes())
    return False


@functools.cache
def _own_names() -> frozenset[str]:
    return frozenset(
        name
        for body in gazetteer().bodies.values()
        if body.body_class not in {"foreign", "international"}
        for name in body.names
    )


def _proposal(
    start: int,
    end: int,
    name: str,
    country: str,
    written: str | None = None,
    *,
    certain: bool = True,
    rank: int = 2,
) -> Proposal:
    body = listed().get((country, name))
    return Proposal(
        start=start,
        end=end,
        rule="agency.foreign" if certain else "agency.foreign_repeated",
        name=body.name if body else f"{written or country_names()[country]} {name}",
        kind="foreign",
        agency_id=body.id if body else None,
        country=country,
        certain=certain,
        rank=rank,
    )


def _repeated(reading: Reading, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Later mentions without the country of a body that has no Korean namesake (미국 상무부 … 상무부는)."""
    text = reading.text
    first: dict[str, Proposal] = {}
    for proposal in found:
        name = text[proposal.start : proposal.end]
        if name not in _own_names() and len(name) > 2:
            first.setdefault(name, proposal)
    for name, proposal in first.items():
        for match in re.finditer(re.escape(name), text[proposal.end :]):
            start, end = match.start() + proposal.end, match.end() + proposal.end
            if begins_at(text, start) and _closed(text, end) and proposal.country:
                yield _proposal(start, end, name, proposal.country, certain=False, rank=1)


@functools.cache
def _contexts() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["name"], row["code"], re.compile(row["context"]))
        for row in table("agency_foreign_ministries", "name", "code", "context")
    )


def _by_context(reading: Reading) -> Iterator[Proposal]:
    """국무부, 상무부 … without a country anywhere before them: by what else the text names."""
    text = reading.text
    for name, country, context in _contexts():
        if name in text and context.search(text):
            for match in re.finditer(name, text):
                if begins_at(text, match.start()) and ends_at(text, match.end()):
                    yield _proposal(match.start(), match.end(), name, country, certain=False, rank=0)
