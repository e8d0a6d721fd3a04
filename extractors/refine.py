"""Refiners: each takes the mentions of one document and gives back another list. Rules only propose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from extractors.mention import Mention

M = TypeVar("M", bound=Mention)

_DOMAINS = "kr|com|net|org|gov|edu|int|io|eu|jp|cn"
_ADDRESS = re.compile(
    # https://www.korea.kr/briefing?newsId=1&page=2, www.mois.go.kr/2024, HTTPS://ko.wikipedia.org/wiki/베트남;
    # in "www.korea.kr에서 베트남" the address ends before the particle
    r"(?i:https?://|ftp://|www\.)(?:[!#-&*-;=?-~]|(?<=[/=_&?-])[가-힣]{1,60}){1,2000}"
    # press@korea.kr, 홍보실@korea.kr
    r"|(?<![\w.+가-힣-])[\w.+가-힣-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    # mois.go.kr, usa.gov/2024, korea.kr:8080/G7
    rf"|(?<![\w.-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.(?:{_DOMAINS})\b"
    r"(?::\d{1,5})?(?:/[!#-&*-;=?-~]{0,2000})?",
    re.ASCII,
)
#: Each of them holds one of these; most texts hold none.
_SIGN = re.compile(
    rf"://|@|w(?i:ww\.)|W(?i:ww\.)|\.(?:{_DOMAINS})\b",
    re.ASCII,
)


def longest_first(mentions: Iterable[M]) -> list[M]:
    """Of mentions that overlap keep the longest, of equally long ones the first; sorted by start."""
    kept: list[M] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start - mention.end, mention.start)):
        place = bisect_right(kept, mention.start, key=lambda other: other.start)
        after_previous = place == 0 or kept[place - 1].end <= mention.start
        before_next = place == len(kept) or mention.end <= kept[place].start
        if after_previous and before_next:
            kept.insert(place, mention)
    return kept


def outside_addresses(mentions: Sequence[M], text: str) -> list[M]:
    """Drop mentions that touch a URL, an e-mail address or a host name."""
    if not _SIGN.search(text):
        return list(mentions)
    ranges = [found.span() for found in _ADDRESS.finditer(text)]

    def touches(mention: M) -> bool:
        place = bisect_right(ranges, mention.end - 1, key=lambda range_: range_[0]) - 1
        return place >= 0 and ranges[place][1] > mention.start

    return [mention for mention in mentions if not touches(mention)]
