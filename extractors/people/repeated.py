"""Names that a text has introduced and names again: ``구테흐스는``, ``김철수의 손자``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from extractors.lexicon import Automaton
from extractors.people import bodies
from extractors.people.foreign_words import FOREIGN, sound
from extractors.people.korean_names import POSSIBLE, strength
from extractors.people.named import Named
from extractors.people.posts import Post
from extractors.people.scene import Scene

# "윤석열 정부", "바이든 행정부" name a government
_GOVERNMENT = re.compile(r" ?(?:정부|행정부)")
# "심가람|은", "구테흐스|가", "김철수|의", "홍길동|이다": the name ends here
_CLOSED = re.compile(
    r"(?:은|는|이|가|을|를|의|과|와|도|께서는|께서|께|에게|에게서|로|으로|이며|이고|이다|이라고|라고|이라는|라는|만|만이|이었다|였다|에|처럼|씨|님|옹|군|양)?(?![가-힣])"
)


def find(scene: Scene, found: Iterable[Named], offices: Iterable[Post]) -> Iterator[Named]:
    """Other places of the names that were found, with the title right behind them.

    offices: the posts of the text.
    """
    text = scene.text
    titles = {post.start: post for post in offices if post.closed and post.title}
    forms = {form for named in found for form in _forms(text[named.start : named.end])}
    if not forms:
        return
    # in one pass: a roster names thousands
    for hit in Automaton((form, form) for form in sorted(forms)).hits(text):
        if stands_alone(scene, hit.start, hit.end):
            yield _titled(scene, Named(hit.start, hit.end, None, None, "person.repeated"), titles)


def _titled(scene: Scene, named: Named, titles: Mapping[int, Post]) -> Named:
    """The name with the post right behind it or behind the body there: 압둘라예프 부청장."""
    post, agency = titles.get(named.end + 1), scene.agency_at(named.end + 1)
    if post is None and agency is not None:
        post = titles.get(agency.end + 1) or titles.get(agency.end)
    if post is None:
        return named
    return replace(named, title=post.title, agency=bodies.told(post, post.agency or agency))


def stands_alone(scene: Scene, start: int, end: int) -> bool:
    """Whether a name is a word of its own and names no government or body (윤석열 정부)."""
    text = scene.text
    return (
        (not start or not "가" <= text[start - 1] <= "힣")
        and _CLOSED.match(text, end) is not None
        and _GOVERNMENT.match(text, end) is None
        and scene.agency_at(start) is None
    )


def _forms(name: str) -> Iterator[str]:
    """The name itself and of a foreign one its last word: 안토니우 구테흐스, 구테흐스."""
    if len(name) > 3 or strength(name) >= POSSIBLE or sound(name) >= FOREIGN:
        yield name
    last = name.rsplit(" ", 1)[-1]
    if last != name and len(last) > 2:
        yield last
