"""The country that a body belongs to, by what stands before its name."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date

from extractors.countries.names import name_ending_at, names, syllables
from extractors.lexicon import table
from extractors.reading import Reading

#: Former names of states and the day from which the Foreign Ministry uses the new one.
_FORMER = {"터키": date(2022, 6, 24), "스와질란드": date(2018, 7, 1), "마케도니아": date(2019, 2, 12)}


@functools.cache
def country_names() -> Mapping[str, str]:
    """The Korean name of each country by its code."""
    return {row["code"]: row["name_ko"] for row in table("countries", "code", "name_ko")}


@functools.cache
def country_initials() -> frozenset[str]:
    """The first characters of all names of countries: a quick look before a closer one."""
    return frozenset(name.surface[0] for name in names()) | frozenset(syllables())


def country_before(reading: Reading, begin: int, *, glued: bool) -> tuple[int, str] | None:
    """Start and code of the country right before an offset: glued to it, or with a space or 의 between."""
    text = reading.text
    for gap in (0,) if glued else (1, 2):
        if gap > begin or text[begin - gap : begin] not in ("", " ", "의 "):
            continue
        found = name_ending_at(reading, begin - gap)
        # in 한미 국방부, 한·일 외교부 the countries share the name: it is no foreign body alone
        if found and not (begin - gap - found[0] == 1 and found[0] and _joined(text, found[0])):
            return found
    return None


# "알바니아에서는 혁신공공행정부의", "베트남은 산업무역부가", "몽골 측 환경기후변화부"
_CLAUSE = re.compile(r"(?:에서는|에서|에서도|은|는|이|가|측은|측이|측| 측은| 측이| 측) $")


def country_of_clause(reading: Reading, begin: int) -> tuple[int, str] | None:
    """The country that the clause begins with, before the long name of a ministry of its own."""
    text = reading.text
    match = _CLAUSE.search(text, max(0, begin - 5), begin)
    name = re.match(r"[가-힣]{4,20}?[부청](?=[가-힣]{0,3}(?![가-힣]))", text[begin : begin + 24])
    if match is None or name is None:
        return None
    found = name_ending_at(reading, match.start())
    return found if found and match.start() - found[0] > 1 else None


def written_name(reading: Reading, country: tuple[int, str], begin: int) -> str | None:
    """터키 for Türkiye before it asked to be called 튀르키예; else None, the usual name of the country."""
    name = reading.text[country[0] : begin].removesuffix("의 ").strip()
    renamed = _FORMER.get(name)
    if renamed is None or reading.published is None or reading.published.first >= renamed:
        return None
    return name


def _joined(text: str, start: int) -> bool:
    return text[start - 1] in "·-/" or "가" <= text[start - 1] <= "힣"
