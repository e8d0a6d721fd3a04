"""Aliases that a text defines for a body it has named: 중소벤처기업부(이하 중기부), 흑해경제협력기구(BSEC).

They hold in the whole document from there on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.agencies.edges import begins_at, ends_at, latin_ends_at
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import words
from extractors.reading import Reading

# "중소벤처기업부(이하 중기부)", "위원회(이하 ‘방추위’라 한다)", ", 이하 중기부", "(약칭 방추위)"
_NAMED = re.compile(
    # the name of the head may stand before it: "(원장 홍길순, 이하 진흥원)", "(관장 홍길순·이하 과학관)"
    r" ?(?:[(,\[] ?|\([^()\n]{1,40}[,·;/] ?)(?:이하|약칭|약칭은|일명)"
    r"[ ,:]{0,3}['\"「<]?(?P<alias>[가-힣A-Za-z0-9·&-]{2,20})"
)
# "(BSEC)", "(NIA, 원장 홍길동)", "(질병청)", "(Korea ... Agency, KISA)"
_GLOSS = re.compile(r" ?\((?P<alias>[가-힣A-Za-z0-9·&-]{2,16})(?=[),/:;]| ?[,:])")
_ENGLISH = re.compile(r" ?\((?=[A-Z])[A-Za-z][A-Za-z&' -]{6,90}[,:;/] ?(?P<alias>[A-Z][A-Za-z&-]{1,11})\)")
# "방추위(방위사업추진위원회)": the short name first
_SHORT_BEFORE = re.compile(r"(?<![가-힣A-Za-z])(?P<alias>[가-힣]{2,7}|[A-Z][A-Za-z&-]{1,11}) ?\($")


def propose(reading: Reading, named: Iterable[Proposal]) -> list[Proposal]:
    """Proposals for aliases of the ``named`` bodies, wherever they stand after their definition.

    An ordinary word that a text agrees to use for a body (이하 센터) is no name even then.
    """
    defined: dict[str, tuple[int, Proposal]] = {}
    for proposal in named:
        for start, alias in _definitions(reading.text, proposal):
            defined.setdefault(alias, (start, proposal))
    return [
        occurrence
        for alias, (start, proposal) in defined.items()
        for occurrence in _occurrences(reading.text, alias, start, proposal)
    ]


def _definitions(text: str, proposal: Proposal) -> Iterator[tuple[int, str]]:
    name = text[proposal.start : proposal.end]
    match = _NAMED.match(text, proposal.end)
    if match:
        alias = _stripped(match["alias"])
        if alias and alias not in words("common_alias"):
            yield match.start("alias"), alias
        return
    match = _GLOSS.match(text, proposal.end) or _ENGLISH.match(text, proposal.end)
    if match and _is_short_for(match["alias"], name):
        yield match.start("alias"), match["alias"]
    before = _SHORT_BEFORE.search(text, max(0, proposal.start - 16), proposal.start)
    if before and text[proposal.end : proposal.end + 1] == ")" and _is_short_for(before["alias"], name):
        yield before.start("alias"), before["alias"]


def _stripped(alias: str) -> str:
    """중기부라 (이하 중기부라 한다) → 중기부."""
    return re.sub(r"(?<=[가-힣]{2})(?:이라|라|로|으로)$", "", alias)


def _is_short_for(alias: str, name: str) -> bool:
    """Latin letters, or syllables of the name in their order (질병청 of 질병관리청)."""
    if alias in words("common_alias") or alias == name:
        return False
    if re.fullmatch(r"[A-Z][A-Za-z&-]{1,11}(?:공사|공단)?", alias):
        return sum(char.isupper() for char in alias) >= 2
    if len(alias) >= len(name) or not 2 <= len(alias) <= 8:
        return False
    rest = iter(name)
    return all(char in rest for char in alias)


def _occurrences(text: str, alias: str, begin: int, proposal: Proposal) -> Iterator[Proposal]:
    for match in re.finditer(re.escape(alias), text[begin:]):
        start, end = match.start() + begin, match.end() + begin
        closed = latin_ends_at(text, end) if alias.isascii() else ends_at(text, end)
        if begins_at(text, start) and closed:
            yield replace(proposal, start=start, end=end, rule="agency.alias", rank=3)
