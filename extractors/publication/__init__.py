"""When an article was published: as stated, else inferred from its text and from hints."""

from extractors.publication.inference import Publication, publication_date

__all__ = ["Publication", "publication_date"]
