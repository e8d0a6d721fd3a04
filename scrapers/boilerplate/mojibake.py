"""Korean that was read with the wrong encoding, and back again when that is certain."""

from __future__ import annotations

import re

# Characters that UTF-8 or cp949 bytes turn into when they are read as Latin-1 or cp1252: Á¤ºÎ°¡, ì •ë¶€
_SUSPECT = re.compile("[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
_HANGUL = re.compile("[가-힣]")
#: The bytes of cp1252's characters outside Latin-1: ``€`` is 0x80, ``•`` is 0x95.
_CP1252 = {
    bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}

# A no-break space (byte A0) that a dump turned into a plain one: 정 = EC A0 95 → "ì •".
# Second byte lost to a space, third byte there.
_SPACE_SECOND = re.compile(rb"([\xe1-\xef])\x20(?=[\x80-\xbf])")
# Third byte lost: 예 is EC 98 88, 렠 is EB A0 A0.
_SPACE_THIRD = re.compile(rb"([\xe1-\xef][\x80-\xbf])\x20")
# A soft hyphen (byte AD) that a dump dropped: 국 = EA B5 AD → "êµ".
_LOST_THIRD = re.compile(rb"([\xe1-\xef][\x80-\xbf])(?![\x80-\xbf])")


def repair(text: str) -> tuple[str, str | None]:
    """Text whose Korean was read as Latin-1/cp1252, perhaps twice, → (the Korean, what was done).

    Lines are judged one by one, since page and article may differ. A line is changed only when all of its
    suspicious characters decode strictly to mostly Hangul; anything else stays, with None.
    """
    if len(_SUSPECT.findall(text, 0, 1 << 22)) < 4:
        return text, None
    lines, how = [], ""
    for line in text.split("\n"):
        mended, name = _line(line)
        lines.append(mended)
        how = how or name
    return ("\n".join(lines), f"Korean read as Latin-1, was {how}") if how else (text, None)


def _line(line: str) -> tuple[str, str]:
    """One line → (line, name of what it was; empty if it is left as it is)."""
    name = ""
    for _ in range(3):
        suspects = len(_SUSPECT.findall(line))
        if suspects < 4 or suspects < 2 * len(_HANGUL.findall(line)):
            return line, name
        raw = _as_bytes(line)
        if raw is None:
            return line, name
        mended, encoding = _back(raw)
        if mended is None:
            return line, name
        line, name = mended, name or encoding
    return line, name


def _as_bytes(line: str) -> bytes | None:
    """The bytes that Latin-1 or cp1252 read as this line; None where a character belongs to neither."""
    values = [_CP1252.get(char, ord(char)) for char in line]
    return bytes(values) if max(values, default=0) < 256 else None


def _back(raw: bytes) -> tuple[str | None, str]:
    for candidate, name in ((raw, "utf-8"), (_undamaged(raw), "utf-8"), (raw, "cp949")):
        try:
            text = candidate.decode(name)
        except UnicodeDecodeError:
            continue
        foreign = sum(1 for char in text if ord(char) > 127)
        korean = len(_HANGUL.findall(text))
        if korean * 2 >= foreign or (name == "utf-8" and len(_SUSPECT.findall(text)) * 2 >= foreign):
            return text, name
    return None, ""


def _undamaged(raw: bytes) -> bytes:
    """UTF-8 bytes with the no-break spaces and soft hyphens that a dump lost put back."""
    raw = _SPACE_SECOND.sub(b"\\1\xa0", raw)
    raw = _SPACE_THIRD.sub(b"\\1\xa0", raw)
    return _LOST_THIRD.sub(b"\\1\xad", raw)
