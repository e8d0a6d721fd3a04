"""Text dumps → lines: Markdown, sentences broken at links, paragraphs without a space, frames of tools."""

import pytest

from scrapers.boilerplate import dumpers, glued, lines, markdown, rejoin
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
        (
            "올해부터 **부모가 함께 쓰는 휴직** 이 되면서",
            "올해부터 부모가 함께 쓰는 휴직이 되면서",
            0.0,
            False,
        ),
        ("저희는 **통상임금** 이 그만큼 안 되어서", "저희는 통상임금이 그만큼 안 되어서", 0.0, False),
        ("**한빛군** 도 **3월** 까지 받는다.", "한빛군도 3월까지 받는다.", 0.0, False),
        ("**국비** 만 **12억 원** 이다.", "국비만 12억 원이다.", 0.0, False),
        ("**군이 말했다.** 이 사업은 내년에 끝난다.", "군이 말했다. 이 사업은 내년에 끝난다.", 0.0, False),
        ("**사업 내용:** 이 사업은 내년에 끝난다.", "사업 내용: 이 사업은 내년에 끝난다.", 0.0, False),
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
    long = row.replace("[정치](/1)", "[정치](/1) | [지역](/3)" * 20)  # though it is all that the dump has
    assert [block.text for block in lines.read(long)][-2:] == found[-2:]


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
        # figures in bold
        (["군은 도비를 더해 모두 102억원을 2024년까지 들여", "620", "농가를 돕는다."], ["군은 도비를 더해 모두 102억원을 2024년까지 들여 620농가를 돕는다."]),
        (["지난해 새길에서는 장마로 포도 생산량이", "14%", '줄었다. 포도를 키우는 김하늘(61)씨는 "'], ['지난해 새길에서는 장마로 포도 생산량이 14% 줄었다. 포도를 키우는 김하늘(61)씨는 "']),
        (["절반을 내면 되고, 65세가 넘은 농가는", "40%", "만 내면 된다."], ["절반을 내면 되고, 65세가 넘은 농가는 40%만 내면 된다."]),
        (["비가림을 한 밭은 당도가 평균", "1.8브릭스", "높았고 상품으로 팔 수 있는 송이가", "23%", "많았다."], ["비가림을 한 밭은 당도가 평균 1.8브릭스 높았고 상품으로 팔 수 있는 송이가 23% 많았다."]),
        (["새길군은 과수 시설 현대화 사업에 뽑혀 국비", "41억원", "을 확보했다고 밝혔다."], ["새길군은 과수 시설 현대화 사업에 뽑혀 국비 41억원을 확보했다고 밝혔다."]),
        (["군은", "8월 12일", "까지 신청을 받는다."], ["군은 8월 12일까지 신청을 받는다."]),
        (["군은 8월 12일까지", "읍·면사무소", "에서 신청을 받는다."], ["군은 8월 12일까지 읍·면사무소에서 신청을 받는다."]),
        # quotations in bold
        (['김하늘 군수는 "', "포도", '에 쏠린 품종을 나누겠다"고 말했다.'], ['김하늘 군수는 "포도에 쏠린 품종을 나누겠다"고 말했다.']),
        (['이도윤씨는 "', "지붕이 농약 세 번을 덜어 준다", '"고 말했다.'], ['이도윤씨는 "지붕이 농약 세 번을 덜어 준다"고 말했다.']),
        (["이도윤씨는 “지붕이 농약을 덜어 준다", "”라며 웃었다."], ["이도윤씨는 “지붕이 농약을 덜어 준다”라며 웃었다."]),
        # a body's name that begins a sentence
        (["신청은 다음 달 3일까지 받는다고 새길군은 20일 밝혔다.", "한빛농업기술원", "포도연구소", "가 열두 농가를 살핀 결과 당도가 높았다."], ["신청은 다음 달 3일까지 받는다고 새길군은 20일 밝혔다.", "한빛농업기술원 포도연구소가 열두 농가를 살핀 결과 당도가 높았다."]),
        # what must stay apart
        (["지역별 예산 현황과 증감률", "14%", "지원 대상"], ["지역별 예산 현황과 증감률", "14%", "지원 대상"]),
        (["새길군, 포도 농가에 비가림 시설 늘린다", "3", "댓글 쓰기를 눌러 의견을 남깁니다."], ["새길군, 포도 농가에 비가림 시설 늘린다", "3", "댓글 쓰기를 눌러 의견을 남깁니다."]),
        (["검색어 입력 1 새길 교민 2 마스크 3 대보름", "11.22 일", "한빛위, 불법 추심 신고하면 변호사가 대신 받는다"], ["검색어 입력 1 새길 교민 2 마스크 3 대보름", "11.22 일", "한빛위, 불법 추심 신고하면 변호사가 대신 받는다"]),
        (["새길군 꽃 축제에 사흘 동안 몰린 사람", "3", "나루시 버스 노선 두 개를 새로 연다"], ["새길군 꽃 축제에 사흘 동안 몰린 사람", "3", "나루시 버스 노선 두 개를 새로 연다"]),
        (["많이 본 기사", "1", "옛 나루역 급수탑을 고쳐 쓴다.", "2", "나루 휴게소를 연다."], ["많이 본 기사", "1", "옛 나루역 급수탑을 고쳐 쓴다.", "2", "나루 휴게소를 연다."]),
        (['군의회 "광장 분수대 예산 다시 살펴야"', "나루 휴게소 나들목 착공"], ['군의회 "광장 분수대 예산 다시 살펴야"', "나루 휴게소 나들목 착공"]),
        (["신청은 다음 달 3일까지 받는다고 새길군은 20일 밝혔다.", "앞으로의 일정", "한빛농업기술원", "은 내년에 시작한다."], ["신청은 다음 달 3일까지 받는다고 새길군은 20일 밝혔다.", "앞으로의 일정", "한빛농업기술원은 내년에 시작한다."]),
        (["나루터널 관람객 10만명 돌파… 외지인이 열에 일곱", "포도는 비를 맞으면 열매가 터진다. 지난해에는 생산량이", "14%", "줄었다."], ["나루터널 관람객 10만명 돌파… 외지인이 열에 일곱", "포도는 비를 맞으면 열매가 터진다. 지난해에는 생산량이 14% 줄었다."]),
        (["나루터널 관람객 10만명 돌파… 외지인이 열에 일곱", '포도는 비를 맞으면 터진다. 김하늘씨는 "', "지붕이 좋다", '"고 말했다.'], ["나루터널 관람객 10만명 돌파… 외지인이 열에 일곱", '포도는 비를 맞으면 터진다. 김하늘씨는 "지붕이 좋다"고 말했다.']),
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


