"""Entities of HTML that are left over as text: ``&nbsp;``, ``&amp;lt;``, ``&#xAC00;``, ``&middot``."""

from __future__ import annotations

import html
import re
from html.entities import html5

# &nbsp; &middot; &#8217; &#xAC00; &frac12; &sup2;
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}\d{0,2});")
#: What editors of Korean pages leave without its end: 예산&nbsp안, &quot인용&quot, 3&middot1절. Never in an
#: address (?a=1&lt=2, &quot=3), nor as the beginning of a longer word (&region, &ltd, R&amplitude).
_OPEN = re.compile(
    r"(?<![?=/\w%])&(nbsp|quot|middot|hellip|[lr][sd]quo|lt|gt|amp)(?![A-Za-z0-9=;_\[.-])"
    r"|(?<=[가-힣0-9])&(middot)(?![A-Za-z=;_\[.-])"
    r"|(?<=[가-힣])&(nbsp|quot|middot|hellip|[lr][sd]quo)(?![A-Za-z0-9=;_\[.-])"
)
#: &amp;amp;nbsp; : an editor's text that was escaped at each of three saves.
_LAYERS = 3


def unescape(text: str) -> str:
    """Entities left over as text become characters, those escaped up to three times too.

    ``&`` that begins no entity stays: R&D, AT&T, ``?a=1&copy=2``, ``&;``; a number that is no character
    (``&#99999999;``) and a name that HTML does not know stay too, for they are no loss to guess at.
    """
    for _ in range(_LAYERS):
        if "&" not in text:
            break
        before, text = text, _OPEN.sub(_open, _ENTITY.sub(_character, text))
        if text == before:
            break
    return text


def _character(found: re.Match[str]) -> str:
    """The character, also for the numbers of Windows (``&#145;`` is ‘); the text where there is none."""
    name = found[0][1:]
    if name[0] != "#":
        return html5.get(name, found[0])
    code = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return found[0]
    return html.unescape(found[0])


def _open(found: re.Match[str]) -> str:
    return html5[f"{found[1] or found[2] or found[3]};"]
