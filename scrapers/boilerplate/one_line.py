"""A dump on one line → its menu, head, sentences and tail as lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapers.boilerplate import furniture, glued, list_rows, menu_words, one_line_heads, spans
from scrapers.boilerplate.markdown import LINK


def cut(line: str) -> list[str]:
    """A dump that lost its line ends → its pieces, in order; nothing is lost but white space."""
    line = LINK.sub(r" \1 ", line)
    line = glued.spaced(" ".join(re.sub(r"(?:^|\s)#{1,6}\s", " ", line).split()))
    ends = frozenset(found.start() for found in spans.SENTENCE.finditer(line))
    parts = list(_paragraphs(line, spans.places(line, ends), ends))
    told = " ".join(part for part in parts if menu_words.TOLD.search(part))[:_TOLD]
    words = (piece for part in parts for piece in menu_words.parted(part, told))
    pieces = (piece for part in words for piece in one_line_heads.parted(part, line))
    rows = (row for piece in pieces for row in list_rows.rows(piece))
    found: list[str] = []
    for row in rows:
        listed = bool(found) and _is_related(found[-1])
        found += [part for piece in list_rows.headlines(row, listed=listed) for part in glued.parted(piece)]
    return found


def _is_related(piece: str) -> bool:
    """The heading of a box of related articles, with nothing behind it."""
    mark = furniture.mark(piece)
    return len(piece) <= 20 and bool(mark and mark.opens and mark.kind == "related")


#: So many sentences, or letters, make a paragraph.
_SENTENCES, _LETTERS = 3, 220
#: So much of the sentences is searched for the words of a headline.
_TOLD = 20_000
# … 알아보겠습니다. 김하늘 기자!


_CALLED = re.compile(r"[가-힣]{2,4}\s(?:기자|특파원|앵커|캐스터)[!?]")


def _paragraphs(line: str, places: frozenset[int], ends: frozenset[int]) -> Iterator[str]:
    """The pieces between the places; sentences that follow each other are put together by threes. The first
    one behind a place stands alone, because menus and captions may be glued to it.
    """
    edges = sorted((places | ends) - {len(line)})
    tight = glued.is_glued([line])
    if not edges:  # nothing but blanks
        return
    joins = ends - places
    group: list[str] = []
    for start, end in zip(edges, [*edges[1:], len(line)], strict=True):
        piece = line[start:end].strip()
        *heads, piece = glued.unheaded(piece) if tight else (piece,)
        if heads:
            yield from filter(None, (" ".join(group), *heads))
            group = []
        if _CALLED.fullmatch(piece) and group:  # … 알아보겠습니다. 김하늘 기자!
            group[-1] += f" {piece}"
            continue
        plain = start in joins and end in ends and not furniture.mark(piece)
        full = len(group) == _SENTENCES or sum(map(len, group)) + len(piece) > _LETTERS
        if group and (not plain or full or _is_polite(piece) != _is_polite(group[-1])):
            yield " ".join(group)
            group = []
        if plain:
            group.append(piece)
        elif piece:
            yield piece
    if group:
        yield " ".join(group)


def _is_polite(sentence: str) -> bool:
    """합니다 and 해요 are not the style of those who write 했다: notes of the page are, and the reverse."""
    return bool(re.search(r"(?:니다|요|시오)[.!?][”\"’')]{0,2}$", sentence))
