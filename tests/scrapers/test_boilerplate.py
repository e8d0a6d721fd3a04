"""Pages and dumps in the layouts of real sites, with invented articles: body, metadata, and what must stay out."""

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from scrapers.boilerplate import clean

PAGES = Path(__file__).parent / "pages"
STORED = sorted(path for path in PAGES.rglob("*") if path.suffix in (".txt", ".html"))
METADATA = ("title", "subtitle", "published", "modified", "outlet", "reporter", "department", "source_url", "url",
            "licence", "encoding", "method")  # fmt: skip


def token_f1(found: str, expected: str) -> float:
    """F1 of the two texts as multisets of whitespace tokens after NFC."""
    one, other = (Counter(unicodedata.normalize("NFC", text).split()) for text in (found, expected))
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def cleaned(path: Path, gold: dict):
    return clean(
        path.read_bytes(),
        source="dump",
        native_id=path.stem,
        markup=path.suffix == ".html",
        charset=gold.get("charset"),
        known=gold.get("known"),
    )


def test_there_are_pages_and_each_has_gold():
    assert len(STORED) >= 25
    assert len({path.parent.name for path in STORED}) >= 12
    assert [path for path in STORED if not path.with_suffix(".json").exists()] == []


@pytest.mark.parametrize("path", STORED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_body_and_metadata(path):
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    article = cleaned(path, gold)
    assert token_f1(article.body, gold["body"]) >= gold.get("min_f1", 0.985), article.body
    assert [words for words in gold["absent"] if words in article.body] == []
    assert {name: getattr(article, name) for name in METADATA if name in gold} == {
        name: gold[name] for name in METADATA if name in gold
    }
    assert {tuple(hint) for hint in gold.get("hints", [])} <= set(article.hints)
