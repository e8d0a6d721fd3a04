"""What everyday Korean is made of, to tell it from the syllables that a wrong reading of bytes gives."""

from __future__ import annotations

import re
from functools import cache

#: The syllables that make nine tenths of a Korean news text.
EVERYDAY = frozenset(
    "이하기을다의지한에로는고사대가정해수부원를자업국전시도인관제장서과으상산위등개은공보리소계적여화성방조회용주안중있"
    "경일구통동비청발진신유년행스나재라체역할간어선생연문월아교우양력요무금및단건확영차터민실명협현분되강출와내세식최설만예"
    "물환며치입료였농활모품급들추법미된반니학게증마련속종후심면운감록점술육합책했외표검약호준참담임특것처야트축획결번함능거포"
    "당불별림오규권병노질형직평항복매본작석근바립그황범날씨겨울올남북천억조백만원맑음흐림께서까지않없말밝힌혔됐될던든때또래"
)
#: What stands between the syllables of a news text, and says nothing of its encoding.
_SIGNS = frozenset("·ㆍ‧“”‘’「」『』…–—□○◦▲△※①②③④⑤￦℃㎡㎞→")
_HANGUL = re.compile("[가-힣]")


def is_korean(text: str) -> bool:
    """Is what stands outside ASCII everyday Korean: Hangul, mostly, two syllables and more?

    A wrong reading gives syllables too (``紐⑤몢``, ``횁쨉``), but rare ones.
    """
    syllables = _HANGUL.findall(text)
    everyday = sum(syllable in EVERYDAY for syllable in syllables)
    outside = sum(char > "\x7f" and char not in _SIGNS for char in text)
    return len(syllables) >= 2 and everyday * 2 >= len(syllables) and len(syllables) * 10 >= outside * 7


@cache
def everyday_characters() -> tuple[frozenset[bytes], frozenset[bytes], frozenset[bytes]]:
    """In UTF-8 and in EUC-KR the 2,350 syllables of KS X 1001, all that newspapers wrote for decades, with
    its signs, units and circled figures (rows A1, A2, A7, A8); in EUC-KR the most frequent syllables alone.
    """
    leads = (0xA1, 0xA2, 0xA7, 0xA8, *range(0xB0, 0xC9))
    pairs = [bytes([lead, trail]) for lead in leads for trail in range(0xA1, 0xFF)]
    chars = {char: pair for pair in pairs if (char := pair.decode("cp949", "ignore"))}
    utf8 = frozenset(char.encode() for char in (*chars, *"ㆍ–—•"))
    return utf8, frozenset(chars.values()), frozenset(char.encode("cp949") for char in EVERYDAY)
