"""Sacho's own pages over the loopback: what they say, whatever is asked; headers, sizes, the path of a proxy."""

import csv
import io
import re
import time
from contextlib import closing
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from db.articles import save_records
from db.database import open_database
from db.datasette.metadata import NAME, metadata
from db.public_copy import public_copy
from tests.db.pages_corpus import FORMULA, HOSTILE, WEEKLY, Writer
from tests.db.serving import article_path, ask, get, serving

OURS = metadata()["databases"][NAME]
PAGES = {
    "front": "/",
    "search": "/-/search",
    "search with words": "/-/search?q=예산",
    "search by country": "/-/search?country=UZ",
    "search without results": "/-/search?q=없는낱말꿻",
    "article": article_path("korea_kr:156700001"),
    "agency": "/-/agency?name=행정안전부",
    "unlisted agency": "/-/agency?name=" + quote("<script>window.PWNED = 1</script>"),
    "agencies": "/-/agencies",
    "country": "/-/country/UZ?since=2012",
    "countries": "/-/countries",
    "programme": "/-/programme?name=우즈베키스탄 농촌 전기 공급 사업",
    "programmes": "/-/programmes",
    "budgets": "/-/budgets",
    "dashboard": "/-/dashboard",
    "database": f"/{NAME}",
    "SQL": f"/{NAME}?sql=select ko_query('베트남에')",
}
MISSING = {
    "agency": "/-/agency?name=없는부",
    "no agency": "/-/agency",
    "country": "/-/country/ZZ",
    "programme": "/-/programme?name=없는 사업",
    "no programme": "/-/programme",
    "article": f"/{NAME}/articles/none",
    "table": f"/{NAME}/none",
    "page": "/-/none",
    "style": "/-/sacho/none.css",
}
#: Pages and what their address takes.
TAKING = {
    "/-/search": ("q", "since", "until", "agency", "country", "kind", "sort", "page"),
    "/-/budgets": ("q", "since", "until", "agency", "country", "role", "currency", "sort", "page"),
    "/-/budgets.csv": ("q", "since", "until", "agency", "country", "role", "currency", "sort"),
    "/-/dashboard": ("since", "until", "agency", "country", "kind", "role"),
    "/-/agencies": ("since", "country", "kind"),
    "/-/agency": ("name", "since", "kind"),
    "/-/countries": ("since", "agency", "kind"),
    "/-/country/UZ": ("since", "until", "agency", "kind"),
    "/-/programmes": ("q", "since", "agency", "country"),
    "/-/programme": ("name",),
    "/-/feed.atom": ("q", "since", "agency", "country", "kind"),
}
HOSTILE_VALUES = {
    "markup": "'\";--<script>window.PWNED=1</script>",
    "NUL": "예산\x00",
    "long": "ab " * 3_333,
    "negative": "-1",
    "large": "99999999",
    "year": "9999",
    "fullwidth": "１２",
    "operators": '" OR * ( NEAR ^ : {a} -',
    "like": "%_\\",
    "surrogate": "\udcff",
    "json": '["a"]',
}


def titles(page):
    """Titles of the results on a page of search, as plain text."""
    found = re.findall(r'<h3><a href="[^"]*">(.*?)</a></h3>', page)
    return [re.sub(r"<[^>]*>", "", title) for title in found]


def marked(page):
    return re.findall(r"<mark>([^<]*)</mark>", page)


# Korean search ------------------------------------------------------------------------------------------


def test_search_strips_particles_and_marks_the_words(server):
    page = get(server, "/-/search?q=베트남에")
    assert "행안부, 베트남 전자정부 사업에 120억 원 투입" in titles(page)
    assert set(marked(page)) == {"베트남"}
    assert '<a href="/-/country/VN">나라: 베트남</a>' not in page  # not the word as it stands
    assert '<a href="/-/country/VN">나라: 베트남</a>' in get(server, "/-/search?q=베트남")


