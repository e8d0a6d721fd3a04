"""One-syllable names of states in running text: ``한·미·일``, ``한중``, ``미 재무부``, ``대미 수출``, ``방한``, ``美``.

A syllable is a country only by its company, so each rule here names the company that it needs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.country_names import lookup, syllables_of
from extractors.lexicon import table
from extractors.reading import Reading


@dataclass(frozen=True, slots=True)
class Spot:
    """A one-syllable (or other) name at [start, end) with its code and the rule that found it."""

    start: int
    end: int
    code: str
    rule: str


#: What may stand right behind a one-syllable name: particles and the suffixes of annotation.
_PARTICLE = (
    "은|는|이|가|을|를|의|에|에서|에게|에선|에는|로|으로|와|과|도|만|까지|부터|보다|처럼|이나|나|이며|이고|간|측|쪽|발|산|계|등|들|인"
)
_CLOSES = re.compile(rf"(?:(?:{_PARTICLE}){{1,3}})?(?![가-힣A-Za-z0-9])")
_SEPARATOR = re.compile(r" ?· ?|[-/]")
# "한·미·일", "러-우", "미/중", "한 · 베트남", "한-EU": parts joined by dots, hyphens or slashes.
_JOINED = re.compile(
    r"(?<![가-힣A-Za-z0-9])[가-힣A-Z一-鿿]{1,14}(?:(?: ?· ?|[-/])[가-힣A-Z一-鿿]{1,14}){1,9}"
)
# Groupings that are partners of a state: "한-아세안", "한·아프리카", "한·중앙아", "한-GCC".
_GROUPS = re.compile(
    r"아세안|유럽연합|유럽|아프리카|중앙아시아|중앙아|메콩|태평양도서국|태도국|중남미|카리브|걸프|메르코수르|비세그라드|중미|북유럽|아랍|"
    r"태평양동맹|중동|인도네시아|[A-Z]{2,10}"
)
_CORE = frozenset("한미중일러북영독불호美中日韓北英露")
#: Wide syllables that pair with a great power without 한: "러·우 전쟁", "미·멕 국경".
_OPEN_PAIRS = frozenset({"러우", "우러", "이팔", "팔이", "미멕", "미캐", "미베", "중인", "인중", "미인"})
# 중일 때, 공사 중일 경우: the bound noun 중 with the copula.
_WHILE = re.compile(r" ?(?:때|경우|수|뿐|것|가능성|지|텐데|시)(?![가-힣]{3})")
_RUN = re.compile(r"(?<![가-힣A-Za-z0-9一-鿿])[한미중일러북영독불호몽베캐멕태싱필캄폴튀프우美中日韓北英露]{2,5}")
#: Joined pairs that are words of their own; the bare pair needs a noun of relations behind it.
_SURE_RUNS = frozenset(
    "한미 한중 한일 한러 한몽 한베 미중 미일 중러 러중 북중 북러 미북 한캐 중일 북미중 한영 러북 중북 美中 美日 韓美 韓中 韓日 中日 北美 韓美日 韓中日".split()
)
_NOUN_RUNS = frozenset(
    "북미 중미 북일 일북 미러 러미 러일 일중 미영 영미 영불 한독 한불 한호 한태 한싱 한필 한캄 한폴 한튀 한프 한멕 미호 미독 독불 불독 일한 중한 러우 우러 미한 미불 일미 호중 중호 한우".split()
) - {"한우", "불독", "일중", "일한"}
#: 북미 정상회담 is North Korea and the United States; 북미 시장 and 북미 지역 are North America.
_SUMMITS = re.compile(
    r" ?(?:간 )?(?:정상|회담|협상|대화|관계|접촉|수교|합의|고위급|실무|비핵화|핵|대결|공동성명|갈등|무역전쟁|무역갈등|경쟁|양국|밀월|양자|통화|회동|평화협정)"
)


def find(reading: Reading) -> list[Spot]:
    """Every one-syllable name whose company settles it; ranges do not overlap."""
    text = reading.text
    taken: dict[int, Spot] = {}
    for rule in (_separated, _runs, _listed, _toward, _guests, _modifiers, _forces, _explained, _hanja):
        for spot in rule(text):
            taken.setdefault(spot.start, spot)
    return sorted(taken.values(), key=lambda spot: spot.start)


@functools.cache
def _words(kind: str) -> re.Pattern[str]:
    """The words of one kind as a pattern, longest first."""
    found = {row["surface"] for row in table("country_words", "surface", "kind", "code") if row["kind"] == kind and not row["code"]}
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))


@functools.cache
def _syllable() -> dict[str, str]:
    return {**syllables_of("pair"), **syllables_of("hanja"), **syllables_of("hanja_pair")}


@dataclass(frozen=True, slots=True)
class _Part:
    """A member of a chain: its range, what it names (None for a grouping) and what is left behind it."""

    start: int
    end: int
    code: str | None
    tail: str


def _separated(text: str) -> Iterator[Spot]:
    for found in _JOINED.finditer(text):
        run: list[_Part] = []
        for start, end in _pieces(text, found.start(), found.end()):
            part = _part(text, start, end)
            if part is None:
                yield from _chain(text, run)
                run = []
                continue
            run.append(part)
            if part.tail:
                yield from _chain(text, run)
                run = []
        yield from _chain(text, run)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for separator in _SEPARATOR.finditer(text, start, end):
        if separator.start() >= begin:
            yield begin, separator.start()
            begin = separator.end()
    yield begin, end


def _part(text: str, start: int, end: int) -> _Part | None:
    for length in range(min(end - start, 12), 1, -1):
        name = lookup().get(text[start : start + length])
        if name:
            return _Part(start, start + length, name.code, text[start + length : end])
    group = _GROUPS.match(text, start, end)
    if group:
        return _Part(start, group.end(), None, text[group.end() : end])
    code = _syllable().get(text[start]) if start < end else None
    if text[start:end] == "소":  # "미·소": the Soviet Union is no country of today, but the other one is
        return _Part(start, end, None, "")
    return _Part(start, start + 1, code, text[start + 1 : end]) if code else None


def _chain(text: str, parts: list[_Part]) -> Iterator[Spot]:
    if len(parts) < 2:
        return
    short = [part for part in parts if part.end - part.start == 1 and part.code]
    if not short or not _may_pair(text, parts, short):
        return
    last = parts[-1]
    if last.end - last.start == 1 and not _ends_well(text, last.end):
        return
    if _is_language(text, parts):
        return
    for part in short:
        if part.code:
            yield Spot(part.start, part.end, part.code, "country.chain")


def _may_pair(text: str, parts: list[_Part], short: list[_Part]) -> bool:
    letters = "".join(text[part.start] for part in short)
    if len(short) == len(parts):
        return set(letters) <= _CORE or "한" in letters or letters in _OPEN_PAIRS
    if all(part.code is None for part in parts if part not in short):
        return set(letters) <= _CORE
    return set(letters) <= _CORE


def _ends_well(text: str, end: int) -> bool:
    """Whether what follows a one-syllable name leaves it one: a boundary, particles, or a noun of relations."""
    if _CLOSES.match(text, end):
        return True
    return bool(_words("pair_noun").match(text, end) or _CLOSES.match(text, end))


def _is_language(text: str, parts: list[_Part]) -> bool:
    """``한·영 통역``, ``한·중·영어``: languages, not states."""
    tail = text[parts[-1].end : parts[-1].end + 12]
    if any(part.end - part.start > 1 for part in parts):
        return False
    return bool(re.match(r"어|문(?![화제])|자막| ", tail) and (tail[0] != " " or _words("language").match(tail, 1)))


def _runs(text: str) -> Iterator[Spot]:
    for found in _RUN.finditer(text):
        run, end = found.group(), found.end()
        if not _is_run(text, run, end):
            continue
        if _words("language").match(text, end + (text[end : end + 1] == " ")) and set(run) <= set("한영중일불독"):
            continue
        for index, char in enumerate(run):
            yield Spot(found.start() + index, found.start() + index + 1, _syllable()[char], "country.run")


def _is_run(text: str, run: str, end: int) -> bool:
    if run in {"북미", "중미"}:
        return bool(_SUMMITS.match(text, end))
    if run == "중일" and _WHILE.match(text, end):
        return False
    if run in _NOUN_RUNS:
        return bool(_words("pair_noun").match(text, end + (text[end : end + 1] == " ")))
    known = run in _SURE_RUNS or (len(run) > 2 and len(set(run)) == len(run) and set(run) <= set("한미중일러북韓美中日北露"))
    return known and _ends_well(text, end)


# "한, 미, 일 3국", "미, 중 양국": a list with commas needs three members or a word for their number.
_COMMAS = re.compile(r"(?<![가-힣A-Za-z0-9])[한미중일러북](?:, ?[한미중일러북]){1,5}(?![가-힣A-Za-z0-9])")
_TOGETHER = re.compile(r" ?(?:양국|3국|4국|삼국|정상|두 나라|세 나라)")


def _listed(text: str) -> Iterator[Spot]:
    for found in _COMMAS.finditer(text):
        members = [match for match in re.finditer(r"[한미중일러북]", found.group())]
        if len(members) < 3 and not _TOGETHER.match(text, found.end()):
            continue
        for member in members:
            start = found.start() + member.start()
            yield Spot(start, start + 1, _syllable()[member.group()], "country.list")


# "대미 수출", "대(對)중 의존도", "對日 무역", "대북 제재"
_TOWARD = re.compile(r"(?<![가-힣A-Za-z0-9])(?:대 ?\(對\) ?|대|對 ?)([미중일러북한영독美中日北韓])(?:·[가-힣]{1,3}){0,3}( ?)")


def _toward(text: str) -> Iterator[Spot]:
    for found in _TOWARD.finditer(text):
        char, end = found.group(1), found.end()
        plain = char in "러북美中日北韓" or "對" in found.group()
        if char == "한" and text[: found.start()].endswith("에 "):  # "산업에 대한 투자"
            continue
        if plain and _CLOSES.match(text, found.end(1)) or _words("toward_noun").match(text, end):
            yield Spot(found.start(1), found.start(1) + 1, _syllable()[char], "country.toward")


# "방한 중인", "방미 일정", "방북단": visits; 방한복 and 방한용품 keep out the cold, 방중 alone may be a vacation.
_VISITS = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?:방|訪)([한미중일러북韓美中日北])(?=(?:단|객|길|차)?"
    r"(?:(?:은|을|이|과|와|의|에|으로|중|했|한|하|해|할|시|일정|외래|외국|관광|기간|대표|의료|성과|정상|계획|기념|인사|특사)|(?= )|[,.)\]'\"]))"
)
_COLD = re.compile(
    r" ?(?:복|모|화|용품|용|물품|대책|장갑|의류|텐트|시설|조끼|키트|점퍼|장비|재킷|자켓|성능|기능|효과|성|조치|커튼|피복|외투|내의|작업|셔츠|마스크|부츠|신발|양말|목도리|귀마개|비닐|패딩)"
)
# "주한 영국대사관", "주미 대사", "주일 공사": posts; 1주일, 주중 (weekdays), 주영 (a given name) are none.
_POSTS = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?:주 ?\(駐\) ?|주|駐 ?)([한미중일러영독불인호태美中日韓英獨佛露])(?= ?(?:"
    r"(?:[가-힣·]{2,7} ?)?(?:대사|총영사|대표부|공관|외교|공사|무관|특파원|상공회의소|상의)|미군|미국|한국|대한민국|외국|외신|일본|중국|북한))"
)
_HOME = re.compile(r"(?<![가-힣A-Za-z0-9])주(한)(?= |[가-힣]{2,12} ?(?:대사|공사|상의))")
# "친미 정권", "반중 감정", "친일파": 친한 친구, 반일 휴가, 반한 are everyday words
_LEANINGS = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?:친|반|혐)([미중일러북한])(?= ?(?:감정|정서|시위|단체|여론|세력|정권|성향|인사|정부|노선|파|주의|운동|행위|종족|선동|집회|반민족|잔재|국가|매체|기류|불매|정책|구호|외교|언론|진영|기조|작가|후손|청산|문제|논란|행적|경력|인명사전|단))"
)
# "재일동포", "재미 한인", "재한 외국인"
_RESIDENTS = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?:재|在)([미중일러한독영日美中韓])(?= ?(?:동포|교포|한인|한국|조선|외국|유학|과학|학도|거류|화교|중국|북한|거주|작가|사업가|탈북|고려인|민단|베트남|일본|미국))"
)


def _guests(text: str) -> Iterator[Spot]:
    for pattern, rule in (
        (_VISITS, "country.visit"),
        (_POSTS, "country.post"),
        (_HOME, "country.post"),
        (_LEANINGS, "country.leaning"),
        (_RESIDENTS, "country.resident"),
    ):
        for found in pattern.finditer(text):
            start, end = found.span(1)
            if rule == "country.visit" and found.group(1) == "한" and _COLD.match(text, end):
                continue
            yield Spot(start, end, _syllable()[found.group(1)], rule)


_MODIFIER = re.compile(r"(?<![가-힣A-Za-z0-9一-鿿.])([미중일러영독불호인태북])( ?)(?=[가-힣A-Z])")
# A full stop, bracket, comma or particle before: "정부는 중 외교부에", "(일 외무성"; not "회의 중 국회", "3 일 정부".
_FREE = re.compile(r"(?:^|[\n,.(\['\"·:;○□ㅇ\-▲△*<《「『/]|(?:은|는|이|가|을|를|도|와|과|에서|로|등|및|한|국|에|측|서)) ?$")
_MIXED = frozenset("중일인태호불독영")
_BODY = re.compile(r"(?:연방)?[가-힣]{2,12}(?:부|성|청|처|국|위원회|원|사령부|센터)(?:은|는|이|가|을|를|의|에|와|과|도|\(|,| 장관| |$)")


def _modifiers(text: str) -> Iterator[Spot]:
    for found in _MODIFIER.finditer(text):
        char, end = found.group(1), found.end()
        code = _syllable()[char]
        if not _modifies(text, char, end, spaced=bool(found.group(2))):
            continue
        if text.endswith(("이 ", "그 "), 0, found.start()):  # "이 미 국회": a broken 이미
            continue
        if char in _MIXED and not _FREE.search(text, max(0, found.start() - 3), found.start()):
            continue
        yield Spot(found.start(1), found.end(1), code, "country.modifier")


def _modifies(text: str, char: str, end: int, *, spaced: bool) -> bool:
    if not spaced:
        noun = _words("modifier_fused").match(text, end)
        return bool(noun) and char in "미중일러영" and not text.startswith(("정부분", "대사전", "정부터"), end) and (
            char not in "일중" or noun is not None and noun.group() not in {"정부", "대사", "언론", "당국", "의회", "총리", "대선"}
        )
    if char == "북":
        return bool(_north().match(text, end))
    noun = _words("modifier_noun").match(text, end)
    if noun and _CLOSES.match(text, noun.end()) or noun and len(noun.group()) > 2:
        return True
    return char == "미" and bool(re.compile(r"[A-Z]{2,6}(?![A-Za-z])|[가-힣]{2,12}(?:무부|방부|주립대|위원회|사령부|연방)").match(text, end))


@functools.cache
def _north() -> re.Pattern[str]:
    found = {row["surface"] for row in table("country_words", "surface", "kind", "code") if row["kind"] == "modifier_noun" and row["code"] == "KP"}
    return re.compile("|".join(sorted(found, key=len, reverse=True)))


# "미군 기지", "미측 대표", "일측은", "러군": before 군 and 측
_FORCES = re.compile(r"(?<![가-힣A-Za-z0-9])(?:(미|러)군|([미중일러한영독불]) ?측)(?=(?:은|는|이|가|을|를|의|에|과|와|도|에서|으로|에게|[ ,.)]|기지|[가-힣]{2,6}))")


def _forces(text: str) -> Iterator[Spot]:
    for found in _FORCES.finditer(text):
        group = 1 if found.group(1) else 2
        if found.group(2) and _NOT_SIDE.match(text, found.end()):
            continue
        yield Spot(found.start(group), found.end(group), _syllable()[found.group(group)], "country.side")


# "중 측정", "일 측량", "한 측면": other words with 측
_NOT_SIDE = re.compile(r"정|량|면|백|두|근|도|우|후")
# "美 상무부", "對中 수출", "韓·美": a lone hanja, alone or beside other names; "5日", "(日)", "회의 中" are none.
_HANJA = re.compile(r"(?<![一-鿿0-9])(?<![0-9] )[美韓日中北英獨佛露濠印泰](?![一-鿿])")


# "미(美) 상무부", "대중(中) 수출": a syllable that its Chinese character explains
_EXPLAINED = re.compile(r"(?:(?<![가-힣A-Za-z0-9])|(?<=대)|(?<=·)|(?<=방)|(?<=주))([미중일한러북영독])\((美|中|日|韓|露|北|英|獨)\)")


def _explained(text: str) -> Iterator[Spot]:
    for found in _EXPLAINED.finditer(text):
        syllable, sign = _syllable()[found.group(1)], _syllable()[found.group(2)]
        if syllable == sign:
            yield Spot(*found.span(1), syllable, "country.hanja")
            yield Spot(*found.span(2), sign, "country.hanja")


def _hanja(text: str) -> Iterator[Spot]:
    for found in _HANJA.finditer(text):
        char, start, end = found.group(), found.start(), found.end()
        if char in "中日北印英" and not _is_state_sign(text, char, start, end):
            continue
        yield Spot(start, end, _syllable()[char], "country.hanja")


def _is_state_sign(text: str, char: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 3) : start], text[end : end + 12]
    if before.endswith("("):  # "중국(中)" is a gloss; "25일(日)" is a Sunday
        return before[:-1].endswith(("중국", "일본", "북한", "인도", "영국"))
    if char == "中" and re.search(r"[가-힣0-9)] ?$", before) and not _FREE.search(before):
        return False
    return bool(re.match(r" ?[가-힣A-Z]|[·,\-/]", after))
