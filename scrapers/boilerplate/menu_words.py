"""Menus in the middle of a one-line dump: many words in a row of which none belongs to a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate import furniture

#: The end of a piece that is a sentence.
ENDED = re.compile(r"[다요죠][.!?][”\"’')]{0,2}$")
#: … 공개하였음. · … 16억 8천만 원에 이름. : the sentences of releases, too
TOLD = re.compile(r"[다요죠음함임됨름]\.[”\"’')]{0,2}$")
#: So many words in a row, of which none has a particle, an ending or a figure, are a menu.
_MENU = 9
#: A piece of more words that ends as a sentence does begins with something else.
_LONG = 40
_ITEM = re.compile(
    r"(?!.*(?:[은는을를]|[가-힣]에|에서|에게|으로|까지|부터|하고|하는|했다?|된다?|한다|라며|이다|니다|어요|지만|위해|대한)$)"
    r"[가-힣A-Za-z][가-힣A-Za-z·ㆍ/&()+]{0,13}"
)


# 전체보기 (1,204) 재난 예보 (210) · 시민의견함 - 자유제안 - 정책토론 · 홈 > 소식
_BETWEEN = re.compile(r"[-–|>·/:+•»›]|\(\d[\d,]{0,7}\)")


def parted(piece: str, told: str) -> list[str]:
    """A piece → itself, or its menus word by word: 정치 경제 사회 문화 국제 …

    ``told``: what the dump's sentences say; the last words of a menu that stand there too may be the title's.
    """
    words = piece.split(" ")
    if len(words) < _MENU:
        return [piece]
    ended = bool(ENDED.search(piece))
    pieces: list[str] = []
    run: list[str] = []
    rest: list[str] = []
    for word in [*words, ""]:
        if word and (_ITEM.fullmatch(word) or (run and _BETWEEN.fullmatch(word))):
            run.append(word)
            continue
        if _is_menu(run, free=not (ended and len(words) < _LONG)):
            kept = len(run) - _headline(run, told)
            pieces += [" ".join(rest), *run[:kept]]
            rest = [*run[kept:], word]
        else:
            rest += [*run, word]
        run = []
    return [one for one in [*pieces, " ".join(rest).strip()] if one]


def _is_menu(run: Sequence[str], *, free: bool) -> bool:
    """So many words in a row; in a sentence (not ``free``) some of them must be sections or buttons."""
    items = [item for item in run if not _BETWEEN.fullmatch(item)]
    known = sum(furniture.mark(item) is not None for item in items)
    return len(items) >= _MENU and (free or known >= 2 or len(items) >= 2 * _MENU)


def _headline(run: list[str], told: str) -> int:
    """How many of a menu's last words are those of a headline behind it."""
    count = 0
    for word in reversed(run[-8:]):
        if word not in told or furniture.mark(word):
            break
        count += 1
    return count
