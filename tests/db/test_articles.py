"""Saving: all or nothing, once, the same rows whatever the order; earlier versions are kept."""

import json
import random
import signal
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from db.articles import Extractor, save_records, up_to_date
from db.checksum import checksums
from db.database import open_database
from db.errors import DatabaseError
from db.mentions import TABLE_OF, TOO_LONG, stored_number
from db.rows import Record
from extractors.mention import Country, Money

ROOT = Path(__file__).parents[2]


def rows(db, sql, *values):
    return db.execute(sql, values).fetchall()


def test_saving_twice_changes_nothing(db, records, make):
    assert save_records(db, records, make.extractor, make.now) == ["saved"] * 4
    before, changes = checksums(db), db.total_changes
    assert save_records(db, records, make.extractor, make.later) == ["unchanged"] * 4
    assert checksums(db) == before
    assert db.total_changes == changes


def test_order_batches_and_time_leave_no_trace(tmp_path, records, make):
    """One batch in order; one by one, backwards and later: the same rows."""
    first, second = open_database(tmp_path / "a.db"), open_database(tmp_path / "b.db")
    save_records(first, records, make.extractor, make.now)
    for record in reversed(records):
        save_records(second, [record], make.extractor, make.later)
    assert checksums(first) == checksums(second)
    first.close()
    second.close()


def test_what_is_stored(filled, records):
    columns = "title, published, published_year, published_inferred, release_id, dropped, hints, body"
    stored = rows(filled, f"SELECT {columns} FROM articles WHERE id = 'korea_kr:156700001'")[0]
    article = records[0].article
    assert stored[:5] == (article.title, "2025-04-01", 2025, 0, "korea_kr:156700001")
    assert json.loads(stored[5]) == [{"kind": "contact", "text": "문의: 000-0000-0000"}]
    assert json.loads(stored[6]) == [{"kind": "url", "date": "2025-04"}]
    assert stored[7] == article.body
    assert rows(filled, "SELECT id, name, size FROM attachments") == [
        ("korea_kr:156700001#attachment:1", "보도자료.hwpx", 2048)
    ]
    assert rows(filled, "SELECT codes FROM region_mentions") == [('["VN", "TH"]',)]
    assert rows(filled, "SELECT * FROM article_countries ORDER BY 1, 2, 3") == [
        ("dump:77", "VN", "mention"),
        ("korea_kr:156700001", "VN", "mention"),
        ("korea_kr:156700002", "US", "agency"),
    ]
    assert rows(
        filled, "SELECT published, published_year, release_id FROM articles WHERE id = 'dump:blog-1'"
    ) == [(None, None, None)]


def test_every_offset_fits_its_text(filled, records):
    total = 0
    for table in TABLE_OF.values():
        wrong = f"""SELECT m.id, m.text FROM {table} m JOIN articles a ON a.id = m.article_id
          WHERE m.text <> substr(CASE m.field WHEN 'title' THEN a.title ELSE a.body END, m.start + 1, m."end" - m.start)"""
        assert rows(filled, wrong) == []
        total += filled.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
    assert total == sum(len(record.mentions) for record in records)


def test_a_batch_that_fails_in_the_middle_leaves_nothing(db, records, make):
    before = checksums(db)
    broken = replace(records[2], mentions=(("body", replace(records[2].mentions[0][1], text="다른 말")),))
    with pytest.raises(ValueError, match=r"korea_kr:156700002: body\[0:5\] is not '다른 말'"):
        save_records(db, [*records[:2], broken], make.extractor, make.now)
    unknown = replace(
        records[2], mentions=(("body", make.mention(Country, records[2].article.body, "미국", code="QQ")),)
    )
    with pytest.raises(DatabaseError, match="FOREIGN KEY"):
        save_records(db, [*records[:2], unknown], make.extractor, make.now)
    assert checksums(db) == before


def test_a_failed_batch_keeps_what_was_there(filled, records, make):
    before = checksums(filled)
    changed = make.changed(records[0], body="고친 본문이다.")
    twice = (records[3].mentions[1],) * 2
    with pytest.raises(DatabaseError, match="UNIQUE"):
        save_records(
            filled,
            [changed, replace(records[3], mentions=twice, raw_sha256="8" * 64)],
            Extractor("2", "x"),
            make.later,
        )
    assert checksums(filled) == before


