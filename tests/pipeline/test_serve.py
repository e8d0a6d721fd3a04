"""`serve` refuses in one line what it can't serve, says who can read it, and ends when it is told to."""

import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from db.database import open_database
from db.errors import DatabaseError, ForeignDatabaseError, MissingDatabaseError
from pipeline.serve import ServeError, _checked, _is_loopback, _listen, serve


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


@pytest.mark.parametrize("base_url", ["https://sacho.example/", "/a?b", "/a#b", "//", "/a\n"])
def test_a_base_url_that_is_no_path(tmp_path, base_url):
    path = tmp_path / "sacho.db"
    open_database(path).close()
    with pytest.raises(ServeError, match="--base-url"):
        serve(path, port=0, base_url=base_url)


@contextmanager
def beginning(folder, *arguments):
    """`sacho serve` as it is typed; killed in the end if it has not ended."""
    path = folder / "sacho.db"
    if not path.exists():
        open_database(path).close()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "serve", str(path), "--port", "0", *arguments],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def started(folder, *arguments):
    """The same once it serves, with its address."""
    with beginning(folder, *arguments) as process:
        line = process.stdout.readline()
        assert ": http://" in line, process.communicate()[1]
        yield process, line.split(": ", 1)[1].split(" ")[0]


def ended(process, number=signal.SIGTERM):
    """What a server said after it was told to end; it must have done so in order."""
    process.send_signal(number)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return output + errors


@pytest.mark.parametrize("given", ["sacho-web", "/sacho-web", "/sacho-web/"])
def test_a_base_url_has_a_slash_at_both_ends(given):
    assert _checked(given) == "/sacho-web/"
    assert _checked("/") == _checked("") == "/"


def test_below_the_path_of_a_proxy(tmp_path):
    with started(tmp_path, "--base-url", "sacho-web") as (process, address):
        with urlopen(f"{address}sacho-web/", timeout=60) as answer:
            assert 'action="/sacho-web/-/search"' in answer.read().decode()
        ended(process)


def test_answers_do_not_wait_for_an_acknowledgement():
    with _listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        reader, _ = listener.accept()
        with reader:
            assert reader.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_which_hosts_are_this_machine_only():
    assert [host for host in ("127.0.0.1", "127.1.2.3", "::1", "localhost") if not _is_loopback(host)] == []
    assert [host for host in ("0.0.0.0", "::", "192.0.2.1", "sacho.example", "") if _is_loopback(host)] == []


def test_open_to_others_it_says_so(tmp_path):
    with started(tmp_path, "--host", "0.0.0.0") as (process, _):
        said = ended(process)
    (line,) = said.strip().splitlines()
    for words in ("everybody", "sacho export --public", "reverse proxy", "password"):
        assert words in line


def test_on_this_machine_only_it_says_nothing_and_logs_no_questions(tmp_path):
    with started(tmp_path) as (process, address):
        for path in ("-/search?q=" + quote("비밀"), "sacho/articles?_search=" + quote("비밀")):
            urlopen(address + path, timeout=60).close()
        assert ended(process) == ""


def minds(process, number):
    """Whether a process has a handler of its own for a signal, as Linux tells it."""
    (mask,) = re.findall(r"^SigCgt:\s+(\w+)", Path(f"/proc/{process.pid}/status").read_text(), re.MULTILINE)
    return int(mask, 16) >> (number - 1) & 1


@pytest.fixture(scope="module")
def whole_start(tmp_path_factory):
    """Seconds from the command to the address, the analyser loaded."""
    begun = time.monotonic()
    with started(tmp_path_factory.mktemp("start")) as (process, _):
        taken = time.monotonic() - begun
        ended(process)
    return taken


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux tells when a process minds signals"
)
@pytest.mark.parametrize(
    ("number", "share"),
    [
        (signal.SIGINT, 0),
        (signal.SIGTERM, 0.15),
        (signal.SIGINT, 0.3),
        (signal.SIGTERM, 0.5),
        (signal.SIGINT, 0.7),
    ],
)
def test_it_ends_soon_while_the_analyser_is_being_loaded(tmp_path, whole_start, number, share):
    """Within two seconds on a machine with nothing else to do; here only that it does not wait for ever."""
    with beginning(tmp_path) as process:
        while not minds(process, signal.SIGTERM):
            time.sleep(0.01)
        time.sleep(share * whole_start)
        told = time.monotonic()
        said = ended(process, number)
        assert time.monotonic() - told < 10 * max(2, whole_start)  # it ends, whatever else this machine does
    assert said == "" or said.startswith(str(tmp_path))  # the address, where it was there already


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_soon_once_it_serves(tmp_path, whole_start, number):
    with started(tmp_path) as (process, address):
        urlopen(address, timeout=60).close()
        told = time.monotonic()
        assert ended(process, number) == ""
        assert time.monotonic() - told < 10 * max(2, whole_start)  # it ends, whatever else this machine does
