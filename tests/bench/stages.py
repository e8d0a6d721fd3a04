"""What each stage of an extraction costs: CPU seconds of reading, cleaning, rules, Kiwi, writing and the rest.

One run of the real command's own functions over a generated dump, in one process, with a clock put around
them from outside. A stage that runs within another is counted once, as itself, so that the stages add up to
the run. ``open`` makes the database, once a run. What Kiwi's threads do is Kiwi's; what nobody named is
``between``. It is compared with Kiwi as it was asked, which is little, and with bare Kiwi, which reads all.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import inspect
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractors import morphemes
from pipeline.extract import Job, extract
from tests.bench.generator import articles, write_dump

BETWEEN, KIWI = "between", "kiwi"
#: The functions of each stage, by module; of those in one row any that there are.
FUNCTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("open", "db.database", ("open_database",)),
    ("read", "pipeline.dumps", ("read_pieces", "read_dump")),
    ("decode", "scrapers.boilerplate.cleaning", ("_text",)),
    ("clean", "scrapers.boilerplate.cleaning", ("clean",)),
    ("candidates", "extractors.engine", ("publication_date",)),
    ("candidates", "extractors.engine", ("_open",)),
    ("candidates", "extractors.engine", ("_doubtful",)),
    ("rules", "extractors.engine", ("_extraction",)),
    ("write", "db.rows", ("rows_of",)),
    ("write", "db.articles", ("save_records", "save_rows")),
)
STAGES = ("open", "read", "decode", "clean", "candidates", KIWI, "rules", "write", BETWEEN)
#: What is measured: its name, and the format of the dump.
KINDS = {"text records": "jsonl.gz", "HTML pages": "pages.jsonl.gz"}
#: Articles that are extracted before the clock runs: they load the model, the lists and the cleaner.
WARMING = 20
_PACKAGES = ("pipeline", "scrapers", "extractors", "db")


class Meter:
    """CPU seconds of this thread by stage; what a stage calls of another is the other's."""

    def __init__(self) -> None:
        self._running = [BETWEEN]
        self.start()

    def start(self) -> None:
        """Forget what was counted."""
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self._since = time.thread_time()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Within it, time is the stage's."""
        self._charge()
        self._running.append(name)
        try:
            yield
        finally:
            self._charge()
            self._running.pop()

    def stop(self) -> None:
        """Count what went by since the last stage."""
        self._charge()

    def steps(self, name: str, items: Iterable[Any]) -> Iterator[Any]:
        """The items, each made in the stage's time and used in its user's."""
        stream = iter(items)
        while True:
            with self.stage(name):
                try:
                    item = next(stream)
                except StopIteration:
                    return
            yield item

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time the stage's."""

        @functools.wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            if inspect.isgeneratorfunction(function):
                return self.steps(name, function(*given, **named))
            with self.stage(name):
                return function(*given, **named)

        return timed

    def _charge(self) -> None:
        now = time.thread_time()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now


class _TimedKiwi:
    """An analyser whose time is Kiwi's."""

    def __init__(self, kiwi: Any, meter: Meter) -> None:
        self._kiwi, self._meter = kiwi, meter

    def tokenize(self, texts: Any, **options: Any) -> Any:
        with self._meter.stage(KIWI):
            found = self._kiwi.tokenize(texts, **options)
        return found if isinstance(texts, str) else self._meter.steps(KIWI, found)

    def analyze(self, text: str, **options: Any) -> Any:
        with self._meter.stage(KIWI):
            return self._kiwi.analyze(text, **options)


@contextmanager
def measured() -> Iterator[Meter]:
    """A meter with its clock around the functions of every stage, wherever they were imported to."""
    meter = Meter()
    changed: list[tuple[Any, str, object]] = []
    kiwi = _TimedKiwi(morphemes._any_kiwi(), meter)  # one for all, however many threads are asked for
    try:
        for stage, module, names in FUNCTIONS:
            for original in _there(module, names):
                changed += _replaced(original, meter.around(stage, original))
        for original in (morphemes._kiwi, morphemes._any_kiwi):
            changed += _replaced(original, lambda workers=1: kiwi)
        yield meter
    finally:
        for place, name, original in changed:
            setattr(place, name, original)


