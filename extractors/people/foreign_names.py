"""Foreign names in Hangul: beside a post, with a Latin gloss or an age, and known ones alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.lexicon import Automaton
from extractors.mention import Agency
from extractors.people import bodies
from extractors.people.chinese import is_chinese
from extractors.people.foreign_runs import run_after, run_before
from extractors.people.foreign_words import FOREIGN, LISTED, is_common, is_strange, names, openers, sound
from extractors.people.named import Named, OtherBody
from extractors.people.names_before import open_bracket
from extractors.people.posts import Post
from extractors.people.repeated import stands_alone
from extractors.people.scene import Scene, Step, Token, inflected, is_abroad, steps
from extractors.people.words import listed

# "구테흐스", "오라조프": a word of Hangul alone
_HANGUL = re.compile(r"[가-힣]{1,12}$")
# "(António Guterres)", "(Murat Orazov)": the name in Latin letters
_GLOSS = re.compile(
    r"[(\[] ?[A-Z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’. -]{0,60}[a-z\u00df-\u024f]"
    r"[A-Za-z\u00c0-\u024f'’. -]{0,20}[)\]]$"
)
# "Murat", "Orazov": the words of a gloss
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f'’.-]{2,30}")
# "오라조프|(네팔·29)", "오라조프|(29세)" tell of a person; "오라조프|(29)", "왕리쥔|(王立軍)" perhaps
_AGE = re.compile(
    r"\((?<=[가-힣].)(?:(?P<told>(?:[가-힣 ]{1,10}[·,] ?|당시 )\d{2}세?\)|\d{2}세?[·,] ?[가-힣]|\d{1,3}세\))"
    r"|\d{2}\)|[\u4e00-\u9fff]{2,5}\))"
)
# "무라트 오라조프|(Murat Orazov)", "무라트 오라조프 |(Murat Orazov)": where a gloss may stand
_GLOSSES = re.compile(r"\((?:(?<=[가-힣].)|(?<=[가-힣] .))[A-Z\u00c0-\u024f][^()\n]{2,60}\)")
# "외무장관에 세르게이 라브로프를", "총리 잉락 친나왓", "사무총장: 라파엘 그로시"
_JOINT = re.compile(r"(?: ?[:,=] ?|에는? | )(?=[가-힣])")
# "케네디 공항", "트럼프 타워": what is named after people
_BUILT = re.compile(rf" ?(?:{'|'.join(sorted(listed('named_after')))})")


def before(scene: Scene, post: Post) -> Named | None:
    """The foreign name before a post, if the words sound foreign and the place fits."""
    if not post.closed or post.kind == "leading":
        return None
    for step in steps(scene, open_bracket(scene, post), post.agency):
        if step.gloss is not None and _GLOSS.match(scene.word(step.gloss)):
            glossed = _glossed(scene, step.gloss)
            return _named(scene, post, glossed, step.agency) if glossed else None
        found = _beside(scene, step, post)
        if found is not None:
            return _named(scene, post, found, step.agency)
        word = scene.word(step.token)
        most = 0 if post.kind == "calling" else 2
        if word not in listed("passing") and (step.unknown >= most or inflected(word)):
            return None
    return None


def _named(scene: Scene, post: Post, found: tuple[int, int], agency: Agency | None) -> Named:
    silent = post.kind in bodies.SILENT
    body = None if silent else _theirs(scene, found[0], agency)
    return Named(*found, post.title, body, "person.foreign")


def _theirs(scene: Scene, place: int, agency: Agency | None) -> Agency | OtherBody | None:
    """The body of a foreigner: one of ours with his country before his name is his country's."""
    if agency is None:
        agency = bodies.before(scene, place)
    if agency is None or is_abroad(agency):
        return agency
    end = place - 1 if scene.text[place - 1 : place] == " " else place
    end = end - 1 if scene.text[end - 1 : end] == "의" else end
    country = scene.country_at(end - 1) if end else None
    return OtherBody(f"{country.text} {agency.text}") if country is not None and country.end == end else None


def _beside(scene: Scene, step: Step, post: Post) -> tuple[int, int] | None:
    """The range of the foreign name that ends with a word left of a post."""
    token = step.token
    word = scene.word(token).rsplit("·", 1)[-1]
    if not _HANGUL.fullmatch(word):
        return None
    found = run_before(scene, token.end) or _behind_given(scene, token, word)
    if found is None:
        return None
    words = scene.text[found[0] : found[1]].replace("-", " ").split(" ")
    known = any(sound(one) == LISTED for one in words)
    if known or (len(words) > 1 and all(sound(one) >= FOREIGN for one in words)):
        return found
    name = scene.text[post.head : post.end]
    if name == "시장":
        return None
    worldly = name in listed("worldly") and post.kind != "calling"
    if post.kind == "office" and not step.unknown and is_strange(scene.text[found[0] : found[1]]):
        return found
    if step.unknown > (2 if step.abroad else 0) or not (step.abroad or worldly):
        return None
    return found


