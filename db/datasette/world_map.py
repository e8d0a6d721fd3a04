"""A map of the world as one inline SVG: countries shaded by a value, each a link; no script, no request."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from markupsafe import Markup

from db.datasette.amounts import readable

STEPS = 5
#: Drawn with a line of its own, whether or not it has a value: readers look for it first.
HOME = "KR"
#: Square units of the map (1,000 wide). Below, a shape is hard to hit and has a circle over it.
_HARD_TO_HIT = 30.0
_RADIUS = 4.0
#: Two circles are pushed apart until their centres are so far from each other; map.css enlarges them for
#: fingers to less than this, so that no centre is ever covered.
_APART = 8.4
#: A circle that was pushed further than this is tied to its country by a line.
_TIED = 3.0
_ROUNDS = 200
_DATA = Path(__file__).parent / "data" / "world_map.json"


@dataclass(frozen=True, slots=True)
class Place:
    """A country's value. code: ISO 3166-1 alpha-2. note: said after the value. href: a path of our own."""

    code: str
    name: str
    value: float
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A country on the map. path: empty where it is no more than a point. area: in units of the map."""

    path: str
    x: float
    y: float
    area: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """The empty map. unclaimed: land that is no country's."""

    width: int
    height: int
    unclaimed: str
    outlines: dict[str, Outline]


@functools.cache
def sheet() -> Sheet:
    """The map as ``make_world_map`` wrote it."""
    made = json.loads(_DATA.read_text(encoding="utf-8"))
    outlines = {code: Outline(**place) for code, place in made["places"].items()}
    return Sheet(made["width"], made["height"], made["unclaimed"], outlines)


def world_map(
    places: Iterable[Place], *, title: str, what: str = "보도자료", unit: str = "건", name: str = "world-map"
) -> Markup:
    """The map with its legend; ``what`` and ``unit`` stand before and after each value.

    A country whose value is zero, negative or no number stays grey and is no link, like one not named at all;
    a code that is not on the map is left out. ``name`` is an HTML id, one for each map of a page.
    """
    empty = sheet()
    shown = sorted(
        (place for place in places if place.code in empty.outlines and 0 < place.value < math.inf),
        key=lambda place: (-place.value, place.code),
    )
    shades = steps([place.value for place in shown])
    small = [place for place in shown if empty.outlines[place.code].area < _HARD_TO_HIT]
    pins = apart([empty.outlines[place.code] for place in small])
    circles = {
        place.code: _circle(empty.outlines[place.code], pin) for place, pin in zip(small, pins, strict=True)
    }
    shapes, over = [], []
    for place, shade in zip(shown, shades, strict=True):
        shape = Markup('<path d="{}"/>').format(empty.outlines[place.code].path)
        said = f"{place.name}: {what} {readable(place.value)}{unit}{place.note and f' · {place.note}'}"
        if place.code not in circles:
            shapes.append(_link(place.href, shade, said, shape))
            continue
        over.append(_link(place.href, shade, said, circles[place.code]))
        if empty.outlines[place.code].path:
            shapes.append(_link(place.href, shade, said, shape, again=True))
    named = {place.code for place in shown}
    grey = "".join(outline.path for code, outline in empty.outlines.items() if code not in named)
    return Markup(
        '<figure class="world-map"><a class="skip" href="#{name}-legend">지도 건너뛰기</a>'
        '<div class="sea"><svg viewBox="0 0 {width} {height}" width="100%" role="group" aria-label="{title}"'
        ' xmlns="http://www.w3.org/2000/svg">'
        '<path class="land" d="{grey}"/>{links}<path class="home" d="{home}"/></svg></div>'
        "{legend}</figure>"
    ).format(
        name=name,
        width=empty.width,
        height=empty.height,
        title=title,
        grey=grey + empty.unclaimed,
        links=Markup("").join([*shapes, *over]),
        home=empty.outlines[HOME].path,
        legend=_legend([place.value for place in shown], shades, title, unit, name),
    )


