"""The country that an amount goes to, comes from or is traded with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context.surroundings import Surroundings
from extractors.mention import Agency, Country, ImpliedCountry

State = Country | ImpliedCountry
#: Roles for which the sentence's country is the other side.
_ABROAD = frozenset({"trade", "support", "investment", "contract"})
#: Roles for which only a country that the money goes to, or that stands right before it, is.
_NEARBY = frozenset({"budget", "revenue", "effect"})
# "중국(130억 달러)", "베트남에 300만 달러", "대미 수출액은 5억 달러"
_NEXT_TO = re.compile(r"(?:[(: ]|에|으로|로|의|과|와|은|는|에서)?[가-힣 (]{0,10}")
# "미국| 관세 조치|에 따라", "중국|발 |공급 과잉": why the money is needed, not who gets it
_CAUSE = re.compile(r"(?:발(?![가-힣])| ?(?:상호 ?)?관세| ?금리| ?제재| ?연준| 측 자료)")
# "가나와 케냐는": several states together
_JOINED = re.compile(r" ?(?:와|과|및|·|,|/) ?")
# "라오스에", "라오스 전자정부 사업에", "라오스의 다리": not the one who spends, "독일은", "독일 정부는"
_SPENDER = re.compile(r"(?: ?(?:정부|당국|의회|[가-힣]{1,6}부|[가-힣]{1,6}청))?(?:은|는|이|가|도)(?![가-힣])")


def partner(around: Surroundings, states: Sequence[State], agencies: Sequence[Agency]) -> str | None:
    """ISO code of the country of the amount's own item, else of the only one of the sentence; never KR."""
    role = around.money.role
    if not states or (role not in _ABROAD and role not in _NEARBY):
        return None
    states = [one for one in states if not _CAUSE.match(around.text, one.end)]
    named = [one for one in states if not isinstance(one, ImpliedCountry) or one.via != "both"]
    return _of(around, named or states, agencies) if states else None


def _of(around: Surroundings, states: Sequence[State], agencies: Sequence[Agency]) -> str | None:
    own = around.before(states, around.floor)
    if around.money.role in _NEARBY:
        own = [one for one in own if _goes_to(around, one, agencies)]
        return own[-1].code if own and not _joint(around, own) else None
    if own:
        return _respective(around, own) if _joint(around, own) else own[-1].code
    previous = around.previous
    if previous and _JOINED.fullmatch(around.text, previous.end, around.money.start):
        earlier = around.before(states, around.begin)
        if len(earlier) == 2 and _JOINED.fullmatch(around.text, earlier[0].end, earlier[1].start):
            return earlier[1].code
    following = [one for one in around.after(states) if _belongs(around, one)]
    if following and len({one.code for one in following}) == 1:
        return following[0].code
    codes = {one.code for one in around.before(states, around.begin)}
    return codes.pop() if len(codes) == 1 and not _labels_previous(around, states) else None


def _joint(around: Surroundings, own: Sequence[State]) -> bool:
    """``필리핀과 태국은 공동으로``: more than one, told together."""
    last = own[-1]
    return any(
        one.code != last.code and _JOINED.fullmatch(around.text, one.end, last.start) for one in own[:-1]
    )


def _belongs(around: Surroundings, state: State) -> bool:
    """Whether a state behind the amount is its own: ``30억 달러를 라오스에``.

    Not in ``수출 30억 달러, 대미 흑자 5억 달러``.
    """
    if around.scene.parted(around.money.end, state.start):
        return False
    following = around.following
    return following is None or following.start - state.end > max(12, state.start - around.money.end)


def _respective(around: Surroundings, own: Sequence[State]) -> str | None:
    """``아이슬란드와 아일랜드에 빌려준 21억 유로와 225억 유로``: the first of two goes with the first."""
    following = around.following
    if len(own) == 2 and following and _JOINED.fullmatch(around.text, around.money.end, following.start):
        return own[0].code
    return None


def _goes_to(around: Surroundings, state: State, agencies: Sequence[Agency]) -> bool:
    if _SPENDER.match(around.text, state.end) or around.scene.parted(state.end, around.money.start):
        return False
    return not any(state.end <= agency.start <= state.end + 1 for agency in agencies)


def _labels_previous(around: Surroundings, states: Sequence[State]) -> bool:
    """Whether the country belongs to the amount before: ``중국 130억 달러, 기타 50억 달러``."""
    previous = around.previous
    if previous is None or around.scene.turns(previous.end, around.money.start):
        return False
    labels = [one for one in states if one.end <= previous.start]
    return bool(labels) and bool(_NEXT_TO.fullmatch(around.text, labels[-1].end, previous.start))