def test_search_finds_a_compound_in_its_parts(server):
    page = get(server, "/-/search?q=전자정부해외진출")
    assert sorted(titles(page)) == ["전자정부 해외진출 지원단 출범", "투발루와 전자정부 협력"]


def test_search_finds_verbs_in_all_their_forms(server):
    page = get(server, "/-/search?q=지원했다")
    assert "우즈베키스탄 농촌에 전기를 보낸다" in titles(page)
    assert any(word.startswith("지원") for word in marked(page))


def test_search_for_one_syllable(server):
    page = get(server, "/-/search?q=쌀")
    assert titles(page) == ["쌀 수급 안정 대책"]
    assert set(marked(page)) == {"쌀"}


def test_search_order_pages_and_narrowing(server):
    first = get(server, "/-/search?q=예산&sort=new")
    second = get(server, "/-/search?q=예산&sort=new&page=2")
    assert len(titles(first)) == 20
    assert not set(titles(first)) & set(titles(second))
    assert 'rel="next" href="/-/search?q=%EC%98%88%EC%82%B0&amp;sort=new&amp;page=2"' in first
    dates = re.findall(r"<time>([\d-]{10})</time>", first)
    assert dates == sorted(dates, reverse=True)
    narrowed = titles(get(server, "/-/search?q=예산&since=2014&until=2014&agency=행안부"))
    assert narrowed == ["전자정부 해외진출 지원단 출범"]  # under an earlier name


def test_a_search_by_country_shows_the_sentence_that_names_it(server):
    page = get(server, "/-/search?country=투발루")
    assert titles(page) == ["투발루와 전자정부 협력"]
    assert marked(page) == ["투발루"]


def test_without_a_question_search_explains_itself(server):
    for path in ("/-/search", "/-/search?q=", "/-/search?q=%20%20"):
        page = get(server, path)
        assert "무엇을 찾을까요?" in page
        assert titles(page) == []


def test_datasettes_own_search_box_and_sql_are_korean(server):
    def found(query):
        import json

        return {row["id"] for row in json.loads(get(server, f"/{NAME}/articles.json?_shape=array&{query}"))}

    assert "korea_kr:156700001" in found("_search=베트남에")
    assert found("_search=쌀") == {"korea_kr:159000020"}
    assert found("_search=전자정부해외진출") == {"korea_kr:159000010", "korea_kr:159000011"}
    assert found("_search=없는낱말꿻") == set()
    assert found('_search="%20OR%20*') == set()
    sql = "select count(*) as n from article_search_fts where article_search_fts match ko_query('쌀')"
    assert '[{"n": 1}]' in get(server, f"/{NAME}.json?_shape=array&sql={sql}")
    assert "message-error" not in get(server, f"/{NAME}/articles?_search=지원했다")


# What the pages say -------------------------------------------------------------------------------------


def test_a_country_shows_who_announced_what(server):
    page = get(server, "/-/country/UZ?since=2012")
    table = page[page.index('aria-label="기관별"') : page.index("</table>")]
    rows = re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a></th><td>(.*?)</td>', table)
    said = [(agency, re.sub(r"<[^>]*>", "", sums)) for agency, sums in rows]
    assert said == [
        ("산업통상자원부", "예산 1,200억 원 · 지원 3,000만 USD"),
        ("국토교통부", "예산 500억 원 · 지원 200만 USD"),
    ]
    assert "지식경제부" not in page
    assert "지식경제부" in get(server, "/-/country/uz")
    assert "5조 원" in get(server, "/-/country/우즈베키스탄?until=2011")


def test_a_reprint_counts_once(server):
    page = get(server, "/-/country/UZ?since=2013&until=2013")
    assert "2,400억" not in page
    assert page.count(">1,200억 원</b>") <= 1
    table = page[page.index('aria-label="기관별"') : page.index("</table>")]
    assert "1건 보기" in table
    assert "2건 보기" not in table


