"""The index of search: questions in FTS5's language, and rows that stay true to their articles."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.articles import save_records
from db.backup import copy_database
from db.checksum import checksums
from db.database import open_database
from db.errors import DamagedIndexError, DiskFullError, LockedError, NotADatabaseError, ReadOnlyError
from db.rows import Record
from db.search import (
    NOTHING,
    WEIGHTS,
    drop_strays,
    match_expression,
    problems,
    repair,
    save_index,
    strays,
    texts,
    tidy,
    unindexed,
)
from extractors.search import Query, Word, fingerprint, index_terms, read_query, unpack_places
from pipeline.index import index_articles
from scrapers.article import Article
from tests.db import search_score

ROOT = Path(__file__).parents[2]
BODIES = {
    "budget": "기획재정부는 내년 예산안을 국회에 제출했다.",
    "vietnam": "행정안전부는 베트남에 전자정부 해외진출을 지원한다.",
    "spaced": "베트남이 전자 정부 해외 진출을 돕는다.",
    "flood": "홍수 피해를 입은 농가를 도왔다.",
}


def record(name, body, title=None, sha="0" * 64):
    article = Article(id=f"dump:{name}", source="dump", native_id=name, title=title, body=body)
    return Record(article, (), sha)


@pytest.fixture
def save(db, make):
    """Stores articles (name → body) and indexes them."""

    def save(bodies, title=None, sha="0" * 64, now=make.now, index=True):
        save_records(
            db, [record(name, body, title, sha) for name, body in bodies.items()], make.extractor, now
        )
        return index_articles(db) if index else None

    return save


@pytest.fixture
def ask(db):
    def ask(text):
        sql = f"""SELECT s.article_id FROM article_search_fts f JOIN article_search s ON s.id = f.rowid
        WHERE article_search_fts MATCH ? ORDER BY bm25(article_search_fts, {", ".join(map(str, WEIGHTS))}), s.id"""
        rows = db.execute(sql, [match_expression(read_query(text))])
        return [article_id.removeprefix("dump:") for (article_id,) in rows]

    return ask


def fts(*rows):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE f USING fts5(title, body, compounds)")
    db.executemany("INSERT INTO f VALUES (?, ?, ?)", rows)
    return db


# Questions


def test_figures_of_the_judged_questions_hold():
    """Those of ``make score``; its floors are the law."""
    assert search_score.main([]) == 0


ASKED = [
    ("베트남", {"vietnam", "spaced"}),
    ("베트남에서", {"vietnam", "spaced"}),
    ("전자정부해외진출", {"vietnam", "spaced"}),
    ('"전자 정부" 돕다', {"spaced"}),
    ("도와준", {"spaced", "flood"}),
    ("도왔다", {"spaced", "flood"}),
    ("베트남 -지원", {"spaced"}),
    ("-베트남", set()),
    ("예산", {"budget"}),
    ("예산 베트남", set()),
    ("", set()),
    ("!!!", set()),
    ("* AND (", set()),
]


@pytest.mark.parametrize(("text", "names"), ASKED)
def test_a_question_finds_these_articles(save, ask, text, names):
    save(BODIES)
    assert set(ask(text)) == names


def test_a_word_in_the_title_comes_before_one_in_the_text(save, ask):
    save({"body": "예산을 늘린다. 국회는 오늘 회의를 연다."}, title="국회 회의")
    save({"title": "국회는 오늘 회의를 연다. 회의를 오래 한다."}, title="예산")
    assert ask("예산") == ["title", "body"]


def test_an_expression_of_excluded_words_alone_finds_nothing():
    assert match_expression(Query((Word((("예산",),), None, excluded=True),))) == NOTHING
    assert match_expression(Query(())) == NOTHING
    assert fts(("가", "나", "")).execute("SELECT * FROM f WHERE f MATCH ?", [NOTHING]).fetchall() == []


def test_quotes_in_a_term_are_no_syntax():
    query = Query((Word((('a" OR title:b "',),), 'x"y'),))
    assert (
        fts(("a b", "b", "")).execute("SELECT * FROM f WHERE f MATCH ?", [match_expression(query)]).fetchall()
        == []
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.text(max_size=50),
        st.text(st.sampled_from("예산 정부\"*():^-+{}'\\\x00\n AND OR NOT NEAR , . 2억é漢😀"), max_size=50),
    )
)
def test_no_question_is_a_syntax_error(text):
    fts(("예산", "정부 예산", "예산")).execute(
        "SELECT * FROM f WHERE f MATCH ?", [match_expression(read_query(text))]
    )


def test_forty_long_words_are_answered_quickly(save, ask):
    save(BODIES)
    begin = time.process_time()
    ask(" ".join("전자정부해외진출" * 20 for _ in range(40)))
    assert time.process_time() - begin < 2


# Rows


def everything(db):
    sql = "SELECT article_id, title, body, compounds, title_places, body_places, fingerprint FROM article_search"
    return sorted(db.execute(sql).fetchall())


def test_every_article_is_indexed_once(db, save):
    assert save(BODIES) == 4
    assert index_articles(db) == 0
    assert problems(db) == []
    assert db.execute(
        "SELECT COUNT(*) FROM article_search s JOIN articles a ON a.rowid = s.id AND a.id = s.article_id"
    ).fetchone() == (4,)


def test_with_nothing_to_do_nothing_is_written(db, save):
    save(BODIES)
    before = db.total_changes
    index_articles(db)
    assert db.total_changes == before


def test_places_are_those_of_the_text(db, save):
    save({"a": "예산을 늘린다."}, title="국회 예산")
    title, places = db.execute("SELECT title, title_places FROM article_search").fetchone()
    assert (
        [("국회 예산"[p.start : p.end]) for p in unpack_places(places)] == title.split() == ["국회", "예산"]
    )


def test_another_analysis_indexes_everything_once_more(db, save):
    save(BODIES)
    db.execute("UPDATE article_search SET fingerprint = 'older'")
    db.commit()
    assert len(unindexed(db, fingerprint())) == 4
    assert index_articles(db) == 4
    assert index_articles(db) == 0


def test_a_changed_article_alone_is_indexed_again(save, ask):
    save(BODIES)
    assert save(BODIES | {"budget": "올해는 세금을 줄인다."}, sha="1" * 64) == 1
    assert ask("예산") == []
    assert ask("세금") == ["budget"]


def test_words_of_a_changed_article_are_gone_at_once(save, ask):
    save(BODIES)
    save({"budget": "올해는 세금을 줄인다."}, sha="1" * 64, index=False)
    assert ask("예산") == []


def test_an_article_extracted_again_with_the_same_text_is_left_alone(db, save, make):
    save(BODIES)
    extractor = type(make.extractor)("2.0", "e" * 16)
    outcomes = save_records(db, [record(*one) for one in BODIES.items()], extractor, make.later)
    assert outcomes == ["changed"] * 4
    assert index_articles(db) == 0


def test_an_article_that_changed_while_it_was_read_waits(db, save):
    save(BODIES, index=False)
    read = list(texts(db, unindexed(db, "x")))
    db.execute("UPDATE articles SET body = '다른 글' WHERE id = 'dump:budget'")
    db.execute("UPDATE articles SET title = '다른 제목' WHERE id = 'dump:flood'")
    db.commit()
    found = [(text, *index_terms([text.title, text.body])) for text in read]
    assert save_index(db, found, "x") == 2
    assert len(unindexed(db, "x")) == 2


def test_articles_that_are_gone_are_passed_over(db, save):
    save(BODIES, index=False)
    assert [text.article_id for text in texts(db, [1, 99, 2])] == ["dump:budget", "dump:vietnam"]


# Rowids


def renumber(db):
    """The articles under other rowids, as a rebuilt table may have them."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("UPDATE articles SET rowid = -rowid")
    db.execute("UPDATE articles SET rowid = 5 + rowid")
    db.commit()


