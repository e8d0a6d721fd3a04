"""Make ``data/world_map.json``: ``python -m db.datasette.make_world_map world-atlas-2.0.2.tgz``.

The tarball is the npm package world-atlas 2.0.2 (TopoJSON made from Natural Earth). Its borders are kept as
arcs that neighbours share, and each arc is simplified once, so that no gap opens between two countries.
"""

from __future__ import annotations

import json
import math
import sys
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from extractors.lexicon import table

TARGET = Path(__file__).parent / "data" / "world_map.json"
WIDTH = 1000.0
_MARGIN = 4.0
#: Where the map is cut: between Brazil (34.8°W) and the Azores (31.3°W), in the far north between Greenland
#: and Jan Mayen. So nothing is cut at all: Equal Earth leaves room for Greenland beside America.
_CUT = -32.0
_NORTH, _CUT_IN_THE_NORTH = 67.0, -10.0
_CENTRE = _CUT + 180.0
#: Areas in square units of the map (one is about 1,300 km²). Islets below the first are left out unless they
#: are the largest part of their country; what is below the second is no more than a point.
_ISLET = 0.4
_SPECK = 0.05
#: A corner goes when the triangle that it makes with its neighbours is smaller: on borders of large
#: countries, and of those below ``_SMALL_COUNTRY``, which would lose their shape.
_COARSE, _FINE = 0.5, 0.12
_SMALL_COUNTRY = 120.0

Point = tuple[float, float]
Ring = list[int]
Polygon = list[Ring]


class Box(NamedTuple):
    """Degrees of longitude and latitude."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, points: Iterable[Point]) -> bool:
        """Do all these lie in it?"""
        return all(self.west <= x <= self.east and self.south <= y <= self.north for x, y in points)


#: Names of the atlas that are not those of CLDR in the gazetteer. Two parts of Cyprus and Somalia that
#: the atlas draws by themselves go where the Korean government, like the United Nations, counts them.
_NAMES = {
    "Antigua and Barb.": "AG",
    "Ashmore and Cartier Is.": "AU",
    "Bosnia and Herz.": "BA",
    "Br. Indian Ocean Ter.": "IO",
    "British Virgin Is.": "VG",
    "Cabo Verde": "CV",
    "Cayman Is.": "KY",
    "Central African Rep.": "CF",
    "Congo": "CG",
    "Cook Is.": "CK",
    "Côte d'Ivoire": "CI",
    "Dem. Rep. Congo": "CD",
    "Dominican Rep.": "DO",
    "Eq. Guinea": "GQ",
    "Faeroe Is.": "FO",
    "Falkland Is.": "FK",
    "Fr. Polynesia": "PF",
    "Fr. S. Antarctic Lands": "TF",
    "Heard I. and McDonald Is.": "HM",
    "Hong Kong": "HK",
    "Indian Ocean Ter.": "CC",
    "Macao": "MO",
    "Macedonia": "MK",
    "Marshall Is.": "MH",
    "Myanmar": "MM",
    "N. Cyprus": "CY",
    "N. Mariana Is.": "MP",
    "Palestine": "PS",
    "Pitcairn Is.": "PN",
    "S. Geo. and the Is.": "GS",
    "S. Sudan": "SS",
    "Saint Helena": "SH",
    "Saint Lucia": "LC",
    "Solomon Is.": "SB",
    "Somaliland": "SO",
    "St-Barthélemy": "BL",
    "St-Martin": "MF",
    "St. Kitts and Nevis": "KN",
    "St. Pierre and Miquelon": "PM",
    "St. Vin. and Gren.": "VC",
    "São Tomé and Principe": "ST",
    "Trinidad and Tobago": "TT",
    "Turkey": "TR",
    "Turks and Caicos Is.": "TC",
    "U.S. Virgin Is.": "VI",
    "United States of America": "US",
    "Vatican": "VA",
    "W. Sahara": "EH",
    "Wallis and Futuna Is.": "WF",
    "eSwatini": "SZ",
    "Åland": "AX",
}
#: Not drawn as a country: no state is named for the glacier, and the frozen continent would fill a third.
_NOBODY = {"Siachen Glacier", "Antarctica"}
#: Polygons that the atlas counts to a country and ISO 3166-1 gives a code of their own; and Crimea, which the
#: atlas gives to who holds it, and the Korean government to Ukraine.
_MOVED = (
    ("FR", Box(-55, 2, -51, 6), "GF"),
    ("FR", Box(-62, 15.8, -61, 16.6), "GP"),
    ("FR", Box(-61.3, 14.3, -60.7, 15), "MQ"),
    ("FR", Box(55, -22, 56, -20), "RE"),
    ("FR", Box(44, -14, 46, -12), "YT"),
    ("NL", Box(-69, 12, -62, 18), "BQ"),
    ("NO", Box(-10, 70, -7, 72), "SJ"),
    ("NO", Box(10, 74, 34, 81), "SJ"),
    ("NZ", Box(-173, -10, -171, -8), "TK"),
    ("CC", Box(105, -11, 106, -10), "CX"),
    ("RU", Box(32, 44, 37, 46.5), "UA"),
)
#: Longitude and latitude, of common knowledge, of those whom the atlas does not draw, or draws elsewhere than
#: where people live or go.
_POINTS = {
    "AQ": (-58.79, -62.22),  # King Sejong Station; the continent itself is left out
    "BV": (3.36, -54.42),
    "GI": (-5.35, 36.14),
    "KI": (172.98, 1.45),  # Tarawa, the capital, and not Kiritimati, the largest island
    "TV": (179.2, -8.52),  # Funafuti
    "UM": (166.63, 19.28),  # Wake
}


def main(tarball: str) -> None:
    """Read the atlas, write the map, say how large it is."""
    atlas = read_atlas(Path(tarball))
    text = as_json(world(atlas))
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(text.encode()):,} bytes\n")


def read_atlas(tarball: Path) -> dict[str, Any]:
    """The 1:50m countries of the package."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile("package/countries-50m.json")
        if member is None:
            raise ValueError(f"{tarball}: no countries-50m.json")
        atlas: dict[str, Any] = json.load(member)
    return atlas


