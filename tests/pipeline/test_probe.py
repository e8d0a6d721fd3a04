"""`sacho probe`: a source is tried over a real server before it is enabled, and nothing is stored."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.settings import Settings
from pipeline.trial import Plan, source_file, try_source
from pipeline.trial_json import as_json
from pipeline.trial_text import trial_lines
from scrapers.fetch import Clock
from scrapers.korean_time import KST
from scrapers.source import FOLDER, load_source
from tests.scrapers.data_go_kr_server import KEY, POLICY, DataGoKr, NewsItem
from tests.scrapers.documents import hwpx
from tests.scrapers.korea_kr_server import LIST, Answer, Release, Site, page, serving

LIST_PATH = "/cop/bbs/selectBoardList.do"
VIEW_PATH = "/cop/bbs/selectBoardArticle.do"
FILE_PATH = "/cmm/fms/FileDown.do"
TOML = """
name = "haedong"
title = "해동군 보도자료"
software = "egov_board"
base_url = "{base}"
verified = false
enabled = false
delay = 0

[listing]
url = "/cop/bbs/selectBoardList.do?bbsId=BBSMSTR_000000000042&pageIndex={{page}}"

[view]
url = "/cop/bbs/selectBoardArticle.do?bbsId=BBSMSTR_000000000042&nttId={{id}}"
"""
TITLES = {"3301": "햇마늘 축제 연다", "3298": "군민 안전보험 가입"}
NOTHING = '<table><tr><td colspan="3">등록된 글이 없습니다.</td></tr></table>'
MAINTENANCE = "<html><head><title>시스템 점검 안내</title></head><body><p>서비스 점검 중입니다. 18시에 다시 엽니다.</p></body></html>"
LOGIN = (
    "<html><head><title>로그인</title></head><body><form>아이디 <input> 비밀번호 <input></form></body></html>"
)


def board_list(titles=TITLES, day="2019-03-{:02}"):
    rows = "".join(
        f'<tr><td>{number}</td><td><a href="{VIEW_PATH}?nttId={own}">{title}</a></td><td>{day.format(number)}</td></tr>'
        for number, (own, title) in enumerate(titles.items(), start=1)
    )
    return page(f"<table><tr><th>번호</th><th>제목</th><th>작성일</th></tr>{rows}</table>")


def board_view(title, files=""):
    return page(
        f'<div id="cont"><h3>{title}</h3><div class="txt">'
        f"<p>해동군은 3월 9일부터 사흘 동안 군청 앞 광장에서 {title} 행사를 열고 모두 3억 5천만 원을 들인다고 2일 밝혔다.</p>"
        "<p>행정안전부와 함께 마련한 이번 행사에는 스무 개 마을의 농가가 나와 직접 기른 것을 싸게 판다.</p>"
        "<p>군은 오는 10월까지 장터를 네 차례 더 열고, 이웃 군과 함께 쓰는 창고를 새로 지을 계획이다.</p>"
        f"</div>{files}</div>"
    )


LINK = "<a href=\"javascript:fn_egov_downFile('FILE_000000000000321','0')\">0302 햇마늘 축제.hwpx</a>"


@pytest.fixture
def site():
    """A board of a local government: two articles, one of them with a file."""
    site = Site()
    site.answers = {
        LIST_PATH: [board_list()],
        f"{LIST_PATH}?bbsId=BBSMSTR_000000000042&pageIndex=2": [page(NOTHING)],
        f"{VIEW_PATH}?bbsId=BBSMSTR_000000000042&nttId=3301": [board_view(TITLES["3301"], LINK)],
        f"{VIEW_PATH}?bbsId=BBSMSTR_000000000042&nttId=3298": [board_view(TITLES["3298"])],
        FILE_PATH: [
            Answer(body=hwpx(["햇마늘 축제 연다", *(["해동군은 축제에 3억 5천만 원을 들인다."] * 20)]))
        ],
    }
    return site


@pytest.fixture
def base(site):
    with serving(site) as address:
        yield address


@pytest.fixture
def toml(base, tmp_path):
    path = tmp_path / "own" / "haedong.toml"
    path.parent.mkdir()
    path.write_text(TOML.format(base=base), encoding="utf-8")
    return path


def settings(**values):
    return Settings(**{"delay": 0, "timeout": 5, "allow_loopback": True} | values)


def trial(file, day=datetime(2026, 7, 13, 18, 0, tzinfo=KST), **values):
    clock = Clock(now=lambda: day, sleep=lambda seconds: None)
    return try_source(Plan(file, **{"settings": settings(), "clock": clock} | values))


def failing(found):
    return {promise.name: promise for promise in found.promises if not promise.holds}


def text(found):
    return "\n".join(trial_lines(found))


@pytest.fixture
def cli(tmp_path, monkeypatch):
    """The command in an empty folder, with the settings that a test needs."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for name in ("SACHO_CONTACT", "SACHO_DATA_GO_KR_KEY", "SACHO_ARCHIVE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, **environment):
        usual = {"SACHO_ALLOW_LOOPBACK": "1", "SACHO_DELAY": "0", "SACHO_TIMEOUT": "5"}
        return CliRunner().invoke(main, ["probe", *map(str, arguments)], env=usual | environment)

    run.folder = here
    return run


