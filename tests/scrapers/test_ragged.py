"""Paragraphs between empty lines whose lines were broken at no exact width."""

import pytest

from scrapers.boilerplate import ragged

PARAGRAPHS = [
    [
        "12일 오전 열 시, 새길군 나루면 꽃들마을 회관 앞에 파란 물통 예순 개가 줄을 섰다. 엿새 만에 오는 물차를",
        "기다리는 줄이다.",
    ],
    [
        "한빛부는 지난달 바닷물을 먹는 물로 바꾸는 배를 나루도에 보냈다. 하루 300톤을 만들지만 마을 몫은 90톤뿐이다. 섬이",
        "하루에 쓰는 물은 아껴도 410톤이다.",
    ],
    [
        "“그때까지 저류지를 하나 더 파고 물차를 열한 대에서 스무 대로 늘리겠다”고 새길군 상하수도사업소는 말했다.",
        "올해 잡힌 사업비는 24억 원이다. 공사는 바다 밑 관을 묻을 자리에 전복 양식장 44곳이 있어 더디게 나아가고",
        "있다.",
    ],
    [
        "주민들은 빨래를 모아 두었다가 읍내에 나가는 날 빨래방에서 돌린다. 뱃삯은 왕복 1만 4천 원이다. 뭍에서는 한",
        "달치를 한 번에 빤다.",
    ],
]


def dump(paragraphs):
    return [line for paragraph in paragraphs for line in (*(f"   {text}" for text in paragraph), "")]


def test_paragraphs_between_empty_lines_are_put_together():
    found = [line.strip() for line in ragged.joined(dump(PARAGRAPHS)) if line.strip()]
    assert found == [" ".join(paragraph) for paragraph in PARAGRAPHS]


def test_a_width_of_200_columns_is_no_other_case():
    wide = [[f"{lines[0]} {lines[0]}", lines[1]] for lines in PARAGRAPHS if len(lines) == 2]
    found = [line.strip() for line in ragged.joined(dump(wide)) if line.strip()]
    assert found == [" ".join(paragraph) for paragraph in wide]


def test_words_that_were_broken_are_mended():
    broken = [
        ["새길군은 올해 농어촌 작은 도서관 120곳에 학습실을 만든다고 7일 밝혔다. 사업비는 96억 원이며 도서관 한 곳에 디", "지털 기기를 준다."],
        ["한빛부는 지난해 시범 사업에서 이용자가 두 배로 늘었다고 설명했다. 강사는 일주일에 두 번 찾아가 사용법을 가르", "친다."],
        ["나루시는 신청을 다음 달 4일까지 받는다. 서류는 누리집에서 내려받거나 주민센터에서 받으면 되고 접수는 날마다 늘", "었다."],
    ]  # fmt: skip
    found = " ".join(ragged.joined(dump(broken)))
    assert "디지털 기기를 준다." in found
    assert "늘었다." in found


@pytest.mark.parametrize(
    "paragraphs",
    [
        # headlines and what is told below them
        [
            ["속초 나루항 크루즈 3년 만에 돌아온다… 6월까지 일곱 차례", "새길도는 오는 13일 2,300명을 태운 배를 시작으로 배 일곱 척이 들어온다고 밝혔다."],
            ["한빛 숙박동이 15년 만에 고쳐 문을 연다, 군민은 30% 할인", "산림청 예산 18억원으로 방 열여섯 칸을 새로 꾸미고 나무 놀이터를 넓혔다고 한다."],
            ["나루 빙어축제 적자 2억… 얼음이 얼지 않아 나흘로 줄었다", "재단은 두께 20㎝를 채우지 못해 행사를 줄였고 의회는 축제를 다시 보자고 했다."],
        ],
        # headlines alone
        [
            ["새길군 마늘 캐는 일손 1200명 보낸다, 이달 25일까지 접수", "나루 빙어축제 적자 2억, 얼음이 얼지 않아 나흘로 줄여"],
            ["한빛 숙박동이 15년 만에 고쳐 문을 연다, 군민은 30% 할인", "꽃들시 버스 임시 노선 두 개를 축제 기간에 운행하기로"],
            ["혁신도시 보건소 냉장고 고장으로 백신 1200개 못 쓰게 돼", "나루 활주로 공사 2년 늦어진다, 새 설계는 내년 6월까지"],
        ],
        # labels and values, items
        [
            ["담당부서 : 새길군 도시정비지원과 하천관리팀 안전점검 담당 주무관", "등록일 : 2024-05-06"],
            ["□ 새길군은 이달 25일까지 마늘을 거두는 농가에 일손을 보낸다", "○ 하루 품삯은 군이 절반을 대기로 하였다."],
            ["1. 신청 서류는 누리집에서 내려받아 적은 뒤 주민센터에 내는", "2. 접수는 다음 달 4일까지 받는다."],
        ],
        # two broken paragraphs only
        PARAGRAPHS[:2],
        # a poem
        [["산에는 꽃 피네", "꽃이 피네"], ["갈 봄 여름 없이", "꽃이 피네"], ["산에 산에 피는 꽃은", "저만치 혼자서 피어 있네"]],
    ],
)  # fmt: skip
def test_what_was_not_broken_stays(paragraphs):
    assert ragged.joined(dump(paragraphs)) == dump(paragraphs)
