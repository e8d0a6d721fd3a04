"""How well an article was cleaned: its body as a bag of words, its metadata key by key."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipeline.scoring import Counts, Share
from scrapers.article import Article

#: Keys of the gold that are compared as text, white space apart.
TEXT_KEYS = ("title", "subtitle", "outlet", "reporter", "department")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A key that cleaning got wrong."""

    key: str
    expected: Any
    found: Any


@dataclass(frozen=True, slots=True)
class CleaningScore:
    """Words of the body kept, lost and left over; for each key, how often it is right.

    lowest: the body F1 of the worst article.
    """

    words: Counts = field(default_factory=Counts)
    keys: Mapping[str, Share] = field(default_factory=dict)
    lowest: float | None = None

    def __add__(self, other: CleaningScore) -> CleaningScore:
        names = {**self.keys, **other.keys}
        keys = {name: self.keys.get(name, Share()) + other.keys.get(name, Share()) for name in names}
        lows = [low for low in (self.lowest, other.lowest) if low is not None]
        return CleaningScore(self.words + other.words, keys, min(lows, default=None))


def score_words(expected: str, found: str) -> Counts:
    """Words between white space, after NFC, as multisets."""
    wanted, got = (Counter(unicodedata.normalize("NFC", text).split()) for text in (expected, found))
    common = (wanted & got).total()
    return Counts(common, wanted.total() - common, got.total() - common)


def score_cleaning(row: Mapping[str, Any], body: str, article: Article) -> tuple[CleaningScore, list[Wrong]]:
    """Compare an article, its date inferred where none is stated, with its gold row and gold body."""
    words = score_words(body, article.body)
    wrong = [
        problem for problem in (_text_key(row, key, article) for key in TEXT_KEYS if key in row) if problem
    ]
    judged = [key for key in TEXT_KEYS if key in row]
    if "url" in row:
        judged.append("url")
        if row["url"] not in _urls(article, row["url"]):
            wrong.append(Wrong("url", row["url"], article.source_url or article.url))
    if "published" in row:
        judged.append("published")
        if not _published(row, article):
            expected = row["published"] or row.get("published_accept") or row.get("published_inferred")
            wrong.append(Wrong("published", expected, article.published))
    missed = {problem.key for problem in wrong}
    keys = {key: Share(int(key not in missed), 1) for key in judged}
    return CleaningScore(words, keys, words.f1), wrong


def _text_key(row: Mapping[str, Any], key: str, article: Article) -> Wrong | None:
    found = getattr(article, key)
    return None if plain(row[key]) == plain(found) else Wrong(key, row[key], found)


def plain(text: str | None) -> str | None:
    """The text for a comparison: NFC, white space as single spaces; None stays None."""
    return None if text is None else " ".join(unicodedata.normalize("NFC", text).split())


def _urls(article: Article, expected: str | None) -> set[str | None]:
    """The article's own link or its source's both do; a null in the gold means that it names no source."""
    return {article.source_url} if expected is None else {article.source_url, article.url}


def _published(row: Mapping[str, Any], article: Article) -> bool:
    """A stated date has to be stated and equal; where the text states none, it has to be marked inferred."""
    accepted = list(row.get("published_accept", ()))
    if row["published"] is not None:
        same = moment(article.published) in {moment(one) for one in (row["published"], *accepted)}
        return same and not article.published_inferred
    if inferred := row.get("published_inferred"):
        accepted.append(inferred)
    if not accepted:
        return article.published is None
    return article.published in accepted and article.published_inferred


def moment(text: str | None) -> datetime | str | None:
    """A date for a comparison: two spellings of one time are equal (``10:46`` and ``10:46:00``); a day is
    not the midnight in it.
    """
    return datetime.fromisoformat(text) if text and "T" in text else text
