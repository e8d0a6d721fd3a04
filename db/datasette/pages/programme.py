"""The page of a programme, and the list of programmes."""

from __future__ import annotations

from typing import Any

from db.datasette.links import links_of
from db.datasette.pages import counts
from db.datasette.pages.missing import missing
from db.datasette.rendering import database, page, rows
from db.datasette.selection import read_selection

_LISTED = 200


async def view(datasette: Any, request: Any) -> Any:
    """``/-/programme?name=농촌 전기 공급 사업``: its money, who runs it, where it stands."""
    db, links = database(datasette), links_of(datasette)
    name = (request.args.get("name") or "").strip()[:200]
    given = {"name": name}
    articles = await rows(db, _ARTICLES, given)
    if not articles:
        return await missing(datasette, request, "사업", name, links.to("programmes"))
    context = {
        "name": name,
        "articles": articles,
        "amounts": await rows(db, _AMOUNTS, given),
        "agencies": await rows(db, _AGENCIES, given),
        "countries": await rows(db, _COUNTRIES, given),
        "like": await rows(db, _LIKE, given),
    }
    return await page(datasette, request, "sacho_programme.html", context)


async def listing(datasette: Any, request: Any) -> Any:
    """``/-/programmes?q=전기``: names of programmes, those in most articles first."""
    db, links = database(datasette), links_of(datasette)
    selection = await read_selection(db, request.args)
    conditions, parameters = selection.conditions()
    if selection.q:
        conditions.append("instr(p.name, :q)")
    sql = f"""
    SELECT p.name, COUNT(DISTINCT a.id) AS articles, MAX(a.published) AS latest
    FROM programmes p JOIN articles a ON a.id = p.article_id {counts.where(conditions)}
    GROUP BY p.name ORDER BY articles DESC, latest DESC, p.name LIMIT {_LISTED}"""  # noqa: S608
    found = await rows(db, sql, parameters | {"q": selection.q})
    context = {"selection": selection, "programmes": found, "back": links.to("programmes")}
    return await page(datasette, request, "sacho_programmes.html", context)


_ARTICLES = """
SELECT a.id, a.title, a.published, a.kind, a.outlet, a.department FROM articles a
WHERE a.id IN (SELECT article_id FROM programmes WHERE name = :name)
ORDER BY a.published IS NULL, a.published DESC, a.id LIMIT 50"""
_AMOUNTS = """
SELECT b.* FROM announced_amounts b
WHERE b.programme = :name ORDER BY b.published IS NULL, b.published DESC, b.amount DESC LIMIT 50"""
_AGENCIES = """
SELECT COALESCE(g.name_ko, m.name) AS agency, MAX(COALESCE(m.agency_id, m.name)) AS key,
  COUNT(DISTINCT m.article_id) AS articles
FROM agency_mentions m LEFT JOIN agencies g ON g.id = m.agency_id
WHERE m.name IS NOT NULL AND m.article_id IN (SELECT article_id FROM programmes WHERE name = :name)
GROUP BY 1 ORDER BY articles DESC, agency LIMIT 15"""
_COUNTRIES = """
SELECT x.code, c.name_ko, COUNT(DISTINCT x.article_id) AS articles
FROM article_countries x JOIN countries c ON c.code = x.code
WHERE x.code <> 'KR' AND x.article_id IN (SELECT article_id FROM programmes WHERE name = :name)
GROUP BY x.code ORDER BY articles DESC, c.name_ko LIMIT 15"""
#: Names that hold this one, or are held by it: 전기 공급 사업 and 농촌 전기 공급 사업.
_LIKE = """
SELECT DISTINCT name FROM programmes
WHERE name <> :name AND (instr(name, :name) OR (length(name) > 4 AND instr(:name, name)))
ORDER BY name LIMIT 20"""
