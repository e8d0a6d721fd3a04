"""Bodies that no list holds, recognised by the shape of their names: ○○경찰서, 국립○○박물관, ○○진흥원.

The name is one word. ``owner`` of a shape says how it must begin: with the name of a Korean place
(부산문화재단), with a word for the state (국립, 국가, 중앙), with 한국 and the like, with a word for the
world, or with anything.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.agencies.edges import ends_at
from extractors.agencies.places import places
from extractors.agencies.proposal import Proposal
from extractors.agencies.words import any_of
from extractors.gazetteer import CLASSES
from extractors.lexicon import LexiconError, table
from extractors.reading import Reading

_LONGEST = 24
# what the names of an owner begin with: "국립|새솔박물관"; "중앙|방역대책본부"; "한국|…진흥원"; "국제|…기구"
_STATE = re.compile(r"국립(?!공원|대|묘지)|국가(?!산업|유공)")
_HEADQUARTERS = re.compile(r"중앙|정부합동|범정부|국가|검찰")
_NATIONAL = re.compile(r"한국|대한(?!민국)|국립|국가|중앙(?!대|회)|전국재해|국제지식")
_WORLD = re.compile(
    r"국제|세계|유엔|아시아|아프리카|유럽|이슬람|포괄적|북대서양|북태평양|태평양|대서양|인도양|남극|북극|지중해|카리브|동아시아|동남아시아|중미|미주|글로벌"
)
# a letter of the one word that a name is
_HANGUL_WORD = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class Shape:
    """suffix: how the name ends. owner: how it begins. least: syllables before the suffix.

    full: what the suffix is short for (해수청 for 지방해양수산청), empty where it is not.
    """

    suffix: str
    kind: str
    owner: str
    least: int
    never: re.Pattern[str] | None
    full: str


@functools.cache
def shapes() -> Mapping[str, tuple[Shape, ...]]:
    """Shapes of ``data/agency_shapes.csv`` by suffix. Raises LexiconError for an unknown kind or owner."""
    found: dict[str, list[Shape]] = {}
    for row in table("agency_shapes", "suffix", "kind", "owner", "least", "never", "full"):
        if row["kind"] not in CLASSES or row["owner"] not in _OWNERS:
            raise LexiconError(f"agency_shapes.csv: {row['suffix']}: unknown kind or owner")
        never = re.compile(row["never"]) if row["never"] else None
        shape = Shape(row["suffix"], row["kind"], row["owner"], int(row["least"]), never, row["full"])
        found.setdefault(shape.suffix, []).append(shape)
    # a name may have a longer suffix than the one that fits it: 유럽통계청 is no 통계청 of a Korean place
    return {
        suffix: tuple(shape for start in range(len(suffix)) for shape in found.get(suffix[start:], ()))
        for suffix in found
    }


def _any(stem: str) -> bool:
    return bool(stem)


def _starts_with_place(stem: str) -> bool:
    return places().match(stem) is not None


def _state(stem: str) -> bool:
    return _STATE.match(stem) is not None


def _headquarters(stem: str) -> bool:
    return _HEADQUARTERS.match(stem) is not None


def _united_nations(stem: str) -> bool:
    return stem.startswith("유엔")


def _branch(stem: str) -> bool:
    """Schools and laboratories of a service: 경찰인재개발원, 관세국경관리연수원, 국세공무원교육원."""
    return re.match(any_of("branch"), stem) is not None


def _europe(stem: str) -> bool:
    return stem.startswith("유럽")


def _national(stem: str) -> bool:
    return _NATIONAL.match(stem) is not None


def _world(stem: str) -> bool:
    return _WORLD.match(stem) is not None


_OWNERS = {
    "any": _any,
    "place": _starts_with_place,
    "state": _state,
    "national": _national,
    "headquarters": _headquarters,
    "world": _world,
    "europe": _europe,
    "branch": _branch,
    "un": _united_nations,
}
#: Companies, schools and clubs end like public bodies: 삼성서울병원, 서울대학교 …연구원, 대우재단.
_PRIVATE = re.compile(
    r"대학|학교|대병원|삼성|현대|엘지|롯데|한화|포스코|신한|국민은행|하나금융|우리금융|농협|수협|조합|교회|성당|불교|가톨릭|원불교"
    r"|순천향|을지대|연세|전경련|경총|민주노총|한국노총|신문|방송|주식회사|협회|학회|동창회|총학생회|입주자"
)
# a text that lost its spaces: 지역하천관리를돕기위해물길지원센터
_CLAUSE = re.compile(r"를|하기|에서|따라|위해")


def propose(reading: Reading, suffixes: Mapping[int, int]) -> list[Proposal]:
    """Proposals for unlisted bodies, without an id; not certain where the shape alone speaks.

    suffixes: where the suffixes of `shapes` stand in the text, their starts by their ends.
    """
    return list(_found(reading.text, suffixes))


def _found(text: str, suffixes: Mapping[int, int]) -> Iterator[Proposal]:
    for end, begin in suffixes.items():
        if not ends_at(text, end):
            continue
        suffix = text[begin:end]
        start = _word_start(text, begin)
        # 관악구청장 is a title that has swallowed the name
        swallowed = suffix == "구청" and text.startswith("장", end)
        several = text.endswith(("양국 ", "각국 ", "해당국 "), 0, start)  # 양국 외교연수원
        if swallowed or several:
            continue
        shape = _shape(text[start:end], suffix) if start < begin else None
        if shape is None:
            start = _place_before(text, start)
            shape = _shape(text[start:end].replace(" ", ""), suffix, owner="place")
        if shape is not None and start < begin:
            yield _proposal(text, start, end, shape)


# "충청남도 사회서비스원", "서울시 보건환경연구원": the place is a word of its own
_PLACE_WORD = re.compile(r"(?<![가-힣])[가-힣]{2,9}[시도군] $")


def _place_before(text: str, start: int) -> int:
    """Where the name of the province, city or county before a word begins; else where the word does."""
    word = _PLACE_WORD.search(text, max(0, start - 12), start) if text[start - 1 : start] == " " else None
    return word.start() if word and places().match(word[0]) else start


def _proposal(text: str, start: int, end: int, shape: Shape) -> Proposal:
    name = text[start:end].replace(" ", "")
    return Proposal(
        start=start,
        end=end,
        rule="agency.shape",
        name=name.removesuffix(shape.suffix) + (shape.full or shape.suffix),
        kind=shape.kind,
        certain=shape.owner in {"place", "state", "headquarters"} or shape.suffix in _SURE,
        rank=-1,
    )


_SURE = frozenset({"경찰서", "세무서", "소방서", "국유림관리소", "교육지원청"})


def _word_start(text: str, offset: int) -> int:
    least = max(0, offset - _LONGEST)
    while offset > least and (_HANGUL_WORD.match(text[offset - 1]) or _inner_dot(text, offset - 1)):
        offset -= 1
    return offset


def _inner_dot(text: str, offset: int) -> bool:
    """출입국·외국인청 is one name; 경찰청·소방청 are two: a dot counts only inside the known compounds."""
    return text[offset] == "·" and text.startswith("출입국·외국인", max(0, offset - 3))


def _shape(name: str, suffix: str, owner: str | None = None) -> Shape | None:
    if _PRIVATE.search(name.removesuffix("소방학교")) or _CLAUSE.search(name):
        return None
    for shape in shapes()[suffix]:
        stem = name[: -len(shape.suffix)]
        refused = shape.never is not None and shape.never.fullmatch(name)
        if owner is not None and shape.owner != owner:
            continue
        if len(stem) >= shape.least and not refused and _OWNERS[shape.owner](stem):
            return shape
    return None
