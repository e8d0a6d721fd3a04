"""Dates in figures: 2024.08.26, '25.3.4.~'25.3.7, 12.28~1.3, 4.7.(화), 3/20(금), 2026-07-01."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.dates.calendar_days import one_day, weekday_number
from extractors.dates.parts import Parts, Piece
from extractors.dates.units import DAY, MONTH, number_of

_LONG_YEAR = r"(?:1[89]|20)\d\d"
_YEAR = rf"(?:{_LONG_YEAR}|'\d\d|(?<!\d)\d\d)"
_WEEKDAY = (
    r"(?: ?\((?:[월화수목금토일](?:요일)?|[月火水木金土日])\)| [월화수목금토일]요일"
    r"|[월화수목금토일](?=[),]))"
)
_CLOCK = r"(?: ?\d{1,2}(?::\d\d|시(?: ?\d{1,2}분)?))?"
#: The other end of a range, with the parts that it does not repeat left out: "~8.30", "-10.", "~'26.1.3".
_TAIL = (
    rf"(?:{_CLOCK} {{0,2}}[~-] {{0,2}}(?:(?:(?P<y2>{_YEAR})\. {{0,2}})?(?P<m2>{MONTH})\. {{0,2}})?"
    rf"(?P<d2>{DAY})(?!\d|\.\d|[:%월]|,\d)(?P<dot2>\.(?!\d))?일?(?P<w2>{_WEEKDAY})?)?"
)
_BEFORE = rf"(?<![\d.,/*#A-Za-z₩$€-])(?<!\d:)(?:(?='|{_LONG_YEAR})|(?<![\d.)일월년]~)(?<!\d [~-] ))"
#: The stop behind a date: "8.26.", "2024.8.26.|11시"; not "4.7.3"
_STOP = r"\.(?!\d)|\.(?=\d{1,2}(?:시|:\d\d))"
# "2024.08.26", "2026. 7. 1.(수)", "'25.3.4.~'25.3.7", "24.8.26."
_FULL = re.compile(
    rf"{_BEFORE}(?P<y>{_YEAR})\. {{0,2}}(?P<m>{MONTH})\. {{0,2}}(?P<d>{DAY})(?!\d)"
    rf"(?:(?P<stop>{_STOP})|(?!\.?\d))일?(?P<w>{_WEEKDAY})?{_TAIL}"
)
# "운영체제를 |12.4.1|로": the number of a version
_VERSION = re.compile(r"(?:으?로|을|를|에서|과|와)(?![가-힣])| ?(?:버전|판|업데이트|이상|이하|지점)")
# "펌웨어 |12.4.1", "위도 |37.5.2"
_VERSION_BEFORE = re.compile(r"(?:버전|펌웨어|앱|안드로이드|자바|노드|위도|경도|번호|[A-Za-z]) ?$")
# "2026-07-01", "2026/7/1"; not "제2024-1-3호"
_ISO = re.compile(rf"(?<![\d/.제-])({_LONG_YEAR})([-/])(\d{{1,2}})\2(\d{{1,2}})(?![\d/-]| ?호)")
# "'25.9.", "2025.11~2026.2", "'22.7", "'25.11.~'26.2."
_YEAR_MONTH = re.compile(
    rf"(?<![\w.,'-])(?P<y>{_LONG_YEAR}|'\d\d)\. ?(?P<m>{MONTH})(?![\d월%A-Za-z]| ?분기)(?:\.(?! ?\d)"
    rf"|(?!\.?\d))"
    rf"(?: ?[~-] ?(?:(?P<y2>{_LONG_YEAR}|'\d\d)\. ?)?(?P<m2>{MONTH})(?![\d월일%])(?:\.(?!\d)|(?!\.?\d)))?"
)
# "4.7.(화)", "12.28~1.3", "(10. 2일)", "5.1.-10.", "11. 2.(목)"; never "3.5%", "4.7배", "1.2.3"
_MONTH_DAY = re.compile(
    rf"(?<![\d.,/*#A-Za-z₩$€+-])(?<!\d:)(?:(?<!')"
    rf"|(?!\d\d))(?<![\d.)일월년]~)(?P<m>{MONTH})\.(?P<gap> {{0,2}})"
    rf"(?P<d>{DAY})(?!\d)(?P<dot>{_STOP})?(?P<il>일)?(?P<w>{_WEEKDAY})?"
    + _TAIL.replace(r" {0,2}[~-] {0,2}(", r"(?P<dash> {0,2}[~-] {0,2})(", 1)
)
# "3/20(금)", "3/4~7", "2/1~5/15"; never "2/3", "3/4분기"
_SLASH = re.compile(
    rf"(?<![\d./])(?P<m>{MONTH})/(?P<d>{DAY})(?![\d/])(?P<w>{_WEEKDAY})?"
    rf"(?: ?~ ?(?:(?P<m2>{MONTH})/)?(?P<d2>{DAY})(?![\d/.%])(?P<w2>{_WEEKDAY})?)?"
)
#: What a decimal is followed by: a unit. "4.7점", "3.5~4.7%", "1.2배". 일 and particles are none.
_UNIT_AFTER = re.compile(r" ?(?:[%‰℃°㎡㎢㎞㎜㎝㎏㏊A-Za-z/×]|[가-힣])")
_DATE_WORD_AFTER = re.compile(
    r" ?(?:부터|까지|기준|현재|이후|이전|자(?![가-힣])|에|부(?![가-힣])|은|는|의|시행"
    r"|개최|예정|발표|공고|오전|오후|\d{1,2}시"
    r"|\d{1,2}:\d\d|[,)\]」'\"]|$|\n)"
)


def full(text: str, place: int) -> Piece | None:
    """A day with its year, or a range of such: 2024. 8. 26.(월), '25.12.1.~12.5."""
    match = _FULL.match(text, place)
    if match is None:
        return None
    bare = not (match["stop"] or match["w"] or match["d2"]) and len(match["y"]) == 2
    if bare and _is_version(match, text):
        return None
    low = Parts(
        year=number_of(match["y"]), month=int(match["m"]), day=int(match["d"]), weekday=_weekday(match["w"])
    )
    return Piece(match.start(), match.end(), "full", low, _tail(match))


