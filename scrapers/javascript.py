"""The words of a JavaScript text: its tokens without comments, and the values of its literals."""

from __future__ import annotations

import re
from dataclasses import dataclass

# One token of JavaScript. Comments come first, so that what they hide is never read:
# // $("#td_NTT_SJ_0").html("시험"); · /* … */ · <!-- to the end of its line, as browsers read it in scripts
# A string or pattern without its end is consumed as broken: no character is looked at again and again.
TOKEN = re.compile(
    r"""(?P<comment>//[^\n\r]*+|<!--[^\n\r]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?)
    |(?P<string>'(?:[^'\\\n\r]++|\\[\s\S])*+'|"(?:[^"\\\n\r]++|\\[\s\S])*+"|`(?:[^`\\]++|\\[\s\S])*+`)
    |(?P<regex>(?<=[(,=:])\s*+/(?:[^/\\\n\r\[]++|\\.|\[(?:[^\]\\\n\r]++|\\.)*+\]?)++/[a-z]{0,5})
    |(?P<broken>'(?:[^'\\\n\r]++|\\[\s\S])*+|"(?:[^"\\\n\r]++|\\[\s\S])*+|`(?:[^`\\]++|\\[\s\S])*+
        |(?<=[(,=:])\s*+/(?:[^/\\\n\r\[]++|\\.|\[(?:[^\]\\\n\r]++|\\.)*+\]?)++)
    |(?P<number>\d++(?:\.\d++)?)
    |(?P<name>[A-Za-z_$][\w$]*+)
    |(?P<space>\s++)
    |(?P<sign>.)""",
    re.VERBOSE,
)
# \uAC00 · \x41 · \n · \' inside a string
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|(\r\n|[\s\S]))")
CONTROL = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "0": "\0",
    "\n": "",
    "\r\n": "",
    "\r": "",
}
# %uC6B0%uC8FC%20 : what unescape() turns into 우주
PERCENT = re.compile(r"%u([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Token:
    """kind: string, regex, number, name, sign, or broken for a string or pattern without an end."""

    kind: str
    text: str


class UnknownError(Exception):
    """The script says something that is not understood."""


def tokens(script: str) -> list[Token]:
    """The tokens of ``script`` without spaces and comments, which hide decoys."""
    found = (match for match in TOKEN.finditer(script) if match.lastgroup not in ("comment", "space"))
    return [Token(str(match.lastgroup), match[0].strip()) for match in found]


def unescaped(text: str) -> str:
    """``%uAC00%41`` → ``가A``, as JavaScript's ``unescape``; pairs of halves become one character."""
    return _whole(PERCENT.sub(lambda found: chr(int(found[1] or found[2], 16)), text))


def string_value(token: str) -> str:
    """The value of a string literal: its quotes taken off, its escapes resolved."""
    if token.startswith("`") and "${" in token:
        raise UnknownError

    def resolved(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[3]
        return chr(min(int(code, 16), 0x10FFFF)) if code else CONTROL.get(found[4], found[4])

    return _whole(ESCAPE.sub(resolved, token[1:-1]))


def pattern_text(token: Token) -> tuple[str, bool]:
    """The text that ``/\\+/g`` looks for, and whether everywhere. Raises UnknownError for a real pattern."""
    body, _, flags = token.text.rpartition("/")
    signs = re.sub(r"\\[^\w\s]", "", body[1:])  # without \+ and \.
    if token.kind != "regex" or re.search(r"[\\^$.|?*+(){}\[\]]", signs):
        raise UnknownError
    return re.sub(r"\\([^\w\s])", r"\1", body[1:]), "g" in flags


def _whole(text: str) -> str:
    """Two halves of a character become one; a lone half becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
