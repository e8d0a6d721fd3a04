"""Dumps on one line: cut where a page's parts and sentences end, never within a sentence."""

import pytest

from scrapers.boilerplate import lines, one_line, one_line_heads
from scrapers.boilerplate.cleaning import clean

BODY = (
    "한국한빛협회(회장 방기현)는 22일 식약처가 내년 1월부터 시작하는 ‘가정 냉장 배송 시범사업’을 환영한다고 밝혔다. "
    "시범사업은 열네 가지 병을 앓는 환자 3,400명에게 약을 집까지 갖다주는 것이다. "
    "협회가 지난 9월 환자 611명에게 물은 결과 약을 받으러 오가는 데 평균 6시간 40분이 걸렸다. "
    "교통비와 하루 품을 더하면 한 해 74만 원을 썼다. "
    "방기현 회장은 “약값보다 약을 가지러 가는 길이 더 힘들다는 환자의 말을 오래 들어 왔다”고 말했다."
)
TITLE = "한빛협회 “환자 집까지 냉장 배송 환영”"


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (f"{TITLE} - 새길신문 홈 전체기사 정치 경제 사회 교육 문화 스포츠 지역 오피니언 인사 부음 {TITLE} 김하늘 기자 승인 2022.11.22 09:51 댓글 0 페이스북 트위터 기사공유하기 스크랩 프린트", "김하늘 기자 sky@saegil.example <저작권자 © 새길신문, 무단 전재 및 재배포 금지> 인기기사 1 서핑 학교 열흘 만에 800명 2 소나무 숲 야영장 적발 3 빨래를 못 넌다"),
        (f"한국한빛협회 HOME LOGIN JOIN 협회안내 사업안내 소식 공지사항 보도자료 {TITLE} 글쓴이 : 사무국 날짜 : 2022-11-22 조회 : 219", "문의 : 협회 사무국 02-580-0000 목록 이전글 다음글 번호 제목 날짜 45 일련번호 보고 유예가 끝났다 2022-11-08 44 약가 협상 간담회를 열었다 2022-10-20"),
        (f"새길일보 본문 바로가기 {TITLE} 입력 2022-11-22 16:55 최종수정 2022-11-22 17:31 글자 크기 변경 인쇄하기", "Copyright ⓒ 새길일보. All rights reserved. 무단 전재 및 재배포 금지. 공감 17 비공감 3 댓글 2 우리 집도 세 시간 걸려 다닙니다. 반가운 일이네요. 오늘의 주요뉴스 기름값 사흘째 내렸다 장마전선 북상"),
    ],
    ids=["news", "board", "portal"],
)  # fmt: skip
def test_the_article_is_found_between_menus_and_lists(head, tail):
    article = clean(f"{head} {BODY} {tail}", source="dump", native_id="1")
    assert article.body.split() == BODY.split()
    assert article.title == TITLE
    assert (article.published or "").startswith("2022-11-22")


