"""The same database and plugin on the newest Datasette 1.0 alpha (`make next`), over the loopback."""

import csv
import importlib.metadata
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from db.datasette.metadata import NAME, metadata
from tests.db.datasettes import NEXT, needs_next, running
from tests.db.pages_corpus import HOSTILE
from tests.db.serving import Visitor, article_path, needs_browser

pytestmark = needs_next
OURS = metadata()["databases"][NAME]
QUERIES = OURS["queries"]
TABLES = {name: table for name, table in OURS["tables"].items() if "columns" in table}
PAGES = {
    "/": "보도자료에 묻기",
    f"/{NAME}": "모든 표",
    "/-/search?q=전자정부": "<mark",
    "/-/search?country=VN": "베트남",
    "/-/dashboard": "<svg",
    "/-/budgets": "120억 원",
    "/-/agencies": "행정안전부",
    "/-/agency?name=행정안전부": "행정안전부",
    "/-/countries": "<svg",
    "/-/country/VN": "베트남",
    "/-/programmes": "전자정부 협력 사업",
    "/-/programme?name=전자정부 협력 사업": "전자정부 협력 사업",
    article_path("korea_kr:156700001"): '<mark class="m-programme"',
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("newer")
    shutil.copy(corpus, folder / f"{NAME}.db")
    with closing(sqlite3.connect(folder / "other.db")) as db:
        db.executescript("""
            CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, amount INTEGER);
            INSERT INTO notes VALUES (1, '베트남에 간다', 120000000);
            CREATE VIRTUAL TABLE notes_fts USING fts5(title, content="notes");
            INSERT INTO notes_fts(notes_fts) VALUES ('rebuild');
        """)
    return folder


@pytest.fixture(scope="module")
def newer(folder):
    """With a question of the operator's own, and a title for a table of ours."""
    own = {"queries": {"mine": {"sql": "select :word as outlet"}}}
    (folder / "config.json").write_text(json.dumps({"databases": {NAME: own}}))
    said = {"tables": {"runs": {"title": "우리 것", "columns": {"command": "우리 말"}}}}
    (folder / "own.json").write_text(json.dumps({"databases": {NAME: said}}))
    given = ("-c", "config.json", "-m", "own.json")
    with running(folder, "datasette", f"{NAME}.db", *given, newer=True) as server:
        yield server.wait_for_the_analyser()


@pytest.fixture(scope="module")
def beside(folder):
    with running(folder, "datasette", f"{NAME}.db", "other.db", newer=True) as server:
        yield server.wait_for_the_analyser()


def rows(page):
    """How many rows the table of a page has."""
    return len(re.findall("<tr", page.split("<tbody", 1)[1].split("</tbody>")[0]))


def test_it_is_the_newer_one_with_the_plugin_once(newer):
    (found,) = importlib.metadata.distributions(name="datasette", path=[str(NEXT)])
    assert found.version.startswith("1.")
    assert json.loads(newer.get("/-/versions.json"))["datasette"]["version"] == found.version
    assert [plugin["name"] for plugin in json.loads(newer.get("/-/plugins.json"))] == ["sacho"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_ours(newer, path):
    status, headers, page = newer.ask(path)
    assert status == 200
    assert PAGES[path] in page
    assert "/-/sacho/sacho.css" in page
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_and_view(newer, name):
    page = newer.get(f"/{NAME}/{name}")
    table = TABLES[name]
    said = {"title": "우리 것", "columns": {"command": "우리 말"}} if name == "runs" else {}
    assert f"{said.get('title', table['title'])}{' (view)' if '(view)' in page else ''}</h1>" in page
    assert table["description"].split(".")[0].split("(")[0] in page
    answer = json.loads(newer.get(f"/{NAME}/{name}.json"))
    assert answer["ok"]
    described = json.loads(newer.get(f"/{NAME}/{name}.json?_extra=metadata,facet_results&_size=1"))
    assert described["metadata"]["columns"] == table["columns"] | said.get("columns", {})
    assert set(table.get("facets", ())) <= set(described["facet_results"]["results"])
    if "size" in table:
        assert len(answer["rows"]) <= table["size"]
    if "sort_desc" in table:
        values = [row[table["sort_desc"]] for row in answer["rows"] if row[table["sort_desc"]] is not None]
        assert values == sorted(values, reverse=True)


def test_a_list_has_its_size_and_names_for_keys(newer):
    assert rows(newer.get(f"/{NAME}/articles")) == TABLES["articles"]["size"]
    page = newer.get(f"/{NAME}/agency_mentions?agency_id=mois-2017")
    assert '<a href="/sacho/agencies/mois-2017">행정안전부</a>' in page
    assert '<span class="amount" title="12,000,000,000">' in newer.get(f"/{NAME}/money")


def test_plumbing_is_hidden(newer):
    tables = {table["name"]: table["hidden"] for table in json.loads(newer.get(f"/{NAME}.json"))["tables"]}
    hidden = {name for name, table in OURS["tables"].items() if table.get("hidden")}
    assert {name for name in hidden if tables[name]} == hidden
    assert not tables["articles"]


def test_datasettes_own_search_is_korean(newer):
    assert 'name="_search"' in newer.get(f"/{NAME}/articles")
    found = json.loads(newer.get(f"/{NAME}/articles.json?_search=베트남에서는&_shape=array&_size=max"))
    assert "korea_kr:156700001" in {row["id"] for row in found}
    sql = (
        "select count(*) as n from article_search_fts where article_search_fts match ko_query('베트남에서는')"
    )
    counted = json.loads(newer.get(f"/{NAME}/-/query.json?sql={sql}&_shape=array"))
    assert counted == [{"n": len(found)}]
    assert json.loads(newer.get(f"/{NAME}.json?sql={sql}&_shape=array")) == counted  # the older address


@pytest.mark.parametrize("name", sorted(QUERIES))
@pytest.mark.parametrize("given", ["none", "example", "hostile"])
def test_every_question(newer, name, given):
    query = QUERIES[name]
    hostile = "&".join(f"{param}=';--\"<script>" for param in query["params"])
    params = {"none": "", "example": query["example"], "hostile": hostile}[given]
    page = newer.get(f"/{NAME}/{name}?{params}")
    assert f"<h1>{query['title']}</h1>" in page
    assert query["description"] in page
    assert all(f">{words}</label>" in page for words in query["asked"].values())
    assert "message-error" not in page
    assert '<script>"' not in page
    assert 'id="sql-query"' not in page
    assert 'id="sql-query"' in newer.get(f"/{NAME}/{name}?{params}&_show_sql=1")
    answer = json.loads(newer.get(f"/{NAME}/{name}.json?{params}"))
    assert answer["ok"]
    lines = list(csv.reader(io.StringIO(newer.get(f"/{NAME}/{name}.csv?{params}"))))
    assert len(lines) == len(answer["rows"]) + 1
    if answer["rows"]:
        heading = QUERIES[name]["labels"].get(lines[0][0], lines[0][0])
        assert f">{heading}</th>" in page


def test_all_questions_are_listed(newer):
    page = newer.get(f"/{NAME}")
    for name, query in QUERIES.items():
        assert f'<a href="/{NAME}/{name}">{query["title"]}</a>' in page


def test_what_the_operator_says_goes_before_ours(newer):
    page = newer.get(f"/{NAME}/mine?word=낱말")
    assert ">word</label>" in page
    assert '<td class="col-outlet">낱말</td>' in page


def test_feed_and_tables_for_programs(newer):
    status, headers, text = newer.ask("/-/feed.atom?q=예산")
    assert (status, headers["content-type"].split(";")[0]) == (200, "application/atom+xml")
    assert "<entry>" in text
    lines = list(csv.DictReader(io.StringIO(newer.get("/-/budgets.csv").removeprefix("\ufeff"))))
    assert lines
    lines = list(csv.DictReader(io.StringIO(newer.get(f"/{NAME}/budgets.csv"))))
    assert "12000000000" in {line["amount"] for line in lines}


def test_static_files_and_robots(newer):
    address = re.search(r'href="(/-/sacho/sacho\.css\?\w+)"', newer.get("/"))[1]
    status, headers, _ = newer.ask(address)
    assert (status, headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert newer.get("/robots.txt") == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("path", [f"/{NAME}/none", f"/{NAME}/articles/none", "/-/none", "/-/country/ZZ"])
def test_what_is_missing_is_not_found(newer, path):
    assert "사초" in newer.get(path, status=404)


def test_hostile_text_is_only_text(newer):
    for path in (article_path(HOSTILE), f"/{NAME}/articles", f"/{NAME}/money", f"/{NAME}/attachments"):
        page = newer.get(path)
        assert "<script>window.PWNED" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page.lower()


@pytest.mark.parametrize(
    "path",
    [
        f"/{NAME}/sources/-/insert",
        f"/{NAME}/-/create",
        f"/{NAME}/-/execute-write",
        f"/{NAME}/-/queries/store",
    ],
)
def test_nothing_can_be_written(newer, path):
    asked = Request(newer.address + path, b'{"row": {"id": "x"}}', {"Content-Type": "application/json"})
    with pytest.raises(HTTPError) as caught:
        urlopen(asked, timeout=20)
    with caught.value as error:
        assert error.code in (400, 403, 405)
    for sql in ("delete from articles", "attach 'x.db' as x"):
        newer.get(f"/{NAME}/-/query.json?sql={sql}", status=400)
    assert json.loads(newer.get(f"/{NAME}/sources.json?id=x"))["rows"] == []


def test_beside_another_database_everything_has_its_own(beside):
    page = beside.get("/")
    assert f'href="/{NAME}"' in page
    assert 'href="/other"' in page
    assert "사초" not in page
    for path in ("/", "/other", "/other/notes", "/other/none"):
        _, headers, page = beside.ask(path)
        assert "default-src 'self'" not in headers.get("content-security-policy", "")
        assert "sacho.css" not in page
    assert "120000000" in beside.get("/other/notes")
    assert json.loads(beside.get("/other/notes.json?_search=베트남&_shape=array")) == []
    assert len(json.loads(beside.get("/other/notes.json?_search=베트남에&_shape=array"))) == 1
    for path in (f"/{NAME}/articles", "/-/search?q=예산", "/-/dashboard"):
        _, headers, page = beside.ask(path)
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "/-/sacho/sacho.css" in page


def test_sacho_serve_behind_a_proxy(folder):
    given = ("pipeline.cli", "serve", f"{NAME}.db", "--base-url", "/sacho-web")
    with running(folder, *given, newer=True) as server:
        for path in ("/", f"/{NAME}/articles", "/-/search", f"/{NAME}/large_budgets"):
            page = server.get(f"/sacho-web{path}")
            inside = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
            assert inside
            assert [link for link in inside if not link.startswith("/sacho-web/")] == []


@pytest.mark.browser
@needs_browser
def test_browser_nothing_fails_in_the_pages(browser, newer):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visitor(context.new_page(), newer.address)
    example = f"/{NAME}/large_budgets?{QUERIES['large_budgets']['example']}"
    for path in ("/", f"/{NAME}", f"/{NAME}/articles", example, "/-/search?q=예산", article_path(HOSTILE)):
        page = visit(path)
        page.wait_for_load_state("networkidle")
        visit.check()
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.querySelector('.content').getBoundingClientRect().width") <= 390
        page.set_viewport_size({"width": 1280, "height": 900})
    context.close()
