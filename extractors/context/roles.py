"""What an amount is in its sentence: budget, support, contract, trade …, by the words it stands with.

How much a word of ``data/role_cues.csv`` says depends on how it stands to the amount: its label (``예산
30억원``), the head of what the amount modifies (``30억원의 과징금``), its governor (``30억원을 투입``), the
topic of the clause, or merely near. Where nothing is clear, the amount before, the line above and the title
are asked too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.context import signs
from extractors.context.cues import Cue, Cues, Scores, cues_in, kind_here, said
from extractors.context.parts import is_gloss, is_listed, is_part
from extractors.context.relations import Relations
from extractors.context.scene import EARSHOT, Scene, Scenes
from extractors.context.words import words
from extractors.lexicon import Hit
from extractors.mention import Mention, Money
from extractors.reading import Reading

#: How much a cue says by its kind and by how it stands to the amount.
_FORCE = {
    "thing": {"label": 9.0, "head": 10.0, "governor": 4.5, "topic": 6.5, "near": 4.5},
    "goods": {"label": 2.0, "head": 9.0, "governor": 1.0, "topic": 3.0, "near": 0.5},
    "act": {"label": 6.0, "head": 7.5, "governor": 8.0, "topic": 4.0, "near": 3.0},
    "twist": {"label": 9.5, "head": 11.0, "governor": 11.0, "topic": 3.0, "near": 2.5},
}
#: The force of the clearest label; what is heard of the amount before is measured by it.
_PLAIN = 9.0
#: A part has the role of its total whatever its own label says; an item of a list may have another.
_OF_TOTAL = 1.05
_OF_LIST = 0.93
#: Below this the amounts before, the line above and the title are asked too.
_CLEAR = 5.0
_HEARD = 0.6
#: A sum in won that one pays for one thing, where no word says what it is.
_SMALL = 200_000
# "예산|안은", "과징금|부과", "수출|액"; not "피해|업종", "매출|채권"
_WHOLE = re.compile(rf"(?:{words('label_tail')}|{words('label_act')})?(?:{words('thing_end')})?(?![가-힣])")
# "지원| 대상 기업에": an act that only modifies a noun; not "지원| 예정", "지원을", "지원했다"
_MODIFIER = re.compile(rf"(?<![다로고게서며는은을한된할던해어아]) (?!{words('planned')})[가-힣]")
# "예산|보다 |1조원 모자랐다"
_COMPARED = re.compile(r"(?:액|안|치)?(?:보다| ?대비|에 비해)(?![가-힣])")
# "치료비 100만원을 |지원|", "간식비로 월 4만원|을 준|다": what is helped with; not "값을 낮춰 |준다|"
_HELPS = re.compile(
    r"(?:[을를] ?)?(?:지원|보조|보전|융자|빌려|지급|(?<![춰려여] )(?:준다|준(?! ?금)|줬)|주기로|내준|내줬"
    r"|대 ?준|대 ?줬|대 ?주|댄다|건넨|건넸)"
)
# "수입 30억원", "적자 20억원": of trade in foreign money, of a firm in won, unless trade is spoken of
_BALANCE = re.compile(r"수입|흑자|적자")
_TRADE_TALK = re.compile(r"수출|무역|교역|통관|관세|밀수|수입[량산품처물국]|직구|국산|품목")
_GROWTH = re.compile(r"\d%|[\d두세네] ?배|증가|감소|늘었|늘어|줄었|줄어|그쳤|기록|달성|돌파|상위|위를 ?차지")
_GROWTH_REACH = 60
_ABOVE = 80
#: The longest line that is taken for the label of an amount in the line below.
_LABEL_LINE = 14


def assign(
    reading: Reading, scenes: Scenes, amounts: Sequence[Money], names: Sequence[Mention]
) -> list[Money]:
    """The amounts with ``role``; None where neither sentence, neighbour nor title says what it is.

    names: agencies of the text, in order; no word inside one says what money is (``한국벤처투자``).
    """
    judge = _Judge(reading, scenes, amounts, names)
    return [replace(money, role=judge.role(index)) for index, money in enumerate(amounts)]


class _Judge:
    """Goes through the amounts of a text in order; looks at each sentence once."""

    def __init__(
        self, reading: Reading, scenes: Scenes, amounts: Sequence[Money], names: Sequence[Mention]
    ) -> None:
        self._text, self._scenes = reading.text, scenes
        self._amounts, self._names = amounts, names
        self._starts = [money.start for money in amounts]
        self._relations = Relations(reading.text, amounts)
        self._title = said(reading.document.title or "")
        self._roles: list[str | None] = []
        self._scores: list[Scores] = []
        self._scene = Scene(self._text, 0, 0, bytearray(), [])
        self._hits: Cues = []

    def role(self, index: int) -> str | None:
        """The role of the next amount."""
        money = self._amounts[index]
        self._enter(money)
        previous = self._amounts[index - 1] if index else None
        if previous and is_gloss(self._text, previous, money):
            return self._keep(self._scores[-1], self._roles[-1])
        scores = self._own(index)
        if previous and is_part(self._text, previous, money):
            self._inherit(scores, _OF_TOTAL)
        elif previous and is_listed(self._scene, previous, money):
            self._inherit(scores, _OF_LIST)
        if max(scores.values(), default=0.0) < _CLEAR:
            self._ask_around(scores, index)
        best = max(scores, key=lambda role: scores[role], default=None)
        return self._keep(scores, best if best and scores[best] >= _HEARD else None)

    def _keep(self, scores: Scores, role: str | None) -> str | None:
        self._scores.append(scores)
        self._roles.append(role)
        return role

    def _enter(self, money: Money) -> None:
        scene = self._scenes.at(money)
        if scene is not self._scene:
            self._scene = scene
            self._hits = cues_in(self._text, scene.begin, scene.end, self._amounts, self._names)

    def _own(self, index: int) -> Scores:
        """What the words of the sentence say."""
        money, text = self._amounts[index], self._text
        scores: Scores = defaultdict(float)
        phrase_end = self._phrase_end(index)
        each = signs.is_each(text, self._scene.begin, money)
        helped = 0.0
        first = bisect_left(self._hits, money.start - EARSHOT, key=_start)
        last = bisect_left(self._hits, money.end + EARSHOT, key=_start)
        for hit in self._hits[first:last]:
            before = hit.end <= money.start
            if before and _COMPARED.match(text, hit.end):
                continue
            relation, loudness = (
                self._relations.before(self._scene, hit, money)
                if before
                else self._relations.after(self._scene, hit, money, phrase_end)
            )
            for cue in hit.entries:
                force = loudness * self._force(cue, hit, money, relation, before=before)
                role = self._role_here(cue, hit, money, each=each)
                scores[role] = max(scores[role], force)
                if cue.kind == "act" and _HELPS.match(text, hit.start):
                    helped = max(helped, force)
        if helped >= _CLEAR and max(scores, key=lambda role: scores[role]) == "price":
            scores["support"] = scores["price"] + 0.5
        signs.adjust(text, self._scene.begin, money, scores)
        return scores

    def _phrase_end(self, index: int) -> int:
        money = self._amounts[index]
        end = self._scene.phrase_end(money.end)
        if index + 1 < len(self._amounts):
            return min(end, max(money.end, self._amounts[index + 1].start))
        return end

    def _force(self, cue: Cue, hit: Hit[Cue], money: Money, relation: str, *, before: bool) -> float:
        kind = kind_here(self._text, cue, hit)
        force = cue.weight * _FORCE[kind][relation]
        if cue.kind == "act" and not before and _MODIFIER.match(self._text, hit.end):
            force *= 0.6
        if cue.kind == "thing" and not _WHOLE.match(self._text, hit.end):
            force *= 0.6  # "특별피해업종": a word that only begins or modifies another
        if relation != "label" and kind not in ("goods", "twist") and self._scene.is_threshold(money.end):
            force *= 0.7  # "연 매출 3억원 이하인 가맹점의 수수료": what is measured stands before
        return force

    def _role_here(self, cue: Cue, hit: Hit[Cue], money: Money, *, each: bool) -> str:
        if each and cue.role == "budget" and cue.kind == "act":
            return "price"
        if cue.role == "trade" and money.currency == "KRW" and _BALANCE.match(self._text, hit.start):
            begin = max(self._scene.begin, hit.start - EARSHOT)
            end = min(self._scene.end, hit.end + EARSHOT)
            return cue.role if _TRADE_TALK.search(self._text, begin, end) else "revenue"
        return cue.role

    def _inherit(self, scores: Scores, force: float) -> None:
        before = self._scores[-1]
        share = force * _PLAIN / max(_PLAIN, *before.values(), 0.0)
        for role, score in before.items():
            scores[role] = max(scores[role], score * share)

    def _ask_around(self, scores: Scores, index: int) -> None:
        """What title, heading and the amount before say, for an amount that is not clear by itself."""
        for role, score in self._title.items():
            scores[role] += min(score, 2.5)
        for role, score in self._heading(index).items():
            scores[role] += min(score, 3.0)
        money = self._amounts[index]
        if money.currency not in ("KRW", None):
            # a figure in dollars that grows is of trade first: "(반도체) 97.8억불(+37.0%)"; one that does not
            # grow says nothing: "가뭄 대응에 6억 달러"
            near = max(self._scene.begin, money.start - _GROWTH_REACH)
            grows = _GROWTH.search(self._text, near, min(self._scene.end, money.end + _GROWTH_REACH))
            scores["trade"] += 0.8 if grows else 0.5
        elif money.per and money.amount is not None and money.amount < _SMALL:
            scores["price"] += 1.2  # "카드는 한 달에 6만원이다"
        before = self._roles[-1] if self._roles else None
        if before:
            apart = self._starts[index] - self._amounts[index - 1].end
            if money.per is not None:
                scores[before] += 2.0 / (1 + apart / 50)
            else:  # "(용역) 무선망 관리 428억원⏎ - 통신망 구축 사업(|328억원)": a row goes on with that above
                below = self._text.startswith(("- ", "· "), self._scene.begin)
                scores[before] += (5.0 if below else 3.0) / (1 + apart / 150)

    def _heading(self, index: int) -> Scores:
        """What the line or sentence before says, if it holds no amount itself."""
        begin = self._scene.begin
        above = max(0, begin - _ABOVE)
        above = max(above, self._text.rfind("\n", above, max(0, begin - 1)) + 1)
        if index and self._amounts[index - 1].end > above:
            return defaultdict(float)
        words_above = self._text[above:begin].strip()
        told = said(words_above)
        if self._starts[index] == begin and len(words_above) <= _LABEL_LINE:
            for role in told:  # "왕진료⏎|90,000원": a cell with its label above
                told[role] *= 2.0
        return told


def _start(hit: Hit[Cue]) -> int:
    return hit.start
