"""Names of states that are also other words (수단 'means', 인도 'pavement', 조지아 'the US state').

Each has a row in ``data/country_risks.csv``: words beside it or in its sentence that speak for or against
the country, and what to believe without them. Only names whose default is ``kiwi`` are ever a doubt for the
morphological analyser, and only where no word settles them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.country_names import Name, lookup, places
from extractors.lexicon import LexiconError, items, table
from extractors.reading import Reading

_DEFAULTS = frozenset({"yes", "no", "kiwi"})


@dataclass(frozen=True, slots=True)
class Risk:
    """Cues of one homograph; before/after are adjacent strings (blanks count), near are words of the sentence."""

    default: str
    before_no: tuple[str, ...]
    after_no: tuple[str, ...]
    before_yes: tuple[str, ...]
    after_yes: tuple[str, ...]
    near_yes: tuple[str, ...]
    near_no: tuple[str, ...]


@functools.cache
def risks() -> Mapping[str, Risk]:
    """Homographs by spelling. Raises LexiconError for an unknown default or a spelling that is no name."""
    columns = ("before_no", "after_no", "before_yes", "after_yes", "near_yes", "near_no")
    found: dict[str, Risk] = {}
    for line, row in enumerate(table("country_risks", "surface", "default", *columns), 2):
        if row["default"] not in _DEFAULTS:
            raise LexiconError(f"country_risks.csv:{line}: unknown default {row['default']!r}")
        found[row["surface"]] = Risk(row["default"], *(items(row[column]) for column in columns))
    return found


#: Korean particles and the endings of the copula, up to three in a row, then the end of the word.
_PARTICLES = (
    r"(?:(?:은|는|이|가|을|를|의|에|에서|에게|에게서|에는|에도|에서는|에선|로|으로|와|과|도|만|까지|부터|보다|처럼|뿐|라도|이나|나|이라도|든|"
    r"라고|이라고|라는|이라는|인|이며|며|이고|고|이다|다|였다|이었다|이자|자|지만|이지만|한테|께서|하고|랑|이랑|들|등|간|내|산|인|제|발|"
    r"행|계|군|전|측|쪽|령|권|향|화|용|어|마저|조차|밖에|별|여행|정부|대사|대사관|대통령|총리|국민|교민|진출|주재|현지|국적|출신|공화국|"
    r"왕국|제도|연방|난민|공장|법인|시장|외교|대표단|국왕|근로자|외무성|항공|공항|협력|수출|수입|지역|전역){1,4})?(?![가-힣])"
)
_WORD_ENDS = re.compile(_PARTICLES)
_STYLE = re.compile(r"(?:풍|식|형|판|관|적)(?:의|으로|이|은|을|인)?(?![가-힣])")
# A brand or a title: "베냉산 목재라는 상품명은", "상호가 …", "이름이 팔라우테크다"
_NAMED = re.compile(
    r"[가-힣]{0,4} ?[가-힣]{0,6}(?:이)?라는 (?:이름|상호|상표|상품|제품|제목|별명|세례명|브랜드|카페|커피|식당|가게|노래|곡|캐릭터|회사|호텔|빵집|간판|말|단어|애칭|닉네임|예명|책|소설|영화|드라마|게임)"
)
_BEFORE_BRAND = re.compile(
    r"(?:상호|상호가|상호는|상표|상표인|브랜드|브랜드인|회사명|회사|업체명|업체|기업명|상호명|카페|식당|밴드|가수|배우|진행자|모델|강사|영화|드라마|소설|"
    r"연극|뮤지컬|노래|게임|캐릭터|리조트|호텔|미용실|동호회|축구단|구단|아파트|빌라|펜션|모텔|주점|술집|빵집|커피숍|화가|작가|도예가|무용가|개그맨|"
    r"유튜버|방송인|아나운서|래퍼|걸그룹|그룹|신부|수녀|사회자|연주자|피아니스트|디자이너|요리사|셰프|애완견|반려견|강아지|고양이|경주마|"
    r"회사 이름이|상호가|이름이|이름은|본명은|세례명|브랜드명|제품명|상품명|모델명|가게|상가|매장|편의점|클럽|나이트클럽|노래방|단지|선박명|요트|화장품) $"
)
_AFTER_BRAND = re.compile(
    r" ?(?:카페|커피숍|커피점|식당|음식점|레스토랑|호텔|모텔|펜션|골프복|골프웨어|골프장|만년필|샌드위치|그랑프리|수녀|수도회|스튜디오|목욕탕|사우나|미용실|체육관|"
    r"빌라|아파트|빌딩|타워|상가|브랜드|상표|상호|제과|베이커리|빵집|음반|앨범|밴드|가방|손목시계|지갑|향수|캠핑장|노래방|학원|의원|약국|교회|성당|"
    r"성가대|웨딩|예식장|주차장|마트|편의점|부티크|갤러리|어린이집|유치원|키즈|주점|포차|횟집|치킨|피자|떡볶이|테크|전자|건설|상사|물산|산업|제약|화학|"
    r"엔터|미디어|디자인|패션|모피|가구|침대|소파|커튼|오토|모터스|게임즈|소프트|시스템|네트웍스|파트너스|캐피탈|투어|여행사|캐릭터|인형|만화|소설|영화관|극장)"
)
# "차드 윌슨 교수", "시리아 씨", "베냉 리 씨가"
_PERSON = re.compile(r"(?: [가-힣]{1,5})? ?(?:씨|교수|박사|감독|선수|작가|배우|코치|강사|기자|신부|수녀|연구원|양|사장|대표이사|셰프|투수|타자)(?:[은는이가을를의와과도에,]|에게|$|[ .])")
#: Words that speak of states beside a name: "… 정부", "… 대통령".
_STATE_AFTER = re.compile(
    r" ?(?:정부|대통령|총리|국왕|대사관|대사|외교|외무|장관|의회|국회|교민|국민|공무원|당국|수도|내전|난민|군부|군정|정세|진출|주재|국적|출신|"
    r"국영|주민|대표단|공화국|왕국|현지|근로자|유학생|관광객|국제공항|보건부|교육부|재무부|내무부|농업부|중앙은행|대선|총선|쿠데타|반군|정상|특사|국빈|국경|해역|영해)"
)
#: Words of a sentence that speak of states: talk of treaties, visits, aid.
_STATE_NEAR = re.compile(
    r"수교|정상회담|정상회의|양해각서|외교|대사관|순방|국빈|여행경보|여행금지|무상원조|개발원조|공적개발원조|ODA|개도국|개발도상국|양국|자유무역협정|FTA|교민|"
    r"대통령|총리|국왕|외무|아프리카|중동|동남아|중남미|중앙아시아|서남아|카리브|현지 진출|수원국|협력국|회원국|다자|유엔|초청연수|파병|개최국|원조|재외공관|국제사회"
)


def settle(reading: Reading, name: Name, start: int, end: int) -> bool | None:
    """Whether a homograph at [start, end) is the country; None where only its morphemes can tell."""
    text, risk = reading.text, risks()[name.surface]
    if _WITH_STATE.search(text, max(0, start - 4), start) and _WORD_ENDS.match(text, end):
        return True
    if _refused(text, risk, start, end):
        return False
    if _supported(text, risk, name, start, end):
        return True
    low, high = reading.sentence_at(start)
    near = text[low:start] + " " + text[end:high]
    if any(word in near for word in risk.near_no):
        return False
    if any(word in near for word in risk.near_yes) or _evidence(near, name):
        return True
    if risk.default == "kiwi":
        return None
    return risk.default == "yes"


# "한-오만 장관회의", "미·이란 협상", "주인니 대사관" (not 전주요르단)
_WITH_STATE = re.compile(r"(?:^|[^가-힣A-Za-z0-9])(?:[한미중일러북영] ?[-·/]|주)$")


def _refused(text: str, risk: Risk, start: int, end: int) -> bool:
    if text.startswith(risk.after_no, end) or text[:start].endswith(risk.before_no):
        return True
    if not _WORD_ENDS.match(text, end) or _STYLE.match(text, end):
        return True
    window = text[max(0, start - 14) : start]
    return bool(
        _NAMED.match(text, end) or _BEFORE_BRAND.search(window) or _AFTER_BRAND.match(text, end) or _PERSON.match(text, end)
    )


def _supported(text: str, risk: Risk, name: Name, start: int, end: int) -> bool:
    if text.startswith(risk.after_yes, end) or text[:start].endswith(risk.before_yes):
        return True
    return bool(_STATE_AFTER.match(text, end)) or _listed(text, start, end)


# "말리와 니제르", "차드, 수단", "가나·케냐": another country beside it in a list.
_AFTER_LIST = re.compile(r"(?:,|·|와|과|및|·|-| 및| 또는|이나|나) ?([가-힣]{2,8})")
_BEFORE_LIST = re.compile(r"([가-힣]{2,8})(?:,|·|와|과|및|-| 및|이나) ?$")


def _listed(text: str, start: int, end: int) -> bool:
    after = _AFTER_LIST.match(text, end)
    if after and _begins_with_name(after.group(1)):
        return True
    before = _BEFORE_LIST.search(text, max(0, start - 12), start)
    return bool(before) and before is not None and _ends_with_name(before.group(1))


def _begins_with_name(word: str) -> bool:
    return any(word[:length] in lookup() and word[:length] not in risks() for length in range(2, len(word) + 1))


def _ends_with_name(word: str) -> bool:
    word = word.removesuffix("과").removesuffix("와")
    return any(word[-length:] in lookup() and word[-length:] not in risks() for length in range(2, len(word) + 1))


def _evidence(near: str, name: Name) -> bool:
    return any(place in near and place not in _COMMON_PLACES for place in places(name.code))


#: Cities that are ordinary words themselves prove nothing.
_COMMON_PLACES = frozenset(items(";".join(row["risky_surfaces"] for row in table("countries", "risky_surfaces"))))


def by_morphemes(reading: Reading, start: int, end: int) -> bool:
    """What the analyser says of [start, end): exactly one proper noun, not a common noun, verb or ending."""
    inside = [m for m in reading.morphemes_at(start) if m.start < end and start < m.end]
    return len(inside) == 1 and inside[0].tag == "NNP" and (inside[0].start, inside[0].end) == (start, end)


def plain(text: str, start: int, end: int) -> bool:
    """Whether a name without a row of its own is the country here: not where it is somebody's brand."""
    return not _NAMED.match(text, end)
