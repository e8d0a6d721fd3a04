"""The ways in which people turn a page into text: the dumps that sacho is given, made by the real tools."""

from __future__ import annotations

import re
from collections.abc import Callable

import inscriptis
from bs4 import BeautifulSoup
from markdownify import markdownify
from resiliparse.extract.html2text import extract_plain_text

from pipeline.gold_spans import visible


def _visible(html: str) -> BeautifulSoup:
    soup = BeautifulSoup(html, "lxml")
    for element in soup(["script", "style", "noscript", "template", "head"]):
        element.decompose()
    return soup


def soup_lines(html: str) -> str:
    """BeautifulSoup, a line for each piece of text: bold words and links break sentences."""
    return _visible(html).get_text("\n", strip=True)


def soup_raw(html: str) -> str:
    """BeautifulSoup's plain ``get_text()``: the page's own line ends and indents."""
    return _visible(html).get_text()


def soup_one_line(html: str) -> str:
    """Everything on one line."""
    return " ".join(_visible(html).get_text(" ", strip=True).split())


def markdown(html: str) -> str:
    """markdownify: headings, bullets, links with their addresses, tables with bars."""
    return markdownify(str(_visible(html)), heading_style="ATX")


def layout(html: str) -> str:
    """inscriptis: as a text browser shows it, with indents and columns."""
    return inscriptis.get_text(html)


def crawl(html: str) -> str:
    """Resiliparse, as web-crawl corpora are made: ``•`` before items, empty lines between paragraphs."""
    return extract_plain_text(
        html, preserve_formatting=True, main_content=False, alt_texts=False, links=False
    )


def crawl_main(html: str) -> str:
    """Resiliparse with its own guess at the main content."""
    return extract_plain_text(html, preserve_formatting=True, main_content=True, alt_texts=False, links=False)


def wrapped(html: str) -> str:
    """A text browser's dump, wrapped at 72 columns wherever a word ends."""
    lines: list[str] = []
    for paragraph in inscriptis.get_text(html).split("\n"):
        line = ""
        for word in paragraph.split():
            if line and _columns(line) + 1 + _columns(word) > 72:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines += [line, ""] if line else [""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _columns(text: str) -> int:
    return sum(2 if ord(letter) > 0x1100 else 1 for letter in text)


DUMPERS: dict[str, Callable[[str], str]] = {
    "soup_lines": soup_lines,
    "soup_raw": soup_raw,
    "markdown": markdown,
    "layout": layout,
    "crawl": crawl,
    "crawl_main": crawl_main,
    "wrapped": wrapped,
    "soup_one_line": soup_one_line,
}


def body_in(dump: str, body: str) -> str:
    """The body with the white space that the dump has: some dumpers split words. Where a dump glues sentences
    they are parted, as cleaning does.

    A paragraph that the dump spells otherwise (``**`` around bold words) stays as it is.
    """
    seen = visible(dump, 0, len(dump), markup=False)
    pieces: list[str] = []
    cursor = 0
    for line in body.split("\n"):
        bare = re.sub(r"\s", "", line)
        at = seen.text.find(bare, cursor)
        at = seen.text.find(bare) if at < 0 else at
        if at < 0 or not bare:
            pieces.append(line)
            continue
        pieces.append(dump[seen.places[at][0] : seen.places[at + len(bare) - 1][1]])
        cursor = at + len(bare)
    return "\n".join(pieces)
