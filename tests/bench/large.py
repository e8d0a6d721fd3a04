"""`make bench-large`: how fast pages answer over very many articles, as ratios to bare SQL measured in one run.

Search: 240 questions of a seeded mix. *Bare* is one sqlite3 connection: the full-text lookup of the same twenty
rowids, with the same filters and order, and title and date of these rows. *Lookup* is everything that the search
page does before its template: reading the question with the analyser (which is not let remember it), filters, the
count, the rows, the passage with its marks, the pages that a word names; through Datasette's own database object.
*HTTP* is the whole answer of a real `sacho serve` in a process of its own.

Articles: 200 of all lengths. *Bare* is the article by its id and its mentions by the article's id, one SELECT each
of the nine tables that hold mentions. *Lookup* is ``article_rows``: all rows that the page shows, with the names of
countries and agencies joined, and its files, copies, revisions and figures of tables; through Datasette's database
object. What ``article_page`` makes of the rows (marked pieces of text, the list of facts in words) is rendering and
stands in a column of its own, *page*, the lookup included. *HTTP* as above.

All are asked right after one another, in rounds, and the least time of each counts: noise only ever adds.
Pages: each a few times over HTTP, the first answer apart from the others.
The exit status is 1 when a ratio or the size of a table is over its limit, or an answer is not 200. A page that
takes a third of the time that Datasette gives a statement is named too, with its slowest statements and their plans.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import quote, urlencode

from datasette.tracer import capture_traces
from datasette.utils import tilde_encode
from datasette.utils.asgi import Request

from db.datasette import korean
from db.datasette.app import datasette_app
from db.datasette.links import links_of
from db.datasette.metadata import NAME, metadata
from db.datasette.pages import article, search
from db.datasette.selection import read_selection
from db.mentions import TABLE_OF
from db.search import WEIGHTS
from tests.bench.bench import commit
from tests.bench.generator import particle, pieces
from tests.bench.large_database import REAL, database
from tests.bench.served import PATIENCE, Reader, percentile, serving

QUESTIONS, ARTICLES = 240, 200
#: The ways to an answer that are timed, and what they are called.
WAYS = {"bare": "bare SQL", "lookup": "lookup", "page": "page", "http": "HTTP"}
ROUNDS = 3
#: What the lookup of a page may take, as a multiple of the bare SQL; at the 95th percentile.
MOST = 3.0
#: Bytes of a page that shows a table of Datasette's own.
LARGEST = 100_000
#: Datasette breaks a statement off after 3 seconds; a page that needs a third of that is slow.
SLOW = 1.0
#: How often a page is asked for, and after how many seconds no more.
TIMES, ENOUGH = 8, 15.0


@dataclass(frozen=True)
class Question:
    """A question to the search page. kind: how its words were chosen."""

    kind: str
    path: str


@dataclass
class Timed:
    """What was asked and the least seconds of each way to answer it."""

    name: str
    bare: float = float("inf")
    lookup: float = float("inf")
    page: float = float("inf")
    http: float = float("inf")
    size: int = 0


@dataclass
class Page:
    """A page over HTTP. first: seconds of the first answer. slowest: its slowest statements with their plans."""

    name: str
    path: str
    status: int
    size: int
    first: float
    p95: float
    is_table: bool
    slowest: list[str] = field(default_factory=list)


def main() -> None:
    """Make the database, measure and print; ``--json`` for machines."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--real", type=int, default=REAL, help="how many of them the real command makes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the database there, and use it again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        path, made = database(folder, given.articles, given.seed, given.real, _say)
        figures = {"commit": commit(), "python": platform.python_version(), "cores": os.cpu_count()}
        figures |= {"made": asdict(made)} | asyncio.run(measure(path, given.seed))
    if given.json:
        given.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    print("\n".join(table(figures)))
    for line in slow(figures):
        print(f"SLOW: {line}")
    wrong = faults(figures)
    print("\n".join(f"OVER ITS LIMIT: {line}" for line in wrong) or "all within their limits")
    sys.exit(1 if wrong else 0)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


