"""Scoring, against cases that can be counted by hand."""

import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.cleaning_score import score_cleaning, score_words
from pipeline.gold_spans import BodyMap, body_text
from pipeline.report import Report
from pipeline.row_score import Answered, score_mentions
from pipeline.score import below_floors, score_file, update_floors
from pipeline.scoring import Counts, Expected, Found, Share, compare_sets, judge, pair_up, tally
from scrapers.article import Article

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests/gold/samples.jsonl"
SAMPLES = ROOT / "pipeline/samples"


def gold(start, end, *more, optional=False):
    return Expected("가" * (end - start), ((start, end), *more), {"code": "KR"}, optional)


def hit(start, end, code="KR"):
    return Found("가" * (end - start), (start, end), {"code": code})


#: gold, found, then exact and overlapping counts as (right, missed, spurious).
PAIRINGS = [
    ([gold(0, 2)], [hit(0, 2)], (1, 0, 0), (1, 0, 0)),
    ([gold(0, 2)], [], (0, 1, 0), (0, 1, 0)),
    ([], [hit(0, 2)], (0, 0, 1), (0, 0, 1)),
    ([gold(0, 2)], [hit(0, 3)], (0, 1, 1), (1, 0, 0)),
    ([gold(0, 2)], [hit(2, 4)], (0, 1, 1), (0, 1, 1)),
    # one range read as two: one of them pairs, the other is spurious
    ([gold(0, 10)], [hit(0, 3), hit(4, 10)], (0, 1, 2), (1, 0, 1)),
    # two read as one
    ([gold(0, 3), gold(4, 10)], [hit(0, 10)], (0, 2, 1), (1, 1, 0)),
    # an exact one is taken before an overlapping one, in whatever order they come
    ([gold(0, 4)], [hit(0, 3), hit(0, 4)], (1, 0, 1), (1, 0, 1)),
    ([gold(4, 8, (2, 8))], [hit(2, 8)], (1, 0, 0), (1, 0, 0)),
    ([gold(0, 2, optional=True)], [hit(0, 2)], (0, 0, 0), (0, 0, 0)),
    ([gold(0, 2, optional=True)], [], (0, 0, 0), (0, 0, 0)),
    ([gold(0, 4, optional=True)], [hit(0, 1), hit(2, 5)], (0, 0, 0), (0, 0, 0)),
    ([gold(0, 4, optional=True), gold(4, 6)], [hit(3, 6)], (0, 1, 1), (1, 0, 0)),
    ([Expected("가", (), {"code": "KR"})], [], (0, 1, 0), (0, 1, 0)),
]


@pytest.mark.parametrize(("expected", "found", "exact", "overlap"), PAIRINGS)
def test_spans_are_counted(expected, found, exact, overlap):
    score = tally("country", pair_up(expected, found))
    assert score.exact == Counts(*exact)
    assert score.overlap == Counts(*overlap)


def test_a_tolerated_mention_is_not_spurious():
    pairing = pair_up([], [hit(0, 2), hit(3, 5, "US")], lambda one: one.values["code"] == "KR")
    assert [one.values["code"] for one in pairing.spurious] == ["US"]


def test_rates_by_hand():
    counts = Counts(6, 2, 3)
    assert (counts.precision, counts.recall, counts.f1) == (6 / 9, 6 / 8, 12 / 17)
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert Counts(0, 3, 0).precision is None
    assert Counts(0, 3, 0).f1 == 0


