"""Which blocks are the article: the best contiguous run, its neighbours judged one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from scrapers.boilerplate import runs, sections
from scrapers.boilerplate.blocks import (
    RELEASE_BULLET,
    Block,
    is_bullet,
    is_closed,
    is_lead,
    is_prose,
    is_speaker,
    kinship,
    topics,
    weight,
)
from scrapers.boilerplate.kinds import own_kinds
from scrapers.boilerplate.labels import pairs

#: Kinds that are furniture even in a text that is known to be a whole release.
CERTAIN = ("copyright", "licence", "share", "attachments", "contact")
_MIN_ARTICLE = 240
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
            kinds[index] = "other" if _is_headline(block) and len(block.text) >= 8 else None
            break
    return kinds


# - 태백·삼척·정선 세 곳, 월 임대료 18만 원부터 - · ▸ 누수 민원 잦은 서·남구부터 착공 : a release's subtitle
_DASHED = re.compile(r"^[-–—▸]\s?[^-–—\s].{5,90}(?<![.다요음함임됨])$")


def within(blocks: Sequence[Block], inside: range, *, headed: bool = False) -> Kinds:
    """For a page of which the article's container is known: all in it but for furniture, up to where another
    part of the page begins (related articles, copyright, comments).

    ``headed``: the container may begin with title and subtitle, which are left out.
    """
    own = own_kinds(blocks)
    kinds: Kinds = [kind or "other" for kind in own]
    inner, inner_own = blocks[inside.start : inside.stop], own[inside.start : inside.stop]
    boxes = sections.inline_boxes(inner, inner_own, enclosed=True)
    cuts = sections.cuts(inner, inner_own, boxes)
    end = next((index for index, kind in sorted(cuts.items()) if kind != "start"), len(inner))
    prose = (at for at, kind in enumerate(inner_own) if sections.is_own_prose(inner[at], kind))
    begun = next(prose, 0)
    for index in range(len(inner)):
        at = inside.start + index
        if index >= end:
            kinds[at] = inner_own[index] or cuts[end]
        elif index in boxes:
            kinds[at] = "related"
        else:
            cell = inner_own[index] in _CELLS and not inner[index].zone and index > begun
            kinds[at] = None if cell else inner_own[index] or _stray(inner[index])
    kept = [index for index in inside if kinds[index] is None]
    for index in _decks(blocks, kept, headed=headed):
        kinds[index] = "title"
    for index in _before_lead(blocks, [index for index in kept if kinds[index] is None]):
        kinds[index] = "caption"
    kept = [index for index in kept if kinds[index] is None]
    if kept:
        for index in range(_before_list(blocks, own, kept[0], kept[-1]) + 1, kept[-1] + 1):
            kinds[index] = own[index] or "related"
    kept = [index for index in kept if kinds[index] is None]
    for index in (
        range(_before_translation(blocks, kinds, kept[0], kept[-1]) + 1, kept[-1] + 1) if kept else ()
    ):
        kinds[index] = kinds[index] or "other"
    for index in reversed(kept):
        if kinds[index] is None and not blocks[index].heading:
            break
        kinds[index] = kinds[index] or "other"
    return kinds


def _decks(blocks: Sequence[Block], kept: Sequence[int], *, headed: bool) -> list[int]:
    """Lines of subtitles with which a body begins, if running text follows; short ones without a mark only
    where the element may begin with title and subtitle (``headed``).
    """
    found: list[int] = []
    for index in kept[:-1]:
        text = blocks[index].text
        heading = text[0] in "[<【" and text[-1] in "]>】"  # [보도 내용] is a part of a rebuttal
        short = headed and not heading and len(text) <= _DECK and _is_headline(blocks[index])
        if not (short or _DASHED.match(text) or _is_alone(blocks, kept, index)) or len(found) == _LINES:
            break
        found.append(index)
    rest = kept[len(found) :]
    return found if any(is_prose(blocks[index].text) for index in rest) else []


# ○ 5월 2일 연천을 시작으로 31개 시군 방문 : where no other line begins so, no item but a subtitle
def _is_alone(blocks: Sequence[Block], kept: Sequence[int], index: int) -> bool:
    text = blocks[index].text
    if text[0] not in "○◇◆▶■" or len(text) > 90 or not _OPEN_END.search(text):
        return False
    return sum(blocks[at].text[0] == text[0] for at in kept) == 1


_OPEN_END = re.compile(r"(?<![.다요음함임됨])$")


def _before_lead(blocks: Sequence[Block], kept: Sequence[int]) -> Sequence[int]:
    """What stands above the paragraph with which a news article begins, (세종=한빛뉴스) 김하늘 기자 = …: a
    caption, a summary.
    """
    lead = next((at for at, index in enumerate(kept[:_LINES]) if is_lead(blocks[index].text)), 0)
    return kept[:lead]


#: A subtitle has no more lines, and none without a mark is longer.
_LINES, _DECK = 5, 60
#: Kinds that a cell or a line of a table may look like, inside an article.
_CELLS = ("counters", "navigation", "other")


def select(blocks: Sequence[Block], inside: range | None = None, about: Set[str] = frozenset()) -> Kinds:
    """Blocks of a page or a dump → for each None (it is the article's) or the kind that it is dropped as.

    ``inside``: the only blocks that may be the article's. ``about``: the topics of its title, where known.
    All are dropped where no block holds running text.
    """
    own = own_kinds(blocks)
    boxes = sections.inline_boxes(blocks, own)
    cuts = _all_cuts(blocks, own, boxes)
    found = runs.best(blocks, own, _worths(blocks, own, inside), cuts, about)
    kinds: Kinds = [kind or "other" for kind in own]
    _spread(kinds, own, cuts)
    if not found:
        return kinds
    first, last = _extend(blocks, own, cuts, found[0].start, found[-1].stop - 1)
    first, last = _trim(blocks, own, first, last)
    last = _to_end(blocks, own, last, inside, cuts)
    gaps = {index for one, other in pairwise(found) for index in range(one.stop, other.start)}
    cells = sections.tables(blocks)
    for index in range(first, last + 1):
        if index in cells and index not in gaps:
            kinds[index] = None
        elif index not in gaps:
            kinds[index] = "related" if index in boxes else own[index] or _stray(blocks[index])
        elif own[index] is None and index not in cuts:
            kinds[index] = kinds[index] if kinds[index] != "other" else None
    return kinds


def _to_end(
    blocks: Sequence[Block], own: Kinds, last: int, inside: range | None, cuts: Mapping[int, str]
) -> int:
    """The last block of the article's element, or of a release's part of the page, where nothing behind the
    last sentence is furniture: a table or a list closes the article.
    """
    release = sum(bool(RELEASE_BULLET.match(block.text)) for block in blocks[: last + 1]) >= _RELEASE
    edge = min((at for at in cuts if at > last), default=len(blocks))
    stop = inside.stop if inside and inside.stop < len(blocks) else edge if release else last + 1
    rest = range(last + 1, min(stop, edge))
    if len(rest) > _TAIL or any(blocks[at].linked > 0.3 or blocks[at].zone for at in rest):
        return last
    plain = all(own[at] in (None, *_CELLS, "caption") for at in rest)
    return rest.stop - 1 if plain and rest else last


#: Tables at the end of an article have no more lines; a release has so many paragraphs with □ or ○ at least.
_TAIL, _RELEASE = 150, 3


def core(blocks: Sequence[Block], about: Set[str] = frozenset()) -> tuple[int, int] | None:
    """First and last of the blocks that are most probably the article; None where none is running text."""
    own = own_kinds(blocks)
    cuts = _all_cuts(blocks, own, sections.inline_boxes(blocks, own))
    found = runs.best(blocks, own, _worths(blocks, own), cuts, about)
    return (found[0].start, found[-1].stop - 1) if found else None


def _all_cuts(blocks: Sequence[Block], own: Kinds, boxes: set[int]) -> dict[int, str]:
    cuts = sections.cuts(blocks, own, boxes)
    cuts |= sections.lists(blocks, own, cuts)
    return cuts


def _worths(blocks: Sequence[Block], own: Kinds, inside: range | None = None) -> list[float]:
    menus, tables = sections.menus(blocks, own), sections.tables(blocks)
    worth = [
        -0.5 if at in tables else -6.0 if at in menus else _worth(block, own[at])
        for at, block in enumerate(blocks)
    ]
    return [value if index in inside else -1000.0 for index, value in enumerate(worth)] if inside else worth


def _worth(block: Block, kind: str | None) -> float:
    return weight(block) if not kind or block.mark or block.zone else -12.0


def _stray(block: Block) -> str | None:
    """Inside the article a block of links is a related list; any other belongs to the article."""
    return "related" if block.linked > 0.8 and not is_prose(block.text) else None


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
    first = _behind_slogan(blocks, own, first, last)
    while first < last and (own[first] is not None or _is_headline(blocks[first])):
        first += 1
    last = _before_list(blocks, own, first, last)
    while last > first and (own[last] is not None or not _may_end(blocks[last].text)):
        last -= 1
    return first, _before_translation(blocks, own, first, last)


def _before_translation(blocks: Sequence[Block], own: Kinds, first: int, last: int) -> int:
    """The last block of a Korean article before its summary in another language."""
    end = last
    while end > first and (own[end] is not None or not _HANGUL.search(blocks[end].text)):
        end -= 1
    foreign = sum(len(block.text) for block in blocks[end + 1 : last + 1])
    return end if foreign >= 150 else last


_HANGUL = re.compile("[가-힣]")


# 느려도 괜찮아요. 올해도 함께 걷습니다.
_POLITE = re.compile(r"(?:니다|요)[.!]?[”\"’')]{0,2}$")


def _behind_slogan(blocks: Sequence[Block], own: Kinds, first: int, last: int) -> int:
    """The first block without a sentence about something else in front of the headline: the site's slogan."""
    prose = [at for at in range(first, last + 1) if sections.is_own_prose(blocks[at], own[at])]
    if len(prose) < 3 or prose[0] != first or prose[1] == first + 1:
        return first
    told = [topics(blocks[at].text) for at in prose]
    rest = frozenset().union(*told[1:])
    between = (blocks[at] for at in range(first + 1, prose[1]))
    heads = [block for block in between if _is_headline(block) and len(block.text) >= 8]
    polite = [bool(_POLITE.search(blocks[at].text)) for at in prose]
    quoted = blocks[first].text[0] in "“\"‘'"
    strange = 3 * len(told[0] & rest) <= len(told[0]) and polite[0] and not all(polite) and not quoted
    return prose[1] if strange and any(kinship(head.text, rest) >= 0.5 for head in heads) else first


def _may_end(text: str) -> bool:
    """An article ends with a sentence or an item of a list, not with an address or a menu."""
    return is_prose(text) or is_bullet(text) or is_closed(text)


_CLOSED = re.compile(r"[.。][”\"’')\]]{0,3}$|(?:요|죠|니다|니까|데요)[.!?]{1,3}$")


def _is_headline(block: Block) -> bool:
    text = block.text
    if is_bullet(text) or is_speaker(text) or _CLOSED.search(text):
        return False
    return block.heading or len(text) <= 100


def _before_list(blocks: Sequence[Block], own: Kinds, first: int, last: int) -> int:
    """Last block before a list of other articles that stands in the article's own element."""
    inner, kinds = blocks[first : last + 1], own[first : last + 1]
    for index in sorted(sections.lists(inner, kinds, {})):
        if sum(len(block.text) for block in inner[:index]) >= _MIN_ARTICLE:
            return first + index - 1
    return last


def _spread(kinds: Kinds, own: Kinds, cuts: dict[int, str]) -> None:
    """What has no kind of its own takes that of the part of the page in which it stands."""
    part = ""
    for index in range(len(kinds)):
        part = cuts.get(index, part)
        if own[index] is None and part not in ("", "start", "byline"):
            kinds[index] = part
