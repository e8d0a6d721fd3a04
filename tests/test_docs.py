"""What README says is there is there, and what is there README says."""

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest

from db.database import open_database
from pipeline.cli import main
from scrapers.source import load_sources

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE)


COMMANDS = main.list_commands(click.Context(main))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_in_the_readme_and_teaches_with_an_example(command):
    assert f"`sacho {command}" in README
    text = main.get_command(click.Context(main), command).help
    assert text is not None
    assert re.search(r"Examples?:\n\s+.*sacho", text), f"no example in sacho {command} --help"


@pytest.mark.parametrize("target", TARGETS)
def test_each_make_target_is_in_the_readme(target):
    assert f"`{target}`" in README or f"make {target}" in README


def test_each_table_and_view_is_in_the_readme(tmp_path):
    with closing(open_database(tmp_path / "x.db")) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type <> 'index'")]
    inner = ("_", "sqlite", "article_search_")  # SQLite's, and what FTS5 and its triggers are made of
    unsaid = [name for name in names if not name.startswith(inner) and f"`{name}`" not in README]
    assert unsaid == []


def test_each_setting_is_in_the_readme():
    code = (ROOT / "pipeline" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"SACHO_[A-Z_]*[A-Z]", code)) | {
        value for source in load_sources().values() for key, value in source.options.items() if key == "key"
    }
    assert {name for name in names if f"`{name}" not in README} == set()


def test_pictures_and_files_named_in_the_readme_exist():
    for path in re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(
        r"`((?:extractors|scrapers)/[\w/]+\.\w+)`", README
    ):
        assert (ROOT / path).exists(), path


def test_the_python_example_runs():
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    kinds = [line.split()[0] for line in result.stdout.splitlines()]
    assert kinds == ["agency", "date", "money"]


def test_the_annotate_example_gives_what_the_readme_says():
    line = re.search(r"echo '(\{.*\})'", README).group(1)
    result = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "annotate"],
        input=line,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    found = {entity["text"]: entity for entity in json.loads(result.stdout)["entities"]}
    assert found["기재부"]["name"] == "기획재정부"
    assert len(found["기재부"]["current_ids"]) == 2
    assert (found["지난해 9월"]["date_start"], found["지난해 9월"]["date_end"]) == (
        "2023-09-01",
        "2023-09-30",
    )
    assert found["우즈베키스탄"]["code"] == "UZ"
    assert found["3천억 원"]["amount"] == 300000000000
    assert (found["홍가람"]["title"], found["홍가람"]["agency"]) == ("차관", "기획재정부")
    context = ("agency_id", "programme", "country", "date_start")
    assert [found["3천억 원"][name] for name in context] == [
        "moef-2008",
        "농촌 전기 공급 사업",
        "UZ",
        "2023-09-01",
    ]


def test_the_lock_files_name_no_address():
    """Hashes pin what is installed; where it comes from is the user's own setting."""
    for name in (
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-bench.lock",
        "requirements-next.lock",
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=")


def test_sqlite_is_new_enough():
    """ON CONFLICT DO UPDATE and window functions are used."""
    assert sqlite3.sqlite_version_info >= (3, 35)
