"""The descriptions fit the schema: nothing missing, nothing left over; every question runs."""

import pytest

from db.datasette.metadata import NAME, metadata

DATABASE = metadata()["databases"][NAME]


def columns(db, name):
    return [column for (column,) in db.execute("SELECT name FROM pragma_table_info(?)", [name])]


def test_every_table_and_column_is_described(db):
    stored = {
        name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    }
    # the full-text index itself is hidden by Datasette, which knows such tables
    plumbing = ("_sqlite", "sqlite_", "article_search_fts")
    names = {name for name in stored if not name.startswith(plumbing)}
    described = {name: table for name, table in DATABASE["tables"].items() if "columns" in table}
    assert set(described) == names
    for name, table in described.items():
        assert sorted(table["columns"]) == sorted(columns(db, name)), name
        assert all(table["columns"].values()), name
        assert table["title"], name
        assert table["description"], name
    assert {name for name in stored if name.startswith("_sqlite")} <= set(DATABASE["tables"])


def test_what_the_descriptions_name_is_there(db):
    for name, table in DATABASE["tables"].items():
        named = [*table.get("facets", []), *table.get("list", [])]
        named += [table[key] for key in ("label_column", "sort", "sort_desc") if key in table]
        assert set(named) <= set(columns(db, name)), name
        assert table.get("facet_size", 10) == 10
        assert len(table.get("facets", [])) <= 3


@pytest.mark.parametrize("name", sorted(DATABASE["queries"]))
def test_a_question_runs_and_its_headings_are_korean(filled, name):
    query = DATABASE["queries"][name]
    cursor = filled.execute(query["sql"], dict.fromkeys(query["params"], ""))
    assert {column for column, *_ in cursor.description} <= set(query["labels"])
    assert query["title"]
    assert query["description"]
    assert query["hide_sql"] is True
    assert {pair.split("=")[0] for pair in query["example"].split("&") if pair} <= set(query["params"])


def test_no_heading_is_left_over(filled):
    used = set()
    for query in DATABASE["queries"].values():
        cursor = filled.execute(query["sql"], dict.fromkeys(query["params"], ""))
        used |= {column for column, *_ in cursor.description}
    labels = next(iter(DATABASE["queries"].values()))["labels"]
    assert set(labels) == used


def ask(db, name, **params):
    query = DATABASE["queries"][name]
    cursor = db.execute(query["sql"], dict.fromkeys(query["params"], "") | params)
    names = [column for column, *_ in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_how_much_an_agency_announced(filled):
    found = ask(filled, "budgets_by_agency", year=" 2025 ")
    assert [(row["agency"], row["currency"], row["total"], row["releases"]) for row in found] == [
        ("행정안전부", "KRW", 12_000_000_000, 1),
        ("행정안전부", "USD", 3_000_000, 1),
    ]
    assert [row["agency"] for row in ask(filled, "budgets_by_agency", currency="krw")] == [
        "행정안전부",
        "질병관리청",
    ]
    assert (
        ask(filled, "budgets_by_agency", year="2019") == ask(filled, "budgets_by_agency", year="모름") == []
    )


@pytest.mark.parametrize("country", ["베트남", " 베트남 ", "VN", "vn", "월남"])
def test_what_concerns_a_country(filled, country):
    assert [row["article_id"] for row in ask(filled, "about_country", country=country)] == [
        "dump:77",
        "korea_kr:156700001",
    ]


def test_without_a_country_all_foreign_ones(filled):
    assert {row["country"] for row in ask(filled, "about_country")} == {"베트남", "미국"}
    assert ask(filled, "about_country", country="없는나라") == []


@pytest.mark.parametrize("agency", ["기획재정부", "기재부", "moef-2008"])
def test_all_names_of_an_agency(filled, agency):
    found = ask(filled, "names_of_agency", agency=agency)
    assert [row["related"] for row in found][-3:] == ["기획재정부", "재정경제부", "기획예산처"]
    assert {row["direction"] for row in found} == {"전신", "찾은 기관", "후신"}


def test_names_of_nobody(filled):
    assert ask(filled, "names_of_agency") == []


def test_large_budgets_with_their_sentence(filled):
    (found,) = ask(filled, "large_budgets")
    assert (found["amount"], found["agency"], found["country"]) == (12_000_000_000, "행정안전부", "베트남")
    assert "총 120억 원의 예산" in found["sentence"]
    assert len(ask(filled, "large_budgets", min_eok="0.4")) == 2
    assert ask(filled, "large_budgets", min_eok="0", agency="질병")[0]["agency"] == "질병관리청"
    assert ask(filled, "large_budgets", min_eok="0", programme="예방접종")[0]["agency"] == "질병관리청"


def test_who_what_with_whom_and_when(filled):
    (found,) = ask(filled, "who_what_whom_when", country="VN")
    assert (found["agency"], found["programme"], found["amount"], found["currency"]) == (
        "행정안전부",
        "전자정부 협력 사업",
        12_000_000_000,
        "KRW",
    )
    assert (found["country"], found["period"]) == ("베트남", "2025-01-01 ~ 2025-12-31")
    assert ask(filled, "who_what_whom_when", country="베트남") == [found]
    assert ask(filled, "who_what_whom_when", country=" 월남 ") == [found]
    assert ask(filled, "who_what_whom_when", programme="전자정부", year="2025")[0] == found
    assert ask(filled, "who_what_whom_when", year="2019") == []


@pytest.mark.parametrize("agency", ["행정안전부", "행정자치부", "행안부"])
def test_an_agency_is_asked_for_by_any_of_its_names(filled, agency):
    found = ask(filled, "who_what_whom_when", agency=agency)
    assert [row["currency"] for row in found] == ["KRW", "USD"]
    assert {row["agency"] for row in found} == {"행정안전부"}


def test_latest_of_an_agency_shows_a_release_once(filled):
    (found,) = ask(filled, "latest_of_agency", agency="행안부")
    assert (found["articles"], found["published"]) == (2, "2025-04-02")
    assert [row["published"] for row in ask(filled, "latest_of_agency")] == ["2025-04-02", "2024-01-15", None]


def test_who_is_mentioned_with_whom(filled):
    assert [
        (row["agency"], row["other"]) for row in ask(filled, "mentioned_together", agency="질병관리청")
    ] == [("질병관리청", "미국 보건복지부")]
    assert len(ask(filled, "mentioned_together")) == 1


def test_unclear_amounts_come_with_reasons(filled):
    found = ask(filled, "unclear_amounts")
    assert [(row["text"], row["reason"]) for row in found] == [
        ("수십억 원", "vague_number"),
        ("5,000만 원", None),
    ]
    assert ask(filled, "unclear_amounts", role="penalty") == []
