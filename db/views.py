"""The views: one per question that people ask. Columns are explained in ``datasette/tables.toml``."""

from __future__ import annotations

#: Each announced budget, of each release once.
#: A release that several outlets reprint is taken from the release itself where it has budgets, else from a
#: copy of it on another site, else from the reprint with the smallest id. Glosses, repeats and parts of a
#: stated total (``included_in``) are left out, so that a sum over one currency counts nothing twice.
#: Currencies are never converted.
#: ``+x.role`` keeps SQLite from reading all budgets there are for each reprint (minutes instead of a second).
_ONCE = """
SELECT m.id AS money_id, COALESCE(a.release_id, a.id) AS release_id, m.article_id,
  a.published, a.published_year, m.agency_id, COALESCE(m.agency, g.name_ko) AS agency, m.programme,
  m.country, c.name_ko AS country_name, m.amount, m.amount_max, m.currency, m.modifier, {role} m.per,
  m.date_start AS period_start, m.date_end AS period_end, m.certain, m.text,
  NULLIF(substr(CASE m.field WHEN 'title' THEN a.title WHEN 'subtitle' THEN a.subtitle ELSE a.body END,
    m.sentence_start + 1, m.sentence_end - m.sentence_start), '') AS sentence,
  a.title, a.url
FROM money m
JOIN articles a ON a.id = m.article_id
LEFT JOIN agencies g ON g.id = m.agency_id
LEFT JOIN countries c ON c.code = m.country
WHERE m.role IN ({roles}) AND m.included_in IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM articles b
    WHERE b.release_id = a.release_id
      AND (b.id <> b.release_id, b.kind <> 'press_release', b.id)
        < (a.id <> a.release_id, a.kind <> 'press_release', a.id)
      AND EXISTS (SELECT 1 FROM money x WHERE x.article_id = b.id AND +x.role IN ({roles})))
"""
_BUDGETS = _ONCE.format(role="", roles="'budget'")
#: Whatever a body says that it gives, spends or signs for: a wider net than budgets, told apart by ``role``.
_ANNOUNCED = _ONCE.format(role="m.role,", roles="'budget', 'support', 'investment', 'contract'")

#: Which articles name which agency, and how often. An unlisted body has a name but no agency_id.
#: One row for the first mention of each in an article, without GROUP BY, and articles first (CROSS JOIN): so
#: the newest come from an index at once, where grouping a million mentions takes seconds.
_SAME = """
{0}.article_id = m.article_id AND {0}.agency_id IS m.agency_id
    AND (m.agency_id IS NOT NULL OR COALESCE({0}.name, {0}.text) = COALESCE(m.name, m.text))"""
_ARTICLES_BY_AGENCY = f"""
SELECT m.agency_id, COALESCE(g.name_ko, m.name, m.text) AS agency, m.article_id, a.title, a.published,
  a.published_year, a.kind, COALESCE(a.release_id, a.id) AS release_id,
  (SELECT COUNT(*) FROM agency_mentions o WHERE {_SAME.format("o")}) AS mentions, a.url
FROM articles a
CROSS JOIN agency_mentions m ON m.article_id = a.id
LEFT JOIN agencies g ON g.id = m.agency_id
WHERE NOT EXISTS (SELECT 1 FROM agency_mentions f WHERE f.rowid < m.rowid AND {_SAME.format("f")})
"""  # noqa: S608 - our own text

#: Who a body was and became. One direction at a time: forward through renames, mergers and splits to what
#: carries it on, backward to what it came from; never forward and back again (two ministries that once
#: gave to a third are not the same body), never through transfers (only a part of the work moved).
_AGENCY_LINEAGE = """
WITH RECURSIVE
later(agency_id, related_id, steps) AS (
  SELECT from_id, to_id, 1 FROM agency_links WHERE type <> 'transfer'
  UNION
  SELECT w.agency_id, l.to_id, w.steps + 1 FROM later w JOIN agency_links l ON l.from_id = w.related_id
  WHERE l.type <> 'transfer' AND w.steps < 50),
earlier(agency_id, related_id, steps) AS (
  SELECT to_id, from_id, 1 FROM agency_links WHERE type <> 'transfer'
  UNION
  SELECT w.agency_id, l.from_id, w.steps + 1 FROM earlier w JOIN agency_links l ON l.to_id = w.related_id
  WHERE l.type <> 'transfer' AND w.steps < 50),
related(agency_id, related_id, direction, steps) AS (
  SELECT id, id, 'self', 0 FROM agencies
  UNION ALL SELECT agency_id, related_id, 'later', MIN(steps) FROM later GROUP BY agency_id, related_id
  UNION ALL SELECT agency_id, related_id, 'earlier', MIN(steps) FROM earlier GROUP BY agency_id, related_id)
SELECT r.agency_id, g.name_ko AS agency, r.direction, r.steps, r.related_id, o.name_ko AS related,
  o.valid_from, o.valid_to
FROM related r JOIN agencies g ON g.id = r.agency_id JOIN agencies o ON o.id = r.related_id
"""

#: How many releases concerned a country in a year; a release and its reprints count once. Articles are read
#: in their own order (CROSS JOIN), which takes half as long as to look each one up.
_COUNTRY_YEARS = """
SELECT x.code, c.name_ko AS country, a.published_year AS year,
  COUNT(DISTINCT COALESCE(a.release_id, a.id)) AS releases, COUNT(DISTINCT a.id) AS articles
FROM articles a
CROSS JOIN article_countries x ON x.article_id = a.id
JOIN countries c ON c.code = x.code
GROUP BY x.code, a.published_year
"""

VIEWS: dict[str, str] = {
    "budgets": _BUDGETS,
    "announced_amounts": _ANNOUNCED,
    "articles_by_agency": _ARTICLES_BY_AGENCY,
    "agency_lineage": _AGENCY_LINEAGE,
    "country_years": _COUNTRY_YEARS,
}
