"""Which articles a page is about: words, period, agency, country, kind; from the address and back into it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

Row = Mapping[str, Any]

#: Kinds of articles and what they are called.
ARTICLE_KINDS = {
    "press_release": "보도자료",
    "policy_news": "정책뉴스",
    "news": "기사",
    "blog": "블로그",
}
#: A year, a month or a day; also 2012.3 and 2012/3/5.
_DATE = re.compile(r"(\d{4})(?:[-./년]\s?(\d{1,2})(?:[-./월]\s?(\d{1,2})[.일]?)?월?\.?)?년?")
#: Texts from an address are cut: none of these is longer.
_LONGEST = 200


class Reader(Protocol):
    """Datasette's own database object, as far as sacho's pages ask it."""

    async def execute(self, sql: str, params: Any = ...) -> Iterable[Row]:
        """Rows of a query."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A chosen agency. ids: of its earlier and later names too; empty for one that the list does not hold."""

    key: str
    name: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A chosen country: ISO 3166-1 alpha-2 and its Korean name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of articles. since, until: as precise as given. problems: what was not understood."""

    q: str = ""
    since: str = ""
    until: str = ""
    agency: Agency | None = None
    country: Country | None = None
    kind: str = ""
    problems: tuple[str, ...] = field(default=())

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words was chosen."""
        return bool(self.since or self.until or self.agency or self.country or self.kind)

    def conditions(self) -> tuple[list[str], dict[str, Any]]:
        """SQL conditions on ``articles a`` and their parameters; words are not among them."""
        found: list[str] = []
        if self.since:
            found.append("a.published >= :since")
        if self.until:
            # 2012 stands for all of it: "2012-12-31T…" is smaller than "2012~"
            found.append("a.published <= :until || '~'")
        if self.kind:
            found.append("a.kind = :kind")
        if self.country:
            found.append("a.id IN (SELECT article_id FROM article_countries WHERE code = :country)")
        if self.agency:
            named = self.agency_condition()
            found.append(f"a.id IN (SELECT article_id FROM agency_mentions WHERE {named})")  # noqa: S608 - ours
        return found, self.parameters()

    def amount_conditions(self) -> tuple[list[str], dict[str, Any]]:
        """The same on rows ``b`` of the views of amounts: the money is the agency's, and for that country.

        An amount without a country of its own counts for the only foreign country that its article concerns.
        """
        found: list[str] = []
        if self.since:
            found.append("b.published >= :since")
        if self.until:
            found.append("b.published <= :until || '~'")
        if self.agency:
            found.append(self.agency_condition("b.", "agency"))
        if self.country:
            found.append(_FOR_COUNTRY)
        if self.q:
            found.append("instr(COALESCE(b.programme, '') || ' ' || COALESCE(b.sentence, ''), :q)")
        return found, self.parameters() | {"q": self.q}

    def agency_condition(self, prefix: str = "", name: str = "name") -> str:
        """Rows of the chosen agency, in a table that has ``agency_id`` and a column with its name."""
        if self.agency and self.agency.ids:
            return f"{prefix}agency_id IN (SELECT value FROM json_each(:agency))"  # noqa: S608 - ours
        return f"{prefix}{name} = :agency"

    def parameters(self) -> dict[str, Any]:
        """What the conditions ask for by name."""
        given: dict[str, Any] = {"since": self.since, "until": self.until, "kind": self.kind}
        if self.country:
            given["country"] = self.country.code
        if self.agency:
            given["agency"] = json.dumps(self.agency.ids) if self.agency.ids else self.agency.key
        return given

    def query_string(self, **changes: object) -> str:
        """The selection as the query of an address, with changes; None leaves something out."""
        given: dict[str, object] = {
            "q": self.q,
            "since": self.since,
            "until": self.until,
            "agency": self.agency and self.agency.key,
            "country": self.country and self.country.code,
            "kind": self.kind,
            **changes,
        }
        return urlencode({name: str(value) for name, value in given.items() if value not in (None, "")})

    def words(self) -> str:
        """The selection in Korean: ``“예산” · 베트남 · 2012년부터``."""
        parts = [f"“{self.q}”" if self.q else ""]
        parts += [chosen.name for chosen in (self.agency, self.country) if chosen]
        parts += [ARTICLE_KINDS.get(self.kind, "")]
        return " · ".join(part for part in [*parts, self.period()] if part)

    def period(self) -> str:
        """The chosen time in Korean: ``2012년부터 2014년 3월까지``, ``2016년``; empty for none."""
        if self.since and self.since == self.until:
            return _said(self.since)
        parts = [
            f"{_said(self.since)}부터" if self.since else "",
            f"{_said(self.until)}까지" if self.until else "",
        ]
        return " ".join(part for part in parts if part)


