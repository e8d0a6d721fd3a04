"""Chinese names in the spelling of their sound: ``황위팅``, ``왕펑``, ``허빙자오``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from extractors.people.foreign_words import is_common, names
from extractors.people.named import Named
from extractors.people.scene import Scene


def _any(kind: str) -> str:
    return "(?:" + "|".join(sorted(names(kind), key=len, reverse=True)) + ")"


_SURNAME: Final = _any("pinyin_surname")
# syllables that only spellings of Chinese have: 쥔, 펑, 팅, 자오; and those that Korean shares: 위, 신
_TELLING: Final = _any("pinyin_telling")
_PLAIN: Final = _any("pinyin")
_SPELT: Final = f"{_SURNAME}(?:{_TELLING}(?:{_TELLING}|{_PLAIN})?|{_PLAIN}{_TELLING})"
# "왕펑", "허빙타오": a surname and one or two syllables, one of which tells
_NAME: Final = re.compile(_SPELT)
_PARTICLE: Final = r"(?:은|는|이|가|을|를|의|과|와|도|에게|씨)?(?![가-힣])"
# "중국의 황위팅은", "중국 왕리쥔이", "대만의 다이쯔잉을"
_OF_CHINA: Final = re.compile(rf"(?:중국|대만|타이완)(?:의|인|인 선수| 선수| 국적의?)? ({_SPELT}){_PARTICLE}")
# "허빙자오(중국)", "왕리쥔(王立軍", "왕펑(45)"
_TOLD: Final = re.compile(
    rf"(?<![가-힣])({_SPELT})(?=\((?:중국|대만|타이완|홍콩|[\u4e00-\u9fff]{{2,4}}[),]|\d{{2}}[),]))"
)
#: What must stand behind such a name; looked for first, because few texts hold one.
_TELLS: Final = re.compile(r"\((?:중국|대만|타이완|홍콩|[\u4e00-\u9fff]{2,4}[),]|\d{2}[),])")
# "리커창 총리", "중국인 왕리쥔": a text about neither has no such names
_CHINA: Final = re.compile("중국|대만|타이완|홍콩|[\u4e00-\u9fff]")


@functools.lru_cache(maxsize=4096)
def is_chinese(word: str) -> bool:
    """Whether a word is a listed Chinese name or spelt as one, with a syllable that tells."""
    return word in names("chinese") or (
        2 <= len(word) <= 5 and _NAME.fullmatch(word) is not None and not is_common(word)
    )


def find(scene: Scene) -> Iterator[Named]:
    """Chinese names that their country, their age or their characters show."""
    text = scene.text
    if _CHINA.search(text) is None:
        return
    for pattern in (_OF_CHINA, _TOLD) if _TELLS.search(text) else (_OF_CHINA,):
        for found in pattern.finditer(text):
            start, end = found.span(1)
            place = found[1][-1] in "강성시주현호"  # 양쯔강, 산둥성
            if (
                not place
                and is_chinese(found[1])
                and scene.agency_at(start) is None
                and scene.country_at(start) is None
            ):
                yield Named(start, end, None, None, "person.chinese")
