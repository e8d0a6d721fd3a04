"""Units of currency: names (원, 캐나다 달러), signs (₩, US$) and codes (KRW), with their ISO 4217 codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractors.lexicon import items, table
from extractors.numerals import LAST


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of currency.

    code: ISO 4217, None for a name that several states share (페소). guard: what else must hold
    (won, bul, yen, dong, pound, cent, land), or that it is a sign or a code. lands: codes by the country
    that stands before the name.
    """

    name: str
    code: str | None
    guard: str
    lands: tuple[tuple[str, str], ...]

    @property
    def leads(self) -> bool:
        """Whether it can stand before its number: ``$300``, ``USD 300``."""
        return self.guard in ("sign", "code")


@cache
def units() -> dict[str, Unit]:
    """All units by name, from ``data/currencies.csv``."""
    found: dict[str, Unit] = {}
    for row in table("currencies", "name", "code", "guard", "lands"):
        lands = tuple((land, code) for land, _, code in (item.partition("=") for item in items(row["lands"])))
        found[row["name"]] = Unit(row["name"], row["code"] or None, row["guard"], lands)
    return found


@cache
def after_number() -> re.Pattern[str]:
    """A unit after a number: ``3억| 원``, ``20억|여 원``, ``300만| 캐나다 달러``, ``70|$``.

    A code ends where no letter follows (``GBP``, not ``GBPP``).
    """
    lands = _alternatives(land for unit in units().values() for land, _ in unit.lands)
    names = _alternatives(name for name, unit in units().items() if unit.guard != "code")
    codes = _alternatives(name for name, unit in units().items() if unit.guard == "code")
    return re.compile(
        rf"(?<=[{LAST}])여?(?P<gap> {{0,2}}(?:\n ?)?)(?:(?P<land>{lands}) ?)?"
        rf"(?P<unit>{names}|(?:{codes})(?![A-Za-z]))"
    )


@cache
def before_number() -> re.Pattern[str]:
    """A sign or code before a number: ``$3.5``, ``US$ 300만``, ``KRW 15``; not the first of ``70$ 80$``."""
    signs = _alternatives(name for name, unit in units().items() if unit.guard == "sign")
    codes = _alternatives(name for name, unit in units().items() if unit.guard == "code")
    return re.compile(
        rf"(?P<unit>(?<![A-Za-z])(?:{codes})|(?<![A-Za-z$])(?:{signs}))(?:(?=\d)|(?<!\d.) (?=\d))"
    )


@cache
def across_bracket() -> re.Pattern[str]:
    """A unit after a number and a bracket: ``100억|(국비 50억)원``."""
    return re.compile(r"(?<=[십백천만억조])\([^()\n]{1,40}\) ?(?P<unit>원|달러|불|유로|엔)")


def code_of(unit: Unit, land: str | None, sentence: str) -> str | None:
    """ISO 4217 code of a unit: by the country before it, its own, or the one country in the sentence.

    None where the name is shared and the sentence names none or several of its countries.
    """
    lands = dict(unit.lands)
    if land is not None:
        return lands.get(land)
    if unit.code is not None:
        return unit.code
    named = {code for name, code in unit.lands if name in sentence}
    return named.pop() if len(named) == 1 else None


def names_land(unit: Unit, sentence: str) -> bool:
    """Whether a sentence names a country of the unit: ``베트남`` for 동, ``태국`` for 밧."""
    return any(len(name) > 1 and name in sentence for name, _ in unit.lands)


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))
