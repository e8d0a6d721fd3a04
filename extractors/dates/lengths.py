"""Lengths of time that look like dates: 20년 만에, 30일 이내, 1일 3회. What stands around decides."""

from __future__ import annotations

import re

from extractors.dates.parts import Expression, Piece

#: Behind a length of time in years: "10년 이상", "20년간", "30년 만에", "15년 된", "29년 8개월", "20년 전".
_LENGTH_AFTER = re.compile(
    r" ?(?:간(?!의 )|동안|이상|이하|미만|초과|만에|만의|만인|만이[다며고었라자지]|만으로|연속|넘|가까이|여"
    r"|가량|정도|내외|안팎|이내|내(?![가-힣])|째|차(?![가-힣])|치|씩"
    r"|\d{1,2} ?개월|\d{1,2}월의 (?:징역|금고|형|실형)"
    r"|된|되|뒤|(?<!이)후(?![가-힣])|후에|전(?![가-힣])|전에|전부터|지나|지난|짜리|주기|단위|경과|남짓"
    r"|앞으로|소요|걸"
    r"|생존|경력|거치|분할|상환|무상|세월|전통|역사|마다|에 걸쳐|이라는|이란|이 지|이 걸|이 흘|이 되"
    r"|이 넘|을 맞|을 넘|을 기다|의 기간|의 세월|의 역사|만기|근속|근무|묵은|무사고|할부|약정|임대|집권"
    r"|(?:은|도)? ?(?:족히|긴 |더 |채 |넘|지나야|안 [된되돼])|외길|한길|노하우|베테랑|숙원|인생|우정"
    r"|지기|단골"
    r"|재직|임기|에 한 번|납|형(?![가-힣]{2}))"
)
# "06년~|10년 계획"
_AFTER_ZERO = re.compile(r"0\d년? ?[~-] ?$")
# "2000년 전", "2000년 역사"; "2000년 만기 국채", "2050년 이내 달성" name the year
_AGES_AFTER = re.compile(
    r" ?(?:간(?!의 )|동안|이상|만에|만의|넘|가까이|여|전(?![가-힣])|전에|전부터|후(?![가-힣])|뒤|된"
    r"|되는|묵은|지난|세월|전통|역사"
    r"|의 (?:세월|역사|전통|시간))"
)
# "30년 평균 기온", "20년 공사": nouns behind round numbers of years
_ROUND_AFTER = re.compile(r" ?(?:평균|공사|계획|대계|장기|빈도|주택담보|대출|국채)")
#: Behind a length of time that a quotation mark stands before: "'10년 후 미래'", "'20년 만에 찾은'".
_QUOTED_LENGTH_AFTER = re.compile(
    r" ?(?:만에|만의|후(?![가-힣])|뒤|간(?![가-힣])|동안|이상|된|넘|째|차(?![가-힣]))"
)
#: Before a length of time in years: "최대 20년", "교직 30년은", "만기(30년)", "앞으로의 20년".
_LENGTH_BEFORE = re.compile(
    r"(?:최대|최소|최장|최단|총|약|단|각|만|향후|최근|앞으로|앞으로의|이후|불과|무려|꼬박|장장"
    r"|지난|과거|징역|금고|유예|구형|선고|수령|나이|경력|업력|임기|기간|시효|연한|수명|만기|장기|개월|이상"
    r"|평균|누적|매|제|연|주기|세종|성종|중종|영조|정조|고종|순조|단기|서기|남은|이미|벌써|데뷔|입사|등단"
    r"|거의|적어도|창립|설립|개원|개관|광복|창설|수교|출범|창사|창업|결혼|이민|정착|재임|집권|교직|공직"
    r"|무명"
    r"|농사|투병|연기|가수|작가|외길|인생|근속|해방|분단|역사|전통|백년|독재)(?:의|을|만)?[ :(]{0,2}$"
)
# "22년| 대비|", "23년| 3월|", "24년|→|25년": what makes a short number a year
_YEAR_CUE = re.compile(
    r" ?(?:부터|까지|대비|기준|현재|예산|이래|이후|실적|계획|목표|사업|시행|대책|→|->|[~-] ?'?\d\d년"
    r"|\d{1,2}월|도|상반기|하반기"
    r"|[1-4](?:/4)?분기|말|초|여름|겨울|봄|가을)"
    r"|에 (?!걸)|에는|은 |[)\]:] ?\d|: | \d"
)
# "23년 |→ |24년", "(|24년)", "22년~|24년"
_ARROW_BEFORE = re.compile(r"(?:→ ?|-> ?|['(]|년[~,] ?|\d년 )$")
# "10년→20년으로", "연장(15년 → 20년)": a length changed into another
_CHANGE = re.compile(r"(?<!\d)[1-9]?[05]년 ?(?:→|->) ?[1-9]?[05]년")
# "20년까지 연장", "30년까지 늘렸다"; "22년까지 5조원" is none
_UP_TO = re.compile(r"까지 ?(?:연장|늘|거주|가능|근무|살|보장|이용|사용|할부|대출|보관|생존|유예|허용|빌|쓸)")
# "61년|생부터 받는다", "24년|산 쌀"; not "20년생 소나무", "12년산 위스키"
_BORN = re.compile(r"생(?=[까부이은들인의을만, .)]|$)(?! ?[가-힣]*(?:나무|송|묘|수목))")
_GROWN = re.compile(
    r"산(?= ?(?:쌀|벼|햅쌀|신곡|구곡|공공비축|정부양곡|양곡|콩|보리|밀|마늘|양파|고추|사과|인삼))"
)
# "24년 국정감사", "22년과 24년", "98년 제정했다": what may follow a number that is a year by itself
_YEAR_LIKE = re.compile(
    r" ?[과와] ?'?\d\d년|[,)·]|엔|만 해도|[과와] (?:견|비교)|에서 '?\d\d년|\(\d| 및 '?\d\d년| 첫 "
    r"| (?:국정감사|국감|감사|국회|예결|[동하]계|[가-힣]{0,4}(?:올림픽|월드컵|선거|호우|산불|지진"
    r"|피해|대회|박람회)|들어 |수능|전국|신규|주요|추진|태풍|대선|총선|신설|개정|제정|도입|출범|발표"
    r"|조사|통계|결산|세법|업무|성장률|수출|수입|매출"
    r"|물가|탄소|정부|본예산|추경|공모|선정|지원|국비|공시|결혼이민|ODA|상반|하반|당시|같은 기간|동기)"
)
# "97년| 외환위기", "그는 94년| 입사했다"; not "그는 92년 살았다", "81년 해로했다"
_AN_EVENT = re.compile(
    r" (?!살|해로|함께|평생|일생|생애|생존|가까이|걸|된|이상|동안|만|넘|세월|역사|전통|째|간|을|를|버"
    r"|이어|재직|근무|봉직)"
)
# What stands before one: nothing, a sign, a particle; "교사 24년 베테랑" is a length
_FREE = re.compile(r"(?:\A|[^가-힣 ] ?|[은는이가을를의에] |년(?:(?:[과와]|에서|,| 및) |·))\Z")
# "느티나무(14년), 소나무(12년)": lengths in brackets, one beside the other
_IN_BRACKETS = re.compile(r"\((\d{1,2})년\)")


