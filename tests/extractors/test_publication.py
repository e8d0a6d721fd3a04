"""The publication date: stated, or inferred from the text and from dates around it, or unknown."""

import time
from itertools import pairwise

import pytest

from extractors.lexicon import items, table
from extractors.mention import Document
from extractors.publication import Publication, publication_date
from extractors.reading import Reading


def infer(text: str, *hints: tuple[str, str], published: str | None = None) -> Publication:
    return publication_date(Reading.of(Document(text, published, hints=hints)))


PROSE = "숲길을 넓힌다고 밝혔다. 올해 안에 마칠 계획이다.\n"

#: All of 26 August 2024.
STATED = [
    # labelled lines
    f"보도시점 2024. 8. 26.(월) 조간\n{PROSE}",
    f"보도시점 : 2024. 8. 27.(화) 조간 배포일시 : 2024. 8. 26.(월) 14:00\n{PROSE}",
    f"이 자료는 2024. 8. 26.(월) 조간부터 보도하여 주시기 바랍니다.\n{PROSE}",
    f"배포일시 2024. 8. 26.(월)\n{PROSE}",
    f"배포: ’24.8.26.(월) / 담당: 홍보과\n{PROSE}",
    f"보도일: 2024.08.26\n{PROSE}",
    f"숲길 넓힌다\n담당부서 : 홍보과  등록일 : 2024-08-26  조회수 : 12\n{PROSE}",
    f"등록일자 20240826\n{PROSE}",
    f"등록 :2024년 08월 26일(월)\n{PROSE}",
    f"작성자 김한솔 / 작성일 2024년 8월 26일 / 조회 11\n{PROSE}",
    f"게시일 | 2024.8.26.\n{PROSE}",
    f"작성자 홍보담당관 작성일 2024-08-26 조회수 1203\n{PROSE}",
    f"숲길 일꾼 모집\n등록일 2024-08-26 마감일 2024-09-15\n{PROSE}",
    f"누리뉴스 2024-08-26 10:22 송고\n{PROSE}",
    f"자료배포\n2024. 8. 26. (월)\n담당부서\n홍보과\n{PROSE}",
    f"승인 2024.08.26 18:10\n{PROSE}",
    f"입력 2024.08.26 10:30 수정 2024.08.27 09:00\n{PROSE}",
    f"숲길 넓힌다\n기사입력 2024.08.26 10:30\n최종수정 2024.08.27\n{PROSE}",
    f"기사입력 : 2024-08-26 오후 3:10\n{PROSE}",
    f"기사등록 2024-08-26 10:46:00\n{PROSE}",
    f"이가을 기자 입력 2024.08.26 10:30\n{PROSE}",
    f"숲길 넓힌다\n2024-08-26 10:30:12 송고\n{PROSE}",
    f"Posted on 2024-08-26\n{PROSE}",
    f"Published: August 26, 2024\n{PROSE}",
    f"Posted on 26 Aug 2024\n{PROSE}",
    # a line of its own under the title
    f"숲길 넓힌다\n2024.08.26 10:30\n{PROSE}",
    f"보도자료\n2024. 8. 26.(월)\n{PROSE}",
    # datelines
    f"(서울=누리뉴스) 2024년 8월 26일 = {PROSE}",
    f"[세종=2024.8.26.] {PROSE}",
    f"【서울=누리뉴스】 2024.08.26\n{PROSE}",
    # source notes
    f"{PROSE}\n(2024.08.26 해양수산부)\n",
    f"{PROSE}\n(2024.08.26 산림청)\n\nhttps://forest.example/news",
    f"{PROSE}[산림청, 2024.08.26.]",
    f"{PROSE}※ 이 글은 산림청 2024년 8월 26일자 보도자료입니다.",
    f"{PROSE}출처: 산림청 보도자료(2024.8.26.)",
    f"산림청 보도자료(2024. 8. 26.)\n{PROSE}",
    # signed at the end
    f"숲길 넓힌다\n{PROSE}{PROSE}2024. 8. 26. 산림청 대변인",
    f"숲길 넓힌다\n{PROSE}{PROSE}2024. 8. 26.\n산림청 대변인",
    f"숲길 넓힌다\n{PROSE}{PROSE}2024년 8월 26일\n산림청장 김한솔\n",
    f"숲길 넓힌다\n{PROSE}{PROSE}2024년 8월 26일",
]

