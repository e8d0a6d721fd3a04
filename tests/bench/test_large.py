"""The large benchmark on a small database; `make bench-large` runs it on 100,000 articles. No time is asserted."""

import asyncio
from contextlib import closing
from dataclasses import asdict

import pytest

from db.database import open_database
from db.search import problems
from tests.bench import large
from tests.bench.large_database import database
from tests.bench.soak import mention_counts

COUNT, REAL = 2000, 120


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return database(tmp_path_factory.mktemp("large"), COUNT, 5, REAL)


@pytest.fixture(scope="module")
def figures(made):
    path, how = made
    measured = asyncio.run(large.measure(path, 5, questions=24, articles=20, times=2))
    return {"commit": "tested", "python": "3", "cores": 1, "made": asdict(how)} | measured


def test_articles_are_put_together_whole(made):
    path, how = made
    assert (how.articles, how.real) == (COUNT, REAL)
    counts = mention_counts(path)
    assert len(counts) == COUNT
    assert sum(map(sum, counts.values())) > 10 * COUNT
    with closing(open_database(path)) as db:
        assert problems(db) == []
        (indexed,) = db.execute("SELECT COUNT(*) FROM article_search").fetchone()
        (releases,) = db.execute("SELECT COUNT(DISTINCT release_id) FROM articles").fetchone()
        (reprints,) = db.execute("SELECT COUNT(*) FROM articles WHERE release_id <> id").fetchone()
        (misplaced,) = db.execute(
            "SELECT COUNT(*) FROM agency_mentions m JOIN articles a ON a.id = m.article_id "
            "WHERE m.field = 'body' AND substr(a.body, m.start + 1, m.\"end\" - m.start) <> m.text"
        ).fetchone()
    assert indexed == COUNT
    assert releases > COUNT / 3
    assert reprints > COUNT / 20
    assert misplaced == 0


def test_one_that_is_there_is_used_again(made):
    path, how = made
    again, same = database(path.parent, COUNT, 5, REAL)
    assert (again, same) == (path, how)


def test_every_page_answers(figures):
    assert [(page["path"], page["status"]) for page in figures["pages"] if page["status"] != 200] == []


def test_no_table_is_too_large(figures):
    sizes = {page["path"]: page["size"] for page in figures["pages"] if page["is_table"]}
    assert {path: size for path, size in sizes.items() if size > large.LARGEST} == {}


def test_the_figures_are_printed_with_their_ratios(figures):
    lines = list(large.table(figures))
    assert any(line.startswith("search ") for line in lines)
    assert any(line.startswith("article ") for line in lines)
    assert figures["search"]["count"] == 24
    assert figures["article"]["ratio_p95"] > 0
    assert "bare SQL" in lines[1]


def test_what_is_over_its_limit_is_named(figures):
    slow = {"ratio_p95": 3.2}
    page = {"path": "/x", "status": 500, "size": 200_000, "is_table": True, "p95": 2.5, "slowest": ["SCAN m"]}
    found = large.faults({"search": slow, "article": {"ratio_p95": 1.0}, "pages": [page]})
    assert [line.split(":")[0] for line in found] == ["search", "/x", "/x"]
    assert large.slow({"pages": [page]}) == ["/x: 2.50 s\n  SCAN m"]
