"""One-syllable names of states in a word of their own: ``미 재무부``, ``대미 수출``, ``방한``, ``美``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.countries.chains import CLOSES
from extractors.countries.names import Spot, syllables
from extractors.countries.words import either, pattern
from extractors.reading import Reading

_EDGE = r"(?<![가-힣A-Za-z0-9])"
# "대미 수출", "대(對)중 의존도", "對日 무역", "대북 제재", "대미·대중 수출"
_TOWARD = re.compile(
    _EDGE
    + r"(?:대 ?\(對\) ?|대|對 ?)([미중일러북한영독美中日北韓])(?:·(?!대[미중일러북])[가-힣]{1,3}){0,3}( ?)"
)
# "대미·대중 무역": what stands before and behind a member
_LIST_BEFORE = re.compile(r"대[미중일러북] ?· ?$")
_LIST_BEHIND = re.compile(r" ?· ?대[미중일러북](?![가-힣])")
# "대한 수출규제", "대(對)한 투자"; "산업에 대한 투자" and "재해예방 대한 정책" hold the word 'about'
_TO_KOREA = re.compile(
    r"(?<!에 )(?<![가-힣] )(?:대한|대\(對\)한) ?(?:수출규제|직접투자|투자|무역|교역|수출|수입)|[對韓]"
)
# "방한 중인", "방미 일정", "방북단": visits
_VISIT = re.compile(_EDGE + rf"(?:방|訪)([한미중일러북韓美中日北])(?={either('visit_noun')}|[ ,.)\]'\"])")
# 방한복, 방한 용품: against the cold
_COLD = re.compile(rf" ?{either('cold')}")
# "주한 영국대사관", "주미 대사", "주일미군": posts; 1주일, 주중 (weekdays) and 주영 (a given name) are none
_POST = re.compile(
    _EDGE
    + r"(?:주 ?\(駐\) ?|주|駐 ?)([한미중일러영독불인호태美中日韓英獨佛露])"
    + rf"(?= ?(?:(?:[가-힣·]{{2,7}} ?)?{either('post')}|{either('guest')}))"
)
_IN_KOREA = re.compile(_EDGE + r"주(한)(?= |[가-힣]{2,12} ?(?:대사|공사|상의))")
# "친미 정권", "반중 감정", "친일파"; 친한 친구, 반일 휴가 and 반한 are everyday words
_LEANING = re.compile(_EDGE + rf"(?:친|반|혐)([미중일러북한])(?= ?{either('leaning')})")
# "재일동포", "재미 한인", "재한 외국인"
_RESIDENT = re.compile(_EDGE + rf"(?:재|在)([미중일러한독영日美中韓])(?= ?{either('resident')})")
# "미 재무부", "일 정부", "미재무부"
_MODIFIER = re.compile(r"(?<![가-힣A-Za-z0-9一-鿿.])([미중일러영독불호인태북])( ?)(?=[가-힣A-Z])")
#: Syllables that are also everyday words (회의 중, 할 일, 10인): a free place must stand before them.
_MIXED = frozenset("중일인태호불독영")
# The start, a mark, or a word with a particle: "정부는 중 외교부에", "(일 외무성"; not "회의 중 국회".
_FREE = re.compile(
    r"(?:^|[\n,.(\['\"·:;○□ㅇ\-▲△*<《「『/]|(?:은|는|이|가|을|를|도|와|과|에서|로|등|및|한|국|에|측|서)) ?$"
)
# "맡은 일", "하는 중", "필요한 인": the ending of a verb looks like a particle
_LIKE_VERB = re.compile(r"[은는을한인] ?$")
_BROKEN = ("이 ", "그 ")  # "이 미 국회": 이미 torn apart
# "미 FDA", "미 캘리포니아주립대", "미 전략사령부"
_AMERICAN = re.compile(r"[A-Z]{2,6}(?![A-Za-z])|[가-힣]{2,12}(?:무부|방부|주립대|위원회|사령부|연방)")
# 일정부분, 미대사전: the noun of a fused name goes on into another word
_GOES_ON = ("정부분", "대사전", "정부터")
_SURE_FUSED = frozenset(
    {"정부", "대사", "언론", "당국", "의회", "총리", "대선"}
)  # 일정부, 중대사: other words
# "미군 기지", "미측 대표", "일 측은"; "중 측정", "한 측면" are other words
_SIDE = re.compile(
    _EDGE
    + r"(?:(미|러)군|([미중일러한영]) ?측(?![정량면백두근도우후]))"
    + r"(?=[은는이가을를의에과와도으 ,.)]|[가-힣]{2,6})"
)
# "미(美) 상무부", "대중(中) 수출": a syllable that its Chinese character explains
_EXPLAINED = re.compile(
    r"(?:(?<![가-힣A-Za-z0-9])|(?<=대)|(?<=·)|(?<=방)|(?<=주))([미중일한러북영독])\((美|中|日|韓|露|北|英|獨)\)"
)
# "美 상무부", "對中 수출": a character beside no other, except those of states and of "toward, visit, post"
_HANJA = re.compile(r"(?<![一-鿿0-9])(?<![0-9] )[美韓日中北英獨佛露濠印泰](?![一-鿿])")
_COUNTED = re.compile(r" ?(?:평균|최대|최고|최저|처리|생산|거래|이용|단위|기준|1회|\d)")  # 日평균: a day
_GLOSSED = ("중국(", "일본(", "북한(", "인도(", "영국(")


def doubts(reading: Reading) -> Iterator[int]:
    """Offsets of syllables that only the word before settles: ``정부는 일 외무성에``, ``맡은 일 정부``."""
    text = reading.text
    for spot in _modifiers(text):
        if text[spot.start] in _MIXED and _LIKE_VERB.search(text, max(0, spot.start - 2), spot.start):
            yield spot.start


def find(reading: Reading) -> Iterator[Spot]:
    """One-syllable names whose company settles them.

    ``doubts`` must have been announced and analysed, else KeyError.
    """
    text = reading.text
    verbal = {offset for offset in doubts(reading) if _follows_verb(reading, offset)}
    for rule in (_toward, _guests, _modifiers, _sides, _explained, _signs):
        yield from (spot for spot in rule(text) if spot.start not in verbal)


def _follows_verb(reading: Reading, offset: int) -> bool:
    before = [morpheme for morpheme in reading.morphemes_at(offset) if morpheme.end <= offset]
    return bool(before) and before[-1].tag.startswith("E")


def _toward(text: str) -> Iterator[Spot]:
    for found in _TOWARD.finditer(text):
        char = found.group(1)
        if char == "한" and not _TO_KOREA.search(text, max(0, found.start() - 2), found.end() + 8):
            continue
        in_list = _in_list(text, found.start(), found.end(1))
        if char == "중" and not in_list and not pattern("toward_china").match(text, found.end()):
            continue  # 대중문화, 대중 여론: the masses
        plain = in_list or char in "러북美中日北韓" or "對" in found.group()
        if (plain and CLOSES.match(text, found.end(1))) or pattern("toward_noun").match(text, found.end()):
            yield Spot(*found.span(1), syllables()[char], "country.toward")


def _in_list(text: str, start: int, end: int) -> bool:
    before = _LIST_BEFORE.search(text, max(0, start - 5), start)
    return bool(before or _LIST_BEHIND.match(text, end))


def _guests(text: str) -> Iterator[Spot]:
    for compiled, rule in (
        (_VISIT, "country.visit"),
        (_POST, "country.post"),
        (_IN_KOREA, "country.post"),
        (_LEANING, "country.leaning"),
        (_RESIDENT, "country.resident"),
    ):
        for found in compiled.finditer(text):
            if compiled is _VISIT and found.group(1) == "한" and _COLD.match(text, found.end(1)):
                continue
            yield Spot(*found.span(1), syllables()[found.group(1)], rule)


def _modifiers(text: str) -> Iterator[Spot]:
    for found in _MODIFIER.finditer(text):
        char, start = found.group(1), found.start()
        modifies = _before_noun if found.group(2) else _fused
        if not modifies(text, char, found.end()) or text.endswith(_BROKEN, 0, start):
            continue
        if char not in _MIXED or _FREE.search(text, max(0, start - 3), start):
            yield Spot(start, found.end(1), syllables()[char], "country.modifier")


def _fused(text: str, char: str, end: int) -> bool:
    noun = pattern("modifier_fused").match(text, end)
    if not noun or char not in "미중일러영" or text.startswith(_GOES_ON, end):
        return False
    return char not in "일중" or noun.group() not in _SURE_FUSED


def _before_noun(text: str, char: str, end: int) -> bool:
    if char == "북":
        return bool(pattern("modifier_noun", "KP").match(text, end))
    noun = pattern("modifier_noun").match(text, end)
    if noun and (len(noun.group()) > 2 or CLOSES.match(text, noun.end())):
        return True
    soft = pattern("modifier_soft").match(text, end)
    return char == "미" and bool((soft and CLOSES.match(text, soft.end())) or _AMERICAN.match(text, end))


def _sides(text: str) -> Iterator[Spot]:
    for found in _SIDE.finditer(text):
        group = 1 if found.group(1) else 2
        yield Spot(*found.span(group), syllables()[found.group(group)], "country.side")


def _explained(text: str) -> Iterator[Spot]:
    for found in _EXPLAINED.finditer(text):
        code = syllables()[found.group(1)]
        if code == syllables()[found.group(2)]:
            yield Spot(*found.span(1), code, "country.hanja")
            yield Spot(*found.span(2), code, "country.hanja")


def _signs(text: str) -> Iterator[Spot]:
    for found in _HANJA.finditer(text):
        char, start, end = found.group(), found.start(), found.end()
        if char not in "中日北印英" or _is_state(text, char, start, end):
            yield Spot(start, end, syllables()[char], "country.hanja")


def _is_state(text: str, char: str, start: int, end: int) -> bool:
    before = text[max(0, start - 3) : start]
    if before.endswith("("):  # "중국(中)" is a gloss; "25일(日)" is a Sunday
        return before.endswith(_GLOSSED)
    if char == "日" and _COUNTED.match(text, end):
        return False
    if char == "中" and re.search(r"[가-힣0-9)] ?$", before) and not _FREE.search(before):
        return False
    return bool(re.match(r" ?[가-힣A-Z]|[·,\-/]", text[end : end + 2]))
