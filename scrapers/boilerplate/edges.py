"""Where the text of an article begins and ends within the blocks that hold it: subtitles, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from scrapers.boilerplate import sections
from scrapers.boilerplate.blocks import (
    RELEASE_BULLET,
    Block,
    is_bullet,
    is_closed,
    is_lead,
    is_prose,
    is_speaker,
    kinship,
    topics,
)

Kinds = Sequence[str | None]

#: Shorter texts may well change their matter.
_MIN_ARTICLE = 240
# - 태백·삼척·정선 세 곳, 월 임대료 18만 원부터 - · ▸ 누수 민원 잦은 서·남구부터 착공 : a release's subtitle
_DASHED = re.compile(r"^[-–—▸]\s?[^-–—\s].{5,90}(?<![.다요음함임됨])$")


def decks(blocks: Sequence[Block], kept: Sequence[int], *, headed: bool) -> list[int]:
    """Lines of subtitles with which a body begins, if running text follows; short ones without a mark only
    where the element may begin with title and subtitle (``headed``).
    """
    found: list[int] = []
    for index in kept[:-1]:
        text = blocks[index].text
        heading = text[0] in "[<【" and text[-1] in "]>】"  # [보도 내용] is a part of a rebuttal
        short = headed and not heading and len(text) <= _DECK and is_headline(blocks[index])
        if not (short or _DASHED.match(text) or _is_alone(blocks, kept, index)) or len(found) == _LINES:
            break
        found.append(index)
    rest = kept[len(found) :]
    return found if any(is_prose(blocks[index].text) for index in rest) else []


# ○ 5월 2일 연천을 시작으로 31개 시군 방문 : where no other line begins so, no item but a subtitle
def _is_alone(blocks: Sequence[Block], kept: Sequence[int], index: int) -> bool:
    text = blocks[index].text
    if text[0] not in "○◇◆▶■" or len(text) > 90 or not _OPEN_END.search(text):
        return False
    return sum(blocks[at].text[0] == text[0] for at in kept) == 1


_OPEN_END = re.compile(r"(?<![.다요음함임됨])$")


def before_lead(blocks: Sequence[Block], kept: Sequence[int]) -> Sequence[int]:
    """What stands above the paragraph with which a news article begins, (세종=한빛뉴스) 김하늘 기자 = …: a
    caption, a summary.
    """
    lead = next((at for at, index in enumerate(kept[:_LINES]) if is_lead(blocks[index].text)), 0)
    return kept[:lead]


#: A subtitle has no more lines, and none without a mark is longer.
_LINES, _DECK = 5, 60
#: Kinds that a cell or a line of a table may look like, inside an article.
CELLS = ("counters", "navigation", "other")


def to_end(
    blocks: Sequence[Block], own: Kinds, last: int, inside: range | None, cuts: Mapping[int, str]
) -> int:
    """The last block of the article's element, or of a release's part of the page, where nothing behind the
    last sentence is furniture: a table or a list closes the article.
    """
    release = sum(bool(RELEASE_BULLET.match(block.text)) for block in blocks[: last + 1]) >= _RELEASE
    edge = min((at for at in cuts if at > last), default=len(blocks))
    stop = inside.stop if inside and inside.stop < len(blocks) else edge if release else last + 1
    rest = range(last + 1, min(stop, edge))
    if len(rest) > _TAIL or any(blocks[at].linked > 0.3 or blocks[at].zone for at in rest):
        return last
    plain = all(own[at] in (None, *CELLS, "caption") for at in rest)
    return rest.stop - 1 if plain and rest else last


#: Tables at the end of an article have no more lines; a release has so many paragraphs with □ or ○ at least.
_TAIL, _RELEASE = 150, 3


def extend(
    blocks: Sequence[Block], own: Kinds, cuts: Mapping[int, str], first: int, last: int
) -> tuple[int, int]:
    """The run, with the short sentences, notes and items right beside it."""
    while (
        first > 0 and first not in cuts and own[first - 1] is None and _is_short_sentence(blocks[first - 1])
    ):
        first -= 1
    while last + 1 < len(blocks) and last + 1 not in cuts and own[last + 1] is None:
        block = blocks[last + 1]
        if not (_is_short_sentence(block) or (is_bullet(block.text) and block.linked < 0.5)):
            break
        last += 1
    return first, last


# 감사합니다. · 끝. · 많은 관심 바랍니다!
def _is_short_sentence(block: Block) -> bool:
    return block.linked < 0.5 and bool(re.search(r"(?:[다요음함임됨끝]|니까)[.!?][”\"’')]{0,2}$", block.text))


def trim(
    blocks: Sequence[Block], own: Kinds, first: int, last: int, verses: Set[int] = frozenset()
) -> tuple[int, int]:
    """Without the headlines in front of the first sentence, and without a stranger's text at the end.
    ``verses``: short lines that are the article's, though they look like headlines.
    """
    first = _behind_slogan(blocks, own, first, last)
    while first < last and (own[first] is not None or (is_headline(blocks[first]) and first not in verses)):
        first += 1
    other = _list_at(blocks, own, first, last)
    last = last if other is None else other - 1
    while last > first and (own[last] is not None or not _may_end(blocks[last].text)):
        last -= 1
    last = _before_notice(blocks, own, first, last)
    kept = [index for index in range(first, last + 1) if own[index] is None]
    foreign = translation(blocks, kept)
    return first, foreign[0] - 1 if foreign else last


def translation(blocks: Sequence[Block], kept: Sequence[int]) -> Sequence[int]:
    """The end of a Korean article that is its summary in another language."""
    korean = next((at for at in range(len(kept) - 1, -1, -1) if _HANGUL.search(blocks[kept[at]].text)), -1)
    foreign = kept[korean + 1 :]
    return foreign if sum(len(blocks[index].text) for index in foreign) >= 150 else ()


_HANGUL = re.compile("[가-힣]")


# 느려도 괜찮아요. 올해도 함께 걷습니다.
_POLITE = re.compile(r"(?:니다|요)[.!]?[”\"’')]{0,2}$")


def _behind_slogan(blocks: Sequence[Block], own: Kinds, first: int, last: int) -> int:
    """The first block without a sentence about something else in front of the headline: the site's slogan."""
    prose = [at for at in range(first, last + 1) if sections.is_own_prose(blocks[at], own[at])]
    if len(prose) < 3 or prose[0] != first or prose[1] == first + 1:
        return first
    told = [topics(blocks[at].text) for at in prose]
    rest = frozenset().union(*told[1:])
    between = (blocks[at] for at in range(first + 1, prose[1]))
    heads = [block for block in between if is_headline(block) and len(block.text) >= 8]
    polite = [bool(_POLITE.search(blocks[at].text)) for at in prose]
    quoted = blocks[first].text[0] in "“\"‘'"
    strange = 3 * len(told[0] & rest) <= len(told[0]) and polite[0] and not all(polite) and not quoted
    return prose[1] if strange and any(kinship(head.text, rest) >= 0.5 for head in heads) else first


