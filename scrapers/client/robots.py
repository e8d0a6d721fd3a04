"""What a site's robots.txt says about us."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from protego import Protego

from scrapers.client.manners import AGENT

#: Answers that mean "there are no rules here" (RFC 9309 §2.3.1.3).
ABSENT = frozenset({404, 410})
# the beginning of a rule, whoever it is for: "User-agent: *", "disallow : /bbs/"
_RULE = re.compile(r"^[ \t]{0,40}(?:user-?agent|(?:dis)?allow|sitemap|crawl-delay)[ \t]{0,40}:", re.I | re.M)
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|script)\b", re.I)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host. ``refusal``: why nothing may be fetched, or None."""

    parser: Protego | None
    refusal: str | None = None

    def allows(self, url: str) -> bool:
        """Whether we may fetch ``url``."""
        return self.refusal is None and (self.parser is None or self.parser.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """Seconds between requests that the host asks for (0 where it does not say, or nothing sensible)."""
        if self.parser is None:
            return 0.0
        delay = self.parser.crawl_delay(AGENT) or 0.0
        rate = self.parser.request_rate(AGENT)
        if rate is not None and rate.requests > 0:
            delay = max(delay, rate.seconds / rate.requests)
        return 0.0 if math.isnan(delay) else max(0.0, delay)


def read_rules(status: int, body: bytes, *, complete: bool = True) -> Rules:
    """The rules in an answer to ``/robots.txt``.

    404 and 410 mean "everything is allowed"; any other failure, or a web page in its place, means that
    nobody has allowed anything. complete: False where the body was cut off; its last line does not count.
    """
    if status in ABSENT:
        return Rules(None)
    if not 200 <= status < 300:
        return Rules(None, f"robots.txt answers with status {status}")
    text = _text(body if complete else body.rpartition(b"\n")[0])  # half a rule would be another rule
    if text.startswith("<") or (_MARKUP.search(text) and not _RULE.search(text)):
        return Rules(None, "a web page stands in place of robots.txt")
    return Rules(Protego.parse(text))


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # a comment or a path in the Korean of Windows; a broken letter in UTF-8 harms no rule in ASCII
        encoding = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "cp949"
        text = body.decode(encoding, errors="replace")
    return text.replace("\x00", "").lstrip("\ufeff \t\r\n")
