"""What the rules for agencies propose before the overlapping proposals are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A possible mention of a body at [start, end) of the folded text.

    The fields are those of `Agency`; ``emit`` is False for a name that only shields what stands inside it
    (한국방송공사), ``rank`` decides between two proposals of the same range (the higher one wins).
    """

    start: int
    end: int
    rule: str
    name: str | None
    kind: str | None
    agency_id: str | None = None
    country: str | None = None
    certain: bool = True
    reason: str | None = None
    emit: bool = True
    rank: int = 0


def settle(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Leftmost-longest choice without overlaps, in order of place."""
    chosen: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (p.start, -p.end, -p.rank)):
        if not chosen or proposal.start >= chosen[-1].end:
            chosen.append(proposal)
    return chosen
