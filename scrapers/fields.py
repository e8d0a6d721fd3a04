"""Values that stand on many sites' pages: dates, labelled fields, licence marks, dates in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from scrapers.errors import ParseError
from scrapers.korean_time import KST
from scrapers.markup import Scope, attribute, words

# 2026.07.13 · 2026-07-08 · 2026. 7. 8. · 2026/07/08 · 2026년 7월 8일
LONG = re.compile(
    r"(?<!\d)(\d{4})(?:\s?[.\-/]\s?(\d{1,2})\s?[.\-/]\s?(\d{1,2})(?!\d)|년\s?(\d{1,2})월\s?(\d{1,2})일)"
)
# 20261002 · 20261002152550
CLOSE = re.compile(r"(?<!\d)((?:19|20)\d{2})([01]\d)([0-3]\d)(?:\d{4}|\d{6})?(?!\d)")
# 26.10.02 · ’26.10.2. · '26-10-02
SHORT = re.compile(r"(?<![\w.\-/])['’‘`]?(\d{2})\s?([.\-/])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?![\d\-/])")
#: Two-digit years from here on are of the last century: no site is older than the web.
CENTURY = 90
# 14:32 · 오후 2:32 · 3시간 전 (today's items) · 10.02 · 10-02 (no year) · - (pinned notices)
UNTOLD = re.compile(
    r"(?:(?:오전|오후|AM|PM)?\s?\d{1,2}:\d{2}(?::\d{2})?\s?(?:AM|PM)?|\d{1,2}\s?(?:초|분|시간)\s?전"
    r"|\d{1,2}[.\-/]\d{1,2}\.?|[-–—·]|공지)?",
    re.IGNORECASE,
)
# 담당부서 : 보험정책과 · [작성자] 재난안전과 · 담당부서보험정책과 (the label stands in a span)
LABEL = re.compile(
    r"\s{0,3}[\[(]?(?:작성자|등록자|게시자|(?:담당|제공|작성|등록|소관)\s?부서명?|부서명|글쓴이|(?:담당과|부서)(?=[\s:：\])]))"
    r"[\])]?\s{0,3}[:：]?\s{0,3}"
)
# 보험정책과 / 담당자 김하늘 · 재난안전과(044-205-0000) · 안전정책과 ☎ 02-2100-0000
PERSON = re.compile(r"\s{0,3}[/|,·(\[]?\s{0,3}(?:담당자|연락처|전화|문의|☎|☏|\(?0\d{1,2}\)?[-.) ]\s?\d{3,4})")
# 공공누리 제1유형 · 공공누리 1 유형 · 공공누리 제 0 유형
LICENCE = re.compile(r"제?\s{0,3}([0-4])\s{0,3}유형")


def iso_date(text: str, scope: Scope, field: str) -> str:
    """``등록일 2026. 10. 1`` → ``2026-10-01``. Raises ParseError for no date and for an impossible one."""
    found = LONG.search(text) or CLOSE.search(text) or SHORT.search(text)
    if found is None:
        raise ParseError(f"{scope.source}: field {field}: no date in {text[:40]!r}", where=scope.url)
    year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
    if found.re is SHORT:
        year += 1900 if year >= CENTURY else 2000
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise ParseError(f"{scope.source}: field {field}: {found[0]} ({error})", where=scope.url) from error


def listed_date(texts: Iterable[str], scope: Scope, field: str) -> str | None:
    """The date in the first of a row's ``texts`` that holds one.

    None where the row does not tell its day: today's items show a time, pinned notices nothing. Raises
    ParseError for an impossible date, and where there is something else in its place.
    """
    found = [text.strip() for text in texts]
    for text in found:
        if LONG.search(text) or CLOSE.search(text) or SHORT.search(text):
            return iso_date(text, scope, field)
    if any(UNTOLD.fullmatch(text) for text in found):
        return None
    return iso_date(" ".join(found), scope, field)


def filled(text: str, scope: Scope, field: str) -> str:
    """``text``; a ParseError where it is empty."""
    if not text:
        raise ParseError(f"{scope.source}: field {field} is empty", where=scope.url)
    return text


def unlabelled(text: str) -> str:
    """``담당부서 : 보험정책과 (044-202-0000)`` → ``보험정책과``: no names and numbers of officials."""
    label = LABEL.match(text)
    rest = text[label.end() :] if label else text
    person = PERSON.search(rest)
    return (rest[: person.start()] if person else rest).strip()


def moment(value: str) -> datetime | None:
    """``2026-07-13T11:00:00+09:00`` with its time in Korea; None for a bare date or another text."""
    try:
        found = datetime.fromisoformat(value)
        here = found.replace(tzinfo=KST) if found.tzinfo is None else found.astimezone(KST)
    except (ValueError, OverflowError):  # 9999-12-31T23:59:59Z: the last moment lies beyond it in Korea
        return None  # the date that the page shows is used instead
    return here if len(value) > len("2026-07-13") else None


def json_ld(scope: Scope, key: str) -> Iterator[str]:
    """The texts under ``key`` in the page's JSON-LD."""
    for script in scope.element.select('script[type="application/ld+json"]'):
        try:
            # strict=False: descriptions with raw line ends in them are common
            data = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue  # the visible page holds the same facts
        nodes = data if isinstance(data, list) else [data]
        for node in nodes:
            graph = node.get("@graph", [node]) if isinstance(node, dict) else []
            for item in graph if isinstance(graph, list) else []:
                if isinstance(item, dict) and isinstance(item.get(key), str):
                    yield item[key]


def licence(scope: Scope, selector: str) -> str | None:
    """The 공공누리 type that all marks agree on; None when one lacks its sentence or says something else."""
    types: set[str | None] = set()
    for mark in scope.element.select(selector):
        sentence = " ".join(words(strong) for strong in mark.select("strong"))
        named = {match for image in mark.select("img") for match in LICENCE.findall(attribute(image, "alt"))}
        said = set(LICENCE.findall(sentence))
        types.add(named.pop() if sentence and len(named) == 1 and said <= named else None)
    agreed = types.pop() if len(types) == 1 else None
    return f"KOGL-{agreed}" if agreed else None
