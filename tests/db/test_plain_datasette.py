"""`datasette sacho.db`: all of it where sacho is installed, a pleasant file where it is not, nothing for others."""

import ast
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from db.datasette.metadata import NAME, metadata
from tests.db.datasettes import command, environment, running
from tests.db.serving import article_path

OURS = metadata()["databases"][NAME]
QUERIES = OURS["queries"]
POLICY = "content-security-policy"
PAGES = (
    "/-/search", "/-/dashboard", "/-/budgets", "/-/agencies", "/-/countries", "/-/programmes",
    "/-/agency?name=행정안전부", "/-/country/VN", "/-/feed.atom?q=예산", "/-/budgets.csv",
)  # fmt: skip


def names(path):
    """Tables and views of a database."""
    with closing(sqlite3.connect(path)) as db:
        return [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, corpus):
    """sacho.db, the same as x.db, another program's other.db, and in foreign/ another program's sacho.db."""
    folder = tmp_path_factory.mktemp("plain")
    for name in (f"{NAME}.db", "x.db"):
        shutil.copy(corpus, folder / name)
    (folder / "foreign").mkdir()
    for path in (folder / "other.db", folder / "foreign" / f"{NAME}.db"):
        with closing(sqlite3.connect(path)) as db:
            db.executescript("""
                CREATE TABLE articles (id TEXT PRIMARY KEY, title TEXT, amount INTEGER, article_id TEXT, body TEXT);
                INSERT INTO articles VALUES ('1', '베트남에 간다', 120000000, 'korea_kr:1', 'long' || hex(zeroblob(40)));
                CREATE VIRTUAL TABLE articles_fts USING fts5(title, content="articles");
                INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
            """)
    return folder


@pytest.fixture(scope="module")
def alone(folder):
    """With a question of the operator's own, and a title for a table of ours."""
    own = {"queries": {"mine": {"sql": "select :word as outlet"}}, "tables": {"runs": {"title": "우리 것"}}}
    (folder / "own.json").write_text(json.dumps({"databases": {NAME: own}}))
    with running(folder, "datasette", f"{NAME}.db", "-m", "own.json") as server:
        yield server.wait_for_the_analyser()


@pytest.fixture(scope="module")
def beside(folder):
    with running(folder, "datasette", f"{NAME}.db", "other.db") as server:
        yield server.wait_for_the_analyser()


def test_the_plugin_is_there_once(alone):
    plugins = json.loads(alone.get("/-/plugins.json"))
    assert [plugin["name"] for plugin in plugins] == ["sacho"]
    assert len(plugins[0]["hooks"]) == len(set(plugins[0]["hooks"]))


def test_the_front_page_is_ours(alone):
    page = alone.get("/")
    assert "보도자료에 묻기" in page
    assert "/-/sacho/sacho.css" in page


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_ours_opens(alone, path):
    alone.get(path)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_question_is_answered(alone, name):
    page = alone.get(f"/{NAME}/{name}?{QUERIES[name]['example']}")
    assert QUERIES[name]["title"] in page
    assert all(words in page for words in QUERIES[name]["asked"].values())


def test_tables_have_titles_descriptions_facets_and_korean_search(alone):
    page = alone.get(f"/{NAME}/articles")
    table = OURS["tables"]["articles"]
    assert f"<h1>{table['title']}</h1>" in page
    assert table["columns"]["outlet"] in page
    assert 'data-column="published_year"' in page
    assert 'name="_search"' in page
    found = json.loads(alone.get(f"/{NAME}/articles.json?_search=베트남에서는&_shape=array"))
    assert "korea_kr:156700001" in {row["id"] for row in found}


def test_an_article_has_its_page_and_headers(alone):
    status, headers, page = alone.ask(article_path("korea_kr:156700001"))
    assert status == 200
    assert '<mark class="m-money' in page
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert "default-src 'self'" in headers[POLICY]


def test_what_the_operator_says_goes_before_ours(alone):
    """A question of others has no wording of ours for its parameters."""
    page = alone.get(f"/{NAME}/mine?word=낱말")
    assert ">word</label>" in page
    assert '<td class="col-outlet">낱말</td>' in page
    assert f'href="/{NAME}/mine"' in alone.get(f"/{NAME}")
    page = alone.get(f"/{NAME}/runs")
    assert "<h1>우리 것</h1>" in page
    assert OURS["tables"]["runs"]["description"] in page


def test_beside_another_database_the_front_page_is_datasettes(beside):
    _, headers, page = beside.ask("/")
    assert f'href="/{NAME}"' in page
    assert 'href="/other"' in page
    assert "보도자료에 묻기" not in page
    assert "sacho.css" not in page
    assert POLICY not in headers


@pytest.mark.parametrize(
    "path", [*PAGES, f"/{NAME}", f"/{NAME}/articles", article_path("korea_kr:156700001")]
)
def test_beside_another_database_ours_is_whole(beside, path):
    status, headers, page = beside.ask(path)
    assert status == 200
    assert POLICY in headers
    if "html" in headers["content-type"]:
        assert "/-/sacho/sacho.css" in page


