"""Bytes → text: which encoding, said by whom, and the one normal form that every stored text has."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from dataclasses import dataclass

from scrapers.boilerplate.mojibake import repair
from scrapers.errors import ParseError

__all__ = ["Decoded", "decode", "normalise", "repair"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding that gave it; ``repaired`` says in words what was mended, else None."""

    text: str
    encoding: str
    repaired: str | None = None


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: First bytes of what is not text: such a file belongs to the reader of attachments.
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP or HWPX"),
    (b"\xd0\xcf\x11\xe0", "HWP or old Office"),
    (b"HWP Document File", "HWP 3"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite"),
)

#: Korean labels that all mean the superset cp949: plain euc-kr lacks 8,822 syllables (펲, 뷁, 똠).
_KOREAN = {
    "euckr",
    "cp949",
    "ms949",
    "ksc56011987",
    "ksc5601",
    "ksc56011989",
    "xwindows949",
    "windows949",
    "uhc",
}

# <meta charset="euc-kr"> and <meta http-equiv="Content-Type" content="text/html; charset=euc-kr">
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_.:-]{2,30})""", re.I)

#: More broken characters than one in this many others, and the bytes are called undecodable.
_TOLERANCE = 300


#: One NUL among more other bytes than this is a slip that browsers pass over; more make a binary file.
_NULS = 200


def decode(raw: bytes, charset: str | None = None, markup: bool = False) -> Decoded:
    """Bytes → text: by BOM, HTTP header, meta, strict UTF-8, then cp949 (never plain euc-kr).

    ``charset`` is what the HTTP header says, which may be wrong: valid multi-byte UTF-8 wins over any
    label, because Korean in cp949 is practically never valid UTF-8. Few broken bytes (a cut-off end) become
    U+FFFD, and ``repaired`` says so. Raises ParseError for binary content and for undecodable bytes.
    """
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise ParseError(f"binary content ({name}): give it to the reader of attachments")
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return _finish(_strict(raw, name) or raw.decode(name, "replace"), name.removesuffix("-sig"))
    if raw[:65536].count(0) * _NULS > len(raw[:65536]):
        raise ParseError(
            "binary content (NUL bytes): give text or HTML, or hand it to the reader of attachments"
        )
    for name in _candidates(raw, charset, markup):
        text = _strict(raw, name)
        if text is not None:
            return _finish(text, name)
    return _damaged(raw)


def _candidates(raw: bytes, charset: str | None, markup: bool) -> list[str]:
    """Encodings to try, in order; labels that accept any bytes (Latin-1) are no evidence and come last."""
    labels = [charset]
    if markup:
        found = _META.search(raw[:8192])
        labels.append(found[1].decode("ascii") if found else None)
    named = [name for name in map(_canonical, labels) if name]
    weak = {"iso8859-1", "cp1252", "ascii", "iso8859-15", "latin-1"}
    strong = [name for name in named if name not in weak]
    return list(dict.fromkeys(["utf-8", *strong, "cp949"]))


def _canonical(label: str | None) -> str | None:
    if not label:
        return None
    if re.sub(r"[^a-z0-9]", "", label.lower()) in _KOREAN:
        return "cp949"
    try:
        return codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _damaged(raw: bytes) -> Decoded:
    """Text with a few broken bytes: the encoding that breaks least."""
    best = min(("utf-8", "cp949"), key=lambda name: raw.decode(name, "replace").count("\ufffd"))
    text = raw.decode(best, "replace")
    broken = text.count("\ufffd")
    if broken > max(2, len(text) // _TOLERANCE):
        raise ParseError("unknown encoding (neither UTF-8 nor cp949): convert the file to UTF-8")
    finished = _finish(text, best)
    note = f"{broken} undecodable bytes replaced"
    return Decoded(finished.text, best, f"{finished.repaired}; {note}" if finished.repaired else note)


def _finish(text: str, name: str) -> Decoded:
    mended, how = repair(text)
    return Decoded(mended, name, how)


# &nbsp; &middot; &#8217; &#xAC00; : entities that are left over as text
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_LINE_ENDS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_ODD_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# zero width, soft hyphen, direction marks, control characters
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\xad\u061c\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\ufffe\uffff"
)
#: Halves of a character, as a broken JSON escape leaves them: no text that holds one can be written.
_HALVES = "\ud800-\udfff"
_LINE_END = re.compile(f"\r\n?|[{_LINE_ENDS}]")
_ODD_SPACE = re.compile(f"[{_ODD_SPACES}]")
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_HALF = re.compile(f"[{_HALVES}]")
_BLANK = re.compile(r"[ \n]*\n[ \n]*")


def unescape(text: str) -> str:
    """Entities left over as text become characters, twice-escaped ones too (``&amp;nbsp;``)."""
    for _ in range(2):
        if "&" not in text:
            return text
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


# anything that ``plain`` would change but for composition
_ODD = re.compile(f"[&\r{_LINE_ENDS}{_ODD_SPACES}{_UNSEEN}{_HALVES}]")


def plain(text: str) -> str:
    """NFC, ``\\n`` as the only line end, plain spaces, no invisible characters; blank lines stay."""
    if _ODD.search(text):
        text = _LINE_END.sub("\n", unescape(text))
        text = _HALF.sub("\ufffd", _INVISIBLE.sub("", _ODD_SPACE.sub(" ", text)))
    return unicodedata.normalize("NFC", text)


def normalise(text: str) -> str:
    """The form of every stored text: ``plain``, and one ``\\n`` between paragraphs, none around.

    Middle dots and quotation marks stay as they are.
    """
    return _BLANK.sub("\n", plain(text)).strip(" \n")
