"""What comes out of a dump: an article as it came, a fault, or something that is neither."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from scrapers.article import Hint, article_id

SOURCE = "dump"
#: An article of more bytes than this is a mistake (a concatenated dump, a zip bomb), not an article.
MAX_ARTICLE_BYTES = 32 * 1024 * 1024

_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One article of a dump as it came.

    native_id: the record's own id, else 16 hex digits of its content. place: path from the dump's own
    name on (``seeds/000.txt``, ``releases.zip/a.html``), the same on every machine. line: 1-based line
    where the record begins within JSON and CSV, its number within Parquet and WARC. content: bytes of a
    file, or the text that a record held. raw_sha256: of a file's bytes; of what is read of a record, so
    that it is the same in each format. markup: True for HTML, False for text, None where it has to be
    looked at. known: metadata that the record states. path: the file as the user named it, for messages.
    charset: what an HTTP header said. hints: dates outside the body, each with its kind.
    """

    native_id: str
    place: str
    line: int | None
    content: bytes | str
    raw_sha256: str
    markup: bool | None = None
    url: str | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    path: str = "-"
    charset: str | None = None
    hints: tuple[Hint, ...] = ()

    @property
    def id(self) -> str:
        return article_id(SOURCE, self.native_id)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """Something in a dump that gave no article: where it stands, why, and what to do."""

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class SkippedRecord:
    """Something in a dump that is no article and no fault: a revisit, an image, a page not found."""

    path: str
    line: int | None
    reason: str


#: Whatever a dump gives.
Record = RawRecord | BadRecord | SkippedRecord


def record_digest(content: str, markup: bool | None, url: str | None, known: Mapping[str, str]) -> str:
    """The sha256 of what is read of a record: the same for a line of JSON, a row of CSV and of Parquet.

    Line ends don't count (CSV of Windows has others), nor what stands in fields that sacho does not read.
    """
    said = {"html" if markup else "text": _LINE_END.sub("\n", content), "url": url, **known}
    line = json.dumps(
        {key: value for key, value in said.items() if value}, ensure_ascii=False, sort_keys=True
    )
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()
