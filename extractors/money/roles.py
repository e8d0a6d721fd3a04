"""What an amount is in its sentence: budget, support, contract, trade …, by the words around it.

Each word of ``data/role_cues.csv`` near an amount speaks for its role, the louder the nearer; a word
beyond another amount or beyond the clause speaks more softly.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.lexicon import Automaton, Hit, items, longest, table
from extractors.mention import Money
from extractors.reading import Reading

#: Code points at which a word's weight is halved.
_HALVING = 9
_BEYOND_AMOUNT = 0.45
_BEYOND_CLAUSE = 0.6
#: Below this an amount takes the role of the one before it in the text, or that of the title.
_HEARD = 0.5
#: No word is heard from further away: 6 / (1 + 100 / 9) is less than _HEARD.
_EARSHOT = 100
# "10억원을 지원하|고 |3억원을 아낀다": where one clause ends
_CLAUSE = re.compile(r"[,;]\s|(?:고|며|면서|지만|으나)\s|\s-\s|\n")
# "100만 달러(약 12억원)": the same money in another currency
_GLOSS = re.compile(r" ?\((?:약|한화|원화|미화|우리 ?돈|환산|으로|로|  ?| ){0,4}(?:약 )?\Z")


@cache
def _cues() -> Automaton[tuple[str, float]]:
    rows = table("role_cues", "role", "weight", "cues")
    return Automaton((cue, (row["role"], float(row["weight"]))) for row in rows for cue in items(row["cues"]))


def assign(reading: Reading, amounts: Sequence[Money]) -> list[Money]:
    """The amounts with ``role``; None where neither sentence, neighbour nor title says what it is."""
    title = heaviest(reading.document.title or "")
    assigned: list[Money] = []
    for index, money in enumerate(amounts):
        previous = assigned[-1] if assigned else None
        if previous and is_gloss(reading.text, previous, money):
            assigned.append(replace(money, role=previous.role))
            continue
        role = _heard(reading, amounts, index)
        assigned.append(replace(money, role=role or (previous.role if previous else None) or title))
    return assigned


def heaviest(words: str) -> str | None:
    """The role that the words of a headline speak for most, or None."""
    scores: defaultdict[str, float] = defaultdict(float)
    for hit in _hits(words):
        role, weight = hit.entries[0]
        scores[role] += weight
    return max(scores, key=lambda role: scores[role]) if scores else None


def _heard(reading: Reading, amounts: Sequence[Money], index: int) -> str | None:
    money = amounts[index]
    begin, end = reading.sentence_at(money.start)
    begin, end = max(begin, money.start - _EARSHOT), min(end, money.end + _EARSHOT)
    others = [m for m in amounts[max(0, index - 8) : index + 9] if m is not money and begin <= m.start < end]
    scores: defaultdict[str, float] = defaultdict(float)
    for hit in _hits(reading.text[begin:end]):
        if hit.start + begin < money.end and money.start < hit.end + begin:
            continue  # "310억 원가량" holds no 원가
        role, weight = hit.entries[0]
        near, far = _stretch(money, hit.start + begin, hit.end + begin)
        distance = far - near
        loudness = weight / (1 + distance / _HALVING)
        if any(near <= other.start and other.end <= far for other in others):
            loudness *= _BEYOND_AMOUNT
        if _CLAUSE.search(reading.text, near, far):
            loudness *= _BEYOND_CLAUSE
        scores[role] = max(scores[role], loudness)
    best = max(scores, key=lambda role: scores[role], default=None)
    return best if best and scores[best] >= _HEARD else None


def _hits(words: str) -> list[Hit[tuple[str, float]]]:
    return longest(_cues().hits(words))


def _stretch(money: Money, start: int, end: int) -> tuple[int, int]:
    """What lies between an amount and a word."""
    return (end, money.start) if end <= money.start else (money.end, max(money.end, start))


def is_gloss(text: str, previous: Money, money: Money) -> bool:
    """Whether an amount says the one before it in another currency: ``100만 달러(약 13억원)``."""
    between = text[previous.end : money.start]
    return previous.currency != money.currency and len(between) <= 12 and bool(_GLOSS.match(between))