def steps(values: Sequence[float]) -> list[int]:
    """The shade of each value, 1 to 5, on a logarithmic scale: counts of countries spread over powers of ten.

    Values that are all equal have the middle one.
    """
    if not values:
        return []
    least, most = math.log(min(values)), math.log(max(values))
    if least == most:
        return [(STEPS + 1) // 2] * len(values)
    return [min(STEPS, 1 + int(STEPS * (math.log(value) - least) / (most - least))) for value in values]


def apart(outlines: Sequence[Outline]) -> list[tuple[float, float]]:
    """Where their circles stand: moved as little as is needed for none to lie upon another.

    The smaller country gives way: it has no shape that readers would look for in its place.
    """
    points = [(outline.x, outline.y) for outline in outlines]
    pairs = list(combinations(range(len(points)), 2))
    for _ in range(_ROUNDS):
        moved = False
        for one, other in pairs:
            if math.dist(points[one], points[other]) < _APART:
                moved = True
                share = (outlines[other].area + 1) / (outlines[one].area + outlines[other].area + 2)
                points[one], points[other] = _pushed(points[one], points[other], share, angle=one + other)
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in points]


def _pushed(
    one: tuple[float, float], other: tuple[float, float], share: float, angle: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Two points away from each other; ``share`` of the way is the first one's.

    Two at the same place part in the direction ``angle``, which is the same at every run.
    """
    between = math.dist(one, other)
    if between:
        angle = math.atan2(other[1] - one[1], other[0] - one[0])
    # A little more than what is missing, or the last step would take for ever.
    missing = _APART - between + 0.1
    step_x, step_y = math.cos(angle) * missing, math.sin(angle) * missing
    first = _on_the_sheet(one[0] - step_x * share, one[1] - step_y * share)
    return first, _on_the_sheet(other[0] + step_x * (1 - share), other[1] + step_y * (1 - share))


def _on_the_sheet(x: float, y: float) -> tuple[float, float]:
    """The nearest point whose circle is not cut by the map's edge."""
    empty = sheet()
    edge = _APART / 2
    return min(max(x, edge), empty.width - edge), min(max(y, edge), empty.height - edge)


def _circle(outline: Outline, pin: tuple[float, float]) -> Markup:
    """A circle large enough to hit, and where it was pushed away a line to the country."""
    x, y = pin
    circle = Markup('<circle cx="{}" cy="{}" r="{}"/>').format(x, y, _RADIUS)
    if math.hypot(x - outline.x, y - outline.y) <= _TIED:
        return circle
    tie = Markup('<line x1="{}" y1="{}" x2="{}" y2="{}"/>').format(outline.x, outline.y, x, y)
    return tie + circle


def _link(href: str, shade: int, said: str, drawn: Markup, *, again: bool = False) -> Markup:
    """A shape or a circle to click. again: the country has another link, for keys and screen readers."""
    quiet = Markup(' tabindex="-1" aria-hidden="true"') if again else Markup("")
    return Markup('<a class="place step-{}" href="{}"{}><title>{}</title>{}</a>').format(
        shade, href, quiet, said, drawn
    )


def _legend(values: Sequence[float], shades: Sequence[int], title: str, unit: str, name: str) -> Markup:
    """Each shade that occurs with the values it stands for, and how many countries have it."""
    lines = []
    for shade in sorted(set(shades)):
        its = [value for value, its_shade in zip(values, shades, strict=True) if its_shade == shade]
        least, most = readable(min(its)), readable(max(its))
        lines.append(
            Markup('<li><span class="swatch step-{}"></span>{}{} <small>{}곳</small></li>').format(
                shade, least if least == most else f"{least}~{most}", unit, f"{len(its):,}"
            )
        )
    lines.append(Markup('<li><span class="swatch land"></span>없음</li>'))
    return Markup('<figcaption id="{}-legend">{}<ul>{}</ul></figcaption>').format(
        name, title, Markup("").join(lines)
    )