def _is_version(match: re.Match[str], text: str) -> bool:
    start = match.start()
    before = _VERSION_BEFORE.search(text, max(0, start - 6), start)
    return before is not None or _VERSION.match(text, match.end()) is not None


def iso(text: str, place: int) -> Piece | None:
    """A day in the international spelling: 2026-07-01, 2026/7/1."""
    match = _ISO.match(text, place)
    if match is None or not (1 <= int(match[3]) <= 12 and 1 <= int(match[4]) <= 31):
        return None
    parts = Parts(year=int(match[1]), month=int(match[3]), day=int(match[4]))
    return Piece(match.start(), match.end(), "full", parts)


def year_month(text: str, place: int) -> Piece | None:
    """A month with its year, or a range of such: 2025.11~2026.2, '25.9."""
    match = _YEAR_MONTH.match(text, place)
    if match is None:
        return None
    plain = match["y"][0] != "'" and not match["m2"] and text[match.end() - 1] != "."
    if plain and _is_decimal(text, match.end()):  # "2024.5점"
        return None
    if plain and _MEASURE.search(text, max(0, match.start() - 12), match.start()):  # "코스피는 2010.11에"
        return None
    high = Parts(year=number_of(match["y2"]), month=int(match["m2"])) if match["m2"] else None
    low = Parts(year=number_of(match["y"]), month=int(match["m"]))
    return Piece(match.start(), match.end(), "month", low, high)


def month_day(text: str, place: int) -> Piece | None:
    """A day without a year: 4.7.(화), 12.28~1.3; weak where only what stands before it can tell (4.7)."""
    match = _MONTH_DAY.match(text, place)
    if match is None or text[match.end() : match.end() + 1] in ("%", "℃"):
        return None
    if _is_month_day(match, text):
        low = Parts(month=int(match["m"]), day=int(match["d"]), weekday=_weekday(match["w"]))
        return Piece(match.start(), match.end(), "month_day", low, _tail(match))
    if not match["gap"] and _may_be_day(match, text):
        low = Parts(month=int(match["m"]), day=int(match["d"]))
        return Piece(match.start(), match.end("d"), "month_day", low, weak=True)
    return None


