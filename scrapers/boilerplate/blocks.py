"""Blocks: the lines of a dump and the paragraphs of a page, with what speaks for and against them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from scrapers.boilerplate.furniture import Mark

_COMMON = Path(__file__).parent / "data" / "common.txt"


class Block(NamedTuple):
    """One line or paragraph. ``linked``: share of its characters that are links. ``zone``: the kind of
    furniture that its place on the page makes it (a container of related articles), or None.
    ``heading``: marked up as one. ``mark``: what its words make it. ``node``: which element it came from.
    """

    text: str
    linked: float = 0.0
    zone: str | None = None
    heading: bool = False
    mark: Mark | None = None
    node: int = -1


class Blocks(tuple[Block, ...]):
    """The blocks of one page or dump, in order. Equal to itself alone, so that the steps of its cleaning
    can remember what they made of it without a comparison of all its lines.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Blocks:
        """The blocks as such, the very same if they are."""
        return blocks if isinstance(blocks, Blocks) else cls(blocks)


# 밝혔다. · 계획입니다.” · 좋겠어요! · 공감했다" · 실시(…)한다.  Also in the middle of a line.
SENTENCE_END = re.compile(
    r"(?:[가-힣](?:다|요|죠|까|네|음|함|임|됨|자)[.!?。]|[.!?]\s|다[.]?[”\"’'」』)]{1,3}$)"
)
# a headline may end so as well: 농어촌 마을버스 120대 전기차로 바꾼다
# and the paragraph of a release: … 전분기말 대비 0.5조원 감소하였음
_BARE_END = re.compile(r"(?:[다요]|[였했됐었겠있없]음|[가-힣](?:함|임|됨))$")
_CLOSED = re.compile(r"(?:[.!?。:;]|다|요|음|함|임|됨|것|등|끝)[”\"’'」』)\]>】*\s]{0,4}$")
_BULLET = re.compile(
    r"^(?:[□■○●◦ㅇ◇◆◈◎◉▣▤▪▫❏❐❑❒❖☐➢➤⇒⇨▲△▶▷▸•·∙※☞→*＊▢❍√✓✔①-⑳㉠-㉻➀-➓]|[-–—]\s|\(\d{1,2}\)|\d{1,2}[.)]\s|[가-하][.)]\s|<|＜|《|\[붙임)"
)
#: Marks with which press releases begin their paragraphs, and web pages don't.
RELEASE_BULLET = re.compile(r"^(?:[□■○◦ㅇ◇◆◈◎▣❏❐❑❒❖❍▢]|[-–—]\s[가-힣「‘“(]|[＊*]{1,3}\s?[(가-힣]|※\s)")
#: What ends a line is no longer.
_TAIL = 8
# 안전 예산을 크게 늘리기로… · 전국으로 확대할 계획이라고 ...
_ELLIPSIS = re.compile(r"(?:…|\.{2,3}|·{3})[”\"’']?$")
_INNER_END = re.compile(r"다[.]?[”\"’']?\s?(?=[가-힣“‘\"'(])")
_HANGUL = re.compile("[가-힣]")
_WORD = re.compile(r"([가-힣A-Za-z]{2})[가-힣A-Za-z]*+")


# 두 달을 기다렸답니다 ㅠㅠ · 꼭 챙겨 보세요 ^^ · 고맙습니다~ :) : a blog's sentence is over
_EMOTICON = re.compile(r"\s?(?:[ㅋㅎㅠㅜ]{1,6}|\^_?\^|[:;]-?\)|[~♡♥😊😂🥲👍]{1,4})[.!~\s]{0,4}$")
_FACE = 12


def is_closed(text: str) -> bool:
    """Does the line end where a sentence or an item may end?"""
    return bool(_CLOSED.search(text, len(text) - _TAIL))


def is_bullet(text: str) -> bool:
    """Does the line begin with a mark of a list or a press release's paragraph?"""
    return bool(_BULLET.match(text))


def is_teaser(text: str) -> bool:
    """Is it the beginning of another article, cut off by a fixed length: long, with sentences, never ended?

    「…의견을 청취했다. 이번 간담회는 지난해 6월 대법원이 가」
    """
    if laughs := _EMOTICON.search(text, len(text) - _FACE):
        text = text[: laughs.start()]
    if len(text) < 45 or (is_bullet(text) and not re.match(r"^\d{1,2}[.)]\s|^[-*•]\s", text)):
        return False
    if _ELLIPSIS.search(text, len(text) - _TAIL):
        return True
    return not is_closed(text) and len(text) >= 60 and bool(_INNER_END.search(text[:-1]))


def is_prose(text: str) -> bool:
    """A line of running text: long enough, with the end of a sentence in it."""
    return len(text) >= 25 and _is_prose(text)


@lru_cache(maxsize=1024)  # each step of the cleaning asks again
def _is_prose(text: str) -> bool:
    ended = SENTENCE_END.search(text) or (len(text) >= 70 and _BARE_END.search(text))
    return bool(ended) and not is_teaser(text)


