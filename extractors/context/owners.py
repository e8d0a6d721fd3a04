"""Whose money it is: the body that spends, grants, levies or owns it, never the source of a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context.actors import (
    ASIDE,
    HEADLINE,
    SOURCE,
    STATE_ACTS,
    SUBJECT,
    any_actor,
    any_subject,
    other_acts,
)
from extractors.context.givers import FROM, SPENT, TOGETHER, gives, is_labelled, leader, pays, together
from extractors.context.senders import Body, gets, is_senders
from extractors.context.surroundings import Surroundings
from extractors.context.words import words
from extractors.mention import Agency, Mention

#: Roles that the next sentence goes on with, of the same owner.
_KEPT = frozenset({"revenue", "other"})
_KEPT_REACH = 80
# "문화체육관광부|의 내년 예산은 |", "국가유산청| 예산 |12억원": what stands between is short and no clause
_GENITIVE = re.compile(rf"{ASIDE}(?:의)?(?: |(?=\())[^.,;\n]{{0,40}}")
# "한국전력공사 |부채 |202조원", "국립공원공단 |입장료 |3천원": what a body has of its own
_OWNED = re.compile(words("owned"))
_OTHERS_REACH = 16
# "|지방비 |30억원", "|민자 |50억원": never the sender's
_NOT_SENDERS = re.compile(
    r"(?:지방비|민자|자부담|민간자본|민간 자본|민간부담금)(?:는|은|로)? ?(?:약 |총 )?\Z"
)
# "한국농어촌공사|에서 발주|한 78억원"
_GRANTS = re.compile(rf"에서 ?(?:[가-힣]{{1,8}} )?(?:{words('grant')})")
# "52조원|과 |5조원", "3억원|, |2억원"
_AND = re.compile(r"(?:와|과|,|·) ?(?:약 )?")
_AMONG_OTHERS = " 등 "
# "국립묘지|는 사업비가 |900억원": a place that is built spends nothing
_IS_BUILT = re.compile(rf"{ASIDE}(?:은|는) (?:총 ?)?(?:사업비|공사비|건립비|건설비)(?:가|이) ")
# "중소기업청|이 조성한 |펀드에 새솔은행이 …": the subject of another clause
_IN_CLAUSE = re.compile(r"(?:이|가) ")
# "외교부|에 |", "산림청|과 |", "국방부|로 |": whom the money goes to, or who stands beside
_BESIDE = re.compile(
    rf"{ASIDE}(?:에|에게|와|과|으로|로|까지|부터|에서|을|를|보다|만|한테|에도|에는|·|/)(?![가-힣])"
)
# "서금원 신용보증|을 |기반으로 ": the agency stands in another phrase; not "세계관세기구의 협력기금에서 "
_OTHER_PHRASE = re.compile(
    r"(?:을|를)(?! ?위한)(?= )|(?:으로|(?<!기금)(?<!예산)(?<!재원)에서|며|고|하여|에게|과|와)(?= )"
)
# "예산 30억원|은 |산림청이 댄다", "1천억원|을 |한국토지주택공사 예산으로 편성"
_BY = re.compile(r"(?:을|를|은|는|이)? ?(?:모두|전액|각각)? ?")
_GIVER = re.compile(r"(?:이|가|에서)(?![가-힣])| ?예산")
# "한 번에 200만원|이 드는데, 이 비용은 |한국국제협력단|에서 |도와준다"
_BEARS = re.compile(r"[^.\n]{0,30}(?:이|그|해당|관련) ?(?:비용|돈|경비|예산|재원)(?:은|을) ?")
_BEARER = re.compile(r"(?:이|가|에서)(?![가-힣])")
# "… 30억원을 반영했다고 질병관리청|이 설명|했다"
_TELLS = re.compile(r"(?:은|는|이|가) (?:[0-9]{1,2}일 )?(?:설명|밝혔|전했|말했|알렸|덧붙)")
# "… 거래액이 3조원이라고 |밝혔다|"
_REPORTS = re.compile(words("report"))
_REPORT_REACH = 200
# "감사원은 연구비 3억원이 …집행됐다고 |지적했|다"
_AUDITS = re.compile(words("audit"))
_AUDIT_REACH = 60
# "연구재단|이 안전조치 의무를 위반|한 것에 과징금": who is fined
_OFFENDS = re.compile(r"(?:이|가) [^.,\n]{0,30}?(?:위반|유출|담합|어기|어긴|어겨|미흡|허위|누락|짬짜미|속여)")
# "운임을 5천원|으로 내린|다", "사용료 3억원|을 부과|했다"
_CHARGES = re.compile(rf"[^.,\n]{{0,12}}?(?:{words('charge')})")
# "점검 비용 3억원|을 아꼈|다", "1,600억원|의 배상|금을"
_SAVES = re.compile(rf"[^.\n]{{0,25}}?(?:{words('save')})")
# "공사가 갚아야 할 |빚|은 35조원", "|포상금| 3억원": what a body holds or hands out
_HELD = re.compile(words("held"))


def owner(
    around: Surroundings, agencies: Sequence[Agency], states: Sequence[Mention], sender: Body | None
) -> Body | None:
    """The owner of an amount: named beside it, else the subject of its clause, else the sender of the text.

    agencies, states: those of the sentence, in order. sender: whose the money is where the sentence names
    nobody. None where the text does not say, or names several.
    """
    beside = _modified(around, agencies) or _giver(around, agencies)
    if beside:
        return Body.of(beside)
    before = around.before(agencies, around.begin)
    turn = _by_turn(around, before) or leader(around, before)
    if turn:
        return Body.of(turn)
    state = _acting_state(around, states)
    for index in range(len(before) - 1, -1, -1):
        if state is not None and before[index].end <= state:
            return None
        owns = _owns(around, before, index)
        if owns is not None:
            return Body.of(before[index]) if owns else None
    if state is not None:
        return None
    if not is_senders(around):
        return _goes_on(around)
    if _NOT_SENDERS.search(
        around.text, max(around.begin, around.money.start - _OTHERS_REACH), around.money.start
    ):
        return None
    teller = next((one for one in around.after(agencies) if _TELLS.match(around.text, one.end)), None)
    return Body.of(teller) if teller else sender


def _by_turn(around: Surroundings, before: Sequence[Agency]) -> Agency | None:
    """``국방부와 보훈처의 예산은 52조원과 5조원이다``: the first of two owns the first."""
    text, money, previous, following = around.text, around.money, around.previous, around.following
    if len(before) != 2 or not TOGETHER.fullmatch(text, before[0].end, before[1].start):
        return None
    if following and _AND.fullmatch(text, money.end, following.start) and not previous:
        return before[0]
    if previous and _AND.fullmatch(text, previous.end, money.start):
        return before[1]
    return None


def _goes_on(around: Surroundings) -> Body | None:
    """``한국전력공사는 7천억원의 손실을 냈다. 매출은 |13조원이다``: the owner of the sentence before."""
    last, text, start = around.last, around.text, around.money.start
    if last is None or not last.agency or not {last.role, around.money.role} <= _KEPT:
        return None
    if (
        start - last.end > _KEPT_REACH
        or other_acts(text, last.end, start)
        or any_actor(text, last.end, start)
    ):
        return None
    return Body(last.agency_id, last.agency)


def _modified(around: Surroundings, agencies: Sequence[Agency]) -> Agency | None:
    """``30억원 규모의 산림청 사업``: the agency in the phrase that the amount modifies."""
    if around.money.role not in SPENT:
        return None
    inside = [one for one in around.after(agencies) if one.end < around.phrase_end]
    return inside[0] if inside and not FROM.match(around.text, inside[0].end) else None


def _giver(around: Surroundings, agencies: Sequence[Agency]) -> Agency | None:
    """``예산 30억원은 산림청이 댄다``: who is told right behind the amount."""
    behind = around.after(agencies)
    if not behind:
        return None
    text, end, first = around.text, around.money.end, behind[0]
    if _BEARS.fullmatch(text, end, first.start):
        return first if _BEARER.match(text, first.end) else None
    given = _BY.fullmatch(text, end, first.start) and _GIVER.match(text, first.end)
    return first if given and around.money.role in SPENT else None


def _acting_state(around: Surroundings, states: Sequence[Mention]) -> int | None:
    """Where the last state stands that is a subject before the amount: ``…, 호주는 |8억 달러를 책정했다``."""
    acting = (
        one.start for one in around.before(states, around.begin) if STATE_ACTS.match(around.text, one.end)
    )
    return max(acting, default=None)


def _owns(around: Surroundings, before: Sequence[Agency], index: int) -> bool | None:
    """Whether an agency before the amount owns it; False where nobody does, None where it says nothing."""
    agency, text, money = before[index], around.text, around.money
    between = text[agency.end : money.start]
    if SOURCE.match(text, agency.end):
        return None if money.role in ("budget", "support", "penalty") else False
    if gives(around, agency, between) or is_labelled(around, agency):
        return True
    if money.role in ("budget", "support") and pays(around, before, index, between):
        return not together(text, before, index)
    if money.role == "penalty" and _OFFENDS.match(between):
        return None
    if SUBJECT.match(text, agency.end) or _heads(around, agency):
        if money.role in ("support", "budget") and gets(text, money.end):
            return None
        return not together(text, before, index) and _acts(around, agency)
    if _is_bracketed(text, agency) and agency.start >= around.floor:
        return True if money.role in SPENT else None
    if between.startswith(_AMONG_OTHERS):
        return False
    if _GRANTS.match(between):
        return True if money.role in SPENT else None
    return True if _has(around, agency, between) else None


def _is_bracketed(text: str, agency: Agency) -> bool:
    """``▲(산림청) 사방댐 설치 |25억원``: the label of an item; not ``북대서양조약기구(NATO)``."""
    before = text[max(0, agency.start - 2) : agency.start]
    return before[-1:] == "(" and not before[:1].isalnum() and text.startswith(")", agency.end)


def _heads(around: Surroundings, agency: Agency) -> bool:
    """``국방부, |3억원 투입``: the subject of a headline."""
    return agency.start == around.scene.begin and bool(HEADLINE.match(around.text, agency.end))


def _has(around: Surroundings, agency: Agency, between: str) -> bool:
    """``국가유산청 예산 |12억원``, ``한국전력공사의 부채는 |202조원``."""
    role = around.money.role
    if role == "trade" or agency.start < around.floor or not _GENITIVE.fullmatch(between):
        return False
    if around.scene.parted(agency.end, around.money.start):
        return False
    if _BESIDE.match(between) or _OTHER_PHRASE.search(between):
        return False
    return role in SPENT or between.startswith("의") or bool(_OWNED.search(between))


def _another_acts(around: Surroundings, subject: Agency) -> bool:
    """``산림청은 도내 기업들이 …``, ``산림청이 조성한 펀드에 은행이 …``, ``국립묘지는 사업비가 …``."""
    text, end, start = around.text, subject.end, around.money.start
    if other_acts(text, end, start) or _IS_BUILT.match(text, end):
        return True
    return bool(_IN_CLAUSE.match(text, end)) and any_actor(text, end + 1, start)


def _acts(around: Surroundings, subject: Agency) -> bool:
    """Whether the subject of a sentence is who spends, grants, levies or owns the amount."""
    text, money, end = around.text, around.money, around.scene.end
    if _another_acts(around, subject):
        return False
    reports = bool(_REPORTS.search(text, money.end, min(end, money.end + _REPORT_REACH)))
    if money.role in ("investment", "contract"):
        return not (reports and any_actor(text, subject.end, money.start))
    if money.role in ("budget", "support"):
        if reports and any_actor(text, subject.end, money.start):
            return False
        return not _AUDITS.search(text, money.end, min(end, money.end + _AUDIT_REACH))
    if money.role == "penalty":
        return True
    if money.role == "price":
        return bool(_CHARGES.match(text, money.end)) and not any_subject(text, subject.end, money.start)
    if money.role == "effect":
        return bool(_SAVES.match(text, money.end))
    if money.role == "other":
        return not reports and bool(_HELD.search(text, subject.end, min(end, money.end + 20)))
    return money.role == "revenue" and (not reports or _earns(around, subject))


def _earns(around: Surroundings, subject: Agency) -> bool:
    """``국세청은 2조원을 징수했다고 밝혔다``; not ``통계청은 거래액이 3조원을 기록했다고 밝혔다``."""
    return around.text.startswith(("을", "를"), around.money.end) and not any_subject(
        around.text, subject.end, around.money.start
    )