async def measure(
    path: Path, seed: int, questions: int = QUESTIONS, articles: int = ARTICLES, times: int = TIMES
) -> dict[str, Any]:
    """All figures of the database at ``path``. times: how often each page is asked for."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as bare:
        app = datasette_app(path)
        await app.invoke_startup()
        assert korean.wait_until_ready(PATIENCE)
        with serving(path, path.with_suffix(".err")) as base:
            reader = Reader(base)
            pages = [await _page(app, reader, *one, times) for one in _pages(bare)]
            found = [await _ask(app, bare, reader, one) for one in _questions(bare, questions, seed)]
            read = [await _read(app, bare, reader, one) for one in _articles(bare, articles)]
            reader.close()
        size = path.stat().st_size
        count = bare.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
        mentions = sum(bare.execute(f"SELECT COUNT(*) FROM {t}").fetchone()[0] for t in TABLE_OF.values())
    return {
        "articles": count,
        "mentions": mentions,
        "database_mb": size / 1e6,
        "search": _summary(found),
        "search_by_kind": {
            kind: _summary([one for one in found if one.name == kind])
            for kind in sorted({f.name for f in found})
        },
        "article": _summary(read),
        "pages": [asdict(page) for page in pages],
    }


def _summary(timed: Sequence[Timed]) -> dict[str, float]:
    figures: dict[str, float] = {"count": len(timed)}
    for way in WAYS:
        seconds = [getattr(one, way) for one in timed if getattr(one, way) < float("inf")]
        if seconds:
            figures[f"{way}_p50_ms"] = 1000 * percentile(seconds, 0.5)
            figures[f"{way}_p95_ms"] = 1000 * percentile(seconds, 0.95)
    for share in ("p50", "p95"):
        figures[f"ratio_{share}"] = figures[f"lookup_{share}_ms"] / figures[f"bare_{share}_ms"]
    figures["largest_kb"] = max(one.size for one in timed) / 1000
    return figures


def faults(figures: dict[str, Any]) -> list[str]:
    """What is over its limit, one line each."""
    found = [
        f"{name}: lookup takes {figures[name]['ratio_p95']:.2f} times the bare SQL at p95, allowed {MOST}"
        for name in ("search", "article")
        if figures[name]["ratio_p95"] > MOST
    ]
    for page in figures["pages"]:
        if page["status"] != 200:
            found.append(f"{page['path']}: status {page['status']}")
        if page["is_table"] and page["size"] > LARGEST:
            found.append(f"{page['path']}: {page['size']:,} bytes")
    return found


def slow(figures: dict[str, Any]) -> list[str]:
    """Pages that take long, with what takes long in them. On a busy machine this is no fault."""
    return [
        "\n  ".join([f"{page['path']}: {page['p95']:.2f} s", *page["slowest"]])
        for page in figures["pages"]
        if page["p95"] > SLOW or page["status"] != 200
    ]


def table(figures: dict[str, Any]) -> Iterator[str]:
    """The figures for people."""
    made = figures["made"]
    yield (
        f"commit {figures['commit']}, Python {figures['python']}, {figures['cores']} cores; "
        f"{figures['articles']:,} articles ({made['real']:,} by sacho extract, the others put together from "
        f"theirs), {figures['mentions']:,} mentions, {figures['database_mb']:,.0f} MB"
    )
    heads = " ".join(f"{WAYS[way] + ' p50/p95':>18}" for way in WAYS)
    yield f"{'milliseconds':24} {'asked':>5} {heads} {'ratio p50/p95':>14}"
    rows = {"search": figures["search"], "article": figures["article"]}
    rows |= {f"  search: {kind}": row for kind, row in figures["search_by_kind"].items()}
    for name, row in rows.items():
        ways = [
            f"{row[f'{way}_p50_ms']:8.1f} {row[f'{way}_p95_ms']:9.1f}"
            if f"{way}_p95_ms" in row
            else f"{'':18}"
            for way in WAYS
        ]
        yield f"{name:24} {row['count']:5} {' '.join(ways)} {row['ratio_p50']:7.2f} {row['ratio_p95']:6.2f}"
    yield f"{'page':34} {'first ms':>9} {'p95 ms':>8} {'kB':>7}"
    for page in figures["pages"]:
        yield f"{page['name']:34} {1000 * page['first']:9.0f} {1000 * page['p95']:8.0f} {page['size'] / 1000:7.1f}"


# ---- search


def _questions(db: sqlite3.Connection, count: int, seed: int) -> list[Question]:
    """Words of three frequencies, compounds, words with particles, two words; filters, order, second page."""
    chance = random.Random(f"questions:{seed}")
    frequent, middling, rare = _vocabulary(db)
    makers: dict[str, Callable[[], str]] = {
        "frequent word": lambda: chance.choice(frequent),
        "middling word": lambda: chance.choice(middling),
        "rare word": lambda: chance.choice(rare),
        "compound": lambda: "".join(
            (chance.choice(pieces()["fields"]) + chance.choice(pieces()["actions"])).split()
        ),
        "with particle": lambda: _with_particle(chance, chance.choice(frequent + middling)),
        "two words": lambda: f"{chance.choice(frequent)} {chance.choice(frequent + middling)}",
    }
    agencies = [one[0] for one in pieces()["ministries"]]
    asked = []
    for number in range(count):
        kind = list(makers)[number % len(makers)]
        query = {"q": makers[kind]()}
        extra = (number // len(makers)) % 8
        if extra == 1:
            query |= {"since": str(chance.randint(2006, 2020))}
        elif extra == 2:
            query |= {"agency": chance.choice(agencies)}
        elif extra == 3:
            query |= {"country": chance.choice(pieces()["countries"])}
        elif extra == 4:
            query |= {"page": "2"}
        elif extra == 5:
            query |= {"sort": "new"}
        elif extra == 6:
            query |= {"since": "2012", "until": "2018", "agency": chance.choice(agencies), "sort": "new"}
        asked.append(Question(kind, f"/-/search?{urlencode(query)}"))
    return asked


def _vocabulary(db: sqlite3.Connection) -> tuple[list[str], list[str], list[str]]:
    """Hangul words that stand in more than a tenth of the articles, in less, and in less than a thousandth."""
    db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, article_search_fts, 'row')")
    total = db.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
    frequent: list[str] = []
    middling: list[str] = []
    rare: list[str] = []
    for term, count in db.execute("SELECT term, doc FROM temp.vocabulary ORDER BY term"):
        if len(term) > 1 and all("가" <= letter <= "힣" for letter in term) and not term.endswith("다"):
            (frequent if count > total / 10 else middling if count > total / 1000 else rare).append(term)
    # pairs of syllables are terms too, of runs of nouns; words are rather what the generator has
    words = " ".join([*pieces()["plain"], *pieces()["sentences"], *pieces()["fields"], *pieces()["titles"]])
    frequent = [word for word in frequent if word in words]
    middling = [word for word in middling if len(word) > 2 or word in words]
    return frequent or middling, middling or frequent, rare or middling


def _with_particle(chance: random.Random, word: str) -> str:
    return word + particle(word, chance.choice(("은", "이", "을", "과", "으로")))


async def _ask(app: Any, bare: sqlite3.Connection, reader: Reader, asked: Question) -> Timed:
    timed = Timed(asked.kind)
    statement, rows, parameters = await _bare_search(app, asked)
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        rowids = [rowid for (rowid,) in bare.execute(statement, parameters)]
        bare.execute(rows, [json.dumps(rowids)]).fetchall()
        timed.bare = min(timed.bare, time.perf_counter() - begin)
        korean._read.cache_clear()
        with _captured(search) as shown:
            request = Request.fake(asked.path)
            begin = time.perf_counter()
            await search.view(app, request)
            timed.lookup = min(timed.lookup, time.perf_counter() - begin)
        found = [one.row["rowid"] for one in shown["found"].results]
        assert found == rowids, f"{asked.path}: other rows"
        answer = reader.get(asked.path)
        assert answer.status == 200, asked.path
        timed.http, timed.size = min(timed.http, answer.seconds), len(answer.body)
    return timed


async def _bare_search(app: Any, asked: Question) -> tuple[str, str, dict[str, Any]]:
    """The statements that find the same rows, and no more than rows."""
    request = Request.fake(asked.path)
    selection = await read_selection(app.get_database(NAME), request.args)
    conditions, parameters = selection.conditions()
    newest = request.args.get("sort") == "new"
    joined = " CROSS JOIN articles a ON a.rowid = f.rowid" if conditions or newest else ""
    rank = [f"f.rank MATCH 'bm25({', '.join(map(str, WEIGHTS))})'"] if not newest else []
    where = " AND ".join(["article_search_fts MATCH :match", *rank, *conditions])
    order = "a.published IS NULL, a.published DESC, a.id" if newest else "f.rank"
    offset = 20 * (int(request.args.get("page") or 1) - 1)
    parameters |= {"match": korean.expression(selection.q)}
    return (
        f"SELECT f.rowid FROM article_search_fts f{joined} WHERE {where} ORDER BY {order} LIMIT 20 OFFSET {offset}",
        "SELECT rowid, title, published FROM articles WHERE rowid IN (SELECT value FROM json_each(?))",
        {name: value for name, value in parameters.items() if f":{name}" in where},
    )


@contextmanager
def _captured(module: Any) -> Iterator[dict[str, Any]]:
    """What a view would give to its template."""
    shown: dict[str, Any] = {}

    async def keep(_datasette: Any, _request: Any, _template: str, context: dict[str, Any], **_: Any) -> None:
        shown.update(context)

    with mock.patch.object(module, "page", keep):
        yield shown


# ---- articles


def _articles(db: sqlite3.Connection, count: int) -> list[str]:
    """From the shortest to the longest in even steps, and the very longest."""
    by_length = [row[0] for row in db.execute("SELECT id FROM articles ORDER BY length(body), id")]
    longest = count // 5
    step = max(len(by_length) // (count - longest), 1)
    return list(dict.fromkeys([*by_length[::step][: count - longest], *by_length[-longest:]]))


async def _read(app: Any, bare: sqlite3.Connection, reader: Reader, article_id: str) -> Timed:
    timed = Timed("article")
    db, links = app.get_database(NAME), links_of(app)
    path = f"/{NAME}/articles/{tilde_encode(article_id)}"
    selects = [f"SELECT * FROM {name} WHERE article_id = ?" for name in TABLE_OF.values()]
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        bare.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone()
        for select in selects:
            bare.execute(select, [article_id]).fetchall()
        timed.bare = min(timed.bare, time.perf_counter() - begin)
        begin = time.perf_counter()
        await article.article_rows(db, article_id)
        timed.lookup = min(timed.lookup, time.perf_counter() - begin)
        begin = time.perf_counter()
        await article.article_page(db, article_id, links)
        timed.page = min(timed.page, time.perf_counter() - begin)
        answer = reader.get(path)
        assert answer.status == 200, path
        timed.http, timed.size = min(timed.http, answer.seconds), len(answer.body)
    return timed


# ---- pages


def _pages(db: sqlite3.Connection) -> Iterator[tuple[str, str, bool]]:
    """Name, address and whether it is a table of Datasette's own."""

    def most(column: str, name: str) -> str:
        sql = f"SELECT {column} FROM {name} WHERE {column} <> 'KR' GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 1"
        return str(db.execute(sql).fetchone()[0])

    agency, country = most("agency_id", "agency_mentions"), most("code", "article_countries")
    programme = most("name", "programmes")
    chosen = f"agency={agency}&country={country}&since=2012"
    words = quote("예산")
    yield from (
        ("front page", "/", False),
        ("dashboard", "/-/dashboard", False),
        ("dashboard, narrowed", f"/-/dashboard?since=2015&agency={agency}", False),
        ("dashboard of a country", f"/-/dashboard?country={country}&role=support", False),
        ("countries", "/-/countries", False),
        ("countries, narrowed", f"/-/countries?agency={agency}", False),
        ("the most frequent country", f"/-/country/{country}", False),
        ("agencies", "/-/agencies", False),
        ("agencies of a country", f"/-/agencies?country={country}", False),
        ("the most frequent agency", f"/-/agency?name={agency}", False),
        ("budgets", "/-/budgets", False),
        ("budgets, the largest", "/-/budgets?sort=large&role=all", False),
        ("budgets, narrowed", f"/-/budgets?{chosen}", False),
        ("budgets, a word", f"/-/budgets?q={words}", False),
        ("programmes", "/-/programmes", False),
        ("programmes, a word", f"/-/programmes?q={quote('안전')}", False),
        ("the most frequent programme", f"/-/programme?{urlencode({'name': programme})}", False),
        ("articles of an agency", f"/-/search?agency={agency}", False),
        ("articles, narrowed", f"/-/search?{chosen}&page=2", False),
        ("feed", "/-/feed.atom", False),
        ("feed of a word", f"/-/feed.atom?q={words}", False),
        ("table articles", f"/{NAME}/articles", True),
        ("table articles, as linked", f"/{NAME}/articles?{_columns('articles')}", True),
        ("table articles, _search", f"/{NAME}/articles?_search={words}", True),
        ("table articles, _search, JSON", f"/{NAME}/articles.json?_search={words}&_shape=objects", False),
        ("table articles, facets", f"/{NAME}/articles?_facet=department&_facet=outlet", True),
        ("database", f"/{NAME}", False),
    )
    for name in ("money", "dates", "agency_mentions", "country_mentions", "people", "programmes"):
        yield f"table {name}", f"/{NAME}/{name}?{_columns(name)}", True
    for name in ("budgets", "announced_amounts", "articles_by_agency", "country_years", "agency_lineage"):
        yield f"view {name}", f"/{NAME}/{name}", True
    for name, query in metadata()["databases"][NAME]["queries"].items():
        yield f"question {name}", f"/{NAME}/{name}?{quote(query.get('example', ''), safe='=&')}", True


