"""The article's title and subtitle, among the headlines, board names and menus that stand before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from scrapers.boilerplate.blocks import Block, is_bullet, is_prose, kinship, topics
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.kinds import LISTS
from scrapers.boilerplate.stamps import stamp

Kinds = Sequence[str | None]

#: Names of boards and sections, which pages like to give as their title.
_BOARD_NAME = re.compile(
    r"^(?:보도자료|보도·?설명자료?|설명자료|해명자료|알림마당|알림·?소식|뉴스·?소식|새소식|공지사항|정책뉴스|정책브리핑|브리핑룸|"
    r"게시판|소식|자료실|언론보도|홍보|누리집|홈페이지|대한민국 정책브리핑|상세보기|게시글 상세|"
    r"본문|기사|뉴스|메인|홈)"
    r"(?:\s?(?:상세|상세보기|보기|목록|게시판|view|list))?$",
    re.I,
)
# 제목 < 정책 < 기사본문 - 새길뉴스 · 제목 | 행정안전부 > 소식 > 보도자료 · 제목 :: 한빛일보
_TRAIL = re.compile(r"\s(?:<|>|\||::|»|›|｜|ㅣ|:)\s")
_SITE = re.compile(r"\s[-–—]\s([^-–—]{2,24})$")
# 행자부, 지원사업 7개 선정 - 2017년도 해외진출 지원 착수
_DASHED = re.compile(r"^(.{8,120}?)\s[-–—]\s(?=\S)(.{8,200})$")
# 새길신문 · 한빛일보 · 데일리새길 뉴스
_OUTLET = re.compile(
    r"^.{0,12}(?:신문|일보|뉴스|타임즈|타임스|저널|투데이|닷컴|미디어|방송|통신|경제|브리핑|블로그)$"
)
_PREFIX = re.compile(r"^(?:제\s?목|기사제목)\s{0,3}(?:[:：|]|\s)\s{0,3}|^#{1,6}\s")


def without_site(title: str) -> str:
    """The content of a ``<title>`` or ``og:title`` without the site's name and menu trail."""
    first = _TRAIL.split(title, maxsplit=1)[0].strip()
    first = first if len(first) >= 6 else title
    found = _SITE.search(first)
    return first[: found.start()].strip() if found and len(first[: found.start()]) >= 6 else first


def is_board_name(text: str) -> bool:
    """보도자료, 알림마당, 정책뉴스: the name of a board, not of an article."""
    return bool(_BOARD_NAME.match(text.strip()))


def halves(line: str) -> tuple[str, str | None]:
    """``headline - subtitle`` on one line → both; a site's name behind the dash is no subtitle."""
    line = _PREFIX.sub("", line.strip(" |")).strip()
    found = _DASHED.match(line)
    if found and (len(found[2]) >= 14 or " " in found[2]) and not _OUTLET.search(found[2]):
        return found[1].strip(), found[2].strip(" -–—")
    return line, None


def heading(
    blocks: Sequence[Block], kinds: Kinds, hints: Sequence[str] = ()
) -> tuple[str | None, str | None, set[int]]:
    """Title and subtitle in front of the body → (title, subtitle, indexes of their blocks).

    ``hints``: what page metadata says the title is. None where no line is a headline of this article.
    """
    first = next((index for index, kind in enumerate(kinds) if kind is None), len(blocks))
    body = topics(" ".join(b.text for b, kind in zip(blocks, kinds, strict=True) if kind is None))
    often = Counter(key(block.text) for block in blocks[:first])
    scored = [
        (_score(blocks, kinds, index, often, body, hints), -index)
        for index in range(first)
        if _may_be_title(blocks[index], kinds[index])
        and (kinds[index] in ("other", "title") or kinship(blocks[index].text, body) >= 0.4)
    ]
    if not scored or max(scored)[0] < 1.0:
        return None, None, set()
    chosen = _upper(blocks, {-place: score for score, place in scored}, -max(scored)[1], body)
    title, subtitle = halves(blocks[chosen].text)
    title = without_site(title)
    own = {key(blocks[chosen].text), key(title)}
    same = {i for i, block in enumerate(blocks) if {key(block.text), key(without_site(block.text))} & own}
    if subtitle:
        return title, subtitle, same
    below = _below(blocks, kinds, max(i for i in same if i < first), first, body)
    subtitle = " ".join(blocks[index].text.strip("-–— ") for index in below) or None
    return title, subtitle, same | set(below)


