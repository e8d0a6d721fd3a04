"""Whole HTML pages around generated articles: several sites, their menus, lists and scripts, 15 to 80 KB."""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass
from html import escape

from tests.bench import chrome, sites
from tests.bench.sites import Layout
from tests.bench.stories import Article, article, others


@dataclass(frozen=True, slots=True)
class Site:
    """One site. charset: what its bytes are in. size: characters of styles and scripts. depth: sections of
    its menu. described: whether the head describes the article (og:title and so on).
    """

    name: str
    layout: Layout
    charset: str
    size: int
    depth: int
    described: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the id of its article, its address, its HTML, and the charset that its bytes are in."""

    id: str
    url: str
    published: str
    html: str
    charset: str

    @property
    def content(self) -> bytes:
        """The bytes that a server sends; EUC-KR means cp949, as browsers read it."""
        return self.html.encode("cp949" if self.charset == "euc-kr" else self.charset)


SITES = (
    Site("한결경제", sites.paper, "utf-8", 24_000, 8, described=True),
    Site("서남일보", sites.paper, "utf-8", 42_000, 10, described=True),
    Site("누리일보", sites.paper, "utf-8", 12_000, 6, described=True),
    Site("새벽신문", sites.portal, "utf-8", 52_000, 9, described=True),
    Site("산업저널", sites.portal, "utf-8", 30_000, 7, described=True),
    Site("해맑은물관리청", sites.ministry, "utf-8", 14_000, 11, described=False),
    Site("새길교통부", sites.ministry, "utf-8", 8_000, 11, described=True),
    Site("푸른들군청", sites.ministry, "euc-kr", 9_000, 10, described=False),
    Site("동해매일", sites.tables, "euc-kr", 10_000, 7, described=False),
    Site("내륙타임즈", sites.tables, "euc-kr", 16_000, 8, described=False),
    Site("정책 이야기", sites.blog, "utf-8", 34_000, 4, described=True),
    Site("바른뉴스", sites.plain, "utf-8", 20_000, 9, described=False),
)


def page(seed: int, number: int) -> Page:
    """The page of an article, on one of the sites; the same seed and number give the same page."""
    one = article(seed, number)
    chance = random.Random(f"page:{seed}:{number}")
    site = chance.choice(SITES)
    top, bottom = _frame(site)
    body = site.layout(site.name, one, others(seed, number), chance)
    html = f"{_head(site, one)}{top}{body}{bottom}"
    return Page(one["id"], one["url"], one["published"], html, site.charset)


def _head(site: Site, one: Article) -> str:
    declared = f'<meta charset="{site.charset}">'
    if site.charset == "euc-kr":
        declared = '<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">'
    parts = [
        "<!DOCTYPE html>",
        '<html lang="ko"><head>',
        declared,
        f"<title>{sites.title(one)} | {site.name}</title>",
    ]
    if site.described:
        named = {
            "og:title": one["title"],
            "og:site_name": site.name,
            "og:type": "article",
            "og:url": one["url"],
            "og:description": " ".join(one["text"].split())[:150],
            "article:published_time": f"{one['published']}T09:00:00+09:00",
        }
        parts += (f'<meta property="{key}" content="{escape(value)}">' for key, value in named.items())
        parts.append(f'<link rel="canonical" href="{escape(one["url"])}">')
    return "\n".join(parts)


@functools.cache
def _frame(site: Site) -> tuple[str, str]:
    """What stands before and after the article on all pages of the site."""
    chance = random.Random(site.name)
    top = (
        f'\n<link rel="stylesheet" href="/css/common.css">{chrome.styles(chance, site.size // 3)}'
        f"{chrome.scripts(chance, site.size // 3)}</head>\n<body>"
        f'<div id="skip"><a href="#content">본문 바로가기</a></div><header><h1><a href="/">{site.name}</a></h1>'
        f'<form action="/search"><input name="q" placeholder="검색어를 입력하세요"><button>검색</button></form>'
        f'<ul class="util"><li><a href="/login">로그인</a></li><li><a href="/join">회원가입</a></li></ul>'
        f"{chrome.menu(chance, site.depth)}</header>\n"
    )
    bottom = f"\n{chrome.footer(chance, site.name)}{chrome.SPEAKING}{chrome.scripts(chance, site.size // 3)}</body></html>\n"
    return top, bottom
