"""What a healthy source keeps, promise by promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pipeline.trial_advice import list_advice, look_at, view_advice
from pipeline.trial_items import TriedItem
from pipeline.trial_list import TriedList
from pipeline.trial_pages import Came
from scrapers.article import Article
from scrapers.attachments.selection import select
from scrapers.errors import ParseError
from scrapers.reader import Window
from scrapers.source import Source

#: A body of fewer characters is hardly a whole release.
SHORT = 100
#: Places, names and reasons that are told of several alike.
TOLD = 3


@dataclass(frozen=True, slots=True)
class Promise:
    """name: one word for programs. says: what was found. do: what to do where it does not hold."""

    name: str
    holds: bool
    says: str
    do: str = ""


def promises(
    source: Source,
    window: Window,
    listed: TriedList,
    following: TriedList | None,
    tried: Sequence[TriedItem],
) -> tuple[Promise, ...]:
    """The promises that could be looked at; what comes after a broken step is left out."""
    found = [*_of_list(source, listed, window)]
    if following is not None:
        found.append(_paging(source, listed, following))
    if tried:
        found += _of_items(source, tried)
    return tuple(found)


def _of_list(source: Source, listed: TriedList, window: Window) -> Iterator[Promise]:
    error = listed.problem
    if error is not None:
        do = list_advice(error, source, listed.came)
        name = "list" if isinstance(error, ParseError) else "answer"
        says = error.reason if listed.came else str(error)
        yield Promise(name, False, f"{says}; {listed.counted}" if listed.counted else says, do)
        if not listed.items:
            return
    else:
        yield Promise("list", True, "the list was read")
    yield _rows(source, listed, window)
    if listed.broken:
        says = f"{len(listed.broken)} items can't be read: {'; '.join(listed.broken[:TOLD])}"
        fault = list_advice(ParseError(listed.broken[0]), source, listed.came)
        yield Promise("whole", False, says, fault)
    if listed.items:
        yield _dates(source, listed, window)
    if source.parser == "boards" and source.listing.paging == "pages" and listed.items:
        yield _end(source)
    if source.rows and listed.items:
        yield from _counts(source, listed)


def _rows(source: Source, listed: TriedList, window: Window) -> Promise:
    count, least = len(listed.items), source.expect.min_items
    says = f"{count} items, at least {least} expected"
    if count >= least:
        return Promise("rows", True, says)
    if listed.empty:
        days = f"{window.since.isoformat()} to {window.until.isoformat()}"
        do = f"the site itself says that there is nothing: look at listing.url; the days asked for are {days}"
    elif count:
        do = look_at(source, "rows.row, rows.link, expect.min_items", listed.came)
    else:
        do = look_at(source, "listing.url, options", listed.came)
    return Promise("rows", False, says, do)


def _dates(source: Source, listed: TriedList, window: Window) -> Promise:
    """Items without a date are read all the same: pinned and today's rows may lack it, but not all rows."""
    dates = [item.published[:10] for item in listed.items if item.published]
    tomorrow = (window.until + timedelta(days=1)).isoformat()
    later = [day for day in dates if day > tomorrow]
    if later:
        do = look_at(source, "rows.date", listed.came) + "; is it another day than that of publication?"
        return Promise("dates", False, f"{len(later)} items are of days to come: {later[0]}", do)
    if not dates and (source.listing.paging == "pages" or (source.rows and source.rows.date)):
        return Promise("dates", False, *_undated(source, listed))
    says = f"{len(dates)} of {len(listed.items)} items have a date"
    if dates:
        usual = sum(day >= window.since.isoformat() for day in dates)
        days = (window.until - window.since).days
        says += f", {min(dates)} to {max(dates)}; {usual} of the {days} days that a run looks back"
    return Promise("dates", True, says)


def _undated(source: Source, listed: TriedList) -> tuple[str, str]:
    """What is said where no item has a date: in a list in pages older items are known by nothing else."""
    says = "no item has a date"
    if source.listing.paging == "pages":
        says += ": a run can't tell when the pages have come to older items"
    if source.rows and not source.rows.date:
        return f"{says}; rows.date is not set", f"set rows.date; {look_at(source, 'rows.date', listed.came)}"
    return says, look_at(source, "rows.date" if source.rows else "listing.url, options", listed.came)


def _end(source: Source) -> Promise:
    """An empty page of a board is believed only where it has the site's own mark.

    A parser of a site's own may know its site without.
    """
    if source.rows and source.rows.empty:
        return Promise("empty", True, "rows.empty says what the site shows when there is nothing")
    says = "rows.empty is not set: a page without rows can't be told from a broken one"
    do = f"set rows.empty in {source.name}.toml: what the site shows when there is nothing (past the end)"
    return Promise("empty", False, says, do)


def _counts(source: Source, listed: TriedList) -> Iterator[Promise]:
    """The selectors of numbers find them."""
    rows = source.rows
    if rows and rows.total:
        holds = listed.total is not None and listed.total >= len(listed.items)
        says = f"the site counts {listed.total}" if listed.total is not None else "no count is found"
        yield Promise("total", holds, says, "" if holds else look_at(source, "rows.total", listed.came))
    if rows and rows.shown:
        holds = listed.shown == source.listing.first
        says = "no number of the page is found" if listed.shown is None else f"this is page {listed.shown}"
        keys = "rows.shown, listing.first"
        yield Promise("page", holds, says, "" if holds else look_at(source, keys, listed.came))


