"""Foreign names of several words: where they begin and end in a text."""

from __future__ import annotations

import re

from extractors.people.foreign_words import FOREIGN, LISTED, NONE, PART, names, sound
from extractors.people.scene import Scene, inflected
from extractors.people.words import posts, surnames

# "세르게이", "구테흐스가": a word, and the one that ends at a place
_HANGUL = re.compile(r"[가-힣]{1,12}")
_LAST = re.compile(r"[가-힣]{1,12}$")
# "존 F. 켈리": an initial inside a name
_INITIAL = re.compile(r"(?:^|(?<=[ ]))[A-Z]\. ?$")
_INITIAL_NEXT = re.compile(r" [A-Z]\.(?= [가-힣])")
# what may stand at once behind a name, by its last syllable: "라브로프|를", "푸틴|은", "설리프|처럼"
_OPEN = re.compile(
    r"(?:에게도|에게는|와도|와는|로서|는|가|를|와|에게서|에게|께서|라는|처럼|측|씨|의|까지|보다|였다|였던)$"
)
_CLOSED = re.compile(
    r"(?:에게도|에게는|과도|과는|으로서|은|이|을|과|에게서|에게|께서|이라는|처럼|측|씨|의|까지|보다|이었다|이었던|이다|이며)$"
)
# particles that names end in too (에두아르도, 고이치로): only behind a listed name
_RARE = re.compile(r"(?:도|로|으로|에|만|라고|이라고|다|인|님|부터|마저|뿐)$")
_MOST_WORDS = 7


def run_before(scene: Scene, end: int) -> tuple[int, int] | None:
    """The name that ends at a place, with all of its words; None without a word of foreign sound."""
    start, best = end, NONE
    for _ in range(_MOST_WORDS):
        piece = _piece_before(scene, start)
        if piece is None:
            break
        place, weight = piece
        if weight == PART and best == NONE and start != end:
            break
        start, best = place, max(best, weight)
    if best < FOREIGN:
        return None
    start = _trimmed(scene, start, end)
    return (start, end) if end - start > 1 else None


def _piece_before(scene: Scene, place: int) -> tuple[int, int] | None:
    """The start and the sound of the word that ends at a place, a space or a hyphen in between."""
    text = scene.text
    end = (
        place - 1
        if place and text[place - 1] in " -" and _LAST.search(text, max(0, place - 14), place - 1)
        else place
    )
    if initial := _INITIAL.search(text, max(0, place - 4), place):
        return (initial.start(), PART) if text[initial.start() - 1 : initial.start()] == " " else None
    word = _LAST.search(text, max(0, end - 12), end)
    if word is None or _is_named(scene, word.start()) or _is_named(scene, end - 1):
        return None
    weight = sound(word[0])
    if end != place and weight != LISTED and sound(_stem(word[0], " ")) > NONE:  # "노다 세이코와 다카이치"
        return None
    return (word.start(), weight) if weight > NONE else None


def _is_named(scene: Scene, place: int) -> bool:
    return scene.agency_at(place) is not None or scene.country_at(place) is not None


def _trimmed(scene: Scene, start: int, end: int) -> int:
    """The start of a run without words at its left that are only perhaps part of the name."""
    words = list(_HANGUL.finditer(scene.text, start, end))
    for index, word in enumerate(words):
        if sound(word[0]) >= FOREIGN or word[0] in names("lead"):
            return word.start()
        following = words[index + 1][0] if index + 1 < len(words) else ""
        surname = sound(following) >= FOREIGN and following not in names("given")
        if surname and 2 <= len(word[0]) <= 4 and _is_clean(scene, word.start()):
            return word.start()
    return end


def _is_clean(scene: Scene, place: int) -> bool:
    """Whether what stands left of a place is no part of a name: a mark, a body, an inflected word."""
    token = scene.before(place)
    return token is None or token.kind in {"body", "country"} or inflected(scene.word(token))


def run_after(scene: Scene, start: int) -> tuple[int, int] | None:
    """The name that begins at a place, without the particle behind it; None without foreign sound."""
    text, place, end, best = scene.text, start, start, NONE
    for _ in range(_MOST_WORDS):
        word = _HANGUL.match(text, place)
        if word is None or _is_named(scene, place):
            break
        whole, stem = sound(word[0]), _stem(word[0], text[word.end() : word.end() + 1])
        if whole != LISTED and stem and (weight := sound(stem)) > NONE:
            return (start, place + len(stem)) if max(best, weight) >= FOREIGN else None
        if whole == NONE and best == LISTED and (short := _one_syllable(text, word, stem)):  # "스티븐 한은"
            return start, short
        if whole == NONE:
            break
        end, best = word.end(), max(best, whole)
        following = _INITIAL_NEXT.match(text, end)
        place = following.end() + 1 if following else end + 1
        if text[end : end + 1] not in (" ", "-"):
            break
    return (start, end) if best >= FOREIGN and end - start > 1 else None


def _one_syllable(text: str, word: re.Match[str], stem: str) -> int:
    """The end of a Korean surname behind a foreign given name (스티븐 한), 0 where there is none."""
    name = stem or word[0]
    if len(name) != 1 or name not in surnames() or name in posts():
        return 0
    return word.start() + 1 if stem or text[word.end() : word.end() + 1] in ("", ",", ".", ")", "(") else 0


def _stem(word: str, following: str) -> str:
    """The word without the particle that fits its last syllable, else an empty string."""
    for pattern, closed in ((_CLOSED, True), (_OPEN, False)):
        found = pattern.search(word)
        if found and found.start() and ((ord(word[found.start() - 1]) - 0xAC00) % 28 > 0) is closed:
            return word[: found.start()]
    rare = _RARE.search(word)
    if rare is None:
        return ""
    stem = word[: rare.start()]
    if (
        rare[0] == "도" and sound(stem) == FOREIGN and stem[-1] not in "르날란안바"
    ):  # 아데시나도, not 레오나르도
        return stem
    return stem if sound(stem) == LISTED or (rare[0] == "다" and following == ".") else ""
