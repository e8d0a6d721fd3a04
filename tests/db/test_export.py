"""What `db.export` reads: tables with their types, articles with all that is theirs, one moment, by date."""

import sqlite3
from contextlib import closing

import pytest

from db.articles import save_records
from db.columns import plain
from db.database import open_database
from db.errors import ForeignDatabaseError, MissingDatabaseError, NotADatabaseError
from db.export import Period, snapshot


@pytest.fixture
def taken(filled, path):
    with snapshot(path) as found:
        yield found


def test_what_people_see_can_be_exported_and_plumbing_can_not(taken):
    assert {"articles", "money", "budgets", "country_years", "agencies", "runs"} <= set(taken.tables)
    assert taken.tables[0] == "articles"
    assert not [name for name in taken.tables if name.startswith(("_", "sqlite_", "article_search"))]


def test_tables_of_others_can_be_exported_but_not_what_an_index_consists_of(db, path):
    db.execute('CREATE TABLE "내 표" (a)')
    db.execute("CREATE TABLE notes_more (a)")
    db.execute("CREATE VIRTUAL TABLE notes USING fts5 (words)")
    db.commit()
    with snapshot(path) as taken:
        assert set(taken.tables) >= {"내 표"}
        assert not [name for name in taken.tables if name.startswith("notes_d") or name == "notes"]
        assert [column.name for column in taken.columns("내 표")] == ["a"]
        assert taken.title("내 표") is None


KINDS = [
    ("articles", "id", "text"),
    ("articles", "published_year", "integer"),
    ("articles", "published_inferred", "flag"),
    ("articles", "hints", "json"),
    ("articles", "dropped", "json"),
    ("money", "amount", "number"),
    ("money", "amount_max", "number"),
    ("money", "start", "integer"),
    ("money", "certain", "flag"),
    ("table_amounts", "amount", "number"),
    ("agency_mentions", "current_ids", "list"),
    ("region_mentions", "codes", "list"),
    ("countries", "groups", "list"),
    ("sources", "enabled", "flag"),
    ("runs", "reasons", "json"),
    ("budgets", "amount", "number"),
    ("budgets", "certain", "flag"),
    ("budgets", "sentence", "text"),
    ("budgets", "release_id", "text"),
    ("budgets", "published_year", "integer"),
    ("articles_by_agency", "mentions", "integer"),
    ("agency_lineage", "steps", "integer"),
    ("country_years", "releases", "integer"),
    ("country_years", "articles", "integer"),
    ("country_years", "year", "integer"),
]


@pytest.mark.parametrize(("table", "name", "kind"), KINDS)
def test_each_column_has_a_type_and_a_meaning(taken, table, name, kind):
    (column,) = [one for one in taken.columns(table) if one.name == name]
    assert column.kind == kind
    assert column.description


def test_columns_of_others_mean_no_more_than_they_declare(db, path):
    db.execute("CREATE TABLE mine (groups TEXT, certain INTEGER, size REAL, file BLOB, anything)")
    db.commit()
    with snapshot(path) as taken:
        assert [column.kind for column in taken.columns("mine")] == [
            "text",
            "integer",
            "real",
            "blob",
            "text",
        ]


def test_an_article_has_with_it_what_belongs_to_it(taken):
    found = {one["native_id"]: one for one in taken.articles()}
    assert list(found) == [native for native, _ in sorted(found.items(), key=lambda pair: pair[1]["id"])]
    release = found["156700001"]
    assert release["published_inferred"] is False
    assert release["hints"] == [{"kind": "url", "date": "2025-04"}]
    assert release["dropped"] == [{"kind": "contact", "text": "문의: 000-0000-0000"}]
    assert [one["name"] for one in release["attachments"]] == ["보도자료.hwpx"]
    assert {"code": "VN", "via": "mention"} in release["countries"]
    assert "article_id" not in release["attachments"][0]
    assert release["table_amounts"] == release["implied_countries"] == []
    entities = release["entities"]
    assert [one["field"] for one in entities] == sorted((one["field"] for one in entities), reverse=True)
    for one in entities:
        assert release[one["field"]][one["start"] : one["end"]] == one["text"]
        assert one["certain"] in (True, False)
    assert {one["type"] for one in entities} == {
        "agency", "country", "money", "date", "person", "programme", "region",
    }  # fmt: skip
    starts = [one["start"] for one in entities if one["field"] == "body"]
    assert starts == sorted(starts)
    assert next(one for one in entities if one["type"] == "region")["codes"] == ["VN", "TH"]
    gloss = [one for one in entities if one["type"] == "money" and one["included_as"] == "gloss"]
    assert [one["text"] for one in gloss] == ["41억 원"]
    assert found["blog-1"]["title"] is None


