"""Evidence for a country that does not name it: cities and capitals, 양국 and its like."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from extractors import countries
from extractors.lexicon import table
from extractors.mention import Agency, Country, Document, ImpliedCountry, Mention
from extractors.morphemes import analyse
from extractors.reading import Reading

#: Texts with everything that implies a country as ``[surface=code]``, both states of a pair as ``=KR+JP``.
EXAMPLES = """
[하노이=VN]에서 물류 협의회를 열었다.
[오사카=JP] 엑스포장을 찾은 관람객이다.
[도쿄=JP]와 [뉴욕=US]에 사무소를 낸다.
[브뤼셀=BE]에 도착한 대표단이 일정을 시작했다.
[제네바=CH]에서 열린 군축회의에 참석했다.
[프랑크푸르트=DE]발 화물기가 내렸다.
[두바이=AE] 전시장에서 상담회를 했다.
[자카르타=ID] 시내의 학교를 고쳤다.
[호찌민=VN]시와 우호 협약을 맺었다.
[상하이=CN] 무역관이 주관했다.
[런던=GB] 증시가 내렸다.
[워싱턴=US]에서 재무장관을 만났다.
[키이우=UA]의 병원에 발전기를 보냈다.
[아디스아바바=ET] 공항에 내렸다.
[나이로비=KE]에 본부를 둔 기구다.
[울란바토르=MN] 외곽에 숲을 만든다.
[리야드=SA]에서 수출상담회를 연다.
[텔아비브=IL] 노선을 다시 띄운다.
[부에노스아이레스=AR]까지 서른 시간이 걸린다.
[상파울루=BR]의 유통사와 계약했다.
[멕시코시티=MX]에서 회의가 열렸다.
[과테말라시티=GT]에 있는 병원이다.
[프라하=CZ]와 [바르샤바=PL]를 잇는다.
[이스탄불=TR]행 항공편이 결항했다.
[카이로=EG]의 박물관을 지었다.
[카사블랑카=MA] 항만을 둘러봤다.
[요하네스버그=ZA]에서 정상회의가 열렸다.
[타슈켄트=UZ] 현지에서 설명회를 했다.
[알마티=KZ] 총영사관이 안내했다.
[블라디보스토크=RU]로 가는 배편이 끊겼다.
[후쿠시마=JP] 원전의 오염수를 감시한다.
[캘리포니아=US]주와 기후 협력을 한다.
[토론토=CA]와 [밴쿠버=CA]에서 설명회를 했다.
[시드니=AU] 항에 입항했다.
[오클랜드=NZ]에서 한인회를 만났다.
[방콕=TH] 출장 결과를 보고했다.
[마닐라=PH]와 [세부=PH]를 거쳐 귀국했다.
[뭄바이=IN]에 물류센터를 짓는다.
[다카=BD] 시내가 물에 잠겼다.
[파리=FR]에 있는 본부를 찾았다.
[파리=FR] 현지에서 기자들과 만났다.
[교토=JP]의 사찰을 복원했다.
[베이징=CN]에서 공연을 열었다.
[홋카이도=JP]에 큰눈이 내렸다.
[평양=KP]에서 대회가 열렸다고 전했다.
레바논 [트리폴리=LB]의 항만이 부서졌다.
스페인 [발렌시아=ES]에 큰비가 내렸다.
가이아나 [조지타운=GY]에서 만났다.
칠레 [산티아고=CL]에 있는 대사관이다.
파키스탄 [하이데라바드=PK]의 공장이다.
필리핀 [세부=PH]에서 지진이 났다.
인도네시아 [발리=ID]에서 회의를 한다.
[발리=ID] 공항이 닫혔다.
베트남 [후에=VN]의 왕궁을 고쳤다.
중국 [선전=CN]의 기업을 찾았다.
[상해=CN] 총영사가 교민을 만났다.
독일 [본=DE]에서 협상이 열렸다.
오스트리아 [빈=AT]에 도착했다.
프랑스 [니스=FR]와 [칸=FR]을 잇는다.
라트비아 [리가=LV]의 회사와 손잡았다.
페루 [리마=PE]에서 각료회의를 한다.
이집트 [기자=EG]의 유적을 지킨다.
미중 [양국=US+CN]이 관세를 낮췄다.
한일 [양국=KR+JP]은 셔틀외교를 잇는다.
한·베트남 [양국=KR+VN]의 교역이 늘었다.
한국과 캐나다 [양국=KR+CA]은 잠수함 협력을 논의했다.
미국과 이란 [두 나라=US+IR]는 핵 문제를 다뤘다.
한-호주 [양국=KR+AU] 국방장관이 만났다.
러시아와 우크라이나 [양측=RU+UA]이 포로를 바꿨다.
한국과 프랑스 [양 정상=KR+FR]은 성명을 냈다.
외교부 장관은 체코 외교장관과 회담했다. [양국=KR+CZ]은 원전 협력을 넓히기로 했다.
산업부는 카타르와 가스 도입을 논의했다. [양국=KR+QA] 기업의 교류도 돕는다.
국방부 장관은 노르웨이 국방장관을 만났다. [양측=KR+NO]은 방산 협력을 평가했다.
대통령은 룩셈부르크 총리와 정상회담을 했다. [양 정상=KR+LU]은 우주 협력에 합의했다.
중국과 인도가 국경 병력을 물리기로 했다. [양국=CN+IN]은 직항편도 되살린다.
우리나라와 몽골은 협정에 서명했다. [두 나라=KR+MN]의 우정을 다졌다.
스위스와 수교한 지 60년이다. 그동안 [양국=KR+CH] 관계가 깊어졌다.
[베를린=DE]에서 열린 국제가전박람회에 참가했다.
[라스베이거스=US] 전자박람회에서 혁신상을 받았다.
[실리콘밸리=US]의 투자자를 만났다.
[샌프란시스코=US] 총영사관이 주관한다.
[로스앤젤레스=US] 산불로 교민이 대피했다.
[하와이=US] [호놀룰루=US]에서 회의를 한다.
[시카고=US]의 식품박람회다.
[휴스턴=US]에 공장을 둔 회사다.
[뉴욕=US] 유엔본부에서 연설했다.
[제네바=CH] 유엔사무소에서 만났다.
[빈=AT] 주재 국제기구 대표부다.
[헤이그=NL]의 국제형사재판소가 판결했다.
[스트라스부르=FR]의 유럽의회가 결의했다.
[바르셀로나=ES]에서 모바일 전시회가 열렸다.
[마드리드=ES]에 도착했다.
[밀라노=IT] 가구 박람회에 나갔다.
[로마=IT]에서 열린 회의다.
[아테네=GR]에서 성화를 받았다.
[취리히=CH]와 [바젤=CH]의 제약사를 찾았다.
[스톡홀름=SE]에서 시상식이 열렸다.
[오슬로=NO]에서 평화상을 받았다.
[헬싱키=FI] 직항을 띄운다.
[코펜하겐=DK]의 도시재생을 배웠다.
[더블린=IE]에 지사를 둔다.
[에든버러=GB] 축제에 초청됐다.
[부다페스트=HU] 유람선 사고를 기억한다.
[드레스덴=DE]에 공장을 짓는다.
[뮌헨=DE] 안보회의에 참석했다.
[다보스=CH]에서 연설했다.
[바르샤바=PL] 방산 전시회에 갔다.
[부쿠레슈티=RO]에서 계약했다.
[자그레브=HR]와 [류블랴나=SI]를 찾는다.
[모스크바=RU] 공항이 닫혔다.
[상트페테르부르크=RU] 포럼에 불참한다.
[하바롭스크=RU] 노선이 끊겼다.
[사할린=RU] 동포를 초청한다.
[연해주=RU]의 농장을 둘러봤다.
[하르키우=UA]에 공습경보가 울렸다.
[오데사=UA] 항구가 열렸다. 우크라이나 곡물이 나온다.
[광저우=CN] 무역관이 주관한다.
[충칭=CN]의 임시정부 청사를 찾았다.
[하얼빈=CN] 의거 기념식을 한다.
[칭다오=CN] 노선을 늘린다.
[우한=CN]에서 온 교민이다.
[선양=CN] 총영사관이 도왔다.
[옌볜=CN]의 동포 학교다.
[타이베이=TW]와 [가오슝=TW] 노선이다.
[오사카=JP]와 [후쿠오카=JP]를 잇는다.
[삿포로=JP] 눈축제에 갔다.
[니가타=JP] 총영사관이 알렸다.
[쓰시마=JP]에서 배가 뜬다.
[방콕=TH]과 [치앙마이=TH]를 잇는다.
[푸껫=TH]에서 사고가 났다.
[다낭=VN]과 [나트랑=VN] 노선이다.
[비엔티안=LA]에서 아세안 회의를 한다.
[프놈펜=KH]의 경찰과 공조한다.
[양곤=MM]의 공단이 멈췄다.
[쿠알라룸푸르=MY] 공항에서 만났다.
[덴파사르=ID] 공항이 닫혔다.
[첸나이=IN]의 공장을 찾았다.
[벵갈루루=IN] 연구소를 넓힌다.
[콜카타=IN]에 물난리가 났다.
[카라치=PK] 항에서 실었다.
[카트만두=NP]에 지진이 났다.
[카불=AF] 공항에서 탈출했다.
[테헤란=IR] 시내가 조용하다.
[바그다드=IQ] 공항에 내렸다.
[다마스쿠스=SY]를 찾았다.
[베이루트=LB] 항이 폭발했다.
[예루살렘=IL]의 성지를 닫았다.
[라말라=PS]에서 만났다.
[아부다비=AE]의 국부펀드와 맺었다.
[도하=QA]에서 협상이 열렸다.
[무스카트=OM]에서 만났다.
[앙카라=TR]에서 정상회담을 했다.
[트빌리시=GE]에서 시위가 났다.
[바쿠=AZ]에서 기후총회가 열렸다.
[아스타나=KZ]에서 포럼을 연다.
[사마르칸트=UZ]에서 총회가 열린다.
[나이로비=KE]에서 환경총회를 한다.
[아비장=CI]에 본부를 둔 은행이다.
[라고스=NG]에 갔다. 나이지리아 항만을 고친다.
[케이프타운=ZA]에서 회의를 한다.
[마푸투=MZ]에서 사업을 한다.
[보고타=CO]에 무역관을 연다.
[카라카스=VE]가 폭격당했다.
[아바나=CU]에 공관을 연다.
[벨렝=BR]에서 기후총회가 열렸다. 브라질이 의장국이다.
[몬테비데오=UY]에 도착했다.
[오타와=CA]에서 장관을 만났다.
[몬트리올=CA]에 본부를 둔 기구다.
[캔버라=AU]에서 만났다.
[수바=FJ]에서 포럼을 연다.
독일 [쾰른=DE]과 [본=DE]을 잇는다.
이탈리아 [토리노=IT]의 자동차다.
영국 [리즈=GB]에서 온 교수다.
포르투갈 [포르투=PT]에서 만났다.
한중 [양국=KR+CN]은 서해 구조물을 논의했다.
한불 [양국=KR+FR] 정상이 만났다.
한국·싱가포르 [양국=KR+SG]은 원전을 논의했다.
중국과 일본 [양국=CN+JP] 사이가 식었다.
미국과 우크라이나 [양측=US+UA]은 광물협정에 서명했다.
인도와 파키스탄 [두 나라=IN+PK]가 휴전했다.
태국·캄보디아 [양국=TH+KH]이 총을 내렸다.
미·중 [양국=US+CN] 정상이 부산에서 만났다.
이 대통령은 체코 총리와 만나 [양국=KR+CZ] 원전 협력을 논의했다.
장관은 헝가리 외교장관과의 회담에서 [양국=KR+HU]이 배터리로 이어져 있다고 했다.
한국과 필리핀은 자유무역협정을 맺었다. [양국=KR+PH] 교역이 는다.
미국이 중국에 관세를 매겼다. [두 나라=US+CN]의 다툼이 길다.
""".strip().splitlines()

#: Texts in which nothing implies a country.
NOTHING = """
파리협정 이행 계획을 낸다.
파리 협정 제6조를 다룬다.
교토의정서가 채택된 해다.
나고야의정서 이행을 돕는다.
바젤협약에 따라 신고한다.
바젤 위원회 기준을 따른다.
헤이그 협약에 가입했다.
제네바협약을 지킨다.
비엔나 협약에 따른 특권이다.
리스본 조약을 다룬 책이다.
몬트리올 의정서에 따라 줄인다.
뉴욕타임스가 보도했다.
시카고대 교수가 강연했다.
도쿄대 연구팀이 참여했다.
런던고정 금값이 올랐다.
워싱턴포스트의 기사다.
베를린 필하모닉이 온다.
빈 소년합창단이 노래한다.
뉴욕 양키스가 이겼다.
FC 바르셀로나가 이겼다.
맨체스터 유나이티드가 졌다.
스톡홀름 증후군을 연구했다.
파리바게뜨 매장이 문을 열었다.
조지 워싱턴의 전기다.
제인 오스틴의 소설이다.
로마 제국의 길을 다뤘다.
로마 숫자로 적는다.
서울과 부산, 인천을 잇는다.
세종시와 평창군이 함께한다.
제주에서 회의가 열렸다.
출입 기자의 질문에 답했다.
기자 간담회를 연다.
세부 내용은 붙임을 본다.
세부 추진계획을 세웠다.
돼지 천 마리를 옮겼다.
한 마리를 구조했다.
우리 나라 말을 쓴다.
기름이 잘 발리는 종이다.
그럴 리가 없다.
허위 선전을 막는다.
선수들이 선전했다.
개정 시안을 공개했다.
디자인 시안이 나왔다.
상해 진단서를 냈다.
근로자가 상해를 입었다.
회의 후에 발표한다.
본 사업은 국비로 한다.
빈 상가를 고친다.
서류의 빈 칸을 채운다.
지하철 두 번째 칸에 탔다.
축사의 파리를 방제한다.
초파리를 연구한다.
이리마을에서 만났다.
사나흘 걸린다.
고마운 마음을 전했다.
오시는 길을 적었다.
코치 자격을 땄다.
신장 이식을 받았다.
하마 한 쌍이 왔다.
트리폴리에서 만났다.
발렌시아에서 열렸다.
조지타운에 도착했다.
소피아 씨가 왔다.
심양 고등학교라는 이름이다.
양국 정상이 만났다.
두 나라가 손을 잡았다.
양국 국민의 왕래가 늘었다.
회사와 노조 양측은 임금에 합의했다.
시와 협회 양측이 협약을 맺었다.
양측면에 손잡이를 달았다.
해양국을 새로 두었다.
미국, 일본, 호주 장관이 만났다. 양국은 아니라 세 나라다.
독일과 프랑스, 영국이 합의했다. 양국 사이의 일은 남았다.
회의에는 두 나라 이상이 참여했다.
주상하이한국총영사관이 안내했다.
양 정상급 배우가 만났다.
뉴욕타임스와 워싱턴포스트가 전했다.
도쿄전력이 냈다.
도쿄일렉트론 주가가 올랐다.
시카고상품거래소에서 밀값이 올랐다.
런던금속거래소에서 구리가 올랐다.
두바이유가 배럴당 70달러다.
뉴욕증권거래소에 상장했다.
상하이협력기구에 들었다.
파리기후협정에서 빠졌다.
파리협약을 지킨다.
제네바합의를 깼다.
마라케시협정을 따른다.
싱가포르 조약을 맺었다.
베른협약에 든 저작물이다.
로마규정에 따라 재판한다.
마드리드 국제상표출원을 돕는다.
오슬로 협정을 되짚는다.
교토 프로토콜을 따른다.
부다페스트조약에 따라 맡긴다.
람사르 습지를 지킨다.
맨체스터시티가 졌다.
레알 마드리드가 이겼다.
바이에른 뮌헨에서 뛴다.
보스턴컨설팅그룹이 냈다.
보스턴다이내믹스 로봇이다.
파리크라상이 문을 열었다.
뉴욕제과 앞에서 만났다.
하와이안 셔츠를 입었다.
베이징덕을 먹었다.
시드니 셀던의 소설이다.
마닐라삼을 심었다.
덴버 너기츠가 이겼다.
부르사가 아니라 부르르 떨었다.
이리카페와 고리원전을 찾았다.
고리 원전을 멈췄다.
신주 발행을 마쳤다.
서안 지역의 비가 많다.
세부 일정을 알렸다.
메카로 떠오른다.
관광의 메카다.
성지 메카라고 부른다.
나라와 나라 사이다.
우리나라 정부다.
포티 나이너스가 이겼다.
마리 앙투아네트를 다뤘다.
카노가 이겼다.
칼리 씨가 왔다.
소치올림픽에서 땄다.
평양냉면을 먹었다.
개성 있는 옷이다.
나진과 원산이라는 말이 없다.
""".strip().splitlines()

_MARKED = re.compile(r"\[([^\]=]+)=([^\]=]+)\]")


def read(text: str, agencies: list[Agency] | None = None) -> list[ImpliedCountry]:
    """What implies a country in a text, its doubtful sentences analysed as the engine does."""
    reading = Reading.of(Document(text))
    for start, end in {reading.sentence_at(offset) for offset in countries.doubts(reading)}:
        morphemes = next(analyse([reading.text[start:end]]))
        reading.analysed[start, end] = tuple(
            replace(morpheme, start=morpheme.start + start, end=morpheme.end + start)
            for morpheme in morphemes
        )
    named: list[Mention] = countries.find(reading, agencies or [])
    return countries.implied(reading, named, agencies or [])


def marked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and a range with a code for each that they gave."""
    text, spans, end = "", [], 0
    for found in _MARKED.finditer(line):
        text += line[end : found.start()]
        place = (len(text), len(text) + len(found.group(1)))
        spans += [(*place, code) for code in found.group(2).split("+")]
        text += found.group(1)
        end = found.end()
    return text + line[end:], sorted(spans)


