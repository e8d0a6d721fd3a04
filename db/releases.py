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


def link_releases(db: Connection, ids: Collection[str]) -> None:
    """Set ``release_id`` where other articles decide it.

    Copies of a release on several sites share one, and a reprint has that of the release whose page its
    ``source_url`` is. Looks at the articles ``ids`` and at earlier ones that were waiting for one of them, so
    that the result does not depend on the order of arrival.
    """
    for one in ids:
        _unite(db, one)
        db.execute(_LINK, {"id": one})


def _unite(db: Connection, article_id: str) -> None:
    """Give the copies of a release one ``release_id``: 정책브리핑's, else the smallest.

    A ministry's board and the portal show the same release, under the same title on the same day; so do two
    ministries that announce something together.
    """
    copies = [copy for (copy,) in db.execute(_COPIES, {"id": article_id, "shortest": SHORTEST_TITLE})]
    if len(copies) < 2:
        return
    first = min(copies, key=lambda copy: (not copy.startswith("korea_kr:"), copy))
    for copy in copies:
        db.execute("UPDATE articles SET release_id = ? WHERE id = ? OR release_id = ?", [first, copy, copy])


#: Shorter titles are shared by releases that have nothing else in common: 인사 발령, 주간 보도 계획.
SHORTEST_TITLE = 12
_COPIES = """
SELECT b.id FROM articles a JOIN articles b ON b.title = a.title AND b.kind = 'press_release'
WHERE a.id = :id AND a.kind = 'press_release' AND length(a.title) >= :shortest
  AND length(a.published) >= 10 AND substr(b.published, 1, 10) = substr(a.published, 1, 10)
  AND NOT a.published_inferred AND NOT b.published_inferred
"""
#: Rows whose release follows from their own URLs keep it.
_LINK = """
UPDATE articles SET release_id =
  (SELECT MIN(r.release_id) FROM articles r WHERE r.url = articles.source_url AND r.kind = 'press_release')
WHERE kind <> 'press_release' AND source_url IS NOT NULL
  AND (release_id IS NULL OR release_id NOT LIKE 'korea_kr:%')
  AND (id = :id OR source_url = (SELECT url FROM articles WHERE id = :id))
"""
