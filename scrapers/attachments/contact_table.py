"""The table below a release that says whom to ask: departments, names, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scrapers.attachments.head_table import spaced

#: Lines between two telephone numbers of one contact table: section, role, rank, name, and an empty cell.
GAP = 6
#: A line of a contact table is no longer than this, unless it is a whole row.
CELL, ROW = 40, 200

DEPARTMENT = spaced(
    *("담당부서", "담당기관", "소관부서", "주관부서", "제공부서", "작성부서", "총괄부서"),
    *("협조부서", "협업부서", "공동부서", "관계부서", "담당과"),
)
PERSON = spaced(
    *("담당과장", "담당팀장", "담당국장", "책임자", "담당자", "작성자"),
    *("문의처", "연락처", "전화번호", "전화", "전자우편", "이메일"),
)
#: Words that begin a contact line only when a telephone number follows in it.
INQUIRY = (
    spaced("자료문의", "취재문의", "자료제공", "보도자료담당", "문의", "담당")
    + r"|팩스|Fax|FAX|Tel|TEL|\([TF]\)"
)
# ▶ 담당부서 : · <총괄> 담당자 · (책임자) · ※ 문의:
_OPENING = r"[\s▶►■□▪•*·※☎☏<(\[【–-]{0,4}"
_CLOSING = r"[)\]>】]?\s{0,3}[:：]?"
_LABEL = re.compile(rf"{_OPENING}(?:<.{{1,10}}>\s?)?(?P<kind>{DEPARTMENT}|{PERSON}){_CLOSING}(?=[\s|(<☎☏]|$)")
_INQUIRY = re.compile(rf"{_OPENING}(?:{INQUIRY}){_CLOSING}(?=[\s\d|(☎☏])")
_WITHIN = re.compile(rf"\s(?=(?:{DEPARTMENT}|{PERSON}){_CLOSING}(?:[\s|(]|$))")
_IS_DEPARTMENT = re.compile(DEPARTMENT)
# 학생건강정책과| 과 장 조명연 · 해양정책실| 책임자 · 홍보담당관| (담당 이솔 · 해양바이오과| / 과장
_RANK = re.compile(
    r"\s?[(</,]|(?<=[가-힣][과팀국실단])장(?=[\s,]|$)|\s(?:과\s?장|팀\s?장|국\s?장|실\s?장|단\s?장|센터장|담당관|사무관|서기관|주무관|연구관|연구사|책임자|담당자)(?=[\s(,]|$)"
)
#: Endings of departments, and words with such an ending that are ranks.
_UNIT = ("과", "팀", "담당관", "대변인", "국", "실", "단", "센터", "부", "청", "처", "위원회", "본부", "원")
_RANKS = frozenset(
    {"사무관", "서기관", "주무관", "연구관", "담당관", "부", "전문위원", "연구원", "위원", "과", "팀"}
)
# 044-200-5000 · (02) 2110-1234 · 02)2110-1234 · 010.1234.5678 · 1588-1234 · sol@example.kr
_PHONE = re.compile(
    r"\(?0\d{1,2}\)?\s?[-–. )]{1,2}\s?\d{3,4}\s?[-–. ]\s?\d{4}|\b1[568]\d\d-\d{4}"
    r"|[\w.-]{2,40}@[\w-]{2,40}\.[\w.]{2,20}"
)
# 홍길동 · 홍 길 동 · 사무관 홍길동 · 홍길동 과장
_NAME = re.compile(r"(?:[가-힣]{2,6}\s)?[가-힣](?:\s?[가-힣]){1,3}(?:\s[가-힣]{2,6})?")
# ends as prose does: 밝혔다. · 계획임 · 바랍니다.
_PROSE = re.compile(r"(?:다|음|임|함|요)[.\"”’]{1,3}$")
# what begins another part of the document: 붙임 · 참고 1 · □ 추진 배경 · ㅇ 부산
_OTHER_PART = re.compile(r"[\s|<\[(]{0,4}(?:붙\s?임|참\s?고|별\s?첨|첨\s?부|[□■○●◦ㅇ]\s)")


def contact_lines(lines: Sequence[str]) -> tuple[set[int], tuple[str, ...], str | None]:
    """The numbers of the lines of contact tables, the departments in them, and the first label's.

    Departments as printed; a telephone number alone makes no table, a label has to stand before it.
    """
    used: set[int] = set()
    departments: list[str] = []
    first = None
    number = 0
    while number < len(lines):
        end = _table_end(lines, number) if _starts(lines[number]) else None
        if end is None:
            number += 1
            continue
        table = lines[number : end + 1]
        stated = _stated(table)
        if stated:
            first = first or stated
            departments += [stated, *_units(table)]
        used |= set(range(number, end + 1))
        number = end + 1
    whole = (name for name in dict.fromkeys(departments) if not (first and name != first and name in first))
    return used, tuple(whole), first


def _starts(line: str) -> bool:
    if not _is_cell(line):
        return False
    cells = re.split(r"[|\t]\s{0,3}", line)
    return any(map(_LABEL.match, cells)) or _is_inquiry(line)


def _is_inquiry(line: str) -> bool:
    """``문의: …과 이솔 (044-202-7000)`` in one line; without a number it is anything."""
    return _INQUIRY.match(line) is not None and _PHONE.search(line) is not None


def _is_cell(line: str) -> bool:
    stripped = line.strip()
    whole_row = "|" in stripped or _PHONE.search(stripped) or len(_WITHIN.findall(stripped)) > 1
    return len(stripped) <= (ROW if whole_row else CELL) and not _PROSE.search(stripped)


def _table_end(lines: Sequence[str], start: int) -> int | None:
    """The number of the last line of the table that begins at ``start``; None when it is none after all.

    It goes on as long as labels or telephone numbers follow each other closely, with nothing but cells
    between; after a label without a number it ends with the name.
    """
    last = None
    number, gap = start, 0
    while number < len(lines) and gap <= GAP:
        line = lines[number].strip()
        if line and (
            not _is_cell(line) or (number > start and _OTHER_PART.match(line) and not _LABEL.match(line))
        ):
            break
        gap += bool(line)
        if _PHONE.search(line):
            last, gap = number, 0
        elif any(map(_LABEL.match, re.split(r"[|\t]\s{0,3}", line))):
            last = number = _with_value(lines, number)
            gap = 0
        number += 1
    return last


def _with_value(lines: Sequence[str], number: int) -> int:
    """The line that holds the value of the label on line ``number``: the same, or a name in the next one."""
    match = _LABEL.match(lines[number])
    value = lines[number][match.end() if match else 0 :].strip()
    following = next((at for at in range(number + 1, min(number + 3, len(lines))) if lines[at].strip()), None)
    if value or following is None:
        return number
    text = lines[following].strip()
    is_name = _NAME.fullmatch(text) and not _LABEL.match(text)
    is_section = _is_cell(text) and text.endswith(_UNIT)
    return following if is_name or is_section else number


def _cells(lines: Sequence[str]) -> list[str]:
    cells = (cell.strip() for line in lines for part in line.split("|") for cell in _WITHIN.split(part))
    return [cell for cell in cells if cell]


def _stated(lines: Sequence[str]) -> str | None:
    """The value of the first 담당부서; a ministry and its section in two cells are put together."""
    cells = _cells(lines)
    for number, cell in enumerate(cells):
        match = _LABEL.match(cell)
        if not match or not _IS_DEPARTMENT.fullmatch(match["kind"]):
            continue
        value = cell[match.end() :].strip(" :：()")
        rest = [_RANK.split(one)[0] for one in ([value] if value else []) + cells[number + 1 : number + 4]]
        names = [one for one in rest if one][:2]
        names = [one for one in names if not _LABEL.match(one) and not _PHONE.search(one)]
        if len(names) == 2 and not names[1].endswith(("과", "팀", "담당관", "단", "센터", "국", "실")):
            names.pop()
        # a row of labels has its values below: the first that looks like a department is it
        return " ".join(names) or next(_units(lines), None)
    return None


def _units(lines: Sequence[str]) -> Iterator[str]:
    """Cells that name a department: the second ministry of a joint release, the section of the officer."""
    for cell in _cells(lines):
        name = _RANK.split(cell)[0].strip()
        is_rank = "".join(name.split()) in _RANKS or _LABEL.match(cell) or _PHONE.search(name)
        long = len(name) >= 4 or name.endswith(("과", "팀", "부", "처", "청"))
        if (
            name.endswith(_UNIT)
            and len(name) >= 3
            and long
            and not is_rank
            and re.fullmatch(r"[가-힣\w· ]+", name)
        ):
            yield name
