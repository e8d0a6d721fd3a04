"""A feed of any search: what is new about a word, an agency or a country (Atom, RFC 4287)."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from datasette.utils.asgi import Response

from db.datasette.links import links_of
from db.datasette.marking import web_address
from db.datasette.pages.finding import Result, find
from db.datasette.rendering import database
from db.datasette.selection import Selection, read_selection

_ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"
#: What XML can't hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NEVER = "1970-01-01T00:00:00+09:00"


async def view(datasette: Any, request: Any) -> Any:
    """``/-/feed.atom?q=…&agency=…&country=…``: the selection of the search page, newest first."""
    selection = await read_selection(database(datasette), request.args)
    found = await find(database(datasette), selection, newest=True, size=_ENTRIES)
    own = datasette.absolute_url(request, links_of(datasette).to("feed.atom", selection.query_string()))
    site = datasette.absolute_url(request, links_of(datasette).to("search", selection.query_string()))

    def local(article_id: str) -> str:
        return str(datasette.absolute_url(request, links_of(datasette).article(article_id)))

    feed = _feed(selection, found.results, own, site, local)
    return Response(feed, content_type="application/atom+xml; charset=utf-8")


def _feed(selection: Selection, results: list[Result], own: str, site: str, local: Any) -> str:
    root = ElementTree.Element("feed", xmlns=_ATOM)
    _add(root, "id", own)
    _add(root, "title", f"사초: {selection.words() or '새 글'}")
    _add(root, "updated", max((one.row["last_changed_at"] for one in results), default=_NEVER))
    ElementTree.SubElement(root, "link", rel="self", href=own)
    ElementTree.SubElement(root, "link", rel="alternate", href=site)
    for one in results:
        entry = ElementTree.SubElement(root, "entry")
        # a name that stays when the server moves
        _add(entry, "id", f"tag:sacho,2026:{one.id}")
        _add(entry, "title", one.row["title"] or "(제목 없음)")
        _add(entry, "updated", one.row["last_changed_at"])
        published = one.row["published"]
        if published and len(published) > len("2026-01-01"):
            _add(entry, "published", published)
        ElementTree.SubElement(entry, "link", rel="alternate", href=local(one.id))
        source = web_address(one.row["url"])
        if source:
            ElementTree.SubElement(entry, "link", rel="via", href=_plain(source))
        author = ElementTree.SubElement(entry, "author")
        _add(author, "name", one.row["department"] or one.row["outlet"] or "미상")
        _add(entry, "summary", one.passage.striptags())
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _plain(text)


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)