async def read_selection(db: Reader, args: Any, **fixed: str) -> Selection:
    """The selection that an address asks for. fixed: what the page itself sets (its agency, its country).

    args: Datasette's own multi-dictionary. What can't be understood is left out and named in ``problems``.
    """
    given = {
        name: _given(args, name) for name in ("q", "since", "until", "agency", "country", "kind")
    } | fixed
    problems: list[str] = []
    since, until = (_date(given[name], problems) for name in ("since", "until"))
    agency = await find_agency(db, given["agency"]) if given["agency"] else None
    if given["agency"] and agency is None:
        problems.append(f"“{given['agency']}”: 그런 기관이 없습니다. 공식 이름이나 약칭으로 찾으십시오.")
    country = await find_country(db, given["country"]) if given["country"] else None
    if given["country"] and country is None:
        problems.append(
            f"“{given['country']}”: 그런 나라가 없습니다. 우리말 이름이나 두 글자 부호(VN)로 찾으십시오."
        )
    kind = given["kind"] if given["kind"] in ARTICLE_KINDS else ""
    return Selection(given["q"], since, until, agency, country, kind, tuple(problems))


async def find_agency(db: Reader, text: str) -> Agency | None:
    """The agency with that id, name or abbreviation, else None; one that exists before those that did."""
    rows = list(await db.execute(_AGENCY, {"text": text.strip()}))
    if rows:
        related = await db.execute(_RELATED, {"id": rows[0]["id"]})
        return Agency(rows[0]["id"], rows[0]["name_ko"], tuple(row["id"] for row in related))
    if list(await db.execute(_UNLISTED, {"text": text.strip()})):
        return Agency(text.strip(), text.strip())
    return None


async def find_country(db: Reader, text: str) -> Country | None:
    """The country with that code, name or other name, else None."""
    rows = list(await db.execute(_COUNTRY, {"text": text.strip()}))
    return Country(rows[0]["code"], rows[0]["name_ko"]) if rows else None


def _given(args: Any, name: str) -> str:
    return str(args.get(name) or "").replace("\x00", "").strip()[:_LONGEST]


def _date(text: str, problems: list[str]) -> str:
    """2012.3. → 2012-03; what is no date is left out with a word about it."""
    if not text:
        return ""
    found = _DATE.fullmatch(text)
    if found is None or not _is_a_day(*(int(part) if part else 1 for part in found.groups())):
        problems.append(f"“{text}”: 날짜는 2012, 2012-03, 2012-03-05처럼 적으십시오.")
        return ""
    return "-".join(part.zfill(2) for part in found.groups() if part)


def _is_a_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _said(day: str) -> str:
    """``2012-03`` → ``2012년 3월``."""
    return " ".join(f"{int(part)}{unit}" for part, unit in zip(day.split("-"), "년월일", strict=False))


_AGENCY = """
SELECT id, name_ko FROM agencies
WHERE id = :text OR name_ko = :text OR (instr(abbreviations, :text)
  AND EXISTS (SELECT 1 FROM json_each(abbreviations) WHERE value = :text))
ORDER BY id <> :text, name_ko <> :text, valid_to IS NOT NULL, valid_to DESC,
  class IS NOT 'central', valid_from DESC, id
LIMIT 1
"""
#: As the view agency_lineage has it, for one agency: renames, mergers, splits, one direction at a time.
_RELATED = """
WITH RECURSIVE
later(id, steps) AS (
  SELECT :id, 0 UNION SELECT l.to_id, w.steps + 1 FROM later w JOIN agency_links l ON l.from_id = w.id
  WHERE l.type <> 'transfer' AND w.steps < 50),
earlier(id, steps) AS (
  SELECT :id, 0 UNION SELECT l.from_id, w.steps + 1 FROM earlier w JOIN agency_links l ON l.to_id = w.id
  WHERE l.type <> 'transfer' AND w.steps < 50)
SELECT id FROM later UNION SELECT id FROM earlier ORDER BY id
"""
_FOR_COUNTRY = """
(b.country = :country OR (b.country IS NULL
  AND b.article_id IN (SELECT article_id FROM article_countries WHERE code = :country)
  AND NOT EXISTS (SELECT 1 FROM article_countries o
    WHERE o.article_id = b.article_id AND o.code NOT IN (:country, 'KR'))))"""
_UNLISTED = """
SELECT 1 FROM agency_mentions WHERE name = :text
UNION ALL SELECT 1 FROM money WHERE agency_id IS NULL AND agency = :text LIMIT 1
"""
_COUNTRY = """
SELECT code, name_ko FROM countries
WHERE code = upper(:text) OR name_ko = :text
  OR (instr(aliases, :text) AND EXISTS (SELECT 1 FROM json_each(aliases) WHERE value = :text))
ORDER BY code <> upper(:text), name_ko <> :text, code LIMIT 1
"""
