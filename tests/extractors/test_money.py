"""Amounts of money: their spans, values and currencies, and what is none."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import money
from extractors.mention import Document, Money
from extractors.reading import Reading

# text with the amount in ⟦ ⟧, value, currency
EXAMPLES = [
    # won, digits
    ("추경으로 ⟦3조 2,500억 원⟧을 마련했다", 3_250_000_000_000, "KRW"),
    ("올해 예산은 ⟦471억원⟧이다", 47_100_000_000, "KRW"),
    ("국비 ⟦8억 8,930만원⟧을 교부한다", 889_300_000, "KRW"),
    ("총사업비 ⟦2.5조원⟧ 규모", 2_500_000_000_000, "KRW"),
    ("나라살림이 ⟦3경 1,200조원⟧에 달한다", 31_200_000_000_000_000, "KRW"),
    ("연체이자 ⟦2억 4천 7백만 원⟧을 물었다", 247_000_000, "KRW"),
    ("운송비 ⟦8천5백만원⟧", 85_000_000, "KRW"),
    ("상금은 ⟦5백만원⟧입니다", 5_000_000, "KRW"),
    ("총구매액 ⟦9,350백만원⟧", 9_350_000_000, "KRW"),
    ("운임은 ⟦4,370천원⟧으로 내렸다", 4_370_000, "KRW"),
    ("환율은 ⟦1,384.5원⟧에 마감했다", "1384.5", "KRW"),
    ("입장료는 ⟦1000원⟧", 1000, "KRW"),
    ("우편요금 ⟦430원⟧을 낸다", 430, "KRW"),
    ("100걸음당 ⟦1원⟧씩 쌓인다", 1, "KRW"),
    ("단가가 '⟦0원⟧'으로 적혔다", 0, "KRW"),
    ("⟦1만5천원⟧짜리 식권", 15_000, "KRW"),
    ("⟦1만 5,000원⟧", 15_000, "KRW"),
    ("⟦12만3천4백5십원⟧", 123_450, "KRW"),
    ("⟦1조1,828억8,000만원⟧", 1_182_880_000_000, "KRW"),
    ("사업비 ⟦120 억 원⟧", 12_000_000_000, "KRW"),
    ("모두 ⟦20억여원⟧이 들었다", 2_000_000_000, "KRW"),
    ("모두 ⟦20여억원⟧이 들었다", 2_000_000_000, "KRW"),
    ("⟦130여조원⟧에 달하는 시장", 130_000_000_000_000, "KRW"),
    ("과징금 ⟦12억 2900여만 원⟧", 1_229_000_000, "KRW"),
    ("⟦9천여만 원⟧의 세금", 90_000_000, "KRW"),
    ("⟦60만여 원⟧이던 점용료", 600_000, "KRW"),
    ("⟦３００만원⟧을 준다", 3_000_000, "KRW"),
    ("⟦5억원⟧대 아파트", 500_000_000, "KRW"),
    ("⟦1만원⟧권 지폐", 10_000, "KRW"),
    ("국밥 한 그릇 ⟦9천원⟧어치", 9000, "KRW"),
    ("⟦2억 반 원⟧", 250_000_000, "KRW"),
    ("(국비 ⟦8,320억\n원⟧)", 832_000_000_000, "KRW"),
    ("공사 1공구⟦1,631억원⟧을 입찰", 163_100_000_000, "KRW"),
    ("'25년 ⟦81억원⟧에서 시작", 8_100_000_000, "KRW"),
    ("제3조에 따른 ⟦2천만원⟧", 20_000_000, "KRW"),
    # won, right borders without a blank
    ("⟦100억원⟧투입", 10_000_000_000, "KRW"),
    ("⟦100억원⟧조성", 10_000_000_000, "KRW"),
    ("⟦50억원⟧예산", 5_000_000_000, "KRW"),
    ("⟦3억원⟧유치에 성공", 300_000_000, "KRW"),
    ("⟦30만원⟧정도", 300_000, "KRW"),
    ("⟦20만원⟧수준의 월세", 200_000, "KRW"),
    ("연 ⟦640만원⟧의장학금을지급", 6_400_000, "KRW"),
    ("⟦2만원⟧한도에서", 20_000, "KRW"),
    ("⟦3천원⟧할인권", 3000, "KRW"),
    ("⟦5만원⟧장학금", 50_000, "KRW"),
    ("매출 ⟦1조원⟧시대", 1_000_000_000_000, "KRW"),
    ("부채가 ⟦7백억원⟧가량", 70_000_000_000, "KRW"),
    ("⟦500원⟧전후의 가격", 500, "KRW"),
    ("⟦20만원⟧인데도", 200_000, "KRW"),
    # spelled
    ("⟦만원⟧의 행복", 10_000, "KRW"),
    ("⟦백만원⟧을 모았다", 1_000_000, "KRW"),
    ("⟦천원⟧의 아침밥", 1000, "KRW"),
    ("단돈 ⟦천 원⟧에", 1000, "KRW"),
    ("단돈 ⟦일 원⟧도", 1, "KRW"),
    ("일금 ⟦삼천만 원⟧정", 30_000_000, "KRW"),
    ("일금 ⟦이백오십만원⟧정을 영수함", 2_500_000, "KRW"),
    ("약⟦백만원⟧", 1_000_000, "KRW"),
    ("1인당⟦십만원⟧씩", 100_000, "KRW"),
    ("⟦일백이십억 원⟧을 쏟았다", 12_000_000_000, "KRW"),
    ("⟦삼백오십 원⟧", 350, "KRW"),
    ("⟦오백원⟧짜리 동전", 500, "KRW"),
    ("⟦십억원⟧을 기부", 1_000_000_000, "KRW"),
    ("⟦만 오천 원⟧이다", 15_000, "KRW"),
    ("⟦만원⟧짜리 한 장", 10_000, "KRW"),
    ("버스 요금으로 ⟦만원⟧을 냈다", 10_000, "KRW"),
    # vague
    ("⟦수십억원⟧을 가로챘다", None, "KRW"),
    ("⟦몇천원⟧ 아끼려다", None, "KRW"),
    ("⟦몇 만 원⟧이면 된다", None, "KRW"),
    ("⟦십수억 원⟧대", None, "KRW"),
    ("⟦수백만 달러⟧ 규모", None, "USD"),
    ("매년 ⟦수억불⟧에 달한다", None, "USD"),
    # dollars
    ("⟦184억 달러⟧로 늘었다", 18_400_000_000, "USD"),
    ("⟦56.1억달러⟧↑", 5_610_000_000, "USD"),
    ("⟦7천만 불⟧ 수출탑", 70_000_000, "USD"),
    ("⟦5백만불⟧탑을 받았다", 5_000_000, "USD"),
    ("⟦61백만불⟧을 수출", 61_000_000, "USD"),
    ("⟦7.3백만불⟧의 성과", 7_300_000, "USD"),
    ("⟦6천억불⟧은 7번째", 600_000_000_000, "USD"),
    ("⟦100불⟧을 환전", 100, "USD"),
    ("미화 ⟦300만 달러⟧", 3_000_000, "USD"),
    ("⟦50만 미국 달러⟧", 500_000, "USD"),
    ("⟦50만 미달러⟧", 500_000, "USD"),
    ("⟦1달러⟧당 1천", 1, "USD"),
    ("⟦2달러 50센트⟧", "2.5", "USD"),
    ("⟦45센트⟧가 올랐다", "0.45", "USD"),
    ("⟦백만 달러⟧의 사나이", 1_000_000, "USD"),
    ("⟦300만 달러⟧어치", 3_000_000, "USD"),
    # other dollars
    ("⟦7억 홍콩달러⟧", 700_000_000, "HKD"),
    ("⟦300만 캐나다 달러⟧를", 3_000_000, "CAD"),
    ("⟦1,200만 호주달러⟧", 12_000_000, "AUD"),
    ("⟦5천만 싱가포르 달러⟧", 50_000_000, "SGD"),
    ("⟦20억 대만달러⟧", 2_000_000_000, "TWD"),
    # other currencies
    ("⟦6억 유로⟧를 투자", 600_000_000, "EUR"),
    ("⟦3,500만 엔⟧을 모금", 35_000_000, "JPY"),
    ("⟦100엔⟧당", 100, "JPY"),
    ("⟦1조 위안⟧ 규모", 1_000_000_000_000, "CNY"),
    ("⟦500억 위안⟧화 채권", 50_000_000_000, "CNY"),
    ("영국은 ⟦3억 파운드⟧를 낸다", 300_000_000, "GBP"),
    ("런던 지하철 요금은 ⟦5파운드⟧다", 5, "GBP"),
    ("⟦8천만 루블⟧", 80_000_000, "RUB"),
    ("⟦200만 스위스프랑⟧", 2_000_000, "CHF"),
    ("⟦5억 루피⟧", 500_000_000, "INR"),
    ("⟦3조 루피아⟧", 3_000_000_000_000, "IDR"),
    ("⟦70만 바트⟧의 벌금", 700_000, "THB"),
    ("⟦25만 링깃⟧", 250_000, "MYR"),
    ("베트남에서 ⟦500만 동⟧을", 5_000_000, "VND"),
    ("⟦120만 베트남 동⟧", 1_200_000, "VND"),
    ("필리핀 정부는 ⟦900만 페소⟧를", 9_000_000, "PHP"),
    ("⟦900만 멕시코 페소⟧", 9_000_000, "MXN"),
    ("⟦100만 페소⟧가 든다", 1_000_000, None),
    ("⟦2억 디르함⟧", 200_000_000, "AED"),
    ("튀르키예 ⟦10억 리라⟧", 1_000_000_000, "TRY"),
    ("폴란드가 ⟦5억 즐로티⟧를", 500_000_000, "PLN"),
    ("카자흐스탄 ⟦3억 텡게⟧", 300_000_000, "KZT"),
    ("북한돈 ⟦5천원⟧", 5000, "KPW"),
    ("소득이 ⟦4,950비르⟧로 늘었다", 4950, "ETB"),
    ("⟦5천 타카⟧를 벌었다", 5000, "BDT"),
    # signs and codes
    ("⟦$300⟧", 300, "USD"),
    ("⟦US$ 3.5 billion⟧", 3_500_000_000, "USD"),
    ("⟦$300만 달러⟧", 3_000_000, "USD"),
    ("유가는 ⟦70.5$⟧/배럴", "70.5", "USD"),
    ("⟦€6천억⟧ 기금", 600_000_000_000, "EUR"),
    ("⟦€500m⟧", 500_000_000, "EUR"),
    ("⟦€5000만⟧ 이상", 50_000_000, "EUR"),
    ("⟦£2.1bn⟧", 2_100_000_000, "GBP"),
    ("⟦¥100억⟧", 10_000_000_000, "JPY"),
    ("⟦￦ 10,000⟧", 10_000, "KRW"),
    ("⟦₩10,000원⟧", 10_000, "KRW"),
    ("⟦HK$1,200⟧", 1200, "HKD"),
    ("⟦USD 300만⟧", 3_000_000, "USD"),
    ("budget of ⟦KRW 645 million⟧ for roads", 645_000_000, "KRW"),
    ("⟦50만 USD⟧를", 500_000, "USD"),
    ("⟦1,000KRW⟧", 1000, "KRW"),
    ("⟦20 EUR⟧", 20, "EUR"),
    # as people type
    ("수강료 ⟦12.500원⟧", 12_500, "KRW"),
    ("매출 ⟦수 억원⟧", None, "KRW"),
    ("⟦7백 30억 원⟧", 73_000_000_000, "KRW"),
    ("⟦300만 US달러⟧", 3_000_000, "USD"),
    ("⟦10億원⟧", 1_000_000_000, "KRW"),
    ("환율이 ⟦1,380원 50전⟧으로", "1380.5", "KRW"),
    # across a bracket
    ("⟦100억(국비 50억)원⟧이다", 10_000_000_000, "KRW"),
]

# text with the range in ⟦ ⟧, lower, upper, currency
RANGES = [
    ("⟦300~500만원⟧", 3_000_000, 5_000_000, "KRW"),
    ("⟦45만∼55만원⟧", 450_000, 550_000, "KRW"),
    ("⟦400～1,500억원⟧ 이하", 40_000_000_000, 150_000_000_000, "KRW"),
    ("⟦5만원~10만원⟧대", 50_000, 100_000, "KRW"),
    ("⟦20만 원 ~ 30만 원⟧", 200_000, 300_000, "KRW"),
    ("⟦2-3만원⟧", 20_000, 30_000, "KRW"),
    ("⟦1∼2억 원⟧ 한도", 100_000_000, 200_000_000, "KRW"),
    ("⟦8천만~1억원⟧", 80_000_000, 100_000_000, "KRW"),
    ("⟦5천~1만 달러⟧", 5000, 10_000, "USD"),
    ("⟦3천~5천만원⟧", 30_000_000, 50_000_000, "KRW"),
    ("⟦1,000~10만달러⟧ 미만", 1000, 100_000, "USD"),
    ("⟦2~3조 5천억원⟧", 2_000_000_000_000, 3_500_000_000_000, "KRW"),
    ("⟦1조~1조 5천억원⟧", 1_000_000_000_000, 1_500_000_000_000, "KRW"),
    ("⟦3~4원⟧의 차이", 3, 4, "KRW"),
    ("⟦1,500~2,000원⟧", 1500, 2000, "KRW"),
    ("⟦50만 원 내지 100만 원⟧", 500_000, 1_000_000, "KRW"),
    ("⟦5만원에서 10만원⟧까지", 50_000, 100_000, "KRW"),
    ("⟦1억원에서 3억원⟧ 사이", 100_000_000, 300_000_000, "KRW"),
    ("⟦10만원부터 50만원⟧까지 다양", 100_000, 500_000, "KRW"),
    ("⟦100에서 200만원⟧까지", 1_000_000, 2_000_000, "KRW"),
    ("⟦300여~500여만원⟧", 3_000_000, 5_000_000, "KRW"),
    ("⟦10만원에서부터 20만원⟧까지", 100_000, 200_000, "KRW"),
    ("⟦$10~20⟧", 10, 20, "USD"),
    ("⟦€1-2 billion⟧", 1_000_000_000, 2_000_000_000, "EUR"),
    ("⟦₩300~500만⟧", 3_000_000, 5_000_000, "KRW"),
    ("⟦$10~$20⟧", 10, 20, "USD"),
    ("⟦10~20$⟧", 10, 20, "USD"),
    ("⟦수백만~수천만원⟧", None, None, "KRW"),
    ("⟦500~1억원⟧", None, 100_000_000, "KRW"),
]

# changes, lists, glosses: several spans each
SEVERAL = [
    ("10만원에서 20만원으로", ["10만원", "20만원"]),
    ("100만원에서 200만원까지로 늘린다", ["100만원", "200만원"]),
    ("한도를 1억원에서 2억원까지 늘렸다", ["1억원", "2억원"]),
    ("5만원 이상∼10만원 미만", ["5만원", "10만원"]),
    ("3억원과 5억원", ["3억원", "5억원"]),
    ("3억원, 5억원", ["3억원", "5억원"]),
    ("10,20만원", ["20만원"]),
    ("1천만 달러(약 130억원)", ["1천만 달러", "130억원"]),
    ("20억 불(원화 환산 2조 7천억 원)", ["20억 불", "2조 7천억 원"]),
    ("100만 달러~200만 유로", ["100만 달러", "200만 유로"]),
    ("€4300만·€5000만", ["€4300만", "€5000만"]),
    ("70$ 80$", ["70$", "80$"]),
    ("1달러=1,380원", ["1달러", "1,380원"]),
    ("수출 500만불, 수입 30만불", ["500만불", "30만불"]),
    ("4,950원 → 5,016원", ["4,950원", "5,016원"]),
    ("예산 100억원\n- 50억원", ["100억원", "50억원"]),
    ("10만 100만원", ["100만원"]),
    ("공사 5 10억원", ["10억원"]),
]

NOTHING = [
    # bodies, places, people
    "한국개발연구원",
    "국립수목원",
    "서울대병원",
    "수석연구원 2명",
    "회원 30명",
    "직원 20명원탁회의",
    "인천원예농협",
    "수원시",
    "경기 수원",
    "강원도",
    "과수원",
    "일원에서",
    "청와대 일원",
    "사원 모집",
    "신입사원",
    "구원투수",
    "이원화된 창구",
    "일원화",
    "조원철 처장",
    "강백원 국장",
    "백원국 차관",
    "이억원 위원장",
    "위원장 이억원은",
    "창원대로",
    "남원",
    "노원구",
    "천원호 교수",
    "조사원 100명",
    "3조 조원들",
    # nouns that begin with 원
    "제1원전",
    "후쿠시마 제1원전 오염수",
    "1원칙",
    "제1원칙으로",
    "2원화 체제",
    "3원색",
    "0원칙",
    "5만 원아",
    "3만 원생",
    "36만 원주시민",
    "500억 원조",
    "10만 원어민",
    "2만 원정대",
    "3만 원정 응원단",
    "4 원소",
    "100 원격수업",
    "3,129\n원스톱진료기관",
    "1 원인 규명",
    "5원장",
    "20만 원도심 주민",
    "3만 원전 종사자",
    # a full house
    "만원 버스",
    "만원 관중",
    "만원사례",
    "만원 지하철",
    "연일 만원을 이뤘다",
    "객석이 만원이다",
    "경기장은 만원이었다",
    # units alone, tables
    "(단위: 백만원)",
    "(단위 : 천원, %)",
    "(단위:백만 달러,%)",
    "단위: 10억원",
    "(단위 : 건, 억 원)",
    "매출액(백만원)",
    "수출(백만불, %)",
    "(조원)",
    "재산피해(천원)",
    "교역액(억 달러)",
    "[단위: 만원]",
    "억원",
    "조 원",
    "원화",
    "달러화",
    "원/달러 환율",
    "달러 강세",
    # a number without a currency
    "1조 5천억 규모",
    "(80억)",
    "300만 명",
    "1억 건",
    "2조 3항",
    "100만",
    "30%",
    "5만 톤",
    "1,234",
    "수백억 규모",
    # other words that look like currencies
    "2동 주민센터",
    "101동 1203호",
    "720만동",
    "비닐하우스 3동",
    "이동통신",
    "수동적",
    "교육동영상",
    "5유로파",
    "100엔드",
    "3엔진",
    "2020엔 없던",
    "'24엔 달랐다",
    "1만 위안부 피해자",
    "10만 불이익",
    "3불 정책",
    "12.3 불법계엄",
    "5만 불만 접수",
    "이불",
    "삼불회도",
    "어린이 불조심",
    "100파운드 폭탄",
    "무게 300파운드",
    "몸무게 2만 파운드",
    "10만 프랑스 교민",
    "100만 유로존 시민",
    "10랜드마크",
    "5솔루션",
    "3킵",
    "하이엔드",
    "2센트럴파크",
    "EUREKA 3개국",
    "GBPP 2023",
    "USDA 100",
    "AUDIT 2024",
    "CADIZ 3",
    "010-1234-5678",
    "12345678901234567890원",
    # glued to a Hangul word
    "00억원",
    "0,000원",
    "자만원망",
    "수천원망",
    "하만원(000-000)",
    "기억원",
    "구조원",
    "예천원",
    "다만 원하는",
]


def find(text: str) -> list[Money]:
    return money.find(Reading.of(Document(text)))


def marked(text: str) -> tuple[str, int, int]:
    """The text without ⟦ ⟧, and the range between them."""
    start = text.index("⟦")
    end = text.index("⟧") - 1
    return text.replace("⟦", "").replace("⟧", ""), start, end


def decimal(value: int | str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(("text", "value", "currency"), EXAMPLES)
def test_span_value_and_currency(text: str, value: int | str | None, currency: str | None) -> None:
    given_text, start, end = marked(text)
    found = find(given_text)
    assert [(m.start, m.end, m.amount, m.amount_max, m.currency) for m in found] == [
        (start, end, decimal(value), None, currency)
    ]


@pytest.mark.parametrize(("text", "lower", "upper", "currency"), RANGES)
def test_ranges_are_one_span(text: str, lower: int | None, upper: int | None, currency: str) -> None:
    given_text, start, end = marked(text)
    found = find(given_text)
    assert [(m.start, m.end, m.amount, m.amount_max, m.currency) for m in found] == [
        (start, end, decimal(lower), decimal(upper), currency)
    ]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_changes_lists_and_glosses_are_spans_of_their_own(text: str, expected: list[str]) -> None:
    assert [m.text for m in find(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_finds_nothing(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", [text for text, *_ in EXAMPLES])
def test_the_text_of_a_mention_is_its_range(text: str) -> None:
    reading = Reading.of(Document(marked(text)[0]))
    assert all(reading.text[m.start : m.end] == m.text for m in money.find(reading))


@pytest.mark.parametrize(("text", "value", "currency"), EXAMPLES)
def test_a_null_value_has_a_reason(text: str, value: int | str | None, currency: str | None) -> None:
    (found,) = find(marked(text)[0])
    assert (found.reason is not None) == (value is None or currency is None)


def test_tables_are_large_enough() -> None:
    assert len(EXAMPLES) + len(RANGES) >= 120
    assert len(NOTHING) >= 100


WON = st.integers(1, 9999 * 10**12)


def spellings(won: int) -> list[str]:
    """An amount of won as press releases write it."""
    parts = [
        (won // 10**12, "조"),
        (won // 10**8 % 10**4, "억"),
        (won // 10**4 % 10**4, "만"),
        (won % 10**4, ""),
    ]
    blank = " ".join(f"{count:,}{unit}" for count, unit in parts if count)
    glued = "".join(f"{count}{unit}" for count, unit in parts if count)
    return [f"{won:,}원", f"{blank} 원", f"{blank}원", f"{glued}원", f"₩{won:,}"]


@given(WON.filter(lambda won: won >= 10))
def test_any_amount_reads_back_however_it_is_written(won: int) -> None:
    for written in spellings(won):
        assert [(m.text, m.amount) for m in find(f"사업비 {written}을 쓴다")] == [(written, Decimal(won))], (
            written
        )


CONTEXTS = st.sampled_from(
    [
        "",
        "총 ",
        "약 ",
        "(",
        "'",
        "국비 ",
        "예산은 ",
        "1인당 ",
        "7개 과제, ",
        "'26년 ",
        "3월 5일 ",
        "□ ",
        "제2차 ",
    ]
)
AFTERS = st.sampled_from(
    [
        "",
        "을 지원",
        "으로",
        " 규모",
        ")",
        "이상",
        " 미만",
        "씩",
        "대",
        "의 예산",
        ", 20명",
        "이며 ",
        ". 또한",
        "\n",
    ]
)


@given(CONTEXTS, WON.filter(lambda won: won >= 10), AFTERS)
def test_what_stands_around_never_changes_the_value(before: str, won: int, after: str) -> None:
    for written in spellings(won):
        (found,) = find(before + written + after)
        assert (found.text, found.amount, found.start) == (written, Decimal(won), len(before))


@given(st.text("0123456789일이삼십백천만억조수여원달러불엔$€₩~-., ()\n에서까지내지", max_size=60))
def test_mentions_are_sorted_and_apart(text: str) -> None:
    found = find(text)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "1억 ",
        "원",
        "1~",
        "$",
        " ",
        "천",
        "USD",
        "일이삼",
        "1 원가 ",
        "이 원 ",
        "여 원",
        "(1억(",
        ", 원",
    ],
)
def test_long_runs_without_an_amount_are_read_quickly(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begin = time.process_time()
    find(text)
    assert time.process_time() - begin < 3


@pytest.mark.parametrize(
    "unit", ["1원", "1원~", "$1", "만원", "1억원에서 ", "1 원\n", "(1억)원", "1억원까지"]
)
def test_time_grows_with_the_number_of_amounts_only(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    begin = time.process_time()
    find(text)
    assert time.process_time() - begin < 3
