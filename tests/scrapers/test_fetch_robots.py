"""What a robots.txt allows, whatever stands in its place."""

import time as real_time

import pytest

from scrapers.client.robots import read_rules
from scrapers.errors import BlockedError, FetchError
from scrapers.fetch import Fetcher, Manners
from tests.scrapers.fault_server import RESET, FakeTime, Pieces, answer, serving


@pytest.fixture
def server():
    with serving() as one:
        one.routes |= {"/a": answer(200, b"ok"), "/private/a": answer(200, b"ok")}
        yield one


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def fetcher(time):
    with Fetcher(Manners(allow_loopback=True, timeout=5), time.clock()) as one:
        yield one


ALLOWED, REFUSED = True, False
RULES = [
    ("", "/a", ALLOWED),
    ("\n\n# 로봇 배제 표준\n", "/a", ALLOWED),
    ("User-agent: *\nDisallow:\n", "/a", ALLOWED),
    ("User-agent: *\nDisallow: /\n", "/a", REFUSED),
    ("User-agent: *\nDisallow: /\nAllow: /$\n", "/", ALLOWED),
    ("User-agent: *\nDisallow: /\nAllow: /$\n", "/a", REFUSED),
    ("user-agent:*\ndisallow:/private\n", "/private/a", REFUSED),
    ("USER-AGENT: *\r\nDISALLOW: /private\r\n", "/private/a", REFUSED),
    ("User-agent: *\rDisallow: /private\r", "/private/a", REFUSED),
    ("User-agent: *   # 모두\nDisallow: /private # 비공개\n", "/private/a", REFUSED),
    ("\ufeffUser-agent: *\nDisallow: /\n", "/a", REFUSED),
    ("\ufeff\ufeff\n\n  User-agent: *\nDisallow: /\n", "/a", REFUSED),
    ("User-agent: sacho\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/a", REFUSED),
    ("User-agent: Sacho\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/a", REFUSED),
    ("User-agent: *\nDisallow: /\n\nUser-agent: sacho\nAllow: /\n", "/a", ALLOWED),
    ("User-agent: Googlebot\nUser-agent: sacho\nDisallow: /\n", "/a", REFUSED),
    ("User-agent: Googlebot\nDisallow: /\n", "/a", ALLOWED),
    ("User-agent: Yeti\nAllow: /\n\nUser-agent: *\nDisallow: /\n", "/a", REFUSED),
    ("User-agent: *\nDisallow: /private\nAllow: /private/a\n", "/private/a", ALLOWED),
    ("User-agent: *\nAllow: /private\nDisallow: /private/a\n", "/private/a", REFUSED),
    ("User-agent: *\nDisallow: /*/a$\n", "/private/a", REFUSED),
    ("User-agent: *\nDisallow: /*/a$\n", "/private/ab", ALLOWED),
    ("User-agent: *\nDisallow: /*.hwp$\n", "/files/보도자료.hwp", REFUSED),
    ("User-agent: *\nDisallow: /*?pageIndex=\n", "/list.do?pageIndex=2", REFUSED),
    ("User-agent: *\nDisallow: /*?pageIndex=\n", "/list.do?newsId=2", ALLOWED),
    ("User-agent: *\nDisallow: /게시판/\n", "/게시판/1", REFUSED),
    ("User-agent: *\nDisallow: /%EA%B2%8C%EC%8B%9C%ED%8C%90/\n", "/게시판/1", REFUSED),
    ("Disallow: /\n", "/a", ALLOWED),
    ("Sitemap: https://www.korea.kr/sitemapindex.xml\n", "/a", ALLOWED),
    ("User-agent: *\nNoindex: /\n", "/a", ALLOWED),
    ("User-agent: *\nDisallow /a\n", "/a", REFUSED),
    (
        "User-agent: *\nDisallow: /private\nSitemap: https://a.kr/s.xml\n\nUser-agent: *\nDisallow: /a\n",
        "/private/a",
        REFUSED,
    ),
    ("<!DOCTYPE html><html><body>점검 중입니다</body></html>", "/a", REFUSED),
    ("\n\n  <html lang='ko'></html>", "/a", REFUSED),
    ("\ufeff<html></html>", "/a", REFUSED),
    ("<?xml version='1.0'?><error/>", "/a", REFUSED),
    ("오류가 발생했습니다.\n<html><body></body></html>", "/a", REFUSED),
    ("User-agent: *\nDisallow: /private\n# <html> 아님\n", "/a", ALLOWED),
]


@pytest.mark.parametrize(("text", "path", "allowed"), RULES)
def test_rules_are_obeyed(text, path, allowed):
    assert read_rules(200, text.encode()).allows("https://www.korea.kr" + path) is allowed


ENCODED = [
    "User-agent: *\nDisallow: /private # 비공개\n".encode("cp949"),
    "# 뷁\nUser-agent: *\nDisallow: /private\n".encode("cp949"),
    "User-agent: *\nDisallow: /private\n".encode("utf-16"),
    b"# \xff\xfe\xfd\x00\nUser-agent: *\nDisallow: /private\n",
    b"\x00\x00User-agent: *\nDisallow: /private\n",
]


@pytest.mark.parametrize("body", ENCODED)
def test_rules_in_any_encoding_are_obeyed(body):
    rules = read_rules(200, body)
    assert not rules.allows("https://www.korea.kr/private/a")
    assert rules.allows("https://www.korea.kr/a")


@pytest.mark.parametrize("status", [400, 401, 403, 405, 418, 429, 451, 500, 503, 599, 304, 302])
def test_no_rules_no_visit(server, fetcher, status):
    server.routes["/robots.txt"] = answer(status, b"User-agent: *\nAllow: /\n")
    with pytest.raises((BlockedError, FetchError), match=r"robots\.txt"):
        fetcher.get(server.address + "/a")
    assert server.asked("/a") == []