def is_year(expression: Expression, head: Piece, directed: bool, text: str) -> bool:
    """Whether an expression that begins with a year names one, and is not a length of time (10년 이상).

    head: its first piece. directed: whether 지난 or 오는 stands before it."""
    year = expression.low.year
    if year is None:  # 올해, 내년
        return True
    alone = expression.kinds in (("year",), ("year", "part"))
    if year >= 100:
        return not (alone and not head.high and _is_long_time(year, expression.end, text))
    if not head.weak:
        return not (alone and not head.high and _QUOTED_LENGTH_AFTER.match(text, expression.end))
    if not alone or "part" in expression.kinds:
        return _LENGTH_BEFORE.search(text, max(0, expression.start - 6), expression.start) is None
    return _is_short_year(expression, year, directed, text)


# "1500년경", "1400년에", "1900년대"; "1000년의 도시", "1200년 은행나무" are lengths
_OLD_YEAR = re.compile(r" ?(?:경|께|무렵|현재|당시|부터|까지|이전|이후|에는? )")


def _is_long_time(year: int, end: int, text: str) -> bool:
    """Whether a year of four figures is a length: round ones of "1000년 이상", "1700년 한국불교의 역사"."""
    if year % 50:
        return False
    if year < 1900 and year % 100 == 0 and not _OLD_YEAR.match(text, end):
        return True
    return (_LENGTH_AFTER if year < 1900 else _AGES_AFTER).match(text, end) is not None


