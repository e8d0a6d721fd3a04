"""Dumps in shards: the same rows whoever makes them; finished once; faults cost what is at fault."""

import gzip
import io
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db.checksum import checksums
from db.database import open_database
from pipeline.extract import Job as Direct
from pipeline.extract import extract
from pipeline.shards import load as loading
from pipeline.shards import run as running
from pipeline.shards.errors import ShardError
from pipeline.shards.finished import LoadError, unseen
from pipeline.shards.folder import folder_at
from pipeline.shards.manifest import ENDING, QUARANTINE, manifests
from pipeline.shards.run import Job, extract_shards
from tests.bench.generator import write_dump
from tests.pipeline import faulty

ARTICLES = 90
#: Of a dump of so few articles several shards.
SMALL = 40_000


def sums(path, without=()):
    with closing(open_database(path, create=False)) as db:
        return checksums(db, without)


def direct(paths, db):
    extract(Direct(tuple(map(str, paths)), db), io.BytesIO())
    return sums(db)


def sacho(*arguments, cwd, env=None):
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=300,
        env=env or os.environ | {"PYTHONPATH": str(Path.cwd())},
        check=False,
    )


@pytest.fixture(scope="module")
def dump(tmp_path_factory):
    path = tmp_path_factory.mktemp("dump") / "dump.jsonl"
    write_dump(path, ARTICLES, seed=11)
    return path


@pytest.fixture(scope="module")
def whole(dump, tmp_path_factory):
    """The checksums of what one process makes."""
    return direct([dump], tmp_path_factory.mktemp("whole") / "whole.db")


def made(dump, folder, **options):
    return extract_shards(Job((str(dump),), str(folder), size=SMALL, **options))


@pytest.mark.parametrize("form", ["parquet", "jsonl", "jsonl.gz"])
def test_shards_load_into_the_rows_of_one_process(dump, whole, tmp_path, form):
    outcome = made(dump, tmp_path / "facts", format=form)
    assert outcome.made == len(outcome.names) > 3
    assert outcome.summary.outcomes["saved"] == ARTICLES
    loading.load(loading.Job((f"{tmp_path / 'facts'}/",), tmp_path / "x.db"))
    assert sums(tmp_path / "x.db") == whole
    again = loading.load(loading.Job((str(tmp_path / "facts"),), tmp_path / "x.db"))
    assert again.outcomes == {"unchanged": ARTICLES}
    assert sums(tmp_path / "x.db") == whole


def test_shares_by_hand_are_the_whole(dump, whole, tmp_path):
    """As the jobs of an array do it, the last one first."""
    for number in (3, 1, 2):
        result = sacho(
            "extract", dump, "--out", "facts/", "--shard", f"{number}/3", "--shard-size", 1, cwd=tmp_path
        )
        assert result.returncode == 0, result.stderr
    assert not (tmp_path / "sacho.db").exists()
    result = sacho("load", "facts", "--no-search", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert sums(tmp_path / "sacho.db") == whole


def test_two_processes_make_the_same_shards(dump, whole, tmp_path):
    db, facts = tmp_path / "x.db", tmp_path / "facts"
    result = sacho(
        "extract", dump, "--out", f"{facts}/", "--workers", 2, "--db", db, "--no-search", cwd=tmp_path
    )
    assert result.returncode == 0, result.stderr
    assert sums(db) == whole


def test_a_worker_with_several_threads_makes_one_shard_at_a_time(dump, whole, tmp_path, monkeypatch):
    """Dask's workers have as many threads as cores, if nobody says otherwise."""
    from concurrent.futures import ThreadPoolExecutor

    at_work, most = [], []
    honest = running.attempt

    def attempt(task):
        at_work.append(task)
        most.append(len(at_work))
        result = honest(task)
        at_work.remove(task)
        return result

    monkeypatch.setattr(running, "attempt", attempt)
    with ThreadPoolExecutor(4) as pool:
        job = Job((str(dump),), str(tmp_path / "facts"), size=SMALL)
        extract_shards(job, lambda tasks: zip(tasks, pool.map(running.watched_attempt, tasks), strict=True))
    assert set(most) == {1}
    loading.load(loading.Job((str(tmp_path / "facts"),), tmp_path / "x.db"))
    assert sums(tmp_path / "x.db") == whole


def test_a_share_may_go_straight_into_a_database(dump, whole, tmp_path):
    for number in (1, 2):
        result = sacho("extract", dump, "--db", "x.db", "--shard", f"{number}/2", "--no-search", cwd=tmp_path)
        assert result.returncode == 0, result.stderr
    assert sums(tmp_path / "x.db") == whole


def test_a_finished_shard_is_not_made_again(dump, tmp_path):
    first = made(dump, tmp_path / "facts")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "facts").iterdir()}
    second = made(dump, tmp_path / "facts")
    assert (second.made, second.there) == (0, first.made)
    assert second.summary.outcomes == first.summary.outcomes
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "facts").iterdir()} == before


