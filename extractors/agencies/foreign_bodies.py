"""Bodies of other states: a country and the name of a body (미국 재무부, 미재무부, 터키 정보통신기술청)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors.agencies.countries import (
    country_before,
    country_initials,
    country_names,
    country_of_clause,
    country_of_head,
    country_of_person,
    country_of_side,
    written_name,
)
from extractors.agencies.foreign_names import candidates, is_body, listed, own_names
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import words
from extractors.reading import Reading


def propose(reading: Reading, hits: Iterable[tuple[int, int]]) -> list[Proposal]:
    """Proposals for foreign bodies with their country before them; ``hits`` are names of listed ones."""
    return list(_with_country(reading, hits))


# "영국 국립보건원(NIH)·기상청", "미국 재무부, FBI": the country holds for the next of a list
_LIST = re.compile(r"(?: ?\([A-Za-z가-힣 ]{2,40}\))?(?:·|, | 및 |와 |과 )$")


_SHARED = "each of several countries has this body"


def _is_shared(text: str, start: int) -> bool:
    """Whether more countries stand before a country: 미국·일본·독일 특허청 are three bodies."""
    return start > 1 and text[start - 1] in "·/" and text[start - 2].isalnum()


# "미국 재무부와 |국제|통화기금": bodies of several states are of none
_OF_STATES = re.compile(r"유럽|국제|세계|유엔|아시아|아프리카")


def _continues(reading: Reading, last: Proposal, start: int, name: str) -> bool:
    """Whether a name is one more body of the country named before the list that it stands in.

    A name that Korea has too is ours (미국 재무부와 국방부 may meet), but not after a middle dot
    (미 국무부·국방부), not when Korea has no such body on the day, not after another namesake
    (우크라이나 국방부와 외교부).
    """
    if _OF_STATES.match(name):
        return False
    if name not in own_names():
        return True
    before = reading.text[last.start : last.end]
    if name in words("only_here") or before == name:
        return False
    published = reading.published
    if published and not any(body.valid_on(published.first) for body in own_names()[name]):
        return True
    shared = words("everywhere")
    return name in shared and (reading.text[last.end] == "·" or before in shared)


def _with_country(reading: Reading, hits: Iterable[tuple[int, int]]) -> Iterator[Proposal]:
    text = reading.text
    last: Proposal | None = None
    for start, end in sorted(candidates(text, hits)):
        following = _following(reading, last, start, end) if last else None
        if following is not None:
            last = following
            yield last
            continue
        placed = _placed(reading, start, end)
        if placed is not None:
            last = placed
            yield last


def _following(reading: Reading, last: Proposal, start: int, end: int) -> Proposal | None:
    """The body at [start, end) where it is the next of a list after another of its country."""
    name = reading.text[start:end]
    if not last.country or start <= last.end or not _LIST.fullmatch(reading.text, last.end, start):
        return None
    if name.startswith(country_names()[last.country]) or not is_body(name, last.country):
        return None  # 이란중앙은행 has its country itself
    if not _continues(reading, last, start, name):
        return None
    return foreign(start, end, name, last.country)


#: The longest gloss and joint between two bodies of a list.
_GAP = 48


def continued(reading: Reading, first: Proposal, candidates: Sequence[tuple[int, int]]) -> Iterator[Proposal]:
    """The bodies of the list that a body begins: 상무부, 인적자원부, 교통부. candidates: sorted."""
    last = first
    for place in range(bisect_left(candidates, (first.end, 0)), len(candidates)):
        start, end = candidates[place]
        if start > last.end + _GAP:
            return
        following = _following(reading, last, start, end)
        if following is not None:
            last = following
            yield last


def _placed(reading: Reading, start: int, end: int) -> Proposal | None:
    """A proposal for a word that ends like a body, where its country is written or implied."""
    text = reading.text
    written = False
    for begin in _beginnings(text, start, end):
        found = country_before(reading, begin, glued=begin > start)
        written = written or (found is not None and begin == start)
        if found and _is_abroad(reading, found, begin, end, glued=begin > start):
            return _with_its_country(reading, found, begin, end)
    found = None if written else _implied_country(reading, start, end)
    if found and found[1] != "KR" and is_body(text[start:end], found[1]):
        return _with_its_country(reading, found, start, end)
    return None


def _is_abroad(reading: Reading, country: tuple[int, str], begin: int, end: int, *, glued: bool) -> bool:
    name = reading.text[begin:end]
    if country[1] == "KR" or not is_body(name, country[1]):
        return False
    if glued and name.endswith("위원회") and (country[1], name) not in listed():
        return False  # 북한인권조사위원회
    return _clear(reading, country, begin, end)


# "|상무부 |국제교섭총국장": a ministry right before
_UNIT = re.compile(r"[가-힣]{2}(?:부|청|처|성|원|위원회) $")


def _implied_country(reading: Reading, begin: int, end: int) -> tuple[int, str] | None:
    """The country of a body by the clause, by the person before it or by the side that a line lists."""
    name = reading.text[begin:end]
    if _UNIT.search(reading.text, max(0, begin - 5), begin):
        return None  # 상무부 국제교섭총국장: a unit of the ministry before it
    ours = name in own_names()
    if ours and name not in words("everywhere"):
        return None
    found = None if ours else country_of_clause(reading, begin)
    return (
        found
        or country_of_head(reading, begin, end, ours=ours)
        or country_of_person(reading, begin, end)
        or country_of_side(reading, begin, listed=ours and reading.text[end : end + 1] != ",")
    )


# "미국 환경청(EPA)"
_LETTERS = re.compile(r" ?\(([A-Z][A-Za-z]{1,9})[),]")


def _with_its_country(reading: Reading, country: tuple[int, str], begin: int, end: int) -> Proposal:
    text = reading.text
    letters = _LETTERS.match(text, end)
    if letters and (country[1], letters[1]) in listed() and (country[1], text[begin:end]) not in listed():
        return foreign(
            begin, end, letters[1], country[1]
        )  # 미국 환경청(EPA): the letters say which body is meant
    found = foreign(begin, end, text[begin:end], country[1], written_name(reading, country, begin))
    if not _is_shared(text, country[0]):
        return found
    return replace(found, name=None, agency_id=None, country=None, certain=False, reason=_SHARED)


#: Names that bodies of many countries have.
_SHARED_ABROAD = re.compile(r"(?:한림원|적십자사|거래소|연구재단|과학재단|체육회|인권위원회|저작권위원회)$")
# "영국 국립보건원 산하 국립통계센터": what belongs to a foreign body is foreign
_BELONGS = re.compile(
    r"(?<![가-힣])(?P<owner>[가-힣]{2,20})(?:\([A-Za-z가-힣]{2,20}\))? (?:산하|소속|부설)(?:의)? $"
)


def abroad(reading: Reading, proposal: Proposal) -> Proposal:
    """A body found by its shape or as one of ours; a foreign one where a country stands before it.

    몰도바 반부패센터, 일본 공정거래위원회, 중국 질병관리본부.
    """
    text, start = reading.text, proposal.start
    if proposal.country or text[start - 1 : start] != " " or not "가" <= text[start] <= "힣":
        return proposal
    name = text[start : proposal.end]
    if proposal.agency_id and (name in words("only_here") or name.startswith(("한국", "대한"))):
        return proposal
    if proposal.kind not in {"central", "public"}:
        return proposal
    found = country_before(reading, start, glued=False)
    if found is None and proposal.rule == "agency.past":
        found = country_of_person(reading, start, proposal.end)  # 중국 장 웨이(Zhang Wei) 질병관리본부장
    if found is None and proposal.agency_id is None:
        owner = _BELONGS.search(text, max(0, start - 48), start)
        found = country_before(reading, owner.start("owner"), glued=False) if owner else None
    if found is None or found[1] == "KR":
        return proposal
    if proposal.kind == "public" and proposal.agency_id and not name.startswith("국립"):
        # 스웨덴 한림원 is no body of ours, 베트남 코이카 is
        return replace(proposal, emit=False) if _SHARED_ABROAD.search(name) else proposal
    written = text[found[0] : start].strip()
    if len(written) < 2 and "가" <= written <= "힣":
        return proposal
    return replace(
        proposal,
        name=f"{written_name(reading, found, start) or country_names()[found[1]]} {name}",
        kind="foreign",
        agency_id=None,
        country=found[1],
        rule="agency.foreign",
        certain=False,
    )


def _beginnings(text: str, start: int, end: int) -> range:
    """Where the name may begin: at the word (미국 재무부) or after a country glued to it (미재무부)."""
    glued = text[start] in country_initials()
    return range(start, min(start + 9, end - 1) if glued else start + 1)


#: One-syllable names of countries that are no Korean words: 러 외무부, 영 국방부.
CLEAR_SYLLABLES = frozenset("미러영독불호")
# "기간 중 국토교통부", "20일 외교부": here the syllable is a word
_WORD_BEFORE = re.compile(r"(?<=[가-힣0-9]) ?$")


def _clear(reading: Reading, country: tuple[int, str], begin: int, end: int) -> bool:
    """One Korean syllable is a country only before a body that is not Korean: 미재무부, 중 상무부.

    In 기간 중 국토교통부, AI 중소벤처 and 황 인공지능정부실장 it is something else.
    """
    text = reading.text
    syllable = text[country[0] : begin].strip()
    if len(syllable) > 1 or not "가" <= syllable <= "힣":
        return True
    name = text[begin:end]
    known = (country[1], name) in listed()
    if syllable in CLEAR_SYLLABLES and text[begin - 1] == " ":
        return known or name in words("everywhere") or (name not in own_names() and end - begin > 2)
    if known:
        return name not in own_names() or not _WORD_BEFORE.search(text, max(0, country[0] - 2), country[0])
    return name in words("only_abroad") and text[begin - 1] == " "


def foreign(
    start: int,
    end: int,
    name: str,
    country: str,
    written: str | None = None,
    *,
    certain: bool = True,
    rank: int = 4,
) -> Proposal:
    """A proposal for a body of another state by the name that it has there.

    written: the country as the text has it where that is not its usual name; certain: False where the
    country is not written before the name.
    """
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
