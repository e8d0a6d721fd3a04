"""The day of publication as the text states it: a labelled line, a dateline, a source note, a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.dates.calendar_days import full_year, one_day


@dataclass(frozen=True, slots=True)
class Statement:
    """A stated day of publication and its words. sure: a label says what day it is; else only its place."""

    day: date
    words: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A full date of the text that may be a statement, with what stands around it.

    line: its line; before, after: what stands on it before and behind the date. above, below: the nearest
    lines with text. head, tail: how many such lines there are above and below, as far as is looked.
    """

    day: date
    line: str
    before: str
    after: str
    above: str
    below: str
    head: int
    tail: int

    @property
    def label(self) -> str:
        """What may label the date: the words before it, or the line above that is a cell of its own."""
        return self.before if self.before.strip() or len(self.above) > _CELL else f"{self.above} "


#: How far from the top and from the bottom of a text a weak label (등록, 배포) is read as one, in lines.
_HEAD_LINES = 12
_TAIL_LINES = 6
#: How many characters around a date are looked at, and how many of its own line on each side.
_REACH = 1000
_LINE = 60
#: The longest line that is a label alone: "자료배포", "기사 등록일시 :".
_CELL = 14
#: Statements that lie further apart than this, in days, are those of several articles.
_SAME_ARTICLE = 7

