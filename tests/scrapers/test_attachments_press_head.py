"""The head and contact tables of a release's document."""

import time

import pytest

from scrapers.attachments.press_head import split

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
        "2018-04-08T12:00:00+09:00", "2018-04-06", "과학기술정보통신부 네트워크정책과",
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


#: Heads over the same body, in the layouts of many senders: available_at, released.
HEADS = {
    "all in a row": (
        "보도시점 | 2026. 7. 13.(월) 12:00 | 배포 | 2026. 7. 13.(월) 09:00",
        "2026-07-13T12:00:00+09:00",
        "2026-07-13T09:00:00+09:00",
    ),
    "papers and net": (
        "보도시점 | (지면) 2026. 7. 14.(화) 조간 / (인터넷·방송) 7. 13.(월) 12:00",
        "2026-07-13T12:00:00+09:00",
        None,
    ),
    "papers and net in lines": (
        "보도시점\n2026. 7. 14.(화) 조간\n(온라인·방송) 7. 13.(월) 12:00\n배포일시\n2026. 7. 13.(월) 09:00",
        "2026-07-13T12:00:00+09:00",
        "2026-07-13T09:00:00+09:00",
    ),
    "year only in the release": (
        "보도시점 | (지면) 7.14.(화) 조간 / (인터넷·방송) 7.13.(월) 12:00\n배포 | 2026.7.13.(월)",
        "2026-07-13T12:00:00+09:00",
        "2026-07-13",
    ),
    "embargo": ("엠바고: 2026. 7. 13.(월) 11시 이후 사용", "2026-07-13T11:00:00+09:00", None),
    "embargo in brackets": ("[엠바고] 2026년 7월 13일(월) 오후 2시", "2026-07-13T14:00:00+09:00", None),
    "stretched": (
        "보 도 시 점 : 2026. 7. 13.(월) 석간부터\n배 포 일 시 : 2026. 7. 13.(월) 08:00",
        "2026-07-13",
        "2026-07-13T08:00:00+09:00",
    ),
    "stretched cells": (
        "보 도 일 시\n2026. 7. 13.(월) 정오\n배 포 일\n2026. 7. 12.(일)",
        "2026-07-13T12:00:00+09:00",
        "2026-07-12",
    ),
    "at once": (
        "보도시점 | 즉시 | 배포일시 | 2026. 7. 13.(월) 10:30",
        "2026-07-13T10:30:00+09:00",
        "2026-07-13T10:30:00+09:00",
    ),
    "with the release": (
        "보도시점 | 배포시부터 | 배포 | 2026. 7. 13.(월) 10:30",
        "2026-07-13T10:30:00+09:00",
        "2026-07-13T10:30:00+09:00",
    ),
    "after the event": (
        "보도시점\n7. 13.(월) 행사 종료 후(15:00 예정)\n배포\n2026. 7. 10.(금)",
        "2026-07-13T15:00:00+09:00",
        "2026-07-10",
    ),
    "after the meeting": ("보도시점 : 2026. 7. 13.(월) 국무회의 종료 후", "2026-07-13", None),
    "labels over values": (
        "보도시점 | 배포일시\n2026. 7. 13.(월) 12:00 | 2026. 7. 12.(일) 15:00",
        "2026-07-13T12:00:00+09:00",
        "2026-07-12T15:00:00+09:00",
    ),
    "labels over values in lines": (
        "보도시점\n배포일시\n2026. 7. 13.(월) 12:00\n2026. 7. 12.(일) 15:00",
        "2026-07-13T12:00:00+09:00",
        "2026-07-12T15:00:00+09:00",
    ),
    "pages": (
        "배포일시\n2026. 7. 13.(월) / 총 5매(본문 3매, 붙임 2매)\n보도시점\n배포 즉시",
        "2026-07-13",
        "2026-07-13",
    ),
    "pages with a label": (
        "뉴스배포정보\n자료배포\n2026. 7. 13. (월)\n페이지 수\n총 5쪽(붙임 2쪽 포함)",
        None,
        "2026-07-13",
    ),
    "a request": ("2026. 7. 13.(월) 조간부터 보도하여 주시기 바랍니다.", "2026-07-13", None),
    "a request at once": (
        "배포 즉시 보도해 주시기 바랍니다.\n자료배포\n2026. 7. 13.(월) 08:30",
        "2026-07-13T08:30:00+09:00",
        "2026-07-13T08:30:00+09:00",
    ),
    "two digits": ("보도시점 | 26. 7. 13.(월) 12:00", "2026-07-13T12:00:00+09:00", None),
    "apostrophe": (
        "▶ 보도시점 : ’26.7.13(월) 12:00 이후\n▶ 배포일시 : ’26.7.13(월) 09:00",
        "2026-07-13T12:00:00+09:00",
        "2026-07-13T09:00:00+09:00",
    ),
    "ISO": ("보도일시 2026-07-13 12:00\n배포일자 2026-07-13", "2026-07-13T12:00:00+09:00", "2026-07-13"),
    "a city's": ("제공일자: 2026. 7. 13.(월)", None, "2026-07-13"),
    "midnight": (
        "보도시점 | 2026. 7. 13.(월) 24:00 | 배포 | 2026. 7. 13.(월) 16:00",
        "2026-07-14T00:00:00+09:00",
        "2026-07-13T16:00:00+09:00",
    ),
    "two labels for two media": (
        "온라인 보도시점 | 2026. 7. 13.(월) 12:00\n지면 보도시점 | 2026. 7. 14.(화) 조간",
        "2026-07-13T12:00:00+09:00",
        None,
    ),
    "may be reported": (
        "보도 가능 시점 | 2026. 7. 13.(월) 오전 11시 30분",
        "2026-07-13T11:30:00+09:00",
        None,
    ),
    "from the year's end": (
        "보도시점 | 1. 1.(금) 조간 | 배포 | 2026. 12. 31.(목)",
        "2027-01-01",
        "2026-12-31",
    ),
    "banner in a row": (
        "해양수산부 | 보 도 자 료\n보도시점 | 2026. 7. 13.(월) 12:00",
        "2026-07-13T12:00:00+09:00",
        None,
    ),
    "brackets in one line": (
        "【보도시점】 2026. 7. 13.(월) 12:00 【배포일시】 2026. 7. 13.(월) 09:00",
        "2026-07-13T12:00:00+09:00",
        "2026-07-13T09:00:00+09:00",
    ),
    "the release first": (
        "배포일시 2026. 7. 13.(월) 09:00 / 보도시점 2026. 7. 13.(월) 12:00",
        "2026-07-13T12:00:00+09:00",
        "2026-07-13T09:00:00+09:00",
    ),
    "short label": ("보도 : 2026년 7월 14일(화) 조간부터", "2026-07-14", None),
    "short labels in a row": (
        "보도 | 2026. 7. 13.(월) 12:00 | 배포 | 2026. 7. 12.(일)",
        "2026-07-13T12:00:00+09:00",
        "2026-07-12",
    ),
    "unknown end": ("보도시점 | 별도 안내시까지 엠바고", None, None),
    "empty cells": ("보도시점 | | 2026. 7. 13.(월) 12:00 | |\n배포 | |", "2026-07-13T12:00:00+09:00", None),
}


