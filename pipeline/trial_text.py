"""What `sacho probe` prints of a trial."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.mention import KINDS, Agency, Country, Date, Mention, Money, Region
from pipeline.columns import columns, shortened
from pipeline.trial import Trial
from pipeline.trial_items import TriedItem
from pipeline.trial_list import TriedList
from pipeline.trial_pages import Came
from pipeline.trial_promises import Promise
from scrapers.article import Article, Attachment
from scrapers.source import FOLDER

#: Items of the list and mentions of a type that are shown.
ITEMS, EXAMPLES = 10, 4
_WIDEST = 100


def trial_lines(trial: Trial) -> Iterator[str]:
    """The trial in lines: the list, the articles, then each promise and what to do."""
    for line in _lines(trial):
        # a title may hold what a terminal takes for a command: "\x1b[2J"
        yield "".join(character for character in line if character.isprintable())


def _lines(trial: Trial) -> Iterator[str]:
    source = trial.source
    software = f", software {source.software}" if source.software else ""
    yield f"{source.name}: {source.title} ({source.parser}{software}), {source.base_url}"
    for came in trial.listed.came:
        yield from _came("list", came)
    for came in trial.following.came if trial.following else ():
        yield from _came("second page", came)
    if trial.listed.came:
        yield from _list(trial.listed)
    for number, tried in enumerate(trial.tried, start=1):
        yield ""
        yield f"{number}. {tried.item.url}"
        yield from _item(tried)
    yield ""
    yield from _verdict(trial)


def _list(listed: TriedList) -> Iterator[str]:
    counted = f" of {listed.total:,} that the site counts" if listed.total is not None else ""
    yield f"items: {len(listed.items)}{counted}" + (f", {len(listed.broken)} broken" if listed.broken else "")
    yield from (f"  broken: {shortened(reason, 2 * _WIDEST)}" for reason in listed.broken)
    if listed.items:
        yield ""
        head = ("id", "date", "department", "title")
        rows = [
            (
                shortened(item.native_id, 40),
                item.published or "",
                shortened(item.department, 24),
                shortened(item.title, 80),
            )
            for item in listed.items[:ITEMS]
        ]
        yield from columns([head, *rows])
    if len(listed.items) > ITEMS:
        yield f"and {len(listed.items) - ITEMS} more"


def _came(what: str, came: Came) -> Iterator[str]:
    """``list: https://… – 200, 12,345 bytes, html, "해동군청"``"""
    title = f', "{shortened(came.title, 60)}"' if came.title else ""
    moved = f", redirected to {came.final_url}" if came.moved else ""
    yield f"{what}: {came.url} – {came.status}, {came.size:,} bytes, {came.format}{title}{moved}"
    if came.kept:
        yield f"  {'read from' if came.given else 'kept in'} {came.kept}"


def _item(tried: TriedItem) -> Iterator[str]:
    article = tried.article
    if article is None:
        problem = tried.problem
        yield f"   {problem.reason if problem and problem.where == tried.item.url else problem}"
        for came in tried.came:
            yield from (f"   {line}" for line in (*_came("came", came), *_says(came)))
        return
    rows = [*_facts(article), *_files(article.attachments), *_mentions(tried.mentions)]
    rows += [("kept in", str(came.kept)) for came in tried.came if came.kept]
    yield from (f"   {line}" for line in columns(rows))


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    yield "title", shortened(article.title or "-", _WIDEST)
    inferred = "inferred from " if article.published_inferred else ""
    evidence = f"{inferred}{article.published_evidence or 'an unknown place'}"
    yield "published", f"{article.published} ({shortened(evidence, _WIDEST)})" if article.published else "-"
    yield "department", article.department or "-"
    yield "licence", article.licence or "-"
    lines = article.body.splitlines() or [""]
    origin = f"from the {article.body_origin}, by {article.method or 'no method'}"
    yield "body", f"{len(article.body):,} characters in {len(lines)} lines, {origin}"
    yield "first line", shortened(lines[0], _WIDEST)
    yield "last line", shortened(lines[-1], _WIDEST)


def _files(files: Sequence[Attachment]) -> Iterator[tuple[str, str]]:
    for file in files:
        by = f" ({file.reader})" if file.reader and file.status == "read" else ""
        reason = f": {file.reason}" if file.reason else ""
        yield "file", f"{shortened(file.name, 60)} – {file.status}{by}{shortened(reason, _WIDEST)}"


def _mentions(mentions: Sequence[tuple[str, Mention]]) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        found = [mention for _, mention in mentions if isinstance(mention, kind)]
        if found:
            examples = list(dict.fromkeys(_example(one) for one in found))
            more = "; …" if len(examples) > EXAMPLES else ""
            yield kind.type, f"{len(found)}: {'; '.join(examples[:EXAMPLES])}{more}"


def _example(mention: Mention) -> str:
    """``1,250억원 = 125,000,000,000 KRW`` · ``13일 = 2026-07-13`` · ``기재부 = 기획재정부``"""
    value = _value(mention) or (mention.reason or "?")
    text = shortened(mention.text, 40)
    return text if value == text else f"{text} = {value}"


def _value(mention: Mention) -> str | None:
    match mention:
        case Money(amount=amount) if amount is not None:
            top = f" to {mention.amount_max:,f}" if mention.amount_max is not None else ""
            return f"{amount:,f}{top} {mention.currency or '?'}"
        case Date(date_start=start, date_end=end) if start or end:
            return start if start == end else f"{start or '?'} to {end or '?'}"
        case Country():
            return mention.code
        case Region() | Agency():
            return mention.name
    return None if isinstance(mention, Money | Date) else mention.text


def _verdict(trial: Trial) -> Iterator[str]:
    for promise in trial.promises:
        yield f"{'ok  ' if promise.holds else 'FAIL'}  {promise.name}: {promise.says}"
        if not promise.holds:
            yield from (f"        {line}" for line in _in_place(trial, promise))
        if promise.do:
            yield f"        do: {promise.do}"
    broken = sum(not promise.holds for promise in trial.promises)
    held = f"{broken} of {len(trial.promises)} promises do not hold" if broken else "all promises hold"
    yield f"{held}; {trial.requests} requests, nothing stored"
    if trial.listed.items and not trial.tried:
        yield "no article was tried"
    elif not broken:
        yield from _next(trial)


def _in_place(trial: Trial, promise: Promise) -> Iterator[str]:
    """What the answer says that came in place of a list."""
    following = trial.following
    if promise.name in ("answer", "list"):
        came = trial.listed.came
    else:
        came = following.came if promise.name == "paging" and following and following.problem else ()
    for one in came[-1:]:
        yield from _says(one)


def _says(came: Came) -> Iterator[str]:
    if came.says:
        yield f'it says: "{came.says}"'


def _next(trial: Trial) -> Iterator[str]:
    """How to enable what is not."""
    keys = [f"{key} = true" for key in ("verified", "enabled") if not getattr(trial.source, key)]
    moved = [] if trial.file.parent.resolve() == FOLDER.resolve() else ["move it to scrapers/sources/"]
    if keys or moved:
        yield f"to have it read by each run: {', '.join([*moved, *keys])} ({trial.file})"