@pytest.mark.parametrize("status", [404, 410])
def test_where_there_is_no_robots_txt_everything_is_allowed(server, fetcher, status):
    server.routes["/robots.txt"] = answer(status, b"<html>404</html>")
    assert fetcher.get(server.address + "/a").body == b"ok"


def test_a_fault_that_passes_is_waited_out(server, fetcher):
    server.routes["/robots.txt"] = [answer(503), Pieces([RESET]), answer(200, b"User-agent: *\nAllow: /\n")]
    assert fetcher.get(server.address + "/a").body == b"ok"


def test_a_refusal_is_not_asked_for_again(server, fetcher):
    server.routes["/robots.txt"] = answer(403)
    for _ in range(3):
        with pytest.raises(BlockedError, match="403"):
            fetcher.get(server.address + "/a")
    assert len(server.requests) == 1


REDIRECTED = [
    (answer(200, b"User-agent: *\nDisallow: /private\n"), ALLOWED),
    (answer(200, b"User-agent: *\nDisallow: /\n"), REFUSED),
    (answer(200, "<!DOCTYPE html><title>메인</title>".encode()), REFUSED),
    (answer(404), ALLOWED),
    (answer(403), REFUSED),
]


@pytest.mark.parametrize(("there", "allowed"), REDIRECTED)
def test_rules_behind_a_redirect_count(server, fetcher, there, allowed):
    """A site that sends every unknown page to its front page has no robots.txt, and says nothing about us."""
    server.routes["/robots.txt"] = answer(302, Location="/main.do")
    server.routes["/main.do"] = there
    if allowed:
        assert fetcher.get(server.address + "/a").body == b"ok"
    else:
        with pytest.raises(BlockedError, match=r"robots\.txt"):
            fetcher.get(server.address + "/a")


def test_rules_behind_redirects_without_end_are_an_error(server, fetcher):
    server.routes["/robots.txt"] = answer(302, Location="/robots.txt")
    with pytest.raises(FetchError, match=r"robots\.txt: more than 5 redirects"):
        fetcher.get(server.address + "/a")


LINE = b"Disallow: /private\n"
HUGE = {
    "long": answer(200, b"User-agent: *\n" + LINE * 60_000),
    "announced as endless": Pieces(
        [b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nUser-agent: *\n", LINE * 60_000]
    ),
    "endless": Pieces([b"HTTP/1.0 200 OK\r\n\r\nUser-agent: *\n", *[LINE * 1000] * 2000]),
}


@pytest.mark.parametrize("case", HUGE)
def test_of_a_huge_robots_txt_the_beginning_counts(server, fetcher, case):
    server.routes["/robots.txt"] = HUGE[case]
    assert fetcher.get(server.address + "/a").body == b"ok"
    with pytest.raises(BlockedError, match=r"robots\.txt"):
        fetcher.get(server.address + "/private/a")
    assert len(server.asked("/robots.txt")) == 1


def test_half_a_rule_at_the_cut_is_no_rule():
    assert read_rules(200, b"User-agent: *\nDisallow: /pri\nDisallow: /", complete=False).allows(
        "https://a.kr/a"
    )


DELAYS = [
    ("Crawl-delay: 7", 7.0),
    ("Crawl-delay: 0.5", 1.0),
    ("crawl-delay:2.5", 2.5),
    ("Crawl-delay: soon", 1.0),
    ("Crawl-delay: -5", 1.0),
    ("Crawl-delay: nan", 1.0),
    ("Crawl-delay: inf", 1.0),
    ("Crawl-delay:", 1.0),
    ("Request-rate: 1/10", 10.0),
    ("Request-rate: 10/1", 1.0),
]


@pytest.mark.parametrize(("line", "pause"), DELAYS)
def test_the_longer_pause_counts(server, fetcher, time, line, pause):
    server.routes["/robots.txt"] = answer(200, f"User-agent: *\n{line}\nDisallow: /private\n".encode())
    for _ in range(2):
        fetcher.get(server.address + "/a")
    assert time.naps == [pause, pause]


@pytest.mark.parametrize("line", ["Crawl-delay: 3600", "Crawl-delay: 1e300", "Request-rate: 1/3600"])
def test_a_host_that_wants_no_second_visit_today_gets_none(server, fetcher, line):
    server.routes["/robots.txt"] = answer(200, f"User-agent: *\n{line}\n".encode())
    with pytest.raises(BlockedError, match="between requests"):
        fetcher.get(server.address + "/a")


def test_the_pause_of_another_program_is_not_ours(server, fetcher, time):
    server.routes["/robots.txt"] = answer(
        200, b"User-agent: Yeti\nCrawl-delay: 60\n\nUser-agent: *\nDisallow:\n"
    )
    fetcher.get(server.address + "/a")
    assert time.naps == [1.0]


HOSTILE = [
    "Disallow: /" + "*a" * 30 + "*b",
    "Disallow: /" + "*" * 5000 + "b",
    "Disallow: /*a*a*a*a*a*a*a*a*a*a$",
    "Disallow: /" + "%" * 5000,
    "Disallow: /(a+)+$",
    "\n".join(f"Disallow: /{'*a' * 5}{number}" for number in range(2000)),
]


@pytest.mark.parametrize("lines", HOSTILE)
def test_hostile_rules_take_no_time(lines):
    begin = real_time.process_time()
    rules = read_rules(200, f"User-agent: *\n{lines}\n".encode())
    rules.allows("https://www.korea.kr/" + "a" * 2000 + "c")
    assert real_time.process_time() - begin < 2