def world(atlas: dict[str, Any]) -> dict[str, Any]:
    """The whole map: size, land of nobody, places by code."""
    degrees = [list(positions(arc, atlas["transform"])) for arc in atlas["arcs"]]
    countries, nobody = polygons_by_code(atlas, degrees)
    drawn = {
        ~arc if arc < 0 else arc
        for shape in [*countries.values(), nobody]
        for polygon in shape
        for ring in polygon
        for arc in ring
    }
    to_map, height = fitted([degrees[arc] for arc in sorted(drawn)])
    arcs = {arc: [to_map(point) for point in unrolled(degrees[arc])] for arc in sorted(drawn)}
    kept = {code: without_islets(shape, arcs) for code, shape in countries.items()}
    simple = simplified(arcs, kept)
    places = {code: place(rings, arcs, simple) for code, rings in kept.items()}
    for code, point in _POINTS.items():
        x, y = to_map(unrolled([point])[0])
        places[code] = {"path": "", "area": 0.0, **places.get(code, {}), "x": round(x, 1), "y": round(y, 1)}
    unclaimed = path(drawn_rings([ring for polygon in nobody for ring in polygon], simple))
    return {
        "width": int(WIDTH),
        "height": height,
        "unclaimed": unclaimed,
        "places": dict(sorted(places.items())),
    }


