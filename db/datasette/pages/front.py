"""The front page: what is in here, how fresh and how complete it is, and questions to begin with."""

from __future__ import annotations

from typing import Any

from db.datasette.metadata import metadata
from db.datasette.pages.dashboard import state
from db.datasette.rendering import database, rows


async def overview(datasette: Any) -> dict[str, Any]:
    """What the template of the front page shows."""
    db = database(datasette)
    found = (await rows(db, _OVERVIEW))[0]
    described = next(iter(metadata()["databases"].values()))
    return {
        "overview": found,
        "freshness": await state(db),
        "questions": described["queries"],
        "described": described["tables"],
        "starts": await rows(db, _STARTS),
    }


_OVERVIEW = """
SELECT (SELECT COUNT(*) FROM articles) AS articles,
  (SELECT COUNT(*) FROM money) AS money,
  (SELECT COUNT(*) FROM agency_mentions) AS agencies,
  (SELECT COUNT(DISTINCT code) FROM article_countries) AS countries,
  (SELECT MIN(published) FROM articles) AS earliest,
  (SELECT MAX(published) FROM articles) AS latest,
  (SELECT COUNT(*) FROM articles WHERE published IS NULL) AS undated,
  (SELECT MAX(extracted_at) FROM extractions) AS changed,
  (SELECT COUNT(*) FROM article_search) AS searchable,
  (SELECT COUNT(*) FROM failures WHERE resolved_at IS NULL) AS failures,
  EXISTS (SELECT 1 FROM reference_versions WHERE name = 'public_copy') AS public
"""
#: The countries that most articles concern, to begin with.
_STARTS = """
SELECT x.code, c.name_ko, COUNT(*) AS articles FROM article_countries x JOIN countries c ON c.code = x.code
WHERE x.code <> 'KR' GROUP BY x.code ORDER BY articles DESC, c.name_ko LIMIT 8"""
