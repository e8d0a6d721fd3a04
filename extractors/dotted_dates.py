"""Dates in figures: 2024.08.26, '25.12.8.~'25.12.12, 12.28~1.3, 4.7.(화), 3/20(금), 2026-07-01."""

from __future__ import annotations

import re

from extractors.calendar_days import one_day
from extractors.date_parts import Parts, Piece
from extractors.date_units import DAY, MONTH

_LONG_YEAR = r"(?:1[89]|20)\d\d"
_YEAR = rf"(?:{_LONG_YEAR}|'\d\d|(?<!\d)\d\d)"
_WEEKDAY = r"(?: ?\([월화수목금토일](?:요일)?\)| [월화수목금토일]요일|[월화수목금토일](?=[),]))"
_CLOCK = r"(?: ?\d{1,2}(?::\d\d|시(?: ?\d{1,2}분)?))?"
#: The other end of a range, with the parts that it does not repeat left out: "~8.30", "-10.", "~'26.1.3".
_TAIL = (
    rf"(?:{_CLOCK} ?[~-] ?(?:(?:(?P<y2>{_YEAR})\. ?)?(?P<m2>{MONTH})\. ?)?"
    rf"(?P<d2>{DAY})(?!\d|\.\d|[:%]|,\d)(?P<dot2>\.(?!\d))?일?(?P<w2>{_WEEKDAY})?)?"
)
_BEFORE = r"(?<![\d.,/:*#A-Za-z₩$€-])(?<![\d.)일월년]~)(?<!\d [~-] )"
# "2024.08.26", "2026. 7. 1.(수)", "'25.12.8.~'25.12.12", "24.8.26."
_FULL = re.compile(
    rf"{_BEFORE}(?P<y>{_YEAR})\. ?(?P<m>{MONTH})\. ?(?P<d>{DAY})(?!\d)"
    rf"(?:\.(?!\d)|(?!\.?\d))일?(?P<w>{_WEEKDAY})?{_TAIL}"
)
# "2026-07-01", "2026/07/01"
_ISO = re.compile(rf"(?<![\d/.-])({_LONG_YEAR})([-/])(\d\d)\2(\d\d)(?![\d/-])")
# "'25.9.", "2025.11~2026.2", "'22.7", "'25.11.~'26.2."
_YEAR_MONTH = re.compile(
    rf"(?<![\w.,'-])(?P<y>{_LONG_YEAR}|'\d\d)\. ?(?P<m>{MONTH})(?![\d월%]| ?분기)(?:\.(?! ?\d)|(?!\.?\d))"
    rf"(?: ?[~-] ?(?:(?P<y2>{_LONG_YEAR}|'\d\d)\. ?)?(?P<m2>{MONTH})(?![\d월일%])(?:\.(?!\d)|(?!\.?\d)))?"
)
# "4.7.(화)", "12.28~1.3", "(10. 2일)", "5.1.-10.", "11. 2.(목)"; never "3.5%", "4.7배", "1.2.3"
_MONTH_DAY = re.compile(
    rf"(?<![\d.,/:*#'A-Za-z₩$€+-])(?<![\d.)일월년]~)(?P<m>{MONTH})\.(?P<gap> ?)"
    rf"(?P<d>{DAY})(?!\d)(?P<dot>\.(?!\d))?(?P<il>일)?(?P<w>{_WEEKDAY})?"
    + _TAIL.replace(r" ?[~-] ?(", r"(?P<dash> ?[~-] ?)(", 1)
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
_PERCENT_NEAR = re.compile(r"\d%|%\)|△\d|[+-]\d")


def full(text: str, place: int) -> Piece | None:
    match = _FULL.match(text, place)
    if match is None:
        return None
    low = Parts(
        year=_year(match["y"]), month=int(match["m"]), day=int(match["d"]), weekday=_weekday(match["w"])
    )
    return Piece(match.start(), match.end(), "full", low, _tail(match))


def iso(text: str, place: int) -> Piece | None:
    match = _ISO.match(text, place)
    if match is None or not (1 <= int(match[3]) <= 12 and 1 <= int(match[4]) <= 31):
        return None
    parts = Parts(year=int(match[1]), month=int(match[3]), day=int(match[4]))
    return Piece(match.start(), match.end(), "full", parts)


def year_month(text: str, place: int) -> Piece | None:
    match = _YEAR_MONTH.match(text, place)
    if match is None:
        return None
    plain = match["y"][0] != "'" and not match["m2"] and text[match.end() - 1] != "."
    if plain and _is_decimal(text, match.end()):  # "2024.5점"
        return None
    high = Parts(year=_year(match["y2"]), month=int(match["m2"])) if match["m2"] else None
    low = Parts(year=_year(match["y"]), month=int(match["m"]))
    return Piece(match.start(), match.end(), "month", low, high)


def month_day(text: str, place: int) -> Piece | None:
    match = _MONTH_DAY.match(text, place)
    if match is None:
        return None
    if _is_month_day(match, text):
        low = Parts(month=int(match["m"]), day=int(match["d"]), weekday=_weekday(match["w"]))
        return Piece(match.start(), match.end(), "month_day", low, _tail(match))
    if not match["gap"] and not _is_decimal(text, match.end("d")):
        low = Parts(month=int(match["m"]), day=int(match["d"]))
        return Piece(match.start(), match.end("d"), "month_day", low, weak=True)
    return None


def slashed(text: str, place: int) -> Piece | None:
    match = _SLASH.match(text, place)
    if match is None or not (match["w"] or (match["d2"] and not text.startswith("분기", match.end()))):
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


def _is_month_day(match: re.Match[str], text: str) -> bool:
    """Whether two figures with a stop between them are a day and not a decimal or a section number."""
    if match["w"] or match["w2"]:
        return True
    if _MEASURE.search(text[max(0, match.start() - 8) : match.start()]):
        return False
    if match["il"]:
        before = text[max(0, match.start() - 6) : match.start()]
        return not _LENGTH_BEFORE.search(before) and not _LENGTH_AFTER.match(text, match.end())
    if match["dot"] or match["dot2"]:
        line_start = _HEADING.search(text, max(0, match.start() - 12), match.start()) is not None
        return bool(match["d2"]) or not line_start or bool(_CLOCK_AFTER.match(text, match.end()))
    if match["gap"]:
        return False
    if match["d2"]:
        return _is_range(match, text)
    return _in_brackets(match, text)


# The start of a line, or the letter of a heading: "3.1. 목표", "가. 3.1. 목표", "IV. 2.3. 추진체계"
_HEADING = re.compile(r"(?:^|\n) {0,4}(?:(?:[가나다라마바사아자차카타파하]|[IVX]{1,4})\. {0,2})?$")
# "점수(4.8)", "만족도는 4.5.", "pH(6.5~7.5)"
_MEASURE = re.compile(
    r"(?:점수|평점|학점|만족도|지분|규모|수온|기온|지수|비율|비중|평균|농도|시력|코스피|코스닥|환율|금리"
    r"|[가-힣][률율]|pH|강도|습도|온도|배율)[은는이가도]?[ :(]{1,2}$"
)
_CLOCK_AFTER = re.compile(r" ?(?:\d{1,2}(?::\d\d|시)|오전|오후)|\n|$")


#: Before a length of time with a decimal: "('23)7.5일", "평균 3.5일".
_LENGTH_BEFORE = re.compile(r"(?:\)|평균|일수|약|총|최대|최소|보다|대비)[ :(]{0,2}$")
#: Behind one: "2.5일 걸린다", "1.8일 많음".
_LENGTH_AFTER = re.compile(
    r" ?(?:간(?![가-힣])|동안|걸|이상|이내|이하|미만|만에|소요|단축|연장|가량|정도|씩"
    r"|치|증가|감소|많|적[게어은]|늘|줄|빨|늦)"
)


def _is_range(match: re.Match[str], text: str) -> bool:
    """ "12.28~1.3 휴관", "(4.9~4.12)", "1.1~12.28일"; not "3.5~4.7%", "5.6~17.6도", "3.5~4.7 수준"."""
    if text[match.end() - 1] == "일":
        return True
    if match["dash"].strip() == "-" and not match["m2"] and text[match.start() - 1 : match.start()] != "(":
        return False
    if not _is_decimal(text, match.end()):
        return True
    two_digits = any(len(match[name] or "") == 2 for name in ("m", "d", "m2"))
    return two_digits and bool(_WORD_AFTER.match(text, match.end()))


#: "12.28~1.3 휴관": a word of its own that is no unit.
_WORD_AFTER = re.compile(
    r" [가-힣]{2}(?<!수준)(?<!정도)(?<!내외)(?<!만명)(?<!억원)(?<!조원)(?<!이상)(?<!이하)"
)


def _in_brackets(match: re.Match[str], text: str) -> bool:
    """ "임시사무소로 이동(3.2)", "경제중대본 회의(5.20, 서울)"; not "14,414(3.8)", "61.6%), 가구(12.8)"."""
    before = text[max(0, match.start() - 2) : match.start()]
    if len(before) < 2 or before[1] != "(" or not re.match(r"[가-힣'\"」』〉》A-Za-z)]", before[0]):
        return False
    if not re.match(r"\)|, ?[가-힣\d]|~(?!\d)| [가-힣]", text[match.end() : match.end() + 3]):
        return False
    if one_day(2000, int(match["m"]), int(match["d"])) is None:
        return False
    around = text[max(0, match.start() - 60) : match.end() + 40]
    return not _PERCENT_NEAR.search(around)


def _is_decimal(text: str, end: int) -> bool:
    return bool(_UNIT_AFTER.match(text, end)) and not _DATE_WORD_AFTER.match(text, end)


def _tail(match: re.Match[str]) -> Parts | None:
    if not match["d2"]:
        return None
    return Parts(
        year=_year(match["y2"]),
        month=int(match["m2"]) if match["m2"] else None,
        day=int(match["d2"]),
        weekday=_weekday(match["w2"]),
    )


def _year(written: str | None) -> int | None:
    return int(written.lstrip("'")) if written else None


def _weekday(written: str | None) -> int | None:
    return "월화수목금토일".index(written.strip(" (")[0]) if written else None
