"""What an amount of money is: its modifier, unit, role, owner, partner and time."""

from __future__ import annotations

import time

import pytest

from extractors import context, money
from extractors.mention import Agency, Country, Date, Document, ImpliedCountry, Money, Region
from extractors.reading import Reading

MODIFIERS = [
    ("3백만원이 넘지만 면제된다", "over"),
    ("700억 달러까지 늘었다가 줄었다", None),
    ("4천억원까지 불어났다", None),
    ("약 10억원을 들여", "approx"),
    ("약 미화 300만 달러", "approx"),
    ("대략 3천만원", "approx"),
    ("줄잡아 1조원", "approx"),
    ("20억여원의 예산", "approx"),
    ("20여만원을 낸다", "approx"),
    ("30만원가량 싸다", "approx"),
    ("30만 원 정도면", "approx"),
    ("5천만원 내외", "approx"),
    ("1조원 안팎", "approx"),
    ("1억원 남짓", "approx"),
    ("1억원에 가까운 돈", "approx"),
    ("3억원 이상인 주택", "at_least"),
    ("3억원(부부 합산) 이상", "at_least"),
    ("최소 5천만원", "at_least"),
    ("적어도 100만원", "at_least"),
    ("5억원대 이상", "at_least"),
    ("매출 10억원 이하", "at_most"),
    ("월 1만원 이내로", "at_most"),
    ("최대 월 10만원", "at_most"),
    ("최대 30만원을", "at_most"),
    ("기업당 5천만원까지 지원", "at_most"),
    ("5천만 원 한도로", "at_most"),
    ("대출 한도는 3억원", "at_most"),
    ("포상금 최고액 2억원", "at_most"),
    ("상한액 150만원", "at_most"),
    ("1만원권 이하", "at_most"),
    ("5만불 초과", "over"),
    ("350억 달러를 넘어섰다", "over"),
    ("100억불 돌파", "over"),
    ("1조원을 웃도는", "over"),
    ("3억 원을 초과하는", "over"),
    ("2억원 미만", "under"),
    ("1억원에 못 미치는", "under"),
    ("1천억원을 밑돌았다", "under"),
    ("471억원 규모", None),
    ("예약 10만원", None),
    ("100만원을 지원", None),
    ("5만원에서 10만원까지", None),
    ("5억원대", None),
    ("가치를 5천원까지 높였다", None),
    ("총 30억원", None),
]

# All modifiers of a text, in order
MODIFIER_LISTS = [
    ("용역 7억원, 공사 85억원 이상 입찰", ["at_least", "at_least"]),
    ("수출 7천억 달러 및 투자 350억 달러 이상", ["at_least", "at_least"]),
    ("최대 25만원에서 8만원으로 낮춰", ["at_most", "at_most"]),
    ("포상금 최고액 1억원(마약은 3억원)", ["at_most", "at_most"]),
    ("5만원 이상∼10만원 미만", ["at_least", "under"]),
    ("총 30억원을 들여 업체당 1억원 이하로", [None, "at_most"]),
    ("100만 달러(약 13억원)", [None, "approx"]),
]

PER = [
    ("1인당 30만원", "인"),
    ("1인당 최대 30만원", "인"),
    ("업체당 평균 2천만원", "업체"),
    ("1개소당 약 5억원", "개소"),
    ("건당 수수료 500원", "건"),
    ("㎡당 12만원", "㎡"),
    ("1ha당 소득 3,800천원", "ha"),
    ("월 10만원", "월"),
    ("월 최대 10만원", "월"),
    ("월평균 250~300만원", "월"),
    ("매월 20만 원씩", "월"),
    ("연 100만원", "연"),
    ("연간 7,000억 달러", "연"),
    ("연 매출 3억원", "연"),
    ("매년 1조원", "연"),
    ("하루 5만원", "일"),
    ("604.9원/kg", "kg"),
    ("70$/배럴", "배럴"),
    ("5만원(1인당)", "인"),
    ("3월 10만원", None),
    ("'24.5월 168억 달러", None),
    ("12일 10만원", None),
    ("해당 10만원", None),
    ("경로당 난방비 30만원", None),
    ("상당 10억원", None),
    ("총 30억원", None),
]

