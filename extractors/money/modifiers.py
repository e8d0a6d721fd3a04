"""How an amount is qualified: about, at least, at most, over, under; and what one unit it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon import items, table
from extractors.mention import Money
from extractors.money.borders import words

_BEFORE_REACH = 32
_AFTER_REACH = 40
# Words that can stand between a qualifier and the amount: "최대 월 10만원", "약 미화 300만 달러"
_BETWEEN = r"(?: ?(?:총|월|연|연간|매월|매년|각|각각|미화|[가-힣0-9]{1,5}당|평균|국비|시가))?"
# "9천원까지 |올랐다|": what it came to is no limit; "450만원까지 오른다" is one
_MOVED = rf"{words('change')}|치솟|불어|회복|올랐|오른(?!다)|오르(?!게)|내렸|내린(?!다)|내려|떨어|뛰"
_BEFORE = (
    # "약 10억원", "대략 3천만원", "줄잡아 1조원"; not "예약 10만원"
    ("approx", re.compile(rf"(?:(?<![가-힣])(?:약|근)|대략|줄잡아|어림잡아|거의|얼추){_BETWEEN} ?\Z")),
    (
        "at_least",
        re.compile(
            rf"(?:최소|최소한|적어도|적게는|못해도|최저|하한(?:액|선)?[은을]?){_BETWEEN} ?\Z"
            # "최소 임대료는 |11억원"
            r"|최소 [가-힣]{1,5}(?:료|액|비|금|값|가격|금액|규모)[은는이가]? ?\Z"
        ),
    ),
    # "최대 10만원", "포상금 최고액 1억원", "한도는 5억원", "상한액 30만원"
    (
        "at_most",
        re.compile(
            rf"(?:최대|최고|최고액|최대한|많아야|많게는|(?:한도|상한)[액선]?[은는을를이가]?)"
            rf"{_BETWEEN}[ :]{{0,2}}\Z"
        ),
    ),
)
# What can stand between an amount and a qualifier after it: "10억원(국비 5억) 이상", "1만원권 이하",
# "2,150원/kg 안팎"
_GAP = (
    r"(?:\([^()\n]{0,25}\))?(?:/[가-힣A-Za-z㎏㎡㎥ℓ]{1,4})? ?(?:(?:대|권|짜리|어치|상당|규모)(?:의|로)? ?)?"
)
_AFTER = (
    ("at_least", re.compile(rf"{_GAP}이상|부터(?=[ ,.)])")),
    (
        "at_most",
        re.compile(
            rf"\) ?까지(?! ?(?:{_MOVED}))"
            rf"|{_GAP}(?:이하|이내|한도|상한|범위(?: ?[안내]|에서)|[을를] ?(?:넘|초과하)지 (?:않|못)"
            rf"|까지(?!로)(?! ?(?:{_MOVED})))"
        ),
    ),
    # "350억 달러를 넘어섰다", "100억불 돌파", "1조원을 웃도는", "3억 원을 초과"
    (
        "over",
        re.compile(
            rf"{_GAP}[을를이가은는도]? ?(?:훌쩍 |크게 )?"
            r"(?:초과|넘(?!지 (?:않|못))[가-힣]|돌파|상회|웃돌|웃도|웃돈다|뛰어넘)"
        ),
    ),
    # "5만원에 못 미치는", "1억원을 밑돌아", "10만원도 채 안 되는"
    (
        "under",
        re.compile(
            rf"{_GAP}(?:미만|(?:에|에도|을|를)? ?(?:조금 |약간 |다소 |크게 |살짝 )?"
            r"(?:못 ?미치|못 ?미쳐|못 ?미친|미치지 못|밑돌|밑도|하회)"
            r"|[이가도] (?:채 )?(?:안 ?[되돼된]|되지 (?:않|못)))"
        ),
    ),
    (
        "approx",
        re.compile(
            rf"{_GAP}(?:가량|정도|내외|안팎|남짓|쯤|여(?![가-힣])|전후|언저리"
            r"|에? ?(?:가까[이운워]|가깝|근접|육박))"
        ),
    ),
)
# "용역 3억원, 물품 5억원 이상", "개인 5억원, 법인 15억원 이내", "9만불 → 6만불 이상": the qualifier after
# the last serves the list
_LISTED = re.compile(r"(?:, ?(?=[가-힣A-Za-z])|(?:·|/| 및|과|와|이나| 또는| ?→) ?)[가-힣A-Za-z· ]{0,14}")
_SHARED_AFTER = re.compile(rf"{_GAP}(?:이상|이하|미만|초과|이내|한도)")
# "개인 3천만원, 단체 5천만원|까지| 지원한다"; not "첫 달 250만원, 여섯째 달 450만원|까지| 오른다"
_UNTIL = re.compile(r" ?까지(?! ?오[르른를])")
# "|총 |30억원, 업체당 1억원 이하": the whole is not limited by what limits each
_TOTAL = re.compile(r"(?:총|합계|모두|총(?:사업비|예산|액|상금|공사비|지원금|지원액)[은는]?) ?\Z")
# "최대 25만원에서 8만원으로", "최고액 1억원(마약은 3억원)", "1일 최대 6만원, 월 180만원": a limit goes on
_GOES_ON = re.compile(r"에서 ?|\([가-힣 ]{1,12}[은는] ?|, ?(?:월|연|연간|매월|주|하루|1일|일|회당|건당) ?")
# "연 60만원|에서 |80만원으로", "월 10만원| → |15만원", "한 해 480달러| (약 |54만원|)에서 |710달러",
# "50만원| 이상~|200만원"
_CHANGES = re.compile(
    r"\)?(?:에서| ?(?:→|->)) ?(?:약 |최대 |총 )?| ?\((?:약|한화) ?|(?: 이상| 초과)(?: ?~|, ?)? ?"
)
# "등심 100g당 6,900원|, 양지 |4,100원", "7,190원|/100g → (할인가) |4,100원": a unit of goods goes on
_LIST_OF_GOODS = re.compile(
    r"(?:/\d{0,4}[A-Za-z㎏㎡㎥㏊ℓ]{1,4}|/[가-힣]{1,2})?(?:\([^()\n]{0,20}\))? ?(?:이하|이상)?"
    r"(?:, ?(?:\d{1,2}등급 )?[가-힣]{1,8} |[에은는]?, ?[가-힣]{1,8}[은는] "
    r"| ?(?:→|⇒) ?(?:\([^()\n]{0,12}\) ?)?)"
)
_GOODS = frozenset(
    unit
    for row in table("context_words", "list", "words")
    if row["list"] == "goods_unit"
    for unit in items(row["words"])
)
# "기업당 3천만원|, 현물 |5만 달러": what one gets besides
_BESIDES = re.compile(r", ?(?:현물|현금|국비|도비|시비|군비|지방비|자부담|융자|보조) ?")
# "150달러(미국발 |200달러|) 이하": the limit behind the bracket holds for the other case too; not for a part
# ("(국비 50억)") or the same in another currency ("(약 12억원)")
_OTHER_CASE = re.compile(
    r" ?\((?!국비|도비|시비|지방비|민자|이 중|그중|약|한화)[가-힣A-Za-z ]{1,12}[은는]? ?"
)
# "200달러|) 이하|"
_LIMIT_BEHIND = re.compile(r"\) ?(?:이하|이상|미만|초과|이내|한도)")

# What may stand between a unit and the amount: "항로당 |지원 한도는 최대 |3억원"
_LABEL = r"(?: [가-힣]{1,8}[은는이가을를]?){0,2}(?: ?(?:약|최대|최소|평균|총|각|각각|월|연간?)){0,2}"
_ROUGHLY = r"(?: ?(?:약|최대|최소|평균|총|각|각각|단돈))?"
# "1인당 ", "업체당 최대 ", "㎡당 약 ", "1개소당 "
_PER = re.compile(
    r"(?:^|[^가-힣A-Za-z])(?:\d{1,4}|한|매)? ?(?P<unit>[가-힣]{1,6}|[A-Za-z㎏㎡㎥㏊ℓ℃]{1,4})당"
    rf"[은는의]?(?:{_ROUGHLY}| ?월| ?연간?){_LABEL} ?\Z"
)
# "한 곳에 |800만원", "설비 한 대의 값은 |2억원", "유적 한 곳을 기록하는 데 |3천만원", "한 포기 값이 |6천원"
_ONE = re.compile(
    r"(?:^|[^가-힣0-9,.])(?:한|1) ?(?P<unit>곳|대|시간|번|회|봉지|병|장|개|마리|명|사람|건|그릇|판|권|켤레|벌"
    r"|상자|박스|잔|통|포기|송이|동|호|가구|채|팀|점|근|평|끼|학기|박|편|척|그루|줄|잎|캔|봉|세트|개소|모|알"
    r"|쌍|필지|갑|묶음)"
    r"(?:에게|에는|에|을|를|의|당|마다| (?:값|가격|요금|비용|단가)[은는이가도]?)"
    rf"(?: [가-힣]{{1,8}}){{0,4}}{_ROUGHLY} ?\Z"
)
# "제작비(|1틀, 약 |600만원)", "체험비(|1인 |3만원)": the unit at the head of the bracket
_HEADED = re.compile(
    r"\((?:1|한) ?(?P<unit>인|명|건|회|개|대|틀|척|마리|가구|병|장|박|시간|과목|세트|동|개소|팀|그루|권"
    r"|점|필지|호)"
    r"(?:, ?|: ?| )(?:약 )?\Z"
)
# "|월 |10만원", "|하루 평균 |3억원", "|연간 약 |2조원", "|한 해 소득은 평균 |480달러"; not "작년 한 해
# 30억원", "한 해 만에 30억원", "일 문부과학성은 지난달 45억엔"
_PERIOD = re.compile(
    r"(?:^|[^가-힣0-9.])(?:(?P<year>연간|연평균|매년|해마다|연|연(?:매출|소득|수입)액?[은이]?|1년에"
    r"|(?<!작년 )(?<!지난 )(?<!지난해 )(?<!올해 )(?<!올 )(?<!년 )한 ?해(?! ?만에)(?:에)?)"
    r"|(?P<month>매월|월세|월 임대료|월 보험료|월급으로는?|매달|월평균|월|한 ?달(?:에|간)?)"
    r"|(?P<day>하루(?:에)?|일평균|1일|일(?! [가-힣]{3})))"
    rf"(?:[ :]? ?(?:약|최대|최소|평균|총))?{_LABEL} ?\Z"
)
# "600원|/㎏|", "2,300원|/100g|으로", "5만원|(1인당|)", "12만원|(인당/월|)", "9만원|(회|)"
_SLASH = re.compile(
    r" ?\((?=[가-힣0-9]{1,6}당(?: ?/ ?[가-힣0-9]{1,4})?\))\d{0,4}(?P<bracketed>[가-힣]{1,5})당"
    r"| ?\((?P<once>인|명|월|년|연|회|건|개소|개월|가구|세대|대|시간|일|박|권|매|장|팀|과목"
    r"|학기|과제)\)"
    r"|/ ?\d{0,4}(?P<latin>[A-Za-z㎏㎡㎥㏊ℓ]{1,4})(?![A-Za-z])"
    r"|/ ?\d{0,4}(?P<unit>인|명|월|년|연|일|주|시간|분|건|회|개소|개월|개사|개|곳"
    r"|가구|세대|호|대|마리|두|수|톤|평|포기|단|점|팀|과제|학기|장|병|박스|상자|리터|배럴|그루|주|본|송이|통|매|권|봉|필지)"
    r"(?:당)?(?:(?![가-힣]{2})|(?=(?:으로|에서|까지|부터|보다|이다|이며|이고)(?![가-힣])))"
)
_NOT_UNITS = frozenset(
    {
        "해",
        "수",
        "경로",
        "성",
        "서",
        "강",
        "사",
        "명의",
        "봉",
        "정",
        "담",
        "부",
        "배",
        "상",
        "타",
        "합",
        "식",
        "야",
        "여",
        "적",
        "마땅",
    }
)


def qualify(text: str, amounts: Sequence[Money]) -> list[Money]:
    """The amounts with ``modifier`` and ``per``; ``text`` is the folded text of their offsets."""
    read = [replace(m, modifier=modifier(text, m), per=per(text, m)) for m in amounts]
    shared = False
    for index in range(len(read) - 2, -1, -1):
        shared = _shares(text, read[index], read[index + 1], listed=shared)
        if shared:
            read[index] = replace(read[index], modifier=read[index + 1].modifier)
    for index in range(1, len(read)):
        read[index] = _from_previous(text, read[index - 1], read[index])
    return read


def modifier(text: str, money: Money) -> str | None:
    """``약 10억원`` → approx, ``10억원 이상`` → at_least, ``최대 10만원`` → at_most, ``1조 돌파`` → over."""
    after = text[money.end : money.end + _AFTER_REACH]
    before = text[max(0, money.start - _BEFORE_REACH) : money.start]
    for name, pattern in _AFTER:
        if pattern.match(after) and not (
            name == "at_most" and money.amount_max is not None and after[:2] == "까지"
        ):
            return name
    for name, pattern in _BEFORE:
        if pattern.search(before):
            return name
    return "approx" if "여" in money.text else None


def per(text: str, money: Money) -> str | None:
    """The bare unit that the amount is for: ``1인당 30만원`` → 인, ``월 10만원`` → 월, ``600원/㎏`` → ㎏."""
    after = _SLASH.match(text, money.end)
    if after:
        return after["latin"] or after["unit"] or after["bracketed"] or after["once"]
    before = text[max(0, money.start - _BEFORE_REACH) : money.start].rpartition("\n")[2]
    period = _PERIOD.search(before)
    if period:
        return "연" if period["year"] else "월" if period["month"] else "일"
    unit = _PER.search(before)
    if unit and unit["unit"] not in _NOT_UNITS:
        return unit["unit"]
    one = _ONE.search(before) or _HEADED.search(before)
    return one["unit"] if one else None


def _shares(text: str, money: Money, following: Money, *, listed: bool) -> bool:
    """Whether an amount is limited as the next one is: ``개인 |5억원|, 법인 15억원 이내``.

    listed: whether the next one is itself limited by what stands behind a later one of its list.
    """
    if money.modifier is not None or not _LISTED.fullmatch(text, money.end, following.start):
        return False
    until = following.modifier == "at_most" and _UNTIL.match(text, following.end) is not None
    until = until and text.startswith(",", money.end)
    if not listed and not until and not _SHARED_AFTER.match(text, following.end):
        return False
    if text.startswith(",", money.end) and (money.per is None) != (following.per is None):
        return False
    return not _TOTAL.search(text, max(0, money.start - _BEFORE_REACH), money.start)


def _from_previous(text: str, previous: Money, money: Money) -> Money:
    if money.per is None and previous.per and _same_unit(text, previous, money):
        money = replace(money, per=previous.per)
    if money.modifier is not None or previous.modifier is None:
        return money
    between = text[previous.end : money.start]
    goes_on = previous.modifier in ("at_most", "at_least") and _GOES_ON.fullmatch(between)
    other_case = _OTHER_CASE.fullmatch(between) and _LIMIT_BEHIND.match(text, money.end)
    return replace(money, modifier=previous.modifier) if goes_on or other_case else money


def _same_unit(text: str, previous: Money, money: Money) -> bool:
    """Whether an amount without a unit is for that of the one before: ``100g당 7천원, 양지 |4천원``."""
    begin, end = previous.end, money.start
    if _CHANGES.fullmatch(text, begin, end) or _BESIDES.fullmatch(text, begin, end):
        return True
    return previous.per in _GOODS and bool(_LIST_OF_GOODS.fullmatch(text, begin, end))
