"""One-syllable names behind a syllable of relation: ``대미 수출``, ``방한``, ``주중 대사``, ``재일동포``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.countries.edges import CLOSES, EDGE, is_free
from extractors.countries.names import Spot, state_places, syllables
from extractors.countries.words import either, pattern

# "대미 수출", "대(對)중 의존도", "對日 무역", "대북 제재", "대미·대중 수출"
_TOWARD = re.compile(
    r"[대對]"
    + EDGE
    + r"(?:(?<=대) ?\(對\) ?|(?<=對) )?([미중일러북한영독美中日北韓])"
    + r"(?:·(?!대[미중일러북])[가-힣]{1,3}){0,3}( ?)"
)
# "대미(12.5%), 대중(△3.2%)": shares of trade
_SHARE = re.compile(r"\([+△▲-]?\d")
# "미의 대중 수출통제", "미 대중 관세": whose measure it is
_OWNER = re.compile(
    r"([미중일러])(?<![가-힣A-Za-z0-9].)의? "
    r"(?=대(?:\(對\))?[미중일러북](?![가-힣])|대[미중일러북][수관투무제]|대한 ?(?:수출|투자|무역|관세))"
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
    r"(?<!에 )대한 수출 ?규제|[對韓]"
    r"|(?<!에 )(?<![가-힣] )(?:대한|대\(對\)한) ?(?:수출규제|직접투자|투자|무역|교역|수출|수입)"
)
# "방한 중인", "방미 일정", "방북단": visits
_VISIT = re.compile(
    rf"[방訪]{EDGE}([한미중일러북韓美中日北])(?={either('visit_noun')}|[ ,.()\]'\"…·:;?!\n]|$)"
)
# 방한복, 방한 용품, 방한·방수, 방한(防寒): against the cold
_COLD = re.compile(rf" ?{either('cold')}|[·,/] ?(?:방(?![미중일러북한])[가-힣]|보온|단열|난방|월동)|\(防")
# "방중 돌봄교실": in the school holidays
_BREAK = re.compile(rf" {either('break_visit')}")
# "주한 영국대사관", "주미 대사", "주일미군": posts; 1주일, 주중 (weekdays) and 주영 (a given name) are none
_POST = re.compile(
    r"[주駐]"
    + EDGE
    + r"(?:(?<=주) ?\(駐\) ?|(?<=駐) )?([한미중일러영독불인호태美中日韓英獨佛露])"
    + rf"(?= ?(?:(?:[가-힣·]{{2,7}} ?)?{either('post')}|{either('guest')}))"
)
_IN_KOREA = re.compile(
    rf"주{EDGE}" + rf"(한)(?= (?!{either('person_after')})|[가-힣]{{2,12}} ?(?:대사|공사|상의))"
)
# "친미 정권", "반중 감정", "친일파"; 친한 친구, 반일 휴가 and 반한 are everyday words
_LEANING = re.compile(
    rf"[친반혐]{EDGE}([미중일러북한])(?= ?{either('leaning')}|[·,] ?[친반혐][미중일러북]|이?냐|적 )"
)
# "재일동포", "재미 한인", "재한 외국인"
_RESIDENT = re.compile(rf"[재在]{EDGE}([미중일러한독영日美中韓])(?= ?{either('resident')})")
#: Which rules a word that begins with this syllable may follow.
_BY_FIRST = {
    **dict.fromkeys("방訪", ((_VISIT, "country.visit"),)),
    **dict.fromkeys("주駐", ((_POST, "country.post"), (_IN_KOREA, "country.post"))),
    **dict.fromkeys("친반혐", ((_LEANING, "country.leaning"),)),
    **dict.fromkeys("재在", ((_RESIDENT, "country.resident"),)),
}
_GUEST = re.compile(
    rf"[방訪주駐친반혐재在]{EDGE}(?=[한미중일러북영독불호인태韓美中日北英獨佛露]| ?\(駐|(?<=駐) )"
)


def find(text: str) -> Iterator[Spot]:
    """One-syllable names of those whom a thing is directed at, or where somebody is a guest."""
    for rule in (_toward, _owners, _behind_signs, _guests):
        yield from rule(text)


def _toward(text: str) -> Iterator[Spot]:
    for found in _TOWARD.finditer(text):
        char = found.group(1)
        if char == "한" and not _TO_KOREA.search(text, max(0, found.start() - 2), found.end() + 8):
            continue
        in_list = _in_list(text, found.start(), found.end(1))
        product = char in "미중일러" and _PRODUCT.match(text, found.end(1))
        shared = _SHARE.match(text, found.end(1))
        if char == "중" and not (
            in_list or product or shared or pattern("toward_china").match(text, found.end())
        ):
            continue  # 대중문화, 대중 여론: the masses
        plain = product or in_list or shared or char in "러북美中日北韓" or "對" in found.group()
        if (plain and CLOSES.match(text, found.end(1))) or pattern("toward_noun").match(text, found.end()):
            yield Spot(*found.span(1), syllables()[char], "country.toward")


def _owners(text: str) -> Iterator[Spot]:
    for found in _OWNER.finditer(text):
        if found.group(1) in "미러" or is_free(text, found.start()):
            yield Spot(*found.span(1), syllables()[found.group(1)], "country.modifier")


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
            if not found or (compiled is _VISIT and _no_visit(text, found.group(1), found.end(1))):
                continue
            if compiled is not _POST or not text.startswith(_all_places(), found.start(1)):  # 주호치민
                yield Spot(*found.span(1), syllables()[found.group(1)], rule)


@functools.cache
def _all_places() -> tuple[str, ...]:
    return tuple({place for _, place in state_places() if len(place) > 2})


def _no_visit(text: str, char: str, end: int) -> bool:
    other = {"한": _COLD, "중": _BREAK}.get(char)
    return other is not None and other.match(text, end) is not None
