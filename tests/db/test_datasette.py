"""A real Datasette on a real database, asked over the loopback and looked at in Chromium."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from db.articles import save_records
from db.database import open_database
from db.datasette.metadata import NAME, metadata
from db.runs import run
from extractors.mention import Country, Money
from scrapers.article import Attachment, Dropped

ROOT = Path(__file__).parents[2]
QUERIES = metadata()["databases"][NAME]["queries"]
TABLES = [name for name, table in metadata()["databases"][NAME]["tables"].items() if "columns" in table]
SCRIPT = "<script>window.PWNED = 1</script>"
IMAGE = '"><img src=x onerror="window.PWNED=1">'


@contextmanager
def serving(path):
    """The address of `sacho serve` on a free port."""
    command = f"import sys; from pipeline.serve import serve; sys.exit(serve({str(path)!r}, port=0))"
    process = subprocess.Popen(
        [sys.executable, "-c", command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    if not found:
        process.kill()
        raise AssertionError(process.communicate()[1])
    try:
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


def hostile(make):
    body = f"앞 {SCRIPT} 😀 베트남에 120억 원을 쓴다. {IMAGE}"
    found = (
        ("body", make.mention(Country, body, "베트남", code="VN")),
        (
            "body",
            make.mention(
                Money, body, "120억 원", amount=None, currency=SCRIPT, reason=SCRIPT, programme=IMAGE
            ),
        ),
    )
    article = make.article(
        'x"><b>',
        f"제목 {SCRIPT}",
        body,
        source="dump",
        url="javascript:window.PWNED=1",
        source_url="JavaScript:window.PWNED=1",
        outlet=IMAGE,
        attachments=(Attachment(SCRIPT, "javascript:window.PWNED=1", IMAGE),),
        dropped=(Dropped(IMAGE, SCRIPT),),
    )
    from db.articles import Record

    return Record(article, found, "5" * 64)


@pytest.fixture(scope="module")
def server(tmp_path_factory, records, make):
    path = tmp_path_factory.mktemp("serve") / "any name.db"
    db = open_database(path)
    save_records(db, [*records, hostile(make)], make.extractor, make.now)
    changed = replace(records[2].article, body="질병관리청은 예산을 고쳐 배정했다.")
    save_records(
        db,
        [replace(records[2], article=changed, mentions=(), raw_sha256="8" * 64)],
        make.extractor,
        make.later,
    )
    with run(db, "extract", now=lambda: make.now) as log:
        log.fail(stage="read", item="dump/a.txt", reason=SCRIPT)
    db.close()
    with serving(path) as address:
        yield address


def get(address, path):
    with urlopen(address + quote(path, safe="/?&=%~:"), timeout=20) as answer:
        return answer.read().decode()


def article_path(article_id):
    return f"/{NAME}/articles/" + article_id.replace(":", "~3A").replace('"', "~22").replace(
        ">", "~3E"
    ).replace("<", "~3C")


def test_the_front_page_says_what_is_in_here(server):
    page = get(server, "/")
    assert "사초" in page
    assert "<b>5</b> 글" in page
    for name in ("budgets", "money", "people", "programmes"):
        assert f'href="/{NAME}/{name}' in page
    for query in QUERIES.values():
        assert query["title"] in page


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_view_opens(server, table):
    page = get(server, f"/{NAME}/{table}")
    assert metadata()["databases"][NAME]["tables"][table]["title"] in page
    assert json.loads(get(server, f"/{NAME}/{table}.json?_shape=array")) is not None
    assert len(page) < 100_000


def test_lists_show_no_bodies(server, records):
    page = get(server, f"/{NAME}/articles")
    assert records[0].article.body[:20] in page
    assert records[0].article.body[60:90] not in page


@pytest.mark.parametrize("name", sorted(QUERIES))
@pytest.mark.parametrize("given", ["none", "empty", "example", "hostile"])
def test_every_question_is_answered(server, name, given):
    query = QUERIES[name]
    params = {
        "none": "",
        "empty": "&".join(f"{param}=" for param in query["params"]),
        "example": query["example"],
        "hostile": "&".join(f"{param}=';--\"<script>" for param in query["params"]),
    }[given]
    page = get(server, f"/{NAME}/{name}?{params}")
    assert query["title"] in page
    assert "message-error" not in page
    assert '<script>"' not in page
    answer = json.loads(get(server, f"/{NAME}/{name}.json?{params}"))
    assert answer["ok"]


def test_answers_show_amounts_in_words_and_link_to_articles(server):
    page = get(server, f"/{NAME}/large_budgets")
    assert ">120억 원</span>" in page
    assert f'<a href="{article_path("korea_kr:156700001")}">' in page
    plain = json.loads(get(server, f"/{NAME}/large_budgets.json?_shape=array"))
    assert plain[0]["amount"] == 12_000_000_000


def test_an_empty_answer_offers_an_example(server):
    assert "찾은 것이 없습니다" in get(server, f"/{NAME}/names_of_agency")


def test_the_article_page(server):
    page = get(server, article_path("korea_kr:156700001"))
    for shown in (
        "행안부",
        "디지털정부국",
        "보도자료.hwpx",
        "전자정부 베트남으로",
        "합계의 일부",
        "300만 USD",
        "동남아, VN, TH",
    ):
        assert shown in page
    assert '<mark class="m-programme" title="사업: 전자정부 협력 사업">' in page
    assert 'href="https://www.korea.kr/briefing/pressReleaseView.do?newsId=156700001"' in page
    assert "고치기 전의 글" in get(server, article_path("korea_kr:156700002"))


def test_an_embargo_is_said_until_it_is_over(server):
    """The third article may be used from a day that no test lives to see; the first one has none."""
    assert "엠바고: 2999-01-01 06:00부터 보도할 수 있습니다." in get(server, article_path("dump:blog-1"))
    assert "엠바고" not in get(server, article_path("korea_kr:156700001"))


def test_an_undated_article_without_a_title(server):
    page = get(server, article_path("dump:blog-1"))
    assert "(제목 없음)" in page
    assert "발행일 미상" in page


def test_an_unknown_article_is_not_found(server):
    with pytest.raises(HTTPError, match="404") as caught:
        get(server, f"/{NAME}/articles/none")
    caught.value.close()


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.scripts, self.links, self.handlers, self.outside = [], [], [], []
        self.in_script = False

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.in_script = tag == "script" and "src" not in given
        self.handlers += [name for name in given if name.startswith("on")]
        if tag == "a":
            self.links.append(given.get("href") or "")
        elif tag in ("script", "link", "img"):
            self.outside.append(given.get("src") or given.get("href") or "")

    def handle_data(self, data):
        if self.in_script:
            self.scripts.append(data)
            self.in_script = False


@pytest.mark.parametrize(
    "path",
    [
        article_path('dump:x"><b>'),
        f"/{NAME}/articles",
        f"/{NAME}/money",
        f"/{NAME}/open_failures",
        f"/{NAME}/attachments",
    ],
)
def test_hostile_text_is_only_text(server, path):
    """No script, no handler, no link that runs code, nothing fetched from elsewhere."""
    tags = Tags()
    page = get(server, path)
    tags.feed(page)
    assert not [script for script in tags.scripts if "PWNED" in script]
    assert not tags.handlers
    assert not [link for link in tags.links if link.strip().lower().startswith(("javascript:", "data:"))]
    assert not [url for url in tags.outside if url and not url.startswith(("/", server))]
    assert "&lt;script&gt;" in page or path.endswith("/money")


def test_the_database_can_only_be_read(server):
    for statement in (
        "delete from articles",
        "update articles set title = 'x'",
        "attach 'x.db' as x",
        "drop table articles",
    ):
        with pytest.raises(HTTPError, match="400") as caught:
            get(server, f"/{NAME}?sql={statement}")
        caught.value.close()


def test_a_writer_beside_the_server(tmp_path, records, make):
    """What is saved while Datasette runs is there at the next question."""
    path = tmp_path / "live.db"
    db = open_database(path)
    with serving(path) as address:
        assert "아직 글이 없습니다" in get(address, "/")
        save_records(db, records, make.extractor, make.now)
        assert "<b>4</b> 글" in get(address, "/")
    db.close()


def chromium():
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


needs_browser = pytest.mark.skipif(
    chromium() is None and os.environ.get("SACHO_REQUIRE_BROWSER") != "1",
    reason="no Chromium here (SACHO_REQUIRE_BROWSER=1 makes this a failure)",
)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser():
    assert chromium(), "SACHO_REQUIRE_BROWSER=1, but there is no Chromium"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, server):
    """Opens a page and afterwards checks that nothing went wrong in it and nothing outside was asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "console",
        lambda message: errors.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: errors.append(str(error)))

    def go(path):
        answer = page.goto(server + path)
        assert answer.status == 200
        return page

    yield go
    assert page.evaluate("window.PWNED") is None
    context.close()
    assert [url for url in asked if not url.startswith((server, "data:"))] == []
    assert errors == []


