"""One sentence with its amounts: what in it is filler, where its clauses end, what an amount modifies."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import compress

from extractors.context.words import words
from extractors.mention import Money
from extractors.reading import Reading

#: Nothing is heard from further away.
EARSHOT = 110
# Words that may stand between a label and its amount without parting them
_FILLER = re.compile(
    r"\([^()\n]{0,40}\)"
    # "전년보다 ", "지난해 같은 기간 대비 "
    r"|[가-힣'0-9]{1,8}(?: 동기| 동월| 같은 ?기간| 같은 ?달)?(?: ?대비|보다|에 비해)(?: 약)?"
    # "12.3% 늘어난", "3배 많은"
    r"|(?:약 |각각 )?[\d,.]{1,9}(?:%p?|배|퍼센트|%포인트)(?:나|가|이)?"
    rf"(?: ?(?:{words('filler_rise')})[가-힣]{{0,2}})?"
    # "지난해 ", "2024년에는 ", "올해 상반기 ", "5월까지 "
    rf"|(?<![가-힣])(?:{words('filler_time')}|(?:20|')?\d\d년도?|\d{{1,2}}월|\d{{1,2}}일|\d분기)"
    r"(?:까지|부터|에만|에는|에도|에|은|는|의|만)?(?= |\Z)"
    # "12개 기업에 ", "34건 ", "3만 명에게 "
    rf"|[\d,.]{{1,9}}(?:만|천|백)? ?(?:여 ?)?(?:{words('filler_count')})(?:의|에|으로|로|에게|,)?"
    # "3년간 ", "6개월 동안 "
    r"|\d{1,3}(?:년|개월|일|주|분기)(?: ?(?:간|동안))?(?:에|의)?(?= )"
    # "총 ", "업체당 "
    rf"|(?<![가-힣])(?:{words('filler_word')}|[가-힣0-9]{{1,4}}당)(?= |\Z|\d)"
    r"|(?:을|를)? ?기준(?:으로)?(?= )"
    r"|[ :·/,\"'(\[<>~=→-]"
)
# "30억원을 지원하|고 |", "들|여 |", "투자|해 |": where one clause ends; not 올해, 위해, 신고, 광고, 참여
_BREAK = re.compile(
    r"(?:(?<![광창재최사신공국금])고|며|면서|지만|으나|는데|인데|도록|려고|으므로|(?<=[하되르지나오])자"
    r"|(?<![올난통위대인의비더향피손이관함외])해서?|하여|되어|돼|(?<![참기급수대부증남적])여"
    r"|받아|모아|써서?|지어|만들어|(?<![배고우격])려|세워|가지고)(?:[ ,]|\Z)"
    r"|[하되]는 한편(?=[ ,])|[;\n▲△▷●□■]| - |다\. |, "
)
# "30억원|을|", "30억원|까지|": the amount is no modifier; but "3억원|을 넘는| 아파트", "30억원|에 달하는|"
_PARTICLE = re.compile(
    r"(?: ?[여씩]|가량|정도|내외|안팎|남짓| 이상| 이하)?"
    r"(?:(?:을|를|이|가)(?! ?(?:넘는|넘긴|초과하는|초과한|웃도는))"
    rf"|{words('adverbial')}"
    r"|에(?! ?(?:달하는|이르는|육박하는|가까운|상당하는|해당하는))"
    r"| ?(?:가운데|중|중에서|외에))(?![가-힣])"
)
# "3억원|을 넘는 |아파트", "30억원| 규모의 |사업", "5억원| 이상인 |주택"
_MODIFYING = re.compile(
    r" ?(?:을|를|이)? ?(?:넘는|넘긴|초과하는|초과한|웃도는)"
    r"|에 ?(?:달하는|이르는|육박하는|가까운|상당하는|해당하는)"
    r"| ?(?:규모|상당|이상|이하|미만|초과|이내)(?:의|인)?"
)
# "과징금|을 |", "예산|, |", "수출 7천억 달러| 및 |": where a noun phrase ends; not 도로, 제도, 국가, 평가
_NOUN_PHRASE_END = re.compile(
    r"(?<![도제국단평속용한정수추])(?:을|를|이|가|은|는|에|에서|에게|로|으로|와|과|도|까지)(?=[ ,.)])"
    r"|[,.\n;▲△▷●□■→+/]| 및 "
)
# "30억원| 이하|인", "3억원|을 넘는|": the amount is a threshold
_THRESHOLD = re.compile(
    r"(?:\([^()\n]{0,40}\))? ?(?:이상|이하|미만|초과|이내"
    r"|(?:을|를|이) ?(?:넘는|넘은|넘긴|초과하는|웃도는)(?!다))"
)
# "30억원| (국비 50%)| 규모의": told aside right behind an amount
_BRACKET = re.compile(r" ?\([^()\n]{0,40}\)")


@dataclass(slots=True)
class Scene:
    """A sentence's fillers and clause ends; offsets are those of the whole text.

    heavy: for each character of the sentence 1, or 0 where it belongs to a filler. breaks: the words that
    end a clause, in order.
    """

    text: str
    begin: int
    end: int
    heavy: bytearray
    breaks: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str, begin: int, end: int) -> Scene:
        """Look once over the sentence ``text[begin:end]``."""
        heavy = bytearray(b"\x01") * (end - begin)
        for filler in _FILLER.finditer(text, begin, end):
            heavy[filler.start() - begin : filler.end() - begin] = bytes(filler.end() - filler.start())
        return cls(text, begin, end, heavy, [found.span() for found in _BREAK.finditer(text, begin, end)])

    def rest(self, start: int, end: int) -> str:
        """The words of a stretch that part what stands on either side of it."""
        flags = self.heavy[start - self.begin : end - self.begin]
        return "".join(compress(self.text[start:end], flags))

    def parted(self, start: int, end: int) -> bool:
        """Whether a clause ends in a stretch."""
        place = bisect_left(self.breaks, (start, start))
        return place < len(self.breaks) and self.breaks[place][1] <= end

    def turns(self, start: int, end: int) -> bool:
        """Whether a verb ends a clause in a stretch; a comma alone ends none of a list."""
        place = bisect_left(self.breaks, (start, start))
        for first, last in self.breaks[place : place + 6]:
            if last > end:
                return False
            if self.text[first] != ",":
                return True
        return False

    def phrase_end(self, end: int) -> int:
        """Where the noun phrase ends that an amount ending at ``end`` modifies; ``end`` if there is none."""
        bracket = _BRACKET.match(self.text, end)
        begin = bracket.end() if bracket else end
        if not bracket and self.text.startswith(("(", " ("), end):
            return end  # "5,000억원(캠코 1,560억원, …": parts, told in brackets
        if _PARTICLE.match(self.text, begin):
            return end
        limit = min(self.end, begin + 60)
        modifying = _MODIFYING.match(self.text, begin)
        found = _NOUN_PHRASE_END.search(self.text, modifying.end() if modifying else begin, limit)
        return found.start() if found else limit

    def is_threshold(self, end: int) -> bool:
        """Whether an amount ending at ``end`` is a border that things are measured by: ``3억원 이상``."""
        return bool(_THRESHOLD.match(self.text, end))


class Scenes:
    """The scenes of a text, each looked at once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._seen: dict[int, Scene] = {}

    def at(self, money: Money) -> Scene:
        """The sentence around an amount."""
        begin, end = self._reading.sentence_at(money.start)
        if begin not in self._seen:
            self._seen[begin] = Scene.of(self._reading.text, begin, max(end, money.end))
        return self._seen[begin]
