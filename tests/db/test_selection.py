"""Which articles an address asks for: dates as Koreans write them, names, and the way back into an address."""

import asyncio
from urllib.parse import parse_qs

import pytest

from db.datasette.selection import Agency, Country, Selection, read_selection


class Rows:
    """A database as sacho's pages ask it."""

    def __init__(self, db):
        self._db = db

    async def execute(self, sql, params=()):
        cursor = self._db.execute(sql, params)
        names = [column for column, *_ in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


@pytest.fixture
def read(filled):
    def reading(**given):
        return asyncio.run(read_selection(Rows(filled), given))

    return reading


DATES = [
    ("2012", "2012"),
    ("2012년", "2012"),
    ("2012.3", "2012-03"),
    ("2012.3.", "2012-03"),
    ("2012/3/5", "2012-03-05"),
    ("2012-03-05", "2012-03-05"),
    ("2012. 3. 5.", "2012-03-05"),
    ("2012년 3월", "2012-03"),
    ("2012년 3월 5일", "2012-03-05"),
    ("2012년3월5일", "2012-03-05"),
    (" 2012 ", "2012"),
    ("9999", "9999"),
]
NO_DATES = [
    "abc",
    "12",
    "2012-13",
    "2012-02-30",
    "2012-00",
    "0000",
    "20122",
    "2012-3-5-7",
    "작년",
    "'; --",
    "２０１２年",
]


@pytest.mark.parametrize(("written", "meant"), DATES)
def test_dates_as_koreans_write_them(read, written, meant):
    selection = read(since=written, until=written)
    assert (selection.since, selection.until, selection.problems) == (meant, meant, ())


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date_is_left_out_and_said(read, written):
    selection = read(since=written)
    assert selection.since == ""
    (problem,) = selection.problems
    assert written in problem
    assert "적으십시오" in problem


@pytest.mark.parametrize("name", ["행정안전부", "행안부", "mois-2017"])
def test_an_agency_by_any_of_its_names(read, name):
    agency = read(agency=name).agency
    assert (agency.key, agency.name) == ("mois-2017", "행정안전부")
    assert {"mogaha-2014", "mospa-2013", "mopas-2008"} <= set(agency.ids)


@pytest.mark.parametrize("name", ["베트남", "VN", "vn", "월남", " 베트남 "])
def test_a_country_by_any_of_its_names(read, name):
    assert read(country=name).country == Country("VN", "베트남")


def test_names_that_nobody_has_are_said(read):
    selection = read(agency="없는부", country="없는나라", kind="없는종류")
    assert (selection.agency, selection.country, selection.kind) == (None, None, "")
    assert len(selection.problems) == 2


def test_a_long_text_is_cut_and_has_no_nul(read):
    assert read(q="예산\x00" * 200).q == ("예산" * 100)[:200][: len(read(q="예산\x00" * 200).q)]
    assert len(read(q="가" * 10_000).q) == 200


WORDS = [
    (Selection(), ""),
    (Selection(q="예산"), "“예산”"),
    (Selection(since="2012"), "2012년부터"),
    (Selection(since="2012-03", until="2014-03-05"), "2012년 3월부터 2014년 3월 5일까지"),
    (Selection(since="2016", until="2016"), "2016년"),
    (Selection(country=Country("VN", "베트남"), kind="news"), "베트남 · 기사"),
    (
        Selection("예산", "2012", "", Agency("x", "외교부"), Country("VN", "베트남")),
        "“예산” · 외교부 · 베트남 · 2012년부터",
    ),
]


@pytest.mark.parametrize(("selection", "words"), WORDS)
def test_a_selection_in_words(selection, words):
    assert selection.words() == words


def test_the_way_into_an_address_and_back(read):
    given = {"q": '"전자 정부" -미국 & <b>', "since": "2012", "until": "2014-03", "agency": "mois-2017", "country": "VN", "kind": "news"}  # fmt: skip
    selection = read(**given)
    assert selection.problems == ()
    again = {name: values[0] for name, values in parse_qs(selection.query_string()).items()}
    assert again == given
    assert read(**again) == selection


def test_changes_of_an_address(read):
    selection = read(q="예산", since="2012", country="VN")
    assert parse_qs(selection.query_string(since=None, page=2, country=None)) == {
        "q": ["예산"],
        "page": ["2"],
    }
    assert Selection().query_string() == ""


def test_a_year_stands_for_all_of_it(filled):
    def found(**given):
        conditions, parameters = Selection(**given).conditions()
        sql = f"SELECT a.id FROM articles a WHERE {' AND '.join(conditions)} ORDER BY a.id"
        return [row for (row,) in filled.execute(sql, parameters)]

    assert found(since="2025", until="2025") == ["dump:77", "korea_kr:156700001"]
    assert found(until="2025-04-01") == ["korea_kr:156700001", "korea_kr:156700002"]
    assert found(since="2025-04-02") == ["dump:77"]
    assert found(country=Country("US", "미국")) == ["korea_kr:156700002"]
    assert found(agency=Agency("위원회", "위원회")) == []


def test_money_without_a_country_counts_for_the_only_one(filled):
    def found(code):
        conditions, parameters = Selection(country=Country(code, code)).amount_conditions()
        sql = f"SELECT b.amount FROM announced_amounts b WHERE {' AND '.join(conditions)} ORDER BY b.amount"
        return [row for (row,) in filled.execute(sql, parameters)]

    assert found("VN") == [3_000_000, 12_000_000_000]
    assert found("US") == [50_000_000]
    assert found("UZ") == []
