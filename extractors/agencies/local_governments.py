"""Local governments: provinces, cities, counties and districts where they act, and their councils.

A name without 시/도/군/구 is a place (부산, 강원), a name with it is one too in an address or before a word
for a place (수원시 일대, 성남시 분당구 정자동).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from extractors.agencies.edges import begins_at, ends_at
from extractors.agencies.periods import Choice, choose
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import any_of, words
from extractors.gazetteer import Body, gazetteer
from extractors.lexicon import Hit
from extractors.reading import Reading

# "서울|특별시", "강원|특별자치도", "수원|특례시", "양구|군"
_FULL_SUFFIX = re.compile(r"(?:특별자치|통합특별|특별|광역|특례)?([시도군구])$")
#: Names of provinces that places are called by before and after they got a new status.
_PROVINCES = ("lg-gangwon-1896", "lg-gangwon-2023", "lg-jeonbuk-1896", "lg-jeonbuk-2024")


@functools.cache
def _swallowed() -> re.Pattern[str]:
    """부산시장, 경기도지사, 강남구청장, 서울시민: longer words, or titles without the body."""
    return re.compile(any_of("swallowed"))


#: "부산시에서 조례를 개정하였다", "양구군에서 폐비닐을 조치하였다": here 에서 marks who does it.
_AGENT = (
    r" [가-힣0-9· ]{0,24}[을를] (?:매몰|조치|통보|발표|개정|제정|지원|추진|시행|마련|제작|관리|설치|조성|지급"
    r"|배포|공고|모집|보급|확대|도입|편성|투입)(?:하|했|한다|할)"
)


@functools.cache
def _place() -> re.Pattern[str]:
    """What follows a name that is a place: 안동시 일대, 완주군으로 옮긴, 성남시 분당구, 중구 세종대로 12."""
    return re.compile(
        rf"(?:에서(?!는|도|{_AGENT})|에 (?:있는|위치|소재|사는|거주|들어서|자리|건립|조성|설치|들어)"
        r"|으?로 (?:이전|이사|이동|옮)"
        rf"| ?(?:{any_of('place_after')})"
        rf"| (?!(?:{any_of('no_address')}))"
        r"[가-힣]{1,4}(?:구|읍|면|동|리|\d가)(?:에|에서|의|으?로|와|과|을|를)?(?![가-힣])"
        r"| [가-힣]{1,6}\d{0,3}(?:로|길)(?:\d{1,3}번길)? ?\d"
        rf"| (?!(?:{any_of('no_address')}))[가-힣]{{2,3}}(?:시|군)(?![가-힣]{{2}})"
        r"| [가-힣A-Za-z0-9·]{2,15}(?:에서|(?:을|를) (?:방문|찾))"
        r"|\)(?:에서|에 (?:있는|위치)|(?:을|를) (?:방문|찾)))"
    )


#: What tells the city of 광주 from the one in 경기도.
_HONAM = re.compile(r"전남|전북|호남|무등산|5·18|AI 중심도시|인공지능 중심도시")


@dataclass(frozen=True, slots=True)
class Local:
    """A local government by one of its names. office: 청 or 의회 where the name is that, else empty."""

    body: Body
    office: str


def surfaces() -> Iterator[tuple[str, Local]]:
    """Names of local governments that end in 시, 도, 군 or 구, of their offices and councils."""
    return (pair for body in _bodies() for pair in _surfaces(body))


def _bodies() -> Iterator[Body]:
    return (body for body in gazetteer().bodies.values() if body.id.startswith("lg-"))


def _surfaces(body: Body) -> Iterator[tuple[str, Local]]:
    for name in dict.fromkeys((*body.names, *_spellings(body))):
        if not _FULL_SUFFIX.search(name) or (len(name) < 3 and name not in words("shared_district")):
            continue
        yield name, Local(body, "")
        yield name + "청", Local(body, "청")
        yield name + "의회", Local(body, "의회")
        yield name + " 의회", Local(body, "의회")


def _spellings(body: Body) -> Iterator[str]:
    """Further spellings: 서울시 강남구 (서울 강남구), 강원도 (강원), bare 중구 of several cities."""
    province, _, own = body.name.partition(" ")
    if not own:
        return
    if own in words("shared_district"):
        yield own
    if own[-1] == "시":
        yield f"{own[:-1]}특례시"  # 수원특례시: a title of large cities, not another name
    short = _FULL_SUFFIX.sub("", province)
    if _FULL_SUFFIX.search(province) and province[-1] == "시":
        yield f"{short}시 {own}"
    if province[-1] == "도":
        yield f"{_LONG_SHORT.get(province, short)}도 {own}"


_LONG_SHORT = {
    "전북특별자치도": "전북",
    "충청북도": "충북",
    "충청남도": "충남",
    "전라남도": "전남",
    "경상북도": "경북",
    "경상남도": "경남",
    "강원특별자치도": "강원",
}


def propose(reading: Reading, hits: Iterable[Hit[Local]]) -> list[Proposal]:
    """Proposals for local governments that act; names in addresses and of places are left out."""
    text = reading.text
    found = []
    for hit in hits:
        if begins_at(text, hit.start) and _acts(text, hit):
            proposal = _proposal(reading, hit)
            if proposal is not None:
                found.append(proposal)
    return found


def _acts(text: str, hit: Hit[Local]) -> bool:
    office = hit.entries[0].office
    if not ends_at(text, hit.end):
        return False
    if office == "의회":
        return True
    if office == "청":
        return not text.startswith("장", hit.end)
    return not _swallowed().match(text, hit.end) and not _place().match(text, hit.end)


def _proposal(reading: Reading, hit: Hit[Local]) -> Proposal | None:
    surface = reading.text[hit.start : hit.end]
    office = hit.entries[0].office
    sentence_start, _ = reading.sentence_at(hit.start)
    before = reading.text[max(sentence_start, hit.start - 200) : hit.start]
    stem = surface.removesuffix(office).rstrip()
    choice = choose(stem, [local.body for local in hit.entries], reading.published, before)
    if choice is None:
        return None
    choice = replace(choice, bodies=_meant(stem, choice.bodies, reading.text, before))
    if len(choice.bodies) > 1 and not office and stem in words("shared_district") and stem[-1] == "구":
        return None
    built = _built(hit, choice, office, reading.published.first if reading.published else None)
    place = _SHORT_PROVINCE.match(surface)
    # 경북 예천군: the short name of the province is a place, 경상북도 예천군 is one name
    return replace(built, start=hit.start + place.end(), rank=1) if place else built


# "충남 서천군", "부산 기장군"; a district needs its city: 인천 중구
_SHORT_PROVINCE = re.compile(r"[가-힣]{2} (?=[가-힣]{1,4}[시군](?:청| ?의회)?$)")


def _meant(stem: str, bodies: tuple[Body, ...], text: str, before: str) -> tuple[Body, ...]:
    """Of several bodies with one name (고성군, 광주시) those whose province or full name the text gives."""
    if len({body.name for body in bodies}) == 1:
        return bodies
    written = tuple(body for body in bodies if _holds(text, body.name))
    if written:
        return written
    near = tuple(body for body in bodies if body.name != stem and body.name[:2] in before[-60:])
    if not near and stem == "광주시" and not _holds(text, "경기") and _in_honam(text):
        return tuple(body for body in bodies if body.id == "lg-gwangju") or bodies
    if not near:
        near = tuple(body for body in bodies if " " in body.name and _near_neighbours(text, body))
    return near or bodies


# a text is asked the same again for each of its names
@functools.lru_cache(maxsize=64)
def _holds(text: str, name: str) -> bool:
    return name in text


@functools.lru_cache(maxsize=64)
def _near_neighbours(text: str, body: Body) -> bool:
    return _neighbours(body).search(text) is not None


@functools.lru_cache(maxsize=1)
def _in_honam(text: str) -> bool:
    return _HONAM.search(text) is not None or any(name in text for name in _jeonnam())


@functools.cache
def _jeonnam() -> frozenset[str]:
    return frozenset(b.name.rpartition(" ")[2] for b in _bodies() if b.name.startswith("전라남도 "))


@functools.cache
def _neighbours(body: Body) -> re.Pattern[str]:
    """Names of the other cities and counties of a body's province that no other province has."""
    owners: dict[str, set[str]] = {}
    for other in _bodies():
        province, _, own = other.name.partition(" ")
        if province != "전남광주통합특별시" and own != body.name.rpartition(" ")[2]:
            owners.setdefault(own, set()).add(province)
    province = body.name.partition(" ")[0]
    return re.compile("|".join(sorted(own for own, at in owners.items() if own and at == {province})))


def _built(hit: Hit[Local], choice: Choice, office: str, day: date | None) -> Proposal:
    body = choice.bodies[0]
    several = len({body.id for body in choice.bodies}) > 1
    name = None if several else name_on(body, day)
    if name and office == "의회":
        name = name.rpartition(" ")[2] + "의회"
    return Proposal(
        start=hit.start,
        end=hit.end,
        rule="agency.council" if office == "의회" else "agency.past" if choice.past else "agency.local",
        name=name,
        kind="local",
        agency_id=None if several or office == "의회" else body.id,
        certain=not several and choice.certain and not choice.past,
        reason="several bodies have this name" if several else None,
    )


def name_on(body: Body, day: date | None) -> str:
    """The full name on a day: 전라북도 전주시 until the province became 전북특별자치도."""
    if day is None:
        return body.name
    province, _, own = body.name.partition(" ")
    for old_id, new_id in zip(_PROVINCES[::2], _PROVINCES[1::2], strict=True):
        old, new = gazetteer().bodies[old_id], gazetteer().bodies[new_id]
        if own and province == new.name and old.valid_on(day):
            return f"{old.name} {own}"
    return body.name
