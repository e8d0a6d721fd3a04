"""A story of a page's scripts → blocks, at the place on the page where it would have been shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from scrapers.boilerplate import lines, tree
from scrapers.boilerplate.blocks import Block, topics
from scrapers.boilerplate.chosen import alike
from scrapers.boilerplate.densest import densest
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.kinds import own_kind
from scrapers.boilerplate.stories import Story

_BLOCKS = re.compile(r"<(?:p|br|div|section|article|li|tr)\b", re.I)
_MARKUP = re.compile(r"</?(?:p|br|div|span|b|i|u|a|strong|em|font|figure|img|table|ul|ol|h[1-6])\b[^<>]{0,2000}>", re.I)
#: What stands between a title and the body: dates, the byline, counters, buttons.
_HEAD = ("date", "byline", "share", "counters", "contact", "licence")


def blocks_of(story: Story, titles: Sequence[str]) -> list[Block]:
    """The story's body as blocks: of HTML by its elements, of plain text by its lines."""
    text = story.body
    if not _MARKUP.search(text):
        return lines.read(text)
    if not _BLOCKS.search(text):  # 첫째 문단.\n\n<b>둘째</b> 문단.
        text = re.sub(r"\r\n?|\n", "<br>", text)
    walked = tree.walk(_parsed(text), None, None, topics(" ".join(titles)))
    if not story.whole:
        return [block for block in walked.blocks if key(block.text)]
    inside, _ = densest(walked, topics(" ".join(titles)))
    return walked.blocks[inside.start : inside.stop]


def _parsed(text: str) -> etree._Element:
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    source = f"<html><body>{text}</body></html>".replace("\x00", "").encode("utf-8", "replace")
    root = etree.fromstring(source, parser)
    return root if root is not None else etree.fromstring(b"<p></p>", parser)


def placed(
    blocks: Sequence[Block],
    inside: range,
    body: Sequence[Block],
    titles: Sequence[str],
    cell: int | None = None,
) -> tuple[list[Block], range]:
    """The page's blocks with the story's in their midst → (all blocks, which are the story's).

    It stands in its ``cell``, else below the title that the page shows, and the lines of date and byline
    there; what the page showed in its stead is another's, and no headline around it is this article's title
    but its own.
    """
    shown = [at for at, block in enumerate(blocks) if any(alike(block.text, title) for title in titles)]
    shown = [at for at in shown if blocks[at].linked < 0.5] or shown
    at = shown[0] + 1 if shown else (inside.start if inside.start else 0)
    below = at
    while shown and at < min(below + 8, len(blocks)) and own_kind(blocks[at]) in (*_HEAD, "title"):
        at += 1
    at = at if cell is None else cell
    again = {key(block.text) for block in body}
    near = range(below, below + 2) if shown else range(0)
    around = [
        block
        if own_kind(block) or index in shown or (index in near and at <= index and key(block.text) not in again)
        else replace(block, zone="headlines" if titles or index in inside else None)
        for index, block in enumerate(blocks)
    ]
    return [*around[:at], *body, *around[at:]], range(at, at + len(body))
