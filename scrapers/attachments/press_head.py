"""The head table and the contact table of a press release's document: parsed, and left out of the body.

Readers give these tables in three shapes, and all are read alike: a cell per line (HWPX, HWP), a row per
line with ``|`` between its cells, a row per line with spaces (PDF).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrapers.article import Dropped
from scrapers.attachments.when import is_when, moment

#: The head table stands within so many lines of the top.
HEAD = 30
#: Lines between two telephone numbers of one contact table: section, role, rank, name, and an empty cell.
GAP = 6
#: A line of a contact table is no longer than this, unless it is a whole row.
CELL, ROW = 40, 160


def _spaced(*labels: str) -> str:
    """``담당자`` also as ``담 당 자``, as tables stretch it."""
    return "|".join(r"\s{0,3}".join(label) for label in labels)


EMBARGO = _spaced("보도시점", "보도일시", "보도시기", "보도일자", "엠바고")
# 배포 즉시 is a value, not a label
RELEASED = _spaced("배포일시", "배포시점", "배포일자", "배포일") + r"|배\s{0,3}포(?!\s{0,3}즉)"
DEPARTMENT = _spaced("담당부서", "담당기관", "소관부서", "작성부서", "담당과")
PERSON = _spaced(
    "담당과장", "담당팀장", "담당국장", "책임자", "담당자", "작성자", "문의처", "연락처", "전화번호", "전화"
)
# ▶ 보도시점 : · □ 담당부서 · <총괄> 담당자 · (책임자)
_OPENING = r"[\s▶►■□▪•*·<(\[【–-]{0,4}"
_CLOSING = r"[)\]>】]?\s{0,3}[:：]?"
_HEAD_LABEL = re.compile(
    rf"{_OPENING}(?:(?P<embargo>{EMBARGO})|(?P<released>{RELEASED})){_CLOSING}(?=\s|$|\d)"
)
# 보도시점 2026. 7. 13.(월) 12:00 배포 2026. 7. 13.(월) 09:00
_RELEASED_WITHIN = re.compile(rf"\s(?=(?:{RELEASED}){_CLOSING}\s?[\d’'‘])")
_CONTACT_LABEL = re.compile(
    rf"{_OPENING}(?:<.{{1,10}}>\s?)?(?P<kind>{DEPARTMENT}|{PERSON}){_CLOSING}(?=[\s|(]|$)"
)
_CONTACT_WITHIN = re.compile(rf"\s(?=(?:{DEPARTMENT}|{PERSON}){_CLOSING}(?:[\s|(]|$))")
_IS_DEPARTMENT = re.compile(DEPARTMENT)
# 학생건강정책과| 과 장 조명연 · 해양정책실| 책임자
_RANK = re.compile(
    r"\s(?:과\s?장|팀\s?장|국\s?장|실\s?장|단\s?장|센터장|담당관|사무관|서기관|주무관|연구관|연구사|책임자|담당자)(?=[\s(,]|$)"
)
# 044-200-5000 · (02) 2110-1234 · 02)2110-1234 · 내선 1234 · 010.1234.5678 · 1588-1234
_PHONE = re.compile(
    r"\(?0\d{1,2}\)?[-–. )]{1,2}\d{3,4}[-–. ]\d{4}|\b1[568]\d\d-\d{4}|[\w.-]{2,40}@[\w-]{2,40}\.[\w.]{2,20}"
)
# 홍길동 · 홍 길 동 · 사무관 홍길동 · 홍길동 과장
_PERSON_CELL = re.compile(r"(?:[가-힣]{2,6}\s)?[가-힣](?:\s?[가-힣]){1,3}(?:\s[가-힣]{2,6})?")
# 보도자료 · 보 도 자 료 · 보도참고자료 · 공동보도자료 · 보도설명자료 · (보도자료)
_BANNER = re.compile(
    r"\W{0,3}(?:공\s?동\s?)?보\s{0,3}도\s{0,3}(?:참\s?고|설\s?명|해\s?명)?\s{0,3}자\s{0,3}료\W{0,3}"
)
# ends as prose does: 밝혔다. · 계획임 · 바랍니다.
_PROSE = re.compile(r"(?:다|음|임|함|요)[.\"”’]{1,3}$")


@dataclass(frozen=True, slots=True)
class PressHead:
    """What the tables said, and the text without them.

    available_at: end of the embargo, released: when it was handed out; both ISO 8601 of the known
    precision (Korean time) or None. department: as printed. dropped: the lines that were taken out.
    """

    body: str
    available_at: str | None
    released: str | None
    department: str | None
    dropped: tuple[Dropped, ...]


def split(text: str) -> PressHead:
    """Part the text of a document (one paragraph or cell per line) into tables and body."""
    lines = text.splitlines()
    stamps, used = _stamps(lines)
    contacts, department = _contacts(lines)
    kinds = dict.fromkeys(sorted(used), "date")
    kinds |= dict.fromkeys(
        (number for number in range(min(HEAD, len(lines))) if _BANNER.fullmatch(lines[number])), "other"
    )
    kinds |= dict.fromkeys(contacts, "contact")
    released = moment(stamps.get("released", ""))
    embargo = stamps.get("embargo", "")
    return PressHead(
        body="\n".join(line for number, line in enumerate(lines) if number not in kinds).strip(),
        available_at=moment(embargo, released) or (released if re.search(r"즉\s?시", embargo) else None),
        released=released,
        department=department,
        dropped=tuple(_pieces(lines, kinds)),
    )


def _stamps(lines: Sequence[str]) -> tuple[dict[str, str], set[int]]:
    """The values of the head table by label, and the numbers of its lines."""
    found: dict[str, str] = {}
    used: set[int] = set()
    label, at = "", 0
    for number, line in enumerate(lines[:HEAD]):
        cells = _cells(line)
        taken = 0
        for cell in cells:
            match = _HEAD_LABEL.match(cell)
            if match:
                label, at = match.lastgroup or "", number
            value = (cell[match.end() :] if match else cell).strip(" :：")
            if not label or (value and not is_when(value)):
                label = ""
                continue
            taken += 1
            if value:
                found[label] = f"{found[label]} {value}" if label in found else value
                used |= {at, number}
        if taken < len(cells) and "|" not in line:
            used.discard(number)
    return found, used


def _cells(line: str) -> list[str]:
    parts = [part for cell in re.split(r"[|\t]", line) for part in _RELEASED_WITHIN.split(cell)]
    return [part.strip() for part in parts if part.strip()]


def _contacts(lines: Sequence[str]) -> tuple[set[int], str | None]:
    """The numbers of the lines of contact tables, and the first department named there."""
    used: set[int] = set()
    department = None
    number = 0
    while number < len(lines):
        end = _table_end(lines, number) if _starts_table(lines, number) else None
        if end is None:
            number += 1
            continue
        department = department or _department(lines[number : end + 1])
        used |= set(range(number, end + 1))
        number = end + 1
    return used, department


def _starts_table(lines: Sequence[str], number: int) -> bool:
    return _is_cell(lines[number]) and any(
        map(_CONTACT_LABEL.match, re.split(r"[|\t]\s{0,3}", lines[number]))
    )


def _is_cell(line: str) -> bool:
    stripped = line.strip()
    whole_row = "|" in stripped or _PHONE.search(stripped) or len(_CONTACT_WITHIN.findall(stripped)) > 1
    return len(stripped) <= (ROW if whole_row else CELL) and not _PROSE.search(stripped)


def _table_end(lines: Sequence[str], start: int) -> int | None:
    """The number of the last line of the table that begins at ``start``; None when it is none after all.

    It goes on as long as labels or telephone numbers follow each other closely, with nothing but cells
    between; after a label without a number it ends with the name.
    """
    last = None
    number = start
    while number < len(lines) and number - (start if last is None else last) <= GAP:
        line = lines[number].strip()
        if line and not _is_cell(line):
            break
        if _PHONE.search(line):
            last = number
        elif _CONTACT_LABEL.match(line):
            last = _with_value(lines, number)
            number = last
        number += 1
    return last


def _with_value(lines: Sequence[str], number: int) -> int:
    """The line that holds the value of the label on line ``number``: the same, or a name in the next one."""
    value = lines[number][_matched(lines[number]) :].strip()
    following = lines[number + 1].strip() if number + 1 < len(lines) else ""
    is_name = _PERSON_CELL.fullmatch(following) and not _CONTACT_LABEL.match(following)
    is_section = _is_cell(following) and following.endswith(
        ("과", "팀", "관", "국", "실", "단", "부", "청", "처")
    )
    return number if value or not (is_name or is_section) else number + 1


def _matched(line: str) -> int:
    match = _CONTACT_LABEL.match(line)
    return match.end() if match else 0


def _department(lines: Sequence[str]) -> str | None:
    """The value of the first 담당부서; a ministry and its section in two cells are put together."""
    cells = [
        cell.strip() for line in lines for part in line.split("|") for cell in _CONTACT_WITHIN.split(part)
    ]
    cells = [cell for cell in cells if cell]
    for number, cell in enumerate(cells):
        match = _CONTACT_LABEL.match(cell)
        if not match or not _IS_DEPARTMENT.fullmatch(match["kind"]):
            continue
        value = cell[match.end() :].strip(" :：()")
        rest = [_RANK.split(one)[0] for one in ([value] if value else []) + cells[number + 1 : number + 3]]
        names = [one for one in rest[:2] if not _CONTACT_LABEL.match(one) and not _PHONE.search(one)]
        if len(names) == 2 and not names[1].endswith(("과", "팀", "담당관", "단", "센터", "국", "실")):
            names.pop()
        return " ".join(names) or None
    return None


def _pieces(lines: Sequence[str], kinds: dict[int, str]) -> list[Dropped]:
    """Neighbouring lines of one kind as one dropped piece."""
    pieces: list[Dropped] = []
    previous = None
    for number in sorted(kinds):
        if previous is not None and number == previous + 1 and pieces[-1].kind == kinds[number]:
            pieces[-1] = Dropped(kinds[number], f"{pieces[-1].text}\n{lines[number]}")
        else:
            pieces.append(Dropped(kinds[number], lines[number]))
        previous = number
    return pieces
