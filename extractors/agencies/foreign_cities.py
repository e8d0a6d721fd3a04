"""Governments of foreign cities where they act: 핀란드 탐페레시는, 일본 가고시마시와."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.agencies.countries import country_names, written_name
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import any_of
from extractors.countries.names import name_ending_at
from extractors.reading import Reading

# "일본 가고시마시와", not "미국 증시가", "베트남 당시의", "베트남 하노이시 도심"
_CITY = re.compile(
    rf"(?<=[가-힣] )(?!(?:{any_of('no_city')})(?:는|가|와|의|도)?(?![가-힣]))"
    r"(?:(?P<city>[가-힣]{2,7}시)"
    r"(?=(?:는|가|와|의|도|에(?= [^.\n]{0,24}(?:자문|지원|제공|기증|전달|제안|전수)))(?![가-힣]))"
    r"|(?P<province>(?:" + any_of("province_abroad") + r")[성주현])(?=(?:는|가|와|은|이|과)(?![가-힣])))"
)


def propose(reading: Reading) -> list[Proposal]:
    """Proposals for cities right after the name of their country; never certain, always without an id."""
    return list(_found(reading))


def _found(reading: Reading) -> Iterator[Proposal]:
    for match in _CITY.finditer(reading.text):
        found = name_ending_at(reading, match.start() - 1)
        if found is None or found[1] == "KR" or match.start() - 1 - found[0] < 2:
            continue
        written = written_name(reading, found, match.start()) or country_names()[found[1]]
        yield Proposal(
            start=match.start(),
            end=match.end(),
            rule="agency.foreign_city",
            name=f"{written} {match[0]}",
            kind="foreign",
            country=found[1],
            certain=False,
        )
