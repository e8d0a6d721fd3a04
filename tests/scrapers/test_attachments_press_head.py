"""The head and contact tables of a release's document."""

import time

import pytest

from scrapers.attachments.press_head import split
from scrapers.attachments.when import is_when, moment

BODY = "해양바이오 기업 지원 확대\n- 시험 시설 12곳 조성 -\n□ 해양수산부는 13일 계획을 밝혔다. 담당자 교육과 홍보물 배포도 한다."

# text of the document, available_at, released, department
EXAMPLES = {
    "cell per line": (
        "보도자료\n보도시점\n2026. 7. 13.(월) 12:00\n배포\n2026. 7. 13.(월) 09:00\n" + BODY
        + "\n담당 부서\n해양정책실\n책임자\n과 장\n홍길동\n(044-200-5000)\n해양바이오과\n담당자\n사무관\n김하늘\n(044-200-5001)",
        "2026-07-13T12:00:00+09:00", "2026-07-13T09:00:00+09:00", "해양정책실",
    ),
    "row per line": (
        "보 도 자 료\n보도일시 | 2018. 4. 9.(월) 조간(온라인 4. 8. 12:00)부터 보도하여 주시기 바랍니다.\n"
        "배포일시 | 2018. 4. 6.(금) | 담당부서 | 과학기술정보통신부 네트워크정책과\n"
        "담당과장 | 홍길동(02-2110-1234) | 담 당 자 | 김철수 사무관(02-2110-1235)\n" + BODY,
        "2018-04-09", "2018-04-06", "과학기술정보통신부 네트워크정책과",
    ),
    "old cells": (
        "보도일시\n2018. 4. 9.(월) 조간부터\n배포일시\n2018. 4. 6.(금)\n담당부서\n과학기술정보통신부\n네트워크정책과\n"
        "담당과장\n홍길동(02-2110-1234)\n담 당 자\n김철수 사무관(02-2110-1235)\n" + BODY,
        "2018-04-09", "2018-04-06", "과학기술정보통신부 네트워크정책과",
    ),
    "printed rows": (
        "보도시점 2026. 7. 13.(월) 12:00 배포 2026. 7. 13.(월) 09:00\n" + BODY
        + "\n담당 부서 해양정책실 책임자 과 장 홍길동 (044-200-5000)\n해양바이오과 담당자 사무관 김하늘 (044-200-5001)",
        "2026-07-13T12:00:00+09:00", "2026-07-13T09:00:00+09:00", "해양정책실",
    ),
    "at once": (
        "보도시점\n배포 즉시\n배포\n’26. 7. 13.(월) 14:00\n" + BODY,
        "2026-07-13T14:00:00+09:00", "2026-07-13T14:00:00+09:00", None,
    ),
    "at once on one line": (
        "보도시점 즉시 보도 배포일시 2026. 7. 13. 오후 2시 30분\n" + BODY,
        "2026-07-13T14:30:00+09:00", "2026-07-13T14:30:00+09:00", None,
    ),
    "year only below": (
        "보도시점: 7. 14.(화) 조간\n배포일: 2026. 7. 13.(월)\n" + BODY, "2026-07-14", "2026-07-13", None,
    ),
    "no table": (BODY, None, None, None),
    "names without numbers": (BODY + "\n담당부서: 산림정책과\n담당자\n한나무", None, None, "산림정책과"),
    "impossible day": ("보도시점\n2026. 13. 45.\n" + BODY, None, None, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "available_at", "released", "department"), EXAMPLES.values(), ids=EXAMPLES)
def test_tables_are_parsed_and_left_out(text, available_at, released, department):
    head = split(text)
    assert (head.available_at, head.released, head.department) == (available_at, released, department)
    assert head.body == BODY
    dropped = "\n".join(piece.text for piece in head.dropped)
    assert sorted(f"{head.body}\n{dropped}".split()) == sorted(text.split())


# texts that only look as if they held a table
NOTHING = [
    "보도시점에 맞추어 자료를 배포한다고 밝혔다.\n□ 담당자는 홍길동이라고 말했다.",
    "□ 담당부서와 협의하여 내년까지 추진할 계획이라고 밝혔다.\n□ 연락처를 남기면 상담을 받을 수 있다.",
    "7월 13일부터 여름철 안전 점검\n□ 정부는 점검을 시작한다.",
    "배포 자료를 살펴보면 예산이 늘었다.\n2026년 예산안",
    "□ 문의가 늘고 있다.\n추진 배경\n주요 내용",
    "온라인 수출 지원 확대\n방송 제작비 지원",
]


@pytest.mark.parametrize("text", NOTHING)
def test_prose_stays(text):
    head = split(text)
    assert head.body == text
    assert head.dropped == ()


def test_a_title_that_begins_with_a_date_is_no_value_of_the_table():
    head = split("보도시점\n2026. 7. 13.(월)\n7월 13일부터 여름철 안전 점검\n□ 본문이다.")
    assert head.body == "7월 13일부터 여름철 안전 점검\n□ 본문이다."


def test_the_contact_table_ends_with_its_last_number():
    head = split("□ 본문이다.\n담당자\n사무관\n김하늘\n(044-200-5001)\n추진 배경\n해양 산업\n□ 다음 글이다.")
    assert head.body == "□ 본문이다.\n추진 배경\n해양 산업\n□ 다음 글이다."
    assert [piece.kind for piece in head.dropped] == ["contact"]


MOMENTS = [
    ("2026. 7. 13.(월) 12:00", None, "2026-07-13T12:00:00+09:00"),
    ("2026년 7월 13일(월) 오전 11시", None, "2026-07-13T11:00:00+09:00"),
    ("2026.7.13. 오후 2시 5분", None, "2026-07-13T14:05:00+09:00"),
    ("2026-07-13", None, "2026-07-13"),
    ("’26.7.13.(월) 조간", None, "2026-07-13"),
    ("7. 13.(월) 12:00", "2026-07-10", "2026-07-13T12:00:00+09:00"),
    ("7. 13.(월) 12:00", None, None),
    ("2026. 7. 13. 24:00", None, "2026-07-14T00:00:00+09:00"),
    ("2026. 7. 13. 25:00", None, "2026-07-13"),
    ("2026. 2. 30.", None, None),
    ("즉시", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "known", "expected"), MOMENTS)
def test_moments(text, known, expected):
    assert moment(text, known) == expected


WHEN = ["2026. 7. 13.(월) 12:00", "즉시", "배포 즉시", "즉시 보도 가능", "11:00 이후", "조간(온라인 4. 8. 12:00)부터 보도하여 주시기 바랍니다.", "별도 엠바고 없음", "행사 종료 후"]  # fmt: skip
NOT_WHEN = [
    "",
    "7월 13일부터 여름철 안전 점검",
    "온라인 수출 지원 확대",
    "□ 정부는 밝혔다.",
    "해양바이오과",
    "가" * 200,
]


@pytest.mark.parametrize("text", WHEN)
def test_when(text):
    assert is_when(text)


@pytest.mark.parametrize("text", NOT_WHEN)
def test_not_when(text):
    assert not is_when(text)


HOSTILE = [
    "보도시점 ",
    "0",
    " ",
    "담당자 홍길동 | ",
    "가 ",
    "담당자\n홍길동\n",
    "2026. ",
    "보 도 ",
    "(",
    "02-",
    "a@",
    "담당 부서 ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_split_in_time(piece):
    started = time.process_time()
    split(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 1
