"""One-syllable names of states in a word of their own: ``미 재무부``, ``대미 수출``, ``방한``, ``美``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.countries.chains import CLOSES
from extractors.countries.names import Spot, proof, syllables
from extractors.countries.words import either, firsts, pattern, words
from extractors.reading import Reading

#: A word begins with the character before this; the character comes first, which keeps the search fast.
_EDGE = r"(?<![가-힣A-Za-z0-9].)"
# "대미 수출", "대(對)중 의존도", "對日 무역", "대북 제재", "대미·대중 수출"
_TOWARD = re.compile(
    r"[대對]"
    + _EDGE
    + r"(?:(?<=대) ?\(對\) ?|(?<=對) )?([미중일러북한영독美中日北韓])"
    + r"(?:·(?!대[미중일러북])[가-힣]{1,3}){0,3}( ?)"
)
# "對호 수출", "訪일 성과", "駐한 외교단": a Chinese character for toward, visit, post
_SIGN_BEFORE = re.compile(r"[對訪駐親反嫌在脫](?<![一-鿿].) ?([한미중일러북영독불호인태캐베멕몽싱필뉴프])")
# "대미·대중 무역": what stands before and behind a member
_LIST_BEFORE = re.compile(r"대[미중일러북] ?[·,] ?$")
_LIST_BEHIND = re.compile(r" ?[·,] ?대[미중일러북](?![가-힣])")
# "대미 자동차 수출", "대중 반도체 장비 규제"; not "대중 음악 수출"
_PRODUCT = re.compile(
    rf" (?!{either('not_toward')})[가-힣A-Z·]{{1,8}}(?: [가-힣]{{1,4}})? ?{either('toward_product')}"
)
# "대한 수출규제", "대(對)한 투자"; "산업에 대한 투자" and "재해예방 대한 정책" hold the word 'about'
_TO_KOREA = re.compile(
    r"(?<!에 )(?<![가-힣] )(?:대한|대\(對\)한) ?(?:수출규제|직접투자|투자|무역|교역|수출|수입)|[對韓]"
)
# "방한 중인", "방미 일정", "방북단": visits
_VISIT = re.compile(rf"[방訪]{_EDGE}([한미중일러북韓美中日北])(?={either('visit_noun')}|[ ,.)\]'\"])")
# 방한복, 방한 용품: against the cold
_COLD = re.compile(rf" ?{either('cold')}")
# "방중 돌봄교실": in the school holidays
_BREAK = re.compile(rf" {either('break_visit')}")
# "주한 영국대사관", "주미 대사", "주일미군": posts; 1주일, 주중 (weekdays) and 주영 (a given name) are none
_POST = re.compile(
    r"[주駐]"
    + _EDGE
    + r"(?:(?<=주) ?\(駐\) ?|(?<=駐) )?([한미중일러영독불인호태美中日韓英獨佛露])"
    + rf"(?= ?(?:(?:[가-힣·]{{2,7}} ?)?{either('post')}|{either('guest')}))"
)
_IN_KOREA = re.compile(
    rf"주{_EDGE}" + rf"(한)(?= (?!{either('person_after')})|[가-힣]{{2,12}} ?(?:대사|공사|상의))"
)
# "친미 정권", "반중 감정", "친일파"; 친한 친구, 반일 휴가 and 반한 are everyday words
_LEANING = re.compile(rf"[친반혐]{_EDGE}([미중일러북한])(?= ?{either('leaning')})")
# "재일동포", "재미 한인", "재한 외국인"
_RESIDENT = re.compile(rf"[재在]{_EDGE}([미중일러한독영日美中韓])(?= ?{either('resident')})")
#: Which rules a word that begins with this syllable may follow.
_BY_FIRST = {
    **dict.fromkeys("방訪", ((_VISIT, "country.visit"),)),
    **dict.fromkeys("주駐", ((_POST, "country.post"), (_IN_KOREA, "country.post"))),
    **dict.fromkeys("친반혐", ((_LEANING, "country.leaning"),)),
    **dict.fromkeys("재在", ((_RESIDENT, "country.resident"),)),
}
_GUEST = re.compile(
    rf"[방訪주駐친반혐재在]{_EDGE}(?=[한미중일러북영독불호인태韓美中日北英獨佛露]| ?\(駐|(?<=駐) )"
)
# "미 재무부", "일 정부", "미재무부"
_WITH_PLACES = "미중일러영독불호"
_MODIFIER = re.compile(
    r"([미중일러영독불호인태북])(?<![가-힣A-Za-z0-9一-鿿.].)"
    rf"(?:(?={firsts('modifier_fused')})"
    rf"|( )(?:(?<=[{_WITH_PLACES}] )(?=[가-힣A-Z])|(?={firsts('modifier_noun')})))"
)
#: Syllables that are also everyday words (회의 중, 할 일, 10인): a free place must stand before them.
_MIXED = frozenset("중일인태호불독영")
# The start, a mark, or a word with a particle: "정부는 중 외교부에", "(일 외무성"; not "회의 중 국회".
_FREE = re.compile(
    r"(?:(?:^|[\n,.(\['\"·:;○□ㅇ\-▲△*<《「『/…!?]) ?"
    rf"|(?:은|는|이|가|을|를|도|와|과|에서|로|등|및|한|국|에|측|서) ?|{either('leader')} )$"
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
    r"[미중일러한영]"
    + _EDGE
    + r"(?:(?<=[미러])군|(?: ?)측(?![정량면백두근도우후]))"
    + r"(?=[은는이가을를의에과와도으 ,.)]|[가-힣]{2,6})"
)
# "미(美) 상무부", "대중(中) 수출": a syllable that its Chinese character explains
_EXPLAINED = re.compile(
    r"\((?<=[미중일한러북영독].)(?:(?<![가-힣A-Za-z0-9]..)|(?<=[대방주]..))([美中日韓露北英獨])\)"
)
# "美 상무부", "對中 수출": a character beside no other, except those of states and of "toward, visit, post"
_HANJA = re.compile(r"[美韓日中北英獨佛露濠印泰](?<![一-鿿0-9].)(?<![0-9] .)(?![一-鿿])")
_COUNTED = re.compile(r" ?(?:평균|최대|최고|최저|처리|생산|거래|이용|단위|기준|1회|\d)")  # 日평균: a day
_GLOSSED = ("중국(", "일본(", "북한(", "인도(", "영국(")


def doubts(text: str) -> Iterator[int]:
    """Offsets of syllables that only the word before settles: ``정부는 일 외무성에``, ``맡은 일 정부``."""
    for spot in _modifiers(text):
        if text[spot.start] in _MIXED and _LIKE_VERB.search(text, max(0, spot.start - 2), spot.start):
            yield spot.start


def find(reading: Reading) -> Iterator[Spot]:
    """One-syllable names whose company settles them.

    ``doubts`` must have been announced and analysed, else KeyError.
    """
    text = reading.text
    verbal = {offset for offset in doubts(text) if _follows_verb(reading, offset)}
    for rule in (_toward, _behind_signs, _guests, _modifiers, _sides, _explained, _signs):
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
        product = char in "미중일러" and _PRODUCT.match(text, found.end(1))
        if char == "중" and not (in_list or product or pattern("toward_china").match(text, found.end())):
            continue  # 대중문화, 대중 여론: the masses
        plain = product or in_list or char in "러북美中日北韓" or "對" in found.group()
        if (plain and CLOSES.match(text, found.end(1))) or pattern("toward_noun").match(text, found.end()):
            yield Spot(*found.span(1), syllables()[char], "country.toward")


def _behind_signs(text: str) -> Iterator[Spot]:
    for found in _SIGN_BEFORE.finditer(text):
        end = found.end()
        if CLOSES.match(text, end) or pattern("toward_noun").match(text, end):
            yield Spot(*found.span(1), syllables()[found.group(1)], "country.toward")


def _in_list(text: str, start: int, end: int) -> bool:
    before = _LIST_BEFORE.search(text, max(0, start - 5), start)
    return bool(before or _LIST_BEHIND.match(text, end))


def _guests(text: str) -> Iterator[Spot]:
    for guest in _GUEST.finditer(text):
        for compiled, rule in _BY_FIRST[guest.group()]:
            found = compiled.match(text, guest.start())
            if found and not (compiled is _VISIT and _no_visit(text, found.group(1), found.end(1))):
                yield Spot(*found.span(1), syllables()[found.group(1)], rule)


def _no_visit(text: str, char: str, end: int) -> bool:
    other = {"한": _COLD, "중": _BREAK}.get(char)
    return other is not None and other.match(text, end) is not None


def _modifiers(text: str) -> Iterator[Spot]:
    for found in _MODIFIER.finditer(text):
        char, start = found.group(1), found.start()
        modifies = _before_noun if found.group(2) else _fused
        if not modifies(text, char, found.end()) or text.endswith(_BROKEN, 0, start):
            continue
        if char not in _MIXED or _is_free(text, start, found.end()):
            yield Spot(start, found.end(1), syllables()[char], "country.modifier")


def _is_free(text: str, start: int, end: int) -> bool:
    """Whether a syllable that is a word besides is the state: in a free place, or before its own body."""
    return bool(_FREE.search(text, max(0, start - 6), start) or pattern("modifier_sure").match(text, end))


def _fused(text: str, char: str, end: int) -> bool:
    noun = pattern("modifier_fused").match(text, end)
    if not noun or char not in "미중일러영" or text.startswith(_GOES_ON, end):
        return False
    return char not in "일중" or noun.group() not in _SURE_FUSED


def _before_noun(text: str, char: str, end: int) -> bool:
    if char == "북":
        return bool(pattern("modifier_noun", "KP").match(text, end))
    if text.startswith(_places(char), end):
        return True
    noun = pattern("modifier_noun").match(text, end)
    if noun and (len(noun.group()) > 2 or CLOSES.match(text, noun.end())):
        return True
    if pattern("modifier_latin").match(text, end):
        return True
    soft = pattern("modifier_soft").match(text, end)
    return char == "미" and bool((soft and CLOSES.match(text, soft.end())) or _AMERICAN.match(text, end))


@functools.cache
def _places(char: str) -> tuple[str, ...]:
    """Places of a state that its syllable may stand before: 미 텍사스, 일 도쿄, 미 하버드대."""
    if char not in _WITH_PLACES:
        return ()
    known = tuple(place for place in proof(syllables()[char]) if len(place) > 1)
    return known + (words("modifier_place", syllables()[char]) if char != "호" else ())


def _sides(text: str) -> Iterator[Spot]:
    for found in _SIDE.finditer(text):
        start = found.start()
        yield Spot(start, start + 1, syllables()[text[start]], "country.side")


def _explained(text: str) -> Iterator[Spot]:
    for found in _EXPLAINED.finditer(text):
        code, before = syllables()[found.group(1)], found.start() - 1
        if code == syllables()[text[before]]:
            yield Spot(before, before + 1, code, "country.hanja")
            yield Spot(*found.span(1), code, "country.hanja")


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
    return bool(re.match(r" ?[가-힣A-Z'\"]|[·,\-/]", text[end : end + 2]))