@pytest.mark.parametrize(
    "line",
    [
        "한빛부는 2024년 7월 18일 지역 경제 뉴스 공유 서비스를 연다고 밝혔다. 국민은 누리집에서 로그인 없이 검색 기능을 쓸 수 있다.",
        "김하늘 기자는 “관련 기사를 낸 신문사가 셋”이라고 말했다. 댓글 3만 개를 살핀 보고서는 다음 달에 나온다.",
        "한빛위는 개인정보 처리방침 평가 결과를 2024.7.18. 공개한다고 밝혔다. 조회 수가 많은 누리집 30곳이 대상이다.",
    ],
)
def test_a_sentence_with_words_of_furniture_stays_whole(line):
    pieces = one_line.cut(line + " " + BODY)
    assert " ".join(pieces).startswith(line)
    first = line.split(". ")[0]
    assert any(piece.startswith(first) for piece in pieces)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("영양군 고추밭에서 일하는 사람들. 영양군 제공 [새길일보 제민하 기자] 농어촌에서 일하는 사람이 늘었다.", ["[새길일보 제민하 기자] 농어촌에서 일하는 사람이 늘었다."]),
        ("글자 줄이기 프린트 (서울=한빛통신) 21일 오전 상주에서 지진이 났다고 기상청이 밝혔다.", ["(서울=한빛통신) 21일 오전 상주에서 지진이 났다고 기상청이 밝혔다."]),
        ("서명식 [사진=한빛부] 한국과 베트남이 공장을 함께 짓는다.", ["한국과 베트남이 공장을 함께 짓는다."]),
        ("참석자들. 사진=한빛부 제공 정부는 예산을 늘린다고 밝혔다.", ["정부는 예산을 늘린다고 밝혔다."]),
        ("보도자료.hwpx [192 KB] □ 한빛부는 공영주차장을 짓는다. ㅇ 소방차가 들어간다.", ["□ 한빛부는 공영주차장을 짓는다.", "ㅇ 소방차가 들어간다."]),
        ("등록일 : 2025-02-13 11:00 조회 : 8114 한빛부는 길을 냈다고 밝혔다.", ["등록일 : 2025-02-13 11:00", "조회 : 8114", "한빛부는 길을 냈다고 밝혔다."]),
        ("새길시, 버스 바꾼다 2026.03.12 10:00 입력 새길시는 버스를 바꾼다고 밝혔다.", ["2026.03.12 10:00 입력", "새길시는 버스를 바꾼다고 밝혔다."]),
        ("[관련기사] 리튬 염호 지분 8% 확보…1억 달러 납입 가동은 2028년 하반기로 잡혔다.", ["가동은 2028년 하반기로 잡혔다."]),
        ("많이 본 뉴스 1 백록담 열흘 만에 열렸다 2 어느 소년의 편지 3 막차 30분 늦춘다", ["1 백록담 열흘 만에 열렸다", "2 어느 소년의 편지", "3 막차 30분 늦춘다"]),
        ("작은 학교는 한 학년이 두세 명이다.교육부의 사업비 2,300만 원으로 버스를 빌렸다.교육장은 “내년에도 가겠다”고 했다.첨부소풍 사진.zip", ["작은 학교는 한 학년이 두세 명이다.", "첨부 소풍 사진.zip"]),
    ],
)  # fmt: skip
def test_the_line_is_cut_before_and_behind_what_is_no_sentence(line, pieces):
    found = one_line.cut(line)
    assert [piece for piece in pieces if piece not in found] == []


@pytest.mark.parametrize(
    "line", [BODY, f"홈 > 소식 {BODY} 목록", "가 " * 400, "1 " * 400, "[" * 500 + "다. " * 300]
)
def test_nothing_is_lost_but_white_space(line):
    assert "".join("".join(one_line.cut(line)).split()) == "".join(line.split())


def test_a_short_dump_of_few_lines_is_none_of_one_line():
    assert [block.text for block in lines.read("한빛부, 예산 늘린다\n한빛부는 예산을 늘린다고 밝혔다.")] == [
        "한빛부, 예산 늘린다",
        "한빛부는 예산을 늘린다고 밝혔다.",
    ]


SHORT = "□ 한빛부는 올해 어선 300척을 줄이는 데 210억 원을 쓴다고 21일 밝혔다. ㅇ 대상은 연근해 어선이며 9월부터 신청을 받는다."


def test_a_short_page_on_one_line_is_cut_and_a_paragraph_is_not():
    head = (
        "보도자료 목록 한빛부, 어선 감척에 210억 원 투입 등록일 : 2026.08.21. 조회 : 88 담당부서 : 어업정책과"
    )
    tail = "첨부파일 0821 어선감척.hwpx 다운로드 이전글 청어 금어기 안내 다음글 수산물 축제 개최"
    article = clean(f"{head} {SHORT} {tail}", source="dump", native_id="1")
    assert article.body.split() == SHORT.split()
    assert article.title == "한빛부, 어선 감척에 210억 원 투입"
    assert (article.published, article.department) == ("2026-08-21", "어업정책과")
    plain = SHORT.removeprefix("□ ").replace("ㅇ ", "") + " 한빛부는 2024.3.4. 문을 연 상담 창구도 늘린다."
    assert clean(plain, source="dump", native_id="1").body == plain


