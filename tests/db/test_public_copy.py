"""The copy that everybody may see: no word of a text that may not be passed on, anywhere in the file."""

import asyncio
import re
import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.articles import save_records
from db.database import APPLICATION_ID, SCHEMA_VERSION, check_database, open_database
from db.datasette.metadata import NAME
from db.errors import DatabaseError
from db.migrations import migrations
from db.public_copy import LONGEST_TITLE, LONGEST_WORDS, WORDS, is_public_copy, own_terms, public_copy
from db.reference import load_reference
from db.rows import Record
from db.runs import run
from db.schema import MENTION_FIELDS
from extractors.mention import Country, Money, Person, Programme, TableAmount
from extractors.search import Place, pack_places
from scrapers.article import Attachment, Dropped

NOW = "2026-12-01T09:00:00+09:00"
#: How articles are marked, and whether their text may be passed on.
LICENCES = [
    ("KOGL-0", True),
    ("KOGL-1", True),
    ("KOGL-2", True),
    ("KOGL-3", True),
    ("KOGL-4", True),
    (None, False),
    ("", False),
    ("KOGL-5", False),
    ("1", False),
    ("kogl-1", False),
    ("KOGL-1 ", False),
    ("KOGL-1, KOGL-4", False),
    ("공공누리 제1유형", False),
    ("CC BY 4.0", False),
    ("All rights reserved", False),
]
RESERVED = ["무단전재 및 재배포 금지", "ⓒ 한빛일보, 무단 전재·복사 금지", "저작권자 재배포금지"]


def body(key):
    return (
        f"베트남 정부와 함께 {key}번 별누리 사업에 120억 원을 투입한다고 밝혔다.\n"
        f"담당 과장은 {key}번째 이야기가 이제 막 시작되었다고 덧붙였다.\n"
        f"세부 내용은 {key}월의 마지막 주에 다시 알리기로 하였다."
    )


def words(key):
    """Terms that only this article has."""
    return [f"별누리{key}", f"덧붙{key}"]


def record(make, key, licence, **fields):
    text = body(key)
    title = fields.pop("title", f"{key}번 사업에 120억 원 들인다")
    found = (
        ("title", make.mention(Money, title, "120억 원", amount=Decimal(12_000_000_000), currency="KRW", role="budget")) if "120억 원" in title else None,
        ("body", make.mention(Country, text, "베트남", code="VN")),
        ("body", make.mention(Money, text, "120억 원", amount=Decimal(12_000_000_000), currency="KRW", role="budget", country="VN", programme=f"{key}번 별누리 사업")),
        ("body", make.mention(Programme, text, f"{key}번 별누리 사업", name=f"{key}번 별누리 사업")),
    )  # fmt: skip
    defaults = {
        "subtitle": f"{key}번 부제는 아무도 모르게 남아 있었다",
        "licence": licence,
        "published_evidence": f"입력 {key}번 근거가 된 말이 여기에 있다",
        "published_inferred": True,
        "dropped": (Dropped("other", f"{key}번 글에서 덜어 낸 조각이 여기 있다"),),
        "attachments": (Attachment(f"{key}번 보도자료.hwpx", f"https://files.example/{key}.hwpx"),),
        "hints": (("url", "2025-04"),),
        "source_url": f"https://www.korea.kr/{key}",
    }
    written = make.article(key, title, text, **defaults | fields)
    kept = tuple(one for one in found if one is not None)
    return Record(written, kept, key.rjust(64, "0"), f"/home/somebody/secret/{key}.txt", 7)


def index(db, article_id, key):
    """A row of the search index, as an analysis might have written it."""
    (rowid, title, subtitle) = db.execute(
        "SELECT rowid, title, subtitle FROM articles WHERE id = ?", [article_id]
    ).fetchone()
    title_terms = [f"사업{key}", f"부제{key}"] if subtitle else [f"사업{key}"]
    places = [Place(0, 2), Place(len(title) + 1, len(title) + 3)][: len(title_terms)]
    terms = " ".join(words(key))
    db.execute(
        "INSERT INTO article_search (id, article_id, title, body, compounds, title_places, body_places, fingerprint) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 'f')",
        [rowid, article_id, " ".join(title_terms), terms, f"합성{key}", pack_places(places), pack_places([Place(3, 5), Place(9, 12)])],
    )  # fmt: skip