def test_what_is_missing_damaged_or_made_by_other_choices_is_made_again(dump, tmp_path):
    facts = tmp_path / "facts"
    names = made(dump, facts).names
    (facts / f"{names[0]}{ENDING}").unlink()
    (facts / f"{names[1]}.parquet").unlink()
    (facts / f"{names[2]}.parquet").write_bytes(b"cut")
    told = json.loads((facts / f"{names[3]}{ENDING}").read_text(encoding="utf-8"))
    (facts / f"{names[3]}{ENDING}").write_text(json.dumps(told | {"gazetteer": "older"}), encoding="utf-8")
    again = made(dump, facts)
    assert again.made == 4
    assert made(dump, facts, since="2015").made == len(names)


def test_a_changed_file_makes_its_shards_again(tmp_path):
    folder, facts = tmp_path / "dump", tmp_path / "facts"
    write_dump(folder, 40, seed=3, format="jsonl", files=4)
    assert made(folder, facts).made > 1
    (file, *_) = sorted(folder.iterdir())
    file.write_bytes(file.read_bytes().replace("억".encode(), "조".encode()))
    assert made(folder, facts).made == 1


def test_another_dump_of_that_name_costs_no_shard_that_is_there(tmp_path):
    """The old shard of a file goes when its successor is there, not before the run has failed."""
    for month, count in (("jan", 20), ("feb", 10)):
        (tmp_path / month).mkdir()
        write_dump(tmp_path / month / "export.jsonl", count, seed=count)
    facts = tmp_path / "facts"

    def run(path):
        return extract_shards(Job((str(tmp_path / path),), str(facts)))

    run("jan")
    run("feb")
    run("feb/export.jsonl")
    before = sorted(path.name for path in facts.iterdir())
    assert len(manifests(folder_at(str(facts)))) == 2
    with pytest.raises(ShardError, match="another dump of that name"):
        run("jan/export.jsonl")
    assert sorted(path.name for path in facts.iterdir()) == before


def test_an_old_shard_goes_with_the_last_of_those_that_take_its_place(dump, tmp_path):
    facts = tmp_path / "facts"
    (old,) = extract_shards(Job((str(dump),), str(facts))).names
    made(dump, facts, share="1/2")
    assert (facts / f"{old}{ENDING}").exists()
    made(dump, facts, share="2/2")
    assert not (facts / f"{old}{ENDING}").exists()
    assert not (facts / f"{old}.parquet").exists()


def test_a_file_that_is_read_alone_costs_the_others_of_its_folder_no_shard(tmp_path):
    folder, facts = tmp_path / "dump", tmp_path / "facts"
    write_dump(folder, 30, seed=4, format="jsonl", files=3)
    (whole,) = extract_shards(Job((str(folder),), str(facts))).names
    first, second, _ = sorted(folder.iterdir())
    extract_shards(Job((str(first),), str(facts)))
    assert (facts / f"{whole}{ENDING}").exists()
    second.unlink()  # what is gone from the folder holds nothing up
    extract_shards(Job((str(folder),), str(facts)))
    assert not (facts / f"{whole}{ENDING}").exists()


def test_shards_of_another_cut_are_gone(dump, whole, tmp_path):
    """Otherwise the articles of both would be loaded."""
    facts = tmp_path / "facts"
    made(dump, facts)
    outcome = extract_shards(Job((str(dump),), str(facts)))
    assert len(outcome.names) == 1
    assert [one.name for one in manifests(folder_at(str(facts)))] == list(outcome.names)
    loading.load(loading.Job((str(facts),), tmp_path / "x.db"))
    assert sums(tmp_path / "x.db") == whole


