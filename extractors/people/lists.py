"""Lists of names that share a post: ``홍길동·김철수 의원``, ``위원 홍길동, 김철수``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.people.korean_names import POSSIBLE, SURE, strength
from extractors.people.named import Named
from extractors.people.scene import Scene

# "한도겸·임하율 하사", "고 서지안, 송하율 중사"
_LEFT = re.compile(r"(?<![가-힣])([가-힣]{2,4})( ?[·,/] ?|-)$")
_RIGHT = re.compile(r"( ?[·,/] ?)([가-힣]{2,4})(?![가-힣])")
# "송미령 장관, 김철수 차관": the next name has a post of its own
_OWN_POST = re.compile(r" ?[(가-힣]")
_MOST = 30


def companions(scene: Scene, named: Named) -> Iterator[Named]:
    """The names that stand in a row with one and share its post and body."""
    if named.rule == "person.before_post":
        yield from _left(scene, named)
    elif named.rule == "person.after_post":
        yield from _right(scene, named)


def _left(scene: Scene, named: Named) -> Iterator[Named]:
    start = named.start
    for _ in range(_MOST):
        found = _LEFT.search(scene.text, max(0, start - 8), start)
        if found is None or not _is_name(found[1], found[2]) or scene.country_at(found.start(1)):
            return
        start = found.start(1)
        yield replace(named, start=start, end=found.end(1), rule="person.list")


def _right(scene: Scene, named: Named) -> Iterator[Named]:
    end = named.end
    for _ in range(_MOST):
        found = _RIGHT.match(scene.text, end)
        if found is None or not _is_name(found[2], found[1]):
            return
        end = found.end(2)
        if _OWN_POST.match(scene.text, end):
            return
        yield replace(named, start=found.start(2), end=end, rule="person.list")


def _is_name(word: str, mark: str) -> bool:
    return len(word) > 2 and strength(word) >= (POSSIBLE if "·" in mark else SURE)