def test_a_body_that_no_list_holds_has_all_its_releases_on_a_country_s_page(tmp_path, make):
    """Its won stand in one release, its dollars in another: two releases, not the first currency's one."""
    write = Writer(make)
    fund = {"agency": "해솔협력기금", "country": "TV"}
    won = write.release(
        "160000001", "2018-05-02", "투발루에 방파제를 세운다", "해솔협력기금은 투발루에 70억 원을 투입한다.",
        countries=[("투발루", "TV")], money=[("70억 원", 7_000_000_000, {"currency": "KRW", "role": "budget", **fund})],
    )  # fmt: skip
    dollars = write.release(
        "160000002", "2019-05-02", "투발루 학교에 책을 보낸다", "해솔협력기금은 투발루에 20만 달러를 지원한다.",
        countries=[("투발루", "TV")], money=[("20만 달러", 200_000, {"currency": "USD", "role": "support", **fund})],
    )  # fmt: skip
    with closing(open_database(tmp_path / "fund.db")) as db:
        save_records(db, [won, dollars], make.extractor, make.now)
    with serving(tmp_path / "fund.db") as address:
        page = get(address, "/-/country/TV")
    table = page[page.index('aria-label="기관별"') : page.index("</table>")]
    assert "해솔협력기금" in table
    assert "예산 70억 원 · 지원 20만 USD" in re.sub(r"<[^>]*>", "", table)
    assert "2건 보기" in table


def test_an_agency_is_one_through_its_names(server):
    page = get(server, "/-/agency?name=행자부")
    for name in ("안전행정부", "행정자치부", "행정안전부"):
        assert name in page
    latest = titles(page)
    assert "전자정부 해외진출 지원단 출범" in latest
    assert "행안부, 베트남 전자정부 사업에 120억 원 투입" in latest


def test_a_programme_shows_its_money_and_those_who_run_it(server):
    page = get(server, "/-/programme?name=우즈베키스탄 농촌 전기 공급 사업")
    for shown in ("산업통상자원부", "우즈베키스탄", "1,200억 원", "우즈베키스탄 농촌에 전기를 보낸다"):
        assert shown in page


def test_the_dashboard_shows_only_what_was_chosen(server):
    everything = get(server, "/-/dashboard")
    for shown in ("산업통상자원부", "기획재정부", "정책브리핑", "소식 없음", "처리하지 못한 것"):
        assert shown in everything
    chosen = get(server, "/-/dashboard?since=2016&until=2016&agency=행정자치부")
    assert ">10억 원</b>" in chosen
    assert ">200만 USD</b>" in get(server, "/-/dashboard?role=support&agency=국토부")
    assert "1,200억 원" not in get(server, "/-/dashboard?country=TV")


WRONG = [
    ("/-/dashboard?since=abc", "abc"),
    ("/-/dashboard?agency=없는부", "그런 기관이 없습니다"),
    ("/-/search?q=예산&country=없는나라", "그런 나라가 없습니다"),
    ("/-/budgets?until=2012-13", "2012-13"),
    ("/-/country/UZ?since=모름", "모름"),
]


@pytest.mark.parametrize(("path", "said"), WRONG)
def test_what_is_not_understood_is_said(server, path, said):
    page = get(server, path)
    warning = re.search(r'<p class="message-warning" role="alert">([^<]*)</p>', page)
    assert warning, path
    assert said in warning[1]


@pytest.mark.parametrize("name", sorted(MISSING))
def test_what_is_missing_is_said_in_korean(server, name):
    status, headers, page = ask(server, MISSING[name])
    assert status == 404
    assert headers["content-type"].startswith("text/html")
    assert "없습니다" in page
    assert 'lang="ko"' in page


EMPTY = {
    "/": "아직 글이 없습니다",
    "/-/search?q=예산": "찾은 글이 없습니다",
    "/-/budgets": "이 조건에 맞는 금액이 없습니다",
    "/-/dashboard": "이 조건에 맞는 글이 없습니다",
    "/-/countries": "이 조건에 맞는 나라가 없습니다",
    "/-/country/UZ": "이 조건에 맞는 글이 없습니다",
    "/-/agencies": "이 조건에 맞는 기관이 없습니다",
    "/-/agency?name=행정안전부": "이 조건에 맞는 글이 없습니다",
    "/-/programmes": "이 조건에 맞는 사업이 없습니다",
    f"/{NAME}": "모든 표",
    f"/{NAME}/articles": "0",
}


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_database_says_so(empty_server, path):
    page = get(empty_server, path)
    assert EMPTY[path] in page
    if path.startswith(("/-/", "/?")) or path == "/":
        assert "sacho extract" in page


