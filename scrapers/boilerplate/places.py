"""Where on its page each block stands: in a zone of furniture, in a box, below a picture, or there again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from scrapers.boilerplate import furniture
from scrapers.boilerplate.blocks import Block, Blocks, is_prose, repeated, topics
from scrapers.boilerplate.cohesion import cohesion
from scrapers.boilerplate.kinds import LISTS

#: With less prose than this outside it, a zone is no zone: the page calls its article so.
_MIN_OUTSIDE = 120


@dataclass(slots=True)
class Walked:
    """The blocks of a page in order; for each node (an element that breaks lines) its parent, its own zone
    and its range of blocks; ``target``: the range of the element that was asked for.

    ``named``: where names of files may stand, in order: links, buttons, and the texts outside links that
    have a full stop. ``unseen``: the outermost elements that are hidden until a script has run.
    """

    blocks: Blocks = field(default_factory=Blocks)
    parents: list[int] = field(default_factory=list)
    zones: list[str | None] = field(default_factory=list)
    spans: list[range] = field(default_factory=list)
    target: range | None = None
    named: list[etree._Element | str] = field(default_factory=list)
    unseen: list[etree._Element] = field(default_factory=list)


class Row(NamedTuple):
    """A block before its zone is known."""

    text: str
    linked: float
    heading: bool
    node: int
    caption: bool = False


class _Prose:
    """Where on a page the running text and the topics of its title stand, for any range of rows at once."""

    def __init__(self, rows: Sequence[Row], about: Set[str]) -> None:
        self.about = about
        self.rows = rows
        prose = [row.linked < 0.5 and is_prose(row.text) for row in rows]
        sizes = (len(row.text) * told for row, told in zip(rows, prose, strict=True))
        self.sums = list(accumulate(sizes, initial=0))
        self.places: dict[str, list[int]] = {}
        for index in (at for at, told in enumerate(prose) if told and about):
            for topic in topics(rows[index].text) & about:
                self.places.setdefault(topic, []).append(index)

    def inside(self, span: range) -> int:
        """Characters of running text in the rows."""
        return self.sums[span.stop] - self.sums[span.start]

    def told(self, span: range) -> int:
        """Topics of the title in the running text of the rows."""
        return sum(bisect_left(at, span.start) < bisect_left(at, span.stop) for at in self.places.values())

    def told_outside(self, span: range) -> int:
        """Topics of the title in the running text of all other rows."""
        return sum(at[0] < span.start or at[-1] >= span.stop for at in self.places.values())


def resolved(walked: Walked, rows: list[Row], certain: Set[int], about: Set[str]) -> Blocks:
    """Each block gets the zone of the outermost furniture that holds it, and repeated text counts once."""
    told = _Prose(rows, about)
    zones = _zones(walked, rows, certain, told)
    placed = [zones[row.node] if row.node >= 0 else None for row in rows]
    _box(walked, rows, placed, told)
    twice = repeated(["" if zone else row.text for row, zone in zip(rows, placed, strict=True)])
    blocks = []
    for index, row in enumerate(rows):
        zone = placed[index] or ("other" if index in twice else "caption" if row.caption else None)
        mark = None if zone else furniture.mark(row.text)
        blocks.append(Block(row.text, row.linked, zone, row.heading, mark, row.node))
    return Blocks(blocks)


def _box(walked: Walked, rows: list[Row], placed: list[str | None], told: _Prose) -> None:
    """Where the heading of a list or a summary (관련기사, AI 요약) is the first line of an element, all of
    the element is that list.
    """
    for index, row in enumerate(rows):
        mark = furniture.mark(row.text) if not placed[index] and len(row.text) <= 40 else None
        if not mark or not mark.opens:
            continue
        node = row.node
        while node >= 0 and walked.spans[node].stop == index + 1:
            node = walked.parents[node]
        span = walked.spans[node] if node >= 0 else range(0)
        before = range(span.start, max(span.start, index))
        if len(span) < 2 or len(before) > 1 or told.inside(before) or _holds_article(told, span):
            continue
        for inside in span:
            placed[inside] = placed[inside] or mark.kind


# 13일 부천시의 쉼터 문이 닫혀 있다. · 간담회에 참석한 관계자들이 기념촬영을 하는 모습 · 산업단지 예정지 전경
_SCENE = re.compile(
    r"^[^.?!]{6,110}(?:있다|있습니다|모습|장면|전경|조감도|위치도|구조도|흐름도|예상도|홍보물|포스터|안내문|캡처|갈무리|기념\s?촬영|찍었다)"
    r"[.)\]]{0,2}(?:\s?[/|]?\s?[가-힣]{2,4}\s(?:선임)?기자|\s?[/|]?\s?[가-힣A-Za-z0-9]{2,12})?[.)\]]?$"
)


def caption(rows: list[Row], pictures: Sequence[tuple[int, bool]], about: Set[str]) -> None:
    """A sentence about a scene right below a picture is its caption, though no tag says so; but it is all
    that an article of a picture says, if no other running text says as much about the title.
    """
    below = {at + glued for at, glued in pictures if at + glued < len(rows)}
    scenes = {at for at in below if _SCENE.match(rows[at].text) and rows[at].linked < 0.5}
    if not scenes:
        return
    told = [len(topics(row.text) & about) if is_prose(row.text) else 0 for row in rows]
    most = max((count for at, count in enumerate(told) if at not in scenes), default=0)
    for at in scenes:
        if len(about) < 3 or told[at] <= most:
            rows[at] = rows[at]._replace(caption=True)


def _holds_article(told: _Prose, span: range) -> bool:
    """Does the element hold most of what the page says about its title?"""
    if len(told.about) < 3:
        return told.inside(span) > 0.6 * told.sums[-1]
    return told.told(span) >= 0.5 * len(told.about)


def _zones(walked: Walked, rows: list[Row], certain: Set[int], told: _Prose) -> list[str | None]:
    """For each node the zone that it stands in. What names itself furniture (``id="CmAdContent"``) is the
    article all the same where it holds the prose, or more of the title's topics than the rest of the page.
    """
    zones: list[str | None] = []
    for node, parent in enumerate(walked.parents):
        span, own = walked.spans[node], walked.zones[node]
        above = zones[parent] if parent >= 0 else None
        if own and not above and node not in certain and told.inside(span):
            own = None if _is_article(rows, span, own, told) else own
        zones.append(above or own)
    return zones


def _is_article(rows: Sequence[Row], span: range, zone: str, told: _Prose) -> bool:
    inside, whole = told.inside(span), told.sums[-1]
    outside = whole - inside
    if len(told.about) < 3:
        few = outside < min(_MIN_OUTSIDE, whole)
        return few or (zone not in LISTS and inside > 2 * outside and _coheres(rows, span))
    within, without = told.told(span), told.told_outside(span)
    if within == without:
        return not outside
    return within > without and within >= 0.4 * len(told.about)


def _coheres(rows: Sequence[Row], span: range) -> bool:
    """Three paragraphs or more about one matter: an article, though its element is called comment_body."""
    paragraphs = [topics(rows[at].text) for at in span if is_prose(rows[at].text)]
    return len(paragraphs) >= 3 and cohesion(paragraphs) > 0.8