WON = {"amount": 3_000_000, "amount_max": None, "currency": "KRW"}
#: type, gold, found, verdicts.
VALUES = [
    ("money", WON, {**WON, "amount": Decimal("3E+6")}, {"value": True}),
    ("money", WON, {**WON, "currency": "USD"}, {"value": False}),
    ("money", WON, {**WON, "amount_max": 5_000_000}, {"value": False}),
    ("money", {**WON, "amount": 1.5}, {**WON, "amount": 1.5}, {"value": True}),
    ("money", {**WON, "amount": None}, {**WON, "amount": None}, {"value": True}),
    ("money", {**WON, "amount": None}, WON, {"value": False}),
    ("money", {**WON, "role": "budget"}, {**WON, "role": "price"}, {"value": True, "role": False}),
    ("money", {**WON, "role": "budget", "role_alt": ["price"]}, {**WON, "role": "price"}, {"value": True, "role": True}),
    ("money", {**WON, "modifier": None}, {**WON, "modifier": "approx"}, {"value": True, "modifier": False}),
    ("date", {"date_start": "2020-01-01", "date_end": None}, {"date_start": "2020-01-01", "date_end": None}, {"value": True}),
    ("date", {"date_start": "2020-01-01", "date_end": None}, {"date_start": "2020-01-01", "date_end": "2020-01-01"}, {"value": False}),
    ("country", {"code": "SD"}, {"code": "SD"}, {"value": True}),
    ("country", {"code": "SD"}, {"code": "SS"}, {"value": False}),
    ("agency", {"name": "미국 재무부"}, {"name": "미국재무부"}, {"value": True}),
    ("agency", {"name": "사천시", "name_alt": ["경상남도 사천시"]}, {"name": "경상남도사천시"}, {"value": True}),
    ("agency", {"name": "행정자치부"}, {"name": "행정안전부"}, {"value": False}),
    ("agency", {"name": "행정자치부"}, {"name": None}, {"value": False}),
    ("agency", {"name": None}, {"name": None}, {"value": True}),
    ("agency", {"name": "중구", "agency_id": "a"}, {"name": "중구", "agency_id": "b"}, {"value": True, "agency_id": False}),
    ("money", {**WON, "agency": "환경부", "programme": "물 사랑 사업"}, {**WON, "agency": "환경부", "programme": "물사랑 사업"},
     {"value": True, "agency": True, "programme": True}),
    ("money", {**WON, "country": None, "per": "인"}, {**WON, "country": "VN", "per": "인"}, {"value": True, "country": False, "per": True}),
    ("programme", {"name": "물 사랑 사업"}, {"name": "물사랑 사업"}, {"value": True}),
    ("person", {"name": "홍길동", "agency": "세르비아 재무부", "agency_id": None}, {"name": "홍길동", "agency": "세르비아재무부", "agency_id": None},
     {"value": True, "agency": True, "agency_id": True}),
    ("person", {"name": "홍길동", "title": "국장", "title_alt": ["심의관"]}, {"name": "홍길동", "title": "심의관"}, {"value": True, "title": True}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "expected", "found", "verdicts"), VALUES)
def test_values_are_judged(kind, expected, found, verdicts):
    assert judge(kind, expected, found) == verdicts


def test_an_exact_span_with_a_wrong_value_is_half_right():
    score = tally("country", pair_up([gold(0, 2), gold(5, 7)], [hit(0, 2), hit(5, 7, "KP")]))
    assert score.exact == Counts(2, 0, 0)
    assert score.full == Counts(1, 1, 1)
    assert score.values == {"value": Share(1, 2)}


def test_a_near_span_with_the_right_value_counts_for_value_only():
    score = tally("country", pair_up([gold(0, 2)], [hit(0, 3)]))
    assert (score.full, score.values["value"]) == (Counts(0, 1, 1), Share(1, 1))


def test_sets_ignore_spaces_and_spare_what_is_optional():
    assert compare_sets(["터키 통신청", "외교부"], ["터키통신청", "환경부", "조달청"], ["조달청"]) == Counts(
        1, 1, 1
    )
    assert compare_sets(["KR"], ["KR", "PE"], ["PE"]) == Counts(1, 0, 0)


ROW = {
    "id": "a.txt",
    "dates": [{"start": 0, "end": 2, "text": "올해", "date_start": "2020-01-01", "date_end": "2020-12-31"}],
    "countries": ["VN"],
    "agencies": ["외교부"],
    "optional": {"countries": ["KR"], "agencies": []},
    "must_not_extract": ["지난해", "US", "환경부"],
}


def found_in_row(**by_type):
    return {kind: [Found(*one) for one in mentions] for kind, mentions in by_type.items()}


def test_a_row_with_sets_and_forbidden_strings():
    text = "올해 베트남 한국 미국 지난해"
    found = found_in_row(
        date=[
            ("올해", (0, 2), {"date_start": "2020-01-01", "date_end": "2020-12-31"}),
            ("지난해", (13, 16), {"date_start": "2019-01-01", "date_end": "2019-12-31"}),
        ],
        country=[
            ("베트남", (3, 6), {"code": "VN"}),
            ("한국", (7, 9), {"code": "KR"}),
            ("미국", (10, 12), {"code": "US"}),
        ],
    )
    score = score_mentions(ROW, Answered(text, found))
    assert score.types["date"].exact == Counts(1, 0, 1)
    assert score.sets == {"country": Counts(1, 0, 1), "agency": Counts(0, 1, 0)}
    assert score.kept_out == Share(1, 3)
    kinds = [(problem.type, problem.what, problem.expected or problem.found) for problem in score.problems]
    assert kinds == [
        ("date", "spurious", "지난해 (2019-01-01 2019-12-31)"),
        ("country", "spurious", "US"),
        ("agency", "missed", "외교부"),
        ("date", "forbidden", "지난해"),
        ("country", "forbidden", "미국"),
    ]
    assert score.problems[0].context == "올해 베트남 한국 미국 [지난해]"


