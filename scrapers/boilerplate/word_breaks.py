"""Was a line broken between two words or inside one? Told by the pieces on both sides of the break."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Words of one syllable that stand alone: 할 수 있다, 예산 등을, 및, 각 부처
_SINGLE = frozenset(
    "수것등및각이그저약총한두세네더또시군도월일년중본전후간내외현당및때데바줄만번곳개건명원회"
)
# the end of a word in its sentence: 정부는 · 예산을 · 나무와 · 늘리고 · 지원한 · 위해
_WORD_END = re.compile(
    r"[가-힣](?:은|는|을|를|의|에|에서|에게|으로|로|과|와|고|며|한|된|할|될|던|해|여|도|까지|부터|등|및|"
    r"가|이|아|어|서|만|마다|보다|처럼|면서|지만|면|서|려|게|지|거나|이나|는데|위한|대한|따라|같은|있는|없는)$"
)
_PARTICLE = re.compile(
    r"^(?:은|는|이|가|을|를|의|에|에서|에게|으로|로|과|와|도|만|까지|부터|이다|다|고|며|던|"
    r"라고|하고|했다|한다)"
    r"(?![가-힣])"
)
# 이용자가 늘 / 었다 · 밝 / 혔다 · 됐 / 습니다 : what no word begins with
_ENDING = re.compile(r"^(?:었|았|였|혔|렸|졌|겠|습니다|니다|는다|했으|됐으|했다고|한다고|었다고)")
_CLOSING = re.compile(r"^[)”’」』,.%·~]")
_OPEN = "(“‘「『<·~"


def shows(above: str, below: str) -> bool:
    """Do the pieces on their own show that a word was broken: 밝 / 혔다, 2. / 3배, 디 / 지털?"""
    head, tail = above.split()[-1], below.split()[0]
    if (
        _CLOSING.match(tail)
        or head[-1] in _OPEN
        or (head[-1] in ".," and head[-2:-1].isdigit() and tail[0].isdigit())
    ):
        return True
    if _ENDING.match(tail):
        return True
    return len(head) == 1 and "가" <= head <= "힣" and head not in _SINGLE and "가" <= tail[0] <= "힣"


def is_inside(above: str, below: str, known: Mapping[str, int]) -> bool:
    """Were the two lines broken inside a word? By the words that the text holds elsewhere (``known``), else
    by the shape of the pieces: 「대」 / 「중교통을」, 「15」 / 「분마다」, but 「예산을」 / 「늘려」.
    """
    head, tail = above.split()[-1], below.split()[0]
    if shows(above, below) or known.get(head + tail):
        return True
    if not (re.search(r"[가-힣0-9A-Za-z]$", head) and re.match(r"[가-힣0-9A-Za-z]", tail)):
        return False
    if re.search(r"\d[천백만억조]$", head):
        return tail[0] in "만억조"  # 8천 / 만 원씩, but 3천 / 대가
    if _PARTICLE.match(tail) or head[-1].isdigit():
        return True
    if known.get(head) and not known.get(tail):
        return False
    return not (
        head in _SINGLE or tail in _SINGLE or known.get(tail) or (len(head) > 1 and _WORD_END.search(head))
    )
