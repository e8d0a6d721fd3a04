"""Institutes called 국립: museums, hospitals, forests, dancers (국립부여박물관, 국립산림치유원)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.agencies.edges import ends_at
from extractors.agencies.proposal import Proposal
from extractors.reading import Reading

# "국립부여박물관", "국립 한국문학관", "국립4·19민주묘지관리소"
_INSTITUTE = re.compile(
    r"국립(?<![가-힣]..) ?(?!공원|대|묘지|학교|국악)(?P<stem>(?:\d{1,2}·\d{1,2})?[가-힣0-9]{4,20})"
)
# "국립현대미술|관|", "국립오페라|단|", "국립심포니|오케스트라|"
_END = re.compile(r"[원관소]|센터|극장|[용극창레페라악]단|오케스트라")
#: 국립…공원, units of an institute (국립종자원 서부지원), national universities and their hospitals.
_NO_INSTITUTE = re.compile(
    r"(?:공원|대학원|지원|직원|인원|의원|회원|정원|기관|장소|요소|업소|해소|축소|감소|관련|연구관)$|대학|대병원|학교"
)


def propose(reading: Reading) -> list[Proposal]:
    """Proposals for national institutes that no list holds, without an id."""
    return list(_found(reading.text))


def _found(text: str) -> Iterator[Proposal]:
    for match in _INSTITUTE.finditer(text):
        ends = [found.end() for found in _END.finditer(text, match.start("stem") + 2, match.end())]
        for end in reversed(ends):
            name = text[match.start() : end].replace(" ", "")
            if ends_at(text, end) and not _NO_INSTITUTE.search(name):
                yield Proposal(
                    start=match.start(), end=end, rule="agency.shape", name=name, kind="central", rank=-1
                )
                break
