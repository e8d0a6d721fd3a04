"""Everyday and relative dates: every phenomenon in its spellings, and the words beside them that are none.

The table (tables/everyday_dates.toml) goes from the phenomenon over the publication date to the values.
"""

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.dates import find
from extractors.mention import Date, Document
from extractors.reading import Reading

TABLES = Path(__file__).with_name("tables")
EVERYDAY = tomllib.loads((TABLES / "everyday_dates.toml").read_text(encoding="utf-8"))

NOTHING = {
    "lengths of time": """
        지난 2년 성과를 돌아봤다|최근 10년간 늘었다|향후 5년 계획을 세웠다|앞으로 2주간 쉰다
        한 달 만에 재개했다|3년 연속 흑자다|이틀간 열린다|사흘째 이어졌다|열흘 동안 머물렀다
        보름간 문을 닫는다|일주일 내내 비가 왔다|석 달 동안 조사했다|반년 동안 쉬었다|나흘에 걸쳐 열린다
        하루 만에 끝났다|이틀 연속 올랐다|일주일째 막혔다|닷새 동안 걸었다|지난 이틀 동안 고생했다
        지난 10일간 모았다|지난 2주간 환자가 늘었다|지난 5개월간 조사했다|지난 7일 동안 모았다
        오는 3년간 투자한다|2박 3일 일정이다|사흘 밤낮을 새웠다|반나절 걸린다|한 달 살기를 했다
        열흘 붉은 꽃은 없다|하루아침에 바뀌었다|두 달가량 걸린다|한 달여 만이다|엿새 만에 구조됐다
        보름 넘게 이어졌다|열흘 가까이 굶었다|1년 반 걸렸다|4주 과정을 마쳤다|3개월 코스다
        지난 3년 동안 늘었다|지난 30년간 늘었다|지난 6개월 사이 늘었다|최근 한 달 사이 늘었다
        지난 석 달 동안 쉬었다|지난 사흘간 쉬었다|지난 15일간 쉬었다|다가올 100년을 본다|오는 10년간 늘린다
        지난 4년의 임기를 마쳤다|지난 20일간 모았다|지난 2일간 쉬었다|향후 한 달간 지켜본다
    """,
    "counts before other words": """
        3년 전통의 축제다|2년 후배다|한 달 전기료가 올랐다|1년 전액을 돕는다|2년 전문 과정이다
        하루 전력 사용량이다|10년 뒤처졌다|5년 뒤떨어졌다|한 달 후불 요금이다|1년 후원금이다|사흘 뒤척였다
        석 달 전세를 얻었다|일주일 전국 순회에 나선다|한 해 전력 소비량이다|경력 5년 전후가 많다
        일주일 전후가 걸린다|사흘 치 식량이다|한 달 치 약을 탔다|일주일 치 일감이다|보름치 품삯이다
        하루치 물이다|하루 이틀 일이 아니다|한두 해 더 걸린다|서너 달 걸린다|여러 해 걸렸다|수개월 걸린다
        수십 년 이어졌다|1년 365일 연다|하루 앞당겼다|이틀 늦췄다|사흘 앞섰다
    """,
    "counted down": """
        개막을 하루 앞두고 점검했다|개막이 나흘 앞으로 다가왔다|선거를 닷새 앞둔 시장|시험이 한 달 남았다
        마감까지 이틀 남았다|마감 3일 전까지 신청한다|출국 일주일 전에 접종한다|퇴원 2주 뒤 다시 온다
        행사 열흘 전까지 예약한다
    """,
    "what comes again": """
        매년 열린다|해마다 봄에 열린다|매달 5일에 낸다|매월 말 정산한다|매주 화요일 쉰다
        격주 금요일에 모인다|주 2회 운영한다|월 1회 모인다|연 4회 발간한다|하루 세 번 먹는다
        일주일에 두 번 온다|매일 아침 연다|날마다 는다|다달이 낸다|주말마다 붐빈다|월요일마다 쉰다
        매년 3월과 9월 연다|매년 말 연다|매 분기 낸다|분기별로 점검한다|격년으로 연다|일요일은 쉰다
        월요일에는 휴관한다|매주 토요일과 일요일 연다|이틀에 한 번 청소한다|한 달에 두 번 모인다
        1년에 한 번 받는다|매달 첫째 주 수요일에 모인다|매년 2월 셋째 주 일요일에 연다
        수요일은 가정의 날이다|금요일엔 일찍 끝난다|토요일 오전에는 문을 연다|평일과 토요일에 연다
        토요 장터를 연다|금요 음악회를 연다|월화 드라마를 찍는다|평일 낮에만 연다|월요병을 앓는다
        해마다 이맘때 핀다|매 분기 말 정산한다|매주 금요일과 토요일 밤 연다|매주 월~금요일 연다
        사흘마다 바꾼다
    """,
    "vague": """
        최근 늘었다|현재 진행 중이다|향후 검토한다|앞으로 늘린다|당시 상황을 설명했다|이후 줄었다
        그동안 미뤘다|조만간 발표한다|연내 끝낸다|요즘 인기다|오늘날 사회는 다르다|옛날 모습 그대로다
        훗날 알려졌다|머지않아 열린다|언젠가 돌아온다|예년보다 춥다|지난날을 돌아봤다|작금의 현실이다
        장래가 밝다|근래 드문 일이다|그제야 알았다|얼마 전 문을 열었다|오래전 일이다|곧 문을 연다
        방금 끝났다|지금 열린다|아까 떠났다|얼마 뒤 돌아왔다|한참 뒤 돌아왔다|잠시 뒤 열린다
        일찍이 없던 일이다|예전 모습이다|그때 그 자리다|이때 문이 열렸다|한때 붐볐다|그 무렵 마을이 생겼다
        그 뒤 줄었다|그 전까지 없었다|요사이 늘었다|임기 말 과제다|정권 초기에 나왔다
        경기 후반 두 골을 넣었다|세기말 분위기다|중반부를 넘겼다|학기말 시험을 본다|몇 월 며칠인지 모른다
        그제서야 문을 열었다|지난번 회의와 같다|다음번에 논의한다|이번 차례다
    """,
    "stretches without a name in the calendar": """
        다음 학기에 연다|이번 학기 성적이다|지난 시즌 우승했다|다음 시즌을 준비한다|지난 정부에서 만들었다
        이번 정부 들어 늘었다|지난 대선에서 졌다|이번 회기에 다룬다|지난 회차 문제다|두 시간 뒤 도착했다
        10분 전 떠났다|세 시간 전에 떠났다|기한이 3일 지난 우유를 버렸다|2주 지난 음식이다
        수술 전날에는 누구나 굶어야 한다|접종 당일에는 누구나 샤워를 피한다|주문하면 다음 날 물건을 받는다
        접수 당일에도 끝날 수 있다|당일 또는 숙박형 체험이다|당일 일정으로 다녀올 수 있다
        신청일 다음 날부터 계산한다|매매 대금은 매입일 익일(D+1)에 준다
        예약 당일에 취소하면 돈을 돌려받지 못한다|상한 음식을 먹으면 이튿날 탈이 난다
    """,
    "ages and anniversaries": """
        만 19세 청년|제50주년 행사|100일 잔치|개관 10주년을 맞았다|3년 차 직원|20대 청년|백일잔치를 열었다
        2학년 학생|5년생 소나무
    """,
    "rates": """
        월 10만원을 낸다|연 3% 이자를 준다|주 52시간 일한다|하루 평균 500명이 온다|1일 3회 먹는다
        일 200톤을 처리한다|연 2만 명이 찾는다|월 300만 원 이하다|주 5일 근무한다|주당 40시간이다
    """,
    "words that only look like days": """
        내일배움카드를 받았다|청년내일저축계좌에 들었다|내일채움공제에 들었다|당일치기 여행을 간다
        당일배송을 맡는다|다음 날개를 편다|다음 날씨 소식이다|같은 날씨가 이어진다|모래 축제를 연다
        단어제시 방식|용어제정위원회|영어제목을 붙였다|종이날개를 달았다|로그날짜를 적는다|오전날씨는 맑다
        금일봉을 건넸다|현금일 때만 받는다|명일동 주민|시내일주 버스|더 나은 내일을 꿈꾼다
        희망찬 내일을 연다|보름달이 떴다|하루살이 떼|백일장을 연다|오일장에 간다|일일 찻집을 열었다
        작심삼일로 끝났다|그날그날 정한다|가는 해를 보낸다|오는 손님을 맞는다|전일제 근무다|배당일을 정했다
        정말일까|날짜는 미정이다|동일 차입자에게 빌려줬다|동일한 조건이다|모레노 감독이 왔다
    """,
    "words that only look like weeks": """
        이번 주제는 물이다|다음 주자로 나섰다|이번 주민투표는 무효다|다음 주소로 보낸다|이번 주요 과제다
        지난 주최 측이 밝혔다|이번 주총에서 정했다|다음 주문을 받는다|이번 주인공이다
        지난 주자에 이어 뛰었다|이번 주력 상품이다|금주 캠페인을 벌인다|금주구역을 늘린다|차주의 신용을 본다
        전주 한옥마을을 찾았다|전주시가 나섰다|자리를 내주고 물러났다|길을 내주었다|차주가 차를 옮겼다
        다음 주차장을 찾는다|이번 주택 공급안|이번 주유소 검사|다음 주춧돌을 놓는다|이번 주꾸미 잔치
        이번 주방 공사|다음 주례를 맡는다|이번 주거 대책|이번 주관 기관|다음 주류 박람회|이번 주행 시험
        이번 주차 단속|다음 주무 부처|이번 주변 정리|전주보다 익산이 작다|전주와 익산을 잇는다
        열쇠를 내주기로 했다|자료를 내주지 않았다|길을 내주면 된다|차주와 채권자|이번 주삿바늘
        다음 주파수 경매|이번 주자들|이번 주심 판정|다음 주춤했던 종목|지난 주역들|이번 주무관
        지난 주정차 단속|이번 주식 거래|다음 주연 배우|이번 주장 완장|이번 주도권 다툼|지난 주연 배우
        다음 주변국
    """,
    "words that only look like months": """
        다음 달리기 대회|이번 달빛 기행|같은 달걀이라도 다르다|들판을 내달렸다|내달리는 말
        전월세 신고를 받는다|이달걸 씨가 말했다|감사패를 전달했다|월급이 올랐다|월드컵에 나간다
        월세를 지원한다|다음 달성 목표|이번 달동네 사업|이번 달팽이 잔치|지난 달맞이 잔치|다음 달집태우기
        이번 달성군 행사|다음 달서구 행사|지난 달구벌 잔치|힘껏 내달려 이겼다|같은 달리기 모임|그 달빛 아래
        다음 달인을 찾는다|내달린 끝에 이겼다|동년배 친구|이번 달음질|지난 달집|다음 달나라 여행
        이번 달걀값 대책|이번 달러 강세|다음 달력을 만든다|지난 달력을 모은다|같은 달인이라도 다르다
        물품 전달식|시간을 내달라고 부탁했다|다음 달라진 점이다|이번 달라진 규정이다
        자료를 내달라는 요청이다
    """,
    "words that only look like years": """
        신청하러 올 수 있다|다시 올 사람이 없다|올바른 방법이다|올리브를 심었다|올림픽에 나간다
        올챙이를 잡았다|제작년도를 적는다|시작년도를 적는다|같은 해석을 내놨다|같은 해결책이다
        같은 해외 지사|올곧은 사람|연말정산을 한다|연초 제조업을 한다|돌아올 때 산다|다가올 미래를 본다
        다음 해결 과제다|지난 해커톤 우승팀|이번 해커톤 주제|다음 해안도로 구간|같은 해녀 모임
        다음 해설을 맡는다|지난 해녀 잔치|같은 해역에서 잡았다|다음 해답을 찾는다|같은 해수욕장
        지난 해빙기 점검|이번 해수면 조사|다음 해상도로 찍는다|지난 해저 지진|같은 해시태그|지난 해고 노동자
        다음 해제 구역|지난 해운 위기|같은 해변을 걸었다|지난 해양 조사|이번 해상 훈련|지난 해상 사고
        지난 해외 순방|올 곳이 없다|반기를 들었다|올이 풀렸다|올 풀린 옷이다|올 뉴 모델을 냈다
        올 스타전에 나간다|올 A를 받았다|분기점을 돌았다
    """,
    "days and what is done in all of them": """
        5일 전체 일정을 짰다|3일 전수 조사를 했다
    """,
}
#: How large the table is at least.
SPELLINGS_AT_LEAST, PHENOMENA_AT_LEAST, NOTHING_AT_LEAST = 1000, 150, 300


