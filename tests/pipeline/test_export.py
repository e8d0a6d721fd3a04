"""`sacho export`: what comes back from the files is what the database holds; whole files or none."""

import csv
import fcntl
import gzip
import io
import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tracemalloc
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.articles import Extractor, save_records
from db.columns import Column
from db.database import check_database, open_database
from db.datasette.metadata import NAME, metadata
from db.export import Period, snapshot
from db.public_copy import is_public_copy
from db.rows import Record
from extractors.mention import Country, Money, Region
from pipeline.cli import main
from pipeline.export import export, export_public
from pipeline.export_choice import ExportChoiceError, Job
from pipeline.export_files import ExportError
from pipeline.export_formats import guard, write_csv
from pipeline.export_parquet import GROUP_ROWS, exact, write_parquet
from scrapers.article import Article, Attachment, Dropped

NOW = "2026-12-01T09:00:00+09:00"
#: What the texts of articles may hold.
HOSTILE = [
    'a "quoted", b',
    "첫 줄\n둘째 줄\r\n셋째",
    '=HYPERLINK("http://evil.example","click")',
    "+82-2-0000-0000",
    "-2.5%p 줄었다",
    "@SUM(A1)",
    "＝1+1",
    "\t=1+1",
    "'=1+1",
    "앞\0뒤",
    "\u2028줄\u2029\u0085",
    "😀𠮷",
    "\ufeff맨 앞의 BOM",
    "</script><!--",
    "",
    " ",
]
DANGEROUS = ("=", "+", "-", "@", "＝", "\t")


def article(number, body, **fields):
    defaults = {"title": f"제목 {number}", "published": "2026-03-01", "url": f"https://x.example/{number}"}
    return Article(
        id=f"dump:{number:05}", source="dump", native_id=f"{number:05}", body=body, **defaults | fields
    )


def save(path, records):
    with closing(open_database(path)) as database:
        save_records(database, records, Extractor("1", "f" * 16), NOW)


@pytest.fixture
def folder(tmp_path):
    """A folder with a database; in its name what shells and addresses stumble over."""
    folder = tmp_path / "자료 50% #1 'x'?"
    folder.mkdir()
    text = "베트남에 120억 원, 1.5달러, 동남아"
    found = (
        ("body", Country(start=0, end=3, text="베트남", rule="r", code="VN")),
        ("body", Money(start=5, end=11, text="120억 원", rule="r", amount=Decimal(12_000_000_000), currency="KRW", role="budget")),
        ("body", Money(start=13, end=18, text="1.5달러", rule="r", certain=False, amount=Decimal("1.5"), currency="USD", role="price")),
        ("body", Region(start=20, end=23, text="동남아", rule="r", name="동남아", codes=("VN", "TH"))),
    )  # fmt: skip
    first = article(0, text, published="2025-12-31", hints=(("url", "2025-12"),), dropped=(Dropped("tags", "#표"),), attachments=(Attachment("가.hwp", ""),), licence="KOGL-1")  # fmt: skip
    records = [Record(first, found, "0" * 64, "dump/0.txt", 3)]
    records += [
        Record(article(n, said, title=said or None), (), f"{n:064}") for n, said in enumerate(HOSTILE, 1)
    ]
    save(folder / "sacho.db", records)
    return folder


@pytest.fixture
def run(folder, monkeypatch):
    """The command, in the folder."""
    monkeypatch.chdir(folder)

    def run(*arguments, status=0):
        result = CliRunner().invoke(main, ["export", *map(str, arguments)])
        assert result.exit_code == status, result.output
        assert "Traceback" not in result.output
        if status == 1:
            assert result.stderr.count("\n") == 1
        return result

    return run


def ask(path, sql, *parameters):
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(sql, parameters).fetchall()


def names(folder):
    return sorted(one.name for one in Path(folder).iterdir() if not one.name.startswith("sacho.db"))


# What comes back