def slashed(text: str, place: int) -> Piece | None:
    """A day without a year and with a slash: 3/20(금), 8/26까지; no fraction."""
    match = _SLASH.match(text, place)
    if match is None or not (match["w"] or _is_slashed_day(match, text)):
        return None
    low = Parts(month=int(match["m"]), day=int(match["d"]), weekday=_weekday(match["w"]))
    high = None
    if match["d2"]:
        high = Parts(
            month=int(match["m2"]) if match["m2"] else None,
            day=int(match["d2"]),
            weekday=_weekday(match["w2"]),
        )
    return Piece(match.start(), match.end(), "month_day", low, high)


# "8/26|까지", "8/26~30 |접수"; "1/3~1/2 수준", "1/4~1/3을" are fractions
_SLASH_WORD = re.compile(r"까지|부터|자(?![가-힣])")
_FRACTION = re.compile(
    r" ?(?:수준|정도|가량|이상|이하|미만|내외|분기)|[을를인]|로 ?(?![가-힣]*(?:부터|까지))"
)


def _is_slashed_day(match: re.Match[str], text: str) -> bool:
    """Whether two figures with a slash and no weekday are a day: "8/26까지", "개막식(8/26)", "3/4~7"."""
    start, end = match.span()
    month, day = int(match["m"]), int(match["d"])
    if not match["d2"]:
        if _SLASH_WORD.match(text, end):
            return True
        before = text[max(0, start - 2) : start]
        alone = before.endswith("(") and text.startswith(")", end) and "가" <= before[0] <= "힣"
        return alone and day > month and one_day(2000, month, day) is not None
    if month < day <= 10 and match["m2"] and (int(match["m2"]), int(match["d2"])) <= (month, day):
        return False
    return not _FRACTION.match(text, end) and text[max(0, start - 2) : start] != "의 "


# "지난 |5.24 북한", "올해 |9.28 서포터즈": a day even before a word that a decimal could measure
_DIRECTED = re.compile(r"(?:지난|오는|올해|지난해|작년) $")
_DIRECTED_ENDS = frozenset("난는해년")
# "지난 4.7|%", "올해 5.24 |달러": units of a decimal, whatever stands before it
_UNITS = re.compile(r" ?(?:점|배|%|세|도|만|억|조|천|달러|원|명|톤|㎞|㎡|조원|[A-Za-z])")


# "지난해 4.1|에서 올해 4.3으로", "2015년 1.24|, 2016년 1.17로": a figure of that year
_FIGURE_AFTER = re.compile(r"에서|으로|로 |[을를과와점]|이[었다며]|였|,|\)| ?→")


def _may_be_day(match: re.Match[str], text: str) -> bool:
    """Whether two figures are a day where a year or 지난 stands before them: "지난 4.7", "올해 4.7까지"."""
    end = match.end("d")
    if _is_decimal(text, end) and not (text[end : end + 1] == " " and _is_directed(match, text)):
        return False
    return _FIGURE_AFTER.match(text, end) is None


def _is_directed(match: re.Match[str], text: str) -> bool:
    start = match.start()
    directed = text[start - 2 : start - 1] in _DIRECTED_ENDS and _DIRECTED.search(
        text, max(0, start - 5), start
    )
    return bool(directed) and not _UNITS.match(text, match.end())


# "일시: |3.5 14:00", "기간 : |3.5~3.9"
_LABEL = re.compile(r"(?:일시|일자|날짜|기간|시기|마감) ?: ?$")
# "3.5| 14:00", "8.26| 0시 기준"
_AT_CLOCK = re.compile(r",? ?\d{1,2}:\d\d|,? (?:(?:오전|오후) ?)?\d{1,2}시(?!간)")


