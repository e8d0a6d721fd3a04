"""Who made a piece and its pictures: lines of credits, and sentences that only speak of such people."""

import pytest

from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.bylines import is_byline, writers
from scrapers.boilerplate.captions import is_caption, is_credited, split_glued
from scrapers.boilerplate.kinds import own_kind

BYLINES = [
    "hn@saegil.example 김하늘 기자",
    "김하늘 기자 hn@saegil.example, 이도윤 기자 dy@saegil.example",
    "[김하늘 디지털뉴스 기자 haneul@saegil.example]",
    "◎공감언론 한빛통신 haneul@saegil.example",
    "한빛경제 haneul@saegil.example",
    "SBN 김하늘 (haneul@saegil.example)",
    "[한빛TV 김하늘 haneul@saegil.example]",
    "촬영기자 : 이도윤",
    "영상편집 : 박소미",
    "영상취재: 이도윤, 박소미",
    "디자인 : 우하나",
    "촬영기자:이도윤/영상편집:박소미/그래픽:우하나",
    "[영상취재 이도윤 영상편집 박소미 영상디자인 우하나]",
    "(영상취재: 이도윤·박소미, 편집: 우하나)",
    "<영상취재 : 이도윤>",
    "영상취재기자: 이도윤 | 영상편집: 박소미 | 디지털뉴스팀",
    "<취재 : 푸른마음 대학생 기자 김하늘>",
    "글·사진 김하늘",
    "글/사진=김하늘",
    "글 · 그림 : 김하늘",
    "정리: 한빛브리핑 김하늘",
    "정리=김하늘",
    "행정안전부 정책기자단 3기 김하늘",
    "제15기 국민기자단 김하늘",
    "※ 이 글은 한빛부 블로그 기자단 '안전누리' 5기 김하늘 님이 써 주셨습니다.",
    "본 기사는 대학생 기자단 김하늘 님이 작성했습니다.",
    "* 이 글은 정책기자단 김하늘 기자가 작성하였습니다",
]
NO_BYLINES = [
    "문의: 총무과 apply@saegil.example",
    "이메일 접수 : apply@saegil.example",
    "신청서는 이메일(apply@saegil.example)로 보내면 된다.",
    "한빛경제진흥원 apply@saegil.example 로 신청",
    "디자인 공모전",
    "디자인 : 개선",
    "디자인 : 친환경 소재 사용",
    "촬영 장소 : 남산공원",
    "촬영 : 3월 2일",
    "영상편집 전문가 과정",
    "영상편집 : 20명",
    "촬영기자 모집",
    "□ 촬영기자 : 이도윤",
    "정리: 이번 조치의 핵심은 세 가지다",
    "정리 : 완료",
    "글 쓰는 기자",
    "사진 제공 요청은 대변인실로",
    "취재 : 사전 신청",
    "취재 지원: 홍보담당관",
    "대학생 기자단 모집",
    "정책기자단 3기 발대식",
    "정책기자단 3기 모집",
    "정책기자단 3기 40명",
    "문체부는 정책기자단 15기 김하늘 씨를 만났다.",
    "※ 이 글은 2월 20일 지침 기준이고 나중에 바뀔 수 있습니다.",
    "이 글은 제가 직접 썼습니다.",
    "“이 글은 기자단 학생이 써 주셨습니다”라고 장관이 소개했다.",
    "김하늘 기자가 현장에서 만난 주민들은 걱정이 많았다.",
    "영상취재 이도윤 기자가 드론으로 찍은 화면에는 무너진 둑이 그대로 담겼다.",
    "촬영 이틀째 눈이 내렸다.",
    "기획 의도 : 지역의 이야기를 담는다",
    "한빛TV 김하늘입니다.",
    "그래픽 카드 : 수급난",
    "편집 : 표지",
]


@pytest.mark.parametrize("line", BYLINES)
def test_a_line_of_credits(line):
    assert is_byline(line)


@pytest.mark.parametrize("line", NO_BYLINES)
def test_what_only_speaks_of_writers_and_makers(line):
    assert not is_byline(line)


