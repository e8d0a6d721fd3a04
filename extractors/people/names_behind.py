"""Names behind a post: ``행정안전부(장관 심가람)``, ``위원장 홍길동은``, ``청장에 편도영``."""

from __future__ import annotations

import re

from extractors.mention import Agency
from extractors.people import bodies
from extractors.people.foreign_words import LISTED, sound
from extractors.people.korean_names import (
    LIKELY,
    POSSIBLE,
    SHAPED,
    SURE,
    by_syllables,
    public_names,
    strength,
)
from extractors.people.named import Named
from extractors.people.posts import Post
from extractors.people.scene import Scene
from extractors.people.words import listed, not_names, posts

# "심가람은", "김하늘": the word behind a post
_HANGUL = re.compile(r"[가-힣]{1,8}")
# what opens the bracket of a post: "행정안전부(장관 심가람)", "교육부(부총리 겸 장관 심가람)"
OPENED = re.compile(r"[(\[<][^()\[\]<>\n,]{0,30}$")
# "질병관리청(질병청, |청장 심가람)": what else the bracket of a post holds
_HELD = re.compile(r"[(][^()\n]{0,40}, ?$")
# between a post and the name behind it: "장관 심가람", "장관: 심가람", "(장관, 심가람", "대표(홍길동)",
# "부장(고위공무원 홍길동)", "부장(해군 준장 홍길동)"
_JOINT = re.compile(
    r"(?:\((?:(?:고위공무원|직무대리|직무대행|장관급|차관급|(?:책임|수석|선임)연구원"
    r"|(?:육군|해군|공군|해병대?) ?[소중준대][장령위]) )?|에 |\n: ?| ?[:,=]? ?)(?=[가-힣])"
)
# what stands behind the item of a list: "▲국제협력관 감은주 ▲", a line's end
_ITEM = re.compile(r" ?(?:[▲▷△▶▴◇◆○●□■ㅇ*]|\n|$)")
# "심가람|은 ", "심가람|에게 ", "심가람|입니다": what may stand behind the name
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|과|와|도|께서|께|에게|에|으로|로|이며|이다|입니다|님|씨|이었다|이라는|인|다)?(?![가-힣])"
)


def find(scene: Scene, post: Post) -> Named | None:
    """The name that stands behind a post, in a bracket or in the open: 위원장 홍길동은."""
    text = scene.text
    joint = _JOINT.match(text, post.end)
    if joint is None or joint.end() == post.end or post.kind == "calling":
        return None
    found = _HANGUL.match(text, joint.end(), joint.end() + 8)
    if found is None:
        return None
    word = found[0]
    if joint[0].startswith("("):
        ended = text[found.end() : found.end() + 1] in (")", ",", "·")
        if not ended or len(word) < 3 or strength(word) < LIKELY:
            return None
        return _behind(post, found.start(), found.end(), post.agency or bodies.before(scene, post.start))
    opened = OPENED.search(text, max(0, post.start - 32), post.start)
    if opened and 2 <= len(word) <= 4 and not text.startswith("에", post.end):
        if (
            word in listed("bracket_nouns")
            or sound(word) == LISTED
            or not (strength(word) >= SHAPED or _is_held(scene, word, opened.start()))
        ):
            return None
        agency = post.agency or bodies.of_bracket(scene, post.start, opened.start())
        return _behind(post, found.start(), found.end(), agency)
    return None if "," in joint[0] else _in_the_open(scene, post, found)


def _is_held(scene: Scene, word: str, bracket: int) -> bool:
    """Whether a name of two syllables that are a word too stands behind the post of a body: (원장 송천)."""
    if len(word) != 2 or word in listed("bracket_nouns") or word in not_names("word") or word in posts():
        return False
    return by_syllables(word) >= POSSIBLE and bodies.body_of(scene.before(bracket)) is not None


def _in_the_open(scene: Scene, post: Post, found: re.Match[str]) -> Named | None:
    """The name behind a post that no bracket holds: 도로국장 편도영은, 청장에 심가람."""
    for length in (2, 3, 4):
        name, end = found[0][:length], found.start() + length
        least = POSSIBLE if _is_item(scene, post, end) else LIKELY
        if len(name) < length or not (name in public_names() if length == 2 else strength(name) >= least):
            continue
        if post.kind in {"leading", "unit"} and least == LIKELY and not _is_sure(scene.text, name, end):
            continue
        if _PARTICLE.match(scene.text, end):
            agency = post.agency or bodies.before(scene, post.start) or _holder(scene, post)
            return _behind(post, found.start(), found.start() + length, agency)
    return None


def _holder(scene: Scene, post: Post) -> Agency | None:
    """The body before the bracket that holds a post and more: 질병관리청(질병청, 청장 심가람)."""
    held = _HELD.search(scene.text, max(0, post.start - 42), post.start)
    return bodies.of_bracket(scene, post.start, held.start()) if held else None


def _is_item(scene: Scene, post: Post, end: int) -> bool:
    """Whether a post and a name are all of an item: ▲국제협력관 감은주 ▲운영지원과장 …"""
    return _ITEM.match(scene.text, end) is not None and scene.before(post.start) is None


def _is_sure(text: str, name: str, end: int) -> bool:
    """Whether a word behind 주민, 배우 or 대상 is a name and no noun with a particle (주민 원성이 높다)."""
    plain = name[-1] not in "이은가을도의로" or text[end : end + 1] != " "
    if strength(name) == SURE or name in public_names():
        return plain
    return text[end : end + 1] in ("(", ",", ")") or (plain and text[end : end + 1] not in (" ", ""))


def _behind(post: Post, start: int, end: int, agency: Agency | None) -> Named:
    return Named(start, end, post.title, bodies.told(post, agency), "person.after_post")
