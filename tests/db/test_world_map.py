"""The map: every country has its place, nothing runs across it, and what callers hand in is only text."""

import csv
import itertools
import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from db.datasette import world_map as module
from db.datasette.world_map import Outline, Place, apart, sheet, steps, world_map

ROOT = Path(__file__).parents[2]
DATA = ROOT / "db" / "datasette" / "data" / "world_map.json"
SVG = "{http://www.w3.org/2000/svg}"
with (ROOT / "extractors" / "data" / "countries.csv").open(encoding="utf-8", newline="") as handle:
    NAMES = {row["code"]: row["name_ko"] for row in csv.DictReader(handle)}
NUMBER = r"-?(?:\d+(?:\.\d)?|\.\d)"


def places(values):
    return [
        Place(code, NAMES[code], value, f"/sacho/articles?country={code}") for code, value in values.items()
    ]


def drawn(*args, **kwargs):
    """The figure as a tree: that it parses is part of every test."""
    return ElementTree.fromstring(str(world_map(*args, title="나라별 보도자료", **kwargs)))


def links(figure):
    """Links that the tab key reaches."""
    return [link for link in figure.iter(f"{SVG}a") if link.get("tabindex") != "-1"]


def said(link):
    return link.find(f"{SVG}title").text


def grey(figure):
    return next(path for path in figure.iter(f"{SVG}path") if path.get("class") == "land").get("d")


def rings(path):
    """The points of each ring, from the absolute start and the steps."""
    for ring in re.findall(r"M([^Mz]*)z", path):
        start, steps_ = ring.split("l")
        x, y = (float(number) for number in re.findall(NUMBER, start))
        points = [(x, y)]
        numbers = [float(number) for number in re.findall(NUMBER, steps_)]
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            points.append((x, y))
        yield points


def test_every_country_of_the_gazetteer_has_its_place():
    assert set(sheet().outlines) == set(NAMES)
    points = {code for code, outline in sheet().outlines.items() if not outline.path}
    assert not points & {"KR", "KP", "TW", "HK", "XK", "PS", "SG", "MT", "BH", "EH", "GF", "SS"}
    assert all(outline.area < 1 for code, outline in sheet().outlines.items() if code in points)


def test_the_file_is_small_enough_to_stand_in_a_page():
    assert DATA.stat().st_size < 140_000


@pytest.mark.parametrize("code", [*NAMES, None])
def test_outlines_are_well_formed_and_stay_on_the_sheet(code):
    empty = sheet()
    path = empty.outlines[code].path if code else empty.unclaimed
    pair = rf"{NUMBER}(?: |(?=-)){NUMBER}"
    assert re.fullmatch(rf"(?:M{pair}l{pair}(?:(?: |(?=-)){pair})+z)*", path)
    for points in rings(path):
        assert all(0 <= x <= empty.width and 0 <= y <= empty.height for x, y in points)
        for before, after in itertools.pairwise([*points, points[0]]):
            assert math.dist(before, after) < empty.width / 10
    if code:
        assert 0 < empty.outlines[code].x < empty.width
        assert 0 < empty.outlines[code].y < empty.height


def test_no_country_lies_on_both_sides_of_the_map():
    for outline in sheet().outlines.values():
        xs = [x for points in rings(outline.path) for x, _ in points] or [0]
        assert max(xs) - min(xs) < sheet().width / 2


def test_countries_lie_where_they_lie():
    x = {code: outline.x for code, outline in sheet().outlines.items()}
    y = {code: outline.y for code, outline in sheet().outlines.items()}
    assert x["PT"] < x["DE"] < x["IN"] < x["CN"] < x["KR"] < x["JP"] < x["FJ"] < x["US"] < x["BR"]
    assert y["GL"] < y["RU"] < y["KP"] < y["KR"] < y["VN"] < y["SG"] < y["AU"] < y["NZ"] < y["AQ"]
    area = {code: outline.area for code, outline in sheet().outlines.items()}
    # in thousands of square kilometres: the projection keeps areas, and leaves out islets
    for code, true in {
        "KR": 100,
        "KP": 120,
        "FR": 544,
        "UA": 600,
        "CY": 9.2,
        "SO": 637,
        "BR": 8510,
        "RU": 17100,
    }.items():
        assert area[code] / area["CN"] == pytest.approx(true / 9600, rel=0.15), code


