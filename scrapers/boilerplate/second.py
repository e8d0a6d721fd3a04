"""Two articles in one file: a second one, complete with its headline and its byline or day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from scrapers.article import SECOND_ARTICLE
from scrapers.boilerplate.blocks import Block, is_bullet, is_prose, is_teaser, kinship, topics
from scrapers.boilerplate.bylines import is_byline
from scrapers.boilerplate.cohesion import cohesion
from scrapers.boilerplate.kinds import own_kinds
from scrapers.boilerplate.labels import pairs
from scrapers.boilerplate.stamps import STAMP

Kinds = Sequence[str | None]

#: Its running text: so many paragraphs, or sentences where a dump knows no paragraphs; so many characters.
_PARAGRAPHS, _SENTENCES, _CHARACTERS = 3, 4, 180
#: So much of what it is about is in the first article too, at most; so coherent its paragraphs are, at least,
#: and if the first ones are about what its headline says.
_KIN, _COHERENT, _HEADED = 0.2, 0.5, 0.19
#: So many bylines and days are looked at.
_TRIED = 40
#: So many lines stand between its headline and its text: byline, day, buttons, a caption.
_HEAD = 9
#: Its text goes on over no more lines than these that are none.
_GAP = 4
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[가-힣](?:다|요|죠)[.!?]")
# 중원일보 황보라 2023. 11. 12. 18:05 : outlet, name and moment, without a label
_SIGNED = re.compile(r"^(?:[가-힣A-Za-z]{2,12}\s){1,3}$")


def marked(blocks: Sequence[Block], kinds: Kinds) -> list[str | None]:
    """The kinds, those of a second article's blocks as ``second_article``; as they were where there is none.

    Leads of other articles, comments and boxes are none: no byline or day stands between a headline of theirs
    and three paragraphs of one matter.
    """
    changed = list(kinds)
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    if not inside:
        return changed
    own = own_kinds(blocks)
    for part in (range(inside[-1] + 1, len(blocks)), range(inside[0])):
        found = _find(blocks, own, part, topics(" ".join(blocks[index].text for index in inside)))
        if found:
            break
    else:
        found = _inside(blocks, own, inside)
    for index in found or ():
        changed[index] = SECOND_ARTICLE
    return changed


def _inside(blocks: Sequence[Block], own: Kinds, inside: Sequence[int]) -> range | None:
    """Two articles that were taken for one: the blocks of the second, up to the end."""
    prose = [index for index in inside if is_prose(blocks[index].text)]
    if len(prose) < 2 * _PARAGRAPHS:
        return None
    part = range(prose[_PARAGRAPHS - 1] + 1, inside[-1] + 1)
    for index in islice((at for at in part if _is_signed(blocks[at])), _TRIED):
        if _headline(blocks, own, index, part) is not None and not blocks[index].zone:
            before = topics(" ".join(blocks[at].text for at in inside if at < index))
            found = _begun(blocks, own, index, part, before)
            if found:
                return range(found.start, inside[-1] + 1)
    return None


def _find(blocks: Sequence[Block], own: Kinds, part: range, body: frozenset[str]) -> range | None:
    """The blocks of the first complete article that begins in this part of the page."""
    signed = (index for index in part if not blocks[index].zone and _is_signed(blocks[index]))
    begun = (_begun(blocks, own, index, part, body) for index in islice(signed, _TRIED))
    return next((found for found in begun if found), None)


def _begun(
    blocks: Sequence[Block], own: Kinds, signed: int, part: range, body: frozenset[str]
) -> range | None:
    """The blocks of the article whose byline or day this is; None if it is none, or no other one."""
    head = _headline(blocks, own, signed, part)
    if head is None:
        return None
    text = _text(blocks, own, range(max(head, signed) + 1, part.stop))
    if not text or not _is_article(blocks, head, text, body):
        return None
    return range(min(head, signed), text[-1] + 1)


def _is_signed(block: Block) -> bool:
    """A byline with 기자, a labelled day, or names with a full moment."""
    text = block.text
    if len(text) > 120:
        return False
    if "기자" in text and is_byline(text):
        return True
    if not _DIGIT.search(text):
        return False
    if any(name in ("published", "embargo") and STAMP.search(value) for name, value in pairs(text)):
        return True
    found = STAMP.search(text)
    alone = found is not None and found["minute"] is not None and found.end() >= len(text) - 2
    return bool(found) and alone and bool(_SIGNED.match(text[: found.start()] if found else ""))


def _headline(blocks: Sequence[Block], own: Kinds, signed: int, part: range) -> int | None:
    """The headline right above a byline or a day, or right below the day, as releases have it."""
    for index in range(signed - 1, max(part.start, signed - 4) - 1, -1):
        if own[index] in ("byline", "date", "counters", "share"):
            continue
        if own[index] in _HEADS and _may_head(blocks[index]):
            return index
        break
    if own[signed] == "date":
        below = range(signed + 1, min(signed + 4, part.stop))
        return next((at for at in below if own[at] in (None, "other") and _may_head(blocks[at])), None)
    return None


#: 이어서 볼 기사: 나루호 녹조, 11월에도 걷히지 않았다 : a headline may say that it is the next article's.
_HEADS = (None, "other", "title", "related", "navigation")


def _may_head(block: Block) -> bool:
    """A line of some words that is no sentence and no item."""
    text = block.text
    fits = 12 <= len(text) <= 150 and text.count(" ") >= 2 and not is_bullet(text) and not pairs(text)
    return fits and not (is_prose(text) and text.endswith("."))


def _text(blocks: Sequence[Block], own: Kinds, below: range) -> list[int]:
    """The running text below a byline: paragraphs, up to where furniture or a headline follows."""
    found: list[int] = []
    for index in below:
        block = blocks[index]
        if own[index] is None and block.linked < 0.5 and is_prose(block.text) and not is_teaser(block.text):
            found.append(index)
            continue
        if index - (found[-1] if found else below.start) > (_GAP if found else _HEAD):
            break
        if found and (own[index] in ("byline", "date", "copyright") or (block.mark and block.mark.opens)):
            break
        if found and own[index] is None and _heads_another(blocks, own, index):
            break
    return found


def _heads_another(blocks: Sequence[Block], own: Kinds, index: int) -> bool:
    """Is the line a headline with a byline or a day below it?"""
    below = range(index + 1, min(index + 4, len(blocks)))
    return len(blocks[index].text) >= 12 and any(_is_signed(blocks[at]) for at in below)


def _is_article(blocks: Sequence[Block], head: int, text: Sequence[int], body: frozenset[str]) -> bool:
    """Is the text below the headline long enough, about one matter, and about another than the first's?"""
    paragraphs = [blocks[index].text for index in text]
    sentences = sum(len(_SENTENCE.findall(one)) for one in paragraphs)
    enough = len(text) >= _PARAGRAPHS or (len(text) >= 2 and sentences >= _SENTENCES)
    if not enough or sum(map(len, paragraphs)) < _CHARACTERS:
        return False
    told = [topics(one) for one in paragraphs]
    about = topics(blocks[head].text)
    if kinship(" ".join(paragraphs), body) > _KIN:
        return False
    headed = len(about & (told[0] | told[1])) >= min(2, len(about))
    return cohesion(told) >= (_HEADED if headed else _COHERENT)
