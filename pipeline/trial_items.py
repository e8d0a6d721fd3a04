"""The first items of a source on trial, made into articles with their mentions as a run would make them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.mention import Mention
from pipeline.processing import Processed, process
from pipeline.releases import make_article
from pipeline.trial_pages import Came, Visit
from scrapers.article import Article
from scrapers.errors import BlockedError, FetchError, ParseError, ScrapeError
from scrapers.fetch import Page
from scrapers.markup import parse_page, words
from scrapers.reader import Item
from scrapers.source import Source

# 0713(보도자료) 어촌 정비.hwpx: the last word of a file's name on a page
_FILE = re.compile(r"[^\s/\\<>\"']{1,60}\.(?:hwpx?|odt|pdf)(?![0-9A-Za-z])", re.I)


@dataclass(frozen=True, slots=True)
class TriedItem:
    """What an item gave.

    came: its page and its files. article: with its publication date inferred where none is stated. mentions:
    each with the field that holds it. named: files that the page names, where none was found. problem: why
    there is no article.
    """

    item: Item
    came: tuple[Came, ...] = ()
    article: Article | None = None
    mentions: tuple[tuple[str, Mention], ...] = ()
    named: tuple[str, ...] = ()
    problem: ScrapeError | None = None


def read_items(items: Sequence[Item], source: Source, visit: Visit) -> tuple[TriedItem, ...]:
    """The items as articles with mentions. After a refusal no more are asked for."""
    tried = list(_made(items, source, visit))
    processed = process([one.article for one in tried if one.article is not None])
    return tuple(_with_mentions(one, next(processed)) if one.article else one for one in tried)


def _with_mentions(tried: TriedItem, found: Processed) -> TriedItem:
    return replace(tried, article=found.article, mentions=found.mentions)


def _made(items: Sequence[Item], source: Source, visit: Visit) -> Iterator[TriedItem]:
    for number, item in enumerate(items, start=1):
        taken: list[tuple[Page, Came]] = []
        try:
            made = make_article(item, source, visit.item(item, number, taken), last_try=True)
        except (FetchError, BlockedError, ParseError) as error:
            yield TriedItem(item, tuple(came for _, came in taken), problem=error)
            if isinstance(error, BlockedError):
                return
        else:
            own_page = "#" not in item.url  # else it stands in an answer, among the files of others
            named = _named(taken[0][0], source) if own_page and not made.article.attachments else ()
            yield TriedItem(item, tuple(came for _, came in taken), made.article, named=named)


def _named(page: Page, source: Source) -> tuple[str, ...]:
    """The documents that a page names."""
    try:
        text = words(parse_page(page, source.name).element)
    except ParseError:
        return ()
    return tuple(dict.fromkeys(_FILE.findall(text)))