def positions(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """Longitudes and latitudes of an arc, which TopoJSON stores as steps of a grid."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale_x + left, y * scale_y + bottom


def polygons_by_code(
    atlas: dict[str, Any], degrees: list[list[Point]]
) -> tuple[dict[str, list[Polygon]], list[Polygon]]:
    """The polygons of each ISO code, and those of nobody."""
    codes = {row["name_en"]: row["code"] for row in table("countries", "code", "name_en")} | _NAMES
    shapes: dict[str, list[Polygon]] = {}
    nobody: list[Polygon] = []
    for country in atlas["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        if name in _NOBODY:
            nobody += polygons if name != "Antarctica" else []
            continue
        for polygon in polygons:
            code = owner(codes[name], joined(polygon[0], degrees))
            shapes.setdefault(code, []).append(polygon)
    return {code: merged(shape, degrees) for code, shape in sorted(shapes.items())}, nobody


def owner(code: str, outline: list[Point]) -> str:
    """Whose polygon this is by our list, when the atlas gives it to ``code``."""
    for giver, box, taker in _MOVED:
        if code == giver and box.holds(outline):
            return taker
    return code


def merged(polygons: list[Polygon], degrees: list[list[Point]]) -> list[Polygon]:
    """The same without borders inside: an arc that two polygons run along, one forth and one back, goes."""
    used = {arc for polygon in polygons for ring in polygon for arc in ring}
    inner = {arc for arc in used if ~arc in used}
    if not inner:
        return polygons
    touched = [polygon for polygon in polygons if any(inner & set(ring) for ring in polygon)]
    loose = [arc for polygon in touched for ring in polygon for arc in ring if arc not in inner]
    return [polygon for polygon in polygons if polygon not in touched] + [chained(loose, degrees)]


def chained(loose: list[int], degrees: list[list[Point]]) -> Polygon:
    """Rings from arcs, each followed by the one that begins where it ends."""
    following = {joined([arc], degrees)[0]: arc for arc in loose}
    rings: Polygon = []
    while following:
        _, arc = following.popitem()
        ring = [arc]
        while (end := joined([ring[-1]], degrees)[-1]) in following:
            ring.append(following.pop(end))
        rings.append(ring)
    return rings


def joined(ring: Ring, arcs: Sequence[list[Point]] | dict[int, list[Point]]) -> list[Point]:
    """The points of a ring; a negative arc is run backwards, as TopoJSON says."""
    points: list[Point] = []
    for arc in ring:
        run = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += run[1:] if points else run
    return points


def unrolled(points: list[Point]) -> list[Point]:
    """Longitudes that never jump, within a turn from the cut; what lies across the cut stays in one piece."""
    longitudes = [points[0][0]]
    for (before, _), (after, _) in pairwise(points):
        longitudes.append(longitudes[-1] + (after - before + 180) % 360 - 180)
    latitudes = [latitude for _, latitude in points]
    cut = _CUT_IN_THE_NORTH if min(latitudes) + max(latitudes) > 2 * _NORTH else _CUT
    middle = (min(longitudes) + max(longitudes)) / 2
    shift = 360 * math.floor((middle - cut) / 360)
    return [(longitude - shift, latitude) for longitude, latitude in zip(longitudes, latitudes, strict=True)]


def equal_earth(longitude: float, latitude: float) -> Point:
    """Šavrič, Patterson and Jenny's projection: areas are true; y grows downwards as in SVG."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    root = math.sqrt(3) / 2
    theta = math.asin(root * math.sin(math.radians(latitude)))
    square, sixth = theta**2, theta**6
    x = math.radians(longitude - _CENTRE) * math.cos(theta)
    x /= root * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square))
    return x, -theta * (a1 + a2 * square + sixth * (a3 + a4 * square))


def fitted(runs: Iterable[list[Point]]) -> tuple[Callable[[Point], Point], int]:
    """From degrees to the map's units, so that all land fills the width; and the map's height."""
    points = [point for run in [*runs, *([point] for point in _POINTS.values())] for point in unrolled(run)]
    xs, ys = zip(*(equal_earth(*point) for point in points), strict=True)
    left, top = min(xs), min(ys)
    scale = (WIDTH - 2 * _MARGIN) / (max(xs) - left)

    def to_map(point: Point) -> Point:
        x, y = equal_earth(*point)
        return (x - left) * scale + _MARGIN, (y - top) * scale + _MARGIN

    return to_map, math.ceil((max(ys) - top) * scale + 2 * _MARGIN)


def without_islets(polygons: list[Polygon], arcs: dict[int, list[Point]]) -> list[Ring]:
    """The rings that can be seen; of a country of islets, the largest."""
    rings = [ring for polygon in polygons for ring in polygon]
    sizes = [abs(area(joined(ring, arcs))) for ring in rings]
    return [ring for ring, size in zip(rings, sizes, strict=True) if size >= min(_ISLET, max(sizes))]


def area(points: list[Point]) -> float:
    """By the shoelace formula, negative when the ring runs the other way."""
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(points)) / 2


def simplified(arcs: dict[int, list[Point]], countries: dict[str, list[Ring]]) -> dict[int, list[Point]]:
    """Each arc with fewer corners, rounded once for all who share it."""
    fine = set()
    for rings in countries.values():
        if sum(abs(area(joined(ring, arcs))) for ring in rings) < _SMALL_COUNTRY:
            fine |= {~arc if arc < 0 else arc for ring in rings for arc in ring}
    return {
        arc: [(round(x, 1), round(y, 1)) for x, y in fewer_corners(points, _FINE if arc in fine else _COARSE)]
        for arc, points in arcs.items()
    }


