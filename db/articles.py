"""Articles with all their mentions: in one transaction, once, with earlier versions kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from db.mentions import TABLE_OF, concerned_countries, mention_id, mention_row
from db.releases import link_releases, release_id
from db.search import forget
from db.totals import included
from db.writing import Row, Value, insert, transaction, upsert
from extractors.mention import Mention, Money
from scrapers.article import Article

if TYPE_CHECKING:
    from sqlite3 import Connection

Outcome = Literal["saved", "changed", "unchanged"]
#: What belongs to an article and is written anew with it.
_CHILDREN = ("attachments", "article_countries", *TABLE_OF.values())
#: What an article says.
_TEXTS = ("title", "subtitle", "body")
#: Columns that do not make an article another one: when it was stored, where its dump lay, what it reprints
#: (which other articles decide).
_INCIDENTAL = frozenset({"first_saved_at", "last_changed_at", "dump_path", "dump_line", "release_id"})


@dataclass(frozen=True, slots=True)
class Record:
    """An article and what was found in it.

    mentions: pairs of the field that the offsets point into (title, subtitle, body) and the mention.
    asides: such pairs of what is no mention of its own: figures of tables, cities that point to countries.
    raw_sha256: of the bytes that the article was cleaned from. dump_path, dump_line: where these lay.
    """

    article: Article
    mentions: tuple[tuple[str, Mention], ...]
    raw_sha256: str
    dump_path: str | None = None
    dump_line: int | None = None
    asides: tuple[tuple[str, Mention], ...] = ()


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
    with transaction(db):
        _note_sources(db, {record.article.source for record in records})
        outcomes = [_save(db, record, extractor, now) for record in records]
        touched = [record.article.id for record, o in zip(records, outcomes, strict=True) if o != "unchanged"]
        link_releases(db, touched)
    return outcomes


def _save(db: Connection, record: Record, extractor: Extractor, now: str) -> Outcome:
    row = _article_row(record, now)
    stored = _stored(db, record.article.id)
    if stored is not None:
        if _same(stored, row) and _made_by(db, record.article.id) == extractor:
            return "unchanged"
        row["first_saved_at"] = stored["first_saved_at"]
        _keep_revision(db, stored, row, now)
        if any(stored[name] != row[name] for name in _TEXTS):
            forget(db, record.article.id)
        for table in _CHILDREN:
            db.execute(f"DELETE FROM {table} WHERE article_id = ?", [record.article.id])  # noqa: S608
    upsert(db, "articles", "id", [row])
    for table, rows in _child_rows(record).items():
        insert(db, table, rows)
    upsert(db, "extractions", "article_id", [_extraction_row(record, extractor, now)])
    return "saved" if stored is None else "changed"


def _article_row(record: Record, now: str) -> dict[str, Value]:
    article = record.article
    return {
        "id": article.id,
        "source": article.source,
        "native_id": article.native_id,
        "kind": article.kind,
        "title": article.title,
        "subtitle": article.subtitle,
        "published": article.published,
        "published_year": int(article.published[:4]) if article.published else None,
        "published_inferred": int(article.published_inferred),
        "published_evidence": article.published_evidence,
        "outlet": article.outlet,
        "reporter": article.reporter,
        "department": article.department,
        "url": article.url,
        "source_url": article.source_url,
        "release_id": release_id(article),
        "available_at": article.available_at,
        "modified": article.modified,
        "licence": article.licence,
        "body_origin": article.body_origin,
        "method": article.method,
        "encoding": article.encoding,
        "dump_path": record.dump_path,
        "dump_line": record.dump_line,
        "raw_sha256": record.raw_sha256,
        "hints": _json([{"kind": kind, "date": date} for kind, date in article.hints]),
        "dropped": _json([asdict(piece) for piece in article.dropped]),
        "body": article.body,
        "first_saved_at": now,
        "last_changed_at": now,
    }


def _child_rows(record: Record) -> dict[str, list[Row]]:
    article = record.article
    rows: dict[str, list[Row]] = {table: [] for table in _CHILDREN}
    texts = {"title": article.title or "", "subtitle": article.subtitle or "", "body": article.body}
    contained = included(texts, [(field, m) for field, m in record.mentions if isinstance(m, Money)])
    for field, mention in (*record.mentions, *record.asides):
        if texts[field][mention.start : mention.end] != mention.text:
            place = f"{field}[{mention.start}:{mention.end}]"
            raise ValueError(f"{article.id}: {place} is not {mention.text!r} ({mention.rule})")
        row = mention_row(article.id, field, mention)
        if isinstance(mention, Money):
            why = contained.get((field, mention.start))
            row["included_in"] = mention_id(article.id, *why.within) if why else None
            row["included_as"] = why.how if why else None
        rows[TABLE_OF[type(mention)]].append(row)
    for position, attachment in enumerate(article.attachments, 1):
        key: Row = {
            "id": f"{article.id}#attachment:{position}",
            "article_id": article.id,
            "position": position,
        }
        rows["attachments"].append({**key, **asdict(attachment)})
    for code, via in concerned_countries(mention for _, mention in (*record.mentions, *record.asides)):
        rows["article_countries"].append({"article_id": article.id, "code": code, "via": via})
    return rows


def _extraction_row(record: Record, extractor: Extractor, now: str) -> Row:
    return {"article_id": record.article.id, **asdict(extractor), "extracted_at": now}


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


def _stored(db: Connection, article_id: str) -> Row | None:
    cursor = db.execute("SELECT * FROM articles WHERE id = ?", [article_id])
    found = cursor.fetchone()
    return dict(zip((name for name, *_ in cursor.description), found, strict=True)) if found else None


def _made_by(db: Connection, article_id: str) -> Extractor | None:
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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


_UP_TO_DATE = """
SELECT a.id, a.raw_sha256 FROM json_each(?) wanted
JOIN articles a ON a.id = wanted.value JOIN extractions e ON e.article_id = a.id
WHERE e.code_version = ? AND e.gazetteer = ?
"""
