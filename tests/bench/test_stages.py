"""The clock around the stages: what it counts, and that it is gone afterwards. No time is asserted but one ratio."""

import time

import pytest

from db import articles
from extractors import engine, morphemes
from scrapers.boilerplate import cleaning
from tests.bench import stages
from tests.bench.stages import BETWEEN, KIWI, STAGES, Meter


def busy(seconds=0.02):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.fixture(scope="module")
def figures():
    return stages.figures(24, 5)


def test_a_stage_within_another_is_counted_once():
    meter = Meter()
    inner = meter.around("rules", busy)

    def outer():
        busy()
        inner()

    meter.start()
    begin = time.thread_time()
    meter.around("clean", outer)()
    meter.stop()
    total = time.thread_time() - begin
    assert meter.seconds["clean"] == pytest.approx(0.02, abs=0.01)
    assert meter.seconds["rules"] == pytest.approx(0.02, abs=0.01)
    assert sum(meter.seconds.values()) == pytest.approx(total, rel=0.05)


def test_of_a_generator_only_the_making_of_items_is_counted():
    meter = Meter()

    def made():
        for number in range(3):
            busy(0.01)
            yield number

    meter.start()
    found = []
    for number in meter.around("read", made)():
        busy(0.02)
        found.append(number)
    meter.stop()
    assert found == [0, 1, 2]
    assert meter.seconds["read"] == pytest.approx(0.03, abs=0.01)
    assert meter.seconds[BETWEEN] >= 0.06


def test_what_raises_leaves_its_stage():
    meter = Meter()

    def fails():
        raise KeyError("x")

    with pytest.raises(KeyError):
        meter.around("clean", fails)()
    meter.start()
    busy()
    meter.stop()
    assert meter.seconds["clean"] == 0
    assert meter.seconds[BETWEEN] >= 0.02


def test_the_stages_add_up_to_the_run(figures):
    assert set(figures) == set(stages.KINDS)
    for one in figures.values():
        assert set(one["cpu_s"]) == set(STAGES)
        assert sum(one["cpu_s"].values()) == pytest.approx(one["total_cpu_s"], rel=0.02)
        assert sum(one["share"].values()) == pytest.approx(1, rel=0.02)
        assert all(one["cpu_s"][stage] > 0 for stage in STAGES if stage != KIWI)


def test_what_stands_between_the_stages_costs_less_than_a_tenth_of_kiwi(figures):
    """Of bare Kiwi on the same articles; measured: a hundredth."""
    for one in figures.values():
        assert one["between_to_bare_kiwi"] < 0.1


def test_a_page_costs_more_to_clean_than_a_text(figures):
    text, page = (figures[kind]["cpu_s"] for kind in ("text records", "HTML pages"))
    assert page["clean"] > 1.5 * text["clean"]


def test_the_table_names_every_stage(figures):
    lines = list(stages.table(figures))
    assert [line.split()[0] for line in lines[1 : len(STAGES) + 1]] == list(STAGES)
    assert lines[-1].startswith("between / bare kiwi")


def test_the_functions_are_themselves_again(figures):
    before = (engine._open, cleaning.clean, articles.up_to_date, morphemes._kiwi)
    with stages.measured():
        assert engine._open is not before[0]
        assert cleaning.clean is not before[1]
        assert morphemes._kiwi is not before[3]
    assert (engine._open, cleaning.clean, articles.up_to_date, morphemes._kiwi) == before


def test_a_function_that_is_gone_is_named(monkeypatch):
    monkeypatch.setattr(stages, "FUNCTIONS", (("read", "pipeline.extract", ("gone",)),))
    with pytest.raises(LookupError, match=r"pipeline\.extract has none of gone"), stages.measured():
        pass
