"""Which blocks are the article: the best contiguous run, its neighbours judged one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from scrapers.boilerplate import edges, interruptions, runs, sections, verses
from scrapers.boilerplate.blocks import (
    RELEASE_BULLET,
    Block,
    Blocks,
    is_prose,
    weight,
)
from scrapers.boilerplate.edges import CELLS, is_headline
from scrapers.boilerplate.kinds import own_kinds, refers
from scrapers.boilerplate.labels import pairs

Own = Sequence[str | None]
#: Kinds that are furniture even in a text that is known to be a whole release.
CERTAIN = ("copyright", "licence", "share", "attachments", "contact")
Kinds = list[str | None]


def keep_all(blocks: Sequence[Block], *, titled: bool) -> Kinds:
    """For text that is known to be the article: only certain furniture goes. → one kind (or None) a block.

    ``titled``: the title is known from elsewhere; else a headline on the first line is taken out for it.
    """
    own = own_kinds(blocks)
    prose = [index for index, block in enumerate(blocks) if is_prose(block.text) and own[index] is None]
    first, last = (prose[0], prose[-1]) if prose else (0, len(blocks))
    kinds: Kinds = []
    for index, (block, kind) in enumerate(zip(blocks, own, strict=True)):
        around = (
            not first <= index <= last
            and kind in ("date", "byline")
            and (pairs(block.text) or kind == "byline")
        )
        kinds.append(kind if kind in CERTAIN or around else None)
    if any(kind in ("date", "contact") for kind in own[:first]):
        first = next((at for at, block in enumerate(blocks) if RELEASE_BULLET.match(block.text)), first)
        first = min(first, prose[0]) if prose else first
        kinds[:first] = [kind or own[at] or "other" for at, kind in enumerate(kinds[:first])]
    for index in range(0 if titled else first):
        block = blocks[index]
        if kinds[index] is None and block.mark and block.mark.kind == "navigation":
            kinds[index] = "navigation"
        elif kinds[index] is None:
            kinds[index] = "other" if is_headline(block) and len(block.text) >= 8 else None
            break
    return _without_list_below(blocks, own, kinds)


# 다른 보도자료 · 최근 보도자료 : but no row of a board, which a release's table may look like
_LIST_HEADING = re.compile(r"^[^\d.|]{4,24}$")


def _without_list_below(blocks: Sequence[Block], own: Own, kinds: Kinds) -> Kinds:
    """Behind contacts, files or licence the heading of a list of other releases ends the text."""
    closed = False
    for index, block in enumerate(blocks):
        closed = closed or own[index] in ("contact", "attachments", "licence")
        if closed and own[index] == "board_list" and block.mark and _LIST_HEADING.match(block.text):
            return [*kinds[:index], *(kind or "board_list" for kind in kinds[index:])]
    return kinds


def within(blocks: Sequence[Block], inside: range, *, headed: bool = False) -> Kinds:
    """For a page of which the article's container is known: all in it but for furniture, up to where another
    part of the page begins (related articles, copyright, comments).

    ``headed``: the container may begin with title and subtitle, which are left out.
    """
    own = own_kinds(blocks)
    if _is_stub(blocks, own, inside):
        inside = range(inside.start, inside.stop + 1)
    kinds = _enclosed(blocks, own, inside)

    def drop(kind: str, find: Callable[[Sequence[int]], Sequence[int]]) -> None:
        for index in find([index for index in inside if kinds[index] is None]):
            kinds[index] = own[index] or kind

    drop("title", lambda kept: edges.decks(blocks, kept, headed=headed))
    drop("caption", lambda kept: edges.before_lead(blocks, kept))
    drop("related", lambda kept: edges.behind_list(blocks, own, kept))
    drop("other", lambda kept: edges.translation(blocks, kept))
    drop("other", lambda kept: edges.last_headings(blocks, kept))
    return kinds


#: The text of a page that leaves the rest to its file is no longer.
_STUB = 240


def _is_stub(blocks: Sequence[Block], own: Own, inside: range) -> bool:
    """Does the line that points to the file stand right below the container of a sentence or two?"""
    below = inside.stop
    if not inside or below >= len(blocks) or own[below] is not None:
        return False
    size = sum(len(blocks[at].text) for at in inside if own[at] is None)
    return size <= _STUB and refers(blocks[below].text)


def _enclosed(blocks: Sequence[Block], own: Own, inside: range) -> Kinds:
    """The blocks of the article's container without its furniture, and without what stands behind its end."""
    kinds: Kinds = [kind or "other" for kind in own]
    inner, inner_own = blocks[inside.start : inside.stop], own[inside.start : inside.stop]
    boxes = interruptions.inline_boxes(inner, inner_own, enclosed=True)
    cuts = sections.cuts(inner, inner_own, boxes | sections.menus(inner, inner_own))
    end = next((index for index, kind in sorted(cuts.items()) if kind != "start"), len(inner))
    prose = (at for at, kind in enumerate(inner_own) if sections.is_own_prose(inner[at], kind))
    begun = next(prose, 0)
    cards = _has_cards([block for block, kind in zip(inner, inner_own, strict=True) if kind is None])
    for index, (block, kind) in enumerate(zip(inner, inner_own, strict=True)):
        at = inside.start + index
        if index >= end:
            kinds[at] = kind or cuts[end]
        elif index in boxes:
            kinds[at] = "related"
        else:
            cell = kind in CELLS and not block.zone and index > begun
            kinds[at] = None if cell else kind or _stray(block, cards=cards)
    return kinds


