"""The tense around a date, by which a year or month that is not written can be told.

The first telling words behind a date decide: the ending of its verb, or the noun in which a line ends.
"""

from __future__ import annotations

import re

from extractors.dates.verb_endings import PAST, ending_in

#: How many days a year implied by the publication may be off before tense overrules it.
HALF_YEAR = 183
#: How far behind a date a verb before its noun (개최된, 열리는) is still that of the date.
_NEAR = 30
#: How far behind a date in brackets, which tells of the noun before it, a verb may still announce that noun.
_BEHIND_BRACKET = 15
#: How long a quotation is at most.
_QUOTE = 200


#: Nouns of what happens at a time of its own: 개최된, 출범한, 시작하는, 적용될.
_EVENTS = """
    개최 개막 개장 개관 개통 개교 개학 개강 개소 개원 개설 개정 개편 개업 개시 개봉 개방 출범 출시 출간 출하
    출국 출마 출발 체결 발생 발표 발효 발간 발족 발행 발사 발의 발매 발견 발령 시행 시작 제정 도입 선정 선출
    선발 선포 실시 확정 확진 확대 착공 착수 준공 완공 완료 완성 종료 마감 폐막 폐지 폐쇄 폐교 폐회 공포 공고
    공개 공모 공연 설립 설치 창립 창설 창단 지정 지급 통과 의결 가결 부결 취임 사임 임명 위촉 서명 합의 결정
    승인 허가 고시 접수 모집 신청 신설 마련 진행 방송 방영 방문 보도 적발 적용 검거 구속 기소 선고 판결 입주
    입국 입학 귀국 취득 인수 인상 인하 등록 신고 제출 배포 지원 투입 사망 추락 침몰 충돌 폭발 붕괴 상륙 수상
    수여 달성 돌파 타결 이전 운영 조사 추진 변경 전환 만료 가동 상정 비준 해제 철거 수립 게시 등재 채택 부과
    제작 판매
"""
_EVENT = "(?:" + "|".join(_EVENTS.split()) + ")"
#: More of what is told before its noun: 승진한, 체포된.
_DEEDS = """
    승진 전역 입대 결혼 데뷔 우승 방한 방북 제안 요청 촉구 제시 언급 지적 약속 폭로 단행 강행 유출 유입
    기증 전달 합류 복귀 은퇴 사퇴 탈당 입당 창당 당선 임용 수료 졸업 입원 퇴원 완치 파견 배치 구축 확보
    체포 압수 송치 출석 도주 탈출 실종 구조 피격 전복 좌초 침수 정전 누출 감염
"""
_DEED = "(?:" + "|".join(_DEEDS.split()) + ")"
_LAST_OF_EVENT = "[" + "".join(sorted({word[1] for word in _EVENTS.split()})) + "]"


def _any_of(words: str) -> str:
    """A pattern of any of some words (or patterns) between blanks; EVENT and DEED: any noun of these."""
    return "(?:" + "|".join(words.replace("EVENT", _EVENT).replace("DEED", _DEED).split()) + ")"