def _is_month_day(match: re.Match[str], text: str) -> bool:
    """Whether two figures with a stop between them are a day and not a decimal or a section number."""
    start, end = match.span()
    if match["w"] or match["w2"]:
        return True
    before = text[max(0, start - 16) : start]
    bracketed = before.endswith("(")
    if bracketed and not match["d2"] and _is_one_of_series(match, text):
        return True
    if before[-1:] in _BEFORE_FIGURE and _MEASURE.search(before):
        return False
    if match["il"]:
        return not _LENGTH_BEFORE.search(before) and not _LENGTH_AFTER.match(text, end)
    if match["dot"] or match["dot2"]:
        heading = _HEADING.search(text, max(0, start - 12), start) is not None
        return bool(match["d2"]) or not heading or int(match["d"]) > 12 or bool(_DATED_AFTER.match(text, end))
    if match["gap"] or (match["d2"] and _is_directed(match, text)):
        return _is_directed(match, text)
    if (_LABEL.search(before) and not _UNITS.match(text, end)) or (
        not match["d2"] and _AT_CLOCK.match(text, end)
    ):
        return one_day(2000, int(match["m"]), int(match["d"])) is not None
    if match["d2"]:
        return _is_range(match, text)
    return _in_brackets(match, text) or _begins_item(match, text) or _begins_term(match, text)


# "□ 추진 경과", "< 향후 일정 >": the heading of a schedule; a numbered section ("1.2 추진경과") is none
_SCHEDULE = re.compile(r"(?:^|\n)[^\n\d]{0,20}(?:일정|경과|연혁|절차|로드맵)[^\n\d]{0,8}(?=\n)")
# "\n- |3.29 고용노동부", "\n(|4.12) 회의", "→ |5.7 공청회": an item of it
_ITEM_BEFORE = re.compile(r"(?:\n[ \-ㅇ○▪‣·*▸□|(]{0,5}|→ ?\(?|, )\Z")
_ITEM_BEHIND = re.compile(
    r"\)? ?\|? ?(?!만점|점|민주|혁명|의거|운동|사건|전쟁|항쟁|경축)(?:[가-힣]{2}|제\d)|, ?\d{1,2}\.\d|\n"
)
_SCHEDULE_REACH = 300


# "9.18|부터 실시", "2.10|부터 2.14까지": what begins on a day; "3.5부터 4.7 사이" is none
_TERM = re.compile(
    r"부터 (?:\d{1,2}\.\d{1,2}까지 ?)?[^.\n\d]{0,16}"
    r"(?:실시|시행|시작|운영|개최|접수|모집|신청|판매|공급|적용|가동|개방|연다|열린|열렸)"
)
_SINCE = re.compile(r"\d{1,2}\.\d{1,2}(?=부터 \Z)")


def _begins_term(match: re.Match[str], text: str) -> bool:
    """Whether two figures are the day from which something is done, or the day until which it is."""
    if one_day(2000, int(match["m"]), int(match["d"])) is None:
        return False
    since = _SINCE.search(text, max(0, match.start() - 9), match.start())
    return _TERM.match(text, since.end() if since else match.end()) is not None


def _begins_item(match: re.Match[str], text: str) -> bool:
    """Whether two figures begin an item under the heading of a schedule: "□ 심의 경과 / - 3.29 심의 요청"."""
    start, end = match.span()
    if not _ITEM_BEFORE.search(text, max(0, start - 8), start) or not _ITEM_BEHIND.match(text, end):
        return False
    month, day = int(match["m"]), int(match["d"])
    around = text[max(0, start - _SCHEDULE_REACH) : end + _SCHEDULE_REACH]
    numbered = any(f"\n{month}.{beside} " in around for beside in (day - 1, day + 1))
    if numbered or one_day(2000, month, day) is None:
        return False
    return _SCHEDULE.search(text, max(0, start - _SCHEDULE_REACH), start) is not None


