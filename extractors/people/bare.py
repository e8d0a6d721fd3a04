"""Names with nothing beside them: the word looks like a name and the morphemes call it a proper noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from extractors.morphemes import Morpheme
from extractors.people.korean_names import LIKELY, SURE, strength
from extractors.people.named import Named
from extractors.people.repeated import stands_alone
from extractors.people.scene import Scene
from extractors.people.words import listed, surnames
from extractors.reading import Reading

_SURNAMES = "".join(name for name, weight in surnames().items() if len(name) == 1 and weight > 1)
# "김하늘은", "이바다의", "(한가람)": three syllables and a particle; it begins with the surname and
# looks back from there, so that the search goes from surname to surname
_WORD = re.compile(
    rf"([{_SURNAMES}](?<![가-힣A-Za-z0-9].)[가-힣][가-힣])(은|는|이|가|을|를|의|과|와|도|에게|께서|씨|님|이라는|라는)?(?![가-힣A-Za-z0-9])"
)
# what is said of people: 출신, 별세하다, 부인, 손자, 연주자, 만세운동을 이끌다
_OF_PEOPLE = re.compile("|".join(sorted(listed("of_people"))))
# 여의도, 원지동, 소변기, 가소제: what places and things end in, people seldom
_THINGS = frozenset("도동리읍면구산천강교역목제기모선대관사")
_PLACES = frozenset("도동리읍면")


def places(scene: Scene, reading: Reading, taken: Collection[int]) -> Iterator[tuple[int, int]]:
    """Ranges of words that only the morphemes can tell."""
    for found in _WORD.finditer(scene.text):
        start, end = found.span(1)
        weight = strength(found[1])
        if weight < LIKELY or start in taken or not stands_alone(scene, start, end):
            continue
        if scene.country_at(start) is not None or found[1][-1] == "대":
            continue
        if (weight < SURE or found[1][-1] in _PLACES) and not (
            found[2] and (weight == SURE or found[1][-1] not in _THINGS) and _speaks_of_people(reading, start)
        ):
            continue
        yield start, end


def _speaks_of_people(reading: Reading, place: int) -> bool:
    start, end = reading.sentence_at(place)
    return _OF_PEOPLE.search(reading.text, start, min(end, start + 600)) is not None


def find(
    scene: Scene, reading: Reading, taken: Collection[int], announced: Collection[int]
) -> Iterator[Named]:
    """The words of ``places`` that the analysed sentence calls a proper noun.

    announced: the starts that were doubts; others must not depend on what else had a sentence analysed.
    """
    if not announced:
        return
    starts: dict[tuple[int, int], list[int]] = {}
    for start, end in places(scene, reading, taken):
        if start not in announced:
            continue
        sentence = reading.sentence_at(start)
        morphemes = reading.analysed.get(sentence, ())
        if sentence not in starts:
            starts[sentence] = [one.start for one in morphemes]
        inside = morphemes[bisect_left(starts[sentence], start) : bisect_left(starts[sentence], end)]
        if _is_proper(inside, start, end) and (len(inside) == 1 or strength(scene.text[start:end]) == SURE):
            yield Named(start, end, None, None, "person.bare")


def _is_proper(inside: Sequence[Morpheme], start: int, end: int) -> bool:
    """Whether the morphemes of a word are a proper noun, or one and nouns behind it (윤 + 서빈)."""
    return (
        bool(inside)
        and (inside[0].tag, inside[0].start, inside[-1].end) == ("NNP", start, end)
        and all(one.tag.startswith("NN") for one in inside)
    )