NAMES = [
    ("<취재 : 푸른마음 대학생 기자 김하늘>", ["김하늘"]),
    ("글·사진 김하늘", ["김하늘"]),
    ("행정안전부 정책기자단 3기 김하늘", ["김하늘"]),
    ("※ 이 글은 한빛부 블로그 기자단 '안전누리' 5기 김하늘 님이 써 주셨습니다.", ["김하늘"]),
    ("SBN 김하늘 (haneul@saegil.example)", ["김하늘"]),
    ("촬영기자 : 이도윤", []),
    ("[영상취재 이도윤 영상편집 박소미 영상디자인 우하나]", []),
    ("◎공감언론 한빛통신 haneul@saegil.example", []),
]


@pytest.mark.parametrize(("line", "expected"), NAMES)
def test_writers_are_named_there_and_makers_of_pictures_are_none(line, expected):
    assert writers(line) == expected


CAPTIONS = [
    "누리호 시험 운항 장면 [사진=산업통상부] 2026.05.27 haneul@saegil.example",
    "한빛항에 들어온 배. [사진=한빛시] 2026.05.27",
    "서울 종로구 정부서울청사 금융위원회. 2020.1.30/한빛경제TV",
    "장관이 인사하고 있다. 2020.1.30/뉴스한빛 ⓒ 뉴스한빛 김하늘 기자",
    "주민들이 모래를 나르고 있다. 2024.8.1 haneul@saegil.example",
    "덕장에 걸린 시래기 (사진제공 양구군청)",
    "새로 심은 나무 [사진 제공: 한빛군]",
    "<쉼터 간판 예시>",
    "< 물길 공사 전경 >",
    "〈새 안내판 사진〉",
    "국외 대피 흐름도. 그래픽=이도윤",
    "한빛대교 조감도. 사진=한빛시",
    "스프링클러 작동 구조(그림=한빛시 소방본부)",
    "대피로 지도 [지도=한빛시]",
    "지난 9일 외암마을에서 이엉을 얹고 있다. 김하늘 기자",
    "한빛병원 응급실 입구. 한빛=김하늘 기자",
    "서울의 한 마트에서 시민들이 과일을 고르고 있다. 정부는 이달에도 할인에 돈을 쓰기로 했다.(사진=한빛뉴스)",
    "관계자들이 의자를 떼어 내고 있다. 이 의자는 로비에 다시 놓인다. ⓒ한빛예술센터",
]
NO_CAPTIONS = [
    "정부는 예산을 늘린다고 밝혔다. 사진=새길시",
    "한빛시는 축제 사진 공모전을 연다.",
    "이 사진은 시민이 제공했다.",
    "촬영은 3월까지 이어진다.",
    "시는 물길을 넓힌다고 밝혔다. 예산은 3억 원이다. (자료: 한빛시)",
    "<신청 방법>",
    "<작성 예시>",
    "< 추진 경과 >",
    "<주요 시정내용>",
    "<계산 사진기>",
    "서류는 사진(사진=3×4㎝)과 함께 낸다.",
    "제출 서류 (사진 2장)",
    "협약식은 2020.1.30/한빛호텔에서 열렸다.",
    "공고 기간. 2020.1.30/2020.2.10",
    "시장은 물길을 넓히고 있다. 그는 “사진을 제공하겠다”고 말했다.",
    "보고서는 흐름도. 그래픽=그림으로 설명했다.",
    "물가가 올랐다. 김하늘 기자",
    "한빛시 가로등을 김하늘 기자가 살폈다.",
    "장관은 집값을 잡고 있다. 그러나 “아직 멀었다”는 말이 나온다.",
]


@pytest.mark.parametrize("line", CAPTIONS)
def test_a_caption_by_its_text(line):
    assert is_caption(line) or is_credited(line)
    assert own_kind(Block(line)) == "caption"


@pytest.mark.parametrize("line", NO_CAPTIONS)
def test_sentences_and_headings_that_are_no_captions(line):
    assert not is_caption(line)
    assert not is_credited(line)


def test_the_sign_off_stays_and_the_credit_behind_it_is_parted():
    line = "SBN 김하늘입니다. <영상취재 : 이도윤>"
    assert split_glued(line) == ("SBN 김하늘입니다.", "<영상취재 : 이도윤>")
    line = "지금까지 한빛시청에서 SBN 뉴스 김하늘입니다.(영상취재: 이도윤, 영상편집: 박소미)"
    assert split_glued(line) == (
        "지금까지 한빛시청에서 SBN 뉴스 김하늘입니다.",
        "(영상취재: 이도윤, 영상편집: 박소미)",
    )
    assert split_glued("시는 영상을 공개했다. <영상 : 한빛시 누리집에서 볼 수 있다>") is None
