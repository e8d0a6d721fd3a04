"""Korean full-text search: what the index holds, how it is kept, and how a question is put to it.

The analysis of texts and questions is `extractors.search`; here are the tables (``article_search``, and FTS5
over it). A row that is missing or was made with another fingerprint is made anew by ``sacho index``; when an
article's text changes, its row goes in the same transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import DamagedIndexError, naming
from db.writing import Row, database_path, transaction
from extractors.search import Indexed, Query, Word, pack_places
from extractors.search.terms import BREAK, pairs_of

if TYPE_CHECKING:
    from sqlite3 import Connection

FTS = "article_search_fts"
#: An FTS5 expression that is valid and finds nothing.
NOTHING = '""'
#: How much a word in the title, in the text and in a run of nouns weighs (bm25).
WEIGHTS = (5.0, 1.0, 0.5)
#: Pages of the index that are merged at a time, so that other writers wait for moments only.
_MERGED = 500


@dataclass(frozen=True, slots=True)
class Text:
    """An article as the index sees it. title: with the subtitle in a second line."""

    rowid: int
    article_id: str
    title: str
    body: str


def match_expression(query: Query) -> str:
    """The question in FTS5's own language; `NOTHING` for one without words.

    Words must all be there, in any order; the terms of a word stand side by side. ``전자정부해외진출`` is
    also looked for letter by letter in runs of nouns, however their spaces fall.
    """
    wanted = [_expression(word) for word in query.words if not word.excluded]
    unwanted = [_expression(word) for word in query.words if word.excluded]
    if not wanted:
        return NOTHING
    found = " AND ".join(wanted)
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def _expression(word: Word) -> str:
    ways = [f"{{title body}} : {_phrase(' '.join(phrase))}" for phrase in word.phrases]
    if word.run is not None:
        ways.append(f"compounds : {_phrase(pairs_of(word.run))}")
    return f"({' OR '.join(ways)})"


def _phrase(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def unindexed(db: Connection, fingerprint: str) -> list[int]:
    """The rowids of articles that the index lacks, or holds as another analysis saw them, in order.

    Reads indexes alone, never a text: the cron job asks it every hour.
    """
    lacking = {rowid for (rowid,) in db.execute(_LACKING)}
    lacking.update(rowid for (rowid,) in db.execute(_OUTDATED, [fingerprint, fingerprint]))
    return sorted(lacking)


def strays(db: Connection) -> int:
    """How many rows of the index belong to no article, or lie under the rowid of another one."""
    return int(db.execute(f"SELECT COUNT(*) FROM ({_STRAYS})").fetchone()[0])  # noqa: S608


def texts(db: Connection, rowids: Iterable[int]) -> Iterator[Text]:
    """The texts of these articles, one at a time; those that are gone are passed over."""
    for rowid in rowids:
        found = db.execute(_TEXT, [rowid]).fetchone()
        if found is not None:
            yield Text(*found)


def save_index(db: Connection, found: Iterable[tuple[Text, Indexed, Indexed]], fingerprint: str) -> int:
    """Store what was read in texts (text, its title, its body), in one transaction; returns how many were.

    One whose article has changed in the meantime is left for the next run. Raises a `DatabaseError`.
    """
    with transaction(db):
        return sum(_save(db, text, title, body, fingerprint) for text, title, body in found)


def _save(db: Connection, text: Text, title: Indexed, body: Indexed, fingerprint: str) -> int:
    # another article may once have had this rowid, and this article another rowid
    db.execute("DELETE FROM article_search WHERE id = ? OR article_id = ?", [text.rowid, text.article_id])
    row: Row = {
        "id": text.rowid,
        "article_id": text.article_id,
        "title": title.terms,
        "body": body.terms,
        "compounds": f" {BREAK} ".join(filter(None, (title.compounds, body.compounds))),
        "fingerprint": fingerprint,
        "read_title": text.title,
        "read_body": text.body,
    }
    places = {"title_places": pack_places(title.places), "body_places": pack_places(body.places)}
    return db.execute(_SAVE, {**row, **places}).rowcount


def drop_strays(db: Connection) -> int:
    """Take rows out whose article is gone, or has another rowid now; returns how many there were."""
    if not strays(db):
        return 0
    with transaction(db):
        return db.execute(f"DELETE FROM article_search WHERE id IN ({_STRAYS})").rowcount  # noqa: S608


def forget(db: Connection, article_id: str) -> None:
    """Take an article out of the index, within the caller's transaction: its text is no longer the same."""
    db.execute("DELETE FROM article_search WHERE article_id = ?", [article_id])