@pytest.mark.parametrize(("text", "available_at", "released"), HEADS.values(), ids=HEADS)
def test_heads_of_many_senders(text, available_at, released):
    head = split(f"{text}\n{BODY}")
    assert (head.available_at, head.released) == (available_at, released)
    assert head.body.removeprefix("해양수산부\n") == BODY


#: Contact tables below the same body: department, departments.
CONTACTS = {
    "two rows": (
        "담당 부서 | 해양정책실 | 책임자 | 과 장 | 홍길동 | (044-200-5000)\n| 해양바이오과 | 담당자 | 사무관 | 김하늘 | (044-200-5001)",
        "해양정책실",
        ("해양정책실", "해양바이오과"),
    ),
    "four rows": (
        "담당 부서 | 소방청 | 책임자 | 과 장 | 이한결 | (044-205-7000)\n| 화재대응과 | 담당자 | 소방경 | 박도윤 | (044-205-7001)\n<공동> | 보건복지부 | 책임자 | 과 장 | 최서연 | (044-202-2000)\n| 응급의료과 | 담당자 | 사무관 | 정하준 | (044-202-2001)",
        "소방청",
        ("소방청", "화재대응과", "보건복지부", "응급의료과"),
    ),
    "joint, in lines with gaps": (
        "담당 부서<총괄>\n\n산업통상부\n\n책임자\n\n과 장\n\n이한결\n\n(044-203-4000)\n\n구주통상과\n\n담당자\n\n사무관\n\n박도윤\n\n(044-203-4001)\n\n<공동>\n\n식품의약품안전처\n\n책임자\n\n과 장\n\n최서연\n\n(043-719-1000)\n\n국제협력담당관\n\n담당자\n\n사무관\n\n정하준\n\n(043-719-1001)",
        "산업통상부",
        ("산업통상부", "구주통상과", "식품의약품안전처", "국제협력담당관"),
    ),
    "several persons": (
        "담당 부서 | 행정심판총괄과 | 책임자 | 과 장 | 윤가람 (044-200-7000)\n담당자 | 전문위원 | 이솔 (044-200-7001)\n사무관 | 오누리 (044-200-7002)\n주무관 | 한빛 (044-200-7003)",
        "행정심판총괄과",
        ("행정심판총괄과",),
    ),
    "telephone signs": (
        "담당부서\n 제도개선총괄과\n\n 과장\n 서가온 ☏ 044-200-7100\n\n 담당자\n\n오누리 ☏ 044-200-7101\n\n한빛 ☏ 044-200-7102",
        "제도개선총괄과",
        ("제도개선총괄과",),
    ),
    "inquiry": ("문 의: 고용노동부 청년취업지원과 이솔 (044-202-7000)", None, ()),
    "inquiry of two bodies": (
        "문 의: 고용노동부 직업능력평가과 이솔 (044-202-7000)\n 한국산업인력공단 숙련기술진흥부 박도윤 (052-714-8000)",
        None,
        (),
    ),
    "inquiry in brackets": (
        "[문의] 국립원예특작과학원 원예특작환경과 김가람 과장, 한빛 연구사 (063-238-6000)",
        None,
        (),
    ),
    "inquiry with a star": ("* 문의: 구매총괄과 김가람 사무관 (042-724-7000)", None, ()),
    "in charge": ("담당 : 산림정책과 김하늘 사무관(042-481-4000, sky@example.kr)", None, ()),
    "a city's": (
        "담당부서 | 기후환경과 | 과 장 | 김가람 | 02-2133-3500\n팀 장 | 이솔 | 02-2133-3501\n담 당 자 | 한빛 | 02-2133-3502",
        "기후환경과",
        ("기후환경과",),
    ),
    "supplied by": ("제공부서: 홍보담당관 (담당 이솔, ☎ 02-2133-6000)", "홍보담당관", ("홍보담당관",)),
    "telephone and fax": ("- (T) 044-200-7000~3, 7078\n- (F) 044-200-7911", None, ()),
    "lines with mail": ("담당자: 이솔 사무관\n전화: 044-200-7000\n이메일: sol@example.kr", None, ()),
    "labels over values": (
        "담당부서 | 책임자 | 담당자\n산림정책과 | 과장 이솔 (042-481-4000) | 사무관 한빛 (042-481-4001)",
        "산림정책과",
        ("산림정책과",),
    ),
}


