"""The fields of a NewsItem: what the services of 정책브리핑 say about one release."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from scrapers.article import Attachment, Kind
from scrapers.envelopes import text_of
from scrapers.errors import ParseError
from scrapers.korean_time import KST

SITE = "https://www.korea.kr"
#: The pages of the kinds by GroupingCode, in lower case.
VIEWS = {
    "brief": "/briefing/pressReleaseView.do",
    "policy": "/news/policyNewsView.do",
    "fact": "/briefing/actuallyView.do",
    "card": "/multi/visualNewsView.do",
}
#: … and by the range of the id.
RANGES = {
    "156": "/briefing/pressReleaseView.do",
    "148": "/news/policyNewsView.do",
    "132": "/etc/noticeView.do",
}
KNOWN = frozenset({*VIEWS.values(), *RANGES.values(), "/briefing/policyBriefingView.do"})
KINDS: dict[str, Kind] = {
    "brief": "press_release",
    "fact": "press_release",
    "policy": "policy_news",
    "card": "policy_news",
}

# 07/13/2026 11:00:00
_MOMENT = re.compile(r"(\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}:\d{2})")
# /briefing/pressReleaseView.do, with or without ;jsessionid=…
_VIEW = re.compile(r"((?:/[A-Za-z]\w{0,40}){1,4}View\.do)(?:;.{0,200})?")
_BREAK = re.compile(r"<br\s{0,5}/?\s{0,5}>", re.IGNORECASE)
# <b>, </strong>, <font color="red">; but not <해설>, and not <2026 예산>
_INLINE = re.compile(
    r"</?(?:b|strong|i|em|u|s|span|font|p|div|sub|sup|small|big)(?:\s[^<>]{0,300})?/?>", re.I
)
_TAG = re.compile(
    r"</?(?:p|br|div|span|table|tbody|tr|t[dh]|ul|ol|li|h[1-6]|b|strong|i|em|u|font|a|img|figure|section|article|"
    r"blockquote|hr|dl|d[td]|center|iframe|video)\b[^<>]{0,500}>",
    re.I,
)
_BLOCK = re.compile(r"</(?:p|div|table|ul|ol|h[1-6]|span)\s{0,5}>", re.I)
_BLOCK_START = re.compile(r"<(?:p|br|div|table|ul|ol|li|h[1-6])\b", re.I)
_ESCAPED = re.compile(r"&lt;(?:p|br|div|span|table|strong|b)\b.{0,100}?&gt;", re.I)
# The note at the end of policy news, which may come in several lines: 정책브리핑의 정책뉴스자료는 「공공누리
# 제1유형:출처표시」의 조건에 따라 자유롭게 이용이 가능합니다.<br>다만, 사진의 경우 …
_LICENCE = re.compile(
    r"정책브리핑의\s{0,3}정책뉴스.{0,80}?공공누리.{0,600}?(?:자료출처|처벌될 수)", re.DOTALL
)
_LINE_END = re.compile(r"(?:\s{0,20}</?(?:br|p|div)\b[^<>]{0,300}>){1,10}", re.I)


def line_of(element: Any, *names: str) -> str:
    """Fields as one line: ``한&middot;미<br>협력 <b>확대</b>`` → ``한·미 협력 확대``; each text once."""
    texts = []
    for name in names:
        text = _INLINE.sub("", _BREAK.sub(" ", html.unescape(text_of(element, name))))
        texts.append(" ".join(text.split()))
    return " ".join(dict.fromkeys(text for text in texts if text))


def moment_of(element: Any, name: str) -> str | None:
    """``07/13/2026 11:00:00`` → ``2026-07-13T11:00:00+09:00``; None where the field is empty.

    Raises ParseError for anything else: an impossible day must not become another.
    """
    text = " ".join(text_of(element, name).split())
    if not text:
        return None
    if not _MOMENT.fullmatch(text):
        raise ParseError(f"field {name}: {text[:40]!r} is not MM/DD/YYYY HH:MM:SS")
    try:
        found = datetime.strptime(text, "%m/%d/%Y %H:%M:%S").replace(tzinfo=KST)
    except ValueError as error:
        raise ParseError(f"field {name}: {text} ({error})") from error
    return found.isoformat(timespec="seconds")


def address_of(element: Any, native_id: str) -> str | None:
    """The canonical page on korea.kr: its path and the id only.

    The path is that of OriginalUrl, if it is a known one of this item; else the one of its kind, else another
    that OriginalUrl names, else that of the id's range; None where nothing tells.
    """
    stated = _stated_path(text_of(element, "OriginalUrl").replace("&amp;", "&"), native_id)
    kind = VIEWS.get(text_of(element, "GroupingCode").lower())
    path = stated if stated in KNOWN else kind or stated or RANGES.get(native_id[:3])
    return f"{SITE}{path}?newsId={native_id}" if path else None


def _stated_path(address: str, native_id: str) -> str | None:
    try:
        parts = urlsplit(urljoin(SITE, address))
    except ValueError:
        return None  # no address at all; the kind of the item tells
    host = (parts.hostname or "").lower()
    view = _VIEW.fullmatch(parts.path)
    named = parse_qs(parts.query).get("newsId") == [native_id]
    return view[1] if view and named and (host == "korea.kr" or host.endswith(".korea.kr")) else None


def kind_of(element: Any) -> Kind | None:
    """By GroupingCode; None for a code that we do not know."""
    return KINDS.get(text_of(element, "GroupingCode").lower())


def licence_of(element: Any) -> str | None:
    """``KOGL-1`` for ``1``; blank and everything else is unknown."""
    said = {(one.text or "").strip() for one in element.iterfind("KoglType")}
    number = said.pop() if len(said) == 1 else ""
    return f"KOGL-{number}" if number in ("0", "1", "2", "3", "4") else None


def body_of(element: Any) -> str:
    """DataContents as HTML; text without markup becomes a paragraph for each line.

    The lines of the licence note at the end of policy news become one paragraph, which is one note to the
    cleaner. ContentsType can be wrong or missing, so the text itself is looked at.
    """
    text = text_of(element, "DataContents").replace("\r\n", "\n")
    if not _TAG.search(text) and _ESCAPED.search(text):
        text = html.unescape(text)
    declared_text = text_of(element, "ContentsType").upper() == "T"
    if not (_BLOCK if declared_text else _TAG).search(text):
        lines = _BREAK.sub("\n", html.unescape(text)).split("\n")
        text = "".join(f"<p>{html.escape(line.strip(), quote=False)}</p>" for line in lines if line.strip())
    elif not _BLOCK_START.search(text):
        text = text.replace("\n", "<br>")
    return _LICENCE.sub(lambda found: _LINE_END.sub(" ", found[0]), text)


def files_of(element: Any) -> tuple[Attachment, ...]:
    """The files in their order, each address once.

    A FileName belongs to the FileUrl after it. Where the two do not pair up so that no doubt is left, the
    names are left out: a file under another's name is worse than one without.
    """
    found: dict[str, Attachment] = {}
    for name, url in _pairs(element):
        if url and not (url in found and found[url].name):
            found[url] = Attachment(name, url)
    return tuple(found.values())


def _pairs(element: Any) -> Iterator[tuple[str, str]]:
    fields = [one for one in element if one.tag in ("FileName", "FileUrl")]
    order = "".join("N" if one.tag == "FileName" else "U" for one in fields)
    names = [_file_name(one.text) for one in fields if one.tag == "FileName"]
    urls = [_file_url(one.text) for one in fields if one.tag == "FileUrl"]
    if len(names) == len(urls) and re.fullmatch(r"(?:NU)+|(?:UN)+|N+U+|U+N+", order):
        yield from zip(names, urls, strict=True)
    elif re.fullmatch(r"(?:N?U)+", order):  # a name is missing
        for index, one in enumerate(fields):
            if one.tag == "FileUrl":
                named = index > 0 and fields[index - 1].tag == "FileName"
                yield _file_name(fields[index - 1].text) if named else "", _file_url(one.text)
    else:
        yield from (("", url) for url in urls)


def _file_name(text: str | None) -> str:
    return " ".join(html.unescape(text or "").split())


def _file_url(text: str | None) -> str:
    """The address, with the site's own name in place of its editors' (admin.korea.kr)."""
    address = (text or "").strip().replace("&amp;", "&")
    if not address:
        return ""
    try:
        address = urljoin(SITE, address)
    except ValueError:
        return address  # http://[::1 stays as it is; fetching it says what is wrong
    return re.sub(r"\Ahttps?://admin\d{0,2}\.korea\.kr(?=[/:?]|\Z)", SITE, address)
