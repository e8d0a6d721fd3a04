"""From a text to the terms by which it is found.

Kept are nouns, verbs and adjectives by their stem, roots, foreign letters and numbers; particles and endings
are dropped, so 베트남에 and 베트남, 도왔다 and 돕다 are one. Runs of nouns are kept a second time as pairs of
syllables without spaces, because nobody agrees where to put a space in 전자정부해외진출.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from extractors import morphemes
from extractors.morphemes import Morpheme, analyse
from extractors.search.splitting import AFFIX, head, is_university, parts, university
from extractors.search.words import forms, given_split

#: Stands between two runs of nouns, so that no phrase reaches from one into the next.
BREAK = "0"
#: Runs shorter than this are found by their terms alone.
SHORTEST_RUN = 4
_WORD = re.compile(r"[^\W_]+")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
#: Wide letters of old texts (ＡＩ), which are signs to the analyser.
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
#: Characters that the analyser is given at a time.
_PIECE = 8_000
_NOUN_TAGS = frozenset({"NNG", "NNP"})
_KEPT = _NOUN_TAGS | {"NNB", "NR", "XR", "XPN", "XSN", "MM", "SL", "SH", "SN"}
_RUN = _NOUN_TAGS | {"NNB", "NR", "XR", "XPN", "XSN", "SL", "SH", "SN"}
_ADVERB = "MAG"
#: Verbs and adjectives end in 다 as in a dictionary, so that 줄이다 is no 줄 (a line).
_VERBS = ("VV", "VA", "VX")
#: Behind the units of counting: 배 in 두 배 is neither a ship nor a pear.
_UNIT = "ㅡ"


class Place(NamedTuple):
    """Where a term stands in its text (code points). A tuple: a page of results makes ten thousand."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a text, in lower case, without spaces or quotes."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index keeps of a text: terms with spaces between them, their places, and its runs of nouns."""

    terms: str
    places: tuple[Place, ...]
    compounds: str


@functools.cache
def fingerprint() -> str:
    """A hash over analyser, model, rules and word lists; what another one indexed is indexed again."""
    digest = hashlib.sha256()
    for package in ("kiwipiepy", "kiwipiepy_model"):
        digest.update(f"{package}=={version(package)}\n".encode())
    here = Path(__file__).parent
    for path in sorted((*here.glob("*.py"), *here.glob("*.csv"), Path(morphemes.__file__))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def index_terms(texts: Iterable[str], workers: int = 1) -> Iterator[Indexed]:
    """What the index keeps of each text, in order. workers: the analyser's own threads."""
    given: deque[tuple[str, bool]] = deque()

    def passing() -> Iterator[str]:
        for text in texts:
            *before, last = _pieces(narrow(text))
            given.extend((piece, False) for piece in before)
            given.append((last, True))
            yield from before
            yield last

    terms: list[str] = []
    places: list[Place] = []
    pairs: list[str] = []
    start = 0
    for found in analyse(passing(), workers):
        piece, is_last = given.popleft()
        for term in read_terms(found):
            terms.append(term.form)
            places.append(Place(start + term.start, start + term.end))
        pairs += map(pairs_of, runs(piece, found))
        start += len(piece)
        if is_last:
            yield Indexed(" ".join(terms), tuple(places), f" {BREAK} ".join(pairs))
            terms, places, pairs, start = [], [], [], 0


def _pieces(text: str) -> Iterator[str]:
    """A text that is too long for the analyser, cut at ends of lines or at least between words; never empty.

    The time that it takes grows with the square of the length of a paragraph.
    """
    start = 0
    while len(text) - start > _PIECE:
        end = start + _PIECE
        cut = text.rfind("\n", start, end)
        if cut < 0:
            cut = text.rfind(" ", start, end)
        cut = end if cut < 0 else cut + 1
        yield text[start:cut]
        start = cut
    yield text[start:]


def narrow(text: str) -> str:
    """ＡＩ → AI; every letter stays in its place."""
    return text.translate(_NARROW)


