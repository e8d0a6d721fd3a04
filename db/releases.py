"""Which press release an article is, or reprints."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from scrapers.article import Article, article_id

if TYPE_CHECKING:
    from sqlite3 import Connection


def release_id(article: Article) -> str | None:
    """The id of the release, from the article alone; None where only its source URL could tell.

    Releases and their reprints meet under korea.kr's newsId: ``https://www.korea.kr/briefing/
    pressReleaseView.do?newsId=156647084&pageIndex=1`` → ``korea_kr:156647084``.
    """
    for url in (article.url, article.source_url):
        news_id = korea_kr_news_id(url)
        if news_id:
            return article_id("korea_kr", news_id)
    return article.id if article.kind == "press_release" else None


def korea_kr_news_id(url: str | None) -> str | None:
    """The newsId of a page of korea.kr, else None. Its other parameters are only for counting visits."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        numbers = parse_qs(parts.query, max_num_fields=50).get("newsId", [])
    except ValueError:  # a broken address: [::1, or hundreds of parameters
        return None
    if host != "korea.kr" and not host.endswith(".korea.kr"):
        return None
    return numbers[0] if numbers and numbers[0].isascii() and numbers[0].isdigit() else None


def link_reprints(db: Connection, ids: Collection[str]) -> None:
    """Set ``release_id`` of reprints whose ``source_url`` is the page of a stored release.

    Looks at the articles ``ids`` and at earlier ones that were waiting for one of them, so that the result
    does not depend on the order of arrival.
    """
    for one in ids:
        db.execute(_LINK, {"id": one})


#: ``own`` is false for the rows whose release follows from their own URLs; these keep it.
_LINK = """
UPDATE articles SET release_id =
  (SELECT MIN(r.id) FROM articles r WHERE r.url = articles.source_url AND r.kind = 'press_release')
WHERE kind <> 'press_release' AND source_url IS NOT NULL
  AND (release_id IS NULL OR release_id NOT LIKE 'korea_kr:%')
  AND (id = :id OR source_url = (SELECT url FROM articles WHERE id = :id))
"""
