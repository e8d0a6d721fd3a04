"""What the words of a table's heads and rows say about the figures beside them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from extractors.lexicon import items, table

#: rate, count: no money. money: money. unclear: money or a rate (전년대비). None: the words do not tell.
Sense = Literal["rate", "count", "money", "unclear"]
_ORDER: tuple[Sense, ...] = ("rate", "count", "unclear", "money")
# "매출액|(잠정)", "예산|[A]"
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]")
# "|백만|명", "|10억 |톤"
_SCALE = re.compile(r"\A\d{0,3}[십백천만억조]{1,3} ?(?=.)")
# "합계|1)", "예산|*"
_MARKS = re.compile(r"[*†'\"<>]|\d\)\Z")


@lru_cache(maxsize=4096)
def sense(label: str) -> Sense | None:
    """``증감률(%)`` → rate, ``참여 인원`` → count, ``총사업비`` → money, ``전년 대비`` → unclear, else None.

    A label wholly in brackets is read without them.
    """
    words = _MARKS.sub("", _BRACKETS.sub("", label)).strip() or label.strip(" ()[]")
    whole = words.replace(" ", "")
    last = words.rpartition(" ")[2]
    if whole.endswith(_endings("word")):
        return None
    for kind in _ORDER:
        if whole in _words(kind, "is") or last in _words(kind, "is") or whole.endswith(_endings(kind)):
            return kind
    return None


def is_body(label: str) -> bool:
    """Whether a head names who is counted beside a column of money: ``참여 기업`` beside ``지원금``."""
    return _BRACKETS.sub("", label).strip().endswith(_endings("body"))


def is_unit(words: str) -> bool:
    """Whether words in a head's brackets are a unit that is no money: ``%``, ``명``, ``백만 톤``."""
    return _SCALE.sub("", words.strip()) in _words("unit", "is")


@cache
def _words(kind: str, how: str) -> frozenset[str]:
    rows = table("table_words", "kind", "how", "words")
    return frozenset(
        word for row in rows if (row["kind"], row["how"]) == (kind, how) for word in items(row["words"])
    )


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(_words(kind, "end")) or ("\0",)
