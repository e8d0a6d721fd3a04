"""Bullets and figures of private use, which a text from Hangul (HWP) or Word shows only in its own fonts.

Word and HWP store the characters of the fonts Wingdings and Symbol at U+F000 plus their byte, and HWP its own
signs from U+F0000 on; outside these programs they are empty boxes. Facts: the code charts of Wingdings
(https://www.unicode.org/L2/L2012/12368-n4384.pdf) and what stands there in releases' attachments.
"""

from __future__ import annotations

import re

#: For a class of a pattern: where these symbols live. Letters of old Hangul (U+E0BC …) are none of them.
PRIVATE = "\uf020-\uf0ff\U000f0000-\U000ffffd"
_PRIVATE = re.compile(f"[{PRIVATE}]")
#: A symbol that stands for no known one: at the head of a line it is a bullet.
_UNKNOWN = "•"

_DRAWN = {
    **dict(enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0xF080)),  # Wingdings
    **dict(enumerate("①②③④⑤⑥⑦⑧⑨⑩", 0xF02B1)),  # HWP's boxed figures: 󰊱 추진배경 󰊲 주요내용
    0xF020: " ", 0xF028: "☎", 0xF02A: "✉", 0xF02D: "-", 0xF045: "☜", 0xF046: "☞",
    0xF06C: "●", 0xF06D: "❍", 0xF06E: "■", 0xF06F: "□", 0xF071: "❑", 0xF072: "❒",
    0xF074: "⧫", 0xF075: "◆", 0xF076: "❖", 0xF077: "⬥", 0xF09E: "·", 0xF09F: "•",
    0xF0A1: "○", 0xF0A3: "○", 0xF0A4: "◉", 0xF0A5: "◎", 0xF0A7: "▪", 0xF0A8: "◻",
    0xF0AB: "★", 0xF0B7: "•", 0xF0D8: "➢", 0xF0DF: "←", 0xF0E0: "→", 0xF0E1: "↑",
    0xF0E2: "↓", 0xF0E8: "➔", 0xF0EF: "⇦", 0xF0F0: "⇨", 0xF0FC: "✓", 0xF0FE: "☑",
}  # fmt: skip


def drawn(text: str) -> str:
    """Symbols of private use as the characters that they show, others as a plain bullet."""
    return _PRIVATE.sub(lambda found: _DRAWN.get(ord(found[0]), _UNKNOWN), text)
