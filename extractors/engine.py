"""The engine: rules propose, refiners dispose. It knows the order of the steps and no Korean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from extractors import agencies, context, countries, dates, money, publication, tables
from extractors.mention import KINDS, Document, Mention, Money, TableAmount
from extractors.morphemes import analyse
from extractors.reading import Published, Reading
from extractors.refine import longest_first, outside_addresses

Placed = TypeVar("Placed", bound=Mention)
#: Documents whose doubtful sentences are handed to Kiwi together; bounds memory, not results.
BATCH = 64


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document; ``published`` is the date that the mentions were resolved with.

    table_amounts: bare figures of tables with the table's unit applied; they are no mentions.
    """

    document: Document
    published: str | None
    published_inferred: bool
    published_evidence: str | None
    mentions: tuple[Mention, ...]
    table_amounts: tuple[TableAmount, ...] = ()


def extract(document: Document) -> list[Mention]:
    """All mentions of a document, sorted by place. Raises ValueError for an unreadable publication date."""
    return list(next(extract_many([document])).mentions)


def extract_many(documents: Iterable[Document], *, workers: int = 1) -> Iterator[Extraction]:
    """Extract from many documents, in order, asking Kiwi about all doubtful sentences of a batch at once.

    workers: threads of Kiwi's own. Raises ValueError for an unreadable publication date.
    """
    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        opened = [_open(document) for document in batch]
        _settle_doubts([reading for reading, _ in opened], workers)
        for reading, found in opened:
            yield _extraction(reading, found)


def publication_date(document: Document) -> publication.Publication:
    """When a document was published: as stated, else inferred from its text and hints, else unknown.

    Raises ValueError for an unreadable stated date.
    """
    return publication.publication_date(Reading.of(document))


def check(document: Document) -> None:
    """Raise ValueError, with a reason, for a document that can't be extracted from."""
    Published.parse(document.published)


def _open(document: Document) -> tuple[Reading, publication.Publication]:
    reading = Reading.of(document)
    found = publication.publication_date(reading)
    reading.published = Published.parse(found.published)
    return reading, found


def _settle_doubts(readings: list[Reading], workers: int) -> None:
    asked: dict[tuple[int, tuple[int, int]], str] = {}
    for index, reading in enumerate(readings):
        for module in (agencies, countries):
            for offset in module.doubts(reading):
                start, end = reading.sentence_at(offset)
                asked[index, (start, end)] = reading.text[start:end]
    if not asked:
        return
    for (index, (start, end)), morphemes in zip(asked, analyse(asked.values(), workers), strict=True):
        readings[index].analysed[start, end] = tuple(
            replace(morpheme, start=morpheme.start + start, end=morpheme.end + start)
            for morpheme in morphemes
        )


def _extraction(reading: Reading, found: publication.Publication) -> Extraction:
    bodies = agencies.find(reading)
    days = dates.find(reading)
    places = countries.find(reading, bodies)
    amounts = context.fill(reading, money.find(reading), days, bodies, places)
    return Extraction(
        reading.document,
        found.published,
        found.inferred,
        found.evidence,
        tuple(_finish(reading, [*amounts, *days, *places, *bodies])),
        _figures(reading, amounts),
    )


def _finish(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for kind in KINDS:
        kept += longest_first(mention for mention in mentions if type(mention) is kind)
    kept = outside_addresses(kept, reading.text)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted((_place(reading, m) for m in kept), key=lambda m: (m.start, m.end, order[type(m)]))


def _place(reading: Reading, mention: Placed) -> Placed:
    """The mention with offsets into the document as it was given, and its sentence."""
    start, end = reading.aligned.original(mention.start, mention.end)
    sentence_start, sentence_end = reading.aligned.original(*reading.sentence_at(mention.start))
    return replace(
        mention,
        start=start,
        end=end,
        text=reading.document.text[start:end],
        sentence_start=sentence_start,
        sentence_end=sentence_end,
    )


def _figures(reading: Reading, amounts: list[Money]) -> tuple[TableAmount, ...]:
    """The figures of tables; one that is part of a mention of money is not told twice."""
    found = tables.find(reading)
    told = {at for money in amounts for at in range(money.start, money.end)} if found else set()
    return tuple(_place_figure(reading, figure) for figure in found if figure.start not in told)


def _place_figure(reading: Reading, figure: TableAmount) -> TableAmount:
    unit_start, unit_end = reading.aligned.original(figure.unit_start, figure.unit_end)
    unit = reading.document.text[unit_start:unit_end]
    placed = replace(figure, unit=unit, unit_start=unit_start, unit_end=unit_end)
    return _place(reading, placed)
