"""Stretches of text in which a country name is part of another name: 한국은행, 일본뇌염, 「한미 …법」."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.country_names import lookup
from extractors.lexicon import Automaton, items, longest, table


@dataclass(frozen=True, slots=True)
class Shield:
    """A stretch [start, end) in which names of the country ``code`` (of all, if None) are no mention."""

    start: int
    end: int
    code: str | None


@functools.cache
def _listed() -> Automaton[str | None]:
    """Shields of the gazetteer by country, and names of bodies that begin with a country."""
    pairs: list[tuple[str, str | None]] = [
        (surface, row["code"])
        for row in table("countries", "code", "shields")
        for surface in items(row["shields"])
        if "*" not in surface and surface not in _TOO_WIDE
    ]
    for row in table("agencies", "name_ko", "abbr", "emit", "class"):
        if row["emit"] != "grouping" and row["class"] != "foreign":
            pairs += [(name, None) for name in (row["name_ko"], *items(row["abbr"])) if len(name) > 3]
    pairs += [(row["surface"], row["code"] or None) for row in table("country_words", "surface", "kind", "code") if row["kind"] == "shield"]
    return Automaton(dict.fromkeys(pairs))


#: Shields that homographs.csv's cues judge better, because their country reading is common too.
_TOO_WIDE = frozenset(
    "유일한 수단;북미시장;북미 시장;북미지역;북미 지역;중미 지역;중미지역;기니만;개인도;법인도;외국인도;노인도;부인도;군인도;확인도;승인도;원인도;요인도;타인도;성인도;본인도;장애인도;한미반도체;또한국가;독일월드컵".split(";")
) - {"한미반도체", "독일월드컵", "북미시장", "북미 시장", "북미지역", "북미 지역", "중미 지역", "중미지역"}


@functools.cache
def _wild() -> re.Pattern[str]:
    """``한국*공사`` of the gazetteer: the star is one to eight Hangul syllables."""
    patterns = [
        re.escape(surface).replace(r"\*", "[가-힣]{1,8}")
        for row in table("countries", "code", "shields")
        for surface in items(row["shields"])
        if "*" in surface
    ]
    return re.compile("|".join(patterns))


# 한국 or 대한 with a body's name behind it, unlisted too: "한국드론기업연합회", "대한산악구조협회", "한국 소비자단체협의회"
_BODY = re.compile(
    r"(?<![가-힣])(?:(?:사단법인|\(사\)|재단법인|\(재\)|㈜|\(주\)) ?)?(?:한국|대한|대한민국|재일한국인|재일본|한[미중일영불독]|중국|일본|미국|영국|독일|프랑스|베트남|러시아)"
    r"[가-힣·]{0,16}?(?:공사|공단|협회|학회|재단|은행|대학교|대학원|연구원|연구소|연구회|진흥원|평가원|개발원|교육원|정보원|관리원|기술원|인증원|시험원|보호원|"
    r"연합회|중앙회|조합|협의회|연맹|총연합|노총|신문사?|일보|방송|통신사|전력|거래소|공제회|회의소|진흥회|위원회|진흥센터|지원센터|박물관|미술관|도서관|병원|"
    r"증권|생명보험|화재|철도|가스공사|석유공사|수력원자력|전기안전|제약|약품|시멘트|타이어|항공|야쿠르트|도자기|교육학술정보원|예탁결제원|주택금융|벤처투자|"
    r"자산관리|성장금융|해양교통|장학재단|국제협력단|체육회|적십자사|노인회|의사회|변호사회|총동문회|향우회|동우회|여성회|부인회|로터리|클럽|뉴스|경제TV|프레스센터|회관|민단)"
)
# "「한·미 …에 관한 특별법」", "「미국산 … 고시」": titles of laws; "「칠레의 가족 전통 서커스」" is no law
_LAW = re.compile(r"[「『]([^「」『』\n]{1,80})[」』]")
_LAW_END = re.compile(r"(?:법|법률|시행령|시행규칙|규칙|조례|고시|규정|훈령|예규|특례법|기본법)(?:\([^)]{1,20}\)| 일부개정법률안| 개정안| 제정안)?$")
# A war is named after its place: "한국전 참전", "베트남전 참전용사", "이라크전 파병"
_WAR = re.compile(r"(?:한국|베트남|월남|이라크|걸프|우크라이나)전(?:쟁| ?(?:참전|당시|발발|정전|용사|파병|영웅|전사))|유엔군? 한국전")
# 홍콩달러, 호주달러: a currency, not the place
_CURRENCY = re.compile(r"(?:미국?|홍콩|호주|캐나다|싱가포르|대만|뉴질랜드)(?:달러|불)|중국위안|일본엔|영국파운드|US ?달러")
# "중국어", "한국어·영어": languages
_LANGUAGE = re.compile(r"([가-힣]{2,8})어(?!선|업|민|선|장|린|획|종|류|촌|묵|패|망|뢰|군|구|디|떤|떻|느|제|쩌|느)")


def shields(text: str) -> list[Shield]:
    """Every stretch of the text that hides the country names inside it."""
    found = [
        Shield(hit.start, hit.end, entry) for hit in _listed().hits(text) for entry in hit.entries
    ]
    found += [Shield(*match.span(), None) for pattern in (_wild(), _BODY, _WAR, _CURRENCY) for match in pattern.finditer(text)]
    found += [Shield(*match.span(), None) for match in _LAW.finditer(text) if _LAW_END.search(match.group(1))]
    found += [
        Shield(*match.span(), None)
        for match in _LANGUAGE.finditer(text)
        if match.group(1) in lookup()
    ]
    return found


def covered(found: list[Shield], start: int, end: int, code: str) -> bool:
    """Whether a name of the country ``code`` at [start, end) stands inside a shield."""
    return any(
        shield.start <= start and end <= shield.end and shield.code in (None, code) and shield.end - shield.start > end - start
        for shield in found
    )
