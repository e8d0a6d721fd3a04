"""What stands around a place of a text: the bodies and countries found there, the words left of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.mention import Agency, Mention
from extractors.people.words import listed

# "홍길동", "제2차", "AI", "서울·경기", "㈜한빛", "前"
_WORD = re.compile(r"[가-힣A-Za-z0-9·&㈜前現故]{1,30}$")
# "(이하 농식품부)", "(John Smith)", "(45)", "(金相穆)"
_BRACKET = re.compile(r"[(\[][^()\[\]\n]{1,60}[)\]]$")
# "제40대 회장", "5선 의원"
_COUNTED = re.compile(r"제?\d{1,3}(?:대|기|선|차)$")
# "(Tanaka Koichi)", "(António Guterres)"
_GLOSS = re.compile(r"[A-Z\u00c0-\u024f][a-z\u00df-\u024f]")
_MOST_TOKENS = 8
# Verbs, adverbs and nouns with a particle: nothing beyond them belongs to a post: "…은 이번에", "…와의"
_INFLECTED = re.compile(
    r"(?:[은는을를]|에서|에게|에는|으로|하고|하며|하여|해|했고|했던|하던|된|되는|하는|[가-힣]한|등|및|께서|라며|이며|[했됐였었있된]다|의|에|[하되이였했있]고|며)$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch left of a place. kind: word, body, country or bracket."""

    start: int
    end: int
    kind: str
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with the bodies and countries found in it; both sorted by their starts."""

    text: str
    agencies: Sequence[Agency]
    countries: Sequence[Mention]
    agency_starts: Sequence[int]
    country_starts: Sequence[int]

    @classmethod
    def of(cls, text: str, agencies: Sequence[Agency], countries: Sequence[Mention]) -> Scene:
        """The scene of a text; the bodies and countries found in it in any order."""
        bodies = sorted(agencies, key=lambda one: one.start)
        places = sorted(countries, key=lambda one: one.start)
        return cls(text, bodies, places, [one.start for one in bodies], [one.start for one in places])

    def agency_at(self, place: int) -> Agency | None:
        """The body whose name covers the character at a place."""
        index = bisect_right(self.agency_starts, place) - 1
        return self.agencies[index] if index >= 0 and self.agencies[index].end > place else None

    def last_agency(self, place: int) -> Agency | None:
        """The last body whose name begins before a place."""
        index = bisect_right(self.agency_starts, place - 1) - 1
        return self.agencies[index] if index >= 0 else None

    def country_at(self, place: int) -> Mention | None:
        """The country whose name covers the character at a place."""
        index = bisect_right(self.country_starts, place) - 1
        return self.countries[index] if index >= 0 and self.countries[index].end > place else None

    def before(self, place: int) -> Token | None:
        """The token that ends at a place, one space apart at most; None at a mark or a line's start."""
        end = place - 1 if place and self.text[place - 1] == " " else place
        if not end:
            return None
        owner = end - 1 if end > 1 and self.text[end - 1] == "의" else end
        agency = self.agency_at(owner - 1)
        if agency is not None and agency.end in (owner, end):  # "외교통상부", "외교통상부의"
            return Token(agency.start, end, "body", agency)
        country = self.country_at(end - 1)
        if country is not None and country.end == end:
            return Token(country.start, end, "country", country)
        if self.text[end - 1] in ")]\n" and (bracket := _BRACKET.search(self.text, max(0, end - 62), end)):
            return Token(bracket.start(), end, "bracket")
        if word := _WORD.search(self.text, max(0, end - 30), end):
            return Token(word.start(), end, "word")
        return None

    def word(self, token: Token) -> str:
        """What stands at a token."""
        return self.text[token.start : token.end]


@dataclass(frozen=True, slots=True)
class Step:
    """A word left of a post. agency: the nearest body passed on the way. abroad: whether a country or a body
    of other states was passed. unknown: how many words of no known sense. gloss: the Latin gloss passed."""

    token: Token
    agency: Agency | None
    abroad: bool
    unknown: int
    gloss: Token | None


def steps(scene: Scene, place: int, agency: Agency | None) -> Iterator[Step]:
    """The words left of a place, over bodies, countries, brackets, ranks and the like, up to a mark."""
    abroad, unknown, gloss = is_abroad(agency), 0, None
    for _ in range(_MOST_TOKENS):
        token = scene.before(place)
        if token is None:
            return
        place = token.start
        if token.kind == "word":
            yield Step(token, agency, abroad, unknown, gloss)
            word = scene.word(token)
            unknown += word not in listed("passing") and not _COUNTED.search(word)
        elif token.kind == "bracket":
            gloss = token if _GLOSS.search(scene.word(token)) else gloss
        else:
            body = token.mention if isinstance(token.mention, Agency) else None
            agency, abroad = agency or body, abroad or body is None or is_abroad(body)


def is_abroad(agency: Agency | None) -> bool:
    """Whether a body is one of other states or of several."""
    return agency is not None and agency.kind in {"foreign", "international"}


def inflected(word: str) -> bool:
    """Whether a word ends as nouns with a particle and verbs do, so that a name can't belong beyond it."""
    return (
        bool(_INFLECTED.search(word)) and word not in listed("uninflected") and word not in listed("passing")
    )
