"""The only import of kiwipiepy: one analyser per process, built when it is first asked.

Kiwi is the measured cost of extraction, so callers ask it about single sentences that hold a doubt,
many at a time. Its spans overlap on contractions (했 = 하/XSV + 었/EP): never rebuild text from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme: its form, its Sejong tag (NNP, JKS, …) and its range in the analysed text.

    known: whether Kiwi's dictionary holds it; else it is a guess at a name (소방청, 재난안전).
    """

    form: str
    tag: str
    start: int
    end: int
    known: bool = True


#: The first entries of Kiwi's dictionary stand for "some unknown noun", "some number" and so on.
_UNKNOWN = 60


_built: dict[int, Kiwi] = {}


def _kiwi(workers: int) -> Kiwi:
    if workers not in _built:
        from kiwipiepy import Kiwi  # takes seconds; a run with no doubt pays nothing

        # its table of several words (라오스 국립 대학교, 게임 체인저) takes 170 MB and a second, hides
        # the words from search and finds no mention more in 2,002 releases
        _built[workers] = Kiwi(num_workers=workers, load_multi_dict=False)
    return _built[workers]


def _any_kiwi() -> Kiwi:
    """One that is there already, however many its threads: each takes 300 MB."""
    return next(iter(_built.values()), None) or _kiwi(1)


def analyse(texts: Iterable[str], workers: int = 1) -> Iterator[tuple[Morpheme, ...]]:
    """Morphemes of each text, in order. ``workers`` is the number of Kiwi's own threads."""
    for tokens in _kiwi(workers).tokenize(texts):
        yield _morphemes(tokens)


def analyse_word(word: str) -> tuple[Morpheme, ...]:
    """Morphemes of one short text, also while texts are being analysed."""
    return _morphemes(_any_kiwi().tokenize(word))


def readings(text: str, count: int) -> list[tuple[tuple[Morpheme, ...], float]]:
    """The likeliest ways to read a short text, the best first, each with its score (a log-probability)."""
    return [(_morphemes(tokens), score) for tokens, score in _any_kiwi().analyze(text, top_n=count)]


def _morphemes(tokens: Iterable[Token]) -> tuple[Morpheme, ...]:
    return tuple(
        Morpheme(token.form, str(token.tag), token.start, token.start + token.len, token.id > _UNKNOWN)
        for token in tokens
    )
