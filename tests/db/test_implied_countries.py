"""Which countries an article concerns, by which evidence; and the names of bodies that no list holds."""

from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.articles import save_records
from db.database import APPLICATION_ID, SCHEMA_VERSION, open_database
from db.migrations import migrations
from db.rows import Record
from extractors.mention import Agency, Country, ImpliedCountry, Money, Person

BODY = "나룻배협력위원회는 케냐와 손잡고 하노이 사무소에 7억 원을 쓴다.\n미국 환경보호청의 한누리 청장과 양국 협력을 논의했다."


@pytest.fixture
def record(make):
    mentions = (
        ("body", make.mention(Country, BODY, "케냐", code="KE")),
        ("body", make.mention(Country, BODY, "미국", code="US")),
        (
            "body",
            make.mention(
                Agency,
                BODY,
                "환경보호청",
                agency_id=None,
                name="미국 환경보호청",
                kind="foreign",
                country="US",
            ),
        ),
        (
            "body",
            make.mention(
                Money,
                BODY,
                "7억 원",
                amount=Decimal(700_000_000),
                currency="KRW",
                role="budget",
                agency="나룻배협력위원회",
            ),
        ),
        ("body", make.mention(Person, BODY, "한누리", name="한누리", title="청장", agency="미국 환경보호청")),
    )
    asides = (
        ("body", make.mention(ImpliedCountry, BODY, "하노이", code="VN", via="city")),
        ("body", make.mention(ImpliedCountry, BODY, "양국", code="KE", via="both")),
        ("body", make.mention(ImpliedCountry, BODY, "양국", code="US", via="both")),
    )
    return Record(make.article("156700009", "나룻배", BODY), mentions, "9" * 64, asides=asides)


def rows(db, sql):
    return db.execute(sql).fetchall()


def test_a_country_is_concerned_by_name_by_body_or_by_city(db, record, make):
    save_records(db, [record], make.extractor, make.now)
    assert rows(db, "SELECT code, via FROM article_countries ORDER BY code, via") == [
        ("KE", "mention"),
        ("US", "agency"),
        ("US", "mention"),
        ("VN", "city"),
    ]


def test_both_states_are_evidence_only_beside_their_names(db, record, make):
    """양국 stands for states that are named in the text, so it adds no country of its own."""
    alone = replace(record, mentions=(), asides=record.asides[1:])
    save_records(db, [alone], make.extractor, make.now)
    assert rows(db, "SELECT * FROM article_countries") == []
    assert rows(db, "SELECT text, code, via FROM implied_countries ORDER BY id") == [
        ("양국", "KE", "both"),
        ("양국", "US", "both"),
    ]


def test_a_city_is_no_mention_of_its_country(db, record, make):
    save_records(db, [record], make.extractor, make.now)
    assert rows(db, "SELECT text FROM country_mentions ORDER BY start") == [("케냐",), ("미국",)]


def test_a_country_counts_once_however_it_is_known(db, record, make):
    save_records(db, [record], make.extractor, make.now)
    sql = "SELECT code, releases, articles FROM country_years ORDER BY code"
    assert rows(db, sql) == [("KE", 1, 1), ("US", 1, 1), ("VN", 1, 1)]


def test_a_body_that_no_list_holds_keeps_its_name(db, record, make):
    save_records(db, [record], make.extractor, make.now)
    assert rows(db, "SELECT agency_id, agency, amount FROM budgets") == [
        (None, "나룻배협력위원회", 700_000_000)
    ]
    assert rows(db, "SELECT name, title, agency_id, agency FROM people") == [
        ("한누리", "청장", None, "미국 환경보호청")
    ]


def test_they_go_and_come_with_their_article(db, record, make):
    save_records(db, [record], make.extractor, make.now)
    newer = replace(make.extractor, code_version="2.0")
    assert save_records(db, [replace(record, asides=())], newer, make.later) == ["changed"]
    assert rows(db, "SELECT * FROM implied_countries") == []
    assert ("VN", "city") not in rows(db, "SELECT code, via FROM article_countries")


def test_an_older_database_gets_the_table_and_the_columns(path, record, records, make):
    """As the version before left it, with an article and an amount in it."""
    old = Database(path)
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(old, stop_before="implied_countries")
    assert old.execute("PRAGMA user_version").fetchone() == (3,)
    old.execute("INSERT INTO sources (id, name_ko) VALUES ('korea_kr', '정책브리핑')")
    old.execute(
        """INSERT INTO articles (id, source, native_id, kind, published_inferred, body_origin, raw_sha256, hints,
        dropped, body, first_saved_at, last_changed_at)
        VALUES ('korea_kr:1', 'korea_kr', '1', 'news', 0, 'page', '0', '[]', '[]', '7억 원', '2026', '2026')"""
    )
    old.execute(
        """INSERT INTO money (id, article_id, field, start, "end", text, sentence_start, sentence_end, rule, certain,
        amount, currency, role) VALUES ('korea_kr:1#body:0', 'korea_kr:1', 'body', 0, 4, '7억 원', 0, 4, 'r', 1,
        700000000, 'KRW', 'budget')"""
    )
    old.conn.commit()
    old.close()
    with closing(open_database(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert rows(database, "SELECT article_id, agency, amount FROM budgets") == [
            ("korea_kr:1", None, 700_000_000)
        ]
        save_records(database, [record, *records], make.extractor, make.now)
        assert rows(database, "SELECT COUNT(*) FROM implied_countries") == [(3,)]
        assert rows(database, "PRAGMA foreign_key_check") == []
