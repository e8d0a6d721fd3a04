"""HTML → blocks, and where on the page the article is: known layout, general method, or a script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from scrapers.boilerplate import hidden, known, scripts, tree
from scrapers.boilerplate.blocks import Block, is_prose, kinship, topics, weight
from scrapers.boilerplate.chosen import SURE, Heads
from scrapers.boilerplate.densest import densest
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.page import Page, metadata
from scrapers.boilerplate.page_head import PageHead, head_of, text_of
from scrapers.boilerplate.rawhtml import mended
from scrapers.boilerplate.scripted import from_script, with_facts
from scrapers.boilerplate.titles import is_board_name, without_site
from scrapers.errors import NoArticleError, ParseError

#: Less running text than this (characters) in a page's markup, and its scripts are asked for the article.
_THIN = 200
#: A thin body by a layout gives way to one of this many characters that is also this many times its own, and
#: that shares this much of the title's topics where the thin one does not.
_FULL, _FULLER, _ABOUT = 500, 5, 0.4


def parse(text: str) -> etree._Element:
    """Lenient parse of a page or a fragment. Raises ParseError where there is no markup at all."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    text = mended(text)
    raw = re.sub(r"^\s{0,20}<\?xml[^>]{0,200}\?>", "", text).replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError(f"unreadable HTML ({error}): check that the page is complete") from error
    if root is None:
        raise NoArticleError("empty article: no markup in the page")
    return root


def read(text: str, *, body_only: bool = False, url: str | None = None) -> Page:
    """A page's HTML → its blocks and metadata. body_only: the HTML is that of an article's body and no more.
    url: where the page is from, if known: the layouts of that site are tried first.

    Raises ParseError if there is nothing to parse.
    """
    root = parse(text)
    if root.find(".//body") is None:  # a <title> that is never closed swallows the page
        root = parse(re.sub(r"</?(?:title|head|textarea)\b[^<>]{0,200}>", "<p>", text, flags=re.I))
    head = head_of(root)
    site = known.host(url, *head.addresses)
    layout = known.Known(body=root.find(".//body")) if body_only else known.find(root, text, site)
    walked = tree.walk(root, layout.body, layout.dropped, _about(head))
    heads = _heads(root, head, url)
    said = scripts.Said() if body_only else scripts.read(hidden.sources(root, walked.unseen), heads)
    page = replace(metadata(root, said, layout, head, text, walked.named), blocks=walked.blocks)
    found = _by_layout(page, walked, said, layout, heads) or _by_blocks(page, walked)
    if found.method == "blocks":
        found = from_script(found, said, heads, root) or found
    known_to = said.story and (found.origin == "script" or said.certain >= SURE)
    return with_facts(found, said.story) if said.story and known_to else found


def _by_layout(
    page: Page, walked: tree.Walked, said: scripts.Said, layout: known.Known, heads: Heads
) -> Page | None:
    """The article in the element that a layout (or the caller) names; None where that holds none. What a
    script holds is taken where the element has only its beginning.
    """
    if not walked.target or (mass := _mass(walked.blocks, walked.target)) <= 0:
        return None
    method = f"layout:{layout.layout.name}" if layout.layout else "markup"
    found = replace(page, inside=walked.target, trusted=True, method=method)
    if layout.layout is None:
        return found
    if mass < _THIN:
        return _fuller(found, mass, walked, said, heads, own=layout.own) or found
    return (from_script(found, said, heads) if said.certain >= SURE else None) or found


def _about(head: PageHead) -> frozenset[str]:
    """The topics of the titles that the page's head states; boards state their own name there."""
    heads = (head.metas.get("og:title"), head.metas.get("twitter:title"), head.title)
    titles = (without_site(title) for title in heads if title)
    return topics(" ".join(title for title in titles if not is_board_name(title)))


def _mass(blocks: Sequence[Block], inside: range) -> int:
    held = blocks[inside.start : inside.stop]
    own = (block for block in held if not block.zone and (is_prose(block.text) or weight(block) > 0))
    return sum(len(block.text) for block in own)


def _by_blocks(page: Page, walked: tree.Walked) -> Page:
    inside, tight = densest(walked, topics(" ".join(page.titles)))
    return replace(page, inside=inside, trusted=tight, method="blocks")


def _fuller(
    thin: Page, mass: int, walked: tree.Walked, said: scripts.Said, heads: Heads, *, own: bool
) -> Page | None:
    """Another body of the page, if it is obviously fuller than the thin one that a layout has found: the
    article as a script holds it, or what the general method finds if that is about the title and the thin
    one is not (a news flash beside long columns is). Not the latter where the layout is that of the page's
    ``own`` site: a release on korea.kr is one sentence that points to the attachment.
    """
    script = from_script(thin, said, heads)
    if script and _mass(script.blocks, script.inside) >= 1.3 * mass:
        return script
    found = _by_blocks(thin, walked)
    full = not own and _mass(found.blocks, found.inside) >= max(_FULL, _FULLER * mass)
    return found if full and _kin(thin) < _ABOUT <= _kin(found) else None


def _kin(page: Page) -> float:
    """Share of the title's topics that the body's running text has; 1 without a title."""
    held = page.blocks[page.inside.start : page.inside.stop]
    prose = " ".join(block.text for block in held if is_prose(block.text) and not block.heading)
    return kinship(page.titles[0] if page.titles else "", topics(prose))


def _heads(root: etree._Element, head: PageHead, url: str | None) -> Heads:
    """What the head of the page says of its article, for the choice among the texts of its scripts."""
    metas = head.metas
    stated = [metas.get(name) for name in ("og:title", "twitter:title", "title")]
    shown = [] if stated[0] else root.findall(".//h1")[:3]
    stated += [head.title, *map(text_of, shown)]
    titles = (without_site(plain(title).strip()) for title in stated if title)
    described = (metas.get(name) for name in ("og:description", "description", "twitter:description"))
    return Heads(
        tuple(title for title in dict.fromkeys(titles) if not is_board_name(title)),
        next(filter(None, described), None),
        tuple(filter(None, (*head.addresses, url))),
        metas.get("og:site_name"),
    )