#: Dates that state no publication, though they look as if they did.
NOT_STATED = [
    f"수정 2024.08.27 09:00\n{PROSE}",
    f"최종수정일 : 2024-08-26\n{PROSE}",
    f"업데이트 2024.08.26 10:30\n{PROSE}",
    # the clock of the page on the day of the crawl
    f"2024-08-26 01:00 (월)\n숲길 넓힌다\n{PROSE}",
    f"2024.08.26 10:30\n{PROSE}",
    f"{PROSE}- 등록: 2024.1.1.~1.31.\n",
    f"{PROSE}시행일: 2024. 1. 26.",
    f"{PROSE}공고일 : 2024-01-26",
    f"{PROSE}접수 마감 2024. 1. 26.\n",
    f"합격자 발표일 : 2024.1.26\n{PROSE}",
    f"{PROSE}특허 등록 2020. 1. 4.\n",
    f"특허 등록일 : 2020. 1. 4.\n{PROSE}",
    f"보고서 작성일: 2020-01-04\n{PROSE}",
    f"{PROSE}(통계청, 2023)",
    f"{PROSE}* 출처: 통계청 보도자료(2023.12.5.)\n{PROSE}",
    f"{PROSE}2024년 1월 20일자 보도자료 관련 설명입니다",
    f"회의 일시\n2024. 1. 26.\n{PROSE}",
    f"보도시점 2024. 1. 26.(화)\n{PROSE}",  # a Friday
    f"배포일시 2024. 2. 30.\n{PROSE}",
    # a list of posts of others
    f"{PROSE}\n3418 청정 숲길 누리원 2024-09-05 87\n3417 바른 숲길 누리원 2024-01-05 92",
    f"숲길 개통\n2019. 5. 1.\n{PROSE}2024년에 더 넓혔다.\n",
    f"등록일 2024-08-26\n{PROSE}\n등록일 2024-02-01\n등록일 2023-12-01\n",
]