def _is_short_year(expression: Expression, year: int, directed: bool, text: str) -> bool:
    """Whether a number of two figures before 년 is a year: "17년부터 추진되는", "23년 기준", "(24년)"."""
    start, end = expression.start, expression.end
    if _BORN.match(text, end):
        return year >= 40 or year < 10
    if _GROWN.match(text, end):
        return year < 36
    if _LENGTH_AFTER.match(text, end) or _LENGTH_BEFORE.search(text, max(0, start - 8), start):
        return False
    if year < 10 or _AFTER_ZERO.search(text, max(0, start - 5), start):  # no length is written so
        return True
    if year % 5 == 0 and (_ROUND_AFTER.match(text, end) or _CHANGE.search(text, max(0, start - 8), end + 8)):
        return False
    if directed:
        return year >= 80 and year % 10 != 0
    return text.startswith("부터", end) or _is_bare_year(start, end, year, text)


def _is_bare_year(start: int, end: int, year: int, text: str) -> bool:
    if not (13 <= year <= 35 or year >= 80) or _UP_TO.match(text, end):
        return False
    before = _ARROW_BEFORE.search(text, max(0, start - 3), start)
    if before and before[0] == "(" and _is_one_of_lengths(start, year, text):
        return False
    if text.startswith("까지", end):
        return text[max(0, start - 3) : start].strip() != "에서"
    if before or _YEAR_CUE.match(text, end):
        return True
    free = _FREE.search(text, max(0, start - 4), start)
    beside = free is not None and free[0].startswith("년")
    if year >= 80 and year % 10 and free and _AN_EVENT.match(text, end):
        return True  # "97년 외환위기", "그는 94년 입사했다"
    return bool(year % 5 and free and (beside or _YEAR_LIKE.match(text, end)))


def _is_one_of_lengths(start: int, year: int, text: str) -> bool:
    """Whether a year in brackets stands beside another that can't be a year, or comes before it."""
    beside = [
        (place.start(), int(place[1]))
        for place in _IN_BRACKETS.finditer(text, max(0, start - 25), start + 25)
        if place.start(1) != start
    ]
    return any(other < 13 or (other > year) == (place < start) for place, other in beside)


