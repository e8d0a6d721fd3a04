"""How an amount is qualified, and the unit that it is for, by the words beside it."""

from __future__ import annotations

import pytest

from extractors import money
from extractors.mention import Document, Money
from extractors.money.modifiers import qualify
from extractors.reading import Reading

MODIFIERS = {
    "approx": [
        "약 10억원",
        "약 10억여원",
        "10억여 원",
        "10여억 원",
        "10억 원여",
        "10억원가량",
        "10억원 정도",
        "10억원 안팎",
        "10억원 내외",
        "10억원쯤",
        "10억원 남짓",
        "10억원 전후",
        "10억원 언저리",
        "10억원에 가까운",
        "10억원 가까이",
        "10억원에 육박하는",
        "대략 10억원",
        "줄잡아 10억원",
        "거의 10억원",
    ],
    "at_least": [
        "10억원 이상",
        "10억원이상",
        "10억원(부가세 포함) 이상",
        "10억원어치 이상",
        "10억원부터",
        "최소 10억원",
        "최소한 10억원",
        "최저 10억원",
        "적어도 10억원",
        "적게는 10억원",
        "하한은 10억원",
        "약 10억원 이상",
    ],
    "at_most": [
        "10억원 이하",
        "10억원 이내",
        "10억원 한도로",
        "10억원 범위에서",
        "10억원 범위 내",
        "10억원을 넘지 않는",
        "10억원을 초과하지 않는",
        "10억원까지 지원",
        "최대 10억원",
        "최대 10억원까지",
        "최고 10억원",
        "많아야 10억원",
        "많게는 10억원",
        "최대 월 10만원",
        "월 최대 10만원",
        "1인당 최대 10만원",
        "상한은 10억원",
    ],
    "over": [
        "10억원 초과",
        "10억원을 초과하는",
        "10억원이 넘는",
        "10억원이 넘지만",
        "10억원은 넘을",
        "10억원 넘게",
        "10억원을 훌쩍 넘긴",
        "10억원 돌파",
        "10억원을 상회하는",
        "10억원을 웃도는",
        "10억원을 뛰어넘는",
    ],
    "under": [
        "10억원 미만",
        "10억원에 못 미치는",
        "10억원에도 미치지 못한",
        "10억원을 밑도는",
        "10억원을 하회하는",
        "10억원이 안 되는",
        "10억원도 채 안 되는",
        "10억원이 채 되지 않는",
    ],
    None: [
        "10억원",
        "총 10억원",
        "무려 10억원",
        "고작 10억원",
        "10억원에 그쳤다",
        "10억원에 달하는",
        "10억원에 이르는",
        "10억원 규모",
        "10억원대",
        "10억원 상당",
        "10억원까지로 상향",
        "10억원까지 늘었다",
        "예약 10만원",
        "계약 10만원",
    ],
}

PER = {
    "인": ["1인당 30만원", "1인당 평균 30만원", "2인당 30만원", "1인당 국민소득 3만달러"],
    "명": ["명당 5만원", "1명당 5만원", "한 명당 5만원"],
    "월": [
        "월 10만원",
        "매월 10만원",
        "매달 10만원",
        "한 달 10만원",
        "한달에 10만원",
        "월평균 10만원",
        "10만원/월",
        "월 최대 10만원",
    ],
    "연": [
        "연 3천만원",
        "연간 3천만원",
        "매년 3천만원",
        "해마다 3천만원",
        "연평균 3천만원",
        "1인당 연간 30만원",
    ],
    "일": ["하루 5만원", "일평균 5만원"],
    "건": ["건당 500원"],
    "배럴": ["배럴당 70달러"],
    "kWh": ["500원/kWh"],
    "달러": ["달러당 1,380원"],
    None: [
        "수당 30만원",
        "식당 30만원",
        "부당이득 30억원",
        "해당 30억원",
        "배당 30억원",
        "월급 300만원",
        "연봉 5천만원",
    ],
}


def qualified(text: str) -> Money:
    """The one amount of a text, qualified."""
    reading = Reading.of(Document(f"알려진 바로는 {text} 등이다."))
    (found,) = qualify(reading.text, money.find(reading))
    return found


@pytest.mark.parametrize(
    ("text", "expected"), [(text, name) for name, texts in MODIFIERS.items() for text in texts]
)
def test_modifier(text: str, expected: str | None) -> None:
    assert qualified(text).modifier == expected


@pytest.mark.parametrize(
    ("text", "expected"), [(text, unit) for unit, texts in PER.items() for text in texts]
)
def test_per(text: str, expected: str | None) -> None:
    assert qualified(text).per == expected
