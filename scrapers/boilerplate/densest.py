"""The element of a page that holds the article, where no layout is known."""

from __future__ import annotations

from collections.abc import Sequence

from scrapers.boilerplate.blocks import Block, weight
from scrapers.boilerplate.kinds import LISTS
from scrapers.boilerplate.tree import Walked


def densest(walked: Walked) -> tuple[range, bool]:
    """The element whose blocks together speak most for being the article → (its blocks, are nearly all of
    them it?). The whole page where no element stands out.
    """
    listed = _listed(walked)
    worth = [-0.3 * len(b.text) if index in listed else weight(b) for index, b in enumerate(walked.blocks)]
    sums = [0.0]
    for value in worth:
        sums.append(sums[-1] + value)
    best, score = range(len(worth)), 0.0
    for span in walked.spans:
        total = sums[span.stop] - sums[span.start]
        if total > score or (total == score and len(span) < len(best)):
            best, score = span, total
    if len(best) <= 2 and _heaviest(worth) > 1.5 * score:
        return range(len(worth)), False
    return best, _is_tight(walked.blocks[best.start : best.stop])


def _heaviest(worth: Sequence[float]) -> float:
    """The greatest sum of a contiguous run: more than one paragraph has where nothing encloses them all."""
    most = total = 0.0
    for value in worth:
        total = max(0.0, total + value)
        most = max(most, total)
    return most


def _listed(walked: Walked) -> set[int]:
    """Blocks below a heading such as 이 시각 주요뉴스, as far as the element reaches that holds it."""
    found: set[int] = set()
    covered = 0
    for index, block in enumerate(walked.blocks):
        if block.mark and block.mark.opens and block.mark.kind in LISTS and block.node >= 0:
            node = block.node
            while node >= 0 and walked.spans[node].stop == index + 1:
                node = walked.parents[node]
            stop = walked.spans[node].stop if node >= 0 else len(walked.blocks)
            found.update(range(max(index, covered), stop))
            covered = max(covered, stop)
    return found


def _is_tight(blocks: Sequence[Block]) -> bool:
    """Do only few of the characters speak against being the article?"""
    size = sum(len(block.text) for block in blocks)
    against = sum(len(block.text) for block in blocks if weight(block) < 0)
    return bool(size) and against <= 0.12 * size
