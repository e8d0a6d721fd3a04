"""Where a one-syllable name may begin and end: 한·일의, 정부는 중 외교부에."""

from __future__ import annotations

import re

from extractors.countries.words import either

#: A word begins with the character before this; the character comes first, which keeps a search fast.
EDGE = r"(?<![가-힣A-Za-z0-9].)"
#: Particles and suffixes that may stand right behind a one-syllable name: 한·일의, 미·중간, 한미측.
_PARTICLES = (
    "은|는|이|가|을|를|의|에|에서|에게|에선|에는|로|으로|와|과|도|만|까지|부터|보다|처럼"
    "|이나|나|이며|이고|간|측|쪽|발|산|계|등|들|인"
)
#: "한·미|간의", "일|은 ", "중|측에서는": at most three of them, then no letter.
CLOSES = re.compile(rf"(?:(?:{_PARTICLES}){{1,3}})?(?![가-힣A-Za-z0-9])")
# The start, a mark, or a word with a particle: "정부는 중 외교부에", "(일 외무성"; not "회의 중 국회".
FREE = re.compile(
    r"(?:(?:^|[\n,.(\['\"·:;○□ㅇ\-▲△*<《「『/…!?]) ?"
    rf"|(?:은|는|이|가|을|를|도|와|과|에서|로|등|및|한|국|에|측|서) ?|{either('leader')} )$"
)


def is_free(text: str, start: int) -> bool:
    """Whether a syllable that is a word besides (회의 중, 할 일) stands where only a name begins."""
    return FREE.search(text, max(0, start - 6), start) is not None
