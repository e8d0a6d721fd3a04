"""The publication date: stated, or inferred from the text and from dates around it, or unknown."""

import pytest

from extractors.mention import Document
from extractors.publication import Publication, publication_date
from extractors.reading import Reading


def infer(text: str, *hints: tuple[str, str], published: str | None = None) -> Publication:
    return publication_date(Reading.of(Document(text, published, hints=hints)))


EXAMPLES = [
    # a programme's year and a weekday that fits it, though the text speaks of next year too
    ("농림청은 4월 17일(수) ‘2019년 해외농업개발사업 보고회’를 열었다. 내년 사업지는 5월에 고른다.", "2019"),
    # a year beside a programme's name
    (
        "해양부는 3월 4일 ‘2023년 스마트항만지원사업 설명회’를 연다. 2023년 스마트항만지원사업은 올해 7개다.",
        "2023",
    ),
    ("농림청은 2017년도 도시숲 조성사업 9곳을 골랐다.", "2017"),
    ("금년도 사업은 2016년부터 이어졌다. 2019년 청년농부 공모전을 연다.", "2019"),
    # a year equated with this year
    ("올해(2024년) 목표는 작년보다 높다.", "2024"),
    ("지난해(2023년) 수출은 늘었다.", "2024"),
    ("내년(2026년)부터 바뀐다.", "2025"),
    # a full date in the lead
    ("산림청은 2024년 8월 26일부터 30일까지 연수를 연다.", "2024"),
    ("해수부는 2021. 6. 3.(목) 협약을 맺었다고 밝혔다.", "2021"),
    # a source note
    ("연수를 마쳤다.\n\n(2024.08.26 해양수산부)\n", "2024-08-26"),
    ("승인 2016.11.22 18:10\n항만 협력을 넓힌다.", "2016-11-22"),
    # weekdays among years that the text names
    ("2024년 대회에 이어 2025년 대회가 6월 11일(수) 열린다. 2025년 참가국은 열둘이다.", "2025"),
]

UNKNOWN = [
    "",
    "해양부는 항만을 넓힌다고 밝혔다.",
    "3월 4일 설명회를 연다.",
    "어제 회의를 열었다.",
    "2030년까지 온실가스를 줄인다.",
    "2030년 세계박람회 유치에 힘쓴다.",
    "1998년 문을 연 박물관이다.",
    "2020년부터 2024년까지 추진했다.",
    "2022년 지원사업과 2024년 지원사업을 견주었다.",
    "12월 5일 2026년 창업지원사업 공고를 냈다.",
    "내년 준비를 위해 2025년 체험교육 수요를 묻는다.",
    "2026년 1월 5일부터 시행한다.",
    "개정(2022.3.23. 의결)에 따라 바뀐다.",
    "11월 28일(수) 회의를 했다.",
    "2012년 지원사업을 2013년 9월에 끝냈다고 밝혔다. 모두 만족했다.",
]

NEIGHBOURS = tuple(("neighbour", day) for day in ("2012-12-10", "2012-12-05", "2012-11-29", "2012-11-28"))


@pytest.mark.parametrize(("text", "published"), EXAMPLES)
def test_inferred_from_the_text(text: str, published: str) -> None:
    found = infer(text)
    assert (found.published, found.inferred) == (published, True)
    assert found.evidence


@pytest.mark.parametrize("text", UNKNOWN)
def test_no_date_rather_than_a_wrong_one(text: str) -> None:
    assert infer(text) == Publication(None, False, None)


def test_a_stated_date_is_returned_as_it_is() -> None:
    stated = "2016-11-22T18:10:00+09:00"
    assert infer("2023년 지원사업", ("url", "2020-01-01"), published=stated) == Publication(
        stated, False, None
    )


def test_the_url_goes_before_the_text() -> None:
    found = infer("2023년 항만지원사업 설명회", ("url", "2022-12-30"))
    assert found.published == "2022-12-30"
    assert "URL" in (found.evidence or "")


@pytest.mark.parametrize("kind", ["crawl", "repost", "modified", "search"])
def test_other_days_are_never_the_publication(kind: str) -> None:
    assert infer("항만을 넓힌다.", (kind, "2024-09-02")).published is None


@pytest.mark.parametrize("value", ["--09-02", "2024-13-01", "2024-02-30", "어제", ""])
def test_malformed_hints_are_passed_over(value: str) -> None:
    assert infer("항만을 넓힌다.", ("url", value), ("neighbour", value)).published is None


def test_a_weekday_and_neighbours_give_the_year() -> None:
    found = infer("차관은 11월 28일(수) 설명회를 가졌습니다.", *NEIGHBOURS)
    assert found.published == "2012"


def test_past_days_and_neighbours_give_the_month() -> None:
    text = "차관은 지난 28일부터 30일까지 찾았습니다. 지난 11월 28일(수) 설명회를 가졌습니다."
    assert infer(text, *NEIGHBOURS).published == "2012-12"


def test_neighbours_alone_give_what_they_share() -> None:
    assert infer("항만을 넓혔습니다.", *NEIGHBOURS).published == "2012"
    assert (
        infer("항만을 넓혔습니다.", ("neighbour", "2012-12-01"), ("neighbour", "2012-12-20")).published
        == "2012-12"
    )
    assert (
        infer("항만을 넓혔습니다.", ("neighbour", "2012-12-28"), ("neighbour", "2013-01-03")).published
        is None
    )
    assert (
        infer("항만을 넓혔습니다.", ("neighbour", "2012-01-01"), ("neighbour", "2012-12-20")).published
        is None
    )
    assert infer("항만을 넓혔습니다.", ("neighbour", "2012-12-28")).published is None


def test_a_weekday_that_contradicts_the_year_leaves_it_unknown() -> None:
    assert infer("2023년 항만지원사업 설명회를 5월 3일(목) 연다.").published is None
