"""The tables. What each column means, in Korean, stands in ``datasette/tables.toml``.

Times are ISO 8601 text; columns that end in ``_at`` say when sacho did something, all others what it read.
Lists are JSON text. Offsets count code points. ``certain`` and ``published_inferred`` are 0 or 1.
"""

from __future__ import annotations

#: What every table of mentions begins with. ``id`` is ``<article id>#<field>:<start>``: mentions of one
#: type never overlap, so the same text gives the same ids whoever extracts it, and how often.
_MENTION = """
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id),
    field TEXT NOT NULL CHECK (field IN ('title', 'subtitle', 'body')),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    certain INTEGER NOT NULL,
    reason TEXT"""

#: The fields of each type of mention. NUMERIC keeps whole amounts as INTEGER, others as REAL.
MENTION_FIELDS: dict[str, str] = {
    "money": """
    amount NUMERIC, amount_max NUMERIC, currency TEXT, modifier TEXT, role TEXT, per TEXT,
    agency_id TEXT REFERENCES agencies(id), programme TEXT, country TEXT REFERENCES countries(code),
    date_start TEXT, date_end TEXT,
    included_in TEXT, included_as TEXT CHECK (included_as IN ('gloss', 'repeat', 'part'))""",
    "dates": "date_start TEXT, date_end TEXT, granularity TEXT NOT NULL, reference TEXT NOT NULL",
    "country_mentions": "code TEXT NOT NULL REFERENCES countries(code)",
    "region_mentions": "name TEXT NOT NULL, codes TEXT NOT NULL",
    "agency_mentions": """
    agency_id TEXT REFERENCES agencies(id), name TEXT, kind TEXT,
    country TEXT REFERENCES countries(code), current_ids TEXT NOT NULL""",
    "people": "name TEXT NOT NULL, title TEXT, agency_id TEXT REFERENCES agencies(id)",
    "programmes": "name TEXT NOT NULL",
}

#: Bare figures of tables, with the table's unit applied: no mentions of money, and never in a sum with them.
#: ``unit`` stands at ``unit_start`` of the same field.
_TABLE_AMOUNT_FIELDS = """
    amount NUMERIC, currency TEXT, unit TEXT NOT NULL, unit_start INTEGER NOT NULL, unit_end INTEGER NOT NULL,
    row_label TEXT, column_label TEXT"""

_REFERENCE = (
    """CREATE TABLE countries (
    code TEXT PRIMARY KEY, alpha3 TEXT NOT NULL, name_ko TEXT NOT NULL, name_en TEXT NOT NULL,
    status TEXT NOT NULL, capital_ko TEXT, region TEXT, aliases TEXT NOT NULL, regions TEXT NOT NULL,
    groups TEXT NOT NULL)""",
    # A parent may come later in the file than its child.
    """CREATE TABLE agencies (
    id TEXT PRIMARY KEY, name_ko TEXT NOT NULL, name_en TEXT, abbreviations TEXT NOT NULL,
    kind TEXT NOT NULL, class TEXT, emit TEXT NOT NULL,
    parent_id TEXT REFERENCES agencies(id) DEFERRABLE INITIALLY DEFERRED,
    valid_from TEXT, valid_to TEXT, country TEXT REFERENCES countries(code), note TEXT)""",
    """CREATE TABLE agency_links (
    from_id TEXT NOT NULL REFERENCES agencies(id), to_id TEXT NOT NULL REFERENCES agencies(id),
    date TEXT, type TEXT NOT NULL CHECK (type IN ('rename', 'merger', 'split', 'transfer')), note TEXT,
    PRIMARY KEY (from_id, to_id))""",
    """CREATE TABLE reference_versions (
    name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, loaded_at TEXT)""",
    """CREATE TABLE sources (
    id TEXT PRIMARY KEY, name_ko TEXT NOT NULL, kind TEXT, url TEXT, licence TEXT,
    enabled INTEGER NOT NULL DEFAULT 1, stale_after_hours INTEGER)""",
)

_ARTICLES = (
    """CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL REFERENCES sources(id),
    native_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT, subtitle TEXT,
    published TEXT, published_year INTEGER, published_inferred INTEGER NOT NULL, published_evidence TEXT,
    outlet TEXT, reporter TEXT, department TEXT,
    url TEXT, source_url TEXT, release_id TEXT,
    available_at TEXT, modified TEXT, licence TEXT,
    body_origin TEXT NOT NULL, method TEXT, encoding TEXT,
    dump_path TEXT, dump_line INTEGER, raw_sha256 TEXT NOT NULL,
    hints TEXT NOT NULL, dropped TEXT NOT NULL, body TEXT NOT NULL,
    first_saved_at TEXT NOT NULL, last_changed_at TEXT NOT NULL)""",
    """CREATE TABLE article_revisions (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id), raw_sha256 TEXT NOT NULL,
    title TEXT, subtitle TEXT, published TEXT, modified TEXT, body TEXT NOT NULL,
    replaced_at TEXT NOT NULL)""",
    """CREATE TABLE attachments (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id), position INTEGER NOT NULL,
    name TEXT NOT NULL, url TEXT NOT NULL, format TEXT, sha256 TEXT, size INTEGER,
    status TEXT NOT NULL, reason TEXT, reader TEXT)""",
    """CREATE TABLE article_countries (
    article_id TEXT NOT NULL REFERENCES articles(id), code TEXT NOT NULL REFERENCES countries(code),
    via TEXT NOT NULL CHECK (via IN ('mention', 'agency', 'city')), PRIMARY KEY (article_id, code, via))""",
    """CREATE TABLE extractions (
    article_id TEXT PRIMARY KEY REFERENCES articles(id), code_version TEXT NOT NULL,
    gazetteer TEXT NOT NULL, extracted_at TEXT NOT NULL)""",
)

