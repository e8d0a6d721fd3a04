"""The dates that stand around an article, and which of them is that of publication."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from scrapers.article import Hint


@dataclass(slots=True)
class Dates:
    """What the surroundings say: ``stated`` in order of trust as (ISO date, the words), those by a label
    between title and body apart (``head``), the rest as hints.
    """

    stated: list[tuple[str, str]] = field(default_factory=list)
    head: list[tuple[str, str]] = field(default_factory=list)
    modified: str | None = None
    embargo: str | None = None
    hints: list[Hint] = field(default_factory=list)

    def best(
        self, of_page: Sequence[tuple[str, str]] = (), exact: Set[str] = frozenset()
    ) -> tuple[str | None, str | None]:
        """The publication date and its evidence, which names those that disagree; (None, None) without.

        Order: what the page's head and layout state (``of_page``), labels between title and body, other
        labels, bare date lines. But a board on a page of a site has that page's head: a label between title
        and body that is days away from it wins. Of one day the first with a time, of one minute that with
        its seconds (``exact``: all moments that a page states so).
        """
        stated = [*of_page, *self.head, *self.stated]
        if self.head and of_page and days_between(self.head[0][0], of_page[0][0]) > _FAR:
            stated = [*self.head, *self.stated, *of_page]
        if not stated:
            return None, None
        same = [pair for pair in stated if pair[0][:10] == stated[0][0][:10]]
        value, words = max(same, key=lambda pair: len(pair[0]) > 10)
        moments = [
            *(pair for pair in same if pair[0][16:19] != ":00"),
            *((one, words) for one in sorted(exact)),
        ]
        finer = (pair for pair in moments if pair[0][:16] == value[:16])
        value, words = next(finer, (value, words)) if value[16:19] == ":00" else (value, words)
        others = dict.fromkeys(other for other, _ in stated[1:] if other[:10] != value[:10])
        return value, f"{words}; also stated: {', '.join(others)}" if others else words

    def changed(self, of_page: str | None, exact: Set[str] = frozenset()) -> str | None:
        """When it was last changed: as shown, else as the page's head says; of one day or one minute the more
        exact of both.
        """
        shown = self.modified
        if shown and of_page and len(of_page) > len(shown) and of_page.startswith(shown[:10]):
            return of_page
        value = shown or of_page
        if value and value[16:19] == ":00":
            moments = sorted({*exact, of_page or ""})
            return next((one for one in moments if one[:16] == value[:16] and one[16:19] != ":00"), value)
        return value


#: So many days between what a page's head says and what is shown above the body are no slip.
_FAR = 2


def days_between(one: str, other: str) -> int:
    """``2024-08-26`` and ``2024-08-28T10:00:00+09:00`` → 2."""
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
