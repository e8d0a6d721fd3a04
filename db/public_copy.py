"""A copy of the database that may be served to everybody.

What may be passed on depends on the licence of each article. 공공누리 (KOGL) types 0 to 4 allow it with
attribution: 1 as it likes, 2 and 4 for non-commercial use, 3 and 4 without changes, 0 without conditions. The
text goes into the copy unchanged, so types 3 and 4 may stay; who serves the copy commercially may pass on
neither 2 nor 4. A blank or unknown licence, or marks that contradict each other (a notice 무단전재 및 재배포
금지 beside a type of KOGL), mean that nobody said so: such a text is left out, and so are all reprints in the
news, which are all rights reserved. Facts, titles and links are no works and stay.

Nobody marked the licence of an earlier version, or of what surrounds an article on its page (captions,
comments, other articles): no copy has these. A licence frees the text alone, never a picture.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.backup import copy_database
from db.database import SCHEMA_VERSION, open_database
from db.datasette.metadata import NAME, metadata
from db.errors import DatabaseError, naming
from extractors.search import pack_places, unpack_places

#: The row of ``reference_versions`` that marks a public copy; its fingerprint is that of the rules below.
MARK = "public_copy"
RULES = "1"
#: What ``articles.licence`` says of a text that may be passed on.
REDISTRIBUTABLE = ("KOGL-0", "KOGL-1", "KOGL-2", "KOGL-3", "KOGL-4")
#: Notices that contradict them.
RESERVED = ("무단전재", "무단 전재", "재배포금지", "재배포 금지")
#: How long the words of a fact, and the title, of a text that is left out may be: more is a quotation.
LONGEST_WORDS = 60
LONGEST_TITLE = 200
#: The words of facts, as the text has them.
WORDS: dict[str, tuple[str, ...]] = {
    "money": ("text", "per", "programme", "agency"),
    "dates": ("text",),
    "country_mentions": ("text",),
    "region_mentions": ("text", "name"),
    "agency_mentions": ("text", "name"),
    "people": ("text", "name", "title", "agency"),
    "programmes": ("text", "name"),
    "table_amounts": ("text", "unit", "row_label", "column_label"),
    "implied_countries": ("text",),
}
_INDEX = "article_search"
_FTS = "article_search_fts"
#: What is neither described to readers nor somebody else's. (sqlite_stat4 holds samples of indexed values.)
_OURS = frozenset({"sqlite_sequence", "sqlite_stat1", "_sqlite_migrations", _INDEX, _FTS})


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """What was made: articles in the copy, how many of them without their text, and tables left out whole,
    which are not sacho's."""

    articles: int
    withheld: int
    left_out: tuple[str, ...]


def public_copy(
    source: Path, copy: Path, room: Path, *, now: str, step: Callable[[], object] = lambda: None
) -> PublicCopy:
    """Copy the database ``source`` to the new file ``copy`` without the texts that may not be passed on.

    room: an empty folder that nobody else can read, for a whole copy that is worked on and removed. now: ISO
    time. step: called five times. The copy has the newest schema and is checked; of what was removed no byte
    is in it: it is written anew from what is left. Raises a DatabaseError that names the file at fault, and
    one for a column that sacho does not know; what is in ``copy`` then is of no use.
    """
    whole = room / "whole.db"
    copy_database(source, whole)
    step()
    _newest_schema(whole)
    with naming(whole), closing(_open(whole)) as connection:
        _only_known_columns(connection, source)
        left_out = _remove_foreign(connection)
        made = PublicCopy(*_withhold(connection), left_out)
        step()
        _index_again(connection)
        _mark(connection, now)
        step()
    copy_database(whole, copy)
    whole.unlink()
    step()
    _check(copy)
    step()
    return made


def is_public_copy(path: Path) -> bool:
    """Is the file such a copy? False for every other file, of whatever kind."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT 1 FROM reference_versions WHERE name = ?", [MARK]).fetchone()
    except sqlite3.Error:
        return False
    return found is not None


def _newest_schema(path: Path) -> None:
    with naming(path), closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < SCHEMA_VERSION:
        open_database(path).close()


def _open(path: Path) -> sqlite3.Connection:
    """A copy that nobody else sees and that is thrown away when anything fails."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("secure_delete = ON", "temp_store = MEMORY", "synchronous = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _only_known_columns(connection: sqlite3.Connection, source: Path) -> None:
    """Fail where a table of ours has a column of somebody else's: nobody can say what is in it."""
    for table, columns in _described().items():
        there = {name for (name,) in connection.execute("SELECT name FROM pragma_table_xinfo(?)", [table])}
        for name in sorted(there - columns):
            raise DatabaseError(
                f"{source}: {table}.{name} is no column of sacho's, and what is in it may not be public; "
                "make the copy from a database without it"
            )


def _described() -> dict[str, set[str]]:
    """The columns of each table and view that sacho shows to readers."""
    tables = metadata()["databases"][NAME]["tables"]
    return {name: set(table["columns"]) for name, table in tables.items() if "columns" in table}