def test_a_changed_release_keeps_its_earlier_text(filled, records, make):
    changed = make.changed(
        records[0], title="정정: 베트남 사업", body="금액을 고쳤다.", modified="2025-04-03"
    )
    assert save_records(filled, [changed], make.extractor, make.later) == ["changed"]
    assert rows(filled, "SELECT id, title, body, replaced_at FROM article_revisions") == [
        (f"korea_kr:156700001@{'1' * 16}", records[0].article.title, records[0].article.body, make.later)
    ]
    stored = rows(
        filled, "SELECT body, first_saved_at, last_changed_at FROM articles WHERE id = 'korea_kr:156700001'"
    )
    assert stored == [("금액을 고쳤다.", make.now, make.later)]
    for table in TABLE_OF.values():
        assert rows(filled, f"SELECT id FROM {table} WHERE article_id = 'korea_kr:156700001'") == []


def test_a_dump_with_two_versions_ends_alike_each_time(filled, records, make):
    both = [records[0], make.changed(records[0], body="금액을 고쳤다.")]
    save_records(filled, both, make.extractor, make.later)
    before = checksums(filled)
    assert save_records(filled, both, make.extractor, make.later) == ["changed", "changed"]
    assert checksums(filled) == before
    assert filled.execute("SELECT COUNT(*) FROM article_revisions").fetchone()[0] == 1


def test_new_bytes_with_the_same_text_are_no_revision(filled, records, make):
    same_text = replace(records[0], raw_sha256="7" * 64)
    assert save_records(filled, [same_text], make.extractor, make.later) == ["changed"]
    assert filled.execute("SELECT COUNT(*) FROM article_revisions").fetchone()[0] == 0
    assert up_to_date(filled, {"korea_kr:156700001": "7" * 64}, make.extractor) == {"korea_kr:156700001"}


def test_better_cleaning_of_the_same_bytes_is_no_revision(filled, records, make):
    recleaned = replace(make.changed(records[0], body="더 잘 다듬은 본문이다."), raw_sha256="1" * 64)
    assert save_records(filled, [recleaned], Extractor("1.1", "f" * 16), make.later) == ["changed"]
    assert filled.execute("SELECT COUNT(*) FROM article_revisions").fetchone()[0] == 0


def test_another_extractor_replaces_the_mentions(filled, records, make):
    newer = Extractor("1.1", "f" * 16)
    fewer = replace(records[0], mentions=records[0].mentions[:2])
    assert save_records(filled, [fewer], newer, make.later) == ["changed"]
    left = sum(
        len(rows(filled, f"SELECT 1 FROM {table} WHERE article_id = ?", fewer.article.id))
        for table in TABLE_OF.values()
    )
    assert left == 2
    assert filled.execute("SELECT COUNT(*) FROM article_revisions").fetchone()[0] == 0
    wanted = {record.article.id: record.raw_sha256 for record in records}
    assert up_to_date(filled, wanted, newer) == {"korea_kr:156700001"}
    assert up_to_date(filled, wanted, make.extractor) == set(wanted) - {"korea_kr:156700001"}


def test_up_to_date_asks_for_the_bytes_too(filled, make):
    wanted = {"dump:77": "2" * 64, "dump:blog-1": "0" * 64, "dump:unknown": "4" * 64}
    assert up_to_date(filled, wanted, make.extractor) == {"dump:77"}
    assert up_to_date(filled, {}, make.extractor) == set()


def test_up_to_date_of_many(filled, make):
    """More ids than SQLite takes parameters in one statement."""
    wanted = {f"dump:{n}": "2" * 64 for n in range(40_000)}
    assert up_to_date(filled, wanted, make.extractor) == {"dump:77"}


RELEASE_URL = "https://www.mois.example/board/view.do?id=5"


@pytest.mark.parametrize("reverse", [False, True])
def test_a_reprint_finds_its_release_in_either_order(db, make, reverse):
    release = make.article("5", "보도", "본문이다.", source="mois", url=RELEASE_URL)
    reprint = make.article(
        "9", "보도", "본문이다.", source="dump", kind="news", url=None, source_url=RELEASE_URL
    )
    batch = [Record(release, (), "5" * 64), Record(reprint, (), "6" * 64)]
    for record in reversed(batch) if reverse else batch:
        save_records(db, [record], make.extractor, make.now)
    assert rows(db, "SELECT id, release_id FROM articles ORDER BY id") == [
        ("dump:9", "mois:5"),
        ("mois:5", "mois:5"),
    ]


COPIES = [
    ("korea_kr", "156700077", {}, "korea_kr:156700077"),
    ("mois", "130411", {}, "korea_kr:156700077"),
    ("aaa", "1", {}, "korea_kr:156700077"),
    (
        "dump",
        "n",
        {"kind": "news", "source_url": "https://mois.example/130411", "url": None},
        "korea_kr:156700077",
    ),
    ("mois", "2", {"published": "2026-10-03"}, "mois:2"),
    ("mois", "3", {"title": "다중이용시설 1만 3천 곳 점검"}, "mois:3"),
    ("mois", "4", {"published_inferred": True}, "mois:4"),
    ("mois", "5", {"kind": "news"}, None),
]