@pytest.mark.browser
@needs_browser
def test_browser_from_the_front_page_to_an_answer(visit):
    page = visit("/")
    page.get_by_role("link", name="큰 예산과 그 문장").click()
    assert page.get_by_label("몇 억 원 이상").input_value() == "100"
    page.get_by_label("몇 억 원 이상").fill("0.1")
    page.get_by_role("button", name="찾기").click()
    page.wait_for_url("**min_eok=0.1*", wait_until="load")  # the address changes before the answer is there
    assert page.locator("tbody tr").count() == 1
    page.locator("td.col-article_id a").first.click()
    assert page.locator("article mark.m-money[title]").first.is_visible()


@pytest.mark.browser
@needs_browser
def test_browser_article_facts_jump_to_their_place(visit):
    page = visit(article_path("korea_kr:156700001"))
    page.get_by_role("complementary").get_by_role("link", name="300만 달러").click()
    assert re.search(r"#money-body-\d+$", page.url)
    assert page.locator("a.place:target + mark").inner_text() == "300만 달러"


@pytest.mark.browser
@needs_browser
def test_browser_hostile_article(visit):
    page = visit(article_path('dump:x"><b>'))
    assert SCRIPT in page.locator("h1").inner_text()
    assert page.locator("article mark.m-country[title]").inner_text() == "베트남"
    assert page.locator("article mark.m-money[title]").inner_text() == "120억 원"


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("name", sorted(QUERIES))
def test_browser_questions(visit, name):
    page = visit(f"/{NAME}/{name}?{QUERIES[name]['example']}")
    assert page.get_by_role("heading", name=QUERIES[name]["title"]).is_visible()


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize(
    "path", ["/", f"/{NAME}", f"/{NAME}/articles", f"/{NAME}/money", article_path("korea_kr:156700001")]
)
def test_browser_on_a_phone(visit, path):
    """Nothing but tables is wider than the screen."""
    page = visit(path)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.querySelector('.content').getBoundingClientRect().width") <= 390
