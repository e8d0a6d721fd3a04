"""The names under which site software keeps an article's parts in its data: data/script_keys.csv."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "script_keys.csv"
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def plain_key(key: str) -> str:
    """``first_publish_date``, ``firstPublishDate`` and ``FIRST-PUBLISH-DATE`` are the same."""
    return key.replace("_", "").replace("-", "").lower()


@cache
def _table() -> dict[str, dict[str, int]]:
    parts: dict[str, dict[str, int]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = parts.setdefault(row["part"], {})
            names.setdefault(row["key"], len(names))
    return parts


@lru_cache(maxsize=65536)
def part(key: str) -> tuple[str, int] | None:
    """What a key names (body, title, published …) and how much it is to be trusted, 0 most; None if nothing
    of an article.
    """
    plain = plain_key(key)
    found = ((name, keys[plain]) for name, keys in _table().items() if plain in keys and name not in _OTHERS)
    return next(found, None)


_OTHERS = ("aside", "main", "skipped")


@lru_cache(maxsize=65536)
def is_aside(key: str) -> bool:
    """Does the key name a part of the page with other articles, or none: relatedArticles, rank_news?"""
    words = _table()["aside"]
    return plain_key(key) in words or any(word.lower() in words for word in _WORDS.findall(key))


@lru_cache(maxsize=65536)
def is_main(key: str) -> bool:
    """Does the key name the article that the page is about: article, newsDetail, globalContent?"""
    return plain_key(key) in _table()["main"]


@cache
def skipped() -> frozenset[str]:
    """Types of parts of a text that are no text: image, gallery, advertisement …"""
    return frozenset(_table()["skipped"])