def test_json_lines_of_articles_are_what_the_database_holds(run, folder):
    result = run("articles.jsonl")
    assert result.stdout == ""
    assert re.fullmatch(r"wrote articles\.jsonl \(17 rows, 0\.\d MB\)\n", result.stderr)
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    found = [json.loads(line) for line in lines]
    stored = ask("sacho.db", "SELECT * FROM articles ORDER BY id")
    assert [(one["title"], one["body"]) for one in found] == [(row["title"], row["body"]) for row in stored]
    for one, row in zip(found, stored, strict=True):
        for name in row.keys():  # noqa: SIM118 - a row of sqlite3 is no mapping
            value = row[name]
            if name in ("hints", "dropped"):
                value = json.loads(value)
            assert one[name] == (bool(value) if name == "published_inferred" else value)
    first = found[0]
    assert [(one["type"], one["text"], one["certain"]) for one in first["entities"]] == [
        ("country", "베트남", True),
        ("money", "120억 원", True),
        ("money", "1.5달러", False),
        ("region", "동남아", True),
    ]
    assert [one.get("amount") for one in first["entities"]] == [None, 12_000_000_000, 1.5, None]
    assert first["entities"][3]["codes"] == ["VN", "TH"]
    assert first["countries"] == [{"code": "VN", "via": "mention"}]
    assert first["attachments"][0]["name"] == "가.hwp"


def test_an_entity_has_what_annotate_gives_it(run, folder):
    from dataclasses import fields

    from pipeline.entities import entity

    run("articles.jsonl")
    found = json.loads((folder / "articles.jsonl").read_text(encoding="utf-8").split("\n")[0])["entities"]
    money = Money(
        start=5,
        end=11,
        text="120억 원",
        rule="r",
        amount=Decimal(12_000_000_000),
        currency="KRW",
        role="budget",
    )
    assert entity(money).items() <= found[1].items()
    assert {one.name for one in fields(Money)} <= set(found[1])


def test_csv_comes_back_as_the_rows(run, folder):
    run("articles.csv", "--plain")
    text = (folder / "articles.csv").read_bytes().decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    stored = ask("sacho.db", "SELECT * FROM articles")
    assert rows[0] == stored[0].keys()
    assert rows[1:] == [["" if cell is None else str(cell) for cell in row] for row in stored]


def test_csv_for_spreadsheets(run, folder):
    run("articles.csv")
    content = (folder / "articles.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,source,")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    for row, said in zip(rows[1:], HOSTILE, strict=True):
        assert row["body"] == (f"'{said}" if said.startswith(DANGEROUS) else said)
        assert not row["body"].startswith(DANGEROUS)


FORMULAS = [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@A", "'@A"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("\n=1", "'\n=1"),
    ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"),
    ("", ""), ("1-2", "1-2"), ("a=b", "a=b"), (" =1", " =1"), ("'=1", "'=1"), ("−5", "−5"), ("–5", "–5"), ("△5", "△5"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "guarded"), FORMULAS)
def test_a_text_that_a_spreadsheet_would_run(text, guarded):
    assert guard(text) == guarded


NUMBERS = [
    (-5, "-5"), (-0.5, "-0.5"), (0, "0"), (12_000_000_000, "12000000000"), (2**63 - 1, "9223372036854775807"),
    (1e-07, "0.0000001"), (1e20, "100000000000000000000"), (1.5, "1.5"), (None, ""), (b"\x00\xff", "00ff"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "written"), NUMBERS)
def test_a_number_in_csv_is_plain(cell, written):
    out = io.StringIO()
    write_csv(out, [Column("=a", "number", None), Column("b", "text", None)], [(cell, "x")], guarded=True)
    assert out.getvalue() == f"'=a,b\r\n{written},x\r\n"


def test_json_lines_of_a_table(run):
    result = run("-", "--table", "region_mentions", "--format", "jsonl")
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["codes"] == ["VN", "TH"]
    assert json.loads(line)["article_id"] == "dump:00000"
    assert result.stderr == "wrote standard output (1 row)\n"


@pytest.mark.parametrize(
    "arguments", [["-"], ["-", "--format", "jsonl"], ["-", "--table", "articles", "--quiet"]]
)
def test_standard_output_gets_articles(run, arguments):
    result = run(*arguments)
    assert len(result.stdout.removesuffix("\n").split("\n")) == 17
    assert ("wrote" in result.stderr) == ("--quiet" not in arguments)


def test_csv_on_standard_output_has_no_bom(run):
    assert run("-", "--format", "csv", "--table", "money").stdout.startswith("id,article_id,")


