"""`make bench`: speed as ratios measured in one run, because single times mean little on a shared machine.

Comparisons on texts of a seeded generator: extraction to bare Kiwi tokenisation of the same texts as
one iterable (CPU seconds, children included), dates and money alone to the same, cleaning to a bare
BeautifulSoup parse of the same pages and to trafilatura, one worker to two (wall time, whole commands); what a
cron run with nothing new costs beside its bare requests; and what each stage of an extraction costs
(stages.py). Attachments have a bench of their own (attachments.py).
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

import extractors
from extractors import dates, engine, money, publication
from extractors.mention import Document
from extractors.morphemes import analyse
from extractors.reading import Published, Reading
from scrapers.boilerplate import blocks, bylines, furniture, kinds, labels
from scrapers.boilerplate.cleaning import clean
from scrapers.errors import ParseError
from tests.bench import cron, soak, stages
from tests.bench.generator import articles, write_dump

ROUNDS = 3
PAGES = Path(__file__).parents[1] / "scrapers" / "pages"


def cpu() -> float:
    """CPU seconds of this process and its finished children so far."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def best(work: Callable[[], object]) -> float:
    """The least CPU seconds of some rounds: noise only ever adds."""
    seconds = []
    for _ in range(ROUNDS):
        begin = cpu()
        work()
        seconds.append(cpu() - begin)
    return min(seconds)


def documents(count: int, seed: int) -> list[Document]:
    """Generated articles as documents with a stated publication date."""
    return [Document(article["text"], article["published"]) for article in articles(count, seed)]


def stored(path: Path) -> list[Document]:
    """The texts of a JSON Lines file (perhaps .gz) with ``text`` and ``published``."""
    content = path.read_bytes()
    lines = (gzip.decompress(content) if path.suffix == ".gz" else content).splitlines()
    return [Document(one["text"], one.get("published")) for one in map(json.loads, lines)]


def dates_and_money(batch: list[Document]) -> None:
    """Only the two types that need no morphemes."""
    for document in batch:
        reading = Reading.of(document)
        reading.published = Published.parse(publication.publication_date(reading).published)
        dates.find(reading)
        money.find(reading)


def extraction_ratios(batch: list[Document]) -> dict[str, float]:
    """Bare Kiwi's CPU seconds over ours: above 1 means faster than bare Kiwi."""
    texts = [document.text for document in batch]
    list(analyse(texts[:2]))  # the first call builds the model
    kiwi = best(lambda: list(analyse(texts)))
    whole = best(lambda: list(extractors.extract_many(batch)))
    light = best(lambda: dates_and_money(batch))
    return {
        "characters": sum(map(len, texts)),
        "kiwi_cpu_s": kiwi,
        "extraction_cpu_s": whole,
        "extraction_to_kiwi": kiwi / whole,
        "dates_money_to_kiwi": kiwi / light,
        "articles_per_cpu_s": len(batch) / whole,
        "share_of_characters_read_by_kiwi": analysed_share(batch),
    }


def analysed_share(batch: list[Document]) -> float:
    """The share of all characters that stand in sentences which Kiwi was asked about."""
    asked = sum(len(sentence) for document in batch for sentence in engine.doubtful(document))
    return asked / sum(len(document.text) for document in batch)


def cleaning_ratios() -> dict[str, float]:
    """Cleaning of all stored pages over a bare parse of them by BeautifulSoup, and over trafilatura."""
    import trafilatura  # of the extra ``bench`` only

    found = [path.read_bytes() for path in sorted(PAGES.rglob("*.html"))]
    parse, ours, others = _in_turns(
        found,
        lambda page: BeautifulSoup(page, "lxml"),
        _cleaned,
        lambda page: trafilatura.bare_extraction(page, with_metadata=True),
    )
    return {
        "pages": len(found),
        "page_kb": sum(map(len, found)) / 1000 / len(found),
        "cleaning_to_parse": ours / parse,
        "trafilatura_to_cleaning": others / ours,
    }


def _in_turns(pages: list[bytes], *readers: Callable[[bytes], object]) -> list[float]:
    """CPU seconds of each reader for all pages: the least of some whole rounds, because noise only ever adds.
    The readers take turns and none remembers a page from the round before. A round is what a run pays: the
    garbage collections that a reader causes among its pages are its own, those of the one before it are not.
    """
    least = [float("inf")] * len(readers)
    for _ in range(3 * ROUNDS):
        for at, reader in enumerate(readers):
            _forget()
            gc.collect()
            begin = time.process_time()
            for page in pages:
                reader(page)
            least[at] = min(least[at], time.process_time() - begin)
    return least


def _forget() -> None:
    """Empty what the cleaner remembers of the lines that it has read, as before the first page."""
    for module in (blocks, bylines, furniture, kinds, labels):
        for one in vars(module).values():
            if getattr(one, "cache_parameters", None) and one.cache_parameters()["maxsize"]:
                one.cache_clear()


def _cleaned(page: bytes) -> object:
    try:
        return clean(page, source="bench", native_id="1", markup=True)
    except ParseError:  # a page whose text stands in an attachment only
        return None


def worker_ratio(count: int, seed: int) -> dict[str, float]:
    """Wall seconds of the whole command with one process on one core's worth of work, and with two."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_dump(folder / "dump.jsonl", count, seed)
        walls = {}
        for workers in ("1", "2"):
            begin = time.perf_counter()
            soak.extract(folder / "dump.jsonl", folder / f"{workers}.db", "--workers", workers)
            walls[workers] = time.perf_counter() - begin
    return {
        "one_worker_s": walls["1"],
        "two_workers_s": walls["2"],
        "one_to_two_workers": walls["1"] / walls["2"],
    }


def commit() -> str:
    """The commit that was measured, with + where the tree has changes."""
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, check=False
    )
    return described.stdout.strip() or "unknown"


def main() -> None:
    """Measure and print; ``--json`` for machines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--texts", type=Path, help="a JSON Lines file of real texts: only extraction is measured"
    )
    given = parser.parse_args()
    figures: dict[str, object] = {"commit": commit(), "python": platform.python_version()}
    if given.texts:
        figures |= extraction_ratios(stored(given.texts)[: given.articles])
    else:
        figures |= extraction_ratios(documents(given.articles, given.seed))
        figures |= cleaning_ratios()
        figures |= worker_ratio(given.articles * 4, given.seed)
        figures |= cron.figures()
        figures["stages"] = stages.figures(given.articles, given.seed)
    figures["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if given.json:
        json.dump(figures, sys.stdout, indent=1)
        return
    by_stage = figures.pop("stages", None)
    for name, value in figures.items():
        digits = 4 if name.startswith("share") else 2
        print(f"{name:34} {value:,.{digits}f}" if isinstance(value, float) else f"{name:34} {value}")
    if isinstance(by_stage, dict):
        print()
        print(*stages.table(by_stage), sep="\n")


if __name__ == "__main__":
    main()
