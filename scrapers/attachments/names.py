"""The name of a downloaded file, from the many spellings of Content-Disposition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from email.errors import HeaderParseError
from email.header import decode_header
from urllib.parse import unquote_to_bytes, urlsplit

#: Characters of a name that are kept; file systems take 255 bytes, a syllable has three of them.
LONGEST = 200
#: Characters of the header that are looked at.
HEADER = 8000
# filename*=UTF-8''%EB%B3%B4.hwpx · filename*="UTF-8''%EB%B3%B4.hwpx" (wrong, but seen)
_EXTENDED = re.compile(
    r"filename\*\s{0,3}=\s{0,3}\"?([\w.:-]{0,40})'[^']{0,20}'([^;\"]{0,2000})", re.IGNORECASE
)
# filename*0*=UTF-8''%EB; filename*1*=%B3 · filename*0="보도"; filename*1="자료.hwpx"
_PIECE = re.compile(
    r"filename\*(\d{1,2})\*?\s{0,3}=\s{0,3}(?:\"([^\"]{0,2000})\"|([^;]{0,2000}))", re.IGNORECASE
)
_CHARSET = re.compile(r"([\w.:-]{1,40})'[^']{0,20}'")
# filename="보도 \"자료\".hwpx" · filename=보도;자료.hwpx; size=12 · filename="cut off
_PLAIN = re.compile(
    r"(?<![\w*])filename\s{0,3}=\s{0,3}(?:\"((?:[^\"\\]|\\.){0,2000})(?:\"|$)|(.{0,2000}?)\s{0,3}(?:;\s{0,3}[\w*-]{1,30}\s{0,3}=|;?\s{0,3}$))",
    re.IGNORECASE | re.DOTALL,
)
# %EB%B3%B4 · =?UTF-8?B?67O0?=
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_WORD = re.compile(r"=\?[\w-]{1,40}\?[BbQq]\?[^?\s]{0,2000}\?=")


def file_name(headers: Mapping[str, str], url: str, link: str = "") -> str:
    """The file's name: as the answer says it, else the link's text, else the end of the address; or "".

    headers: as they came, read as latin-1 (RFC 9110), so that bytes in UTF-8 or CP949 can be told apart.
    The name has no folders, no control characters, no marks that turn its direction, at most 200
    characters, NFC.
    """
    stated = next((value for name, value in headers.items() if name.lower() == "content-disposition"), "")
    last = urlsplit(url).path.rpartition("/")[2]
    return _safe(_stated(stated[:HEADER])) or _safe(link) or _safe(decoded(last))


def _stated(disposition: str) -> str:
    """By RFC 6266 the extended form counts before the plain one, where it can be read."""
    match = _EXTENDED.search(disposition)
    if match:
        name = _in_charset(match[2], match[1])
        if name:
            return name
    pieces = sorted((int(piece[1]), piece[2] or piece[3] or "") for piece in _PIECE.finditer(disposition))
    if pieces:
        whole = "".join(text.strip() for _, text in pieces)
        charset = _CHARSET.match(whole)
        return _in_charset(whole[charset.end() :], charset[1]) if charset else _text(whole)
    match = _PLAIN.search(disposition)
    if match is None:
        return ""
    return _text(match[2] if match[1] is None else match[1].replace('\\"', '"'))


def _in_charset(encoded: str, charset: str) -> str:
    """The text of percent-encoded bytes; a wrong or unknown charset is corrected by what the bytes are."""
    raw = unquote_to_bytes(encoded.strip())
    try:
        return raw.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return _of_bytes(raw) or ""


def _text(value: str) -> str:
    """The text of a plain value: raw UTF-8 or CP949 read as latin-1, percent-encoded, or encoded words."""
    if _WORD.search(value):
        try:
            words = decode_header(value)
            return "".join(
                word if isinstance(word, str) else word.decode(charset or "ascii", "replace")
                for word, charset in words
            )
        except (HeaderParseError, LookupError):
            return value
    try:
        raw = value.encode("latin-1")
    except UnicodeEncodeError:
        return value  # a client has decoded it already
    return decoded(_of_bytes(raw) or value, plus=True)


def _of_bytes(raw: bytes) -> str | None:
    """CP949 and never EUC-KR, which lacks 8,822 syllables; few CP949 texts are valid UTF-8 by chance."""
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def decoded(name: str, *, plus: bool = False) -> str:
    """A percent-encoded name, in UTF-8 or CP949, once or twice over; any other stays as it is: ``50%AB``.

    plus: a ``+`` between encoded letters stands for a space, as Java's URLEncoder writes it.
    """
    for _ in range(2):
        if not _PERCENT.search(name) or not name.isascii():
            break
        text = _of_bytes(unquote_to_bytes(name.replace("+", " ") if plus else name))
        if text is None:
            break
        name = text
    return name


def _safe(name: str) -> str:
    """Without folders (``../../x``, ``C:\\x``) and whatever can't be seen; ``..`` alone is no name."""
    name = unicodedata.normalize("NFC", name)
    seen = "".join(" " if letter in "\t\r\n" else letter for letter in name)
    seen = "".join(letter for letter in seen if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))
    last = " ".join(re.split(r"[/\\]", seen)[-1].split()).strip("\"'")
    if not last.strip(". "):
        return ""
    if len(last) <= LONGEST:
        return last
    start, dot, extension = last.rpartition(".")
    tail = dot + extension if dot and len(extension) <= 10 else ""
    return (start if tail else last)[: LONGEST - len(tail)] + tail
