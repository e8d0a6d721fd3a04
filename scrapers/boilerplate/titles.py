"""The article's title and subtitle, among the headlines, board names and menus that stand before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from scrapers.boilerplate.blocks import Block, is_bullet, is_prose, kinship, topics
from scrapers.boilerplate.decks import DASH_LINE, below
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.genres import is_head
from scrapers.boilerplate.kinds import LISTS
from scrapers.boilerplate.labels import stated

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
_LABELLED = re.compile(r"^\W{0,3}(?:제\s?목|기사\s?제목|글\s?제목)\s{0,3}[:：|│\s]\s{0,3}\S")
_PREFIX = re.compile(r"^[│|*•\s]{0,4}(?:제\s?목|기사\s?제목|글\s?제목)\s{0,3}(?:[:：|│]|\s)\s{0,3}|^#{1,6}\s")


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
    line = _PREFIX.sub("", line.strip(" |│")).strip(" |│")
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
        if _may_be_title(blocks[index], kinds[index], hints)
        and (kinds[index] not in LISTS or kinship(blocks[index].text, body) >= 0.4)
    ]
    if not scored or max(scored)[0] < 1.0:
        return None, None, set()
    chosen = _upper(blocks, {-place: score for score, place in scored}, -max(scored)[1], body)
    labelled = any(stated(block.text) for block in blocks[chosen + 1 : chosen + 4])
    title, subtitle = halves(_trimmed(blocks[chosen].text, labelled=labelled))
    title = _without_category(without_site(title), hints)
    own = {key(blocks[chosen].text), key(title)}
    least = min(map(len, own))
    same = {
        i
        for i, block in enumerate(blocks)
        if len(block.text) >= least and {key(block.text), key(without_site(block.text))} & own
    }
    if subtitle:
        return title, subtitle, same
    lower = below(blocks, kinds, max(i for i in same if i < first), first, body)
    subtitle = " ".join(blocks[index].text.strip("-–— ") for index in lower) or None
    return title, subtitle, same | set(lower)


# 홈 > 경제 > 산업 산업부, … 제안 · > 뉴스 > 수산·어촌 어촌뉴딜 … · * 어촌뉴딜 …
_BEFORE = re.compile(
    r"^(?:[*•+:>]\s{1,4})?(?:\S{1,12}\s)?(?:[>›»]\s?[^\s>›»]{1,12}\s){1,4}(?=\S.{10})|^[*•+:]\s{1,4}"
)
# … 시설비 지원 글쓴이 · … 1200명 보탠다 가장 많이 본 뉴스 · … 완공 입력: the next label on the same line
_AFTER = re.compile(
    r"(?<=\S)\s(?:글쓴이|작성자|등록자|등록일|작성일|페이지 정보|관리 메뉴|언론사|가장 많이 본 뉴스|조회수"
    r"|공유하기|기사 ?입력)(?:\s.{0,60})?$"
)


# 농식품부 농식품부, 목장 40곳에 시설비 지원: the board's category before the headline
_TWICE = re.compile(r"^([가-힣]{2,10})\s(?=\1[,\s·])")


def _trimmed(line: str, *, labelled: bool) -> str:
    """The headline in a line that holds the trail of menus before it and the first label behind it, too.
    ``labelled``: other labels follow on the next lines, so that 제목 at its beginning is one.
    """
    named = next((one.value for one in stated(line) if one.field == "title" and len(one.value) >= 8), None)
    if named:
        return named
    short = _TWICE.sub("", _AFTER.sub("", _BEFORE.sub("", line)))
    if labelled and short.startswith("제목") and len(short) >= 12:
        short = short[2:].strip(" :：|│")
    return short if len(short) >= 8 else line


def _upper(blocks: Sequence[Block], scores: dict[int, float], chosen: int, body: frozenset[str]) -> int:
    """Of headlines one right above the other and all about the article, the uppermost is the title and the
    others its deck.
    """
    if _LABELLED.match(blocks[chosen].text):
        return chosen
    upper = chosen
    for above in range(chosen - 1, chosen - 4, -1):
        text = blocks[above].text if above in scores else ""
        if " " not in text or blocks[above].heading != blocks[chosen].heading:
            break
        kin = kinship(text, body)
        near = scores[above] >= scores[chosen] - 1.5 and kin >= 0.3 and len(text) >= 10
        longer = len(text) >= 18 and len(text) >= len(blocks[chosen].text) and kin >= 0.12
        if near or longer:
            upper = above
    return upper


# 기획재정부 · 강원특별자치도 정선군청 · 행정안전부 홈페이지 : whose page it is
_OWNER_NAME = re.compile(
    r"^(?:[가-힣]{2,10}\s){0,2}[가-힣]{1,12}"
    r"(?:부|처|청|시청|군청|구청|도청|위원회|공사|공단|재단|홈페이지|누리집)$"
)


# [포토] 겨울 철새 먹이 나누는 총리: an article of one picture, whose headline looks like a caption
_PHOTO = re.compile(r"^\W{0,2}(?:포토|사진|화보|카드뉴스|영상|그래픽)\W{0,2}\s?\S.{5,90}(?<![.)\]])$")
# SW > AI·클라우드 · 사회 / 환경 · • 재난방송 · + 자료실 · 안전 상식 (402)
_SECTION = re.compile(
    r"^\W{0,3}\S{1,12}(?:\s?[>›»/]\s?\S{1,14}){1,4}$|^[•*+·]\s.{1,12}$|^.{1,16}\s\(\d{1,5}\)$"
)


def first_line(blocks: Sequence[Block], kinds: Kinds) -> int | None:
    """The first line of a release's text, where it is its headline: below ``[보도자료] 국토교통부``."""
    inside = [index for index, kind in enumerate(kinds) if kind is None]
    if len(inside) < 2:
        return None
    text = blocks[inside[0]].text
    fits = 8 <= len(text) <= 80 and not is_bullet(text) and not text.endswith((".", ":"))
    return inside[0] if fits and not is_prose(text) else None


