"""Lengths of time that look like dates: 20년 만에, 30일 이내, 1일 3회. What stands around decides."""

from __future__ import annotations

import re

from extractors.date_parts import Expression, Piece

#: Behind a length of time: "10년 이상", "20년간", "30년 만에", "15년 된".
_LENGTH_AFTER = re.compile(
    r" ?(?:간(?!의 )|동안|이상|이하|미만|초과|만에|만의|연속|넘|가까이|여|가량|정도|내외"
    r"|안팎|이내|내(?![가-힣])|째|차(?![가-힣])|치|씩"
    r"|된|되|뒤|후|지나|지난|짜리|주기|단위|경과|남짓|앞으로|소요|걸|생존|경력|거치|분할"
    r"|상환|무상|세월|전통|역사|마다|에 걸쳐|이라는|이란|이 지"
    r"|이 넘|을 맞|을 넘|을 기다|의 기간|의 세월|의 역사|만기|생(?![가-힣])|근속|근무"
    r"|재직|임기|평균|에 한 번|납|형)"
)
#: Behind a length of time that a quotation mark stands before: "'10년 후 미래'", "'20년 만에 찾은'".
_QUOTED_LENGTH_AFTER = re.compile(
    r" ?(?:만에|만의|후(?![가-힣])|뒤|간(?![가-힣])|동안|이상|된|넘|째|차(?![가-힣]))"
)
_LENGTH_BEFORE = re.compile(
    r"(?:최대|최소|최장|최단|총|약|단|각|만|향후|최근|앞으로|이후|불과|무려|꼬박|장장"
    r"|지난|과거|징역|금고|수령|경력|업력|임기|기간|개월|이상|"
    r"평균|누적|매|제|연|주기|세종|성종|중종|영조|정조|고종|순조|단기|서기|남은|이미|벌써"
    r"|거의|적어도|창립|설립|개원|개관|광복|창설|수교|출범)[ :(]{0,2}$"
)
_YEAR_CUE = re.compile(
    r" ?(?:부터|까지|대비|기준|현재|예산|이래|실적|계획|목표|사업|시행|대책|→|->|[~-] ?'?\d\d년"
    r"|\d{1,2}월|도|상반기|하반기"
    r"|[1-4](?:/4)?분기|말|초|여름|겨울|봄|가을)"
    r"|에 (?!걸)|에는|은 |[)\]] ?\d| \d"
)
_ARROW_BEFORE = re.compile(r"(?:→|->|['(]|년[~,] ?|\d년 )$")


def is_year(expression: Expression, head: Piece, directed: bool, text: str) -> bool:
    """Whether an expression that begins with a year names one, and is not a length of time (10년 이상).

    head: its first piece. directed: whether 지난 or 오는 stands before it."""
    year = expression.low.year
    if year is None:  # 올해, 내년
        return True
    alone = expression.kinds in (("year",), ("year", "part"))
    if year >= 100:
        return not (alone and year % 50 == 0 and _LENGTH_AFTER.match(text, expression.end) and not head.high)
    if not head.weak:
        return not (alone and not head.high and _QUOTED_LENGTH_AFTER.match(text, expression.end))
    if not alone or "part" in expression.kinds:
        return _LENGTH_BEFORE.search(text, max(0, expression.start - 6), expression.start) is None
    if directed or _LENGTH_AFTER.match(text, expression.end):
        return False
    if _LENGTH_BEFORE.search(text, max(0, expression.start - 6), expression.start):
        return False
    return _is_bare_year(expression, text)


def _is_bare_year(expression: Expression, text: str) -> bool:
    """ "17년부터 추진되는", "23년 기준", "(24년)": a year only where something around says so."""
    if text[expression.end : expression.end + 2] == "부터":
        return True
    year = expression.low.year
    if year is None or not 13 <= year <= 35:
        return False
    before = _ARROW_BEFORE.search(text, max(0, expression.start - 3), expression.start)
    return bool(before or _YEAR_CUE.match(text, expression.end)) and not text[expression.end :].startswith(
        "까지"
    )


#: Behind a length in days: "10일 이내", "3일 전", "15일 동안", "1일 3회".
_DAYS_AFTER = re.compile(
    r" ?(?:간(?![가-힣])|간의|동안|이상|이하|미만|초과|만에|만의|연속|째|가량|정도|쯤"
    r"|내외|안팎|이내|내(?![가-힣])|내로|내에|씩|치 "
    r"|뒤|후(?![가-힣])|후에|후부터|전(?![가-힣])|전에|전부터|전까지"
    r"|넘|남짓|지나|지난|짜리|기간(?![가-힣])|주기|단위|간격|경과|남|앞으로|앞둔|소요|걸|유예|영업|연장"
    r"|단축|근무|유급|무급|휴가|이라는|만 |여의|의 기간|의 연차"
    r"|의 휴가|의 유예|에 걸쳐|에서 \d{1,3}일로|더 |추가 |차(?![가-힣])|차에)"
    r"| ?(?:평균|최대|최소|약 |기준 \d|이용|권장|섭취|처리량|생산량|통행|\d[\d,.]*(?:만"
    r"|천|백)? ?(?:회|시간|명|톤|t|개|건"
    r"|번|인|원|리터|ℓ|㎥|mg|g|kcal|교대|차례|잔|식|끼|만|억))"
)
_RATE = re.compile(r" ?(?:평균|최대|최소|약 |이용|권장|섭취|처리|생산|통행|칼슘|칼로리|\d)")
_DAYS_BEFORE = re.compile(
    r"(?:최대|최소|최장|최단|단지|평균|연간|매월|매달|하루|D[+-]|향후|최근|앞으로|불과"
    r"|무려|꼬박|이틀|장장|\d박|휴가|휴직|일수|(?<!동)기간[은이도]?|기한|소요"
    r"|'\d\d\)|법정|경과|만료|로부터|날부터|[가-힣] ?후|[주월인]당|1인|1년에|포함|영업"
    r"|영업일|근무일|추가|추가로"
    r"|초과|연차|유급|무급|현행|기존|기본|심화|단축|연장"
    r"|\d년|\d일 →|(?<!월 \d)(?<!월 \d\d)일에서|지금부터|이내|대비|보다"
    r"|(?<![가-힣])(?:총|약|단|각|각각|연|주|제|만|매|당|또|첫|설|추석))[ :(]{0,2}$"
)


def is_day(expression: Expression, text: str) -> bool:
    """Whether a bare "15일" is a day of a month and not a length of time."""
    if _DAYS_AFTER.match(text, expression.end):
        return False
    if expression.low.day == 1 and expression.high is None and _RATE.match(text, expression.end):
        return False
    if text.startswith("부터", expression.end):
        return True
    return not _DAYS_BEFORE.search(text, max(0, expression.start - 8), expression.start)
