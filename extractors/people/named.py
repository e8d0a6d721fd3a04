"""A name found in a text, before it becomes a mention."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.mention import Agency


@dataclass(frozen=True, slots=True)
class OtherBody:
    """A body that the text names without its country (중국의 … 외교부): its full name, no id."""

    name: str
    agency_id: None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A name at [start, end) with the post and the body beside it, and the rule that found it."""

    start: int
    end: int
    title: str | None
    agency: Agency | OtherBody | None
    rule: str