@pytest.fixture
def world(db, make):
    """A database with an article for each licence, contradicting marks, revisions, an index, runs and failures."""
    cases = [(str(1000 + number), licence, free, {}) for number, (licence, free) in enumerate(LICENCES)]
    cases += [
        (str(2000 + number), "KOGL-1", False, {"dropped": (Dropped("copyright", said),)})
        for number, said in enumerate(RESERVED)
    ]
    cases.append(("3000", None, False, {"subtitle": None, "kind": "news", "source": "dump"}))
    free = {}
    for key, licence, allowed, fields in cases:
        one = record(make, key, licence, **fields)
        old = make.changed(one, body=f"처음에 {key}번 글은 이렇게 적혀 있었습니다. 나중에 고쳤습니다.")
        save_records(db, [old], make.extractor, make.now)
        save_records(db, [one], make.extractor, make.later)
        index(db, one.article.id, key)
        db.commit()
        free[key] = allowed
    # an earlier version without a mark, and one more where the mark was taken back
    assert db.execute("SELECT COUNT(*) FROM article_revisions").fetchone()[0] == len(cases)
    with run(db, "ingest", now=lambda: make.now) as log:
        log.fail(
            stage="parse", item="/home/somebody/secret/x.txt", reason="실패한 글의 첫 줄이 여기에 적혀 있다"
        )
    with pytest.raises(OSError, match="없다"), run(db, "ingest", now=lambda: make.now):
        raise OSError("/home/somebody/secret 폴더가 여기에 없다")
    # texts that were there and are gone: free pages, pages with gaps, the log
    save_records(db, [record(make, "9000", None)], make.extractor, make.now)
    for table in (
        "money",
        "country_mentions",
        "programmes",
        "article_countries",
        "attachments",
        "extractions",
    ):
        db.execute(f"DELETE FROM {table} WHERE article_id = 'korea_kr:9000'")
    db.execute("DELETE FROM articles WHERE id = 'korea_kr:9000'")
    db.commit()
    return free


