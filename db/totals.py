"""Which amounts of an article are already contained in another one, so that a sum counts nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from extractors.mention import Money

#: Why an amount is not added: the same in brackets, the same said again, a part of a stated total.
How = Literal["gloss", "repeat", "part"]
Place = tuple[str, int]
_ORDER = {"body": 0, "title": 1, "subtitle": 2}

# 100만 달러(약 12억원) · 10억 원(국비 기준 …): only an opening bracket and 약, 한화 … between the two
_GLOSS = re.compile(
    r"\s{0,2}[(（\[]\s{0,2}(?:한화|우리\s?돈|원화|미화|약|총|[=≒])?\s{0,2}(?:로|으로)?\s{0,2}(?:약)?\s{0,2}"
)
# 총 100억원 중 30억원 · 471억원 가운데 20억원 · 1조 원을 투입하며, 이 중 3천억 원
_PART = re.compile(r"^\s{0,2}(?:중|가운데)(?:에서)?[\s,]|(?:이|그)\s?(?:중|가운데)")


@dataclass(frozen=True, slots=True)
class Included:
    """The place (field, start) of the amount that contains this one, and how."""

    within: Place
    how: How


def included(texts: Mapping[str, str], amounts: Sequence[tuple[str, Money]]) -> dict[Place, Included]:
    """For each contained amount of an article, what contains it. Amounts of different roles never meet.

    texts: the article's fields. amounts: its money mentions with their field. The body comes first: what the
    title says again is the repeat.
    """
    found: dict[Place, Included] = {}
    ordered = sorted(amounts, key=lambda pair: (_ORDER[pair[0]], pair[1].start))
    known = [(field, money) for field, money in ordered if money.amount is not None]
    for rule in (_glosses, _repeats, _parts, _sums):
        left = [pair for pair in known if (pair[0], pair[1].start) not in found]
        for place, why in rule(texts, left):
            if place not in found and why.within not in found:
                found[place] = why
    return found


def _neighbours(
    amounts: Sequence[tuple[str, Money]],
) -> Iterator[tuple[str, Money, Money]]:
    for (field, first), (other, second) in pairwise(amounts):
        if field == other and first.role == second.role and first.end <= second.start:
            yield field, first, second


def _glosses(
    texts: Mapping[str, str], amounts: Sequence[tuple[str, Money]]
) -> Iterator[tuple[Place, Included]]:
    for field, first, second in _neighbours(amounts):
        if second.start - first.end <= 20 and _GLOSS.fullmatch(texts[field], first.end, second.start):
            yield (field, second.start), Included((field, first.start), "gloss")


def _repeats(
    _texts: Mapping[str, str], amounts: Sequence[tuple[str, Money]]
) -> Iterator[tuple[Place, Included]]:
    """The same amount again that says nothing new about whose, what for, with whom or when."""
    for index, (field, money) in enumerate(amounts):
        for earlier_field, earlier in amounts[:index]:
            if _value(money) == _value(earlier) and _says_nothing_new(money, earlier):
                yield (field, money.start), Included((earlier_field, earlier.start), "repeat")
                break


def _parts(
    texts: Mapping[str, str], amounts: Sequence[tuple[str, Money]]
) -> Iterator[tuple[Place, Included]]:
    """``총 100억원 중 30억원``: the words between the two say that the second is a part of the first."""
    for field, total, part in _neighbours(amounts):
        between = texts[field][total.end : min(part.start, total.end + 200)]
        if part.start - total.end <= 200 and _smaller(part, total) and _PART.search(between):
            yield (field, part.start), Included((field, total.start), "part")


def _sums(
    _texts: Mapping[str, str], amounts: Sequence[tuple[str, Money]]
) -> Iterator[tuple[Place, Included]]:
    """A total that the amounts right after it add up to: ``100억원(국비 60억원, 지방비 40억원)``."""
    for index, (field, total) in enumerate(amounts):
        rest = amounts[index + 1 : index + 31]
        for place in _adding_up(total, [m for f, m in rest if f == field and _smaller(m, total)]):
            yield (field, place), Included((field, total.start), "part")


def _adding_up(total: Money, candidates: Sequence[Money]) -> list[int]:
    left, places = total.amount or Decimal(0), []
    for money in candidates:
        left -= money.amount or Decimal(0)
        places.append(money.start)
        if left <= 0:
            break
    return places if left == 0 and len(places) > 1 else []


def _smaller(part: Money, total: Money) -> bool:
    if part.amount is None or total.amount is None:
        return False
    return (part.currency, part.role) == (total.currency, total.role) and part.amount < total.amount


def _value(money: Money) -> tuple[object, ...]:
    return money.amount, money.amount_max, money.currency, money.role, money.per


def _says_nothing_new(later: Money, earlier: Money) -> bool:
    return all(
        getattr(later, name) in (None, getattr(earlier, name))
        for name in ("agency_id", "programme", "country", "date_start", "date_end")
    )