_RUNS = (
    """CREATE TABLE runs (
    id INTEGER PRIMARY KEY, command TEXT NOT NULL, source TEXT, started_at TEXT NOT NULL, finished_at TEXT,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed', 'interrupted')),
    saved INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0, reasons TEXT NOT NULL DEFAULT '{}', message TEXT)""",
    """CREATE TABLE failures (
    id TEXT PRIMARY KEY, stage TEXT NOT NULL, item TEXT NOT NULL, line INTEGER, article_id TEXT,
    source TEXT, reason TEXT NOT NULL, run_id INTEGER REFERENCES runs(id),
    first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, resolved_at TEXT)""",
)

_MENTIONS = tuple(f"CREATE TABLE {name} ({_MENTION},{fields})" for name, fields in MENTION_FIELDS.items())

TABLES: tuple[str, ...] = (*_REFERENCE, *_ARTICLES, *_MENTIONS, *_RUNS)

#: Table and columns; every foreign key that a reader joins on, and what facets and sorting ask for.
_INDEXED: tuple[tuple[str, str], ...] = (
    ("articles", "published"),
    ("articles", "published_year"),
    ("articles", "source"),
    ("articles", "release_id"),
    ("articles", "source_url"),
    ("articles", "url"),
    ("article_revisions", "article_id"),
    ("attachments", "article_id"),
    ("article_countries", "code"),
    ("agencies", "name_ko"),
    ("agencies", "parent_id"),
    ("agency_links", "to_id"),
    *((name, "article_id") for name in MENTION_FIELDS),
    ("money", "agency_id"),
    ("money", "country"),
    ("money", "role"),
    ("country_mentions", "code"),
    ("agency_mentions", "agency_id"),
    ("agency_mentions", "name"),
    ("people", "name"),
    ("people", "agency_id"),
    ("programmes", "name"),
    ("failures", "run_id"),
    ("failures", "item"),
    ("runs", "command, source, started_at"),
)

#: The figures of tables, which came later than the other tables.
TABLE_AMOUNTS: tuple[str, ...] = (
    f"CREATE TABLE table_amounts ({_MENTION},{_TABLE_AMOUNT_FIELDS})",
    "CREATE INDEX table_amounts_article_id ON table_amounts (article_id)",
)

#: Words that point to a country without naming it, and the names of bodies that no list holds. One word may
#: point to two countries (양국); their ids end in the code.
IMPLIED_COUNTRIES: tuple[str, ...] = (
    f"""CREATE TABLE implied_countries ({_MENTION},
    code TEXT NOT NULL REFERENCES countries(code), via TEXT NOT NULL)""",
    "CREATE INDEX implied_countries_article_id ON implied_countries (article_id)",
    "CREATE INDEX implied_countries_code ON implied_countries (code)",
    "ALTER TABLE money ADD COLUMN agency TEXT",
    "ALTER TABLE people ADD COLUMN agency TEXT",
)

#: What full-text search reads. ``id`` is the rowid of the article: Datasette's search box joins on it.
#: title (with the subtitle), body: terms, spaces between them, in the order of the text. compounds: runs of
#: nouns as pairs of syllables. *_places: where the terms stand (`extractors.search.pack_places`).
SEARCH = """CREATE TABLE article_search (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE REFERENCES articles(id),
    title TEXT NOT NULL, body TEXT NOT NULL, compounds TEXT NOT NULL,
    title_places BLOB NOT NULL, body_places BLOB NOT NULL, fingerprint TEXT NOT NULL)"""
#: What pages of bodies without an id, and of programmes, look for.
PAGE_INDEXES = (
    "CREATE INDEX money_agency ON money (agency) WHERE agency_id IS NULL",
    "CREATE INDEX money_programme ON money (programme)",
)
SEARCH_COLUMNS = ("title", "body", "compounds")
#: Letters stay as they are but for their case; diacritics of names (São) are kept apart in index and query.
SEARCH_TOKENIZER = "unicode61 remove_diacritics 0"

#: What counts over all mentions read instead of their table; each takes the place of a narrower index.
COUNTING: tuple[str, ...] = (
    "DROP INDEX articles_source",
    "CREATE INDEX articles_source_published ON articles (source, published)",
    "DROP INDEX agency_mentions_agency_id",
    "CREATE INDEX agency_mentions_agency_id_article_id ON agency_mentions (agency_id, article_id)",
    "DROP INDEX agency_mentions_article_id",
    "CREATE INDEX agency_mentions_article_id_agency_id ON agency_mentions (article_id, agency_id)",
    "DROP INDEX article_countries_code",
    "CREATE INDEX article_countries_code_article_id ON article_countries (code, article_id)",
)

#: Copies of a release are found by their title.
TITLE_INDEX = "CREATE INDEX articles_release_title ON articles (title) WHERE kind = 'press_release'"

INDEXES: tuple[str, ...] = tuple(
    f"CREATE INDEX {table}_{columns.replace(', ', '_')} ON {table} ({columns})" for table, columns in _INDEXED
)
