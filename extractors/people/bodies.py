"""Which body a post belongs to: the one beside it, or beside the name."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.mention import Agency
from extractors.people.named import Named
from extractors.people.posts import Post
from extractors.people.scene import Scene, Token
from extractors.people.words import listed, posts

# units inside a body: "농촌진흥청 토양비료과 석다온 과장"
_UNIT = re.compile(r"(?:[과국실팀단반관]|위원회|센터|본부|연구[소부]|지부|지사|병원|대표부|사무[소처])$")
# branches of a body: "국민건강보험공단 강원지역본부(본부장 홍길동)"
_BRANCH = re.compile(r"(?:본부|지사|지부|지점|지역회의)$")
#: Posts and words that never tell of a body: heads of state, diplomats, 씨, 배우.
SILENT = frozenset({"state", "envoy", "calling", "leading"})


def told(post: Post, agency: Agency | None) -> Agency | None:
    """The body, unless the post is one that never tells of it."""
    return None if post.kind in SILENT else agency


def behind(scene: Scene, post: Post) -> Agency | None:
    """The body in a bracket right behind a post: 노아윤 책임연구원(한국화학연구원)."""
    if scene.text[post.end : post.end + 1] != "(":
        return None
    agency = scene.agency_at(post.end + 1)
    return agency if agency is not None and scene.text[agency.end : agency.end + 1] == ")" else None


def beside(scene: Scene, named: Named) -> Named:
    """A name without a post, with the body right before it: 문화체육관광부 신재민."""
    if named.title is not None or named.agency is not None:
        return named
    return replace(named, agency=body_of(scene.before(named.start)))


def before(scene: Scene, place: int) -> Agency | None:
    """The body left of a name, units of it between them at most: 농촌진흥청 토양비료과 석다온 과장."""
    for _ in range(3):
        token = scene.before(place)
        if token is None or token.kind == "body":
            return body_of(token)
        inside = scene.agency_at(token.start + 1)
        if (
            token.kind == "bracket" and inside is not None and inside.end == token.end - 1
        ):  # "(고용노동부) 편도진 실장"
            return inside
        word = scene.word(token)
        if word[:-1] in posts():  # "국토부 장관과 김동연 지사": 과 is a particle
            return None
        if token.kind == "word" and not (_UNIT.search(word) or word in listed("passing")):
            return None
        place = token.start
    return None


def of_bracket(scene: Scene, place: int, bracket: int) -> Agency | None:
    """The body right before a post at a place inside a bracket, else the one right before the bracket."""
    token = scene.before(place)
    if token is not None and token.kind == "body" and token.start > bracket:
        return body_of(token)
    token = scene.before(bracket)
    if token is not None and token.kind == "word" and _BRANCH.search(scene.word(token)):
        token = scene.before(token.start)
    return body_of(token)


def is_unit(word: str) -> bool:
    """Whether a word is a unit inside a body: 저장유통과, 위원회."""
    return len(word) > 2 and _UNIT.search(word) is not None


def body_of(token: Token | None) -> Agency | None:
    """The body that a token names, if it names one."""
    return token.mention if token is not None and isinstance(token.mention, Agency) else None
