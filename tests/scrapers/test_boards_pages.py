"""Stored pages of every shipped board: what its list holds, what its items say, and which answers are refused."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from scrapers.boilerplate.cleaning import clean
from scrapers.errors import ParseError
from scrapers.fetch import Page
from scrapers.reader import reader_of
from scrapers.source import load_sources

PAGES = Path(__file__).parent / "boards"
#: What reads whole sites by feeds or services has its own tests.
PARSERS = ("boards", "msit")
BOARDS = {name: source for name, source in load_sources().items() if source.parser in PARSERS}
LISTS = sorted(path for path in PAGES.glob("*/list_*.html"))
VIEWS = sorted(path for path in PAGES.glob("*/view_*.html"))


def stored(path, url):
    return Page(
        url, url, 200, {"content-type": "text/html"}, "2026-10-02T12:00:00+09:00", path.read_bytes(), ""
    )


def expected(path):
    return json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))[path.stem]


def listed(path):
    source = BOARDS[path.parent.name]
    return reader_of(source).items(stored(path, source.address(source.listing.url)), source)


def item_of(source, native_id):
    """The item as the source's own stored lists name it."""
    answers = [path for path in LISTS if path.parent.name == source.name and "error" not in expected(path)]
    found = [item for path in answers for item in listed(path).items if item.native_id == native_id]
    assert found, f"no stored list of {source.name} holds {native_id}"
    return found[0]


def said(record):
    """A record as JSON holds it, without its content and without what says nothing."""
    found = {key: value for key, value in asdict(record).items() if key not in ("content", "status")}
    if "attachments" in found:
        found["attachments"] = [said(one) for one in record.attachments]
    return {key: value for key, value in found.items() if value not in (None, "", (), [], False)}


def body_lines(release, source):
    """The paragraphs of the article that the page gives."""
    known = {"title": release.title}
    content = release.content
    return clean(content, source=source.name, native_id="1", markup=True, known=known).body.split("\n")


@pytest.mark.parametrize("name", BOARDS)
def test_every_board_has_stored_pages(name):
    """A new source comes with a list, a page of an item, and what they say."""
    names = {path.stem for path in (PAGES / name).glob("*.html")}
    assert any(one.startswith("list_") for one in names)
    assert any(one.startswith("view_") for one in names)
    assert set(json.loads((PAGES / name / "expected.json").read_text(encoding="utf-8"))) == names


def test_every_folder_belongs_to_a_board():
    assert {path.name for path in PAGES.iterdir()} == set(BOARDS)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_stored_list_is_read(path):
    wanted = expected(path)
    if "error" in wanted:
        with pytest.raises(ParseError, match=re.escape(wanted["error"])):
            listed(path)
        return
    answer = listed(path)
    assert [said(item) for item in answer.items] == wanted["items"]
    assert {key: entry for key, entry in said(answer).items() if key != "items"} == wanted["list"]


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_stored_page_is_read(path):
    wanted = expected(path)
    source = BOARDS[path.parent.name]
    item = item_of(source, wanted["native_id"])
    page = stored(path, item.url)
    if "error" in wanted:
        with pytest.raises(ParseError, match=re.escape(wanted["error"])):
            reader_of(source).release(page, source, item)
        return
    release = reader_of(source).release(page, source, item)
    assert said(release) == wanted["release"]
    if not release.stub:
        lines = body_lines(release, source)
        assert (lines[0], lines[-1], len(lines)) == (wanted["first"], wanted["last"], wanted["lines"])
        assert [words for words in wanted.get("absent", []) if words in "\n".join(lines)] == []
