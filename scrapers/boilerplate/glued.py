"""Paragraphs that stand against each other without a space, as on pages without line ends in their source."""

from __future__ import annotations

import re

# 밝혔다.지원 분야는 · 말했다.”이에 · 됐습니다.□ 한빛부는 ; not 밝혔다.” 라며, not 1.2배, not 가.나.다
_SEAM = re.compile(
    r"(?<=[가-힣](?:다|요|죠|음|함|임|됨)[.!?])(?=[가-힣“‘「『\[(【<《□■○●◇◆▲△▶※*\-–—①-⑳\d])"
    r"|(?<=[가-힣](?:다|요|죠)[.!?][”\"’')\]])(?=[가-힣“‘「\[【□○◇▲△▶※])"
)
#: Behind the end of a quotation the sentence goes on with these: 했다.”고 밝혔다
_GOES_ON = re.compile(
    r"(?:고|라고|라며|며|라는|라면서|면서|는|은|이라고|이라며|라고도|라는데|를|을|이|의|에|와|과|로)(?![가-힣])|(?:고|라고|라며|며|라는)\s"
)
#: So many letters make a paragraph's piece.
_LEAST = 10


def parted(line: str) -> list[str]:
    """The line, cut where a sentence ends against the next without a space."""
    if len(line) < 2 * _LEAST:
        return [line]
    pieces: list[str] = []
    start = 0
    for found in _SEAM.finditer(line):
        at = found.start()
        if at - start >= _LEAST and not _GOES_ON.match(line, at) and not _is_number(line, at):
            pieces.append(line[start:at])
            start = at
    return [*pieces, line[start:]]


def _is_number(line: str, at: int) -> bool:
    """``함.2)``: the number of an item may follow, that of a decimal may not; Hangul stands before anyway."""
    return bool(re.match(r"\d{1,3}[.,]\d", line[at : at + 5]))
