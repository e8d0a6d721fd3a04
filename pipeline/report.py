"""The report of ``sacho score``: rows of figures and problems, summed, as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.cleaning_score import CleaningScore
from pipeline.scoring import Counts, Pairing, Share, Span, TypeScore, Values, judge

#: The fields that make up the main value of a type, for showing it.
_SHOWN = {
    "money": ("amount", "amount_max", "currency"),
    "date": ("date_start", "date_end"),
    "country": ("code",),
    "agency": ("name",),
    "person": ("name",),
    "programme": ("name",),
}
_CONTEXT = 16


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that differs from the gold.

    what: missed, spurious, span (overlaps, but other ends), wrong (a value), lost (its text was lost in
    cleaning), forbidden (comes from the furniture), failed. context: the words around it in the body.
    """

    id: str
    type: str
    what: str
    expected: str | None
    found: str | None
    context: str | None = None

    def __str__(self) -> str:
        sides = f"expected {self.expected}" if self.expected is not None else ""
        sides += f"{', ' if sides else ''}found {self.found}" if self.found is not None else ""
        return f"{self.id}  {self.type} {self.what}: {sides}" + (
            f"  | {self.context}" if self.context else ""
        )


@dataclass(frozen=True, slots=True)
class RowScore:
    """The figures of one gold row. kept_out: how many of its ``must_not_extract`` are not extracted."""

    id: str
    types: Mapping[str, TypeScore]
    sets: Mapping[str, Counts]
    kept_out: Share = field(default_factory=Share)
    cleaning: CleaningScore | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one gold file."""

    rows: tuple[RowScore, ...]

    @property
    def types(self) -> dict[str, TypeScore]:
        totals: dict[str, TypeScore] = {}
        for row in self.rows:
            for kind, score in row.types.items():
                totals[kind] = totals.get(kind, TypeScore()) + score
        return totals

    @property
    def sets(self) -> dict[str, Counts]:
        totals: dict[str, Counts] = {}
        for row in self.rows:
            for kind, counts in row.sets.items():
                totals[kind] = totals.get(kind, Counts()) + counts
        return totals

    @property
    def cleaning(self) -> CleaningScore | None:
        scores = [row.cleaning for row in self.rows if row.cleaning is not None]
        return sum(scores, CleaningScore()) if scores else None

    @property
    def kept_out(self) -> Share:
        return sum((row.kept_out for row in self.rows), Share())

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]

    def metrics(self) -> dict[str, float]:
        """Every figure that could be measured, under the name that floors pin (``money.exact.f1``)."""
        return {name: value for name, value in self._metrics() if value is not None}

    def _metrics(self) -> Iterator[tuple[str, float | None]]:
        for kind, score in self.types.items():
            counts = {"exact": score.exact, "overlap": score.overlap, "full": score.full}
            yield from _rates((f"{kind}.{name}", count) for name, count in counts.items())
            yield from ((f"{kind}.{name}", values.rate) for name, values in score.values.items())
        yield from _rates((f"{kind}.set", counts) for kind, counts in self.sets.items())
        if cleaning := self.cleaning:
            yield "body.f1", cleaning.words.f1
            yield "body.lowest", cleaning.lowest
            yield from ((f"clean.{key}", keys.rate) for key, keys in cleaning.keys.items())
        yield "must_not_extract.kept_out", self.kept_out.rate

    def to_json(self) -> dict[str, Any]:
        """The whole report: number of rows, metrics, counts by type, problems."""
        return {
            "rows": len(self.rows),
            "metrics": self.metrics(),
            "types": {kind: asdict(score) for kind, score in self.types.items()},
            "sets": {kind: asdict(counts) for kind, counts in self.sets.items()},
            "problems": [asdict(problem) for problem in self.problems],
        }

    def lines(self, *, details: bool = False) -> list[str]:
        """The report as lines of plain text; ``details`` adds every problem with its place."""
        lines = [
            f"{len(self.rows)} articles",
            "type         gold      P      R     F1   overlap F1   with value F1   values",
            *(_type_line(kind, score) for kind, score in self.types.items()),
            *(_set_line(kind, counts) for kind, counts in self.sets.items()),
        ]
        if cleaning := self.cleaning:
            lowest = _percent(cleaning.lowest)
            lines.append(f"body words: F1 {_percent(cleaning.words.f1)}, lowest article {lowest}")
            lines.append("metadata: " + ", ".join(_share(key, keys) for key, keys in cleaning.keys.items()))
        if self.kept_out.judged:
            lines.append(_share("kept out (must_not_extract)", self.kept_out))
        return lines + ([str(problem) for problem in self.problems] if details else [])


def wrong_mentions(row_id: str, kind: str, pairing: Pairing, text: str) -> Iterator[Problem]:
    """Every difference between expected and found mentions of one type: missed, spurious, wrong."""
    for one in pairing.missed:
        what = "missed" if one.spans else "lost"
        context = around(text, one.spans[0]) if one.spans else None
        yield Problem(row_id, kind, what, f"{one.text} ({_value(kind, one.values)})", None, context)
    for other in pairing.spurious:
        found = f"{other.text} ({_value(kind, other.values)})"
        yield Problem(row_id, kind, "spurious", None, found, around(text, other.span))
    for one, other in pairing.overlapping:
        yield Problem(row_id, kind, "span", one.text, other.text, around(text, other.span))
    for one, other in pairing.matched:
        for name, right in judge(kind, one.values, other.values).items():
            if not right:
                sides = [
                    _value(kind, values) if name == "value" else f"{name} {values.get(name)}"
                    for values in (one.values, other.values)
                ]
                yield Problem(row_id, kind, "wrong", sides[0], sides[1], around(text, other.span))


def around(text: str, span: Span) -> str:
    """The words around a place, the place itself in brackets, on one line."""
    start, end = span
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def _value(kind: str, values: Values) -> str:
    shown = [values.get(name) for name in _SHOWN[kind]]
    return " ".join("null" if value is None else str(value) for value in shown)


def _rates(counted: Iterable[tuple[str, Counts]]) -> Iterator[tuple[str, float | None]]:
    for name, counts in counted:
        yield f"{name}.precision", counts.precision
        yield f"{name}.recall", counts.recall
        yield f"{name}.f1", counts.f1


def _type_line(kind: str, score: TypeScore) -> str:
    gold = score.exact.right + score.exact.missed
    values = ", ".join(_share(name, values) for name, values in score.values.items())
    rates = "  ".join(_percent(rate) for rate in (score.exact.precision, score.exact.recall, score.exact.f1))
    wider = f"{_percent(score.overlap.f1):>10}   {_percent(score.full.f1):>13}"
    return f"{kind:11} {gold:5}  {rates}   {wider}   {values}"


def _set_line(kind: str, counts: Counts) -> str:
    rates = "  ".join(_percent(rate) for rate in (counts.precision, counts.recall, counts.f1))
    return f"{kind + ' set':11} {counts.right + counts.missed:5}  {rates}"


def _share(name: str, values: Share) -> str:
    return f"{name} {values.right}/{values.judged}"


def _percent(rate: float | None) -> str:
    return "    -" if rate is None else f"{rate * 100:5.1f}"
