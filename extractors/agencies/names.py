"""Names of the gazetteer in a text: full names, abbreviations by date, risky ones by their rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.agencies.abbreviations import LATIN, allowed, out_of_place
from extractors.agencies.edges import begins_at, ends_at, latin_ends_at
from extractors.agencies.periods import choose
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import words
from extractors.gazetteer import Body, gazetteer
from extractors.lexicon import Hit, LexiconError, table
from extractors.reading import Reading

#: 국민권익위, 원자력안전위: the press cuts 위원회 to 위.
_COMMITTEE = re.compile(r"^([가-힣]{3,20})위원회$")
# "한국특허청", "대한민국국회", "주식회사에스알", "(장관 홍길동,이하복지부)": what may be glued before a name
_PREFIX = re.compile(r"(?<![가-힣])(?:한국|대한민국|주식회사|이하)$")
#: Written with a space after it: 한국 보건사회연구원, 중앙 재난안전대책본부, 국립 중앙의료원.
_SPACED = re.compile(r"^(한국|국립|중앙|대한|국가|서울특별시)(?=[가-힣·]{4,30}$)")
#: The press drops this prefix: (한국)보건산업진흥원. Shorter rests would be ordinary words.
_ELIDED = re.compile(r"^(?:한국|국립|국가(?!.{0,20}위원회))(?=[가-힣·]{5,30}$)")


def surfaces() -> Iterator[tuple[str, Body]]:
    """Spellings of all bodies but local governments and those foreign ones that need their country.

    Raises LexiconError where ``agency_extra_names.csv`` names a body that is not in the gazetteer.
    """
    for body in gazetteer().bodies.values():
        yield from _surfaces(body)
    for row in table("agency_extra_names", "surface", "agency_id"):
        if row["agency_id"] not in gazetteer().bodies:
            raise LexiconError(f"agency_extra_names.csv: {row['surface']}: no agency {row['agency_id']!r}")
        yield row["surface"], gazetteer().bodies[row["agency_id"]]


def _surfaces(body: Body) -> Iterator[tuple[str, Body]]:
    if body.kind in {"local_province", "local_city"} and body.id.startswith("lg-"):
        return  # local_governments.py
    elided = _ELIDED.sub("", body.name) if body.body_class in {"public", "central"} else body.name
    spaced = [
        name.replace("유엔", "유엔 ", 1) for name in body.names if name.startswith("유엔") and len(name) > 4
    ]
    spaced += [name.replace("유엔", "국제연합", 1) for name in body.names if name.startswith("유엔")]
    committee = _COMMITTEE.sub(r"\1위", body.name) if body.body_class in {"central", "public"} else body.name
    spaced += [name.replace("유럽연합 ", "EU ", 1) for name in body.names if name.startswith("유럽연합 ")]
    compact = _without(body.name, "·")
    if body.body_class != "foreign":
        compact.append(body.name.replace(" ", ""))
    if body.body_class == "international":
        compact += [each for name in (*body.names, *spaced) for each in _without(name, " ")]
    if body.emit == "agency" and body.body_class in {"central", "public"}:
        spaced.append(_SPACED.sub(r"\1 ", body.name))
    spaced += _with_letters(body)
    if body.body_class in {"local", "central"}:
        spaced += [_OFFICE.sub(r" \1", name) for name in body.names]
    for surface in dict.fromkeys((*body.names, elided, *spaced, committee, *compact)):
        if body.id.startswith("na-") and surface.startswith("국회 "):
            continue  # 국회 정무위원회: the committee is a unit of 국회
        if body.body_class == "foreign" and " " in surface:
            continue  # 미국 재무부: foreign_bodies.py
        yield surface, body


def _without(name: str, joint: str) -> list[str]:
    """The spellings of a name that leave out some of its dots or spaces: 대중소기업·농어업협력재단."""
    first, *rest = name.split(joint)
    found = [first]
    for part in rest:
        found = [f"{before}{between}{part}" for before in found for between in ("", joint)]
    return found


#: Offices of provinces and cities: 서울시 교육청, 경상남도 경찰청.
_OFFICE = re.compile(r"(?<=[시도])(교육청|경찰청)$")


def _with_letters(body: Body) -> Iterator[str]:
    """LX한국국토정보공사, IBK기업은행, K-water한국수자원공사: letters glued before the name."""
    if body.body_class == "public" and body.emit == "agency":
        for letters in body.names:
            if LATIN.fullmatch(letters):
                yield from (letters + name for name in body.names[:4] if len(name) > 3 and not name.isascii())


def propose(reading: Reading, found: Iterable[Hit[Body]]) -> list[Proposal]:
    """Proposals for the listed names ``found`` that may stand where they stand."""
    text = reading.text
    every = list(found)
    hits = [hit for hit in every if _is_whole(text, hit)]
    hits += _run_together(text, every)
    otherwise = _defined_otherwise(text, hits)
    hits = [hit for hit in hits if text[hit.start : hit.end] not in otherwise]
    named = {body.id for hit in hits for body in hit.entries if text[hit.start : hit.end] == body.name}
    proposals = (_proposal(reading, hit, named) for hit in hits)
    return [proposal for proposal in proposals if proposal is not None]


# "농림축산식품부는국산밀소비를": a text that lost its spaces still shows where a long full name ends
_PARTICLE = re.compile(r"[은는이가을를의에와과]")
_LONG = 5
# "소방청은휴식공간을", "환경부는올해"; not 환경부과금, 교육부가세
_AFTER_SHORT = {
    "청": re.compile(r"(?:은|는|이|을|의|에서|에|과)[가-힣]{2}"),
    "부": re.compile(r"(?:는|를|에서|의)[가-힣]{2}"),
}
# "안나 요한 케리스(Anna Johanna Keris)": the end of a person's name
_PERSON_AFTER = re.compile(r"\([A-Z][a-z]{1,15} [A-Z][a-z]")
# "ASEAN Solidarity Initiative", "WHO Collaborating Centre": letters inside an English name
_ENGLISH_AFTER = re.compile(r" [A-Z]?[a-z]{3,}")
#: Where a word ends before a long full name: 에서는|산업통상자원부(장관, 및|보건복지부가.
_BEFORE_GLUED = re.compile(r"(?:[은는이가을를의에와과도로서]|[가-힣]{2}및|장관|관계부처)$")


def _is_whole(text: str, hit: Hit[Body]) -> bool:
    begins = begins_at(text, hit.start) or (
        hit.end - hit.start > 2 and _PREFIX.search(text, max(0, hit.start - 5), hit.start) is not None
    )
    if not begins and not _is_glued(text, hit):
        return _is_in_a_run(text, hit)
    if LATIN.fullmatch(text, hit.start, hit.end):
        return latin_ends_at(text, hit.end) and not _ENGLISH_AFTER.match(text, hit.end)
    if ends_at(text, hit.end):
        return True
    if not _is_full(text, hit):
        return begins and _is_in_a_run(text, hit)
    if hit.end - hit.start >= _LONG:
        return _PARTICLE.match(text, hit.end) is not None
    after = _AFTER_SHORT.get(text[hit.end - 1])
    return after is not None and after.match(text, hit.end) is not None


def _run_together(text: str, found: Iterable[Hit[Body]]) -> list[Hit[Body]]:
    """A ministry and a body of its own in one word: 산업통상자원부국표원장, 환경부국립생물자원관장."""
    long = [hit for hit in found if hit.end - hit.start > 2]
    first = {hit.end: hit for hit in long if text[hit.end - 1] in "부처청" and begins_at(text, hit.start)}
    second = [hit for hit in long if hit.start in first and ends_at(text, hit.end)] if first else []
    return [each for hit in second for each in (first[hit.start], hit)]


# "응급실과밀을줄이기위해복지부와국립암센터(원장": what stands around a name where no word has its space
_RUN = re.compile(r"[가-힣]{20,60}")
_BEFORE_RUN = re.compile(r"(?:위해|따라|통해|하여|하고|등|및|[은는을를의와과에,)\n ])$|^$")
_AFTER_RUN = re.compile(r"(?:은|는|을|를|의|에|와|과|에서|로부터|[,(])")


def _is_in_a_run(text: str, hit: Hit[Body]) -> bool:
    """Whether a name of three syllables or more stands between particles in a text that lost its spaces."""
    if hit.end - hit.start < 3 or text[hit.end - 1] not in "부처청원회단터사":
        return False
    if not _AFTER_RUN.match(text, hit.end) or not _BEFORE_RUN.search(text, max(0, hit.start - 3), hit.start):
        return False
    return any(
        run.start() <= hit.start < run.end() or hit.end == run.start()
        for run in _RUN.finditer(text, max(0, hit.start - 60), hit.end + 60)
    )


def _is_full(text: str, hit: Hit[Body]) -> bool:
    return any(body.name == text[hit.start : hit.end] for body in hit.entries)


def _is_glued(text: str, hit: Hit[Body]) -> bool:
    """Whether the full name of a ministry follows a particle in a text that lost its spaces."""
    return (
        hit.end - hit.start >= _LONG
        and text[hit.end - 1] in "부처청회"
        and _is_full(text, hit)
        and any(body.body_class == "central" for body in hit.entries)
        and _BEFORE_GLUED.search(text, max(0, hit.start - 4), hit.start) is not None
    )


# "경제동반자협정(EPA)": here the letters are no agency, and later in the text neither
_GLOSSED = re.compile(r"([가-힣])['\"」』]? ?\((?:[A-Za-z][A-Za-z,&' -]{5,90}, ?)?([A-Za-z&-]{2,12})[,)/]")


def _defined_otherwise(text: str, hits: list[Hit[Body]]) -> set[str]:
    """Letters that stand for another thing in this text: what they gloss ends as none of their bodies."""
    lettered = [hit for hit in hits if text[hit.start].isascii()]
    if not lettered:
        return set()
    glossed: dict[str, set[str]] = {}
    for last, letters in _GLOSSED.findall(text):
        glossed.setdefault(letters, set()).add(last)
    found = set()
    for hit in lettered:
        endings = {name[-1] for body in hit.entries for name in body.names}
        surface = text[hit.start : hit.end]
        if surface in glossed and not glossed[surface] & endings:
            found.add(surface)
    return found


def _proposal(reading: Reading, hit: Hit[Body], named: set[str]) -> Proposal | None:
    surface = reading.text[hit.start : hit.end]
    sentence_start, _ = reading.sentence_at(hit.start)
    full = tuple(body for body in hit.entries if body.name == surface)
    short = tuple(body for body in hit.entries if body.name != surface)
    bodies = full + (allowed(surface, short, _around(reading, hit), named) if short else ())
    if _in_parliament(reading.text, hit) or (
        short and not full and _PERSON_AFTER.match(reading.text, hit.end)
    ):
        return None
    if not bodies or out_of_place(reading, hit.start, hit.end, full=bool(full)):
        return None
    choice = choose(
        surface,
        bodies,
        reading.published,
        reading.text[max(sentence_start, hit.start - _CONTEXT) : hit.start],
    )
    if choice is None or (choice.past and surface in words("of_its_time")):
        return None
    return proposal_of(hit.start, hit.end, surface, choice.bodies, past=choice.past, certain=choice.certain)


#: How far around an abbreviation its cues are looked for.
_CONTEXT = 300


def _around(reading: Reading, hit: Hit[Body]) -> tuple[str, str]:
    """The sentence of a hit, and with it what the sentence before it says; bounded in a long one."""
    start, end = reading.sentence_at(hit.start)
    before = reading.sentence_at(start - 2)[0] if start > 1 else start
    end = min(end, hit.end + _CONTEXT)
    least = hit.start - _CONTEXT
    return reading.text[max(start, least) : end], reading.text[max(before, start - 200, least) : end]


def _in_parliament(text: str, hit: Hit[Body]) -> bool:
    """국회 정무위, 한국은행 금통위: named after the body whose unit it is."""
    if text.endswith("국회 ", 0, hit.start):
        return all(body.id.startswith("na-") for body in hit.entries)
    return text.endswith(("한국은행 ", "한은 "), 0, hit.start) and hit.entries[0].id == "pi-bok-mpc"


def proposal_of(
    start: int, end: int, surface: str, bodies: tuple[Body, ...], *, past: bool, certain: bool
) -> Proposal:
    """A proposal for one body, or one without a name where several fit."""
    body = bodies[0]
    if len({body.id for body in bodies}) > 1:
        return Proposal(
            start=start,
            end=end,
            rule="agency.ambiguous",
            name=None,
            kind=body.body_class if len({b.body_class for b in bodies}) == 1 else None,
            certain=False,
            reason="several bodies have this name",
            emit=any(each.emit == "agency" for each in bodies),
        )
    is_full = surface == body.name
    # 지방환경청 stands for a class; its members are listed as abbreviations, each a name of its own
    of_class = body.id in words("class_row") and not is_full
    return Proposal(
        start=start,
        end=end,
        rule="agency.past" if past else "agency.name" if is_full else "agency.short",
        name=surface if of_class else body.name,
        kind=body.body_class,
        agency_id=body.id,
        country=body.country,
        certain=certain and not past,
        emit=body.emit == "agency",
    )
