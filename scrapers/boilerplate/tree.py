"""A parsed page → blocks with their place on the page, and the element that holds the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from itertools import islice

from lxml import etree

from scrapers.boilerplate import soft_breaks
from scrapers.boilerplate.captions import split_glued
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.indices import SMALL, drawn
from scrapers.boilerplate.labels import bare_label
from scrapers.boilerplate.leftovers import without_tags
from scrapers.boilerplate.places import Row, Walked, caption, resolved
from scrapers.boilerplate.zones import in_rail, zone_of

__all__ = ["Walked", "walk"]

#: Tags that break a line; all others (b, span, a, font, em …) stand within one and add no space.
_BREAKING = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center"),
        *("dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main"),
        *("nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody"),
        *("tfoot", "thead", "tr", "ul", "title", "iframe"),
    )
)
#: Fields whose value may stand in an element of its own behind the label: <dt>등록일</dt><dd>2025.07.22</dd>
_VALUED = ("published", "modified", "embargo", "department", "author")
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "svg", "math", "object", "select"),
        *("textarea", "input", "iframe", "video", "audio", "map"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: How the base of a ruby is read, and the brackets around that.
_READINGS = frozenset(("rt", "rtc", "rp"))
#: A label and the reading of a word have no more characters.
_LABEL, _READING = 24, 40


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
    walker.rows = soft_breaks.join(walker.rows, walker.walked, walker.pictures)
    caption(walker.rows, walker.pictures, about)
    walker.walked.blocks = resolved(walker.walked, walker.rows, walker.certain, about)
    return walker.walked


class _Walker:
    """The state of one pass over a page; an explicit stack, so that nesting costs no recursion."""

    def __init__(self, target: etree._Element | None, dropped: Mapping[etree._Element, str]) -> None:
        self.walked = Walked([], [], [], [])
        self.target = target
        self.dropped = dropped
        self.certain: set[int] = set()
        self.rows: list[Row] = []
        self.pictures: list[tuple[int, bool]] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.heading = 0
        self.preformatted = 0
        self.stack: list[int] = []
        self.breaks: list[bool] = []
        self.target_start = 0
        self.small = ""

    def run(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if tag in _SILENT or (tag in _READINGS and _is_reading(element)):
                if event == "start":
                    walk.skip_subtree()
                    continue
                text = element.tail
            elif event == "start":
                if tag == "img":
                    self.pictures.append((len(self.rows), bool(self.pieces)))
                self.open(tag, element)
                text = element.text
            else:
                self.close(tag, element)
                text = element.tail
            if text:
                self.pieces.append(self.index(text) if self.small else text)
                if self.links:
                    self.linked += len(text)
        self.flush()

    def open(self, tag: str, element: etree._Element) -> None:
        if element is self.target:
            self.flush()
            self.target_start = len(self.rows)
        if tag == "a":
            self.links += 1
        elif tag in _CELLS or (len(self.pieces) == 1 and self.labelled()):
            self.pieces.append(" ")
        elif tag in SMALL:
            self.small = tag
        certain = self.dropped.get(element) if self.dropped else None
        zone = certain or zone_of(tag, element)
        breaks = tag in _BREAKING or zone is not None
        self.breaks.append(breaks)
        if breaks:
            self.flush()
            self.heading += tag in _HEADINGS
            self.preformatted += tag == "pre"
            walked, node = self.walked, len(self.walked.spans)
            walked.parents.append(self.stack[-1] if self.stack else -1)
            walked.zones.append(zone)
            walked.spans.append(range(len(self.rows), len(self.rows)))
            self.stack.append(node)
            if certain:
                self.certain.add(node)
        if self.target is not None and element is self.target and not in_rail(element):
            for node in self.stack:  # names around the article's own container say nothing of it
                self.walked.zones[node] = None

    def close(self, tag: str, element: etree._Element) -> None:
        if tag == "a":
            self.links -= 1
        elif tag in _CELLS or (len(self.pieces) == 1 and self.labelled()):
            self.pieces.append(" ")
        elif tag in SMALL:
            self.small = ""
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
        first = self.pieces[0]
        return len(first) <= 8 and not first.isspace() and bare_label(first) is not None

    def index(self, text: str) -> str:
        """The text of a raised or lowered element, by what stands before it on its line."""
        return drawn(text, self.small, "".join(piece[-9:] for piece in self.pieces[-3:]).rstrip()[-1:])

    def flush(self) -> None:
        if not self.pieces:
            return
        raw = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        linked, self.linked = self.linked, 0
        self.pieces.clear()
        if raw.isspace():
            return
        share = min(1.0, linked / len(raw))
        for line in raw.split("\n") if self.preformatted else (raw,):
            for text in _lines(line):
                for part in split_glued(text) or (text,):
                    self.add(part, share)

    def add(self, text: str, linked: float) -> None:
        """A line of text: a row of its own, or the value of the label that is the row before."""
        rows = self.rows
        if rows and len(text) <= 40 and len(rows[-1].text) <= _LABEL and bare_label(rows[-1].text) in _VALUED:
            rows[-1] = rows[-1]._replace(text=f"{rows[-1].text} : {text}")
        elif text:
            rows.append(Row(text, linked, self.heading > 0, self.stack[-1] if self.stack else -1))


def _lines(text: str) -> Iterator[str]:
    """The text with single spaces; where the page shows tags as text (``&lt;br&gt;``) their lines."""
    short = " ".join(text.split())
    tidy = plain(short)
    if tidy != short:
        tidy = " ".join(tidy.split())
    if "<" not in tidy:
        return iter((tidy,))
    return (line for part in without_tags(tidy).split("\n") if (line := part.strip()))


def _is_reading(element: etree._Element) -> bool:
    """Is it the reading of a word (漢 with 한 above it), and not a page that nobody closed?"""
    around = (outer.tag for outer in islice(element.iterancestors(), 2))
    return "ruby" in around and sum(map(len, islice(element.itertext(), _READING))) <= _READING
