"""Calendar words without a number: 지난해, 다음 주, 오는 금요일, 상반기, 연말, 봄. Text is folded text."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors.date_parts import SILENT, Parts, Piece
from extractors.lexicon import table

WEEKDAYS = "월화수목금토일"
#: "(수)", "(수요일)", " 수요일", "(수·공휴일)" is not one: it holds more than the weekday.
WEEKDAY = re.compile(r" ?(?:\(([월화수목금토일])(?:요일)?\)|([월화수목금토일])요일)")

# The triggers come first and the looks back behind them: a search then goes from trigger to trigger.
# "상반기", "상·하반기"; not "하반기별"
_HALF = re.compile(r"[상하](?:(?<=상)(?:·하|, ?하|하))?반기(?!별)")
# "'25.|하반기", "2025.|하반기"
_YEAR_STOP = re.compile(r"(?<![\d.,])('\d{2}|(?:19|20)\d\d)\. ?\Z")
# "연말", "연초"; not "연말정산"
_YEAR_END = re.compile(r"[연년][말초](?!정산|연시|연초|결산|상여|성과급|공제|박|록|제조|점|기금)")
_SEASON = re.compile(r"[봄여가겨](?:(?<=봄)|(?<=여)름|(?<=가)을|(?<=겨)울)철?(?!맞|나물|걷|방학|나기)")
# What a half, a season or 연말 may stand right behind: nothing, "2024년", "올해", "내년도", "올"
_OPEN = re.compile(r"(?:\A|[^가-힣]|[년해도올])\Z")
_OPEN_SEASON = re.compile(r"(?:\A|[^가-힣]|[년해도올난])\Z")
# "지난 금요일", "오는 토요일", "지난 주말"; "매주" never stands here
_NEAR = re.compile(r"(지난|오는|이번|다음|다가오는|돌아오는) ?(?:([월화수목금토일])요일|주말)")
_STEPS = {"지난": -1, "오는": 1, "다음": 1, "다가오는": 1, "돌아오는": 1, "이번": 0}


class _Word(NamedTuple):
    """A row of date_words.csv. after, refused: what must, and must not, stand behind it."""

    kind: str
    parts: Parts
    after: re.Pattern[str] | None
    refused: re.Pattern[str] | None


def words(text: str) -> list[Piece]:
    """Every calendar word of a folded text, overlaps included."""
    return [piece for rule in RULES for piece in rule(text)]


def _listed(text: str) -> Iterator[Piece]:
    pattern, meanings = _word_list()
    for match in pattern.finditer(text):
        start, end = match.span()
        if start and "가" <= text[start - 1] <= "힣":
            continue
        word = meanings[match[0]]
        if (word.after and not word.after.match(text, end)) or (
            word.refused and word.refused.match(text, end)
        ):
            continue
        if match[0] == "올" and (whole := _WHOLE_YEAR.match(text, end)):
            end = whole.end()
        yield Piece(start, end, word.kind, word.parts)


# "올 한 해", "올 한해"
_WHOLE_YEAR = re.compile(r" ?한 ?해(?![가-힣]{2})")


def _halves(text: str) -> Iterator[Piece]:
    if "반기" not in text:
        return
    for match in _HALF.finditer(text):
        start = match.start()
        stop = _YEAR_STOP.search(text, max(0, start - 6), start)
        if not stop and not _OPEN.search(text, max(0, start - 1), start):
            continue
        year = Parts(year=int(stop[1].lstrip("'"))) if stop else SILENT
        both = len(match[0]) > len("상반기")
        low = year._replace(period="h2" if match[0] == "하반기" else "h1")
        high = year._replace(period="h2") if both else None
        yield Piece(stop.start() if stop else start, match.end(), "half", low, high)


def _seasons(text: str) -> Iterator[Piece]:
    for match in _SEASON.finditer(text):
        if _OPEN_SEASON.search(text, max(0, match.start() - 1), match.start()):
            yield Piece(match.start(), match.end(), "season", Parts(period="season"))
    for match in _YEAR_END.finditer(text):
        if _OPEN.search(text, max(0, match.start() - 1), match.start()):
            yield Piece(match.start(), match.end(), "year_end", Parts(period="year_end"))


def _weekdays(text: str) -> Iterator[Piece]:
    if "요일" not in text and "주말" not in text:
        return
    for match in _NEAR.finditer(text):
        if match.start() and "가" <= text[match.start() - 1] <= "힣":
            continue
        step = _STEPS[match[1]]
        if match[2]:
            parts = Parts(weekday=WEEKDAYS.index(match[2]), direction=step)
            yield Piece(match.start(), match.end(), "weekday", parts)
        else:
            parts = Parts(week_shift=0 if match[1] == "오는" else step, part="weekend")
            yield Piece(match.start(), match.end(), "weekend", parts)


_SHIFTED: dict[str, Callable[[int], Parts]] = {
    "year": lambda steps: Parts(year_shift=steps),
    "month": lambda steps: Parts(month_shift=steps),
    "week": lambda steps: Parts(week_shift=steps),
    "today": lambda steps: Parts(day_shift=steps),
    "anaphor": lambda steps: Parts(day_shift=steps),
}


@functools.cache
def _word_list() -> tuple[re.Pattern[str], dict[str, _Word]]:
    meanings: dict[str, _Word] = {}
    for row in table("date_words", "word", "kind", "shift", "anaphoric", "after", "not_after"):
        parts = _SHIFTED[row["kind"]](int(row["shift"]))
        if row["anaphoric"] == "yes":
            parts = parts._replace(anaphoric=True)
        after, refused = (re.compile(row[name]) if row[name] else None for name in ("after", "not_after"))
        meanings[row["word"]] = _Word(row["kind"], parts, after, refused)
    longest_first = sorted(meanings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), meanings


RULES = (_listed, _halves, _seasons, _weekdays)
