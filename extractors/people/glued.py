"""Names glued to the post of a bracket: ``보건복지부(장관심가람)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.people import bodies
from extractors.people.korean_names import LIKELY, strength
from extractors.people.named import Named
from extractors.people.scene import Scene

# "관세청(청장노은결)", "국가철도공단(이사장심가람, 이하 공단)"
_HEAD = re.compile(
    r"\((장관|청장|처장|원장|이사장|위원장|총장|사장|소장|본부장|관장|총재|의장|교육감)([가-힣]{3})(?=[),])"
)


def find(scene: Scene) -> Iterator[Named]:
    """Names without a space behind the post that a bracket opens with, right behind a body."""
    for found in _HEAD.finditer(scene.text):
        agency = bodies.body_of(scene.before(found.start()))
        if agency is not None and strength(found[2]) >= LIKELY:
            yield Named(*found.span(2), found[1], agency, "person.glued")