def examples(table: dict[str, dict[str, dict[str, list[str]]]]) -> Iterator[tuple[str, str, str, str]]:
    """Phenomenon, publication date, values and marked text of every spelling."""
    for phenomenon, by_date in table.items():
        for published, by_value in by_date.items():
            for values, lines in by_value.items():
                yield from ((phenomenon, published, values, line) for line in lines)


def read(text: str, published: str) -> list[Date]:
    return find(Reading.of(Document(text, None if published == "none" else published)))


def ends(date: Date) -> str:
    """A value as the table writes it, in full: two days, an open end empty, "-" for null."""
    both = f"{date.date_start or ''}..{date.date_end or ''}"
    return "-" if both == ".." else both


def in_full(value: str) -> str:
    """A value of the table with both its days: "2024-02" is 2024-02-01..2024-02-29."""
    if value == "-" or ".." in value:
        return value
    year, _, rest = value.partition("-")
    if not rest:
        return f"{year}-01-01..{year}-12-31"
    if "-" in rest:
        return f"{value}..{value}"
    return f"{value}-01..{value}-{monthrange(int(year), int(rest))[1]}"


def check(published: str, values: str, line: str) -> None:
    text, words = re.sub("[«»]", "", line), re.findall("«(.+?)»", line)
    found = read(text, published)
    assert [text[date.start : date.end] for date in found] == words
    assert [ends(date) for date in found] == [in_full(value) for value in values.split()]


