"""Text dumps with columns, drawn tables and lines that were broken at a fixed width."""

import pytest

from scrapers.boilerplate import columns, wrapped
from scrapers.boilerplate.cleaning import clean


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
