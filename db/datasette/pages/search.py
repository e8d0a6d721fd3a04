"""The search page: results with the words marked in their sentence, and the pages that a word names."""

from __future__ import annotations

from typing import Any

from db.datasette.korean import is_ready
from db.datasette.links import Links, links_of
from db.datasette.pages.finding import LAST_PAGE, find
from db.datasette.rendering import database, page, page_number
from db.datasette.selection import Reader, Selection, find_agency, find_country, read_selection

#: Words of a question that are looked up as names.
_NAMES = 4


async def view(datasette: Any, request: Any) -> Any:
    """``/-/search?q=예산&since=2012&agency=…&country=…&kind=…&sort=new&page=2``"""
    db = database(datasette)
    selection = await read_selection(db, request.args)
    newest = request.args.get("sort") == "new"
    number = page_number(request.args.get("page"), LAST_PAGE)
    asked = bool(selection.q or selection.is_narrowed)
    found = await find(db, selection, newest=newest, page=number) if asked else None
    context = {
        "selection": selection,
        "found": found,
        "newest": newest,
        "number": number,
        "last": LAST_PAGE,
        "named": await _named(db, selection, links_of(datasette)) if selection.q and number == 1 else [],
        "ready": is_ready(),
        "unindexed": await _unindexed(db) if found is not None and not found.results else 0,
    }
    return await page(datasette, request, "sacho_search.html", context)


async def _named(db: Reader, selection: Selection, links: Links) -> list[tuple[str, str]]:
    """Pages about what a word names: 우즈베키스탄 → its page."""
    named: dict[str, str] = {}
    for word in dict.fromkeys((selection.q, *selection.q.split()[:_NAMES])):
        country = await find_country(db, word)
        if country:
            named[links.country(country.code)] = f"나라: {country.name}"
        agency = await find_agency(db, word)
        if agency:
            named[links.agency(agency.key)] = f"기관: {agency.name}"
        if list(await db.execute("SELECT 1 FROM programmes WHERE name = ? LIMIT 1", [word])):
            named[links.programme(word)] = f"사업: {word}"
    return list(named.items())


async def _unindexed(db: Reader) -> int:
    (row,) = await db.execute(
        "SELECT (SELECT COUNT(*) FROM articles) - (SELECT COUNT(*) FROM article_search) AS missing"
    )
    return max(int(row["missing"]), 0)
