"""Text dumps → lines: Markdown, hard wraps, columns, sentences broken at links, paragraphs without a space."""

import pytest

from scrapers.boilerplate import columns, dumpers, glued, lines, markdown, rejoin, wrapped
from scrapers.boilerplate.cleaning import clean


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


def test_columns_of_a_page_are_set_one_below_the_other():
    pairs = [
        ("새길군, 마늘 캐는 일손 보탠다", "많이 본 뉴스"),
        ("", "1. 보건소 냉장고 고장"),
        ("새길군은 이달 25일까지 마늘을 거두는 농가에 일손 1200명을 보낸다고 7일 밝혔다.", "2. 걷기 축제"),
        ("", ""),
        ("", "3. 활주로"),
    ]
    page = [f"{left:<60}{right}".rstrip() for left, right in pairs]
    found = [line.strip() for line in columns.unfold(page) if line.strip()]
    assert found == [
        "새길군, 마늘 캐는 일손 보탠다",
        "새길군은 이달 25일까지 마늘을 거두는 농가에 일손 1200명을 보낸다고 7일 밝혔다.",
        "많이 본 뉴스",
        "1. 보건소 냉장고 고장",
        "2. 걷기 축제",
        "3. 활주로",
    ]


def test_a_table_of_figures_keeps_its_rows():
    table = ["지역          예산", "새길          121", "한빛          47", "나루          12"]
    assert columns.unfold(table) == table


def test_a_drawn_table_becomes_rows_and_cut_cells_are_mended():
    table = [
        "┌────┬───────────────────┬────┐",
        "│노선│       구간        │간격│",
        "├────┼───────────────────┼────┤",
        "│꽃2 │새길도시~나루포 둔 │30분│",
        "│    │치                 │    │",
        "├────┼───────────────────┼────┤",
        "│꽃3 │나루역~한빛        │15분│",
        "│    │공원               │    │",
        "└────┴───────────────────┴────┘",
    ]
    assert columns.unfold(table) == [
        "노선 구간 간격",
        "꽃2 새길도시~나루포 둔치 30분",
        "꽃3 나루역~한빛 공원 15분",
    ]


WORDS = """\
한빛부와 새길부는 배터리 상태를 읽어 스스로 충전을 멈추는 화재
예방형 충전기를 내년까지 9만 5천 기 놓기로 했다고 20일 밝혔다.
예산은 모두 3,715억 원이고 공동주택 지하부터 차례로 바꾸게 된다.

충전기는 차와 1초에 열 번씩 배터리의 온도와 전압을 주고받으며
이상이 보이면 3초 안에 전기를 끊고 관리사무소와 소방서에 바로
알린다. 요금은 지금과 같고 신청은 한빛원 누리집에서 11월부터 받을
예정이다.

문의: 한빛부 대변인실
☞ 짧은 줄
"""


def test_lines_wrapped_at_words_are_joined_with_a_space():
    found = [line for line in wrapped.unwrapped(WORDS.split("\n")) if line]
    assert found == [
        (
            "한빛부와 새길부는 배터리 상태를 읽어 스스로 충전을 멈추는 화재 예방형 충전기를 내년까지 9만 5천 기 놓기로 했다고 20일 밝혔다. "
            "예산은 모두 3,715억 원이고 공동주택 지하부터 차례로 바꾸게 된다."
        ),
        (
            "충전기는 차와 1초에 열 번씩 배터리의 온도와 전압을 주고받으며 이상이 보이면 3초 안에 전기를 끊고 관리사무소와 소방서에 바로 "
            "알린다. 요금은 지금과 같고 신청은 한빛원 누리집에서 11월부터 받을 예정이다."
        ),
        "문의: 한빛부 대변인실",
        "☞ 짧은 줄",
    ]


TEXT = (
    "나루시는 4월 5일부터 14일까지 열리는 꽃 축제 기간에 시내버스 임시 노선 두 개를 운행한다고 28일 밝혔다. 주말에는 행사장 주변의 "
    "승용차 통행을 막고 나루역과 행사장 사이를 15분마다 잇는다. 시는 지난해 축제 때 하루 3천 대가 몰려 둔치 주차장이 오전에 찼던 점을 "
    "헤아려 대중교통을 늘렸다고 설명했다. 문의가 많은 반려동물 동승은 이동장에 넣은 경우에만 된다고 나루시는 거듭 안내했다."
)


def test_lines_wrapped_inside_words_are_joined_without_one():
    rows, row = [], ""
    for char in TEXT:
        if columns.width(row + char) > 72:
            rows.append(row.strip())
            row = ""
        row += char
    joined = wrapped.unwrapped([*rows, row])
    assert len(joined) == 1
    expected, found = TEXT.split(), joined[0].split()
    assert sum(word in found for word in expected) >= len(expected) - 2  # at most one join is wrong


def test_a_page_number_does_not_break_a_sentence():
    lines_ = WORDS.split("\n")
    lines_[1:1] = ["", "- 3 -", ""]
    assert "충전을 멈추는 화재 예방형 충전기를" in "\n".join(wrapped.unwrapped(lines_))


@pytest.mark.parametrize(
    "text",
    [
        "한빛부는 밝혔다.\n새길부는 말했다.\n나루시는 열었다.\n짧은 제목\n목록",
        "\n".join(f"새길 일자리 박람회 {n}만 명 몰려 한빛 전시장에서 사흘 동안 열려" for n in range(10, 30)),
    ],
)
def test_lines_that_are_not_wrapped_stay(text):
    assert wrapped.unwrapped(text.split("\n")) == text.split("\n")


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


