"""Bodies that a label, 에서 or 로부터 makes the owner of an amount, and bodies that stand together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context.actors import ASIDE, SUBJECT
from extractors.context.surroundings import Surroundings
from extractors.mention import Agency

#: Roles of money that somebody spends, grants or levies.
SPENT = frozenset({"budget", "support", "investment", "contract", "penalty"})
# "농림축산식품부|로부터|", "교육부|에서|"
FROM = re.compile(rf"{ASIDE}(?:으로부터|로부터|에게서|에서)(?![가-힣])")
# "|발주처: |새솔시청/금액: 21억원"
_OWNER_LABEL = re.compile(r"(?:발주처|발주기관|발주자|수요기관|시행기관|시행처|주관기관|지원기관) ?[:)] ?\Z")
_LABEL_REACH = 10
# "한국철도공사(사장 이보람)|에서 |3년간 총 18억원을 지원한다"
_PAYS = re.compile(rf"{ASIDE}에서(?![가-힣])[^.\n]{{0,40}}\Z")
_PAID = re.compile(r"(?:을|를)? ?(?:지원|투입|출연|지급|부담|기부|후원)(?:한다|하|할|했|키로|해|함)")
# "산림청|과 |연구기관들은", "환경부|와 물연·숲연 등 |연구기관은": a body and those with it
_WITH_ITS = re.compile(
    rf"{ASIDE}(?:와|과) [가-힣A-Za-z·, ]{{0,30}}(?:기관|단체|기업|업계|연구원|학회)(?:들)?(?:은|는|이|가) "
)
# "30억원|을 지원받|아", "기획재정부로부터 |받은 예비비 |80억원"
_RECEIVED = re.compile(r"[^.\n]{0,30}?(?:받[았은아고는으을]|따냈|따낸|확보)")
_RECEIVED_BEFORE = re.compile(r"받은 [^.,\n]{0,12}\Z")
# "부산시|와 |울산시", "산업부|와 경남·|밀양시": both together; "부산항만공사| 등 |4개 공사는"
TOGETHER = re.compile(rf"{ASIDE}(?:와|과|·|,| 및|및) ?(?:[가-힣A-Za-z]{{1,10}}[ ·,])?")


def is_labelled(around: Surroundings, agency: Agency) -> bool:
    """Whether a label says whose the money is: ``발주처: 새솔시청/금액: |21억원``."""
    if around.money.role not in SPENT or agency.start < around.floor:
        return False
    if "\n" in around.text[agency.end : around.money.start]:
        return False
    return bool(_OWNER_LABEL.search(around.text, max(0, agency.start - _LABEL_REACH), agency.start))


def pays(around: Surroundings, before: Sequence[Agency], index: int, between: str) -> bool:
    """Whether the last agency before an amount pays it: ``한국철도공사에서 총 |18억원을 지원한다``."""
    if index != len(before) - 1 or around.scene.turns(before[index].end, around.money.start):
        return False
    if before[index].kind == "local" or any(SUBJECT.match(around.text, one.end) for one in before[-3:-1]):
        return False  # "산림청은 강원도에서 |30억원을 투입": where, not who
    return bool(_PAYS.fullmatch(between) and _PAID.match(around.text, around.money.end))


def leader(around: Surroundings, before: Sequence[Agency]) -> Agency | None:
    """The body that leads the others of a subject: ``산림청과 연구기관들은 |44억원을 투입한다``."""
    if around.money.role not in ("budget", "support", "investment"):
        return None
    leads = (one for one in before if _WITH_ITS.match(around.text, one.end, around.money.start))
    first = next(leads, None)
    return first if first and not around.scene.turns(first.end, around.money.start) else None


def together(text: str, before: Sequence[Agency], index: int) -> bool:
    """Whether an agency is named as one of two: ``환경부와 |기상청|이 공동으로``."""
    return index > 0 and bool(TOGETHER.fullmatch(text, before[index - 1].end, before[index].start))


def gives(around: Surroundings, agency: Agency, between: str) -> bool:
    """Whether the money is got from an agency: ``농림축산식품부로부터 |3억원을 지원받아``."""
    if around.money.role == "trade" or not FROM.match(around.text, agency.end):
        return False
    return bool(_RECEIVED.match(around.text, around.money.end) or _RECEIVED_BEFORE.search(between))