def test_two_dumps_of_one_name_do_not_share_a_folder(dump, tmp_path):
    other = tmp_path / "other" / "dump.jsonl"
    other.parent.mkdir()
    write_dump(other, 20, seed=12)
    facts = tmp_path / "facts"
    extract_shards(Job((str(dump),), str(facts)))
    result = sacho("extract", other, "--out", f"{facts}/", "--no-db", cwd=tmp_path)
    assert result.returncode == 1
    assert "another dump of that name" in result.stderr
    assert "Traceback" not in result.stderr


def record(key, number, more=""):
    text = f"외교부는 {number}일 라오스에 {number}억 원을 지원한다고 밝혔다. {more}"
    return json.dumps({"id": key, "text": text, "published": "2020-05-01"}, ensure_ascii=False) + "\n"


def test_of_two_records_with_one_id_the_first_of_the_dump_is_kept_whichever_shard_is_first(tmp_path):
    """Also where one stands in another file, or a block later in another part of the same file."""
    folder = tmp_path / "dump"
    folder.mkdir()
    lines = [record(f"n{number}", number % 27 + 1) for number in range(400)]
    lines[70] = record("twice", 5)  # in the second part
    lines[130] = record("twice", 6)  # in the first part, which is loaded first
    lines[200] = record("same", 7)
    lines[10] = record("same", 7)
    lines[300] = record("n3", 9, "다시 썼다.")
    lines[5] = '{"broken": \n'
    (folder / "a.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "b.jsonl").write_text(
        record("twice", 8) + record("same", 7) + record("new", 3), encoding="utf-8"
    )
    whole = direct([folder], tmp_path / "whole.db")
    outcome = extract_shards(Job((str(folder),), str(tmp_path / "facts"), size=30_000))
    assert len(outcome.names) > 2
    summary = loading.load(loading.Job((str(tmp_path / "facts"),), tmp_path / "x.db"))
    assert sums(tmp_path / "x.db") == whole
    assert summary.outcomes == {"saved": 397, "failed": 4, "skipped": 2}


def test_what_is_left_out_is_counted(dump, tmp_path):
    db, facts = tmp_path / "x.db", tmp_path / "facts"
    since = extract(Direct((str(dump),), db, since="2016"), io.BytesIO())
    assert 0 < since.outcomes["skipped"] < ARTICLES
    assert since.skipped.keys() == {"published before the day asked for"}
    made(dump, facts, since="2016")
    loaded = loading.load(loading.Job((str(facts),), tmp_path / "y.db"))
    assert loaded.outcomes == since.outcomes
    assert sums(db) == sums(tmp_path / "y.db")


# Faults --------------------------------------------------------------------------------------------------


#: Articles at fault, and how the process that reads them is watched: longer than the analyser takes to load.
BROKEN = {"deadly": faulty.DEADLY, "odd": faulty.BROKEN}
STUCK = {"stuck": faulty.STICKY}
WATCHED = {"PATIENCE": "10"}


