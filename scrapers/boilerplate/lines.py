"""Text dumps → blocks: hard-wrapped lines joined, Markdown left-overs removed, one-line dumps cut up."""

from __future__ import annotations

from collections.abc import Iterable

from scrapers.boilerplate import (
    columns,
    dumpers,
    furniture,
    glued,
    list_rows,
    markdown,
    one_line,
    rejoin,
    soft_breaks,
    wrapped,
)
from scrapers.boilerplate.blocks import Block, Blocks, is_prose, repeated
from scrapers.boilerplate.captions import split_glued
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.kinds import own_kind

#: A text of no more lines than these, and so long, lost its line ends.
_FEW_LINES = 3
_LONG = 400
#: A line without spaces between its pieces that is longer may hold more than a paragraph.
_LONG_LINE = 150
#: A shorter one of a single line lost them if so many of these stand in it.
_SHORT, _AROUND = 100, 2
_PAGE = ("date", "contact", "counters", "attachments", "share", "copyright", "navigation", "byline")


def read(text: str) -> Blocks:
    """A dump (decoded) → its lines as blocks, in order, without empty ones."""
    lines = plain(text).split("\n")
    said = [line.strip() for line in lines if line.strip()]
    blocks: list[Block] = []
    if markdown.has_layout(text):
        blocks = _of_lines(lines)
    elif len(said) <= _FEW_LINES and len(text) > _LONG:
        blocks = _of_one_line(" ".join(said))
    elif len(said) == 1 and len(text) > _SHORT:
        blocks = _if_page(_of_one_line(said[0]))
    blocks = blocks or _of_lines(lines)
    twice = repeated([block.text if is_prose(block.text) else "" for block in blocks])
    return Blocks(
        block._replace(zone="other") if index in twice else block for index, block in enumerate(blocks)
    )


def _if_page(blocks: list[Block]) -> list[Block]:
    """The blocks, if labels, files and buttons stand among them as on a page; none of a bare paragraph."""
    around = sum(own_kind(block) in _PAGE for block in blocks)
    return blocks if around >= _AROUND else []


def _of_one_line(line: str) -> list[Block]:
    pieces = one_line.cut(line)
    captions = list_rows.captions(pieces)
    return [
        block._replace(mark=block.mark or furniture.Mark("caption")) if index in captions else block
        for index, piece in enumerate(pieces)
        for block in _blocks([piece])
    ]


def _of_lines(lines: list[str]) -> list[Block]:
    lines = dumpers.without_frame(lines)
    marked = markdown.is_markdown("\n".join(lines))
    lines = markdown.plain_lines(lines) if marked else columns.unfold(lines)
    lines = wrapped.unwrapped(lines)
    lines = rejoin.rejoined([line.strip() for line in lines if line.strip()])
    lines = soft_breaks.joined(lines)
    if glued.is_glued(lines):
        lines = [piece for line in lines for piece in _unglued(line)]
    return _blocks(lines, marked=marked)


def _unglued(line: str) -> list[str]:
    """A line of a dump without spaces between its pieces: its paragraphs, and in a long one its furniture."""
    paragraphs = glued.parted(line)
    if len(line) > _LONG_LINE:
        paragraphs = [piece for one in paragraphs for piece in one_line.cut(glued.apart(one))]
    return [piece for one in paragraphs for piece in glued.unheaded(one)]


def _blocks(lines: Iterable[str], *, marked: bool = True) -> list[Block]:
    """Lines → blocks: two where a caption is glued to a sentence, more where paragraphs are."""
    blocks: list[Block] = []
    for line in lines:
        shown = markdown.shown(line, markdown=marked)
        pieces = [part for piece in glued.parted(shown.text) for part in split_glued(piece) or (piece,)]
        blocks += [
            Block(part, shown.linked, heading=shown.heading, mark=furniture.mark(part))
            for part in pieces
            if part
        ]
    return blocks
