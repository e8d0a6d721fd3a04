"""Scoring what was found in one text against one row of the gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.mention import Mention
from pipeline.entities import entity
from pipeline.gold_spans import BodyMap
from pipeline.report import Problem, RowScore, around, wrong_mentions
from pipeline.scoring import Counts, Expected, Found, Share, Span, TypeScore, compare_sets, pair_up, tally

Row = Mapping[str, Any]

#: Key of the gold → type of mention.
SPAN_KEYS = {
    "money": "money",
    "dates": "date",
    "country_mentions": "country",
    "agency_mentions": "agency",
    "people": "person",
    "programmes": "programme",
}
#: Type → the key of its set in the gold, for rows that state no places for it.
SET_KEYS = {"country": "countries", "agency": "agencies", "person": "people"}
_VALUE_KEYS = {"country": "code", "agency": "name", "person": "name"}


@dataclass(frozen=True, slots=True)
class Answered:
    """A text with what was found in it by type, and how to come from the gold's offsets to it."""

    text: str
    found: Mapping[str, Sequence[Found]]
    places: BodyMap | None = None

    def span(self, start: int, end: int) -> Span | None:
        return (start, end) if self.places is None else self.places.to_body(start, end)


def score_mentions(row: Row, body: Answered) -> RowScore:
    """Score what was found in one text; ``row`` states spans, or only sets, for each type."""
    types: dict[str, TypeScore] = {}
    sets: dict[str, Counts] = {}
    problems: list[Problem] = []
    for key, kind in SPAN_KEYS.items():
        gold = row.get(key)
        found = body.found.get(kind, ())
        if gold is None or any("start" not in mention for mention in gold):
            continue
        pairing = pair_up(
            [_expected(mention, body) for mention in gold], found, lambda one: _tolerated(row, one)
        )
        types[kind] = tally(kind, pairing)
        problems += wrong_mentions(row["id"], kind, pairing, body.text)
    for kind, key in SET_KEYS.items():
        if kind not in types and key in row:
            expected, got, optional = _sets(row, kind, key, body)
            sets[kind] = compare_sets(expected, got, optional)
            problems += _wrong_sets(row["id"], kind, expected, got, optional)
    hits, kept_out = _forbidden(row, body)
    return RowScore(row["id"], types, sets, kept_out, problems=(*problems, *hits))


def by_type(mentions: Iterable[Mention]) -> dict[str, list[Found]]:
    """Mentions by their type, as scoring reads them."""
    found: dict[str, list[Found]] = {}
    for mention in mentions:
        one = Found(mention.text, (mention.start, mention.end), entity(mention))
        found.setdefault(mention.type, []).append(one)
    return found


def _expected(mention: Row, body: Answered) -> Expected:
    ranges = [(mention["start"], mention["end"]), *mention.get("alt_spans", ())]
    spans = (body.span(start, end) for start, end in ranges)
    return Expected(
        mention["text"],
        tuple(span for span in spans if span is not None),
        {"name": mention["text"], **mention},
        mention.get("optional", False),
    )


def _names(one: Found) -> set[str]:
    return {name for name in (one.text, one.values.get("name"), one.values.get("code")) if name}


def _tolerated(row: Row, one: Found) -> bool:
    optional = row.get("optional") or {}
    return not _names(one).isdisjoint({name for names in optional.values() for name in names})


def _sets(row: Row, kind: str, key: str, body: Answered) -> tuple[list[str], list[str], list[str]]:
    expected = [item["name"] if isinstance(item, dict) else item for item in row[key]]
    mentions = body.found.get(kind, ())
    optional = [*(row.get("optional") or {}).get(key, ())]
    spared = [one for one in mentions if _tolerated(row, one)]
    optional += [str(one.values.get(_VALUE_KEYS[kind])) for one in spared]
    return expected, [str(one.values.get(_VALUE_KEYS[kind]) or one.text) for one in mentions], optional


def _wrong_sets(
    row_id: str, kind: str, expected: Sequence[str], found: Sequence[str], optional: Sequence[str]
) -> list[Problem]:
    problems = []
    for name in sorted({*expected, *found}):
        counts = compare_sets([name] if name in expected else (), [name] if name in found else (), optional)
        if counts.missed and not compare_sets([name], found, optional).right:
            problems.append(Problem(row_id, kind, "missed", name, None))
        elif counts.spurious and not compare_sets(expected, [name], optional).right:
            problems.append(Problem(row_id, kind, "spurious", None, name))
    return problems


def _forbidden(row: Row, body: Answered) -> tuple[list[Problem], Share]:
    """Mentions that can only come from what surrounds the article: text, name or code is listed."""
    listed = set(row.get("must_not_extract", ()))
    hits: list[Problem] = []
    met: set[str] = set()
    for kind, mentions in body.found.items():
        for one in mentions:
            if met_now := listed & _names(one):
                met |= met_now
                hits.append(
                    Problem(row["id"], kind, "forbidden", None, one.text, around(body.text, one.span))
                )
    return hits, Share(len(listed) - len(met), len(listed))
