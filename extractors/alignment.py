"""A text as the rules want it, and the way back to the text as it was given.

The rules read one spelling of each character (plain spaces, half-width digits, one middle dot, one
tilde, one apostrophe); the caller's offsets stay those of his own text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_MIDDLE_DOTS = "\u318d\u2022\u2027\u30fb\uff65\u2024\u22c5\u119e\u2219\u00b7"  # ㆍ • ‧ ・ ･ ․ ⋅ ᆞ ∙ ·
_TILDES = "\u223c\u223d\uff5e\u301c\u02dc\u2053"  # ∼ ∽ ～ 〜 ˜ ⁓
_DASHES = "\u2013\u2014\u2010\u2011\u2012\u2015\u2212\uff0d\u2500"  # – — ‐ ‑ ‒ ― − － ─
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\uff07\uff40"  # ‘ ’ ‚ ‛ ′ ´ ` ＇ ｀
_QUOTES = "\u201c\u201d\u201e\u201f\u2033\uff02\u3003"  # “ ” „ ‟ ″ ＂ 〃
_DROPPED = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"  # zero width

_FOLD: dict[int, str] = (
    dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _MIDDLE_DOTS), "·")
    | dict.fromkeys(map(ord, _TILDES), "~")
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _APOSTROPHES), "'")
    | dict.fromkeys(map(ord, _QUOTES), '"')
    # full-width ASCII: ０ → 0, Ａ → A, ％ → %
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "～－＇＂｀"}
    | {ord("￦"): "₩", ord("￡"): "£", ord("￥"): "¥"}
    | dict.fromkeys(map(ord, "\r\u2028\u2029"), "\n")
    # halves of surrogate pairs, which the automaton (UTF-8 inside) can't take
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
# Few characters of a text are folded: to look for them is six times as fast as str.translate.
_FOLDED = re.compile(f"[{''.join(re.escape(chr(code)) for code in _FOLD)}]")
#: A syllable is three letters and a mark or two; longer runs of marks are no writing and slow to sort.
_LONGEST_CLUSTER = 32
_ZERO_WIDTH = re.compile(f"[{_DROPPED}]")


@dataclass(frozen=True, slots=True)
class Aligned:
    """text: what the rules read. offsets: for each character of it, where it starts in the given text
    (one more entry at the end), or None where both have the same offsets."""

    text: str
    offsets: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the given text that the range [start, end) of ``text`` came from."""
        if self.offsets is None:
            return start, end
        last = self.offsets[end - 1] if end > start else self.offsets[start]
        following = self.offsets[end]
        return self.offsets[start], following if end > start else last


def align(given: str) -> Aligned:
    """Fold a text for the rules.

    Composes decomposed Hangul (NFD), drops zero-width characters and folds look-alikes. A zero-width
    character at the end of a range is left outside it only if it ends the text's run there.
    """
    if unicodedata.is_normalized("NFC", given) and not _ZERO_WIDTH.search(given):
        return Aligned(_folded(given), None)
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end in _clusters(given):
        composed = unicodedata.normalize("NFC", given[start:end])
        pieces.append(composed)
        # marks that do not compose (한\u0301) keep the places that they have at the end of the cluster
        offsets += (start, *range(end - len(composed) + 1, end))
    offsets.append(_visible_end(given))
    return Aligned(_folded("".join(pieces)), tuple(offsets))


def _folded(text: str) -> str:
    return _FOLDED.sub(lambda found: _FOLD[ord(found[0])], text)


def _visible_end(given: str) -> int:
    end = len(given)
    while end and given[end - 1] in _DROPPED:
        end -= 1
    return end


def _clusters(given: str) -> list[tuple[int, int]]:
    """Ranges that compose on their own: a starter and what combines with it (한 = ㅎ + ㅏ + ㄴ)."""
    ranges: list[tuple[int, int]] = []
    for index, char in enumerate(given):
        if char in _DROPPED:
            continue
        near = bool(ranges) and ranges[-1][1] == index and index - ranges[-1][0] < _LONGEST_CLUSTER
        if near and _joins(given[ranges[-1][0] : index], char):
            ranges[-1] = (ranges[-1][0], index + 1)
        else:
            ranges.append((index, index + 1))
    return ranges


def _joins(cluster: str, char: str) -> bool:
    if unicodedata.combining(char):
        return True
    joined = unicodedata.normalize("NFC", cluster + char)
    return len(joined) <= len(unicodedata.normalize("NFC", cluster)) and joined != cluster
