"""How amounts belong together: glosses, parts of a total, items of a list."""

from __future__ import annotations

import re

from extractors.context.scene import Scene
from extractors.context.words import words
from extractors.mention import Money

#: The longest stretch over which an amount is a part of the one before it.
APART = 160
_OF_THESE_REACH = 36
# "100만 달러(약 12억원)", "(7천만 달러, 약 836억 원)": the same money in another currency
_GLOSS = re.compile(
    r"(?: ?[(=/]|,(?= (?:약|한화|우리)))"
    r"(?:약|한화|원화|미화|우리 ?돈|환산|으로|로|  ?| ){0,4}(?:약 )?\Z"
)
# "총 90억원| (국비 |60억원": a part in brackets right behind its total; "183,200원|/80kg(|45,800원/20kg)"
_PART = re.compile(
    r"(?:/\d{0,4}[A-Za-z㎏]{1,3}| ?(?:규모|상당|수준))? ?[(\[](?!현행|평년|예년)[^()\[\]\n]{0,25}"
)
# "이 가운데 |120억원", "그중 국비 |30억원", "지자체 몫을 더하면 총 |160조원", "분야별로는 △완제품 |2조원"
_OF_THESE = re.compile(
    r"(?:(?:이|그) ?(?:중|가운데)|여기서|[가-힣]별로(?:는|도| 보면)?,?"
    r"|더하면|합하면|합치면|포함하면|합쳐|더해)"
    r"(?:에서|에는)?,? ?[^.\n]{0,24}\Z"
)
# "바이오가 1조원|으로 가장 많았|다": ranks within the total of the sentence before
_RANKED = re.compile(
    r"(?:으로|로|이|가)? ?(?:규모로 )?(?:가장|제일|뒤를|최다|[가-힣 0-9.%]{0,14}차지|(?:의 )?순이)"
)
# "11억원|을 늘린 |198억원": a rise and what it leads to
_RISE = re.compile(rf"(?:을|이|가)? ?(?:더 )?(?:{words('rise')}) ?(?:총 |약 )?")
# "72조원…올해보다 9조원|↑|", "30억원으로 지난해보다 2억원| 늘었|다": by how much the one before changed
_CHANGE = re.compile(r"(?:이|가|을)? ?(?:가량 |더 )?(?:[↑↓]|늘|증가|증액|줄|감소|감액|많|적[은다])")
_THAN = re.compile(r"(?:보다|대비)(?: 약)? ?\Z")
# "4억 달러| 가운데 1차분 |1억 달러"
_SHARE = re.compile(r" ?(?:가운데|중|중에서)(?= )[^.\n]{1,24}")
# Between the amounts of a list: "|, 2등에게는 |", "| → |", "|에서 2024년 |", "|(12.3%), 베트남 |"
_LIST = re.compile(r"[^.;\n]{0,45}?(?:[,·/→+▲△&(:)]| 및|에서|와 |과 )[^.;\n]{0,45}")
_LIST_REACH = 80


def is_gloss(text: str, previous: Money, money: Money) -> bool:
    """Whether an amount says the one before it in another currency: ``100만 달러(약 13억원)``."""
    between = text[previous.end : money.start]
    return previous.currency != money.currency and len(between) <= 12 and bool(_GLOSS.match(between))


def is_part(text: str, previous: Money, money: Money) -> bool:
    """Whether an amount is a part, or the sum, of what the one before it says."""
    between = text[previous.end : min(money.start, previous.end + APART)]
    if _PART.fullmatch(between) or _RISE.fullmatch(between):
        return True
    if money.start - previous.end >= APART:
        return False
    if _CHANGE.match(text, money.end) and _THAN.search(between):
        return True
    if _OF_THESE.search(text, max(previous.end, money.start - _OF_THESE_REACH), money.start):
        return True
    return (
        between.count(". ") == 1
        and money.currency == previous.currency
        and bool(_RANKED.match(text, money.end))
    )


def is_share(text: str, previous: Money, money: Money) -> bool:
    """``계약 4억 달러 가운데 1차분 |1억 달러``: of the same money; its role is told by its own words."""
    return bool(_SHARE.fullmatch(text, previous.end, money.start))


def is_listed(scene: Scene, previous: Money, money: Money) -> bool:
    """Whether an amount goes on with the list of the one before it: ``1차 50만원, 2차 100만원``."""
    between = scene.text[previous.end : min(money.start, previous.end + _LIST_REACH + 1)]
    return (
        len(between) <= _LIST_REACH
        and previous.end > scene.begin
        and bool(_LIST.fullmatch(between))
        and not scene.turns(previous.end, money.start)
    )