def read_terms(found: Iterable[Morpheme]) -> list[Term]:
    """The terms of an analysed text, in order; a compound noun gives one for each of its parts."""
    terms: list[Term] = []
    before: Morpheme | None = None
    for morpheme in found:
        if before is not None and _is_one_noun(before, morpheme):
            terms[-1] = Term(_plain(before.form + morpheme.form), before.start, morpheme.end)
        elif _is_term(morpheme):
            if before is not None and terms and _is_university(before, morpheme, terms[-1]):
                terms += _split_university(terms.pop())
            terms += _terms_of(morpheme, before)
        before = morpheme
    return terms


def runs(text: str, found: Iterable[Morpheme]) -> list[str]:
    """Nouns, numbers and foreign words that stand side by side, without spaces: ``전자정부해외진출``.

    Only those of four letters and more; shorter ones are found by their terms.
    """
    joined: list[str] = []
    end = -1
    for morpheme in found:
        if morpheme.tag not in _RUN or _is_dropped(morpheme):
            end = -1
            continue
        surface = _plain(text[morpheme.start : morpheme.end])
        if end >= 0 and not text[end : morpheme.start].strip(" "):
            joined[-1] += surface
        else:
            joined.append(surface)
        end = morpheme.end
    return [run for run in joined if len(run) >= SHORTEST_RUN]


def pairs_of(run: str) -> str:
    """``전자정부`` → ``전자 자정 정부``."""
    return " ".join(run[at : at + 2] for at in range(len(run) - 1))


def pack_places(places: Iterable[Place]) -> bytes:
    """Places as bytes, for storing: steps between starts and lengths, seven bits to a byte."""
    packed = bytearray()
    last = 0
    for place in places:
        # the parts of one word may all stand where the word stands: a step is never negative
        for number in (place.start - last, place.end - place.start):
            while number > 0x7F:
                packed.append(number & 0x7F | 0x80)
                number >>= 7
            packed.append(number)
        last = place.start
    return bytes(packed)


def unpack_places(packed: bytes) -> list[Place]:
    """The inverse of `pack_places`. Raises ValueError when bytes are missing."""
    # nearly always each number is one byte
    numbers: Sequence[int] = packed if packed.isascii() else _numbers(packed)
    if len(numbers) % 2:
        raise ValueError("places of terms end in the middle")
    starts = accumulate(numbers[::2])
    return [Place(start, start + length) for start, length in zip(starts, numbers[1::2], strict=True)]


def _numbers(packed: bytes) -> list[int]:
    numbers: list[int] = []
    number = shift = 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            numbers.append(number)
            number = shift = 0
    if shift:
        raise ValueError("places of terms end in the middle")
    return numbers


def _is_term(morpheme: Morpheme) -> bool:
    tag = morpheme.tag
    if tag in _KEPT:
        return not _is_dropped(morpheme)
    if tag == "NP":
        return morpheme.form in forms("pronoun")
    if tag.startswith(_VERBS):
        return not tag.startswith("VX") or len(morpheme.form) > 1  # 만드는 데 is often read as an auxiliary
    if tag.startswith("W_"):
        return True
    return tag == _ADVERB and len(morpheme.form) > 1


def _is_dropped(morpheme: Morpheme) -> bool:
    """들 in 기관들, 수 in 할 수: no terms. Of words before nouns (MM) only those that join them (총예산)."""
    if morpheme.tag == "XSN":
        return morpheme.form in forms("dropped_suffix")
    if morpheme.tag == "MM":
        return morpheme.form not in forms("prefix") | forms("numeral")
    return morpheme.tag == "NNB" and morpheme.form in forms("dropped_unit")


def _terms_of(morpheme: Morpheme, before: Morpheme | None) -> Iterator[Term]:
    start, end = morpheme.start, morpheme.end
    form = _plain(morpheme.form)
    if morpheme.tag.startswith("W_"):
        yield from _pieces_of_address(morpheme)
        return
    if _is_affix(form, morpheme, before):
        yield Term(AFFIX + form, start, end)
        return
    if form in forms("head") and _is_joined(before, morpheme):
        yield from (Term(part, start + place, start + place + 1) for place, part in enumerate(head(form)))
        return
    if morpheme.tag == "NNB" or _is_unit(form, before):
        for part in given_split(form) or (form,):
            yield Term(part + _UNIT, start, end)
        return
    if morpheme.tag not in _NOUN_TAGS:
        if form:
            yield Term(_written(form, morpheme), start, end)
        return
    split = parts(form, morpheme.known)
    if len(split) == 1:
        yield Term(_sense(split[0], morpheme.tag), start, end)
        return
    yield from _placed(split, start, end)


