"""The text of a PDF, with the lines put together again that the page's width had cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

#: Pages that are read; a release has a dozen, a white paper some hundred.
PAGES = 500
#: A line as wide as this share of the wide lines was cut by the margin, a shorter one ended by itself.
FULL = 0.8
#: Columns (a syllable takes two) that no margin cuts: narrower lines are titles and cells.
NARROW = 40
# - 3 - · 3 / 12 · – 12 –
PAGE_NUMBER = re.compile(r"[-–—]?\s{0,3}\d{1,3}\s{0,3}(?:[-–—]|/\s{0,3}\d{1,3})?")
# □ 정부는 · ㅇ 이번 · * 각주 · ※ 참고 · ① 첫째 · 1. 개요 · 가. 목적 · - 세부 · <붙임> · [참고] · (문의)
MARK = re.compile(
    r"[□■○●◦◎◇◆▷▶▸►△▲▽▼☞→⇒❍❏❑▪▫•·∙‣※*†ㅇㅁ〇<＜〈《\[［【「『①-⑳➊-➓❶-❿⓵-⓾ⓐ-ⓩ]"
    r"|[-–—]\s|\d{1,2}[.)]\s|[가-하][.)]\s|\([가-하\d]{1,2}\)|붙임|참고\s?\d|담당|보도"
)
# 밝혔다. · 계획임. · 바랍니다.” · 「…」 발표 끝.
SENTENCE_END = re.compile(r"[.!?。][\"'”’)\]」』]{0,3}$|[.:;]$")
# A word never begins like this, so it was cut: 투입|하는 내용 · 부산|에서 · 예정|입니다
BOUND = re.compile(
    r"(?:은|는|을|를|의|에|에서|에게|에는|으로|로|까지|부터|처럼|만큼|마다|과의|와의|하는|하고|하며|하여|해야|했다|했으며|한다|할|"
    r"된|되는|되고|되며|되어|됐다|된다|될|습니다|입니다|합니다|됩니다|이다|이며|이고|이라고|라고|다고|라며|다며|였다|었다|았다)"
    r"(?=[\s.,)”’」]|$)"
)
# 1,250|억원 · 2026|년부터 · 12|곳에 · 30|%의, but not 2|일정한
_PARTICLE = r"(?:에서|에는|에|부터|까지|의|은|는|이다|이며|이|가|을|를|과|와|으로|로|간|째|도|만|씩|당|대|여)"
UNIT = re.compile(
    r"(?:[십백천만억조]{1,3}원?|원|%|℃|년|월|일|시|분|명|개|건|곳|호|차|회|배|톤|㎞|㎡|달러|유로|퍼센트)"
    rf"{_PARTICLE}?(?![가-힣])"
)


def read_pdf(path: Path) -> str:
    """The text, one paragraph per line where that can be told. Raises PdfiumError, ValueError."""
    document = pypdfium2.PdfDocument(path)
    try:
        if len(document) > PAGES:
            raise ValueError(f"{len(document)} pages, at most {PAGES} are read")
        lines: list[str] = []
        for page in document:
            text = page.get_textpage()
            lines += text.get_text_range().splitlines()
            text.close()
            page.close()
        return "\n".join(joined(lines))
    finally:
        document.close()


def joined(lines: Iterable[str]) -> list[str]:
    """Paragraphs from lines as printed.

    A line goes on in the next one when it reaches the margin, does not end a sentence, and the next
    does not begin a point of a list. Where the writer of the PDF kept the space at a line's end, a
    missing one means a cut word; where it kept none, a word is put together only if its second half can't
    stand alone.
    """
    printed = [line for line in lines if line.strip() and not PAGE_NUMBER.fullmatch(line.strip())]
    full = max(FULL * _wide(printed), NARROW)
    keeps_spaces = any(_goes_on(a, b, full) and a.endswith(" ") for a, b in pairwise(printed))
    paragraphs: list[str] = []
    previous = ""
    for line in printed:
        if previous and _goes_on(previous, line, full):
            cut = not previous.endswith(" ") if keeps_spaces else _is_cut(previous.rstrip(), line.lstrip())
            paragraphs[-1] += ("" if cut else " ") + line.strip()
        else:
            paragraphs.append(line.strip())
        previous = line
    return paragraphs


def _goes_on(line: str, following: str, full: float) -> bool:
    return (
        _width(line) >= full and not SENTENCE_END.search(line.rstrip()) and not MARK.match(following.lstrip())
    )


def _is_cut(line: str, following: str) -> bool:
    if line[-1:].isdigit():
        return UNIT.match(following) is not None
    return "가" <= line[-1:] <= "힣" and BOUND.match(following) is not None


def _wide(lines: Sequence[str]) -> float:
    """The width that wide lines reach: a tenth of all lines is wider, so that one odd line says nothing."""
    widths = sorted(_width(line) for line in lines)
    return widths[int(len(widths) * 0.9)] if widths else 0.0


def _width(line: str) -> int:
    """In half-width columns: a Korean syllable takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line.rstrip())
