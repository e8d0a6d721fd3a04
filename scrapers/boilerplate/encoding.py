"""Bytes → text → the one normal form that every stored text has."""

from __future__ import annotations

import re
import unicodedata

from scrapers.boilerplate.charsets import Decoded, decode
from scrapers.boilerplate.entities import unescape
from scrapers.boilerplate.mojibake import repair
from scrapers.boilerplate.symbols import PRIVATE, drawn

__all__ = ["Decoded", "decode", "normalise", "plain", "repair", "unescape"]

_LINE_ENDS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
# with the Hangul filler and the empty Braille cell, which editors type as a space that is not cut off
_ODD_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0\u2800"
# zero width, soft hyphen, direction marks, control characters, how an emoji is drawn (☎️ is ☎ and FE0F)
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
)
#: Halves of a character, as a broken JSON escape leaves them: no text that holds one can be written.
_HALVES = "\ud800-\udfff"
_LINE_END = re.compile(f"\r\n?|[{_LINE_ENDS}]")
_ODD_SPACE = re.compile(f"[{_ODD_SPACES}]")
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_HALF = re.compile(f"[{_HALVES}]")
_BLANK = re.compile(r"[ \n]*\n[ \n]*")
#: So many marks and signs in a row are no writing (``가̖̖́́…``), and cost the square of their number to compose.
_LONG_STACK, _MARKS = 64, 30
_MARK = re.compile(r"[^\w\s\x00-\x7f]")
_STACK = re.compile(rf"{_MARK.pattern}{{{_LONG_STACK},}}")
# anything that ``plain`` would change but for composition
_ODD = re.compile(f"[&\r{_LINE_ENDS}{_ODD_SPACES}{_UNSEEN}{_HALVES}{PRIVATE}]")


def plain(text: str) -> str:
    """NFC, ``\\n`` as the only line end, plain spaces, no invisible characters; blank lines stay.

    Symbols that only the fonts of Windows and of Hangul know (U+F0A7, ▪) become what they show.
    """
    if _ODD.search(text):
        text = _LINE_END.sub("\n", unescape(text))
        text = _HALF.sub("\ufffd", _INVISIBLE.sub("", _ODD_SPACE.sub(" ", drawn(text))))
    # a stack reaches over one of these places: most texts need no look at the others
    if len(text) >= _LONG_STACK and _MARK.search(text[_LONG_STACK - 1 :: _LONG_STACK]):
        text = _STACK.sub(_unstacked, text)
    return unicodedata.normalize("NFC", text)


def _unstacked(found: re.Match[str]) -> str:
    """Not more than thirty marks on a letter, the limit of Unicode's stream-safe text (UAX 15, 13)."""
    marks, kept = 0, []
    for char in found[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MARKS:
            kept.append(char)
    return "".join(kept)


def normalise(text: str) -> str:
    """The form of every stored text: ``plain``, and one ``\\n`` between paragraphs, none around.

    Middle dots, quotation marks and full-width digits stay as they are.
    """
    return _BLANK.sub("\n", plain(text)).strip(" \n")
