"""Calendar words without a number: 지난해, 다음 주, 전분기, 상반기, 연말, 봄. Text is folded text."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors.dates.general_days import COUNTED, is_general
from extractors.dates.parts import SILENT, Parts, Piece
from extractors.dates.weekdays import weekdays
from extractors.lexicon import table

# What stands before 반기: "상|반기", "상·하|반기", "후|반기"
_WHICH_HALF = re.compile(r"(?:상(?:·|, ?)?하|[상하전후])\Z")
# "'25.|하반기", "2025.|하반기", "2025 |하반기", "2024 |여름"
_YEAR_STOP = re.compile(r"(?<![\d.,])('\d{2}|(?:19|20)\d\d)(?:\. ?| )\Z")
# "올해 |후반기"; alone it is half of a term: "후반기 의장"
_YEAR_BEFORE = re.compile(r"[년해도올] ?\Z")
_SEASONS = ("봄", "여름", "가을", "겨울")
# "봄철"; not "봄맞이", "가을걷이", "봄꽃"
_SEASON_END = re.compile(r"철?(?!맞|나물|걷|방학|나기|꽃|볕|옷|배추)")
_YEAR_ENDS = ("연말", "연초", "년말", "년초")
# "연말"; not "연말정산", "연초제조업" (tobacco)
_YEAR_END = re.compile(
    r"(?!정산|연시|연초|결산|상여|성과급|공제|박|록|점|기금| ?제조| ?경작| ?소매인| ?생산협동)"
)
# What a half, a season or 연말 may stand right behind: nothing, "2024년", "올해", "내년도", "올"
_OPEN = re.compile(r"(?:\A|[^가-힣]|[년해도올])\Z")
_OPEN_SEASON = re.compile(r"(?:\A|[^가-힣]|[년해도올난])\Z")


class _Word(NamedTuple):
    """A row of date_words.csv. before, after, refused: what must not stand before, what must, and what must
    not stand behind it."""

    kind: str
    parts: Parts
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    refused: re.Pattern[str] | None

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether what stands around a place lets the word stand there."""
        if self.after and not self.after.match(text, end):
            return False
        if self.refused and self.refused.match(text, end):
            return False
        return not (self.before and self.before.search(text, max(0, start - _BEFORE), start))


#: How far before a word what must not stand there is looked for.
_BEFORE = 10


def words(text: str) -> list[Piece]:
    """Every calendar word of a folded text, overlaps included."""
    return [piece for rule in RULES for piece in rule(text)]


def _listed(text: str) -> Iterator[Piece]:
    pattern, meanings = _word_list()
    for match in pattern.finditer(text):
        start, end = match.span()
        word = meanings[match[0]]
        if start and "가" <= text[start - 1] <= "힣" and not _is_glued(text, start, end, word):
            continue
        if not word.fits(text, start, end) or (match[0] in COUNTED and is_general(text, start, end)):
            continue
        if match[0] == "올" and (whole := _WHOLE_YEAR.match(text, end)):
            end = whole.end()
        yield Piece(start, end, word.kind, word.parts)


# "올 한 해", "올 한해"
_WHOLE_YEAR = re.compile(r" ?한 ?해(?![가-힣]{2})")


def _is_glued(text: str, start: int, end: int, word: _Word) -> bool:
    """ "졸업생들은지난해3월": blanks left out on both sides of a year or month."""
    fixed = word.kind in ("year", "month") and not word.parts.anaphoric and end - start > 1
    return fixed and text[start - 1] in "은는이가을를의에도해" and text[end : end + 1].isdigit()


def _places(text: str, *searched: str) -> Iterator[tuple[int, int]]:
    """Where each of some words stands."""
    for word in searched:
        start = text.find(word)
        while start >= 0:
            yield start, start + len(word)
            start = text.find(word, start + 1)


def _halves(text: str) -> Iterator[Piece]:
    for at, end in _places(text, "반기"):
        which = _WHICH_HALF.search(text, max(0, at - 4), at)
        if which is None or text.startswith("별", end):
            continue
        start = which.start()
        stop = _YEAR_STOP.search(text, max(0, start - 6), start)
        before = _YEAR_BEFORE if which[0] in "전후" else _OPEN
        if not stop and not before.search(text, max(0, start - 2), start):
            continue
        year = Parts(year=int(stop[1].lstrip("'"))) if stop else SILENT
        low = year._replace(period="h2" if which[0] in "하후" else "h1")
        high = year._replace(period="h2") if len(which[0]) > 1 else None
        yield Piece(stop.start() if stop else start, end, "half", low, high)


def _seasons(text: str) -> Iterator[Piece]:
    for start, end in _places(text, *_SEASONS):
        whole = _SEASON_END.match(text, end)
        if whole and _OPEN_SEASON.search(text, max(0, start - 1), start):
            stop = _YEAR_STOP.search(text, max(0, start - 6), start)
            year = int(stop[1].lstrip("'")) if stop else None
            parts = Parts(year=year, period="season")
            yield Piece(stop.start() if stop else start, whole.end(), "season", parts)
    for start, end in _places(text, *_YEAR_ENDS):
        if _YEAR_END.match(text, end) and _OPEN.search(text, max(0, start - 1), start):
            yield Piece(start, end, "year_end", Parts(period="year_end"))


_SHIFTED: dict[str, Callable[[int], Parts]] = {
    "year": lambda steps: Parts(year_shift=steps),
    "quarter": lambda steps: Parts(quarter_shift=steps),
    "month": lambda steps: Parts(month_shift=steps),
    "week": lambda steps: Parts(week_shift=steps),
    "today": lambda steps: Parts(day_shift=steps),
    "anaphor": lambda steps: Parts(day_shift=steps),
}


@functools.cache
def _word_list() -> tuple[re.Pattern[str], dict[str, _Word]]:
    """One pattern for all words, by first syllable so that few are tried at a place, and what each means."""
    meanings: dict[str, _Word] = {}
    shared = table("date_word_endings", "ending", "after", "not_after")
    for row in table("date_words", "word", "kind", "shift", "anaphoric", "not_before", "after", "not_after"):
        word, parts = row["word"], _SHIFTED[row["kind"]](int(row["shift"]))
        if row["anaphoric"] == "yes":
            parts = parts._replace(anaphoric=True)
        ending = next((rule for rule in shared if word.endswith(rule["ending"])), {})
        after = row["after"] or ending.get("after", "")
        refused = "|".join(filter(None, (row["not_after"], ending.get("not_after", ""))))
        before = row["not_before"]
        patterns = (re.compile(part) if part else None for part in (before, after, refused))
        meanings[word] = _Word(row["kind"], parts, *patterns)
    longest_first = sorted(meanings, key=len, reverse=True)
    by_first = {word[0]: [other[1:] for other in longest_first if other[0] == word[0]] for word in meanings}
    branches = (f"{first}(?:{'|'.join(map(re.escape, rest))})" for first, rest in by_first.items())
    return re.compile("|".join(branches)), meanings


RULES = (_listed, _halves, _seasons, weekdays)
