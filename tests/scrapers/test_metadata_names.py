"""Who published, wrote and answers for an article: outlet, reporter, department."""

import pytest

from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.bylines import is_byline, writers
from scrapers.boilerplate.fields import read
from scrapers.boilerplate.offices import department, office
from scrapers.boilerplate.outlets import outlet
from scrapers.boilerplate.reporters import reporter
from scrapers.boilerplate.sitenames import name

NAMES = [
    ("모바일 새길신문", "새길신문"),
    ("투자가를 위한 경제콘텐츠 플랫폼, 새길경제", "새길경제"),
    ("한빛데일리 & 한빛데일리TV", "한빛데일리"),
    ("글로벌리더의 지름길 종합뉴스통신사 새길핌", "새길핌"),
    ("새길일보 - 세상을 여는 창", "새길일보"),
    ("의약전문언론사 새길팜", "새길팜"),
    ("소유하신 도메인", None),
    ("산림청 - 알림정보 > 보도자료", "산림청"),
    ("네이버 뉴스", None),
    ("네이버 스포츠", None),
    ("다음 연예", None),
    ("TISTORY", None),
    ("보도자료", None),
    ("saegil.example", None),
    (None, None),
]


@pytest.mark.parametrize(("stated", "expected"), NAMES)
def test_a_site_s_name_without_its_slogan(stated, expected):
    assert name(stated) == expected


COPYRIGHTS = [
    ("저작권자 © 새길신문 무단전재 및 재배포 금지", "새길신문"),
    ("<저작권자(c) 한빛통신, 무단 전재-재배포 금지>", "한빛통신"),
    ("<ⓒ투자가를 위한 경제콘텐츠 플랫폼, 새길경제(www.saegil.example) 무단전재 배포금지>", "새길경제"),
    ("[ⓒ 한빛매경일보 & hm.example, 무단 전재, 재배포 및 AI학습 이용 금지]", "한빛매경일보"),
    ("©'5개국어 글로벌 경제신문' 한빛경제. 무단전재·재배포 금지", "한빛경제"),
    ("본 기사의 저작권은 한빛데일리에 있습니다.", "한빛데일리"),
    ("무단 전재 및 재배포 금지", None),
]


@pytest.mark.parametrize(("line", "expected"), COPYRIGHTS)
def test_the_owner_in_the_copyright_line(line, expected):
    blocks = [Block("정부는 내년 예산을 크게 늘리기로 했다고 12일 밝혔다."), Block(line)]
    assert outlet(blocks, [None, "copyright"]) == expected


LEADS = [
    ("[새길경제] 정부는 내년 예산을 늘리기로 했다고 12일 밝혔다.", "새길경제"),
    ("[세종=한빛뉴스] 김하늘 기자 = 정부가 예산을 늘린다.", "한빛뉴스"),
    ("[한빛데일리 = 세종] 김하늘 기자 = 정부가 예산을 늘린다.", "한빛데일리"),
    ("춘천--(한빛와이어)--산림 재단은 숲 교실을 연다고 12일 밝혔다.", "한빛와이어"),
    ("【양구】양구 시래기가 지리적표시에 등록됐다고 12일 밝혔다.", None),
    ("[속보] 정부가 예산을 늘린다고 12일 밝혔다.", None),
]


@pytest.mark.parametrize(("lead", "expected"), LEADS)
def test_the_mark_that_leads_the_body(lead, expected):
    assert outlet([Block(lead)], [None]) == expected


def test_a_paper_that_writes_of_a_ministry_is_not_the_ministry():
    blocks = [
        Block("김하늘 기자"),
        Block("환경부는 물을 다시 쓰는 시설을 짓는다고 12일 밝혔다."),
        Block("만족하십니까?"),
    ]
    assert outlet(blocks, ["byline", None, "other"]) is None
    assert outlet(blocks[1:], [None, "other"]) == "환경부"


OFFICES = [
    ("하천관리과문의 02-2133-0000", "하천관리과"),
    ("체육예술건강과 ☎ 041-640-0000", "체육예술건강과"),
    ("산사태방지과 김하늘", "산사태방지과"),
    ("소방재난본부 예방과", "소방재난본부 예방과"),
    ("은행감독국 은행총괄팀", "은행감독국 은행총괄팀"),
    ("인구정책연구실연구책임 김하늘 연구위원", "인구정책연구실"),
    ("지역경제부 지역경제분석팀(02-759-0000)", "지역경제부 지역경제분석팀"),
    ("누리집", None),
    ("관리자", None),
    ("02-2133-0000", None),
]


