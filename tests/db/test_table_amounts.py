"""Figures of tables: in a table of their own, written and removed with their article."""

from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.articles import save_records
from db.database import APPLICATION_ID, SCHEMA_VERSION, open_database
from db.errors import DatabaseError
from db.mentions import TOO_LONG
from db.migrations import migrations
from db.rows import Record
from extractors.mention import TableAmount

BODY = "행정안전부는 사업비를 정했다.\n(단위: 백만원)\n구분 | 2026년\n도로 | 1,250\n하천 | △70"


def figure(text, amount, **fields):
    start, unit = BODY.index(text), BODY.index("백만원")
    return TableAmount(
        start=start,
        end=start + len(text),
        text=text,
        rule="table.unit_line",
        amount=amount,
        **{
            "currency": "KRW",
            "unit": "백만원",
            "unit_start": unit,
            "unit_end": unit + 3,
            "row_label": "도로",
            "column_label": "2026년",
        }
        | fields,
    )


@pytest.fixture
def record(make):
    figures = (
        ("body", figure("1,250", Decimal(1_250_000_000))),
        ("body", figure("△70", Decimal(-70_000_000), row_label="하천", certain=False)),
    )
    return Record(make.article("156700009", "도로 예산", BODY), (), "9" * 64, asides=figures)


def rows(db, sql):
    return db.execute(sql).fetchall()


def test_each_figure_is_a_row_with_its_unit_and_labels(db, record, make):
    save_records(db, [record], make.extractor, make.now)
    assert rows(
        db, "SELECT id, field, text, amount, currency, unit, row_label, column_label, certain FROM table_amounts"
    ) == [
        ("korea_kr:156700009#body:43", "body", "1,250", 1_250_000_000, "KRW", "백만원", "도로", "2026년", 1),
        ("korea_kr:156700009#body:54", "body", "△70", -70_000_000, "KRW", "백만원", "하천", "2026년", 0),
    ]  # fmt: skip
    assert rows(
        db,
        """SELECT DISTINCT substr(a.body, t.unit_start + 1, t.unit_end - t.unit_start), t.unit
        FROM table_amounts t JOIN articles a ON a.id = t.article_id""",
    ) == [("백만원", "백만원")]


def test_they_are_neither_money_nor_budgets(db, record, make):
    save_records(db, [record], make.extractor, make.now)
    assert rows(db, "SELECT COUNT(*) FROM money") == rows(db, "SELECT COUNT(*) FROM budgets") == [(0,)]


def test_they_go_and_come_with_their_article(db, record, make):
    save_records(db, [record], make.extractor, make.now)
    assert save_records(db, [record], make.extractor, make.later) == ["unchanged"]
    fewer = replace(record, asides=record.asides[:1])
    newer = replace(make.extractor, code_version="2.0")
    assert save_records(db, [fewer], newer, make.later) == ["changed"]
    assert rows(db, "SELECT text FROM table_amounts") == [("1,250",)]
    assert save_records(db, [make.changed(record, body="표가 없다.")], newer, make.later) == ["changed"]
    assert rows(db, "SELECT COUNT(*) FROM table_amounts") == [(0,)]


def test_a_failed_batch_leaves_none(db, record, make):
    twice = replace(record, asides=record.asides[:1] * 2)
    with pytest.raises(DatabaseError, match="UNIQUE"):
        save_records(db, [twice], make.extractor, make.now)
    elsewhere = replace(record, asides=(("body", replace(figure("1,250", None), text="1,300")),))
    with pytest.raises(ValueError, match="is not '1,300'"):
        save_records(db, [elsewhere], make.extractor, make.now)
    assert (
        rows(db, "SELECT COUNT(*) FROM articles") == rows(db, "SELECT COUNT(*) FROM table_amounts") == [(0,)]
    )


def test_a_figure_without_an_amount_says_why(db, record, make):
    unclear = replace(
        record,
        asides=(
            ("body", figure("1,250", None, reason="may be an amount or a share")),
            ("body", figure("△70", -Decimal(10**30))),
        ),
    )
    save_records(db, [unclear], make.extractor, make.now)
    assert rows(db, "SELECT amount, reason FROM table_amounts ORDER BY start") == [
        (None, "may be an amount or a share"),
        (None, TOO_LONG),
    ]


def test_an_older_database_gets_the_table_and_keeps_its_articles(path, record, records, make):
    """As the version before left it: all but this table."""
    with closing(open_database(path.with_name("new.db"))) as database:
        new = rows(database, "SELECT name, sql FROM sqlite_master ORDER BY name")
    old = Database(path)
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(old, stop_before="amounts_of_tables")
    assert old.execute("PRAGMA user_version").fetchone() == (2,)
    assert not old["table_amounts"].exists()
    old.execute("INSERT INTO sources (id, name_ko) VALUES ('korea_kr', '정책브리핑')")
    old.execute(
        """INSERT INTO articles (id, source, native_id, kind, published_inferred, body_origin, raw_sha256, hints,
        dropped, body, first_saved_at, last_changed_at)
        VALUES ('korea_kr:1', 'korea_kr', '1', 'news', 0, 'page', '0', '[]', '[]', '본문', '2026', '2026')"""
    )
    old.conn.commit()
    old.close()
    with closing(open_database(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert rows(database, "SELECT id, body FROM articles") == [("korea_kr:1", "본문")]
        assert rows(database, "SELECT name, sql FROM sqlite_master ORDER BY name") == new
        save_records(database, [record, *records], make.extractor, make.now)
        assert rows(database, "SELECT COUNT(*) FROM table_amounts") == [(2,)]
        assert rows(database, "PRAGMA foreign_key_check") == []
