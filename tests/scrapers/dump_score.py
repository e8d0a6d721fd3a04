"""Part of ``make score``: the stored pages as dumps of every kind, cleaned and compared with their answers."""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.cleaning_score import score_words
from pipeline.page_score import PageReport, pages, score_folder
from pipeline.score import below_floors, update_floors
from scrapers.boilerplate.encoding import decode
from tests.scrapers.dumpers import DUMPERS, body_in

PAGES = Path(__file__).parent / "pages"
FLOORS = Path(__file__).parents[1] / "gold" / "floors.json"
#: Answers that hold for a dump as for the page; metadata only where the page shows it and the dump kept it.
_KEPT = ("body", "furniture")
_DATES = ("published", "modified")
#: A dumper that guesses at the main content may lose it; such a dump has no right answer.
_HELD = 0.9
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T|$)")
_SECONDS = re.compile(r"(?<=T\d\d:)(\d\d):(?!00)\d\d")


def dumped(folder: Path, dump: Callable[[str], str]) -> PageReport:
    """The stored pages whose text is in their markup, dumped into the folder and scored."""
    for page, answers in pages(PAGES):
        expected = json.loads(answers.read_text(encoding="utf-8"))
        if page.suffix != ".html" or expected.get("body_in_script"):
            continue
        text = dump(decode(page.read_bytes(), expected.get("charset")).text)
        if (score_words(expected["body"], text).recall or 0) < _HELD:
            continue
        target = folder / page.relative_to(PAGES).with_suffix(".txt")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        kept = {key: expected[key] for key in _KEPT if key in expected}
        kept |= {
            key: _as_printed(expected[key], text) if key in _DATES else expected[key]
            for key in expected.get("shown", ())
            if key == "licence" or _stands(expected[key], text)
        }
        kept["body"] = body_in(text, expected["body"])
        target.with_suffix(".json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    return score_folder(folder)


def _stands(value: Any, text: str) -> bool:
    """Whether a dump holds the value: the day of a date, every name of several; null always holds."""
    if isinstance(value, list):
        return all(_stands(one, text) for one in value)
    if value and (day := _DAY.match(value)):
        year, month, number = (int(part) for part in day.groups())
        printed = rf"(?:{year}|\b{year % 100:02})\D{{1,3}}0?{month}\D{{1,3}}0?{number}(?!\d)|{year}{month:02}{number:02}"
        return re.search(printed, text) is not None
    bare = re.sub(r"[\s\\]", "", text)  # Markdown escapes: \[보도자료\] 섬.hwpx
    return value is None or all(re.sub(r"\s", "", part) in bare for part in value.split(", "))


def _as_printed(moment: Any, text: str) -> Any:
    """A time to the minute where its seconds stand in the page's metas only: 09:30:12, but 09:30 is printed."""
    clock = _SECONDS.search(moment or "")
    return moment if clock is None or clock[0] in text else _SECONDS.sub(r"\1:00", moment)


def main() -> None:
    """Print the figures of each kind of dump; exit status 1 below a floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--details", action="store_true", help="list what is wrong")
    parser.add_argument("--raise-floors", action="store_true", help="pin the figures reached, where higher")
    given = parser.parse_args()
    reports: dict[str, PageReport] = {}
    for name, dump in DUMPERS.items():
        with tempfile.TemporaryDirectory() as folder:
            reports[f"dumps/{name}"] = report = dumped(Path(folder), dump)
        print("\n".join([f"dumps/{name}", *report.lines(details=given.details)]))
    if given.raise_floors:
        update_floors(dict(reports), FLOORS)
    missed = below_floors(dict(reports), FLOORS)
    for line in missed:
        print(f"below its floor: {line}", file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
