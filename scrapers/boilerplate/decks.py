"""The deck of an article: one or several lines below its title, in a release between dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.boilerplate.blocks import Block, is_bullet, is_prose, kinship
from scrapers.boilerplate.kinds import LISTS
from scrapers.boilerplate.labels import stated
from scrapers.boilerplate.stamps import stamp

Kinds = Sequence[str | None]


# - 12월 1일부터 범부처 24시간 상황실 운영 -
DASH_LINE = re.compile(r"^[-–—]\s?[^\s-].{6,90}(?<![.다])$")


# - 12월 1일부터 범부처 24시간 상황실 운영 -
_BETWEEN_DASHES = re.compile(r"^[-–—]\s?[^\s-].{5,90}\S\s?[-–—]$")


def between_dashes(blocks: Sequence[Block], inside: Sequence[int]) -> list[int]:
    """The lines at the head of the body (``inside``) that stand between dashes: a release's deck."""
    found: list[int] = []
    for index in inside[:3]:
        if not _BETWEEN_DASHES.match(blocks[index].text):
            break
        found.append(index)
    return found if len(found) < len(inside) else []


def dashed(blocks: Sequence[Block], kinds: Kinds, title: int) -> list[int]:
    """Lines of a release right below its title that begin with a dash and are no sentences, where the first
    paragraph follows: its subtitle. Items of a list stand below a paragraph, never below the title.
    """
    below: list[int] = []
    for index in range(title + 1, min(title + 4, len(blocks))):
        if kinds[index] is not None or not DASH_LINE.match(blocks[index].text):
            break
        below.append(index)
    after = title + 1 + len(below)
    return below if after < len(blocks) and not blocks[after].text.startswith(("-", "–", "—")) else []


# ◇ 30년 넘은 가게 가운데 국민 추천 반영해 뽑아… 누적 1,240곳 · ○ 5월 2일 연천부터 62곳 방문
_MARKED = re.compile(r"^[○◇◆▸▶▷◈●ㅇ]\s?[^\s].{10,90}(?<![.다요음함임됨:])$")


def marked(blocks: Sequence[Block], inside: Sequence[int]) -> list[int]:
    """Lines with a mark at the head of the body (``inside``) that are no sentences, above its first
    paragraph, which has none: a release's deck. Items of a list stand below a paragraph.
    """
    found: list[int] = []
    for index in inside[:3]:
        text = blocks[index].text
        if not _MARKED.match(text) or (found and text[0] != blocks[found[0]].text[0]):
            break
        found.append(index)
    after = inside[len(found)] if len(found) < len(inside) else None
    if after is None or is_bullet(blocks[after].text) or not is_prose(blocks[after].text):
        return []
    return found


def bare(text: str) -> str:
    """A deck's line without its marks: ``○ 62곳 방문``, ``- 62곳 방문 -`` → 62곳 방문."""
    return text.strip("-–—○◇◆▸▶▷◈●□■ ").removeprefix("ㅇ ").strip()


# 기사에서 나온 핵심 질문 · AI 질문: what stands below such a heading was asked by a machine
_ASKED = re.compile(r"^\W{0,3}(?:기사에서\s.{0,10})?(?:핵심|주요|AI|추천)\s?질문.{0,4}$")
# 담당부서 광역버스과 · 작성자 김하늘: a label with its value, between title and body
_LABELS = ("department", "author", "published", "modified", "outlet", "counter")
# 00:00 / 02:14 · 보도자료.hwp미리보기 · 곽은찬 기자정치부: what stands between title and body and is neither
_NO_DECK = re.compile(
    r"(?:고 있다|모습|장면|전경)\.?$|^[\W\d:]{0,20}$|\.(?:hwpx?|pdf|jpe?g|png|zip|xlsx?|mp4)(?![A-Za-z])|(?:기자|특파원|앵커)(?:$|[\s(\[]|[가-힣]{1,5}부$)|https?://|@"
    r"|20\d\d[./-]\d{1,2}[./-]\d{1,2}|플레이어|재생목록|자동재생"
)
# 오전에 대기열이 생겼으나 오후에는 풀림. : a summary by the site; a deck has no full stop
_SENTENCES = re.compile(r"[가-힣][.。]\s?$|다\.|[가-힣]\.\s[가-힣]|니다[.!]?$|(?:요|죠)[.!?]$")


def below(blocks: Sequence[Block], kinds: Kinds, title: int, first: int, body: frozenset[str]) -> list[int]:
    """Lines between title and body that are about the same matter: at most three, in a row."""
    found: list[int] = []
    for index in range(title + 1, first):
        text = blocks[index].text
        if _ASKED.match(text):
            break
        next_line = index == (found[-1] if found else title) + 1
        if DASH_LINE.match(text) and (kinds[index] == "title" or (kinds[index] == "other" and next_line)):
            found.append(index)
            continue
        fits = kinds[index] in ("other", "title", *LISTS) and not blocks[index].mark and 9 <= len(text) <= 160
        fits = fits and not (_NO_DECK.search(text) or _SENTENCES.search(text) or _labelled(text))
        # 2025.11.18기후에너지환경부 : the line of date and sender below a title
        fits = fits and stamp(text[:11]) is None
        same = bool(found) and index == found[-1] + 1 and 0 <= blocks[index].node == blocks[found[-1]].node
        kin = same or kinship(text, body) >= (0.1 if index == title + 1 else 0.25)
        if fits and kin and not text.startswith("•"):
            found.append(index)
        elif found and (not is_bullet(text) or len(found) == 3):
            break
    return found[:3]


def _labelled(text: str) -> bool:
    return any(one.field in _LABELS and text.lstrip(" •*|").startswith(one.label) for one in stated(text))
