"""The publication date of an article: stated, or inferred from its text and from hints."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.reading import Reading


@dataclass(frozen=True, slots=True)
class Publication:
    """published: ISO date of the known precision, or None. inferred: not stated by the source.
    evidence: what an inferred date was taken from."""

    published: str | None
    inferred: bool
    evidence: str | None


def publication_date(reading: Reading) -> Publication:
    """The stated publication date of a document, or none."""
    return Publication(reading.document.published, False, None)
