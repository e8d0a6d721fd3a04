"""The word lists of search, from ``words.csv``: kind, form, and a note (an example, or parts)."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

PATH = Path(__file__).with_name("words.csv")


@functools.cache
def forms(kind: str) -> frozenset[str]:
    """The forms of one kind. Raises KeyError when the file has none of it.

    suffix, prefix: one syllable beside a noun that keeps its meaning (예산+안, 총+예산). place_suffix,
    name_suffix: behind the name of a place (강릉+시) or of a country (베트남+인). whole: never split, because
    a part would be another word. head: who heads a body, joined to its name (경찰+청장). pronoun: the only
    ones that are terms. country_homograph: a country's name that is also a common noun. numeral: a
    number before a unit. unit_homograph: a unit that without a number before it is another noun. light:
    verbs that say little, searched for only where they stand alone. dropped_suffix, dropped_unit: no terms
    at all.
    """
    return frozenset(_kinds()[kind])


def given_split(noun: str) -> tuple[str, ...] | None:
    """The parts that the list gives for a noun that no rule would split rightly: 수돗물 → 수도, 물."""
    note = _kinds()["split"].get(noun)
    return tuple(note.split()) if note else None


@functools.cache
def _kinds() -> dict[str, dict[str, str]]:
    kinds: dict[str, dict[str, str]] = {}
    with PATH.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            kinds.setdefault(row["kind"], {})[row["form"]] = row["note"]
    return kinds
