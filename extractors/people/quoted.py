"""Names that only a quotation shows: ``서호 통일부 차관은 “``, ``농업과 윤현습 과장은 “``."""

from __future__ import annotations

import re

from extractors.people.bodies import is_unit
from extractors.people.korean_names import LIKELY, POSSIBLE, by_syllables, strength
from extractors.people.posts import Post
from extractors.people.scene import Scene
from extractors.people.words import listed, not_names, posts, surnames

# "심가람 국장은 “현장을 …", "심가람 원장은 '앞으로 …"
_SPEAKS = re.compile(r"[은는] ?[“\"‘']")
# what stands before the subject of a sentence: a mark, a line's start, "□ ", "이에 ", "이날 "
_SENTENCE = re.compile(r"(?:^|[\n.!?□○ㅇ◦❍▲*-]|(?:이에|이날|한편|또한|특히|이와 관련해)) {0,2}$")
# 강화만, 사업의, 방문한; 위원회, 지원단: nouns with a particle, verbs, units
_CLOSING = frozenset("을를의은는이가에로와과도해하단실회위청팀부소원률율별금비물")
_ADNOMINAL = frozenset("한된할될던")


def is_speaker(scene: Scene, post: Post, start: int, end: int, *, beyond_body: bool) -> bool:
    """Whether a word of uncommon syllables, or one that means something too, names who speaks.

    beyond_body: whether a body stands between the word and its post.
    """
    text = scene.text
    if _SPEAKS.match(text, post.end) is None or not (_begins(text, start) or _is_of(scene, start)):
        return False
    word = text[start:end]
    if word in not_names("word") or word in posts() or word[-1] in _ADNOMINAL:
        return False
    if len(word) == 2:
        return beyond_body and by_syllables(word) >= POSSIBLE and word not in listed("frame_nouns")
    if len(word) != 3 or word[-1] in _CLOSING or surnames().get(word[0], 0) < 2:
        return False
    if word[:2] in not_names("stem"):
        return by_syllables(word) >= LIKELY
    return strength(word) > 0


def _begins(text: str, start: int) -> bool:
    return _SENTENCE.search(text, max(0, start - 12), start) is not None


def _is_of(scene: Scene, start: int) -> bool:
    """Whether a body or a unit stands right before a word: 농식품부 …, 저장유통과 …"""
    token = scene.before(start)
    return token is not None and (
        token.kind == "body" or (token.kind == "word" and is_unit(scene.word(token)))
    )