def test_compressed(run, folder):
    run("articles.jsonl")
    run("articles.jsonl.gz")
    run("money.csv.gz")
    packed = (folder / "articles.jsonl.gz").read_bytes()
    assert gzip.decompress(packed) == (folder / "articles.jsonl").read_bytes()
    assert gzip.decompress((folder / "money.csv.gz").read_bytes()).startswith(b"\xef\xbb\xbfid,")
    run("articles.jsonl.gz")
    assert (folder / "articles.jsonl.gz").read_bytes() == packed


def test_a_file_is_named_after_its_table(run, folder):
    for name in ("budgets.csv", "budgets.jsonl", "money.parquet", "Facts.ndjson"):
        run(name)
    assert len((folder / "budgets.csv").read_text(encoding="utf-8-sig").splitlines()) == 2
    assert json.loads((folder / "budgets.jsonl").read_text())["amount"] == 12_000_000_000
    assert "entities" in json.loads((folder / "Facts.ndjson").read_text(encoding="utf-8").split("\n")[0])


# Parquet


def test_parquet_has_types_and_comes_back(run, folder):
    import pyarrow as pa
    from pyarrow import parquet

    run("money.parquet")
    run("articles.parquet")
    run("region_mentions.parquet")
    money = parquet.read_table(folder / "money.parquet")
    types = {field.name: field.type for field in money.schema}
    assert types["amount"] == types["amount_max"] == pa.decimal128(38, 18)
    assert (types["start"], types["certain"], types["text"]) == (pa.int64(), pa.bool_(), pa.string())
    assert money.column("amount").to_pylist() == [Decimal(12_000_000_000), Decimal("1.5")]
    assert money.column("certain").to_pylist() == [True, False]
    assert money.column("amount_max").to_pylist() == [None, None]
    described = metadata()["databases"][NAME]["tables"]["money"]["columns"]
    for field in money.schema:
        assert field.metadata[b"description"].decode() == described[field.name]
    assert money.schema.metadata[b"description"].decode().startswith("금액: ")
    stored = ask("sacho.db", "SELECT * FROM articles")
    articles = parquet.read_table(folder / "articles.parquet").to_pylist()
    for one, row in zip(articles, stored, strict=True):
        assert one == dict(row) | {"published_inferred": bool(row["published_inferred"])}
    assert parquet.read_table(folder / "region_mentions.parquet").column("codes").to_pylist() == [
        ["VN", "TH"]
    ]
    file = parquet.ParquetFile(folder / "articles.parquet")
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


EXACT = [
    (0, "0"), (-5, "-5"), (2**63 - 1, "9223372036854775807"), (-(2**63), "-9223372036854775808"), (2**53 + 1, "9007199254740993"),
    (0.1, "0.1"), (1.5, "1.5"), (-0.25, "-0.25"), (1e-18, "1e-18"), (123456.789, "123456.789"),
    (1e19, "1e19"), (1e-19, None), (1e20, None), (float("inf"), None), (float("nan"), None), (0.1 + 0.2, "0.30000000000000004"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), EXACT)
def test_amounts_are_exact_in_parquet_or_empty(tmp_path, cell, expected):
    from pyarrow import parquet

    wanted = None if expected is None else Decimal(expected)
    assert exact(cell) == wanted
    write_parquet(tmp_path / "x.parquet", [Column("a", "number", None)], [(cell,), (None,)])
    assert parquet.read_table(tmp_path / "x.parquet").column("a").to_pylist() == [wanted, None]


def test_groups_of_rows_are_bounded(tmp_path):
    from pyarrow import parquet

    columns = [Column("a", "integer", None), Column("b", "text", None)]
    write_parquet(tmp_path / "x.parquet", columns, ((n, "글") for n in range(GROUP_ROWS * 2 + 1)))
    found = parquet.ParquetFile(tmp_path / "x.parquet").metadata
    assert [found.row_group(n).num_rows for n in range(found.num_row_groups)] == [GROUP_ROWS, GROUP_ROWS, 1]
    write_parquet(tmp_path / "y.parquet", columns, ((n, "글" * 3_000_000) for n in range(7)))
    found = parquet.ParquetFile(tmp_path / "y.parquet").metadata
    assert [found.row_group(n).num_rows for n in range(found.num_row_groups)] == [3, 3, 1]