def test_other_rowids_are_a_problem_and_the_next_run_mends_it(db, save, ask):
    save(BODIES)
    before = everything(db)
    renumber(db)
    assert problems(db) == ["4 rows belong to no article, or to another one"]
    assert index_articles(db) == 4
    assert (everything(db), problems(db)) == (before, [])
    assert set(ask("베트남")) == {"vietnam", "spaced"}


def test_rows_without_an_article_are_taken_out(db, save, ask):
    save(BODIES)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DELETE FROM articles WHERE id = 'dump:budget'")
    db.commit()
    assert problems(db) == ["1 row belongs to no article, or to another one"]
    assert (drop_strays(db), drop_strays(db)) == (1, 0)
    assert (problems(db), ask("예산")) == ([], [])


@pytest.mark.parametrize("statement", ["VACUUM", None])
def test_a_vacuum_and_a_backup_keep_the_rows_with_their_articles(db, path, save, tmp_path, statement):
    save(BODIES)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DELETE FROM article_search WHERE article_id = 'dump:budget'")
    db.execute("DELETE FROM extractions")
    db.execute("DELETE FROM articles WHERE id = 'dump:budget'")  # a gap among the rowids
    db.commit()
    if statement:
        db.execute(statement)
        copy = path
    else:
        copy = tmp_path / "copy.db"
        copy_database(path, copy)
    with closing(open_database(copy)) as other:
        assert (problems(other), unindexed(other, fingerprint())) == ([], [])
        assert other.execute("SELECT MIN(id), COUNT(*) FROM article_search").fetchone() == (2, 3)