# The endings 연다 받는다, 열 것, 엽니다, 열었다 (있다 is no past, 열겠다 is ahead)
_N, _L, _B = ending_in(4), ending_in(8), ending_in(17)
#: Verbs of what is done before their noun, of two and three syllables: "맺은 협약", "문을 연 도서관".
_DONE_2 = _any_of(r"""
    [맺지받얻찾뽑잡죽낳맞맡찍겪잃놓닫넘쌓묶깎먹읽갚]은 [열내풀걸올팔불몰알실잘뿌]린 [뽑붙잡밝꼽막갇닫]힌
    [어아해워려뤄쳐져춰숨던터빠꺼켜퍼너러거]진 나온 [끝떠]난 [끝펴보\s]낸 치른 만든 [세배채]운
    [마거고다미그멈]친 거둔 이룬 오른 옮긴 넘긴 남긴 모인 이끈 바뀐
""")
_DONE_3 = _any_of(r"""
    EVENT[한된] DEED[한된] [을를문]\s[연낸쓴산판짠] (?:다녀|돌아|들어|들여|찾아|건너|올라|내려)온 선보인
    줄어든 저지른 (?:일어|태어|늘어|드러|쫓겨|물러)난 (?:찾아|밝혀|들어|쫓아|알아)낸 (?:들어|일어|돌아)선
    (?:들어|돌아|건너)간
""")
#: The same of what is to come: "열릴 대회", "문을 열 학교"; so does the present: "문을 여는 도서관".
_COMING_2 = _any_of("[열내]릴 나설 펼칠 [맞뽑맺받지있]을 뽑는")
_COMING_3 = _any_of(r"""
    EVENT[할될] \s[오치]를 들어설 펼쳐질 치러질 벌어질 선보일 [을를]\s[열낼볼] (?:열리|\s여|바뀌|오르|나오)는
""")
_COMING_4 = _any_of("EVENT[하되]는 (?:펼쳐지|치러지|이어지|달라지|벌어지|들어서|선보이)는")
#: Events that are planned: "개통 계획을 확정했다".
_OPENING = "(?:개막|시행|개최|착공|준공|개통|개관|개교|출범|완공|도입|출시|개장|개학|입주|발사)"
_ANNOUNCED = re.compile(f"{_OPENING}|접수|모집|공모|방영|방송|개봉|발매|개강|오픈")
#: How near to its date the noun of a headline stands.
_HEADLINE = 14
#: Nouns that end a line about what is done.
_ENDED = re.compile("(?:체결|완료|종료|폐막|타결|달성|돌파|적발|검거|발생|수상|가결|사망|확진|취임|선출)")
#: Presents that say nothing of the time: "3%에 해당한다", "준 것으로 보인다", "설명드립니다".
_TIMELESS_WORDS = (
    "달한다,해당한다,의미한다,뜻한다,말한다,보인다,풀이된다,분석된다,꼽힌다,평가된다,알려진다,"
    "추정된다,나타낸다,차지한다,웃돈다,밑돈다,불린다,전해진다,보여준다,본다,여긴다,믿는다,"
    "기도 한다,고 한다,라 한다,해당합니다,의미합니다,뜻합니다,말합니다,보입니다,드립니다,"
    "감사합니다,생각합니다,고 합니다,입니다,해당해요,있습니다,없습니다,많습니다,같습니다,좋습니다,"
    "높습니다,낮습니다,싶습니다,중요합니다,있어요,없어요,많아요,같아요,좋아요,판단된다,보여진다,"
    "평가한다,분석한다,추정한다,핀다,개화한다"
)
_TIMELESS = tuple(_TIMELESS_WORDS.split(","))
# Each branch begins with the syllable that is looked for; what must stand before it is looked at behind it.
_CUE = re.compile(
    # "열기로 했다", "열겠다", "열 것으로", "받을 수 있다"
    r"(?P<ahead>기로 ?(?:[하했한함]|합의|결정|뜻을|의견|약속|의결|협의|확정|정[했하]|됐|돼|되)"
    rf"|겠[다습지으고는어]|{_L} ?것(?=[으이임입])|[할될릴칠킬낼열줄갈올] (?:계획|방침|전망|구상|셈)"
    rf"|{_L} 수 [있없](?:다|습|으며|고|게 [되된됩됐])"
    # "개최 예정", "계획이다", "시행 방침을", "목표로"
    r"|예정(?!이었|됐던)(?=[인이임된돼\s.,)]|으로|$)"
    rf"|[계방전구][획침망상](?<=계획|방침|전망|구상)(?:(?=이[다라며고에]|인 |인데|입니|임|[.,)\n]|$)"
    rf"|을(?<={_OPENING} ..을))"
    # "앞두고", "준비하고 있다", "제출하세요"
    r"|목표(?:로|다|이)|앞[두둔]|에 대비[해하한]|자고 [했하]|하고 있(?<=(?:준비|검토|협의|계획)하고 있)"
    r"|세요(?<=[하주으]세요)|십시오|바란다|바랍니다)"
    # "접수한다고", "열립니다", "받아요"
    rf"|(?P<present>{_N}다(?=[\s.,\"”’'」』)]|고|며|는|지만|면|$)|{_B}니다"
    r"|[아어여해돼려쳐와워져]요(?=[.!?\s,\"”]|$))"
    # "열었다", "맺은 바 있다", "개최한 데 이어"
    rf"|(?P<behind>{PAST}(?!으면|더라면)|{_N} (?:바(?: ?있|가 있|와 같)|데 이어)"
    r"|[증감상하][가소승락](?<=[\d%명건원대p)] (?:증가|감소|상승|하락))(?![가-힣])"
    r"|[한된] 것(?<=[가-힣]{3} 것))"
    r"|(?P<going>고 있[다는습으어]|중(?<=(?:접수|모집|진행|시행|운영) 중)(?=[이인임.,)\n]|$))"
    # "마치도록 했다", "협약 체결", "회의를 개최함"
    rf"|(?P<nominal>도록 [하했할한]"
    rf"|{_LAST_OF_EVENT}(?=[함됨]?(?:\s{{0,3}}[\n)\]」』>〉,]|\.(?!\d)|$))(?<={_EVENT})[함됨]?)"
    # "받게 됐다", "개정에 따라": neither tells when
    rf"|(?P<mute>게 (?=[되됐])"
    rf"|에 따[라른](?<={_EVENT}에 ..)|[을를] 통[해한](?:(?<={_EVENT}. ..)|(?<=[)」』]. ..)))"
    # a term of what follows is no past: "접수한 뒤 발표한다"
    rf"|(?P<done>{_N} (?!뒤|후|다음|이후|채|직후)(?:(?<={_DONE_3} )|(?<={_DONE_2} )))"
    rf"|(?P<coming>(?:{_L}|는) (?!때|당시|경우|만큼|정도|등|데|가운데|동안|것|한편|중|수 )"
    rf"(?:(?<={_COMING_3} )|(?<={_COMING_4} )|(?<={_COMING_2} )))"
    # the date of something else
    r"|(?P<date>(?:\d{1,4} ?(?:년|월|일)(?![간째치])|[’']\d\d\.|지난[달해 ]|오는 |올해|내년|작년"
    r"|이날|다음 달)(?: ?\d{1,2} ?[월일]){0,2})|(?P<closed>[)”」』]|['\"’](?<=[^\s(].)(?!\d))"
    r"|(?P<opened>[“‘\"'](?<=[\s(].)(?=[^\s\d]))"
)
# "수출액", "신규등록 실적", "물가동향", "수출 3% 증가"; but "수출 전망": nouns that report or announce
_NOUN = re.compile(
    r" ?(?:말 기준|중)? ?(?!까지|부터|에)(?:[가-힣A-Za-z·]{1,8} )?(?:[가-힣A-Za-z·]{1,10}? ?)?"
    r"(?:(?P<past>(?:실적|현황|[가-힣] 결과|수출액|수입액|동향|집계|잠정|발생|확진|적발|증가|감소|상승률|하락"
    r"|기록|[\d.,만천억조]{1,12}(?:%|명|건|원|달러|대|톤)? ?(?:명 |건 )?(?:증가|감소|상승|하락))"
    r"(?! ?(?:예정|전망|예상|우려|계획|목표|발표 예정)|[하한할되된될]))"
    r"|(?:예정|계획|모집|전망|일정)(?= ?(?:공고|안내|발표|[\n)\]」』>〉,.:]|$)))"
)
# "1월 5일 실적|을 발표한다": a day is not what figures are of
_PARTICLES = tuple("을를이가은는의")
# "매년 1월 5일 |열린다"
_YEARLY = re.compile(r"(?:매년|매해|매주|해마다|통상|보통|예년) [^.,\n]{0,16}$")
_REPORT = re.compile(r"밝[혔힌]|말했|전했|설명했|알렸|덧붙였|강조했|발표했|보도했|예보했|내다봤|했[다습으고]")
# "좋다고 |밝혔다", "휴일이라고 15일 |밝혔다"
_SAID = re.compile(r"[다라자냐][고며는][\"”’]? (?:지난 )?(?:\d{1,2}일 )?$")
# "|까지다", "|까지라고": an end of its own
_TERM = re.compile(r"까지(?:다|이다|입니다|임|며|이며|라고|예요|[.\n]|$)")
# "20일|로 미뤘다", "5월|까지로 늘렸다": the verb is of the change, not of the day; "3월|호를 낸다"
_UNRELATED = re.compile(
    r"호|(?:까지)?으?로 (?:[가-힣]{1,6} ){0,2}(?:미[뤘뤄룬루]|연기|늦[췄추]|앞당|정[했해한]|바[꿨꾸]|변경"
    r"|잡[았혔]|늘[렸리]|연장|조정|옮)"
)
# "12월 말| 기준 3명이다": no one counts in what is to come
_COUNTED = re.compile(r" ?말? ?(?:기준|현재)")
# "부터 |시행하고 있다", "| 토론회 이후 추진하고 있다"
_SINCE = re.compile(r"[^.,\n]{0,12}이후")
_PARTICLE = re.compile(r"(?:\([^()\n]{1,12}\))?(?: ?[초말])? ?(?P<since>부터)?(?P<until>까지)?")
# "|과 2월 12일", "|부터 9일", "| 세종에 이어 12일", "| 접수해 3월": dates of one list or course; but
# "| 총회와 관련해 12일"
_LIST = re.compile(
    r"(?:\([^()\n]{1,12}\))?(?: ?(?:과|와|·|및|~|-|→|/|부터|이나|또는|[^.\n]{0,15}에 이어"
    r"|[가-힣 ]{0,10}[과와]|[^.\n]{1,20},|[^.\n]{1,20}[고며], ?[가-힣 ]{1,12}[은는]"
    r"|[^.\n]{1,20}[고며해려쳐](?<![위대의통인]해)(?<!관련해)(?<!대비해)))?[ ,]{0,3}"
)
# "12월|보다", "2월 3일|까지": what is compared with, and the end of a term
_COMPARED = re.compile(
    r" ?(?:\([^()\n]{1,12}\))? ?(?:대비|보다|에 비해|이후|기준|현재|이래|같은 기간|동기|동월|까지(?!로)|\))"
)
# "한빛시 빛축제, 1월 5일": a line that does not begin with its date
_WORD = re.compile(r"[가-힣]{2}")
_OPENED = {")": "(", "”": "“", "’": "‘", "」": "「", "』": "『", "'": "'", '"': '"'}
_CLOSING = {"“": "”", "‘": "’", "'": "'", '"': '"'}


