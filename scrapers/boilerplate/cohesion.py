"""Are paragraphs about one matter? By the topics that neighbours share.

Measured on 2,000 releases: of the topics of a paragraph 38 % stand in the three before or the three after it
too (24 % in the least coherent twentieth of the releases); among leads of different releases 5 % do.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

#: How many paragraphs on each side of one are compared with it.
_WINDOW = 3
#: By the number of paragraphs: the share of topics in common with the neighbours that lists of other
#: articles' leads stay below (nine of ten), and the one that releases rise above (19 of 20).
_STRANGE = (0.0, 0.0, 0.0, 0.05, 0.08)
_KIN = (0.0, 0.0, 0.07, 0.14, 0.18, 0.2)
#: Two or three paragraphs of one matter may well share no word.
_LEAST = (0.0, 0.0, 0.5, 0.3, 0.2, 0.1)


def cohesion(paragraphs: Sequence[Set[str]]) -> float:
    """How much paragraphs, given by their topics, are about one matter: 1 as in a release, 0.1 as in a list
    of other articles' leads; 0.7 for a single one, of which nothing can be said.
    """
    told = [one for one in paragraphs if len(one) >= 3]
    if len(told) < 2:
        return 0.7
    shared = sum(_common(told, at) for at in range(len(told))) / len(told)
    low, high, least = (table[min(len(told), len(table) - 1)] for table in (_STRANGE, _KIN, _LEAST))
    return least + (1 - least) * max(0.0, min(1.0, (shared - low) / (high - low)))


def _common(paragraphs: Sequence[Set[str]], at: int) -> float:
    """The share of a paragraph's topics that its neighbours have too."""
    near = [*paragraphs[max(0, at - _WINDOW) : at], *paragraphs[at + 1 : at + 1 + _WINDOW]]
    return len(paragraphs[at] & set().union(*near)) / len(paragraphs[at])
