"""The publication date of an article: stated by its source, or inferred from its text and from hints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extractors.mention import Hint
from extractors.reading import Reading


@dataclass(frozen=True, slots=True)
class Publication:
    """published: ISO date of the known precision, or None. inferred: not stated by the source.
    evidence: what an inferred date was taken from, else None."""

    published: str | None
    inferred: bool
    evidence: str | None


#: First and last year that an article on the web can be from.
_YEARS = range(1995, 2100)
_YEAR = r"(?<![\d.,~])((?:199[5-9]|20\d\d))"
#: Words that make a year one that the text looks back at or forward to, not the year it is written in.
_AWAY_BEFORE = re.compile(r"(?:지난|오는|기준|이후|대비|~|까지|부터|이래|제정|설립|창립|개정)[ (]{0,2}$")
_AWAY_AFTER = re.compile(
    r"(?:년도?)? ?(?:부터|까지|이후|이래|이전|대비|말|초|대(?![가-힣])|생|에는?|와|과|보다|기준|현재|\d{0,2}월?.{0,8}(?:이후|부터|제정|설립|출범))"
)
# "2023년 전자정부지원사업 사업설명회", "2017년도 해외진출 지원사업", "2026년 업무계획"
_PROGRAMME_YEAR = re.compile(
    rf"{_YEAR} ?년도? (?:제?\d{{1,2}}(?:차|회) )?(?:[가-힣A-Za-z·\-]{{1,20}} ?){{1,5}}?"
    r"(?:사업|설명회|공모전?|공고|계획|행사|대회|축제|박람회|포럼|시상식|공채|시험|모집|교육|연수|워크숍|콘퍼런스|컨퍼런스|캠페인|대전|페스티벌|업무보고|개최|과제)"
)
# "11월 28일(수)", "6월 3일 수요일", "4. 7.(화)"
_WEEKDAYED = re.compile(
    r"(?<![\d.년'])(?<!년 )(?<![\d'][.] )(1[0-2]|0?[1-9])(?:월 ?|\. ?)(3[01]|[12]\d|0?[1-9])(?:일|\.)? ?\(?([월화수목금토일])(?:요일|\))"
)
# "2024년 8월 26일", "2024.08.26", "2024-08-26"
_FULL = re.compile(
    rf"{_YEAR}(?:년 ?|\. ?|-)(1[0-2]|0?[1-9])(?:월 ?|\. ?|-)(3[01]|[12]\d|0?[1-9])(?!\d)"
)
# "지난 2023년 5월", "2024년 6월"
_YEAR_MONTH = re.compile(rf"{_YEAR}(?:년 ?|\. ?)(1[0-2]|0?[1-9])월(?! ?\d)")
# "2024.08.26 행정안전부)", "(2024. 8. 26. 외교부)", "입력 2024.08.26"
_SOURCE_NOTE = re.compile(
    rf"(?:승인|입력|등록|기사등록|등록일|작성일|배포일시?|보도일시?|게시일)[ :]{{0,3}}{_YEAR}[.\-] ?(\d{{1,2}})[.\-] ?(\d{{1,2}})"
    rf"|\({_YEAR}\. ?(\d{{1,2}})\. ?(\d{{1,2}})\.? [가-힣]{{2,15}}\)"
)
#: How far apart in days the posts around an article may be for them to bracket it.
_NEIGHBOUR_SPAN = 120


def publication_date(reading: Reading) -> Publication:
    """The publication date of a document: stated if it has one, else inferred, else none.

    Inference asks, in this order, a date in the URL, the text, dates of neighbouring posts; hints of the
    kinds crawl, repost, modified and search are never used. Only what is known is said: ``2023`` or
    ``2012-12``. Raises nothing; malformed hints are passed over.
    """
    if reading.document.published is not None:
        return Publication(reading.document.published, False, None)
    hints = reading.document.hints
    neighbours = sorted(_dates(hints, "neighbour"))
    for found in (_from_url(hints), _from_text(reading.text, neighbours), _from_neighbours(neighbours)):
        if found is not None:
            return found
    return Publication(None, False, None)


def _dates(hints: Iterable[Hint], kind: str) -> list[date]:
    """The days of the hints of one kind; hints without a full date are passed over."""
    days = []
    for found, value in hints:
        match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", value)
        if found == kind and match and (day := _day(*map(int, match.groups()))):
            days.append(day)
    return days


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_url(hints: Iterable[Hint]) -> Publication | None:
    for kind, value in hints:
        if kind == "url" and re.fullmatch(r"\d{4}(?:-\d\d){0,2}(?:T.*)?", value):
            return Publication(value, True, f"URL의 날짜 {value}")
    return None


def _from_text(text: str, neighbours: list[date]) -> Publication | None:
    """What the text itself says: a source note, full dates, a year beside a programme, weekdays."""
    if note := _SOURCE_NOTE.search(text):
        year, month, day = (int(number) for number in note.groups() if number)
        if found := _day(year, month, day):
            return Publication(found.isoformat(), True, f"출처 표시 ‘{note[0]}’")
    years = _likely_years(text)
    if weekdayed := _by_weekday(text, years, neighbours):
        return weekdayed
    if len(years) == 1:
        year, words = next(iter(years.items()))
        if not neighbours or neighbours[0].year - 1 <= year <= neighbours[-1].year + 1:
            return _narrowed(year, words, text, neighbours)
    return None


def _likely_years(text: str) -> dict[int, str]:
    """Years that the text may be written in, each with the words that say so.

    A year beside a programme's name, or in a full date of a day to come or just past, counts; where
    several stand, only the one that is written most often and not the plans for years ahead.
    """
    named: dict[int, list[str]] = {}
    for match in _PROGRAMME_YEAR.finditer(text):
        if not _is_away(text, match.start(1), match.end(1)):
            named.setdefault(int(match[1]), []).append(match[0][:40])
    for match in _FULL.finditer(text):
        named.setdefault(int(match[1]), []).append(match[0])
    plausible = {year: words for year, words in named.items() if year in _YEARS}
    if not plausible:
        return {}
    counts = Counter({year: len(words) for year, words in plausible.items()})
    (best, most), *others = counts.most_common(2)
    if others and others[0][1] * 2 > most:
        return {year: words[0] for year, words in plausible.items()}
    latest = max(_mentioned_years(text), default=best)
    if best < latest and latest - best <= 2 and counts[latest]:
        return {best: plausible[best][0], latest: plausible[latest][0]}
    return {best: plausible[best][0]}


def _is_away(text: str, start: int, end: int) -> bool:
    return bool(_AWAY_BEFORE.search(text, max(0, start - 8), start) or _AWAY_AFTER.match(text, end))


def _mentioned_years(text: str) -> list[int]:
    return [int(match[1]) for match in re.finditer(rf"{_YEAR}년", text)]


def _by_weekday(text: str, years: dict[int, str], neighbours: list[date]) -> Publication | None:
    """"11월 28일(수)" fits few years: with likely years or neighbours to choose among, one is left."""
    for match in _WEEKDAYED.finditer(text):
        month, day, weekday = int(match[1]), int(match[2]), "월화수목금토일".index(match[3])
        fitting = [
            found
            for year in _candidate_years(years, neighbours, text)
            if (found := _day(year, month, day)) and found.weekday() == weekday
        ]
        if len(fitting) == 1:
            return _near(fitting[0], match[0], neighbours)
    return None


def _candidate_years(years: dict[int, str], neighbours: list[date], text: str) -> list[int]:
    if years:
        return sorted(years)
    if neighbours:
        return list(range(neighbours[0].year - 1, neighbours[-1].year + 2))
    mentioned = [year for year in _mentioned_years(text) if year in _YEARS]
    return list(range(max(mentioned), max(mentioned) + 3)) if len(mentioned) > 1 else []


def _near(found: date, words: str, neighbours: list[date]) -> Publication:
    """The year of a day in the text; the month where neighbouring posts confirm it."""
    evidence = f"본문의 ‘{words}’: 요일이 {found.year}년과 맞음"
    month = _common_month(neighbours, found)
    if month:
        return Publication(month, True, f"{evidence}, 이웃 글 날짜 {neighbours[0]}~{neighbours[-1]}")
    return Publication(str(found.year), True, evidence)


def _narrowed(year: int, words: str, text: str, neighbours: list[date]) -> Publication:
    evidence = f"본문의 ‘{words}’"
    for match in _YEAR_MONTH.finditer(text):
        if int(match[1]) == year and neighbours and neighbours[0].year == year == neighbours[-1].year:
            break
    return Publication(str(year), True, evidence)


def _common_month(neighbours: list[date], after: date | None = None) -> str | None:
    """The month of the neighbours if they lie close together: the later one of two."""
    if not neighbours or (neighbours[-1] - neighbours[0]).days > _NEIGHBOUR_SPAN:
        return None
    months = {(day.year, day.month) for day in neighbours}
    if len(months) == 1:
        return f"{neighbours[0]:%Y-%m}"
    if after and neighbours[0] <= after <= neighbours[-1]:
        return None
    return None


def _from_neighbours(neighbours: list[date]) -> Publication | None:
    if len(neighbours) < 2 or (neighbours[-1] - neighbours[0]).days > _NEIGHBOUR_SPAN:
        return None
    evidence = f"이웃 글의 날짜 {neighbours[0]}~{neighbours[-1]}"
    if month := _common_month(neighbours):
        return Publication(month, True, evidence)
    if neighbours[0].year == neighbours[-1].year:
        return Publication(str(neighbours[0].year), True, evidence)
    return None