# --- sources that are well


def test_a_new_file_is_tried_with_list_articles_files_and_mentions(site, toml):
    found = trial(toml)
    assert failing(found) == {}
    assert found.well
    assert [(item.native_id, item.published) for item in found.listed.items] == [
        ("3301", "2019-03-01"),
        ("3298", "2019-03-02"),
    ]
    first, second = found.tried
    assert (first.article.body_origin, second.article.body_origin) == ("attachment", "page")
    assert [file.status for file in first.article.attachments] == ["read"]
    amounts = {mention.amount for _, mention in first.mentions if mention.type == "money"}
    assert amounts == {350_000_000}
    assert site.count(FILE_PATH) == 1


def test_the_lines_show_what_an_operator_looks_at(toml):
    lines = text(trial(toml)).splitlines()
    assert lines[0].startswith("haedong: 해동군 보도자료 (boards, software egov_board), http://127.0.0.1:")
    assert "items: 2" in lines
    (head,) = [
        number for number, line in enumerate(lines) if line.split() == ["id", "date", "department", "title"]
    ]
    assert lines[head + 1].split() == ["3301", "2019-03-01", "햇마늘", "축제", "연다"]
    joined = "\n".join(lines)
    for shown in (
        "published   2019-03-01 (the list)",
        "characters in",
        "from the attachment, by haedong.page",
        "0302 햇마늘 축제.hwpx – read (extract-hwp",
        "3억 5천만 원 = 350,000,000 KRW",
        "행정안전부",
        "first line",
        "last line",
    ):
        assert shown in joined, shown
    assert lines[-2].startswith("all promises hold; 6 requests")
    assert lines[-1].startswith(
        "to have it read by each run: move it to scrapers/sources/, verified = true, enabled = true"
    )


def test_korean_titles_stand_in_columns(site, toml):
    """A Korean syllable takes two cells of a terminal."""
    site.answers[LIST_PATH] = [board_list({"7": "가나다", "12345": "abc"})]
    lines = text(trial(toml, items=0)).splitlines()
    assert "7      2019-03-01              가나다" in lines
    assert "12345  2019-03-02              abc" in lines


def test_a_shipped_source_is_tried_by_its_name(base, site):
    site.answers = {}
    site.page_size = 5
    lines = (
        "<p>해양수산부는 13일 해양바이오 기업 {}곳에 1,250억원을 지원한다고 밝혔다.</p><p>"
        + "부산과 여수에 시험 생산 시설이 들어선다. " * 5
    )
    site.releases = [
        Release(f"15670000{number}", f"해양바이오 기업 {number}곳 지원", body=lines.format(number) + "</p>")
        for number in range(6)
    ]
    found = trial(source_file("korea_kr"), settings=settings(base_urls={"korea_kr": base}))
    assert failing(found) == {}
    assert (len(found.listed.items), found.listed.total) == (5, 6)
    assert "items: 5 of 6 that the site counts" in text(found)
    article = found.tried[0].article
    assert (article.licence, article.published_evidence) == ("KOGL-1", "JSON-LD datePublished")
    assert [form["startDate"] for _, target, form in site.requests if target == LIST] == ["2026-07-06"] * 2


def test_only_as_many_items_are_read_as_asked_for(site, toml):
    assert len(trial(toml, items=1).tried) == 1
    assert site.count(VIEW_PATH) == 1
    assert trial(toml, items=0).tried == ()


SERVICE = "data_go_kr_policy"


@pytest.fixture
def service():
    item = NewsItem(
        "148000001",
        "어항 정비에 90억원",
        body="<p>해양수산부는 13일 어항 정비에 90억원을 투입한다고 밝혔다. 공사는 부산과 여수에서 시작한다.</p>"
        "<p>어항 정비는 2030년까지 이어지며, 배가 드나드는 길을 넓히고 낡은 방파제를 고치는 일이 먼저 이루어진다.</p>"
        "<p>지역 어촌계가 공사의 순서를 정하는 데 함께하고, 결과는 해마다 누구나 볼 수 있게 알린다.</p>",
    )
    return DataGoKr([item])