def fewer_corners(points: list[Point], least: float) -> list[Point]:
    """By Visvalingam and Whyatt: the corner that says least goes first, until all say enough.

    The ends stay, where other arcs begin; a closed arc keeps a triangle.
    """
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    gone = [False] * len(points)

    def weight(corner: int) -> float:
        triangle = [points[before[corner]], points[corner], points[after[corner]]]
        return abs(area([*triangle, triangle[0]]))

    heap = [(weight(corner), corner) for corner in range(1, len(points) - 1)]
    heapify(heap)
    left, fewest = len(points), 4 if points[0] == points[-1] else 2
    while heap and left > fewest and heap[0][0] < least:
        said, corner = heappop(heap)
        if gone[corner] or said != weight(corner):
            continue
        gone[corner] = True
        left -= 1
        before[after[corner]], after[before[corner]] = before[corner], after[corner]
        for near in (before[corner], after[corner]):
            if 0 < near < len(points) - 1:
                heappush(heap, (weight(near), near))
    return [point for point, out in zip(points, gone, strict=True) if not out]


def place(rings: list[Ring], arcs: dict[int, list[Point]], simple: dict[int, list[Point]]) -> dict[str, Any]:
    """A country as the map holds it. area: of what is drawn, before it was simplified."""
    shapes = drawn_rings(rings, simple)
    largest = max((joined(ring, arcs) for ring in rings), key=lambda points: abs(area(points)))
    x, y = middle_of(shapes) if shapes else centroid(largest)
    # Holes run the other way round, so that they are taken off.
    size = abs(sum(area(joined(ring, arcs)) for ring in rings))
    return {"path": path(shapes), "x": round(x, 1), "y": round(y, 1), "area": round(size, 2)}


def drawn_rings(rings: Iterable[Ring], simple: dict[int, list[Point]]) -> list[list[Point]]:
    """Simplified rings without repeated points; specks are left out."""
    shapes = []
    for ring in rings:
        points = joined(ring, simple)
        points = [points[0], *(point for last, point in pairwise(points) if point != last)]
        if abs(area(points)) >= _SPECK:
            shapes.append(points)
    return shapes


def centroid(points: list[Point]) -> Point:
    """The middle of something too small for a better one."""
    corners = points[:-1]
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


def middle_of(shapes: list[list[Point]], steps: int = 40) -> Point:
    """The point of the largest ring that lies deepest inside: never in a neighbour, never in the sea."""
    largest = max(shapes, key=lambda points: abs(area(points)))
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    edges = [edge for shape in shapes for edge in pairwise(shape)]
    best, deepest = centroid(largest), 0.0
    for row in range(1, steps):
        y = min(ys) + (max(ys) - min(ys)) * row / steps
        for column in range(1, steps):
            x = min(xs) + (max(xs) - min(xs)) * column / steps
            if inside(x, y, edges) and (depth := min(distance(x, y, *edge) for edge in edges)) > deepest:
                best, deepest = (x, y), depth
    return best


def inside(x: float, y: float, edges: Iterable[tuple[Point, Point]]) -> bool:
    """Does a line from here to the east cross the edges an odd number of times?"""
    crossings = 0
    for (x1, y1), (x2, y2) in edges:
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


def distance(x: float, y: float, start: Point, end: Point) -> float:
    """From a point to a stretch of line."""
    (x1, y1), (x2, y2) = start, end
    along_x, along_y = x2 - x1, y2 - y1
    length = along_x**2 + along_y**2
    share = max(0.0, min(1.0, ((x - x1) * along_x + (y - y1) * along_y) / length)) if length else 0.0
    return math.hypot(x - x1 - share * along_x, y - y1 - share * along_y)


def path(shapes: Iterable[list[Point]]) -> str:
    """An SVG path: each ring begins at an absolute place and goes on in steps of tenths."""
    parts = []
    for points in shapes:
        tenths = [(round(x * 10), round(y * 10)) for x, y in points[:-1]]
        steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(tenths)]
        parts.append(f"M{numbers(tenths[:1])}l{numbers(steps)}z")
    return "".join(parts)


def numbers(pairs: Iterable[tuple[int, int]]) -> str:
    """Tenths as SVG's shortest numbers: ``-.3 12``; a minus sign needs no blank before it."""
    text = ""
    for tenths in (value for pair in pairs for value in pair):
        number = f"{tenths / 10:.1f}".removesuffix(".0")
        number = number.replace("0.", ".", 1) if number.startswith(("0.", "-0.")) else number
        text += number if not text or number.startswith("-") else f" {number}"
    return text


def as_json(made: dict[str, Any]) -> str:
    """One place a line, so that a changed border is a changed line."""
    places = made.pop("places")
    head = [f'"{key}": {json.dumps(value)}' for key, value in made.items()]
    lines = [f'"{code}": {json.dumps(found, separators=(",", ":"))}' for code, found in places.items()]
    return "{\n" + ",\n".join(head) + ',\n"places": {\n' + ",\n".join(lines) + "\n}\n}\n"


if __name__ == "__main__":
    main(*sys.argv[1:])
