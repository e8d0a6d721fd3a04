"""What kind of article it is: a press release, policy news, news or a blog post."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scrapers.article import Kind
from scrapers.boilerplate.layouts import layouts

KINDS: dict[str, Kind] = {
    "press_release": "press_release",
    "policy_news": "policy_news",
    "news": "news",
    "blog": "blog",
}
#: Parts of addresses that tell it: korea.kr names its sections in the path, blogs live on known hosts.
_ADDRESSES: tuple[tuple[str, Kind], ...] = (
    ("korea.kr/briefing/pressReleaseView", "press_release"),
    ("korea.kr/news/policyNewsView", "policy_news"),
    (".tistory.com/", "blog"),
    ("blog.naver.com/", "blog"),
)


# [보도자료] 국토교통부 · 보 도 자 료 · (보도참고자료) : the head of a release, with its sender
_HEADED = re.compile(
    r"^\W{0,3}(?:보\s?도\s?(?:참\s?고\s?|설\s?명\s?|해\s?명\s?)?|해\s?명\s?|설\s?명\s?)자\s?료\W{0,3}"
    r"(?:\s?[가-힣]{2,15}(?:부|처|청|원|실|시|도|군|구|위원회|공단|공사|재단|진흥원|협회|은행))?$"
)


def is_headed(lines: Sequence[str]) -> bool:
    """Do the first lines of a text say that it is a release: ``[보도자료] 국토교통부`` and nothing more?"""
    return any(is_head(line) for line in lines[:3])


def is_head(line: str) -> bool:
    """Is the line the head of a release (보도자료) and no title?"""
    return len(line) <= 40 and bool(_HEADED.match(line))


def kind(url: str | None, method: str | None, known: Mapping[str, str], *, headed: bool = False) -> Kind:
    """By what the record says, the article's own address, the site's software; else news.

    A record that names a ministry and no outlet is that ministry's press release, and so is a text that is
    headed 보도자료. method: how the body was found (``layout:mois``).
    """
    if said := KINDS.get(known.get("kind", "")):
        return said
    for part, found in _ADDRESSES:
        if url and part in url:
            return found
    by_layout = {f"layout:{layout.name}": layout.kind for layout in layouts() if layout.kind}
    if method and (named := by_layout.get(method)):
        return KINDS[named]
    return "press_release" if headed or ("department" in known and "outlet" not in known) else "news"
