"""Sums of announced amounts: by agency, by year, by currency; never of two currencies together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.datasette.amounts import brief
from db.datasette.charts import Bar
from db.datasette.links import Links
from db.datasette.rendering import rows
from db.datasette.selection import Selection

WON = "KRW"


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of one currency. count: amounts in it. releases: how many named them."""

    currency: str
    total: float
    count: int
    releases: int


def where(conditions: Sequence[str]) -> str:
    """``WHERE …`` of these conditions and of what every sum leaves out: no value, or one per head."""
    return "WHERE " + " AND ".join(["b.amount IS NOT NULL", "b.per IS NULL", *conditions])


async def totals(db: Any, selection: Selection, role: str = "budget") -> list[Total]:
    """The sum of each currency, won first, then by how often it is named."""
    conditions, parameters = selection.amount_conditions()
    sql = f"""
    SELECT b.currency, SUM(b.amount) AS total, COUNT(*) AS count, COUNT(DISTINCT b.release_id) AS releases
    FROM announced_amounts b {where(["b.role = :role", "b.currency IS NOT NULL", *conditions])}
    GROUP BY b.currency ORDER BY b.currency <> 'KRW', count DESC"""  # noqa: S608 - our own conditions
    return [Total(**row) for row in await rows(db, sql, parameters | {"role": role})]


async def by_agency(
    db: Any, selection: Selection, links: Links, *, role: str = "budget", currency: str = WON, limit: int = 15
) -> list[Bar]:
    """The bodies with the largest sums; each links to the amounts that are in it."""
    conditions, parameters = selection.amount_conditions()
    sql = f"""
    SELECT b.agency, MAX(b.agency_id) AS agency_id, SUM(b.amount) AS total, COUNT(*) AS count,
      COUNT(DISTINCT b.release_id) AS releases
    FROM announced_amounts b
    {where(["b.role = :role", "b.currency = :currency", "b.agency IS NOT NULL", *conditions])}
    GROUP BY b.agency ORDER BY total DESC, b.agency LIMIT :limit"""  # noqa: S608
    found = await rows(db, sql, parameters | {"role": role, "currency": currency, "limit": limit})
    return [
        Bar(
            row["agency"],
            row["total"],
            brief(row["total"], currency),
            links.to(
                "budgets",
                selection.query_string(
                    agency=row["agency_id"] or row["agency"], role=role, currency=currency, kind=None
                ),
            ),
            f"{row['releases']:,}건의 보도자료",
        )
        for row in found
    ]


async def by_year(
    db: Any, selection: Selection, links: Links, *, role: str = "budget", currency: str = WON
) -> list[Bar]:
    """The sum of each year in which something was announced, and zero for the years between."""
    conditions, parameters = selection.amount_conditions()
    sql = f"""
    SELECT b.published_year AS year, SUM(b.amount) AS total, COUNT(*) AS count FROM announced_amounts b
    {where(["b.role = :role", "b.currency = :currency", "b.published_year IS NOT NULL", *conditions])}
    GROUP BY b.published_year"""  # noqa: S608
    found = {
        row["year"]: row for row in await rows(db, sql, parameters | {"role": role, "currency": currency})
    }
    if not found:
        return []
    bars = []
    for year in range(min(found), max(found) + 1):
        row = found.get(year, {"total": 0, "count": 0})
        query = selection.query_string(since=year, until=year, role=role, currency=currency, kind=None)
        said = f"{brief(row['total'], currency)} ({row['count']:,}항목)" if row["count"] else "없음"
        bars.append(Bar(str(year), row["total"], said, links.to("budgets", query) if row["count"] else None))
    return bars
