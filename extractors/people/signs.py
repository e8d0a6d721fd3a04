"""Names without a post that a sign behind them shows: life years, age, Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.people.korean_names import LIKELY, POSSIBLE, SHAPED, by_syllables, strength
from extractors.people.named import Named
from extractors.people.scene import Scene
from extractors.people.words import listed

# "김상목(1726~1765)", "황공환(1921-1986)", "이순신(李舜臣, 1545~1598)", "홍길동(45)", "김하늘(여, 32세)"
_SIGN = re.compile(
    r"\((?:(?P<life>(?:\d{4}|[?]) ?[~-] ?(?:\d{4}|[?])?|\d{4}년생)"
    r"|(?P<age>(?:(?:[남여男女],|당시) ?)?\d{1,3}세|[남여男女], ?\d{1,3}|\d{2}(?=[)·,]))"
    r"|(?P<hanja>[\u4e00-\u9fff]{2,4})(?=[)·,; ]))"
)
_NAME = re.compile(r"(?<![가-힣A-Za-z0-9])([가-힣]{2,4}) ?$")
# "남궁 민은", "황보 승희 씨": compound surnames with a space
_SPACED = re.compile(
    r"(?<![가-힣])(?P<name>(?:남궁|황보|제갈|사공|선우|독고) [가-힣]{1,2}?)"
    r"(?=(?:은|는|이|가|을|를|의|과|와|도|님|씨)?(?![가-힣]))"
)
_COMPOUND = re.compile(
    r"(?<![가-힣])(?P<name>(?:남궁|황보|제갈|독고|선우|사공)[가-힣]{2})(?=(?:은|는|이|가|을|를|의|과|와|도|님|씨)?(?![가-힣]))"
)
# "이 준 호, 박 서 연": the syllables of a name set apart
_APART = re.compile(r"(?<![가-힣])(?P<name>[가-힣] [가-힣] [가-힣])(?= ?(?:[,()\n]|$))")
# "이세돌 9단"
_RANKED = re.compile(r"(?=\d단(?:은|이|의|과|을|도)?(?![가-힣]))(?<=[가-힣]{3} )")
# "고(故) 홍길동", "故 홍길동", "故홍길동"
_LATE = re.compile(r"故[)]? ?(?P<name>[가-힣]{3})(?=(?:은|는|이|가|을|를|의|과|와|도|님|씨)?(?![가-힣]))")


def find(scene: Scene) -> Iterator[Named]:
    """Names with a sign of their own, without a title."""
    for sign in _SIGN.finditer(scene.text):
        name = _NAME.search(scene.text, max(0, sign.start() - 6), sign.start())
        if name is not None and _shown(name[1], sign):
            yield Named(*name.span(1), None, None, f"person.{sign.lastgroup}")
    for found in _SPACED.finditer(scene.text):
        yield Named(*found.span("name"), None, None, "person.spaced")
    for found in _COMPOUND.finditer(scene.text):
        if strength(found["name"]) >= POSSIBLE:
            yield Named(*found.span("name"), None, None, "person.compound")
    for found in _APART.finditer(scene.text):
        if strength(found["name"].replace(" ", "")) >= LIKELY:
            yield Named(*found.span("name"), None, None, "person.apart")
    for rank in _RANKED.finditer(scene.text):
        name = _NAME.search(scene.text, max(0, rank.start() - 6), rank.start())
        if name is not None and strength(name[1]) >= POSSIBLE:
            yield Named(*name.span(1), None, None, "person.ranked")
    for found in _LATE.finditer(scene.text):
        if strength(found["name"]) >= POSSIBLE:
            yield Named(*found.span("name"), None, None, "person.late")


def _shown(name: str, found: re.Match[str]) -> bool:
    weight = strength(name)
    if found["hanja"]:
        if (
            found["hanja"][-1]
            in "樓殿宮寺亭臺閣堂館陵墓碑塔橋縣府圖記錄書誌賦島江家會酒茶米飯餅魚肉菜果草法式制權論史學說派黨國軍"
        ):
            return False
        same = len(found["hanja"]) == len(name) and name[0] + found["hanja"][0] in listed("hanja_surnames")
        return same and weight >= (SHAPED if len(name) == 3 else POSSIBLE)
    if found["life"]:
        return weight >= (SHAPED if len(name) == 3 else POSSIBLE)
    # "김제하(17)": no noun with a particle or verb stands before a bracket
    return weight >= LIKELY or (
        weight == SHAPED and name[-1] in "하도은가이" and by_syllables(name) >= LIKELY
    )