def _remove_foreign(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Drop tables, views and triggers that are not sacho's; returns the names of these tables and views."""
    for name, table, _ in _triggers(connection):
        if table != _INDEX:
            connection.execute(f"DROP TRIGGER {_name(name)}")
    dropped: list[str] = []
    ours = _OURS | set(_described())
    # virtual tables first: the tables that they consist of go with them
    for form in ("type = 'table' AND sql LIKE 'CREATE VIRTUAL%'", "type = 'table'", "type = 'view'"):
        for kind, name in connection.execute(f"SELECT type, name FROM sqlite_master WHERE {form}").fetchall():  # noqa: S608
            if name not in ours and not name.startswith(f"{_FTS}_"):
                connection.execute(f"DROP {kind} {_name(name)}")
                dropped.append(name)
    return tuple(sorted(name for name in dropped if not name.startswith("sqlite_")))


def _withhold(connection: sqlite3.Connection) -> tuple[int, int]:
    """Remove what may not be passed on; how many articles there are, and how many have no text now."""
    connection.execute("CREATE TEMP TABLE withheld (id TEXT PRIMARY KEY, retitled INTEGER)")
    connection.execute(_WITHHELD, [LONGEST_TITLE, *REDISTRIBUTABLE, *RESERVED])
    for statement in _REMOVALS:
        connection.execute(statement)
    for table, columns in WORDS.items():
        for column in columns:
            connection.execute(_cut(table, column, LONGEST_WORDS, "article_id"))
    connection.execute(_cut("articles", "title", LONGEST_TITLE, "id"))
    counts = connection.execute("SELECT (SELECT COUNT(*) FROM articles), (SELECT COUNT(*) FROM withheld)")
    articles, withheld = counts.fetchone()
    return int(articles), int(withheld)


def _cut(table: str, column: str, longest: int, key: str) -> str:
    return f"""UPDATE {table} SET {column} = rtrim(substr({column}, 1, {longest - 1})) || '…'
    WHERE length({column}) > {longest} AND {key} IN (SELECT id FROM withheld)"""  # noqa: S608 - names of this module


def _index_again(connection: sqlite3.Connection) -> None:
    """Take the words of the removed texts out of the search index."""
    triggers = [one for one in _triggers(connection) if one[1] == _INDEX]
    for name, _, _ in triggers:  # they would change the index row by row
        connection.execute(f"DROP TRIGGER {_name(name)}")
    connection.execute(f"DELETE FROM {_INDEX} WHERE article_id NOT IN (SELECT id FROM articles)")  # noqa: S608
    connection.execute(_BLANK_INDEX)
    last = -1
    while rows := connection.execute(_RETITLED, [last]).fetchall():
        last = rows[-1][0]
        connection.executemany(_TITLE_TERMS, [(*own_terms(*row[1:]), row[0]) for row in rows])
    for _, _, sql in triggers:
        connection.execute(sql)
    connection.execute(f"INSERT INTO {_FTS} ({_FTS}) VALUES ('rebuild')")  # noqa: S608


def own_terms(title: str, terms: str, places: bytes) -> tuple[str, bytes]:
    """The terms and places of a title alone, from those of the title with the subtitle in the next line.

    None at all where terms and places do not fit each other.
    """
    try:
        unpacked = unpack_places(places)
        kept = [
            (term, place)
            for term, place in zip(terms.split(), unpacked, strict=True)
            if place.end <= len(title)
        ]
    except ValueError:
        return "", b""
    return " ".join(term for term, _ in kept), pack_places(place for _, place in kept)


def _mark(connection: sqlite3.Connection, now: str) -> None:
    connection.execute(
        "INSERT INTO reference_versions (name, fingerprint, loaded_at) VALUES (:name, :rules, :now) "
        "ON CONFLICT (name) DO UPDATE SET fingerprint = :rules, loaded_at = :now",
        {"name": MARK, "rules": RULES, "now": now},
    )


def _check(copy: Path) -> None:
    """The search index agrees with its table; `copy_database` has checked the rest."""
    with naming(copy), closing(sqlite3.connect(copy)) as connection:
        connection.execute(f"INSERT INTO {_FTS} ({_FTS}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        connection.rollback()


def _triggers(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Name, table and definition of each."""
    return connection.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


_WITHHELD = f"""
INSERT INTO withheld SELECT id, subtitle IS NOT NULL OR length(title) > ? FROM articles
WHERE licence IS NULL OR licence NOT IN ({", ".join("?" * len(REDISTRIBUTABLE))})
  OR {" OR ".join("instr(dropped || body, ?)" for _ in RESERVED)}"""  # noqa: S608 - question marks
_OF_WITHHELD = "IN (SELECT id FROM withheld)"
_REMOVALS = (
    f"""UPDATE articles SET body = '', subtitle = NULL, published_evidence = NULL
    WHERE id {_OF_WITHHELD}""",  # noqa: S608
    # what surrounds an article; where the files of whoever made the database lie
    "UPDATE articles SET dropped = '[]', dump_path = NULL, dump_line = NULL",
    "UPDATE articles SET url = NULL WHERE url LIKE 'file:%'",
    "UPDATE articles SET source_url = NULL WHERE source_url LIKE 'file:%'",
    "DELETE FROM article_revisions",
    "DELETE FROM failures",
    "UPDATE runs SET message = NULL, reasons = '{}'",
)
_BLANK_INDEX = f"""
UPDATE {_INDEX} SET body = '', compounds = '', body_places = x''
WHERE article_id {_OF_WITHHELD}"""  # noqa: S608
#: Articles whose terms of the title are not those of the title alone as it now is.
_RETITLED = f"""
SELECT s.id, COALESCE(a.title, ''), s.title, s.title_places
FROM withheld w JOIN {_INDEX} s ON s.article_id = w.id JOIN articles a ON a.id = w.id
WHERE w.retitled AND s.id > ? ORDER BY s.id LIMIT 1000"""  # noqa: S608
_TITLE_TERMS = f"UPDATE {_INDEX} SET title = ?, title_places = ? WHERE id = ?"  # noqa: S608
