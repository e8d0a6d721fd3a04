"""Text dumps → lines: Markdown, sentences broken at links, paragraphs without a space, frames of tools."""

import pytest

from scrapers.boilerplate import dumpers, glued, lines, markdown, rejoin


@pytest.mark.parametrize(
    ("line", "text", "linked", "heading"),
    [
        ("### [새길아침](/)", "새길아침", 1.0, True),
        ("## 예산 늘린다 ##", "예산 늘린다", 0.0, True),
        ("[[한빛청] 실적.hwp](https://a.example/1)", "[한빛청] 실적.hwp", 1.0, False),
        ("신청은 [한빛원 누리집](/ip?a=(1))에서 받는다.", "신청은 한빛원 누리집에서 받는다.", 0.36, False),
        ('[다음 글](view.do?no=3 "다음 글")', "다음 글", 1.0, False),
        ("[목록](javascript:goList(1))", "목록", 1.0, False),
        ("[다음 글][3]", "다음 글", 1.0, False),
        ("![개통식](/a.jpg) 개통식 모습", "개통식 모습", 0.0, False),
        ("**12만 4천 건** 을 찾았다.", "12만 4천 건을 찾았다.", 0.0, False),
        ("**김하늘** 이사장은 말했다.", "김하늘 이사장은 말했다.", 0.0, False),
        ("피해액은 _약 4,100억 원_ 으로 셈했다.", "피해액은 약 4,100억 원으로 셈했다.", 0.0, False),
        ("*개통식 모습. /한빛부 제공*", "개통식 모습. /한빛부 제공", 0.0, False),
        (r"\* 잔존용량 3\.5% \- 시험", "* 잔존용량 3.5% - 시험", 0.0, False),
        (r"1\. 공동방제 \[참고\]", "1. 공동방제 [참고]", 0.0, False),
        ("~~3억~~ 4억 원", "3억 4억 원", 0.0, False),
        # what is no mark stays
        (
            "별표 [1](제3조)에 따라 3*4*5를 file_name_1 에",
            "별표 [1](제3조)에 따라 3*4*5를 file_name_1 에",
            0.0,
            False,
        ),
        ("*전년 대비, **전월 대비", "*전년 대비, **전월 대비", 0.0, False),
        ("#전자정부 #예산", "#전자정부 #예산", 0.0, False),
        (r"사업비는 \3,000이다", r"사업비는 \3,000이다", 0.0, False),
    ],
)
def test_a_line_of_markdown_loses_its_marks_and_no_word(line, text, linked, heading):
    found = markdown.shown(line)
    assert (found.text, found.heading) == (text, heading)
    assert found.linked == pytest.approx(linked, abs=0.1)


def test_a_text_that_is_no_markdown_keeps_what_looks_like_it():
    assert markdown.shown(r"C:\_a\_b 의 2_000_3 \- 값", markdown=False).text == r"C:\_a\_b 의 2_000_3 \- 값"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["속보", "---", "", "한빛부"], ["# 속보", "", "한빛부"]),
        (["| 지역 | 예산 |", "| --- | ---: |", "| 새길 | 121 |"], ["지역 예산", "새길 121"]),
        (
            ["담당부서| 등록일| 조회  ", "---|---|---  ", "보호정책과| 2021-12-09| 733  "],
            ["담당부서 : 보호정책과", "등록일 : 2021-12-09", "조회 : 733"],
        ),
        (["지역| 예산", "---|---", "새길| 12", "한빛| 13"], ["지역 예산", "새길 12", "한빛 13"]),
        (["> “건강 문제다.” — 마윤희 국장"], ["“건강 문제다.” — 마윤희 국장"]),
        (["  [3]: https://www.saegil.example/view/3"], []),
        (["한빛부는 밝혔다.", "---"], ["한빛부는 밝혔다.", "---"]),  # a rule below a sentence, no heading
    ],
)
def test_tables_and_underlined_headings_become_lines(rows, expected):
    assert markdown.plain_lines(rows) == expected


