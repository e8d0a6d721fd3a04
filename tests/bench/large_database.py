"""A database of very many articles, made in minutes: a part by the real command, the rest put together from it.

`sacho extract` makes the first articles out of the generator's texts, search index included. Every further
article has an id, a date and a title of its own, which is extracted and indexed like any other; its body
consists of paragraphs of the first ones, with the mentions that were found there. All of it is stored by
``save_records`` and ``save_index``, so that each table and each index is as large as for real articles. Half are
releases with files, some reprint one of them, and a few are long. What this is no measure of: how many different
words a corpus has (the generator knows some thousand), and whether an answer is right.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, fields, replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import extractors
from db.articles import save_records
from db.database import open_database
from db.mentions import TABLE_OF
from db.rows import Record
from db.search import Text, save_index, tidy
from extractors.mention import ASIDES, Document, Mention
from extractors.search import Indexed, Place, fingerprint, index_terms
from extractors.search.terms import BREAK
from pipeline.clock import now
from pipeline.processing import extractor
from scrapers.article import Article, Attachment
from tests.bench import soak
from tests.bench.generator import articles, write_dump

#: How many articles the real command makes, at most.
REAL = 5000
BATCH = 512
#: Shares of the articles that are releases, and reprints of a release; all others are news.
RELEASES, REPRINTS = 0.5, 0.15
#: Shares of long articles and how many others' paragraphs they have: one of 2,000 characters becomes 6,000 …
LONG = ((0.002, 20), (0.02, 4))
OUTLETS = ("한빛일보", "새벽신문", "가람뉴스", "누리경제", "온누리통신")
_AMOUNTS = ("amount", "amount_max")
_LISTS = ("codes", "current_ids")


@dataclass(frozen=True)
class Made:
    """What a database was made of. real: articles that went through the whole command. seconds: for all."""

    articles: int
    real: int
    seed: int
    code_version: str
    index: str
    seconds: float
    real_seconds: float


@dataclass
class Paragraph:
    """A line of a text with what was found in it; offsets count from its own beginning."""

    text: str
    mentions: list[Mention] = field(default_factory=list)
    asides: list[Mention] = field(default_factory=list)
    indexed: Indexed | None = None


def database(
    folder: Path, count: int, seed: int, real: int = REAL, say: Callable[[str], None] = lambda line: None
) -> tuple[Path, Made]:
    """The database of ``count`` articles in ``folder``; one that lies there complete is used again."""
    path, note = folder / f"large-{count}-{seed}.db", folder / f"large-{count}-{seed}.json"
    if path.exists() and note.exists():
        made = Made(**json.loads(note.read_text(encoding="utf-8")))
        with closing(open_database(path)):  # at today's schema
            pass
        if made.index != fingerprint():
            say("indexed by other rules of search than today's; remove it to have it made anew")
        return path, made
    for old in folder.glob(f"{path.stem}.*"):
        old.unlink()
    begin = time.perf_counter()
    real = min(real, count)
    write_dump(folder / f"{path.stem}.jsonl", real, seed)
    soak.extract_and_index(folder / f"{path.stem}.jsonl", path)
    real_seconds = time.perf_counter() - begin
    say(f"{real:,} articles by sacho extract, search index included: {real_seconds:.0f} s")
    with closing(open_database(path)) as db:
        if count > real:
            _fill(db, count, real, seed, say)
        tidy(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    seconds = time.perf_counter() - begin
    made = Made(count, real, seed, extractor().code_version, fingerprint(), seconds, real_seconds)
    note.write_text(json.dumps(asdict(made)), encoding="utf-8")
    say(f"{count:,} articles: {seconds:.0f} s in all")
    return path, made


def _fill(db: sqlite3.Connection, count: int, real: int, seed: int, say: Callable[[str], None]) -> None:
    pool = _pool(db)
    say(f"paragraphs of {len(pool):,} articles read")
    mark, done = fingerprint(), real
    for batch in _batched(islice(articles(count, seed), real, None), BATCH):
        numbers = range(done, done + len(batch))
        bodies = [_body(pool, _original(number, real, seed), seed) for number in numbers]
        titles = [one["title"] for one in batch]
        headed = extractors.extract_many(
            (Document(one["title"], one["published"], title=one["title"]) for one in batch), workers=2
        )
        records = [
            _record(number, one, body, found.mentions, real, seed)
            for number, one, body, found in zip(numbers, batch, bodies, headed, strict=True)
        ]
        save_records(db, records, extractor(), now())
        rows = (
            db.execute("SELECT rowid FROM articles WHERE id = ?", [record.article.id]).fetchone()[0]
            for record in records
        )
        save_index(
            db,
            [
                (Text(row, record.article.id, title, record.article.body), of_title, _joined(body))
                for row, record, title, of_title, body in zip(
                    rows, records, titles, index_terms(titles, 2), bodies, strict=True
                )
            ],
            mark,
        )
        done += len(batch)
        if done // 20_000 != (done - len(batch)) // 20_000:
            say(f"{done:,} articles")


def _chance(what: str, seed: int, number: int) -> random.Random:
    return random.Random(f"{what}:{seed}:{number}")


def _kind(number: int, real: int, seed: int) -> str:
    """What an article is; those of the real command are news."""
    at = _chance("kind", seed, number).random()
    if number < real or at >= RELEASES + REPRINTS:
        return "news"
    return "release" if at < RELEASES else "reprint"


def _original(number: int, real: int, seed: int) -> int:
    """The number of the release that an article reprints, or its own."""
    if _kind(number, real, seed) != "reprint":
        return number
    chance = _chance("original", seed, number)
    for _ in range(20):
        earlier = chance.randrange(real, number) if number > real else number
        if _kind(earlier, real, seed) == "release":
            return earlier
    return number


def _record(
    number: int,
    one: dict[str, str],
    body: Sequence[Paragraph],
    headed: Iterable[Mention],
    real: int,
    seed: int,
) -> Record:
    kind, original = _kind(number, real, seed), _original(number, real, seed)
    text = "\n".join(part.text for part in body)
    native = str(150_000_000 + number) if kind == "release" else one["id"]
    source = "korea_kr" if kind == "release" else "dump"
    article = Article(
        id=f"{source}:{native}",
        source=source,
        native_id=native,
        kind="press_release" if kind == "release" else "news",
        title=one["title"],
        published=one["published"],
        url=_address(number) if kind == "release" else one["url"],
        source_url=_address(original) if original != number else None,
        outlet=None if kind == "release" else OUTLETS[number % len(OUTLETS)],
        department="기획조정실" if kind == "release" else None,
        body=text,
        attachments=_files(number) if kind == "release" else (),
    )
    mentions = [("title", mention) for mention in headed]
    asides: list[tuple[str, Mention]] = []
    for part, start in _placed(body):
        mentions += [("body", _moved(mention, start)) for mention in part.mentions]
        asides += [("body", _moved(mention, start)) for mention in part.asides]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Record(article, tuple(mentions), digest, asides=tuple(asides))


def _address(number: int) -> str:
    return f"https://www.korea.kr/briefing/pressReleaseView.do?newsId={150_000_000 + number}"


def _files(number: int) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(f"보도자료.{kind}", f"https://www.korea.kr/files/{number}.{kind}", kind, status="read")
        for kind in ("hwpx", "pdf")
    )


def _body(pool: Sequence[list[Paragraph]], number: int, seed: int) -> list[Paragraph]:
    """Paragraphs of one article of the pool, four out of ten of them another one's; more of a long article."""
    chance = _chance("body", seed, number)
    own, others = chance.choice(pool), chance.choice(pool)
    body = [part if chance.random() < 0.6 else chance.choice(others) for part in own]
    at = chance.random()
    more = next((times for share, times in LONG if at < share), 0)
    for _ in range(more):
        body += chance.choice(pool)
    return body