#: Behind so many dates of a list no verb is looked for.
_LONGEST_LIST = 12


def tense(text: str, start: int, end: int) -> int:
    """-1 where the first verb (or reporting noun) behind a place speaks of the past, 1 of what comes, 0 where
    none tells. start: the end of the date; end: how far its sentence is read."""
    noun = _NOUN.match(text, start, end)
    of_day = (
        noun is not None
        and text[start - 1 : start] == "일"
        and text[noun.end() : noun.end() + 1] in _PARTICLES
    )
    if noun is not None and not of_day:
        return -1 if noun["past"] else 1
    return clause_tense(text, start, end)


def clause_tense(text: str, start: int, end: int) -> int:
    """Like ``tense``, of verbs alone: "12월 |실적" tells a month, but no day."""
    if _YEARLY.search(text, max(0, start - 30), start) or _UNRELATED.match(text, start, end):
        return 0
    if _TERM.match(text, start, end):
        return 1
    told = _first_told(text, start, end)
    return min(told, 0) if _COUNTED.match(text, start, end) else told


def _first_told(text: str, start: int, end: int) -> int:
    """What the first telling words of the date's own clause say."""
    particle = _PARTICLE.match(text, start, end)
    assert particle is not None  # each of its parts may be missing
    until = bool(particle["until"])
    since = bool(particle["since"] or _SINCE.match(text, start, end))
    seen, last, quoted, dates = start, end, start, 0
    for cue in _CUE.finditer(text, start, end):
        if cue.start() < quoted:
            continue  # "1월 5일 |회견에서 “내년에 열겠다”고 밝혔다": what is quoted is no clause of the date
        if cue.lastgroup == "opened":
            quoted = text.find(_CLOSING[cue[0]], cue.end(), min(end, cue.end() + _QUOTE)) + 1
        elif cue.lastgroup == "date":
            listed = _LIST.fullmatch(text, seen, cue.start()) or _COMPARED.match(text, cue.end(), end)
            if not listed or dates >= _LONGEST_LIST:
                return 0
            seen, dates = cue.end(), dates + 1
        elif cue.lastgroup == "closed":
            if _closes(text, seen, cue):
                alone = cue.start() - start < 2
                if cue[0] != ")" and not alone:
                    return 0
                last = min(last, cue.end() + (_BEHIND_BRACKET if alone else 0))
            seen = cue.end()
        else:
            told = (
                -1 if quoted > start and cue.lastgroup == "behind" else _told(text, start, cue, since, until)
            )
            if told is not None:
                return told if cue.start() <= last else min(told, 0)
    return 0


