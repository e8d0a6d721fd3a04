"""Sentences that a dump broke at bold words and links, and labels parted from their values, put together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate import furniture
from scrapers.boilerplate.blocks import is_bullet, is_closed, is_prose
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
# 김하늘 군수는 " : opens, as the mark stands behind a space
_QUOTES = re.compile(r"[가-힣]\s[\"']$")
# 한빛부는 내년에 · 사업비는 모두 : no heading ends so
_GOES_ON = re.compile(
    r"[가-힣](?:은|는|을|를|에|에서|와|과|으로|하고|하며|위해|대한)$|[가-힣\d]까지$|(?:^|\s)(?:모두|최대|약|총)$"
)
# 한빛농업기술원 / 포도연구소 / 가 … : the name of a body begins a sentence
_BODY = re.compile(r"[가-힣]{2,11}(?:부|처|청|원|시|도|군|구|공사|공단|협회|대학교)$")
# 군은 · 정부는 : alone on its line above a bold word
_TOPIC = re.compile(r"[가-힣]{1,4}(?:은|는)")
#: Words in bold are not longer.
_PIECE = 80
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
        if before and (_hangs(line, joined) or _opened(before, line) or _closes(before, line)):
            joined[-1] = f"{before} {line}" if line[0] == "=" else before + line
            _close_gap(joined, before)
        elif _in_figures(joined, line):
            gap = "" if joined[-1][-1].isdigit() else " "  # 620 / 농가를 · 14% / 줄었다
            joined[-2:] = [f"{joined[-2]} {joined[-1]}{gap}{line}"]
        elif (paired := _pair(before, line)) is not None:
            joined[-1] = paired
        else:
            joined.append(line)
    return joined


def _hangs(line: str, joined: Sequence[str]) -> bool:
    """Does the line begin in the middle of a word of the line above?"""
    before = joined[-1]
    if is_closed(before) or len(before) > _LONGEST:
        return False
    if furniture.mark(before) and not (len(joined) > 1 and _FIGURE.match(before) and _is_begun(joined[-2])):
        return False
    if _PARTICLE.match(line):
        return True
    if _UNIT.match(line) and _NUMBER.search(before) and len(line) >= 6:
        return True
    return bool(_DOUBTFUL.match(line)) and len(joined) > 1 and _is_under_way(joined[-2]) and len(before) <= 40


# 모두 102억원을 들여 / 620 / 농가를 돕는다. · 지난해보다 / 14% / 줄었다. · 당도 평균 / 1.8브릭스 / 높았고
# no day: 11.22 일
_FIGURE = re.compile(
    r"^(?!\d{1,2}\.\d\d(?:\s?일)?$)\d[\d,.]{0,10}(?:[억만천조]{1,2}\s?\d{0,5})?(?:[여월]\s?\d{0,2})?\s?(?:[가-힣]{1,4}|%p?|㏊|㎡|㎞|㎏|ℓ|[a-zA-Z]{1,3})?$"
)
# … 송이가 · … 당도가 평균 · … 사업에 뽑혀 국비 : a figure is what the sentence waits for
_AWAITS = re.compile(
    r"[가-힣](?:은|는|을|를|이|가|에|에서|에는|와|과|으로|의|까지|부터|보다|하여|해|들여)$|\s(?:평균|모두|최대|약|총|각각|연간|하루|국비)$"
)
# 줄었다. 포도를 키우는 김하늘씨는 " · 높았고 … 송이가
_ENDS_INSIDE = re.compile(r"[가-힣]다[.]\s")
_SENTENCE = re.compile(r"[가-힣][다요][.][”\"’']?$")


def _in_figures(joined: Sequence[str], line: str) -> bool:
    """Does a sentence go on around a figure on a line of its own? Cells of tables hold no such long lines."""
    if len(joined) < 2 or not _FIGURE.match(joined[-1]) or not _is_begun(joined[-2]):
        return False
    if len(line) < 4 or not re.match(r"[가-힣]", line) or furniture.mark(line):
        return False
    if _AWAITS.search(joined[-2]):
        return is_closed(line) or (
            len(line) >= 12 and bool(_AWAITS.search(line) or _ENDS_INSIDE.search(line))
        )
    return bool(_SENTENCE.search(line))


def _is_begun(above: str) -> bool:
    """A line of words that stops in mid-sentence."""
    return 15 <= len(above) <= _LONGEST and _is_under_way(above) and bool(_WORDS.search(above))


_WORDS = re.compile(r"[가-힣]\s[가-힣]")
# "고 말했다. · ”라며 웃었다.
_CLOSES = re.compile(r"[”’\"'](?:고|라고|라며|며|면서|는|란|라는|이라고|이라며|이라는)(?=[\s,.]|$)")


def _closes(before: str, line: str) -> bool:
    """``김하늘씨는 "지붕이 농약을 덜어 준다`` / ``"고 말했다.``: the quotation ends on the next line."""
    if not _CLOSES.match(line) or len(before) > _LONGEST:
        return False
    mark = line[0]
    if mark in "”’":
        opening = "“" if mark == "”" else "‘"
        return before.rfind(opening) > before.rfind(mark)
    return before.count(mark) % 2 == 1


def _opened(before: str, line: str) -> bool:
    """``한국인터넷진흥원(`` / ``KISA``: a bracket or a quotation mark waits for its word."""
    if not (6 <= len(before) <= _LONGEST and len(line) <= _LONGEST):
        return False
    if _OPEN.search(before, len(before) - 2):
        return True
    return bool(_QUOTES.search(before, len(before) - 4)) and before.count(before[-1]) % 2 == 1


def _is_under_way(line: str) -> bool:
    """A line that stops in the middle of a sentence."""
    return (
        len(line) >= 5
        and bool(re.search(r"[가-힣A-Za-z0-9,]$", line))
        and not is_closed(line)
        and not furniture.mark(line)
    )


def _close_gap(joined: list[str], piece: str) -> None:
    """The line above the ``piece`` that was just joined belongs to the sentence as well, where it stops in
    mid-sentence; a piece that holds the end of a sentence, or is long, began a paragraph.
    """
    if len(joined) < 2 or len(joined[-1]) < 2 or len(piece) > _PIECE or _ENDS_INSIDE.search(piece):
        return
    above = joined[-2]
    before = joined[-3] if len(joined) > 2 else ""
    begun = bool(_TOPIC.fullmatch(above)) or (_is_under_way(above) and _may_go_on(above, before))
    if len(above) <= _LONGEST and begun and not is_bullet(joined[-1]):
        joined[-2:] = [f"{above} {joined[-1]}"]


def _may_go_on(above: str, before: str) -> bool:
    """Is a line that stops in mid-sentence more than a heading or a menu's word? Below ``before``."""
    if len(above) >= 12 or (len(above) >= 5 and _GOES_ON.search(above)):
        return True
    return bool(_BODY.match(above)) and is_prose(before)


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
