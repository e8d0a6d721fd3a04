"""Statutory committees that no list holds: 방위사업추진위원회, 국가바이오위원회, 아동정책조정위원회.

Every office has committees for its own work (선정심사위원회, 기관생명윤리위원회), and so have companies,
parties and festivals. A committee of the state is named for a matter of the state: a matter stands before
the word for what committees do (심의, 조정), or its name begins with 국가 or 중앙.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.agencies.edges import ends_at
from extractors.agencies.proposal import Proposal
from extractors.gazetteer import gazetteer
from extractors.lexicon import table
from extractors.reading import Reading

# "방위사업추진위원회", "진실·화해위원회", "농업재해보험심의회"
_COMMITTEE = re.compile(
    r"(?<![가-힣A-Za-z0-9·])(?P<matter>[가-힣A-Z0-9]{2,20}(?:·[가-힣]{2,10}){0,2})(?P<kind>위원회|(?<=심의)회)"
)
# "|국가|바이오", "|중앙|환경분쟁조정"; not 중앙위원회 of a party, 정부간 of several states
_STATE = re.compile(r"국가|중앙(?!위)|대통령|국무총리|정부(?!간|업무)")
#: Beginnings that show another owner: parties, schools, companies, sport, treaties.
_OTHER = re.compile(
    r"대학(?!구조|설립)|학교|삼성|현대|롯데|영화제|월드컵|재건축|재개발|피해자|유가족|학생|시민|주민|노조|노사|조합|당원|국제|세계|유엔|아시아|유럽|한국|전국|대한|축제|대회|올림픽|체육|사내|이사|주주|입주"
    r"|태평양|남북|[가-힣]{0,8}자조금|민간|민관|범국민|범시민|공동|합동|국회|의원|정무|교섭|기관|동물실험|한[가-힣]{1,2}경제|양국|당정|관계|부처|원내|시·?도"
)


# "국회 정무위원회", "APEC 기업인자문위원회", "국제표준화기구 소비자정책위원회", "○○학회 윤리위원회"
_OWNED = re.compile(
    r"(?:국회|[A-Z]{2,8}|안보리|이사회|유엔|기구|연합|협력체|협회|학회|재단|대학교|병원|회사|은행|그룹|노총|조합"
    r"|[가-힣]당) $"
)
# "금융감독원·신용회복위원회" are two bodies, "안전관리·공급위원회" is one
_LISTED = re.compile(r"^[가-힣·]{0,30}(?:원|[가-힣]부|처|청|위|단|공사|은행|센터|회|재단)·")
# a text that lost its spaces: 규정에따라제14기심의위원회
_CLAUSE = re.compile(r"를|하기|에서|따라|위해")
# "정보화협력위원회", "경제공동위원회" of two states
_BILATERAL = re.compile(r"(?:협력|공동|통상)$")


# "바이오헬스 혁신위원회", "산업기술 정책조정위원회": the matter is a word of its own
_SPACED = re.compile(
    r"(?<![가-힣A-Za-z0-9·])(?P<matter>(?:국가|범부처)?(?:바이오|디지털|보건의료|산업|과학기술|에너지|교육|금융|규제|농정"
    r"|수산|항공|우주|해양|관광|교통|국토|도시|문화|데이터|인공지능|AI|반도체|녹색|탄소중립)[가-힣]{0,6})"
    r" (?P<work>(?:혁신|정책|전략|정책심의|정책조정|전략조정))위원회"
)


# what is searched for first, which is fast: "방위사업추진|위원회|", " |혁신위원회|"
_KIND = re.compile(r"위원회|심의회")
_WORK = re.compile(r" (?:혁신|정책|전략|정책심의|정책조정|전략조정)위원회")
#: The longest matter of a committee.
_LONGEST = 44


def propose(reading: Reading) -> list[Proposal]:
    """Proposals for committees by the shape of their names; never certain, never with an id."""
    return [*_found(reading.text), *_in_two_words(reading.text), *_of_a_term(reading.text)]


# "제3기 감염병대응기술 전문위원회", "제3차 「해양환경보전 전문위원회」": the number marks a name
_OF_A_TERM = re.compile(
    r"제 ?\d{1,3} ?(?:기|차|회) ?['\"「]?(?P<name>(?P<matter>[가-힣·]{4,16})"
    r" (?:전문|실무|자문|심의|심사|정책|분류심사)위원회)"
)


def _of_a_term(text: str) -> Iterator[Proposal]:
    for match in _OF_A_TERM.finditer(text):
        if ends_at(text, match.end()) and not _OTHER.match(match["matter"]):
            yield _proposal(match.start("name"), match.end(), match["name"].replace(" ", ""))


def _in_two_words(text: str) -> Iterator[Proposal]:
    for work in _WORK.finditer(text):
        match = _SPACED.search(text, max(0, work.start() - 20), work.end())
        if match and match.end() == work.end() and ends_at(text, match.end()):
            yield _proposal(match.start(), match.end(), match[0])


def _found(text: str) -> Iterator[Proposal]:
    for kind in _KIND.finditer(text):
        start = kind.start()
        while (
            start > 0
            and kind.start() - start < _LONGEST
            and (text[start - 1].isalnum() or text[start - 1] == "·")
        ):
            start -= 1
        match = _COMMITTEE.search(text, start, kind.end())
        if match is None or match.end() != kind.end():
            continue
        matter = _LISTED.sub("", match["matter"])
        start = match.end() - len(match["kind"]) - len(matter)
        owned = _OWNED.search(text, max(0, start - 12), start)
        if not owned and ends_at(text, match.end()) and is_statutory(matter):
            yield _proposal(start, match.end(), matter + match["kind"])


def _proposal(start: int, end: int, name: str) -> Proposal:
    return Proposal(
        start=start,
        end=end,
        rule="agency.committee",
        name=name,
        kind="central",
        certain=False,
        rank=-1,
    )


@functools.cache
def _words(kind: str) -> re.Pattern[str]:
    words = (row["word"] for row in table("agency_committee_words", "word", "kind") if row["kind"] == kind)
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def is_statutory(matter: str) -> bool:
    """Whether what stands before 위원회 is a matter of the state: 방위사업추진, but not 제안서평가."""
    state = _STATE.match(matter) is not None
    if not matter or matter[0].isascii() or matter.endswith("소") or _CLAUSE.search(matter):
        return False
    if _words("state").fullmatch(matter):
        return True
    if _words("never").fullmatch(matter) or _OTHER.match(matter) or matter in _of_parliament():
        return False
    if _BILATERAL.search(matter) and not state:
        return False
    return len(matter) >= 4 if state else len(_without_work(matter)) >= 3


@functools.cache
def _of_parliament() -> frozenset[str]:
    """보건복지, 정무: committees of the parliament, which are no bodies of their own."""
    return frozenset(
        body.name.removeprefix("국회 ").removesuffix("위원회")
        for body in gazetteer().bodies.values()
        if body.id.startswith("na-")
    )


def _without_work(matter: str) -> str:
    """What is left of a matter without the words for what every committee does: 방위사업추진 → 방위사업."""
    core = matter
    while len(core) >= 2:
        ending = next((word for word in _endings() if core.endswith(word)), None)
        if ending is None:
            break
        core = core[: -len(ending)]
    return core


@functools.cache
def _endings() -> tuple[str, ...]:
    found = (
        row["word"] for row in table("agency_committee_words", "word", "kind") if row["kind"] == "generic"
    )
    return tuple(sorted(found, key=len, reverse=True))