def test_an_empty_database_has_a_feed_and_a_csv(empty_server):
    assert "<feed" in get(empty_server, "/-/feed.atom")
    assert get(empty_server, "/-/budgets.csv").count("\n") == 1


@pytest.mark.parametrize("path", [path for path in EMPTY if path.startswith("/-/") and "name=" not in path])
def test_an_empty_result_says_so(server, path):
    nothing = "country=NR" if "/country/" not in path else "since=1999&until=1999"
    page = get(server, f"{path}{'&' if '?' in path else '?'}{nothing}&until=1999")
    assert EMPTY[path] in page
    assert "sacho extract" not in page


# Amounts as CSV -----------------------------------------------------------------------------------------


def table(server, query=""):
    text = get(server, f"/-/budgets.csv?{query}")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_csv_holds_the_rows_of_the_page(server):
    found = table(server, "country=UZ&role=all&sort=large")
    assert [(row["기관"], row["구분"], row["금액"], row["통화"]) for row in found] == [
        ("지식경제부", "예산", "5000000000000", "KRW"),
        ("산업통상자원부", "예산", "120000000000", "KRW"),
        ("국토교통부", "예산", "50000000000", "KRW"),
        ("산업통상자원부", "지원", "30000000", "USD"),
        ("국토교통부", "지원", "2000000", "USD"),
    ]
    page = get(server, "/-/budgets?country=UZ&role=all&sort=large")
    amounts = re.findall(r'<td class="much" title="([\d,]+) (\w+)">', page)
    assert [(row["금액"], row["통화"]) for row in found] == [
        (amount.replace(",", ""), currency) for amount, currency in amounts
    ]
    assert len(table(server, "agency=기획재정부")) == WEEKLY
    assert len(table(server, "currency=USD&role=support&since=2019")) == 1


