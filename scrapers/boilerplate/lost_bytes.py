"""Bytes that a dump lost from misread UTF-8, put back where only one everyday character fits."""

from __future__ import annotations

import re

from scrapers.boilerplate.everyday import everyday_characters

#: What cp1252 has no character for, and a dump drops or turns into ``?``; AD (soft hyphen) is dropped too.
_HOLES = b"\x81\x8d\x8f\x90\x9d"
#: What stands for bytes after a clean-up: a space for the no-break space, plain quotes for curly ones.
_INSTEAD = {
    0x20: b"\xa0",
    0x3F: _HOLES,
    0x27: b"\x91\x92",
    0x22: b"\x93\x94",
    0x2D: b"\x96\x97\xad",
    0x7E: b"\x98",
}
_ANY = _HOLES + b"\xad\xa0"
#: What may be dropped before a real sign of that shape; a dump that writes ``?`` drops nothing.
_DROPPED_TOO = {0x20: _HOLES + b"\xad", 0x3F: b""}
_LOST = re.compile(
    # 정 = EC A0 95 → "ì •", second byte in another shape, third byte there
    rb"([\xe2\xe3\xea-\xed])([ ?'\"~-])([\x80-\xbf])"
    # 예 = EC 98 88 → "ì˜ˆ", third byte in another shape, or dropped
    rb"|([\xe2\xe3\xea-\xed][\x80-\xbf])([ ?'\"~-])?(?![\x80-\xbf])"
    # a lead byte that lost both others: 됐 = EB 90 90
    rb"|[\xea-\xed](?:\?\?)?(?![\x80-\xbf])"
    # a no-break space, C2 A0, that became "Â "
    rb"|\xc2(?= )"
)
#: So many whole syllables of a text make it EUC-KR.
_FIRM = 6
_HIGH_RUN = re.compile(rb"[\xa1-\xfe]+")
_HIGH_RUNS = re.compile(rb"([\xa1-\xfe]+)")
#: A gap that nothing stands in shows that the dump drops bytes; so many whole characters without one, that
#: it does not: with a space in the gap it may be either (지원 확대 is no 지웠확대).
_DROPPED = re.compile(rb"[\xe2\xe3\xea-\xed][\x80-\xbf]?(?![\x80-\xbf ?'\"~.-])")
_WHOLE = re.compile(rb"[\xea-\xed][\x80-\xbf]{2}")
_ENOUGH = 20
_OPEN = "\ufffd".encode()
# … (byte 85) that a clean-up wrote as three dots: 년 = EB 85 84 → "ë...„", 업 = EC 97 85 → "ì—..."
_DOTS = re.compile(rb"[\xea-\xed]\.\.\.(?=[\x80-\xbf])|[\xea-\xed][\x80-\xbf]\.\.\.")


def filled(raw: bytes, kept: frozenset[int]) -> bytes:
    """UTF-8 bytes with gaps → with the gaps filled; a character that stays open becomes U+FFFD.

    kept: the bytes that the text still has somewhere, which are therefore not what it lost.
    """
    if kept.intersection(_HOLES):  # a dump loses all of them or none
        kept = kept.union(_HOLES)
    undropped = kept
    if not _DROPPED.search(raw) and len(_WHOLE.findall(raw)) >= _ENOUGH:
        undropped = kept.union(_ANY)
    if b"..." in raw:
        raw = _DOTS.sub(lambda found: _dotted(found[0]), raw)
    return _LOST.sub(lambda found: _fill(found, kept, undropped), raw)


def _dotted(gap: bytes) -> bytes:
    whole = gap.replace(b"...", b"\x85")
    return whole if len(whole) == 2 or whole in _everyday() else gap


def _fill(found: re.Match[bytes], kept: frozenset[int], undropped: frozenset[int]) -> bytes:
    lead, shape, third, start, last = found.groups()
    if lead:
        return _only([lead + bytes([byte]) + third for byte in _INSTEAD[shape[0]] if byte not in kept])
    if not start:  # a lead byte that lost both others, or C2 before a space
        return b"" if found[0] == b"\xc2" else _OPEN
    if not last:
        return _only(_dropped(start, _ANY, undropped))
    shaped = [start + bytes([byte]) for byte in _INSTEAD[last[0]] if byte not in kept]
    # or the byte is gone, and the space or quotation mark a real one
    dropped = _dropped(start, _DROPPED_TOO.get(last[0], _HOLES), undropped)
    one = _only([*shaped, *dropped])
    consumed = one in shaped or last == b"?" or not any(char in _everyday() for char in dropped)
    return one if consumed and shaped else one + last


def _dropped(start: bytes, lost: bytes, kept: frozenset[int]) -> list[bytes]:
    """All characters that ``start`` may be the rest of: its last byte or its second is gone."""
    gone = [bytes([byte]) for byte in lost if byte not in kept]
    return [start + byte for byte in gone] + [start[:1] + byte + start[1:] for byte in gone]


def _only(candidates: list[bytes]) -> bytes:
    """The only candidate, or the only one of everyday Korean; U+FFFD where there are several, or none."""
    good = {candidate for candidate in candidates if candidate in _everyday()}
    if not good and len(candidates) == 1 and candidates[0].decode("utf-8", "ignore"):
        return candidates[0]
    return good.pop() if len(good) == 1 else _OPEN


def stepped(raw: bytes) -> str:
    """Bytes of EUC-KR that lost soft hyphens (서 = BC AD) → text, with U+FFFD for a word that stays open.

    Empty where too few words are whole: the only sign of 10°~20° is no 강 (B0 AD).
    """
    firm = sum(len(run) // 2 for run in _HIGH_RUN.findall(raw) if _is_whole(run))
    if firm < _FIRM:
        return ""
    return "".join(
        _step(piece) if _HIGH_RUN.fullmatch(piece) else piece.decode("cp949", "replace")
        for piece in _HIGH_RUNS.split(raw)
    )


def _is_whole(run: bytes) -> bool:
    return len(run) % 2 == 0 and all(run[at : at + 2] in _pairs() for at in range(0, len(run), 2))


def _step(run: bytes) -> str:
    """A word in which one more AD behind a lead byte gives everyday Korean, and only one; else U+FFFD."""
    if _is_whole(run):
        return run.decode("cp949")
    tries = (
        [run[: at + 1] + b"\xad" + run[at + 1 :] for at in range(0, len(run), 2)] if 1 < len(run) < 40 else []
    )
    good = [
        one for one in tries if all(one[at : at + 2] in _everyday_pairs() for at in range(0, len(one), 2))
    ]
    return good[0].decode("cp949") if len(good) == 1 else "\ufffd" * max(1, len(run) // 2)


def _everyday() -> frozenset[bytes]:
    return everyday_characters()[0]


def _pairs() -> frozenset[bytes]:
    return everyday_characters()[1]


def _everyday_pairs() -> frozenset[bytes]:
    return everyday_characters()[2]
