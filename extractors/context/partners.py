"""The country that an amount goes to, comes from or is traded with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context.surroundings import Surroundings
from extractors.mention import Country, ImpliedCountry

State = Country | ImpliedCountry
#: Roles for which the sentence's country is the other side.
_ABROAD = frozenset({"trade", "support", "investment", "contract"})
#: Roles for which only a country that the money goes to, or that stands right before it, is.
_NEARBY = frozenset({"budget", "revenue", "effect", "price"})
# "중국(130억 달러)", "베트남에 300만 달러", "대미 수출액은 5억 달러"
_NEXT_TO = re.compile(r"(?:[(: ]|에|으로|로|의|과|와|은|는|에서)?[가-힣 (]{0,10}")
# "미국| 관세 조치|에 따라", "중국|발 |공급 과잉": why the money is needed, not who gets it
_CAUSE = re.compile(
    r"(?:이탈|발(?![가-힣])|(?: ?정부)?(?:의)? ?(?:상호 ?)?관세| ?금리| (?:수출|수입) ?규제| ?무역 ?보복"
    r"| ?제재| ?연준| 측 자료)"
)
#: Roles for which the next sentence goes on with the same country.
_KEPT = frozenset({"contract", "investment", "support"})
_KEPT_REACH = 80
_GOES_REACH = 40
# "가나와 케냐는": several states together
_JOINED = re.compile(r" ?(?:와|과|및|·|,|/) ?")
# "라오스에", "라오스 전자정부 사업에", "라오스의 다리": not the one who spends, "독일은", "독일 정부는"
_SPENDER = re.compile(r"(?: ?(?:정부|당국|의회|[가-힣]{1,6}부|[가-힣]{1,6}청))?(?:은|는|이|가|도)(?![가-힣])")


def partner(around: Surroundings, states: Sequence[State], told: Sequence[State]) -> str | None:
    """ISO code of the country of the amount's own item, else of the only one of the sentence; never KR.

    states: those around the amount in its sentence. told: those of the sentences shortly before.
    """
    role = around.money.role
    if role not in _ABROAD and role not in _NEARBY:
        return None
    if not states:
        return _kept(around, told)
    states = [one for one in states if not _CAUSE.match(around.text, one.end)]
    named = [one for one in states if not isinstance(one, ImpliedCountry) or one.via != "both"]
    return _of(around, named or states) if states else None


def _kept(around: Surroundings, told: Sequence[State]) -> str | None:
    """``폴란드와 맺은 2차 계약은 26억 달러다. 1차 계약은 |24억 달러``: the country of the sentence before."""
    last, money = around.last, around.money
    if last is None or last.country is None or money.role not in _KEPT or last.role not in _KEPT:
        return None
    near = money.start - last.end <= _KEPT_REACH and last.end <= around.scene.begin
    return last.country if near and {one.code for one in told} == {last.country} else None


def _of(around: Surroundings, states: Sequence[State]) -> str | None:
    own = around.before(states, around.floor)
    if around.money.role in _NEARBY:
        own = [one for one in own if _goes_to(around, one)]
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


def _goes_to(around: Surroundings, state: State) -> bool:
    if around.money.start - state.end > _GOES_REACH or _SPENDER.match(around.text, state.end):
        return False
    return not around.scene.parted(state.end, around.money.start)


def _labels_previous(around: Surroundings, states: Sequence[State]) -> bool:
    """Whether the country belongs to the amount before: ``중국 130억 달러, 기타 50억 달러``."""
    previous = around.previous
    if previous is None or around.scene.turns(previous.end, around.money.start):
        return False
    labels = [one for one in states if one.end <= previous.start]
    return bool(labels) and bool(_NEXT_TO.fullmatch(around.text, labels[-1].end, previous.start))
