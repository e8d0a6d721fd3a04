"""Which blocks are the article: the best contiguous run, its neighbours judged one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from scrapers.boilerplate.blocks import (
    Block,
    is_bullet,
    is_closed,
    is_prose,
    is_teaser,
    kinship,
    topics,
    weight,
)
from scrapers.boilerplate.kinds import LISTS, own_kind
from scrapers.boilerplate.labels import pairs

#: Kinds that are furniture even in a text that is known to be a whole release.
CERTAIN = ("copyright", "licence", "share", "attachments", "contact")
#: Below this kinship two texts are about different things (see ``blocks.kinship``).
STRANGER = 0.12
_MIN_ARTICLE = 240
Kinds = list[str | None]


def keep_all(blocks: Sequence[Block], *, titled: bool) -> Kinds:
    """For text that is known to be the article: only certain furniture goes. → one kind (or None) a block.

    ``titled``: the title is known from elsewhere; else a headline on the first line is taken out for it.
    """
    own = [own_kind(block) for block in blocks]
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
    for index in range(0 if titled else first):
        block = blocks[index]
        if kinds[index] is None and block.mark and block.mark.kind == "navigation":
            kinds[index] = "navigation"
        elif kinds[index] is None:
            kinds[index] = "other" if _is_headline(block) and len(block.text) >= 8 else None
            break
    return kinds


def within(blocks: Sequence[Block], inside: range, *, headed: bool = False) -> Kinds:
    """For a page of which the article's container is known: all in it but for furniture, up to where another
    part of the page begins (related articles, copyright, comments).

    ``headed``: the container may begin with title and subtitle, which are left out.
    """
    own = [own_kind(block) for block in blocks]
    kinds: Kinds = [kind or "other" for kind in own]
    inner, inner_own = blocks[inside.start : inside.stop], own[inside.start : inside.stop]
    boxes = _inline_boxes(inner, inner_own)
    cuts = _cuts(inner, inner_own, boxes)
    end = next((index for index, kind in sorted(cuts.items()) if kind != "start"), len(inner))
    for index in range(len(inner)):
        at = inside.start + index
        if index >= end:
            kinds[at] = inner_own[index] or cuts[end]
        elif index in boxes:
            kinds[at] = "related"
        else:
            kinds[at] = None if inner_own[index] in _CELLS else inner_own[index] or _stray(inner[index])
    kept = [index for index in inside if kinds[index] is None] if headed else []
    for index in kept[:-1]:
        if not _is_headline(blocks[index]):
            break
        kinds[index] = "other"
    kept = [index for index in kept if kinds[index] is None]
    if kept:
        for index in range(_before_stranger(blocks, own, kept[0], kept[-1]) + 1, kept[-1] + 1):
            kinds[index] = own[index] or "related"
    for index in reversed(kept):
        if kinds[index] is None and not blocks[index].heading:
            break
        kinds[index] = kinds[index] or "other"
    return kinds


#: Kinds that a cell or a line of a table may look like, inside an article.
_CELLS = ("counters", "navigation", "other")


def select(blocks: Sequence[Block], inside: range | None = None) -> Kinds:
    """Blocks of a page or a dump → for each None (it is the article's) or the kind that it is dropped as.

    ``inside``: the only blocks that may be the article's. All are dropped where no block holds running text.
    """
    own = [own_kind(block) for block in blocks]
    boxes = _inline_boxes(blocks, own)
    cuts = _cuts(blocks, own, boxes)
    worth = [_worth(block, kind) for block, kind in zip(blocks, own, strict=True)]
    if inside is not None:
        worth = [value if index in inside else -1000.0 for index, value in enumerate(worth)]
    best = _best_run(worth, cuts, len(blocks))
    kinds: Kinds = [kind or "other" for kind in own]
    _spread(kinds, own, cuts)
    if best is None:
        return kinds
    first, last = _trim(blocks, own, *_extend(blocks, own, cuts, *best))
    for index in range(first, last + 1):
        kinds[index] = "related" if index in boxes else own[index] or _stray(blocks[index])
    return kinds


def _worth(block: Block, kind: str | None) -> float:
    return weight(block) if not kind or block.mark or block.zone else -12.0


def _stray(block: Block) -> str | None:
    """Inside the article a block of links is a related list; any other belongs to the article."""
    return "related" if block.linked > 0.8 and not is_prose(block.text) else None


def _prose(block: Block, kind: str | None) -> bool:
    return kind is None and block.linked < 0.5 and is_prose(block.text)


def _inline_boxes(blocks: Sequence[Block], own: Kinds) -> set[int]:
    """Boxes of related headlines in the middle of an article: short lines, then the article goes on."""
    found: set[int] = set()
    seen: list[str] = []
    for index, block in enumerate(blocks):
        if own[index] is None:
            seen.append(block.text)
        elif seen and block.mark and block.mark.opens and block.mark.kind in LISTS:
            end = _box_end(blocks, own, index)
            if end and kinship(_ahead(blocks, own, end), topics(" ".join(seen[-40:]))) >= STRANGER:
                found.update(range(index, end))
    return found


def _box_end(blocks: Sequence[Block], own: Kinds, start: int) -> int | None:
    """Where the article goes on after the heading of a box: two paragraphs in a row after at most 6 lines."""
    for index in range(start + 1, min(start + 8, len(blocks) - 1)):
        if is_teaser(blocks[index].text):
            return None
        if _prose(blocks[index], own[index]):
            return index if _prose(blocks[index + 1], own[index + 1]) else None
    return None


def _ahead(blocks: Sequence[Block], own: Kinds, start: int) -> str:
    ahead = [
        b.text for b, kind in zip(blocks[start : start + 6], own[start : start + 6], strict=True) if not kind
    ]
    return " ".join(ahead)[:600]


def _cuts(blocks: Sequence[Block], own: Kinds, boxes: set[int]) -> dict[int, str]:
    """Where another part of the page begins: index → its kind (``start`` for the head of an article)."""
    cuts: dict[int, str] = {}
    prose = 0
    for index, block in enumerate(blocks):
        kind = own[index]
        if index in boxes:
            continue
        if _prose(block, kind):
            prose += len(block.text)
        elif block.mark and block.mark.opens and kind != "caption" and (prose or block.mark.kind in LISTS):
            cuts[index] = block.mark.kind
        elif kind == "board_list" and prose:
            cuts[index] = "board_list"
        elif kind == "date" and any(f in ("published", "embargo") for f, _ in pairs(block.text)):
            cuts[index] = "start"
        elif kind in ("byline", "source") and prose and _ends_here(blocks, own, index):
            cuts[index] = "byline"
    return cuts


def _ends_here(blocks: Sequence[Block], own: Kinds, index: int) -> bool:
    """After a byline or a source note the article is over, unless two paragraphs in its vein follow."""
    following = _ahead(blocks, own, index + 1)
    near = range(max(0, index - 40), index)
    before = topics(" ".join(blocks[i].text for i in near if _prose(blocks[i], own[i])))
    return not following or kinship(following, before) < 2 * STRANGER


def _best_run(worth: list[float], cuts: dict[int, str], size: int) -> tuple[int, int] | None:
    """The contiguous run of most worth within one part of the page; None if no part is worth anything."""
    edges = sorted({0, *cuts, size})
    best, best_score, headed = None, 0.0, False
    part = ""
    for start, end in pairwise(edges):
        part = cuts.get(start, part)
        first, last, score = _heaviest(worth, start, end)
        if score <= 0:
            continue
        score *= 0.08 if part in LISTS else 1.0 if part in ("", "start") else 0.4
        if part == "start" and not headed:
            score, headed = score * 1.5 + 120, True
        if score > best_score:
            best, best_score = (first, last), score
    return best


def _heaviest(worth: list[float], start: int, end: int) -> tuple[int, int, float]:
    """The contiguous run of greatest sum in [start, end) → (first, last, sum)."""
    best = (start, start, 0.0)
    total, first = 0.0, start
    for index in range(start, end):
        if total <= 0:
            total, first = 0.0, index
        total += worth[index]
        if total > best[2]:
            best = (first, index, total)
    return best


def _extend(
    blocks: Sequence[Block], own: Kinds, cuts: dict[int, str], first: int, last: int
) -> tuple[int, int]:
    """The run, with the short sentences, notes and items right beside it."""
    while (
        first > 0 and first not in cuts and own[first - 1] is None and _is_short_sentence(blocks[first - 1])
    ):
        first -= 1
    while last + 1 < len(blocks) and last + 1 not in cuts and own[last + 1] is None:
        block = blocks[last + 1]
        if not (_is_short_sentence(block) or (is_bullet(block.text) and block.linked < 0.5)):
            break
        last += 1
    return first, last


# 감사합니다. · 끝. · 많은 관심 바랍니다!
def _is_short_sentence(block: Block) -> bool:
    return block.linked < 0.5 and bool(re.search(r"(?:[다요음함임됨끝]|니까)[.!?][”\"’')]{0,2}$", block.text))


def _trim(blocks: Sequence[Block], own: Kinds, first: int, last: int) -> tuple[int, int]:
    """Without the headlines in front of the first sentence, and without a stranger's text at the end."""
    while first < last and (own[first] is not None or _is_headline(blocks[first])):
        first += 1
    last = _before_stranger(blocks, own, first, last)
    while last > first and (own[last] is not None or not _may_end(blocks[last].text)):
        last -= 1
    return first, last


def _may_end(text: str) -> bool:
    """An article ends with a sentence or an item of a list, not with an address or a menu."""
    return is_prose(text) or is_bullet(text) or is_closed(text)


def _is_headline(block: Block) -> bool:
    text = block.text
    if is_bullet(text) or re.search(r"[.。][”\"’')\]]{0,3}$|(?:요|죠|니다|니까|데요)[.!?]{1,3}$", text):
        return False
    return block.heading or len(text) <= 100


def _before_stranger(blocks: Sequence[Block], own: Kinds, first: int, last: int) -> int:
    """Last block before a headline under which the text is about something else altogether; a headline that
    is a link leads to another article, so that less strangeness is asked for.
    """
    size, seen = 0, set[str]()
    for index in range(first, last):
        block = blocks[index]
        linked = block.linked > 0.5
        begun = size >= (_MIN_ARTICLE // 3 if linked else _MIN_ARTICLE)
        if begun and own[index] is None and _is_headline(block) and len(block.text) >= 6:
            ahead = " ".join(b.text for b in blocks[index : min(last + 1, index + 40)])
            if len(ahead) >= 80 and kinship(ahead[:1500], seen) < STRANGER * (2 if linked else 1):
                return index - 1
        size += len(block.text)
        seen.update(topics(block.text))
    return last


def _spread(kinds: Kinds, own: Kinds, cuts: dict[int, str]) -> None:
    """What has no kind of its own takes that of the part of the page in which it stands."""
    part = ""
    for index in range(len(kinds)):
        part = cuts.get(index, part)
        if own[index] is None and part not in ("", "start", "byline"):
            kinds[index] = part
