"""An article and what was found in it as the rows of its tables: a pure function, for any process.

What only other articles decide (which release it reprints) is set when the rows are stored.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from db.mentions import TABLE_OF, concerned_countries, mention_id, mention_row
from db.releases import release_id
from db.totals import included
from db.writing import Row, Value
from extractors.mention import Mention, Money
from scrapers.article import Article

#: The tables that hold what belongs to an article and is written anew with it.
CHILDREN = ("attachments", "article_countries", *TABLE_OF.values())


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
class Rows:
    """The row of an article (but for the times of storing) and the rows of its tables, by table."""

    article: dict[str, Value]
    children: dict[str, list[Row]]


def rows_of(record: Record) -> Rows:
    """What is stored of a record. Raises ValueError for a mention whose offsets don't fit its text."""
    return Rows(_article_row(record), _child_rows(record))


def _article_row(record: Record) -> dict[str, Value]:
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
        # not by asdict, which copies each value: a page drops a hundred pieces
        "dropped": _json([{"kind": piece.kind, "text": piece.text} for piece in article.dropped]),
        "body": article.body,
    }


def _child_rows(record: Record) -> dict[str, list[Row]]:
    article = record.article
    rows: dict[str, list[Row]] = {table: [] for table in CHILDREN}
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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