def _behind_given(scene: Scene, token: Token, word: str) -> tuple[int, int] | None:
    """The range of a listed given name and any word behind it: 티모시 브룩스, 헨리 안."""
    left = scene.before(token.start)
    while left is not None and left.kind == "word" and scene.word(left) in names("particle"):
        left = scene.before(left.start)
    if left is None or left.kind != "word" or len(word) > 5 or word in listed("passing"):
        return None
    if len(word) > 1 and is_common(word) and word not in names("homograph"):  # 세라 머리 감독
        return None
    first = scene.word(left)
    if len(first) < 2 or not (first in names("given") or first in names("japanese")):
        return None
    found = run_before(scene, left.end)
    return (found[0], token.end) if found else None


def _glossed(scene: Scene, gloss: Token) -> tuple[int, int] | None:
    """As many words before a Latin gloss as the gloss has: 무라트 오라조프(Murat Orazov)."""
    count = len(_LATIN.findall(scene.word(gloss)))
    place = start = gloss.start
    best = 0
    for _ in range(min(count, 6)):
        token = scene.before(place)
        word = scene.word(token) if token is not None and token.kind == "word" else ""
        if token is None or not _HANGUL.fullmatch(word) or (is_common(word) and sound(word) < FOREIGN):
            break
        best = max(best, sound(word))
        place = start = token.start
    if start == gloss.start or best < FOREIGN:
        return None
    end = gloss.start - 1 if scene.text[gloss.start - 1] == " " else gloss.start
    whole = run_before(scene, end)
    return (min(start, whole[0]) if whole else start), end


def after(scene: Scene, post: Post) -> Named | None:
    """The foreign name behind a post: 총리 잉락 친나왓, 외무장관에 세르게이 라브로프를."""
    joint = _JOINT.match(scene.text, post.end)
    if joint is None or post.kind == "calling":
        return None
    opened = scene.text.rfind("(", max(0, post.start - 30), post.start)
    found = run_after(scene, joint.end())
    if found is None or _BUILT.match(scene.text, found[1]):
        return None
    words = scene.text[found[0] : found[1]].replace("-", " ").split(" ")
    if not _is_told(words, scene.text[post.head : post.end] in listed("worldly")):
        return None
    agency = post.agency or bodies.body_of(scene.before(post.start))
    if agency is None and opened >= 0 and ")" not in scene.text[opened : post.start]:
        agency = bodies.body_of(scene.before(opened))
    return _named(scene, post, found, agency)


def _is_told(words: list[str], worldly: bool) -> bool:
    """Whether words behind a post are a name: listed ones, or of foreign sound behind a post of the world."""
    if len(words) == 1:
        return (
            words[0] in names("family")
            or is_chinese(words[0])
            or (worldly and len(words[0]) > 2 and sound(words[0]) == FOREIGN)
        )
    least = FOREIGN if worldly else LISTED
    return any(sound(word) >= least for word in words)


def find(scene: Scene) -> Iterator[Named]:
    """Foreign names without a post: with an age or a gloss behind them, known or of known given names."""
    for sign in _AGE.finditer(scene.text):
        found = run_before(scene, sign.start())
        if found is not None and (sign["told"] or _is_known(scene.text[slice(*found)])):
            yield Named(*found, None, None, "person.foreign_age")
    for gloss in _GLOSSES.finditer(scene.text):
        token = Token(*gloss.span(), "bracket")
        if _GLOSS.match(scene.word(token)) and (found := _glossed(scene, token)):
            words = scene.text[found[0] : found[1]].split(" ")
            if len(words) > 1 and any(sound(word) == LISTED for word in words):
                yield Named(*found, None, None, "person.foreign_gloss")
    yield from _known(scene)


def _known(scene: Scene) -> Iterator[Named]:
    text, reached = scene.text, 0
    for hit in _automaton().hits(text):
        if hit.start < reached or (hit.start and "가" <= text[hit.start - 1] <= "힣"):
            continue
        if scene.agency_at(hit.start) is not None or scene.country_at(hit.start) is not None:
            continue
        found = run_after(scene, hit.start)
        several = found is not None and text.startswith((" ", "-"), hit.end) and _is_full(text[slice(*found)])
        if found is not None and several and not _BUILT.match(text, found[1]):
            left = run_before(scene, hit.end)
            reached = found[1]
            yield Named(
                min(found[0], left[0]) if left else found[0], found[1], None, None, "person.foreign_known"
            )
        elif (
            hit.entries[0] == "family"
            and stands_alone(scene, hit.start, hit.end)
            and not _BUILT.match(text, hit.end)
        ):
            left = run_before(scene, hit.end)
            reached = hit.end
            yield Named(left[0] if left else hit.start, hit.end, None, None, "person.foreign_known")


def _is_known(name: str) -> bool:
    return any(sound(word) == LISTED for word in name.replace("-", " ").split(" "))


def _is_full(name: str) -> bool:
    """Whether a name of several words is more than a listed word with a Korean one behind it."""
    first, *others = name.replace("-", " ").split(" ")
    eastern = first in names("japanese") or first in names("vietnamese")
    return bool(others) and (
        eastern or len(others[-1]) == 1 or any(sound(word) >= FOREIGN for word in others)
    )


@functools.cache
def _automaton() -> Automaton[str]:
    family = names("family")
    kinds = ((name, "family" if name in family else "opener") for name in sorted(openers() | family))
    return Automaton(((name, kind) for name, kind in kinds if len(name) > 1), small=True)
