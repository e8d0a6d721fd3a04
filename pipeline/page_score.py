"""How well whole pages and dumps are cleaned: a folder in which each has its answers beside it.

``name.html`` or ``name.txt`` stands beside ``name.json``; what the answers hold is said in
``tests/gold/README.md``. Bodies are compared as bags of words, as in ``pipeline.cleaning_score``; furniture
is looked for line by line, because a single sentence of a side list gives another article's facts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

from pipeline.cleaning_score import moment, plain, score_words
from pipeline.processing import dated
from pipeline.scoring import Share
from scrapers.article import Article
from scrapers.boilerplate.cleaning import clean
from scrapers.errors import ParseError

#: Keys of the answers that are compared with the article's as text, white space apart.
TEXT_KEYS = (
    "title", "subtitle", "modified", "outlet", "reporter", "department", "source_url", "url", "licence",
)  # fmt: skip
#: Lists of other articles: their prose names other ministries and other years' money.
SIDE_LISTS = frozenset(("related", "most_read", "headlines", "board_list"))
_PROSE = 40
#: Shorter lines of furniture may stand in an article too (정책, 김하늘 기자).
_SHORTEST = 10
_SUFFIXES = (".html", ".txt")


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page: F1 of its body's words, each judged key right or wrong, lines of furniture left in the body.

    leaks: by kind, how many lines of furniture were looked for and how many of them are *in* the body.
    side_prose: the same for the prose of side lists. problems: what is wrong, one line each.
    """

    id: str
    f1: float
    keys: Mapping[str, bool]
    leaks: Mapping[str, Share] = field(default_factory=dict)
    side_prose: Share = field(default_factory=Share)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageReport:
    """The figures of a folder of pages."""

    pages: tuple[PageScore, ...]

    @property
    def keys(self) -> dict[str, Share]:
        """For each key how often it is right, of the pages whose answers have it."""
        totals: dict[str, Share] = {}
        for page in self.pages:
            for key, right in page.keys.items():
                totals[key] = totals.get(key, Share()) + Share(int(right), 1)
        return totals

    @property
    def leaks(self) -> dict[str, Share]:
        """For each kind of furniture: lines left in a body, of the lines looked for."""
        totals: dict[str, Share] = {}
        for page in self.pages:
            for kind, lines in page.leaks.items():
                totals[kind] = totals.get(kind, Share()) + lines
        return dict(sorted(totals.items()))

    @property
    def side_prose(self) -> Share:
        """Sentences of side lists left in a body, of those looked for."""
        return sum((page.side_prose for page in self.pages), Share())

    def metrics(self) -> dict[str, float]:
        """Every figure under the name that floors pin; leaks as the share that was kept out."""
        found: dict[str, float | None] = {
            "body.mean": fmean(page.f1 for page in self.pages),
            "body.lowest": min(page.f1 for page in self.pages),
        }
        found |= {f"clean.{key}": share.rate for key, share in self.keys.items()}
        shares = {**self.leaks, "side_prose": self.side_prose}
        found |= {f"kept_out.{name}": _kept_out(share) for name, share in shares.items()}
        return {name: value for name, value in found.items() if value is not None}

    def to_json(self) -> dict[str, Any]:
        """The whole report: number of pages, metrics, figures of each page."""
        return {
            "rows": len(self.pages),
            "metrics": self.metrics(),
            "pages": [
                {"id": page.id, "f1": page.f1, "keys": dict(page.keys), "problems": list(page.problems)}
                for page in self.pages
            ],
        }

    def lines(self, *, details: bool = False) -> list[str]:
        """The report as lines of plain text; ``details`` adds every problem."""
        figures = self.metrics()
        leaks = ", ".join(f"{kind} {share.right}/{share.judged}" for kind, share in self.leaks.items())
        shown = [
            f"{len(self.pages)} pages",
            f"body F1: mean {figures['body.mean'] * 100:.2f}, lowest {figures['body.lowest'] * 100:.2f}",
            "metadata: " + ", ".join(f"{key} {one.right}/{one.judged}" for key, one in self.keys.items()),
            f"furniture left in bodies (lines): {leaks}",
            f"side-list prose left in bodies: {self.side_prose.right}/{self.side_prose.judged}",
        ]
        return shown + ([problem for page in self.pages for problem in page.problems] if details else [])