def _paging(source: Source, listed: TriedList, following: TriedList) -> Promise:
    """The second page is another one. A site that does not know the parameter gives the first one again."""
    error = following.problem
    if error is not None:
        reason = error.reason if following.came else str(error)
        do = list_advice(error, source, following.came)
        return Promise("paging", False, f"the second page: {reason}", do)
    if following.empty:
        return Promise("paging", True, "the list ends with its first page")
    known = {item.native_id for item in listed.items}
    new = sum(item.native_id not in known for item in following.items)
    keys = "listing.url, listing.form, listing.first, listing.step"
    do = "" if new else look_at(source, keys, following.came)
    return Promise(
        "paging", bool(new), f"{new} of {len(following.items)} items of the second page are new", do
    )


def _of_items(source: Source, tried: Sequence[TriedItem]) -> Iterator[Promise]:
    lost = [(one, one.problem) for one in tried if one.problem is not None]
    made = [(one, one.article) for one in tried if one.article is not None]
    says = f"{len(made)} of {len(tried)} items became articles"
    if lost:
        first, error = lost[0]
        reasons = "; ".join(f"{one.item.native_id}: {reason.reason}" for one, reason in lost[:TOLD])
        yield Promise("articles", False, f"{says}; {reasons}", view_advice(error, source, first.came))
    else:
        yield Promise("articles", True, says)
    if not made:
        return
    yield _each("titles", "a title", source, "layouts.title", made, [bool(one.title) for _, one in made])
    stated = [bool(one.published) and not one.published_inferred for _, one in made]
    yield _each("published", "a stated date of publication", source, "layouts.date", made, stated)
    yield _bodies(source, made)
    if len(made) > 1:
        yield _differ(source, made)
    if source.kind == "press_release":
        yield _files(source, made)


def _each(
    name: str,
    what: str,
    source: Source,
    keys: str,
    made: Sequence[tuple[TriedItem, Article]],
    well: Sequence[bool],
) -> Promise:
    """The promise that every article has something."""
    lacking = [one for (one, _), good in zip(made, well, strict=True) if not good]
    if not lacking:
        return Promise(name, True, f"every article has {what}")
    ids = ", ".join(one.item.native_id for one in lacking[:TOLD])
    says = f"{len(lacking)} of {len(made)} articles lack {what}: {ids}"
    return Promise(name, False, says, look_at(source, keys, _pages(lacking[0])))


def _bodies(source: Source, made: Sequence[tuple[TriedItem, Article]]) -> Promise:
    """Every article has a body of some length; the fault is the file's where the body came from one."""
    long = [len(one.body) >= SHORT for _, one in made]
    found = _each("bodies", f"at least {SHORT} characters", source, "layouts.body", made, long)
    short = next((pair for pair, good in zip(made, long, strict=True) if not good), None)
    if short is None or short[1].body_origin != "attachment":
        return found
    return replace(found, do=_of_file(source, *short))


def _of_file(source: Source, tried: TriedItem, article: Article) -> str:
    """What to do about a text that came from a file."""
    name = next((file.name for file in article.attachments if file.status == "read"), "a file")
    return f"the text is that of {name!r}: open it; " + look_at(source, "files.link, files.id", _pages(tried))


def _differ(source: Source, made: Sequence[tuple[TriedItem, Article]]) -> Promise:
    """A site that does not know the parameter of the address gives one page, or one file, for all items."""
    first: dict[str, tuple[TriedItem, Article]] = {}
    twice = [pair for pair in made if first.setdefault(pair[1].body, pair) is not pair]
    if not twice:
        return Promise("different", True, "no two articles have the same text")
    tried, article = twice[0]
    of_page = article.body_origin != "attachment"
    do = (
        look_at(source, "view.url, layouts.body", _pages(tried))
        if of_page
        else _of_file(source, tried, article)
    )
    return Promise("different", False, "several articles have the very same text", do)


def _pages(tried: TriedItem) -> tuple[Came, ...]:
    """The item's page, without its files."""
    return tried.came[:1]


def _files(source: Source, made: Sequence[tuple[TriedItem, Article]]) -> Promise:
    """Of each article with documents one could be read; and no page names files that were not found."""
    unseen = [one for one, _ in made if one.named]
    if unseen:
        says = f"the page of {unseen[0].item.native_id} names {unseen[0].named[0]!r}, but no file is found"
        return Promise("files", False, says, look_at(source, "files.link, files.id", _pages(unseen[0])))
    having = [(one, article) for one, article in made if select(article.attachments).release]
    unread = [
        (one, article)
        for one, article in having
        if all(file.status != "read" for file in article.attachments)
    ]
    if not unread:
        return Promise("files", True, f"{len(having)} of {len(made)} articles have documents, none unread")
    one, article = unread[0]
    reasons = "; ".join(f"{file.name}: {file.reason}" for file in article.attachments if file.reason)
    says = f"no document of {one.item.native_id} could be read ({reasons or 'none was tried'})"
    do = "open the file's address in a browser; " + look_at(source, "files.id, files.url", _pages(one))
    return Promise("files", False, says, do)