@pytest.mark.parametrize("line", EXAMPLES)
def test_evidence_is_found_with_its_codes(line: str) -> None:
    text, expected = marked(line)
    found = read(text)
    assert sorted((one.start, one.end, one.code) for one in found) == expected
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_implied(text: str) -> None:
    assert [(one.text, one.code) for one in read(text)] == []


def test_a_city_is_never_a_country_mention() -> None:
    reading = Reading.of(Document("하노이와 오사카, 파리를 차례로 찾았다."))
    assert not any(isinstance(one, Country) for one in countries.find(reading, []))


def test_a_city_inside_a_body_is_the_body_s_own() -> None:
    text = "하노이 지방무역청이 왔다."
    body = Agency(
        start=0,
        end=9,
        text=text[:9],
        rule="agency.name",
        agency_id=None,
        name=None,
        kind="foreign",
    )
    assert [one.text for one in read(text)] == ["하노이"]
    assert read(text, [body]) == []


def test_the_way_and_the_certainty_are_told() -> None:
    (city,) = read("하노이에서 만났다.")
    assert (city.via, city.rule, city.certain) == ("city", "country.city", True)
    (shared,) = read("레바논 트리폴리의 항만이다.")
    assert (shared.code, shared.certain) == ("LB", False)
    beside = read("미중 양국이 만났다.")
    assert [(one.code, one.via, one.certain) for one in beside] == [
        ("US", "both", True),
        ("CN", "both", True),
    ]
    spoken_of = read("체코 외교장관과 만났다. 양국은 협력한다.")
    assert [(one.code, one.certain) for one in spoken_of] == [("KR", False), ("CZ", False)]


def _city_homographs() -> list[tuple[str, str, bool, str]]:
    columns = ("surface", "type", "reading_as_country", "examples_country", "examples_other")
    rows = [row for row in table("homographs", *columns) if row["type"] == "city"]
    return [
        (row["surface"], row["reading_as_country"], column == "examples_country", text)
        for row in rows
        for column in ("examples_country", "examples_other")
        for text in row[column].split(" || ")
    ]


def test_cities_that_are_ordinary_words_are_told_apart() -> None:
    rows = _city_homographs()
    wrong = [
        text
        for surface, code, expected, text in rows
        if any(one.code == code and one.text == surface for one in read(text)) is not expected
    ]
    assert len(wrong) <= len(rows) * 0.06, wrong
    assert not [text for surface, code, expected, text in rows if text in wrong and not expected]


@pytest.mark.parametrize(
    "unit", ["양국", "하노이 ", "미국 양국 ", "파리 ", "빈 ", "한·중 양측 ", "세부 필리핀 "]
)
def test_hostile_text_takes_no_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    reading = Reading.of(Document(text))
    named = countries.find(reading, [])
    began = time.process_time()
    countries.implied(reading, named, [])
    assert time.process_time() - began < 5