def _kept_out(share: Share) -> float | None:
    return None if share.rate is None else 1 - share.rate


def score_folder(folder: Path) -> PageReport:
    """Clean every page below the folder that has answers beside it, and compare.

    Raises ValueError where there is none, and for answers that are no JSON object with a ``body``.
    """
    scores = tuple(
        score_page(page, _answers(answers), page.relative_to(folder).as_posix())
        for page, answers in pages(folder)
    )
    if not scores:
        raise ValueError(f"{folder}: no page with answers here; put name.json beside name.html or name.txt")
    return PageReport(scores)


def pages(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each page or dump below the folder with the file of its answers, in order."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SUFFIXES and path.with_suffix(".json").exists():
            yield path, path.with_suffix(".json")


def _answers(path: Path) -> Mapping[str, Any]:
    try:
        answers = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}: broken JSON ({error})") from None
    if not isinstance(answers, dict) or not isinstance(answers.get("body"), str):
        raise ValueError(f'{path}: answers are an object with a "body"')
    return answers


def score_page(page: Path, answers: Mapping[str, Any], name: str) -> PageScore:
    """Clean one page and compare it with its answers; a page that is refused has lost everything."""
    try:
        article = dated(_cleaned(page, answers))
    except ParseError as error:
        return PageScore(name, 0.0, dict.fromkeys(_judged(answers), False), problems=(f"{name}: {error}",))
    f1 = score_words(answers["body"], article.body).f1 or 0.0
    keys = {key: _is_right(key, answers, article) for key in _judged(answers)}
    leaks, prose, left = _leaks(answers, article.body)
    problems = [f"{name}: body F1 {f1:.3f}"] if f1 < 0.97 else []
    problems += [
        f"{name}: {key}: expected {answers[key]!r}, found {_value(article, key)!r}"
        for key, right in keys.items()
        if not right
    ]
    problems += [f"{name}: {kind} left in the body: {line}" for kind, line in left]
    return PageScore(name, f1, keys, leaks, prose, tuple(problems))


def _cleaned(page: Path, answers: Mapping[str, Any]) -> Article:
    return clean(
        page.read_bytes(),
        source="page",
        native_id=page.stem,
        markup=page.suffix == ".html",
        charset=answers.get("charset"),
        known=answers.get("known"),
    )


def _judged(answers: Mapping[str, Any]) -> list[str]:
    return [key for key in (*TEXT_KEYS, "published", "attachments") if key in answers]


def _value(article: Article, key: str) -> Any:
    return [one.name for one in article.attachments] if key == "attachments" else getattr(article, key)


def _is_right(key: str, answers: Mapping[str, Any], article: Article) -> bool:
    expected, found = answers[key], _value(article, key)
    if key == "published" and expected is None:
        return found is None or article.published_inferred
    if key in ("published", "modified"):
        return moment(found) == moment(expected) and not (key == "published" and article.published_inferred)
    if key == "attachments":
        return sorted(found) == sorted(expected or ())
    return plain(expected) == plain(found)


def _leaks(answers: Mapping[str, Any], body: str) -> tuple[dict[str, Share], Share, list[tuple[str, str]]]:
    """Lines of furniture that stand in the body, though not in the right one."""
    kept, right = _bare(body), _bare(answers["body"])
    leaks: dict[str, Share] = {}
    prose = Share()
    left = []
    for kind, lines in answers.get("furniture", {}).items():
        for line in lines:
            bare = _bare(line)
            if len(bare) < _SHORTEST or bare in right:
                continue
            found = Share(int(bare in kept), 1)
            leaks[kind] = leaks.get(kind, Share()) + found
            if kind in SIDE_LISTS and len(line) >= _PROSE:
                prose += found
            if found.right:
                left.append((kind, line[:80]))
    return leaks, prose, left


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))
