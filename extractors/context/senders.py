"""Who sends a text, and of which amounts the sender speaks as its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.context.actors import HEADLINE, SPEAKS, any_actor, other_acts, other_acts_behind
from extractors.context.surroundings import Surroundings
from extractors.context.words import words
from extractors.gazetteer import Body as Listed
from extractors.gazetteer import gazetteer
from extractors.mention import Agency
from extractors.reading import Published, Reading


@dataclass(frozen=True, slots=True)
class Body:
    """An owner: full name, and id where a list holds it."""

    agency_id: str | None
    name: str | None

    @classmethod
    def of(cls, agency: Agency) -> Body:
        """The body that a mention names."""
        return cls(agency.agency_id, agency.name)


# "행정안전부|(장관 김가온)는|": the head of the body stands beside it
_CHIEF = re.compile(rf" ?\((?:{words('office')})[^()\n]{{1,50}}\)(?:은|는|이|가)")
_OPENING = 700
_HOME = frozenset({"central", "local", "public", None})
#: Roles of money that a sentence without a subject tells of its sender.
_SENDERS = frozenset({"budget", "support", "penalty"})
# "벌금 3천만원": what a court fines, no body levies
_BY_COURT = re.compile(r"벌금|징역|형법")
# "선정된 기업은 12억원|을 지원받는다|": the subject gets the money
_GETS = re.compile(r"[^.,\n]{0,20}?(?:받는|받을|받게|받았|받아|받으)")
# "물품 30억원을 |구매|": what a body lets out
_ORDERS = re.compile(words("order"))
# "업체가 30억원에 |수주|했다"
_WINS = re.compile(words("winning"))
_PRIZE = re.compile(r"포상금|상금")


def sender(reading: Reading, agencies: Sequence[Agency]) -> Body | None:
    """The body that issues a text: as its document says, else the one that speaks in the opening.

    agencies: those of the text, in order. A document often names a unit (``자연재난대응과``, ``질병관리청
    예방접종관리과``): the body in it counts, a unit alone says nothing.
    """
    name = (reading.document.sender or "").strip()
    if name:
        named = next((one for one in agencies if one.name and name in (one.name, one.text)), None)
        found = Body.of(named) if named else _listed(name, reading.published)
        if found:
            return found
    return _opener(reading, agencies)


def topic(text: str, before: Sequence[Agency], sender: Body | None) -> Body | None:
    """The sender, unless the last body that speaks shortly before a sentence is another one.

    ``한국은행은 … 제안했다. 한도는 700억 달러까지 늘었다``: not the sender's. before: the agencies of the
    sentences before, in order.
    """
    last = next((one for one in reversed(before) if SPEAKS.match(text, one.end)), None)
    if sender is None or last is None:
        return sender
    return sender if last.name == sender.name or last.agency_id == sender.agency_id else None


def is_senders(around: Surroundings) -> bool:
    """Whether a sentence that names no owner tells of the sender's own money."""
    role, text = around.money.role, around.text
    begin, start, end = around.begin, around.money.start, around.end
    received = role in ("support", "budget") and gets(text, around.money.end)
    if not received and other_acts(text, begin, start):
        return False
    if other_acts_behind(text, around.money.end):
        return False
    if role in _SENDERS:
        return not (role == "penalty" and _BY_COURT.search(text, begin, end))
    if role == "contract":
        lets_out = _ORDERS.search(text, begin, end) and not _WINS.search(text, begin, end)
        return bool(lets_out) and not any_actor(text, begin, start)
    return role == "other" and bool(_PRIZE.search(text, begin, end))


def gets(text: str, end: int) -> bool:
    """Whether the subject gets the amount that ends at ``end``: ``선정된 기업은 12억원을 지원받는다``."""
    return bool(_GETS.match(text, end))


def _opener(reading: Reading, agencies: Sequence[Agency]) -> Body | None:
    text = reading.text
    opening = [one for one in agencies if one.start < _OPENING and one.kind in _HOME and one.name]
    for one in opening:
        if _CHIEF.match(text, one.end):
            return Body.of(one)
    for one in opening:
        begins = one.start == reading.sentence_at(one.start)[0]
        heads = begins and (HEADLINE.match(text, one.end) or text[one.end : one.end + 1] in ("\n", ""))
        if heads or SPEAKS.match(text, one.end):
            return Body.of(one)
    return None


def _listed(name: str, published: Published | None) -> Body | None:
    """The body of the gazetteer that bears a name, or its first word, on the day of publication."""
    for written in dict.fromkeys((name, name.split(" ", 1)[0])):
        known = [b for b in _named().get(written, ()) if published is None or b.valid_on(published.first)]
        if len({body.id for body in known}) == 1:
            return Body(known[0].id, known[0].name)
    return None


@cache
def _named() -> dict[str, list[Listed]]:
    named: dict[str, list[Listed]] = {}
    for body in gazetteer().bodies.values():
        if body.emit == "agency":
            for name in body.names:
                named.setdefault(name, []).append(body)
    return named
