"""The Article: one press release, news article or blog post, cleaned; and the pieces it consists of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Kind = Literal["press_release", "policy_news", "news", "blog"]
BodyOrigin = Literal["page", "attachment", "script", "dump"]

#: Kinds of text that surrounds an article and is dropped from its body.
DROPPED_KINDS = (
    "related", "most_read", "headlines", "share", "tags", "copyright", "byline", "comments", "board_list",
    "caption", "attachments", "contact", "counters", "navigation", "title", "date", "source", "slogan",
    "advertisement", "licence", "login", "second_article", "other",
)  # fmt: skip
#: What a whole second article in the same file is dropped as; a fault of the file, which is reported.
SECOND_ARTICLE = "second_article"

#: A date outside the body: its kind (url, neighbour, crawl, repost, modified, search) and the date as
#: ISO 8601 of the known precision; ``--09-02`` where the year is missing.
Hint = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of text that was taken out of the article, kept so that a reader can audit the cleaning."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an article.

    status: listed (known by its link only), read (text taken), failed (see reason), unsupported, skipped.
    reader: name and version of what read it. sha256 and size are of the bytes as they came.
    """

    name: str
    url: str
    format: str | None = None
    sha256: str | None = None
    size: int | None = None
    status: str = "listed"
    reason: str | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article after cleaning.

    id: ``<source>:<native id>`` from raw values, never from cleaned ones.
    published: ISO string of the known precision (``2012-12``, ``2024-08-26``,
      ``2016-11-22T18:10:00+09:00``) or None. published_inferred: True where no date was stated.
      published_evidence: the words or the place that gave it.
    available_at: from when it may be published (embargo). modified: last change as stated.
    source_url: the press release that this article reprints, if it says so.
    body: NFC text, one ``\\n`` between paragraphs, plain spaces, no zero-width characters.
    body_origin: where the body came from. method: how the cleaner found it (a site's layout or
      ``lines``/``blocks``), for audit.
    attachments: the files that are listed with it: of a known source as fetched, else by the page's links
      and the lines of a dump (status listed; no address where none is printed).
    hints: dates outside the body.
    """

    id: str
    source: str
    native_id: str
    body: str
    kind: Kind = "news"
    url: str | None = None
    source_url: str | None = None
    title: str | None = None
    subtitle: str | None = None
    outlet: str | None = None
    reporter: str | None = None
    department: str | None = None
    published: str | None = None
    published_inferred: bool = False
    published_evidence: str | None = None
    available_at: str | None = None
    modified: str | None = None
    body_origin: BodyOrigin = "page"
    method: str | None = None
    encoding: str | None = None
    licence: str | None = None
    attachments: tuple[Attachment, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    hints: tuple[Hint, ...] = ()


def article_id(source: str, native_id: str) -> str:
    """``korea_kr`` and ``156647084`` → ``korea_kr:156647084``."""
    return f"{source}:{native_id}"


def content_id(raw: bytes) -> str:
    """The native id of a record that has none: the first 16 hex digits of the sha256 of its raw bytes."""
    return hashlib.sha256(raw).hexdigest()[:16]