def poisoned(dump, folder, faults):
    """The dump with articles that end, hold up or confuse whoever reads them, from line 21 on."""
    lines = dump.read_text(encoding="utf-8").splitlines(keepends=True)
    bad = [record(key, 1, words) for key, words in faults.items()]
    path = folder / "poisoned.jsonl"
    path.write_text("".join([*lines[:20], *bad, *lines[20:]]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("faults", "way"),
    [
        (BROKEN | STUCK, ["--workers", "2"]),
        (BROKEN, ["--out", "facts/", "--workers", "2"]),
        (BROKEN, ["--dask", "local", "--workers", "2"]),
    ],
)
def test_only_the_article_at_fault_is_set_aside(dump, tmp_path, faults, way):
    """It kills or holds up its process every time; the rest of its shard, and the run, are finished."""
    path = poisoned(dump, tmp_path, faults)
    env = faulty.environment(tmp_path, **WATCHED if "stuck" in faults else {})
    result = sacho("extract", path, "--db", "x.db", "--no-search", *way, cwd=tmp_path, env=env)
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    failed = [line for line in result.stderr.splitlines() if line.startswith("failed: ")]
    assert sorted(line.split(":")[2] for line in failed) == [str(21 + n) for n in range(len(faults))]
    assert sum("set aside" in line for line in failed) == len(faults.keys() - {"odd"})
    assert any("a fault of sacho: AttributeError" in line for line in failed) == ("odd" in faults)
    with closing(open_database(tmp_path / "x.db")) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (ARTICLES,)
        open_ones = db.execute("SELECT count(*) FROM failures WHERE resolved_at IS NULL").fetchone()
        assert open_ones == (len(faults),)


def test_a_worker_that_dies_once_costs_nothing(dump, whole, tmp_path):
    lines = dump.read_text(encoding="utf-8")
    path = tmp_path / "dump.jsonl"
    path.write_text(lines.replace('{"id": "', '{"note": "DIES_ONCE", "id": "', 1), encoding="utf-8")
    env = faulty.environment(tmp_path, DIES_ONCE=str(tmp_path / "died"))
    result = sacho(
        "extract",
        path,
        "--out",
        "facts/",
        "--workers",
        2,
        "--db",
        "x.db",
        "--no-search",
        cwd=tmp_path,
        env=env,
    )
    assert result.returncode == 0, result.stderr
    assert sums(tmp_path / "x.db") == whole


@pytest.mark.parametrize("limit", [3_000, 60_000])
def test_a_full_disk_ends_the_run_and_what_is_finished_stays(dump, whole, tmp_path, limit):
    """A file may grow only so far; the system says no, as it does when a disk is full."""
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))\n"
        "from pipeline.cli import main\n"
        "sys.argv[0] = 'sacho'\n"
        "main()\n"
    )
    arguments = ["extract", str(dump), "--out", "facts/", "--no-db", "--format", "jsonl", "--shard-size", "1"]
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, cwd=tmp_path, timeout=300, check=False,
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "run the same command again" in result.stderr
    assert not [path.name for path in (tmp_path / "facts").iterdir() if "unfinished" in path.name]
    assert sacho(*arguments, cwd=tmp_path).returncode == 0
    loading.load(loading.Job((str(tmp_path / "facts"),), tmp_path / "x.db"))
    assert sums(tmp_path / "x.db") == whole


BROKEN_FILES = [
    (lambda path: path.write_bytes(b"PAR1 no more"), ".parquet", "parquet"),
    (lambda path: path.write_bytes(b'{"id": 1}\n'), ".jsonl", "jsonl"),
    (lambda path: path.write_bytes(gzip.compress(b"x" * 100)[:-9]), ".jsonl.gz", "jsonl.gz"),
]


@pytest.mark.parametrize(("damage", "ending", "form"), BROKEN_FILES)
def test_a_damaged_shard_is_named(dump, tmp_path, damage, ending, form):
    (name, *_) = made(dump, tmp_path / "facts", format=form).names
    damage(tmp_path / "facts" / f"{name}{ending}")
    by_folder = sacho("load", "facts/", cwd=tmp_path)
    alone = sacho("load", f"facts/{name}{ending}", cwd=tmp_path)
    for result in (by_folder, alone):
        assert result.returncode == 1
        assert f"{name}{ending}" in result.stderr
        assert "Traceback" not in result.stderr


NO_SHARDS = [
    ("facts.jsonl", b'{"id": "dump:1", "title": "x"}\n', "no column"),
    ("facts.jsonl", b'["a"]\n', "line 1 is no article"),
    ("facts.jsonl", b"no json\n", "broken"),
    ("facts.jsonl.gz", b"no gzip", "broken"),
    ("facts.parquet", b"no parquet", "broken"),
    ("facts.csv", b"id,title\n", "load a folder of finished shards, or .parquet or .jsonl"),
]


@pytest.mark.parametrize(("name", "content", "reason"), NO_SHARDS)
def test_what_is_no_shard_is_refused_with_a_reason(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LoadError, match=f"{name}: .*{reason}"):
        loading.load(loading.Job((str(tmp_path / name),), tmp_path / "x.db"))


def test_a_parquet_of_another_program_is_refused(tmp_path):
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"id": ["a", "b"], "text": ["x", "y"]}), tmp_path / "theirs.parquet")
    with pytest.raises(LoadError, match="no column native_id: not a shard that sacho made"):
        loading.load(loading.Job((str(tmp_path / "theirs.parquet"),), tmp_path / "x.db"))


def test_shards_that_were_made_into_another_folder_of_that_name_are_missed(dump, tmp_path):
    """As workers of a cluster do that do not share the disk."""
    names = made(dump, tmp_path / "facts").names
    (tmp_path / "facts" / f"{names[1]}{ENDING}").unlink()
    assert unseen(str(tmp_path / "facts"), names) == [names[1]]