@pytest.mark.parametrize(("text", "department", "departments"), CONTACTS.values(), ids=CONTACTS)
def test_contact_tables_of_many_senders(text, department, departments):
    head = split(f"{BODY}\n{text}")
    assert head.body == BODY
    assert (head.department, head.departments) == (department, departments)
    assert "\n".join(piece.text for piece in head.dropped) == text.strip("\n")
    assert {piece.kind for piece in head.dropped} == {"contact"}


#: Rows of a table that is no head or contact table, and prose with the same words.
ROWS_THAT_STAY = [
    "구분 | 2025년 | 2026년\n항만 시설 | 1,250 | 1,300\n담당 공무원 교육 | 12 | 15",
    "일시 | 2026. 7. 13.(월) 14:00\n장소 | 정부세종청사\n참석 | 해양수산부 장관 등 50명",
    "배포 물량 | 1,200부\n보도 건수 | 35건",
    "문의가 많은 질문과 답변\n□ 문의는 누리집에서 할 수 있다.",
    "문의: 누리집의 질문 게시판",
    "□ 자세한 내용은 해양수산부 해양바이오과(044-200-5000)로 문의하면 된다.",
    "담당 : 주민센터\n□ 신청은 주민센터에서 받는다.",
    "이번 자료의 배포 시점은 7월 13일이라고 정부는 밝혔다.",
    "총 5쪽 분량의 보고서를 낸다.",
    "2026. 7. 13.(월) 12:00, 부산항에서 행사가 열린다.",
]  # fmt: skip


@pytest.mark.parametrize("text", ROWS_THAT_STAY)
def test_other_rows_stay(text):
    head = split(text)
    assert (head.body, head.dropped, head.department) == (text, (), None)


def test_a_title_in_the_row_of_a_date_stays():
    head = split("보도시점 | 2026. 7. 13.(월) 12:00 | 해양바이오 기업 지원 확대\n□ 본문이다.")
    assert head.body == "해양바이오 기업 지원 확대\n□ 본문이다."
    assert head.dropped[0].text == "보도시점 | 2026. 7. 13.(월) 12:00"


def test_what_stands_between_two_contact_tables_stays():
    head = split(
        "담당자 | 사무관 | 김하늘 | (044-200-5001)\n붙임 | 시험 시설 현황\n□ 부산\n담당자 | 사무관 | 이솔 | (044-200-5002)"
    )
    assert head.body == "붙임 | 시험 시설 현황\n□ 부산"


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
    "보도시점\n2026. 7. 13.\n",
    "| ",
    "보도시점 | 배포 | ",
    "문의 02-",
    "<공동>\n",
    "가" * 39 + "\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_split_in_time(piece):
    started = time.process_time()
    split(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 1