# The start of a line, or the letter of a heading: "3.1. 목표", "가. 3.1. 목표", "IV. 2.3. 추진체계"
_HEADING = re.compile(r"(?:^|\n) {0,4}(?:(?:[가나다라마바사아자차카타파하]|[IVX]{1,4})\. {0,2})?$")
# "점수(4.8)", "만족도는 4.5.", "pH(6.5~7.5)", "위험비(2.1)", "접근성(3.9)", "그림(3.2)", "95% CI 1.1~2.9"
_MEASURE = re.compile(
    r"(?:점수|평점|학점|[배감가만득]점|지분|규모|수온|기온|비율|비중|평균|코스피|코스닥|환율|금리|시력"
    r"|청력|구강|[험차즈성합]비"
    r"|[가-힣][률율값]|pH|배율|편차|오차|격차|[산수건함중확용배기]량|[가평최]중?치|[횟지계배건변상]수"
    r"| 수|분산|구간|CI|범위|산도|당도|입도"
    r"|(?:만족|친절|청결|신뢰|타당|선호|기여|중요|이해|인지|완성|활용|의존|집중|정확|난이|호감|참여"
    r"|숙련|유사|지지|행복|청렴|체감"
    r"|노력|혼잡|심각|해상|[강농습온밀점경순명채속빈척])도|(?:접근|전문|공정|신뢰|편의|안전|적정|효과"
    r"|효율|활용|투명|책임)성"
    r"|세기|규격|블루투스|펌웨어|안드로이드|버전|그림|(?<![가-힣])표|별표|부록|문항|지역|남성"
    r"|여성)[은는이가도의]?[ :(]{1,2}$"
)
_BEFORE_FIGURE = frozenset(" :(")
_CLOCK_AFTER = r" ?(?:\d{1,2}(?::\d\d|시)|오전|오후)|\n|$"
# Behind a day that begins a line: "8.26.|까지 접수", "3.5.|자 보도", "3.5. |및 3.12.", "3. 24.|, 4. 7."
_DATED_AFTER = re.compile(rf"{_CLOCK_AFTER}|까지|부터|자 | ?~|에 | 및 |, ?\d{{1,2}}\.|~")


#: Before a length of time with a decimal: "('23)7.5일", "평균 3.5일", "주 4.5일", "재원일수는 6.8일".
_LENGTH_BEFORE = re.compile(
    r"(?:\)|평균|일수[는은이가]?|약|총|최대|최소|보다|대비|평년|휴무|(?<![가-힣])주|[△▲+])[ :(]{0,2}$"
)
#: Behind one: "2.5일 걸린다", "1.8일 많음", "3.7일분이다", "4.5일제", "7.2일에서 4.9일로".
_LENGTH_AFTER = re.compile(
    r" ?(?:간(?![가-힣])|동안|걸|이상|이내|이하|미만|만에|소요|단축|연장|가량|정도|씩|분(?![과야])"
    r"|제(?!정|출|안|시|주|작)"
    r"|치|증가|감소|많|적[게어은]|늘|줄|빨|늦|짧|길[어었고]|지속|근무|범위|이었|이 걸|로 (?:늘|줄|단축"
    r"|짧|길|가장)"
    r"|에서 \d{1,2}\.\d일)"
)


def _is_range(match: re.Match[str], text: str) -> bool:
    """ "12.28~1.3 휴관", "(4.9~4.12)", "1.1~12.28일"; not "3.5~4.7%", "5.6~17.6도", "3.5~4.7 수준"."""
    if text[match.end() - 1] == "일":
        return True
    if match["dash"].strip() == "-" and not match["m2"] and text[match.start() - 1 : match.start()] != "(":
        return False
    if not _is_decimal(text, match.end()):
        return not text[max(0, match.start() - 2) : match.start() - 1].isdecimal()  # "5.1(2.1~8.4)"
    two_digits = any(len(match[name] or "") == 2 for name in ("m", "d", "m2"))
    return two_digits and bool(_WORD_AFTER.match(text, match.end()))


#: "12.28~1.3 휴관": a word of its own that is no unit.
_WORD_AFTER = re.compile(
    r" 간(?![가-힣])| [한두세] ?달"
    r"| [가-힣]{2}(?<!수준)(?<!정도)(?<!내외)(?<!만명)(?<!억원)(?<!조원)(?<!이상)(?<!이하)"
)


