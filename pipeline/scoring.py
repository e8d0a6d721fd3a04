"""Counting: expected and found mentions of one text, paired and compared. Pure functions over data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Span = tuple[int, int]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expected:
    """A mention of the gold. spans: every range that is exact; none when cleaning lost its text."""

    text: str
    spans: tuple[Span, ...]
    values: Values
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that was extracted; values as in an entity of ``sacho annotate``."""

    text: str
    span: Span
    values: Values


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, missed and spurious; the rates are None where there is nothing to divide by."""

    right: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.missed + other.missed, self.spurious + other.spurious)

    @property
    def precision(self) -> float | None:
        return share(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float | None:
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        return share(2 * self.right, 2 * self.right + self.missed + self.spurious)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the judged values are right."""

    right: int = 0
    judged: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.judged + other.judged)

    @property
    def rate(self) -> float | None:
        return share(self.right, self.judged)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Expected and found mentions of one type, matched one to one; what is optional is left out."""

    exact: tuple[tuple[Expected, Found], ...] = ()
    overlapping: tuple[tuple[Expected, Found], ...] = ()
    missed: tuple[Expected, ...] = ()
    spurious: tuple[Found, ...] = ()

    @property
    def matched(self) -> tuple[tuple[Expected, Found], ...]:
        return self.exact + self.overlapping


@dataclass(frozen=True, slots=True)
class TypeScore:
    """Figures of one type: exact spans, overlapping spans, exact spans with the right value, and values.

    values: how often each value is right among the matched mentions whose gold states it.
    """

    exact: Counts = Counts()
    overlap: Counts = Counts()
    full: Counts = Counts()
    values: Mapping[str, Share] = field(default_factory=dict)

    def __add__(self, other: TypeScore) -> TypeScore:
        names = {**self.values, **other.values}
        values = {name: self.values.get(name, Share()) + other.values.get(name, Share()) for name in names}
        return TypeScore(
            self.exact + other.exact, self.overlap + other.overlap, self.full + other.full, values
        )


def share(part: int, whole: int) -> float | None:
    """``part / whole``, None where nothing was judged."""
    return part / whole if whole else None


def pair_up(
    expected: Sequence[Expected], found: Iterable[Found], tolerated: Callable[[Found], bool] = lambda _: False
) -> Pairing:
    """Match one to one: equal spans first, then overlapping ones, required before optional, longest first.

    Found mentions that meet an optional one, or are ``tolerated``, count neither as right nor as spurious.
    """
    left, free = list(expected), list(found)
    exact = _take(left, free, lambda one, other: int(other.span in one.spans))
    overlapping = _take(left, free, _overlap)
    optional = [one for one in expected if one.optional]
    return Pairing(
        tuple(pair for pair in exact if not pair[0].optional),
        tuple(pair for pair in overlapping if not pair[0].optional),
        tuple(one for one in left if not one.optional),
        tuple(
            other
            for other in free
            if not tolerated(other) and not any(_overlap(one, other) for one in optional)
        ),
    )


def _overlap(one: Expected, other: Found) -> int:
    """The greatest number of code points that an accepted span shares with the found one."""
    start, end = other.span
    return max((min(end, b) - max(start, a) for a, b in one.spans if a < end and start < b), default=0)


def _take(
    left: list[Expected], free: list[Found], measure: Callable[[Expected, Found], int]
) -> list[tuple[Expected, Found]]:
    """Pairs with a measure above 0, best first; both lists lose what was paired."""
    ranked = sorted(
        (one.optional, -score, i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(free)
        if (score := measure(one, other)) > 0
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    taken = [(left[i], free[j]) for i, j in sorted(pairs.items())]
    for i in sorted(pairs, reverse=True):
        del left[i]
    for j in sorted(pairs.values(), reverse=True):
        del free[j]
    return taken


def judge(kind: str, expected: Values, found: Values) -> dict[str, bool]:
    """Which values of a matched mention are right; ``value`` is the mention's main value.

    Judged is what the gold states; a key that the gold leaves out is not judged.
    """
    verdicts = {"value": _MAIN[kind](expected, found)}
    for name in _EXTRA.get(kind, ()):
        if name in expected:
            accepted = {_comparable(one) for one in (expected[name], *expected.get(f"{name}_alt", ()))}
            verdicts[name] = _comparable(found.get(name)) in accepted
    return verdicts


def tally(kind: str, pairing: Pairing) -> TypeScore:
    """The figures of one type in one text."""
    verdicts = [
        (pair in pairing.exact, judge(kind, pair[0].values, pair[1].values)) for pair in pairing.matched
    ]
    exact, matched = len(pairing.exact), len(verdicts)
    missed, spurious = len(pairing.missed), len(pairing.spurious)
    inexact = matched - exact
    full = sum(is_exact and verdict["value"] for is_exact, verdict in verdicts)
    values: dict[str, Share] = {}
    for _, verdict in verdicts:
        for name, right in verdict.items():
            values[name] = values.get(name, Share()) + Share(int(right), 1)
    return TypeScore(
        Counts(exact, missed + inexact, spurious + inexact),
        Counts(matched, missed, spurious),
        Counts(full, missed + matched - full, spurious + matched - full),
        values,
    )


def compare_sets(expected: Iterable[str], found: Iterable[str], optional: Iterable[str]) -> Counts:
    """Names or codes of one text as sets, spaces ignored; optional ones neither count nor punish."""
    wanted, got, spared = ({_spaceless(name) for name in names} for names in (expected, found, optional))
    return Counts(len(wanted & got), len(wanted - got - spared), len(got - wanted - spared))


def _spaceless(name: str) -> str:
    return "".join(name.split())


def _comparable(value: Any) -> Any:
    """``전자정부 협력 사업`` and ``전자정부협력사업`` are one name."""
    return _spaceless(value) if isinstance(value, str) else value


def _money(expected: Values, found: Values) -> bool:
    amounts = all(_number(expected.get(key)) == _number(found.get(key)) for key in ("amount", "amount_max"))
    return amounts and expected.get("currency") == found.get("currency")


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _date(expected: Values, found: Values) -> bool:
    return all(expected.get(key) == found.get(key) for key in ("date_start", "date_end"))


def _country(expected: Values, found: Values) -> bool:
    return found.get("code") in [expected["code"], *expected.get("code_alt", ())]


def _named(expected: Values, found: Values) -> bool:
    """``미국 환경보호청`` and ``미국환경보호청`` are one name."""
    name = found.get("name")
    accepted = [expected.get("name"), *expected.get("name_alt", ())]
    if name is None:
        return None in accepted
    return _spaceless(name) in {_spaceless(one) for one in accepted if one is not None}


_MAIN: Mapping[str, Callable[[Values, Values], bool]] = {
    "money": _money,
    "date": _date,
    "country": _country,
    "agency": _named,
    "person": _named,
    "programme": _named,
}
_CONTEXT = ("agency", "agency_id", "programme", "country", "date_start", "date_end")
_EXTRA = {
    "money": ("role", "modifier", "per", *_CONTEXT),
    "agency": ("agency_id", "kind"),
    "person": ("title", "agency", "agency_id"),
}
