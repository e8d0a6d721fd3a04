"""From text to mentions of money, dates, countries and agencies: pure functions, no clock, no network.

The names are loaded when they are first used: a cron run with nothing new needs the gazetteer's
fingerprint, but none of the rules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.engine import Extraction, check, extract, extract_many, publication_date
    from extractors.lexicon import fingerprint
    from extractors.mention import KINDS, Document, Mention, TableAmount

__all__ = [
    "KINDS",
    "Document",
    "Extraction",
    "Mention",
    "TableAmount",
    "check",
    "extract",
    "extract_many",
    "fingerprint",
    "publication_date",
]

_HOME = dict.fromkeys(("KINDS", "Document", "Mention", "TableAmount"), "extractors.mention") | {
    "fingerprint": "extractors.lexicon"
}


if not TYPE_CHECKING:  # a type checker knows the names from above

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module 'extractors' has no attribute {name!r}")
        return getattr(import_module(_HOME.get(name, "extractors.engine")), name)