def _placed(body: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, int]]:
    start = 0
    for part in body:
        yield part, start
        start += len(part.text) + 1


def _moved(mention: Mention, by: int) -> Mention:
    changes = {
        name: getattr(mention, name) + by
        for name in ("start", "end", "sentence_start", "sentence_end", "unit_start", "unit_end")
        if hasattr(mention, name)
    }
    return replace(mention, **changes)


def _joined(body: Sequence[Paragraph]) -> Indexed:
    """The index of a text out of those of its paragraphs."""
    parts = [(part.indexed, start) for part, start in _placed(body) if part.indexed is not None]
    return Indexed(
        " ".join(one.terms for one, _ in parts if one.terms),
        tuple(Place(at + place.start, at + place.end) for one, at in parts for place in one.places),
        f" {BREAK} ".join(one.compounds for one, _ in parts if one.compounds),
    )


def _pool(db: sqlite3.Connection) -> list[list[Paragraph]]:
    """The paragraphs of every article in the database, with their mentions, indexed."""
    found: dict[str, list[Paragraph]] = {}
    starts: dict[str, list[int]] = {}
    for article_id, body in db.execute("SELECT id, body FROM articles ORDER BY id"):
        found[article_id] = [Paragraph(line) for line in body.split("\n")]
        starts[article_id] = [start for _, start in _placed(found[article_id])]
    for kind, table in TABLE_OF.items():
        for article_id, mention in _mentions(db, kind, table):
            at = bisect_right(starts[article_id], mention.start) - 1
            part, start = found[article_id][at], starts[article_id][at]
            if mention.end - start <= len(part.text) and mention.sentence_start >= start:
                (part.asides if kind in ASIDES else part.mentions).append(_moved(mention, -start))
    by_text: dict[str, list[Paragraph]] = defaultdict(list)
    for part in (part for parts in found.values() for part in parts):
        by_text[part.text].append(part)
    for parts, indexed in zip(by_text.values(), index_terms(by_text, 2), strict=True):
        for part in parts:
            part.indexed = indexed
    return list(found.values())


def _mentions(db: sqlite3.Connection, kind: type[Mention], table: str) -> Iterator[tuple[str, Mention]]:
    names = [one.name for one in fields(kind)]
    columns = ", ".join(f'"{name}"' for name in names)
    rows = db.execute(
        f"SELECT article_id, {columns} FROM {table} WHERE field = 'body' ORDER BY article_id, start"
    )
    for article_id, *values in rows:
        yield (
            article_id,
            kind(**{name: _value(name, value) for name, value in zip(names, values, strict=True)}),
        )


def _value(name: str, value: Any) -> Any:
    if name in _AMOUNTS:
        return None if value is None else Decimal(str(value))
    if name in _LISTS:
        return tuple(json.loads(value))
    return bool(value) if name == "certain" else value


def _batched(items: Iterator[dict[str, str]], size: int) -> Iterator[list[dict[str, str]]]:
    while batch := list(islice(items, size)):
        yield batch
