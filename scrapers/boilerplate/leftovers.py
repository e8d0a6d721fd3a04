"""What a dump's text still holds of the format that it came from: escapes of JSON, tags of HTML."""

from __future__ import annotations

import re

# \n \" \/ \u003cp\u003e \uc815\ubd80, but not the won sign of \3,000 nor the path C:\new
_ESCAPE = re.compile(r'(?<![A-Za-z]:)\\(?:u([0-9a-fA-F]{4})|([nrt"/\\]))')
#: Escapes that no prose holds: of Hangul, of < > & ", of curly quotation marks and middle dots.
_UNICODE = re.compile(
    r"\\u(?:[aAbBcCdD][0-9a-fA-F]{3}|00[2-7abAB][0-9a-fA-F]|(?:20|21|25|30|31)[0-9a-fA-F]{2})"
)
# 첫 문단이다.\n둘째 문단, but neither C:\new nor \nu
_BREAK = re.compile(r"(?<![A-Za-z:\\])(?:\\r\\n|\\n){1,9}(?![a-z])")
_QUOTED = re.compile(r'\\"')
# <p class="lead"> : in a JSON string no such mark stands unescaped; <p class='lead'> may be in one
_PAGE = re.compile(r"""<[A-Za-z][^<>"'\\]{0,300}=\s{0,3}["']""")
_SCRIPT = re.compile(r"</script\b", re.I)
_MEANT = {"n": "\n", "r": "\r", "t": "\t"}

_BREAKING = frozenset(
    (
        *("address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "hr", "li", "ol", "p", "section", "table", "tr", "ul"),
    )
)
_CELLS = frozenset(("td", "th"))
_INLINE = frozenset(
    (
        *("a", "b", "big", "del", "em", "font", "i", "img", "ins", "label", "mark", "o:p"),
        *("s", "small", "span", "strike", "strong", "sub", "sup", "tbody", "thead", "u", "wbr"),
    )
)
#: <b>굵게</b>, <p style="…">, <br/>; names in Hangul (<한국경제>, <표 1>, <사진=행안부>) are quotation marks.
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]{0,11})(\s[^<>]{0,1000})?/?>")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9:]{0,11})\s?>")

# 줄을 바꾸려면 <br> 태그를 쓴다, but 첫 문단.<br>둘째 문단
_BREAKS = re.compile(r"<br\b", re.I)
_NAMED = re.compile(r"\s<br>\s", re.I)


def without_escapes(text: str) -> str:
    """Escapes of JSON as characters, where two and more show that the text was never unescaped; a page keeps
    those that stand in its scripts.
    """
    if "\\" not in text or _is_page(text) or not _is_escaped(text):
        return text
    text = _ESCAPE.sub(_character, text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # 😀 is two escapes


def _is_page(text: str) -> bool:
    """Is it the source of a page as it came, whose scripts may well hold escapes?"""
    found = _PAGE.search(text)
    return found is not None and (found[0][-1] == '"' or bool(_SCRIPT.search(text)))


def _is_escaped(text: str) -> bool:
    breaks = sum(found[0].count("n") for found in _BREAK.finditer(text))
    marks = len(_UNICODE.findall(text)), breaks, len(_QUOTED.findall(text))
    return max(marks) >= 2 or sum(marks) >= 3


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _MEANT.get(found[2], found[2])


def without_tags(text: str) -> str:
    """A text that is no page, without the tags that are left over in it.

    A tag goes only if it closes, is closed somewhere, has attributes or is a break: ``<b>굵게</b>`` is 굵게,
    but 〈A안과 B안〉 written as ``<A>안과 <B>안`` stays, as does ``질문: <div>와 <p>는``. A single ``<br>``
    among words, where nothing closes, is named and no break.
    """
    if "<" not in text:
        return text
    closed = {found[1].lower() for found in _CLOSING.finditer(text)}
    if closed or not (_NAMED.search(text) and len(_BREAKS.findall(text)) == 1):
        closed.add("br")

    def mended(found: re.Match[str]) -> str:
        slash, name, attributes = found[1], found[2].lower(), found[3] or ""
        if not (slash or name in closed or "=" in attributes):
            return found[0]
        if name in _BREAKING:
            return "\n"
        if name in _CELLS:
            return " "
        return "" if name in _INLINE else found[0]

    return _TAG.sub(mended, text)
