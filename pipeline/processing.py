"""From a raw record to an article with its mentions: the pure function that every command shares."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TypeVar

import extractors
import scrapers
from db.articles import Extractor
from extractors.mention import Document, Mention
from pipeline.dumps import SOURCE, RawRecord
from pipeline.faults import as_failure
from scrapers.article import Article
from scrapers.errors import NoArticleError, ParseError

Out = TypeVar("Out")

#: Articles whose doubtful sentences go to the analyser together.
BATCH = 64


@dataclass(frozen=True, slots=True)
class Processed:
    """An article and what was found in it, each with the field that holds it: title, subtitle, body.

    asides: what is no mention of its own: figures of tables, cities that point to countries.
    """

    article: Article
    mentions: tuple[tuple[str, Mention], ...]
    asides: tuple[tuple[str, Mention], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record gave no article. empty: it can be read and holds none."""

    reason: str
    empty: bool = False


@functools.cache
def extractor() -> Extractor:
    """What makes the mentions: the version with a hash of the rules' code, and the gazetteer's fingerprint.

    A change of either means that stored mentions are made again.
    """
    digest = hashlib.sha256()
    for package in (scrapers, extractors):
        root = Path(package.__path__[0])
        data = (path for path in root.rglob("boilerplate/data/**/*") if path.is_file())
        # what search makes of a text changes no mention; it has a fingerprint of its own
        code = (path for path in root.rglob("*.py") if path.parent.name != "search")
        for path in sorted((*code, *data)):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return Extractor(f"{version('sacho')}+{digest.hexdigest()[:12]}", extractors.fingerprint())


def clean(raw: RawRecord) -> Article:
    """The article in a raw record. Raises ParseError when there is none."""
    # the cleaner and lxml are not loaded when nothing is new
    from scrapers.boilerplate.cleaning import clean as clean_content

    article = clean_content(
        raw.content,
        source=SOURCE,
        native_id=raw.native_id,
        url=raw.url,
        markup=raw.markup,
        charset=raw.charset,
        known=raw.known,
    )
    return replace(article, hints=(*article.hints, *raw.hints)) if raw.hints else article


def process(articles: Iterable[Article], workers: int = 1) -> Iterator[Processed]:
    """Each article with its publication date (inferred where none is stated) and its mentions, in order.

    workers: threads of Kiwi's own.
    """
    stream = iter(articles)
    while batch := list(islice(stream, BATCH)):
        yield from _process_batch(batch, workers)


def _process_batch(batch: Sequence[Article], workers: int) -> Iterator[Processed]:
    articles = [dated(article) for article in batch]
    fields = [
        (index, field, text)
        for index, article in enumerate(articles)
        for field, text in (("title", article.title), ("subtitle", article.subtitle), ("body", article.body))
        if text
    ]
    documents = (document(articles[index], text) for index, _, text in fields)
    mentions: list[list[tuple[str, Mention]]] = [[] for _ in articles]
    asides: list[list[tuple[str, Mention]]] = [[] for _ in articles]
    found = extractors.extract_many(documents, workers=workers)
    for (index, field, _), extraction in zip(fields, found, strict=True):
        mentions[index] += ((field, mention) for mention in extraction.mentions)
        asides[index] += ((field, aside) for aside in extraction.asides)
    for article, of_text, beside in zip(articles, mentions, asides, strict=True):
        yield Processed(article, tuple(of_text), tuple(beside))


def document(article: Article, text: str | None = None) -> Document:
    """The body of an article (or another text of it, such as its title) as the input of extraction."""
    return Document(
        article.body if text is None else text,
        article.published,
        title=article.title,
        sender=article.department,
        hints=article.hints,
    )


def dated(article: Article) -> Article:
    """The article with its publication date inferred, where none is stated and one can be."""
    if article.published is not None:
        return article
    found = extractors.publication_date(document(article))
    return replace(
        article,
        published=found.published,
        published_inferred=found.inferred,
        published_evidence=found.evidence,
    )


def prepare(raws: Sequence[RawRecord], workers: int = 1) -> list[Processed | Failure]:
    """Clean and extract raw records; the results stand in the order of the records."""
    return extracted([cleaned(raw) for raw in raws], workers)


def cleaned(raw: RawRecord) -> Article | Failure:
    """The article of a raw record with its publication date, or why there is none."""
    try:
        with as_failure(raw.place):
            return dated(clean(raw))
    except NoArticleError as error:
        return Failure(error.reason, empty=True)
    except ParseError as error:
        return Failure(error.reason)


def extracted(
    articles: Sequence[Article | Failure | Out], workers: int = 1
) -> list[Processed | Failure | Out]:
    """The mentions of those that are articles, in their places; what else there is stays as it is."""
    found = iter(_extracted([one for one in articles if isinstance(one, Article)], workers))
    return [next(found) if isinstance(one, Article) else one for one in articles]


def _extracted(articles: Sequence[Article], workers: int) -> Sequence[Processed | Failure]:
    try:
        return list(process(articles, workers))
    except Exception:  # a fault of ours in one of them shall cost no other
        return [_extracted_alone(one) for one in articles]


def _extracted_alone(article: Article) -> Processed | Failure:
    try:
        with as_failure(article.id):
            return next(process([article]))
    except ParseError as error:
        return Failure(error.reason)