RAW = "머리말\n\n예산은\xa0\xa03억\xa0원이다.\n\u200b\n<사진>끝은 3억\xa0원이다.\n꼬리말"
BODY_RANGES = [[5, 17], [24, 34]]


def test_offsets_map_through_white_space_and_what_stands_between():
    assert [RAW[a:b] for a, b in BODY_RANGES] == ["예산은\xa0\xa03억\xa0원이다.", "끝은 3억\xa0원이다."]
    body = "예산은 3억 원이다.\n끝은 3억 원이다."
    places = BodyMap(RAW, BODY_RANGES, body, markup=False)
    spans = [places.to_body(10, 14), places.to_body(27, 31)]
    assert spans == [(4, 8), (15, 19)]
    assert {body[a:b] for a, b in filter(None, spans)} == {"3억 원"}


def test_offsets_map_when_cleaning_lost_or_added_words_within_a_line():
    raw = "외교부는 (사진) 베트남에 3억 원을 낸다."
    places = BodyMap(raw, [[0, len(raw)]], "[뉴스] 외교부는 베트남에 3억 원을 낸다고 한다.", markup=False)
    assert places.to_body(0, 3) == (5, 8)
    assert places.to_body(10, 13) == (10, 13)
    assert places.to_body(6, 8) is None, "the caption is not in the body"


def test_offsets_map_from_decomposed_hangul_and_from_entities():
    raw = unicodedata.normalize("NFD", "한국은 ") + "R&amp;D에 &#51068;본과"
    body = "한국은 R&D에 일본과"
    places = BodyMap(raw, [[0, len(raw)]], body, markup=True)
    country = raw.index("&#51068;")
    assert places.to_body(0, 6) == (0, 2)
    assert places.to_body(country, country + 9) == (9, 11)
    assert body_text(raw, [[0, len(raw)]], markup=True) == body


def test_a_body_that_was_lost_maps_to_nothing():
    assert BodyMap("예산 3억 원", [[0, 7]], "", markup=False).to_body(3, 7) is None
    assert BodyMap("가" * 50_000, [[0, 50_000]], "나" * 50_000, markup=False).to_body(0, 3) is None


def test_words_are_a_multiset():
    assert score_words("가 나 나 다", "나 가 라") == Counts(2, 2, 1)
    assert score_words(unicodedata.normalize("NFD", "한국"), "한국") == Counts(1, 0, 0)


def article(**values):
    return Article(id="dump:a", source="dump", native_id="a", body="가 나", **values)


#: gold row, fields of the article, keys that are wrong.
CLEANED = [
    ({"title": "제목 하나"}, {"title": "제목\xa0하나"}, []),
    ({"title": None}, {"title": "제목"}, ["title"]),
    ({"title": "제목"}, {}, ["title"]),
    ({"subtitle": None, "outlet": "신문", "reporter": "김"}, {"outlet": "신문", "reporter": "이"}, ["reporter"]),
    ({"published": "2016-11-22T18:10:00+09:00"}, {"published": "2016-11-22T18:10+09:00"}, []),
    ({"published": "2016-11-22"}, {"published": "2016-11-22T00:00:00+09:00"}, ["published"]),
    ({"published": "2016-11-22"}, {"published": "2016-11-22", "published_inferred": True}, ["published"]),
    ({"published": "2016-11-22", "published_accept": ["2016-11-22T18:00:00+09:00"]}, {"published": "2016-11-22T18:00:00+09:00"}, []),
    ({"published": None, "published_inferred": "2023-02", "published_accept": ["2023"]}, {"published": "2023", "published_inferred": True}, []),
    ({"published": None, "published_inferred": "2023-02"}, {"published": "2023-02", "published_inferred": True}, []),
    ({"published": None, "published_inferred": "2023-02"}, {"published": "2023-02"}, ["published"]),
    ({"published": None, "published_inferred": "2023-02"}, {}, ["published"]),
    ({"published": None}, {"published": "2023", "published_inferred": True}, ["published"]),
    ({"published": None}, {}, []),
    ({"url": "http://a.kr/1"}, {"source_url": "http://a.kr/1"}, []),
    ({"url": "http://a.kr/1"}, {"url": "http://a.kr/1", "source_url": "http://b.kr"}, []),
    ({"url": None}, {"url": "http://a.kr/1"}, []),
    ({"url": None}, {"source_url": "http://a.kr/1"}, ["url"]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "fields", "wrong"), CLEANED)
def test_metadata_is_judged_key_by_key(row, fields, wrong):
    score, problems = score_cleaning(row, "가 나", article(**fields))
    assert [problem.key for problem in problems] == wrong
    judged = [key for key in row if key not in ("published_accept", "published_inferred")]
    assert score.keys == {key: Share(int(key not in wrong), 1) for key in judged}
    assert (score.words, score.lowest) == (Counts(2, 0, 0), 1.0)