def test_a_service_is_tried_with_its_key_which_never_shows(service, tmp_path):
    """Its items stand in the answer of the list, which is asked for once."""
    with serving(service) as base:
        mine = settings(base_urls={SERVICE: base}, keys={"SACHO_DATA_GO_KR_KEY": KEY})
        found = trial(source_file(SERVICE), settings=mine, keep=tmp_path / "k")
    assert failing(found) == {}
    assert [target.partition("?")[0] for _, target, _ in service.requests] == [POLICY]
    assert found.tried[0].article.title == "어항 정비에 90억원"
    assert [path.name for path in (tmp_path / "k").iterdir()] == ["list_1.xml"]
    assert found.tried[0].came[0].kept == tmp_path / "k" / "list_1.xml"
    assert KEY[:10] not in text(found) + json.dumps(as_json(found))


def test_windows_are_gone_back_until_items_come(service):
    """The first three days may be a weekend."""
    service.items[0].approved = "2026-07-09 11:00:00"
    with serving(service) as base:
        mine = settings(base_urls={SERVICE: base}, keys={"SACHO_DATA_GO_KR_KEY": KEY})
        found = trial(source_file(SERVICE), settings=mine)
    assert failing(found) == {}
    assert len(found.listed.came) == 2


def test_what_a_service_says_to_a_wrong_key_is_told(service):
    with serving(service) as base:
        mine = settings(base_urls={SERVICE: base}, keys={"SACHO_DATA_GO_KR_KEY": "wrong"})
        found = trial(source_file(SERVICE), settings=mine)
    promise = failing(found)["answer"]
    assert "30: the key is not known here" in promise.says
    assert "SACHO_DATA_GO_KR_KEY" in promise.do
    assert "SERVICE_KEY_IS_NOT_REGISTERED_ERROR" in text(found)


FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>소식</title>{items}</channel></rss>"""
INDEX = '<?xml version="1.0"?><sitemapindex><sitemap><loc>{base}/news.xml</loc></sitemap></sitemapindex>'
MAP = """<?xml version="1.0"?><urlset xmlns:news="n"><url><loc>{base}/news/1</loc><lastmod>2019-03-02</lastmod></url></urlset>"""


def an_article(title):
    """A page of a paper, of a kind that the general method reads."""
    lines = "".join(
        f"<p>{line}</p>"
        for line in (
            "해동군은 3월 9일부터 사흘 동안 군청 앞 광장에서 햇마늘 축제를 열고 모두 3억 5천만 원을 들인다고 2일 밝혔다.",
            "행정안전부와 함께 마련한 이번 행사에는 스무 개 마을의 농가가 나와 직접 기른 것을 싸게 판다.",
            "군은 오는 10월까지 장터를 네 차례 더 열고, 이웃 군과 함께 쓰는 창고를 새로 지을 계획이다.",
        )
    )
    return page(
        f'<!DOCTYPE html><html><head><title>{title}</title><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2019-03-02T10:00:00+09:00"></head>'
        f'<body><article><h1>{title}</h1><div itemprop="articleBody">{lines}</div></article></body></html>'
    )


def own_file(folder, base, software, listing=""):
    path = folder / "daily.toml"
    text = f'name = "daily"\ntitle = "해동일보"\nsoftware = "{software}"\nbase_url = "{base}"\n'
    path.write_text(text + "verified = false\nenabled = true\n" + listing, encoding="utf-8")
    return path


def test_a_feed_is_tried(site, base, tmp_path):
    entry = f"<item><title>햇마늘 축제 연다</title><link>{base}/news/1</link><pubDate>Sat, 02 Mar 2019 10:00:00 +0900</pubDate></item>"
    site.answers = {"/rss": [page(FEED.format(items=entry))], "/news/1": [an_article("햇마늘 축제 연다")]}
    site.answers["/rss"][0].body = FEED.format(items=entry).encode()
    found = trial(own_file(tmp_path, base, "rss"), keep=tmp_path / "k")
    assert failing(found) == {}
    assert sorted(path.name for path in (tmp_path / "k").iterdir()) == ["list_1.xml", "view_1.html"]
    assert found.tried[0].article.published == "2019-03-02T10:00:00+09:00"


def test_a_page_in_place_of_a_feed(site, base, tmp_path):
    site.answers = {"/rss": [page(MAINTENANCE)]}
    found = trial(own_file(tmp_path, base, "rss"))
    assert "listing.url, options in daily.toml" in failing(found)["list"].do
    assert "점검 중입니다" in text(found)


def test_an_index_of_sitemaps_is_followed_to_its_pages(site, base, tmp_path):
    site.answers = {
        "/sitemap.xml": [Answer(body=INDEX.format(base=base).encode())],
        "/news.xml": [Answer(body=MAP.format(base=base).encode())],
        "/news/1": [an_article("햇마늘 축제 연다")],
    }
    found = trial(own_file(tmp_path, base, "sitemap"))
    assert failing(found) == {}
    assert [came.url.removeprefix(base) for came in found.listed.came] == ["/sitemap.xml", "/news.xml"]


# --- lists that are not


def test_a_redesigned_list_names_the_key_and_the_page(base, site, tmp_path):
    site.answers = {}
    site.releases = [Release("156700001", "어촌 정비")]
    site.redesigned = True
    found = trial(
        source_file("korea_kr"), settings=settings(base_urls={"korea_kr": base}), keep=tmp_path / "k"
    )
    promise = failing(found)["list"]
    assert "redesigned" in promise.says
    assert "rows.row" in promise.do
    assert str(tmp_path / "k" / "list_1.html") in promise.do
    assert found.tried == ()
    assert 'it says: "가장 많이 찾은 보도자료' in text(found)


def test_a_container_that_matches_nothing_is_named(site, toml):
    toml.write_text(toml.read_text(encoding="utf-8") + '\n[rows]\ncontainer = "div.list"\n', encoding="utf-8")
    promise = failing(trial(toml))["list"]
    assert "0 elements match 'div.list'" in promise.says
    assert "rows.container in haedong.toml" in promise.do
    assert "--keep FOLDER" in promise.do


@pytest.mark.parametrize(
    ("answer", "name", "said"),
    [
        (page(MAINTENANCE), "list", "점검 중입니다"),
        (Answer(503, MAINTENANCE.encode(), {"Content-Type": "text/html"}), "answer", "점검 중입니다"),
        (page(LOGIN), "list", "아이디"),
        (Answer(403, LOGIN.encode(), {"Content-Type": "text/html"}), "answer", "아이디"),
        (Answer(404, "<title>없음</title><p>주소가 바뀌었습니다".encode()), "answer", "주소가 바뀌었습니다"),
        (Answer(200, b""), "list", ""),
        (Answer(200, b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00"), "list", ""),
        (Answer(200, '{"error": "세션이 끊겼습니다"}'.encode()), "list", "세션이 끊겼습니다"),
    ],
    ids=["maintenance", "503", "login", "403", "404", "nothing", "picture", "json"],
)  # fmt: skip
def test_what_came_in_place_of_the_list_is_shown(site, toml, answer, name, said):
    site.answers[LIST_PATH] = [answer]
    found = trial(toml)
    assert list(failing(found)) == [name]
    (came,) = found.listed.came
    assert (came.status, came.size) == (answer.status, len(answer.body))
    assert said in came.says
    assert said in text(found)
    assert f"{answer.status}, {len(answer.body):,} bytes" in text(found)
    assert site.count(VIEW_PATH) == 0


def test_the_page_behind_an_error_is_kept_and_titled(site, toml, tmp_path):
    site.answers[LIST_PATH] = [Answer(503, MAINTENANCE.encode(), {"Content-Type": "text/html"})]
    found = trial(toml, keep=tmp_path / "k")
    assert found.listed.came[0].title == "시스템 점검 안내"
    assert (tmp_path / "k" / "list_1.html").read_bytes() == MAINTENANCE.encode()


def test_a_posted_list_that_is_refused_is_shown_too(base, site):
    site.answers = {LIST: [Answer(503, MAINTENANCE.encode(), {"Content-Type": "text/html"})]}
    found = trial(source_file("korea_kr"), settings=settings(base_urls={"korea_kr": base}))
    assert "503" in failing(found)["answer"].says
    assert "서비스 점검 중입니다" in text(found)


def test_robots_that_forbid_are_obeyed_and_named(site, toml):
    site.robots = Answer(body=b"User-agent: *\nDisallow: /cop/\n")
    found = trial(toml)
    promise = failing(found)["answer"]
    assert "robots.txt" in promise.says
    assert "robots.txt" in promise.do
    assert [target for _, target, _ in site.requests] == ["/robots.txt"]


def test_a_list_that_leads_to_a_login(site, toml):
    site.answers[LIST_PATH] = [Answer(302, b"", {"Location": "/login.do"})]
    site.answers["/login.do"] = [page(LOGIN)]
    found = trial(toml)
    assert "/login.do in place of the list" in failing(found)["list"].do
    assert 'html, "로그인", redirected to http' in text(found)


def test_a_sessions_number_in_the_address_is_no_other_place(site, toml):
    site.answers[LIST_PATH] = [Answer(302, b"", {"Location": f"{LIST_PATH};jsessionid=A1?pageIndex=1"})]
    site.answers[f"{LIST_PATH};jsessionid=A1?pageIndex=1"] = [page(MAINTENANCE)]
    found = trial(toml)
    assert "rows.row" in failing(found)["list"].do
    assert "redirected" not in text(found)


def test_an_answer_that_is_cut_off(site, toml):
    site.answers[LIST_PATH] = [Answer(body=board_list().body, cut=True)]
    found = trial(toml)
    assert "no answer in 3 tries" in failing(found)["answer"].says
    assert "items:" not in text(found)


def test_a_site_that_is_not_there(toml):
    toml.write_text(TOML.format(base="http://127.0.0.1:9"), encoding="utf-8")
    promise = failing(trial(toml))["answer"]
    assert "no answer in 3 tries" in promise.says
    assert "base_url" in promise.do


def test_too_few_rows(site, toml):
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[expect]\nmin_items = 10\n", encoding="utf-8")
    promise = failing(trial(toml))["rows"]
    assert promise.says == "2 items, at least 10 expected"


def test_a_list_that_says_that_it_is_empty(site, toml):
    site.answers[LIST_PATH] = [page(NOTHING)]
    promise = failing(trial(toml))["rows"]
    assert "the site itself says that there is nothing" in promise.do
    assert "2026-07-06 to 2026-07-13" in promise.do


def test_rows_that_can_not_be_read_are_shown(site, toml):
    broken = board_list().body.replace(b"2019-03-02", "미정".encode())
    site.answers[LIST_PATH] = [Answer(body=broken, headers={"Content-Type": "text/html;charset=UTF-8"})]
    found = trial(toml)
    assert "미정" in failing(found)["whole"].says
    assert "rows.date" in failing(found)["whole"].do
    assert len(found.tried) == 1


def test_days_to_come_are_no_days_of_publication(site, toml):
    """The column of a deadline was taken for that of the day."""
    site.answers[LIST_PATH] = [board_list(day="2026-09-{:02}")]
    promise = failing(trial(toml))["dates"]
    assert "2 items are of days to come: 2026-09-01" in promise.says


def test_numbers_whose_selectors_find_nothing(site, toml):
    toml.write_text(
        toml.read_text(encoding="utf-8") + '\n[rows]\ntotal = ".sum"\nshown = ".now"\n', encoding="utf-8"
    )
    assert set(failing(trial(toml))) == {"total", "page"}


def test_a_title_commands_no_terminal(site, toml):
    site.answers[LIST_PATH] = [board_list({"1": "축제\x1b[2J 연다"})]
    assert "\x1b" not in text(trial(toml, items=0))


def test_only_what_a_run_would_take_is_counted(site, toml):
    """Days outside of those that a run looks back are no fault, but the operator is told."""
    site.answers[LIST_PATH] = [board_list(day="2026-07-{:02}")]
    found = trial(toml, items=0, day=datetime(2026, 7, 9, 9, 0, tzinfo=KST))
    (dates,) = [promise for promise in found.promises if promise.name == "dates"]
    assert (dates.holds, dates.says) == (
        True,
        "2 of 2 items have a date, 2026-07-01 to 2026-07-02; 1 of the 7 days that a run looks back",
    )


#: A board that shares nothing with others.
PLAIN = """
name = "haedong"
title = "해동군 보도자료"
kind = "press_release"
parser = "boards"
licence_note = "-"
base_url = "{base}"
verified = false
enabled = false
delay = 0
window = 7
stale_after = 48

