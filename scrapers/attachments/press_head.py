"""The head table and the contact table of a press release's document: parsed, and left out of the body.

Readers give these tables in three shapes, and all are read alike: a cell per line (merged cells, old files),
a row per line with ``|`` between its cells, a row per line with spaces (PDF).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scrapers.article import Dropped
from scrapers.attachments.contact_table import contact_lines
from scrapers.attachments.head_table import HeadTable, head_table
from scrapers.attachments.when import moment

# 즉시 · 배포 즉시 · 배포시부터 · 배포와 동시에: the embargo ends when the release is handed out
_AT_ONCE = re.compile(r"즉\s?시|배포\s?(?:시|와|후)")


@dataclass(frozen=True, slots=True)
class PressHead:
    """What the tables said, and the text without them.

    available_at: end of the embargo (of the first medium that may report), released: when it was handed
    out; both ISO 8601 of the known precision (Korean time) or None. released is the publication date
    where a page has none. department: as printed beside its label; departments: all that the contact
    tables name, of joint releases too. dropped: the lines that were taken out, in their order.
    """

    body: str
    available_at: str | None
    released: str | None
    department: str | None
    departments: tuple[str, ...]
    dropped: tuple[Dropped, ...]


def split(text: str) -> PressHead:
    """Part the text of a document (one paragraph, cell or row per line) into tables and body."""
    lines = text.splitlines()
    head = head_table(lines)
    contacts, departments, department = contact_lines(lines)
    out = _taken_out(lines, head, contacts)
    kept = [out[number][2] if number in out else line for number, line in enumerate(lines)]
    released = moment(head.values.get("released", ""))
    embargo = head.values.get("embargo", "")
    return PressHead(
        body="\n".join(line for number, line in enumerate(kept) if line or number not in out).strip(),
        available_at=moment(embargo, released) or (released if _AT_ONCE.search(embargo) else None),
        released=released,
        department=department,
        departments=departments,
        dropped=tuple(_pieces(out)),
    )


def _taken_out(lines: list[str], head: HeadTable, contacts: set[int]) -> dict[int, tuple[str, str, str]]:
    """For each line: its kind, what is dropped of it, and what stays."""
    out = {number: ("other", *parts) for number, parts in head.banners.items()}
    out |= {number: ("date", *parts) for number, parts in head.taken.items()}
    # a row with both a date and a department is a head's
    return out | {
        number: (out[number][0] if number in head.taken else "contact", lines[number], "")
        for number in contacts
    }


def _pieces(out: Mapping[int, tuple[str, str, str]]) -> list[Dropped]:
    """Neighbouring lines of one kind as one dropped piece."""
    pieces: list[Dropped] = []
    previous = None
    for number in sorted(out):
        kind, text, _ = out[number]
        if previous is not None and number == previous + 1 and pieces[-1].kind == kind:
            pieces[-1] = Dropped(kind, f"{pieces[-1].text}\n{text}")
        else:
            pieces.append(Dropped(kind, text))
        previous = number
    return pieces
