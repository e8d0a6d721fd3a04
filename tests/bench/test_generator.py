"""The generator: deterministic, plausible, streaming."""

import hashlib
import json
import random
import re
from datetime import date
from itertools import islice

import pytest

from tests.bench import layouts
from tests.bench.generator import articles, particle, pieces

PARTICLES = [
    ("부산시", "은", "는"),
    ("조달청", "은", "은"),
    ("서울", "으로", "로"),
    ("대전", "으로", "으로"),
    ("경제협력개발기구(OECD)", "이", "가"),
    ("5억 원", "을", "을"),
    ("2026", "으로", "으로"),
    ("환경부", "과", "와"),
]


@pytest.mark.parametrize(("word", "kind", "form"), PARTICLES)
def test_particles_fit_the_last_syllable(word, kind, form):
    assert particle(word, kind) == form


def test_the_same_seed_gives_the_same_articles_whatever_the_count():
    assert list(articles(20, 7)) == list(islice(articles(10**9, 7), 20))
    assert list(articles(20, 7)) != list(articles(20, 8))


def test_articles_do_not_change_from_one_machine_to_the_next():
    """A change of the generator changes the figures of the benchmark: then this hash is changed on purpose."""
    text = "".join(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in articles(50, 1))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "4f890bfbff4eee94"


def test_articles_look_like_articles():
    found = list(articles(300, 3))
    lengths = [len(one["text"]) for one in found]
    assert min(lengths) >= 300
    assert max(lengths) <= 2_600
    assert len({one["id"] for one in found}) == len({one["text"] for one in found}) == 300
    assert all(not re.search(r"[{}|]", one["title"] + one["text"]) for one in found)
    assert all(2005 <= date.fromisoformat(one["published"]).year <= 2026 for one in found)
    amounts = sum(len(re.findall(r"\d(?:[\d,]|[조억만천백] ?){0,12}원", one["text"])) for one in found)
    assert 1 <= amounts / len(found) <= 14


def test_agencies_are_those_of_the_day():
    held = {name: (first, last) for name, _, _, first, last in pieces()["ministries"]}
    for one in articles(300, 5):
        year = int(one["published"][:4])
        for name in re.findall(r"[가-힣]{2,10}[부처청](?=[은는이가과와(])", one["text"]):
            first, last = held.get(name, (year, year))
            assert first <= year <= last, (name, one["published"])


def test_weekdays_are_right():
    for one in articles(300, 2):
        year, month = (int(part) for part in one["published"].split("-")[:2])
        for when in re.finditer(r"(\d{1,2})월 (\d{1,2})일\((.)\)", one["text"]):
            day = date(year + (int(when[1]) < month), int(when[1]), int(when[2]))
            assert "월화수목금토일"[day.weekday()] == when[3]


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_holds_the_article_and_what_stands_around_it(layout):
    one, *others = articles(5, 4)
    page = " ".join(layout(one, others, random.Random(1)).split())
    assert all(paragraph in page for paragraph in one["text"].split("\n"))
    assert others[0]["title"] in page
