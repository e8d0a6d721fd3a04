"""Bodies of other states named without their country: known from the text (국무부, 상무부는, 하원이)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.agencies.edges import begins_at, ends_at
from extractors.agencies.foreign_bodies import continued, foreign
from extractors.agencies.foreign_names import candidates, closed, own_names
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import words
from extractors.countries.names import name_ending_at
from extractors.lexicon import table
from extractors.reading import Reading

Hits = tuple[Iterable[tuple[int, int]], Iterable[tuple[int, int]]]
#: How far before a name its country is looked for.
_WINDOW = 120


def propose(reading: Reading, found: Iterable[Proposal], scanned: Hits) -> Iterator[Proposal]:
    """Later mentions of the foreign bodies ``found``, and names that no Korean body bears.

    scanned: where such names stand, and where the names of foreign bodies may.
    """
    lone, foreign_names = scanned
    yield from _repeated(reading, found)
    known = list(_known(reading, lone))
    yield from known
    if known:
        words_like_bodies = sorted(candidates(reading.text, foreign_names))
        for proposal in known:
            yield from continued(reading, proposal, words_like_bodies)


def far_from_here(reading: Reading, ours: list[Proposal]) -> list[Proposal]:
    """The same proposals; in a text that is about other states alone a committee is the nearest one's.

    이란 … 헌법수호위원회는: no body of ours is named, nothing speaks of Korea.
    """
    committees = [proposal for proposal in ours if proposal.rule == "agency.committee"]
    if not committees or len(committees) < len(ours) or _HERE.search(reading.text):
        return ours
    found = []
    for proposal in ours:
        near = _countries_nearby(reading, proposal.start, {})
        name = reading.text[proposal.start : proposal.end]
        placed = foreign(proposal.start, proposal.end, name, near[0], certain=False) if near else proposal
        found.append(placed)
    return found


def surfaces() -> Iterator[str]:
    """Names that are known without their country: 국무부, 외무성, 상원."""
    return iter(_names())


#: A text with none of these is about other states: there 외교부 after 중국 외교부 is the same ministry.
_HERE = re.compile(r"한국|우리|국내|대한민국|서울|세종|남북|韓|장관[:：]|\(장관")


def _repeated(reading: Reading, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Later mentions without the country (미국 상무부 … 상무부는), of namesakes only far from here."""
    text = reading.text
    first: dict[str, Proposal] = {}
    found = tuple(found)
    elsewhere = bool(found) and _HERE.search(text) is None
    for proposal in found:
        name = text[proposal.start : proposal.end]
        if (len(name) > 2 or name in _names()) and (
            not _is_ours(reading, name) or (elsewhere and name in words("everywhere"))
        ):
            first.setdefault(name, proposal)
    for name, proposal in first.items():
        # a headline may name a body before the text says whose it is
        begin = 0 if len(name) > 3 and name not in own_names() else proposal.end
        for match in re.finditer(re.escape(name), text[begin:]):
            start, end = match.start() + begin, match.end() + begin
            if begins_at(text, start) and closed(text, end) and proposal.country:
                yield foreign(start, end, name, proposal.country, certain=False, rank=1)


def _is_ours(reading: Reading, name: str) -> bool:
    """Whether Korea has a body of this name, or had it when the text was written."""
    bodies = own_names().get(name, ())
    published = reading.published
    return any(published is None or body.valid_on(published.first) for body in bodies)


@functools.cache
def _names() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Of each name the codes that it may have, with what the text must hold for them.

    Without a code the nearest country before the name is meant.
    """
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for row in table("agency_foreign_ministries", "name", "code", "context"):
        found.setdefault(row["name"], []).append((row["code"], re.compile(row["context"])))
    return {name: tuple(several) for name, several in found.items()}


def _known(reading: Reading, hits: Iterable[tuple[int, int]]) -> Iterator[Proposal]:
    text = reading.text
    ends: dict[int, str | None] = {}
    told: dict[str, list[str]] = {}
    for start, end in hits:
        if not begins_at(text, start) or not ends_at(text, end) or text.endswith("국회 ", 0, start):
            continue
        name = text[start:end]
        if name not in told:
            told[name] = [code for code, context in _names()[name] if not code or context.search(text)]
        country = _of_codes(reading, start, told[name], ends) if told[name] else None
        if country:
            yield foreign(start, end, name, country, certain=False, rank=0)


def _of_codes(reading: Reading, start: int, codes: Sequence[str], ends: dict[int, str | None]) -> str | None:
    """Of a name that several countries have: one of ``codes`` that stands near, the nearest, the first."""
    name = next((each for each in words("chamber") if reading.text.startswith(each, start)), None)
    if codes[0] and (len(codes) == 1 or name):
        return codes[0]
    near = _countries_nearby(reading, start, ends)
    return next((code for code in codes if code in near), None) or (near[0] if near else codes[0] or None)


def _countries_nearby(reading: Reading, start: int, ends: dict[int, str | None]) -> list[str]:
    """The countries named before an offset in its sentence or the one before, the nearest first, but ours.

    ends: what was found at the offsets that were looked at, so that no offset is read twice.
    """
    text = reading.text
    sentence = reading.sentence_at(start)[0]
    least = max(start - _WINDOW, reading.sentence_at(sentence - 2)[0] if sentence > 1 else 0)
    near = []
    for end in range(start, least, -1):
        if end not in ends:
            found = name_ending_at(reading, end)
            alone = end - found[0] == 1 and "가" <= text[found[0]] <= "힣" if found else False
            syllable = alone and (text[end - 1] != "미" or text[end : end + 1] != " ")
            abroad = found is not None and found[1] != "KR" and not syllable
            ends[end] = found[1] if found and abroad else None
        country = ends[end]
        if country:
            near.append(country)
    return near
