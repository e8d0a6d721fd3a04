"""Names of states that are also other words, with what speaks for and against them: country_risks.csv."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.countries.names import lookup
from extractors.lexicon import LexiconError, items, table

_DEFAULTS = frozenset({"plain", "yes", "brand", "cue", "kiwi", "no"})


@dataclass(frozen=True, slots=True)
class Risk:
    """Cues of one homograph: strings right before and after it (blanks count), words of its sentence.

    long_yes: the strings of after_yes that need no end of the word behind them (이란혁명수비대).
    """

    default: str
    before_no: tuple[str, ...]
    after_no: tuple[str, ...]
    before_yes: tuple[str, ...]
    after_yes: tuple[str, ...]
    near_yes: tuple[str, ...]
    near_no: tuple[str, ...]
    long_yes: tuple[str, ...]


@functools.cache
def risks() -> Mapping[str, Risk]:
    """Homographs by spelling. Raises LexiconError for an unknown default or a spelling that is no name."""
    columns = ("before_no", "after_no", "before_yes", "after_yes", "near_yes", "near_no")
    found: dict[str, Risk] = {}
    for line, row in enumerate(table("country_risks", "surface", "default", *columns), 2):
        if row["default"] not in _DEFAULTS or row["surface"] not in lookup():
            raise LexiconError(f"country_risks.csv:{line}: no name or no default: {row['surface']!r}")
        after_yes = items(row["after_yes"])
        found[row["surface"]] = Risk(
            default=row["default"],
            before_no=items(row["before_no"]),
            after_no=items(row["after_no"]),
            before_yes=items(row["before_yes"]),
            after_yes=after_yes,
            near_yes=items(row["near_yes"]),
            near_no=items(row["near_no"]),
            long_yes=tuple(word for word in after_yes if len(word) > 2),
        )
    return found


@functools.cache
def doubtful() -> tuple[str, ...]:
    """Spellings that only their morphemes can settle where no cue does."""
    return tuple(surface for surface, risk in risks().items() if risk.default == "kiwi")
