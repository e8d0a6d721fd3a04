"""Whether a stretch between marks is the name of a programme, and which part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.programmes import words

# "… 기본계획(2026~2030)", "… 사업(안)", "… 전략(이하 혁신전략)"
_BRACKET = re.compile(r" ?\([^()\n]{0,40}\)\Z")
# "빗물 나눔 활동(캠페인)": the word for it as a gloss, and nothing else
_GLOSS = re.compile(r"\([가-힣]{2,6}\)\Z")
_ALIAS = re.compile(r" ?\((?:이하|약칭|안\)|案\)|일명|부제|붙임|별첨|참고)")
# "산촌 지원사업(02-0000-0000)": a number to call is no part of a name
_PHONE = re.compile(r"\d{2,4}[-.)] ?\d{3,4}[-.] ?\d{4}|(?<!\d)1\d{3}-\d{4}")
# "코리아 스마트 위크 2026", "드론 챌린지 '26", "청년 사업 2.0", "마을 사업 Ⅱ"
_YEAR = re.compile(r" ?(?:'?\d{2}|20\d{2}|[1-9]\.0|시즌 ?\d|[ⅠⅡⅢⅣ]|[1-9]단계|[1-9]기)(?:년|년도)?\Z")
_TRIM = " *.,:;·※-~\u200b"
# "감사를 확대할 계획", "근본적인 대책", "국민을 위한 정책": no name before 계획, 대책, 방안 …
_DESCRIBED = re.compile(
    r"(?:할|될|갈|릴|칠|킬|낼|볼|줄일|높일|보일|기울일|붙일|만들|세울|키울|채울|(?<![마가고노])을|하는|되는|있는|없는|시키는|리는|키는"
    r"|우는|지는|대한|통한|따른|의한|필요한|가능한|다양한|적인|로운|스러운|하던|했던|되던|짜리|하고|하여|해서|이라는|라는|관련"
    r"|어떤|모든|이번|각종|이런|그런|같은|다른|많은|큰|좋은|까지|부터|에서|에게|으로서|으로써|보다|마다|만한)\Z"
)
# "문제점과 개선방안", "추진상황 및 향후 계획": the heads of a report
_REPORT = re.compile(
    rf"(?:{words.one_of('report')})"
    r" ?(?:과|와|및|,|·) ?(?:[가-힣]{1,4} ){0,2}[가-힣]{0,4}\Z"
)
# "…했다.", "…합니다, 그": what somebody said
_CLAUSE = re.compile(
    r"(?:다|요|까|죠|자|라|네)[.?!]|[가-힣](?:했다|한다|된다|있다|없다|습니다|세요)(?:[ ,.!]|$)"
    r"|[,;] ?(?:그|이|또) "
)
# "이번 대책은 …", "예산을 …"; not "함께하는 …", "마을 …"
_TOPIC = re.compile(
    r"[가-힣](?:은|(?<![하되가오주나])는|(?<![마가고노])을|를|에서|에게|으로|까지|부터|하며|하고|되고|면서|해서"
    r"|이고|라고)(?= )"
)
# a number alone before the head: "3대 전략", "5개 사업", "12개 과제", "1.2조 원 사업"
_COUNTED = re.compile(
    r"(?:제? ?\d[\d,.·~]{0,8}(?:대|개|개년|건|종|가지|호|차|위|단계|개국|[천백십만억조]{0,2} ?원|년|년도"
    r"|회|일|월)?"
    r"|(?:[두세네]|여러) ?(?:가지|개))\Z"
)
# "5주간": a length of time
_LENGTH = re.compile(r"[\d한두세네몇] ?주간")
_LAW_END = re.compile(r"(?:법|법률|시행령|시행규칙|조례)\Z")
_BETWEEN = re.compile(r"[ ·,/()]")
_LAW = re.compile(r"(?:법|법률|시행령|시행규칙|조례|특별법)(?: |\(|$)")

# "2030 세계꽃박람회 조직위원회", "국가 숲 전략 자문단": a body's name
_BODY = re.compile(rf" ?[가-힣]{{0,6}}(?:{words.one_of('body')})")


def named(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The name of a programme at [start, end), trimmed, with the manner of its last word; or None.

    "출범식" and the like behind a name are left out.
    """
    start, end = trimmed(text, start, end)
    stop = end
    while (bracket := _BRACKET.search(text, start, stop)) is not None:
        stop = bracket.start()
        if _ALIAS.match(text, stop) or _PHONE.search(text, stop, end):
            end = stop
    if (tail := words.shut().search(text, start, stop)) is not None:
        inner_start, inner_end = trimmed(text, start, tail.start())
        inner = _ending(text, inner_start, inner_end)
        if inner in ("firm", "topic"):
            return inner_start, inner_end, inner
    if _PHONE.search(text, start, end):
        return None
    whole = _ending(text, start, stop)
    if whole is None and (gloss := _GLOSS.search(text, start, end)) is not None:
        whole = _ending(text, start, gloss.end() - 1)
    return None if whole is None else (start, end, whole)


