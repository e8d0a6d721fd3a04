"""The year, month or range that an amount is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context import frames
from extractors.context.surroundings import Surroundings, within
from extractors.context.words import words
from extractors.context.years import years
from extractors.mention import Date

Period = tuple[str | None, str | None]
_NONE: Period = (None, None)
# "전년| 동기 대비|", "지난해|보다|", "2022년|에 비해|": what the amount is compared with
_COMPARED = re.compile(
    r" ?(?:\([^()\n]{0,30}\))?(?: ?(?:같은 ?기간|동기|동월|동분기|같은 ?달|같은 ?분기|수준|말|연간))?"
    r"(?:보다|대비| 대비|에 비해|에 비하여|과 비교|와 비교| 이래| 이후 최)"
)
# "2001년| 국내 최초로 설치된| …", "6월|까지 신청하면|": what the date is the time of; but "올해| 확정된|
# 예산 30억원"
_OF_ANOTHER = re.compile(
    r"도?(?:에|부터|까지)? ?(?:[가-힣·]{1,8} )?(?:열린|신청|접수|모집|제출|문을)"
    r"|도?(?:에|부터|까지)? ?(?:[^ ,.\n]{1,10} ){0,3}?(?P<verb>[가-힣]{2,5})(?:한|된|했던|됐던|했고)(?= )"
)
# "2023년까지 |투입|한 예산은": done with money; "청년을위|한", "지원에관|한": no verbs
_OF_MONEY = re.compile(rf".{{0,4}}(?:{words('money_act')})|(?:위|대|관|통|의|인)\Z")
# "2015년|부터|", "’15년| 도입 이후|"
_SINCE = re.compile(r"(?:도|말|초)?(?:부터| ?이후| 이래|에? ?(?:도입|시작|출범|개시|시행) 이후)")
# "올해|부터 시범단지 착수를 시작으로 |2029년까지"
_FROM = re.compile(r"(?:도|말|초)?부터 (?:[^.,\n]{0,60}(?:시작으로|거쳐),? )?")
_UNTIL = re.compile(r"(?:도|말|초)?까지")
# "30억원|(|2024년)"
_IN_BRACKETS = re.compile(r" ?\(")
# "(2024년|)|", "('24년| 기준, |…)"; not "('22년| 25억 원)"
_ALONE = re.compile(r"(?:도|까지)?(?: ?기준| ?현재)?[,)]")
# "2023년 납세도우미를 통해 감면된| 세액은|": what was done makes the sum, it is not dated by itself
_MADE_SUM = re.compile(r" [가-힣]{0,6}(?:액|예산|비용|금|규모|돈)(?:은|는|이|가|의)(?= )")
# "작년 12팀(3천만원|)보다| 늘어난 20팀(4천만원)": the date before is that of what is surpassed
SURPASSED = re.compile(r"(?:씩)?\)?(?:보다| ?대비|에 비해)")
# "3월 2일부터 5월 30일까지| 실시되는 할인행사에서는| 100g당 3천원": when a price holds
_DURING = re.compile(
    r"(?:까지)? ?[^,.\n]{0,16}(?:실시|진행|열리|열릴|개최|운영|시행)[가-힣]{0,3} [^,.\n]{0,20}에서는? "
)
# "30억원을 |내년| 예산에|", "50억원을 |올해| 편성했|다"
_ITS_BUDGET = re.compile(
    r"도? ?(?:[가-힣]{0,4} ?예산|에 (?:투입|지원|집행|편성|반영|지급)"
    r"| ?(?:투입|지원|집행|편성|배정|확보|지급)(?:한|했|하기|할|됐|된|될))"
)
#: Roles that are dated only where the date stands right before the amount.
_UNDATED = frozenset({"penalty", "price", None})
# "… 배정했고, 환경부|는 |…": after a verb another body begins; not "줄고 무역적자|는 |"
_NEW_SUBJECT = re.compile(rf"(?:고|며|지만|으나)(?:,| ) ?[^,.\n]{{0,20}}(?:{words('subject_end')})(?:은|는) ")
#: Roles of statistics, of which the next sentence goes on with the same time.
_KEPT = frozenset({"trade", "revenue", "investment"})
_KEPT_REACH = 80
_ADJACENT = 6
_NEAR = 40


def period(around: Surroundings, dates: Sequence[Date]) -> Period:
    """First and last day of the time that the amount is for; either is None where the text leaves it open.

    A single day is the day of an announcement or a contract, not what the money is for; a price has one.
    dates: those of the sentence and shortly before it, in order.
    """
    text, money = around.text, around.money
    labelled = years(text, money.start, money.end)
    if labelled:
        return labelled
    if frames.ordinary(text, money.start):
        return _NONE
    here = within(dates, around.begin, around.end)
    told = [date for date in here if _is_period(date) or _quotes(around, date)]
    beside = _beside(around, told)
    if beside:
        return beside
    term = frames.term(text, money.end, around.after(told))
    frame = frames.framing(text, money.start, [date for date in dates if _is_period(date)])
    told_once = term or frame
    if told_once:
        return _span(text, told_once)
    return _of_clause(around, told) if told else _NONE if here else _kept(around)


def _beside(around: Surroundings, told: Sequence[Date]) -> Period | None:
    """The time that stands at the amount itself: ``올해 |30억원``, ``30억원(2024년)``."""
    own = _own(around, told)
    if own and _adjacent(around, own[-1], around.money.start):
        return _spans(around.text, own)
    following = around.after(told)
    if (
        following
        and _IN_BRACKETS.fullmatch(around.text, around.money.end, following[0].start)
        and _ALONE.match(around.text, following[0].end)
    ):
        return _span(around.text, following[0])
    return None


def _of_clause(around: Surroundings, told: Sequence[Date]) -> Period:
    """The time of the amount's own clause, else the only one before it, else that of its budget behind."""
    own = _own(around, told)
    if own:
        return _spans(around.text, own)
    if around.money.role in _UNDATED or around.scene.is_threshold(around.money.end):
        lasting = [date for date in around.before(told, around.begin) if _lasts(around, date)]
        return _span(around.text, lasting[0]) if lasting else _NONE
    earlier = [date for date in around.before(told, around.begin) if _serves(around, date)]
    if earlier and around.previous and SURPASSED.match(around.text, around.previous.end):
        return _span(around.text, earlier[0]) if len(earlier) == 2 else _NONE
    if earlier:
        labels = _labels_previous(around, earlier[-1]) or _of_another_subject(around)
        return _span(around.text, earlier[-1]) if len(earlier) == 1 and not labels else _NONE
    following = around.after(told)
    if following and not around.scene.parted(around.money.end, following[0].start):
        return _span(around.text, following[0]) if _ITS_BUDGET.match(around.text, following[0].end) else _NONE
    return _NONE