def test_beside_ours_another_database_is_left_alone(beside):
    for path in ("/other", "/other/articles", "/other/articles/1", "/other/none", "/robots.txt"):
        _, headers, page = beside.ask(path)
        assert POLICY not in headers
        assert "x-robots-tag" not in headers
        assert "사초" not in page
        assert "sacho.css" not in page
    beside.get("/robots.txt", status=404)
    page = beside.get("/other/articles")
    assert "120000000" in page
    assert "00000000" in page.split("long")[1][:80]
    assert "korea_kr:1<" in page
    for word, count in (("베트남에", 1), ("베트남", 0), ("간다", 1)):
        found = json.loads(beside.get(f"/other/articles.json?_search={word}&_shape=array"))
        assert len(found) == count, word
    assert "no such function" in beside.get("/other?sql=select ko_query('x')", status=400)


def test_beside_another_database_search_in_ours_is_korean(beside):
    found = json.loads(beside.get(f"/{NAME}/articles.json?_search=베트남에서는&_shape=array"))
    assert "korea_kr:156700001" in {row["id"] for row in found}


def test_under_another_name_it_is_a_plain_file(folder):
    with running(folder, "datasette", "x.db") as server:
        assert "보도자료에 묻기" not in server.get("/")
        for name in names(folder / "x.db"):
            server.get(f"/x/{name}")
        server.get(article_path("korea_kr:156700001").replace(f"/{NAME}/", "/x/", 1))
        server.get("/-/search", status=404)
        assert "사초" not in server.get("/x/none", status=404)


def test_another_programs_database_of_our_name_is_left_alone(folder):
    with running(folder / "foreign", "datasette", f"{NAME}.db") as server:
        status, headers, page = server.ask("/")
        assert (status, POLICY in headers, "사초" in page) == (200, False, False)
        for path in (f"/{NAME}", f"/{NAME}/articles", f"/{NAME}/articles/1"):
            _, headers, page = server.ask(path)
            assert "베트남에" in page or path == f"/{NAME}"
            assert "사초" not in page
            assert POLICY not in headers
        found = json.loads(server.get(f"/{NAME}/articles.json?_search=베트남&_shape=array"))
        assert found == []
        server.get("/-/search", status=404)
        server.get("/robots.txt", status=404)


def test_without_sacho_every_table_and_view_opens(folder):
    with running(folder, "datasette", f"{NAME}.db", plugins=False) as server:
        assert json.loads(server.get("/-/plugins.json")) == []
        for name in names(folder / f"{NAME}.db"):
            server.get(f"/{NAME}/{name}")


def test_without_sacho_any_client_can_write(folder, tmp_path):
    """No trigger asks for a function that only sacho knows."""
    copied = tmp_path / "copied.db"
    shutil.copy(folder / f"{NAME}.db", copied)
    with closing(sqlite3.connect(copied)) as db, db:
        db.execute("UPDATE articles SET title = title || '!'")
        db.execute("UPDATE article_search SET title = title || ' 더'")
        db.execute("DELETE FROM article_search")
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_immutable(folder):
    assert "보도자료에 묻기" in command(folder, "-i", f"{NAME}.db", "--get", "/")


def test_nolock(folder, tmp_path):
    """SQLite opens no file in WAL mode without locks, whoever asks: it has to be a copy in another mode."""
    copied = tmp_path / f"{NAME}.db"
    shutil.copy(folder / copied.name, copied)
    with closing(sqlite3.connect(copied)) as db:
        assert db.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    assert "보도자료에 묻기" in command(tmp_path, copied.name, "--nolock", "--get", "/")


def test_inspect(folder):
    found = json.loads(command(folder, "inspect", f"{NAME}.db"))
    assert found[NAME]["tables"]["articles"]["count"] > 0


#: What a Datasette without a database of ours loads of sacho.
_LIGHT = {
    "db", "db.database", "db.errors", "db.datasette", "db.datasette.plugin", "db.datasette.amounts",
    "db.datasette.metadata", "db.datasette.ours",
}  # fmt: skip


def python(folder, code):
    """What a Python program prints last, as a literal."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return ast.literal_eval(done.stdout.splitlines()[-1])


def test_a_datasette_without_ours_loads_next_to_nothing(folder):
    """Neither the analyser nor our pages, in a whole start with an answered page."""
    loaded = python(
        folder,
        "import asyncio, sys\n"
        "from datasette.app import Datasette\n"
        "app = Datasette(['other.db'])\n"
        "asyncio.run(app.invoke_startup())\n"
        "assert asyncio.run(app.client.get('/other/articles')).status_code == 200\n"
        "ours = {'db', 'extractors', 'pipeline', 'scrapers', 'kiwipiepy'}\n"
        "print([name for name in sys.modules if name.split('.')[0] in ours])",
    )
    assert set(loaded) == _LIGHT


def test_sacho_serve_uses_the_plugin_that_is_loaded(folder):
    """The entry point's module is the one that `sacho serve` registers: no hook runs twice."""
    counts = python(
        folder,
        "from datasette.plugins import pm\n"
        "before = list(pm.get_plugins())\n"
        "from db.datasette import plugin\n"
        "from db.datasette.app import datasette_app\n"
        "datasette_app('x.db')\n"
        "hooks = [impl for impl in pm.hook.startup.get_hookimpls() if impl.plugin is plugin]\n"
        "print((plugin in before, sum(one is plugin for one in pm.get_plugins()), len(hooks)))",
    )
    assert counts == (True, 1, 1)
