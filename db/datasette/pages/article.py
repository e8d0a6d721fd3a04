"""What the page of an article shows: its text with the mentions marked, and the list of facts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from db.datasette.amounts import readable, with_currency
from db.datasette.links import Links
from db.datasette.marking import KINDS, Span, paragraphs, web_address
from db.datasette.reading import in_one_visit
from db.datasette.selection import Row


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the list beside the text. value: what it says, in Korean. anchors: its places in the text.

    id: of its line in the page. page: the address of the page about what it names, or None.
    """

    id: str
    text: str
    value: str
    certain: bool
    rule: str
    reason: str | None
    anchors: list[str]
    page: str | None = None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything that the template needs; links are checked, texts are marked and escaped."""

    row: dict[str, Any]
    title: Markup
    subtitle: Markup
    body: list[Markup]
    facts: list[tuple[str, str, list[Fact]]]
    links: list[tuple[str, str]]
    attachments: list[dict[str, Any]]
    revisions: list[dict[str, Any]]
    dropped: list[dict[str, str]]
    copies: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    licence: str | None
    is_withheld: bool


#: Times are those of Korea, and so is the day of an embargo without a time.
_ARTICLE = """
SELECT *, available_at > strftime('%Y-%m-%dT%H:%M:%S+09:00', 'now', '+9 hours') AS embargoed
FROM articles WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """What the database holds of an article, as it was at one moment. mentions: by table."""

    article: dict[str, Any]
    mentions: dict[str, list[Row]]
    attachments: list[Row]
    revisions: list[Row]
    copies: list[Row]
    figures: list[Row]
    is_withheld: bool


async def article_page(db: Any, article_id: str, links: Links) -> ArticlePage | None:
    """The page of an article; None when there is no such article."""
    rows = await article_rows(db, article_id)
    return _page(rows, links) if rows else None


async def article_rows(db: Any, article_id: str) -> ArticleRows | None:
    """All rows that the page of an article shows, in one visit; None when there is no such article."""

    def read(connection: sqlite3.Connection) -> ArticleRows | None:
        def rows(sql: str, *parameters: object) -> list[Row]:
            return connection.execute(sql, parameters).fetchall()

        found = rows(_ARTICLE, article_id)
        if not found:
            return None
        article = dict(found[0])
        return ArticleRows(
            article,
            {table: rows(_MENTIONS[table], article_id) for table in KINDS},
            rows(_ATTACHMENTS, article_id),
            rows(_REVISIONS, article_id),
            rows(_COPIES, article["release_id"], article_id) if article["release_id"] else [],
            rows(_FIGURES, article_id),
            not article["body"] and bool(rows(_PUBLIC)),
        )

    return await in_one_visit(db, read)


def _page(rows: ArticleRows, links: Links) -> ArticlePage:
    row = rows.article
    spans: dict[str, list[Span]] = {"title": [], "subtitle": [], "body": []}
    facts: list[tuple[str, str, list[Fact]]] = []
    for table, (kind, heading) in KINDS.items():
        mentions = rows.mentions[table]
        listed = [_fact(table, mention, links) for mention in mentions]
        gathered = _gathered(kind, listed)
        line_of = {anchor: line.id for line in gathered for anchor in line.anchors}
        for mention, fact in zip(mentions, listed, strict=True):
            note = f"{heading}: {fact.value}" + ("" if fact.certain else " (추정)")
            place = fact.anchors[0]
            spans[mention["field"]].append(
                Span(mention["start"], mention["end"], kind, note, place, line_of[place])
            )
        if gathered:
            facts.append((kind, heading, gathered))
    return ArticlePage(
        row,
        _line(row["title"] or "(제목 없음)", spans["title"]),
        _line(row["subtitle"] or "", spans["subtitle"]),
        paragraphs(row["body"], spans["body"]),
        facts,
        _links(row),
        _with_links(rows.attachments),
        _with_paths(rows.revisions),
        [
            {**piece, "kind": DROPPED.get(piece["kind"], piece["kind"])}
            for piece in json.loads(row["dropped"])
        ],
        _with_paths(rows.copies),
        [dict(figure) for figure in rows.figures],
        LICENCES.get(row["licence"] or "", row["licence"]),
        rows.is_withheld,
    )


