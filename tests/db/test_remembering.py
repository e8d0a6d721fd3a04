"""Slow answers are remembered until somebody writes; several questions in one visit see one moment."""

import asyncio
import sqlite3
from contextlib import closing

import pytest
from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted

from db.datasette import remembering
from db.datasette.reading import in_one_visit
from db.datasette.remembering import rows

COUNT = "SELECT COUNT(*) AS n FROM words"


@pytest.fixture
def writer(tmp_path):
    with closing(sqlite3.connect(tmp_path / "words.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE words (word)")
        connection.execute("INSERT INTO words VALUES ('예산')")
        yield connection


@pytest.fixture
def served(tmp_path, writer, monkeypatch):
    """A database whose statements are counted, and of which every one is slow."""
    monkeypatch.setattr(remembering, "_SLOW", 0)
    database = Database(Datasette([], settings={"sql_time_limit_ms": 500}), path=str(tmp_path / "words.db"))
    asked = []
    execute = database.execute

    async def counting(sql, *rest, **more):
        asked.append(sql)
        return await execute(sql, *rest, **more)

    database.execute = counting
    database.name = "words"
    return database, asked


def test_a_slow_answer_is_remembered_until_somebody_writes(served, writer):
    database, asked = served

    async def story():
        first = await rows(database, COUNT)
        first[0]["n"] = 99
        assert await rows(database, COUNT) == [{"n": 1}]
        assert asked == [COUNT]
        writer.execute("INSERT INTO words VALUES ('사업')")
        assert await rows(database, COUNT) == [{"n": 2}]
        assert await rows(database, COUNT) == [{"n": 2}]
        assert asked == [COUNT, COUNT]

    asyncio.run(story())


def test_other_parameters_are_another_question(served):
    database, asked = served

    async def story():
        sql = "SELECT :word AS word"
        assert await rows(database, sql, {"word": "예산"}) == [{"word": "예산"}]
        assert await rows(database, sql, {"word": "사업"}) == [{"word": "사업"}]
        assert await rows(database, "SELECT ? AS word", ["예산"]) == [{"word": "예산"}]
        assert len(asked) == 3

    asyncio.run(story())


def test_what_was_quick_or_asks_the_clock_is_asked_again(served, monkeypatch):
    database, asked = served

    async def story():
        for _ in range(2):
            await rows(database, "SELECT strftime('%Y', 'now') AS year")
        monkeypatch.setattr(remembering, "_SLOW", 60)
        for _ in range(2):
            await rows(database, COUNT)
        assert len(asked) == 4

    asyncio.run(story())


def test_no_more_answers_are_kept_than_room_is(served, monkeypatch):
    database, asked = served
    monkeypatch.setattr(remembering, "_KEPT", 2)

    async def story():
        for number in (1, 2, 3, 3, 2, 1):
            assert await rows(database, "SELECT ? AS n", [number]) == [{"n": number}]
        assert len(asked) == 4

    asyncio.run(story())


def test_one_visit_sees_one_moment(served, writer):
    database, _ = served

    def read(connection):
        before = connection.execute(COUNT).fetchone()[0]
        writer_of_its_own = sqlite3.connect(database.path)
        with closing(writer_of_its_own), writer_of_its_own:
            writer_of_its_own.execute("INSERT INTO words VALUES ('국회')")
        return before, connection.execute(COUNT).fetchone()[0]

    assert asyncio.run(in_one_visit(database, read)) == (1, 1)
    assert writer.execute(COUNT).fetchone() == (2,)


def test_a_visit_that_takes_too_long_is_broken_off(served):
    database, _ = served
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n"

    with pytest.raises(QueryInterrupted):
        asyncio.run(in_one_visit(database, lambda connection: connection.execute(endless).fetchone()))
    assert (
        asyncio.run(in_one_visit(database, lambda connection: connection.execute(COUNT).fetchone()[0])) == 1
    )
