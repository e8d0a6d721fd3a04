"""Bytes → text: which encoding, said by whom, and what of it could not be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from scrapers.boilerplate.everyday import is_korean
from scrapers.boilerplate.mojibake import repair
from scrapers.errors import ParseError

__all__ = ["Decoded", "check_text", "decode"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding that gave it; ``repaired`` says in words what was mended, else None."""

    text: str
    encoding: str
    repaired: str | None = None


_WIDE_BOMS = (
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
    (b"BZh", "bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite"),
)

#: Korean labels that all mean the superset cp949: plain euc-kr lacks 8,822 syllables (펲, 뷁, 똠).
#: The WHATWG standard of encodings reads them so too (https://encoding.spec.whatwg.org/#names-and-labels).
_KOREAN = frozenset(
    (
        *("euckr", "cseuckr", "xeuckr", "korean", "isoir149", "cp949", "ms949", "uhc", "xuhc", "johab"),
        *("ksc56011987", "csksc56011987", "ksc56011989", "ksc5601", "ksx1001", "xwindows949", "windows949"),
    )
)
#: Labels of other scripts that a foreign page may rightly bear. Encodings of one byte a character are none
#: of them: they read any bytes as something, and Korean pages bear them by mistake (latin-1, koi8-r).
_FOREIGN = frozenset(("shift_jis", "cp932", "euc_jp", "gb2312", "gbk", "gb18030", "big5", "utf-16", "utf-32"))
#: The Western labels: the last resort, for a page in English or French.
_WESTERN = frozenset(("iso8859-1", "iso8859-15", "cp1252", "ascii"))

# <meta charset="euc-kr"> and <meta http-equiv="Content-Type" content="text/html; charset=euc-kr">
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_.:-]{2,30})""", re.I)
# <!-- <meta charset="utf-16"> --> and a script that writes one say nothing
_UNREAD = re.compile(rb"<!--.{0,8192}?-->|<script\b.{0,8192}?</script", re.I | re.S)

#: More broken characters than one in this many others, and the bytes are called undecodable.
_TOLERANCE = 300
#: One NUL among more other bytes than this is a slip that browsers pass over; more make a binary file.
_NULS = 200
#: What stands between tags or on a line, and a word of it: a page glued together from two sources
#: (UTF-8 with a list in cp949) changes its encoding there and nowhere else.
_SEGMENT = re.compile(rb"[^<>\r\n]+")
_WORD = re.compile(rb"[^ ]+")
_HIGH = re.compile(rb"[\x80-\xff]")
#: Characters of which most of any Korean text or page consists; any two bytes make some Chinese one.
_USUAL = re.compile("[\t\n\r -~가-힣]")
_ODD_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffe\uffff]")


def decode(raw: bytes, charset: str | None = None, markup: bool = False) -> Decoded:
    """Bytes → text: by BOM, strict UTF-8, HTTP header, meta, then cp949 (never plain euc-kr).

    ``charset`` is what the HTTP header says, which may be wrong: valid multi-byte UTF-8 wins over any
    label, because Korean in cp949 is practically never valid UTF-8, and Korean in cp949 wins over labels of
    other scripts. A block in the other encoding is read in that; few broken bytes (a cut-off end) become
    U+FFFD; ``repaired`` says so. Raises ParseError for binary content and for undecodable bytes.
    """
    _refuse_binary(raw)
    for bom, name in _WIDE_BOMS:
        if raw.startswith(bom):
            return _finish(*_wide(raw, name))
    while raw.startswith(codecs.BOM_UTF8):  # some editors put two
        raw = raw[len(codecs.BOM_UTF8) :]
    head = raw[:65536]
    if head.count(0) * _NULS > len(head):
        return _finish(*_wide(raw, _byte_order(head)))
    if b"\x1b$)C" in raw[:4096] and (text := _strict(raw, "iso2022_kr")) is not None:
        return _finish(text, "iso2022_kr")
    if (text := _strict(raw, "utf-8")) is not None:
        return _finish(text, "utf-8")
    labels = _labels(raw, charset, markup)
    for name in _candidates(raw, labels):
        if (text := _strict(raw, name)) is not None:
            return _finish(text, name)
    return _damaged(raw, labels)


def check_text(text: str) -> None:
    """Raises ParseError for a string that is a binary file, as a dump of JSON may hold one: its signature or
    more control characters than slips.
    """
    _refuse_binary(text[:32].encode("latin-1", "replace"))
    head = text[:65536]
    if head.count("\0") * _NULS > len(head) and len(_ODD_CONTROL.findall(head)) * 20 > len(head):
        raise ParseError("binary content (NUL characters): give text or HTML")


def _refuse_binary(raw: bytes) -> None:
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise ParseError(f"binary content ({name}): give it to the reader of attachments")


def _byte_order(head: bytes) -> str:
    """UTF-16 without a BOM: the NULs of its spaces, digits and tags all stand on one side of the pairs."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    name = "utf-16-le" if odd >= even else "utf-16-be"
    text = head.decode(name, "ignore")
    one_sided = min(even, odd) * 20 <= max(even, odd) and not _ODD_CONTROL.search(text)
    if one_sided and len(_USUAL.findall(text)) * 2 > len(text):
        return name
    raise ParseError("binary content (NUL bytes): give text or HTML, or hand it to the reader of attachments")


