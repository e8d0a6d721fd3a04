"""The dashboard: budgets by agency and year, releases over time, the world, and how fresh it all is."""

from __future__ import annotations

from typing import Any

from db.datasette.charts import bars, columns
from db.datasette.links import links_of
from db.datasette.pages import amounts, counts
from db.datasette.rendering import ROLES, database, page, rows
from db.datasette.selection import read_selection
from db.datasette.world_map import world_map
from db.freshness import Freshness, freshness


async def view(datasette: Any, request: Any) -> Any:
    """``/-/dashboard?since=2024&agency=…&country=…&role=support``"""
    db, links = database(datasette), links_of(datasette)
    selection = await read_selection(db, request.args, q="")
    role = request.args.get("role")
    role = role if role in ROLES else "budget"
    places = await counts.by_country(db, selection, links)
    context = {
        "selection": selection,
        "role": role,
        "totals": await amounts.totals(db, selection, role),
        "by_agency": bars(await amounts.by_agency(db, selection, links, role=role), "기관", "금액"),
        "by_year": columns(
            await amounts.by_year(db, selection, links, role=role), f"해마다 {ROLES[role]}, 원화"
        ),
        "over_time": columns(await counts.over_time(db, selection, links), "글의 수"),
        "map": world_map(places, title="나라별 보도자료 수"),
        "places": places,
        "freshness": await state(db),
    }
    return await page(datasette, request, "sacho_dashboard.html", context)


async def state(db: Any) -> Freshness:
    """How fresh the sources are, by the clock of the machine that serves."""
    (row,) = await rows(db, _NOW)

    def read(connection: Any) -> Freshness:
        return freshness(connection, row["now"], failures=5)

    return await db.execute_fn(read)  # type: ignore[no-any-return]


_NOW = "SELECT strftime('%Y-%m-%dT%H:%M:%S+09:00', 'now', '+9 hours') AS now"
