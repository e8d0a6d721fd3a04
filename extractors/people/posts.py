"""Posts in a text (``장관``, ``전자정부국장``, ``통계청장``) and their titles without the body's name."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.gazetteer import gazetteer
from extractors.lexicon import Automaton, Hit, longest
from extractors.mention import Agency
from extractors.people.scene import Scene
from extractors.people.words import listed, posts

# "전자정부국장", "기획·조정실장", "ICT위원장": the run of letters that a post closes
_RUN = re.compile(r"[가-힣A-Za-z0-9·&]{0,30}$")
# "제1차관", "2차장", "제 2차관"
_RANK = re.compile(r"제? ?\d{1,2}$")
_TAIL = re.compile(rf"(?:{'|'.join(sorted(listed('endings'), key=len, reverse=True))})?(?![가-힣])")
# "김하늘은 어제 장관과", "김하늘, 이바다 장관": what stands between parts the name from the post
_PARTED = re.compile(r"[은는이가을를의에](?![가-힣])|[.,\n]")
_REACH = 30
# "부총리 겸 기획재정부 장관", "부위원장 겸 사무처장"
_BOTH = re.compile(r" ?겸 ?[^,.()\n]{0,20}$")
# 재무부장관, 법제처장
_BODY_SUFFIX = re.compile(r"(?:부|처|청|원|실|위|회)$")
# 인천시장, 수원특례시장: a mayor, not 전통시장, 금융시장
_CITY = re.compile(rf"(?:^|특별|광역|특례|자치|{'|'.join(sorted(listed('cities')))})$")
# 주우크라이나대사, 러시아대사; not 홍보대사, 기후변화대사
_MISSION = re.compile(r"^(?:주|[가-힣]{0,8}(?:시아|국|독일|일본|도|칸|스탄|랑스|리카|나다|크라이나)$)")
#: 국회의장, 국회의원
_FREE = frozenset({"의장", "의원"})


@dataclass(frozen=True, slots=True)
class Post:
    """A post at [start, end) of the text, the post itself without what precedes it in the word from head on.

    title: None for a calling (씨). agency: the body whose name is part of the word. closed: nothing but a
    particle follows, so that a name may stand before it (not so in 장관상, 과장급).
    """

    start: int
    head: int
    end: int
    kind: str
    title: str | None
    agency: Agency | None
    closed: bool


def find(scene: Scene) -> Iterator[Post]:
    """The posts of a text in order; two that 겸 joins are one (부총리 겸 기획재정부 장관)."""
    waiting: Post | None = None
    for hit in _hits(scene.text):
        post = _post(scene, hit.start, hit.end, hit.entries[0])
        if post is None:
            continue
        if waiting is not None:
            joined = _joined(scene, waiting, post)
            if joined is None:
                yield waiting
            post = joined or post
        waiting = post
    if waiting is not None:
        yield waiting


def beside(text: str, start: int, end: int) -> bool:
    """Whether a post seems to belong to the word at [start, end): 심가람 행정안전부 장관, 장관 심가람."""
    hits = _hits(text)
    place = bisect_left(hits, end, key=lambda hit: hit.start)
    if place and start - hits[place - 1].end <= 2:
        return True
    if place == len(hits) or hits[place].start - end > _REACH:
        return False
    return _PARTED.search(text, end, hits[place].start) is None


# a text is asked about each of its doubtful names, then searched
@functools.lru_cache(maxsize=1)
def _hits(text: str) -> tuple[Hit[str], ...]:
    """The words for posts; only what ends where a word may end is one (환경정책관 holds 경정)."""
    return tuple(longest(hit for hit in _automaton().hits(text) if _ends(text, hit.end)))


def _ends(text: str, end: int) -> bool:
    return (
        end == len(text)
        or not "가" <= text[end] <= "힣"
        or bool(_TAIL.match(text, end) or _acting().match(text, end))
    )


def _joined(scene: Scene, first: Post, second: Post) -> Post | None:
    text = scene.text
    if not first.title or not second.title or first.title.count(" 겸 ") > 1:  # three offices at most
        return None
    if not _BOTH.match(text[first.end : second.start]):
        return None
    token = scene.before(second.start)
    beside = token.mention if token and token.kind == "body" and token.start > first.end else None
    agency = second.agency or (beside if isinstance(beside, Agency) else None) or first.agency
    title = f"{first.title} 겸 {second.title}"
    return Post(first.start, first.head, second.end, first.kind, title, agency, second.closed)


@functools.cache
def _automaton() -> Automaton[str]:
    return Automaton(posts().items(), small=True)


@functools.cache
def _acting() -> re.Pattern[str]:
    # "장관 직무대행", "청장 직무대리", "장관 후보자"
    words = "|".join(sorted(listed("acting"), key=len, reverse=True))
    return re.compile(rf" ?(?:{words})(?![가-힣]{{3}})")


def _post(scene: Scene, head: int, end: int, kind: str) -> Post | None:
    text = scene.text
    if text[head:end] == "부장관" and head and "가" <= text[head - 1] <= "힣":  # 재무부장관 is no 부장관
        head, kind = head + 1, "office"
    acting = _acting().match(text, end)
    last = acting.end() if acting else end
    run = _RUN.search(text, max(0, head - 30), head)
    start = run.start() if run else head
    while start < head and text[start] in "·&":
        start += 1
    begin = start
    rank = _RANK.search(text, start, head)
    head = rank.start() if rank else head
    if _is_other_word(text, start, head, end):
        return None
    agency = _body_in_word(scene, start, end)
    if agency is not None and agency.end >= end:
        return None
    if agency is not None and text[head:end] == "부장" and agency.end > head:  # 중국의 외교부장 is a minister
        agency = None
    if kind == "envoy" and scene.country_at(start) is not None:
        start = head
    title = (
        None
        if kind in {"calling", "leading"}
        else _title(text, start, head, end, kind, agency) + text[end:last]
    )
    return Post(
        min(begin, agency.start) if agency else begin,
        head,
        last,
        kind,
        title,
        agency,
        bool(_TAIL.match(text, last)),
    )


def _body_in_word(scene: Scene, start: int, end: int) -> Agency | None:
    """The body whose name reaches into the word that ends with a post: 통계청장, 관세청 차장."""
    agency = scene.last_agency(end)
    return agency if agency is not None and agency.end > start else None


@functools.cache
def _committees() -> frozenset[str]:
    """Names of the committees that the gazetteer holds: 금융위원장 is the 위원장 of one."""
    bodies = gazetteer().bodies.values()
    return frozenset(name for body in bodies for name in body.names if name.endswith("위원회"))


def _is_other_word(text: str, start: int, head: int, end: int) -> bool:
    """Whether a post closes a word that is none: 행사장, 전통시장, 안저검사, 한국개발연구원."""
    prefix, post = text[start:head], text[head:end]
    if not prefix:
        return post in listed("no_posts")
    if post == "시장":
        return _CITY.search(prefix) is None
    if post == "연구원":
        return prefix not in listed("researchers")
    whole = prefix + post
    if whole.endswith("주차장"):
        return True
    return whole in listed("no_posts") or post in listed("bare_posts")


def _title(text: str, start: int, head: int, end: int, kind: str, agency: Agency | None) -> str:
    post, prefix = text[head:end], text[start:head]
    if agency is not None:
        return post if agency.end > head else text[agency.end : end].strip()
    if not prefix or (kind == "envoy" and not _MISSION.search(prefix)):
        return text[start:end]
    if kind == "envoy" or (post == "회장" and len(prefix) > 2):
        return post
    if post == "위원장" and f"{prefix}위원회" in _committees():
        return post
    if kind != "office":
        return text[start:end]
    if post == "의료원장":
        return "원장"
    if post in _FREE or post in listed("swallowing") or _BODY_SUFFIX.search(prefix) or len(prefix) > 3:
        return post
    return text[start:end]
