"""Outlet, reporter, department, addresses and licence, from what stands around the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate import bylines
from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.labels import pairs

Kinds = Sequence[str | None]



def reporter(blocks: Sequence[Block], kinds: Kinds) -> str | None:
    """The names in the bylines nearest to the body, joined by ``, ``."""
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    if not inside:
        return None
    near = sorted(
        (index for index, kind in enumerate(kinds) if kind in ("byline", "date")),
        key=lambda index: min(abs(index - inside[0]), abs(index - inside[-1])),
    )
    for index in near:
        if bylines.writers(blocks[index].text) and not (index > inside[-1] + 8):
            return ", ".join(_coauthors(blocks, kinds, index))
    # [세종=한빛뉴스] 김하늘 기자 = 정부가 …
    lead = re.match(r"^.{0,30}?[가-힣]{2,4}\s?(?:[가-힣]{2}\s?)?기자\s?=", blocks[inside[0]].text)
    return ", ".join(bylines.writers(lead[0])) or None if lead else None


def _coauthors(blocks: Sequence[Block], kinds: Kinds, index: int) -> list[str]:
    """The names in a byline and in those on the lines right above and below it, in their order."""
    first = last = index
    while first > 0 and kinds[first - 1] == "byline":
        first -= 1
    while last + 1 < len(blocks) and kinds[last + 1] == "byline":
        last += 1
    names = [name for block in blocks[first : last + 1] for name in bylines.writers(block.text)]
    return list(dict.fromkeys(names))