# Speed


def test_what_is_to_do_is_read_from_indexes_alone(db):
    """An hourly run must not read every text for it: with 200,000 articles that took over a second, warm."""
    from db import search

    for sql, values in ((search._LACKING, []), (search._OUTDATED, ["x", "x"]), (search._STRAYS, [])):
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        reads = [line for line in plan if line.startswith(("SCAN", "SEARCH")) and "subquery" not in line]
        assert reads
        assert all("COVERING INDEX" in line for line in reads), plan


def test_twenty_thousand_articles_are_looked_through_in_a_moment(db):
    db.execute("PRAGMA foreign_keys = OFF")
    numbers = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000)"
    db.execute(f"""{numbers} INSERT INTO articles
    (id, source, native_id, kind, published_inferred, body_origin, raw_sha256, hints, dropped, body, first_saved_at, last_changed_at)
    SELECT 'dump:' || x, 'dump', x, 'news', 0, 'dump', '0', '[]', '[]', 'x', 'x', 'x' FROM n""")
    db.execute("INSERT INTO article_search SELECT rowid, id, '', '', '', '', '', 'now' FROM articles")
    db.commit()
    begin = time.process_time()
    assert (unindexed(db, "now"), strays(db)) == ([], 0)
    assert time.process_time() - begin < 0.5


# Many pieces


def segments(db):
    """Pieces of the index: their numbers are in its pages."""
    return len(
        {rowid >> 37 for (rowid,) in db.execute("SELECT id FROM article_search_fts_data WHERE id > 10")}
    )


def test_tidy_leaves_one_piece_and_comes_to_an_end(db, save):
    for number in range(7):
        save({f"a{number}": f"예산 {number}억 원을 지원한다."})
    assert segments(db) > 1
    tidy(db)
    assert segments(db) == 1
    assert problems(db) == []
    before = db.total_changes
    tidy(db)
    assert db.total_changes - before < 2


def test_tidy_of_an_empty_index_does_nothing(db):
    tidy(db)
    assert problems(db) == []


# Damage


def test_an_index_that_lost_a_row_is_found_and_repaired(db, save, ask):
    save(BODIES)
    terms = db.execute(
        "SELECT id, title, body, compounds FROM article_search WHERE article_id = 'dump:budget'"
    ).fetchone()
    db.execute(
        "INSERT INTO article_search_fts (article_search_fts, rowid, title, body, compounds) VALUES ('delete', ?, ?, ?, ?)",
        terms,
    )
    db.commit()
    assert problems(db) == ["the search index does not agree with its table"]
    assert ask("예산") == []
    repair(db)
    assert (problems(db), ask("예산")) == ([], ["budget"])


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM article_search_fts_data",
        "DELETE FROM article_search_fts_docsize",
        "UPDATE article_search_fts_data SET block = x'00ff' WHERE id > 10",
    ],
)
def test_a_spoilt_index_is_found_and_repaired(path, save, damage):
    save(BODIES)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(damage)
    with closing(open_database(path)) as again:
        assert problems(again) == ["the search index does not agree with its table"]
        repair(again)
        assert problems(again) == []
        assert index_articles(again) == 0