ROLES = [
    ("공사비는 310억 원가량이다", "budget"),
    ("정부는 새 통신망에 5억 유로를 책정했다", "budget"),
    ("채권국이 빌려준 돈 21억 유로를 돌려받는다", "support"),
    ("단말기는 대당 90만원 안팎이다", "price"),
    ("청사 신축에 4,200억원이 쓰인다", "budget"),
    ("다리를 놓는 데 35억 원이 들어갔다", "budget"),
    ("추가로 42억원이 들 것으로 보인다", "budget"),
    ("올해 예산 471억원을 편성했다", "budget"),
    ("국비 12억원을 투입해 둔치를 정비한다", "budget"),
    ("총사업비 7조 467억 원 규모의 도로 건설", "budget"),
    ("특별교부세 5억원을 교부했다", "budget"),
    ("내년도 정부안은 3조 2천억원이다", "budget"),
    ("소상공인에게 1인당 300만원을 지원한다", "support"),
    ("창업기업에 최대 1억원을 융자한다", "support"),
    ("월 10만원까지 상품권으로 환급해 준다", "support"),
    ("가구당 50만원의 재난지원금", "support"),
    ("보증 한도를 5억원으로 높인다", "support"),
    ("소득공제 한도는 300만원", "support"),
    ("청년에게 장학금 200만원을 지급", "support"),
    ("국내 기업이 30억 달러 규모의 원전 설비를 수주했다", "contract"),
    ("아파트 건설공사 1,631억원을 입찰에 부친다", "contract"),
    ("업체와 12억원에 계약을 체결했다", "contract"),
    ("외국 기업이 6억 유로를 투자하기로 했다", "investment"),
    ("2,000억원 규모의 펀드를 조성한다", "investment"),
    ("투자유치 실적 345억 달러", "investment"),
    ("모태펀드가 1,000억원을 출자한다", "investment"),
    ("수출 184억 달러를 기록했다", "trade"),
    ("무역수지는 23억 달러 흑자", "trade"),
    ("수입은 167억 달러로 늘었다", "trade"),
    ("5백만불 수출탑을 받았다", "trade"),
    ("매출액 400억원 이하 기업", "revenue"),
    ("영업이익이 1조 2천억원에 이른다", "revenue"),
    ("국세수입은 300조원이다", "revenue"),
    ("입장료는 3천원이다", "price"),
    ("평균가격은 731.5원/kg이다", "price"),
    ("대당 25만원의 수수료를 받는다", "price"),
    ("아파트 공시가격 6억원", "price"),
    ("과태료 300만원을 부과한다", "penalty"),
    ("과징금 144억원을 물렸다", "penalty"),
    ("3천만원 이하의 벌금에 처한다", "penalty"),
    ("태풍으로 재산피해 120억원이 났다", "effect"),
    ("연간 50억원의 비용 절감 효과", "effect"),
    ("공금 3억원을 횡령한 혐의", "effect"),
    ("국가채무는 1,000조원이다", "other"),
    ("뇌물 5천만원을 받은 혐의", "other"),
    ("평균 연봉 6천만원", "other"),
    ("신고 포상금 1억원", "other"),
    ("성금 2천만원을 기부했다", "other"),
]


def filled(text: str, title: str | None = None) -> list[Money]:
    reading = Reading.of(Document(text, title=title))
    return context.fill(reading, money.find(reading), [], [], [], [])


def one(text: str) -> Money:
    (found,) = filled(text)
    return found


@pytest.mark.parametrize(("text", "modifier"), MODIFIERS)
def test_modifier(text: str, modifier: str | None) -> None:
    assert one(text).modifier == modifier


@pytest.mark.parametrize(("text", "modifiers"), MODIFIER_LISTS)
def test_modifiers_of_neighbours(text: str, modifiers: list[str | None]) -> None:
    assert [m.modifier for m in filled(text)] == modifiers


@pytest.mark.parametrize(("text", "per"), PER)
def test_the_unit_that_an_amount_is_for(text: str, per: str | None) -> None:
    assert one(text).per == per


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_role(text: str, role: str) -> None:
    assert one(text).role == role


