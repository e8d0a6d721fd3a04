"""Sentences that a dump broke at bold words and links, and labels parted from their values, put together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate import furniture
from scrapers.boilerplate.blocks import is_bullet, is_closed
from scrapers.boilerplate.bylines import is_name
from scrapers.boilerplate.labels import bare_label
from scrapers.boilerplate.stamps import STAMP

# 디지털 전시관 / 으로 바꾸는 …: a particle, an ending or a comma that lost its word to a link's line
_PARTICLE = re.compile(
    r"^(?:가\s|(?:은|는|을|를|의|에|에서|에게|에는|에도|으로|로|으로는|와|과|까지|부터|보다|처럼|마다|께서|이나|이란|이라는|라는|이라고|라고|이라며|라며|"
    r"이다|이며|이고|이었다|였다|입니다|인데|등을|등이|등의|등에)(?:[\s,.]|$)|[,.)”’」』》〉](?!\d)"
    r"|[\"'](?:고|라고|라며|며|면서|는|이라고|이라며)(?:[\s,.]|$)|=\s(?=[가-힣“‘]))"
)
# … 이 되면서: a particle only where a sentence is under way; elsewhere it may mean 이 사업
_DOUBTFUL = re.compile(r"^(?:이|도|만)\s")
# 3,715억 / 원을 들여 · 12만 / 명이
_UNIT = re.compile(
    r"^(?:원|명|건|곳|개|대|호|가구|세대|톤|㎞|㎡|%|퍼센트|배|년|월|일|시간|억|만|천|조)"
    r"(?=(?:을|를|이|가|은|는|의|에|에서|으로|로|과|와|씩|가량|여|간|까지|부터)?[\s,.)~]|$)"
)
# 12만 · 3,715억 ; not the end of a day, 2022-08-17
_NUMBER = re.compile(r"(?<![-./\d])(?:\d[\d,]{0,12}|\d[\d,]{0,12}\.\d{1,3}|\d[\d,.]{0,12}[억만천조백])$")
_OPEN = re.compile(r"[(\[“‘「『<《〈]$")
# 한빛부는 내년에 · 사업비는 모두 : no heading ends so
_GOES_ON = re.compile(
    r"[가-힣](?:은|는|을|를|에|에서|와|과|으로|하고|하며|위해|대한)$|(?:^|\s)(?:모두|최대|약|총)$"
)
#: Longer lines are whole paragraphs.
_LONGEST = 600
_WRITES = re.compile(r"(?:선임|수석|전문|객원|인턴|시민)?\s?(?:기자|특파원)")


def rejoined(lines: Sequence[str]) -> list[str]:
    """Lines without white space around → those that were one, together: words broken off without a space
    (``전시관`` / ``으로``), the pieces of a sentence with one, a label with the value below it.
    """
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if before and (_hangs(line, joined) or _opened(before, line)):
            joined[-1] = f"{before} {line}" if line[0] == "=" else before + line
            _close_gap(joined)
        elif _in_figures(joined, line):
            joined[-2:] = [f"{joined[-2]} {joined[-1]} {line}"]
        elif (paired := _pair(before, line)) is not None:
            joined[-1] = paired
        else:
            joined.append(line)
    return joined


def _hangs(line: str, joined: Sequence[str]) -> bool:
    """Does the line begin in the middle of a word of the line above?"""
    before = joined[-1]
    if is_closed(before) or furniture.mark(before) or len(before) > _LONGEST:
        return False
    if _PARTICLE.match(line):
        return True
    if _UNIT.match(line) and _NUMBER.search(before) and len(line) >= 6:
        return True
    return bool(_DOUBTFUL.match(line)) and len(joined) > 1 and _is_under_way(joined[-2]) and len(before) <= 40


# 모두 102억원을 들여 / 620 / 농가를 돕는다. · 지난해보다 / 14% / 줄었다.
_FIGURE = re.compile(r"^\d[\d,.]{0,10}(?:[억만천]{1,2}\s?\d{0,5})?(?:원|명|건|곳|개|대|%|㏊|㎡|㎞|톤|배)?$")


def _in_figures(joined: Sequence[str], line: str) -> bool:
    """Does a sentence go on around a figure on a line of its own? Cells of tables hold no such long lines."""
    if len(joined) < 2 or not _FIGURE.match(joined[-1]) or len(joined[-2]) > _LONGEST:
        return False
    above = joined[-2]
    begun = len(above) >= 15 and _is_under_way(above) and bool(re.search(r"[가-힣]\s[가-힣]", above))
    return begun and len(line) >= 4 and bool(re.match(r"[가-힣]", line)) and is_closed(line)


def _opened(before: str, line: str) -> bool:
    """``한국인터넷진흥원(`` / ``KISA``: a bracket or a quotation mark waits for its word."""
    return 6 <= len(before) <= _LONGEST and len(line) <= _LONGEST and bool(_OPEN.search(before))


def _is_under_way(line: str) -> bool:
    """A line that stops in the middle of a sentence."""
    return (
        len(line) >= 5
        and bool(re.search(r"[가-힣A-Za-z0-9,]$", line))
        and not is_closed(line)
        and not furniture.mark(line)
    )


def _close_gap(joined: list[str]) -> None:
    """The line above the piece belongs to the sentence as well, where it stops in its middle."""
    if len(joined) < 2 or len(joined[-1]) < 2:
        return
    above, piece = joined[-2], joined[-1]
    long_enough = len(above) >= 12 or (len(above) >= 5 and bool(_GOES_ON.search(above)))
    if len(above) <= _LONGEST and long_enough and _is_under_way(above) and not is_bullet(piece):
        joined[-2:] = [f"{above} {piece}"]


# 김하늘 / 기자 on two lines; 등록일 / 2024-05-06 on two lines; 입력 / : / 2020-11-03 10:17 on three
def _pair(before: str, line: str) -> str | None:
    """The two lines as one, if they are a label and its value or a name and 기자; else None."""
    label = bare_label(before)
    if label and line in (":", "："):
        return f"{before.rstrip(' :')} :"
    if _WRITES.fullmatch(line) and is_name(before):
        return f"{before} {line}"
    if label in ("published", "modified", "embargo") and STAMP.match(line):
        return f"{before} {line}"
    if label == "title" and 8 <= len(line) <= 150 and not furniture.mark(line):
        return f"제목 : {line}"
    named = len(line) <= 40 and re.match(r"[\s:：]{0,3}[가-힣A-Za-z]", line) and not bare_label(line)
    if label in ("department", "author") and named:
        return f"{before.rstrip(' :')} : {line.lstrip(' :')}"
    return None
