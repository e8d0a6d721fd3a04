"""Articles with all their mentions: in one transaction, once, with earlier versions kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from db.releases import link_releases
from db.rows import CHILDREN, Record, Rows, rows_of
from db.search import forget
from db.writing import Row, Value, insert, transaction, upsert

if TYPE_CHECKING:
    from sqlite3 import Connection

Outcome = Literal["saved", "changed", "unchanged"]
#: What an article says.
_TEXTS = ("title", "subtitle", "body")
#: Columns that do not make an article another one: when it was stored, where its dump lay, what it reprints
#: (which other articles decide).
_INCIDENTAL = frozenset({"first_saved_at", "last_changed_at", "dump_path", "dump_line", "release_id"})


@dataclass(frozen=True, slots=True)
class Extractor:
    """What made the mentions: the version of the code and the fingerprint of the gazetteer."""

    code_version: str
    gazetteer: str


def up_to_date(db: Connection, wanted: Mapping[str, str], extractor: Extractor) -> set[str]:
    """The ids that need no work.

    wanted: article id → sha256 of its raw bytes. Up to date is an article that is stored from these bytes
    with mentions made by this very extractor.
    """
    rows = db.execute(_UP_TO_DATE, [json.dumps(list(wanted)), extractor.code_version, extractor.gazetteer])
    return {article_id for article_id, raw_sha256 in rows if wanted[article_id] == raw_sha256}


def save_records(db: Connection, records: Sequence[Record], extractor: Extractor, now: str) -> list[Outcome]:
    """Store a batch, all or nothing: articles, mentions, table amounts, attachments, countries, extractions.

    now: ISO time, goes only into columns that end in ``_at``. Returns for each record, in order:
    ``saved`` (new), ``changed`` (other content or another extractor) or ``unchanged`` (nothing was written).
    When both the raw bytes and the text changed, the earlier text goes to ``article_revisions``.
    Raises ValueError for a mention whose offsets don't fit its text, `DatabaseError` when SQLite can't write.
    """
    return save_rows(db, [rows_of(record) for record in records], extractor, now)


def save_rows(db: Connection, batch: Sequence[Rows], extractor: Extractor, now: str) -> list[Outcome]:
    """The same for articles that are rows already."""
    with transaction(db):
        _note_sources(db, {str(rows.article["source"]) for rows in batch})
        outcomes = [_save(db, rows, extractor, now) for rows in batch]
        touched = [
            str(rows.article["id"]) for rows, o in zip(batch, outcomes, strict=True) if o != "unchanged"
        ]
        link_releases(db, touched)
    return outcomes


def _save(db: Connection, rows: Rows, extractor: Extractor, now: str) -> Outcome:
    key = rows.article["id"]
    row = {**rows.article, "first_saved_at": now, "last_changed_at": now}
    stored = _stored(db, key)
    if stored is not None:
        if _same(stored, row) and _made_by(db, key) == extractor:
            return "unchanged"
        row["first_saved_at"] = stored["first_saved_at"]
        _keep_revision(db, stored, row, now)
        if any(stored[name] != row[name] for name in _TEXTS):
            forget(db, str(key))
        for table in CHILDREN:
            db.execute(f"DELETE FROM {table} WHERE article_id = ?", [key])  # noqa: S608
    upsert(db, "articles", "id", [row])
    for table, children in rows.children.items():
        insert(db, table, children)
    made = {"article_id": key, **asdict(extractor), "extracted_at": now}
    upsert(db, "extractions", "article_id", [made])
    return "saved" if stored is None else "changed"


def _keep_revision(db: Connection, stored: Row, row: Row, now: str) -> None:
    """Keep the text that a changed release had. Cleaning the same bytes in another way is no revision."""
    if stored["raw_sha256"] == row["raw_sha256"]:
        return
    if any(stored[name] != row[name] for name in _TEXTS):
        kept = {
            name: stored[name]
            for name in ("raw_sha256", "title", "subtitle", "published", "modified", "body")
        }
        revision = f"{row['id']}@{str(stored['raw_sha256'])[:16]}"
        upsert(
            db,
            "article_revisions",
            "id",
            [{"id": revision, "article_id": row["id"], **kept, "replaced_at": now}],
        )
    # A dump that holds two versions of an article shall end alike however often it is read.
    db.execute(
        "DELETE FROM article_revisions WHERE article_id = ? AND raw_sha256 = ?",
        [row["id"], row["raw_sha256"]],
    )


def _stored(db: Connection, article_id: Value) -> Row | None:
    cursor = db.execute("SELECT * FROM articles WHERE id = ?", [article_id])
    found = cursor.fetchone()
    return dict(zip((name for name, *_ in cursor.description), found, strict=True)) if found else None


def _made_by(db: Connection, article_id: Value) -> Extractor | None:
    found = db.execute(
        "SELECT code_version, gazetteer FROM extractions WHERE article_id = ?", [article_id]
    ).fetchone()
    return Extractor(*found) if found else None


def _same(stored: Row, row: Row) -> bool:
    return all(stored[name] == row[name] for name in row if name not in _INCIDENTAL)


def _note_sources(db: Connection, names: Iterable[str]) -> None:
    """A source that nobody described yet (a dump) gets a row with its id for a name."""
    db.executemany(
        "INSERT INTO sources (id, name_ko) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
        [(name, "덤프" if name == "dump" else name) for name in sorted(names)],
    )


_UP_TO_DATE = """
SELECT a.id, a.raw_sha256 FROM json_each(?) wanted
JOIN articles a ON a.id = wanted.value JOIN extractions e ON e.article_id = a.id
WHERE e.code_version = ? AND e.gazetteer = ?
"""
