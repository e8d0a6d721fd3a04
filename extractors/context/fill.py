"""Puts the context of amounts together; the other modules of the package find one field each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.context import frames, owners, partners, periods, senders, themes
from extractors.context.parts import APART, is_gloss, is_part, is_share
from extractors.context.roles import assign
from extractors.context.scene import Scenes
from extractors.context.surroundings import Surroundings, in_order, within
from extractors.mention import Agency, Country, Date, ImpliedCountry, Mention, Money, Programme
from extractors.money.modifiers import qualify
from extractors.reading import Reading

# "60억원|, 지방비 |30억원": the next part in the same brackets
_NEXT_PART = re.compile(r"[^()\[\]\n]{0,30}")
# "A사가 51억원|으로 가장 많고, B사 |30억원": the next of a ranking
_NEXT_RANKED = re.compile(r"[^.,()\n]{0,14}(?:, ?|고 )[^.,()\n]{1,16}")
#: Code points back to which a body that speaks keeps the sender from owning what follows.
_MEMORY = 250


def fill(
    reading: Reading,
    amounts: Sequence[Money],
    dates: Sequence[Date],
    agencies: Sequence[Agency],
    countries: Sequence[Mention],
    programmes: Sequence[Programme],
) -> list[Money]:
    """The amounts with their context; a field stays None where the text is silent about it.

    amounts: as money.find gave them, sorted. dates, agencies, countries, programmes: the other mentions of
    the same text; among the countries also `ImpliedCountry` (하노이, 양국), while regions say nothing about
    an amount. All offsets point into ``reading.text``.
    """
    if not amounts:
        return []
    bodies = in_order(agencies)
    scenes = Scenes(reading)
    mentioned = _Mentioned(
        reading.text,
        in_order(dates),
        bodies,
        in_order(one for one in countries if isinstance(one, Country | ImpliedCountry) and one.code != "KR"),
        in_order(themes.payees(reading.text, programmes)),
        senders.sender(reading, bodies),
    )
    placed: list[Money] = []
    wholes: list[int | None] = []
    assigned = assign(reading, scenes, qualify(reading.text, amounts), bodies)
    for index, money in enumerate(assigned):
        whole = _whole(reading.text, placed, wholes, money)
        wholes.append(whole)
        if placed and is_gloss(reading.text, placed[-1], money):
            placed.append(_like(money, placed[-1]))
            continue
        found = mentioned.place(scenes, money, placed, _following(reading.text, assigned, index))
        placed.append(_completed(found, placed[whole]) if whole is not None else found)
    return placed


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """What a text mentions besides money, each kind in order, and who sent it."""

    text: str
    dates: Sequence[Date]
    agencies: Sequence[Agency]
    countries: Sequence[Country | ImpliedCountry]
    programmes: Sequence[Programme]
    sender: senders.Body | None

    def _topic(self, begin: int) -> senders.Body | None:
        return senders.topic(self.text, within(self.agencies, max(0, begin - _MEMORY), begin), self.sender)

    def place(self, scenes: Scenes, money: Money, before: Sequence[Money], following: Money | None) -> Money:
        """The amount with owner, programme, partner and period; before: the amounts before it, placed."""
        scene = scenes.at(money)
        lookback = max(0, money.start - frames.REACH)
        previous = before[-1] if before and before[-1].end > scene.begin else None
        around = Surroundings(scene, money, previous, following, before[-1] if before else None)
        agencies = within(self.agencies, around.begin, around.end)
        countries = within(self.countries, around.begin, around.end)
        told = within(self.countries, max(0, scene.begin - _MEMORY), scene.begin)
        owner = owners.owner(around, agencies, countries, self._topic(scene.begin))
        theme = themes.theme(around, self.programmes)
        period = periods.period(around, within(self.dates, min(around.begin, lookback), around.end))
        return replace(
            money,
            agency_id=owner.agency_id if owner else None,
            agency=owner.name if owner else None,
            programme=theme.name if theme else None,
            country=partners.partner(around, countries, told),
            date_start=period[0],
            date_end=period[1],
        )


def _whole(text: str, placed: Sequence[Money], wholes: Sequence[int | None], money: Money) -> int | None:
    """The place of the total that an amount is a part of, or None."""
    if not placed:
        return None
    last = len(placed) - 1
    if periods.SURPASSED.match(text, placed[last].end):
        return None  # "지난해 30억원|보다 |2억원 많다"
    if is_part(text, placed[last], money) or is_share(text, placed[last], money):
        return last
    whole = wholes[last]
    if whole is None:
        return None
    if _NEXT_RANKED.fullmatch(text, placed[last].end, money.start):
        return whole
    if not _NEXT_PART.fullmatch(text, placed[last].end, money.start):
        return None
    since = text[placed[whole].end : money.start] if money.start - placed[whole].end < APART else ""
    return whole if since.count("(") > since.count(")") else None


def _following(text: str, amounts: Sequence[Money], index: int) -> Money | None:
    """The next amount that speaks of other money; not a gloss or a part of this one."""
    money = amounts[index]
    for following in amounts[index + 1 : index + 4]:
        if not is_gloss(text, money, following) and not is_part(text, money, following):
            return following
        money = following
    return None


def _like(money: Money, other: Money) -> Money:
    """A gloss is whose, what for, with whom and for when the amount is that it explains."""
    return replace(
        money,
        agency_id=other.agency_id,
        agency=other.agency,
        programme=other.programme,
        country=other.country,
        date_start=other.date_start,
        date_end=other.date_end,
    )


def _completed(part: Money, whole: Money) -> Money:
    """A part is whose, what for, with whom and for when its total is, where it says nothing else."""
    dated = part.date_start or part.date_end
    owned = part.agency_id or part.agency
    return replace(
        part,
        agency_id=part.agency_id if owned else whole.agency_id,
        agency=part.agency if owned else whole.agency,
        programme=part.programme or whole.programme,
        country=part.country or whole.country,
        date_start=part.date_start if dated else whole.date_start,
        date_end=part.date_end if dated else whole.date_end,
    )
