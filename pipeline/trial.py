"""A source on trial, before it is enabled: its list and its first items, read as a run would read them.

Nothing of it is stored: the pages lie in a folder that is gone afterwards, and where the operator wants them.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from db.archive import Archive
from pipeline.pages import Pages
from pipeline.settings import Settings, SettingsError
from pipeline.trial_items import TriedItem, read_items
from pipeline.trial_list import TriedList, read_list, read_next
from pipeline.trial_pages import NAME, Visit
from pipeline.trial_promises import Promise, promises
from scrapers.errors import BlockedError
from scrapers.fetch import Clock, Fetcher
from scrapers.paging import list_request
from scrapers.reader import Window, reader_of
from scrapers.selectors import check_selectors
from scrapers.source import FOLDER, Source, SourceError, load_source

#: The list, its second page, and the items.
_Read = tuple[TriedList, TriedList | None, tuple[TriedItem, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to try.

    file: the source's. items: how many of its items to make into articles. page_file: the list's answer as
    the operator saved it; then no site is asked for anything. keep: a folder for what comes. tell: told each
    address before it is asked for.
    """

    file: Path
    items: int = 3
    page_file: Path | None = None
    keep: Path | None = None
    settings: Settings = field(default_factory=Settings)
    tell: Callable[[str], None] = lambda address: None
    clock: Clock = field(default_factory=Clock)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it.

    window: the days asked for. following: the second page of a list in pages. requests: how many were sent,
    robots.txt included.
    """

    source: Source
    file: Path
    window: Window
    listed: TriedList
    following: TriedList | None
    tried: tuple[TriedItem, ...]
    promises: tuple[Promise, ...]
    requests: int

    @property
    def well(self) -> bool:
        """Whether every promise holds."""
        return all(promise.holds for promise in self.promises)


def source_file(name: str) -> Path:
    """The file of a source: of a shipped one by its name (``haedong``), else the path itself.

    Raises SettingsError where there is no such source.
    """
    if name.endswith(".toml") or "/" in name:
        return Path(name)
    path = FOLDER / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in FOLDER.glob("*.toml")))
        raise SettingsError(
            f"no such source; there are: {known}; or give the path of a .toml file", where=name
        )
    return path


def try_source(plan: Plan) -> Trial:
    """Read the source's list and its first items.

    Raises SourceError where the source's file can't be used, SettingsError for a missing key, OSError for a
    file or folder that can't be read or written; what is wrong with the site stands in the trial.
    """
    source = plan.settings.located(_source(plan.file))
    today = plan.clock.now().date()
    window = Window(today - timedelta(days=source.window), today)
    reader_of(source)  # what the file lacks is said before anything is asked
    list_request(source, 0, window)
    if plan.page_file:
        listed = read_list(source, window, Visit(None, None, plan.tell), plan.page_file)
        return _judged(plan, source, window, (listed, None, ()), 0)
    fetcher = Fetcher(plan.settings.manners(source), plan.clock, plan.settings.secrets(source))
    with closing(fetcher):
        read = _read(plan, source, window, fetcher)
    return _judged(plan, source, window, read, fetcher.requests)


def _judged(plan: Plan, source: Source, window: Window, read: _Read, requests: int) -> Trial:
    held = promises(source, window, *read)
    return Trial(source, plan.file, window, *read, promises=held, requests=requests)


def _source(file: Path) -> Source:
    source = load_source(file)
    if source.name != file.stem:
        raise SourceError(f"name {source.name!r} is not the file's name", where=str(file))
    check_selectors(source, str(file))
    return source


def _read(plan: Plan, source: Source, window: Window, fetcher: Fetcher) -> _Read:
    """The list, its next page, the articles: each only if the site did not refuse what came before."""
    keep = _prepared(plan.keep)
    with (
        TemporaryDirectory(prefix="sacho-") as folder,
        Archive(Path(folder) / "archive.db") as archive,
    ):
        visit = Visit(Pages(archive, fetcher, source.listing.error_pages), keep, plan.tell)
        listed = read_list(source, window, visit)
        following = read_next(source, window, visit, listed)
        refused = any(isinstance(one.problem, BlockedError) for one in (listed, following) if one)
        tried = () if refused else read_items(listed.items[: plan.items], source, visit)
        return listed, following, tried


def _prepared(keep: Path | None) -> Path | None:
    """The folder to keep pages in.

    What an earlier trial kept there is written over. Raises FileExistsError where something else has such a
    name: a folder, or a link to a file that lies elsewhere.
    """
    if keep is None:
        return None
    keep.mkdir(parents=True, exist_ok=True)
    for path in sorted(keep.iterdir()):
        if NAME.fullmatch(path.name) and (path.is_symlink() or not path.is_file()):
            raise FileExistsError(errno.EEXIST, "no page of an earlier trial; name another folder", str(path))
    return keep
