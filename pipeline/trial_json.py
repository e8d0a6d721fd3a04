"""A trial as JSON, for programs."""

from __future__ import annotations

from dataclasses import asdict

from pipeline.entities import entity
from pipeline.trial import Trial
from pipeline.trial_items import TriedItem
from pipeline.trial_list import TriedList
from pipeline.trial_pages import Came
from scrapers.errors import ScrapeError


def as_json(trial: Trial) -> dict[str, object]:
    """The trial as an object for programs."""
    return {
        "source": trial.source.name,
        "title": trial.source.title,
        "file": str(trial.file),
        "since": trial.window.since.isoformat(),
        "until": trial.window.until.isoformat(),
        "well": trial.well,
        "requests": trial.requests,
        "list": _list_object(trial.listed),
        "second_page": _list_object(trial.following) if trial.following else None,
        "articles": [_article(tried) for tried in trial.tried],
        "promises": [asdict(promise) for promise in trial.promises],
    }


def _list_object(listed: TriedList) -> dict[str, object]:
    return {
        "answers": [_plain(came) for came in listed.came],
        "items": [asdict(item) for item in listed.items],
        "total": listed.total,
        "broken": list(listed.broken),
        "problem": _said(listed.problem),
    }


def _article(tried: TriedItem) -> dict[str, object]:
    return {
        "item": tried.item.native_id,
        "answers": [_plain(came) for came in tried.came],
        "problem": _said(tried.problem),
        "article": asdict(tried.article) if tried.article else None,
        "entities": [{"field": field} | entity(mention) for field, mention in tried.mentions],
    }


def _plain(came: Came) -> dict[str, object]:
    return asdict(came) | {"kept": str(came.kept) if came.kept else None}


def _said(error: ScrapeError | None) -> str | None:
    return str(error) if error else None
