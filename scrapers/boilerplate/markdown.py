"""Markdown → plain lines: headings, links, tables, escapes, as markdownify, html2text and readers write."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.boilerplate.labels import bare_label

# ![설명회 모습](/data/1.jpg "설명회")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)")
#: What stands in the brackets of a link: an address (``view.do?id=3``, ``#``, ``javascript:go(1)``), perhaps
#: with a title; nothing else: 「별표 [1](제3조)」 is no link.
_ADDRESS = (
    r"\((?:(?=<?(?:https?:|javascript:|mailto:|tel:|[/#?.])|[!-'*-~]{0,300}[/.?#=])"
    r"(?:[^()\s]|\([^()\n]{0,200}\)){1,1000}(?:\s\"[^\"\n]{0,300}\")?)?\)"
)
# [지식재산보호원 누리집](https://…) · [[특허청] 실적.hwp](/down/1) · [다음 글][3]
LINK = re.compile(
    rf"(?<![\\!])\[((?:[^\[\]\n]|\[[^\[\]\n]{{0,100}}\]){{1,300}})\](?:{_ADDRESS}|\[\d{{1,4}}\](?!\())"
)
_EMPTY_LINK = re.compile(rf"(?<![\\!])\[\s?\]{_ADDRESS}")
#:   [3]: https://www.saegil.kr/view/3 : the address of a numbered link
_REFERENCE = re.compile(r"^\s{0,3}\[\d{1,4}\]:\s\S{4,2000}\s{0,4}$")
_HASHES = re.compile(r"^#{1,6}\s\S", re.M)
_RULES = re.compile(r"^\s{0,3}\|?\s{0,3}:?-{3,}:?\s{0,3}\|", re.M)
# **굵은 말** ; but 가격*이 난방비**를 are marks of notes
_BOLD = re.compile(r"(?<![가-힣\w)*])(\*\*|__)(?=[^\s*_])(.{1,300}?)(?<=[^\s*])\1(?!\*)")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__)(?=[^\s*_])(.{1,300}?)(?<=\S)\1")
# _약 4,100억 원_ 으로 · *개통식 모습* : in words and around whole lines, never in 3*4*5 or file_name_1
_ITALIC = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_\n]{1,300})(?<=[^\s\\])\1(?![A-Za-z0-9*_])")
# *개통식 모습. /한빛부 제공* : a whole line in italics, as Markdown writes captions
_WHOLE_ITALIC = re.compile(r"^([*_])(?=[^\s*_])([^*_]{1,300})(?<=\S)\1$")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s{1,4}(?=\S)")
_CLOSED_HEADING = re.compile(r"\s#{1,6}$")
# 속보 with --- or === on the next line
_UNDERLINE = re.compile(r"^\s{0,3}(?:={3,}|-{3,})\s{0,3}$")
_ESCAPED = re.compile(r"\\([-\\`*_{}\[\]()#+.!|>~<&\"'])")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?){1,5}")
_STRIKE = re.compile(r"~~(?=\S)([^~\n]{1,300})(?<=\S)~~")
# | --- | :---: | and ---|---|---
_DELIMITER = re.compile(r"^\s{0,3}\|?\s{0,3}:?-{2,}:?\s{0,3}(?:\|\s{0,3}:?-{2,}:?\s{0,3}){0,80}\|?\s{0,3}$")
_INNER_DELIMITER = re.compile(r"\|(?:\s?:?-{3,}:?\s?\|){1,80}")
_BAR = re.compile(r"(?<!\\)\|")
#: A cell that holds so much is part of a page's layout, not of a table.
_LAYOUT_CELL = 90
# paragraphs and items of a cell, which a table of Markdown holds on one line
_INNER_BREAK = re.compile(r"\s{2,}|<br\s{0,2}/?>|\s(?=[*+]\s[\[가-힣A-Za-z])|\s(?=#{1,6}\s\S)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as a reader sees it: its text, the share of it that is links, whether it is a heading."""

    text: str
    linked: float = 0.0
    heading: bool = False


def is_markdown(text: str) -> bool:
    """Is the dump written in Markdown: headings, links with addresses, tables with rules, bold words?"""
    head = text[:100_000]
    links = len(LINK.findall(head)) if "](" in head or "][" in head else 0
    headings = len(_HASHES.findall(head)) if "#" in head else 0
    tables = len(_RULES.findall(head)) if "---" in head else 0
    bold = len(_BOLD.findall(head)) if "**" in head or "__" in head else 0
    if links >= 2 or tables >= 2 or bold >= 3:
        return True
    return links + bold + tables + ("\n##" in head) > 0 and headings + tables >= 2


def has_layout(text: str) -> bool:
    """Does a row hold tables of its own, as an old page's does that stands in tables as a whole?"""
    return bool(_INNER_DELIMITER.search(text))


