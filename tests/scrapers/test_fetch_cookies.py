"""Cookie gates, and cookies that stay at home."""

import pytest

from scrapers.client.cookies import LENGTH, PER_HOST, Jar
from scrapers.errors import FetchError
from scrapers.fetch import Fetcher, Manners
from tests.scrapers.fault_server import NOW, FakeTime, answer, serving


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.fixture
def fetcher():
    with Fetcher(Manners(allow_loopback=True, timeout=5), FakeTime().clock()) as one:
        yield one


@pytest.mark.parametrize("status", [302, 303, 307, 308])
def test_a_gate_opens_at_the_second_knock(server, fetcher, status):
    def gate(request):
        if request.headers.get("cookie") == "WMONID=aBc1; JSESSIONID=x==":
            return answer(200, "보도자료".encode())
        second = b"Set-Cookie: JSESSIONID=x==; HttpOnly"
        return answer(status, b"", second, Location=request.target, Set_Cookie="WMONID=aBc1; path=/www/brd")

    server.routes["/www/brd/list.do"] = gate
    page = fetcher.get(server.address + "/www/brd/list.do?page=1")
    assert page.body.decode() == "보도자료"
    assert page.final_url == server.address + "/www/brd/list.do?page=1"
    assert "set-cookie" not in page.headers
    fetcher.get(server.address + "/www/brd/list.do?page=2")
    assert len(server.asked("/www/brd/list.do")) == 3  # the next page needs no second knock


def test_a_cookie_in_korean_goes_back_byte_for_byte(server, fetcher):
    server.routes["/"] = answer(200, b"", b"Set-Cookie: name=" + "외교부".encode("cp949"))
    fetcher.get(server.address + "/")
    fetcher.get(server.address + "/")
    assert server.asked("/")[1].headers["cookie"].encode("latin-1") == b"name=" + "외교부".encode("cp949")


def test_a_posted_search_passes_a_gate(server, fetcher):
    def gate(request):
        if "cookie" not in request.headers:
            return answer(307, Location="/list", Set_Cookie="pass=1")
        return answer(200, request.body)

    server.routes["/list"] = gate
    assert fetcher.post(server.address + "/list", {"pageIndex": "2"}).body == b"pageIndex=2"


def test_a_gate_that_never_opens_is_an_error(server, fetcher):
    server.routes["/a"] = answer(307, Location="/a", Set_Cookie="pass=1")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher.get(server.address + "/a")
    assert len(server.asked("/a")) == 6


def test_a_visit_to_the_front_page_opens_the_rest(server, fetcher):
    server.routes["/"] = answer(200, b"front", Set_Cookie="SESSION=1; Path=/")
    server.routes["/view"] = lambda request: answer(200 if "cookie" in request.headers else 400)
    with pytest.raises(FetchError):
        fetcher.get(server.address + "/view")
    fetcher.get(server.address + "/")
    assert fetcher.get(server.address + "/view").status == 200


def test_a_redirect_takes_no_cookie_to_another_host(server, fetcher):
    elsewhere = server.address.replace("127.0.0.1", "localhost")
    server.routes["/"] = answer(200, b"", Set_Cookie="SESSION=1; Path=/; Domain=localhost")
    server.routes["/a"] = answer(302, Location=elsewhere + "/b")
    server.routes["/b"] = answer(200)
    fetcher.get(server.address + "/")
    fetcher.get(server.address + "/a")
    assert server.asked("/a")[0].headers["cookie"] == "SESSION=1"
    assert "cookie" not in server.asked("/b")[0].headers


def test_a_new_client_has_no_cookies(server, fetcher):
    server.routes["/"] = answer(200, b"", Set_Cookie="SESSION=1; Path=/")
    fetcher.get(server.address + "/")
    with Fetcher(Manners(allow_loopback=True), FakeTime().clock()) as another:
        another.get(server.address + "/")
    assert "cookie" not in server.asked("/")[1].headers


