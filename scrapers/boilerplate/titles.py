"""The article's title and subtitle, among the headlines, board names and menus that stand before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from scrapers.boilerplate.blocks import Block, is_bullet, is_prose, kinship, topics
from scrapers.boilerplate.decks import DASH_LINE, below
from scrapers.boilerplate.furniture import key
from scrapers.boilerplate.genres import is_head
from scrapers.boilerplate.headlines import own_hints, trimmed, without_category
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
# 광역버스 예약 늘린다- 하루 3,100석으로 - : a deck between dashes behind the headline
_DECKED = re.compile(r"^(.{8,120}?)\s?[-–—]\s(?=\S)([^-–—]{8,200})\s[-–—]$")
# 새길신문 · 한빛일보 · 데일리새길 뉴스
_OUTLET = re.compile(
    r"^.{0,12}(?:신문|일보|뉴스|타임즈|타임스|저널|투데이|닷컴|미디어|방송|통신|경제|브리핑|블로그)$"
)
# 담당부서 은행감독국 은행총괄팀 · 작성자 : 사무국
_POSTED_BY = re.compile(
    r"^\W{0,3}(?:담당\s?부서|작성\s?부서|담당자|작성자|등록자|글쓴이|연락처|전화번호)"
    r"(?:\s?[:：|]|(?:\s[^\s,“‘\"']{2,12}){1,2}$)"
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
    if decked := _DECKED.match(line):
        return decked[1].strip(), decked[2].strip()
    found = _DASHED.match(line)
    if found and (len(found[2]) >= 14 or " " in found[2]) and not _OUTLET.search(found[2]):
        return found[1].strip(), found[2].strip(" -–—")
    return line, None


#: With fewer letters and digits a line is repeated, or said by the page's head, by chance.
_TELLING = 8


def heading(
    blocks: Sequence[Block], kinds: Kinds, hints: Sequence[str] = ()
) -> tuple[str | None, str | None, set[int]]:
    """Title and subtitle in front of the body → (title, subtitle, indexes of their blocks).

    ``hints``: what page metadata says the title is. None where no line is a headline of this article.
    """
    first = next((index for index, kind in enumerate(kinds) if kind is None), len(blocks))
    body = topics(" ".join(b.text for b, kind in zip(blocks, kinds, strict=True) if kind is None))
    often = Counter(key(block.text) for block in blocks[:first] if len(block.text) >= _TELLING)
    hints = own_hints(blocks, kinds, first, body, hints)
    said = {name for hint in hints if len(name := key(hint)) >= _TELLING}
    scored = [
        (_score(blocks, kinds, index, often, body, hints), -index)
        for index in range(first)
        if _may_be_title(blocks[index], kinds[index], said)
        and not (index and blocks[index].text.startswith(_GOING_ON))
        and (kinds[index] not in LISTS or kinship(blocks[index].text, body) >= 0.4)
    ]
    if not scored or max(scored)[0] < 1.0:
        return None, None, set()
    chosen = _upper(blocks, {-place: score for score, place in scored}, -max(scored)[1], body, hints)
    labelled = any(stated(block.text) for block in blocks[chosen + 1 : chosen + 4])
    title, subtitle = halves(trimmed(blocks[chosen].text, labelled=labelled))
    alone = [block.text for block in blocks[chosen + 1 : first]]
    title = without_category(without_site(title), [*hints, *alone])
    own = {key(blocks[chosen].text), key(title)}
    least = min(map(len, own))
    same = {i for i, block in enumerate(blocks) if len(block.text) >= least and _is_one_of(own, block.text)}
    if subtitle:
        return title, subtitle, same
    if (more := _continued(blocks, chosen, first)) is not None:
        title, same = title + blocks[more].text, same | {more}
    lower = below(blocks, kinds, max(i for i in same if i < first), first, body)
    subtitle = " ".join(blocks[index].text.strip("-–— ") for index in lower) or None
    return title, subtitle, same | set(lower)


def _is_one_of(keys: Set[str], text: str) -> bool:
    """Is the text with one of these keys, as it stands or without the name of a site?"""
    whole = key(text)
    return whole in keys or (any(one in whole for one in keys) and key(without_site(text)) in keys)


_GOING_ON = ("…", "‥", "...")
# 보도시점 배포 즉시 보도 배포 2023. 7. 27.(목) : the head table of a release, whose title stands below
_RELEASED = re.compile(r"^\W{0,3}(?:보\s?도\s?(?:시\s?점|일\s?시)|엠바고)")


def _continued(blocks: Sequence[Block], chosen: int, first: int) -> int | None:
    """The line right below a headline that goes on with it: ``차량 몰수`` above ``… 합동 대책 시행``."""
    below = chosen + 1
    goes_on = below < first and blocks[below].text.startswith(_GOING_ON)
    return below if goes_on and 8 <= len(blocks[below].text) <= 80 else None


def _upper(
    blocks: Sequence[Block],
    scores: dict[int, float],
    chosen: int,
    body: frozenset[str],
    hints: Sequence[str] = (),
) -> int:
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
        said = any(_alike(blocks[chosen].text, hint) for hint in hints)
        headline = kin >= 0.5 and len(text) >= 15 and not said and not blocks[above].linked
        if near or longer or headline:
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


def _may_be_title(block: Block, kind: str | None, hints: Set[str]) -> bool:
    """May the block be the title? ``hints``: what the page's head says that it is, as keys."""
    text = block.text
    if kind == "caption" and _PHOTO.match(text):  # [포토] 겨울 철새 먹이 나누는 총리
        return True
    said = len(text) >= _TELLING and key(text) in hints
    if block.zone:  # a heading among the buttons of its article's head
        return said and block.heading and block.zone in (*_HEAD_KINDS, "other")
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
        or _POSTED_BY.match(text)
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
    score += 1.5 * (often[key(text)] > (text == blocks[index].text) and len(key(text)) >= _TELLING)
    score += 2.5 * any(_alike(text, hint) for hint in hints)
    score += 1.0 * blocks[index].heading
    score += 2.0 * bool(_LABELLED.match(blocks[index].text))
    table = [bool(_RELEASED.match(block.text)) for block in blocks[max(0, index - 9) : index + 6]]
    if not any(table):
        score += 0.7 * any(kind in _HEAD_KINDS for kind in kinds[index + 1 : index + 6])
        score += 0.8 * any(kind in ("date", "byline", "contact") for kind in kinds[index + 1 : index + 2])
        score -= 1.0 * any(kind in ("date", "byline") for kind in kinds[max(0, index - 9) : index])
    score += 0.6 * any(block.text.startswith(_GOING_ON) for block in blocks[index + 1 : index + 2])
    score += 0.4 * (index == 0) + 0.6 * (len(text) >= 15)
    first = next((at for at, kind in enumerate(kinds) if kind is None), len(kinds))
    score -= min(1.2, 0.03 * (first - index))
    return score - 0.6 * blocks[index].linked - (0.8 if len(text) < 9 else 0.0)


_HEAD_KINDS = ("date", "byline", "share", "counters", "contact")


def _alike(one: str, other: str) -> bool:
    a, b = key(one), key(other)
    return len(a) >= 5 and len(b) >= 5 and (a in b or b in a)
