"""A parsed page → blocks with their place on the page, and the element that holds the article."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from scrapers.boilerplate import furniture
from scrapers.boilerplate.blocks import Block, is_prose, repeated, topics
from scrapers.boilerplate.captions import split_glued
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.labels import bare_label

_ZONES = Path(__file__).parent / "data" / "zones.csv"
#: Tags that break a line; all others (b, span, a, font, em …) stand within one and add no space.
_BREAKING = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "title",
        "iframe",
    ]
)
#: Fields whose value may stand in an element of its own behind the label: <dt>등록일</dt><dd>2025.07.22</dd>
_VALUED = ("published", "modified", "embargo", "department", "author")
_NO_ZONES = frozenset(("html", "body", "a", "br", "tr", "td", "img", "b", "strong", "em", "i"))
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "object",
        "select",
        "textarea",
        "input",
        "iframe",
        "video",
        "audio",
        "map",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TAG_ZONES = {
    "nav": "navigation",
    "footer": "navigation",
    "aside": "headlines",
    "figcaption": "caption",
    "button": "share",
}
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: With less prose than this outside it, a zone is no zone: the page calls its article so.
_MIN_OUTSIDE = 120


@dataclass(slots=True)
class Walked:
    """The blocks of a page in order; for each node (an element that breaks lines) its parent, its own zone
    and its range of blocks; ``target``: the range of the element that was asked for.
    """

    blocks: list[Block]
    parents: list[int]
    zones: list[str | None]
    spans: list[range]
    target: range | None = None


@cache
def _zone_words() -> dict[str, str]:
    with _ZONES.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["kind"] for row in csv.DictReader(file)}


@lru_cache(maxsize=65536)
def _zone_of(names: str) -> str | None:
    """class and id → the kind of furniture that they name: ``article-relation-news`` → related."""
    words = _zone_words()
    whole = names.lower().split()
    return next(
        (words[word] for word in (*whole, *map(str.lower, _WORDS.findall(names))) if word in words), None
    )


def walk(
    root: etree._Element,
    target: etree._Element | None,
    dropped: Mapping[etree._Element, str] | None = None,
    about: Set[str] = frozenset(),
) -> Walked:
    """All visible text of the page as blocks. ``target``: the element whose range of blocks is wanted.
    ``dropped``: elements that are certainly furniture, each with its kind. ``about``: topics of the title.
    """
    walker = _Walker(target, dropped or {})
    walker.run(root)
    _caption(walker.rows, walker.pictures)
    walker.walked.blocks = _resolved(walker.walked, walker.rows, walker.certain, about)
    return walker.walked


class _Row(NamedTuple):
    """A block before its zone is known."""

    text: str
    linked: float
    heading: bool
    node: int
    caption: bool = False


class _Walker:
    """The state of one pass over a page; an explicit stack, so that nesting costs no recursion."""

    def __init__(self, target: etree._Element | None, dropped: Mapping[etree._Element, str]) -> None:
        self.walked = Walked([], [], [], [])
        self.target = target
        self.dropped = dropped
        self.certain: set[int] = set()
        self.rows: list[_Row] = []
        self.pictures: list[tuple[int, bool]] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.heading = 0
        self.preformatted = 0
        self.stack: list[int] = []
        self.breaks: list[bool] = []
        self.target_start = 0

    def run(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _SILENT:
                    walk.skip_subtree()
                    continue
                if tag == "img":
                    self.pictures.append((len(self.rows), bool(self.pieces)))
                self.open(tag, element)
                text = element.text
            else:
                if tag not in _SILENT:
                    self.close(tag, element)
                text = element.tail
            if text:
                self.pieces.append(text)
                if self.links:
                    self.linked += len(text)
        self.flush()

    def open(self, tag: str, element: etree._Element) -> None:
        if element is self.target:
            self.flush()
            self.target_start = len(self.rows)
        if tag == "a":
            self.links += 1
        elif tag in _CELLS or self.labelled():
            self.pieces.append(" ")
        certain = self.dropped.get(element) if self.dropped else None
        zone = certain or _zone(tag, element)
        breaks = tag in _BREAKING or zone is not None
        self.breaks.append(breaks)
        if breaks:
            self.flush()
            self.heading += tag in _HEADINGS
            self.preformatted += tag == "pre"
            walked = self.walked
            walked.parents.append(self.stack[-1] if self.stack else -1)
            walked.zones.append(zone)
            self.stack.append(len(walked.spans))
            if certain:
                self.certain.add(len(walked.spans))
            walked.spans.append(range(len(self.rows), len(self.rows)))
        if self.target is not None and element is self.target and not _in_rail(element):
            for node in self.stack:  # names around the article's own container say nothing of it
                self.walked.zones[node] = None

    def close(self, tag: str, element: etree._Element) -> None:
        if tag == "a":
            self.links -= 1
        elif tag in _CELLS or self.labelled():
            self.pieces.append(" ")
        if self.breaks.pop():
            self.flush()
            self.heading -= tag in _HEADINGS
            self.preformatted -= tag == "pre"
            node = self.stack.pop()
            self.walked.spans[node] = range(self.walked.spans[node].start, len(self.rows))
        if element is self.target:
            self.flush()
            self.walked.target = range(self.target_start, len(self.rows))

    def labelled(self) -> bool:
        """Is the line so far a label and nothing else, as in <li>작성자<span>원천세과</span></li>?"""
        return len(self.pieces) == 1 and len(self.pieces[0]) <= 8 and bare_label(self.pieces[0]) is not None

    def flush(self) -> None:
        if not self.pieces:
            return
        raw = "".join(self.pieces)
        linked, self.linked = self.linked, 0
        self.pieces.clear()
        node = self.stack[-1] if self.stack else -1
        for line in raw.split("\n") if self.preformatted else (raw,):
            text = " ".join(plain(line).split())
            for part in split_glued(text) or (text,):
                if part and self.rows and len(part) <= 40 and bare_label(self.rows[-1].text) in _VALUED:
                    self.rows[-1] = self.rows[-1]._replace(text=f"{self.rows[-1].text} : {part}")
                elif part:
                    self.rows.append(_Row(part, min(1.0, linked / len(raw)), self.heading > 0, node))


def _in_rail(element: etree._Element) -> bool:
    """Does the element stand in one that its tag makes furniture (aside, nav, footer)?"""
    return any(around.tag in _TAG_ZONES for around in element.iterancestors())


def _zone(tag: str, element: etree._Element) -> str | None:
    """The kind of furniture that tag, class, id or style make the element; None for others."""
    if tag in _NO_ZONES:
        return None
    if tag in _TAG_ZONES:
        return _TAG_ZONES[tag]
    if tag == "figure":  # but WordPress wraps tables and quotations in it too
        held = element.iter("table", "blockquote", "li")
        return None if next(held, None) is not None else "caption"
    attributes = element.attrib
    if not attributes:
        return None
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return "other"
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return _zone_of(names) if names != " " else None


def _resolved(walked: Walked, rows: list[_Row], certain: Set[int], about: Set[str]) -> list[Block]:
    """Each block gets the zone of the outermost furniture that holds it, and repeated text counts once."""
    zones = _zones(walked, rows, certain, about)
    placed = [zones[row.node] if row.node >= 0 else None for row in rows]
    _box(walked, rows, placed, about)
    twice = repeated(["" if zone else row.text for row, zone in zip(rows, placed, strict=True)])
    blocks = []
    for index, row in enumerate(rows):
        zone = placed[index] or ("other" if index in twice else "caption" if row.caption else None)
        mark = None if zone else furniture.mark(row.text)
        blocks.append(Block(row.text, row.linked, zone, row.heading, mark, row.node))
    return blocks


def _box(walked: Walked, rows: list[_Row], placed: list[str | None], about: Set[str]) -> None:
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
        if len(span) < 2 or span.start < index - 1 or _holds_article(rows, span, about):
            continue
        for inside in span:
            placed[inside] = placed[inside] or mark.kind


# 13일 부천시의 쉼터 문이 닫혀 있다. · 간담회에 참석한 관계자들이 기념촬영을 하는 모습 · 산업단지 예정지 전경
_SCENE = re.compile(
    r"^[^.?!]{6,110}(?:있다|있습니다|모습|장면|전경|조감도|위치도|구조도|흐름도|예상도|홍보물|포스터|안내문|캡처|갈무리|기념\s?촬영|찍었다)"
    r"[.)\]]{0,2}(?:\s?[/|]?\s?[가-힣]{2,4}\s(?:선임)?기자|\s?[/|]?\s?[가-힣A-Za-z0-9]{2,12})?[.)\]]?$"
)


def _caption(rows: list[_Row], pictures: Sequence[tuple[int, bool]]) -> None:
    """A sentence about a scene right below a picture is its caption, though no tag says so."""
    for at, glued in pictures:
        below = at + glued
        if below < len(rows) and _SCENE.match(rows[below].text) and rows[below].linked < 0.5:
            rows[below] = rows[below]._replace(caption=True)


def _holds_article(rows: Sequence[_Row], span: range, about: Set[str]) -> bool:
    """Does the element hold most of what the page says about its title?"""
    if len(about) < 3:
        prose = [len(row.text) * (row.linked < 0.5 and is_prose(row.text)) for row in rows]
        return sum(prose[span.start : span.stop]) > 0.6 * sum(prose)
    inside = set().union(*(topics(rows[at].text) & about for at in span))
    return len(inside) >= 0.5 * len(about)


def _zones(walked: Walked, rows: list[_Row], certain: Set[int], about: Set[str]) -> list[str | None]:
    """For each node the zone that it stands in. What names itself furniture (``id="CmAdContent"``) is the
    article all the same where it holds the prose, or more of the title's topics than the rest of the page.
    """
    prose = [row.linked < 0.5 and is_prose(row.text) for row in rows]
    sums = list(accumulate((len(row.text) * told for row, told in zip(rows, prose, strict=True)), initial=0))
    told = [
        topics(row.text) & about if about and told else frozenset()
        for row, told in zip(rows, prose, strict=True)
    ]
    zones: list[str | None] = []
    for node, parent in enumerate(walked.parents):
        span, own = walked.spans[node], walked.zones[node]
        above = zones[parent] if parent >= 0 else None
        if own and not above and node not in certain and sums[span.stop] - sums[span.start]:
            own = None if _is_article(span, sums, told, about) else own
        zones.append(above or own)
    return zones


def _is_article(span: range, sums: Sequence[int], told: Sequence[Set[str]], about: Set[str]) -> bool:
    inside = sums[span.stop] - sums[span.start]
    outside = sums[-1] - inside
    if len(about) < 3:
        return outside < min(_MIN_OUTSIDE, sums[-1])
    within = set().union(*told[span.start : span.stop])
    without = set().union(*told[: span.start], *told[span.stop :])
    if len(within) == len(without):
        return outside < min(_MIN_OUTSIDE, sums[-1]) and not outside
    return len(within) > len(without) and len(within) >= 0.4 * len(about)
