"""A story of a page's scripts → blocks, at the place on the page where it would have been shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from scrapers.boilerplate import lines, tree
from scrapers.boilerplate.blocks import Block, Blocks, is_prose, kinship, topics
from scrapers.boilerplate.body import select, within
from scrapers.boilerplate.bylines import named
from scrapers.boilerplate.chosen import ENOUGH, SURE, Heads, alike, begins, running, shared
from scrapers.boilerplate.densest import densest
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.kinds import own_kind
from scrapers.boilerplate.scripts import Said
from scrapers.boilerplate.stamps import stamp
from scrapers.boilerplate.stories import Story

if TYPE_CHECKING:
    from scrapers.boilerplate.page import Page

#: Less running text than this (characters) in a page's markup is nobody's article where a script has one.
THIN = 200
#: Shorter texts of scripts (characters) are not asked for.
_SHORTEST = 60
#: By so much more of the title's topics a script's text is the article's and the markup's another's, where
#: the page's head speaks for the former, and where it says little.
_NEARER, _MUCH_NEARER = 0.15, 0.4
_LONGEST_SUBTITLE = 300

_BLOCKS = re.compile(r"<(?:p|br|div|section|article|li|tr)\b", re.I)
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|b|i|u|a|strong|em|font|figure|img|table|ul|ol|h[1-6])\b[^<>]{0,2000}>", re.I
)
#: What stands between a title and the body: dates, the byline, counters, buttons.
_HEAD = ("date", "byline", "share", "counters", "contact", "licence")


def from_script(page: Page, said: Said, heads: Heads, root: etree._Element | None = None) -> Page | None:
    """The article as a script holds it, where the markup has far less of it, or another text; None where
    the markup has it as fully.
    """
    story = said.story
    if story is None:
        return None
    titles = tuple(dict.fromkeys((*heads.titles, *((story.title,) if story.own and story.title else ()))))
    body, own = blocks_of(story, titles)
    prose = [block.text for block in body[own.start : own.stop] if is_prose(block.text) and not block.zone]
    if not prose or not _lacks(page, " ".join(prose), said, heads):
        return None
    cell = _cell(root, story.cell) if root is not None and story.cell else None
    blocks, at = placed(page.blocks, page.inside, body, titles, cell)
    inside = range(at + own.start, at + own.stop)
    method = story.method
    return replace(page, blocks=blocks, inside=inside, trusted=True, method=method, origin="script")


def _cell(root: etree._Element, name: str) -> int | None:
    """The number of blocks in front of the element with this id; None if there is no such element."""
    found = root.xpath("//body//*[@id = $name]", name=name)
    if not isinstance(found, list) or not found:
        return None
    walked = tree.walk(root, found[0])
    return None if walked.target is None else walked.target.start


def _lacks(page: Page, text: str, said: Said, heads: Heads) -> bool:
    """Does what the markup shows lack the text: nothing there, only its beginning, or another's text?"""
    if len(text) < _SHORTEST:
        return False
    about = topics(" ".join(page.titles))
    kinds = within(page.blocks, page.inside) if page.trusted else select(page.blocks, page.inside, about)
    kept = (block.text for block, kind in zip(page.blocks, kinds, strict=True) if kind is None)
    shown = " ".join(text for text in kept if is_prose(text))
    common = shared(text, shown) if shown else 0.0
    if said.certain < ENOUGH and shown and not _MARKUP.search(shown):
        return False
    if len(shown) < THIN or _MARKUP.search(shown):  # <p>…</p> shown as text
        return common < 0.6 or bool(_MARKUP.search(shown))
    if common >= 0.6:
        return False
    if shared(shown, text) >= 0.6:
        return len(text) >= 1.3 * len(shown)
    return page.method == "blocks" and _is_anothers(shown, text, said, heads)


