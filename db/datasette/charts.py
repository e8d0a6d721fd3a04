"""Charts as HTML and SVG made on the server: every bar is a link, and nothing but a browser is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

#: More columns than this have no room for a label each.
_LABELS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One value. label: of its row or column. said: the value in words. href: a path of our own, or None."""

    label: str
    value: float
    said: str
    href: str | None = None
    note: str = ""


def bars(rows: Iterable[Bar], heading: str, measured: str) -> Markup:
    """A table of horizontal bars. heading, measured: what its two columns hold. Empty for no rows."""
    shown = list(rows)
    if not shown:
        return Markup("")
    most = max((row.value for row in shown), default=0) or 1
    lines = Markup("").join(
        Markup(
            '<tr><th scope="row">{label}</th><td class="said">{said}{note}</td>'
            '<td class="bar" aria-hidden="true"><i style="width:{width}%"></i></td></tr>'
        ).format(
            label=_linked(row),
            said=row.said,
            note=Markup(" <small>{}</small>").format(row.note) if row.note else "",
            width=_share(row.value, most),
        )
        for row in shown
    )
    return Markup(
        '<table class="bars"><thead><tr><th scope="col">{}</th><th scope="col">{}</th>'
        '<th aria-hidden="true"></th></tr></thead><tbody>{}</tbody></table>'
    ).format(heading, measured, lines)


def columns(points: Sequence[Bar], title: str) -> Markup:
    """Values over time as columns, each a link that says its value. Empty for no points."""
    if not points:
        return Markup("")
    most = max(point.value for point in points) or 1
    every = max(1, -(-len(points) // _LABELS))
    items = Markup("").join(
        Markup(
            '<li><a{href} title="{said}" aria-label="{said}"><i style="height:{height}%"></i></a>{label}</li>'
        ).format(
            href=Markup(' href="{}"').format(point.href) if point.href else "",
            said=f"{point.label}: {point.said}",
            height=_share(point.value, most),
            label=Markup('<span aria-hidden="true">{}</span>').format(
                point.label if place % every == 0 else ""
            ),
        )
        for place, point in enumerate(points)
    )
    return Markup(
        '<figure class="over-time"><figcaption>{} <small>가장 높은 기둥 {}</small></figcaption>'
        "<ol>{}</ol></figure>"
    ).format(title, max(points, key=lambda point: point.value).said, items)


def _linked(bar: Bar) -> Markup | str:
    return Markup('<a href="{}">{}</a>').format(bar.href, bar.label) if bar.href else bar.label


def _share(value: float, most: float) -> str:
    """Per cent of the longest; a little for what is not nothing, so that it is seen."""
    share = 100 * value / most if value > 0 else 0
    return f"{max(share, 0.6):.1f}" if value > 0 else "0"
