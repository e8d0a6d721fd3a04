"""Generated articles as dumps: which formats there are, and the files of each."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.bench import crawls, layouts
from tests.bench.packing import ARCHIVES, COMPRESSIONS, archived, compressed
from tests.bench.pages import page
from tests.bench.records import ENDINGS, WRITERS, Record
from tests.bench.stories import article, others

Advance = Callable[[int], None]

#: Records in each file within an archive.
MEMBER = 1000


@dataclass(frozen=True, slots=True)
class Format:
    """A format. family: records, pages or texts. content: how an article is written (a key of
    ``records.WRITERS``, html, txt, warc, wet). packing: compression or archive, or nothing.
    """

    family: str
    content: str
    packing: str = ""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder with a file for each article."""
        return self.content in ("html", "txt") and not self.packing

    @property
    def ending(self) -> str:
        """How its files end, such as ``.jsonl.gz``."""
        content = ENDINGS.get(self.content, self.content)
        return f".{content}.{self.packing}" if self.packing else f".{content}"


def _formats() -> Iterator[tuple[str, Format]]:
    for family, prefix in (("records", ""), ("pages", "pages."), ("texts", "texts.")):
        for content in WRITERS:
            # cp949 has no character for the no-break spaces of saved pages
            if content == "csv.cp949" and family != "records":
                continue
            for packing in (*COMPRESSIONS, *ARCHIVES):
                name = f"{prefix}{content}.{packing}" if packing else f"{prefix}{content}"
                yield name, Format(family, content, packing)
    for family, content, packings in (
        ("pages", "html", ("", *ARCHIVES)),
        ("pages", "warc", ("", "gz")),
        ("texts", "txt", ("", *ARCHIVES)),
        ("texts", "wet", ("", "gz")),
    ):
        for packing in packings:
            yield f"{content}.{packing}" if packing else content, Format(family, content, packing)


#: All formats by name. The formats of a family hold the same articles under the same ids.
FORMATS: dict[str, Format] = dict(_formats())


def file_names(form: Format, files: int) -> list[str]:
    """``part-00000.warc.gz`` and so on."""
    return [f"part-{number:05}{form.ending}" for number in range(files)]


def write_file(path: Path, form: Format, seed: int, numbers: range, advance: Advance) -> None:
    """The articles with these numbers as one file (or one folder of files) of a format.

    advance: told how many more articles were written.
    """
    told = _told(numbers, advance)
    if form.content in ("warc", "wet"):
        _crawl(path, form, seed, told)
    elif form.content in ("html", "txt"):
        _single_files(path, form, seed, told)
    else:
        _records(path, form, seed, told)


def _told(numbers: range, advance: Advance) -> Iterator[int]:
    for number in numbers:
        yield number
        advance(1)


def _crawl(path: Path, form: Format, seed: int, numbers: Iterator[int]) -> None:
    with path.open("wb") as out:
        if form.content == "warc":
            pages = (page(seed, number) for number in numbers)
            crawls.warc(out, pages, path.name, packed=bool(form.packing))
        else:
            texts = (_conversion(seed, number) for number in numbers)
            crawls.wet(out, texts, path.name, packed=bool(form.packing))


def _single_files(path: Path, form: Format, seed: int, numbers: Iterator[int]) -> None:
    """A file for each article, called by its id, in a folder or an archive."""
    members = (_member(form, seed, number) for number in numbers)
    if form.is_folder:
        path.mkdir(parents=True, exist_ok=True)
        for name, content in members:
            (path / name).write_bytes(content)
        return
    with archived(path, form.packing) as add:
        for name, content in members:
            add(f"articles/{name}", content)


def _member(form: Format, seed: int, number: int) -> tuple[str, bytes]:
    if form.content == "html":
        one = page(seed, number)
        return f"{one.id}.html", one.content
    record = text(seed, number)
    return f"{record['id']}.txt", record["text"].encode()


def _records(path: Path, form: Format, seed: int, numbers: Iterator[int]) -> None:
    write = WRITERS[form.content]
    records = (_RECORD[form.family](seed, number) for number in numbers)
    if form.packing not in ARCHIVES:
        with compressed(path, form.packing) as out:
            write(out, records)
        return
    with archived(path, form.packing) as add:
        ending = ENDINGS.get(form.content, form.content)
        for count, group in enumerate(_groups(records)):
            member = io.BytesIO()
            write(member, group)
            add(f"articles-{count:04}.{ending}", member.getvalue())


def _groups(records: Iterable[Record]) -> Iterator[list[Record]]:
    stream = iter(records)
    while group := list(islice(stream, MEMBER)):
        yield group


def text(seed: int, number: int) -> Record:
    """An article as a page saved as text: ``{"id", "text"}``."""
    one = article(seed, number)
    chance = random.Random(f"layout:{seed}:{number}")
    return {"id": one["id"], "text": layouts.render(one, others(seed, number), chance)}


def html(seed: int, number: int) -> Record:
    """An article as a whole page: ``{"id", "html", "url"}``."""
    one = page(seed, number)
    return {"id": one.id, "html": one.html, "url": one.url}


def _conversion(seed: int, number: int) -> tuple[str, str, str, str]:
    one = article(seed, number)
    return one["id"], one["url"], one["published"], text(seed, number)["text"]


_RECORD: dict[str, Callable[[int, int], Record]] = {"records": article, "pages": html, "texts": text}
