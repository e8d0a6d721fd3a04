"""Rows of buttons and figures, glued or spaced: 가프린트하기공유, 공감 52 댓글 9, 로그인 회원가입."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def row(bare: str, exact: Mapping[str, _Marked]) -> str | None:
    """The kind of a line (its letters and digits) that is made of buttons and figures alone; None for others.

    exact: every button's letters with its mark. A section of a menu (경제) makes the row one of the menu's.
    """
    if len(bare) > _LONGEST_BARE:
        return None
    found: dict[int, tuple[int, str]] = {0: (0, "")}  # where a piece may end → how many buttons, of what kind
    for start in range(len(bare)):
        before = found.get(start)
        if before is None:
            if start > max(found):  # nothing reaches so far
                return None
            continue
        for end in range(start + 1, min(start + _LONGEST_BUTTON, len(bare)) + 1):
            piece = bare[start:end]
            own = exact[piece].kind if piece in exact else ""
            if own in _KINDS or piece.isdigit():
                kind = own if own == "navigation" else before[1] or own
                found[end] = max(found.get(end, (0, "")), (before[0] + bool(own), kind))
    count, kind = found.get(len(bare), (0, ""))
    least = _SECTIONS if kind == "navigation" and not _PAGER.search(bare) else _BUTTONS
    return kind if kind and count >= least else None
