"""Headquarters and committees that a head in brackets vouches for: 규제혁신추진단(단장 홍길동)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.agencies.proposal import Proposal
from extractors.reading import Reading

# "□ 규제혁신추진단(단장: …", "관세품목 분류심사위원회(위원장 한빛대 김도현 교수)"
_HEADED = re.compile(
    r"(?:^|\n|[□○ㅇ◦▲△▷◇■●*-] |['\"「(] ?|[.,] |는 |은 |와 |과 )"
    r"(?P<name>(?:[가-힣0-9·]{2,12} ){0,2}[가-힣0-9·]{2,16}"
    r"(?:(?:추진|대책|기획|점검|조사|대응)단|(?:심의|심사|조정|정책|특별|대책|추진|검토)위원회|대책본부|추진본부))"
    r" ?\((?:위원장|단장|본부장|공동위원장)[ :：]"
)
# "|(위원장 |심가람)", "|(단장: |홍길동)"
_HEAD = re.compile(r"\((?:위원장|단장|본부장|공동위원장)[ :：]")
#: The longest name that a head vouches for.
_REACH = 60
#: What shows another owner or that the words before are a clause: 노조 쟁의대책위원회, 다시 꾸린 추진단.
_OTHER = re.compile(
    r"대학|학교|노조|조합|협회|학회|병원|회사|그룹|은행|재건축|재개발|주민|시민|축제|올림픽|체육|[가-힣]당 "
    r"|(?:은|는|을|를|의|에|로|한|된|인|할|및|등|이번|지난|제\d+\w) "
)
# "환경|부 |", "서울|시 |", "한국전력|공사 |": a body of its own before the name
_AGENCY = re.compile(r"(?:부|청|처|실|시|도|군|구|위원회|공사|공단|원) ")


def propose(reading: Reading) -> list[Proposal]:
    """Proposals for bodies whose head stands in brackets after them; never certain, without an id."""
    return list(_found(reading.text))


def _found(text: str) -> Iterator[Proposal]:
    for head in _HEAD.finditer(text):
        match = _HEADED.search(text, max(0, head.start() - _REACH), head.end())
        if match is None or match.end() != head.end():
            continue
        start, name = match.start("name"), match["name"]
        # 관세청 관세품목 분류심사위원회: the office before it is a body of its own
        own = max((owner.end() for owner in _AGENCY.finditer(name)), default=0)
        start, name = start + own, name[own:]
        # 겨울 폭설 중앙재난안전대책본부 has a name of its own in its last word
        if not _OTHER.search(name) and not name.rpartition(" ")[2].startswith("중앙"):
            yield Proposal(
                start=start,
                end=match.end("name"),
                rule="agency.headed",
                name=name.replace(" ", ""),
                kind="central",
                certain=False,
                rank=-2,
            )
