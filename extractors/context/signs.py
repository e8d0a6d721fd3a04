"""Signs at an amount itself that settle its role: rates, denominations, unit prices, costs that fall."""

from __future__ import annotations

import re

from extractors.context.cues import Scores
from extractors.context.words import words
from extractors.mention import Money

# "1SDR = |1,584원", "1바트=|38원": a rate of exchange
_RATE = re.compile(r"(?<!\d)1 ?[가-힣A-Za-z]{1,6} ?[=≒] ?(?:약 )?\Z")
# "9,000원|/단|", "2,300원|/100g|": the price of goods; not "10만원/월", "5억원/개소"
_UNIT_PRICE = re.compile(
    rf"/ ?\d{{0,4}}(?:(?:{words('goods_unit')})(?![A-Za-z])|개(?![소사월]))", re.IGNORECASE
)
# "한 병에 |2만원짜리", "두 마리에 |3만원"
_A_PIECE = re.compile(
    rf"(?:한|두|세|1|2) ?(?:{words('piece')})(?:에는|에만|에|이|가) ?(?:약 |최대 |단돈 )?\Z"
)
# "물류비가 340억원|가량 줄어|", "물류비 12억원|이 줄어|", "3만원|의 요금이 줄어|", "48만원|의 세금을 덜 |":
# a cost that falls; not "3만원|으로 줄어"
_FALLS = re.compile(
    r"(?:의 [가-힣]{1,6}[이가])?(?:가량|정도|이상|씩|이나|이|가|을|를)? ?(?:더 |덜 )?"
    r"(?:줄[어었일이였여인고며면]|감소|경감|절약|덜 (?:들|든|내|낸|쓰|쓸|썼))|의 세금을 덜 "
)
# "한 번에 |200만원이 든다", "1인당 |3만원을 부담"
_EACH = re.compile(
    rf"(?:(?:한|두|세|1) ?(?:{words('use')})(?:에|마다)|[1-9]?(?:인|명|건|회|대)당) ?(?:약 |최대 )?\Z"
)
# "공장 부지를 |9억 위안에 사들였다": what a firm or a person buys
_ESTATE = re.compile(rf"(?:{words('estate')})(?:을|를) [^.,\n]{{0,10}}\Z")
_SOLD = re.compile(r"(?: ?\([^()\n]{0,30}\))?에 (?:사|샀|팔|매|넘)")
_ESTATE_REACH = 24
# "통발 제작비용(|1틀, 약 |400만원)": what one piece costs, no budget
_ONE_PIECE = re.compile(r"\((?:1|한) ?[가-힣]{1,3}, ?(?:약 )?\Z")
# "|(지원) |시제품 제작 비용(기업당 |3천만원)": the label of the row says what is done with the money
_SUPPORTS = re.compile(r"[ \-·○ㅇ*※\[]{0,6}\(?지원(?:내용|규모|금액|사항|한도)?[)\]]")
# "가구당 김치 구매액은 |", "1인당 연간 지출액 |": what households spend
_HOUSEHOLDS = re.compile(
    r"(?:가구|인|세대|명)당 [^.,\n]{0,20}(?:구매액|구입액|지출액|소비액|구매비|지출|소비)[은는이]?"
    r"(?: ?[:(] ?| )[^.,\n]{0,8}\Z"
)
_HOUSEHOLDS_REACH = 44
_REACH = 16
#: Currencies that an exchange rate is told per unit of (``1달러당 1,300원``).
_QUOTED_PER = frozenset({"달러", "엔", "유로", "위안", "파운드"})


def is_each(text: str, begin: int, money: Money) -> bool:
    """Whether an amount is what one pays for one use, so that 들다 and 부담하다 tell a price, no budget."""
    return bool(_EACH.search(text, max(begin, money.start - _REACH), money.start))


def adjust(text: str, begin: int, money: Money, scores: Scores) -> None:
    """Add to the scores what stands at the amount itself; ``begin`` is where its sentence begins."""
    loudest = max(scores, key=lambda role: scores[role], default=None)
    if loudest == "price" and _FALLS.match(text, money.end):
        scores["effect"] = scores["price"] + 0.5
    _by_label(text, begin, money, scores)
    if _A_PIECE.search(text, max(begin, money.start - _REACH), money.start):
        scores["price"] = max(scores["price"], 6.5)
    if _UNIT_PRICE.match(text, money.end):
        scores["price"] = max(scores["price"], 7.0)
    if _ESTATE.search(text, max(begin, money.start - _ESTATE_REACH), money.start) and _SOLD.match(
        text, money.end
    ):
        scores["price"] = max(scores["price"], 8.5)
    if text.startswith("짜리", money.end):
        scores["price"] = max(scores["price"], 4.0)
    if text.startswith("권", money.end):
        scores["other"] = max(scores["other"], 9.5)
    elif _is_rate(text, money):
        scores["price"] = max(scores["price"], 9.5)


def _by_label(text: str, begin: int, money: Money, scores: Scores) -> None:
    """Add what the label of the row, the bracket or the household before the amount says."""
    loudest = max(scores, key=lambda role: scores[role], default=None)
    if loudest == "budget" and _ONE_PIECE.search(text, max(begin, money.start - _REACH), money.start):
        scores["price"] = scores["budget"] + 0.5
    if loudest in ("price", "budget") and _SUPPORTS.match(text, begin, money.start):
        scores["support"] = scores[loudest] + 0.5
    if _HOUSEHOLDS.search(text, max(begin, money.start - _HOUSEHOLDS_REACH), money.start):
        scores["other"] = max(scores["other"], 9.5)


def _is_rate(text: str, money: Money) -> bool:
    """``1달러당 1,300원``, ``1SDR = 1,580원``."""
    if money.per in _QUOTED_PER:
        return True
    if text.startswith("당", money.end):
        return money.currency != "KRW"  # not "투자 10억원당 4명을 고용"
    return bool(_RATE.search(text, max(0, money.start - _REACH), money.start))
