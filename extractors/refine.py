"""Refiners: each takes the mentions of one document and gives back another list. Rules only propose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from extractors.mention import Mention

M = TypeVar("M", bound=Mention)

# "https://www.korea.kr/briefing?newsId=1", "www.mois.go.kr/2024년", "press@korea.kr", "mois.go.kr"
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\x21-\x7e]{1,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?<![\w.])[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,3}\.(?:kr|com|net|org|gov|edu|int|io|eu|jp|cn)\b(?:/[\x21-\x7e]{0,2000})?",
    re.ASCII,
)


def longest_first(mentions: Iterable[M]) -> list[M]:
    """Of mentions that overlap, keep the longest (of equally long ones the first); sorted by start."""
    kept: list[M] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start - mention.end, mention.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def outside_addresses(mentions: Sequence[M], text: str) -> list[M]:
    """Drop mentions inside URLs, e-mail addresses and host names."""
    ranges = [found.span() for found in _ADDRESS.finditer(text)]
    return [
        mention
        for mention in mentions
        if not any(start < mention.end and mention.start < end for start, end in ranges)
    ]
