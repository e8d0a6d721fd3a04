"""From text to mentions of money, dates, countries and agencies: pure functions, no clock, no network."""

from extractors.engine import Extraction, check, extract, extract_many, publication_date
from extractors.lexicon import fingerprint
from extractors.mention import KINDS, Document, Mention

__all__ = [
    "KINDS",
    "Document",
    "Extraction",
    "Mention",
    "check",
    "extract",
    "extract_many",
    "fingerprint",
    "publication_date",
]
