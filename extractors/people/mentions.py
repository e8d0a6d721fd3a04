"""People: the personal names of a text with the post and the body beside them.

Names are found by what stands beside them, the post first; a name found once holds wherever it stands
again in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from extractors.mention import Agency, Mention, Person
from extractors.people import (
    bare,
    bodies,
    chinese,
    contacts,
    foreign_names,
    glued,
    known,
    lists,
    names_before,
    names_behind,
    posts,
    repeated,
    rows,
    signs,
)
from extractors.people.named import Named
from extractors.people.posts import Post
from extractors.people.scene import Scene
from extractors.reading import Reading

#: Offsets that a text may ask the morphemes about.
_MOST_DOUBTS = 12


def doubts(reading: Reading, agencies: Sequence[Agency]) -> Iterable[int]:
    """Offsets of names that only the morphemes of their sentence can settle."""
    scene = Scene.of(reading.text, agencies, ())
    contacted = contacts.Contacts(scene.text)
    offsets = (
        start
        for start, end in bare.places(scene, reading, ())
        if not posts.beside(scene.text, start, end) and not contacted.hold(start, end)
    )
    return islice(offsets, _MOST_DOUBTS)


def find(reading: Reading, agencies: Sequence[Agency], countries: Sequence[Mention]) -> list[Person]:
    """The people that a text names, in order."""
    scene = Scene.of(reading.text, agencies, countries)
    contacted = contacts.Contacts(scene.text)
    offices = list(posts.find(scene))
    found = _shown(scene, offices)
    if reading.analysed:  # no morphemes, no doubt that they settle
        found += bare.find(scene, reading, _taken(found), set(doubts(reading, agencies)))
    found = [named for named in found if not contacted.hold(named.start, named.end)]
    again = repeated.find(scene, found, offices)
    found += [named for named in again if not contacted.hold(named.start, named.end)]
    return [_person(reading.text, bodies.beside(scene, named)) for named in _apart(found)]


def _shown(scene: Scene, offices: Iterable[Post]) -> list[Named]:
    """Names that the text itself shows to be names."""
    found = [*_beside_posts(scene, offices), *signs.find(scene), *rows.find(scene)]
    found += [*glued.find(scene), *chinese.find(scene)]
    return [*found, *known.find(scene), *foreign_names.find(scene)]


def _taken(found: Iterable[Named]) -> set[int]:
    return {place for named in found for place in range(named.start, named.end)}


def _beside_posts(scene: Scene, offices: Iterable[Post]) -> Iterator[Named]:
    for post in offices:
        named = (
            names_before.find(scene, post)
            or foreign_names.before(scene, post)
            or names_behind.find(scene, post)
            or foreign_names.after(scene, post)
        )
        if named is not None:
            yield named
            yield from lists.companions(scene, named)


def _apart(found: Iterable[Named]) -> Iterator[Named]:
    """Names without overlaps, in order: the longest of those that overlap, of equal ones the titled."""
    kept: list[Named] = []
    taken: set[int] = set()
    for named in sorted(found, key=_rank):
        places = range(named.start, named.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(named)
    return iter(sorted(kept, key=lambda one: one.start))


def _rank(named: Named) -> tuple[int, bool, bool]:
    return named.start - named.end, named.title is None, named.rule == "person.after_post"


def _person(text: str, named: Named) -> Person:
    name = text[named.start : named.end]
    agency = named.agency
    return Person(
        start=named.start,
        end=named.end,
        text=name,
        rule=named.rule,
        name=name,
        title=named.title,
        agency_id=agency.agency_id if agency else None,
        agency=agency.name if agency else None,
    )