# 매일 아침 꼭 알아야 할 소식을 메일로 보내 드립니다. · but 자세한 내용은 누리집에서 확인할 수 있습니다.
_POINTS = re.compile(r"자세한|상세한|문의|신청|확인|참고|참조|바랍니다|감사합니다|^[※*☞]")


def _before_notice(blocks: Sequence[Block], own: Kinds, first: int, last: int) -> int:
    """The last block before polite sentences of the site's own, where the article is in plain style."""
    prose = [at for at in range(first, last + 1) if sections.is_own_prose(blocks[at], own[at])]
    polite = {at for at in prose if _POLITE.search(blocks[at].text)}
    plain = [at for at in prose if at not in polite]
    if len(plain) < max(2, 4 * len(polite)) and len(plain) < len(prose) - 1:
        return last
    said = frozenset().union(*(topics(blocks[at].text) for at in plain))
    while last in polite and plain and last > plain[-1]:
        text = blocks[last].text
        if _POINTS.search(text) or text[0] in "“\"‘'" or topics(text) & said:
            break
        last -= 1
    return last


def _may_end(text: str) -> bool:
    """An article ends with a sentence or an item of a list, not with an address or a menu."""
    return is_prose(text) or is_bullet(text) or is_closed(text)


_CLOSED = re.compile(r"[.。][”\"’')\]]{0,3}$|(?:요|죠|니다|니까|데요)[.!?]{1,3}$")


#: Longer lines that end as sentences do are paragraphs, also without a full stop: … 감소하였음
_PARAGRAPH = 70


def is_headline(block: Block) -> bool:
    text = block.text
    if is_bullet(text) or is_speaker(text) or _CLOSED.search(text):
        return False
    return block.heading or len(text) <= _PARAGRAPH or (len(text) <= 100 and not is_prose(text))


def behind_list(blocks: Sequence[Block], own: Kinds, kept: Sequence[int]) -> Sequence[int]:
    """All from where a list of other articles begins that stands in the article's own element."""
    start = _list_at(blocks, own, kept[0], kept[-1]) if kept else None
    return () if start is None else [index for index in kept if index >= start]


def _list_at(blocks: Sequence[Block], own: Kinds, first: int, last: int) -> int | None:
    """The first block of a list of other articles behind the article, if there is one."""
    inner, kinds = blocks[first : last + 1], own[first : last + 1]
    for index in sorted(sections.lists(inner, kinds, {})):
        if sum(len(block.text) for block in inner[:index]) >= _MIN_ARTICLE:
            return first + index
    return None


def last_headings(blocks: Sequence[Block], kept: Sequence[int]) -> Sequence[int]:
    """Headings with which the text would end."""
    end = len(kept)
    while end and blocks[kept[end - 1]].heading:
        end -= 1
    return kept[end:]
