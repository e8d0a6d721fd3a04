"""The engine: rules propose, refiners dispose. It knows the order of the steps and no Korean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from extractors import agencies, context, countries, dates, money, people, programmes, publication, tables
from extractors.mention import KINDS, Agency, Document, Mention, Money, TableAmount
from extractors.morphemes import analyse
from extractors.reading import Published, Reading
from extractors.refine import longest_first, outside_addresses

Placed = TypeVar("Placed", bound=Mention)
#: Documents whose doubtful sentences are handed to Kiwi together; bounds memory, not results.
BATCH = 64


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document; ``published`` is the date that the mentions were resolved with.

    asides: what is no mention of its own: `TableAmount` (bare figures of tables with the table's unit
    applied) and `ImpliedCountry` (cities, 양국).
    """

    document: Document
    published: str | None
    published_inferred: bool
    published_evidence: str | None
    mentions: tuple[Mention, ...]
    asides: tuple[Mention, ...] = ()


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
        _settle_doubts(opened, workers)
        for one in opened:
            yield _extraction(one)


def publication_date(document: Document) -> publication.Publication:
    """When a document was published: as stated, else inferred from its text and hints, else unknown.

    Raises ValueError for an unreadable stated date.
    """
    return publication.publication_date(Reading.of(document))


def check(document: Document) -> None:
    """Raise ValueError, with a reason, for a document that can't be extracted from."""
    Published.parse(document.published)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document before its doubts are settled: when it was published and whom it names are known."""

    reading: Reading
    published: publication.Publication
    bodies: list[Agency]


def _open(document: Document) -> _Opened:
    reading = Reading.of(document)
    found = publication.publication_date(reading)
    reading.published = Published.parse(found.published)
    return _Opened(reading, found, agencies.find(reading))


def doubtful(document: Document) -> list[str]:
    """The sentences of a document that the analyser is asked about; for measuring how few they are."""
    one = _open(document)
    return [one.reading.text[start:end] for start, end in _doubtful(one)]


def _doubtful(one: _Opened) -> list[tuple[int, int]]:
    offsets = (*countries.doubts(one.reading), *people.doubts(one.reading, one.bodies))
    return list(dict.fromkeys(one.reading.sentence_at(offset) for offset in offsets))


def _settle_doubts(opened: list[_Opened], workers: int) -> None:
    asked: dict[tuple[int, tuple[int, int]], str] = {}
    for index, one in enumerate(opened):
        for start, end in _doubtful(one):
            asked[index, (start, end)] = one.reading.text[start:end]
    if not asked:
        return
    for (index, (start, end)), morphemes in zip(asked, analyse(asked.values(), workers), strict=True):
        opened[index].reading.analysed[start, end] = tuple(
            replace(morpheme, start=morpheme.start + start, end=morpheme.end + start)
            for morpheme in morphemes
        )


def _extraction(one: _Opened) -> Extraction:
    reading, bodies = one.reading, one.bodies
    days = dates.find(reading)
    places = countries.find(reading, bodies)
    persons = people.find(reading, bodies, places)
    schemes = programmes.find(reading, bodies)
    implied = countries.implied(reading, places, bodies)
    amounts = context.fill(reading, money.find(reading), days, bodies, [*places, *implied], schemes)
    return Extraction(
        reading.document,
        one.published.published,
        one.published.inferred,
        one.published.evidence,
        tuple(_finish(reading, [*amounts, *days, *places, *bodies, *persons, *schemes])),
        (*_figures(reading, amounts), *(_place(reading, country) for country in implied)),
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
    sentence_end = max(sentence_end, end)  # "5천만\n원": a number may go on in the next line
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
