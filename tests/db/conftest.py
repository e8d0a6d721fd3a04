"""A small set of invented releases with their mentions, and a database on disk."""

import time
from dataclasses import replace
from decimal import Decimal

import pytest

from db.articles import Extractor, save_records
from db.database import open_database
from db.rows import Record
from extractors.mention import Agency, Country, Date, Money, Person, Programme, Region
from scrapers.article import Article, Attachment, Dropped
from tests.db.pages_corpus import build
from tests.db.serving import ARGUMENTS, Visitor, chromium, get, serving

NOW = "2026-03-02T09:00:00+09:00"
LATER = "2026-03-03T09:00:00+09:00"
EXTRACTOR = Extractor("1.0", "f" * 16)


def mention(kind, text, words, /, *, nth=0, **fields):
    """A mention of the nth occurrence of ``words`` in ``text``; its sentence is the line around it."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    line_end = text.find("\n", start)
    return kind(
        start=start,
        end=start + len(words),
        text=words,
        rule=f"{kind.type}.test",
        sentence_start=text.rfind("\n", 0, start) + 1,
        sentence_end=len(text) if line_end < 0 else line_end,
        **fields,
    )


def article(native_id, title, body, *, source="korea_kr", **fields):
    defaults = {
        "kind": "press_release",
        "published": "2025-04-01",
        "url": f"https://www.korea.kr/briefing/pressReleaseView.do?newsId={native_id}",
    }
    return Article(
        id=f"{source}:{native_id}",
        source=source,
        native_id=native_id,
        title=title,
        body=body,
        **defaults | fields,
    )


def _vietnam():
    title = "행안부, 베트남 전자정부 사업에 120억 원 투입"
    body = (
        "행정안전부는 2025년 베트남 전자정부 협력 사업에 총 120억 원의 예산을 투입한다.\n"
        "이 가운데 20억 원은 초청연수에 쓴다.\n"
        "지난해에는 300만 달러(약 41억 원)를 지원했다.\n"
        "홍길동 디지털정부국장은 동남아 국가로 넓히겠다고 말했다."
    )
    mois = {"agency_id": "mois-2017", "role": "budget"}
    found = (
        ("title", mention(Agency, title, "행안부", agency_id="mois-2017", name="행정안전부", kind="central")),
        ("title", mention(Country, title, "베트남", code="VN")),
        ("title", mention(Money, title, "120억 원", amount=Decimal(12_000_000_000), currency="KRW", **mois)),
        (
            "body",
            mention(
                Agency,
                body,
                "행정안전부",
                agency_id="mois-2017",
                name="행정안전부",
                kind="central",
                current_ids=("mois-2017",),
            ),
        ),
        ("body", mention(Date, body, "2025년", date_start="2025-01-01", date_end="2025-12-31", granularity="year", reference="absolute")),
        ("body", mention(Country, body, "베트남", code="VN")),
        (
            "body",
            mention(
                Money,
                body,
                "120억 원",
                amount=Decimal(12_000_000_000),
                currency="KRW",
                programme="전자정부 협력 사업",
                country="VN",
                date_start="2025-01-01",
                date_end="2025-12-31",
                **mois,
            ),
        ),
        ("body", mention(Money, body, "20억 원", nth=1, amount=Decimal(2_000_000_000), currency="KRW", **mois)),
        ("body", mention(Date, body, "지난해", date_start="2024-01-01", date_end="2024-12-31", granularity="year", reference="relative", certain=False)),
        ("body", mention(Money, body, "300만 달러", amount=Decimal(3_000_000), currency="USD", **mois)),
        ("body", mention(Money, body, "41억 원", amount=Decimal(4_100_000_000), currency="KRW", modifier="approx", **mois)),
        ("body", mention(Person, body, "홍길동", name="홍길동", title="디지털정부국장", agency_id="mois-2017")),
        ("body", mention(Programme, body, "전자정부 협력 사업", name="전자정부 협력 사업")),
        ("body", mention(Region, body, "동남아", name="동남아", codes=("VN", "TH"))),
    )  # fmt: skip
    attachments = (
        Attachment("보도자료.hwpx", "https://www.korea.kr/files/1.hwpx", "hwpx", "a" * 64, 2048, "read"),
    )
    written = article(
        "156700001",
        title,
        body,
        department="디지털정부국",
        attachments=attachments,
        dropped=(Dropped("contact", "문의: 000-0000-0000"),),
        hints=(("url", "2025-04"),),
    )
    return Record(written, found, "1" * 64)


def _reprint():
    """A newspaper prints the Vietnamese release again, in its own words."""
    body = "행정안전부가 베트남 전자정부에 120억 원을 쓴다."
    found = (
        (
            "body",
            mention(Agency, body, "행정안전부", agency_id="mois-2017", name="행정안전부", kind="central"),
        ),
        ("body", mention(Country, body, "베트남", code="VN")),
        (
            "body",
            mention(
                Money,
                body,
                "120억 원",
                amount=Decimal(12_000_000_000),
                currency="KRW",
                role="budget",
                agency_id="mois-2017",
            ),
        ),
    )
    written = article(
        "77",
        "전자정부 베트남으로",
        body,
        source="dump",
        kind="news",
        outlet="한빛일보",
        url="https://news.example/77",
        source_url="https://m.korea.kr/briefing/pressReleaseView.do?newsId=156700001&call_from=rss",
        published="2025-04-02",
    )
    return Record(written, found, "2" * 64, dump_path="dump/77.txt")


def _health():
    body = "질병관리청은 2024년 예방접종에 5,000만 원을 배정했다.\n미국 보건복지부와 협의한다."
    found = (
        (
            "body",
            mention(Agency, body, "질병관리청", agency_id="kdca-2020", name="질병관리청", kind="central"),
        ),
        (
            "body",
            mention(
                Money,
                body,
                "5,000만 원",
                amount=Decimal(50_000_000),
                currency="KRW",
                role="budget",
                agency_id="kdca-2020",
                certain=False,
            ),
        ),
        (
            "body",
            mention(Agency, body, "미국 보건복지부", agency_id=None, name=None, kind="foreign", country="US"),
        ),
    )
    return Record(article("156700002", "예방접종 예산 배정", body, published="2024-01-15"), found, "3" * 64)


def _undated():
    body = "한 위원회가 수십억 원을 쓴다고 한다."
    found = (
        ("body", mention(Agency, body, "위원회", agency_id=None, name=None, kind=None)),
        (
            "body",
            mention(
                Money, body, "수십억 원", amount=None, currency="KRW", role="budget", reason="vague_number"
            ),
        ),
    )
    written = article(
        "blog-1",
        None,
        body,
        source="dump",
        kind="blog",
        url=None,
        published=None,
        available_at="2999-01-01T06:00:00+09:00",
    )
    return Record(written, found, "4" * 64)


@pytest.fixture(scope="session")
def records():
    """Four articles: a release, its reprint, another release, an undated blog."""
    return [_vietnam(), _reprint(), _health(), _undated()]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sacho.db"


@pytest.fixture
def db(path):
    database = open_database(path)
    yield database
    database.close()


@pytest.fixture
def filled(db, records):
    save_records(db, records, EXTRACTOR, NOW)
    return db


@pytest.fixture(scope="session")
def make():
    """What tests build records with."""

    class Make:
        now, later, extractor = NOW, LATER, EXTRACTOR
        mention = staticmethod(mention)
        article = staticmethod(article)

        @staticmethod
        def changed(record, **fields):
            """The record with another article; mentions that fit the new text only by chance are dropped."""
            kept = "body" not in fields
            return replace(
                record,
                article=replace(record.article, **fields),
                mentions=record.mentions if kept else (),
                asides=record.asides if kept else (),
                raw_sha256="9" * 64,
            )

    return Make


@pytest.fixture(scope="session")
def corpus(tmp_path_factory, make, records):
    """The path of a database for the pages, indexed for search. Read only."""
    return build(tmp_path_factory.mktemp("serve") / "any name.db", make, records)


@pytest.fixture(scope="session")
def server(corpus):
    """`sacho serve` on it, with the analyser loaded."""
    with serving(corpus) as address:
        wait_for_the_analyser(address)
        yield address


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory):
    """`sacho serve` on a database without articles."""
    path = tmp_path_factory.mktemp("serve") / "empty.db"
    open_database(path).close()
    with serving(path) as address:
        yield address


def wait_for_the_analyser(address):
    for _ in range(300):
        if "준비하고 있습니다" not in get(address, "/-/search?q=예산"):
            return
        time.sleep(0.1)
    raise AssertionError("the analyser did not load")


@pytest.fixture(scope="module")
def browser():
    assert chromium(), "SACHO_REQUIRE_BROWSER=1, but there is no Chromium"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visitor(browser, server):
    """A tab of 1280 × 900 on the server, checked afterwards."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = Visitor(context.new_page(), server)
    yield opened
    opened.check()
    context.close()


@pytest.fixture
def visit(visitor):
    """Opens a page; afterwards nothing may have gone wrong in it."""
    return visitor
