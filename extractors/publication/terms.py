"""When a text can be from: terms of office of the heads that it names, years in which a body had its name.

Source of the facts: ``data/office_holders.csv`` (the months in which a head of state, ministry, agency or
commission took and left office; general knowledge) and the periods of the gazetteer.
"""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from extractors.gazetteer import gazetteer
from extractors.lexicon import Automaton, LexiconError, items, longest, table

Period = tuple[date, date | None]

#: No head of a Korean ministry or agency stays longer than this; what ends an open term, in years.
_LONGEST_TERM = 4
#: Kinds of bodies that send press releases, and since when they do so on the web.
_KINDS = frozenset({"ministry", "agency", "office", "commission"})
_WEB = date(2000, 1, 1)
#: How far into the text a body must stand to be the one that speaks.
_SPEAKER = 250
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")

# "해양수산부 |장관|", "산림|청장|", "국무|총리|"
_POST = re.compile(r"장관|청장|처장|위원장|본부장|대통령|총리")
# "해양수산부(장관 김한솔)", "산림청(청장: 이봄)", "재정경제부(부총리 겸 장관 박여름)"
_BODY_BEFORE = re.compile(r"([가-힣]{2,12}) ?\((?:[가-힣 ]{0,12} )?$")
_BRACKETED = re.compile(r"[ :]{1,2}([가-힣]{2,4})(?=[,)])")
# "산림청장 이봄은", "해양수산부 장관 김한솔,", "국무총리 강가을이"
_BODY_TITLED = re.compile(r"(?<![가-힣])([가-힣]{0,12}?) ?$")
_BEHIND = re.compile(r" ([가-힣]{2,4}?)(?=[,)·]|[은는이가과와] |의 )")
# "이봄 산림청장은", "김한솔 해양수산부 장관이", "강가을 국무총리"
_NAME_FIRST = re.compile(r"(?<![가-힣])([가-힣]{2,4}) ([가-힣]{0,12}?) ?$")
_FORMER = re.compile(r"(?:(?<![가-힣])전|前|(?<![가-힣])당시|역대|초대|고|故) ?$")
# "해양수산부는", "산림청(청장", "기상청과", "통계청·기상청"
_SPEAKS = re.compile(r"\(|[은는] |[와과] |, |·| ?장관| ?차관")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which the text can have been written, and the words that say so. last is None
    where it is open. guessed: the end is that of the longest term, not a known one."""

    first: date
    last: date | None
    words: str
    guessed: bool = False


def spans(text: str) -> list[Span]:
    """Every stretch of time to which a folded text's offices and bodies confine it; none where they
    contradict each other, as in a text that looks back."""
    found = [*_offices(text), *_bodies(text)]
    lasts = [span.last for span in found if span.last is not None]
    if lasts and max(span.first for span in found) > min(lasts):
        return []
    return found


def _offices(text: str) -> Iterator[Span]:
    terms = _terms()
    for post in _POST.finditer(text):
        for name, body in _named(text, post):
            periods = terms.get((name, body), ())
            if len(periods) == 1:
                first, last = periods[0]
                words = f"{name} {body}" if body in ("대통령", "국무총리") else f"{body} {name} {post[0]}"
                yield Span(first, last or date(first.year + _LONGEST_TERM, 12, 31), words, last is None)
                break


def _named(text: str, post: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Every person and body that a post may belong to, former ones left out."""
    before = text[max(0, post.start() - 28) : post.start()]
    if (body := _BODY_BEFORE.search(before)) and (name := _BRACKETED.match(text, post.end())):
        yield name[1], body[1]
    behind, body = _BEHIND.match(text, post.end()), _BODY_TITLED.search(before)
    if behind and body and not _FORMER.search(before[: body.start()]):
        yield behind[1], _whole(body[1], post[0])
    first = _NAME_FIRST.search(before)
    if first and not any(map(_FORMER.search, (before[: first.start()], first[1], first[2]))):
        yield first[1], _whole(first[2], post[0])


def _whole(body: str, post: str) -> str:
    """The body whose name the title has swallowed: 산림 + 청장 → 산림청, 국무 + 총리 → 국무총리."""
    if post in ("대통령", "총리"):
        return "국무총리" if post == "총리" else post
    return body if post == "장관" or body.endswith(post[:-1]) else body + post[:-1]


def _bodies(text: str) -> Iterator[Span]:
    """The span of the first body that speaks; others may be those of a plan or of the past."""
    for hit in longest(_names().hits(text[:_SPEAKER])):
        if _SPEAKS.match(text, hit.end) and not text[hit.start - 1 : hit.start].isalpha():
            first, last = hit.entries[0]
            yield Span(first, last, text[hit.start : hit.end])
            return


@functools.cache
def _terms() -> dict[tuple[str, str], tuple[Period, ...]]:
    """(name, body) → terms of office. Raises LexiconError naming the row that is wrong."""
    terms: dict[tuple[str, str], list[Period]] = {}
    for row in table("office_holders", "name", "bodies", "since", "until"):
        first, last = _month(row, "since"), _month(row, "until") if row["until"] else None
        if last and last < first:
            raise LexiconError(f"office_holders.csv: {row['name']}: until is before since")
        end = last.replace(day=monthrange(last.year, last.month)[1]) if last else None
        short = (one for body in items(row["bodies"]) for one in _short_names().get(body, ()))
        for body in dict.fromkeys((*items(row["bodies"]), *short)):
            terms.setdefault((row["name"], body), []).append((first, end))
    return {key: tuple(periods) for key, periods in terms.items()}


@functools.cache
def _short_names() -> dict[str, tuple[str, ...]]:
    """Full name of a body → its abbreviations: 농림축산식품부 → 농식품부."""
    return {body.name: body.names[1:] for body in gazetteer().bodies.values()}


def _month(row: Mapping[str, str], column: str) -> date:
    found = _MONTH.fullmatch(row[column])
    if found is None:
        raise LexiconError(f"office_holders.csv: {row['name']}: {row[column]!r} is no month (YYYY-MM)")
    return date(int(found[1]), int(found[2]), 1)


@functools.cache
def _names() -> Automaton[Period]:
    """Full names of central bodies, with the whole time in which one bore the name."""
    periods: dict[str, list[Period]] = {}
    for body in gazetteer().bodies.values():
        if body.kind not in _KINDS or body.body_class != "central":
            continue
        if body.until is None or body.until >= _WEB:  # 외무부 is one of another country by now
            periods.setdefault(body.name, []).append((body.since or date.min, body.until))
    return Automaton((name, _whole_period(found)) for name, found in periods.items())


def _whole_period(periods: list[Period]) -> Period:
    ends = [until for _, until in periods if until is not None]
    return min(since for since, _ in periods), max(ends) if len(ends) == len(periods) else None
