"""Articles as objects, in finished shards and exports: nothing is lost on the way there and back."""

import json
from contextlib import closing
from decimal import Decimal

import pytest

from db.articles import save_records, save_rows
from db.checksum import checksums
from db.database import open_database
from db.export import snapshot
from db.rows import Record, rows_of
from db.trees import TreeError, rows_from, tree_of
from extractors.mention import Money
from tests.db.pages_corpus import Writer, hostile, names, uzbekistan


@pytest.fixture
def stored(make, records):
    """Records with every type of mention, attachments, subtitles, hostile words."""
    write = Writer(make)
    return [*records, *uzbekistan(write), *names(write), hostile(make)]


def through_json(record):
    return rows_from(json.loads(json.dumps(tree_of(rows_of(record)), ensure_ascii=False)))


def test_rows_come_back_as_they_were(stored):
    for record in stored:
        before, after = rows_of(record), through_json(record)
        assert after.article == before.article
        for table, rows in before.children.items():
            assert sorted(rows, key=by_key) == sorted(after.children[table], key=by_key)


def by_key(row):
    return row.get("id") or (row["code"], row["via"])


def test_a_database_from_objects_is_the_same(stored, tmp_path, make):
    with (
        closing(open_database(tmp_path / "records.db")) as first,
        closing(open_database(tmp_path / "objects.db")) as second,
    ):
        save_records(first, stored, make.extractor, make.now)
        save_rows(second, [through_json(record) for record in stored], make.extractor, make.later)
        assert checksums(first) == checksums(second)


def test_an_object_is_what_the_export_writes(stored, tmp_path, make):
    """But for what only the database knows: the times of storing, and which release other articles make it."""
    with closing(open_database(tmp_path / "a.db")) as db:
        save_records(db, stored, make.extractor, make.now)
    made = {record.article.id: tree_of(rows_of(record)) for record in stored}
    with snapshot(tmp_path / "a.db") as taken:
        for exported in taken.articles():
            mine = made.pop(exported["id"])
            assert list(mine) == [key for key in exported if key not in ("first_saved_at", "last_changed_at")]
            for key in mine.keys() - {"release_id"}:
                assert mine[key] == exported[key], key
    assert not made


@pytest.mark.parametrize("amount", ["0.5", "1234567.25", "9223372036854775807", "0.000001", "-3"])
def test_amounts_stay_exact(make, amount):
    body = "모두 3달러다."
    found = make.mention(Money, body, "3달러", amount=Decimal(amount), currency="USD")
    rows = through_json(Record(make.article("1", "제목", body), (("body", found),), "0" * 64))
    (row,) = rows.children["money"]
    assert Decimal(str(row["amount"])) == Decimal(amount)
    tree = tree_of(rows)
    tree["entities"][0]["amount"] = Decimal(amount)  # as Parquet gives it
    assert rows_from(tree) == rows


BROKEN = [
    (lambda tree: tree | {"id": None}, "no id"),
    (lambda tree: {key: value for key, value in tree.items() if key != "body"}, "no body"),
    (lambda tree: tree | {"body": 3}, "body is no text"),
    (lambda tree: tree | {"published_year": "2024"}, "published_year is no integer"),
    (lambda tree: tree | {"published_inferred": 1}, "published_inferred is no flag"),
    (lambda tree: tree | {"entities": None}, "no list of entities"),
    (lambda tree: tree | {"entities": ["money"]}, "no list of entities"),
    (lambda tree: tree | {"entities": [{"type": "planet"}]}, "an entity of type 'planet'"),
    (lambda tree: tree | {"entities": [{**tree["entities"][0], "start": 1}]}, "is not"),
    (lambda tree: tree | {"entities": [{**tree["entities"][0], "certain": "yes"}]}, "certain is no flag"),
]


@pytest.mark.parametrize(("change", "reason"), BROKEN)
def test_what_is_no_article_of_ours_is_refused_with_a_reason(records, change, reason):
    tree = tree_of(rows_of(records[0]))
    with pytest.raises(TreeError, match=reason):
        rows_from(change(tree))