INFERRED = [
    # a year equated with this year
    ("올해(2024년) 목표는 작년보다 높다.", "2024"),
    ("올해('24년) 예산은 늘었다.", "2024"),
    ("금년(2024) 목표는 높다.", "2024"),
    ("올해도(2024년) 연다.", "2024"),
    ("올해 상반기('24.1~6월) 수출은 늘었다.", "2024"),
    ("지난해(2023년) 수출은 늘었다.", "2024"),
    ("작년('23.9월) 문을 열었다.", "2024"),
    ("작년 3월(2023년)에 열었다.", "2024"),
    ("재작년(2022년)보다 늘었다.", "2024"),
    ("내년(2026년)부터 바뀐다.", "2025"),
    ("'23년(작년) 대비 늘었다.", "2024"),
    ("2024년(올해)에는 더 넓힌다.", "2024"),
    ("올해 2024년 예산은 많다.", "2024"),
    ("내년인 2026년에 연다.", "2025"),
    ("올해(2024년) 예산은 작년(2023년)보다 많다.", "2024"),
    # a day with year and weekday
    ("숲길은 넓다.\n접수는 2024. 5. 13.(월)에 마감한다.", "2024"),
    ("해수부는 2021. 6. 3.(목) 협약을 맺었다고 밝혔다.", "2021-06"),
    # a full date in the lead
    ("산림청은 2024년 8월 26일부터 30일까지 연수를 연다.", "2024"),
    # a year beside a programme's name
    (
        "해양부는 3월 4일 ‘2023년 스마트항만지원사업 설명회’를 연다. 2023년 스마트항만지원사업은 올해 7개다.",
        "2023",
    ),
    ("농림청은 2017년도 도시숲 조성사업 9곳을 골랐다.", "2017"),
    ("금년도 사업은 2016년부터 이어졌다. 2019년 청년농부 공모전을 연다.", "2019"),
    # though the text speaks of next year too: the weekday fits this one only
    (
        "농림청은 4월 17일(수) ‘2019년 해외농업개발사업 보고회’를 열었다. 내년 사업지는 5월에 고른다.",
        "2019-04",
    ),
    # weekdays and the latest year named
    ("2024년 대회에 이어 2025년 대회가 6월 11일(수) 열린다. 2025년 참가국은 열둘이다.", "2025"),
    ("숲길 협의회는 10월 16일(수) 회의를 열었다. 2023년 실적보다 늘었다.", "2024-10"),
    ("숲길 협의회는 10월 18일(금) 회의를 열었다. 2024년 예산은 그대로다.", "2024-10"),
    ("2023년 4분기 실적을 1월 25일(목) 발표했다.", "2024-01"),
    # terms of office, with weekdays, days of the lead or years named
    ("기획재정부(장관 홍남기)는 9월 10일(목) 회의를 열었다.", "2020-09"),
    ("홍남기 기획재정부 장관은 9월 10일(목) 회의를 열었다.", "2020-09"),
    ("산업통상자원부(장관 방문규)는 10월 14일 회의를 열었다.", "2023"),
    ("교육부 장관 박순애는 회의를 열었다.", "2022"),
    ("정세균 국무총리는 7월 회의에서 2021년 예산 실적을 살폈다.", "2021"),
    ("이주호 교육부 장관은 3월 14일(금) 학교를 찾았다.", "2025-03"),
    ("산업부(장관 안덕근)는 4월 2일(화) 회의를 열었다.", "2024-04"),
    ("농식품부 장관 김현수는 2월 22일(화) 농장을 찾았다.", "2022-02"),
    # a national day with its number
    ("제79주년 광복절 경축식이 15일 열렸다.", "2024"),
    ("제106주년 3·1절 기념식을 연다.", "2025"),
    # names of bodies, which have their time, and a plan that bounds it
    ("안전행정부는 10월 15일(화) 회의를 열었다.", "2013-10"),
    ("행정자치부는 2016년에 개통했다. 2017년까지 모두 넓힐 계획이다. 3월 8일(수) 점검했다.", "2017-03"),
    # months
    ("올해(2024년) 이달(8월) 수출은 늘었다.", "2024-08"),
    ("올해(2024년) 지난달(7월) 수출은 늘었다.", "2024-08"),
    ("올해(2024년) 사업이다. 오늘(8월 14일) 회의를 열었다.", "2024-08"),
    ("오늘(2024. 8. 14.) 회의를 열었다.", "2024-08"),
    ("금일('24.8.14.) 회의를 열었다.", "2024-08"),
    ("올해(2024년) 사업이다. 8월 14일(수) 회의를 열었다.", "2024-08"),
    ("올해(2024년) 사업으로 8월 21일(수) 회의를 연다.", "2024-08"),
]

#: A month would be a guess: the turn of a month is near, or the day lies far ahead.
YEAR_ONLY = [
    ("올해(2024년) 사업이다. 8월 30일(금) 회의를 열었다.", "2024"),
    ("올해(2024년) 사업으로 9월 4일(수) 회의를 연다.", "2024"),
    ("올해(2024년) 사업이다. 오늘(7월 31일) 회의를 열었다.", "2024"),
    ("올해(2024년) 사업으로 9월 24일(화)부터 26일(목)까지 접수한다.", "2024"),
    ("올해(2024년) 사업이다. 9월 16일(화) 회의를 열었다.", None),  # no Tuesday of that year
    ("올해(2024년) 사업이다. 8월 14일 문을 연다.", "2024"),
    ("올해(2024년) 이달(8월)과 지난달(6월)이 다르다.", "2024"),
]

