"""The page of an agency, and the list of agencies."""

from __future__ import annotations

from typing import Any

from db.datasette.charts import bars, columns
from db.datasette.links import links_of
from db.datasette.pages import amounts, counts
from db.datasette.pages.finding import find
from db.datasette.pages.missing import missing
from db.datasette.rendering import database, page, rows
from db.datasette.selection import read_selection

_LATEST = 10


async def view(datasette: Any, request: Any) -> Any:
    """``/-/agency?name=행정안전부``: name, abbreviation or id; also a name that the list does not hold."""
    db, links = database(datasette), links_of(datasette)
    selection = await read_selection(
        db, request.args, agency=(request.args.get("name") or "")[:200], country=""
    )
    agency = selection.agency
    if agency is None:
        return await missing(datasette, request, "기관", request.args.get("name") or "", links.to("agencies"))
    ids = {"ids": selection.parameters()["agency"] if agency.ids else "[]", "id": agency.key}
    context = {
        "selection": selection,
        "agency": agency,
        "record": next(iter(await rows(db, _RECORD, ids)), None),
        "names": await rows(db, _NAMES, ids),
        "moves": await rows(db, _MOVES, ids),
        "totals": await amounts.totals(db, selection),
        "support": await amounts.totals(db, selection, "support"),
        "by_year": columns(await amounts.by_year(db, selection, links), "해마다 발표한 예산"),
        "over_time": columns(await counts.over_time(db, selection, links), "나온 글의 수"),
        "countries": (await counts.by_country(db, selection, links))[:15],
        "programmes": await counts.by_programme(db, selection),
        "latest": await find(db, selection, newest=True, size=_LATEST),
    }
    return await page(datasette, request, "sacho_agency.html", context)


async def listing(datasette: Any, request: Any) -> Any:
    """``/-/agencies``: those that the articles of a selection name, with how many releases do."""
    db, links = database(datasette), links_of(datasette)
    selection = await read_selection(db, request.args, agency="")
    context = {
        "selection": selection,
        "agencies": bars(
            await counts.by_agency(db, selection, links, limit=200, to_page=True), "기관", "보도자료"
        ),
        "names": [row["name_ko"] for row in await rows(db, _ALL_NAMES)],
    }
    return await page(datasette, request, "sacho_agencies.html", context)


_RECORD = """
SELECT g.*, p.name_ko AS parent, p.id AS parent_key FROM agencies g LEFT JOIN agencies p ON p.id = g.parent_id
WHERE g.id = :id"""
#: Every name that the body had or has, in order, with how many articles use it.
_NAMES = """
SELECT g.id, g.name_ko, g.valid_from, g.valid_to,
  (SELECT COUNT(DISTINCT article_id) FROM agency_mentions WHERE agency_id = g.id) AS articles
FROM agencies g WHERE g.id IN (SELECT value FROM json_each(:ids))
ORDER BY g.valid_from IS NOT NULL, g.valid_from, g.valid_to IS NULL, g.valid_to, g.id"""
_MOVES = """
SELECT l.date, l.type, l.note, f.name_ko AS before, t.name_ko AS after, f.id AS before_id, t.id AS after_id
FROM agency_links l JOIN agencies f ON f.id = l.from_id JOIN agencies t ON t.id = l.to_id
WHERE l.from_id IN (SELECT value FROM json_each(:ids)) OR l.to_id IN (SELECT value FROM json_each(:ids))
ORDER BY l.date, l.from_id, l.to_id LIMIT 60"""
_ALL_NAMES = """
SELECT DISTINCT g.name_ko FROM agencies g
WHERE EXISTS (SELECT 1 FROM agency_mentions m WHERE m.agency_id = g.id)
ORDER BY g.name_ko LIMIT 2000"""
