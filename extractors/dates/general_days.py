"""Days of a rule that always holds: 신청 당일, 주문하면 다음 날, 매입일 익일(D+1). They name no one day.

Text is folded text.
"""

from __future__ import annotations

import re

from extractors.dates.verb_endings import PAST

#: Words that a rule counts with as often as a story does.
COUNTED = frozenset({"당일", "전날", "다음 날", "다음날", "이튿날", "익일", "익월", "전월"})
_REACH = 120
# "신청 |당일", "매입일 |익일", "접수일 및 |다음 날": a step that everybody takes on a day of their own
_PROCEDURE = re.compile(
    r"(?:신청|접수|예약|예매|구매|구입|주문|매입|매수|매도|접종|수술|시술|퇴원|입원|진료|검진|발급|결제|납부|가입|해지"
    r"|청구|신고|제출|출고|발송|입금|투약|복용|등록|환불|대여|반납|처방|퇴직|이용|사용|방문|소독|수거|배출|요청|출석)"
    r"(?:일|하기|하는|하신|한)? ?(?:및 ?|또는 ?)?\Z|(?:당일|전날) ?(?:또는|혹은|이나) \Z"
)
# "신청하면 |다음 날", "비가 올 때는 |전날", "요청 시 |당일", "생산되기 |전월"; not "끝났으면"
_CONDITION = re.compile(
    r"(?:[가-힣](?<!그러면)(?<!반면)(?<!측면)(?<!으면)면|(?<![었았했됐였겠])으면"
    r"|[할될을를올] (?:때|경우|시)[는에]{0,2}"
    r"|(?<=[가-힣] )시|마다),? (?:[가-힣]{1,6} ){0,2}\Z|[가-힣]기 \Z"
)
# "|3월 2일| 행사 당일", "|지난|달 접수 당일": the sentence names the day itself
_NAMED = re.compile(r"\d ?일|\d\. ?\d|\d ?월|\(?[월화수목금토일]요일|오늘|어제|내일|이날|지난|오는")
_MONTH = re.compile(r"\d ?월|(?:이|지난|같은|그) ?달")
# "(D+1)", "(T+2)"
_SCHEDULE = re.compile(r" ?\([DT][+\-)\d]")
# "다음 날인 15일", "당일(20일)": said again with its date
_DATED = re.compile(r"(?:인|\() ?'?\d")
# "다음 날 답했다": a story, in which it is one particular day
_TOLD = re.compile(rf"[^.\n]{{0,60}}{PAST}(?:다|고|으며|지만|는데|던 |습니다)")


def is_general(text: str, start: int, end: int) -> bool:
    """Whether a word of COUNTED at a place belongs to a rule: a procedure or a condition before it, and no
    date of its own in the sentence."""
    if _DATED.match(text, end):
        return False
    if _SCHEDULE.match(text, end):
        return True
    low = max(0, start - _REACH)
    low = max(low, text.rfind("\n", low, start) + 1, text.rfind(". ", low, start) + 1)
    if text.startswith("익월", start):
        return not _MONTH.search(text, low, start)
    if _NAMED.search(text, low, start) or _TOLD.match(text, end):
        return False
    return bool(_PROCEDURE.search(text, low, start) or _CONDITION.search(text, low, start))