def test_neighbours_share_their_border():
    def corners(code):
        return {
            (round(x, 1), round(y, 1)) for points in rings(sheet().outlines[code].path) for x, y in points
        }

    for one, other in [("KR", "KP"), ("CN", "KP"), ("CN", "RU"), ("US", "CA"), ("UZ", "KZ"), ("ZA", "LS")]:
        assert len(corners(one) & corners(other)) >= 3, (one, other)


def test_a_country_is_a_link_that_says_what_it_shows():
    figure = drawn(places({"UZ": 12}))
    (link,) = links(figure)
    assert said(link) == "우즈베키스탄: 보도자료 12건"
    assert link.get("href") == "/sacho/articles?country=UZ"
    assert "step-3" in link.get("class").split()
    svg = figure.find(f".//{SVG}svg")
    assert (svg.get("role"), svg.get("aria-label")) == ("group", "나라별 보도자료")


def test_words_around_the_value_are_the_callers():
    figure = drawn([Place("VN", "베트남", 12_000_000_000, "/x", "3건")], what="지원액", unit=" 원")
    assert said(links(figure)[0]) == "베트남: 지원액 120억 원 · 3건"


def test_countries_without_value_are_grey_and_no_links():
    figure = drawn(places({"UZ": 12, "KZ": 0, "MN": -1, "FR": math.nan, "DE": math.inf}))
    assert [said(link) for link in links(figure)] == ["우즈베키스탄: 보도자료 12건"]
    for code in ("KZ", "MN", "FR", "DE", "CN"):
        assert sheet().outlines[code].path in grey(figure)
    assert sheet().outlines["UZ"].path not in grey(figure)


def test_a_map_of_nothing():
    figure = drawn([])
    assert links(figure) == []
    assert [line.text for line in figure.iter("li")] == [None]
    assert "없음" in "".join(figure.itertext())


def test_a_code_that_is_not_on_the_map_is_left_out():
    assert len(links(drawn([*places({"UZ": 12}), Place("EU", "유럽연합", 3, "/x")]))) == 1


def test_the_largest_value_comes_first_under_the_tab_key():
    figure = drawn(places({"UZ": 12, "VN": 40, "CN": 3}))
    assert [said(link).split(":")[0] for link in links(figure)] == ["베트남", "우즈베키스탄", "중국"]


@pytest.mark.parametrize(
    "values, expected",
    [
        ([], []),
        ([7], [3]),
        ([7, 7, 7], [3, 3, 3]),
        ([1, 2], [1, 5]),
        ([1, 10, 100, 1000, 10_000], [1, 2, 3, 4, 5]),
        ([0.001, 10**15], [1, 5]),
    ],
)
def test_steps(values, expected):
    assert steps(values) == expected


def test_more_is_never_lighter():
    shades = steps(range(1, 3000))
    assert shades == sorted(shades)
    assert set(shades) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("values", [[5], [1, 1, 1], [1, 3, 9, 27, 81, 243, 2, 700], list(range(1, 120))])
def test_the_legend_covers_every_value(values):
    figure = drawn(places(dict(zip(NAMES, values, strict=False))))
    ranges = []
    for line in figure.iter("li"):
        text = "".join(line.itertext())
        if found := re.match(r"(\d+)(?:~(\d+))?건 (\d+)곳", text):
            least, most, count = int(found[1]), int(found[2] or found[1]), int(found[3])
            assert count == sum(least <= value <= most for value in values)
            ranges.append((least, most))
    assert sum(any(least <= value <= most for least, most in ranges) for value in values) == len(values)
    assert ranges == sorted(ranges)


def test_the_shade_of_a_country_is_that_of_its_line_in_the_legend():
    figure = drawn(places({"UZ": 1, "VN": 40, "CN": 900}))
    shade = {said(link).split(":")[0]: link.get("class").split()[1] for link in links(figure)}
    assert shade == {"우즈베키스탄": "step-1", "베트남": "step-3", "중국": "step-5"}
    swatches = [swatch.get("class").split()[1] for swatch in figure.iter("span")]
    assert swatches == ["step-1", "step-3", "step-5", "land"]


