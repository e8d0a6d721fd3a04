"""Are paragraphs about one matter? By the topics that neighbours share.

Measured on 2,000 releases: of the topics of a paragraph 38 % stand in the three before or the three after it
too (24 % in the least coherent twentieth of the releases); in news 18 % (10 %); among leads of different
articles 5 %.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

#: How many paragraphs on each side of one are compared with it.
_WINDOW = 3
#: By the number of paragraphs: the share of topics in common with the neighbours that lists of other
#: articles' leads stay below, and the one that articles rise above (nine of ten each).
_STRANGE = (0.0, 0.0, 0.0, 0.02, 0.04, 0.05)
_KIN = (0.0, 0.0, 0.07, 0.11, 0.12, 0.13)
#: Two or three paragraphs of one matter may well share no word.
_LEAST = (0.0, 0.0, 0.6, 0.4, 0.3, 0.2)


def cohesion(paragraphs: Sequence[Set[str]]) -> float:
    """How much paragraphs, given by their topics, are about one matter: 1 as in an article, 0.2 as in a list
    of other articles' leads; 0.7 for a single one, of which nothing can be said.
    """
    told = [one for one in paragraphs if len(one) >= 3]
    if len(told) < 2:
        return 0.7
    low, high, least = (table[min(len(told), len(table) - 1)] for table in (_STRANGE, _KIN, _LEAST))
    return least + (1 - least) * max(0.0, min(1.0, (_shared(told) - low) / (high - low)))


def are_strangers(paragraphs: Sequence[Set[str]]) -> bool:
    """Are three paragraphs or more rather leads of different articles than parts of one?"""
    told = [one for one in paragraphs if len(one) >= 3]
    at = min(len(told), len(_KIN) - 1)
    return len(told) >= 3 and _shared(told) < (_STRANGE[at] + _KIN[at]) / 2


def _shared(told: Sequence[Set[str]]) -> float:
    """The mean share of a paragraph's topics that its neighbours have too."""
    return sum(_common(told, at) for at in range(len(told))) / len(told)


def _common(paragraphs: Sequence[Set[str]], at: int) -> float:
    near = [*paragraphs[max(0, at - _WINDOW) : at], *paragraphs[at + 1 : at + 1 + _WINDOW]]
    return len(paragraphs[at] & set().union(*near)) / len(paragraphs[at])