def without_alias(text: str, start: int, end: int) -> int:
    """The end of a stretch without a bracket that gives it a short form there: ``(이하 카라반)``."""
    bracket = _BRACKET.search(text, start, end)
    return bracket.start() if bracket is not None and _ALIAS.match(text, bracket.start()) else end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks and marks of notes at its ends."""
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _ending(text: str, start: int, end: int) -> str | None:
    """The manner of the last word if [start, end) is a name."""
    if (year := _YEAR.search(text, start, end)) is not None and year.start() > start:
        end = year.start()
    head = words.heads().search(text, max(start, end - 12), end)
    if head is None or text.endswith(words.not_heads(), start, end):
        return None
    if _LENGTH.match(text, head.start() - 1):
        return None
    manner = head.lastgroup or "firm"
    before = text[start : head.end() - 1 if manner == "scheme" else head.start()]
    if not is_told_apart(before) or text[start:end].partition(" ")[0] in words.lead():
        return None
    if manner == "topic" and (_DESCRIBED.search(before.rstrip()) or _REPORT.search(before)):
        return None
    return manner


def is_told_apart(before: str, *, alone: bool = False) -> bool:
    """Whether what stands before a name's last word says which one it is (스마트빌리지, not 향후 추진).

    alone: nothing else marks it as a name, so that fields of policy (개발 기본계획) don't do.
    """
    before = before.strip()
    if len(before) < 2 or _LAW_END.search(before):
        return False
    empty, general = 0, 0
    for written in filter(None, _BETWEEN.split(before)):
        for word in _apart(written):
            if word in words.process() or _COUNTED.fullmatch(word):
                empty += 1
            elif word in words.plain():
                general += 1
            else:
                return True
    return not alone and (general > 1 or (general == 1 and empty > 0))


def _apart(word: str) -> Sequence[str]:
    """The two plain words that are written as one (교통 and 안전 of 교통안전), else the word itself."""
    plain = words.plain()
    if word not in plain:
        for cut in range(1, len(word)):
            if word[:cut] in plain and word[cut:] in plain:
                return word[:cut], word[cut:]
    return (word,)


def is_clause(inside: str) -> bool:
    """Whether a stretch between marks is what somebody said rather than a name."""
    return _CLAUSE.search(inside) is not None


def speaks(inside: str) -> bool:
    """Whether a stretch has a topic or an object with its particle, as speech has and names seldom have."""
    return _TOPIC.search(inside) is not None


def is_law(inside: str) -> bool:
    """Whether a stretch between marks is the title of a law: ``국유재산법``, ``도로법 시행령``."""
    return _LAW.search(inside) is not None


def is_body(text: str, end: int) -> bool:
    """Whether a name goes on behind ``end`` as that of a body (``… 유치위원회``)."""
    return _BODY.match(text, end) is not None