def test_each_amount_has_the_role_of_its_own_words() -> None:
    found = filled("예산 50억원을 들여 1인당 100만원을 지원하고, 위반하면 과태료 10만원을 물린다.")
    assert [m.role for m in found] == ["budget", "support", "penalty"]


def test_a_gloss_has_the_role_of_what_it_explains() -> None:
    assert [m.role for m in filled("수출은 30억 달러(한화 약 4조 2천억 원)였다")] == ["trade", "trade"]


def test_a_row_without_words_goes_on_with_the_role_above() -> None:
    assert [m.role for m in filled("수출탑 수상 기업\n7천만불\n3천만불", "수출의 날")] == ["trade", "trade"]


def test_the_title_speaks_where_the_text_is_silent() -> None:
    assert [m.role for m in filled("가업체 3억원", "불공정 행위에 과징금")] == ["penalty"]


def test_silence_gives_no_role() -> None:
    assert one("서랍에서 3만원이 나왔다").role is None


def at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def agency(text: str, name: str) -> Agency:
    start, end = at(text, name)
    return Agency(
        start=start, end=end, text=name, rule="test", agency_id=f"id:{name}", name=name, kind="central"
    )


def country(text: str, name: str, code: str) -> Country:
    start, end = at(text, name)
    return Country(start=start, end=end, text=name, rule="test", code=code)


def year(text: str, words: str, first: str, last: str) -> Date:
    start, end = at(text, words)
    return Date(
        start=start,
        end=end,
        text=words,
        rule="test",
        date_start=first,
        date_end=last,
        granularity="year",
        reference="absolute",
    )


def placed(
    text: str,
    dates: list[Date],
    agencies: list[Agency],
    countries: list[Country | Region | ImpliedCountry],
    sender: str | None = None,
) -> list[Money]:
    reading = Reading.of(Document(text, sender=sender))
    return context.fill(reading, money.find(reading), dates, agencies, countries, [])


OWNERS = [
    ("산림청은 올해 예산 30억원을 편성했다.", ["산림청"], "id:산림청"),
    ("산림청(청장 김하늘)은 30억원을 투입한다.", ["산림청"], "id:산림청"),
    ("해양수산부가 과징금 3억원을 부과했다.", ["해양수산부"], "id:해양수산부"),
    ("통계청에 따르면 예산은 30억원이다.", ["통계청"], None),
    ("산림청은 환경부가 30억원을 투입한다고 밝혔다.", ["산림청", "환경부"], "id:환경부"),
    ("산림청은 수출이 30억 달러라고 밝혔다.", ["산림청"], None),
    ("예산 30억원은 산림청이 쓴다.", ["산림청"], "id:산림청"),
]


@pytest.mark.parametrize(("text", "names", "owner"), OWNERS)
def test_owner(text: str, names: list[str], owner: str | None) -> None:
    (found,) = placed(text, [], [agency(text, name) for name in names], [])
    assert found.agency_id == owner


def test_a_text_that_a_body_opens_tells_of_its_own_budget() -> None:
    text = "산림청은 숲을 가꾼다. 예산 30억원을 편성했다."
    (found,) = placed(text, [], [agency(text, "산림청")], [])
    assert (found.agency_id, found.agency) == ("id:산림청", "산림청")


def test_a_body_of_another_sentence_owns_no_trade() -> None:
    text = "산림청은 숲을 가꾼다. 목재 수출은 30억 달러다."
    (found,) = placed(text, [], [agency(text, "산림청")], [])
    assert found.agency_id is None


def test_the_sender_is_told_by_its_listed_name() -> None:
    (found,) = placed("예산 30억원을 편성했다.", [], [], [], sender="산림청")
    assert found.agency == "산림청"
    assert found.agency_id


@pytest.mark.parametrize("sender", ["산림청 산불방지과", "산림청"])
def test_the_body_of_a_unit_is_the_sender(sender: str) -> None:
    (found,) = placed("예산 30억원을 편성했다.", [], [], [], sender=sender)
    assert found.agency == "산림청"


def test_a_unit_alone_is_no_sender() -> None:
    (found,) = placed("예산 30억원을 편성했다.", [], [], [], sender="숲길정비과")
    assert (found.agency_id, found.agency) == (None, None)


