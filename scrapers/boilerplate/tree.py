"""A parsed page → blocks with their place on the page, and the element that holds the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from itertools import islice

from lxml import etree

from scrapers.boilerplate import soft_breaks
from scrapers.boilerplate.captions import split_glued
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.furniture import mark
from scrapers.boilerplate.indices import SMALL, drawn
from scrapers.boilerplate.kinds import LISTS
from scrapers.boilerplate.labels import bare_label
from scrapers.boilerplate.leftovers import without_tags
from scrapers.boilerplate.places import Row, Walked, caption, resolved
from scrapers.boilerplate.zones import UNSEEN, in_rail, is_unseen, zone_of

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
_UNREAD = _SILENT | _READINGS
_NO_ROWS = range(0)
#: More elements are not hidden on a page whose scripts show the article.
_MOST_UNSEEN = 50
#: A label and the reading of a word have no more characters.
_LABEL, _READING = 24, 40
#: Pieces of a heading before the first link of its list.
_FEW = 4


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
        self.walked = Walked()
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
        self.starts: list[int] = []
        self.target_start = 0
        self.small = ""

    def run(self, root: etree._Element) -> None:
        pieces = self.pieces
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if tag in _UNREAD and (tag in _SILENT or _is_reading(element)):
                if event == "start":
                    walk.skip_subtree()
                    continue
                text = element.tail
            elif event == "start":
                self.open(tag, element)
                text = element.text
            else:
                self.close(tag, element)
                text = element.tail
            if text and (pieces or not text.isspace()):
                pieces.append(self.index(text) if self.small else text)
                if self.links:
                    self.linked += len(text)
                elif "." in text:
                    self.walked.named.append(text)
        self.flush()

    def open(self, tag: str, element: etree._Element) -> None:
        if tag == "a":
            self.link(element)
        elif tag == "img":
            self.pictures.append((len(self.rows), bool(self.pieces)))
        elif self.pieces and (tag in _CELLS or self.labelled()):
            self.pieces.append(" ")
        elif tag in SMALL:
            self.small = tag
        certain = self.dropped.get(element) if self.dropped else None
        zone = certain or zone_of(tag, element)
        breaks = tag in _BREAKING or zone is not None
        self.breaks.append(breaks)
        if breaks:
            self.enter(tag, zone)
            if certain:
                self.certain.add(self.stack[-1])
            elif zone == UNSEEN:
                self.hide(element)
            elif tag == "button":
                self.walked.named.append(element)
        if element is self.target:
            self.begin(element)

    def link(self, element: etree._Element) -> None:
        """A link begins: of the line so far, but of another behind the heading of a list."""
        if 0 < len(self.pieces) <= _FEW and self.announced():
            self.flush()
        self.links += 1
        self.walked.named.append(element)

    def begin(self, target: etree._Element) -> None:
        """Here the article's own container begins; what names itself furniture around it is none."""
        self.flush()
        self.target_start = len(self.rows)
        for node in () if in_rail(target) else self.stack:
            self.walked.zones[node] = None

    def enter(self, tag: str, zone: str | None) -> None:
        """A new node; its range of rows is known when it is left."""
        if self.pieces:
            self.flush()
        walked = self.walked
        self.heading += tag in _HEADINGS
        self.preformatted += tag == "pre"
        walked.parents.append(self.stack[-1] if self.stack else -1)
        walked.zones.append(zone)
        self.stack.append(len(walked.spans))
        self.starts.append(len(self.rows))
        walked.spans.append(_NO_ROWS)

    def hide(self, element: etree._Element) -> None:
        """Note an element that is hidden, and in no other such; what only names itself so is none."""
        unseen = self.walked.unseen
        if len(unseen) >= _MOST_UNSEEN or not is_unseen(element):
            return
        if not any(around in unseen for around in element.iterancestors()):
            unseen.append(element)

    def close(self, tag: str, element: etree._Element) -> None:
        if tag == "a":
            self.links -= 1
        elif self.pieces and (tag in _CELLS or self.labelled()):
            self.pieces.append(" ")
        elif tag in SMALL:
            self.small = ""
        if self.breaks.pop():
            if self.pieces:
                self.flush()
            self.heading -= tag in _HEADINGS
            self.preformatted -= tag == "pre"
            node = self.stack.pop()
            self.walked.spans[node] = range(self.starts[node], len(self.rows))
        if element is self.target:
            self.flush()
            self.walked.target = range(self.target_start, len(self.rows))

    def labelled(self) -> bool:
        """Is the line so far a label and nothing else, as in <li>작성자<span>원천세과</span></li>?"""
        first = self.pieces[0]
        return len(first) <= 8 and len(self.pieces) == 1 and bare_label(first) is not None

    def announced(self) -> bool:
        """Is the line so far the heading of a list, as in <b>관련기사</b><a>헛개나무 40만 그루 심는다</a>?"""
        text = "".join(self.pieces).strip()
        found = mark(text) if len(text) <= _LABEL else None
        return found is not None and found.opens and found.kind in LISTS

    def index(self, text: str) -> str:
        """The text of a raised or lowered element, by what stands before it on its line."""
        return drawn(text, self.small, "".join(piece[-9:] for piece in self.pieces[-3:]).rstrip()[-1:])

    def flush(self) -> None:
        if not self.pieces:
            return
        raw = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        linked, self.linked = self.linked, 0
        self.pieces.clear()
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


def _lines(text: str) -> Iterable[str]:
    """The text with single spaces; where the page shows tags as text (``&lt;br&gt;``) their lines."""
    short = " ".join(text.split())
    tidy = plain(short)
    if tidy != short:
        tidy = " ".join(tidy.split())
    if "<" not in tidy:
        return (tidy,)
    return (line for part in without_tags(tidy).split("\n") if (line := part.strip()))


def _is_reading(element: etree._Element) -> bool:
    """Is it the reading of a word (漢 with 한 above it), and not a page that nobody closed?"""
    around = (outer.tag for outer in islice(element.iterancestors(), 2))
    return "ruby" in around and sum(map(len, islice(element.itertext(), _READING))) <= _READING