def _upper(blocks: Sequence[Block], scores: dict[int, float], chosen: int, body: frozenset[str]) -> int:
    """Of two headlines, one right above the other and both about the article, the upper is the title and the
    lower its subtitle.
    """
    above = chosen - 1
    pair = (
        above in scores and blocks[above].heading == blocks[chosen].heading and len(blocks[above].text) >= 10
    )
    near = pair and scores[above] >= scores[chosen] - 1.5 and kinship(blocks[above].text, body) >= 0.3
    return above if near else chosen


# 기획재정부 · 강원특별자치도 정선군청 · 행정안전부 홈페이지 : whose page it is
_OWNER_NAME = re.compile(
    r"^(?:[가-힣]{2,10}\s){0,2}[가-힣]{1,12}"
    r"(?:부|처|청|시청|군청|구청|도청|위원회|공사|공단|재단|홈페이지|누리집)$"
)


# - 12월 1일부터 범부처 24시간 상황실 운영 -
_DASH_LINE = re.compile(r"^[-–—]\s?[^\s-].{6,90}(?<![.다])$")


def dashed(blocks: Sequence[Block], kinds: Kinds, title: int) -> list[int]:
    """Lines of a release right below its title that begin with a dash and are no sentences, where the first
    paragraph follows: its subtitle. Items of a list stand below a paragraph, never below the title.
    """
    below: list[int] = []
    for index in range(title + 1, min(title + 4, len(blocks))):
        if kinds[index] is not None or not _DASH_LINE.match(blocks[index].text):
            break
        below.append(index)
    after = title + 1 + len(below)
    return below if after < len(blocks) and not blocks[after].text.startswith(("-", "–", "—")) else []


def _may_be_title(block: Block, kind: str | None) -> bool:
    text = block.text
    if (
        kind not in ("other", "title", *LISTS)
        or block.mark
        or block.zone
        or is_board_name(text)
        or _OWNER_NAME.match(text)
    ):
        return False
    return 5 <= len(text) <= 200 and not (is_prose(text) and text.endswith("."))


def _score(
    blocks: Sequence[Block],
    kinds: Kinds,
    index: int,
    often: Counter[str],
    body: frozenset[str],
    hints: Sequence[str],
) -> float:
    """What speaks for this line: kinship to the body, repetition, what page metadata says, what follows."""
    text = without_site(blocks[index].text)
    score = 3.0 * kinship(text, body) if topics(text) else 0.0
    score += 1.5 * (often[key(text)] > (text == blocks[index].text))
    score += 2.5 * any(_alike(text, hint) for hint in hints)
    score += 1.0 * blocks[index].heading
    score += 0.7 * any(
        kind in ("date", "byline", "share", "counters", "contact") for kind in kinds[index + 1 : index + 6]
    )
    score += 0.4 * (index == 0) + 0.6 * (len(text) >= 15)
    return score - 0.6 * blocks[index].linked - (0.8 if len(text) < 9 else 0.0)


def _alike(one: str, other: str) -> bool:
    a, b = key(one), key(other)
    return len(a) >= 5 and len(b) >= 5 and (a in b or b in a)


def _below(blocks: Sequence[Block], kinds: Kinds, title: int, first: int, body: frozenset[str]) -> list[int]:
    """Lines between title and body that are about the same matter: at most three, in a row."""
    found: list[int] = []
    for index in range(title + 1, first):
        text = blocks[index].text
        fits = kinds[index] in ("other", *LISTS) and not blocks[index].mark and 9 <= len(text) <= 160
        # 2025.11.18기후에너지환경부 : the line of date and sender below a title
        fits = fits and stamp(text[:11]) is None
        if fits and kinship(text, body) >= (0.1 if index == title + 1 else 0.25) and not text.startswith("•"):
            found.append(index)
        elif found and (not is_bullet(text) or len(found) == 3):
            break
    return found[:3]