def test_both_states_point_to_the_partner() -> None:
    text = "양국은 교역을 300억 달러로 늘린다."
    start, end = at(text, "양국")
    both = ImpliedCountry(start=start, end=end, text="양국", rule="test", code="VN", via="both")
    (found,) = placed(text, [], [], [both])
    assert found.country == "VN"


def test_a_city_points_to_the_partner() -> None:
    text = "하노이에 200만 달러를 지원한다."
    start, end = at(text, "하노이")
    city = ImpliedCountry(start=start, end=end, text="하노이", rule="test", code="VN", via="city")
    (found,) = placed(text, [], [], [city])
    assert found.country == "VN"


def test_the_country_right_before_an_amount_is_its_partner() -> None:
    text = "수출은 중국(130억 달러), 베트남(50억 달러) 순이었다."
    found = placed(text, [], [], [country(text, "중국", "CN"), country(text, "베트남", "VN")])
    assert [m.country for m in found] == ["CN", "VN"]


def test_a_gloss_has_the_partner_and_time_of_what_it_explains() -> None:
    text = "2026년 300만 달러(약 40억원)를 가나에 무상원조로 지원한다."
    dates = [year(text, "2026년", "2026-01-01", "2026-12-31")]
    found = placed(text, dates, [], [country(text, "가나", "GH")])
    assert [(m.country, m.date_start) for m in found] == [("GH", "2026-01-01")] * 2


def test_the_only_country_of_a_sentence_is_its_partner() -> None:
    text = "가나에 학교를 짓는 데 500만 달러를 무상원조로 지원한다."
    (found,) = placed(text, [], [], [country(text, "가나", "GH")])
    assert found.country == "GH"


def test_one_of_several_countries_is_none() -> None:
    text = "가나와 케냐는 공동으로 500만 달러를 지원받는다."
    (found,) = placed(text, [], [], [country(text, "가나", "GH"), country(text, "케냐", "KE")])
    assert found.country is None


def test_korea_is_no_partner() -> None:
    text = "대한민국 수출은 500억 달러다."
    (found,) = placed(text, [], [], [country(text, "대한민국", "KR")])
    assert found.country is None


def test_the_time_right_before_an_amount_is_its_own() -> None:
    text = "펀드는 2025년 81억원에서 2026년 2,000억원으로 늘었다."
    dates = [
        year(text, "2025년", "2025-01-01", "2025-12-31"),
        year(text, "2026년", "2026-01-01", "2026-12-31"),
    ]
    assert [m.date_start for m in placed(text, dates, [], [])] == ["2025-01-01", "2026-01-01"]


def test_a_date_without_a_value_gives_no_time() -> None:
    text = "이날 30억원을 지원했다."
    start, end = at(text, "이날")
    day = Date(
        start=start,
        end=end,
        text="이날",
        rule="test",
        date_start=None,
        date_end=None,
        granularity="day",
        reference="anaphoric",
    )
    (found,) = placed(text, [day], [], [])
    assert (found.date_start, found.date_end) == (None, None)


def test_fill_keeps_spans_and_values() -> None:
    reading = Reading.of(Document("예산 50억원을 들여 1인당 100만원을 지원한다."))
    before = money.find(reading)
    after = context.fill(reading, before, [], [], [], [])
    assert [(m.start, m.end, m.amount) for m in after] == [(m.start, m.end, m.amount) for m in before]


@pytest.mark.parametrize(
    "unit",
    [
        "예산 1억원 ",
        "1억원(약 ",
        "최대 ",
        "'사업",
        "월 월 월 ",
        "1인당 ",
        "가나다라마 ",
        "전년 대비 1% 늘어난 ",
        "1억원을, ",
        "산림청과 ",
        "((((",
        "올해 1억원을 투입하고\n",
        "3억원을 넘는 ",
        "('23) ",
        "('23~",
        "(1회, ",
        "→ '24 3억원 ",
        "(2024년, 1억원",
        "3억원(회), 가 ",
        "산림청과 기관·",
        "산림청에서 ",
    ],
)
def test_long_texts_take_time_in_proportion(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + " 3억원"
    begin = time.process_time()
    filled(text)
    assert time.process_time() - begin < 10
