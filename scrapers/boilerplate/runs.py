"""Which run of blocks is the article: how much prose it holds, whether its paragraphs are about one matter,
how it is introduced.

Side lists hold as much prose as articles do; what they lack is cohesion.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from scrapers.boilerplate.blocks import Block, is_lead, is_prose, topics
from scrapers.boilerplate.cohesion import cohesion
from scrapers.boilerplate.kinds import LISTS

Kinds = Sequence[str | None]

#: What a run is worth below the heading of a list, of comments, behind the end of an article.
_PLACE = {**dict.fromkeys(LISTS, 0.1), "comments": 0.1, "": 1.0, "start": 1.0}
_BEHIND = 0.3
_ENDS = frozenset(("byline", "copyright"))


#: Less mass than this is a notice or a slogan, no article; below the head of one a sentence is enough.
_ARTICLE, _HEAD = 110.0, 80.0
#: What a run is worth below the head of another article than the first.
_SECOND = 0.6
#: Behind these an article does not go on.
_OVER = frozenset(("start", "comments", "board_list", "copyright", "licence"))
#: Between two parts of one article stand no more blocks than these.
_GAP = 16
#: Parts of one article share so many topics: of one paragraph, of several.
_KIN = (0.16, 0.12)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of blocks, what they weigh together, the kind of its part of the page and what that makes it
    worth, and the topics of its paragraphs, each with the block that it is.
    """

    blocks: range
    mass: float
    part: str
    place: float
    told: tuple[tuple[int, frozenset[str]], ...]

    @property
    def topics(self) -> list[frozenset[str]]:
        return [topics for _, topics in self.told]


def best(
    blocks: Sequence[Block],
    own: Kinds,
    worth: Sequence[float],
    cuts: Mapping[int, str],
    about: Set[str] = frozenset(),
) -> tuple[range, ...]:
    """The stretches of blocks that are most probably the article, in order; none where nothing is worth
    anything. It is one, or several where furniture stands between its parts.

    ``cuts``: where a part of the page begins, and of what kind it is. ``about``: topics of the page's title.
    """
    runs = _candidates(blocks, own, worth, cuts)
    if not runs:
        return ()
    covered = [len(about & set().union(*run.topics)) / max(1, len(about)) for run in runs]
    told = max(covered) >= 0.34 and len(about) >= 3
    starts = (at for at, run in enumerate(runs) if run.part == "start" and run.mass >= 30)
    headed = next((at for at in starts if runs[at].place == 1.0), None)
    scores = [
        _score(blocks, own, run, headed=at == headed) * ((0.2 + min(0.8, 1.6 * share)) if told else 1.0)
        for at, (run, share) in enumerate(zip(runs, covered, strict=True))
    ]
    chosen = max(range(len(runs)), key=scores.__getitem__)
    ends = sorted(at for at, part in cuts.items() if part in _OVER)
    return _joined(own, runs, chosen, ends)


def _score(blocks: Sequence[Block], own: Kinds, run: Run, *, headed: bool) -> float:
    """What speaks for a run; ``headed``: it is the first below the head of an article."""
    score = run.mass * cohesion(run.topics) * run.place
    score *= 1.3 if is_lead(blocks[run.blocks.start].text) else 1.0
    score *= 1.2 if _ENDS & set(own[run.blocks.stop : run.blocks.stop + 3]) else 1.0
    return score * 1.5 + min(120.0, run.mass) if headed else score


def _joined(own: Kinds, runs: Sequence[Run], chosen: int, ends: Sequence[int]) -> tuple[range, ...]:
    """The chosen run, and what goes on about its matter behind and before it, never across an end."""
    found = [runs[chosen].blocks]
    told = list(runs[chosen].topics)
    for run in runs[chosen + 1 :]:
        if run.blocks.start - found[-1].stop > _GAP or _between(ends, found[-1].stop, run.blocks.start):
            break
        if part := _kindred(own, run, told):
            found.append(part)
            told += run.topics
    for run in reversed(runs[:chosen]):
        if found[0].start - run.blocks.stop > _GAP or _between(ends, run.blocks.stop, found[0].start):
            break
        if run.place == 1.0 and (part := _kindred(own, run, told)):
            found.insert(0, part)
            told += run.topics
    return tuple(found)


def _between(ends: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(ends, first)
    return at < len(ends) and ends[at] <= last


def _kindred(own: Kinds, run: Run, told: Sequence[Set[str]]) -> range | None:
    """The run, or its end, if that is about the same matter as the paragraphs already found. Of a list the
    items are headline and lead by turns: there two paragraphs have to follow on each other.
    """
    whole = set().union(*told)
    shares = [len(one & whole) / max(1, len(one)) for one in run.topics]
    first = next((at for at, share in enumerate(shares) if share >= _KIN[1]), None)
    if first is None or not whole:
        return None
    while first and shares[first - 1] >= _KIN[1] / 2 and run.told[first - 1][0] == run.told[first][0] - 1:
        first -= 1
    shares, places = shares[first:], [at for at, _ in run.told[first:]]
    closed = bool(_ENDS & set(own[run.blocks.stop : run.blocks.stop + 3]))
    follows = any(after == before + 1 for before, after in pairwise(places))
    few = len(shares) < 2
    if (few and (not closed or run.part == "byline")) or (run.part in LISTS and not follows and not closed):
        return None
    demand = _KIN[not few] + (0.06 if len(told) >= 5 else 0.0)
    ahead = frozenset().union(*run.topics[first:])
    back = sum(len(one & ahead) / max(1, len(one)) for one in told) / len(told) if len(told) < 4 else 0.0
    if max(sum(shares) / len(shares), back) < demand:
        return None
    return range(run.told[first][0] if first else run.blocks.start, run.blocks.stop)


def _candidates(
    blocks: Sequence[Block], own: Kinds, worth: Sequence[float], cuts: Mapping[int, str]
) -> list[Run]:
    """The heaviest run of each part of the page. What stands below a list, comments or the end of an article
    stays so until the head of another article.
    """
    found = []
    place, part, before, whole = 1.0, "", 0.0, 0.0
    for start, end in pairwise(sorted({0, *cuts, len(blocks)})):
        part = cuts.get(start, part)
        if part == "start":
            place, before = 1.0 if whole < _ARTICLE else _SECOND, 0.0
        else:
            place = min(place, _worth_below(part, before))
        run, mass = heaviest(worth, start, end)
        before = max(before, mass + (_HEAD if part == "start" and mass > 0 else 0))
        if mass > 0:
            told = (
                (at, topics(blocks[at].text)) for at in run if own[at] is None and is_prose(blocks[at].text)
            )
            found.append(Run(run, mass, part, place, tuple(told)))
            several = place == 1.0 and len(found[-1].told) >= 3
            whole = max(whole, mass * cohesion(found[-1].topics) if several else 0.0)
    return found


def _worth_below(part: str, before: float) -> float:
    """What a run in such a part is worth; less where an article (a run of some mass) stands ``before``: names
    of boards, subscription links and the like stand above articles too.
    """
    worst = _PLACE.get(part, _BEHIND)
    return worst if before >= _ARTICLE else max(worst, 0.3) if part in (*LISTS, "comments") else 1.0


def heaviest(worth: Sequence[float], start: int, end: int) -> tuple[range, float]:
    """The contiguous run of greatest sum in [start, end), and that sum."""
    most, best_run = 0.0, range(start, start)
    total, first = 0.0, start
    for index in range(start, end):
        if total <= 0:
            total, first = 0.0, index
        total += worth[index]
        if total > most:
            most, best_run = total, range(first, index + 1)
    return best_run, most
