"""Korean that was read with the wrong encoding, and back again when that is certain.

Three misreadings leave a trace that real text never shows: EUC-KR read as Latin-1 or cp1252 (``Á¤ºÎ°¡``),
UTF-8 read so, once or several times (``ì •ë¶€ê°€``), and UTF-8 read as cp949 (``留곗쓬`` for 맑음).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from scrapers.boilerplate.everyday import is_korean
from scrapers.boilerplate.lost_bytes import filled, stepped

#: The bytes of cp1252's characters outside Latin-1: ``€`` is 0x80, ``•`` is 0x95.
_CP1252 = {
    bytes([byte]).decode("cp1252"): byte for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
_WINDOWS = re.escape("".join(_CP1252))
#: What UTF-8 or cp949 bytes turn into when they are read as Latin-1 or cp1252: Á¤ºÎ°¡, ì •ë¶€
_SUSPECT = re.compile(f"[\x80-\xff{_WINDOWS}]")
#: Fewer than three in a stretch of them and of ASCII are signs of the text's own (· “ ” ©).
_THREE = re.compile(f"[\x80-\xff{_WINDOWS}](?:[\t\x20-\x7e]*+[\x80-\xff{_WINDOWS}]){{2}}")
#: A stretch of such characters and of ASCII: the words that may have been misread.
_STRETCH = re.compile(f"[\t\x20-\x7e\x80-\xff{_WINDOWS}]+")
_HANGUL = re.compile("[가-힣]")
#: “ ” ‘ ’ – — … • and ° ± ² · « » as UTF-8 read as cp1252: no language writes â€œ, or Â before ·.
_SIGN = re.compile("â€(?:[\x80-\xbf“”˜™¦¢œ\x9d]|(?=[\\s.,)]|$))|(?<![A-Za-zÀ-ÿ])Â[\xa0°±²³·§»«®©](?![À-ÿ])")
#: Misread Hangul that was not certain: the line stays as it is.
_UNREAD = re.compile(f"[ê-í][\x80-\xbf{_WINDOWS}]")
#: A Chinese character, as UTF-8's Korean lead bytes EA to ED become one in cp949.
_HANJA = re.compile("[\u4e00-\u9fff\uf900-\ufaff]")
#: A Chinese character right beside syllables, without brackets: 셀占【 (but 美 대통령, 북한(北韓)).
_OUT_OF_STEP = re.compile("[가-힣][\u4e00-\u9fff\uf900-\ufaff]|[\u4e00-\u9fff\uf900-\ufaff][가-힣]{2}")
#: Letters without a space or ASCII, as UTF-8 read as cp949 stands.
_FOREIGN_RUN = re.compile("[^\x00-\x7f]{2,}")


class _Mended(NamedTuple):
    """A text after repair: what it was read from, and how many characters could not be recovered."""

    text: str
    was: str = ""
    lost: int = 0


def repair(text: str) -> tuple[str, str | None]:
    """Text whose Korean was read as Latin-1/cp1252, perhaps twice, or as cp949 → (the Korean, what was done).

    Lines are judged one by one, since page and article may differ, and within a line that holds real Hangul
    the stretches of Latin letters. A stretch is changed only when it decodes to everyday Korean; what a
    dump lost of it for good becomes U+FFFD and is counted. Anything else stays, with None.
    """
    mended = _from_latin(text)
    if not mended.was:
        mended = _from_cp949(text)
    if not mended.was:
        return text, None
    note = f"Korean read as {'cp949' if mended.was == 'utf-8 as cp949' else 'Latin-1'}, was {mended.was[:5]}"
    return mended.text, f"{note}; {mended.lost} characters lost" if mended.lost else note


@dataclass(frozen=True, slots=True)
class _Text:
    """What the whole text says of its lines: the bytes that it kept; how many syllables make one certain."""

    kept: frozenset[int]
    utf8: int = 2
    cp949: int = 3


def _from_latin(text: str) -> _Mended:
    if not _may_be_misread(text):
        return _Mended(text)
    whole = _Text(frozenset(_CP1252.get(char, ord(char)) for char in set(_SUSPECT.findall(text))))
    mended = _lines(text, whole)
    if not mended.was:
        return mended
    # 5ì–µ, Á¤ºÎ: among lines that are certain one or two syllables are it too
    rest = _lines(mended.text, replace(whole, utf8=1, cp949=2))
    return _Mended(rest.text, mended.was, mended.lost + rest.lost)


def _may_be_misread(text: str) -> bool:
    return "â" in text or "Â" in text or _THREE.search(text) is not None


def _lines(text: str, whole: _Text) -> _Mended:
    lines, was, lost = [], "", 0
    for line in text.split("\n"):
        if _may_be_misread(line):
            mended = _line(line, whole)
            line, was, lost = mended.text, was or mended.was, lost + mended.lost
        lines.append(line)
    return _Mended("\n".join(lines), was, lost) if was else _Mended(text)


def _line(line: str, whole: _Text) -> _Mended:
    """One line, up to three times misread."""
    was, lost = "", 0
    for _ in range(3):
        step = _once(line, whole)
        if not step.was:
            break
        line, was, lost = step.text, was or step.was, lost + step.lost
    signed = line if _UNREAD.search(line) else _SIGN.sub(_sign, line)
    return _Mended(signed, was or ("utf-8" if signed != line else ""), lost)


def _once(line: str, whole: _Text) -> _Mended:
    was, lost = "", 0

    def mend(found: re.Match[str]) -> str:
        nonlocal was, lost
        step = _stretch(found[0], whole)
        was, lost = was or step.was, lost + step.lost
        return step.text

    return _Mended(_STRETCH.sub(mend, line), was, lost)


def _sign(found: re.Match[str]) -> str:
    """``â€œ`` → ``“``; ``â€`` whose last byte 9D was dropped is the closing quotation mark."""
    return _as_bytes(found[0]).decode("utf-8", "ignore") or "”"


def _as_bytes(text: str) -> bytes:
    return bytes(_CP1252.get(char, ord(char)) for char in text)


def _stretch(text: str, whole: _Text) -> _Mended:
    """Latin letters and ASCII → the Korean that they were, or as they are."""
    suspects = len(_SUSPECT.findall(text))
    if suspects < 3:
        return _Mended(text)
    for mended, name in _readings(_as_bytes(text), whole):
        if mended is not None and _is_certain(mended, name, whole):
            return _Mended(mended, name, mended.count("\ufffd"))
    return _Mended(text)


def _readings(raw: bytes, whole: _Text) -> Iterator[tuple[str | None, str]]:
    """What the bytes may be, the likely first."""
    yield _strict(raw, "utf-8"), "utf-8"
    yield _strict(raw, "cp949"), "cp949"
    yield _strict(filled(raw, whole.kept), "utf-8"), "utf-8"
    if 0xAD not in whole.kept:
        yield stepped(raw), "cp949"


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return None


def _is_certain(mended: str, name: str, whole: _Text) -> bool:
    """Everyday Korean; as UTF-8, where chance makes no syllable, any two syllables, or the next layer of a
    double misreading.

    From cp949 three syllables and more, for a pair of accented capitals may be one by chance, and no word
    out of step: a lost byte turns 서울에서 into 셀占【.
    """
    syllables = len(_HANGUL.findall(mended))
    if name == "cp949":
        if syllables < whole.cp949 or mended.count("\ufffd") * 3 > syllables:
            return False
        return is_korean(mended.replace("\ufffd", "")) and not _OUT_OF_STEP.search(mended)
    outside = sum(char > "\x7f" for char in mended)
    if syllables >= whole.utf8 and syllables * 2 >= outside:
        return mended.count("\ufffd") * 3 <= syllables
    return len(_SUSPECT.findall(mended)) >= 6 and bool(_once(mended, _Text(frozenset())).was)


def _from_cp949(text: str) -> _Mended:
    """UTF-8 read as cp949, where no byte was lost: 맑음 as ``留묒쓬``."""
    if not _holds_hanja(text):
        return _Mended(text)
    pieces, end, was = [], 0, ""
    for start, stop in _runs_of_hanja(text):
        try:
            mended = text[start:stop].encode("cp949").decode("utf-8")
        except UnicodeError:
            continue
        if is_korean(mended):
            pieces += [text[end:start], mended]
            end, was = stop, "utf-8 as cp949"
    return _Mended("".join([*pieces, text[end:]]), was) if was else _Mended(text)


#: The upper bytes in UTF-16 of all that is no Chinese character.
_NO_HANJA = bytes({*range(256)} - {*range(0x4E, 0xA0), 0xF9, 0xFA})


def _holds_hanja(text: str) -> bool:
    """Does any Chinese character stand in the text? Most pages have none, and a regular expression takes
    three times as long to find none as a look at the upper bytes.
    """
    return bool(text.encode("utf-16-be", "surrogatepass")[::2].translate(None, _NO_HANJA))


def _runs_of_hanja(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of two and more characters outside ASCII stand that hold a Chinese one."""
    stop = 0
    for hanja in _HANJA.finditer(text):
        start = hanja.start()
        if start < stop:
            continue
        while start > stop and text[start - 1] > "\x7f":
            start -= 1
        run = _FOREIGN_RUN.match(text, start)
        if run:
            stop = run.end()
            yield start, stop