def test_shards_that_are_not_there_yet_are_told(dump, tmp_path):
    (name, *_) = made(dump, tmp_path / "facts").names
    (tmp_path / "facts" / f"{name}{ENDING}").unlink()
    (tmp_path / "facts" / f"{name}{QUARANTINE}").write_text("{}", encoding="utf-8")
    result = sacho("load", "facts/", "--no-search", cwd=tmp_path)
    assert result.returncode == 1
    assert "could not be made" in result.stderr
    assert "articles" in result.stderr


WRONG = [
    (["extract", "nothing.jsonl", "--out", "f/"], "no such file"),
    (["extract", ".", "--out", "f/", "--shard", "0/3"], "write 1/10"),
    (["extract", ".", "--shard", "4/3"], "write 1/10"),
    (["extract", ".", "--out", "f/", "--limit", "3"], "the whole dump"),
    (["extract", "-", "--out", "f/"], "standard input can't be cut"),
    (["extract", ".", "--format", "csv"], "name a folder"),
    (["extract", ".", "--out", "f/", "--format", "csv"], "--no-db"),
    (["extract", ".", "--since", "gestern"], "no date"),
    (["extract", ".", "--mapping", "nosuch"], "--mapping"),
    (["extract", ".", "--no-db", "--out", "of.csv"], "--out of/"),
    (["extract", ".", "--report", "nodir/r.json"], "no folder nodir"),
    (["load", "nothing/"], "no such folder"),
    (["load", "nothing.parquet"], "no such file"),
    (["load"], "Missing argument"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_use_is_told_in_a_line(tmp_path, arguments, said):
    (tmp_path / "a.txt").write_text("외교부는 3일 회의를 열었다고 밝혔다.\n", encoding="utf-8")
    result = sacho(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "sacho.db").exists()


def test_an_empty_folder_has_no_shards(tmp_path):
    (tmp_path / "facts").mkdir()
    result = sacho("load", "facts/", cwd=tmp_path)
    assert result.returncode == 1
    assert "no finished shards; make some: sacho extract DUMP --out FOLDER/" in result.stderr


# What is in the files ------------------------------------------------------------------------------------


def test_parquet_and_csv_hold_what_the_database_holds(dump, tmp_path):
    import csv

    from pyarrow import parquet

    direct([dump], tmp_path / "x.db")
    (name,) = extract_shards(Job((str(dump),), str(tmp_path / "p"))).names
    (other,) = extract_shards(Job((str(dump),), str(tmp_path / "c"), format="csv")).names
    table = parquet.read_table(tmp_path / "p" / f"{name}.parquet").to_pylist()
    with closing(open_database(tmp_path / "x.db")) as db:
        amounts = dict(db.execute("SELECT id, amount FROM money"))
        titles = dict(db.execute("SELECT id, title FROM articles"))
    assert {one["id"]: one["title"] for one in table} == titles
    found = {one["id"]: one["amount"] for row in table for one in row["entities"] if one["type"] == "money"}
    assert found == amounts
    with (tmp_path / "c" / f"{other}.money.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["id"]: row["amount"] for row in rows} == {
        key: "" if amount is None else str(amount) for key, amount in amounts.items()
    }


def test_the_same_shard_has_the_same_bytes(dump, tmp_path):
    for form in ("parquet", "jsonl", "jsonl.gz"):
        (name,) = extract_shards(Job((str(dump),), str(tmp_path / "a"), format=form)).names
        extract_shards(Job((str(dump),), str(tmp_path / "b"), format=form))
        first, second = (tmp_path / side / f"{name}.{form}" for side in "ab")
        assert first.read_bytes() == second.read_bytes(), form


def test_the_report_is_the_summary_as_json(dump, tmp_path):
    result = sacho("extract", dump, "--out", "facts/", "--report", "report.json", "--no-search", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["articles"] == ARTICLES
    assert report["outcomes"] == {"saved": ARTICLES}
    assert report["shards"] == {"wanted": 1, "made": 1, "there": 0, "not_made": 0}
    assert {"read", "clean", "extract", "write", "load", "wall"} <= report["seconds"].keys()
    assert "mentions" in result.stderr