#: What 전 (previous, whole, former) stands before: "26일 전 |거래일", "2일 전 |세계", "1일 전 |남편".
FORMER_OR_WHOLE = "거래일|세계|국민|남편|부인|애인|임직원|구성원|구간|품목|과목|학년|부처|계열|노선|종목"
#: Behind a length in days: "10일 이내", "3일 전", "15일 동안", "7일 이동평균", "15일마다".
_DAYS_AFTER = re.compile(
    r" ?(?:전체 |전수 |간(?![가-힣])|간의|동안(?!구)"
    r"|이상(?![가-힣](?<![이의인을은일]))(?! ?(?:기[온후]|고온|저온"
    r"|징후|현상|반응|증[세상]))"
    r"|이하|미만|초과|만에|만의|만인|만이[다며고었라자지]|만으로|만(?=[.,])|연속(?!극)|째|가량|정도|내외(?!신|국인|부)"
    r"|안팎|이내|내(?![가-힣])|내로|내에"
    r"|씩|치 |뒤(?!늦|이어)|후(?![가-힣])|후에|후부터|[前後內間]|넘|남짓"
    r"|남[은았고기긴겨겼짓](?! (?:경기|일정|절차|과제|재판))"
    r"|지나(?!가)|지난|짜리|기간(?![가-힣])"
    r"|주기(?!적)|단위(?! ?(?:농협|학교|부대|노조|사업))|간격"
    r"|경과(?! ?(?:보고|설명|를))|앞으로|앞둔|소요|걸[리려렸린릴쳐]|유예"
    r"|단축(?! ?수업)"
    r"|연장(?! ?접전| ?승부|전| 운영| 개장| 영업)|근무(?! 중)"
    r"|유급|무급|휴가(?!철|를 (?:떠|간|가|즐|마))|이라는"
    r"|만 (?!\d)|여의(?!도)|차(?![가-힣])|차에"
    r"|전(?![가-힣])"
    rf"(?! (?:{FORMER_OR_WHOLE}))"
    r"|전에|전부터|전까지|이동평균|압축강도|연휴|투여|배운|일하[고는]|쉰다|쉬고|격리(?! ?해제)|수익률"
    r"|상대강도|강도(?=[와를의가,]| 시험)|부상자 명단|크루즈|여정|패키지|챌린지|습관|완성 |환불|복용"
    r"|체류|누적 ?(?:강[수우]|발생)|무료 ?(?:체험|이용|교환|반품)(?! ?(?:행사|교육|강좌))"
    r"|코스(?![피닥모메])|과정의|일정[으의]|복무|범위"
    r"|휴식 ?[을이뒤후]|먹을 |묵을 |쓸 |이면(?!서)|이라면|마다|당 (?=\d)|꼴|추가 ?(?:연장|부여|지급|휴)"
    r"|더 ?(?:늘|쉬|걸|주|부여|머|연장|필요|남|일하)|앞당|짧|길[었고어]|많[음았고]|많은 \d|적[음었]"
    r"|줄었|늘었|일렀|일러 "
    r"|늦(?!은 (?:밤|오후|저녁|시)|게 |어도)|빠[르른](?! ?속)|빨[라랐])"
    r"| 안[에으]|까지 (?:걸|간다|가기)|[은도] (?:무급|유급|남)|에 (?:한 번|1회|걸쳐|처[했한]|해당)"
    r"|의 (?:기간|연차|휴가|유예|급여|범위|말미|시간|여유|시차|공백|강도|강화된|거리두기|여정|대장정)"
    r"|이 (?:지나|지났|걸|들|든|넘|소요|남|필요|더 |경과|흘)"
    r"|을 (?:넘|채우|채워|채웠|쉬|쉰|쉴|초과|연장|단축|지켜|더 |썼|쓰고|쓴|쓸|사용|명[했한하]"
    r"|마[치쳤친]|받|인정"
    r"|거[친쳐칠]|주고|준다|부여|머[물무]|기다|버텼|보냈|남[기긴겨겼]|앞[두둔뒀]|빼|배정|알차)"
    r"|로 (?:늘|줄|단축|제한|짧|길|짰|짜)|에서 \d{1,3}일(?:까지)?로"
    r"| ?\(?(?:→|->) ?(?:\([가-힣]{1,4}\) ?)?\d{1,3}일| ?/ ?\d+점| ?/ ?[가-힣]{1,4} \d{1,2}일|/기수| ?×"
    r"| 중 \d{1,2}일[은을이]|\(\d+시간\)|에 (?:못 미|견줘)|을 (?:밑|웃)| ?사용량| ?로테이션"
    r"| ?\(\d{1,3}(?:\.\d)?%\)[이 ]"
)
#: Behind "1일" that is a rate: "1일 3회", "1일 평균", "1일 확진자".
_RATE = re.compile(
    r" ?(?:평균|최대|최소|(?:약|총|기준) ?\d|권장|섭취|칼슘|칼로리|확진|명예|체험|교사|강사|투어|수용|투숙|\d"
    r"|(?:이용|방문|관람|사용|생산|처리|판매|공급|소비|배출|급수|발전|통행|운행|운송|상담)"
    r" ?(?:객|자|량|액|료|률|건|인원|능력|용량|한도|요금|시간|횟수|거리|물량|전력))"
)
#: Behind a few days that are a length: "7일 평균", "2일 16시간 교육", "3일 1회".
_FEW_DAYS = re.compile(
    r" ?(?:평균(?! ?(?:기온|습도|풍속))|내내|1회|\d교대|누적|과정|일정"
    r"|\d{1,3} ?시간(?! ?(?:동안|만에|가량|여|넘게|뒤|전)))"
)
#: Before a length in days: "최대 10일", "주 5일", "휴가 3일", "영업정지 15일", "처리 기간은 7일".
_DAYS_BEFORE = re.compile(
    r"(?:최대|최소|최장|최단|최초|단지|평균|평년|연간|매월|매달|하루|D[+-]|향후|최근|앞으로|불과|무려"
    r"|꼬박|이틀|장장"
    r"|\d박|휴가|휴직|병가|연가|공가|(?:일수|잠복기|공휴일|숙기|납기)[은는이가]?|소요|'\d\d\)|법정|경과"
    r"|만료|로부터"
    r"|(?<!이)(?<!음 )(?<!음)(?<!은 )날부터|[주월인]당|1인|1년에|한 해|한 달에|주일에|\d주에|격주로"
    r"|포함|영업|영업일|근무일"
    r"|근무|영업일 기준|초과|연차|유급|무급|심화|단축|연장|무비자|체류|숙박|숙성|발효|봉사|실습|출석"
    r"|수강|구류"
    r"|노역|유치|정직|감봉|격리|정지|출하가|개화가|(?:집합|심화|기본|이론|실기) ?교육|온라인|훈련"
    r"|충전으로|배터리가"
    r"|체험학습|마지막|앞의|뒤의|나머지|남은|보통|짧게는|길게는|주중|재령|양생"
    r"|(?:가구|분기|회|건|학기)당|(?:주일|열흘|보름) 중|\d일 (?:중|가운데)|기간 ?[:|]|×|(?:본인|자녀"
    r"|부모|배우자) (?:결혼|사망|출산)(?:은| [|])?|처리기한:?|연장 시|이론|실기|\d년|\d일 →"
    r"|\d시간(?:에서|→| → ?)|(?<!월 \d)(?<!월 \d\d)일에서|지금부터|이내|대비|보다|이번"
    r"|(?<![가-힣])(?:총|약|연|(?<![번째음난] )주|제|만|매|당|첫|(?:설|추석)(?! ?\()))[ :(]{0,2}$"
)
#: Before a length or a day, as what follows says: "기간은 15일", "기간은 26일까지다", "심사 후 26일 연다".
_BEFORE_EITHER = re.compile(r"(?:(?<!동)기간[은이도]?|[가-힣] ?후|기존|현행|기본|추가)[ :(]{0,2}$")
_EITHER_ENDS = frozenset("간은이도후존행본가")
# "기간은 26일|까지|다", "심사 후 26일| 결과|를 낸다"
_DAY_CUE = re.compile(
    r"까지(?! ?(?:연장|가능|늘|쓸|사용|보관|쉴|인정))|에는|에도|은 [가-힣]"
    r"| (?:오전|오후|새벽|밤|낮|저녁|아침|정오|자정|\d{1,2}시|밝|발표|개최|열|연다|문을|결과|공고|선정"
    r"|시행|개막"
    r"|개통|출범|시상|공개|취임|귀국|출국|실시|공포|접수|마감|심의|의결)"
)
#: Before a day, and before a length that something measures: "또 26일 연다", "각각 3일 늘었다".
_BEFORE_MEASURED = re.compile(r"(?:(?<![가-힣])(?:또|단|각|각각)|추가로|이후)[ :(]{0,2}$")
_MEASURED_ENDS = frozenset("또단각로후")
# "각각 3일 |늘었다", "또 5일이 |걸린다"
_MEASURING = re.compile(
    r"[^.\n]{0,25}?(?:걸[리려렸린]|늘|줄[어었이인]|단축|연장|부여|소요|증가|감소|쉬|휴가|이내)"
)
# "15일에서 |17일로 이틀 늦췄다", "26일|에서 27일로 바꿨다": an event that is moved
_MOVED = re.compile(
    r"(?:에서 \d{1,2}일)?로 ?(?:하루|이틀|사흘|나흘|\d일)? ?(?:늦|미[뤄뤘루]|바[꾸꿨뀌]|옮|변경|앞당)"
)
# "나쁨 일수는 지난해 |23일에서", "처리기간은 지난해 |25일"
_COUNTED = re.compile(
    r"(?:일수|(?:처리|소요|대기|입원|잠복|체류) ?기간?)[는은이가] [가-힣\d]{1,6}(?: ?\()? ?$"
)
# "처리 |기간|을 15일에서 12일로": a length that is shortened, no event that is moved
_OF_LENGTH = re.compile(r"기[간한]|일수|소요|처리|의무")
# "통관에 15일|, 검역에 7일이 걸린다": a list whose last member is measured
_LISTING = frozenset(",과와은을")
_BESIDE = re.compile(
    r"(?:,|[과와은을]) [가-힣]{1,8}(?: [가-힣]{1,6})? \d{1,2}일(?:이 (?:걸|들|든|소요|필요)|을 (?:듣|쓰"
    r"|썼))"
)
# "4. 16. ~ 4. 29. |(12일)", "3. 5. ~ 3. 7.(금) |[3일]": how many days a range has
_COUNT_OF_RANGE = re.compile(r"~[^~\n]{1,20}[일.)] ?[(\[](?:총 ?)?$")
# "잠복기|(14일)", "자녀가 하나인 경우 2일|)"
_MEASURED_NOUN = re.compile(r"(?:(?<!동)기간?|격리|체결|휴가|연차|처분|정지|한도|상한|법정|즉시)\($|경우 $")