def _with_paths(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [{**row, "path": tilde_encode(row["id"])} for row in rows]


def _with_links(attachments: Iterable[Row]) -> list[dict[str, Any]]:
    return [{**item, "link": web_address(item["url"])} for item in attachments]


def _line(text: str, spans: list[Span]) -> Markup:
    return Markup(" ").join(paragraphs(text, spans))


def _links(row: dict[str, Any]) -> list[tuple[str, str]]:
    own, release = web_address(row["url"]), web_address(row["source_url"])
    named = (("원문 보기", own), ("원래 보도자료", release if release != own else None))
    return [(name, link) for name, link in named if link]


def _fact(table: str, mention: Row, links: Links) -> Fact:
    return Fact(
        id="",
        text=mention["text"],
        value=_VALUES[table](mention),
        certain=bool(mention["certain"]),
        rule=mention["rule"],
        reason=REASONS.get(mention["reason"], mention["reason"]),
        anchors=[f"{KINDS[table][0]}-{mention['field']}-{mention['start']}"],
        page=_PAGES[table](mention, links) if table in _PAGES else None,
    )


def _gathered(kind: str, facts: Iterable[Fact]) -> list[Fact]:
    """The same thing said several times in one line, with all its places."""
    lines: dict[tuple[str, str | None, str], Fact] = {}
    for fact in facts:
        new = replace(fact, id=f"fact-{kind}-{len(lines) + 1}", anchors=[])
        line = lines.setdefault((fact.value, fact.reason, fact.rule), new)
        line.anchors.extend(fact.anchors)
    return list(lines.values())


def _money(mention: Row) -> str:
    if mention["amount"] is None:
        return "금액 미상"
    ends = [readable(mention["amount"])] if mention["amount_max"] is not None else []
    last = mention["amount"] if mention["amount_max"] is None else mention["amount_max"]
    parts = ["~".join([*ends, with_currency(last, mention["currency"])])]
    parts += [str(mention[name]) for name in ("agency", "programme", "country_name") if mention[name]]
    if mention["role"]:
        parts.append(_ROLES.get(mention["role"]) or mention["role"])
    if mention["included_as"] in _INCLUDED:
        parts.append(_INCLUDED[mention["included_as"]])
    return " · ".join(parts)


def _date(mention: Row) -> str:
    start, end = mention["date_start"] or "?", mention["date_end"] or "?"
    if start == end == "?":
        return "날짜 미상"
    return str(start) if start == end else f"{start} ~ {end}"


def _agency(mention: Row) -> str:
    name = str(mention["name"] or mention["text"])
    return name if mention["agency_id"] else f"{name} (명부에 없음)"


def _person(mention: Row) -> str:
    return " ".join(filter(None, (mention["agency"], mention["title"], mention["name"])))


_VALUES: dict[str, Callable[[Row], str]] = {
    "money": _money,
    "dates": _date,
    "country_mentions": lambda mention: f"{mention['country_name']} ({mention['code']})",
    "region_mentions": lambda mention: ", ".join((mention["name"], *json.loads(mention["codes"]))),
    "agency_mentions": _agency,
    "people": _person,
    "programmes": lambda mention: str(mention["name"]),
}
#: What has a page of its own.
_PAGES: dict[str, Callable[[Row, Links], str | None]] = {
    "country_mentions": lambda mention, links: links.country(mention["code"]),
    "agency_mentions": lambda mention, links: (
        links.agency(mention["agency_id"] or mention["name"])
        if mention["agency_id"] or mention["name"]
        else None
    ),
    "programmes": lambda mention, links: links.programme(mention["name"]),
}
_ROLES = {
    "budget": "예산",
    "support": "지원",
    "contract": "계약",
    "investment": "투자",
    "trade": "교역",
    "revenue": "매출",
    "price": "가격",
    "penalty": "과징금",
    "effect": "효과",
    "other": "그 밖",
}
#: A repeat needs no word: it stands in the line of what it repeats.
_INCLUDED = {"gloss": "괄호 속 환산", "part": "합계의 일부"}

#: Why a value is not known.
REASONS = {
    "the number is vague": "수가 어림입니다",
    "no fixed days": "정해진 날이 없습니다",
    "part of a year without fixed days": "해의 일부로, 정해진 날이 없습니다",
    "weeks of a month have no fixed days": "달의 몇째 주는 정해진 날이 없습니다",
    "the text names no day that this could be": "가리키는 날이 글에 없습니다",
    "a century has no fixed first day here": "세기의 첫날은 정하지 않습니다",
    "the coming month is the month of publication": "다가오는 달이 발행한 달과 같습니다",
    "the range ends before it begins": "끝이 시작보다 앞섭니다",
    "the text names no such year": "그런 해가 글에 없습니다",
    "the days of this name are not known for the year": "그해의 날짜를 모르는 명절입니다",
    "several bodies have this name": "이름이 같은 기관이 여럿입니다",
    "may be an amount or a share": "금액인지 비율인지 알 수 없습니다",
    "number_too_long_for_the_database": "수가 너무 깁니다",
}
LICENCES = {
    "KOGL-0": "공공누리 0유형(조건 없음)",
    "KOGL-1": "공공누리 1유형(출처 표시)",
    "KOGL-2": "공공누리 2유형(출처 표시, 상업적 이용 금지)",
    "KOGL-3": "공공누리 3유형(출처 표시, 변경 금지)",
    "KOGL-4": "공공누리 4유형(출처 표시, 상업적 이용과 변경 금지)",
}
#: Kinds of what was taken out of the page.
DROPPED = {
    "related": "관련 글",
    "most_read": "많이 본 글",
    "headlines": "주요 뉴스",
    "board_list": "게시판 목록",
    "share": "공유",
    "copyright": "저작권",
    "byline": "기자 이름",
    "comments": "댓글",
    "caption": "사진 설명",
    "attachments": "첨부 파일",
    "contact": "담당자 연락처",
    "navigation": "메뉴",
    "advertisement": "광고",
    "tags": "태그",
    "login": "로그인",
    "counters": "조회 수",
    "date": "날짜",
    "hidden": "보이지 않던 글",
    "metadata": "서지 정보",
    "source": "출처",
    "title": "제목",
    "subtitle": "부제",
    "second_article": "둘째 글",
    "licence": "이용 허락",
    "summary": "요약",
    "other": "그 밖",
}

_PLAIN = "SELECT * FROM {} WHERE article_id = ? ORDER BY field <> 'title', field <> 'subtitle', start"
_MENTIONS = {table: _PLAIN.format(table) for table in KINDS} | {
    "money": """
SELECT m.*, COALESCE(m.agency, g.name_ko) AS agency, c.name_ko AS country_name FROM money m
LEFT JOIN agencies g ON g.id = m.agency_id LEFT JOIN countries c ON c.code = m.country
WHERE m.article_id = ? ORDER BY field <> 'title', field <> 'subtitle', start""",
    "country_mentions": """
SELECT m.*, c.name_ko AS country_name FROM country_mentions m JOIN countries c ON c.code = m.code
WHERE m.article_id = ? ORDER BY field <> 'title', field <> 'subtitle', start""",
    "people": """
SELECT m.*, COALESCE(m.agency, g.name_ko) AS agency FROM people m LEFT JOIN agencies g ON g.id = m.agency_id
WHERE m.article_id = ? ORDER BY field <> 'title', field <> 'subtitle', start""",
}
_ATTACHMENTS = "SELECT * FROM attachments WHERE article_id = ? ORDER BY position"
_FIGURES = """
SELECT * FROM table_amounts WHERE article_id = ? ORDER BY field <> 'title', field <> 'subtitle', start
LIMIT 200"""
_PUBLIC = "SELECT 1 FROM reference_versions WHERE name = 'public_copy'"
_REVISIONS = """
SELECT id, title, published, replaced_at FROM article_revisions WHERE article_id = ? ORDER BY replaced_at"""
_COPIES = """
SELECT id, title, outlet, published FROM articles WHERE release_id = ? AND id <> ?
ORDER BY published, id LIMIT 50"""