# Before a day in brackets: "이동(3.2)", "고3(4.9)", "접수(~8.30)", "체결 (3.25)", "승인했다.(6.26)"
_OPENED = re.compile(
    r"[가-힣'\"」』〉》A-Za-z)*](?:\d(?:[~·]\d)?)?\(~?$|(?P<blank>[가-힣] \($)|다\.\($"
    # "(한빛일보, 3.29)", "(5.30, 7.25)", "(11.24~11.26, 12.30)"
    r"|\((?P<name>[가-힣A-Za-z]{2,12}), ?$"
    r"|\((?:[가-힣]{1,8}, ?)?(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?:~\d{1,2}(?:\.\d{1,2})?)?, ?$"
)
# "(3.2|)", "(3.29|, 서울)", "(8.30|까지)", "(5.20| 기준)"; not "(6.25| 전쟁)"
_CLOSED = re.compile(
    r"\)|, ?[가-힣\d]|~(?!\d)| (?!통일|민주|독립|혁명|광복|전쟁|항쟁|선언)[가-힣]|까지|부터"
    r"|자(?![가-힣])|기준|현재|시행"
)
# "61.6|%|), 가구(12.8)", "(|△4|.4)": figures that change, and no days
_PERCENT_NEAR = re.compile(r"\d%|%\)|△\d|(?<![\d.])[+-]\d")
# "5점 만점에 소통(4.1)", "노인(4.1), 청년(3.4) 순이다", "(5.2 참조)", "(3.7)보다 높았다", "(1.2)를 준다"
_SCORED = re.compile(r"만점|척도|점수|순이|순으로|높[았은]|낮[았은]|[ (]평균|참[조고]|\)보다|유의")
# "친절도(4.5), 청결도(4.3)"
_NEIGHBOUR = re.compile(r"[가-힣]\d?\((\d{1,2})\.(\d{1,2})\)")


def _in_brackets(match: re.Match[str], text: str) -> bool:
    """ "임시사무소로 이동(3.2)", "경제중대본 회의(5.20, 서울)"; not "14,414(3.8)", "61.6%), 가구(12.8)"."""
    start, end = match.span()
    opened = _OPENED.search(text, max(0, start - 24), start)
    if opened is None or not _CLOSED.match(text, end):
        return False
    month, day = int(match["m"]), int(match["d"])
    if one_day(2000, month, day) is None or (opened["blank"] and day < 13 and month < 10):
        return False
    if opened["name"] and not text.startswith(")", end):
        return False
    if opened["m"] and (int(opened["m"]), int(opened["d"])) >= (month, day):
        return False
    before = text[max(0, start - 60) : start].rpartition("\n")[2]
    behind = text[end : end + 40].partition("\n")[0]
    if _PERCENT_NEAR.search(before) or _PERCENT_NEAR.search(behind):
        return False
    return not (_SCORED.search(before[-30:]) or _SCORED.search(behind) or _is_among_scores(match, text))


def _is_among_scores(match: re.Match[str], text: str) -> bool:
    """Whether bracketed figures beside these can be no days, or do not rise: "친절도(4.5), 청결도(4.3)"."""
    start, own = match.start(), (int(match["m"]), int(match["d"]))
    for beside in _NEIGHBOUR.finditer(text, max(0, start - 30), start + 30):
        if beside.start(1) == start:
            continue
        other = (int(beside[1]), int(beside[2]))
        unordered = (other > own) == (beside.start() < start)
        exact = len(match["d"]) == len(beside[2]) == 2  # "대전(5.20), 부산(5.13)": scores have one decimal
        if one_day(2000, *other) is None or (unordered and not exact):
            return True
    return False


# "(7.31) 2,770 → (8.1) 2,777", "(3.5) 공고 → (3.14) 마감"
_IN_SERIES = re.compile(r"\(~?(\d{1,2})\.(\d{1,2})\.?\)")


def _is_one_of_series(match: re.Match[str], text: str) -> bool:
    """Whether a bracketed day is a label in a series with arrows, in which the days rise."""
    start = match.start()
    around = text[max(0, start - 40) : start + 50]
    if "→" not in around:
        return False
    named = [(int(beside[1]), int(beside[2])) for beside in _IN_SERIES.finditer(around)]
    rising = all(first < second for first, second in pairwise(named))
    return len(named) > 1 and rising and all(one_day(2000, *day) for day in named)


def _is_decimal(text: str, end: int) -> bool:
    return bool(_UNIT_AFTER.match(text, end)) and not _DATE_WORD_AFTER.match(text, end)


def _tail(match: re.Match[str]) -> Parts | None:
    if not match["d2"]:
        return None
    return Parts(
        year=number_of(match["y2"]),
        month=int(match["m2"] or match["m"]),
        day=int(match["d2"]),
        weekday=_weekday(match["w2"]),
    )


def _weekday(written: str | None) -> int | None:
    return weekday_number(written.strip(" (")[0]) if written else None
