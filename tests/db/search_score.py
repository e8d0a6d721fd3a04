"""How well search finds: judged questions on judged sentences, in a real index (``make score``).

``python -m tests.db.search_score`` prints precision and recall, micro-averaged, over all and by kind of question;
below the floors of ``tests/gold/search/floors.json`` the exit status is 1. Precision is given twice: by words,
where a hit that holds the very word with another meaning (연기 as smoke) counts neither way, and strictly, where it
counts as wrong. ``--details`` lists every error.
"""

import csv
import json
import sys
import tempfile
import tomllib
from collections import Counter
from contextlib import closing
from pathlib import Path

from db.articles import Extractor, save_records
from db.database import open_database
from db.rows import Record
from db.search import match_expression
from extractors.search import read_query
from pipeline.index import index_articles
from scrapers.article import Article

GOLD = Path(__file__).parents[1] / "gold" / "search"
FOUND = """
SELECT s.article_id FROM article_search_fts f JOIN article_search s ON s.id = f.rowid
WHERE article_search_fts MATCH ?
"""


def sentences():
    with (GOLD / "sentences.csv").open(encoding="utf-8", newline="") as handle:
        return {row["id"]: row["text"] for row in csv.DictReader(handle)}


def queries():
    return tomllib.loads((GOLD / "queries.toml").read_text(encoding="utf-8"))["query"]


def filled(path, texts):
    """A database with one article for each sentence, indexed."""
    db = open_database(path)
    made = [
        Record(
            Article(
                id=f"dump:{name}", source="dump", native_id=name, kind="news", body=text, body_origin="dump"
            ),
            (),
            f"{number:064}",
        )
        for number, (name, text) in enumerate(texts.items())
    ]
    save_records(db, made, Extractor("test", "test"), "2026-01-01T00:00:00+09:00")
    index_articles(db)
    return db


def found(db, text):
    rows = db.execute(FOUND, [match_expression(read_query(text))])
    return {article_id.removeprefix("dump:") for (article_id,) in rows}


def counted(db, asked):
    """Counts of right, wrong, homonym and missed by kind, and a line for each error."""
    counts, errors = Counter(), []
    for query in asked:
        hits, relevant = found(db, query["text"]), set(query["relevant"])
        homonyms = set(query.get("homonyms", ()))
        outcomes = {
            "right": hits & relevant,
            "wrong": hits - relevant - homonyms,
            "homonym": hits & homonyms,
            "missed": relevant - hits,
        }
        for name, ids in outcomes.items():
            counts[query["kind"], name] += len(ids)
            counts["all", name] += len(ids)
            if name != "right":
                errors += [(query["text"], query["kind"], name, article) for article in sorted(ids)]
    return counts, errors


def figures(counts):
    """Kind → precision by words, recall, strict precision."""
    result = {}
    for kind in dict.fromkeys(kind for kind, _ in counts):
        right, wrong, homonym, missed = (
            counts[kind, name] for name in ("right", "wrong", "homonym", "missed")
        )
        result[kind] = {
            "precision": right / (right + wrong or 1),
            "recall": right / (right + missed or 1),
            "strict_precision": right / (right + wrong + homonym or 1),
        }
    return result


def main(arguments):
    texts, asked = sentences(), queries()
    with tempfile.TemporaryDirectory() as folder, closing(filled(Path(folder) / "s.db", texts)) as db:
        counts, errors = counted(db, asked)
    reached = figures(counts)
    print(f"search: {len(texts)} sentences, {len(asked)} questions")
    for kind, figure in reached.items():
        print(f"  {kind:14} " + "  ".join(f"{name} {value:.3f}" for name, value in figure.items()))
    if "--details" in arguments:
        for text, kind, name, article in errors:
            print(f"{name:6} {text} ({kind})  {article}: {texts[article]}")
    floors = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))
    low = [
        f"{name} {reached['all'][name]:.3f} < {floor}"
        for name, floor in floors.items()
        if reached["all"][name] < floor
    ]
    for line in low:
        print(f"below its floor: search {line}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