def select(blocks: Sequence[Block], inside: range | None = None, about: Set[str] = frozenset()) -> Kinds:
    """Blocks of a page or a dump → for each None (it is the article's) or the kind that it is dropped as.

    ``inside``: the only blocks that may be the article's. ``about``: the topics of its title, where known.
    All are dropped where no block holds running text.
    """
    judged = judge(Blocks.of(blocks))
    own, cuts = judged.own, judged.cuts
    found = runs.best(blocks, own, _worths_in(judged.worths, inside), cuts, about)
    kinds: Kinds = [kind or "other" for kind in own]
    _spread(kinds, own, cuts)
    if not found:
        return kinds
    first, last = edges.extend(blocks, own, cuts, found[0].start, found[-1].stop - 1)
    first, last = edges.trim(blocks, own, first, last, judged.verses)
    last = edges.to_end(blocks, own, last, inside, cuts)
    gaps = {index for one, other in pairwise(found) for index in range(one.stop, other.start)}
    cells, boxes = judged.tables, judged.boxes
    cards = _has_cards([blocks[at] for at in range(first, last + 1) if own[at] is None])
    for index in range(first, last + 1):
        if index in cells and index not in gaps and own[index] != "source":
            kinds[index] = None
        elif index not in gaps:
            kinds[index] = "related" if index in boxes else own[index] or _stray(blocks[index], cards=cards)
        elif own[index] is None and index not in cuts:
            kinds[index] = kinds[index] if kinds[index] != "other" else None
    return kinds


def core(judged: Judged, about: Set[str] = frozenset()) -> tuple[int, int] | None:
    """First and last of the blocks that are most probably the article; None where none is running text."""
    found = runs.best(judged.blocks, judged.own, judged.worths, judged.cuts, about)
    return (found[0].start, found[-1].stop - 1) if found else None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the search for the article goes by, one for each block: its kind by itself, what it weighs, what
    it is worth at its place; the blocks of boxes within articles, of tables and of verses; where parts begin.
    """

    blocks: Blocks
    own: Own
    weights: Sequence[float]
    worths: Sequence[float]
    boxes: Set[int]
    tables: Set[int]
    verses: Set[int]
    cuts: Mapping[int, str]


@lru_cache(maxsize=2)  # the search for the element that holds the article, and the cleaning in it
def judge(blocks: Blocks) -> Judged:
    """All that can be said of a page's blocks before it is known which element holds the article."""
    own = own_kinds(blocks)
    lines = verses.verses(blocks, own)
    boxes, menus = interruptions.inline_boxes(blocks, own, lines), sections.menus(blocks, own) - lines
    tables = sections.tables(blocks)
    skipped = boxes | menus | sections.table_sources(blocks, own, tables)
    cuts = sections.cuts(blocks, own, skipped, lines)
    cuts |= sections.lists(blocks, own, cuts)
    weights = [
        max(weight(block), verses.worth(block)) if at in lines else weight(block)
        for at, block in enumerate(blocks)
    ]
    worths = [
        -0.5 if at in tables else -6.0 if at in menus else _worth(block, own[at], weights[at])
        for at, block in enumerate(blocks)
    ]
    return Judged(blocks, own, weights, worths, boxes, tables, lines, cuts)


def _worth(block: Block, kind: str | None, weighs: float) -> float:
    return weighs if not kind or block.mark or block.zone else -12.0


def _worths_in(worths: Sequence[float], inside: range | None) -> Sequence[float]:
    """What the blocks are worth where only those ``inside`` may be the article's."""
    return [value if at in inside else -1000.0 for at, value in enumerate(worths)] if inside else worths


# 자세한 내용은 한빛부 누리집에서 확인할 수 있습니다. : a link of the article's own
_POINTS = re.compile(
    r"자세한|상세한|신청|확인|참고|참조|바로\s?가기|문의|바랍니다|하세요|주세요|누리집|홈페이지"
)


def _stray(block: Block, *, cards: bool) -> str | None:
    """Inside the article a block of links is a related list; any other belongs to the article. ``cards``: so
    does running text that is all one link, headline and lead of another article.
    """
    if block.linked <= 0.8:
        return None
    if not is_prose(block.text):
        return "related"
    return "related" if cards and block.linked > 0.95 and not _POINTS.search(block.text) else None


def _has_cards(blocks: Sequence[Block]) -> bool:
    """Is little of the running text linked as a whole, so that it is not the way of this article?"""
    prose = (block for block in blocks if is_prose(block.text) and not _POINTS.search(block.text))
    sizes = [(block.linked > 0.8, len(block.text)) for block in prose]
    linked = sum(size for whole, size in sizes if whole)
    return 3 * linked <= sum(size for _, size in sizes)


def _spread(kinds: Kinds, own: Own, cuts: Mapping[int, str]) -> None:
    """What has no kind of its own takes that of the part of the page in which it stands."""
    part = ""
    for index in range(len(kinds)):
        part = cuts.get(index, part)
        if own[index] is None and part not in ("", "start", "byline"):
            kinds[index] = part
