"""Which amounts of an article are already contained in another one, so that a sum counts nothing twice."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, takewhile
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
# 총 100억원 중 30억원 · 471억원 가운데 20억원
_OF_IT = re.compile(r"\s{0,2}(?:중|가운데)(?:에서)?[\s,]")
# 1조 원을 투입하며, 이 중 3천억 원 · 그중에는 도로 20억 원이; not 10억 원이 중소기업에, 이 중점사업
_OF_THESE = re.compile(r"(?<![가-힣A-Za-z0-9])[이그]\s?(?:중|가운데)(?=에|엔|은|의|[\s,\d])")
# 총 190억 원 · 모두 합쳐 약 100억 원 · 총사업비는 100억 원
_ALL = re.compile(r"(?:총|모두|합계|합쳐|합한|합하면|전체|도합|통틀어)[^\d.,()\n]{0,12}\Z")


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
    ordered = sorted(amounts, key=lambda pair: (_ORDER[pair[0]], pair[1].start))
    known = [(field, money) for field, money in ordered if money.amount is not None]
    found: dict[Place, Included] = {}
    for rules in ((_glosses,), (_repeats,), (_parts, _sums)):
        left = [(field, money) for field, money in known if (field, money.start) not in found]
        for rule in rules:
            for place, why in rule(texts, left):
                found.setdefault(place, why)
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
    """The same amount again that contradicts nothing about whose, what for, with whom or when.

    The place that says most about the amount speaks for all. A headline names the amounts of its body.
    """
    said: dict[tuple[object, ...], list[tuple[str, Money]]] = {}
    for field, money in sorted(amounts, key=lambda pair: -_details(pair[1])):
        same = said.setdefault(_value(money), [])
        for other_field, other in same[:20]:
            if field != other_field or _agree(money, other):
                yield (field, money.start), Included((other_field, other.start), "repeat")
                break
        else:
            same.append((field, money))


def _parts(
    texts: Mapping[str, str], amounts: Sequence[tuple[str, Money]]
) -> Iterator[tuple[Place, Included]]:
    """``총 100억원 중 30억원은 도로, 50억원은 항만``: the words say that what follows is a part of the first.

    The next amounts of the same sentence are parts too, while they fit into what is left of the total.
    """
    total: Money | None = None
    left = Decimal(0)
    earlier: dict[str, deque[Money]] = {field: deque(maxlen=6) for field in texts}
    for field, before, money in _neighbours(amounts):
        earlier[field].append(before)
        if _is_part(texts[field], before, money) and (whole := _whole_of(money, earlier[field])):
            total, left = whole, whole.amount or Decimal(0)
        elif total and before.sentence_start != money.sentence_start:
            total = None
        if total and _smaller(money, total) and (money.amount or Decimal(0)) <= left:
            left -= money.amount or Decimal(0)
            yield (field, money.start), Included((field, total.start), "part")
        else:
            total = None


def _is_part(text: str, before: Money, money: Money) -> bool:
    """Whether the words between two amounts say that the second is a part of what was spoken of."""
    if money.start - before.end > 200:
        return False
    between = before.end, money.start
    return _OF_IT.match(text, *between) is not None or _OF_THESE.search(text, *between) is not None


def _whole_of(part: Money, earlier: Sequence[Money]) -> Money | None:
    """The amount before a part, or where that is smaller the largest of those before: ``210억원(국비 150억원,
    지방비 60억원), 이 중 80억원``."""
    near = [money for money in earlier if part.start - money.end <= 300 and _smaller(part, money)]
    if not near or near[-1] is earlier[-1]:
        return near[-1] if near else None
    return max(near, key=lambda money: money.amount or Decimal(0))


def _sums(texts: Mapping[str, str], amounts: Sequence[tuple[str, Money]]) -> Iterator[tuple[Place, Included]]:
    """A total that the amounts right after it or right before it add up to: ``100억원(국비 60억원, 지방비
    40억원)``, ``국비 60억원, 지방비 40억원 등 모두 100억원``.

    From the last to the first, so that a part with parts of its own counts once in the total before it; then
    from the first to the last for totals behind their parts.
    """
    within: dict[Place, Place] = {}
    for index in reversed(range(len(amounts))):
        field, total = amounts[index]
        rest = _smaller_ones(total, [m for f, m in amounts[index + 1 : index + 31] if f == field])
        outer = [money for money in rest if (field, money.start) not in within]
        for candidates in (rest, outer):
            if parts := _divided(total, candidates):
                within.update({(field, money.start): (field, total.start) for money in parts})
                break
    for index, (field, total) in enumerate(amounts):
        if (field, total.start) in within:
            continue
        before = [
            m for f, m in amounts[max(0, index - 30) : index] if f == field and (f, m.start) not in within
        ]
        for money in _summed_up(texts[field], total, before[::-1]):
            within[field, money.start] = (field, total.start)
    for place, total_place in within.items():
        yield place, Included(total_place, "part")


def _summed_up(text: str, total: Money, before: Sequence[Money]) -> list[Money]:
    """The amounts ``before`` a total, the last first, that add up to it and are of its role.

    A word must say that it is one (총, 모두); two years' figures may add up to a third by chance. Three of
    its own sentence need none. Those of its sentence complete the sum whatever their role.
    """
    near = [m for m in before if m.sentence_start == total.sentence_start and m.currency == total.currency]
    parts = _adding_up(total, near)
    if _ALL.search(text, max(0, total.start - 16), total.start):
        parts = parts or _adding_up(total, _smaller_ones(total, before))
    elif len(parts) < 3:
        return []
    return [money for money in parts if money.role == total.role]


def _smaller_ones(total: Money, others: Sequence[Money]) -> list[Money]:
    """Amounts of the total's role and currency up to the first that is not smaller."""
    alike = [money for money in others if (money.role, money.currency) == (total.role, total.currency)]
    return list(takewhile(lambda money: _smaller(money, total), alike))


def _adding_up(total: Money, candidates: Sequence[Money]) -> list[Money]:
    left, parts = total.amount or Decimal(0), []
    for money in candidates:
        left -= money.amount or Decimal(0)
        parts.append(money)
        if left <= 0:
            break
    return parts if left == 0 and len(parts) > 1 else []


def _divided(total: Money, candidates: Sequence[Money]) -> list[Money]:
    """The first amounts that add up to a total, and those after them that do so again: by whose money it is
    (국비, 지방비), then by what it is for (1단계, 2단계)."""
    parts: list[Money] = []
    while more := _adding_up(total, candidates[len(parts) :]):
        parts += more
    return parts


def _smaller(part: Money, total: Money) -> bool:
    if part.amount is None or total.amount is None:
        return False
    return (part.currency, part.role) == (total.currency, total.role) and part.amount < total.amount


def _value(money: Money) -> tuple[object, ...]:
    return money.amount, money.amount_max, money.currency, money.role, money.per


_DETAILS = ("agency_id", "agency", "programme", "country", "date_start", "date_end")


def _details(money: Money) -> int:
    return sum(getattr(money, name) is not None for name in _DETAILS)


def _agree(one: Money, other: Money) -> bool:
    pairs = [(getattr(one, name), getattr(other, name)) for name in _DETAILS]
    return all(first == second or None in (first, second) for first, second in pairs)
