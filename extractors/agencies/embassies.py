"""Embassies and consulates: 주미 한국대사관, 주베트남대사관, 駐고베 총영사관; 주한 영국대사관, 영국대사관."""

from __future__ import annotations

import re

from extractors.agencies.countries import country_names
from extractors.agencies.edges import ends_at
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import words
from extractors.countries.names import lookup, name_ending_at, syllables
from extractors.reading import Reading

_OFFICE = r"(?:대사관|총영사관|영사관|대표부|분관)"
# "주한 영국대사관", "주한미국대사관", "주한 미대사관", "주한 유럽연합 대표부"
_HERE = re.compile(rf"(?<![가-힣])(?:주|駐) ?한 ?(?P<sender>[가-힣A-Z]{{1,10}}) ?{_OFFICE}")
# "주미 한국대사관", "주베트남대사관", "주고베 대한민국 총영사관", "駐 OECD 대표부"
_ABROAD = re.compile(
    rf"(?<![가-힣])(?:주|駐) ?(?P<host>[가-힣A-Z一-鿿]{{1,10}}?) ?(?:대한민국|한국|우리)? ?{_OFFICE}"
)
# "주중 북한대사관", "주유엔 북한 대표부": of a third state
_THIRD = re.compile(
    rf"(?<![가-힣])(?:주|駐) ?(?P<host>[가-힣A-Z]{{1,8}}?) ?(?P<sender>[가-힣]{{2,8}}) ?{_OFFICE}"
)
# "몽골 한국대사관", "영국대사관", "미국 대사관"
_BARE = re.compile(r"(?P<own>(?:대한민국|한국) ?)?(?:대사관|총영사관)")


def propose(reading: Reading) -> list[Proposal]:
    """Proposals for embassies of others here (foreign) and Korean ones abroad (central)."""
    text = reading.text
    if not any(office in text for office in ("사관", "대표부", "분관")):
        return []
    found = []
    for match in _HERE.finditer(text):
        code = _code(match["sender"])
        if code and ends_at(text, match.end()):
            found.append(_proposal(match, "foreign", code))
    found += [
        _proposal(match, "central", None)
        for match in _ABROAD.finditer(text)
        if _is_host(match["host"]) and ends_at(text, match.end())
    ]
    for match in _THIRD.finditer(text):
        code = _code(match["sender"])
        third = code is not None and code != "KR" and match["host"] != "한" and _is_host(match["host"])
        if third and ends_at(text, match.end()):
            found.append(_proposal(match, "foreign", code))
    return [*found, *_bare(reading)]


def _code(name: str) -> str | None:
    if name in {"유럽연합", "EU"}:
        return "EU"
    country = lookup().get(name)
    return country.code if country else syllables().get(name)


def _is_host(host: str) -> bool:
    """Whether embassies can be at a host: a state or a city; not 요 of 주요 대사관."""
    return host not in words("no_host") and (len(host) > 1 or host in syllables())


def _proposal(match: re.Match[str], kind: str, code: str | None) -> Proposal:
    name = re.sub(r"^(?:주|駐) ?", "주", match[0])
    return Proposal(
        start=match.start(),
        end=match.end(),
        rule="agency.embassy",
        name=name,
        kind="international" if code == "EU" else kind,
        country=None if code == "EU" else code,
        rank=1,
    )


def _bare(reading: Reading) -> list[Proposal]:
    """Without 주: 영국대사관 is the one here; 한국대사관 is ours, where is not said."""
    text = reading.text
    found = []
    for match in _BARE.finditer(text):
        start = match.start()
        before = name_ending_at(reading, start - 1 if text[start - 1 : start] == " " else start)
        if not ends_at(text, match.end()) or (before is None and not match["own"]):
            continue
        if match["own"] or before is None or before[1] == "KR":
            begin = start if match["own"] else before[0] if before else start
            found.append(_unnamed(begin, match.end()))
        else:
            name = f"주한 {country_names()[before[1]]}대사관" if match[0] == "대사관" else None
            found.append(
                Proposal(
                    start=before[0],
                    end=match.end(),
                    rule="agency.embassy",
                    name=name,
                    kind="foreign",
                    country=before[1],
                    certain=False,
                    reason=None if name else "the text does not say where",
                )
            )
    return found


def _unnamed(start: int, end: int) -> Proposal:
    return Proposal(
        start=start,
        end=end,
        rule="agency.embassy",
        name=None,
        kind="central",
        certain=False,
        reason="the text does not say where",
    )