def tidy(db: Connection) -> None:
    """Merge the pieces of the index that a long run leaves, a little at a time."""
    pages = -_MERGED  # negative: all pieces, however few and of whatever size
    while True:
        before = db.total_changes
        with transaction(db):
            db.execute(f"INSERT INTO {FTS} ({FTS}, rank) VALUES ('merge', ?)", [pages])  # noqa: S608
        if db.total_changes - before < 2:  # the statement itself counts as one
            return
        pages = _MERGED  # what was begun is finished; pieces that others add now would begin it again


def problems(db: Connection) -> list[str]:
    """What is wrong with the index, one line each; empty when it agrees with its table and its articles.

    Articles that are not indexed yet are no problem of the index. SQLite wants the right to write for it.
    Raises a `DatabaseError` where it can't look.
    """
    with naming(database_path(db)):
        found = [] if _agrees(db) else ["the search index does not agree with its table"]
        if count := strays(db):
            are = "row belongs" if count == 1 else "rows belong"
            found.append(f"{count:,} {are} to no article, or to another one")
    return found


def _agrees(db: Connection) -> bool:
    try:
        db.execute(f"INSERT INTO {FTS} ({FTS}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT_VTAB:
            return False
        raise
    finally:
        db.rollback()
    return True


def repair(db: Connection) -> None:
    """Build the index from its table again and drop rows without their article. Raises a `DatabaseError`.

    First the index: a row that a damaged one does not know can't be deleted.
    """
    try:
        _rebuild(db)
    except DamagedIndexError:  # FTS5 does not even find out what it consists of
        with transaction(db):
            for statement in _EMPTY:
                db.execute(statement)
        _rebuild(db)
    drop_strays(db)


def _rebuild(db: Connection) -> None:
    with transaction(db):
        db.execute(f"INSERT INTO {FTS} ({FTS}) VALUES ('rebuild')")  # noqa: S608


#: FTS5's own tables as they are in an index that holds nothing.
_EMPTY = (
    *(f"DELETE FROM {FTS}_{table}" for table in ("data", "idx", "docsize")),  # noqa: S608
    f"INSERT INTO {FTS}_data (id, block) VALUES (1, x''), (10, x'00000000000000')",  # noqa: S608
)
#: The title as it is indexed: with the subtitle in a second line.
_TITLE = "COALESCE(title, '') || COALESCE(char(10) || subtitle, '')"
#: EXCEPT, because SQLite would join the tables by their rowids and read every text for it.
_LACKING = (
    "SELECT rowid FROM (SELECT id, rowid FROM articles EXCEPT SELECT article_id, id FROM article_search)"
)
#: Two ranges, because no index is used for <>.
_OUTDATED = "SELECT id FROM article_search WHERE fingerprint < ? OR fingerprint > ?"
_STRAYS = """
SELECT s.id FROM article_search s LEFT JOIN articles a ON a.id = s.article_id WHERE a.rowid IS NOT s.id"""
_TEXT = f"SELECT rowid, id, {_TITLE}, body FROM articles WHERE rowid = ?"  # noqa: S608
_SAVE = f"""
INSERT INTO article_search
  (id, article_id, title, body, compounds, title_places, body_places, fingerprint)
SELECT :id, :article_id, :title, :body, :compounds, :title_places, :body_places, :fingerprint
FROM articles WHERE rowid = :id AND id = :article_id AND {_TITLE} = :read_title AND body = :read_body
"""  # noqa: S608
