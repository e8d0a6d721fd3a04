"""The page of a country, and the map of all."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from db.datasette.amounts import with_currency
from db.datasette.charts import columns
from db.datasette.links import Links, links_of
from db.datasette.pages import amounts, counts
from db.datasette.pages.finding import find
from db.datasette.pages.missing import missing
from db.datasette.rendering import ROLES, database, page, rows
from db.datasette.selection import Selection, read_selection
from db.datasette.world_map import world_map

_LATEST = 10
_AGENCIES = 20


async def view(datasette: Any, request: Any) -> Any:
    """``/-/country/UZ?since=2012``: who announced what for a country, in which releases."""
    db, links = database(datasette), links_of(datasette)
    asked = unquote(request.url_vars["code"])
    selection = await read_selection(db, request.args, country=asked)
    if selection.country is None:
        return await missing(datasette, request, "나라", asked, links.to("countries"))
    context = {
        "selection": selection,
        "record": (await rows(db, "SELECT * FROM countries WHERE code = ?", [selection.country.code]))[0],
        "agencies": await _agencies(db, selection, links),
        "over_time": columns(await counts.over_time(db, selection, links), "이 나라가 나온 글의 수"),
        "amounts": await _amounts(db, selection),
        "programmes": await counts.by_programme(db, selection),
        "latest": await find(db, selection, newest=True, size=_LATEST),
    }
    return await page(datasette, request, "sacho_country.html", context)


async def listing(datasette: Any, request: Any) -> Any:
    """``/-/countries``: a map and a table of the countries that releases concern."""
    db, links = database(datasette), links_of(datasette)
    selection = await read_selection(db, request.args, country="")
    places = await counts.by_country(db, selection, links)
    context = {
        "selection": selection,
        "map": world_map(places, title="나라별 보도자료 수"),
        "places": places,
    }
    return await page(datasette, request, "sacho_countries.html", context)


async def _agencies(db: Any, selection: Selection, links: Links) -> list[dict[str, Any]]:
    """Korean bodies by what they announced for the country: sums by currency, and releases that name them.

    Sums come first, the largest in won before those in other currencies; then the number of releases.
    """
    conditions, parameters = selection.conditions()
    money_conditions, money_parameters = selection.amount_conditions()
    named = await rows(db, _NAMED.format(where=" AND ".join(["1", *conditions])), parameters)
    sums = await rows(
        db, _SUMS.format(where=amounts.where(["b.agency IS NOT NULL", *money_conditions])), money_parameters
    )
    found: dict[str, dict[str, Any]] = {
        row["agency"]: {**row, "sums": [], "won": 0, "any": False} for row in named
    }
    # a body that no list holds is not among those that are named: its releases are those with its amounts
    unnamed: dict[str, set[str]] = {}
    for row in sums:
        line = found.setdefault(row["agency"], {**row, "sums": [], "won": 0, "any": False})
        if "of" in line:
            releases = unnamed.setdefault(row["agency"], set())
            releases.update(json.loads(row["of"]))
            line["releases"] = len(releases)
        said = f"{ROLES[row['role']]} {with_currency(row['total'], row['currency'])}"
        line["sums"].append(said)
        line["any"] = True
        line["won"] += row["total"] if row["currency"] == amounts.WON else 0
    ordered = sorted(
        found.values(), key=lambda row: (-row["won"], not row["any"], -row["releases"], row["agency"])
    )
    for row in ordered:
        key = row["agency_id"] or row["agency"]
        row["href"] = links.to("search", selection.query_string(agency=key))
        row["amounts_href"] = links.to("budgets", selection.query_string(agency=key, role="all", kind=None))
    return ordered[:_AGENCIES]


async def _amounts(db: Any, selection: Selection) -> list[dict[str, Any]]:
    conditions, parameters = selection.amount_conditions()
    return await rows(db, _AMOUNTS.format(where=amounts.where(conditions)), parameters)


_NAMED = """
SELECT g.name_ko AS agency, MAX(m.agency_id) AS agency_id,
  COUNT(DISTINCT COALESCE(a.release_id, a.id)) AS releases
FROM agency_mentions m JOIN articles a ON a.id = m.article_id JOIN agencies g ON g.id = m.agency_id
WHERE g.class IN ('central', 'local', 'public') AND {where}
GROUP BY g.name_ko ORDER BY releases DESC, agency LIMIT 1000"""
_SUMS = """
SELECT b.agency, MAX(b.agency_id) AS agency_id, b.role, b.currency, SUM(b.amount) AS total,
  json_group_array(DISTINCT b.release_id) AS "of"
FROM announced_amounts b {where}
GROUP BY b.agency, b.role, b.currency ORDER BY b.currency <> 'KRW', total DESC"""
_AMOUNTS = """
SELECT b.* FROM announced_amounts b {where}
ORDER BY b.published IS NULL, b.published DESC, b.article_id, b.amount DESC LIMIT 20"""
