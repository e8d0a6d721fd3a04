"""Every step of the schema, in order; sqlite-utils records which ran, each in a transaction of its own."""

from __future__ import annotations

from sqlite3 import Connection

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db.schema import (
    COUNTING,
    IMPLIED_COUNTRIES,
    INDEXES,
    PAGE_INDEXES,
    SEARCH,
    SEARCH_COLUMNS,
    SEARCH_TOKENIZER,
    TABLE_AMOUNTS,
    TABLES,
    TITLE_INDEX,
)
from db.views import VIEWS

migrations = Migrations("sacho")


def migrate(connection: Connection) -> None:
    """Bring a database to the newest schema; writes nothing when it is there already."""
    db = Database(connection)
    if not db[Migrations.migrations_table].exists() or migrations.pending(db):
        migrations.apply(db)


@migrations()
def first_schema(db: Database) -> None:
    """All tables and views of the first release."""
    for statement in (*TABLES, *INDEXES):
        db.execute(statement)
    create_views(db)
    db.execute("PRAGMA user_version = 1")


@migrations()
def copies_of_releases(db: Database) -> None:
    """Copies of a release on several sites are found by their title."""
    db.execute(TITLE_INDEX)
    db.execute("PRAGMA user_version = 2")


@migrations()
def amounts_of_tables(db: Database) -> None:
    """Figures of tables get a table of their own; `sacho reextract` fills it for articles stored before."""
    for statement in TABLE_AMOUNTS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


@migrations()
def implied_countries(db: Database) -> None:
    """Cities as evidence, and the names of bodies beside people and amounts; `sacho reextract` fills them."""
    for statement in IMPLIED_COUNTRIES:
        db.execute(statement)
    create_views(db)
    db.execute("PRAGMA user_version = 4")


@migrations()
def full_text_search(db: Database) -> None:
    """The index of Korean search; `sacho index` fills it for articles stored before."""
    db.execute(SEARCH)
    db.execute("CREATE INDEX article_search_fingerprint ON article_search (fingerprint)")
    db.table("article_search").enable_fts(SEARCH_COLUMNS, create_triggers=True, tokenize=SEARCH_TOKENIZER)
    for statement in PAGE_INDEXES:
        db.execute(statement)
    create_views(db)
    db.execute("PRAGMA user_version = 5")


@migrations()
def counting(db: Database) -> None:
    """Counts over all agencies and countries need indexes alone."""
    for statement in COUNTING:
        db.execute(statement)
    create_views(db)
    db.execute("PRAGMA user_version = 6")


def create_views(db: Database) -> None:
    """Make all views anew; a later step that changes a view calls this again."""
    for name, select in VIEWS.items():
        db.execute(f"DROP VIEW IF EXISTS {name}")
        db.execute(f"CREATE VIEW {name} AS {select}")
