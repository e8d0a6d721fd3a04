"""What a run says of itself: counted, grouped by reason, as a line, a table and JSON."""

import json

import pytest

from pipeline.summary import Summary, kind_of


@pytest.fixture
def summary():
    made = Summary()
    made.outcomes.update(saved=1200, unchanged=3)
    made.mentions.update(money=40, date=95)
    made.fail("broken JSON (Expecting value: line 1 column 5); one whole object is expected on each line")
    made.fail("broken JSON (Extra data: line 1 column 9); one whole object is expected on each line")
    made.fail("id a1 again with other content; the first one is kept")
    made.skip("status 404")
    made.skip("status 404", 4)
    made.took({"read": 0.5, "clean": 2.0})
    made.took({"clean": 1.0, "extract": 4.0, "wall": 2.5})
    return made


def test_the_table_groups_reasons_and_shows_where_the_time_went(summary):
    table = [line.split(None, 2) for line in summary.table()]
    assert ["articles", "1,203", "saved 1,200, unchanged 3, failed 3, skipped 5"] in table
    assert ["mentions", "135", "money 40, date 95"] in table
    assert ["failed", "2", "broken JSON; one whole object is expected on each line"] in table
    assert ["1", "an", "id again with other content; the first one is kept"] in table
    assert ["skipped", "5", "status 404"] in table
    said = "481 articles a second; in all processes: read 0.5, clean 3.0, extract 4.0"
    assert ["seconds", "2.5", said] in table


def test_what_was_there_already_makes_no_speed():
    there = Summary()
    there.outcomes["saved"] = 9000
    there.took({"wall": 0.5})
    assert there.table()[-1].split(None, 2) == ["seconds", "0.5", "in all processes: –"]


def test_a_run_with_nothing_to_do_says_so():
    assert Summary().table() == ["articles  0  nothing to do"]


def test_there_and_back_as_json(summary):
    assert Summary.from_json(json.loads(json.dumps(summary.to_json()))) == summary


def test_summaries_add_up(summary):
    total = Summary()
    total.add(summary)
    total.add(summary)
    assert total.outcomes["saved"] == 2400
    assert total.failed["broken JSON; one whole object is expected on each line"] == 4
    assert total.seconds["clean"] == 6.0


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("two articles in one file: only the first is stored; split «제목»", "two articles in one file"),
        ("no text in the record", "no text in the record"),
        ("(all of it)", "(all of it)"),
        ("id 가 나 again with other content; x", "an id again with other content; x"),
    ],
)
def test_reasons_of_one_kind_are_counted_together(reason, kind):
    assert kind_of(reason) == kind


def test_many_reasons_are_not_all_shown():
    many = Summary()
    for number in range(20):
        many.fail(f"reason {'x' * number}")
    assert "and 12 more reasons" in "\n".join(many.table())
