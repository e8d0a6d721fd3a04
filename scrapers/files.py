"""The files that a page offers: which they are, how they are called, where they are fetched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from scrapers.article import Attachment
from scrapers.links import canonical
from scrapers.markup import Scope, attribute, maybe, words
from scrapers.source import Files

if TYPE_CHECKING:
    from bs4 import Tag

#: The words of the links beside a file's name.
BUTTON = re.compile(
    r"\W{0,3}(?:한글|PDF|HWPX?|ODT|첨부|원문|전체)?\s?(?:파일|문서|자료)?[의을]?\s?"
    r"(?:(?:내려\s?받기|다운\s?로드|다운|저장|바로\s?보기|미리\s?보기|바로\s?듣기|열기|뷰어(?:\s?보기)?"
    r"|새\s?창(?:\s?열림)?)\W{0,3}){1,3}",
    re.IGNORECASE,
)
# 0713(보도자료) 어촌 정비.hwpx
NAMED = re.compile(
    r"\.(?:hwpx?|pdf|odt|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|csv|txt|mp4)(?![0-9A-Za-z])", re.I
)
# 어촌 정비.hwpx [192.4 KB] · 어촌 정비.pdf (1,024 Byte / 다운로드 12회) · 어촌 정비.pdf (다운로드 12회)
TAIL = re.compile(
    r"\s{0,3}[\[(]\s{0,3}(?:[\d.,]{1,12}\s?(?:[KMG]?B|bytes?|바이트)|다운로드|조회)[^\])]{0,30}[\])][^.]{0,40}$",
    re.IGNORECASE,
)
#: How far above a button its file's name may stand.
NEARBY = 3
#: No release has more links to files; a page with more is not looked through for ever.
MOST = 300


def attachments_of(scope: Scope, files: Files, base: str) -> tuple[Attachment, ...]:
    """The files in the page's order; each may stand there two or three times under one id.

    ``base``: the address of the page. Links to something else than a file are passed over.
    """
    found: dict[str, Attachment] = {}
    for place in scope.element.select(files.item) if files.item else [scope.element]:
        holder = scope.inside(place)
        named = maybe(holder, files.name, "file name") if files.name else None
        for link in place.select(files.link, limit=MOST):
            groups = _groups(link, files)
            address = _address(link, groups, files, base) if groups else None
            if not groups or address is None:
                continue
            key = "/".join(groups)
            name = file_name(words(named)) if named else _name(link, groups, files)
            if key not in found or not found[key].name:
                found[key] = Attachment(name, address)
    return tuple(one if one.name else Attachment(_nameless(key), one.url) for key, one in found.items())


def file_name(text: str) -> str:
    """``어촌 정비.hwpx [192.4 KB]`` → ``어촌 정비.hwpx``; empty for the words of a button."""
    name = TAIL.sub("", text).strip()
    return "" if BUTTON.fullmatch(name) else name


def address_of(link: Tag, base: str) -> str | None:
    """Where the link leads; None for a script and for a place on the page itself."""
    href = attribute(link, "href")
    return canonical(href, base) if href and not href.startswith("#") else None


def _groups(link: Tag, files: Files) -> tuple[str, ...]:
    """What the pattern finds in the link's address or script; empty for a link to something else."""
    for place in (attribute(link, "href"), attribute(link, "onclick")):
        if found := re.search(files.id, html.unescape(place)):  # some escape twice: &amp;amp;fileSn=0
            return tuple(group for group in found.groups() if group is not None)
    return ()


def _address(link: Tag, groups: tuple[str, ...], files: Files, base: str) -> str | None:
    """The link's own address where that names the file, else the one that the source's file makes."""
    direct = address_of(link, base)
    if not files.url or (direct and re.search(files.id, html.unescape(attribute(link, "href")))):
        return direct
    made = files.url
    for number, group in enumerate(groups, start=1):
        made = made.replace(f"{{{number}}}", quote(group))
    return canonical(made, base)


def _name(link: Tag, groups: tuple[str, ...], files: Files) -> str:
    """The name in the link; where that is a button, the one in its title or beside it."""
    name = file_name(words(link))
    if name:
        return name
    places = (attribute(link, "title"), *_beside(link, groups, files))
    return next((file_name(text) for text in places if NAMED.search(text)), "")


def _beside(link: Tag, groups: tuple[str, ...], files: Files) -> Iterator[str]:
    """Texts beside the link, as long as they belong to no other file."""
    for _, holder in zip(range(NEARBY), link.parents, strict=False):
        if any(_groups(other, files) not in ((), groups) for other in holder.select(files.link, limit=9)):
            return
        yield from (text for text in holder.stripped_strings if NAMED.search(text))


def _nameless(key: str) -> str:
    """``38668/1/hwpx`` → ``38668-1.hwpx``; the id itself where it names no format."""
    *front, last = [part for part in key.split("/") if part]
    return f"{'-'.join(front)}.{last}" if front and NAMED.fullmatch(f".{last}") else "-".join([*front, last])