def _without_category(title: str, hints: Sequence[str]) -> str:
    """``바다 정책바닷속에도 나무를 심는다고요?`` → without the category before it, where the head of
    the page states the title alone.
    """
    inner = (
        hint for hint in hints if len(hint) >= 10 and title.endswith(hint) and len(title) - len(hint) <= 30
    )
    return next(inner, title)


def _may_be_title(block: Block, kind: str | None, hints: Sequence[str]) -> bool:
    text = block.text
    if kind == "caption" and _PHOTO.match(text):  # [포토] 겨울 철새 먹이 나누는 총리
        return True
    if block.zone:
        return False
    said = any(key(text) == key(hint) for hint in hints) and len(key(text)) >= 8
    if said and kind is not None:
        return True
    if (
        kind not in ("other", "title", *LISTS)
        or block.mark
        or is_board_name(text)
        or is_head(text)
        or _OWNER_NAME.match(text)
        or DASH_LINE.match(text)
        or _SECTION.match(text)
        or (_OUTLET.match(text) and len(text) <= 15)
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
    about = topics(text)
    # a word or two that the body has too say little: 안전 상식
    score = 3.0 * kinship(text, body) * min(1.0, 0.4 + 0.15 * len(about)) if about else 0.0
    score += 1.5 * (often[key(text)] > (text == blocks[index].text) and len(key(text)) >= 8)
    score += 2.5 * any(_alike(text, hint) for hint in hints)
    score += 1.0 * blocks[index].heading
    score += 2.0 * bool(_LABELLED.match(blocks[index].text))
    score += 0.7 * any(kind in _HEAD_KINDS for kind in kinds[index + 1 : index + 6])
    score += 0.8 * any(kind in ("date", "byline", "contact") for kind in kinds[index + 1 : index + 2])
    score -= 1.0 * any(kind in ("date", "byline") for kind in kinds[max(0, index - 9) : index])
    score += 0.4 * (index == 0) + 0.6 * (len(text) >= 15)
    first = next((at for at, kind in enumerate(kinds) if kind is None), len(kinds))
    score -= min(1.2, 0.03 * (first - index))
    return score - 0.6 * blocks[index].linked - (0.8 if len(text) < 9 else 0.0)


_HEAD_KINDS = ("date", "byline", "share", "counters", "contact")


def _alike(one: str, other: str) -> bool:
    a, b = key(one), key(other)
    return len(a) >= 5 and len(b) >= 5 and (a in b or b in a)
