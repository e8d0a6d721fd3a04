"""The words that names of programmes end in, and those that make no name of what stands before them."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicon import items, table

#: What may follow a name's last word: a particle (사업으로), or the end of the word (사업*).
AFTER = r"(?:(?=은|는|이|가|을|를|의|에|과|와|도|로|으로|만|등|인|까지|부터|보다|처럼)|(?![가-힣A-Za-z0-9]))"


@cache
def heads() -> re.Pattern[str]:
    """A name's last word, with the group of its manner: firm (사업), topic (대책), scheme (공시제), latin."""
    words = {
        manner: _words("programme_heads", "manner", manner) for manner in ("firm", "topic", "scheme", "latin")
    }
    groups = "|".join(f"(?P<{manner}>{_alternatives(some)})" for manner, some in words.items())
    return re.compile(rf"(?:{groups})\Z")


@cache
def inner_heads() -> re.Pattern[str]:
    """A name's last word where no mark closes: ``사업을``, ``프로젝트 ``."""
    some = [word for row in table("programme_heads", "manner", "words") for word in items(row["words"])]
    return re.compile(rf"(?:{_alternatives(some)}){AFTER}")


@cache
def following() -> re.Pattern[str]:
    """The kind named behind the closing mark: ``'희망나래' 사업``, ``'한끼 나눔' 공모사업``."""
    rows = [row for row in table("programme_heads", "manner", "after", "words") if row["after"] == "yes"]
    firm = [word for row in rows if row["manner"] == "firm" for word in items(row["words"])]
    topic = [word for row in rows if row["manner"] == "topic" for word in items(row["words"])]
    return re.compile(
        rf" ?(?:(?:[가-힣·]{{0,4}}(?:{one_of('modifier')}) ?)?(?P<firm>{_alternatives(firm)})"
        rf"|(?P<topic>{_alternatives(topic)})){AFTER}"
    )


@cache
def process() -> frozenset[str]:
    """Words that say nothing of which programme it is: 향후, 추진, 종합."""
    return frozenset(_words("programme_words", "kind", "process"))


@cache
def plain() -> frozenset[str]:
    """These and fields of policy, which alone make no name either: 경제, 부동산, 교통."""
    return process() | frozenset(_words("programme_words", "kind", "field"))


@cache
def not_heads() -> tuple[str, ...]:
    """Words that end like a programme and are none: 여행사, 신용보증기금."""
    return tuple(_words("programme_words", "kind", "not"))


@cache
def lead() -> frozenset[str]:
    """First words of a phrase that is no name: 이번, 각종, 새로운."""
    return frozenset(_words("programme_words", "kind", "lead"))


def ends_before(word: str) -> bool:
    """Whether a name can't begin before this word's end: 환경부는, 확정된, 올해; but 국가, 성과, 장애인."""
    return word.endswith(_left()) and not word.endswith(_whole())


@cache
def _left() -> tuple[str, ...]:
    return tuple(_words("programme_words", "kind", "left"))


@cache
def _whole() -> tuple[str, ...]:
    return tuple(_words("programme_words", "kind", "whole"))


@cache
def shut() -> re.Pattern[str]:
    """What may stand behind a name inside its marks: ``'… 사업 출범식'``."""
    return re.compile(rf" ?(?:{one_of('shut')})\Z")


@cache
def one_of(kind: str) -> str:
    """The words of a kind in ``data/programme_words.csv`` as alternatives of a pattern, the longest first."""
    return _alternatives(_words("programme_words", "kind", kind))


def _words(name: str, column: str, value: str) -> list[str]:
    rows = table(name, column, "words")
    return [word for row in rows if row[column] == value for word in items(row["words"])]


def _alternatives(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
