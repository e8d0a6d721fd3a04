"""Programmes: names between marks, after ▲ and unquoted fixed names, and each name again where it recurs."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.mention import Agency, Programme
from extractors.programmes.again import again
from extractors.programmes.compounds import compounds
from extractors.programmes.fixed import fixed
from extractors.programmes.known import known
from extractors.programmes.listed import listed
from extractors.programmes.marked import marked, widened
from extractors.programmes.names import is_body
from extractors.programmes.quotes import quoted
from extractors.programmes.vouched import vouched
from extractors.reading import Reading
from extractors.refine import longest_first


def find(reading: Reading, agencies: Sequence[Agency]) -> list[Programme]:
    """The programmes that a text names, in order; none of them overlap.

    agencies: a body's name (신용보증기금) is no programme.
    """
    text = reading.text
    bodies = {(agency.start, agency.end) for agency in agencies}
    stretches = list(quoted(reading))
    unmarked = [*fixed(reading), *known(reading, agencies), *compounds(reading), *vouched(reading, agencies)]
    alone = (one for one in unmarked if not is_body(text, one.end))
    named = [*marked(reading, stretches), *listed(reading), *widened(text, alone, stretches)]
    first = longest_first(one for one in named if (one.start, one.end) not in bodies)
    return longest_first([*first, *again(text, first)])