def _is_anothers(shown: str, text: str, said: Said, heads: Heads) -> bool:
    """Does the page's head speak of the script's text and not of what the markup shows?"""
    if begins(text, heads.description):
        return not begins(shown, heads.description)
    if not heads.telling:
        own = said.story is not None and said.story.own and said.story.main and heads.silent
        return own or said.certain >= SURE
    about, own_topics = topics(shown), topics(text)
    nearer = _NEARER if said.certain >= SURE else _MUCH_NEARER
    return any(kinship(title, about) + nearer < kinship(title, own_topics) for title in heads.telling)


def with_facts(page: Page, story: Story) -> Page:
    """The page with what the script says of its article, where its head and its layout say nothing."""
    said = stamp(story.published) if story.published else None
    return replace(
        page,
        titles=tuple(dict.fromkeys((*page.titles, *((story.title,) if story.title else ())))),
        title=page.title or story.title,
        subtitle=page.subtitle or _subtitle(page, story),
        published=(*page.published, *(((said, "data of a script"),) if said else ())),
        modified=page.modified or (stamp(story.modified) if story.modified else None),
        outlet=page.outlet or story.outlet,
        reporter=page.reporter or named(story.reporter),
    )


def _subtitle(page: Page, story: Story) -> str | None:
    """The subtitle by the data, if it is none of the titles again and not the article's first sentences."""
    said = story.subtitle
    if not said or len(said) > _LONGEST_SUBTITLE or begins(running(story.body), said):
        return None
    return None if any(alike(said, title) for title in (*page.titles, story.title)) else said


def blocks_of(story: Story, titles: Sequence[str]) -> tuple[Sequence[Block], range]:
    """The story's body as blocks: of HTML by its elements, of plain text by its lines → (the blocks, which of
    them are the article's). Around that of a whole page stand its title, date and byline.
    """
    text = story.body
    if not _MARKUP.search(text):
        read = lines.read(text)
        return read, range(len(read))
    if not _BLOCKS.search(text):  # 첫째 문단.\n\n<b>둘째</b> 문단.
        text = re.sub(r"\r\n?|\n", "<br>", text)
    walked = tree.walk(_parsed(text), None, None, topics(" ".join(titles)))
    if not story.whole:
        blocks = [block for block in walked.blocks if key(block.text)]
        return blocks, range(len(blocks))
    return walked.blocks, densest(walked, topics(" ".join(titles)))[0]


def _parsed(text: str) -> etree._Element:
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    source = f"<html><body>{text}</body></html>".replace("\x00", "").encode("utf-8", "replace")
    root = etree.fromstring(source, parser)
    return root if root is not None else etree.fromstring(b"<p></p>", parser)


def placed(
    blocks: Sequence[Block],
    inside: range,
    body: Sequence[Block],
    titles: Sequence[str],
    cell: int | None = None,
) -> tuple[Blocks, int]:
    """The page's blocks with the story's in their midst → (all blocks, where the story's begin).

    It stands in its ``cell``, else below the title that the page shows, and the lines of date and byline
    there; what the page showed in its stead is another's, and no headline around it is this article's title
    but its own.
    """
    shown = [at for at, block in enumerate(blocks) if any(alike(block.text, title) for title in titles)]
    shown = [at for at in shown if blocks[at].linked < 0.5] or shown
    at = shown[0] + 1 if shown else (inside.start if inside.start else 0)
    below = at
    while shown and at < min(below + 8, len(blocks)) and own_kind(blocks[at]) in (*_HEAD, "title"):
        at += 1
    at = at if cell is None else cell
    again = {key(block.text) for block in body}
    near = range(below, below + 2) if shown else range(0)
    around = [
        block
        if own_kind(block)
        or index in shown
        or (index in near and at <= index and key(block.text) not in again)
        else block._replace(zone="headlines" if titles or index in inside else None)
        for index, block in enumerate(blocks)
    ]
    return Blocks((*around[:at], *body, *around[at:])), at
