"""A text with its mentions marked in place, as HTML that holds nothing but escaped text and our own tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from markupsafe import Markup, escape

#: Table of mentions → its short name (a CSS class) and its Korean heading. Only these become classes.
KINDS: dict[str, tuple[str, str]] = {
    "money": ("money", "금액"),
    "dates": ("date", "날짜"),
    "country_mentions": ("country", "나라"),
    "region_mentions": ("region", "지역"),
    "agency_mentions": ("agency", "기관"),
    "people": ("person", "사람"),
    "programmes": ("programme", "사업"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text. kind: a CSS class of ``KINDS``. note: shown on hover. anchor: an HTML id.

    fact: the id of the line in the list of facts, to which a reader can go back.
    """

    start: int
    end: int
    kind: str
    note: str
    anchor: str
    fact: str


def paragraphs(text: str, spans: Sequence[Span]) -> list[Markup]:
    """The lines of a text, each with its marks; empty lines are left out. Spans may nest and cross."""
    lines: list[Markup] = []
    waiting = sorted(spans, key=lambda span: (span.start, -span.end), reverse=True)
    active: list[Span] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while waiting and waiting[-1].start < end:
            active.append(waiting.pop())
        active = [span for span in active if span.end > start]
        if line.strip():
            lines.append(Markup("").join(_pieces(line, start, active)))
        start = end + 1
    return lines


def web_address(url: str | None) -> str | None:
    """The address if a browser may follow it (http, https), else None: ``javascript:…`` is no link."""
    try:
        scheme = urlsplit((url or "").strip()).scheme
    except ValueError:
        return None
    return url.strip() if url and scheme in ("http", "https") else None


def _pieces(line: str, offset: int, spans: Sequence[Span]) -> Iterator[Markup]:
    """Cut the line at every border of a span; wrap each piece once, with the classes of all spans over it.

    spans: those that touch the line, in the order of their starts.
    """
    borders = {0, len(line)}
    for span in spans:
        borders |= {max(span.start - offset, 0), min(span.end - offset, len(line))}
    waiting, over = list(reversed(spans)), list[Span]()
    for begin, end in pairwise(sorted(borders)):
        over = [span for span in over if span.end - offset > begin]
        while waiting and waiting[-1].start - offset <= begin:
            over.append(waiting.pop())
        for span in over:
            if span.start == begin + offset:
                yield Markup(
                    '<a id="{}" class="place" href="#{}" tabindex="-1" title="사실 목록으로" '
                    'aria-label="{}: 사실 목록으로"></a>'
                ).format(span.anchor, span.fact, span.note)
        if over:
            kinds = " ".join(f"m-{span.kind}" for span in over)
            notes = "; ".join(span.note for span in over)
            yield Markup('<mark class="{}" title="{}">{}</mark>').format(kinds, notes, line[begin:end])
        else:
            yield escape(line[begin:end])
