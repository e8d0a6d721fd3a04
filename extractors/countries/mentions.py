"""Countries of a text: full and one-syllable names, and regions; nothing from inside another name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.countries import chains, headlines, homographs, regions, spaced, syllables, toward, twins
from extractors.countries.cover import Cover
from extractors.countries.homographs import Verdict, by_morphemes
from extractors.countries.names import Name, english_names, leftmost
from extractors.countries.risks import doubtful, risks
from extractors.countries.scan import Scan, scan
from extractors.countries.shields import Shield, covered
from extractors.mention import Agency, Country, Mention
from extractors.reading import Reading

_Candidate = tuple[Name, int, int]

# "한베트남 정상회담", "한인니 협력": our own syllable right before a full name
_WITH_KOREA = re.compile(r"(?<![가-힣A-Za-z0-9])한$")
# "몰도바공화국", "독일연방공화국", "스위스연방": the full form that no list holds
_FORMAL = re.compile(
    r"(?:(?:사회주의|연방|이슬람|인민|인민민주)?공화국|왕국|합중국|공국|연방)(?=[은는이가을를의과와에도]|[^가-힣]|$)"
)
_POSTS = ("대사관", "영사관", "대표부", "공관")
# What may stand right before a name: 주요르단 대사관, 대러시아 제재, 친우크라이나, 옛그루지야, 한베트남
_PREFIX = re.compile(
    r"(?:^|[^가-힣A-Za-z0-9])(?:주[한미중일러영]|재[한미중일]|대|주|친|반|재|한|미|중|일|러|북|탈|비|전|옛|중부|남부|동부|서부|북부|방)$"
)
# "주일본한국대사관", "주상하이한국총영사관": our country behind the host
_OURS = re.compile(r"(?<![가-힣])(?:주|駐) ?[가-힣]{1,8}$")
_OUR_POST = re.compile(r" ?(?:대사관|총영사관|영사관|대표부|분관)")
_HANGUL_OR_DIGIT = re.compile(r"[가-힣0-9]")


def doubts(reading: Reading) -> Iterable[int]:
    """Offsets of homographs that only the morphemes of their sentence can settle."""
    text = reading.text
    if any(surface in text for surface in doubtful()):
        found = scan(text)
        names = _candidates(text, found, found.shields(text))
        judged = _judged(reading, names)
        yield from (start for _, start, _, verdict in judged if verdict is Verdict.DOUBT)
    yield from syllables.doubts(text)


def find(reading: Reading, agencies: list[Agency]) -> list[Mention]:
    """Country and Region mentions of a text, in order.

    agencies: the bodies already found in it; they hide the names inside them, embassies excepted.
    ``doubts`` must have been announced and analysed, else KeyError.
    """
    text = reading.text
    found = scan(text)
    shields = found.shields(text)
    named = _full(reading, _candidates(text, found, shields))
    brief = _brief(reading, found, shields)
    countries = _outside(_apart([*named, *_glosses(text), *brief]), agencies)
    return [*countries, *regions.find(text, found.areas, agencies)]


def _is_post(agency: Agency) -> bool:
    """Embassies and consulates leave their countries visible: 주한 영국대사관, 주고베 대한민국 총영사관."""
    return agency.text.endswith(_POSTS)


def _full(reading: Reading, names: Iterable[_Candidate]) -> Iterator[Country]:
    for name, start, end, verdict in _judged(reading, names):
        if verdict is Verdict.YES or (verdict is Verdict.DOUBT and by_morphemes(reading, start, end)):
            code, certain = twins.code_of(reading, name, start, end)
            formal = _FORMAL.match(reading.text, end)
            end = formal.end() if formal else end
            yield _country(reading.text, start, end, code, "country.name", certain=certain)
            if _WITH_KOREA.search(reading.text, max(0, start - 2), start):
                yield _country(reading.text, start - 1, start, "KR", "country.run")


def _brief(reading: Reading, found: Scan, shields: list[Shield]) -> Iterator[Country]:
    text = reading.text
    seen: set[int] = set()
    for rules in (
        spaced.find(text, found.torn),
        chains.find(text),
        toward.find(text),
        syllables.find(reading),
        headlines.find(reading),
    ):
        for spot in rules:
            if spot.start not in seen and not covered(shields, spot.start, spot.end, spot.code):
                seen.add(spot.start)
                yield _country(text, spot.start, spot.end, spot.code, spot.rule)


def _country(text: str, start: int, end: int, code: str, rule: str, *, certain: bool = True) -> Country:
    return Country(start=start, end=end, text=text[start:end], rule=rule, certain=certain, code=code)


def _outside(mentions: Iterable[Country], agencies: Sequence[Agency]) -> Iterator[Country]:
    """Those that stand in no body, and the country that a foreign body's name begins with."""
    bodies = Cover((body.start, body.end) for body in agencies if not _is_post(body))
    owners = {(body.start, body.country) for body in agencies if body.kind == "foreign"}
    for mention in mentions:
        if bodies.reach(mention.start) < mention.end or (mention.start, mention.code) in owners:
            yield mention  # 미국식품의약국: 미국 owns it