def test_floors_are_checked_and_only_raised(tmp_path):
    floors = tmp_path / "floors.json"
    row = score_mentions(ROW, Answered("", {}))
    reports = {"a.jsonl": Report((row,))}
    assert reports["a.jsonl"].metrics()["date.exact.recall"] == 0
    floors.write_text(
        json.dumps({"a.jsonl": {"date.exact.recall": 0.5, "gone": 0.1}, "other.jsonl": {"x": 1}})
    )
    assert below_floors(reports, floors) == [
        "a.jsonl date.exact.recall: 0.0000, floor 0.5",
        "a.jsonl gone: not measured, floor 0.1",
    ]
    update_floors(reports, floors)
    pinned = json.loads(floors.read_text())
    assert (pinned["a.jsonl"]["date.exact.recall"], pinned["a.jsonl"]["gone"]) == (0.5, 0.1)
    assert pinned["a.jsonl"]["must_not_extract.kept_out"] == 1
    assert pinned["other.jsonl"] == {"x": 1}


BAD_GOLD = [
    ("{", "g.jsonl:1: broken JSON"),
    ('{"id": "a"}', 'g.jsonl:1: a gold row has an "id"'),
    ('{"id": "a.txt", "body": [[0, 1]]}', "--dumps"),
]


@pytest.mark.parametrize(("line", "message"), BAD_GOLD)
def test_a_bad_gold_file_is_named(tmp_path, line, message):
    path = tmp_path / "g.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(ValueError, match=message):
        score_file(path)


def test_a_raw_file_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "g.jsonl"
    path.write_text('{"id": "a.txt", "body": [[0, 1]]}\n')
    with pytest.raises(FileNotFoundError, match=r"no file a\.txt"):
        score_file(path, tmp_path)


def test_a_row_with_text_is_annotated_as_it_is(tmp_path):
    path = tmp_path / "g.jsonl"
    text = "예산은 3억 원이다."
    amount = {"start": 4, "end": 8, "text": "3억 원", "amount": 300_000_000, "currency": "KRW"}
    path.write_text(
        json.dumps({"id": "x", "text": text, "published": "2020-01-01", "money": [amount], "dates": []})
    )
    report = score_file(path)
    assert report.types["money"].full == Counts(1, 0, 0)
    assert report.to_json()["metrics"]["money.full.f1"] == 1
    assert any(line.startswith("money") for line in report.lines())


def test_an_article_that_cannot_be_cleaned_is_all_missed(tmp_path):
    (tmp_path / "empty.txt").write_text("  \n")
    path = tmp_path / "g.jsonl"
    amount = {"start": 0, "end": 2, "text": "3원", "amount": 3, "currency": "KRW"}
    path.write_text(json.dumps({"id": "empty.txt", "title": "가", "body": [[0, 2]], "money": [amount]}))
    report = score_file(path, tmp_path)
    assert report.types["money"].exact == Counts(0, 1, 0)
    assert {problem.what for problem in report.problems} == {"lost", "failed"}
    assert report.cleaning is not None
    assert report.cleaning.keys == {"title": Share(0, 1)}


ROWS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def test_every_sample_has_its_gold_row():
    assert sorted(path.name for path in SAMPLES.iterdir()) == sorted(row["id"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_gold_of_the_samples_is_sound(row):
    """Spans stand in the body and say what the file says; none of a type overlap; values fit their spans."""
    raw = (SAMPLES / row["id"]).read_bytes().decode("utf-8")
    for key in ("money", "dates", "country_mentions", "agency_mentions", "people", "programmes"):
        last = 0
        for mention in sorted(row[key], key=lambda one: one["start"]):
            start, end = mention["start"], mention["end"]
            assert raw[start:end] == mention["text"]
            assert any(a <= start and end <= b for a, b in row["body"])
            assert start >= last, mention
            last = end
    for mention in row["money"]:
        assert mention["amount_max"] is None or mention["amount"] < mention["amount_max"]
    for mention in row["dates"]:
        assert (mention["date_start"] or "") <= (mention["date_end"] or "9")
    named = {one["name"] for one in row["agency_mentions"] if not one.get("optional")}
    assert set(row["agencies"]) == named
    assert set(row["countries"]) == {
        one["code"] for one in row["country_mentions"] if not one.get("optional")
    }
    body = " ".join(raw[a:b] for a, b in row["body"])
    extracted = {one["text"] for key in ("money", "dates", "agency_mentions") for one in row[key]} | named
    assert extracted.isdisjoint(row["must_not_extract"])
    assert body.strip()
