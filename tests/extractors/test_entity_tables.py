"""Countries, agencies, people, programmes and amounts with their context, in passages of news and of releases.

The tables (``tables/entities_*.toml``) were written from the guidelines, by people who had not seen the rules.
"""

import tomllib
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors import Document, Mention, extract_many

TABLES = sorted((Path(__file__).parent / "tables").glob("entities_*.toml"))
#: What is compared of each type, in the order in which a line of the tables gives it.
FIELDS = {
    "country": ("code",),
    "agency": ("name",),
    "person": ("title", "agency"),
    "programme": (),
    "money": ("role",),
}
#: What a line about money may say after the role; what it does not say must be null.
CONTEXT = ("modifier", "per", "agency", "programme", "country", "period")
Span = tuple[int, int]


class Wanted(NamedTuple):
    """One line of a case: the spans that count as exact, its values, whether it may be missing."""

    spans: list[Span]
    values: dict[str, set[str | None]]
    optional: bool


def load(table: Path) -> list[dict]:
    """The cases of a table, each with its name."""
    cases = tomllib.loads(table.read_text(encoding="utf-8"))["case"]
    kinds = tomllib.loads(table.read_text(encoding="utf-8"))["types"]
    return [{"types": kinds, **case, "id": f"{table.stem}:{place}"} for place, case in enumerate(cases, 1)]


CASES = [case for table in TABLES for case in load(table)]
RUNS = [
    pytest.param(
        place,
        kind,
        id=f"{case['id']}:{kind}",
        marks=pytest.mark.xfail(strict=True, reason="open") if kind in case.get("open", ()) else (),
    )
    for place, case in enumerate(CASES)
    for kind in case["types"]
]


@pytest.fixture(scope="module")
def found() -> list[tuple[Mention, ...]]:
    documents = (Document(case["text"], case.get("published")) for case in CASES)
    return [extraction.mentions for extraction in extract_many(documents)]


@pytest.mark.parametrize(("place", "kind"), RUNS)
def test_a_passage_gives_what_it_says(found, place, kind):
    case = CASES[place]
    wanted = [one for at, one in wanted_of(case) if at == kind]
    got = [mention for mention in found[place] if mention.type == kind]
    required = [one for one in wanted if not one.optional]
    spared = [span for one in wanted if one.optional for span in one.spans]
    for one in required:
        mention = next((m for m in got if (m.start, m.end) in one.spans), None)
        assert mention is not None, f"missed {case['text'][slice(*one.spans[0])]!r}"
        got.remove(mention)
        for name, accepted in one.values.items():
            assert value(mention, name) in accepted, f"{mention.text}: {name}"
    extra = [m.text for m in got if not any(m.start < end and start < m.end for start, end in spared)]
    assert extra == []


def wanted_of(case: dict) -> list[tuple[str, Wanted]]:
    """The mentions of a case by type; each is sought behind the one before it."""
    behind: defaultdict[str, int] = defaultdict(int)
    found = []
    for line in case.get("mentions", ()):
        kind, _, rest = line.removeprefix("?").partition(" ")
        surfaces, *values = rest.split(" | ")
        spans = [
            span for span in (seek(case["text"], one, behind[kind]) for one in surfaces.split(" / ")) if span
        ]
        assert spans, f"{case['id']}: {surfaces!r} does not stand in its text"
        behind[kind] = max(end for _, end in spans)
        found.append((kind, Wanted(spans, read(kind, values), line.startswith("?"))))
    return found


def seek(text: str, surface: str, behind: int) -> Span | None:
    """Where a surface stands next; of spellings that overlap, the longer may begin before."""
    start = text.find(surface, behind)
    if start < 0:
        start = text.find(surface)
    return (start, start + len(surface)) if start >= 0 else None


def read(kind: str, values: list[str]) -> dict[str, set[str | None]]:
    """What the values must be: ``- `` is null, `` / `` joins alternatives, ``?agency`` is not judged."""
    wanted = {name: choices(one) for name, one in zip(FIELDS[kind], values, strict=False)}
    if kind != "money":
        return wanted
    wanted |= {name: {None} for name in CONTEXT}
    for one in values[1:]:
        name, _, said = one.partition("=")
        if name.startswith("?"):
            wanted.pop(name[1:], None)
        elif name in CONTEXT:
            wanted[name] = choices(said)
    return wanted


def choices(text: str) -> set[str | None]:
    return {None if one.strip() == "-" else spaceless(one) for one in text.split(" / ")}


def value(mention: Mention, name: str) -> str | None:
    if name == "period":
        days = (mention.date_start, mention.date_end)
        return f"{days[0] or ''}..{days[1] or ''}" if any(days) else None
    said = getattr(mention, name)
    return None if said is None else spaceless(said)


def spaceless(text: str) -> str:
    return "".join(text.split())


def test_there_are_tables():
    assert len(TABLES) >= 3
    assert all(chain.from_iterable(case["types"] for case in CASES))