def is_day(expression: Expression, text: str) -> bool:
    """Whether a bare "15일" is a day of a month and not a length of time."""
    start, end = expression.start, expression.end
    if text.startswith("부터", end):
        return not text.endswith("일 전 ", 0, start)  # "선거일 전 20일부터"
    before = text[max(0, start - 24) : start]
    behind = text[end : end + 1]
    if behind in ("에", "로") and _MOVED.match(text, end):
        return not _OF_LENGTH.search(before)
    if _DAYS_AFTER.match(text, end) or (behind in _LISTING and _BESIDE.match(text, end)):
        return False
    if ("수" in before or "기" in before) and _COUNTED.search(before):
        return False
    if _is_rate(expression, text):
        return False
    if behind in (")", "]") and (_COUNT_OF_RANGE.search(before) or _MEASURED_NOUN.search(before)):
        return False
    near = before[-8:]
    last = near.rstrip(" :(")[-1:]
    if last in _EITHER_ENDS and _BEFORE_EITHER.search(near):
        return _DAY_CUE.match(text, end) is not None
    if last in _MEASURED_ENDS and _BEFORE_MEASURED.search(near):
        return _MEASURING.match(text, end) is None
    return not _DAYS_BEFORE.search(near)


def _is_rate(expression: Expression, text: str) -> bool:
    """Whether what follows a few days makes them a rate: "1일 3회", "7일 평균"; "26일 3회" is a day."""
    day = expression.low.day
    if day is None or expression.high is not None:
        return False
    behind = _RATE if day == 1 else _FEW_DAYS if day <= 7 or day in (10, 14) else None
    return behind is not None and behind.match(text, expression.end) is not None
