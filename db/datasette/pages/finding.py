"""Articles of a selection, found by words or by date, as search page and feed list them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from db.datasette.korean import expression, question
from db.datasette.selection import Reader, Row, Selection
from db.search import WEIGHTS
from db.snippets import marks, snippet
from extractors.search import Place, Query, unpack_places

PAGE = 20
#: Nobody reads further, and each page costs as much as all before it.
LAST_PAGE = 50


@dataclass(frozen=True, slots=True)
class Result:
    """An article of a list. title and passage have the words marked."""

    id: str
    row: dict[str, Any]
    title: Markup
    passage: Markup


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results. total: of all pages. more: whether there is a next page."""

    total: int
    results: list[Result]
    more: bool


async def find(db: Reader, selection: Selection, *, newest: bool, page: int = 1, size: int = PAGE) -> Found:
    """The articles of a selection: the best matches first, or the newest.

    Without words all articles of the selection, newest first.
    """
    conditions, parameters = selection.conditions()
    parameters |= {"limit": size, "offset": (page - 1) * size}
    if selection.q:
        parameters["match"] = expression(selection.q)
    total = await _first(db, _count(selection.q, conditions), parameters)
    order = _BY_DATE if newest or not selection.q else _BY_RANK
    rowids = [row["rowid"] for row in await db.execute(_rowids(selection.q, conditions, order), parameters)]
    results = await _results(db, rowids, question(selection.q))
    if not selection.q:
        results = await _about(db, results, selection)
    return Found(total, results, page * size < total)


async def _first(db: Reader, sql: str, parameters: dict[str, Any]) -> int:
    (row,) = await db.execute(sql, parameters)
    return int(row["total"])


def _count(words: str, conditions: Sequence[str]) -> str:
    return f"SELECT COUNT(*) AS total FROM {_source(words, bool(conditions))} {_where(words, conditions)}"  # noqa: S608


def _rowids(words: str, conditions: Sequence[str], order: str) -> str:
    joined = bool(conditions) or order == _BY_DATE
    column = "f.rowid" if words else "a.rowid"
    ranked = [_RANK] if order == _BY_RANK else []
    return (
        f"SELECT {column} AS rowid FROM {_source(words, joined)} "  # noqa: S608
        f"{_where(words, [*ranked, *conditions])} ORDER BY {order} LIMIT :limit OFFSET :offset"
    )


def _source(words: str, joined: bool) -> str:
    if not words:
        return "articles a"
    return "article_search_fts f" + (" CROSS JOIN articles a ON a.rowid = f.rowid" if joined else "")


def _where(words: str, conditions: Sequence[str]) -> str:
    every = [*(["article_search_fts MATCH :match"] if words else []), *conditions]
    return f"WHERE {' AND '.join(every)}" if every else ""


async def _results(db: Reader, rowids: Sequence[int], query: Query) -> list[Result]:
    marks_ = ", ".join("?" * len(rowids))
    rows = {row["rowid"]: dict(row) for row in await db.execute(_ROWS.format(marks_), list(rowids))}
    return [_result(rows[rowid], query) for rowid in rowids if rowid in rows]


async def _about(db: Reader, results: list[Result], selection: Selection) -> list[Result]:
    """The results of a country or an agency, each with the first sentence that names it."""
    named = _NAMED_IN["country" if selection.country else "agency"] if _names_one(selection) else None
    if named is None:
        return results
    parameters = {**selection.parameters(), "ids": json.dumps([one.id for one in results])}
    sql = named.format(which=selection.agency_condition("m.") if selection.agency else "")
    places = {row["article_id"]: row for row in await db.execute(sql, parameters)}
    return [_with_sentence(one, places[one.id]) if one.id in places else one for one in results]


def _names_one(selection: Selection) -> bool:
    return selection.country is not None or selection.agency is not None


def _with_sentence(result: Result, place: Row) -> Result:
    start, sentence = place["sentence_start"], place["sentence"]
    mark = (place["start"] - start, place["end"] - start)
    return replace(result, passage=marked(sentence, [mark]))


def _result(row: dict[str, Any], query: Query) -> Result:
    heading = row["title"] or "(제목 없음)"
    headed = marks(heading, (row["title_terms"] or "").split(), _places(row["title_places"]), query)
    passage = snippet(row["body"], (row["body_terms"] or "").split(), _places(row["body_places"]), query)
    text = Markup("{}{}{}").format(
        "… " if passage.cut_before else "",
        marked(passage.text, passage.marks),
        " …" if passage.cut_after else "",
    )
    title = marked(heading, [span for span in headed if span[1] <= len(heading)])
    del row["body"]
    return Result(row["id"], row, title, text)


def _places(packed: bytes | None) -> list[Place]:
    return unpack_places(packed) if packed else []


def marked(text: str, spans: Sequence[tuple[int, int]]) -> Markup:
    """The text, escaped, with these stretches in ``<mark>``."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    return Markup("").join([*pieces, escape(text[at:])])


#: The first sentence of each article that names the chosen country or agency; titles are shown anyway.
_SENTENCE = """
SELECT m.article_id, MIN(m.start) AS start, m."end", m.sentence_start,
  substr(a.body, m.sentence_start + 1, min(m.sentence_end - m.sentence_start, 400)) AS sentence
FROM {table} m JOIN articles a ON a.id = m.article_id
WHERE m.article_id IN (SELECT value FROM json_each(:ids)) AND m.field = 'body' AND a.body <> ''
  AND m."end" - m.sentence_start <= 400 AND {which}
GROUP BY m.article_id"""
_NAMED_IN = {
    "country": _SENTENCE.format(table="country_mentions", which="m.code = :country"),
    "agency": _SENTENCE.replace("{table}", "agency_mentions"),
}
_BY_RANK = "f.rank"
_BY_DATE = "a.published IS NULL, a.published DESC, a.id"
_RANK = "f.rank MATCH 'bm25({})'".format(", ".join(map(str, WEIGHTS)))
_ROWS = """
SELECT a.rowid, a.id, a.title, a.subtitle, a.published, a.published_inferred, a.kind, a.outlet, a.department,
  a.url, a.licence, a.last_changed_at, a.body, s.title AS title_terms, s.body AS body_terms, s.title_places,
  s.body_places
FROM articles a LEFT JOIN article_search s ON s.id = a.rowid WHERE a.rowid IN ({})
"""
