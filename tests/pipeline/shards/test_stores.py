"""Dumps and shards in stores that fsspec knows: the same rows as from files."""

import io

import pytest

from pipeline.extract import Job as Direct
from pipeline.extract import extract
from pipeline.shards import load as loading
from pipeline.shards.finished import LoadError
from pipeline.shards.folder import folder_at
from pipeline.shards.manifest import ENDING
from pipeline.shards.run import Job, extract_shards
from tests.bench.equivalence import PLACE, rows
from tests.bench.generator import write_dump

fsspec = pytest.importorskip("fsspec", reason="fsspec comes with sacho[dask]")


@pytest.fixture
def store(tmp_path):
    """A dump in a store of this process, and the same in a file."""
    write_dump(tmp_path / "crawl.jsonl", 30, seed=21)
    files = fsspec.filesystem("memory")
    files.store.clear()
    files.put_file(str(tmp_path / "crawl.jsonl"), "/news/crawl.jsonl")
    yield files
    files.store.clear()


def test_a_dump_in_a_store_becomes_shards_in_a_store(store, tmp_path):
    first = extract_shards(Job(("memory://news/crawl.jsonl",), "memory://facts", size=20_000))
    assert first.made == len(first.names) > 1
    again = extract_shards(Job(("memory://news/crawl.jsonl",), "memory://facts", size=20_000))
    assert (again.made, again.there) == (0, first.made)
    loading.load(loading.Job(("memory://facts/",), tmp_path / "store.db"))
    extract(Direct((str(tmp_path / "crawl.jsonl"),), tmp_path / "file.db"), io.BytesIO())
    assert rows(tmp_path / "store.db", PLACE) == rows(tmp_path / "file.db", PLACE)


def test_what_changed_in_the_store_is_made_again(store, tmp_path):
    job = Job(("memory://news/",), "memory://facts")
    assert extract_shards(job).made == 1
    write_dump(tmp_path / "other.jsonl", 31, seed=22)
    store.put_file(str(tmp_path / "other.jsonl"), "/news/crawl.jsonl")
    assert extract_shards(job).made == 1


def test_a_store_without_shards_says_so(store, tmp_path):
    with pytest.raises(LoadError, match="no finished shards"):
        loading.load(loading.Job(("memory://nothing/",), tmp_path / "x.db"))


def test_what_fails_while_it_is_written_leaves_nothing(store):
    folder = folder_at("memory://facts")
    with pytest.raises(RuntimeError), folder.write("a.parquet") as file:
        file.write(b"PAR1 and then the end")
        raise RuntimeError
    assert folder.names() == []
    with folder.write(f"a{ENDING}") as file:
        file.write(b"{}")
    assert folder.names() == [f"a{ENDING}"]
    assert folder.size(f"a{ENDING}") == 2
    folder.remove(f"a{ENDING}")
    folder.remove(f"a{ENDING}")
    assert folder.size(f"a{ENDING}") is None


@pytest.mark.parametrize("address", ["nosuch://facts", "s3a+odd://facts"])
def test_a_store_that_nobody_knows_is_told(address):
    with pytest.raises(OSError, match=r"nosuch|s3a"):
        folder_at(address)
