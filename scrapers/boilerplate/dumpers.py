"""What tools that make dumps write around a page's text: heads of records, toolbars, numbered links."""

from __future__ import annotations

import re

# WARC/1.0 · WARC-Date: … · Content-Length: 512 · HTTP/1.1 200 OK
_WARC = re.compile(
    r"^(?:WARC/\d\.\d|WARC-(?!Target-URI)[A-Za-z-]{2,30}:|Content-(?:Type|Length|Language):|HTTP/\d)"
)
_RECORD = re.compile(r"^WARC(?:/\d\.\d|-Type:)")
#: What the tools write in front of a page is not longer.
_HEAD = 40
# Markdown Content: · Warning: This page maybe not yet fully loaded ; Title, URL Source, Published Time stay
_READER = re.compile(r"^(?:Markdown Content|Number of Pages|Warning|Images|Links/Buttons)\s?:", re.I)
# 3 captures · 12 Mar 2019 - 4 Nov 2024 · About this capture · Success Fail
_WAYBACK = re.compile(
    r"^(?:\d{1,6} captures?|\d{1,2} [A-Z][a-z]{2} \d{4} [-–] \d{1,2} [A-Z][a-z]{2} \d{4}|about this capture|"
    r"success\s{0,4}fail|The Wayback Machine - https?://\S{0,500}|Wayback Machine|COLLECTED BY|TIMESTAMPS|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s{1,4}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s.{0,60})$",
    re.I,
)
# [12]정책뉴스 · [3] 보도자료, as lynx numbers links, and its list of addresses
_NUMBERED = re.compile(r"\[(\d{1,4})\](?=\s?\S)")
_REFERENCES = re.compile(r"^\s{0,6}(?:References|Visible links:?|Hidden links:?|링크 목록)\s{0,4}$", re.I)
_ADDRESS = re.compile(r"^\s{0,6}\d{1,4}[.:]\s{1,4}(?:https?|file|mailto|javascript):\S{1,2000}\s{0,4}$")
# [IMAGE] · [로고.gif] · [INLINE]
_PICTURE = re.compile(r"\[(?:INLINE|IMAGE|LINK|EMBED|[^\[\]\n]{1,60}\.(?:gif|jpe?g|png))\]", re.I)


def without_frame(lines: list[str]) -> list[str]:
    """The lines of a dump without what the tool that made it wrote around them."""
    lines = [line for line in _without_head(lines) if not _WAYBACK.match(line.strip())]
    return _without_numbers(lines)


def _without_head(lines: list[str]) -> list[str]:
    """Without the head of a WARC record, but for the page's address, and the labels of a reader that say
    nothing of the article.
    """
    head = lines[:_HEAD]
    if any(_RECORD.match(line) for line in head[:3]):
        head = [line for line in head if not _WARC.match(line)]
    return [*(line for line in head if not _READER.match(line)), *lines[_HEAD:]]


def _without_numbers(lines: list[str]) -> list[str]:
    """Without the numbers of a text browser's links, where it lists their addresses at the end."""
    listed = sum(bool(_ADDRESS.match(line)) for line in lines)
    if listed < 3:
        return lines
    kept = [line for line in lines if not _ADDRESS.match(line) and not _REFERENCES.match(line)]
    return [_PICTURE.sub("", _NUMBERED.sub("", line)) for line in kept]
