"""Names before a post: ``심가람 행정자치부 차관``, ``행정안전부 심가람 차관``, ``심가람(차관)``."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.mention import Agency
from extractors.people import bodies, korean_names, quoted
from extractors.people.foreign_words import FOREIGN, LISTED, names, sound
from extractors.people.korean_names import LIKELY, POSSIBLE, SHAPED, SURE
from extractors.people.named import Named
from extractors.people.names_behind import OPENED
from extractors.people.posts import Post
from extractors.people.scene import Scene, Step, inflected, steps
from extractors.people.words import listed, posts

# the last syllable of a noun with a particle: 방안을, 정부의
_PARTICLES = frozenset("을를의은는이가에로와과도만해하한")
# 한빛대 교수, 다온원 원장: universities, institutes, firms
_HOUSES = frozenset("대원고사")
_NAME_BEFORE = re.compile(r"(?<![가-힣])[가-힣]{1,8} ?$")
_MOST_UNKNOWN = 3
# "고용노동부(홍길동 차관)", "고용노동부(장관 직무대행 홍길동 차관)"
_ACTING = re.compile(r"\((?:[가-힣]{2,8} ?(?:직무대행|직무대리|권한대행) ?:? ?)?$")


def find(scene: Scene, post: Post) -> Named | None:
    """The name that stands before a post, across the body, the country and the unit between them."""
    if not post.closed or post.kind == "leading" or (post.kind == "calling" and _is_common(scene, post)):
        return None
    if named := _fused(scene, post):
        return named
    place = open_bracket(scene, post)
    for step in steps(scene, place, post.agency or _enclosed(scene, place, post)):
        word = scene.word(step.token)
        end = step.token.end
        start = end - len(word.rsplit("·", 1)[-1].lstrip("故"))
        if _fits(scene, post, start, end, step):
            return _named(scene, post, start, end, step.agency, "person.before_post")
        most = 0 if step.gloss is not None or post.kind == "calling" else _MOST_UNKNOWN
        if word not in listed("passing") and (step.unknown >= most or _parts(word)):
            return None
    return None


def _fused(scene: Scene, post: Post) -> Named | None:
    """The name that is one word with its post: 김하늘씨, 정가람원장."""
    name, head = scene.text[post.start : post.head], scene.text[post.head : post.end]
    enough = POSSIBLE if head == "씨" else SURE
    if post.agency is not None or len(name) < 3 or head[0] == "부" or korean_names.strength(name) < enough:
        return None
    found = _named(scene, post, post.start, post.head, None, "person.fused")
    return replace(found, title=post.title and head)


def open_bracket(scene: Scene, post: Post) -> int:
    """The start of a post, or of the bracket that holds only its body and it: 심가람(행정안전부 장관)."""
    text = scene.text
    if text[post.end : post.end + 1] not in (")", ","):
        return post.start
    opened = OPENED.search(text, max(0, post.start - 32), post.start)
    if opened is None or not _NAME_BEFORE.search(text, max(0, opened.start() - 10), opened.start()):
        return post.start
    if scene.agency_at(opened.start() - 1) is not None:
        return post.start
    inside = text[opened.start() + 1 : post.start].split()
    named = any(korean_names.strength(word) >= LIKELY and word[-1] not in _HOUSES for word in inside)
    return post.start if named else opened.start()


def _enclosed(scene: Scene, bracket: int, post: Post) -> Agency | None:
    """The body that stands in a bracket with its post."""
    agency = scene.last_agency(post.start) if bracket < post.start else None
    return agency if agency is not None and agency.start > bracket else None


def _is_beyond(scene: Scene, end: int, post: Post) -> bool:
    """Whether a body stands between a word and its post: 서호 통일부 차관."""
    agency = scene.agency_at(end + 1) if scene.text[end : end + 1] == " " else None
    return agency is not None and agency.end <= post.head


def _parts(word: str) -> bool:
    """Whether a word parts what stands before it from the post: 회의에서, 대원과 (기장)."""
    return inflected(word) or _is_other_post(word)


def _is_common(scene: Scene, post: Post) -> bool:
    """Whether a one-syllable calling closes another word: 지양, 고객님, 남해군."""
    prefix = scene.text[post.start : post.head]
    enough = POSSIBLE if scene.text[post.head : post.end] == "씨" else LIKELY
    return bool(prefix) and not (len(prefix) > 2 and korean_names.strength(prefix) >= enough)


def _fits(scene: Scene, post: Post, start: int, end: int, step: Step) -> bool:
    """Whether a word is strong enough a name for its distance from the post."""
    word = scene.text[start:end]
    if not word or scene.country_at(start) is not None or scene.agency_at(start) is not None:
        return False
    found = korean_names.strength(word)
    least = FOREIGN if step.abroad or found < LIKELY else LISTED
    if sound(word) == LISTED or _is_foreign(scene, start, least):
        return False
    if word[-1] in _HOUSES and _is_beside_name(scene, start):
        return False
    unknown, beside_body = step.unknown, step.agency is not None
    if quoted.is_speaker(scene, post, start, end, beyond_body=_is_beyond(scene, end, post)):
        return True
    if len(word) == 2:
        weak = scene.text[post.head : post.end] in listed("weak_posts")
        return found >= POSSIBLE and not unknown and (not weak or word in korean_names.public_names())
    if unknown:
        return found >= (POSSIBLE if beside_body else LIKELY)
    enclosed = scene.text[end : end + 1] == "("
    if (
        not unknown
        and found == SHAPED
        and korean_names.by_syllables(word) >= LIKELY
        and _is_of_body(scene, start)
    ):
        return word[-1] not in _PARTICLES
    if (beside_body or enclosed) and korean_names.is_odd_name(word):
        return word[-1] not in _PARTICLES
    compound = post.head > post.start and post.agency is None
    return found >= (LIKELY if compound and not _begins(scene, start) else POSSIBLE)


def _is_other_post(word: str) -> bool:
    """Whether a word is a post, with a particle perhaps: what precedes it belongs to it (대원과 기장)."""
    return word in posts() or (
        word[-1] in "과와은는이가의" and any(word[-length:-1] in posts() for length in (3, 4, 5))
    )


def _is_foreign(scene: Scene, place: int, least: int) -> bool:
    """Whether a foreign name stands left of a place, so that the word there belongs to it: 브라이언 하퍼."""
    token = scene.before(place)
    if token is not None and scene.word(token) in names("particle"):  # 루이지 디 마이오
        token = scene.before(token.start)
    return token is not None and token.kind == "word" and sound(scene.word(token)) >= least


def _is_of_body(scene: Scene, place: int) -> bool:
    """Whether a body stands right before a word: 한국항공우주연구원 남이든 원장."""
    token = scene.before(place)
    return token is not None and token.kind == "body"


def _is_beside_name(scene: Scene, place: int) -> bool:
    """Whether a likely name stands left of a word, so that the word is a house: 김도하 한빛대 교수."""
    token = scene.before(place)
    return token is not None and token.kind == "word" and korean_names.strength(scene.word(token)) >= LIKELY


def _begins(scene: Scene, place: int) -> bool:
    """Whether nothing before a place belongs to what stands there."""
    token = scene.before(place)
    return token is None or token.kind != "word" or inflected(scene.word(token))


def _named(scene: Scene, post: Post, start: int, end: int, agency: Agency | None, rule: str) -> Named:
    if post.kind in bodies.SILENT:
        agency = None
    elif agency is None:
        opened = _ACTING.search(scene.text, max(0, start - 24), start)
        bracket = opened.start() if opened else -1
        agency = bodies.of_bracket(scene, post.start, bracket) if opened else bodies.before(scene, start)
        agency = agency or bodies.behind(scene, post)
    return Named(start, end, post.title, bodies.told(post, agency), rule)
