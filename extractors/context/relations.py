"""How a word of a sentence stands to an amount: label, head, governor, topic, or merely near."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractors.context.cues import Cue
from extractors.context.frames import ordinary
from extractors.context.scene import Scene
from extractors.context.words import words
from extractors.lexicon import Hit
from extractors.mention import Money

#: Code points between that halve what a cue says.
_HALVING = {"label": 200.0, "head": 200.0, "governor": 50.0, "topic": 60.0, "near": 14.0}
_PARTICLES = r"(?:에서는|에서|으로는|으로|에는|이며|이고|은|는|이|가|을|를|의|로|도|만|에|인|과|와|당)?"
# "예산|액은 약 |30억원", "국비 |지원 |30억원", "환수|된 금액은 |18억원"
_LABEL = re.compile(
    rf"(?:된|한|은|받은|했던|하는)?(?:{words('label_tail')})?{_PARTICLES}"
    rf"(?: ?(?:{words('label_act')})(?:{words('label_tail')})?)?{_PARTICLES}"
)
# "수출|에 |150억원을 투입한다", "투자| 확대에 총 |30억원을 쓴다": what money is spent on is not what it is
_PURPOSE = re.compile(r"에(?: [가-힣]{1,3})? ?$")
_SPENT = frozenset({"budget", "support"})
_ONE_NOUN = re.compile(r"[가-힣]{1,8}(?:은|는|이|가|을|를)?")
# "수출|은 |1월에 …", "예산|액의 경우 |…": what the clause is about
_TOPIC = re.compile(rf"(?:{words('label_tail')})?(?:은|는|이|가|도|의 경우)[ ,(]")
# "(평균임금| 70%)|의 최대 90%(6만원)": the brackets of a word hold more than it and are closed
_CLOSED = re.compile(r"(?<!\()\)")
# "3천억원| (재고 1.2조원의 25%)|을 절감한다": told aside; the verb is heard as if it were not there
_ASIDE = re.compile(r" ?\([^()\n]{0,60}\)(?=[을를이가])")
# "과징금|으로 |부과": what the money is turned into
_AS = re.compile(r"(?:으로|로)(?![가-힣])")
# "42억원|을, |", "100만 달러|, |": the verb comes with the next amount
_SHARES = re.compile(r"(?:을|를|이|가|은|는|씩|까지)?(?:\([^()\n]{0,40}\))?(?:을|를)?(?:,| 및|과|와|·|\()")


class Relations:
    """The relations of words to the amounts of one text."""

    def __init__(self, text: str, amounts: Sequence[Money]) -> None:
        self._text, self._amounts = text, amounts
        self._starts = [money.start for money in amounts]

    def before(self, scene: Scene, hit: Hit[Cue], money: Money) -> tuple[str, float]:
        """How a word before the amount stands to it, and how loudly it is heard."""
        rest = scene.rest(hit.end, money.start)
        others = self._others(hit.end, money.start)
        closed = _CLOSED.search(self._text, hit.end + 1, money.start)
        if not others and not closed and (_LABEL.fullmatch(rest) or _tells_label(hit, rest)):
            relation = "near" if self._is_purpose(hit, rest) else "label"
        elif _TOPIC.match(self._text, hit.end):
            relation = "topic"
        else:
            relation = "near"
        loudness = 1 / (1 + len(rest) / _HALVING[relation])
        if others:
            loudness *= 0.7 if relation == "topic" else 0.45
        if scene.parted(hit.end, money.start):
            loudness *= 0.55 if relation == "near" else 0.8
        return relation, loudness

    def _is_purpose(self, hit: Hit[Cue], rest: str) -> bool:
        """Whether a word says what the amount is spent on; who spends on 투자 itself invests."""
        if not _PURPOSE.search(rest) or any(cue.role in _SPENT for cue in hit.entries):
            return False
        return not (rest.startswith("에") and self._text.startswith("투자", hit.end - 2))

    def after(self, scene: Scene, hit: Hit[Cue], money: Money, phrase_end: int) -> tuple[str, float]:
        """How a word behind the amount stands to it, and how loudly it is heard."""
        if hit.start < phrase_end:
            # the last word of the phrase is its head: "30억원의 예산 절감 효과"; but "투자유치 310억원 등의
            # 효과" sums up more than this amount
            base = 0.5 if self._text.startswith((" 등", "등"), money.end) else 0.9
            return "head", base + 0.1 * min(1.0, (hit.end - money.end) / (phrase_end - money.end))
        aside = _ASIDE.match(self._text, money.end, hit.start)
        behind = aside.end() if aside and self._others(money.end, aside.end()) else money.end
        others = self._others(behind, hit.start)
        if others and self._shares_head(scene, hit, money):
            return "head", 0.85
        parted = scene.parted(behind, hit.start)
        relation = "near" if parted and not others else "governor"
        distance = max(0, hit.start - max(behind, phrase_end))
        loudness = 1 / (1 + distance / _HALVING[relation])
        if others:
            loudness *= 0.85 if self._shares_verb(scene, money) else 0.4
        elif parted:
            loudness *= 0.7
        if ordinary(self._text, money.start):
            loudness *= 0.3  # "절감(현행 재고 |1.2조원의 25%)을 |절감"
        if relation == "governor" and _AS.match(self._text, hit.end):
            loudness *= 1.8
        return relation, loudness

    def _shares_head(self, scene: Scene, hit: Hit[Cue], money: Money) -> bool:
        """``어른 5천원, 어린이 2천원의 입장료``: one head for both."""
        following = self._amounts[bisect_left(self._starts, money.end)]
        if not following.end <= hit.start < scene.phrase_end(following.end):
            return False
        return self._shares_verb(scene, money)

    def _shares_verb(self, scene: Scene, money: Money) -> bool:
        """``도로에 42억원을, 다리에 63억원을 투자한다``: one verb for both."""
        following = self._amounts[bisect_left(self._starts, money.end)]
        return bool(_SHARES.match(self._text, money.end)) and not scene.turns(money.end, following.start)

    def _others(self, start: int, end: int) -> bool:
        """Whether another amount stands in a stretch."""
        place = bisect_left(self._starts, start)
        return place < len(self._starts) and self._starts[place] < end


def _tells_label(hit: Hit[Cue], rest: str) -> bool:
    """``빼돌린 보험금은 |9억원``: a twist that tells of the label."""
    twists = any(cue.kind == "twist" for cue in hit.entries)
    return twists and bool(_ONE_NOUN.fullmatch(rest))