def test_parquet_of_somebody_elses_table(run, folder):
    with closing(sqlite3.connect("sacho.db")) as database:
        database.execute("CREATE TABLE mine (a INTEGER, b, groups TEXT)")
        database.execute("INSERT INTO mine VALUES (1, 2.5, 'x'), (NULL, NULL, NULL)")
        database.commit()
        run("mine.parquet")
        database.execute("INSERT INTO mine VALUES ('글', 1, 'x')")
        database.commit()
    result = run("mine.parquet", status=1)
    assert "sacho.db: mine: column a holds what is no integer" in result.stderr
    assert names(folder) == ["mine.parquet"]


def test_nothing_loads_pyarrow_before_it_is_needed(folder):
    code = (
        "import sys; from pipeline.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert ('pyarrow' in sys.modules) == sys.argv[2].endswith('parquet')\n"
        "assert not {'kiwipiepy', 'lxml', 'datasette', 'pandas'} & set(sys.modules)"
    )
    for name in ("a.jsonl", "money.csv", "money.parquet"):
        done = subprocess.run([sys.executable, "-c", code, "export", name], cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr


# Folders


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_a_folder_has_a_file_for_each_table(run, folder, form):
    result = run("facts/", "--format", form)
    with snapshot(folder / "sacho.db") as taken:
        assert names(folder / "facts") == sorted(f"{table}.{form}" for table in taken.tables)
    assert re.match(r"wrote facts/ \(\d\d files, [\d,]+ rows, ", result.stderr)


def test_a_folder_keeps_what_else_lies_in_it(run, folder):
    (folder / "facts").mkdir()
    (folder / "facts" / "notes.txt").write_text("mine")
    (folder / "facts" / "money.csv").write_text("old")
    run("facts", "--format", "csv", "--table", "money", "--table", "budgets", "--table", "money")
    assert names(folder / "facts") == ["budgets.csv", "money.csv", "notes.txt"]
    assert (folder / "facts" / "notes.txt").read_text() == "mine"
    assert "120억 원" in (folder / "facts" / "money.csv").read_text(encoding="utf-8-sig")


def test_a_table_cannot_lead_out_of_the_folder(run, folder):
    with closing(sqlite3.connect("sacho.db")) as database:
        database.execute('CREATE TABLE "../../out" (a)')
        database.commit()
    run("facts/", "--format", "csv", "--table", "../../out")
    assert names(folder / "facts") == [".._.._out.csv"]


def test_a_period_in_a_folder(run, folder):
    run("facts/", "--format", "csv", "--since", "2026")
    assert "country_years.csv" not in names(folder / "facts")

    def count(table):
        text = (folder / "facts" / f"{table}.csv").read_text(encoding="utf-8-sig")
        return len(list(csv.reader(io.StringIO(text)))) - 1

    assert (count("money"), count("budgets"), count("article_countries"), count("attachments")) == (
        0,
        0,
        0,
        0,
    )
    assert count("articles") == 16
    assert count("countries") > 200


def test_a_period_of_articles(run, folder):
    result = run("-", "--until", "2025")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["dump:00000"]


def test_an_empty_database(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    open_database("sacho.db").close()
    for arguments in (
        ["a.jsonl"],
        ["articles.csv"],
        ["articles.parquet"],
        ["all/", "--format", "parquet"],
        ["--public", "p.db"],
    ):
        result = CliRunner().invoke(main, ["export", *arguments])
        assert result.exit_code == 0, result.output
    assert (tmp_path / "a.jsonl").read_bytes() == b""
    assert (tmp_path / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    from pyarrow import parquet

    table = parquet.read_table(tmp_path / "articles.parquet")
    assert (table.num_rows, "body" in table.schema.names) == (0, True)


# What can't be wanted


WRONG = [
    (["x.csv", "--table", "nonsense"], "no table nonsense; there are: articles, "),
    (["x.csv", "--table", "article_search"], "no table article_search"),
    (["x.csv", "--table", "_sqlite_migrations"], "no table _sqlite_migrations"),
    (["x.csv", "--table", "sqlite_master"], "no table sqlite_master"),
    (["x.csv", "--table", "money; DROP TABLE money"], "no table money; DROP"),
    (["x.csv"], "x.csv: say which table: --table with one of articles, "),
    (["-", "--format", "csv"], "-: say which table"),
    (["x.parquet"], "x.parquet: say which table"),
    (["x.csv", "--table", "money", "--table", "dates"], "one file holds one table"),
    (["x.xlsx", "--table", "money"], "x.xlsx: say which format: --format jsonl, csv, parquet"),
    (["x", "--table", "money"], "x: say which format"),
    (["x/"], "x/: say which format"),
    (["copy.db"], "copy.db: for a copy of the database add --public"),
    (["copy.db", "--format", "csv"], "copy.db: for a copy"),
    (["-", "--format", "parquet", "--table", "money"], "Parquet needs a file"),
    (["money.parquet.gz"], "Parquet needs a file"),
    (["x.csv", "--format", "xml"], "Invalid value for '--format'"),
    (["x.jsonl", "--since", "gestern"], "gestern: no date; write 2024-08-26"),
    (["x.jsonl", "--since", "2026", "--until", "2025"], "2026 is later than 2025"),
    (["x.csv", "--table", "country_years", "--since", "2026"], "country_years adds up all articles"),
    ([], "Missing argument 'DEST'"),
    (["--public", "-"], "--public makes a database; name a file"),
    (["--public", "x/"], "--public makes a database; name a file"),
    (["--public", "."], "--public makes a database; name a file"),
    (["--public", "p.db", "--table", "money"], "--public copies the whole database"),
    (["--public", "p.db", "--since", "2026"], "--public copies the whole database"),
    (["--public", "p.db", "--format", "csv"], "--public copies the whole database"),
    (["--public", "sacho.db"], "sacho.db: that is the database itself"),
    (["/dev/null", "--format", "jsonl"], "/dev/null: not a plain file; use - for standard output"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_use(run, folder, arguments, said):
    assert said in run(*arguments, status=2).stderr
    assert names(folder) == []


FAILING = [
    (["x.jsonl", "--db", "none.db"], "none.db: no such database"),
    (["--public", "x.db", "--db", "none.db"], "none.db: no such database"),
    (["none/x.jsonl"], "none/x.jsonl: the folder none does not exist; make it first"),
    (["none/deep/", "--format", "csv"], "none/deep: the folder none does not exist; make it first"),
    (["--public", "none/x.db"], "none/x.db: the folder none does not exist; make it first"),
    (["sacho.db/x.jsonl"], "sacho.db is no folder"),
    (["sacho.db-copy", "--format", "jsonl", "--db", "text"], "text: not a SQLite database"),
    (["/proc/x.jsonl"], "/proc/x.jsonl: "),
]


@pytest.mark.parametrize(("arguments", "said"), FAILING)
def test_what_cannot_be_done(run, folder, arguments, said):
    (folder / "text").write_text("글" * 1000)
    assert said in run(*arguments, status=1).stderr
    assert names(folder) == ["text"]


def test_a_database_is_never_overwritten(run, folder):
    for name in ("other.db", "other.jsonl"):
        open_database(folder / name).close()
    before = (folder / "other.db").read_bytes()
    assert "other.db: exists already and is no public copy" in run("--public", "other.db", status=1).stderr
    assert "other.jsonl: a database; name another file" in run("other.jsonl", status=1).stderr
    assert "for a copy of the database" in run("sacho.db", "--format", "jsonl", status=2).stderr
    (folder / "link.jsonl").symlink_to("sacho.db")
    assert "a database" in run("link.jsonl", status=1).stderr
    (folder / "link.db").symlink_to("sacho.db")
    assert "that is the database itself" in run("--public", "link.db", status=2).stderr
    (folder / "notes.db").write_text("no database")
    assert "is no public copy" in run("--public", "notes.db", status=1).stderr
    assert (folder / "other.db").read_bytes() == before
    check_database(folder / "sacho.db")


def test_a_file_is_replaced_through_links_and_keeps_its_rights(run, folder):
    (folder / "real.jsonl").write_text("old")
    (folder / "real.jsonl").chmod(0o640)
    (folder / "link.jsonl").symlink_to("real.jsonl")
    run("link.jsonl")
    assert (folder / "link.jsonl").is_symlink()
    assert (folder / "real.jsonl").stat().st_mode & 0o777 == 0o640
    assert (folder / "real.jsonl").read_text(encoding="utf-8").startswith('{"id"')


# Whole or not at all


@pytest.mark.parametrize(
    "arguments",
    [
        ["money.csv"],
        ["articles.jsonl.gz"],
        ["money.parquet"],
        ["facts/", "--format", "csv"],
        ["--public", "p.db"],
    ],
)
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_export_leaves_no_half_file(run, folder, arguments, how):
    """The old file stands until the new one is whole; what was left is removed by the next export."""
    target = folder / next(one for one in arguments if not one.startswith("-"))
    run(*arguments)
    target = target / "money.csv" if target.is_dir() else target
    before = target.stat()
    code = (
        "import os, sys, pipeline.export as library\n"
        f"library.place = lambda made, target: os.kill(os.getpid(), {int(how)})\n"
        "from pipeline.cli import main; main(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", code, "export", *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}, check=False)  # fmt: skip
    assert done.returncode == (-9 if how is signal.SIGKILL else 1), done.stderr
    assert "Traceback" not in done.stderr
    assert target.stat().st_ino == before.st_ino
    left = list(folder.rglob(".sacho-export-*"))
    assert bool(left) == (how is signal.SIGKILL)
    assert all(one.stat().st_mode & 0o077 == 0 for one in left)
    run(*arguments)
    assert not list(folder.rglob(".sacho-export-*"))
    assert target.stat().st_ino != before.st_ino


@pytest.mark.parametrize(
    "arguments",
    [
        ["agencies.csv"],
        ["agencies.jsonl.gz"],
        ["agencies.parquet"],
        ["facts/", "--format", "csv"],
        ["--public", "p.db"],
    ],
)
def test_a_full_disk(folder, arguments):
    """Files may grow to so many bytes, then writing fails."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    name = next(one for one in arguments if not one.startswith("-"))
    done = subprocess.run([sys.executable, "-m", "pipeline.cli", "export", *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}, preexec_fn=limit, check=False)  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith(f"Error: {name}: ")
    assert done.stderr.count("\n") == 1
    assert names(folder) == (["facts"] if name == "facts/" else [])
    assert not list(folder.rglob(".sacho-export-*"))
    if name == "facts/":
        assert names(folder / "facts") == []


@pytest.mark.parametrize("closed", ["/dev/full", "| head"])
def test_standard_output_that_takes_no_more(folder, closed):
    command = f"{sys.executable} -m pipeline.cli export - --table agencies"
    where = (
        f"{command} > /dev/full"
        if closed == "/dev/full"
        else f"set -o pipefail; {command} | head -n 1 > /dev/null"
    )
    done = subprocess.run(["bash", "-c", where], cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}, check=False)  # fmt: skip
    assert "Traceback" not in done.stderr
    if closed == "/dev/full":
        assert done.returncode == 1
        assert done.stderr.splitlines()[0] == "Error: output: No space left on device"
    else:
        assert done.returncode == 0


def test_two_exports_to_one_file_exclude_each_other(run, folder):
    import hashlib

    place = folder / f".sacho-export-{hashlib.sha256(b'a.jsonl').hexdigest()[:8]}"
    place.mkdir()
    with (place / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "a.jsonl: another export is writing it; nothing done" in run("a.jsonl", status=1).stderr
        run("b.jsonl")
    run("a.jsonl")
    assert names(folder) == ["a.jsonl", "b.jsonl"]


WRITER = """
import sqlite3, sys, itertools
database = sqlite3.connect(sys.argv[1], timeout=30)
for number in itertools.count():
    with database:
        database.execute("INSERT INTO sources (id, name_ko) VALUES (?, 'x')", [f"a{number}"])
        database.execute("INSERT INTO failures (id, stage, item, reason, first_seen_at, last_seen_at) "
            "VALUES (?, 'x', 'x', 'x', 'x', 'x')", [f"a{number}"])
    if number == 20:
        print("at work", flush=True)
"""


def test_all_files_are_of_one_moment_while_another_writes(folder, tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder / "sacho.db")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout.readline() == "at work\n"
        seen = []
        for number in range(5):
            job = Job(
                folder / "sacho.db",
                f"{tmp_path}/{number}/",
                "csv",
                ("sources", "agencies", "failures"),
                plain=True,
            )
            export(job, io.BytesIO())
            files = [tmp_path / str(number) / f"{table}.csv" for table in ("sources", "failures")]
            ids = [
                {row["id"] for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())}
                - {"dump"}
                for file in files
            ]
            assert ids[0] == ids[1]
            seen.append(len(ids[0]))
        made = tmp_path / "p.db"
        export_public(folder / "sacho.db", str(made), now=NOW)
        assert ask(made, "SELECT COUNT(*) FROM sources")[0][0] > 20
    finally:
        writer.kill()
        writer.communicate()
    assert seen == sorted(seen)
    assert seen[0] > 20


def test_memory_does_not_grow_with_the_table(folder, tmp_path):
    with closing(sqlite3.connect(folder / "sacho.db")) as database:
        database.execute("CREATE TABLE large (id INTEGER, words TEXT)")
        database.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
            "INSERT INTO large SELECT i, printf('%0500d', i) FROM n"
        )
        database.commit()
    for name, most in (("large.csv", 2e6), ("large.jsonl", 2e6), ("large.parquet", 60e6)):
        job = Job(folder / "sacho.db", str(tmp_path / name))
        tracemalloc.start()
        assert export(job, io.BytesIO()).rows == 100_000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < most, name


def test_a_bar_on_a_terminal_counts_all_rows(folder, tmp_path):
    from contextlib import contextmanager

    told = {}

    @contextmanager
    def progress(label, count):
        done = []
        yield done.append
        told[label] = (count(), sum(done))

    job = Job(folder / "sacho.db", f"{tmp_path}/all/", "jsonl", ("articles", "agencies", "budgets"))
    export(job, io.BytesIO(), progress)
    assert told["articles"] == (17, 17)
    assert told["budgets"] == (1, 1)
    assert told["agencies"][0] == told["agencies"][1] > 500


# The public copy


def test_a_public_copy(run, folder):
    result = run("--public", "public.db")
    assert re.fullmatch(
        r"wrote public\.db \(17 articles, 16 of them without their text, \d\.\d MB, checked\)\n",
        result.stderr,
    )
    assert is_public_copy(folder / "public.db")
    check_database(folder / "public.db")
    assert names(folder) == ["public.db"]
    run("--public", "public.db")  # again
    assert ask("public.db", "SELECT body FROM articles WHERE licence IS NOT NULL")[0]["body"].startswith(
        "베트남에"
    )
    lines = run("-", "--db", "public.db").stdout.splitlines()
    assert [json.loads(line)["body"] for line in lines[1:]] == [""] * 16


def test_an_empty_file_may_become_a_public_copy(run, folder):
    (folder / "public.db").touch()
    run("--public", "public.db")
    assert is_public_copy(folder / "public.db")


def test_a_public_copy_that_somebody_writes_to_stays(run, folder):
    run("--public", "public.db")
    with closing(sqlite3.connect("public.db")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("DELETE FROM sources WHERE 0")
        database.execute("UPDATE sources SET url = 'x'")
        result = run("--public", "public.db", status=1)
        assert "public.db-wal: left by a program that writes to public.db; stop it first" in result.stderr


def test_what_is_left_out_is_named(run, folder):
    with closing(sqlite3.connect("sacho.db")) as database:
        database.execute("CREATE TABLE mine (a)")
    assert "; left out, not being sacho's: mine)" in run("--public", "public.db").stderr


def test_the_library_says_what_is_wrong(folder, tmp_path):
    with pytest.raises(ExportChoiceError, match="no table x"):
        export(Job(folder / "sacho.db", str(tmp_path / "x.csv"), tables=("x",)), io.BytesIO())
    with pytest.raises(ExportError, match="the folder"):
        export_public(folder / "sacho.db", str(tmp_path / "no" / "x.db"), now=NOW)
    assert (
        export(Job(folder / "sacho.db", str(tmp_path / "y.jsonl"), period=Period("2999")), io.BytesIO()).rows
        == 0
    )
