"""What a run over a dump did: articles by outcome, mentions by type, failures by reason, seconds by stage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.columns import columns, shortened

#: Reasons that a table shows, the most frequent first, and their width on a terminal.
_SHOWN, _WIDTH = 8, 84
#: What differs between two failures of one kind: ``broken JSON (line 3)`` and ``broken JSON (line 9)``.
_DETAIL = re.compile(r"\s?\([^()]*\)|\s?«[^»]*»|:\s.*\Z")
_ID = re.compile(r"^id .* again with")


@dataclass(slots=True)
class Summary:
    """Records counted by outcome (saved, changed, unchanged, skipped, failed) and what else can be counted.

    failed, skipped: how often why. seconds: by stage, summed over all processes; ``wall`` is the whole run's.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        """Records that are articles, written or already there."""
        return sum(self.outcomes[outcome] for outcome in ("saved", "changed", "unchanged"))

    def fail(self, reason: str) -> None:
        """One more failure."""
        self.outcomes["failed"] += 1
        self.failed[kind_of(reason)] += 1

    def skip(self, reason: str, count: int = 1) -> None:
        """More records that are left out on purpose."""
        self.outcomes["skipped"] += count
        self.skipped[kind_of(reason)] += count

    def took(self, seconds: Mapping[str, float]) -> None:
        """Add seconds by stage."""
        for stage, more in seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + more

    def add(self, other: Summary) -> None:
        """Add what another process did."""
        self.outcomes.update(other.outcomes)
        self.mentions.update(other.mentions)
        self.failed.update(other.failed)
        self.skipped.update(other.skipped)
        self.took(other.seconds)

    def table(self) -> list[str]:
        """Lines for a terminal: the counts, why records failed or were skipped, seconds by stage."""
        rows = [("articles", f"{self.articles:,}", _listed(self.outcomes) or "nothing to do")]
        if self.mentions:
            rows.append(("mentions", f"{sum(self.mentions.values()):,}", _listed(self.mentions)))
        for name, reasons in (("failed", self.failed), ("skipped", self.skipped)):
            for number, (reason, count) in enumerate(reasons.most_common(_SHOWN)):
                rows.append(("" if number else name, f"{count:,}", shortened(reason, _WIDTH)))
            if len(reasons) > _SHOWN:
                rows.append(("", "…", f"and {len(reasons) - _SHOWN} more reasons"))
        wall = self.seconds.get("wall")
        if wall:
            stages = (f"{stage} {spent:,.1f}" for stage, spent in self.seconds.items() if stage != "wall")
            # where nothing was extracted, what was there already makes no speed
            rate = f"{self.articles / wall:,.0f} articles a second; " if "extract" in self.seconds else ""
            rows.append(("seconds", f"{wall:,.1f}", f"{rate}in all processes: {', '.join(stages) or '–'}"))
        return columns(rows, right=(1,))

    def to_json(self) -> dict[str, Any]:
        """The same as JSON: ``--report`` and manifests of shards hold it."""
        return {
            "articles": self.articles,
            "outcomes": dict(self.outcomes),
            "mentions": dict(self.mentions),
            "failed": dict(self.failed),
            "skipped": dict(self.skipped),
            "seconds": {stage: round(spent, 3) for stage, spent in self.seconds.items()},
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Summary:
        """The summary that `to_json` wrote. Raises KeyError or TypeError for anything else."""
        counts = {name: Counter(told[name]) for name in ("outcomes", "mentions", "failed", "skipped")}
        return cls(**counts, seconds=dict(told["seconds"]))


def kind_of(reason: str) -> str:
    """The reason without what differs from record to record."""
    return _ID.sub("an id again with", _DETAIL.sub("", reason).strip()) or reason


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items() if count)
