"""The XML that the services of 정책브리핑 on data.go.kr answer with, and the gateway before them.

Answers that are not well-formed happen. A lenient parser would lose text without a word (``R&D 예산`` becomes
``R 예산``), so known slips are mended and each item is then parsed strictly: it is read whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from scrapers.errors import ParseError

BOM = b"\xef\xbb\xbf"
ROOTS = ("response", "OpenAPI_ServiceResponse")
#: The headers of the service and of the gateway, and what they hold.
HEADERS = ("header", "cmmMsgHeader")
CODES = ("resultCode", "returnReasonCode")
MESSAGES = ("resultMsg", "errMsg", "returnAuthMsg")
FIELDS = (
    "NewsItemId", "ContentsStatus", "ModifyId", "ModifyDate", "ApproveDate", "ApproverName", "EmbargoDate",
    "GroupingCode", "Title", "SubTitle1", "SubTitle2", "SubTitle3", "ContentsType", "DataContents",
    "MinisterCode", "OriginalUrl", "ThumbnailUrl", "OriginalimgUrl", "FileName", "FileUrl", "KoglType",
)  # fmt: skip

_TAGS = "|".join((*ROOTS, *HEADERS, *CODES, *MESSAGES, "body", "totalCount", "NewsItem", *FIELDS))
# <Title>예산 <2조> 확대</Title>, <SubTitle1>정부<br>발표</SubTitle1>: no tag of an answer
_STRAY = re.compile(rf"<(?!/?(?:{_TAGS})(?:\s[^<>]{{0,200}})?/?>)")
# <Title>R&D 예산</Title>, <Title>한&middot;미 협력</Title>: no reference that XML knows
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
# &#11; &#x1F; and the bare characters: XML has no place for them
_BAD_REFERENCE = re.compile(
    r"&#(?:0{0,4}(?:[0-8]|1[124-9]|2\d|3[01])|x0{0,4}(?:[0-8b-cB-Ce-fE-F]|1[0-9a-fA-F]));"
)
_BAD_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(r"\A\s{0,100}<\?xml[^<>]{0,200}\?>")
_OPENING = re.compile(r"<NewsItem(?:\s[^<>]{0,200})?>")
_ID = re.compile(r"<NewsItemId>(?:<!\[CDATA\[)?\s{0,20}(\w{1,20})")
#: Stands before each item while a mended answer is taken apart; no text can hold it.
_SEAM = "\x00"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One answer. code and said as they stand there, empty where they are missing.

    elements: the NewsItem elements. broken: why others could not be read. total: how many there should be.
    """

    code: str
    said: str
    elements: tuple[Any, ...] = ()
    broken: tuple[str, ...] = ()
    total: int | None = None


def read_envelope(body: bytes) -> Envelope:
    """The answer of a service or of the gateway.

    Raises ParseError for what is neither, for an answer that was cut off, and for one with a document type.
    """
    try:
        return _envelope(_tree(body.removeprefix(BOM).strip()))
    except etree.XMLSyntaxError as error:
        return _mended(body.removeprefix(BOM).decode("utf-8", "replace").strip(), str(error))


def text_of(element: Any, name: str) -> str:
    """The text of a child, empty where there is none; markup in it, escaped or not, stays as markup.

    Raises ParseError where another field stands inside it: an end tag is missing.
    """
    child = element.find(name)
    return "" if child is None else _inner(child)


def _inner(element: Any) -> str:
    for inner in element.iterdescendants():
        if inner.tag in FIELDS or inner.tag == "NewsItem":
            raise ParseError(f"field {element.tag} holds the field {inner.tag}: it has no end")
    inside = [etree.tostring(inner, encoding="unicode") for inner in element]
    return ((element.text or "") + "".join(inside)).strip()


def _tree(text: bytes | str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(text, parser)


def _envelope(root: Any) -> Envelope:
    if root.tag not in ROOTS:
        raise ParseError(_no_answer(f"<{root.tag}"))
    document = root.getroottree().docinfo
    if document.doctype or document.internalDTD is not None:
        raise ParseError("the answer declares a document type; it is not read")
    header = next((found for name in HEADERS if (found := root.find(name)) is not None), root)
    codes = [text for name in CODES if (text := (header.findtext(name) or "").strip())]
    said = [text for name in MESSAGES if (text := (header.findtext(name) or "").strip())]
    total = (root.findtext("body/totalCount") or "").strip()
    return Envelope(
        code=codes[0] if codes else "",
        said=" ".join(said),
        elements=tuple(root.iterfind("body/NewsItem")),
        total=int(total) if re.fullmatch(r"[0-9]{1,9}", total) else None,
    )


def _mended(text: str, complaint: str) -> Envelope:
    """The answer with its slips mended, each item parsed by itself. Raises ParseError where that fails."""
    if not text.endswith(tuple(f"</{root}>" for root in ROOTS)):
        raise ParseError(_no_answer(text))
    if text.count("\ufffd") * 100 > len(text):
        raise ParseError("the answer is not in UTF-8")
    text = _BAD_CHARACTER.sub("", _DECLARATION.sub("", text, count=1))
    head, *chunks = "".join(_pieces(text)).split(_SEAM)
    tail = ""
    if chunks:
        last, end, tail = chunks[-1].rpartition("</NewsItem>")
        chunks[-1] = last + end
    try:
        envelope = _envelope(_tree(head + tail))
    except etree.XMLSyntaxError as error:
        raise ParseError(f"not well-formed ({complaint}), not even without its items") from error
    elements, broken = [], []
    for chunk in chunks:
        try:
            elements.append(_tree(chunk.strip()))
        except etree.XMLSyntaxError as error:
            found = _ID.search(chunk)
            broken.append(f"item {found[1] if found else 'without an id'} is not well-formed ({error})")
    return Envelope(envelope.code, envelope.said, tuple(elements), tuple(broken), envelope.total)


def _pieces(text: str) -> Iterator[str]:
    """The text piece by piece: CDATA sections as they are, what is between them mended."""
    place = 0
    while place < len(text):
        start = text.find("<![CDATA[", place)
        end = text.find("]]>", start) if start >= 0 else -1
        if end < 0:
            start, end = len(text), len(text)
        yield _mend(text[place:start])
        place = min(end + 3, len(text))
        yield text[start:place]


def _mend(markup: str) -> str:
    markup = _BAD_REFERENCE.sub("", _AMPERSAND.sub("&amp;", markup)).replace("]]>", "]]&gt;")
    return _OPENING.sub(lambda found: _SEAM + found[0], _STRAY.sub("&lt;", markup))


def _no_answer(text: str) -> str:
    """What came instead of an answer; it is not quoted, for a page may show the address with the key."""
    start = _DECLARATION.sub("", text[:2000], count=1).strip().lower()
    if start.startswith(("<response", "<openapi_serviceresponse")) or (text and not start):
        return "the answer in XML is cut off"
    if "<!doctype html" in start or re.search(r"<(?:html|head|body|title|div|script)\b", start):
        return "an HTML page instead of an answer in XML: maintenance, or a firewall"
    return "the answer is not the XML of this service" if start else "an empty answer"
