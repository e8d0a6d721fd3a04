"""Charts made on the server: no value breaks them, no text gets out of them."""

import re

import pytest

from db.datasette.amounts import with_currency
from db.datasette.charts import Bar, bars, columns

HOSTILE = '"><script>window.PWNED=1</script>'


def widths(html):
    return [float(width) for width in re.findall(r"(?:width|height):([\d.]+)%", str(html))]


def test_nothing_gives_nothing():
    assert bars([], "기관", "금액") == ""
    assert columns([], "글의 수") == ""


def test_one_value_has_the_whole_length():
    assert widths(bars([Bar("외교부", 7, "7건")], "기관", "금액")) == [100]
    assert widths(columns([Bar("2012", 7, "7건")], "글의 수")) == [100]


def test_equal_values_have_equal_lengths():
    same = [Bar(str(year), 3, "3건") for year in range(2012, 2015)]
    assert widths(bars(same, "해", "글")) == widths(columns(same, "글")) == [100, 100, 100]


@pytest.mark.parametrize("values", [[0], [0, 0], [0, 10]])
def test_zero_has_no_length(values):
    points = [Bar(str(n), value, f"{value}건") for n, value in enumerate(values)]
    expected = [100.0 if value else 0.0 for value in values]
    assert widths(bars(points, "해", "글")) == widths(columns(points, "글")) == expected


def test_what_is_not_nothing_is_seen():
    lengths = widths(bars([Bar("가", 10**18, "많음"), Bar("나", 1, "1")], "기관", "금액"))
    assert lengths[0] == 100
    assert 0 < lengths[1] < 1


def test_a_negative_value_has_no_length():
    assert widths(bars([Bar("가", -5, "-5"), Bar("나", 5, "5")], "기관", "금액")) == [0, 100]


def test_hostile_texts_stay_texts():
    bar = Bar(HOSTILE, 1, HOSTILE, f"/-/search?q={HOSTILE}", HOSTILE)
    for html in (bars([bar], HOSTILE, HOSTILE), columns([bar], HOSTILE)):
        assert "<script" not in html
        assert HOSTILE not in html
        assert HOSTILE[:3] + "script" not in html
        assert "&lt;script&gt;" in html


def test_bars_and_columns_are_links_where_they_lead_somewhere():
    here, nowhere = Bar("2012", 1, "1건", "/-/search?since=2012&until=2012"), Bar("2013", 0, "없음")
    for html in (bars([here, nowhere], "해", "글"), columns([here, nowhere], "글")):
        assert re.findall(r'href="([^"]*)"', html) == ["/-/search?since=2012&amp;until=2012"]


def test_columns_say_their_values_and_label_only_some():
    html = str(columns([Bar(str(year), year, f"{year}건") for year in range(1990, 2020)], "글의 수"))
    assert html.count("<li>") == 30
    assert 'aria-label="1999: 1999건"' in html
    labels = [label for label in re.findall(r'<span aria-hidden="true">([^<]*)</span>', html) if label]
    assert labels[0] == "1990"
    assert len(labels) <= 12
    assert "가장 높은 기둥 2019건" in html


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (12_000_000_000, "KRW", "120억 원"),
        (3_000_000, "USD", "300만 USD"),
        (0, "KRW", "0 원"),
        (5, None, "5"),
        (2.5, "EUR", "2.5 EUR"),
    ],
)
def test_amounts_with_their_currency(amount, currency, words):
    assert with_currency(amount, currency) == words