# "2024. 8. 26.(월)", "2024-08-26", "2024년 8월 26일", "'24.8.26."
_DAY = re.compile(
    r"['12](?:(?<=')\d\d|(?<!')[09]\d\d(?<!\d{5}))(?:년 ?|\. ?|-|/)(\d{1,2})(?:월 ?|\. ?|-|/)(\d{1,2})(?!\d)"
    r"(?:일|\.)?(?: ?\(([월화수목금토일])(?:요일)?\)| ([월화수목금토일])요일)?"
)
# "20240826"
_COMPACT = re.compile(r"2(?<![\d.\-]2)0\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\d.\-])")
_YEAR = re.compile(r"'?(\d{2,4})")
# "Posted on August 26, 2024", "Published: 26 Aug 2024"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"[PpRr](?:osted(?: on)?|ublished(?: on)?|elease [Dd]ate)[ :]{1,3}"
    r"(?:([A-Z][a-z]{2})[a-z]{0,6}\.? (\d{1,2}),?|(\d{1,2}) ([A-Z][a-z]{2})[a-z]{0,6}\.?) (20\d\d)(?!\d)"
)
# What stands before a label: "입력 2024-08-26 | 수정 …", "담당부서 : 홍보과  등록일 :", "조간 배포일시"
_EDGE = r"(?:^|[|/·*※▷▶■□○◦│ㅣ\[(<\]):,>\dA-Za-z-]|[ ]{2}|기자|부서|님|조간|석간)[ ]{0,3}"
_SEPARATOR = r"(?: ?[:|│] ?| {1,4}|\]|\))? ?\(?$"
# "특허 등록일 : 2020. 3. 4.", "보고서 작성일": days of other things than the article
_OF_OTHERS = re.compile(
    r"(?:특허|상표|사업자|법인|회원|출원|제품|품목|계약서|보고서|신청서|서류|원서|문화유산|문화재)[가-힣]? ?"
    r"(?:등록|작성|승인|게시|입력)[가-힣]{0,2}[ :|]{0,3}$"
)
# "기사입력 : ", "등록일시 ", "최초 승인", "Posted on "
_LABEL = re.compile(
    rf"(?:{_EDGE}|[가-힣] )(?:(?:기사|최초|최초 |자료)?(?:입력|승인|등록|작성|게시|게재|배포|송고)"
    r"(?:일시|일자|일|시간|시각| 일시| 일자| 시간)"
    r"|자료 ?배포|기사 ?(?:입력|승인|등록|작성|송고)|최초 ?(?:입력|승인|등록|작성|게시)"
    r"|보도일자?|보도 일자|(?i:(?:date )?posted(?: on)?|published(?: on)?|release date))" + _SEPARATOR
)
# the same words alone are ordinary ones too: "등록 2024.3.1.~3.31." is a step of a plan
_WEAK_LABEL = re.compile(_EDGE + r"(?:입력|승인|등록|작성|게시|게재|배포|보도|송고|전송)" + _SEPARATOR)
# "보도시점 2024. 8. 26.(월) 조간": the embargo, near the day of publication where nothing nearer is said
_EMBARGO = re.compile(_EDGE + r"(?:보도 ?시점|보도 ?일시|엠바고)" + _SEPARATOR)
# "이 자료는 2024. 8. 26.(월) 조간부터 보도하여 주시기 바랍니다"
_EMBARGO_ASKED = re.compile(r"[ \d:가-힣]{0,12}(?:보도하여 주|보도해 주|보도 가능|보도하시기)")
# "2024.08.26 10:30 입력", "2024-08-26 송고"
_LABEL_BEHIND = re.compile(
    r" ?(?:(?:오전|오후) ?)?(?:\d{1,2}:\d\d(?::\d\d)? ?)?(?:입력|송고|등록|게재)(?:$|[ |/)\]])"
)
# "2024-08-26| 10:30|", "2024. 8. 26.| 오전 9시|"
_CLOCK = re.compile(r"[ T,]{0,2}(?:오전|오후)? ?(?:\d{1,2}:\d\d(?::\d\d)?|\d{1,2}시)")
# "등록 2024.3.1.~3.31.", "2024. 3. 1.부터", "2024.3.1. 개관": a plan or an event, no statement
_GOES_ON = re.compile(r" ?(?:~|-(?! )|부터|까지|에 |에서|이후|개최|시행|시작|예정|마감(?!일)|현재|기준)")
_ENDS = re.compile(
    r" ?(?:$|[|/·,)\]>│ㅣ]| {2}|조간|석간|\(|배포|즉시|이후|이전|조회|추천|댓글|첨부|수정|마감일|담당"
    r"|작성자|[가-힣]{2,4} ?:)"
)
# "(서울=누리뉴스) ", "[세종="
_DATELINE = re.compile(r"[(\[【<] ?[가-힣]{2,10} ?= ?(?:[가-힣A-Za-z\d ]{1,14}[)\]】>] ?)?$")
_DATELINE_ENDS = re.compile(r" ?(?:[\])】>=/]|$|[가-힣]{2,4} (?:기자|특파원))")
_OUTLET = r"[가-힣A-Za-z·]{1,16}(?:부|처|청|위원회|위|뉴스|신문|일보|브리핑|시|도|군|구|공사|공단|원)"
# "(2024.08.26 해양수산부)", "[산림청, 2024.08.26.]" with a line of their own
_NOTE_BEHIND = re.compile(rf",? {{0,2}}{_OUTLET}[)\]>]")
_NOTE_BEFORE = re.compile(rf"[(\[<]{_OUTLET},? {{0,2}}$")
# "이 글은 산림청 2024년 8월 26일자 보도자료입니다"
_OF_RELEASE = re.compile(
    r" ?자?(?:로 배포한|에 배포한| 배포한)? ?보도자료(?:입니다|임|이다|를 (?:옮긴|전재한)|$|[.)\]])"
)
# "산림청 보도자료(2024. 8. 26.)", "출처: 산림청 보도자료 2024.8.26."
_RELEASE_OF = re.compile(rf"^ ?(?:출처 ?:? ?|\[출처\] ?)?{_OUTLET} ?보도자료 ?[(\[,]? ?$")
_ABOUT_ANOTHER = re.compile(r"관련|설명|정정|반박|해명|대한|참고|^ ?[*※]? ?(?:자료|통계) ?:")
# "산림청장 김한솔", "행정안전부 대변인", "관계부처 합동": the end of a signed text
_SIGNATURE = re.compile(
    r"[가-힣A-Za-z·() ]{0,24}"
    r"(?:부|처|청|위원회|대변인|합동|일동|장관|청장|처장|위원장|시장|도지사|군수|원장|총리)"
    r"(?: [가-힣]{2,4}| [가-힣] [가-힣] [가-힣])?"
)
# "…밝혔|다.|", "…추진할 계획|임|", "|끝.|"
_SENTENCE_END = re.compile(r"[다요임함음됨] ?[.!?]?[\"')]{0,2}$|끝[.>)]?$")
# "□ 행사 |일시|", "신청 |기간|": the day below is that of an event
_EVENT_HEAD = re.compile(r"일시|일정|기간|장소|개요|날짜|순서")


def stated_day(text: str) -> Statement | None:
    """The day of publication that a folded text states; None where it does not or where several articles
    state theirs. Lines of the kind 수정 (modified) are never taken."""
    days = [*_DAY.finditer(text), *_COMPACT.finditer(text)]
    found = [one for match in days if (one := _candidate(match, text))]
    for rule in (_is_labelled, _is_note, _is_dateline, _is_of_release, _is_embargo, _is_stamp, _is_signed):
        stated = [one for one in found if rule(one)]
        if stated:
            first = stated[0]
            apart = max(abs((one.day - first.day).days) for one in stated)
            sure = rule not in (_is_stamp, _is_signed)
            return Statement(first.day, first.line.strip()[:80], sure) if apart <= _SAME_ARTICLE else None
    return _in_english(text)


