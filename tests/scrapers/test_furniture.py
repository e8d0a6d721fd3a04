"""Lines that are furniture by their words, and lines of articles that hold the same words."""

import pytest

from scrapers.boilerplate.furniture import mark


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("가프린트하기공유", "share"),
        ("카카오톡 공유페이스북 공유화면 인쇄주소 복사", "share"),
        ("공감 52 댓글 9", "share"),
        ("좋아요 0화나요 0추가취재 원해요 0", "share"),
        ("쏠쏠정보 11 흥미진진 2 공감백배 30", "share"),
        ("본문듣기 시작", "share"),
        ("텍스트 음성 변환 서비스 사용하기", "share"),
        ("로그인 회원가입 마이페이지", "login"),
        ("로그인하면 기사를 저장하고 댓글을 쓸 수 있습니다.", "login"),
        ("이 사이트는 더 나은 이용 경험을 위해 쿠키를 사용합니다.", "login"),
        ("네티즌 의견", "comments"),
        ("전체기사의견(1)", "comments"),
        ("이 기사에 대한 댓글 이야기 (0)", "comments"),
        ("댓글 쓰기 권한이 없습니다. 로그인 하시겠습니까?", "comments"),
        ("200자까지 쓰실 수 있습니다. (현재 0 byte / 최대 400byte)", "comments"),
        ("새길경제 추천뉴스", "headlines"),
        ("fn 추천", "headlines"),
        ("이 시간 주요 뉴스", "headlines"),
        ("지금 뜨는 뉴스", "headlines"),
        ("오늘의 정책", "headlines"),
        ("이 분야 최신 기사", "headlines"),
        ("[새길핌 베스트 기사]", "headlines"),
        ("핫이슈", "most_read"),
        ("한빛일보 많이 본 뉴스", "most_read"),
        ("이어서 볼 기사: 나루호 녹조, 11월에도 걷히지 않았다", "related"),
        ("함께 보면 좋은 자료", "related"),
        ("Related Articles", "related"),
        ("ⓒ 한빛경제 & hb.example, 무단 전재, 재배포 및 AI학습 이용 금지", "copyright"),
        ("무단 복제 및 수집을 금합니다.", "copyright"),
        ("Blog is powered by Tistory / Designed by hELLO", "copyright"),
        ("이전 글 항공 좌석 점검 결과", "navigation"),
        ("이 페이지의 정보가 도움이 되었나요?", "navigation"),
        ("이 누리집은 대한민국 공식 전자정부 누리집입니다.", "navigation"),
        ("오늘 하루 열지 않기", "advertisement"),
        ("제보는 카카오톡 saegil", "byline"),
        ("◎공감언론 새길시스 sky@saegil.example", "byline"),
        ("브라우저에서만 사용하실 수 있습니다.", "share"),
        ("구독 정보 바꾸기 | 수신거부(Unsubscribe) | 지난 레터 보기", "byline"),
        ("[사진] 샤로수길의 카페 거리.", "caption"),
        ("[한빛청 제공. 재판매 및 DB 금지]", "caption"),
        ("저작자 명시 필수 - 영리적 사용 불가 - 내용 변경 불가", "licence"),
    ],
)
def test_furniture_is_known_by_its_words(line, kind):
    found = mark(line)
    assert found is not None, line
    assert found.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "다음 글에서는 복직 서류를 정리해 볼게요.",
        "이전 기사에서 다룬 것처럼 신청은 두 번 나눠 할 수 있어요.",
        "댓글 쓰기가 무서운 아이들",
        "관련 기사를 낸 신문사는 셋이다",
        "웹툰 무단 복제 막는다",
        "무단 복제를 막는 기술에 30억 원",
        "공유 전동킥보드 주차 구역 1,200곳 늘린다",
        "로그인 없이 쓰는 민원 서비스",
        "지역 경제 살리기",
        "올해 주요 정책",
        "정부 주요 정책 열 가지",
        "지금 우리 학교는",
        "오늘의 날씨",
        "이번 주 새길부 소식",
        "새길군 인기 여행지",
        "핫이슈가 된 요금제",
        "공유 경제",
        "신청서는 담당자에게 sky@hanbit.example 로 낸다",
        "보호수 점검은 나무의사에게 맡긴다",
        "공공기관 한빛진흥공단·새길시장진흥공단·나루신용보증재단중앙회·기술정보진흥원·창업진흥원",
        "한빛부는이번모집에서지원율이저조하게나타난의대생에대해서는관심및지원율제고를위해",
        "많이 본 뉴스의 절반은 짧은 영상이었다",
        "구독 경제의 그늘",
        "카카오톡으로 신고하면 3분 안에 출동한다",
        "한빛부는 댓글 3만 개를 살핀 보고서를 다음 달에 내고 공유 서비스도 연다고 밝혔다.",
        "□ 개인정보 처리방침 평가 결과를 공개",
        "전체",
        "오늘",
        "확인",
        "123 456",
        "새길 한빛 나루",
    ],
)
def test_lines_of_articles_with_the_same_words_are_none(line):
    found = mark(line)
    assert found is None or found.kind == "counters", (line, found)