[expect]
min_items = 1

[listing]
url = "/cop/bbs/selectBoardList.do?bbsId=BBSMSTR_000000000042&pageIndex={{page}}"

[view]
url = "/cop/bbs/selectBoardArticle.do?bbsId=BBSMSTR_000000000042&nttId={{id}}"

[rows]
container = "table"
row = "tr"
link = "a"
id = "nttId=([0-9]+)"
{rows}

[[layouts]]
name = "page"
marker = "#cont"

[files]
link = "a[href*=egov_downFile]"
id = "(FILE_[0-9]+)','([0-9]+)"
url = "/cmm/fms/FileDown.do?atchFileId={{1}}&fileSn={{2}}"
"""
DATE, EMPTY = 'date = "td:not(:has(a))"', "empty = 'td[colspan]'"
#: What [rows] says of days and of an empty list, the promises that do not hold, and the key they name.
SAID_OF_ROWS = [
    (f"{DATE}\n{EMPTY}", set()),
    (EMPTY, {"dates"}),
    (DATE, {"empty"}),
    ("", {"dates", "empty"}),
]


@pytest.mark.parametrize(("rows", "broken"), SAID_OF_ROWS, ids=["both", "no date", "no empty", "neither"])
def test_a_board_in_pages_needs_days_and_the_mark_of_an_empty_list(toml, base, rows, broken):
    """Without days a run does not know when it has come to older items, without the mark when to stop."""
    toml.write_text(PLAIN.format(base=base, rows=rows))
    found = failing(trial(toml, items=0))
    assert {name for name in found if name in ("dates", "empty")} == broken
    for name in broken:
        assert f"rows.{name.removesuffix('s')} is not set" in found[name].says
        assert f"set rows.{name.removesuffix('s')}" in found[name].do


def test_a_board_on_one_page_needs_neither(toml, base):
    own = PLAIN.format(base=base, rows="")
    toml.write_text(own.replace("&pageIndex={page}", "").replace("[listing]", '[listing]\npaging = "single"'))
    assert failing(trial(toml, items=0)) == {}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_boards_know_days_and_an_empty_list(file):
    """What a trial asks of a new board holds for those that come with sacho."""
    source = load_source(file)
    if source.rows and source.listing.paging == "pages":
        assert source.rows.date
        assert source.rows.empty or source.parser != "boards"


#: Selectors that find rows without links, or links without rows.
APART = [
    ('row = "tr"', 'row = "li.item"', "rows.row matches 0 elements, rows.link 2"),
    ('link = "a"', 'link = "a.subject"', "rows.row matches 3 elements, rows.link 0"),
    ('row = "tr"', 'row = "th"', "rows.row matches 3 elements, rows.link 2"),
]


@pytest.mark.parametrize(("old", "new", "said"), APART)
def test_rows_and_links_that_do_not_meet_are_counted(toml, base, old, new, said):
    own = PLAIN.format(base=base, rows=f"{DATE}\n{EMPTY}")
    toml.write_text(own.replace(old, new))
    assert said in failing(trial(toml))["list"].says


PASSWORD = '<html><head><title>로그인</title></head><body><form><input name="id"><input type="PASSWORD"></form></body></html>'


def test_a_login_in_place_of_the_list_is_called_so(site, toml):
    site.answers[LIST_PATH] = [page(PASSWORD)]
    assert "the site asks for a login" in failing(trial(toml))["list"].do


def test_a_login_in_place_of_an_article_is_called_so(site, toml):
    site.answers[f"{VIEW_PATH}?bbsId=BBSMSTR_000000000042&nttId=3298"] = [page(PASSWORD)]
    assert "the site asks for a login" in failing(trial(toml))["articles"].do


def test_a_field_for_a_password_beside_a_list_is_no_fault(site, toml):
    site.answers[LIST_PATH] = [page(board_list().body.decode() + '<input type="password">')]
    assert failing(trial(toml)) == {}


def test_a_server_on_this_machine_is_named_with_its_setting(toml):
    promise = failing(trial(toml, settings=settings(allow_loopback=False)))["answer"]
    assert "127.0.0.1 is not a public address" in promise.says
    assert "SACHO_ALLOW_LOOPBACK=1" in promise.do
    assert "SACHO_CONTACT" not in promise.do


SECOND = f"{LIST_PATH}?bbsId=BBSMSTR_000000000042&pageIndex=2"


def test_a_list_that_gives_its_first_page_again(site, toml):
    """The site does not know the parameter of the page."""
    del site.answers[SECOND]
    found = trial(toml)
    promise = failing(found)["paging"]
    assert promise.says == "0 of 2 items of the second page are new"
    assert "listing.url" in promise.do
    assert len(found.tried) == 2


def test_a_second_page_with_other_items(site, toml):
    site.answers[SECOND] = [board_list({"3200": "봄꽃 길 연다", "3298": TITLES["3298"]})]
    (paging,) = [promise for promise in trial(toml).promises if promise.name == "paging"]
    assert (paging.holds, paging.says) == (True, "1 of 2 items of the second page are new")


def test_a_second_page_that_does_not_come(site, toml):
    site.answers[SECOND] = [Answer(500, "<p>일시적인 오류입니다</p>".encode())]
    found = trial(toml)
    assert "500" in failing(found)["paging"].says
    assert 'it says: "일시적인 오류입니다"' in text(found)


def test_a_refused_second_page_ends_the_trial(site, toml):
    site.answers[SECOND] = [Answer(429)]
    assert trial(toml).tried == ()
    assert site.count(VIEW_PATH) == 0


def test_an_end_of_the_list_that_is_not_known_is_told(site, toml):
    """Without the site's mark of an empty list a run can't tell the end from a broken page."""
    site.answers[SECOND] = [page("<table><tr><th>번호</th></tr></table>")]
    assert "rows.empty" in failing(trial(toml))["paging"].do


# --- articles that are not


def view_of(own):
    return f"{VIEW_PATH}?bbsId=BBSMSTR_000000000042&nttId={own}"


def test_a_page_that_is_not_the_items(site, toml):
    site.answers[view_of("3298")] = [page(MAINTENANCE)]
    found = trial(toml)
    promise = failing(found)["articles"]
    assert promise.says.startswith("1 of 2 items became articles; 3298: haedong: the title")
    assert "서비스 점검 중입니다" in text(found)


def test_a_page_that_is_gone(site, toml):
    site.answers[view_of("3298")] = [Answer(404)]
    promise = failing(trial(toml))["articles"]
    assert "404" in promise.says
    assert "view.url" in promise.do


def test_after_a_refusal_no_more_is_asked_for(site, toml):
    site.answers[view_of("3301")] = [Answer(403)]
    found = trial(toml)
    assert len(found.tried) == 1
    assert site.count(VIEW_PATH) == 1
    assert "SACHO_CONTACT" in failing(found)["articles"].do


def test_a_marker_that_the_page_lacks(site, toml):
    own = '\n[[layouts]]\nname = "view"\nmarker = ".board_view"\nbody = ".txt"\n'
    toml.write_text(toml.read_text(encoding="utf-8") + own, encoding="utf-8")
    promise = failing(trial(toml))["articles"]
    assert "no release in any known layout (view)" in promise.says
    assert "layouts.marker" in promise.do


def test_a_selector_that_takes_too_little(site, toml):
    own = '\n[[layouts]]\nname = "view"\nmarker = "#cont"\nbody = ".txt p:nth-of-type(2)"\n'
    toml.write_text(toml.read_text(encoding="utf-8") + own, encoding="utf-8")
    found = trial(toml, items=2)
    assert {"bodies"} <= set(failing(found))
    assert "layouts.body" in failing(found)["bodies"].do


def test_a_short_text_of_a_file_is_not_the_layouts_fault(site, toml):
    """The page has no text, and its file holds a few lines."""
    bare = f'<div id="cont"><h3>{TITLES["3301"]}</h3>{LINK}</div>'
    site.answers[view_of("3301")] = [page(bare)]
    site.answers[FILE_PATH] = [
        Answer(body=hwpx(["햇마늘 축제 연다", *(["해동군은 3월 9일 축제를 연다."] * 3)]))
    ]
    found = trial(toml)
    assert found.tried[0].article.body_origin == "attachment"
    promise = failing(found)["bodies"]
    assert "'0302 햇마늘 축제.hwpx'" in promise.do
    assert "layouts.body" not in promise.do
    assert "files.link" in promise.do


def test_a_file_that_can_not_be_read(site, toml):
    site.answers[FILE_PATH] = [page("<p>로그인 후 내려받을 수 있습니다.</p>")]
    found = trial(toml)
    promise = failing(found)["files"]
    assert promise.says.startswith("no document of 3301 could be read (0302 햇마늘 축제.hwpx: ")
    assert "files.id" in promise.do
    assert "0302 햇마늘 축제.hwpx – " in text(found)


def test_a_file_that_does_not_come(site, toml):
    site.answers[FILE_PATH] = [Answer(404)]
    found = trial(toml)
    assert "404" in failing(found)["files"].says
    assert found.tried[0].article.body_origin == "page"


def test_files_that_the_page_names_and_the_source_does_not_find(site, toml):
    link = '<a href="/download/77">0302 햇마늘 축제.hwpx</a>'
    site.answers[view_of("3301")] = [board_view(TITLES["3301"], link)]
    promise = failing(trial(toml))["files"]
    assert "축제.hwpx" in promise.says
    assert "files.link" in promise.do


def test_a_site_that_gives_one_page_for_all_items(site, toml):
    both = " ".join(TITLES.values())
    site.answers[view_of("3301")] = site.answers[view_of("3298")] = [board_view(both)]
    own = '\n[[layouts]]\nname = "view"\nmarker = "#cont"\nbody = ".txt"\n'
    toml.write_text(toml.read_text(encoding="utf-8") + own, encoding="utf-8")
    assert "different" in failing(trial(toml))


# --- what is kept, and what is not


def test_pages_are_kept_as_they_came_under_names_for_tests(site, toml, tmp_path):
    keep = tmp_path / "new" / "pages"
    found = trial(toml, keep=keep)
    assert sorted(path.name for path in keep.iterdir()) == [
        "file_1_1.hwpx",
        "list_1.html",
        "list_2.html",
        "view_1.html",
        "view_2.html",
    ]
    assert (keep / "list_1.html").read_bytes() == board_list().body
    assert str(keep / "view_2.html") in text(found)


def test_a_second_trial_writes_over_what_the_first_kept(site, toml, tmp_path):
    """And over nothing else in the folder."""
    others = ["list_1.html.old", "view_1_edited.html", "file_list.html", "notes.txt", "list_.html"]
    for name in others:
        (tmp_path / name).write_text("mine", encoding="utf-8")
    trial(toml, keep=tmp_path, items=1)
    site.answers[LIST_PATH] = [board_list({"3301": TITLES["3301"]})]
    trial(toml, keep=tmp_path, items=1)
    assert (tmp_path / "list_1.html").read_bytes() == site.answers[LIST_PATH][0].body
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in others} == {"mine"}


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_no_trial_has_kept_is_not_written_over(site, toml, tmp_path, kind):
    keep, mine = tmp_path / "pages", tmp_path / "mine.html"
    keep.mkdir()
    mine.write_text("mine", encoding="utf-8")
    if kind == "link":
        (keep / "view_1.html").symlink_to(mine)
    else:
        (keep / "view_1.html").mkdir()
    with pytest.raises(FileExistsError, match="name another folder"):
        trial(toml, keep=keep)
    assert site.requests == []
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_saved_list_is_read_without_asking_the_site(site, toml, tmp_path):
    saved = tmp_path / "list_1.html"
    saved.write_bytes(board_list().body)
    found = trial(toml, page_file=saved)
    assert (len(found.listed.items), found.tried, found.requests) == (2, (), 0)
    assert found.well
    assert site.requests == []
    assert "no article was tried" in text(found)
    assert f"  read from {saved}" in text(found)
    assert "kept in" not in text(found)
    saved.write_text(MAINTENANCE, encoding="utf-8")
    assert str(saved) in failing(trial(toml, page_file=saved))["list"].do


def test_a_saved_answer_of_a_service_needs_no_key(tmp_path):
    saved = tmp_path / "list_1.xml"
    saved.write_text("<response><header><resultCode>30</resultCode></header></response>", encoding="utf-8")
    found = trial(source_file("data_go_kr_press"), page_file=saved)
    assert "30:" in failing(found)["answer"].says


def test_nothing_is_left_behind(toml, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    before = sorted(tmp_path.rglob("*"))
    trial(toml)
    assert sorted(tmp_path.rglob("*")) == before


# --- the command


def test_the_command_ends_with_0_where_all_is_well(cli, toml):
    result = cli(toml)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "all promises hold" in result.stdout
    assert list(cli.folder.iterdir()) == []


def test_the_command_ends_with_1_where_something_is_not(cli, toml, site):
    site.answers[LIST_PATH] = [page(MAINTENANCE)]
    result = cli(toml)
    assert result.exit_code == 1
    assert "FAIL  list: " in result.stdout


def test_the_site_is_told_who_asks(cli, toml, site):
    cli(toml, "--items", 0, SACHO_CONTACT="keeper@example.org")
    assert "keeper@example.org" in site.last_headers["User-Agent"]


def test_json_for_programs(cli, toml):
    result = cli(toml, "--json", "--keep", "pages")
    found = json.loads(result.stdout)
    assert (found["source"], found["well"], found["requests"]) == ("haedong", True, 6)
    assert [item["native_id"] for item in found["list"]["items"]] == ["3301", "3298"]
    assert found["list"]["answers"][0]["kept"] == str(Path("pages") / "list_1.html")
    article = found["articles"][1]
    assert found["articles"][0]["article"]["attachments"][0]["status"] == "read"
    assert {"money", "agency"} <= {one["type"] for one in article["entities"]}
    assert {one["field"] for one in article["entities"]} <= {"title", "subtitle", "body"}
    assert all(promise["holds"] for promise in found["promises"])


WRONG_USE = [
    (["korea"], "no such source; there are: "),
    (["none/haedong.toml"], "no such file"),
    (["data_go_kr_press"], "SACHO_DATA_GO_KR_KEY"),
    (["korea_kr", "--items", "21"], "--items"),
    (["korea_kr", "--page-file", "none.html"], "none.html"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_USE, ids=[one[0][-1] for one in WRONG_USE])
def test_wrong_use_is_said_before_anything_is_asked(cli, arguments, said):
    result = cli(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


BROKEN_FILES = [
    ("delay = 0", 'delay = "x"', "key delay"),
    ('title = "해동군 보도자료"', "", "missing key title"),
    ("[listing]", "[listings]", "listings"),
    ("egov_board", "egov", "key software: no 'egov'"),
    ('"haedong"', '"haedon"', "is not the file's name"),
    ("&nttId={id}", "", "view.url"),
    ("&pageIndex={page}", "", "{page}"),
    ("name =", "name", "not readable as TOML"),
    ("[view]", '[rows]\nrow = "tr[class="\n[view]', "key rows.row: 'tr[class=' is no selector"),
    ("[view]", '[[layouts]]\nname = "v"\nmarker = "div"\nbody = "..x"\n[view]', "key layouts[0].body"),
]


@pytest.mark.parametrize(("old", "new", "said"), BROKEN_FILES, ids=[one[2] for one in BROKEN_FILES])
def test_a_wrong_file_is_one_line_that_names_it_and_the_key(cli, toml, site, old, new, said):
    toml.write_text(toml.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = cli(toml)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr
    assert "haedong.toml" in result.stderr
    assert site.requests == []


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_source_can_be_tried(file, tmp_path):
    """Each has a reader, a first request and an answer to a page that is no list."""
    assert source_file(file.stem) == file
    saved = tmp_path / "list_1.html"
    saved.write_text(MAINTENANCE, encoding="utf-8")
    found = trial(file, page_file=saved)
    assert not found.well
    assert "점검 중입니다" in text(found)
    assert as_json(found)["well"] is False