def test_no_cell_of_the_csv_is_a_formula(server):
    found = table(server, "q=" + quote("억 원"))
    (row,) = [row for row in found if row["사업"] == f"'{FORMULA}"]
    assert row["확실한가"] == "확실"
    assert row["문장"].startswith("'+1 총예산")
    assert row["제목"].startswith("'-총액")
    for cells in found:
        assert not [cell for cell in cells.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


# What else may be asked ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(TAKING))
def test_no_value_breaks_a_page(server, path):
    for value in HOSTILE_VALUES.values():
        coded = quote(value.encode("utf-8", "surrogateescape"))
        together = "&".join(f"{name}={coded}" for name in TAKING[path])
        for query in (together, f"{TAKING[path][0]}={coded}", f"since=2012&since={coded}&q=예산&q={coded}"):
            if len(query) > 60_000:  # longer than a request line may be
                continue
            status, _, page = ask(server, f"{path}?{query}")
            assert status in (200, 404), (path, query[:200])
            assert "<script>window.PWNED" not in page or path.endswith(".csv")
            assert "Traceback" not in page


def test_pages_beyond_the_last_are_empty_or_the_first(server):
    assert titles(get(server, "/-/search?q=예산&page=-1")) == titles(get(server, "/-/search?q=예산"))
    assert "찾은 글이 없습니다" in get(server, "/-/search?q=예산&page=50")
    assert "이 조건에 맞는 금액이 없습니다" in get(server, "/-/budgets?page=100")


ANY = ["/", "/-/search?q=예산", "/-/none", f"/{NAME}/articles.json", f"/{NAME}/articles.csv", "/-/budgets.csv", "/-/feed.atom", "/robots.txt", "/-/sacho/sacho.css", f"/{NAME}?sql=delete from articles"]  # fmt: skip


@pytest.mark.parametrize("path", ANY)
def test_every_answer_has_headers_for_safety(server, path):
    _, headers, _ = ask(server, path)
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert "noindex" in headers["x-robots-tag"]
    assert len(headers.get_all("content-security-policy")) == 1


def test_robots_are_turned_away(server):
    assert get(server, "/robots.txt").splitlines() == ["User-agent: *", "Disallow: /"]


@pytest.mark.parametrize(
    "statement",
    [
        "insert into articles (id) values ('x')",
        "attach database '/etc/passwd' as x",
        "pragma writable_schema = 1",
        "pragma query_only = 0",
        "select load_extension('x')",
        "with x as (select 1) delete from articles",
        "select writefile('x', 'y')",
        "vacuum into 'x.db'",
    ],
)
def test_nothing_can_be_written_by_sql(server, statement):
    assert ask(server, f"/{NAME}?sql={statement}")[0] == 400
    assert ask(server, f"/{NAME}.json?sql={statement}")[0] == 400


def test_sql_that_never_ends_is_ended(server):
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    started = time.monotonic()
    status, _, page = ask(server, f"/{NAME}?sql={quote(endless)}")
    assert time.monotonic() - started < 6
    assert status == 400
    assert "interrupted" in page.lower() or "time limit" in page.lower()
    assert get(server, "/-/search?q=쌀")


@pytest.mark.parametrize("name", ["budgets", "dashboard", "countries", "agencies", "programmes", "database", "search with words"])  # fmt: skip
def test_a_page_is_small(server, name):
    """The map of the world alone is larger, and the same for all."""
    most = 500_000 if name in ("dashboard", "countries") else 100_000
    assert len(get(server, PAGES[name]).encode()) < most


# Below a path, as a copy for everybody ---------------------------------------------------------------------


class References(HTMLParser):
    """Every address that a page names."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src", "action") and value]


def test_behind_a_proxy_every_address_begins_with_its_path(corpus):
    with serving(corpus, base_url="/sacho-web/") as address:
        answers = [
            (path, *ask(address, f"/sacho-web{path}")) for path in [*PAGES.values(), *MISSING.values()]
        ]
    for path, status, _, page in answers:
        assert status == (404 if path in MISSING.values() else 200), path
        references = References()
        references.feed(page)
        local = [found for found in references.found if found.startswith("/")]
        assert local, path
        assert [found for found in local if not found.startswith("/sacho-web/")] == [], path
        assert 'action="/sacho-web/-/search"' in page


def test_a_public_copy_says_what_it_withholds(corpus, tmp_path, make):
    (tmp_path / "room").mkdir()
    public_copy(corpus, tmp_path / "public.db", tmp_path / "room", now=make.now)
    with serving(tmp_path / "public.db") as address:
        assert "공개용 사본입니다" in get(address, "/")
        withheld = get(address, article_path("korea_kr:156700001"))
        assert "다시 배포할 수 없" in withheld
        assert "이 가운데 20억 원은" not in withheld
        assert "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156700001" in withheld
        free = get(address, article_path("korea_kr:159000020"))
        assert "쌀 수급을 안정시킨다" in re.sub(r"<[^>]*>", "", free)
        for path in PAGES.values():
            assert ask(address, path)[0] in (200, 404), path


def test_an_article_that_is_not_indexed_is_missed_aloud(tmp_path, make, records):
    path = tmp_path / "new.db"
    with closing(open_database(path)) as db:
        save_records(db, records, make.extractor, make.now)
    with serving(path) as address:
        assert "글 4건이 아직 검색되지 않습니다" in get(address, "/")
        assert "sacho index" in get(address, "/-/search?q=예산")


def test_the_hostile_article_has_no_link_that_runs(server):
    page = get(server, article_path(HOSTILE))
    assert not re.search(r'(?:href|src)="\s*(?:javascript|data):', page, re.IGNORECASE)
    assert "<script>window" not in page
    assert "<img src=x" not in page
