"""The words of a question within a text: where they stand, and the passage that shows most of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.search import Place, Query, Word

#: Characters of a passage; how far it may be moved to begin where a sentence does.
LENGTH = 160
_LEEWAY = 60
#: Not behind the points of a date: 2025. 3. 4.
_SENTENCE_START = re.compile(r"(?:(?<=\n)|(?<=[^\d\s][.!?]\s))(?=\S)")
_SPACE = re.compile(r"\s")
#: How far before the end a word may begin that is left out whole.
_WORD = 12


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a text. marks: (start, end) of words within it. cut_before, cut_after: there is more."""

    text: str
    marks: tuple[tuple[int, int], ...]
    cut_before: bool
    cut_after: bool


def marks(text: str, terms: Sequence[str], places: Sequence[Place], query: Query) -> list[tuple[int, int]]:
    """Where the words of a question stand in a text, in order and without overlaps.

    terms, places: those of the text, as the index keeps them.
    """
    return [span for span, _ in _hits(text, terms, places, query)]


def snippet(
    text: str, terms: Sequence[str], places: Sequence[Place], query: Query, length: int = LENGTH
) -> Snippet:
    """The passage with the most different words of the question; the beginning where there are none."""
    hits = _hits(text, terms, places, query)
    leeway = min(_LEEWAY, length // 3)
    start = _sentence_start(text, _best_start(hits, length - leeway), leeway) if hits else 0
    end = _whole_word(text, start, start + length)
    inside = tuple(
        (begin - start, min(stop, end) - start) for (begin, stop), _ in hits if start <= begin < end
    )
    return Snippet(text[start:end], inside, start > 0, end < len(text))


_Hit = tuple[tuple[int, int], int]


def _hits(text: str, terms: Sequence[str], places: Sequence[Place], query: Query) -> list[_Hit]:
    """Spans with the number of the word that stands there."""
    found: list[_Hit] = []
    for number, word in enumerate(query.words):
        if not word.excluded:
            found += ((span, number) for span in _spans(text, terms, places, word))
    found.sort()
    apart: list[_Hit] = []
    for (start, end), number in found:
        if apart and start < apart[-1][0][1]:
            (first, last), kept = apart[-1]
            apart[-1] = ((first, max(last, end)), kept)
        else:
            apart.append(((start, end), number))
    return apart


def _spans(text: str, terms: Sequence[str], places: Sequence[Place], word: Word) -> Iterator[tuple[int, int]]:
    for phrase in word.phrases:
        length = len(phrase)
        at = -1
        while True:
            try:
                at = terms.index(phrase[0], at + 1)
            except ValueError:
                break
            if tuple(terms[at : at + length]) == phrase and at + length <= len(places):
                yield places[at].start, places[at + length - 1].end
    if word.run is not None:
        # 전자 정부 해외진출: the letters of the run, wherever its spaces fall
        pattern = r"[^\S\n]*".join(map(re.escape, word.run))
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _best_start(hits: Sequence[_Hit], width: int) -> int:
    """The start of the first window with the most different words, and of these the most hits."""
    best, score = 0, (0, 0)
    inside: Counter[int] = Counter()
    after = 0  # the first hit behind the window
    for index, ((start, _), number) in enumerate(hits):
        while after < len(hits) and hits[after][0][0] < start + width:
            inside[hits[after][1]] += 1
            after += 1
        if (len(inside), after - index) > score:
            best, score = start, (len(inside), after - index)
        inside[number] -= 1
        if not inside[number]:
            del inside[number]
    return best


def _sentence_start(text: str, start: int, leeway: int) -> int:
    """The start of the sentence, if it is near; else of a word a little before."""
    before = [match.start() for match in _SENTENCE_START.finditer(text, max(start - leeway, 0), start + 1)]
    if before:
        return before[-1]
    if start <= leeway:
        return 0
    space = _SPACE.search(text, start - leeway // 2, start)
    return space.end() if space else start


def _whole_word(text: str, start: int, end: int) -> int:
    """The end of the last word that ends by ``end``; in the middle of a word that is long."""
    if end >= len(text):
        return len(text)
    spaces = [match.start() for match in _SPACE.finditer(text, max(end - _WORD, start + 1), end + 1)]
    return spaces[-1] if spaces else end
