"""What kind of article it is: a press release, policy news, news or a blog post."""

from __future__ import annotations

from collections.abc import Mapping

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


def kind(url: str | None, method: str | None, known: Mapping[str, str]) -> Kind:
    """By what the record says, the article's own address, the site's software; else news.

    A record that names a ministry and no outlet is that ministry's press release.
    method: how the body was found (``layout:mois``).
    """
    if said := KINDS.get(known.get("kind", "")):
        return said
    for part, found in _ADDRESSES:
        if url and part in url:
            return found
    by_layout = {f"layout:{layout.name}": layout.kind for layout in layouts() if layout.kind}
    if method and (named := by_layout.get(method)):
        return KINDS[named]
    return "press_release" if "department" in known and "outlet" not in known else "news"
