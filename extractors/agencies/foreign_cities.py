"""Governments of foreign cities where they act: 핀란드 탐페레시는, 일본 가고시마시와."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.agencies.countries import country_names, written_name
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import any_of
from extractors.countries.names import name_ending_at
from extractors.reading import Reading

# "탐페레시는", "광둥성과": most words end otherwise
_END = re.compile(r"[시성주현](?=[는가와의도에은이과])")
_WORD = re.compile(r"(?<=[가-힣] )[가-힣]{2,12}$")


@functools.cache
def _city() -> re.Pattern[str]:
    """일본 가고시마시와; not 미국 증시가, 베트남 당시의, 베트남 하노이시 도심."""
    return re.compile(
        rf"(?!(?:{any_of('no_city')})(?:는|가|와|의|도)?(?![가-힣]))"
        r"(?:[가-힣]{2,7}시"
        r"(?=(?:는|가|와|의|도|에(?= [^.\n]{0,24}(?:자문|지원|제공|기증|전달|제안|전수)))(?![가-힣]))"
        rf"|(?:{any_of('province_abroad')})[성주현](?=(?:는|가|와|은|이|과)(?![가-힣])))"
    )


def propose(reading: Reading) -> list[Proposal]:
    """Proposals for cities right after the name of their country; never certain, always without an id."""
    return list(_found(reading))


def _found(reading: Reading) -> Iterator[Proposal]:
    text = reading.text
    for end in _END.finditer(text):
        word = _WORD.search(text, max(0, end.start() - 14), end.end())
        found = name_ending_at(reading, word.start() - 1) if word else None
        if word is None or found is None or found[1] == "KR" or word.start() - 1 - found[0] < 2:
            continue
        match = _city().match(text, word.start())
        if match is None:
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
