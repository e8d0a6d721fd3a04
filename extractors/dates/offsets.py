"""Days counted from the publication or from a day just named: 사흘 뒤, 3일 전, 두 달 전, 10년 후, 20일
개막하고 사흘 뒤. Lengths of time are none. Text is folded text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractors.dates.lengths import FORMER_OR_WHOLE
from extractors.dates.parts import Parts, Piece
from extractors.dates.verb_endings import PAST

_DAY_WORDS = ("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘")
_COUNTS = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8}
_COUNTS |= {"아홉": 9, "열": 10, "열두": 12}
_DAYS = {word: number for number, word in enumerate(_DAY_WORDS, 1)}
_DAYS |= {f"열{word}": number for number, word in enumerate(_DAY_WORDS[:9], 11)}
_DAYS |= {"보름": 15, "스무날": 20, "일주일": 7, "이주일": 14}
_UNITS: dict[str, Callable[[int], Parts]] = {
    "일": lambda steps: Parts(day_shift=steps),
    "주": lambda steps: Parts(day_shift=7 * steps),
    "개월": lambda steps: Parts(month_shift=steps),
    "달": lambda steps: Parts(month_shift=steps),
    "반년": lambda steps: Parts(month_shift=6 * steps),
    "년": lambda steps: Parts(year_shift=steps),
    "해": lambda steps: Parts(year_shift=steps),
}
# The last syllable of a count of time and what turns it into a day: "사[흘 뒤]", "3[일 전]", "한 [달 전]에";
# not "5일 전까지", "3년 전국 대회", "2년 후배". The count is read backwards from there.
_TURN = re.compile(
    r"[일주월달년해루틀흘새레름날] ?(?P<way>전|뒤|후)"
    r"(?=[ ,.)(]|$|에(?!서)|엔|인 |부터|보다|과 |와 |처럼|만 ?해도|까지[만도는]|의|이[다던라며면었고]|이 "
    r"|도 |면 |다\b|였|입니다|쯤|께)"
    rf"(?!(?<=전) (?:{FORMER_OR_WHOLE}))"
    r"(?!면 (?:상|썩|시든|굳|마르|싹|익|녹|낫|아물)|까지는 ?(?:신청|접수|제출|예약|신고)"
    r"|(?:에|부터)? ?(?:신청|신고|통보|제출|예약|미리|접수|취소|까지(?![만도는])))"
)
# "|사흘| 뒤", "|반년| 전", "|두 달| 전", "|3일| 후"
_COUNT = re.compile(
    rf"(?<![\d.,~·/])(?:({'|'.join(sorted(_DAYS, key=len, reverse=True))})|(반년)"
    rf"|(\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))}) ?(일|주|개월|달|년|해)(?:일)?)\Z"
)
_LONGEST = 8  # "다섯 개월", "100 개월"
#: What may stand before one that counts from now: nothing, a particle, an adverb. A bare noun ("마감 3일
#: 전", "접종 2주 후") is what it counts from instead.
_FREE = re.compile(
    r"(?:^|[\n.\"'(○□]|[은는이가을를에도]|그로부터|(?:^|[^가-힣])(?:바로|불과|딱|꼭|무려|이제|겨우|고작|약|정확히|대략|앞으로"
    r"|이미|벌써|거의|한|지금|지금으로부터|지금부터|현재로부터|오늘부터|오늘로부터)) ?\Z"
)
# "|지금으로부터| 3년 전", "|앞으로| 2년 뒤"
_FROM_NOW = re.compile(r"(?:지금|현재|오늘|앞으로|이제)[가-힣]{0,4} ?\Z")
# "개막하고 |사흘 뒤", "체포돼 |이틀 뒤", "시작했지만 |닷새 후"
_AND_THEN = re.compile(
    r"(?:[가-힣](?:고|며|자|지만|으나|는데)|[해돼혀져려여아어와워쳐겨켜나떠]),? ?\Z|그로부터 ?\Z"
)
# "20일 |개막하고", "이날 |체포돼": a day that days and weeks can count from
_DAY = re.compile(
    r"\d ?일(?!간|째|씩| 동안)|\d\. ?\d{1,2}\.?\(|(?:이|그|같은 |전|다음 ?)날|당일|어제|오늘|그제"
)
# "2018년 |입사해", "지난해 5월 |착공해": a year or month that years and months can count from
_PERIOD = re.compile(r"(?:19|20)\d\d년|'\d\d년|\d월(?! ?간)|(?:지난|올|같은 |그)해|[이지난같은그] ?달")
# "문을 닫았다", "구속됐다": such a day lies behind the writer; not "닥쳐올 위기를 경고했다"
_TOLD = re.compile(rf"(?:(?![할될올갈릴] |다고|라고|예정)[^.\n]){{0,45}}{PAST}(?:다|고|으며|지만|습니다)")
#: How far before an offset the day that it counts from is looked for.
_REACH = 120


def offsets(text: str) -> Iterator[Piece]:
    """Every offset in a folded text. Anaphoric are those behind a clause (사흘 뒤 in 20일 개막하고 사흘 뒤)
    or in a story that names a day; without such a day they are none."""
    for turn in _TURN.finditer(text):
        end = turn.start() + 1
        match = _COUNT.search(text, max(0, end - _LONGEST), end)
        if match is None:
            continue
        ahead = turn["way"] != "전"
        base = _DAY if match[1] or match[4] in ("일", "주") else _PERIOD
        anaphoric = _is_anaphoric(text, match.start(), turn.end(), base) if ahead else None
        if anaphoric is None and not _FREE.search(text, max(0, match.start() - 8), match.start()):
            continue
        if anaphoric is not False:
            parts = _parts(match, 1 if ahead else -1)._replace(anaphoric=anaphoric)
            yield Piece(match.start(), turn.end(), "offset", parts)


def _parts(match: re.Match[str], sign: int) -> Parts:
    if match[1]:
        return Parts(day_shift=sign * _DAYS[match[1]])
    if match[2]:
        return _UNITS["반년"](sign)
    count = _COUNTS[match[3]] if match[3] in _COUNTS else int(match[3])
    return _UNITS[match[4]](sign * count)


def _is_anaphoric(text: str, start: int, end: int, base: re.Pattern[str]) -> bool | None:
    """True where 사흘 뒤 counts from a day (or period) named before, False where from one that the text does
    not name, None where it counts from the publication."""
    if _FROM_NOW.search(text, max(0, start - 10), start):
        return None
    behind_clause = _AND_THEN.search(text, max(0, start - 8), start) is not None
    told = _TOLD.match(text, end) is not None
    if not behind_clause and not told:
        return None
    low = max(0, start - _REACH)
    sentence = max(low, text.rfind("\n", low, start) + 1, text.rfind(". ", low, start) + 1)
    return base.search(text, low if told else sentence, start) is not None
