"""Units of currency: names (원, 캐나다 달러), signs (₩, US$) and codes (KRW), with their ISO 4217 codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractors.lexicon import items, table
from extractors.numerals import LAST

#: Guards of codes; an acronym means other things too (AED, CAD).
_CODES = ("code", "acronym")
# "이집트는", "파키스탄 정부", "레바논에서", "네팔 50만 루피"
_ACTING = re.compile(r" ?\d|[은는이가의]|에서| ?(?:정부|중앙은행|당국|현지|의회|총리|대통령)")
#: Names of states that are words too: 수단 'means', 기니 '…기니'. They count only right before the unit.
_HOMOGRAPHS = frozenset({"수단", "기니", "인도", "미", "美", "US"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of currency.

    code: ISO 4217, None for a name that several states share (페소). guard: what else must hold
    (won, bul, yen, yuan, dong, pound, cent, jeon, land), that other states use the name too (states), or
    that it is a sign, a code, or a code that means other things too (acronym). lands: codes by the
    country that stands before the name.
    """

    name: str
    code: str | None
    guard: str
    lands: tuple[tuple[str, str], ...]

    @property
    def leads(self) -> bool:
        """Whether it can stand before its number: ``$300``, ``USD 300``."""
        return self.guard in ("sign", *_CODES)

    @property
    def asks_sentence(self) -> bool:
        """Whether the sentence around decides if it is money, or of which country."""
        return self.code is None or self.guard in ("dong", "pound", "land", "states", "jeon")


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
    """The last figure of a number and the unit after it: ``3[억 원]``, ``20[억여 원]``, ``30[만 미국 달러]``.

    A code ends where no letter follows (``GBP``, not ``GBPP``).
    """
    # a land only before its own unit: 오만 리얄, but 육십오만 원
    lands = "|".join(
        f"{re.escape(land)}(?= ?(?:{_alternatives(names)}))"
        for land, names in sorted(_names_by_land().items(), key=lambda item: (-len(item[0]), item[0]))
    )
    names = _alternatives(name for name, unit in units().items() if unit.guard not in _CODES)
    codes = _alternatives(name for name, unit in units().items() if unit.guard in _CODES)
    # the two looks ahead only spare the alternatives: most figures have no currency behind them
    begins = _first_characters([*units(), *_names_by_land()])
    return re.compile(
        rf"[{LAST}](?=[여 \n{begins}])(?: ?여)?(?P<gap> {{0,2}}(?:\n ?)?)(?=[{begins}])"
        rf"(?:(?P<land>{lands}) ?)?(?P<unit>{names}|(?:{codes})(?![A-Za-z]))"
    )


@cache
def before_number() -> re.Pattern[str]:
    """A sign or code before a number: ``$3.5``, ``US$ 300만``, ``KRW 15``; not the first of ``70$ 80$``."""
    leading = _alternatives(name for name, unit in units().items() if unit.leads)
    return re.compile(rf"(?P<unit>{leading})(?:(?=\d)|(?<!\d.) (?=\d))")


@cache
def across_bracket() -> re.Pattern[str]:
    """A unit after a number and a bracket: ``100억|(국비 50억)원``, ``100|(국비 50)억원``."""
    return re.compile(
        r"\((?<=[\d십백천만억조]\()[^()\n]{1,40}\) ?(?P<scale>[천백십]?[만억조])? ?"
        r"(?P<unit>원|달러|불|유로|엔)"
    )


def code_of(unit: Unit, land: str | None, sentence: str) -> str | None:
    """ISO 4217 code of a unit: by the country before it, the one country in the sentence, or its own.

    sentence: empty for a unit that does not ask it. None where the name is shared and the sentence names
    none or several of its countries.
    """
    if land is not None:
        return dict(unit.lands).get(land)
    if not sentence:
        return unit.code
    named = {code for name, code in unit.lands if name not in _HOMOGRAPHS and name in sentence}
    if unit.code is not None:
        # "이집트 정부는 5천만 파운드를" is not sterling, "이집트와의 연구에 5천만 파운드" may be
        acting = {code for name, code in unit.lands if code in named and _acts(name, sentence)}
        named = acting if acting - {unit.code} else {unit.code}
    return named.pop() if len(named) == 1 else None


def _acts(land: str, sentence: str) -> bool:
    """Whether the sentence says what a country does or has: ``이집트는``, ``파키스탄 정부``."""
    place = sentence.find(land)
    return place >= 0 and bool(_ACTING.match(sentence, place + len(land)))


def names_land(unit: Unit, sentence: str) -> bool:
    """Whether a sentence names a country of the unit: ``베트남`` for 동, ``태국`` for 밧."""
    return any(len(name) > 1 and name in sentence for name, _ in unit.lands)


def _names_by_land() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, unit in units().items():
        for land, _ in unit.lands:
            found.setdefault(land, []).append(name)
    return found


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(set(names), key=lambda name: (-len(name), name)))


def _first_characters(names: Iterable[str]) -> str:
    return "".join(re.escape(char) for char in sorted({name[0] for name in names}))
