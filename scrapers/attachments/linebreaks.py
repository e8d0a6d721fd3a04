"""Printed lines → paragraphs: which lines go on in the next one, and whether a word was cut between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

#: A line as wide as this share of the wide lines was cut by the margin, a shorter one ended by itself.
FULL = 0.8
#: Columns (a syllable takes two) that no margin cuts: narrower lines are titles and cells.
NARROW = 40
#: Share of sure cuts among all breaks, from which on a page breaks its lines anywhere and not at spaces.
CUTTING = 0.05
# - 3 - · 3 / 12 · – 12 –
PAGE_NUMBER = re.compile(r"[-–—]?\s{0,3}\d{1,3}\s{0,3}(?:[-–—]|/\s{0,3}\d{1,3})?")
# □ 정부는 · ㅇ 이번 · * 각주 · ※ 참고 · ① 첫째 · 1. 개요 · 가. 목적 · - 세부 · <붙임> · [참고] · (문의)
MARK = re.compile(
    r"[□■○●◦◎◇◆▷▶▸►△▲▽▼☞→⇒❍❏❑▪▫•·∙‣※*†ㅇㅁ〇<＜〈《\[［【①-⑳➊-➓❶-❿⓵-⓾ⓐ-ⓩ]"
    r"|[-–—]\s|\d{1,2}[.)]\s|[가-하][.)]\s|\([가-하\d]{1,2}\)|붙임|참고\s?\d|담당|보도"
)
# 밝혔다. · 바랍니다.” · 발표 끝. — but not 말레이시아(7.11.)
SENTENCE_END = re.compile(r"[가-힣\"'”’][.!?。][\"'”’)\]」』]{0,3}$|[:;]$")
# A word never begins like this, so it was cut: 투입|하는 내용 · 부산|에서 · 예정|입니다 · 계획이|다.
BOUND = re.compile(
    r"(?:은|는|을|를|와|에|에서|에게|에는|으로|까지|부터|처럼|만큼|마다|하는|하고|하며|하여|했다|했으며|한다|되는|되고|되며|되어|됐다|된다|"
    r"습니다|입니다|합니다|됩니다|이다|이며|라고|다고|라며|다며|였다|었다|았다|다|요|며)"
    r"(?=[\s.,)”’」]|$)"
)
# 1,250|억원 · 2026|년부터 · 12|곳에 · 30|%의, but not 2|일정한
_PARTICLE = r"(?:에서|에는|에|부터|까지|의|은|는|이다|이며|이|가|을|를|과|와|으로|로|간|째|도|만|씩|당|대|여)"
UNIT = re.compile(
    r"(?:[십백천만억조]{1,3}원?|원|%|℃|년|월|일|시|분|명|개|건|곳|호|차|회|배|톤|㎞|㎡|달러|유로|퍼센트)"
    rf"{_PARTICLE}?(?![가-힣])"
)
# A word that ends so is whole: 성장 동력으로|육성 · 계획을|하는 · 위해|정부 · 및|관련
COMPLETE = re.compile(
    r"(?:[가-힣](?:을|를|은|는|에|에서|에게|으로|로|의|와|과|도|며|고|하여|하는|되는|했던|위해|통해|대한|위한|따라|했다|있는|없는)"
    r"|(?:^|\s)(?:및|등|이|그|각|총|약|또|더|수|것|한|두|세|네|첫|전|현|본|동))$"
)


def joined(lines: Iterable[str]) -> list[str]:
    """Paragraphs from lines as printed.

    A line goes on in the next one when it reaches the margin, does not end a sentence, and the next does
    not begin a point of a list. Where the writer of the PDF kept the space at a line's end, a missing one
    means a cut word; where it kept none, the other words of the document and the word's own ending decide.
    """
    printed = [line for line in lines if line.strip() and not PAGE_NUMBER.fullmatch(line.strip())]
    full = max(FULL * _wide(printed), NARROW)
    breaks = [(a, b) for a, b in pairwise(printed) if _goes_on(a, b, full)]
    keeps_spaces = any(line.endswith(" ") for line, _ in breaks)
    known = {word for line in printed for word in line.split()[1:-1]}
    cuts = sum(_surely_cut(line, following) for line, following in breaks)
    anywhere = cuts > CUTTING * len(breaks)
    paragraphs: list[str] = []
    previous = ""
    for line in printed:
        if previous and _goes_on(previous, line, full):
            cut = (
                not previous.endswith(" ")
                if keeps_spaces
                else _is_cut(previous, line, known, anywhere=anywhere)
            )
            paragraphs[-1] += ("" if cut else " ") + line.strip()
        else:
            paragraphs.append(line.strip())
        previous = line
    return paragraphs


def _goes_on(line: str, following: str, full: float) -> bool:
    ended = SENTENCE_END.search(line.rstrip()[-8:])
    return _width(line) >= full and not ended and not MARK.match(following.lstrip())


def _surely_cut(line: str, following: str) -> bool:
    """Whether the next line begins with what no word begins with."""
    before, after = line.rstrip(), following.lstrip()
    if before[-1:].isdigit():
        return UNIT.match(after) is not None
    return _is_syllable(before[-1:]) and not COMPLETE.search(before[-6:]) and BOUND.match(after) is not None


def _is_cut(line: str, following: str, known: set[str], *, anywhere: bool) -> bool:
    """anywhere: the document breaks its lines inside words too, so that only a whole word means a space."""
    before, after = line.rstrip().rpartition(" ")[2], following.split()[0]
    if _surely_cut(line, following):
        return True
    if not anywhere or not (_is_syllable(before[-1:]) and _is_syllable(after[:1])):
        return False
    if before + after in known:
        return True
    if len(before) == 1:
        return before not in known and not COMPLETE.search(before)
    return not (COMPLETE.search(before) or before in known or (len(after) > 1 and after in known))


def _is_syllable(letter: str) -> bool:
    return "가" <= letter <= "힣"


def _wide(lines: Sequence[str]) -> float:
    """The width that wide lines reach: a tenth of all lines is wider, so that one odd line says nothing."""
    widths = sorted(_width(line) for line in lines)
    return widths[int(len(widths) * 0.9)] if widths else 0.0


def _width(line: str) -> int:
    """In half-width columns: a Korean syllable takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line.rstrip())
