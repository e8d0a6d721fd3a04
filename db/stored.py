"""Stored articles, read back as they were saved: for extraction with newer rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from db.articles import Extractor
from scrapers.article import Article, Attachment, Dropped

if TYPE_CHECKING:
    from sqlite3 import Connection

#: The fields of an Article that are columns of the same name and type.
_PLAIN = tuple(
    one.name
    for one in fields(Article)
    if one.name not in ("published_inferred", "attachments", "dropped", "hints")
)


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as the database holds it, and where it came from (see `db.rows.Record`)."""

    article: Article
    raw_sha256: str
    dump_path: str | None
    dump_line: int | None


def outdated(db: Connection, extractor: Extractor | None, since: str | None = None) -> list[str]:
    """The ids of articles whose mentions another extractor made, in order; of all where None is given.

    since: an ISO day; only articles published from then on, and those without a date.
    """
    sql = """
    SELECT a.id FROM articles a LEFT JOIN extractions e ON e.article_id = a.id
    WHERE (:code IS NULL OR e.code_version IS NOT :code OR e.gazetteer IS NOT :gazetteer)
      AND (:since IS NULL OR a.published IS NULL OR a.published >= :since) ORDER BY a.id
    """
    parameters = {
        "code": extractor.code_version if extractor else None,
        "gazetteer": extractor.gazetteer if extractor else None,
        "since": since,
    }
    return [article_id for (article_id,) in db.execute(sql, parameters)]


def load(db: Connection, ids: Sequence[str]) -> list[Stored]:
    """The articles with these ids, in that order; ids that are not there are passed over.

    A publication date that was inferred is left out: newer rules may infer another.
    """
    found = {article_id: _load(db, article_id) for article_id in ids}
    return [stored for stored in found.values() if stored is not None]


def _load(db: Connection, article_id: str) -> Stored | None:
    cursor = db.execute("SELECT * FROM articles WHERE id = ?", [article_id])
    values = cursor.fetchone()
    if values is None:
        return None
    row = dict(zip((name for name, *_ in cursor.description), values, strict=True))
    plain = {name: row[name] for name in _PLAIN}
    if row["published_inferred"]:
        plain |= {"published": None, "published_evidence": None}
    article = Article(
        **plain,
        attachments=_attachments(db, article_id),
        dropped=tuple(Dropped(**piece) for piece in json.loads(row["dropped"])),
        hints=tuple((hint["kind"], hint["date"]) for hint in json.loads(row["hints"])),
    )
    return Stored(article, row["raw_sha256"], row["dump_path"], row["dump_line"])


def _attachments(db: Connection, article_id: str) -> tuple[Attachment, ...]:
    names = [one.name for one in fields(Attachment)]
    rows = db.execute(
        f"SELECT {', '.join(names)} FROM attachments WHERE article_id = ? ORDER BY position",  # noqa: S608
        [article_id],
    )
    return tuple(Attachment(*row) for row in rows)
