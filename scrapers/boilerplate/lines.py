"""Text dumps → blocks: hard-wrapped lines joined, Markdown left-overs removed, one-line dumps cut up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache

from scrapers.boilerplate import furniture
from scrapers.boilerplate.blocks import Block, is_bullet, is_closed, is_prose, repeated
from scrapers.boilerplate.bylines import is_name
from scrapers.boilerplate.captions import split_glued
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.labels import bare_label
from scrapers.boilerplate.stamps import STAMP

_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?:https?:|/|#|javascript:|mailto:)[^)\n]{0,2000}\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
# *개통식 모습. /한빛부 제공* : a whole line in italics, as Markdown writes captions
_ITALIC = re.compile(r"^([*_])(?=[^\s*_])([^*_]{1,300})(?<=\S)\1$")
_HEADING = re.compile(r"^#{1,6}\s{1,4}(?=\S)")


def read(text: str) -> list[Block]:
    """A dump (decoded) → its lines as blocks, in order, without empty ones."""
    lines = plain(text).split("\n")
    if sum(1 for line in lines if line.strip()) <= 3 and len(text) > 400:
        lines = _cut_up(" ".join(line.strip() for line in lines))
    elif _is_wrapped(lines):
        lines = _unwrapped(lines)
    blocks: list[Block] = []
    for line in _rejoined([line.strip() for line in lines if line.strip()]):
        blocks += _blocks(line)
    twice = repeated([block.text if is_prose(block.text) else "" for block in blocks])
    return [replace(block, zone="other") if index in twice else block for index, block in enumerate(blocks)]


def _blocks(line: str) -> list[Block]:
    """One line → one block, or two where a caption is glued to a sentence."""
    heading = bool(_HEADING.match(line))
    shown = _HEADING.sub("", _IMAGE.sub("", line))
    links = sum(len(found[1]) for found in _LINK.finditer(shown))
    shown = _ITALIC.sub(r"\2", _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", shown)).strip())
    if not shown:
        return []
    linked = min(1.0, links / len(shown))
    parts = split_glued(shown) or (shown,)
    return [Block(part, linked, heading=heading, mark=furniture.mark(part)) for part in parts]


# 디지털 전시관 / 으로 바꾸는 …: a particle or a comma that lost the word before it to a link's own line
_PARTICLE = re.compile(
    r"^(?:가\s|(?:은|는|을|를|의|에|에서|에게|으로|로|와|과|까지|부터|이라고|라고|이다|입니다)[\s,.]|[,.)”’」』])"
)


_WRITES = re.compile(r"(?:선임|수석|전문|객원|인턴|시민)?\s?(?:기자|특파원)")


# 김하늘 / 기자 on two lines; 등록일 / 2024-05-06 on two lines
def _rejoined(lines: list[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if before and _PARTICLE.match(line) and not is_closed(before) and not furniture.mark(before):
            joined[-1] = before + line
            if (
                len(joined) > 1
                and len(joined[-2]) >= 12
                and re.search(r"[가-힣]$", joined[-2])
                and not is_closed(joined[-2])
            ):
                joined[-2:] = [f"{joined[-2]} {joined[-1]}"]
            continue
        if (_WRITES.fullmatch(line) and is_name(before)) or (
            bare_label(before) in ("published", "modified", "embargo") and STAMP.match(line)
        ):
            joined[-1] = f"{before} {line}"
        elif bare_label(before) == "title" and 8 <= len(line) <= 150 and not furniture.mark(line):
            joined[-1] = f"제목 : {line}"
        elif bare_label(before) in ("department", "author") and len(line) <= 40 and not bare_label(line):
            joined[-1] = f"{before.rstrip(' :')} : {line.lstrip(' :')}"
        else:
            joined.append(line)
    return joined


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def _is_wrapped(lines: list[str]) -> bool:
    """Did the dumper break lines at a fixed width: many full lines that end in the middle of a sentence?"""
    full = [line.rstrip() for line in lines if len(line.strip()) >= 25]
    if len(full) < 8:
        return False
    widths = sorted(_width(line) for line in full)
    limit = widths[int(len(widths) * 0.95)]
    if limit > 170 or widths[-1] > limit * 1.6:
        return False
    broken = sum(1 for line in full if _width(line) > 0.8 * limit and not is_closed(line))
    return broken >= 0.4 * len(full)


def _unwrapped(lines: list[str]) -> list[str]:
    limit = max(_width(line.rstrip()) for line in lines)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        text = line.strip()
        if text and goes_on and not is_bullet(text):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
        goes_on = bool(text) and _width(line.rstrip()) > 0.75 * limit
    return joined


_SENTENCE = re.compile(r"(?<=[다요까죠][.!?])(?=\s)|(?<=다[.][”\"’'」)])(?=\s)")
_STAMPED = re.compile(
    rf"(?:^|\s)((?:[가-힣]{{2,6}}\s?:?\s)?{STAMP.pattern}(?:\s?\([월화수목금토일]\))?)(?=\s|$)"
)
_WRITER = re.compile(r"(?:^|(?<=\s))((?:[가-힣]{2,8}[팀부국]\s)?[가-힣]{2,4}\s기자)(?=\s|$)")
# 협약 맺어 | 아침누리 홈 정책 협약 맺어 기상청은 … : the page's title, and the same as its headline
_SITE = re.compile(r"\s(?:[|<:»-]|::)\s")
# • 한국생산성본부 · [새길신문] 정부가 … · https://www.… · (2024.08.26 행정안전부)
_BEGINS = re.compile(r"\s(?=[•▷|·]\s|\[[가-힣]{2,12}\]\s|https?://)")
_ADDRESS = re.compile(r"(https?://\S{4,2000})\s")
_NOTE = re.compile(r"^(\(20\d\d[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?\s[가-힣]{2,20}\))\s")
_DAY = re.compile(r"(•\s\d\d[-.]\d\d)\s(?=[가-힣])")
# 2932 청정수소 협력의 장 열려 한빛협회 2024-09-06 199 2931 무탄소에너지 …
_ROW_END = re.compile(r"(\s20\d\d[-.]\d\d[-.]\d\d\.?(?:\s\d{1,6}(?=\s\d))?)\s")


@cache
def _heads(shortest: int) -> re.Pattern[str]:
    """Furniture that stands alone on a line elsewhere, with any spacing, of at least so many letters."""
    exact, starts, _ = furniture.phrases()
    words = sorted({*exact, *(start for start, _ in starts)}, key=len, reverse=True)
    spaced = "|".join(r"\s?".join(word) for word in words if len(word) >= shortest)
    return re.compile(rf"(?:^|(?<=\s))({spaced})(?=[\s:]|$|더보기)", re.I)


def _cut_up(line: str) -> list[str]:
    """A dump that lost its line ends → sentences, with the page's furniture before and behind them apart."""
    sentences = [sentence.strip() for sentence in _SENTENCE.split(line)]
    pieces = _head(sentences[0])
    for number, sentence in enumerate(sentences[1:], 1):
        if number == len(sentences) - 1 or _is_over(sentence):
            pieces += _tail(" ".join(sentences[number:]))
            break
        pieces.append(sentence)
    return [piece.strip() for piece in pieces if piece.strip()]


