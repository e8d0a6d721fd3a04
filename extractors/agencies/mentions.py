"""Agencies: the bodies of a state or of states that a text names, under the name of their day.

Rules propose names, the leftmost-longest of overlapping ones wins, aliases that the text defines are then
read in the same way.
"""

from __future__ import annotations

from extractors.agencies import (
    aliases,
    committees,
    embassies,
    foreign_bodies,
    foreign_cities,
    foreign_context,
    headed,
    local_governments,
    names,
    national_institutes,
    shapes,
)
from extractors.agencies.proposal import Proposal, settle
from extractors.agencies.surfaces import scan
from extractors.gazetteer import gazetteer
from extractors.mention import Agency
from extractors.reading import Reading

#: Each takes a reading and returns proposals; their order means nothing, the longest name wins.
RULES = (embassies.propose, foreign_cities.propose)
#: Rules by the shape of a name: a country before what they find makes it a foreign body.
SHAPES = (national_institutes.propose, committees.propose, headed.propose)


def find(reading: Reading) -> list[Agency]:
    """The agencies named in a text, in order, without overlaps, with offsets into ``reading.text``."""
    found = scan(reading.text)
    ours = [*names.propose(reading, found.bodies), *shapes.propose(reading, found.shapes)]
    ours += [proposal for rule in SHAPES for proposal in rule(reading)]
    ours = foreign_context.far_from_here(reading, ours)
    proposals = [foreign_bodies.abroad(reading, proposal) for proposal in ours]
    proposals += local_governments.propose(reading, found.places)
    proposals += [proposal for rule in RULES for proposal in rule(reading)]
    elsewhere = foreign_bodies.propose(reading, found.foreign)
    proposals += [*elsewhere, *foreign_context.propose(reading, elsewhere, (found.lone, found.foreign))]
    first = settle(proposals)
    called = aliases.propose(reading, (proposal for proposal in first if proposal.emit))
    chosen = settle([*proposals, *called]) if called else first
    return [_agency(reading, proposal) for proposal in chosen if proposal.emit]


def _agency(reading: Reading, proposal: Proposal) -> Agency:
    return Agency(
        start=proposal.start,
        end=proposal.end,
        text=reading.text[proposal.start : proposal.end],
        rule=proposal.rule,
        certain=proposal.certain,
        reason=proposal.reason,
        agency_id=proposal.agency_id,
        name=proposal.name,
        kind=proposal.kind,
        country=proposal.country,
        current_ids=gazetteer().current_ids(proposal.agency_id) if proposal.agency_id else (),
    )
