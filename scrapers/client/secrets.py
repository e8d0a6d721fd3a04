"""Keys of official APIs: added to a request at the last moment, gone from everything that comes back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

#: What stands where a key stood.
MASK = "***"
_DEFAULT_PORTS = {"http": 80, "https": 443}
# what a key may hold, decoded: "abC12+/xyz==" or 64 hex digits; no blank, no Korean
_KEY = re.compile(r"[!-~]{1,4096}")


@dataclass(frozen=True, slots=True)
class Secret:
    """A key that one host wants in the query of each request.

    host: ``apis.data.go.kr``, or ``127.0.0.1:8080`` (without a port: the usual one of http and https).
    parameter: its name in the query. value: the key in its plain or its percent-encoded spelling; the portal
    shows both, and a plain key never holds a percent sign. Raises ValueError when something is missing or
    can't be a key.
    """

    host: str
    parameter: str
    value: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.host.strip() or not self.parameter.strip():
            raise ValueError("a key needs the host that it is for and the name of its parameter")
        value = self.value.strip()
        value = unquote(value) if "%" in value else value
        if not value:
            raise ValueError(f"the key for {self.host} is empty: set it, or leave the source out")
        if not _KEY.fullmatch(value):
            raise ValueError(
                f"the key for {self.host} holds blanks or letters that no key holds: copy it again"
            )
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "host", self.host.strip().lower())

    def belongs_to(self, url: str) -> bool:
        """Whether ``url`` leads to the very host that the key is for."""
        try:
            parts = urlsplit(url)
            own = urlsplit(f"//{self.host}")
            usual = _DEFAULT_PORTS[parts.scheme]
            return (parts.hostname, parts.port or usual) == (own.hostname, own.port or usual)
        except (KeyError, ValueError):  # neither file: nor http://[::1 is a place for a key
            return False


class Keyring:
    """The keys of a client."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._secrets = tuple(secrets)
        spellings = "|".join(_spellings(secret.value) for secret in self._secrets)
        self._pattern = re.compile(spellings.encode("ascii"), re.IGNORECASE) if spellings else None

    def holds(self, url: str) -> bool:
        """Whether a key belongs to the host of ``url``."""
        return any(secret.belongs_to(url) for secret in self._secrets)

    def with_keys(self, url: str) -> str:
        """``url`` with the keys that belong to its host: only for sending. Percent-encoded exactly once."""
        for secret in self._secrets:
            if secret.belongs_to(url):
                url = _without(url, secret.parameter)
                bare, mark, fragment = url.partition("#")
                joint = "&" if urlsplit(bare).query else "" if bare.endswith("?") else "?"
                key = f"{quote(secret.parameter, safe='')}={quote(secret.value, safe='')}"
                url = f"{bare}{joint}{key}{mark}{fragment}"
        return url

    def without_keys(self, url: str) -> str:
        """``url`` without the parameters of the keys that belong to its host."""
        for secret in self._secrets:
            if secret.belongs_to(url):
                url = _without(url, secret.parameter)
        return url

    def shown_in(self, text: str) -> bool:
        """Whether ``text`` holds a key in any spelling."""
        return self._pattern is not None and self._pattern.search(_encoded(text)) is not None

    def redacted(self, text: str) -> str:
        """``text`` with ``***`` in place of each key, whatever its spelling."""
        return self.redacted_bytes(_encoded(text)).decode("utf-8", "surrogatepass")

    def redacted_bytes(self, content: bytes) -> bytes:
        """``content`` with ``***`` in place of each key, whatever its spelling."""
        return content if self._pattern is None else self._pattern.sub(MASK.encode(), content)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _without(url: str, parameter: str) -> str:
    """``url`` without a parameter; the others keep their spelling."""
    bare, mark, fragment = url.partition("#")
    path, question, query = bare.partition("?")
    if not question:
        return url
    fields = [one for one in query.split("&") if unquote(one.partition("=")[0]) != parameter]
    return f"{path}{'?' if fields else ''}{'&'.join(fields)}{mark}{fragment}"


def _spellings(value: str) -> str:
    """A pattern for every way in which a server may repeat ``value``, its case apart."""
    eight_bit = "".join(_spelling(one) for one in value)
    # in an answer in UTF-16 each letter has a zero byte beside it
    sixteen_bit = r"\x00".join(re.escape(one) for one in value)
    return f"{eight_bit}|{sixteen_bit}"


def _spelling(letter: str) -> str:
    code = ord(letter)
    names = "|".join([f"#0{{0,5}}{code}", f"#x0{{0,5}}{code:x}", *_ENTITIES.get(letter, ())])
    forms = [
        f"%(?:25){{0,3}}{code:02x}",  # %2B, %252B, %25252B
        f"&(?:amp;){{0,3}}(?:{names});",  # &#43; &#x2B; &plus; &amp;#43;
        rf"\\u{code:04x}",  # JSON: \u002b
        rf"\\x{code:02x}",  # script: \x2b
    ]
    forms += [rf"\\{letter}"] if letter in "/\"'" else []  # JSON: \/
    forms += [" "] if letter == "+" else []  # a server that decodes a query twice
    return f"(?:{'|'.join([*forms, re.escape(letter)])})"  # the longest first: a key may hold "%" itself


_ENTITIES = {
    "&": ("amp",),
    "<": ("lt",),
    ">": ("gt",),
    '"': ("quot",),
    "'": ("apos",),
    "+": ("plus",),
    "=": ("equals",),
    "/": ("sol",),
}
