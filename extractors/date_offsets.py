"""Days counted from the publication: 사흘 뒤, 3일 전, 두 달 전, 10년 후. Lengths of time are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractors.date_parts import Parts, Piece

_DAY_WORDS = ("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘")
_COUNTS = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8}
_DAYS = {word: number for number, word in enumerate(_DAY_WORDS, 1)} | {"보름": 15}
_UNITS: dict[str, Callable[[int], Parts]] = {
    "일": lambda steps: Parts(day_shift=steps),
    "주": lambda steps: Parts(day_shift=7 * steps),
    "개월": lambda steps: Parts(month_shift=steps),
    "달": lambda steps: Parts(month_shift=steps),
    "년": lambda steps: Parts(year_shift=steps),
}
# The last syllable of a count of time and what turns it into a day: "사[흘 뒤]", "3[일 전]", "한 [달 전]에";
# not "5일 전까지", "3년 전국 대회". The count is read backwards from there.
_TURN = re.compile(
    r"[일주월달년루틀흘새레름] ?(?P<way>전|뒤|후)(?=[ ,.)]|$|에 |에는|인 |부터)"
    r"(?!(?:에|부터)? ?(?:신청|신고|통보|제출|예약|미리|접수|취소|까지))"
)
_COUNT = re.compile(
    rf"(?<![\d.,~·/])(?:({'|'.join(_DAYS)})|(\d{{1,3}}|{'|'.join(_COUNTS)}) ?(일|주|개월|달|년)(?:일)?)\Z"
)
_LONGEST = 8  # "다섯 개월", "100 개월"
#: What may stand before one that counts from now: nothing, a particle, an adverb. A bare noun ("마감 3일
#: 전", "접종 2주 후") is what it counts from instead.
_FREE = re.compile(r"(?:^|[\n.\"'(○□]|[은는이가을를에도]|바로|불과|지금으로부터|지금부터|오늘부터) ?\Z")


def offsets(text: str) -> Iterator[Piece]:
    """Every offset from the publication in a folded text."""
    for turn in _TURN.finditer(text):
        end = turn.start() + 1
        match = _COUNT.search(text, max(0, end - _LONGEST), end)
        if match is None or not _FREE.search(text, max(0, match.start() - 8), match.start()):
            continue
        count = _DAYS[match[1]] if match[1] else _COUNTS.get(match[2]) or int(match[2])
        unit = _UNITS[match[3] or "일"]
        yield Piece(match.start(), turn.end(), "offset", unit(-count if turn["way"] == "전" else count))
