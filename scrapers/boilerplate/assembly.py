"""The body that was found, and everything around it → the Article, with what its record says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scrapers.article import Article, Attachment, BodyOrigin, Dropped, article_id
from scrapers.boilerplate import (
    attached,
    decks,
    fields,
    genres,
    licences,
    offices,
    outlets,
    published,
    reporters,
    reprints,
    titles,
)
from scrapers.boilerplate.blocks import Block, kinship, topics
from scrapers.boilerplate.contacts import mask
from scrapers.boilerplate.encoding import normalise
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.page import Page
from scrapers.boilerplate.stamps import iso


@dataclass(frozen=True, slots=True)
class Content:
    """Blocks with the verdict on each, and how they were found."""

    blocks: Sequence[Block]
    kinds: Sequence[str | None]
    method: str
    origin: BodyOrigin
    page: Page | None = None
    text: str = ""


def article_of(found: Content, source: str, native_id: str, url: str | None) -> Article:
    blocks, kinds, page = found.blocks, list(found.kinds), found.page
    headed = found.origin == "dump" and genres.is_headed([block.text for block in blocks[:3]])
    title, subtitle = _headline(found, kinds, headed=headed)
    stated = fields.read(blocks)
    dates = published.read(blocks, kinds, stated, url)
    exact = page.exact if page else frozenset[str]()
    when, evidence = dates.best(page.published if page else (), exact)
    own = reprints.permalink(blocks) or (page.url if page else None)
    cited = reprints.source_url(
        blocks, kinds, links=page.cited if page else (), own=url or own, raw=found.text
    )
    return Article(
        kind="press_release" if headed else "news",
        id=article_id(source, native_id),
        source=source,
        native_id=native_id,
        body=mask(
            normalise("\n".join(b.text for b, kind in zip(blocks, kinds, strict=True) if kind is None))
        ),
        url=url or own,
        source_url=cited,
        title=_tidy(title),
        subtitle=_tidy(subtitle),
        outlet=outlets.outlet(
            blocks, kinds, stated, said=page.sites if page else (), reprinted=cited is not None
        ),
        reporter=_reporter(reporters.reporter(blocks, kinds, stated), page.reporter if page else None),
        department=offices.department(stated, blocks, kinds) or (page.department if page else None),
        published=when or dates.embargo,
        published_evidence=_tidy(evidence) or ("embargo line" if dates.embargo else None),
        available_at=dates.embargo,
        modified=dates.changed(page.modified if page else None, exact),
        body_origin=found.origin,
        method=found.method,
        licence=licences.licence(blocks, kinds, page.marks if page else (), found.text),
        attachments=_attachments(found, kinds, url or own),
        dropped=_dropped(blocks, kinds),
        hints=tuple(dict.fromkeys(dates.hints)),
    )


def _headline(found: Content, kinds: list[str | None], *, headed: bool) -> tuple[str | None, str | None]:
    """Title and subtitle; their lines leave the body. ``headed``: a dump that begins as a release does."""
    blocks, page = found.blocks, found.page
    title, subtitle, heads = titles.heading(blocks, kinds, page.titles if page else ())
    if title is None and headed and (index := titles.first_line(blocks, kinds)) is not None:
        title, subtitle = titles.halves(blocks[index].text)
        heads = {index}
    for index in heads:
        if kinds[index] is not None or key(blocks[index].text) == key(title or ""):
            kinds[index] = "title"
    subtitle = _subtitle(found, kinds, heads, subtitle)
    if page and title is None:
        title = _stated_title(page, blocks, kinds)
        inside = [index for index, kind in enumerate(kinds) if kind is None]
        for index in inside[:1] if len(inside) > 1 and title else ():  # the head's title, shown in the body
            kinds[index] = "title" if key(blocks[index].text) == key(title or "") else None
    return title, subtitle


def _subtitle(found: Content, kinds: list[str | None], heads: set[int], shown: str | None) -> str | None:
    """The subtitle: as shown above the body, by the page's layout, or below the title of a release that
    begins with its head table (보도일시, 담당부서); its own lines are taken out of the body.
    """
    blocks, page = found.blocks, found.page
    subtitle = shown or (page.subtitle if page else None)
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    below: list[int] = []
    if subtitle:
        subtitle = decks.bare(subtitle)
        below = [index for index in inside[:3] if key(blocks[index].text) == key(subtitle)]
    elif found.method != "release" and (below := decks.between_dashes(blocks, inside)):
        subtitle = " ".join(blocks[index].text.strip("-–— ") for index in below)
    elif heads and found.method == "release" and {"date", "contact"} & set(kinds[: min(heads)]):
        below = decks.dashed(blocks, kinds, max(heads))
        subtitle = " ".join(blocks[index].text.strip("-–— ") for index in below) or None
    if not subtitle and heads and found.method != "release" and (below := decks.marked(blocks, inside)):
        subtitle = " ".join(decks.bare(blocks[index].text) for index in below)
    if len(below) < len(inside):
        for index in below:
            kinds[index] = "title"
    return subtitle


def _attachments(found: Content, kinds: Sequence[str | None], base: str | None) -> tuple[Attachment, ...]:
    """The files that are listed under the article, by links on a page and by lines in a dump."""
    if found.page:
        return attached.of_page(found.page.files, found.blocks, kinds, base)
    return attached.of_lines(found.blocks, kinds)


def _dropped(blocks: Sequence[Block], kinds: Sequence[str | None]) -> tuple[Dropped, ...]:
    """What is not the body's, masked like it."""
    pieces = zip(blocks, kinds, strict=True)
    return tuple(Dropped(kind, mask(block.text)) for block, kind in pieces if kind is not None)


def _tidy(text: str | None) -> str | None:
    """A line of metadata in the form of every stored text; None where nothing is left of it."""
    return (mask(normalise(text)) or None) if text else None


def _reporter(shown: str | None, said: str | None) -> str | None:
    """The byline's names, or the page metadata's where these are the same and more."""
    return said if said and (not shown or set(shown.split(", ")) < set(said.split(", "))) else shown


def _stated_title(page: Page, blocks: Sequence[Block], kinds: Sequence[str | None]) -> str | None:
    """The title by the page's metadata, if it is about the same as the body: boards name themselves."""
    about = topics(" ".join(block.text for block, kind in zip(blocks, kinds, strict=True) if kind is None))
    return page.title or next((title for title in page.titles if kinship(title, about) >= 0.3), None)


def with_record(article: Article, known: Mapping[str, str]) -> Article:
    """The article with what its record says about it; a date that is none says nothing."""
    published = iso(known.get("published", ""))
    evidence = "the record" if published else article.published_evidence
    if "published" in known and not published:
        note = f"the record's date is unreadable: {known['published'][:40]}"
        evidence = f"{evidence}; {note}" if evidence else note
    return replace(
        article,
        kind=genres.kind(article.url, article.method, known, headed=article.kind == "press_release"),
        title=known.get("title", article.title),
        subtitle=known.get("subtitle", article.subtitle),
        published=published or article.published,
        published_evidence=evidence,
        modified=iso(known.get("modified", "")) or article.modified,
        outlet=known.get("outlet", article.outlet),
        reporter=known.get("reporter", article.reporter),
        department=known.get("department", article.department),
        source_url=known.get("source_url", article.source_url),
        licence=known.get("licence", article.licence),
    )