def _columns(table: str) -> str:
    described = metadata()["databases"][NAME]["tables"][table]
    return "&".join(f"_col={name}" for name in described.get("list", ()))


async def _page(app: Any, reader: Reader, name: str, path: str, is_table: bool, times: int) -> Page:
    first = reader.get(path)
    seconds = [first.seconds]
    while len(seconds) < times and sum(seconds) < ENOUGH:
        seconds.append(reader.get(path).seconds)
    page = Page(
        name,
        path,
        first.status,
        len(first.body),
        first.seconds,
        percentile(seconds[1:] or seconds, 0.95),
        is_table,
    )
    if page.p95 > SLOW or page.status != 200:
        page.slowest = await _slowest(app, path)
    return page


async def _slowest(app: Any, path: str) -> list[str]:
    """The slowest statements of a page, each with its time and its plan."""
    traces: list[dict[str, Any]] = []
    with capture_traces(traces):
        await app.client.get(path)
    lines = []
    ours = [one for one in traces if one.get("database") == NAME]
    for one in sorted(ours, key=lambda trace: -trace["duration_ms"])[:3]:
        lines.append(f"{one['duration_ms']:.0f} ms: {' '.join(one['sql'].split())}")
        plan = await app.get_database(NAME).execute(f"EXPLAIN QUERY PLAN {one['sql']}", one["params"])
        lines += [f"    {row['detail']}" for row in plan.rows]
    return lines


if __name__ == "__main__":
    main()
