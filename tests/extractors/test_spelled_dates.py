"""Spelled-out dates: each line is a text with its pieces in «» and what they say, in order."""

import time

import pytest

from extractors.alignment import align
from extractors.dates.parts import Parts, Piece
from extractors.dates.spelled import pieces

# y year, m month, d day, D decade; L lunar; "last" the last day; a range has "~".
EXAMPLES = [
    # years
    ("«이천이십사년»에 문을 열었다.", "y2024"),
    ("«이천이십사 년»에 문을 열었다.", "y2024"),
    ("«이천이십사년도» 결산", "y2024"),
    ("«천구백구십칠년» 외환위기", "y1997"),
    ("«일천구백구십칠년» 겨울", "y1997"),
    ("«천구백 팔십팔 년» 서울 대회", "y1988"),
    ("«이천십년»에 태어난", "y2010"),
    ("«이천오년»부터 시행됐다.", "y2005"),
    ("«이천공팔년»에 시행됐다.", "y2008"),
    ("«이천이십년»까지", "y2020"),
    ("«이공이사년» 신년사", "y2024"),
    ("«일구팔칠년»의 함성", "y1987"),
    ("지난 «2천24년» 완공됐다.", "y2024"),
    ("지난 «2천8년» 완공됐다.", "y2008"),
    ("«천9백97년»에 낸 책", "y1997"),
    ("«1천9백50년» 전쟁이 나자", "y1950"),
    ("«천구백97년» 당시", "y1997"),
    ("«천오백구십이년» 왜군이", "y1592"),
    ("«이천년» «삼월»에", "y2000 m3"),
    ("«이천이십오년» «시월» «삼일»", "y2025 m10 d3"),
    ("서기 «이천이십육년»«일월» «일일»", "y2026 m1 d1"),
    # decades
    ("«구십년대» 초반의 노래", "D90"),
    ("«팔십 년대» 학번", "D80"),
    ("«천구백팔십년대» 건축", "D1980"),
    ("«이천년대» 들어", "D2000"),
    ("«이천십년대»", "D2010"),
    ("«2천년대» 초", "D2000"),
    # a month and its day
    ("«삼월» «십오일» 개막", "m3 d15"),
    ("«십이월» «이십오일»에 만나요.", "m12 d25"),
    ("«삼월» «일일» 서울에서", "m3 d1"),
    ("«시월» «삼일»까지 접수한다.", "m10 d3"),
    ("«시월» «이십육일» 밤", "m10 d26"),
    ("«유월» «십일»", "m6 d10"),
    ("«유월» «이십오일» 새벽", "m6 d25"),
    ("«육월» «십일일»에", "m6 d11"),
    ("«사월» «십구일»의 거리", "m4 d19"),
    ("«오월» «십팔일» 광주", "m5 d18"),
    ("«칠월» «삼십일일»부터", "m7 d31"),
    ("«십일월» «삼십일»은", "m11 d30"),
    ("«십일월» «십일일»을", "m11 d11"),
    ("«팔월» «십오일»자 신문", "m8 d15"),
    ("«팔월»«십오일»", "m8 d15"),
    ("«이월» «이십팔일» 졸업식", "m2 d28"),
    ("«일월» «오일» 오전 열 시", "m1 d5"),
    ("3월 «십오일»에 만났다.", "d15"),
    # months alone, where the surroundings say so
    ("«시월» 초에 열린다.", "m10"),
    ("«오월» 말까지 마친다.", "m5"),
    ("«구월» 중순이면", "m9"),
    ("«이월» 하순에 졸업한다.", "m2"),
    ("«유월»에는 비가 잦았다.", "m6"),
    ("«칠월»부터 오른다.", "m7"),
    ("«팔월»까지 이어진다.", "m8"),
    ("«사월» 한 달 동안", "m4"),
    ("«시월»의 마지막 밤", "m10"),
    ("«오월» 어느 날", "m5"),
    ("«삼월» 첫째 주에", "m3"),
    ("«유월» 마지막 금요일", "m6"),
    ("지난 «오월» 문을 열었다.", "m5"),
    ("오는 «구월» 개교한다.", "m9"),
    ("올해 «삼월» 입학한", "m3"),
    ("올 «시월» 개통한다.", "m10"),
    ("지난해 «시월»의 일이다.", "m10"),
    ("2024년 «유월» 준공", "m6"),
    ("«십이월»의 하늘", "m12"),
    ("«십일월» 수능이", "m11"),
    ("«삼월»~«오월»에 모은다.", "m3 m5"),
    # lunar months and days
    ("«섣달»«그믐» 밤", "m12L lastL"),
    ("«섣달» «그믐날»에", "m12L lastL"),
    ("«섣달» «스무이튿날»", "m12L d22L"),
    ("«동짓달» 긴긴밤", "m11L"),
    ("«동짓달» «초하루»에", "m11L d1L"),
    ("«정월» «초하루»부터", "m1L d1L"),
    ("«정월»에 눈이 오면", "m1L"),
    ("음력 «정월»의 풍속", "m1L"),
    ("«팔월» «보름»에 뜬 달", "m8 d15L"),
    ("«칠월» «보름날» 장터", "m7 d15L"),
    ("«구월» «초닷새»에", "m9 d5L"),
    ("«시월» «초사흗날»", "m10 d3L"),
    ("«삼월» «열이레»에", "m3 d17L"),
    ("«이월» «초하루»의 풍습", "m2 d1L"),
    ("10월 «초사흘» 제사", "d3L"),
    ("음력 8월 «보름»에", "d15L"),
    ("«사월» «초여드레»는", "m4 d8L"),
    # Chinese units
    ("«2021年» «5月» «3日» 서명", "y2021 m5 d3"),
    ("«2021年»«5月»", "y2021 m5"),
    ("올 «5月» 수출", "m5"),
    ("«'21年» 실적", "y21"),
    ("«2023~25年» 계획", "y2023~25"),
    ("«9~11月» 평균", "m9~11"),
    ("«12月» «24~26日» 휴관", "m12 d24~26"),
    ("«二〇二四年» «三月» «十五日»", "y2024 m3 d15"),
    ("«二千二十四年»«三月»", "y2024 m3"),
    ("«一九九七年» «十二月»", "y1997 m12"),
    ("«正月» 풍속", "m1L"),
    ("«2024年度» 예산", "y2024"),
    ("«15日» 개막", "d15"),
    ("«2~6日» 휴장", "d2~6"),
    ("«五月»«五日»", "m5 d5"),
]