@pytest.mark.parametrize(("value", "expected"), OFFICES)
def test_the_office_without_people_and_telephones(value, expected):
    assert office(value) == expected


DEPARTMENTS = [
    (["부서 누리집", "담당부서 : 물환경과", "*"], ["navigation", "contact", None], "물환경과"),
    (
        ["작성자 김하늘", "담당부서 체육예술건강과 ☎ 041-640-0000", "*"],
        ["other", "contact", None],
        "체육예술건강과",
    ),
    (["작성자교육과작성일2018/10/19조회77", "*"], ["date", None], "교육과"),
    (
        ["담당부서| 등록일| 조회", "---|---|---", "국채과| 2021-12-09| 733", "*"],
        ["contact", "other", "other", None],
        "국채과",
    ),
    (
        ["번호 제목", "부서| 등록일| 조회", "국채과| 2021-12-09| 733", "세제과| 2021-12-08| 12", "*"],
        ["other"] * 4 + [None],
        None,
    ),
    (
        ["작성자 : 자연재난과 등록일 : 2025.05.25.", "*", "담당 부서 : 재난관리실"],
        ["date", None, "contact"],
        "자연재난과",
    ),
    (["작성자 관리자 등록일 2025.05.25.", "*"], ["date", None], None),
]


@pytest.mark.parametrize(("lines", "kinds", "expected"), DEPARTMENTS)
def test_the_department_by_its_label(lines, kinds, expected):
    blocks = [Block(line) for line in lines]
    assert department(read(blocks), blocks, kinds) == expected


WRITERS = [
    ("김하늘 기자이도윤 기자", ["김하늘", "이도윤"]),
    ("김하늘 기자정치부", ["김하늘"]),
    ("김하늘 기자hn@saegil.example이도윤 기자입력 : 2024-05-29 15:11", ["김하늘", "이도윤"]),
    ("[김하늘 디지털뉴스 기자 haneul@saegil.example]", ["김하늘"]),
    ("김하늘·이도윤 기자", ["김하늘", "이도윤"]),
    ("시민기자 김하늘", ["김하늘"]),
    ("글·사진 김하늘 시민기자", ["김하늘"]),
    ("이도윤 워싱턴 특파원", ["이도윤"]),
    ("기자 프로필", []),
    ("시민기자 모집", []),
    ("촬영기자 : 이도윤", []),
    ("문화체육관광부 출입 기자", []),
]


@pytest.mark.parametrize(("line", "expected"), WRITERS)
def test_the_names_in_a_byline(line, expected):
    assert writers(line) == expected


def test_bylines_and_what_only_names_a_reporter():
    assert is_byline("김하늘 기자 hn@saegil.example, 이도윤 기자 dy@saegil.example")
    assert is_byline("김하늘 기자이도윤 기자")
    assert not is_byline("사진=김하늘 기자 제공")
    assert not is_byline("김하늘 기자가 현장에서 만난 주민들은 걱정이 많았다.")


REPORTERS = [
    (["김하늘2025. 3. 12. 14:20", "*"], ["date", None], "김하늘"),
    (["김하늘 2017년 05월 18일 20시 31분 조회 : 412", "*"], ["date", None], "김하늘"),
    (["홍보실 2025. 3. 12. 14:20", "*"], ["date", None], None),
    (["한빛시 2025. 3. 12. 14:20", "*"], ["date", None], None),
    (["한빛뉴스광장 김하늘 haneul@saegil.example 2021.09.02 15:46", "*"], ["board_list", None], "김하늘"),
    (
        ["*", *["안내"] * 6, "제목", "입력 2026.07.27", "김하늘 기자"],
        [None, *["other"] * 6, "title", "date", "byline"],
        "김하늘",
    ),
    (["*", *["안내"] * 12, "김하늘 기자"], [None, *["other"] * 12, "byline"], None),
]


@pytest.mark.parametrize(("lines", "kinds", "expected"), REPORTERS)
def test_the_reporter_beside_the_date_and_below_the_title_again(lines, kinds, expected):
    assert reporter([Block(line) for line in lines], kinds) == expected
