"""Rows of bare names: three or more words in a list that all look like names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.people.korean_names import LIKELY, POSSIBLE, strength
from extractors.people.named import Named
from extractors.people.scene import Scene
from extractors.people.words import surnames

_SURNAMES = "".join(name for name in surnames() if len(name) == 1)
# "강다온, 김유하, 서지안", "홍길동·김철수·이영희", "김하늘(미국), 이바다(독일), 박산(호주)"
_ABROAD = r"(?:\([가-힣A-Za-z0-9 ·]{1,20}\))?"
# it begins with the surname and looks back from there, so that the search goes from surname to surname
_ROW = re.compile(
    rf"[{_SURNAMES}](?<![가-힣A-Za-z0-9].)(?=[가-힣][가-힣](?:[(,·]| ·))"
    rf"[가-힣]{{2}}{_ABROAD}(?:(?:, ?|·|ㆍ| · )[가-힣]{{3}}{_ABROAD}){{2,60}}(?! 같은|[가-힣]{{2}})"
)
# "|강다온|, |김유하|, ", "|김하늘|(미국)": the names of a row
_EACH = re.compile(r"(?:^|[,· ])([가-힣]{3})(?=[(,· ]|$)")


def find(scene: Scene) -> Iterator[Named]:
    """Names in rows of at least three, without a title."""
    for row in _ROW.finditer(scene.text):
        names = list(_EACH.finditer(row[0]))
        weights = [strength(name[1]) for name in names]
        if (
            len(names) > 2
            and min(weights) >= POSSIBLE
            and 3 * sum(w >= LIKELY for w in weights) >= 2 * len(weights)
        ):
            for name in names:
                start = row.start() + name.start(1)
                if scene.agency_at(start) is None and scene.country_at(start) is None:
                    yield Named(start, start + 3, None, None, "person.row")