def plain_lines(lines: list[str]) -> list[str]:
    """The lines of a Markdown text without tables' bars, rules, quotation marks and addresses of links.

    Underlined headings become ``# …``; words keep their other marks, which ``shown`` takes away.
    """
    found: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if _is_table(lines, index):
            rows, index = _table(lines, index)
            found += rows
            continue
        if _UNDERLINE.match(line) and found and 0 < len(found[-1].strip()) <= 120 and _may_head(found[-1]):
            found[-1] = f"# {found[-1].strip()}"
        elif not _REFERENCE.match(line):
            found.append(_QUOTE.sub("", line) if line.lstrip()[:1] == ">" else line)
        index += 1
    return found


def _may_head(line: str) -> bool:
    return not (_HEADING.match(line) or line.lstrip()[:1] in "|>" or line.rstrip()[-1:] in ".。")


def _is_table(lines: list[str], index: int) -> bool:
    """Does a table begin here: a row between bars, or one whose next line is a rule of bars (html2text)?"""
    line = lines[index].strip()
    if line.startswith("|") and len(line) > 1:
        return line.count("|") >= 2
    below = lines[index + 1] if index + 1 < len(lines) else ""
    return "|" in line and "|" in below and bool(_DELIMITER.match(below))


def _table(lines: list[str], index: int) -> tuple[list[str], int]:
    """The rows of the table that begins here, as lines, and the index behind it."""
    barred = lines[index].strip().startswith("|")
    rows: list[str] = []
    headed = False
    while index < len(lines) and "|" in lines[index] and lines[index].strip().startswith("|") >= barred:
        if _DELIMITER.match(lines[index]):
            headed = headed or len(rows) == 1
        elif lines[index].strip(" |"):
            rows.append(lines[index])
        index += 1
    cells = [[cell for cell in _BAR.split(row.strip(" |")) if cell.strip()] for row in rows]
    if headed and len(cells) == 2 and len(cells[0]) == len(cells[1]) and all(map(bare_label, cells[0])):
        names, values = cells  # 담당부서| 등록일| 조회, and below it the values
        return [f"{name.strip()} : {value.strip()}" for name, value in zip(names, values, strict=True)], index
    return [line for row in rows for line in _row(row)], index


def _row(row: str) -> list[str]:
    """A row of a table → one line; the cells of a layout, which hold paragraphs, → a line for each piece."""
    cells = [cell.strip() for cell in _BAR.split(_INNER_DELIMITER.sub("|", row))]
    cells = [cell for cell in cells if cell and not re.fullmatch(r":?-{2,}:?", cell)]
    if _INNER_DELIMITER.search(row) or any(len(LINK.sub(r"\1", cell)) > _LAYOUT_CELL for cell in cells):
        return [piece.strip() for cell in cells for piece in _INNER_BREAK.split(cell) if piece.strip()]
    return [" ".join(cells)] if cells else []


# **12만 4천 건** 을 찾아 : html2text sets a space behind bold words, where none was; not in
# **군은 말했다.** 이 사업은
_PARTED = re.compile(
    r"(?<=[^\s*_])((?:\*\*|__|(?<=\S)_))\s(?=(?:은|는|을|를|의|에|에서|에게|으로|로|와|과|"
    r"까지|부터|보다|처럼|이다|이며|이고|이라고)[\s,.])"
    r"|(?<=[가-힣A-Za-z0-9%)])(\*\*|__)\s(?=(?:이|가|도|만)\s)"
)


#: A line without these holds no mark that ``shown`` takes away.
_MARKED = re.compile(r"[\[*_#~\\]")


def shown(line: str, *, markdown: bool = True) -> Shown:
    """One line without its marks: headings, images, links, emphasis, escapes.

    ``markdown``: it is of a text in Markdown; any other loses only what no plain text holds.
    """
    if not _MARKED.search(line):  # as nearly all lines of a text
        return Shown(line.strip())
    heading = markdown and bool(_HEADING.match(line))
    line = _PARTED.sub(r"\1\2", line) if markdown else line
    text = _EMPTY_LINK.sub("", _IMAGE.sub("", line))
    if heading:
        text = _CLOSED_HEADING.sub("", _HEADING.sub("", text))
    links = sum(len(_EMPHASIS.sub(r"\2", found[1])) for found in LINK.finditer(text))
    text = (_EMPHASIS if markdown else _BOLD).sub(r"\2", LINK.sub(r"\1", text))
    if markdown:
        text = _ESCAPED.sub(r"\1", _STRIKE.sub(r"\1", _ITALIC.sub(r"\2", text)))
    text = _WHOLE_ITALIC.sub(r"\2", text.strip())
    return Shown(text, min(1.0, links / len(text)) if text else 0.0, heading)
