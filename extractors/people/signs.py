"""Names without a post that a sign shows: life years, age, Chinese characters, 故, a rare surname."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.people.korean_names import LIKELY, POSSIBLE, SHAPED, by_syllables, strength
from extractors.people.named import Named
from extractors.people.scene import Scene
from extractors.people.words import listed

# "김상묵(1726~1765)", "한가온(1921-1986)", "이순신(李舜臣, 1545~1598)", "홍길동(45)", "김하늘(여, 32세)"
_SIGN = re.compile(
    r"\((?:(?P<life>(?:\d{4}|[?]) ?[~-] ?(?:\d{4}|[?])?|\d{4}년생)"
    r"|(?P<age>(?:(?:[남여男女],|당시) ?)?\d{1,3}세|[남여男女], ?\d{1,3}|\d{2}(?=[)·,]))"
    r"|(?P<hanja>[\u4e00-\u9fff]{2,4})(?=[)·,; ]))"
)
# "김도율 9단"
_RANKED = re.compile(r"\d단(?:은|이|의|과|을|도)?(?![가-힣])")
_NAME = re.compile(r"(?<![가-힣A-Za-z0-9])([가-힣]{2,4}) ?$")
_END = r"(?=(?:은|는|이|가|을|를|의|과|와|도|님|씨)?(?![가-힣]))"
_RARE = ("남궁", "황보", "제갈", "사공", "선우", "독고")
#: One of these must be in the text; a pattern with the name as its group; how strong the name must be; the
#: rule's name.
_ALONE = (
    # "남궁 민은", "황보 가온 씨": compound surnames with a space
    (_RARE, rf"(?<![가-힣])((?:{'|'.join(_RARE)}) [가-힣]{{1,2}}?){_END}", None, "spaced"),
    # "남궁도현", "제갈윤슬은"
    (_RARE, rf"(?<![가-힣])((?:{'|'.join(_RARE)})[가-힣]{{1,2}}?){_END}", POSSIBLE, "compound"),
    # "제갈민(개인)"
    (_RARE, r"(?<![가-힣])((?:남궁|황보|제갈|독고)[가-힣])(?=[(,])", POSSIBLE, "compound"),
    # "이 준 호, 박 서 연": the syllables of a name set apart
    ((" ",), r"([가-힣] (?<![가-힣]. )[가-힣] (?!명)[가-힣])(?= ?(?:[,()\n]|$))", LIKELY, "apart"),
    # "고(故) 홍길동", "故 홍길동", "故홍길동"
    (("故",), rf"故[)]? ?([가-힣]{{3}}){_END}", POSSIBLE, "late"),
)
_PATTERNS = tuple((needles, re.compile(pattern), least, rule) for needles, pattern, least, rule in _ALONE)


def find(scene: Scene) -> Iterator[Named]:
    """Names with a sign of their own, without a title."""
    text = scene.text
    for sign in _SIGN.finditer(text):
        name = _NAME.search(text, max(0, sign.start() - 6), sign.start())
        if name is not None and _shown(name[1], sign):
            yield Named(*name.span(1), None, None, f"person.{sign.lastgroup}")
    for rank in _RANKED.finditer(text):
        name = _NAME.search(text, max(0, rank.start() - 6), rank.start())
        if name is not None and strength(name[1]) >= POSSIBLE:
            yield Named(*name.span(1), None, None, "person.ranked")
    for needles, pattern, least, rule in _PATTERNS:
        if not any(needle in text for needle in needles):
            continue
        for found in pattern.finditer(text):
            if least is None or strength(found[1].replace(" ", "")) >= least:
                yield Named(*found.span(1), None, None, f"person.{rule}")


def _shown(name: str, found: re.Match[str]) -> bool:
    weight = strength(name)
    if found["hanja"]:
        same = len(found["hanja"]) == len(name) and name[0] + found["hanja"][0] in listed("hanja_surnames")
        thing = found["hanja"][-1] in listed("hanja_things")
        return same and not thing and weight >= (SHAPED if len(name) == 3 else POSSIBLE)
    if found["life"]:
        return weight >= (SHAPED if len(name) == 3 else POSSIBLE)
    # "최제하(17)": no noun with a particle or verb stands before a bracket
    return weight >= LIKELY or (
        weight == SHAPED and name[-1] in "하도은가이" and by_syllables(name) >= LIKELY
    )