def _placed(split: Sequence[str], start: int, end: int) -> Iterator[Term]:
    """The parts of a noun, each at its letters; at the whole noun where these are others (수돗물 → 수도)."""
    exact = sum(len(part.strip(AFFIX)) for part in split) == end - start
    at = start
    for part in split:
        length = len(part.strip(AFFIX))
        yield Term(part, at, at + length) if exact else Term(part, start, end)
        at += length


def _pieces_of_address(morpheme: Morpheme) -> Iterator[Term]:
    """2025.4.25, a@korea.kr and #전자정부, which are one word to the analyser."""
    exact = len(morpheme.form) == morpheme.end - morpheme.start
    for piece in _WORD.finditer(morpheme.form):
        start, end = piece.span() if exact else (0, morpheme.end - morpheme.start)
        if form := _plain(piece[0]):
            split = parts(form, known=False) if morpheme.tag == "W_HASHTAG" else (form,)
            yield from _placed(split, morpheme.start + start, morpheme.start + end)


def _written(form: str, morpheme: Morpheme) -> str:
    """The term of what is no noun: 돕 → 돕다, 미국산 → ㅡ산, 총예산 → 총ㅡ, 2.5 → 2점5, which is not 25."""
    tag = morpheme.tag
    if tag == "SN":
        return _plain(_POINT.sub("점", morpheme.form))
    if tag.startswith(_VERBS):
        return form + "다"
    if tag == "XSN":
        return AFFIX + form
    if tag == "XPN" or (tag == "MM" and form in forms("prefix")):
        return form + AFFIX
    return form


def _is_unit(form: str, before: Morpheme | None) -> bool:
    """배 in 두 배 and 3배, which the analyser calls a noun."""
    if before is None or form not in forms("unit_homograph"):
        return False
    return before.tag in ("SN", "NR") or (before.tag == "MM" and before.form in forms("numeral"))


def _is_one_noun(before: Morpheme, morpheme: Morpheme) -> bool:
    """공+적, which is 공적 wherever a space stands beside it."""
    return (
        morpheme.tag == "XSN"
        and before.tag in _NOUN_TAGS
        and len(before.form) == 1
        and before.end == morpheme.start
        and not _is_dropped(morpheme)
    )


def _is_affix(form: str, morpheme: Morpheme, before: Morpheme | None) -> bool:
    """부 in 재정경제부, 군 in 안성군, which the analyser calls nouns or units: part of the noun before."""
    if before is None or len(form) != 1 or morpheme.tag not in _NOUN_TAGS | {"NNB"}:
        return False
    if before.end != morpheme.start:
        return False
    if before.tag == "NNP" and form in forms("place_suffix"):
        return True
    return before.tag in _NOUN_TAGS and form in forms("suffix")


def _is_joined(before: Morpheme | None, morpheme: Morpheme) -> bool:
    """청장 in 경찰청장, which is 경찰청 + 장, and not in 청장은."""
    nouns = before is not None and before.tag in _NOUN_TAGS and morpheme.tag in _NOUN_TAGS
    return nouns and before is not None and before.end == morpheme.start


def _is_university(before: Morpheme, morpheme: Morpheme, last: Term) -> bool:
    """동국대 + 학교."""
    return (
        morpheme.form == "학교"
        and _is_joined(before, morpheme)
        and is_university(last.form)
        and (last.start, last.end) == (before.start, before.start + len(last.form))
    )


def _split_university(name: Term) -> tuple[Term, Term]:
    stem, last = university(name.form)
    return Term(stem, name.start, name.end - 1), Term(last, name.end - 1, name.end)


def _sense(noun: str, tag: str) -> str:
    """인도 that is no country (a pavement) is another term than the country's name."""
    return noun + AFFIX if tag == "NNG" and noun in forms("country_homograph") else noun


def _plain(form: str) -> str:
    """Lower case, without what would break a term: ``2,500`` → ``2500``, ``스마트 시티`` → ``스마트시티``."""
    return "".join(letter for letter in form.lower() if letter.isalnum())
