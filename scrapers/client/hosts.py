"""What the clients of one run know of hosts together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.client.robots import Rules


@dataclass(slots=True)
class Hosts:
    """rules: by origin; last: when a host's last answer ended (monotonic seconds), by its raw name."""

    rules: dict[str, Rules] = field(default_factory=dict)
    last: dict[bytes, float] = field(default_factory=dict)
