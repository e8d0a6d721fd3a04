"""Writes what a board's stored pages hold, as a draft to be read and corrected before it is believed.

``.venv/bin/python -m tests.scrapers.draft_pages haedong > tests/scrapers/boards/haedong/expected.json``
"""

import json
import sys

from scrapers.errors import ParseError
from scrapers.reader import reader_of
from tests.scrapers.test_boards_pages import BOARDS, PAGES, body_lines, listed, said, stored


def draft(name):
    """The content of ``expected.json`` for the pages stored under ``boards/<name>``."""
    lists = {path.stem: answer(listed, path) for path in sorted((PAGES / name).glob("list_*.html"))}
    items = [item for found in lists.values() if not isinstance(found, ParseError) for item in found.items]
    views = {path.stem: view(path, items) for path in sorted((PAGES / name).glob("view_*.html"))}
    return {stem: described(found) for stem, found in lists.items()} | views


def answer(read, *arguments):
    """What ``read`` gives, or why it gives nothing."""
    try:
        return read(*arguments)
    except ParseError as error:
        return error


def described(found):
    """A list as ``expected.json`` holds it."""
    if isinstance(found, ParseError):
        return {"error": found.reason}
    facts = {key: value for key, value in said(found).items() if key != "items"}
    return {"list": facts, "items": [said(item) for item in found.items]}


def view(path, items):
    """A page as the first of the ``items`` whose page it is; refused where it is no page of any."""
    source = BOARDS[path.parent.name]
    found = [
        (item, answer(reader_of(source).release, stored(path, item.url), source, item)) for item in items
    ]
    read = [pair for pair in found if not isinstance(pair[1], ParseError)]
    item, release = max(read or found, key=lambda pair: pair[0].title == getattr(pair[1], "title", None))
    if isinstance(release, ParseError):
        return {"native_id": item.native_id, "error": release.reason}
    drawn = {"native_id": item.native_id, "release": said(release)}
    if not release.stub:
        lines = body_lines(release, source)
        drawn |= {"first": lines[0], "last": lines[-1], "lines": len(lines), "absent": []}
    return drawn


if __name__ == "__main__":
    json.dump(draft(sys.argv[1]), sys.stdout, ensure_ascii=False, indent=1)
    print()
