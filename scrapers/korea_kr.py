"""정책브리핑 (korea.kr): its list page, posted page by page, and the view page of a press release.

The view page mostly holds a stub; the release itself is in its HWPX or PDF file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from bs4 import Tag

from scrapers.article import Attachment
from scrapers.errors import ParseError
from scrapers.fetch import Page
from scrapers.markup import Scope, attribute, many, maybe, one, parse, words
from scrapers.source import Layout, Source

KST = timezone(timedelta(hours=9), "KST")
# 2026.07.13 · 2026-07-08 · 2026. 7. 8.
DATE = re.compile(r"(\d{4})\s?[.-]\s?(\d{1,2})\s?[.-]\s?(\d{1,2})\b")
# 총 1,234건
COUNT = re.compile(r"\d[\d,]{0,12}")
# 공공누리 제1유형 · 공공누리 1 유형 · 공공누리 제 0 유형
LICENCE = re.compile(r"제?\s{0,3}([0-4])\s{0,3}유형")
# 자세한 내용은 첨부파일을 참고하시기 바랍니다. · [보도자료 첨부파일 확인]
POINTER = re.compile(r"(?:첨부|붙임)\s?(?:된\s?)?(?:파일|문서|자료|물)?")
#: The words of the links beside a file's name.
BUTTONS = frozenset({"내려받기", "다운로드", "바로보기", "미리보기"})
#: A body of fewer characters says nothing.
SHORTEST = 30
#: A body below this many syllables is a stub when the release is attached; real ones have about 38.
STUB = 100
#: A body that sends the reader to the attachment may be this long and is still a stub.
LONG_STUB = 300


@dataclass(frozen=True, slots=True)
class Link:
    """A row of the list. published: ISO date."""

    native_id: str
    url: str
    title: str
    published: str
    ministry: str
    lead: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list.

    empty: the site itself says that there is nothing (more). broken: why rows could not be read.
    """

    links: tuple[Link, ...]
    total: int | None
    empty: bool
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """What a view page says. markup: the HTML of the body; stub: whether that only points to the files.

    published: ISO date or date and time; evidence: where it stood. licence: ``KOGL-<type>`` or None.
    """

    native_id: str
    url: str
    title: str
    published: str
    evidence: str
    ministry: str
    licence: str | None
    layout: str
    markup: str
    stub: bool
    attachments: tuple[Attachment, ...]


def form(source: Source, page: int, since: date, until: date) -> dict[str, str]:
    """The form that asks for one page of the list, from ``since`` to ``until`` (both included)."""
    return {
        **source.form,
        "pageIndex": str(page),
        "startDate": since.isoformat(),
        "endDate": until.isoformat(),
    }


def links(page: Page, source: Source) -> ListPage:
    """The rows of a list page.

    Only those inside the list: the filter box and the side bar hold links to other releases. Raises
    ParseError when the page has neither rows nor the site's "nothing found", or no row can be read.
    """
    scope = parse(page.body, source=source.name, url=page.url)
    listing = source.listing
    container = scope.inside(one(scope, listing.container, "list"))
    rows = many(container, listing.row, "rows", at_least=0)
    rows = [row for row in rows if row.select_one(listing.link)]
    total = maybe(scope, listing.total, "total")
    count = COUNT.search(words(total)) if total else None
    if rows:
        found, broken = _links([scope.inside(row) for row in rows], source)
        return ListPage(found, int(count[0].replace(",", "")) if count else None, empty=False, broken=broken)
    if not container.element.select(listing.empty):
        reason = f"{source.name}: field rows: neither rows nor {listing.empty!r}; was the page redesigned?"
        raise ParseError(reason, where=page.url)
    return ListPage((), 0, empty=True)


def shown_page(page: Page, source: Source) -> int | None:
    """Which page of the list the answer says it is, or None where it does not say."""
    scope = parse(page.body, source=source.name, url=page.url)
    box = maybe(scope, source.listing.page_field, "page number")
    value = attribute(box, "value") if box else ""
    return int(value) if value.isdecimal() else None


def release(page: Page, source: Source) -> Release:
    """The release on a view page. Raises ParseError when a part is missing or belongs to another release."""
    scope = parse(page.body, source=source.name, url=page.url)
    native_id = _news_id(page.url)
    _check_identity(scope, native_id)
    layout = _layout(scope, source)
    stated, evidence = _published(scope, layout)
    body = one(scope, layout.body, "body")
    text = words(body)
    attachments = tuple(_attachments(scope, source, page.final_url))
    if not attachments and len(text) < SHORTEST:
        raise ParseError(f"{source.name}: neither a body nor files, only {text!r}", where=page.url)
    ministry = _first(scope, layout.ministry, "ministry")
    return Release(
        native_id=native_id,
        url=view_url(source, native_id),
        title=_filled(words(one(scope, layout.title, "title")), scope, "title"),
        published=stated,
        evidence=evidence,
        ministry=_filled(_without_tooltip(ministry), scope, "ministry"),
        licence=_licence(scope, source.attachments.licence),
        layout=layout.name,
        markup=str(body),
        stub=bool(attachments) and _is_stub(text),
        attachments=attachments,
    )


def view_url(source: Source, native_id: str) -> str:
    """The canonical address of a release: none of the list's parameters."""
    return source.address(f"{source.view_url}?{urlencode({'newsId': native_id})}")


def _links(rows: list[Scope], source: Source) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """The links of the rows, and why the others have none; a ParseError when no row has one."""
    found: list[Link] = []
    broken: list[str] = []
    for row in rows:
        try:
            found.append(_link(row, source))
        except ParseError as error:
            broken.append(f"{error.reason} in the row {words(row.element)[:80]!r}")
            if len(broken) == len(rows):
                raise
    return tuple(found), tuple(broken)


