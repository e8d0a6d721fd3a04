"""The feed of a search is valid Atom, whatever the articles hold."""

from datetime import datetime
from xml.etree import ElementTree

import pytest

from tests.db.pages_corpus import SCRIPT
from tests.db.serving import ask

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(server, query=""):
    status, headers, text = ask(server, f"/-/feed.atom?{query}")
    assert status == 200
    assert headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(text)


def texts(element, name):
    return [one.text for one in element.findall(f"{ATOM}{name}")]


@pytest.mark.parametrize(
    "query", ["", "q=예산", "agency=행정안전부", "country=UZ&since=2012", "q=없는낱말꿻", "kind=news"]
)
def test_what_atom_asks_for_is_there(server, query):
    root = feed(server, query)
    assert root.tag == f"{ATOM}feed"
    seen = set()
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (text,) = texts(element, name)
            assert text
        seen.add(texts(element, "id")[0])
        for name in ("updated", "published"):
            for text in texts(element, name):
                assert datetime.fromisoformat(text).tzinfo is not None
    entries = root.findall(f"{ATOM}entry")
    assert len(seen) == len(entries) + 1
    assert all(entry.find(f"{ATOM}author/{ATOM}name").text for entry in entries)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"].startswith(f"{server}/-/feed.atom")
    assert links["alternate"].startswith(f"{server}/-/search")


def test_the_newest_stand_first(server):
    root = feed(server, "country=UZ")
    assert texts(root, "title") == ["사초: 우즈베키스탄"]
    assert [entry.find(f"{ATOM}title").text for entry in root.iter(f"{ATOM}entry")] == [
        "우즈베키스탄 도로 건설을 함께한다",
        "농촌 전기, 우즈베키스탄으로",
        "우즈베키스탄 농촌에 전기를 보낸다",
        "우즈베키스탄 가스전을 개발한다",
    ]


def test_a_feed_has_an_end(server):
    assert len(list(feed(server).iter(f"{ATOM}entry"))) == 50


def test_control_characters_are_left_out(server):
    root = feed(server, "since=2024-11&until=2024-11")
    (entry,) = root.iter(f"{ATOM}entry")
    assert texts(entry, "title") == ["-총액 제목 끝"]
    assert texts(entry, "published") == ["2024-11-01T09:30:00+09:00"]
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "예산과"


def test_hostile_text_is_only_text(server):
    root = feed(server, "country=VN&kind=news")
    (entry,) = [entry for entry in root.iter(f"{ATOM}entry") if SCRIPT in entry.find(f"{ATOM}title").text]
    assert entry.find(f"{ATOM}author/{ATOM}name").text == SCRIPT
    links = [link.get("href") for link in entry.findall(f"{ATOM}link")]
    assert len(links) == 1  # its address is no address
    assert links[0].startswith(f"{server}/")