def _there(module: str, names: tuple[str, ...]) -> list[Callable[..., Any]]:
    found = [getattr(importlib.import_module(module), name, None) for name in names]
    there = [one for one in found if one is not None]
    if not there:
        raise LookupError(f"{module} has none of {', '.join(names)} any more; name what does it now")
    return there


def _replaced(original: object, other: object) -> list[tuple[Any, str, object]]:
    """Every name of ours that meant the original means the other; returns how to undo it."""
    ours = [module for name, module in list(sys.modules.items()) if name.split(".")[0] in _PACKAGES]
    places = [
        (module, name, original)
        for module in ours
        for name, value in vars(module).items()
        if value is original
    ]
    for module, name, _ in places:
        setattr(module, name, other)
    return places


def run(dump: Path, db: Path) -> dict[str, float]:
    """CPU seconds by stage of one extraction; ``total`` is the process's own count. Warm up before."""
    with measured() as meter:
        begin, own = time.process_time(), time.thread_time()
        meter.start()
        summary = extract(Job(paths=(str(dump),), db=db, workers=1), io.BytesIO())
        meter.stop()
        total, mine = time.process_time() - begin, time.thread_time() - own
    if not summary.articles or summary.outcomes["failed"]:
        raise RuntimeError(f"{dump.name}: not all of it could be extracted ({summary.line()})")
    meter.seconds[KIWI] += max(total - mine, 0.0)  # its threads work while this one does, too
    return {**meter.seconds, "total": total}


def figures(count: int, seed: int) -> dict[str, dict[str, Any]]:
    """For text records and for HTML pages: CPU seconds and shares by stage, and ``between`` to Kiwi."""
    list(morphemes.analyse(["준비 운동을 한다."]))  # the first call builds the model
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = {kind: _kind(folder, kind, form, count, seed) for kind, form in KINDS.items()}
    bare = bare_kiwi(count, seed)
    for one in found.values():
        one["bare_kiwi_cpu_s"] = bare
        one["between_to_bare_kiwi"] = one["cpu_s"][BETWEEN] / bare
    return found


def bare_kiwi(count: int, seed: int) -> float:
    """CPU seconds in which Kiwi alone reads titles and texts of the same articles, as one iterable."""
    texts = [text for one in articles(count, seed) for text in (one["title"], one["text"])]
    kiwi = morphemes._any_kiwi()
    begin = time.process_time()
    for _ in kiwi.tokenize(texts):
        pass
    return time.process_time() - begin


def _kind(folder: Path, kind: str, form: str, count: int, seed: int) -> dict[str, Any]:
    stem, ending = kind.replace(" ", "-"), ".jsonl.gz"
    for part, number, of in (("warm", WARMING, seed + 1), ("dump", count, seed)):
        write_dump(folder / f"{stem}-{part}{ending}", number, of, form)
    run(folder / f"{stem}-warm{ending}", folder / f"{stem}-warm.db")
    seconds = run(folder / f"{stem}-dump{ending}", folder / f"{stem}.db")
    total = seconds.pop("total")
    return {
        "articles": count,
        "cpu_s": seconds,
        "total_cpu_s": total,
        "share": {stage: spent / total for stage, spent in seconds.items()},
        "between_to_kiwi": seconds[BETWEEN] / seconds[KIWI] if seconds[KIWI] else float("inf"),
    }


def table(found: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Lines to print: a row for each stage, CPU milliseconds an article and the share of the whole."""
    yield f"{'CPU ms an article':14}" + "".join(f"{kind:>22}" for kind in found)
    for stage in STAGES:
        cells = (
            f"{1000 * one['cpu_s'][stage] / one['articles']:14.2f}{one['share'][stage]:8.1%}"
            for one in found.values()
        )
        yield f"{stage:17}" + "".join(cells)
    whole = (f"{1000 * one['total_cpu_s'] / one['articles']:14.2f}{'':8}" for one in found.values())
    yield f"{'total':17}" + "".join(whole)
    for name, key in (
        ("between / kiwi as asked", "between_to_kiwi"),
        ("between / bare kiwi", "between_to_bare_kiwi"),
    ):
        yield f"{name:24}" + "".join(f"{one[key]:7.3f}{'':15}" for one in found.values()).rstrip()


def main() -> None:
    """Measure and print a table; ``--json`` for machines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = figures(given.articles, given.seed)
    if given.json:
        json.dump(found, sys.stdout, indent=1)
        return
    for line in table(found):
        print(line)


if __name__ == "__main__":
    main()
