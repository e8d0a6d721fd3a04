"""Names of Korean places that offices and public bodies are called after."""

from __future__ import annotations

import functools
import re

from extractors.agencies.words import words
from extractors.gazetteer import gazetteer


@functools.cache
def places() -> re.Pattern[str]:
    """Begins with the name of a Korean province, city, county or district, or a part of the country."""
    found = set(words("part"))  # 중부지방국세청, 수도권기상청
    for body in gazetteer().bodies.values():
        if body.id.startswith("lg-"):
            for name in body.names:
                own = name.rpartition(" ")[2]
                found.add(own)
                found.add(re.sub(r"(?:특별자치|통합특별|특별|광역)?[시도군구]청?$", "", own))
    found -= words("ordinary_place")  # 고령사회연구원 is no institute of 고령군
    names = sorted((re.escape(name) for name in found if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(names))