HOME = "https://www.mofa.go.kr/www/brd/m_4080/list.do"
SENT = [
    ("a=1", HOME, "a=1"),
    ("a=1", "https://www.mofa.go.kr/www/brd/m_4080/view.do?seq=1", "a=1"),
    ("a=1", "https://www.mofa.go.kr:443/www/brd/m_4080/", "a=1"),
    ("a=1", "https://WWW.MOFA.GO.KR/www/brd/m_4080", "a=1"),
    ("a=1; Path=/", "https://www.mofa.go.kr/", "a=1"),
    ("a=1; path=/www; HTTPONLY; SameSite=Lax", "https://www.mofa.go.kr/www/a", "a=1"),
    ("a=1; Path=/", "http://www.mofa.go.kr/", "a=1"),
    ("a=1; Path=/; Secure", "https://www.mofa.go.kr/", "a=1"),
    ("a=x=y==; Path=/", HOME, "a=x=y=="),
    ('a="b c"; Path=/', HOME, 'a="b c"'),
    ("a=; Path=/", HOME, "a="),
    ("a=\xb0\xa1", HOME, "a=\xb0\xa1"),
    ("a=1; Max-Age=60", HOME, "a=1"),
    ("a=1; Max-Age=soon", HOME, "a=1"),
    ("a=1; Expires=Wed, 21-Oct-2026 07:28:00 GMT", HOME, "a=1"),
    ("a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", HOME, "a=1"),
    ("a=1; Expires=never", HOME, "a=1"),
    ("a=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT", HOME, "a=1"),
    ("a=1; Expires=Fri, 31 Dec 9999 23:59:59 -9999", HOME, "a=1"),
    ("a=1; Domain=go.kr; Path=/", HOME, "a=1"),
]
KEPT_BACK = [
    ("a=1; Path=/", "https://mofa.go.kr/"),
    ("a=1; Path=/; Domain=mofa.go.kr", "https://mofa.go.kr/"),
    ("a=1; Path=/; Domain=.go.kr", "https://www.moef.go.kr/"),
    ("a=1; Path=/", "https://www.mofa.go.kr.example.org/"),
    ("a=1; Path=/; Secure", "http://www.mofa.go.kr/"),
    ("a=1; Path=/; secure=", "http://www.mofa.go.kr/"),
    ("a=1", "https://www.mofa.go.kr/"),
    ("a=1; Path=/www", "https://www.mofa.go.kr/wwwold"),
    ("a=1; Max-Age=0", HOME),
    ("a=1; Max-Age=-1", HOME),
    ("a=1; Expires=Thu, 01-Jan-1970 00:00:10 GMT", HOME),
    ("a=1; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Max-Age=0", HOME),
    ("a", HOME),
    ("", HOME),
    ("=1", HOME),
    ("a b=1", HOME),
    ("가=1", HOME),
    ("a=\x001", HOME),
    ("a=" + "x" * (LENGTH + 1), HOME),
]


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def jar(time):
    return Jar(lambda: NOW, lambda: time.passed)


@pytest.mark.parametrize(("line", "url", "header"), SENT)
def test_a_cookie_goes_back_to_its_host(jar, line, url, header):
    jar.take(HOME, [line])
    assert jar.header(url) == header


@pytest.mark.parametrize(("line", "url"), KEPT_BACK)
def test_a_cookie_goes_nowhere_else(jar, line, url):
    jar.take(HOME, [line])
    assert jar.header(url) is None


def test_a_page_in_the_clear_sets_nothing_for_https(jar):
    jar.take("http://www.mofa.go.kr/", ["a=1; Secure; Path=/"])
    assert jar.header(HOME) is None


def test_a_cookie_ends_in_time(jar, time):
    jar.take(HOME, ["a=1; Max-Age=60"])
    time.passed = 61
    assert jar.header(HOME) is None


def test_a_later_cookie_takes_the_place_of_the_earlier(jar):
    jar.take(HOME, ["a=1; Path=/", "b=1; Path=/www", "a=2; Path=/"])
    assert jar.header(HOME) == "b=1; a=2"
    jar.take(HOME, ["a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"])
    assert jar.header(HOME) == "b=1"


def test_a_flood_of_cookies_is_bounded(jar):
    jar.take(HOME, [f"a{number}=1" for number in range(10_000)])
    assert jar.header(HOME).count("=") == PER_HOST
