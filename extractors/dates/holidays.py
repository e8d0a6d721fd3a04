"""Days with a name where a text has them: 설날, 광복절, 추석 연휴, 성년의 날. Text is folded text.

data/holiday_names.csv has the spellings (each blank in one may be missing), data/holiday_contexts.csv what
must stand beside a spelling that is also another word: 설 (also "rumour", and part of 설치). When the
days are is told by holiday_days.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.lexicon import Automaton, Hit, items, table


@dataclass(frozen=True, slots=True)
class HolidayName:
    """A holiday's name in a text, with what belongs to it: 추석, 추석 명절, 추석 연휴, 성탄절 전날.

    key: row of the table. part: None for the day itself, eve (전날, 이브), morrow (다음 날), holidays
    (연휴), edge (연휴 첫날, 연휴 마지막 날).
    """

    start: int
    end: int
    key: str
    part: str | None


def names(text: str) -> Iterator[HolidayName]:
    """Every holiday's name in a folded text, by place, without overlaps.

    No name: a part of a longer word (추석호, 단오제, 건설), another sense (불화설, 동지들), things called
    after the day (크리스마스트리), the day of another country (미국 노동절).
    """
    end = 0
    found = sorted(_spans(text), key=lambda span: (span[0], -span[1]))
    for start, name_end, key in found:
        if start < end:
            continue
        end, part = _with_part(text, name_end)
        if key:  # the rows without one are no days: "메리 크리스마스"
            yield HolidayName(start, end, key, part)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A string to look for. lead, trail: how many characters of it are context and not the name.
    fits, refused: what must stand behind the name, and what must not. korean: the day of Korea alone."""

    key: str
    lead: int
    trail: int
    fits: re.Pattern[str]
    refused: re.Pattern[str]
    korean: bool


# What may follow a name: "추석은", "어린이날엔", "설날맞이", "광복절 경축식"; not "추석호", "어린이날재단"
_PARTICLE = (
    r"(?![가-힣])|(?:은|는|이|가|을|를|에|엔|의|과|와|도|로|까지|부터|보다|마다|만|나|라|께|쯤|인|때)"
    r"(?=에|은|는|이|나|라|면|고|며|만|도|부터|까지|전|후|다|서|겸|처럼|지|[^가-힣]|$)"
)
_FREE = re.compile(
    rf"{_PARTICLE}|이자|이었|였|인데|이라|라고|이다|처럼|즈음|무렵|전|후|이후|이전|당일|연휴|명절|맞이|대목"
    r"|특별|특집|특선|특수|선물|성수|기념|경축|행사|휴무|휴일|귀성|귀경|차례|기획|세일|할인|이벤트|이브|아침"
    r"|저녁|오전|오후|밤|주간|용 |시즌|계기|다음|음식|인사"
)
_BORDER = re.compile(_PARTICLE)
# "설(1월 29일)", "동지(22일)", "추석(음력 8월 15일)"
_BRACKET = re.compile(r"\((?:음력|양력|음 ?\d|\d{1,2}(?:월|일|\.\d|/\d))")
_ANYTHING = re.compile("")
_NOTHING = re.compile("(?!)")


@functools.cache
def _spellings() -> Automaton[_Spelling]:
    surfaces = (
        (surface, spelling)
        for row in table("holiday_names", "key", "names", "context", "korean", "not_after")
        for refused in (re.compile(row["not_after"]) if row["not_after"] else _NOTHING,)
        for name in items(row["names"])
        for spaced in _spaced(name)
        for surface, lead, trail, fits in _surfaces(spaced, items(row["context"]))
        for spelling in (_Spelling(row["key"], lead, trail, fits, refused, bool(row["korean"])),)
    )
    return Automaton(surfaces, small=True)


def _spaced(name: str) -> Iterator[str]:
    """A name with each of its blanks kept and dropped: 국군의 날, 국군의날."""
    words = name.split(" ")
    for blanks in itertools.product((" ", ""), repeat=len(words) - 1):
        yield "".join(itertools.chain.from_iterable(zip(words, (*blanks, ""), strict=True)))


def _surfaces(name: str, contexts: tuple[str, ...]) -> Iterator[tuple[str, int, int, re.Pattern[str]]]:
    """The strings that show a name: itself where it is free, else with each of its contexts."""
    if not contexts:
        yield name, 0, 0, _FREE
    for row in table("holiday_contexts", "context", "side", "blanks", "words"):
        if row["context"] not in contexts:
            continue
        for word in items(row["words"]):
            if row["side"] == "before":
                yield word + name, len(word), 0, _BORDER
            elif row["side"] == "bracket":
                yield name + word, 0, len(word), _BRACKET
            else:
                yield name + word, 0, len(word), _ANYTHING
                if row["blanks"] == "optional":
                    yield f"{name} {word}", 0, len(word) + 1, _ANYTHING


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    for hit in _spellings().hits(text):
        yield from _of_hit(text, hit)


def _of_hit(text: str, hit: Hit[_Spelling]) -> Iterator[tuple[int, int, str]]:
    for spelling in hit.entries:
        start, end = hit.start + spelling.lead, hit.end - spelling.trail
        if (
            spelling.fits.match(text, end)
            and not spelling.refused.match(text, end)
            and _begins(text, start, spelling)
        ):
            yield start, end, spelling.key


# "몇 년 설", "결별했다는 설": no holiday
_RUMOUR = re.compile(r"(?:[다라자냐]는|이?란|했단|된단|등의|온갖|여러|각종|갖가지|이런|그런|유력한|새로운) $")
# "베트남 스승의 날", "미국의 노동절"
_ABROAD = re.compile(
    r"(?:미국|중국|일본|캐나다|호주|영국|대만|러시아|북한|인도|인도네시아|베트남|태국|필리핀|프랑스|독일"
    r"|몽골|멕시코|튀르키예|우크라이나|싱가포르)(?:인|인들)?(?:의|판)? ?$"
)


def _begins(text: str, start: int, spelling: _Spelling) -> bool:
    """Whether a name can begin here: no syllable before it but 올, no rumour, no other country."""
    before = text[max(0, start - 8) : start]
    last = before[-1:]
    if "가" <= last <= "힣" and (last != "올" or "가" <= before[-2:-1] <= "힣"):
        return False
    if last.isdecimal() or (last in (".", "·") and before[-2:-1].isdecimal()):
        return False
    if spelling.trail and _RUMOUR.search(before):
        return False
    return not (spelling.korean and _ABROAD.search(before))


# "추석 연휴", "설 명절 연휴 마지막 날", "크리스마스이브", "성탄 전야", "광복절 다음 날", "추석 당일"
_PART = re.compile(
    r"(?: ?명절(?!차))?(?:(?P<holidays> ?(?:황금 ?)?연휴)(?P<edge> ?(?:첫 ?날|마지막 ?날))?"
    r"|(?P<eve> ?(?:전날|전야(?!제)|이브(?![가-힣]?닝)))|(?P<morrow> ?(?:다음 ?날|이튿날))| ?당일(?!치기))?"
)


def _with_part(text: str, end: int) -> tuple[int, str | None]:
    """Where a name ends with what belongs to it, and the part of the holiday that it then means."""
    found = _PART.match(text, end)
    assert found is not None  # every part of the pattern is optional
    part = "edge" if found["edge"] else found.lastgroup
    return found.end(), part