RAIL = [
    "지금 새길부는",
    "새길부와 한빛장학재단은 올해 1학기 학자금 대출 금리를 연 1.7%로 묶고 재해 지역 학생에게는 상환을 3년까지 미뤄 주기로 했다.",
    "직업계고 졸업자가 중소기업에 취업하면 받는 장려금이 1인당 500만 원으로 정해졌으며 올해는 2만 명이 받는다.",
    "국립특수교육원은 점자 교과서 312종을 새 학기 시작 전에 모두 배송했다고 알렸다.",
]


def test_a_stub_above_a_longer_rail_is_the_article_that_the_headline_tells_of():
    head = [
        "보도자료",
        "대학 기숙사 공공요금 부담 줄이는 간담회 개최",
        "등록일 2023-02-17",
        "작성자 : 서가은",
        "조회 733",
        "첨부파일",
        "간담회.hwp",
    ]
    stub = "새길부는 2월 17일 대학 기숙사 관계자들과 공공요금 간담회를 열었습니다."
    article = clean("\n".join([*head, stub, "이전글", "다음글", *RAIL]), source="dump", native_id="1")
    assert (article.title, article.body) == (head[1], stub)


def test_paragraphs_of_a_release_may_end_in_a_noun_without_a_full_stop():
    first = "2026년 6월말 새길은행의 부실채권비율은 0.41%로 전분기말(0.45%) 대비 0.04%p 하락하였으며, 잔액은 10.3조원으로 0.5조원 감소하였음"
    second = "대손충당금적립률은 205.6%로 전분기말(181.6%)보다 24.0%p 상승하여 손실흡수능력이 개선되었으나, 앞으로 점검을 강화할 예정임"
    head = [
        "알림",
        "보도자료",
        "2026년 6월말 부실채권비율 현황[잠정]",
        "등록일 2026-09-07",
        "조회수 3310",
        "첨부파일",
        "현황.hwp",
    ]
    article = clean(
        "\n".join([*head, first, second, "목록", "이전글", "다음글"]), source="dump", native_id="1"
    )
    assert article.body == f"{first}\n{second}"
    assert article.title == head[2]


APART = [
    ("문의: 수질과(044-000-2501)첨부파일보도자료.hwpx공공누리 제1유형 출처표시관련뉴스한빛부, 병원 지원", ["첨부파일보도자료.hwpx", "공공누리 제1유형 출처표시", "관련뉴스", "한빛부, 병원 지원"]),
    ("저류지를 짓는다.이 시각 주요뉴스한빛부, 병원 지원", ["저류지를 짓는다.", "이 시각 주요뉴스", "한빛부, 병원 지원"]),
    ("그가 낸 관련기사를 본 사람이 많다.", ["그가 낸 관련기사를 본 사람이 많다."]),
    ("주민이 낸관련기사를 모았다.", ["주민이 낸관련기사를 모았다."]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "pieces"), APART)
def test_headings_that_no_space_parts_from_their_neighbours(line, pieces):
    found = glued.apart(line)
    assert all(f" {piece} " in f" {found} ".replace("첨부파일 ", "첨부파일") for piece in pieces)


def test_a_dump_without_spaces_between_its_pieces_loses_the_rail_behind_the_article():
    article = [
        "한빛부는 반복되는 가뭄에 대비해 섬 지역에 지하수 저류지 9곳을 새로 짓는다고 11일 밝혔다.",
        "지하수 저류지는 땅속에 물막이벽을 세워 지하수를 모으는 시설로, 가뭄이 들어도 물을 쓸 수 있다.",
        "한빛부는 올해 섬 두 곳에서 저류지 공사를 시작하고, 2027년까지 모두 1,240억 원을 투입할 계획이다.",
    ]
    tail = "문의: 물이용과(044-000-2501)첨부파일보도자료.hwpx공공누리 제1유형 출처표시관련뉴스"
    leads = "새길부, 어린이병원 12곳에 운영비 지원새길부는 적자를 겪는 어린이병원에 올해 940억 원을 지원한다고 27일 밝혔다.국방부, 예비군 훈련장 과학화 속도국방부가 훈련장 40곳을 바꾸기로 했다."
    dump = "홈정책경제문화\n" + "".join(article) + tail + leads
    kept = clean(dump, source="dump", native_id="1").body
    assert kept.split("\n") == article
