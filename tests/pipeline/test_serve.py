"""`serve` refuses in one line what it can't serve."""

import socket
import sqlite3

import pytest

from db.database import open_database
from db.errors import DatabaseError, ForeignDatabaseError, MissingDatabaseError
from pipeline.serve import ServeError, serve


def test_a_missing_database(tmp_path):
    with pytest.raises(MissingDatabaseError, match="sacho extract"):
        serve(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_another_programs_database(tmp_path):
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (id)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ForeignDatabaseError, match="another program"):
        serve(path)
    assert path.read_bytes() == before


def test_no_database_at_all(tmp_path):
    path = tmp_path / "text.db"
    path.write_text("보도자료\n" * 200, encoding="utf-8")
    with pytest.raises(DatabaseError) as caught:
        serve(path)
    assert "\n" not in str(caught.value)


def test_a_port_that_is_taken(tmp_path):
    path = tmp_path / "sacho.db"
    open_database(path).close()
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(ServeError, match="choose another with --port"),
    ):
        serve(path, port=other.getsockname()[1])


def test_an_address_that_is_not_ours(tmp_path):
    """203.0.113.1 is reserved for documentation: no machine has it."""
    path = tmp_path / "sacho.db"
    open_database(path).close()
    with pytest.raises(ServeError, match=r"203\.0\.113\.1:"):
        serve(path, host="203.0.113.1", port=0)
