"""One-syllable names of states beside each other: ``한·미·일``, ``한-베트남``, ``한중 정상회담``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.countries import regions
from extractors.countries.edges import CLOSES
from extractors.countries.names import Spot, lookup, syllables
from extractors.countries.words import either, pattern, words
from extractors.lexicon import items, table

# "한|·|미", "한| · |베트남", "러|-|우", "미|/|중"
_SEPARATOR = re.compile(r" ?· ?|[-/]")
# "한·미·일", "러-우", "미/중", "한 · 베트남", "한-EU": parts joined by dots, hyphens or slashes.
_JOINED = re.compile(r"[가-힣A-Z一-鿿]{1,14}(?:(?: ?· ?|[-/])[가-힣A-Z一-鿿]{1,14}){1,9}")
# The mark beside a one-syllable name with which the search for a chain begins: "한·", "미-", "/중", "한 ·"
_LETTERS = "한미중일러북영독불호우이팔멕캐베인프태美中日韓北英露"
_LINK = re.compile(rf"[·\-/](?:(?<=[{_LETTERS}].)|(?<=[{_LETTERS}] .)|(?= ?[{_LETTERS}]))")
# What stands before that mark: "베트남·한" has its first part there
_HEAD = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?:[가-힣A-Z一-鿿]{1,14}(?: ?· ?|[-/])){0,9}[가-힣A-Z一-鿿]{1,14} ?$"
)
_HEAD_REACH = 80
#: Partners that are no states: "한-아세안", "한·아프리카", "한-EU", "한-GCC".
_GROUPING = re.compile(either("grouping") + "|[A-Z]{2,10}")
_LONGEST_BODY = 16
#: Great powers, whose syllables pair freely; the syllables of others need 한 or a full name beside them.
_CORE = frozenset("한미중일러북영독불호美中日韓北英露")
_POWERS = frozenset("한미중일러북韓美中日北露")
_RUN = re.compile(
    r"[한미중일러북영독불호몽베캐멕태싱필캄폴튀프우美中日韓北英露](?<![가-힣A-Za-z0-9一-鿿].)"
    r"[한미중일러북영독불호몽베캐멕태싱필캄폴튀프우美中日韓北英露]{1,4}"
)
# "영·프·독 3국", "독·프 정상": what makes a chain of syllables states where none of them is 한
_STATES = re.compile(rf" ?{either('pair_state')}|(?:간|은|는|의|이|가)? ?(?:양국|[3-5]개?국|삼국|정상)")
# 북미 정상회담 is North Korea and the United States; 북미 시장 and 북미 지역 are North America.
_SUMMIT = re.compile(rf" ?(?:간 )?{either('summit')}|, [^\n]{{0,15}}(?:정상|회담|협상|비핵|담판|합의|친서)")
# "중일 때", "공사 중일 경우": the bound noun 중 with the copula.
_WHILE = re.compile(r" ?(?:때|경우|수|뿐|것|가능성|지|텐데|시)(?![가-힣]{3})")
# "남북미 정상": the two halves are left to the reader, 미 is a state
_WITH_BOTH = re.compile(r"남북(?<![가-힣]남북)([미중러일]{1,3})(?:간|은|의|이)?(?: |$|[,.)])")
# "한EU FTA", "한아세안 특별정상회의"
_UNITED = re.compile(rf"한(?<![가-힣A-Za-z0-9].)(?={either('united')} ?(?:특별|협력|{either('pair_state')}))")
# "이-하마스 전쟁", "이·이란 충돌": Israel, whose syllable is Italy's elsewhere
_ISRAEL = re.compile(
    r"이(?<![가-힣A-Za-z0-9].)(?=[·/-](?:하마스|헤즈볼라|후티|이란|레바논|시리아|팔레스타인|튀르키예|사우디))"
)
# "한영 씨", "한미 양은": a given name
_GIVEN = re.compile(r" (?:씨|님|양[은이의])")
# "한일 없이 지냈다": 'what was done'
_DONE = re.compile(r"(?:이|도)? ?(?:없|많)")
# "한, 미, 일 3국", "미, 중 양국": a list with commas needs three members or a word for their number.
_COMMAS = re.compile(r"[한미중일러북](?<![가-힣A-Za-z0-9].)(?:, ?[한미중일러북]){1,5}(?![가-힣A-Za-z0-9])")
_TOGETHER = re.compile(r" ?(?:양국|3국|4국|삼국|정상|두 나라|세 나라)")
# "한일전을 앞두고": a match
_MATCH = re.compile(r"전(?=[은는이가을를의에과와도]|[^가-힣]|$)")
# "한·영어", "한·중·영문": languages
_TONGUE = re.compile(r"어|문(?![화제])|자막")


@dataclass(frozen=True, slots=True)
class _Part:
    """A member of a chain: its range, its code (None for a grouping) and what is left behind it."""

    start: int
    end: int
    code: str | None
    tail: str

    @property
    def brief(self) -> bool:
        """Whether it is written with one syllable: 미, not 베트남."""
        return self.end - self.start == 1


def find(text: str) -> Iterator[Spot]:
    """The one-syllable members of chains, pairs and lists; each syllable is a Spot of its own."""
    for found in _ISRAEL.finditer(text):
        yield Spot(*found.span(), "IL", "country.chain")
    yield from _joined(text)
    yield from _runs(text)
    yield from _lists(text)
    for found in _WITH_BOTH.finditer(text):
        for at in range(*found.span(1)):
            yield Spot(at, at + 1, syllables()[text[at]], "country.run")
    for found in _UNITED.finditer(text):
        yield Spot(*found.span(), "KR", "country.run")


def _joined(text: str) -> Iterator[Spot]:
    end = 0
    for link in _LINK.finditer(text):
        head = _HEAD.search(text, max(end, link.start() - _HEAD_REACH), link.start())
        found = _JOINED.match(text, head.start()) if head else None
        if not found or link.start() < end:
            continue
        end = found.end()
        chain: list[_Part] = []
        for start, end in _pieces(text, found.start(), found.end()):
            part = _part(text, start, end)
            if part is not None:
                chain.append(part)
            if part is None or part.tail:
                yield from _members(text, chain)
                chain = []
        yield from _members(text, chain)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for separator in _SEPARATOR.finditer(text, start, end):
        yield begin, separator.start()
        begin = separator.end()
    yield begin, end


def _part(text: str, start: int, end: int) -> _Part | None:
    for length in range(min(end - start, _LONGEST_BODY), 1, -1):
        surface = text[start : start + length]
        name = lookup().get(surface)
        if name or surface in _organisations():
            return _Part(start, start + length, name.code if name else None, text[start + length : end])
    grouping = _GROUPING.match(text, start, end)
    if grouping:
        return _Part(start, grouping.end(), None, text[grouping.end() : end])
    if text[start:end] == "소":  # "미·소": the Soviet Union is no state of today, but its partner is
        return _Part(start, end, None, "")
    code = syllables().get(text[start:end][:1])
    return _Part(start, start + 1, code, text[start + 1 : end]) if code else None


@functools.cache
def _organisations() -> frozenset[str]:
    """Bodies of states and regions that a state may stand beside: 한·유엔, 한-세계지식재산기구, 한-발칸."""
    bodies = (
        name
        for row in table("agencies", "name_ko", "abbr", "class")
        if row["class"] == "international"
        for name in (row["name_ko"], *items(row["abbr"]))
        if len(name) <= _LONGEST_BODY
    )
    return frozenset((*bodies, *(surface for surface, _ in regions.spellings())))


def _members(text: str, chain: list[_Part]) -> Iterator[Spot]:
    brief = [part for part in chain if part.brief and part.code]
    if len(chain) < 2 or not brief or not _may_pair(text, chain, brief) or _is_language(text, chain):
        return
    if chain[-1].brief and not _ends_well(text, chain[-1].end):
        return
    if any(part.code is None and part.brief for part in chain) and not _STATES.match(text, chain[-1].end):
        return  # "독·소 조항": no Soviet Union
    letters = {text[part.start] for part in brief}
    for part in brief:
        char = text[part.start]
        code = "IL" if char == "이" and "팔" in letters else syllables()[char]  # 이·팔: Israel and Palestine
        yield Spot(part.start, part.end, code, "country.chain")


def _may_pair(text: str, chain: list[_Part], brief: list[_Part]) -> bool:
    letters = "".join(text[part.start] for part in brief)
    if set(letters) <= _CORE:
        return True
    if len(brief) != len(chain):
        return False
    return "한" in letters or letters in words("open_pair") or _are_states(text, chain, letters)


def _are_states(text: str, chain: list[_Part], letters: str) -> bool:
    """``영·프·독 3국``: the word behind says it; ``미·일·인·호``: two great powers among three or more."""
    powers = _CORE.intersection(letters)
    many = len(letters) > 2 and len(powers) > 1
    return many or (bool(powers) and _STATES.match(text, chain[-1].end) is not None)


def _ends_well(text: str, end: int) -> bool:
    """Whether a one-syllable name can end here: a boundary, particles, or a noun of relations."""
    return bool(CLOSES.match(text, end) or _MATCH.match(text, end) or pattern("pair_noun").match(text, end))


def _is_language(text: str, chain: list[_Part]) -> bool:
    end = chain[-1].end
    if not all(part.brief for part in chain):
        return False
    return bool(_TONGUE.match(text, end)) or _speaks(text, end)


def _speaks(text: str, end: int) -> bool:
    """``한·영 통역``: a noun of languages follows."""
    return bool(pattern("language").match(text, end + (text[end : end + 1] == " ")))


def _runs(text: str) -> Iterator[Spot]:
    for found in _RUN.finditer(text):
        run, end = found.group(), found.end()
        if not _is_run(text, run, end) or (set(run) <= set("한영중일불독") and _speaks(text, end)):
            continue
        for start, char in enumerate(run, found.start()):
            yield Spot(start, start + 1, syllables()[char], "country.run")


def _is_run(text: str, run: str, end: int) -> bool:
    if run in {"북미", "중미"} or run.startswith("북중미"):  # North and Central America
        return bool(_SUMMIT.match(text, end))
    if _GIVEN.match(text, end):
        return False
    if (run == "중일" and _WHILE.match(text, end)) or (run == "한일" and _DONE.match(text, end)):
        return False
    if run in words("noun_pair"):
        return bool(pattern("pair_noun").match(text, end + (text[end : end + 1] == " ")))
    several = len(run) > 2 and len(set(run)) == len(run) and set(run) <= _POWERS
    return (run in words("sure_pair") or several) and _ends_well(text, end)


def _lists(text: str) -> Iterator[Spot]:
    for found in _COMMAS.finditer(text):
        members = list(re.finditer(r"[한미중일러북]", found.group()))
        if len(members) < 3 and not _TOGETHER.match(text, found.end()):
            continue
        for member in members:
            start = found.start() + member.start()
            yield Spot(start, start + 1, syllables()[member.group()], "country.list")
