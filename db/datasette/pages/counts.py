"""How many articles: over time, by country, by agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.datasette.charts import Bar
from db.datasette.links import Links
from db.datasette.rendering import rows
from db.datasette.selection import Selection
from db.datasette.world_map import Place

#: A period of so many months at most is shown by months, a longer one by years.
_MONTHS = 36
_YEAR, _MONTH = 4, 7


def where(conditions: Sequence[str]) -> str:
    """``WHERE …``, or nothing where there are no conditions."""
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


async def over_time(db: Any, selection: Selection, links: Links) -> list[Bar]:
    """Articles by month or by year, without gaps; each links to them."""
    conditions, parameters = selection.conditions()
    sql = f"""
    SELECT substr(a.published, 1, 7) AS month, COUNT(*) AS articles FROM articles a
    {where(["a.published IS NOT NULL", *conditions])} GROUP BY 1"""  # noqa: S608 - our own conditions
    found = {row["month"]: row["articles"] for row in await rows(db, sql, parameters)}
    months = _between(found)
    if len(months) > _MONTHS or any(len(month) == _YEAR for month in found):
        by_year: dict[str, int] = {}
        for month, count in found.items():
            by_year[month[:_YEAR]] = by_year.get(month[:_YEAR], 0) + count
        years = range(int(min(by_year)), int(max(by_year)) + 1)
        return [_bar(str(year), by_year.get(str(year), 0), selection, links) for year in years]
    return [_bar(month, found.get(month, 0), selection, links) for month in months]


def _between(found: dict[str, int]) -> list[str]:
    """Every month from the first to the last."""
    months = sorted(month for month in found if len(month) == _MONTH)
    if not months:
        return []
    (first, last) = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (months[0], months[-1]))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _bar(when: str, count: int, selection: Selection, links: Links) -> Bar:
    query = selection.query_string(since=when, until=when)
    return Bar(when, count, f"{count:,}건", links.to("search", query) if count else None)


async def by_country(db: Any, selection: Selection, links: Links) -> list[Place]:
    """Releases that concern each foreign country, a release and its copies once."""
    conditions, parameters = selection.conditions()
    sql = f"""
    {_releases("article_countries", "code", "code <> 'KR'", conditions)}
    SELECT n.code, c.name_ko, n.releases FROM numbers n JOIN countries c ON c.code = n.code
    ORDER BY n.releases DESC, c.name_ko"""  # noqa: S608
    query = selection.query_string(country=None)
    return [
        Place(row["code"], row["name_ko"], row["releases"], links.country(row["code"], query))
        for row in await rows(db, sql, parameters)
    ]


async def by_agency(
    db: Any, selection: Selection, links: Links, limit: int = 20, *, to_page: bool = False
) -> list[Bar]:
    """The Korean bodies that the articles of a selection name most, a release and its copies once.

    Each links to these articles, or to the page of the body.
    """
    conditions, parameters = selection.conditions()
    sql = f"""
    {_releases("agency_mentions", "agency_id", "agency_id IS NOT NULL", conditions)}
    SELECT n.agency_id, g.name_ko AS agency, n.releases FROM numbers n JOIN agencies g ON g.id = n.agency_id
    WHERE g.class IN ('central', 'local', 'public')
    ORDER BY n.releases DESC, agency LIMIT :limit"""  # noqa: S608
    return [
        Bar(
            row["agency"],
            row["releases"],
            f"{row['releases']:,}건",
            links.agency(row["agency_id"])
            if to_page
            else links.to("search", selection.query_string(agency=row["agency_id"])),
        )
        for row in await rows(db, sql, parameters | {"limit": limit})
    ]


async def by_programme(db: Any, selection: Selection, limit: int = 15) -> list[dict[str, Any]]:
    """The programmes that most articles of a selection name: ``name`` and ``articles``."""
    conditions, parameters = selection.conditions()
    sql = f"""
    SELECT p.name, COUNT(DISTINCT a.id) AS articles FROM programmes p JOIN articles a ON a.id = p.article_id
    {where(conditions)} GROUP BY p.name ORDER BY articles DESC, p.name LIMIT :limit"""  # noqa: S608
    return await rows(db, sql, parameters | {"limit": limit})


def _releases(table: str, column: str, named: str, conditions: Sequence[str]) -> str:
    """``WITH numbers(column, releases) …``: how many releases a table of mentions names, by one column.

    named: which of its rows count. A choice of articles is made first. Over all of them a COUNT(DISTINCT …)
    of releases takes five times as long as to count articles, from an index alone, less the copies.
    """
    sql = _OF_SOME if conditions else _OF_ALL
    return sql.format(table=table, column=column, named=named, where=where(conditions))


_OF_SOME = """
WITH chosen AS MATERIALIZED (SELECT a.id, COALESCE(a.release_id, a.id) AS release FROM articles a {where}),
numbers AS (
  SELECT m.{column}, COUNT(DISTINCT o.release) AS releases
  FROM chosen o CROSS JOIN {table} m ON m.article_id = o.id WHERE m.{named} GROUP BY m.{column})"""
_OF_ALL = """
WITH copies AS MATERIALIZED (
  SELECT id, release_id FROM articles WHERE release_id IN (
    SELECT release_id FROM articles WHERE release_id IS NOT NULL GROUP BY release_id HAVING COUNT(*) > 1)),
several AS (
  SELECT m.{column}, COUNT(DISTINCT o.id) - COUNT(DISTINCT o.release_id) AS too_many
  FROM copies o CROSS JOIN {table} m ON m.article_id = o.id GROUP BY m.{column}),
articles_of AS (
  SELECT m.{column}, COUNT(*) AS articles
  FROM (SELECT DISTINCT {column}, article_id FROM {table} m WHERE m.{named}) m GROUP BY m.{column}),
numbers AS (
  SELECT f.{column}, f.articles - COALESCE(s.too_many, 0) AS releases
  FROM articles_of f LEFT JOIN several s ON s.{column} = f.{column})"""