UNKNOWN = [
    "",
    "해양부는 항만을 넓힌다고 밝혔다.",
    "3월 4일 설명회를 연다.",
    "어제 회의를 열었다.",
    "2030년까지 온실가스를 줄인다.",
    "2030년 세계박람회 유치에 힘쓴다.",
    "1998년 문을 연 박물관이다.",
    "2018년부터 2023년까지 추진했다.",
    "2022년 지원사업과 2024년 지원사업을 견주었다.",
    "12월 5일 2026년 창업지원사업 공고를 냈다.",
    "1월 10일 2026년 창업지원사업 설명회를 연다.",
    "내년 준비를 위해 2025년 체험교육 수요를 묻는다.",
    "2026년 1월 5일부터 시행한다.",
    "2026. 1. 5.(월)부터 접수한다.",
    "2025. 12. 30.(화) 회의를 열었다고 밝혔다.",
    "개정(2021.5.12. 의결)에 따라 바뀐다.",
    "10월 29일(수) 회의를 했다.",
    "2012년 지원사업을 2013년 9월에 끝냈다고 밝혔다. 모두 만족했다.",
    "2024년 '숲길 손글씨 공모전' 수상작을 상품으로 낸다.",
    "2020년도 숲길관리대행사업자 영업을 검증했다.",
    # a year of this one's neighbours, or a plan's
    "올해 2030년까지의 계획을 세웠다.",
    "올해 2030년 목표를 세웠다.",
    "올해 목표(2030년)를 세웠다.",
    "올해('24~'28년) 계획을 세웠다.",
    "지난해 2021년 대비 늘었다.",
    "올해(2024년)와 작년(2021년)을 견주었다.",
    "전년(2022년) 대비 늘었다.",
    # a year long past, though the weekday fits it or the one after
    "1997년 설립된 기구다. 10월 16일(금) 회의를 열었다.",
    "지난 2015년 국회 옆에 장터가 섰다. 12월 1일(목) 다시 모였다.",
    "2030년 교역액 목표를 다졌다. 4월 16일(수) 회의를 열었다.",
    "2009년 처음 열린 뒤 이어졌다. 1월 15일(목) 행사를 열었다.",
    # news of January or an announcement of December
    "2025년 사업을 알린다. 1월 7일(화)부터 받을 예정이다.",
    "제105주년 3·1절 기념식을 연다. 내년 제106주년 3·1절도 준비한다.",
    # what began on a day long past
    "2011년 4월 1일(금) 개원한 병원이 10주년을 맞았다.",
    # a clock or a list around the text
    "2024-08-26 01:00 (월)\n숲길을 넓힌다.\n",
    "숲길을 넓힌다.\n3418 청정 숲길 2024-08-26 87\n3417 바른 숲길 2024-08-20 92",
    # offices: former heads, unknown ones, terms that contradict each other
    "홍남기 전 기획재정부 장관은 회의에 왔다.",
    "윤석열 전 대통령은 5월 3일(화) 왔다.",
    "전 교육부 장관 박순애는 회의에 왔다.",
    "교육부(장관 김한솔)는 회의를 열었다.",
    "교육부(장관 박순애)와 기획재정부(장관 홍남기)가 만났다.",
    "중소벤처기업부는 9월 10일(목) 회의를 열었다.",
    "기획재정부(장관 홍남기)는 회의를 열었다.",
]

NEIGHBOURS = tuple(("neighbour", day) for day in ("2014-11-11", "2014-11-06", "2014-10-30", "2014-10-29"))


@pytest.mark.parametrize("text", STATED)
def test_stated_in_the_text(text: str) -> None:
    found = infer(text)
    assert (found.published, found.inferred) == ("2024-08-26", True)
    assert found.evidence
    assert found.evidence.startswith("본문의 날짜 표시")


@pytest.mark.parametrize("text", NOT_STATED)
def test_other_days_of_the_text_state_nothing(text: str) -> None:
    assert infer(text) == Publication(None, False, None)


@pytest.mark.parametrize(("text", "published"), INFERRED)
def test_inferred_from_the_text(text: str, published: str) -> None:
    found = infer(text)
    assert (found.published, found.inferred) == (published, True)
    assert found.evidence


@pytest.mark.parametrize(("text", "published"), YEAR_ONLY)
def test_a_month_that_is_not_sure_is_not_said(text: str, published: str | None) -> None:
    assert infer(text).published == published


@pytest.mark.parametrize("text", UNKNOWN)
def test_no_date_rather_than_a_wrong_one(text: str) -> None:
    assert infer(text) == Publication(None, False, None)


