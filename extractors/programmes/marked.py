"""Names between quotation marks: "'한끼 나눔 사업'", "「제3차 숲길 기본계획」", "'희망나래' 프로젝트"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.mention import Programme
from extractors.programmes import names, words
from extractors.programmes.quotes import Quoted
from extractors.reading import Reading

# "이하 '기본계획'", "(이하 「지침」", "일명 '나눔 사업'": a short form
_SHORT = re.compile(r"(?:이하|약칭|일명) ?[(\[]?\Z")
# "영화 '…'", "저서 『…』", "예능 프로그램 '…'"
_WORK_BEFORE = re.compile(rf"(?:(?<![가-힣])(?:책|곡)|{words.one_of('work_before')})(?:은|는|인|으로)? ?\Z")
# "김가람 교수의 '…', ▲", "이나무 대표(새싹연구소)의 '…'": the title of a talk
_TALK_BEFORE = re.compile(rf"(?:{words.one_of('speaker')})(?: ?\([^()\n]{{1,40}}\))?[의가이은는] ?\Z")
# "'…'을 주제로", "'…'라는 제목", "'…' 제하의 기사", "'…' 부문"
_WORK_AFTER = re.compile(
    rf"(?: ?\([^()\n]{{0,20}}\))? ?(?:이?라는|이란|을|를|의|이라고)? ?(?:{words.one_of('work_after')})"
)
# what a list of marks or "이라는 이름의 …" may be said to be: "'한 끼 나눔'이라는 캠페인"
_KIND = words.one_of("called")
# "'어린이 숲 지원', '산촌 창업 훈련' 등 3대 사업": the word for all of a list stands behind the last one
_OF_LIST = re.compile(
    r"(?:(?:[,·]| ?및|과|와) ?['\"][^'\"\n]{2,40}['\"]){0,5} ?등 ?(?:[가-힣0-9]{1,8} ){0,2}[가-힣]{0,6}"
    rf"(?:{_KIND})(?![가-힣]{{3}})"
)
# "'빗물 안심 마당'이라는 이름의 교육 프로그램", "'한 끼 나눔'이라는 캠페인"
_CALLED = re.compile(
    r"(?:이?라는|이란) ?(?:(?:이름|명칭)의 ?(?:[가-힣]{1,8} ){0,2})?"
    rf"(?:{_KIND})(?![가-힣]{{3}})"
)
# "'공통 규범'화되고", "'한국형 대책'식의": emphasis
_MADE_INTO = re.compile(r"화(?:되|하|된|한|를)|적(?:인|으로)|급 |식 |式")
# "정책자료-정책정보-게시판": a way through a web site
_PATH = re.compile(r"[가-힣]-[가-힣]{2,20}-[가-힣]")
# "< 참여기업 간담회 >": the heading of an agenda
_MEETING = re.compile(r"(?:간담회|회의)\Z")
# "'…'을 주제로": a plan so called is a talk, a scheme is what the talk is about
_THEME_AFTER = re.compile(r"(?: ?\([^()\n]{0,20}\))? ?(?:이?라는|이란|을|를|의)? ?주제")
_SCHEME = re.compile(r"(?:사업|프로그램|프로젝트)\Z")
# "제9회 물의 날", "제33회 발명 한마당"; not "제4회 국무회의", "제2회 농업대상"
_NO_EVENT = (
    r"(?<!회의)(?<!위원회)(?<!총회)(?<!이사회)(?<!협의회)(?<!상)(?<!단)(?<!선거)(?<!투표)(?<!시험)(?<! 및)"
)
_NTH_TIME = re.compile(rf"제 ?\d{{1,3}}회 [^,.!?\n]{{3,60}}{_NO_EVENT}")
# "제44회 「전통한지명품전」"
_NTH_BEFORE = re.compile(r"제 ?\d{1,3}회 ?\Z")
_HELD = re.compile(rf"[^,.!?\n]{{3,30}}{_NO_EVENT}")
_CEREMONY = re.compile(r" ?(?:기념식|기념행사|시상식|수여식|개막식|개요)\Z")
# "라고 말했다", "이라며", "고 밝혔다"; not "'…'이라고 이름 붙인", "'…'이라고 한다"
_SAID = re.compile(
    r" ?(?:이?라(?:고|며|면서|는 것|는 점|는 평가|는 생각)|이다|임을|고 |며 |면서 )"
    r"(?! ?(?:이름|명명|불|일컫|한다|하며|하는))"
)
# "“올해 발표하는 청년 사업은 …": a mark that nothing closes opens a sentence
_ADNOMINAL = re.compile(r"[가-힣](?:하는|되는|있는|없는|했던|위한|한|된) ")
_LONGEST_NAME = 30


def marked(reading: Reading, stretches: Iterable[Quoted]) -> Iterator[Programme]:
    """The programmes named between marks, in the order of ``stretches``; they may hold one another."""
    for inside in stretches:
        found = _closed(reading.text, inside) if inside.closed else _unclosed(reading.text, inside)
        if found is not None:
            start, end, rule = found
            yield programme(reading.text, start, end, rule)


def widened(text: str, known: Iterable[Programme], stretches: Iterable[Quoted]) -> Iterator[Programme]:
    """Known names, each with the words before it where it ends what marks hold: ``'민간주도형 동행축제'``."""
    starts = {}
    for inside in stretches:
        start, end = names.trimmed(text, inside.start, inside.end)
        if inside.closed and end - start <= _LONGEST_NAME:
            starts[end] = start
    for one in known:
        start = starts.get(one.end, one.start)
        before = text[start : one.start].split()
        if 0 < len(before) < 3 and not any(map(words.ends_before, before)):
            yield programme(text, start, one.end, "known_within")
        else:
            yield one


def programme(text: str, start: int, end: int, rule: str) -> Programme:
    """The mention of a programme, named as it is written there."""
    name = text[start:end]
    return Programme(start=start, end=end, text=name, rule=f"programme.{rule}", name=name)


def _closed(text: str, inside: Quoted) -> tuple[int, int, str] | None:
    content = text[inside.start : inside.end]
    if names.is_clause(content) or _PATH.search(content) or _is_work(text, inside.start - 1, inside.end + 1):
        return None
    said = _SAID.match(text, inside.end + 1) is not None
    if said and (inside.mark == '"' or names.speaks(content)):
        return None
    if _MADE_INTO.match(text, inside.end + 1):
        return None
    found = names.named(text, inside.start, inside.end)
    if found is None:
        return _followed(text, inside) or (None if said else _counted(text, inside))
    start, end, manner = found
    return None if _is_talk(text, inside, start, end, manner) else (start, end, "quoted")


def _is_talk(text: str, inside: Quoted, start: int, end: int, manner: str) -> bool:
    """Whether a name is rather that of a talk, a theme or an item of an agenda."""
    if _THEME_AFTER.match(text, inside.end + 1) and not _SCHEME.search(text, start, end):
        return True
    if manner == "topic":
        talk = _TALK_BEFORE.search(text, max(0, inside.start - 61), inside.start - 1)
        return talk is not None or (inside.mark == '"' and names.speaks(text[inside.start : inside.end]))
    return inside.mark == "<" and _MEETING.search(text, start, end) is not None


def _counted(text: str, inside: Quoted) -> tuple[int, int, str] | None:
    """``「제9회 물의 날」``, ``제9회 「명품전」``: what is held for the ninth time is an event."""
    start, end = names.trimmed(text, inside.start, inside.end)
    if (ceremony := _CEREMONY.search(text, start, end)) is not None:
        end = ceremony.start()
    counted = _NTH_TIME.fullmatch(text, start, end)
    if not counted and _NTH_BEFORE.search(text, max(0, inside.start - 8), inside.start - 1):
        counted = _HELD.fullmatch(text, start, end)
    return (start, end, "quoted_time") if counted else None


def _followed(text: str, inside: Quoted) -> tuple[int, int, str] | None:
    """``'희망나래' 사업``: the mark closes before the word for it."""
    after = words.following().match(text, inside.end + 1)
    firm = (
        after["firm"]
        if after
        else _OF_LIST.match(text, inside.end + 1) or _CALLED.match(text, inside.end + 1)
    )
    if not after and not firm:
        return None
    start, end = names.trimmed(text, inside.start, names.without_alias(text, inside.start, inside.end))
    content = text[start:end]
    if inside.mark == "<" or len(content) < 2 or not names.is_told_apart(content) or names.is_law(content):
        return None
    if content.endswith(words.not_heads()):
        return None
    if not firm and (" " not in content or names.speaks(content)):
        return None
    return start, end, "quoted_before"


def _unclosed(text: str, inside: Quoted) -> tuple[int, int, str] | None:
    """``‘마을 돌봄 사업을 …``: up to the first word that may end a name."""
    if inside.mark in "<〈" or _is_work(text, inside.start - 1, inside.end):
        return None
    for head in words.inner_heads().finditer(text, inside.start, inside.end):
        found = names.named(text, inside.start, head.end())
        if found is not None and not _goes_on(text[found[0] : found[1]]):
            return found[0], found[1], "unclosed"
    return None


def _goes_on(name: str) -> bool:
    """Whether words that a mark opens and nothing closes are a sentence: ``“올해 발표하는 청년 사업은 …``."""
    return names.speaks(name) or ", " in name or _ADNOMINAL.search(name) is not None


def _is_work(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    return (
        _SHORT.search(before) is not None
        or _WORK_BEFORE.search(before) is not None
        or _WORK_AFTER.match(text, end) is not None
    )