def test_a_spoilt_index_says_how_to_mend_it_when_an_article_changes(path, save, make):
    save(BODIES)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM article_search_fts_data")
    with (
        closing(open_database(path)) as again,
        pytest.raises(DamagedIndexError, match="sacho index --repair"),
    ):
        save_records(again, [record("budget", "새 글", sha="1" * 64)], make.extractor, make.later)


def test_repair_takes_out_strays_too(db, save):
    save(BODIES)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DELETE FROM article_search_fts_data WHERE id > 10")
    db.execute("DELETE FROM articles WHERE id = 'dump:budget'")
    db.commit()
    assert len(problems(db)) == 2
    repair(db)
    assert problems(db) == []
    assert db.execute("SELECT COUNT(*) FROM article_search").fetchone() == (3,)


def test_a_database_that_can_not_be_written_is_no_damaged_index(path, save):
    save(BODIES)
    with (
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as reader,
        pytest.raises(ReadOnlyError),
    ):
        problems(reader)


def test_a_damaged_file_is_no_damaged_index(db, path, save):
    save({str(number): f"예산 {number}억 원 " * 400 for number in range(10)})
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    (page,) = _root_page(path)
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with closing(sqlite3.connect(path)) as other, pytest.raises(NotADatabaseError, match="damaged"):
        problems(other)


def _root_page(path):
    with closing(sqlite3.connect(path)) as other:
        return other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'article_search'").fetchone()


def test_a_writer_that_does_not_end_is_named(db, path, save):
    save(BODIES, index=False)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            closing(open_database(path, patience=0.1)) as waiting,
            pytest.raises(LockedError, match=r"sacho\.db"),
        ):
            index_articles(waiting)
        other.rollback()
    assert index_articles(db) == 4


def test_a_full_disk_loses_no_article(db, save):
    save({str(number): f"예산 {number}억 원을 지원한다. " * 300 for number in range(40)}, index=False)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(DiskFullError, match="no room"):
        index_articles(db)
    assert db.execute("SELECT COUNT(*) FROM articles").fetchone() == (40,)
    db.execute("PRAGMA max_page_count = 1000000")
    assert index_articles(db) == 40
    assert problems(db) == []


# Processes

WRITER = """
import sys
import pipeline.index as index
from db.database import open_database
index.BATCH = 20
db = open_database(sys.argv[1])
index.index_articles(db, lambda done, total: print(done, flush=True))
"""


@pytest.fixture
def many(db, save):
    save({str(number): f"정부는 예산 {number}억 원을 지원한다." for number in range(300)}, index=False)


def test_a_killed_run_goes_on_where_it_was(db, path, many):
    """kill -9 twice in the middle: what is there is whole, and the end is the same."""
    chance = random.Random(5)
    for _ in range(2):
        process = subprocess.Popen([sys.executable, "-c", WRITER, path], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(chance.randrange(1, 5)):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert problems(db) == []
        assert db.execute("SELECT COUNT(*) FROM article_search").fetchone()[0] % 20 == 0
    left = len(unindexed(db, fingerprint()))
    assert 0 < left < 300
    assert index_articles(db) == left
    assert problems(db) == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_runs_at_a_time_end_in_the_right_rows(db, path, many):
    """The command excludes a second run; where two index all the same, each row is there once."""
    command = [sys.executable, "-c", WRITER, path]
    runs = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 2
    assert (problems(db), unindexed(db, fingerprint())) == ([], [])
    assert db.execute("SELECT COUNT(*) FROM article_search").fetchone() == (300,)


def test_the_order_of_saving_makes_other_rowids_and_the_same_rows(tmp_path, make):
    """The checksums of tables leave the index out; but for its rowids it is the same."""
    made = []
    for name, names in (("a", list(BODIES)), ("b", list(BODIES)[::-1])):
        with closing(open_database(tmp_path / f"{name}.db")) as database:
            for one in names:
                save_records(database, [record(one, BODIES[one])], make.extractor, make.now)
            without = checksums(database)
            index_articles(database)
            assert checksums(database) == without
            made.append((everything(database), without))
    assert made[0] == made[1]
