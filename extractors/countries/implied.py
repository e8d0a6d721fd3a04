"""Words that point to a country without naming it: cities and capitals (하노이), 양국, 두 나라."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.countries import cities, pairs
from extractors.mention import Agency, Country, ImpliedCountry, Mention
from extractors.reading import Reading


def implied(
    reading: Reading, countries: Sequence[Mention], agencies: Sequence[Agency]
) -> list[ImpliedCountry]:
    """Evidence for countries, in order; never a mention of one.

    countries: the Country and Region mentions of the text, in order. agencies: its bodies; what stands
    inside one is the body's own evidence.
    """
    states = [one for one in countries if isinstance(one, Country)]
    found = [*cities.find(reading, states, agencies), *pairs.find(reading, states)]
    return sorted(found, key=lambda one: one.start)