LINE = "최하늘 기자 sky@saegil.example ⓒ 새길신문 무단전재 금지 새길신문"


@pytest.mark.parametrize(
    ("piece", "parts"),
    [
        ("HOME 홍보 보도자료 새길철도, 30년 만에 야간 침대열차 부활", ["HOME 홍보 보도자료", "새길철도, 30년 만에 야간 침대열차 부활"]),
        ("청사 안내 헌장 보도자료 홈 / 새길소식 / 보도자료 새길시, 낡은 수도관 모두 바꾼다", ["청사 안내 헌장 보도자료 홈 / 새길소식 / 보도자료", "새길시, 낡은 수도관 모두 바꾼다"]),
        ("홈>도정마당>보도자료 새길도, 빈 사택 26동 새 단장", ["홈>도정마당>보도자료", "새길도, 빈 사택 26동 새 단장"]),
        ("보안 “공유기 취약점 긴급 패치하세요”…대상 14종", ["보안", "“공유기 취약점 긴급 패치하세요”…대상 14종"]),
        ("폐교가 마을 도서관으로 다시 태어난다 최하늘", ["폐교가 마을 도서관으로 다시 태어난다", "최하늘"]),
        ("폐교가 마을 도서관으로 다시 태어난다 새길신문", ["폐교가 마을 도서관으로 다시 태어난다", "새길신문"]),
        ("기고 사회 폐교가 마을 도서관으로 다시 태어난다 최하늘", ["기고 사회", "폐교가 마을 도서관으로 다시 태어난다", "최하늘"]),
        ("| 본지 14면 글자 크기 인쇄 이메일 페이스북 영도의 문 닫은 학교가 시험장으로 바뀐다.", ["| 본지 14면 글자 크기 인쇄 이메일 페이스북", "영도의 문 닫은 학교가 시험장으로 바뀐다."]),
        # a headline, or a sentence, that begins with the name of a section
        ("청소년 도박 상담 5년 새 4배로 늘어", ["청소년 도박 상담 5년 새 4배로 늘어"]),
        ("서민금융 상담 한 번으로 채무조정까지", ["서민금융 상담 한 번으로 채무조정까지"]),
        ("새길시, 교육 환경 예산 두 배로 늘려", ["새길시, 교육 환경 예산 두 배로 늘려"]),
        ("환경 교육 예산을 두 배로 늘린다고 밝혔다.", ["환경 교육 예산을 두 배로 늘린다고 밝혔다."]),
        ("누리집과 이메일 페이스북으로도 신청을 받는다.", ["누리집과 이메일 페이스북으로도 신청을 받는다."]),
        ("새 청사에서 맞은 첫 번째 이사회", ["새 청사에서 맞은 첫 번째 이사회"]),
        ("폐교가 마을 도서관으로 다시 태어난다 한빛일보", ["폐교가 마을 도서관으로 다시 태어난다 한빛일보"]),
        ("정치 경제 사회", ["정치 경제 사회"]),
    ],
)  # fmt: skip
def test_menus_and_names_are_cut_off_a_headline(piece, parts):
    assert one_line_heads.parted(piece, f"{piece} {LINE}") == parts


def test_many_owners_and_names_on_one_line_cost_no_more_than_their_length():
    many = BODY + "무단 전재 금지가" * 1200
    assert "".join("".join(one_line.cut(many)).split()) == "".join(many.split())
    names = "".join(f"한빛시 예산 크게 늘려 김하{chr(0xAC00 + at)} 2026.11.22 10:00 " for at in range(2000))
    assert len(one_line.cut(names)) >= 2000


def test_headlines_that_begin_with_a_word_of_labels():
    for title in (
        "담당자 한 명이 민원 끝까지 챙긴다, 새길시 새 제도",
        "전화번호 도용 문자 차단서비스 이용자 30% 늘어",
    ):
        article = clean(
            f"{title}\n2026.11.22 10:00\n{BODY.replace('다. ', '다.' + chr(10))}", source="d", native_id="1"
        )
        assert (article.title, article.published) == (title, "2026-11-22T10:00:00+09:00")
