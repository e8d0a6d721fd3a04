"""The element of a page that holds the article, where no layout is known."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import accumulate

from scrapers.boilerplate import body
from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.tree import Walked


def densest(walked: Walked, about: Set[str]) -> tuple[range, bool]:
    """The element that holds the article → (its blocks, are nearly all of them it?). Around the run of blocks
    that is most probably the article it is the element whose blocks together speak most for it; the whole
    page where no element stands out. ``about``: the topics of the page's title.
    """
    whole = range(len(walked.blocks))
    judged = body.judge(walked.blocks)
    core = body.core(judged, about)
    if core is None:
        return whole, False
    best, score = whole, 0.0
    worth = list(accumulate(judged.weights, initial=0.0))
    for span in _around(walked, *core):
        total = worth[span.stop] - worth[span.start]
        if total > score or (total == score and len(span) < len(best)):
            best, score = span, total
    return best, _is_tight(walked.blocks[best.start : best.stop], judged.weights[best.start : best.stop])


def _around(walked: Walked, first: int, last: int) -> list[range]:
    """The blocks of each element that holds the whole run."""
    return [span for span in walked.spans if span.start <= first and span.stop > last]


def _is_tight(blocks: Sequence[Block], weights: Sequence[float]) -> bool:
    """Do only few of the characters speak against being the article?"""
    size = sum(len(block.text) for block in blocks)
    against = sum(len(block.text) for block, weighs in zip(blocks, weights, strict=True) if weighs < 0)
    return bool(size) and against <= 0.12 * size