def _own(around: Surroundings, told: Sequence[Date]) -> list[Date]:
    return [date for date in around.before(told, around.floor) if _serves(around, date)]


def _kept(around: Surroundings) -> Period:
    """``5월 수출은 60억 달러다. 수입은 |58억 달러였다``: the time of the sentence before."""
    last, money = around.last, around.money
    if last is None or last.role != money.role or money.role not in _KEPT:
        return _NONE
    if money.start - last.end > _KEPT_REACH:
        return _NONE
    return last.date_start, last.date_end


def _is_period(date: Date) -> bool:
    """Not a day or week; a time without a value (``연말``) counts, lest one further off is taken for it."""
    if date.date_start is None and date.date_end is None:
        return date.granularity in ("part", "year", "season", "half", "quarter", "month")
    return date.granularity != "week" and date.date_start != date.date_end


def _quotes(around: Surroundings, date: Date) -> bool:
    """``5월 7일 |3,100원/포기``: the day that a price is told of."""
    if around.money.role != "price" or date.granularity != "day" or date.date_start is None:
        return False
    return date.end <= around.money.start and _adjacent(around, date, around.money.start)


def _lasts(around: Surroundings, date: Date) -> bool:
    """``3월 2일부터 5월 30일까지 실시되는 행사에서는 100g당 |3천원``: while a price holds."""
    ranged = date.date_start and date.date_end and date.date_start != date.date_end
    return bool(around.money.role == "price" and ranged and _DURING.match(around.text, date.end))


def _serves(around: Surroundings, date: Date) -> bool:
    if date.granularity == "month" and around.text.startswith(",", date.end):
        return False  # "지난 3월, 총사업비 300억원의 …": when something happened
    if _adjacent(around, date, around.money.start):
        # "지난해(|2조원|)보다": the amount itself stands in the brackets
        inside = "(" in around.text[date.end : date.end + 2] and date.end + 4 > around.money.start
        return inside or not _COMPARED.match(around.text, date.end)
    if around.money.role in _UNDATED or around.scene.is_threshold(around.money.end):
        return False
    return not _COMPARED.match(around.text, date.end) and not _dates_another(around, date)


def _dates_another(around: Surroundings, date: Date) -> bool:
    other = _OF_ANOTHER.match(around.text, date.end, around.money.start)
    if not other:
        return False
    verb = other["verb"]
    return not verb or not (_OF_MONEY.match(verb) or _MADE_SUM.match(around.text, other.end()))


def _adjacent(around: Surroundings, date: Date, end: int) -> bool:
    """Whether only fillers part a date from an amount: ``올해 총 |30억원``."""
    return 0 <= end - date.end <= _NEAR and len(around.scene.rest(date.end, end)) <= _ADJACENT


def _labels_previous(around: Surroundings, date: Date) -> bool:
    """Whether a date is that of the amount before alone: ``올해 30억원에서 50억원으로``.

    A new clause goes on with it: ``올해 30억원을 투입해 1인당 100만원을 지원한다``.
    """
    previous = around.previous
    if previous is None or around.scene.rest(date.end, previous.start):
        return False
    return not around.scene.turns(previous.end, around.money.start)


def _of_another_subject(around: Surroundings) -> bool:
    """``기상청은 지난달 3억원을 배정했고, 환경부는 |5억원을 검토한다``: the time is of the first clause."""
    previous = around.previous
    return previous is not None and bool(_NEW_SUBJECT.search(around.text, previous.end, around.money.start))


def _spans(text: str, own: Sequence[Date]) -> Period:
    """``올해부터 시범단지를 시작으로 2029년까지``: one stretch of time told by two dates."""
    last = own[-1]
    if len(own) > 1 and _UNTIL.match(text, last.end) and _FROM.fullmatch(text, own[-2].end, last.start):
        return own[-2].date_start, last.date_end
    return _span(text, last)


def _span(text: str, date: Date) -> Period:
    ranged = "부터" in date.text or "~" in date.text
    if not ranged and text[max(0, date.start - 1) : date.start] == "~":
        return None, date.date_end  # "(~'27년 5,000억원)"
    if not ranged and _SINCE.match(text, date.end):
        return date.date_start, None
    if not ranged and _UNTIL.match(text, date.end):
        return None, date.date_end
    return date.date_start, date.date_end