def _is_over(sentence: str) -> bool:
    """Does a source note, an address or a heading of a page stand where the next sentence should begin?"""
    if _NOTE.match(sentence) or sentence.startswith("http"):
        return True
    for found in _heads(4).finditer(sentence, 0, 200):
        mark = furniture.mark(found[1])
        if mark and (found.start() == 0 or (mark.opens and mark.kind in _OVER)):
            return True
    return False


#: Kinds whose headings end a one-line article even in the middle of what looks like a sentence.
_OVER = ("most_read", "headlines", "comments", "copyright", "licence", "related")


def _head(text: str) -> list[str]:
    """What stands before the first sentence, and that sentence: a break around phrases, dates, bylines."""
    text = re.sub(r"(?:^|\s)#{1,6}\s", "\n", _LINK.sub(r"\n\1\n", text))
    title = _SITE.split(text[:150], maxsplit=1)[0].strip()
    if len(title) >= 8 and text.count(title) > 1:
        text = text.replace(title, f"\n{title}\n")
    text = _heads(3).sub(r"\n\1\n", text)
    text = _DAY.sub(r"\n\1\n", _BEGINS.sub("\n", _WRITER.sub(r"\n\1\n", text)))
    return _STAMPED.sub(r"\n\1\n", text).split("\n")


def _tail(text: str) -> list[str]:
    """What stands behind the last sentence: a break around phrases, addresses, bylines; after each row."""
    text = _heads(4).sub(r"\n\1\n", _NOTE.sub(r"\1\n", text))
    text = _ADDRESS.sub(r"\1\n", _BEGINS.sub("\n", _WRITER.sub(r"\n\1\n", text)))
    return _ROW_END.sub(r"\1\n", text).split("\n")