@pytest.mark.parametrize("order", [0, 1, 2, 3])
def test_copies_of_a_release_on_several_sites_are_one_in_any_order(db, make, order):
    records = []
    for source, number, fields, _ in COPIES:
        values = {
            "source": source,
            "published": "2026-10-02",
            "kind": "press_release",
            "url": f"https://{source}.example/{number}",
        } | fields
        title = values.pop("title", "다중이용시설 1만 2천 곳 점검")
        records.append(Record(make.article(number, title, "본문이다.", **values), (), "5" * 64))
    random.Random(order).shuffle(records)
    for record in records:
        save_records(db, [record], make.extractor, make.now)
    found = dict(rows(db, "SELECT id, release_id FROM articles"))
    assert found == {f"{source}:{number}": release for source, number, _, release in COPIES}


def test_short_titles_are_no_sign_of_a_copy(db, make):
    for source in ("korea_kr", "mois"):
        url = f"https://{source}.example/7"
        article = make.article("7", "인사 발령", "본문이다.", source=source, published="2026-10-02", url=url)
        save_records(db, [Record(article, (), "5" * 64)], make.extractor, make.now)
    assert dict(rows(db, "SELECT id, release_id FROM articles")) == {
        "korea_kr:7": "korea_kr:7",
        "mois:7": "mois:7",
    }


NUMBERS = [
    ("120", 120),
    ("3250000000000", 3_250_000_000_000),
    ("1.50", 1.5),
    ("0.1", 0.1),
    ("1E+3", 1000),
    ("-5", -5),
    ("9223372036854775807", 9223372036854775807),
    ("9223372036854775808", None),
    ("0.12345678901234567890", None),
    ("NaN", None),
    ("Infinity", None),
]


@pytest.mark.parametrize(("given", "stored"), NUMBERS)
def test_amounts_are_stored_without_loss_or_not_at_all(given, stored):
    number = stored_number(Decimal(given))
    assert number == stored
    assert type(number) is type(stored)


def test_an_amount_that_no_column_holds_has_a_reason(db, records, make):
    body = "99999999999999999999원이라고 잘못 적혔다."
    money = make.mention(
        Money, body, "99999999999999999999원", amount=Decimal("99999999999999999999"), currency="KRW"
    )
    record = replace(records[3], article=replace(records[3].article, body=body), mentions=(("body", money),))
    save_records(db, [record], make.extractor, make.now)
    assert rows(db, "SELECT amount, certain, reason FROM money") == [(None, 0, TOO_LONG)]


def test_whole_amounts_stay_integers(filled):
    assert rows(filled, "SELECT DISTINCT typeof(amount) FROM money WHERE amount IS NOT NULL") == [
        ("integer",)
    ]


WRITER = """
import sys
from dataclasses import replace
from db.articles import Extractor, save_records, up_to_date
from db.rows import Record
from db.database import open_database
from extractors.mention import Money
from scrapers.article import Article
from decimal import Decimal
db = open_database(sys.argv[1])
body = "올해 예산은 10억 원이다."
money = Money(start=7, end=12, text="10억 원", rule="t", amount=Decimal(10**9), currency="KRW", role="budget")
def record(n):
    article = Article(id=f"dump:{n}", source="dump", native_id=str(n), body=body, title=f"제목 {n}")
    return Record(article, (("body", money),), f"{n:064d}")
for first in range(0, 1000, 50):
    batch = [record(n) for n in range(first, first + 50)]
    save_records(db, batch, Extractor("1", "g"), "2026-01-01T00:00:00+09:00")
    print(first, flush=True)
"""


def test_a_killed_writer_leaves_whole_articles_and_a_rerun_completes(tmp_path):
    """kill -9 after a random batch: every stored article has its mention and its extraction record."""
    command = [sys.executable, "-c", WRITER]
    undisturbed, killed = tmp_path / "a.db", tmp_path / "b.db"
    subprocess.run([*command, undisturbed], check=True, cwd=ROOT, capture_output=True)
    chance = random.Random(7)
    for _ in range(3):
        process = subprocess.Popen([*command, killed], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(chance.randrange(1, 16)):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        db = open_database(killed)
        count, money, extractions = (
            db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for table in ("articles", "money", "extractions")
        )
        assert count % 50 == 0
        assert money == extractions == count
        db.close()
    subprocess.run([*command, killed], check=True, cwd=ROOT, capture_output=True)
    first, second = open_database(undisturbed), open_database(killed)
    assert first.execute("SELECT COUNT(*) FROM articles").fetchone()[0] == 1000
    assert checksums(first) == checksums(second)
    first.close()
    second.close()
