"""Names that two states share (콩고, 도미니카): which one the words around them mean."""

from __future__ import annotations

from extractors.countries.names import Name
from extractors.lexicon import items, table
from extractors.reading import Reading


def code_of(reading: Reading, name: Name, start: int, end: int) -> tuple[str, bool]:
    """The code of a name that two states share (콩고, 도미니카) and whether it is certain.

    Words of the sentence decide, by ``data/country_twins.csv``; without them the gazetteer's code, uncertain.
    """
    rows = [
        row for row in table("country_twins", "surface", "code", "near") if row["surface"] == name.surface
    ]
    low, high = around(reading, start)
    sentence = reading.text[low:high]
    for row in rows:
        if any(word in sentence for word in items(row["near"])):
            return row["code"], name.certain
    return name.code, name.certain and not rows


def around(reading: Reading, offset: int) -> tuple[int, int]:
    """The sentence around an offset, cut to blocks of 200 (a table may be one endless sentence)."""
    low, high = reading.sentence_at(offset)
    block = offset - offset % 200
    return max(low, block - 200), min(high, block + 400)
