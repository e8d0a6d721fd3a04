"""Which of the texts in a page's scripts is the page's article: the one that its head speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scrapers.boilerplate.blocks import kinship, topics
from scrapers.boilerplate.encoding import plain
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.stories import Story

#: From the second on a text is taken for the page's, from the third on its metadata too; at the first only
#: where the page shows nothing else.
WEAK, ENOUGH, SURE = 0.5, 1.0, 2.6
_TAG = re.compile(r"<[^<>]{0,3000}>")
#: As much of a text is compared (characters).
_COMPARED = 60_000
_SHINGLE = 10


@dataclass(frozen=True, slots=True)
class Heads:
    """What the head of a page says of its article. site: the names of the site, which are no titles."""

    titles: tuple[str, ...] = ()
    description: str | None = None
    urls: tuple[str, ...] = ()
    site: str | None = None

    @property
    def silent(self) -> bool:
        """Does the head say nothing of an article?"""
        return not self.telling and len(self.description or "") < 40

    @property
    def telling(self) -> tuple[str, ...]:
        """The titles that name an article, not the site: 「새길일보」, 「세상을 보는 창 - 새길일보」."""
        site = key(self.site or "")
        return tuple(
            title
            for title in self.titles
            if len(key(title)) >= 7
            and len(topics(title)) >= 2
            and not (site and site in key(title)[-len(site) - 6 :])
        )


def running(body: str) -> str:
    """A body, HTML or text, as plain text, cut off where it is long enough to be compared."""
    return plain(_TAG.sub(" ", body[: 3 * _COMPARED]))[:_COMPARED]


def alike(one: str | None, other: str | None) -> bool:
    """Are these the same title, but for what stands before or behind it?"""
    a, b = key(one or ""), key(other or "")
    if min(len(a), len(b)) < 6:
        return False
    if a in b or b in a:
        return True
    first, second = topics(one or ""), topics(other or "")
    return len(first & second) >= 0.7 * max(len(first), len(second), 3)


def support(story: Story, heads: Heads) -> float:
    """What speaks for a story being the page's: title, description, address, matter; and against it."""
    text = running(story.body)
    titles = heads.telling
    named = any(alike(story.title, title) for title in heads.titles)
    described = begins(text, heads.description)
    score = 3.0 * named + 3.0 * described
    if story.apart:
        score -= 1.5 if named or described else 3.0
    if story.own and titles and not named:
        score += max(_reworded(story.title or "", title) for title in titles)
    if any(_names(ident, heads.urls) for ident in story.idents):
        score += 3.0
    if titles:
        about = topics(text)
        kin = max(_kin(title, about, topics(heads.site or "")) for title in titles)
        score += 2.5 * kin if kin >= 0.3 else -1.0
    return score


def _kin(title: str, about: frozenset[str], site: frozenset[str]) -> float:
    """Kinship of a title with a text, where they share more than one word and the site's name."""
    return kinship(title, about) if len((topics(title) - site) & about) >= 2 else 0.0


def _reworded(one: str, other: str) -> float:
    """What two titles that are not alike say of each other: the same in other words, or another matter."""
    first, second = topics(one), topics(other)
    common = len(first & second) / max(1, min(len(first), len(second)))
    return 1.0 if common >= 0.5 else 0.0 if common >= 0.3 else -2.5


def begins(text: str, description: str | None) -> bool:
    """Does the text say near its beginning what the description begins with?"""
    wanted = key((description or "")[:200])[:24]
    return len(wanted) >= 14 and wanted in key(text[:2500])


def _names(ident: str, urls: Sequence[str]) -> bool:
    """Is the article's number in the page's address: 1123991 in …/society/rights/1123991.html?"""
    last = ident.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    if not (re.fullmatch(r"\d{4,20}", last) or (len(last) >= 10 and re.search(r"\d", last))):
        return False
    return any(re.search(rf"(?<![0-9A-Za-z]){re.escape(last[:200])}(?![0-9A-Za-z])", url) for url in urls)


def choose(stories: Sequence[Story], heads: Heads) -> tuple[Story | None, float]:
    """The story that is the page's, and what speaks for it; (None, 0) where none is.

    Where the page's head says nothing (or only the site's motto), the one story whose place in the data is
    that of the page's article is taken, and in the first case one that stands alone.
    """
    if not stories:
        return None, 0.0
    scores = [support(story, heads) for story in stories]
    best = max(scores)
    near = [story for story, score in zip(stories, scores, strict=True) if score >= best - 0.3]
    chosen = _fullest(near)
    if best >= ENOUGH:
        return _longer(chosen, stories), best
    likely = [story for story in stories if story.main and not story.apart]
    if heads.silent:
        likely = likely or [story for story in stories if not story.apart]
    texts = {key(running(story.body))[:60] for story in likely}
    if len(texts) != 1:
        return None, 0.0
    chosen = _longer(_fullest(likely), stories)
    return chosen, ENOUGH if heads.silent and chosen.main else WEAK


def _longer(chosen: Story, stories: Sequence[Story]) -> Story:
    """The story with the text of another one, where that says all that its own says and goes on."""
    text = running(chosen.body)
    for other in stories:
        if other.whole or other.apart or len(more := running(other.body)) < 1.3 * len(text):
            continue
        if len(more) < 12 * len(text) and shared(text, more) >= 0.85:
            chosen, text = replace(chosen, body=other.body, cell=other.cell), more
    return chosen


def _fullest(stories: Sequence[Story]) -> Story:
    """Of the same article several times: with facts beside it, in paragraphs, nearly whole, in this order."""
    sizes = [len(running(story.body)) for story in stories]
    whole = [(story, size) for story, size in zip(stories, sizes, strict=True) if size >= 0.7 * max(sizes)]
    ranks = [
        (_facts(one) >= 2, bool(one.cell), "<" in one.body, round(size / 200), _facts(one))
        for one, size in whole
    ]
    return whole[max(range(len(whole)), key=ranks.__getitem__)][0]


def _facts(story: Story) -> int:
    return sum(bool(fact) for fact in (story.title, story.published, story.reporter, story.subtitle))


def shared(part: str, whole: str) -> float:
    """Share of one text that stands in the other too, by pieces of ten letters; 1 for a part without any."""
    a, b = key(part[:_COMPARED]), key(whole[: 4 * _COMPARED])
    pieces = [a[at : at + _SHINGLE] for at in range(0, len(a) - _SHINGLE + 1, _SHINGLE)]
    held = {b[at : at + _SHINGLE] for at in range(len(b) - _SHINGLE + 1)}
    return sum(piece in held for piece in pieces) / len(pieces) if pieces else 1.0
