"""What a site's robots.txt says about us."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

#: The name by which robots.txt may address us.
AGENT = "sacho"
#: Answers that mean "there are no rules here" (RFC 9309 §2.3.1.3).
ABSENT = frozenset({404, 410})


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
        """Seconds between requests that the host asks for (0 where it does not say)."""
        return (self.parser.crawl_delay(AGENT) if self.parser else None) or 0.0


def read_rules(status: int, body: bytes) -> Rules:
    """The rules in an answer to ``/robots.txt``.

    404 and 410 mean "everything is allowed"; any other failure, or an HTML page in its place, means that
    nobody has allowed anything.
    """
    if status in ABSENT:
        return Rules(None)
    if not 200 <= status < 300:
        return Rules(None, f"robots.txt answers with status {status}")
    text = body.decode("utf-8-sig", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return Rules(None, "a web page stands in place of robots.txt")
    return Rules(Protego.parse(text))
