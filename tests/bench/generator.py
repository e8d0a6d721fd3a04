"""A seeded generator of dumps for benchmarks and soak tests, in every format that sacho reads.

The same seed gives the same articles under the same ids in all formats of a family, so that databases made
from them can be compared, and the same bytes on every machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.dump_writers import FORMATS, Advance, file_names, write_file
from tests.bench.packing import ARCHIVES, COMPRESSIONS
from tests.bench.records import WRITERS
from tests.bench.stories import articles, others, particle, pieces

__all__ = ["articles", "others", "particle", "pieces", "write_dump"]

_HELP = f"""\
formats, in three families; those of a family hold the same articles under the same ids:
  records  text and metadata    {", ".join(WRITERS)}
  pages    whole HTML pages     html (a folder), warc, warc.gz, pages.jsonl, pages.parquet ...
  texts    pages saved as text  txt (a folder), wet, wet.gz, texts.jsonl, texts.csv ...
all but folders, WARC and WET also packed: {", ".join((*COMPRESSIONS[1:], *ARCHIVES))}; html.zip is a zip of pages

examples:
  python -m tests.bench.generator dump.jsonl --articles 1000
  python -m tests.bench.generator dump.csv --articles 20000 --format csv.cp949
  python -m tests.bench.generator pages/ --articles 500 --format html
  python -m tests.bench.generator crawl/ --articles 200000 --format warc.gz --files 20
then:
  sacho extract crawl/ --db sacho.db
"""


def write_dump(
    path: Path,
    count: int,
    seed: int = 0,
    format: str = "jsonl",  # noqa: A002 (its callers' word)
    *,
    files: int | None = None,
    advance: Advance = lambda count: None,
) -> None:
    """Write ``count`` articles as a dump in a format of ``FORMATS``: a file, or a folder for html and txt.

    files: with a number, ``path`` is a folder of so many files of the format, each with its share of the
    articles. advance: told how many more articles were written.
    Raises ValueError for another format and for shares of a format that has a file for each article anyway.
    """
    if format not in FORMATS:
        known = ", ".join(name for name, form in FORMATS.items() if not form.packing)
        raise ValueError(f"{format}: a dump is written as one of {known}, most also packed (.gz, .zip)")
    form = FORMATS[format]
    if files is None:
        write_file(path, form, seed, range(count), advance)
        return
    if form.is_folder:
        raise ValueError(f"{format}: is a folder with a file for each article anyway")
    path.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(file_names(form, files)):
        share = range(count * number // files, count * (number + 1) // files)
        write_file(path / name, form, seed, share, advance)


@contextmanager
def _progress(count: int) -> Iterator[Advance]:
    """A bar on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    import click

    with click.progressbar(length=count, label="writing", show_pos=True, file=sys.stderr) as bar:
        yield bar.update


def _size(path: Path) -> int:
    return sum(one.stat().st_size for one in ([path] if path.is_file() else path.rglob("*")) if one.is_file())


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.generator",
        description=__doc__,
        epilog=_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", type=Path, help="the file or folder to write")
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help="how many (1000)")
    parser.add_argument("--format", default="jsonl", help="one of the formats below (jsonl)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other articles (1)")
    parser.add_argument(
        "--files", type=int, metavar="N", help="OUT is a folder of N files, as a crawl comes in parts"
    )
    return parser


def main(arguments: list[str] | None = None) -> None:
    """Write a dump as asked on the command line; says how long it took."""
    parser = _arguments()
    given = parser.parse_args(arguments)
    if given.articles < 1 or (given.files is not None and not 1 <= given.files <= given.articles):
        parser.error("--articles and --files are at least 1, and no file is empty")
    begin = time.perf_counter()
    try:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        with _progress(given.articles) as advance:
            write_dump(
                given.out, given.articles, given.seed, given.format, files=given.files, advance=advance
            )
    except (ValueError, OSError) as error:
        parser.error(str(error))
    seconds = time.perf_counter() - begin
    rate, size = given.articles / seconds, _size(given.out) / 1e6
    print(
        f"{given.out}: {given.articles:,} articles, {size:,.1f} MB, {rate:,.0f} articles/s", file=sys.stderr
    )


if __name__ == "__main__":
    main()