def test_a_layout_of_nested_tables_is_taken_apart():
    row = (
        "| |  |  | | --- | --- | | [정치](/1) | [경제](/2) | | 뉴스 > 사회 | | "
        "새길군은 나무 3만 그루를 나눠준다고 4일 밝혔다. 한 사람이 받을 수 있는 나무는 세 그루까지이며 군민은 국유림관리소 "
        "앞에서 신분증 없이 줄을 선 차례대로 받으면 된다고 군은 설명했다.    남은 나무는 학교에 심는다. |"
    )
    found = markdown.plain_lines([row])
    assert found[-1] == "남은 나무는 학교에 심는다."
    assert any(line.startswith("새길군은") and line.endswith("설명했다.") for line in found)
    assert not any("|" in line for line in found)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["한빛부는 내년에", "디지털 전시관", "으로 바꾸는 일을 시작한다."], ["한빛부는 내년에 디지털 전시관으로 바꾸는 일을 시작한다."]),
        (["사업비는 모두", "3,715억", "원을 들여 짓는다."], ["사업비는 모두 3,715억원을 들여 짓는다."]),
        (["한국한빛진흥원(", "KISA", ")이 공지를 냈다."], ["한국한빛진흥원(KISA)이 공지를 냈다."]),
        (["해양한빛부", "는 15일 사업을 시작한다고 밝혔다."], ["해양한빛부는 15일 사업을 시작한다고 밝혔다."]),
        (["올해부터 부모가 함께 쓰는", "육아휴직", "이 되면서 남편도 쉰다."], ["올해부터 부모가 함께 쓰는 육아휴직이 되면서 남편도 쉰다."]),
        (["김하늘", "기자"], ["김하늘 기자"]),
        (["입력", ":", "2020-11-03 10:17"], ["입력 : 2020-11-03 10:17"]),
        (["등록일", "2024-05-06"], ["등록일 2024-05-06"]),
        (["제목", "새길군, 공사장 안전점검… 9건 바로잡아"], ["제목 : 새길군, 공사장 안전점검… 9건 바로잡아"]),
        (["담당부서", "해양수산과"], ["담당부서 : 해양수산과"]),
        # what must stay apart
        (["한빛시, 축제 열어", "이 사업은 내년까지 한다."], ["한빛시, 축제 열어", "이 사업은 내년까지 한다."]),
        (["새길부는 밝혔다.", "가격은 3만 원이다."], ["새길부는 밝혔다.", "가격은 3만 원이다."]),
        (["정치", "경제", "사회"], ["정치", "경제", "사회"]),
        (["등록일 2022-08-17", "조회 5,024"], ["등록일 2022-08-17", "조회 5,024"]),
        (["식별자 0110.20231220", "일자 20231220"], ["식별자 0110.20231220", "일자 20231220"]),
        (["사업 대상 12", "원문 보기"], ["사업 대상 12", "원문 보기"]),
        (["댓글 3", "많이 본 뉴스"], ["댓글 3", "많이 본 뉴스"]),
    ],
)  # fmt: skip
def test_pieces_of_a_sentence_are_put_together(pieces, expected):
    assert rejoin.rejoined(pieces) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "한빛부는 사업을 연다고 밝혔다.지원 분야는 네 가지이다.신청은 3월부터 받는다.",
            ["한빛부는 사업을 연다고 밝혔다.", "지원 분야는 네 가지이다.", "신청은 3월부터 받는다."],
        ),
        ("김 장관은 “돕겠다”고 말했습니다.□ 한빛부는 이달에 시작합니다.", ["김 장관은 “돕겠다”고 말했습니다.", "□ 한빛부는 이달에 시작합니다."]),
        # one sentence
        ("그는 “반드시 하겠습니다.”라고 여러 번 말하며 웃었다.", ["그는 “반드시 하겠습니다.”라고 여러 번 말하며 웃었다."]),
        ("한빛부는 가.나.다. 차례로 세 가지 방안을 내놓았다.", ["한빛부는 가.나.다. 차례로 세 가지 방안을 내놓았다."]),
        ("성장률은 1.2%에서 1.5%로 올랐고 수출은 3.1% 늘었다.", ["성장률은 1.2%에서 1.5%로 올랐고 수출은 3.1% 늘었다."]),
    ],
)  # fmt: skip
def test_paragraphs_without_a_space_between_are_parted(line, expected):
    assert glued.parted(line) == expected


def test_what_the_tools_write_around_a_page_is_left_out():
    dump = """\
WARC/1.0
WARC-Type: conversion
WARC-Target-URI: https://www.naru.example/view?no=3
WARC-Date: 2022-10-03T04:11:27Z
Content-Type: text/plain

Title: 나루시, 꽃 축제에 임시 버스 운행
URL Source: https://www.naru.example/view?no=3
Published Time: 2025-04-09T06:10:00+09:00
Markdown Content:
12 captures
12 Mar 2019 - 4 Nov 2024
나루시는 버스를 운행한다고 밝혔다."""
    found = dumpers.without_frame(dump.split("\n"))
    assert [line for line in found if line] == [
        "WARC-Target-URI: https://www.naru.example/view?no=3",
        "Title: 나루시, 꽃 축제에 임시 버스 운행",
        "URL Source: https://www.naru.example/view?no=3",
        "Published Time: 2025-04-09T06:10:00+09:00",
        "나루시는 버스를 운행한다고 밝혔다.",
    ]


def test_numbers_of_links_go_with_their_list():
    dump = ["[1]정책뉴스 [2]보도자료", "한빛부는 [3]누리집에서 받는다.", "References", "  1. https://a.example/", "  2. https://b.example/", "  3. https://c.example/"]  # fmt: skip
    assert dumpers.without_frame(dump) == ["정책뉴스 보도자료", "한빛부는 누리집에서 받는다."]
    assert dumpers.without_frame(["주석 [1]은 아래에 있다."]) == ["주석 [1]은 아래에 있다."]


def test_a_dump_becomes_blocks_with_links_and_headings():
    dump = "# 한빛부, 예산 늘린다\n\n* [정치](/1)\n* [경제](/2)\n\n한빛부는 **3억 원**을 [공고](/3)에 따라 준다고 밝혔다.\n"
    blocks = lines.read(dump)
    assert [(block.text, block.heading) for block in blocks] == [
        ("한빛부, 예산 늘린다", True),
        ("* 정치", False),
        ("* 경제", False),
        ("한빛부는 3억 원을 공고에 따라 준다고 밝혔다.", False),
    ]
    assert blocks[1].linked > 0.4 > blocks[3].linked
