"""A page's source before it is parsed: what would stall the parser or make it misread an address."""

from __future__ import annotations

import re

#: A start tag up to its end, with quoted ``>``; without backtracking, and short in what it tries behind a
#: quotation mark that is never closed.
_TAG = re.compile(r"""<[A-Za-z](?>(?:[^"'<>]++|"[^"]{0,300}+"|'[^']{0,300}+')*+)""")
_ATTRIBUTE = re.compile(
    r"""[^\s"'=/]{1,100}+(?:\s{0,5}+=\s{0,5}+(?:"[^"]{0,300}+"|'[^']{0,300}+'|[^\s"']{1,300}+))?+"""
)
#: A tag of so many characters is counted; more attributes than so many are cut off.
_LONG, _MANY = 20_000, 300
# http://saegil.example/?a=1&copy=2 : HTML reads &copy as © there, and &region as ®ion
_PARAMETER = re.compile(r"&(?=(?!nbsp)[A-Za-z]{2,12}=)")


def mended(text: str) -> str:
    """The source with no tag of more than 300 attributes, and with the parameters of addresses escaped.

    libxml2 compares each attribute of a tag with all before it: 40,000 take seconds, a million half an hour.
    """
    text = _PARAMETER.sub("&amp;", text)
    if len(text) < _LONG:
        return text
    pieces, end = [], 0
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > _LONG:
            pieces.append(text[end : _cut(text, tag.start(), tag.end())])
            end = tag.end()
    return "".join([*pieces, text[end:]])


def _cut(text: str, start: int, end: int) -> int:
    """Where the tag's three hundredth attribute ends."""
    for number, attribute in enumerate(_ATTRIBUTE.finditer(text, start + 1, end)):
        if number == _MANY:
            return attribute.end()
    return end