def without(kind: str) -> list[str]:
    return [text.strip() for text in NOTHING[kind].replace("\n", "|").split("|") if text.strip()]


@pytest.mark.parametrize(("phenomenon", "published", "values", "line"), list(examples(EVERYDAY)))
def test_spelling(phenomenon: str, published: str, values: str, line: str) -> None:
    """Spans and values of all mentions of a text, as a reader of that day understands them."""
    check(published, values, line)


#: Where a value comes from → phenomena whose spellings all end in such a mention.
REFERENCES = {
    "offset": ["days counted from today", "weeks counted from today", "older words for counts of days"],
    "relative": [
        "today",
        "yesterday",
        "this week",
        "last month",
        "next year",
        "the last such weekday, on a Sunday",
    ],
    "anaphoric": ["the same year", "the same month", "the same day"],
}


@pytest.mark.parametrize(
    ("reference", "published", "line"),
    [
        (reference, published, line)
        for reference, phenomena in REFERENCES.items()
        for phenomenon in phenomena
        for _, published, _, line in examples({phenomenon: EVERYDAY[phenomenon]})
    ],
)
def test_where_the_value_comes_from(reference: str, published: str, line: str) -> None:
    assert read(re.sub("[«»]", "", line), published)[-1].reference == reference


@pytest.mark.parametrize("text", [text for kind in NOTHING for text in without(kind)])
def test_no_date(text: str) -> None:
    assert [date.text for date in read(text, "2025-12-15")] == []


def test_the_table_is_large_and_says_nothing_twice() -> None:
    rows = [(published, line) for _, published, _, line in examples(EVERYDAY)]
    assert len(rows) == len(set(rows)) >= SPELLINGS_AT_LEAST
    assert len(EVERYDAY) >= PHENOMENA_AT_LEAST
    assert sum(len(without(kind)) for kind in NOTHING) >= NOTHING_AT_LEAST