def test_an_empty_database_has_no_articles(db, path):
    with snapshot(path) as taken:
        assert list(taken.articles()) == []
        assert list(taken.rows("budgets")) == []
        assert taken.count("articles") == 0


def test_everything_is_of_one_moment(filled, path, records, make):
    with snapshot(path) as taken:
        before = list(taken.articles())
        more = make.article("9", "새 글", "새 본문")
        with closing(open_database(path)) as other:
            save_records(other, [type(records[0])(more, (), "5" * 64)], make.extractor, make.now)
        assert list(taken.articles()) == before
        assert taken.count("articles") == len(before)
    with snapshot(path) as taken:
        assert taken.count("articles") == len(before) + 1


def test_nothing_can_be_written(taken):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        taken._connection.execute("DELETE FROM sources")


DATES = [
    # published, since, until, in
    ("2024-08-26", "2024-08-26", None, True),
    ("2024-08-26", "2024-08-27", None, False),
    ("2024-08-26", None, "2024-08-26", True),
    ("2024-08-26", None, "2024-08-25", False),
    ("2024-08-26T18:10:00+09:00", "2024-08-26", "2024-08-26", True),
    ("2024-08-26T18:10:00+09:00", None, "2024-08-25", False),
    ("2024-08-26", "2024", "2024", True),
    ("2024-08-26", "2024-08", "2024-08", True),
    ("2024-08-26", "2024-09", None, False),
    ("2024-08-26", None, "2023", False),
    # known only roughly: in, where a day of it may be
    ("2024-08", "2024-08-26", None, True),
    ("2024-08", "2024-09-01", None, False),
    ("2024-08", None, "2024-08-01", True),
    ("2024-08", None, "2024-07-31", False),
    ("2024", "2024-08-26", "2024-08-27", True),
    (None, "1900", None, False),
    (None, None, "2999", False),
    (None, None, None, True),
]


@pytest.mark.parametrize(("published", "since", "until", "there"), DATES)
def test_a_period_chooses_articles_and_what_belongs_to_them(
    db, path, make, records, published, since, until, there
):
    body = "행정안전부는 120억 원을 쓴다."
    from extractors.mention import Country

    text = body + " 베트남"
    written = make.article("1", "제목", text, published=published)
    record = type(records[0])(
        written, (("body", make.mention(Country, text, "베트남", code="VN")),), "1" * 64
    )
    save_records(db, [record], make.extractor, make.now)
    period = Period(since, until)
    with snapshot(path) as taken:
        for table in ("articles", "country_mentions", "article_countries", "extractions"):
            assert len(list(taken.rows(table, period))) == taken.count(table, period) == there, table
        assert len(list(taken.articles(period))) == there
        assert list(taken.rows("countries", period)) == list(taken.rows("countries"))
        assert taken.dated("country_years") is None


@pytest.mark.parametrize(
    "bound", ["2024-8-1", "2024-13", "2024-08-32", "yesterday", "20240826", "2024-08-26T10", "٢٠٢٤", "2024\n"]
)
def test_what_is_no_date_is_refused(bound):
    with pytest.raises(ValueError, match=r"no date; write 2024-08-26"):
        Period(since=bound)


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="later than"):
        Period("2024-08-27", "2024-08-26")
    assert Period("2024-08-27", "2024-08")
    assert not Period()


def test_what_is_no_database_of_ours_is_refused(tmp_path):
    with pytest.raises(MissingDatabaseError, match=r"none\.db"), snapshot(tmp_path / "none.db"):
        pass
    (tmp_path / "text.db").write_text("no database at all, but long enough to be looked at" * 20)
    with pytest.raises(NotADatabaseError, match=r"text\.db"), snapshot(tmp_path / "text.db"):
        pass
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE t (a)")
    with pytest.raises(ForeignDatabaseError), snapshot(tmp_path / "other.db"):
        pass


CELLS = [
    ("list", '["VN", "TH"]', ["VN", "TH"]),
    ("json", "{}", {}),
    ("json", "no JSON", "no JSON"),
    ("text", '["VN"]', '["VN"]'),
    ("flag", 1, True),
    ("flag", 0, False),
    ("flag", None, None),
    ("number", 300_000_000_000, 300_000_000_000),
    ("number", 0.5, 0.5),
    ("real", float("inf"), None),
    ("blob", b"\x00\xff", "00ff"),
    ("text", None, None),
]


@pytest.mark.parametrize(("kind", "cell", "value"), CELLS)
def test_a_cell_as_json(kind, cell, value):
    found = plain(kind, cell)
    assert found == value
    assert type(found) is type(value)