def _in_english(text: str) -> Statement | None:
    match = _ENGLISH.search(text)
    if match is None:
        return None
    month, day = match.group(1, 2) if match[1] else match.group(4, 3)
    number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else 0
    found = one_day(int(match[5]), number, int(day))
    return Statement(found.start, match[0], sure=True) if found else None


def _candidate(match: re.Match[str], text: str) -> Candidate | None:
    day = _day(match)
    line_start = text.rfind("\n", 0, match.start()) + 1
    if day is None or match.start() - line_start > _LINE:
        return None
    line_end = text.find("\n", match.end())
    line_end = len(text) if line_end < 0 else line_end
    above = [line for line in text[max(0, line_start - _REACH) : line_start].split("\n") if line.strip()]
    below = [line for line in text[line_end : line_end + _REACH].split("\n") if line.strip()]
    return Candidate(
        day,
        text[line_start : min(line_end, match.end() + _LINE)],
        text[line_start : match.start()],
        text[match.end() : min(line_end, match.end() + _LINE)],
        above[-1].strip() if above else "",
        below[0].strip() if below else "",
        len(above),
        len(below),
    )


def _day(match: re.Match[str]) -> date | None:
    if match.re is _COMPACT:
        found = one_day(int(match[0][:4]), int(match[0][4:6]), int(match[0][6:]))
        return found.start if found else None
    year = _YEAR.match(match[0])
    assert year is not None
    found = one_day(full_year(int(year[1]), None), int(match[1]), int(match[2]))
    weekday = match[3] or match[4]
    if found is None or (weekday and found.start.weekday() != "월화수목금토일".index(weekday)):
        return None
    return found.start


def _is_labelled(one: Candidate) -> bool:
    if _GOES_ON.match(one.after):
        return False
    timed, closed = bool(_CLOCK.match(one.after)), bool(_ENDS.match(one.after))
    if _LABEL.search(one.label) and not _OF_OTHERS.search(one.label):
        return timed or (closed and (one.head < _HEAD_LINES or one.tail < _TAIL_LINES))
    if _WEAK_LABEL.search(one.label):
        return timed or (closed and one.head < _HEAD_LINES)
    return (timed or not one.before.strip()) and _LABEL_BEHIND.match(one.after) is not None


def _is_note(one: Candidate) -> bool:
    line = one.line.strip()
    if line[:1] not in ("(", "[", "<") or line[-1:] not in (")", "]", ">"):
        return False
    if len(one.before.strip()) == 1:
        return _NOTE_BEHIND.fullmatch(one.after.strip()) is not None
    return one.tail < 2 and len(one.after.strip()) == 1 and bool(_NOTE_BEFORE.fullmatch(one.before.lstrip()))


def _is_dateline(one: Candidate) -> bool:
    return bool(_DATELINE.search(one.before)) and bool(_DATELINE_ENDS.match(one.after))


def _is_of_release(one: Candidate) -> bool:
    if (one.head > 2 and one.tail > 2) or _ABOUT_ANOTHER.search(one.line):
        return False
    alone = one.after.strip(" )].") == "" and (one.head == 0 or one.tail == 0)
    return bool(_OF_RELEASE.match(one.after)) or (alone and bool(_RELEASE_OF.search(one.before)))


def _is_stamp(one: Candidate) -> bool:
    """A line with nothing but a date under the title. On top of everything it may be the page's clock; an
    hour beside a weekday is that of an event."""
    if not 1 <= one.head <= 3 or not one.tail or one.before.strip() or _EVENT_HEAD.search(one.above):
        return False
    clock = None if ")" in one.line else _CLOCK.match(one.after)
    return not one.after[clock.end() if clock else 0 :].strip()


def _is_signed(one: Candidate) -> bool:
    """A date at the very end of prose: alone, or with who signs beside or below it."""
    if one.before.strip() or one.head < 2 or one.tail > 2:
        return False
    if one.after.strip():
        return not one.tail and _SIGNATURE.fullmatch(one.after.strip()) is not None
    return _SIGNATURE.fullmatch(one.below) is not None if one.tail else bool(_SENTENCE_END.search(one.above))


def _is_embargo(one: Candidate) -> bool:
    if one.head < _HEAD_LINES and _EMBARGO_ASKED.match(one.after):
        return True
    return one.head < _HEAD_LINES and bool(_EMBARGO.search(one.label)) and not _GOES_ON.match(one.after)