NOTHING = [
    "이월된 예산을 정리했다.",
    "내년 이월 사업비와 이월금",
    "지난해 이월액은 3억원이다.",
    "이월까지 고려한 집행률",
    "예산을 이월하기로 했다.",
    "오월동주의 형국이다.",
    "일월오봉도 병풍을 전시한다.",
    "유월절 어린양",
    "시월드에 들어간 며느리",
    "삼월이와 향단이",
    "사월드 전시장",
    "구월동 로데오거리",
    "삼일절 기념식",
    "삼일운동의 정신",
    "오월 정신을 잇는 단체",
    "오월의 청춘",
    "오일 쇼크와 구일 시장",
    "십오일 동안 머문다.",
    "일일 생산량, 매일 십오일씩",
    "5월 오일 가격이 올랐다.",
    "3월 일일 평균 수출액",
    "오뉴월 감기는 개도 안 걸린다.",
    "윤오월 초하루",
    "천년의 고도, 천 년의 숲",
    "이천년 역사의 도시",
    "천오백년 전 왕국",
    "이천오백 년 전",
    "천구백년 넘게 이어진",
    "이천오년간 이어진",
    "수천 년이 흘렀다.",
    "오천년 역사, 반만년 역사",
    "십년 만에, 이십 년 동안, 백년대계",
    "삼십년 지기 친구",
    "경기 이천시 청년과 소년",
    "학년도와 매년, 내년, 청년, 소년",
    "3年 만에, 10年째",
    "45日 동안, 十五日 여행, 本日 휴업",
    "日月과 歲月",
    "8월 보름 동안 문을 닫는다.",
    "3월 열이레 동안 걸었다.",
    "팔월 보름달이 떴다.",
    "하반기 수십년대계",
    "1월 사업, 2월 일정, 3월 초등학교",
    "12월 이십대 지지율",
    "세월호와 월드컵, 월급",
]


def said(parts: Parts) -> str:
    words = [
        f"y{parts.year}" if parts.year is not None and parts.period is None else "",
        f"D{parts.year}" if parts.period == "decade" else "",
        f"m{parts.month}" if parts.month is not None else "",
        f"d{parts.day}" if parts.day is not None else "",
        parts.part or "",
        "L" if parts.lunar else "",
    ]
    return "".join(words)


def summary(piece: Piece) -> str:
    return said(piece.low) + (f"~{said(piece.high)[1:]}" if piece.high else "")


@pytest.mark.parametrize(("marked", "expected"), EXAMPLES)
def test_pieces(marked: str, expected: str) -> None:
    text = align(marked.replace("«", "").replace("»", "")).text
    found = sorted(pieces(text), key=lambda piece: piece.start)
    shown = text
    for piece in reversed(found):
        shown = f"{shown[: piece.start]}«{shown[piece.start : piece.end]}»{shown[piece.end :]}"
    assert shown == marked
    assert " ".join(summary(piece) for piece in found) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_pieces(text: str) -> None:
    assert list(pieces(align(text).text)) == []


@pytest.mark.parametrize(
    "unit", ["이천이십사년 ", "일이삼사오월", "천 천 년", "十二月", "섣달", "월 초", "이십일일월"]
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begin = time.process_time()
    list(pieces(text))
    assert time.process_time() - begin < 2
