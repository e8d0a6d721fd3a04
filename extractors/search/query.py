"""What a reader typed → the words to look for, analysed as the texts were."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.morphemes import Morpheme, analyse_word, readings
from extractors.search.splitting import AFFIX, head, is_university, university
from extractors.search.terms import narrow, read_terms, runs
from extractors.search.words import forms

#: -베트남 (not that word), "전자 정부" (these in that order), or a word.
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]{0,400})"|(?P<word>[^\s"]{1,200}))')
#: Longer questions are cut: nobody types them, and each word costs a look into the index.
_WORDS = 32
_LONGEST = 1000
#: How many readings of a word by itself are looked at, and how much less likely than the best one may be.
_READINGS = 5
_CLOSE = 3.0
_NOUNS = frozenset({"NNG", "NNP"})
_NOMINAL = _NOUNS | {"NNB", "XPN", "XSN"}
_VERBS = ("VV", "VA")
#: Tags of endings and particles: what ends in one is no bare name.
_ENDINGS = ("E", "J", "XSV", "XSA", "V")
#: What only a name or a noun stands before.
_PARTICLE = "에서"
_HANGUL = re.compile(r"[가-힣]+")

_Reading = tuple[Morpheme, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a quoted phrase, found where one of ``phrases`` (terms in that order) stands, or ``run``.

    run: letters without spaces within a run of nouns. excluded: it must not stand there.
    """

    phrases: tuple[tuple[str, ...], ...]
    run: str | None
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All words must be found, in any order; without words nothing is found."""

    words: tuple[Word, ...]


def read_query(text: str) -> Query:
    """The words of a question: 베트남에 → 베트남, 지원했다 → 지원, 전자정부해외진출 → a phrase of four nouns.

    A word in quotes keeps its order, a minus before a word excludes it. A word without a meaning of its own
    (는, 하다) counts only where nothing else is asked for. Loads the analyser.
    """
    text = unicodedata.normalize("NFC", narrow(text[:_LONGEST]))  # some keyboards send letters in pieces
    pieces = list(_PIECE.finditer(text))[:_WORDS]
    plain = [piece["word"] if piece["quoted"] is None else piece["quoted"] for piece in pieces]
    together = _in_context(plain)
    words = [
        _word(given, inside, excluded=piece["minus"] is not None)
        for piece, given, inside in zip(pieces, plain, together, strict=True)
    ]
    telling = [word for word in words if word.phrases and not _is_light(word)]
    return Query(tuple(telling or (_literal(given) for given in plain if _letters(given))))


def _word(text: str, inside: tuple[str, ...], *, excluded: bool) -> Word:
    """inside: the terms of the word as it is read beside the others."""
    alone = list(_alone(text))
    phrases = [tuple(term.form for term in read_terms(reading)) for reading in alone]
    if _is_told_by_others(text, inside):
        phrases = [inside]
    elif not _is_certain(text, alone):
        phrases += [inside, *_as_name(text, alone)]
    phrases += [*_as_place(text, alone), *_as_joined(text, alone)]
    return Word(tuple(dict.fromkeys(filter(None, phrases))), _whole_run(text, alone), excluded)


def _as_name(text: str, alone: Sequence[_Reading]) -> Iterator[tuple[str, ...]]:
    """A name as texts have it: 해진공, by itself 해지다 + 공, is an unknown noun there; 경북청: 경북 + 청."""
    if not _HANGUL.fullmatch(text) or alone[0][-1].tag.startswith(_ENDINGS):
        return
    yield (text,)
    found = read_terms(analyse_word(text + _PARTICLE))
    if found and found[-1].end == len(text) and not any(term.form.endswith("다") for term in found):
        yield tuple(term.form for term in found)


def _as_place(text: str, alone: Iterable[_Reading]) -> Iterator[tuple[str, ...]]:
    """고령군, a name of the dictionary, which in a text is often read as 고령 (old age) + 군."""
    stem, last = text[:-1], text[-1:]
    if len(stem) > 1 and last in forms("place_suffix") and any(found[0].tag == "NNP" for found in alone):
        yield from ((stem, AFFIX + last), (stem, last + AFFIX), (stem, last))


def _as_joined(text: str, alone: Sequence[_Reading]) -> Iterator[tuple[str, ...]]:
    """청장 as in 경찰청 + 장, 동국대 as in 동국 + 대 + 학교."""
    if text in forms("head"):
        yield head(text)
    if is_university(text) and any(len(found) == 1 for found in alone):
        yield university(text)


def _is_told_by_others(text: str, inside: tuple[str, ...]) -> bool:
    """Whether only the words beside it tell which word it is: 범죄인 인도 조약, 두 배."""
    homographs = forms("country_homograph") | forms("unit_homograph")
    return len(inside) == 1 and inside[0].removesuffix(AFFIX) == text and text in homographs


def _literal(text: str) -> Word:
    return Word(((_letters(text),),), None)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _in_context(plain: Sequence[str]) -> list[tuple[str, ...]]:
    """The terms of each word, as they are read when the words stand together."""
    text = " ".join(plain)
    if len(plain) == 1 and text in forms("country_homograph"):
        text += "의"  # by itself 수단 is more often a means than the Sudan; who asks for it means the country
    found = read_terms(analyse_word(text)) if text else []
    places, start = [], 0
    for word in plain:
        places.append((start, start + len(word)))
        start += len(word) + 1
    return [
        tuple(term.form for term in found if begin <= term.start and term.end <= end) for begin, end in places
    ]


def _alone(text: str) -> Iterator[_Reading]:
    """How a word may be read by itself: 섬 as an island although 서+ㅁ is likelier, 지었다 as 짓다 too."""
    if not text:
        return
    found = readings(text, _READINGS)
    if _HANGUL.fullmatch(text):
        noun = next((reading for reading, _ in found if _is_noun(reading, text)), None)
        verb = next((reading for reading, _ in found if _is_dictionary_form(reading, text)), None)
        if noun or verb:
            yield noun or verb or ()
            if noun and all(morpheme.tag in _NOMINAL for morpheme in found[0][0]):
                yield found[0][0]  # 대법원 is a noun of the dictionary, and in texts often 대 + 법원
            return
    best = found[0][1]
    for place, (reading, score) in enumerate(found):
        if place == 0 or (score >= best - _CLOSE and reading[0].tag.startswith(_VERBS)):
            yield reading


def _is_certain(text: str, alone: Iterable[_Reading]) -> bool:
    return any(_is_noun(reading, text) or _is_dictionary_form(reading, text) for reading in alone)


def _is_noun(reading: _Reading, text: str) -> bool:
    return len(reading) == 1 and reading[0].tag in _NOUNS and reading[0].known and reading[0].form == text


def _is_dictionary_form(reading: _Reading, text: str) -> bool:
    """줄이다, read as the verb and not as 줄 (a line) with 이다."""
    return (
        len(reading) == 2
        and reading[0].tag.startswith(_VERBS)
        and reading[1].form == "다"
        and reading[0].form + "다" == text
    )


def _whole_run(text: str, chosen: Iterable[_Reading]) -> str | None:
    """The word as a run of nouns, if it is nothing else but for particles behind it.

    One that begins or ends with a figure is none: 120억 would be found in 1,120억.
    """
    letters = _letters(text)
    for reading in chosen:
        nouns = runs(text, reading)
        if len(nouns) == 1 and letters.startswith(nouns[0]):
            return nouns[0] if nouns[0][0].isalpha() and nouns[0][-1].isalpha() else None
    return None


def _is_light(word: Word) -> bool:
    light = forms("light")
    return all(all(term.removesuffix("다") in light for term in phrase) for phrase in word.phrases)
