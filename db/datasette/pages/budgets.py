"""The table of announced amounts: filters, sums, units that people read; and as CSV with plain numbers."""

from __future__ import annotations

import csv
import io
from typing import Any

from datasette.utils.asgi import Response

from db.datasette.pages import amounts
from db.datasette.rendering import ROLES, database, page, page_number, rows
from db.datasette.selection import Selection, read_selection

_PAGE = 30
_LAST_PAGE = 100
#: Rows of a CSV; more is a matter for ``sacho export``.
_ROWS = 20_000
_ORDERS = {
    "new": "b.published IS NULL, b.published DESC, b.article_id, b.amount DESC",
    "large": "b.amount IS NULL, b.amount DESC, b.published DESC, b.article_id",
}
_COLUMNS = {
    "published": "발행일",
    "agency": "기관",
    "role": "구분",
    "programme": "사업",
    "country_name": "상대 나라",
    "amount": "금액",
    "amount_max": "범위의 높은 쪽",
    "currency": "통화",
    "per": "무엇마다",
    "period_start": "기간 시작",
    "period_end": "기간 끝",
    "certain": "확실한가",
    "sentence": "문장",
    "title": "제목",
    "article_id": "글",
    "url": "주소",
}
#: A cell that begins so would be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def view(datasette: Any, request: Any) -> Any:
    """``/-/budgets?agency=…&country=…&since=…&role=support&currency=USD&sort=large&page=2``"""
    db = database(datasette)
    selection, role, currency, order = await _asked(db, request)
    number = page_number(request.args.get("page"), _LAST_PAGE)
    found, parameters = _query(selection, role, currency, order)
    limits = {"limit": _PAGE + 1, "offset": (number - 1) * _PAGE}
    listed = await rows(db, found, parameters | limits)
    context = {
        "selection": selection,
        "role": role,
        "currency": currency,
        "order": order,
        "rows": listed[:_PAGE],
        "more": len(listed) > _PAGE and number < _LAST_PAGE,
        "number": number,
        "totals": await amounts.totals(db, selection, role) if role != "all" else [],
        "currencies": [row["currency"] for row in await rows(db, _CURRENCIES)],
    }
    return await page(datasette, request, "sacho_budgets.html", context)


async def as_csv(datasette: Any, request: Any) -> Any:
    """The same rows, all of them, for a spreadsheet: plain numbers, UTF-8 with the mark that Excel needs."""
    db = database(datasette)
    selection, role, currency, order = await _asked(db, request)
    found, parameters = _query(selection, role, currency, order)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS.values())
    for row in await _all(datasette, found, parameters):
        row |= {"role": ROLES[row["role"]], "certain": "확실" if row["certain"] else "추정"}
        writer.writerow([_cell(row[name]) for name in _COLUMNS])
    headers = {"Content-Disposition": 'attachment; filename="sacho-budgets.csv"'}
    return Response("\ufeff" + out.getvalue(), headers=headers, content_type="text/csv; charset=utf-8")


async def _all(datasette: Any, sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """More rows than Datasette gives at once, in pieces."""
    db, step = database(datasette), int(datasette.setting("max_returned_rows"))
    gathered: list[dict[str, Any]] = []
    while len(gathered) < _ROWS:
        piece = await rows(db, sql, parameters | {"limit": step, "offset": len(gathered)})
        gathered += piece
        if len(piece) < step:
            break
    return gathered


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


async def _asked(db: Any, request: Any) -> tuple[Selection, str, str, str]:
    selection = await read_selection(db, request.args, kind="")
    role = request.args.get("role") or "budget"
    role = role if role in ROLES or role == "all" else "budget"
    currency = (request.args.get("currency") or "").strip().upper()
    currency = currency if len(currency) == 3 and currency.isalpha() else ""
    order = request.args.get("sort") or "new"
    return selection, role, currency, order if order in _ORDERS else "new"


def _query(selection: Selection, role: str, currency: str, order: str) -> tuple[str, dict[str, Any]]:
    conditions, parameters = selection.amount_conditions()
    if role != "all":
        conditions.append("b.role = :role")
    if currency:
        conditions.append("b.currency = :currency")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT b.* FROM announced_amounts b {where} ORDER BY {_ORDERS[order]} LIMIT :limit OFFSET :offset"  # noqa: S608
    return sql, parameters | {"role": role, "currency": currency}


_CURRENCIES = """
SELECT currency FROM money WHERE currency IS NOT NULL GROUP BY currency
ORDER BY COUNT(*) DESC, currency LIMIT 30"""
