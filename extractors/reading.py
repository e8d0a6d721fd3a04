"""A document under analysis: the folded text, its sentences, its morphemes where they were asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from extractors.alignment import Aligned, align
from extractors.mention import Document
from extractors.morphemes import Morpheme
from extractors.sentences import sentence_around, split_sentences

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].{0,40})?)?)?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date of known precision; month and day are None where only the year is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The earliest day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, iso: str | None) -> Published | None:
        """Read ``2012``, ``2012-12``, ``2024-08-26`` or ``2016-11-22T18:10:00+09:00``.

        Returns None for None. Raises ValueError for anything else.
        """
        if iso is None:
            return None
        found = _ISO.match(iso)
        if not found:
            raise ValueError(f"published {iso!r}: expected YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm")
        published = cls(*(int(part) for part in found.groups() if part))
        try:
            _ = published.first
        except ValueError as error:
            raise ValueError(f"published {iso!r}: {error}") from None
        return published


@dataclass(slots=True)
class Reading:
    """What the rules share about one document.

    text: the folded text that rules match against; mentions are made with its offsets and mapped back
    by the engine. published: the publication date used to resolve relative dates and periods of agencies.
    """

    document: Document
    aligned: Aligned
    sentences: list[tuple[int, int]]
    published: Published | None
    analysed: dict[tuple[int, int], tuple[Morpheme, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.aligned.text

    @classmethod
    def of(cls, document: Document) -> Reading:
        """Begin to read a document. Raises ValueError for an unreadable publication date."""
        aligned = align(document.text)
        return cls(document, aligned, split_sentences(aligned.text), Published.parse(document.published))

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The range of the sentence around an offset of ``text``."""
        return sentence_around(self.sentences, offset)

    def morphemes_at(self, offset: int) -> tuple[Morpheme, ...]:
        """Morphemes of the sentence around an offset, with offsets into ``text``.

        Only sentences that a module's ``doubts`` named have any; for others KeyError is raised, because
        a rule that asks without having announced its doubt would silently read nothing.
        """
        return self.analysed[self.sentence_at(offset)]
