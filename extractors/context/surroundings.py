"""An amount in its sentence, as the rules for its fields see it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractors.context.scene import Scene
from extractors.mention import Mention, Money

M = TypeVar("M", bound=Mention)
_BULLETS = "▲△▷▶■□●○◆◇"
#: Mentions further away than this say nothing about an amount; bounds the work in endless sentences.
REACH = 300


@dataclass(frozen=True, slots=True)
class Surroundings:
    """scene: the sentence. previous: the amount before it in the same sentence, with its context.
    following: the next amount of the text. last: the amount before it in the text, with its context."""

    scene: Scene
    money: Money
    previous: Money | None
    following: Money | None
    last: Money | None

    @property
    def text(self) -> str:
        """The whole text, which all offsets point into."""
        return self.scene.text

    @property
    def begin(self) -> int:
        """Where the part of the sentence begins that can speak of this amount."""
        return max(self.scene.begin, self.money.start - REACH)

    @property
    def end(self) -> int:
        """Where the part of the sentence ends that can speak of this amount."""
        return min(self.scene.end, self.money.end + REACH)

    @property
    def floor(self) -> int:
        """Where this amount's item begins: behind the amount before it, or at the bullet of a list."""
        behind = max(self.begin, self.previous.end if self.previous else 0)
        bullets = (self.text.rfind(bullet, behind, self.money.start) for bullet in _BULLETS)
        return max(behind, *bullets)

    @property
    def phrase_end(self) -> int:
        """Where the noun phrase ends that the amount modifies."""
        return self.scene.phrase_end(self.money.end)

    def before(self, mentions: Sequence[M], floor: int) -> list[M]:
        """Those from ``floor`` to the amount, in order."""
        return [m for m in within(mentions, floor, self.money.start) if m.end <= self.money.start]

    def after(self, mentions: Sequence[M]) -> list[M]:
        """Those between the amount and the next one within reach, in order."""
        end = min(self.end, self.following.start) if self.following else self.end
        return list(within(mentions, self.money.end, end))


def in_order(mentions: Iterable[M]) -> list[M]:
    """Mentions sorted by their beginning."""
    return sorted(mentions, key=_start)


def within(mentions: Sequence[M], begin: int, end: int) -> Sequence[M]:
    """Those that begin in a stretch; searched by halves, as a list of grants has thousands of each."""
    return mentions[bisect_left(mentions, begin, key=_start) : bisect_left(mentions, end, key=_start)]


def _start(mention: Mention) -> int:
    return mention.start
