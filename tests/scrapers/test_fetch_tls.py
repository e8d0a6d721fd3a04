"""Secure connections: to whom, and with what certificate."""

import socket
import ssl
from pathlib import Path

import pytest

from scrapers.errors import BlockedError, FetchError
from scrapers.fetch import Fetcher, Manners, Secret
from tests.scrapers.fault_server import HOSTS, FakeTime, answer, serving

#: Made for these tests alone, each with its key: for this machine, out of date, for another host.
CERTIFICATES = Path(__file__).parent / "certificates"


@pytest.fixture
def trusted(monkeypatch):
    """Trusts a certificate, as an operator would."""

    def trust(name):
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / f"{name}.pem"))

    return trust


@pytest.fixture
def fetcher():
    with Fetcher(Manners(allow_loopback=True, timeout=5), FakeTime().clock()) as one:
        yield one


def secure(name="valid"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{name}.pem")
    return context


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_comes_over_a_secure_connection(trusted, fetcher, host):
    trusted("valid")
    with serving({"/a": answer(200, b"ok")}, secure()) as server:
        assert fetcher.get(server.address.replace("127.0.0.1", host) + "/a").body == b"ok"


CASES = [
    ("valid", None, "certificate is not valid: self.signed"),
    ("expired", "expired", "certificate is not valid: certificate has expired"),
    ("foreign", "foreign", "certificate is not valid: IP address mismatch"),
    ("valid", "foreign", "certificate is not valid"),
]


@pytest.mark.parametrize(("shown", "trusts", "reason"), CASES)
def test_a_certificate_that_proves_nothing_is_refused_at_once(trusted, fetcher, shown, trusts, reason):
    if trusts:
        trusted(trusts)
    with serving({"/a": answer(200, b"ok")}, secure(shown)) as server:
        with pytest.raises(FetchError, match=reason):
            fetcher.get(server.address + "/a")
        assert (fetcher.requests, server.requests) == (1, [])


def test_a_certificate_is_checked_for_the_host_and_not_for_its_address(trusted, fetcher, monkeypatch):
    trusted("foreign")
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **options: real("127.0.0.1", *rest, **options)
    )
    with serving({"/a": answer(200, b"ok")}, secure("foreign")) as server:
        port = server.address.rpartition(":")[2]
        assert fetcher.get(f"https://www.example.org:{port}/a").body == b"ok"
        with pytest.raises(FetchError, match="certificate is not valid"):
            fetcher.get(f"https://example.org:{port}/a")


def test_a_plain_server_behind_https_is_an_error(fetcher):
    with (
        serving({"/a": answer(200)}) as server,
        pytest.raises(FetchError, match=r"3 tries \(ConnectError: no secure connection"),
    ):
        fetcher.get(server.address.replace("http:", "https:") + "/a")


def test_a_secure_server_behind_http_is_an_error(fetcher):
    with serving({"/a": answer(200)}, secure()) as server, pytest.raises(FetchError, match="3 tries"):
        fetcher.get(server.address.replace("https:", "http:") + "/a")


def test_a_cookie_for_https_stays_there(trusted, fetcher):
    trusted("valid")
    with serving() as plain, serving(None, secure()) as server:
        server.routes["/"] = answer(200, b"", b"Set-Cookie: open=1", Set_Cookie="locked=1; Secure")
        server.routes["/a"] = answer(302, Location=plain.address + "/b")
        plain.routes["/b"] = answer(200, b"b")
        fetcher.get(server.address + "/")
        assert fetcher.get(server.address + "/a").body == b"b"
        assert server.requests[-1].headers["cookie"] == "locked=1; open=1"
        assert plain.requests[-1].headers["cookie"] == "open=1"


def test_a_key_is_not_sent_in_the_clear_because_a_server_says_so(trusted):
    trusted("valid")
    with serving() as plain, serving(None, secure()) as server:
        server.routes["/api"] = answer(302, Location=plain.address + "/api")
        secrets = [
            Secret(one.address.partition("//")[2], "serviceKey", "0123456789abcdef")
            for one in (plain, server)
        ]
        manners = Manners(allow_loopback=True, unruled=HOSTS)
        with (
            Fetcher(manners, FakeTime().clock(), secrets) as fetcher,
            pytest.raises(BlockedError, match="https to http"),
        ):
            fetcher.get(server.address + "/api")
        assert plain.requests == []


def test_a_referer_of_https_is_not_told_in_the_clear(fetcher):
    with serving({"/a": answer(200)}) as server:
        fetcher.get(server.address + "/a", referer="https://www.mofa.go.kr/list?q=1")
        assert "referer" not in server.requests[-1].headers
