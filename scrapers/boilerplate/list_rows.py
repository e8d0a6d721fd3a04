"""Lists in a one-line dump: ranked rows, headlines before a sentence, captions before the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate import furniture
from scrapers.boilerplate.bylines import writers
from scrapers.boilerplate.stamps import STAMP

# 45 의약품 일련번호 … 2022-11-08 44 복지부와 … : rows of a board, ranks of a list
_RANKS = re.compile(r"\s(?=(\d{1,2})[.\s]\s?[가-힣“‘\"\[])")


def rows(piece: str) -> list[str]:
    """A piece → itself, or the rows of the list that it holds: ranks 1, 2, 3 in their order."""
    found = [(match.start(), int(match[1])) for match in _RANKS.finditer(f" {piece}")]
    ranks = [(at, rank) for at, rank in found]
    places = [0]
    wanted = ranks[0][1] if ranks and ranks[0][1] in (1, 2) else 0
    for at, rank in ranks:
        if wanted and rank == wanted:
            places.append(at)
            wanted += 1
    if len(places) < 3:
        return [piece]
    ends = [*places[1:], len(piece)]
    return [row for start, end in zip(places, ends, strict=True) if (row := piece[start:end].strip())]


# 그러나 소비자단체는 … · 다만 업계는 … : how a sentence goes on behind a box of headlines
_CONJUNCTION = re.compile(
    r"\s(?=(?:그러나|하지만|다만|반면|이에\s따라|이에\s대해|이와\s함께|또한|그런데|따라서|앞서)\s)"
)
# 교육부는 · 가동은 : what a sentence is about; 있는, 하는 are none
_TOPIC = re.compile(
    r"\s(?=[‘“\"']?[가-힣A-Za-z0-9·()]{1,20}(?<![있없하되받맞보오가나주지키르르나])(?:은|는)\s)"
)
_MODIFIER = re.compile(
    r"(?:^|\s)(?:[^\s]{1,12}(?:의|한|된|던|할|있는|하는|되는)|지난|이번|올해|내년|지난해|최근)$"
)


_HEAD = re.compile(r"[\[<]?\s?(?:관련\s?(?:기사|뉴스)|연관\s?기사|함께 보면|▶|☞)")


def headlines(piece: str, *, listed: bool = False) -> list[str]:
    """A piece → itself; one that begins with the heading of a list (or stands below one: ``listed``) and ends
    as a sentence does, in two: the headlines and the sentence, which begins with what it is about.

    「[관련기사] 칠레 리튬 염호 지분 8% 확보」 and 「가동은 2028년 하반기로 잡혔다.」
    """
    head = _HEAD.match(piece)
    if not (head or listed) or not re.search(r"[다요][.!?][”\"’']?$", piece):
        return [piece]
    first = (head.end() if head else 0) + 4
    found = _CONJUNCTION.search(piece, first) or _TOPIC.search(piece, first)
    if not found:
        return [piece]
    at = found.start()
    if modifier := _MODIFIER.search(piece, first, at):
        at = modifier.start()
    return [piece[:at].strip(), piece[at:].strip()]


# (사진=한빛통신) · [한빛부 제공]
_CREDIT = re.compile(
    r"[(\[<][^()\[\]<>]{0,12}(?:사진|그래픽|이미지)[^()\[\]<>]{1,30}[)\]>]|[(\[<][^()\[\]<>]{2,24}\s제공[)\]>]"
)
# [새길신문 김하늘 기자] 정부가 … · (세종=한빛통신) …
_LEAD = re.compile(
    r"[\[(【](?:[가-힣]{2,6}\s?=|[가-힣A-Za-z0-9 ]{0,16}"
    r"(?:뉴스|일보|신문|통신|경제|타임[즈스]|투데이))[^\])】]{0,24}[\])】]"
)


def captions(pieces: Sequence[str]) -> set[int]:
    """Which pieces say what a picture shows: one or two sentences between the head's buttons and a credit, or
    the mark with which the article begins.
    """
    found: set[int] = set()
    for index, piece in enumerate(pieces):
        lead = _LEAD.match(piece)
        if not (_CREDIT.fullmatch(piece) or (lead and len(piece) > lead.end() + 20)):
            continue
        first = index
        while first > max(0, index - 3) and _says(pieces[first - 1]):
            first -= 1
        if 0 < first < index and _is_furniture(pieces[first - 1]):
            found |= set(range(first, index))
    return found


def _is_furniture(piece: str) -> bool:
    return len(piece) <= 60 and bool(furniture.mark(piece) or STAMP.search(piece) or writers(piece))


def _says(piece: str) -> bool:
    """A piece of a sentence or two that nothing makes furniture."""
    plain = not (furniture.mark(piece) or STAMP.search(piece[:40]) or writers(piece[:40]))
    return plain and 20 <= len(piece) <= 160 and not _LEAD.match(piece)
