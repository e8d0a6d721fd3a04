"""``sacho score``: gold answers against what sacho finds; figures, a list of what is wrong, pinned floors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import extractors
from extractors.mention import Document, Mention
from pipeline.cleaning_score import CleaningScore, score_cleaning, score_words
from pipeline.dumps import RawRecord, dump_files, read_dump
from pipeline.gold_spans import BodyMap, body_text
from pipeline.page_score import PageReport
from pipeline.processing import Failure, prepare
from pipeline.report import Problem, Report, RowScore
from pipeline.row_score import Answered, Row, by_type, score_mentions
from scrapers.article import Article

_MARKUP = {".html", ".htm", ".xhtml"}


def score_file(gold: Path, dumps: Path | None = None) -> Report:
    """Score every row of a gold file; the format is that of ``tests/gold/README.md``.

    A row with ``text`` is annotated as it is, with its ``published``. One without is found by its id among
    the files below ``dumps`` and goes through cleaning first; its offsets are mapped from the raw file to
    the body. Raises ValueError naming file and line for a row that can't be scored, FileNotFoundError for
    a raw file that is not there.
    """
    rows = list(_rows(gold))
    plain = [row for row in rows if "text" in row]
    raw = [row for row in rows if "text" not in row]
    found = extractors.extract_many([Document(row["text"], row.get("published")) for row in plain])
    scored = {
        row["id"]: score_mentions(row, Answered(row["text"], by_type(extraction.mentions)))
        for row, extraction in zip(plain, found, strict=True)
    }
    scored |= {row["id"]: score for row, score in zip(raw, _score_raw(raw, gold, dumps), strict=True)}
    return Report(tuple(scored[row["id"]] for row in rows))


def below_floors(reports: Mapping[str, Report | PageReport], floors: Path) -> list[str]:
    """Each pinned metric that is below its floor or was not measured; files without floors pass."""
    missed = []
    for name, pinned in _floors(floors).items():
        if name not in reports:
            continue
        metrics = reports[name].metrics()
        for metric, floor in pinned.items():
            value = metrics.get(metric)
            if value is None or value < floor:
                shown = "not measured" if value is None else f"{value:.4f}"
                missed.append(f"{name} {metric}: {shown}, floor {floor}")
    return missed


def update_floors(reports: Mapping[str, Report | PageReport], floors: Path) -> None:
    """Raise the floors to what was measured (rounded down to four digits) and add new ones; lower none."""
    pinned = _floors(floors) if floors.exists() else {}
    for name, report in reports.items():
        old = pinned.get(name, {})
        new = {metric: int(value * 10_000) / 10_000 for metric, value in report.metrics().items()}
        pinned[name] = {metric: max(new.get(metric, 0.0), old.get(metric, 0.0)) for metric in {**old, **new}}
    floors.write_text(json.dumps(pinned, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _rows(gold: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(gold.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{gold}:{number}: broken JSON ({error})") from None
            if not isinstance(row, dict) or "id" not in row or ("text" not in row and "body" not in row):
                raise ValueError(f'{gold}:{number}: a gold row has an "id", and a "text" or a "body"')
            yield row


def _floors(path: Path) -> dict[str, dict[str, float]]:
    try:
        floors: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}: broken JSON ({error})") from None
    return floors


def _score_raw(rows: Sequence[Row], gold: Path, dumps: Path | None) -> Iterator[RowScore]:
    if not rows:
        return
    if dumps is None:
        raise ValueError(f"{gold}: {rows[0]['id']} has no text; name the folder of raw files with --dumps")
    files = {path.name: path for path in dump_files([str(dumps)])}
    absent = [row["id"] for row in rows if row["id"] not in files]
    if absent:
        raise FileNotFoundError(f"{dumps}: no file {absent[0]}, which {gold} has answers for")
    results = prepare([_record(files[row["id"]]) for row in rows])
    for row, result in zip(rows, results, strict=True):
        path = files[row["id"]]
        raw, markup = _decoded(path), path.suffix.lower() in _MARKUP
        if isinstance(result, Failure):
            yield _unclean(row, body_text(raw, row["body"], markup=markup), result.reason)
        else:
            in_body = [mention for field, mention in result.mentions if field == "body"]
            yield _score_article(row, raw, result.article, in_body, markup=markup)


def _score_article(
    row: Row, raw: str, article: Article, mentions: Sequence[Mention], *, markup: bool
) -> RowScore:
    places = BodyMap(raw, row["body"], article.body, markup=markup)
    score = score_mentions(row, Answered(article.body, by_type(mentions), places))
    cleaning, wrong = score_cleaning(row, body_text(raw, row["body"], markup=markup), article)
    problems = [
        Problem(row["id"], f"clean.{one.key}", "wrong", str(one.expected), str(one.found)) for one in wrong
    ]
    return RowScore(
        row["id"], score.types, score.sets, score.kept_out, cleaning, (*score.problems, *problems)
    )


def _unclean(row: Row, body: str, reason: str) -> RowScore:
    """An article that cleaning refused: everything that the gold states is missed."""
    nothing = Article(id="", source="", native_id="", body="")
    score = score_mentions(row, Answered("", {}, BodyMap("", (), "", markup=False)))
    cleaning, _ = score_cleaning(row, body, nothing)
    lost = CleaningScore(score_words(body, ""), cleaning.keys, 0.0)
    problem = Problem(row["id"], "clean", "failed", "an article", reason)
    return RowScore(row["id"], score.types, score.sets, score.kept_out, lost, (*score.problems, problem))


def _record(path: Path) -> RawRecord:
    record = next(iter(read_dump([str(path)], BytesIO())))
    if not isinstance(record, RawRecord):
        raise ValueError(str(record))
    return record


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp949")