@pytest.mark.parametrize("code", ["SG", "BH", "MV", "TO", "MT", "LU", "HK", "VA", "TV", "AQ", "LB", "QA"])
def test_small_states_have_a_circle(code):
    (link,) = links(drawn(places({code: 2})))
    circle = link.find(f"{SVG}circle")
    outline = sheet().outlines[code]
    at = float(circle.get("cx")), float(circle.get("cy"))
    assert math.dist(at, (outline.x, outline.y)) < 5


@pytest.mark.parametrize("code", ["KR", "CN", "UZ", "TW", "NL"])
def test_large_ones_have_none(code):
    (link,) = links(drawn(places({code: 2})))
    assert link.find(f"{SVG}circle") is None


def test_circles_are_drawn_over_all_shapes_and_never_upon_each_other():
    figure = drawn(places(dict.fromkeys(NAMES, 1)))
    kinds = [
        "circle" if link.find(f"{SVG}circle") is not None else "shape" for link in figure.iter(f"{SVG}a")
    ]
    assert kinds == sorted(kinds, reverse=True)
    assert len(links(figure)) == len(NAMES)
    at = [(float(circle.get("cx")), float(circle.get("cy"))) for circle in figure.iter(f"{SVG}circle")]
    # fingers get circles of radius 6
    assert min(math.dist(*pair) for pair in itertools.combinations(at, 2)) > 6.5


def test_circles_at_the_same_place_part_the_same_way_each_time():
    here = [Outline("", 500, 200, 0)] * 3
    assert apart(here) == apart(here)
    assert len(set(apart(here))) == 3
    assert apart([]) == []


def test_the_smaller_country_gives_way():
    large, small = apart([Outline("", 500, 200, 29), Outline("", 504, 200, 0)])
    assert abs(large[0] - 500) < abs(small[0] - 504)


def test_hostile_texts_are_only_text():
    bad = "\"'><script>alert(1)</script>&{0}{name}"
    figure = drawn(
        [Place("UZ", bad, 1, f"/x?{bad}", bad), Place("SG", bad, 2, f"/x?{bad}")], what=bad, unit=bad
    )
    assert not list(figure.iter("script")) + list(figure.iter(f"{SVG}script"))
    assert {link.get("href") for link in links(figure)} == {f"/x?{bad}"}
    assert all(said(link).startswith(f"{bad}: {bad} ") for link in links(figure))
    text = str(world_map([], title=bad, name='"><b>'))
    assert "<b>" not in text
    assert "<script" not in text


def test_nothing_is_asked_of_anybody_else():
    text = str(world_map(places(dict.fromkeys(NAMES, 1)), title="지도"))
    assert re.findall(r"\w+://[^\"']*", text) == ["http://www.w3.org/2000/svg"]
    assert "style=" not in text
    css = (ROOT / "db" / "datasette" / "static" / "map.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|//", css)


def test_the_stylesheet_knows_every_class():
    css = (ROOT / "db" / "datasette" / "static" / "map.css").read_text(encoding="utf-8")
    text = str(world_map(places({"UZ": 1, "SG": 10, "VN": 100, "FR": 1000, "CN": 10_000}), title="지도"))
    classes = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
    assert {f"step-{step}" for step in range(1, module.STEPS + 1)} <= classes
    assert {name for name in classes if f".{name}" not in css} == set()


def test_korea_is_outlined_with_or_without_a_value():
    for values in ({}, {"KR": 5}):
        home = [path for path in drawn(places(values)).iter(f"{SVG}path") if path.get("class") == "home"]
        assert [path.get("d") for path in home] == [sheet().outlines["KR"].path]


def test_two_maps_on_a_page_have_their_own_ids():
    first, second = (drawn([], name=name) for name in ("one", "two"))
    ids = [element.get("id") for figure in (first, second) for element in figure.iter() if element.get("id")]
    assert ids == ["one-legend", "two-legend"]
    assert first.find("a").get("href") == "#one-legend"