LYNX = """\
   #[1]RSS

   [2]본문 바로가기

   [logo.gif]

     * [3]정책뉴스
     * [4]보도자료
     * [5]멀티미디어

한빛부, 농어촌 작은 도서관 120곳에 디지털 학습실

   등록일 2024.03.07 | 조회 512 | [6]디지털문화과

   한빛부는 올해 농어촌의 작은 도서관 120곳에 디지털 학습실을 만든다고 7일 밝
   혔다. 사업비는 모두 96억 원이며 도서관 한 곳에 8천만 원씩 준다.

   학습실에는 태블릿 열 대와 [7]전자책 단말기를 놓고, 일주일에 두 번 강사가 찾
   아가 어르신과 학생에게 사용법을 가르친다. 지난해 시범 사업에서는 이용자가 2.
   3배로 늘었다.

   김하늘 디지털문화과장은 “책을 빌리러 왔다가 세상을 만나는 곳으로 만들겠다
   ”고 말했다.

   [8]목록 [9]이전글

References

   1. https://www.hanbit.example/rss
   2. https://www.hanbit.example/#content
   3. https://www.hanbit.example/news
   4. https://www.hanbit.example/press
   5. https://www.hanbit.example/multi
   6. https://www.hanbit.example/dept
   7. https://www.hanbit.example/ebook
   8. https://www.hanbit.example/list
   9. https://www.hanbit.example/prev
"""
PRINT = """\
보도자료
보도시점 2024. 3. 7.(목) 12:00 이후 배포 2024. 3. 6.(수)

농어촌 작은 도서관 120곳에 디지털 학습실
- 올해 96억 원 투입, 태블릿과 전자책 단말기 보급 -

□ 한빛부(장관 김하늘, 이하 ‘한빛부’)는 올해 농어촌의 작은 도서관 120곳에 디
지털 학습실을 만든다고 7일 밝혔다. 사업비는 모두 96억 원이며 도서관 한 곳에 8천
만 원씩 지원한다.
 ㅇ 학습실에는 태블릿 열 대와 전자책 단말기를 놓고, 일주일에 두 번 강사가 찾아가
어르신과 학생에게 사용법을 가르친다. 지난해 시범 사업에서는 이용자가 2.3배로 늘
- 1 -
었다.
□ 김하늘 디지털문화과장은 “책을 빌리러 왔다가 세상을 만나는 곳으로 만들겠다”라
고 말했다.
담당 부서 디지털문화과 책임자 과장 김하늘 (044-203-1111)
담당자 사무관 이도윤 (044-203-1112)
- 2 -
"""
ARCHIVED = """\
The Wayback Machine - https://web.archive.org/web/20190312000000/https://www.saegil.example/news/articleView.html?idxno=31
3 captures
12 Mar 2019 - 4 Nov 2021
Feb MAR Apr
12
2018 2019 2020
success
fail
About this capture
COLLECTED BY
Collection: Wide Crawl
TIMESTAMPS
새길신문
정치
경제
사회
농어촌 도서관 120곳에 디지털 학습실
이도윤 기자
승인 2019.03.11 09:30
댓글 0
한빛부는 올해 농어촌의 작은 도서관 120곳에 디지털 학습실을 만든다고 11일 밝혔다.
사업비는 모두
96억 원
이며 도서관 한 곳에 8천만 원씩 준다.
학습실에는
태블릿 열 대
와
전자책 단말기
를 놓고 강사가 일주일에 두 번 찾아가
어르신
과 학생을 가르친다.
김하늘 과장은 “책을 빌리러 왔다가
‘세상’
을 만나는 곳으로 만들겠다”고 말했다.
저작권자 © 새길신문 무단전재 및 재배포 금지
"""


@pytest.mark.parametrize(
    ("dump", "sentences"),
    [
        (
            LYNX,
            [
                "120곳에 디지털 학습실을 만든다고 7일 밝혔다. 사업비는 모두 96억 원이며",
                "전자책 단말기를 놓고, 일주일에 두 번 강사가 찾아가 어르신과",
                "이용자가 2.3배로 늘었다.",
                "곳으로 만들겠다”고 말했다.",
            ],
        ),
        (
            PRINT,
            [
                "120곳에 디지털 학습실을",
                "도서관 한 곳에 8천만 원씩 지원한다.",
                "강사가 찾아가 어르신과",
                "2.3배로 늘었다.",
                "만들겠다”라고 말했다.",
            ],
        ),
        (
            ARCHIVED,
            [
                "사업비는 모두 96억 원이며 도서관",
                "학습실에는 태블릿 열 대와 전자책 단말기를 놓고 강사가 일주일에 두 번 찾아가 어르신과 학생을 가르친다.",
                "왔다가 ‘세상’을 만나는",
            ],
        ),
    ],
    ids=["lynx", "print", "archived"],
)
def test_sentences_are_whole_in_dumps_of_browsers_printers_and_archives(dump, sentences):
    body = clean(dump, source="dump", native_id="1").body
    assert [sentence for sentence in sentences if sentence not in body] == []
    assert not any(word in body for word in ("References", "captures", "- 1 -", "hanbit.example"))