def _link(row: Scope, source: Source) -> Link:
    listing = source.listing
    anchor = many(row, listing.link, "link")[0]
    native_id = _news_id(urljoin(row.url, attribute(anchor, "href")))
    details = [words(detail) for detail in many(row, listing.details, "date and ministry", at_least=2)]
    lead = maybe(row, listing.lead, "lead")
    return Link(
        native_id=native_id,
        url=view_url(source, native_id),
        title=_filled(words(one(row, listing.title, "title")), row, "title"),
        published=_iso_date(details[0], row, "date"),
        ministry=_filled(details[1], row, "ministry"),
        lead=words(lead) if lead else "",
    )


def _news_id(url: str) -> str:
    """The raw id in ``…View.do?newsId=156647084&call_from=…``; every id is a number."""
    values = parse_qs(urlsplit(url).query).get("newsId", [])
    if len(set(values)) != 1 or not (values[0].isascii() and values[0].isdecimal()):
        raise ParseError("the address holds no single newsId", where=url)
    return values[0]


def _check_identity(scope: Scope, native_id: str) -> None:
    """A page that names itself as another release would be stored under the wrong id."""
    canonical = maybe(scope, 'link[rel="canonical"][href*="newsId="]', "canonical address")
    if canonical and (named := _news_id(urljoin(scope.url, attribute(canonical, "href")))) != native_id:
        raise ParseError(f"the page is release {named}, not {native_id}", where=scope.url)


def _layout(scope: Scope, source: Source) -> Layout:
    for layout in source.layouts:
        if scope.element.select_one(layout.marker):
            return layout
    names = ", ".join(layout.name for layout in source.layouts)
    raise ParseError(f"{source.name}: no release in any known layout ({names})", where=scope.url)


def _first(scope: Scope, selector: str, field: str) -> Tag:
    return many(scope, selector, field)[0]


def _published(scope: Scope, layout: Layout) -> tuple[str, str]:
    """The date that the page shows; the time of its JSON-LD is added when that names the same day."""
    shown = _iso_date(words(_first(scope, layout.date, "date")), scope, "date")
    for value in _json_ld(scope, "datePublished"):
        moment = _moment(value)
        if moment is not None and moment.date().isoformat() == shown:
            return moment.isoformat(timespec="seconds"), "JSON-LD datePublished"
    return shown, layout.date


def _moment(value: str) -> datetime | None:
    """``2026-07-13T11:00:00+09:00`` with its time in Korea; None for a bare date or another text."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None  # the date that the page shows is used instead
    if len(value) <= len("2026-07-13"):
        return None
    return moment.replace(tzinfo=KST) if moment.tzinfo is None else moment.astimezone(KST)


def _json_ld(scope: Scope, key: str) -> Iterator[str]:
    for script in scope.element.select('script[type="application/ld+json"]'):
        try:
            # strict=False: descriptions with raw line ends in them are common
            data = json.loads(script.get_text(), strict=False)
        except ValueError:
            continue  # the visible page holds the same facts
        nodes = data if isinstance(data, list) else [data]
        for node in nodes:
            graph = node.get("@graph", [node]) if isinstance(node, dict) else []
            for item in graph if isinstance(graph, list) else []:
                if isinstance(item, dict) and isinstance(item.get(key), str):
                    yield item[key]


def _iso_date(text: str, scope: Scope, field: str) -> str:
    found = DATE.search(text)
    if found is None:
        raise ParseError(f"{scope.source}: field {field}: no date in {text[:40]!r}", where=scope.url)
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError as error:
        raise ParseError(f"{scope.source}: field {field}: {found[0]} ({error})", where=scope.url) from error


def _filled(text: str, scope: Scope, field: str) -> str:
    if not text:
        raise ParseError(f"{scope.source}: field {field} is empty", where=scope.url)
    return text


def _without_tooltip(element: Tag) -> str:
    """``국토교통부<i class="tooltip">부처별 뉴스 이동</i>`` → ``국토교통부``."""
    hints = {id(string) for hint in element.select("i.tooltip") for string in hint.strings}
    return " ".join("".join(string for string in element.strings if id(string) not in hints).split())


def _is_stub(text: str) -> bool:
    length = len(text.replace(" ", ""))
    return length < STUB or (length < LONG_STUB and POINTER.search(text) is not None)


def _licence(scope: Scope, selector: str) -> str | None:
    """The 공공누리 type that all marks agree on; None when one lacks its sentence or says something else."""
    types: set[str | None] = set()
    for mark in scope.element.select(selector):
        sentence = " ".join(words(strong) for strong in mark.select("strong"))
        named = {match for image in mark.select("img") for match in LICENCE.findall(attribute(image, "alt"))}
        said = set(LICENCE.findall(sentence))
        types.add(named.pop() if sentence and len(named) == 1 and said <= named else None)
    agreed = types.pop() if len(types) == 1 else None
    return f"KOGL-{agreed}" if agreed else None


def _attachments(scope: Scope, source: Source, base: str) -> Iterator[Attachment]:
    """The files in the page's order; each stands there two or three times under one id."""
    named: dict[str, Attachment] = {}
    for anchor in scope.element.select(source.attachments.link):
        url = urljoin(base, attribute(anchor, "href"))
        parameters: Mapping[str, list[str]] = parse_qs(urlsplit(url).query)
        file_id = parameters.get(source.attachments.id_parameter, [""])[0]
        name = words(anchor)
        if not file_id or (file_id in named and named[file_id].name):
            continue
        named[file_id] = Attachment("" if name in BUTTONS else name, url)
    for file_id, attachment in named.items():
        yield attachment if attachment.name else Attachment(file_id, attachment.url)
