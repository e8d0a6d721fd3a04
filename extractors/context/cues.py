"""The words that say what an amount is: ``data/role_cues.csv``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.lexicon import Automaton, Hit, items, longest, table
from extractors.mention import Mention


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that speaks for a role.

    kind: thing (예산: what an amount can be the value of), goods (주택: what has a price), act (지원: what
    is done with money), twist (가로챈: an act that makes another thing of it), twist_noun (절감: a twist
    when it is done), none (자료: holds another cue and says nothing).
    """

    role: str
    kind: str
    weight: float


Cues = list[Hit[Cue]]
Scores = defaultdict[str, float]
# "절감|했다", "편취|한", "절감| 효과", "절감| 추진": done; not "절감| 설비에", "절감| 추진단"
_DONE = re.compile(
    r"(?:하|했|한|할|해|함|되|됐|된|될|돼|받|당|시)| 효과| 성과|[^ 가-힣]|\Z"
    r"| (?:추진|기대|예상|전망|목표|달성|예정|계획|가능)(?![가-힣])"
)


def cues_in(text: str, begin: int, end: int, *masks: Sequence[Mention]) -> Cues:
    """The cues of a stretch, leftmost-longest, in order; none that stands in a mention of ``masks``.

    masks: mentions in order, each kind for itself: amounts (``310억 원가량`` holds no 원가), agencies
    (``한국벤처투자``).
    """
    found = longest(
        Hit(hit.start + begin, hit.end + begin, hit.entries) for hit in _cues().hits(text[begin:end])
    )
    return [
        hit
        for hit in found
        if hit.entries[0].kind != "none" and not any(_inside(hit, mask) for mask in masks)
    ]


def said(words: str) -> Scores:
    """How much the words of a headline speak for each role."""
    scores: Scores = defaultdict(float)
    for hit in cues_in(words, 0, len(words)):
        for cue in hit.entries:
            scores[cue.role] += cue.weight * (1.5 if cue.kind == "thing" else 1.0)
    return scores


def kind_here(text: str, cue: Cue, hit: Hit[Cue]) -> str:
    """The kind of a cue where it stands: 절감 is a twist in ``절감했다``, an act in ``절감 설비``."""
    if cue.kind != "twist_noun":
        return cue.kind
    return "twist" if _DONE.match(text, hit.end) else "act"


@cache
def _cues() -> Automaton[Cue]:
    rows = table("role_cues", "role", "kind", "weight", "cues")
    return Automaton(
        (
            (cue, Cue(row["role"], row["kind"], float(row["weight"])))
            for row in rows
            for cue in items(row["cues"])
        ),
        small=True,
    )


def _inside(hit: Hit[Cue], mentions: Sequence[Mention]) -> bool:
    place = bisect_left(mentions, hit.end, key=_start) - 1
    return place >= 0 and mentions[place].end > hit.start


def _start(mention: Mention) -> int:
    return mention.start
