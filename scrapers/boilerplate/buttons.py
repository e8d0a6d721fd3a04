"""Rows of buttons and figures, glued or spaced: 가프린트하기공유, 공감 52 댓글 9, 로그인 회원가입."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

#: No row of buttons is longer, and no button.
LONGEST = 160
_LONGEST_BARE, _LONGEST_BUTTON = 80, 16
#: Kinds of single words and buttons; of the sections of a menu so many make a row.
_KINDS = frozenset(("share", "counters", "login", "navigation", "comments", "attachments"))
_BUTTONS, _SECTIONS = 2, 3
_PAGER = re.compile("이전글|다음글|이전기사|다음기사|목록보기")


class _Marked(Protocol):
    @property
    def kind(self) -> str: ...


#: Every button's letters and digits with its kind, by the first of them.
Table = Mapping[str, Sequence[tuple[str, str]]]


def table(exact: Mapping[str, _Marked]) -> Table:
    """The buttons and sections among all lines that are furniture, each line's letters with its mark."""
    found: dict[str, list[tuple[str, str]]] = {}
    for bare, mark in exact.items():
        if mark.kind in _KINDS and len(bare) <= _LONGEST_BUTTON:
            found.setdefault(bare[0], []).append((bare, mark.kind))
    return found


def row(bare: str, buttons: Table) -> str | None:
    """The kind of a line (its letters and digits) that is made of buttons and figures alone; None for others.

    A section of a menu (경제) makes the row one of the menu's.
    """
    if len(bare) > _LONGEST_BARE:
        return None
    found: dict[int, tuple[int, str]] = {0: (0, "")}  # where a piece may end → how many buttons, of what kind
    furthest = 0
    for start in range(len(bare)):
        if start > furthest:
            return None
        if (before := found.get(start)) is None:
            continue
        for end, own in _pieces(bare, start, buttons):
            kind = own if own == "navigation" else before[1] or own
            found[end] = max(found.get(end, (0, "")), (before[0] + bool(own), kind))
            furthest = max(furthest, end)
    count, kind = found.get(len(bare), (0, ""))
    least = _SECTIONS if kind == "navigation" and not _PAGER.search(bare) else _BUTTONS
    return kind if kind and count >= least else None


def _pieces(bare: str, start: int, buttons: Table) -> Iterator[tuple[int, str]]:
    """The buttons that begin at this place, each as (its end, its kind); a digit is one without a kind."""
    if bare[start].isdigit():
        yield start + 1, ""
    for button, kind in buttons.get(bare[start], ()):
        if bare.startswith(button, start):
            yield start + len(button), kind
