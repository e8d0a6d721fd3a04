"""Names of papers, blogs and authorities, as sites state them: without slogans, portals and addresses."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from scrapers.boilerplate.titles import is_board_name

_PORTALS = Path(__file__).parent / "data" / "portals.txt"
PAPER = (
    r"(?:신문|일보|뉴스|타임즈|타임스|저널|투데이|닷컴|미디어|방송|통신|경제|경제TV|브리핑|데일리|매일|헤럴드|포스트|신보|리뷰"
    r"|프레스|방송국|TV|월드|라이프|메디|매거진|비즈|온라인|네트워크|뉴스룸|미디어그룹|신문사|일보사)"
)
BODY = (
    r"(?:부|처|청|원|실|시|군|구|도|시청|군청|구청|도청|위원회|공단|공사|센터|재단|진흥원|협회|연합회|조합|연맹|학회|교육청"
    r"|교육지원청|은행|본부|공제회|대학교|회의소|의회|박물관|연구원|관리원|평가원|개발원)"
)
NAMED = re.compile(rf"^[가-힣A-Za-z0-9&·. ]{{1,24}}(?:{PAPER}|{BODY})$")
_CLAUSE = re.compile(r"[를을의은는과와]$|(?:한|하는|여는|위한|만드는|대표|유일석간|넘어|있는|같은)$")


@cache
def _portals() -> frozenset[str]:
    lines = _PORTALS.read_text(encoding="utf-8").splitlines()
    return frozenset(bare(line) for line in lines if line and not line.startswith("#"))


def bare(name: str) -> str:
    return re.sub(r"[^0-9a-z가-힣.]", "", name.lower())


def name(text: str | None) -> str | None:
    """A stated name without slogan, mobile and section: ``모바일 새길신문 - 세상을 여는 창`` → 새길신문.

    None for portals, board names, addresses and sentences.
    """
    if not text:
        return None
    parts = [
        part.strip(" :·-–—'\"‘’“”「」『』<>.,!★☆")
        for part in re.split(r"\s?&\s?(?=[\w.-]{1,40}\.[a-z]{2,8}\b)|\s[-–—:]\s|[|｜│]|::|》|>|<|,\s", text)
    ]
    parts = [_short(part) for part in parts if part and not is_board_name(part)]
    good = [part for part in parts if _is_name(part)]
    return next((part for part in good if NAMED.match(part)), good[0] if good else None)


def _short(part: str) -> str:
    """``글로벌리더의 지름길 종합뉴스통신사 뉴스핌`` → 뉴스핌; ``이데일리 & 이데일리TV`` → 이데일리."""
    part = re.sub(
        r"^(?:모바일|mobile|m\.|주식회사|\(주\)|㈜)\s?|\s?(?:주식회사|\(주\)|㈜|Corp\.?|Inc\.?|모바일|\(모바일\))$",
        "",
        part,
        flags=re.I,
    )
    # 의약전문언론사 새길팜: what it is, then its name
    part = re.sub(r"^\S{0,10}(?:언론사|전문지|전문매체|통신사|일간지|인터넷신문)\s(?=\S{2,12}$)", "", part)
    first, _, second = part.partition(" & ")
    if second and second.replace(" ", "").startswith(first.replace(" ", "")):
        part = first
    words = part.split()
    if len(words) > 2 and any(_CLAUSE.search(word) for word in words[:-1]):
        return words[-1]
    return part


def _is_name(part: str) -> bool:
    letters = bare(part)
    if not 2 <= len(part) <= 30 or letters in _portals() or letters.removesuffix("뉴스") in _portals():
        return False
    if re.search(
        r"\.(?:com|net|kr|org|co|invalid|example)\b|www\.|https?:|rights|무단|금지|플랫폼$|콘텐츠", part, re.I
    ):
        return False
    return not _CLAUSE.search(part) or bool(NAMED.match(part)) or " " not in part