def _closes(text: str, start: int, cue: re.Match[str]) -> bool:
    """Whether a bracket or quotation mark was opened before the date, and not behind it."""
    opening = _OPENED[cue[0]]
    opened = text.rfind(opening, start, cue.start())
    return opened < 0 or (opening != cue[0] and opened < text.rfind(cue[0], start, cue.start()))


def _told(text: str, start: int, cue: re.Match[str], since: bool, until: bool) -> int | None:
    """What a cue says (0: nothing, and no later one does), or None where the next one is to be asked."""
    kind, at = cue.lastgroup, cue.start()
    if kind == "ahead":
        return 1
    if kind == "mute":
        return None if cue[0].startswith("게") and not (since or until) else 0
    if kind == "present":
        return None if text[max(start, at - 4) : cue.end()].endswith(_TIMELESS) else 1
    if kind == "behind":
        return 0 if _only_reports(text, start, at) else -1
    if kind == "going":
        return 1 if until else -1 if since else None
    if kind == "nominal":
        return _of_noun(text, start, cue, since or until, until)
    if at - start > _NEAR:
        return None
    if kind == "coming":
        return 1
    if text.startswith("것", cue.end()):
        return -1
    return None if until or (since and at - start > 6) else -1


def _only_reports(text: str, start: int, at: int) -> bool:
    """Whether a verb of the past only passes on what is said before it: "좋다고 |밝혔다"."""
    word = text.rfind(" ", start, at) + 1 or start
    return bool(_REPORT.match(text, word) and _SAID.search(text, max(start, word - 14), word))


def _of_noun(text: str, start: int, cue: re.Match[str], term: bool, until: bool) -> int | None:
    """The tense of a noun that ends a line; with 부터, 까지 it announces ("|까지 접수"), and so does the end
    of a headline ("빛축제, 1월 5일 |개막"), but no line of a list of dates."""
    words = text[max(start, cue.start() - 1) : cue.end()]
    if "도록" in words:
        return 1 if until else None
    if term:
        return 1
    if words.endswith(("함", "됨")) or _ENDED.fullmatch(words):
        return -1
    last = cue.end() == cue.endpos or text[cue.end()] in "\n\"'’”"
    if not last or cue.end() - start > _HEADLINE or not _ANNOUNCED.fullmatch(words):
        return None
    line = max(text.rfind("\n", 0, start) + 1, start - 60)
    return 1 if _WORD.search(text, line, start) else None