def test_the_evidence_names_the_words_that_fix_year_and_month() -> None:
    found = infer("기획재정부(장관 홍남기)는 9월 10일(목) 회의를 열었다.")
    assert found.evidence is not None
    assert "기획재정부 홍남기 장관" in found.evidence
    assert "9월 10일(목)" in found.evidence


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
    found = infer("차관은 10월 29일(수) 설명회를 가졌습니다.", *NEIGHBOURS)
    assert found.published == "2014"


def test_past_days_and_neighbours_give_the_month() -> None:
    text = "차관은 지난 29일부터 31일까지 찾았습니다. 지난 10월 29일(수) 설명회를 가졌습니다."
    assert infer(text, *NEIGHBOURS).published == "2014-11"


@pytest.mark.parametrize(
    ("days", "published"),
    [
        (("2014-11-11", "2014-10-29"), "2014"),
        (("2014-11-03", "2014-11-20"), "2014-11"),
        (("2014-12-29", "2015-01-05"), None),  # two years
        (("2014-01-02", "2014-11-20"), None),  # too far apart
        (("2014-12-29",), None),  # one side only
    ],
)
def test_neighbours_alone_give_what_they_share(days: tuple[str, ...], published: str | None) -> None:
    hints = [("neighbour", day) for day in days]
    assert infer("항만을 넓혔습니다.", *hints).published == published


@pytest.mark.parametrize(
    ("text", "days", "published"),
    [
        ("12월 3일 회의를 열었다.", ("2012-11-20", "2012-12-20"), "2012-12"),
        ("오는 11월 28일 회의를 연다.", ("2012-11-20", "2012-12-20"), "2012-11"),
        ("11월 28일(수) 회의를 열 예정이다.", ("2012-11-20", "2012-12-20"), "2012-11"),
        ("1월 2일 회의를 열었다.", ("2012-12-28", "2013-01-03"), "2013-01"),
        ("오는 12월 31일 회의를 연다.", ("2012-12-28", "2013-01-03"), "2012-12"),
        ("12월 30일 회의를 열었다.", ("2012-12-28", "2013-01-03"), None),
        ("3월 5일 회의를 열었다.", ("2012-11-20", "2012-12-20"), "2012"),
        ("10월 30일 회의를 열었다.", ("2012-11-20", "2012-11-25"), "2012-11"),
        ("12월 3일 회의를 열었다.", ("2012-11-20",), None),
        ("2011년까지 마칠 계획이다.", ("2012-11-20", "2012-11-25"), None),
    ],
)
def test_past_and_coming_days_narrow_what_neighbours_leave(
    text: str, days: tuple[str, ...], published: str | None
) -> None:
    assert infer(text, *(("neighbour", day) for day in days)).published == published


def test_neighbours_of_another_time_than_the_text_give_nothing() -> None:
    """A side list of today beside an article of a minister of long ago."""
    text = "교육부(장관 유은혜)는 학교를 찾았다."
    assert infer(text, ("neighbour", "2025-08-06"), ("neighbour", "2025-08-20")).published is None


def test_a_weekday_that_contradicts_the_year_leaves_it_unknown() -> None:
    assert infer("2023년 항만지원사업 설명회를 5월 3일(목) 연다.").published is None


@pytest.mark.parametrize(
    "unit",
    [
        "2024. 8. 26.\n",
        "올해(",
        "장관 ",
        "등록 : ",
        "(2024.08.26 ",
        "'24.8.2",
        "2024년 ",
        "산림청장 이봄 ",
        "오늘(",
    ],
)
def test_hostile_repetition_costs_little(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    reading = Reading.of(Document(text, None))
    started = time.process_time()
    publication_date(reading)
    assert time.process_time() - started < 3


def test_heads_of_a_body_follow_each_other() -> None:
    """Terms of office of one body may share a month, no more: two heads at once would be a wrong row."""
    terms: dict[str, list[tuple[str, str, str]]] = {}
    for row in table("office_holders", "name", "bodies", "since", "until"):
        for body in items(row["bodies"]):
            terms.setdefault(body, []).append((row["since"], row["until"] or "9999-12", row["name"]))
    for body, heads in terms.items():
        heads.sort()
        for (_, until, name), (since, _, successor) in pairwise(heads):
            assert until <= since, f"{body}: {name} until {until}, {successor} since {since}"