# [앵커] · <기자> · ◀ 리포트 ▶ : who speaks in a broadcast's script
_SPEAKER = re.compile(
    r"^[\[<‹◀【(]\s?(?:앵커\s?(?:멘트)?|기자|리포트|리포터|인터뷰|녹취|현장음|VCR|캐스터|진행|질문|답변)\s?(?:멘트)?\s?[\]>›▶】)]$",
    re.I,
)
_SPEAKS = frozenset("[<‹◀【(")
# 경기도의 한 재활용 선별장입니다. : too short for prose, but a sentence
_SHORT_SENTENCE = re.compile(r"[가-힣](?:니다|다|요)[.!?]?[”\"’'\])」』]{0,3}$")


def is_speaker(text: str) -> bool:
    """Does the line only say who speaks next in a broadcast's script?"""
    return text[:1] in _SPEAKS and bool(_SPEAKER.match(text))


def is_short_sentence(text: str) -> bool:
    """A sentence of eight to some thirty characters, as in scripts of broadcasts and in blogs."""
    return 8 <= len(text) < 40 and bool(_SHORT_SENTENCE.search(text)) and not is_bullet(text)


# (세종=한빛뉴스) 김하늘 기자 = 정부가 … · [새길신문] 정부가 … · [한빛일보 김하늘 기자] … · 【양구】
_LEAD = re.compile(
    r"^[(\[【<](?:[^)\]】>\n]{0,20}(?:뉴스|일보|신문|통신|기자|경제|타임[즈스]|투데이|[가-힣]{2}\s?=)[^)\]】>\n]{0,20}[)\]】>]"
    r"|[가-힣]{2,4}】)"
)


def is_lead(text: str) -> bool:
    """Does the paragraph begin as the first one of an agency's or a paper's article, with place or outlet?"""
    return len(text) >= 30 and bool(_LEAD.match(text))


# 시민의견함 - 자유제안 - 정책토론 - 공론장 · 로그인 | 회원가입 | 즐겨찾기
_SEPARATED = re.compile(r"\s[-–|·>/]\s|\s{3,}|\t")


def _is_menu(text: str) -> bool:
    """Short words side by side: a menu that lost its lines."""
    parts = _SEPARATED.split(text, maxsplit=40)
    return len(parts) >= 4 and max(map(len, parts)) <= 16 and not re.search(r"\d[,.]\d|다[.]", text)


def weight(block: Block) -> float:
    """How much the block speaks for being in an article, about in characters of prose; may be negative."""
    text, size = block.text, min(len(block.text), 500)
    if is_speaker(text) and not block.zone:
        return 4.0
    if block.zone or block.mark:
        return -12.0 - (size * 0.3 if block.zone else 0)
    if block.linked > 0.5:
        return -10.0 - size * 0.4
    if is_teaser(text):
        return -0.6 * size
    if size >= 60 and len(_HANGUL.findall(text[:500])) < 0.15 * size:  # a translation, a licence in English
        return 0.1 * size
    if is_prose(text):
        return size * (1 - block.linked)
    if _is_menu(text):
        return -12.0
    return _light(block, size)


def _light(block: Block, size: int) -> float:
    """The weight of what is no running text: items, short sentences, headings, other lines."""
    if is_bullet(block.text):
        return min(size, 120) * 0.7
    if is_short_sentence(block.text) and block.linked < 0.1:
        return 0.4 * size
    if block.heading:
        return -6.0
    if size < 12:
        return -4.0
    return -5.0 if size < 40 else size * 0.35


@cache
def _common() -> frozenset[str]:
    lines = _COMMON.read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1024)
def topics(text: str) -> frozenset[str]:
    """What the text is about: the first two letters of its words, without those that any release holds."""
    return frozenset(map(str.lower, set(_WORD.findall(text)))) - _common()


def kinship(part: str, whole: Set[str]) -> float:
    """Share of the part's topics that the whole has too; paragraphs of one release rarely fall below 0.15
    and those of two releases rarely rise above it. A part without topics of its own counts as kin.
    """
    own = topics(part)
    return len(own & whole) / len(own) if own else 1.0


#: Only lines of this many characters and more are compared: short ones repeat by nature.
_MIN_REPEATED = 30


def repeated(texts: Sequence[str]) -> set[int]:
    """Indexes of the texts that stand twice and shall go: the later ones where a whole body is repeated (for
    mail, for mobile screens), the earlier one where a single paragraph stood alone before as a summary.
    """
    first: dict[str, int] = {}
    pairs = []
    for index, text in enumerate(texts):
        if len(text) >= _MIN_REPEATED:
            before = first.setdefault(text, index)
            if before != index:
                pairs.append((before, index))
    return {later for _, later in pairs} if len(pairs) > 1 else {earlier for earlier, _ in pairs}