@pytest.fixture
def copied(world, path, tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    made = public_copy(path, tmp_path / "public.db", room, now=NOW)
    assert not list(room.iterdir())
    assert made.articles == len(world)
    assert made.withheld == sum(not free for free in world.values())
    assert made.left_out == ()
    return tmp_path / "public.db"


def ask(path, sql, *parameters):
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(sql, parameters).fetchall()


def sentences(text):
    return [one for one in re.split(r"(?<=[.!?])\s+|\n", text) if len(one) >= 12]


def holds(content, words):
    return any(words.encode(coding) in content for coding in ("utf-8", "utf-16-le", "utf-16-be"))


def test_no_byte_of_the_removed_texts_is_left(world, path, copied):
    original, content = path.read_bytes() + path.with_name("sacho.db-wal").read_bytes(), copied.read_bytes()
    removed = []
    for key, free in world.items():
        removed += (
            [f"처음에 {key}번 글은 이렇게 적혀 있었습니다.", f"{key}번 글에서 덜어 낸"]
            if key < "2000"
            else []
        )
        if not free:
            removed += [*sentences(body(key)), *words(key), f"합성{key}"]
            removed += (
                [f"{key}번 부제는 아무도", f"부제{key}", f"{key}번 근거가 된 말"] if key != "3000" else []
            )
    removed += [
        *sentences(body("9000")),
        "9000번 부제는 아무도",
        "실패한 글의 첫 줄",
        "/home/somebody",
        "폴더가 여기에 없다",
        *RESERVED,
    ]
    assert len(removed) > 100
    for said in removed:
        assert holds(original, said), f"the test itself: {said}"
        assert not holds(content, said), said
    assert not list(copied.parent.glob("public.db-*"))


def test_facts_titles_and_links_are_all_there(world, path, copied):
    assert ask(copied, "SELECT id, title, url, source_url, licence, published, hints, raw_sha256, kind, release_id FROM articles ORDER BY id") == ask(
        path, "SELECT id, title, url, source_url, licence, published, hints, raw_sha256, kind, release_id FROM articles ORDER BY id"
    )  # fmt: skip
    whole = [
        *MENTION_FIELDS,
        "table_amounts",
        "implied_countries",
        "attachments",
        "article_countries",
        "agencies",
        "extractions",
        "sources",
    ]
    for table in whole:
        query = f"SELECT * FROM {table} ORDER BY 1, 2"
        assert ask(copied, query) == ask(path, query), table
    assert len(ask(copied, "SELECT * FROM budgets")) == len(ask(path, "SELECT * FROM budgets"))


def test_free_texts_are_whole(world, path, copied):
    found = dict(ask(copied, "SELECT native_id, body FROM articles"))
    for key, free in world.items():
        assert found[key] == (body(key) if free else ""), key
    rows = ask(
        copied, "SELECT native_id, subtitle, published_evidence, dropped, dump_path, dump_line FROM articles"
    )
    for key, subtitle, evidence, dropped, *place in rows:
        assert (subtitle is not None) == (evidence is not None) == world[key]
        assert (dropped, place) == ("[]", [None, None])


def test_what_tells_of_the_operator_is_gone(copied):
    assert ask(copied, "SELECT COUNT(*) FROM failures") == [(0,)]
    assert ask(copied, "SELECT COUNT(*) FROM article_revisions") == [(0,)]
    assert ask(copied, "SELECT DISTINCT message, reasons FROM runs") == [(None, "{}")]


def test_the_index_finds_titles_and_free_texts_only(world, copied):
    def found(expression):
        return [row[0] for row in ask(copied, "SELECT rowid FROM article_search_fts WHERE article_search_fts MATCH ?", expression)]  # fmt: skip

    rowids = dict(ask(copied, "SELECT native_id, rowid FROM articles"))
    for key, free in world.items():
        own = [rowids[key]]
        assert found(f"title : 사업{key}") == own
        assert found(f"body : 별누리{key}") == (own if free else [])
        assert found(f"compounds : 합성{key}") == (own if free else [])
        assert found(f"부제{key}") == (own if free else [])
    for terms, places, body_places, key in ask(
        copied,
        "SELECT s.title, title_places, body_places, native_id FROM article_search s JOIN articles a ON a.rowid = s.id AND a.id = s.article_id",
    ):
        assert len(terms.split()) == (2 if world[key] else 1)
        assert (len(places), len(body_places)) == ((4, 4) if world[key] else (2, 0))


def test_the_copy_is_sound(path, copied):
    check_database(copied)
    assert ask(copied, "PRAGMA integrity_check") == [("ok",)]
    assert ask(copied, "PRAGMA foreign_key_check") == []
    assert ask(copied, "PRAGMA user_version") == ask(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert ask(copied, "PRAGMA journal_mode") == [("delete",)]
    assert ask(copied, "SELECT name, loaded_at FROM reference_versions WHERE name = 'public_copy'") == [
        ("public_copy", NOW)
    ]
    made = (
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'article_search_fts_%' ORDER BY 1, 2"
    )
    assert ask(copied, made) == ask(path, made)
    assert is_public_copy(copied)
    assert not is_public_copy(path)
    # it can be written to: a database like any other
    with closing(open_database(copied)) as database:
        assert database.execute("SELECT COUNT(*) FROM articles").fetchone()[0]


def test_the_copy_opens_in_datasette(world, path, copied):
    """Every page is there as in the original; one of a text that was left out shows its facts."""
    from db.datasette.app import datasette_app

    async def look(database):
        app = datasette_app(database)
        await app.invoke_startup()
        pages = {}
        for page in ("", "articles", "budgets.json", "articles/korea_kr~3A1005", "articles/korea_kr~3A1000"):
            pages[page] = await app.client.get(f"/{NAME}/{page}".rstrip("/"))
        return {page: answer.status_code for page, answer in pages.items()}, pages

    codes, pages = asyncio.run(look(copied))
    assert codes == asyncio.run(look(path))[0]
    withheld, free = pages["articles/korea_kr~3A1005"], pages["articles/korea_kr~3A1000"]
    assert (withheld.status_code, free.status_code) == (200, 200)
    assert "1000번째 이야기가 이제 막" in free.text
    assert "1005번째 이야기가 이제 막" not in withheld.text
    assert "1005번 별누리 사업" in withheld.text


def test_long_words_are_quotations(db, make, path, tmp_path):
    quoted = "가" * (LONGEST_WORDS - 1)
    long, short = f"{quoted}나다 사업", f"{quoted}라"
    text = f"{long}과 {short}은 다르다. 홍길동 {long} 과장은 30을 말했다."
    title = "제" * LONGEST_TITLE + "목이라기에는 너무 길다"
    found = (
        ("body", make.mention(Programme, text, long, name=long)),
        ("body", make.mention(Programme, text, short, name=short)),
        ("body", make.mention(Person, text, "홍길동", name="홍길동", title=long)),
    )
    aside = make.mention(TableAmount, text, "30", amount=Decimal(30), currency="KRW", unit="원", unit_start=0, unit_end=1, row_label=long, column_label=short)  # fmt: skip
    one = Record(make.article("1", title, text), found, "1" * 64, asides=(("body", aside),))
    free = Record(make.article("2", title, text, licence="KOGL-1"), found, "2" * 64)
    save_records(db, [one, free], make.extractor, make.now)
    (tmp_path / "room").mkdir()
    public_copy(path, tmp_path / "p.db", tmp_path / "room", now=NOW)
    cut = f"{quoted}…"
    here = "SELECT {} WHERE article_id = 'korea_kr:1' ORDER BY start"
    assert ask(tmp_path / "p.db", here.format("text, name FROM programmes")) == [(cut, cut), (short, short)]
    assert ask(tmp_path / "p.db", here.format("text, title FROM people")) == [("홍길동", cut)]
    assert ask(tmp_path / "p.db", here.format("row_label, column_label FROM table_amounts")) == [(cut, short)]
    assert ask(tmp_path / "p.db", "SELECT title FROM articles ORDER BY id") == [
        ("제" * (LONGEST_TITLE - 1) + "…",),
        (title,),
    ]
    assert ask(
        tmp_path / "p.db", "SELECT text FROM programmes WHERE article_id = 'korea_kr:2' ORDER BY start"
    )[0] == (long,)


TERMS = [
    # title, terms, places of the title and the subtitle behind it, what is left
    ("새 사업", "새 사업", [(0, 1), (2, 4)], "새 사업"),
    ("새 사업", "새 사업 부제", [(0, 1), (2, 4), (5, 7)], "새 사업"),
    ("", "부제", [(1, 3)], ""),
    ("새 사업", "", [], ""),
    # places and terms that do not fit: nothing is kept
    ("새 사업", "새 사업 부제", [(0, 1)], ""),
    ("새 사업", "새", [(0, 1), (2, 4)], ""),
]


@pytest.mark.parametrize(("title", "terms", "places", "left"), TERMS)
def test_terms_of_a_title_without_those_of_the_subtitle(title, terms, places, left):
    found, packed = own_terms(title, terms, pack_places(Place(*one) for one in places))
    assert found == left
    assert packed == pack_places(Place(*one) for one in places[: len(left.split())])


def test_places_that_end_in_the_middle_keep_nothing():
    assert own_terms("새 사업", "새", b"\x80") == ("", b"")


def test_addresses_on_the_operators_machine_are_gone(db, make, path, tmp_path):
    address = "file:///home/somebody/secret/1.html"
    for key, licence in (("1", None), ("2", "KOGL-1")):
        save_records(
            db, [record(make, key, licence, url=address, source_url=address)], make.extractor, make.now
        )
    (tmp_path / "room").mkdir()
    public_copy(path, tmp_path / "p.db", tmp_path / "room", now=NOW)
    assert ask(tmp_path / "p.db", "SELECT DISTINCT url, source_url FROM articles") == [(None, None)]
    assert b"somebody" not in (tmp_path / "p.db").read_bytes()


def test_tables_of_others_stay_at_home(db, world, path, tmp_path):
    db.executescript(
        """CREATE TABLE notes AS SELECT body FROM articles;
        CREATE VIEW shown AS SELECT body FROM notes;
        CREATE VIRTUAL TABLE articles_fts USING fts5 (body);
        INSERT INTO articles_fts SELECT body FROM articles;
        CREATE TRIGGER noting AFTER UPDATE ON articles BEGIN INSERT INTO notes VALUES (old.body); END;
        CREATE INDEX beginnings ON articles (substr(body, 1, 40));
        ANALYZE;"""
    )
    (tmp_path / "room").mkdir()
    made = public_copy(path, tmp_path / "p.db", tmp_path / "room", now=NOW)
    assert made.left_out == ("articles_fts", "notes", "shown")
    names = {name for (name,) in ask(tmp_path / "p.db", "SELECT name FROM sqlite_master")}
    assert not names & {"notes", "shown", "noting"}
    assert not [name for name in names if name.startswith("articles_fts")]
    content = (tmp_path / "p.db").read_bytes()
    assert not [said for said in sentences(body("1005")) if holds(content, said)]
    assert all(holds(content, said) for said in sentences(body("1000")))


def test_a_column_of_somebody_else_stops_it(db, path, tmp_path):
    db.execute("ALTER TABLE articles ADD COLUMN summary TEXT")
    db.commit()
    (tmp_path / "room").mkdir()
    with pytest.raises(DatabaseError, match=r"sacho\.db: articles\.summary is no column of sacho's"):
        public_copy(path, tmp_path / "p.db", tmp_path / "room", now=NOW)


def test_an_index_row_without_an_article_is_nobodys_text(db, path, tmp_path):
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO article_search VALUES (1, 'gone:1', '별천지', '숨은말', '', x'', x'', 'f')")
    db.commit()
    (tmp_path / "room").mkdir()
    public_copy(path, tmp_path / "p.db", tmp_path / "room", now=NOW)
    assert not holds((tmp_path / "p.db").read_bytes(), "숨은말")


def test_an_older_database_gets_the_newest_schema(path, tmp_path, make):
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(Database(database), stop_before="full_text_search")
        load_reference(database)
        save_records(
            database, [record(make, "1", None), record(make, "2", "KOGL-1")], make.extractor, make.now
        )
        assert database.execute("PRAGMA user_version").fetchone() == (4,)
    (tmp_path / "room").mkdir()
    made = public_copy(path, tmp_path / "p.db", tmp_path / "room", now=NOW)
    assert (made.articles, made.withheld) == (2, 1)
    assert ask(tmp_path / "p.db", "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert ask(path, "PRAGMA user_version") == [(4,)]


def test_an_empty_database_and_a_copy_of_a_copy(db, path, tmp_path):
    for source, copy in ((path, "1.db"), (tmp_path / "1.db", "2.db")):
        (tmp_path / f"room{copy}").mkdir()
        made = public_copy(source, tmp_path / copy, tmp_path / f"room{copy}", now=NOW)
        assert (made.articles, made.withheld) == (0, 0)
        assert is_public_copy(tmp_path / copy)


def test_nothing_is_made_of_a_database_that_is_not_there(tmp_path):
    (tmp_path / "room").mkdir()
    with pytest.raises(DatabaseError, match=r"none\.db"):
        public_copy(tmp_path / "none.db", tmp_path / "p.db", tmp_path / "room", now=NOW)
    assert not is_public_copy(tmp_path / "none.db")
    (tmp_path / "text").write_text("글")
    assert not is_public_copy(tmp_path / "text")


#: Every column that there is. One that is new has to be judged: may it be seen by everybody?
KEPT = {
    "articles": "id source native_id kind published published_year published_inferred outlet reporter department "
    "release_id available_at modified licence body_origin method encoding raw_sha256 hints first_saved_at last_changed_at",
    "attachments": "id article_id position name url format sha256 size status reason reader",
    "runs": "id command source started_at finished_at status saved changed unchanged skipped failed",
    "article_search": "id article_id fingerprint",
    "extractions": "article_id code_version gazetteer extracted_at",
    "article_countries": "article_id code via",
    "sources": "id name_ko kind url licence enabled stale_after_hours",
    "reference_versions": "name fingerprint loaded_at",
}
CHANGED = {
    "articles": "title subtitle published_evidence url source_url dump_path dump_line dropped body",
    "runs": "reasons message",
    "article_search": "title body compounds title_places body_places",
}
EMPTIED = {"article_revisions", "failures"}
OF_MENTIONS = [
    "id",
    "article_id",
    "field",
    "start",
    "end",
    "sentence_start",
    "sentence_end",
    "rule",
    "certain",
    "reason",
    "amount",
    "amount_max",
    "currency",
    "modifier",
    "role",
    "agency_id",
    "country",
    "date_start",
    "date_end",
    "included_in",
    "included_as",
    "granularity",
    "reference",
    "code",
    "codes",
    "via",
    "kind",
    "current_ids",
    "unit_start",
    "unit_end",
]
REFERENCE = {"countries", "agencies", "agency_links"}


def test_every_column_was_judged(db):
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        if table in REFERENCE | EMPTIED or table.startswith(("sqlite_", "_", "article_search_fts")):
            continue
        columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        if table in WORDS:
            judged = {*OF_MENTIONS, *WORDS[table]}
        else:
            judged = {*KEPT.get(table, "").split(), *CHANGED.get(table, "").split()}
        assert columns <= judged, (
            f"{table}: may everybody see {columns - judged}? say it in db/public_copy.py and here"
        )