def _apart(mentions: list[Country]) -> Iterator[Country]:
    """Mentions without overlaps; what comes first and is longest stays (미국 over 미)."""
    end = 0
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


def _candidates(text: str, found: Scan, shields: list[Shield]) -> list[_Candidate]:
    """Names by spelling, at the edges of words and outside shields: leftmost, then longest."""
    return [
        (name, start, end)
        for start, end, name in leftmost(found.names)
        if _bounded(text, start, end) and not covered(shields, start, end, name.code)
    ]


def _bounded(text: str, start: int, end: int) -> bool:
    surface = text[start:end]
    if surface.isascii():
        return _latin(text, start, end)
    if _SPLIT.match(text, start) or _CITY.match(text, end):  # 미국방부 is 미 + 국방부
        return False
    if not start or not _HANGUL_OR_DIGIT.match(text[start - 1]):
        return True
    if surface in {"북한", "남한"} and text[start - 1] in "방전":
        return False  # "방북한 특사", "전북한우"
    if len(surface) >= 4 and " " not in surface and surface not in risks():
        return True
    if (
        surface in {"한국", "대한민국"}
        and _OUR_POST.match(text, end)
        and _OURS.search(text[max(0, start - 10) : start])
    ):
        return True
    return bool(_PREFIX.search(text, max(0, start - 4), start))


# "미국방부", "미국무장관", "중국방부", "영국방장관": a one-syllable name before 국방부, 국무부, 국회
_SPLIT = re.compile(r"[미중영태]국(?:방부|방장관|방성|무부|무장관|무성|회의원|가안보|세청|토안보)")
# "멕시코시티", "쿠웨이트 시티": capitals; "남해 독일마을": a place
_CITY = re.compile(r" ?시티(?!투어|버스| 투어)|마을(?!에서 온|마다)")
_NOT_LATIN = re.compile(r"\$| ?달러|[A-Za-z0-9]|[&+'.-][A-Za-z]|-\d")


def _latin(text: str, start: int, end: int) -> bool:
    if start > 1 and text[start - 1] == "-" and "가" <= text[start - 2] <= "힣":  # 한-UAE
        return not _NOT_LATIN.match(text, end)
    if start and ((text[start - 1].isascii() and text[start - 1].isalnum()) or text[start - 1] in "-.&@/_$'"):
        return False
    return not _NOT_LATIN.match(text, end)


def _judged(reading: Reading, names: Iterable[_Candidate]) -> Iterator[tuple[Name, int, int, Verdict]]:
    """Candidates with their verdicts; a spelling that is the country once is so where all is silent."""
    verdicts = [(name, start, end, _verdict(reading, name, start, end)) for name, start, end in names]
    sure = {name.surface for name, _, _, verdict in verdicts if verdict is Verdict.YES}
    for name, start, end, verdict in verdicts:
        settled = verdict in {Verdict.DOUBT, Verdict.NO_CUE} and name.surface in sure
        yield name, start, end, Verdict.YES if settled else verdict


def _verdict(reading: Reading, name: Name, start: int, end: int) -> Verdict:
    if name.surface not in risks():
        return homographs.plain(reading.text, end)
    return homographs.settle(reading, name, start, end)


# "한국(코리아)"
_KOREA = re.compile(r"\((?:(?<=한국\()|(?<=대한민국\())(코리아)\)")
# "가나(Ghana)", "(Kenya, Rwanda)": English names count only as a gloss in brackets
_GLOSS = re.compile(r"\(([A-Z][A-Za-z .&'-]{2,30}(?:, ?[A-Z][A-Za-z .&'-]{2,30}){0,9})\)")


def _glosses(text: str) -> Iterator[Country]:
    for found in _KOREA.finditer(text):
        yield _country(text, *found.span(1), "KR", "country.gloss")
    for found in _GLOSS.finditer(text):
        parts = list(re.finditer(r"[^,]+", found.group(1)))
        if not all(part.group().strip() in english_names() for part in parts):
            continue
        for part in parts:
            surface = part.group().strip()
            start = found.start(1) + part.start() + part.group().index(surface)
            yield _country(text, start, start + len(surface), english_names()[surface], "country.gloss")