def _wide(raw: bytes, name: str) -> tuple[str, str, int]:
    """UTF-16 or UTF-32 → (text, encoding, broken characters); more broken than few make it binary."""
    text = raw.decode(name, "replace")
    broken = text.count("\ufffd") - _own(raw, name)
    odd = len(_ODD_CONTROL.findall(text, 0, 65536))
    if broken > _allowed(text) or odd * _NULS > len(text[:65536]) + 2 * _NULS:
        raise ParseError("binary content (no UTF-16 text): give text or HTML, in UTF-8 if possible")
    return text, name, broken


def _own(raw: bytes, name: str) -> int:
    """U+FFFD that the bytes themselves hold: the loss was another program's."""
    return raw.decode(name, "ignore").count("\ufffd")


def _labels(raw: bytes, charset: str | None, markup: bool) -> list[str]:
    """What header and meta call the encoding, in Python's names; unknown names are left out."""
    said = [charset]
    if markup:
        found = _META.search(_UNREAD.sub(b"", raw[:8192]))
        said.append(found[1].decode("ascii") if found else None)
    return [name for name in map(_canonical, said) if name]


def _canonical(label: str | None) -> str | None:
    """``KS_C_5601-1987`` → ``cp949``; None for what Python does not know and for what is no charset."""
    if not label:
        return None
    if re.sub(r"[^a-z0-9]", "", label.lower()) in _KOREAN:
        return "cp949"
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    return "cp949" if name in ("euc_kr", "cp949") else name


def _candidates(raw: bytes, labels: list[str]) -> list[str]:
    """Encodings to try after UTF-8. Korean bytes on a page labelled ``gb2312`` read as Chinese without an
    error (지원 is 瘤盔), so that a foreign label holds only where cp949 gives no Korean.
    """
    foreign = [name for name in labels if name in _FOREIGN]
    if not foreign:
        return ["cp949"]
    text = _strict(raw, "cp949")
    return ["cp949"] if text is not None and is_korean(text) else [*dict.fromkeys(foreign), "cp949"]


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _damaged(raw: bytes, labels: list[str]) -> Decoded:
    """Text with a few broken bytes or with a block in another encoding: the encoding that breaks least."""
    main = min(("utf-8", "cp949"), key=lambda name: raw.decode(name, "replace").count("\ufffd"))
    text, others = _piecewise(raw, main)
    broken = text.count("\ufffd") - (_own(raw, "utf-8") if main == "utf-8" else 0)
    if broken <= _allowed(text):
        return _finish(text, main, broken, others)
    if _WESTERN & set(labels) and len(_HIGH.findall(raw)) * 5 < len(raw):
        return _finish(raw.decode("cp1252", "replace"), "cp1252")
    raise ParseError("unknown encoding (neither UTF-8 nor cp949): convert the file to UTF-8")


def _allowed(text: str) -> int:
    return max(2, len(text) // _TOLERANCE)


def _piecewise(raw: bytes, main: str) -> tuple[str, int]:
    """Each segment in the main encoding, else in the other one, else word by word with U+FFFD for what is
    broken → (text, segments in the other encoding).
    """
    other = "cp949" if main == "utf-8" else "utf-8"
    found = 0

    def as_utf8(segment: re.Match[bytes]) -> bytes:
        nonlocal found
        piece = segment[0]
        if piece.isascii():
            return piece
        if (text := _strict(piece, main)) is None and (text := _sure(piece, other)) is not None:
            found += 1
        if text is None and b" " in piece:
            return _WORD.sub(as_utf8, piece)
        return (piece.decode(main, "replace") if text is None else text).encode()

    return _SEGMENT.sub(as_utf8, raw).decode(), found


def _sure(piece: bytes, name: str) -> str | None:
    """Bytes in an encoding that is not the page's: only if all of it is everyday Korean, two syllables up."""
    text = _strict(piece, name)
    return text if text and is_korean(text) else None


def _finish(text: str, name: str, broken: int = 0, others: int = 0) -> Decoded:
    """The decoded text with misread Korean repaired, and all that was done to it in words."""
    mended, how = repair(text)
    notes = [how] if how else []
    if others:
        notes.append(f"{others} pieces read as {'cp949' if name == 'utf-8' else 'utf-8'}")
    if broken > 0:
        notes.append(f"{broken} undecodable bytes replaced")
    return Decoded(mended, name, "; ".join(notes) or None)
