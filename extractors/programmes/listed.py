"""Names after ▲: "▲스마트 축산 사업(30억원) ▲청년 귀농 프로그램 등"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mention import Programme
from extractors.programmes import names
from extractors.programmes.marked import programme
from extractors.reading import Reading

# up to the next mark, comma or bracket: "▲디지털 배움터 사업(45억원)"
_ITEM = re.compile(r"[▲△▶▷] ?((?:[^▲△▶▷\n,(;:/'\"「『<]|\([A-Za-z&· -]{1,20}\)){3,60})")
_AND_OTHERS = re.compile(r" (?:등(?:이다|입니다|이며|[을의이에은])?|및|그리고)(?:[ .,]|\Z).{0,50}\Z")
# "▲반도체 마을 조성사업 등 3개 사업"; not "청소년 등 취약계층 지원사업"
_OF_SO_MANY = re.compile(r" 등 ?(?:총 ?)?\d{1,3}(?:개(?!국)|대|건|가지)")
# "▲… ▲하천 생태복원 프로젝트에 나선다.": the sentence goes on behind the last item
_LAST = re.compile(r"(?:을|를|에|으로|로|이|가|은|는)(?: [가-힣·]{1,12}){1,4}다\.?\Z")
# "▲골목시장 정비사업 25억 원 ▲마을호텔 조성사업에 1,200억 원": what it costs, not always within the item
_PRICE = re.compile(r"(?:에|은|는|으로)?,? (?:총 ?|약 ?)?\d[\d,.조억만천백 ]{0,16}(?:원|달러|유로)")
# "(45억원) ▲…", ", ▲…", the end of the line
_ENDS = re.compile(r" ?(?:\([^()\n]{0,40}\))? ?(?:[▲△▶▷,;:/\n]|\Z|등|\(|[^가-힣A-Za-z0-9 ])")
# "▲예산 확대 ▲", "▲참여하는 사업": what is done rather than a name
_MORE_THAN_ONE = re.compile(r"[가-힣](?:(?<![마가고노])을|를|에|에서|으로|에게|한|된|는|할|던|부터|까지) ")

# "- 스마트빌리지 보급 사업 : 630억 원", "① 마을기업 육성사업(12억원)": the line is a name and its money
_PRICED = re.compile(
    r"\n[ ]{0,8}(?:[-·□○ㅇ◦◇▪■●*※]|[①-⑮]|\d{1,2}[.)]) ?([^\n,(:/'\"「『<▲△]{4,50})"
    r"(?= ?[(:][^\n)]{0,20}\d[^\n)]{0,12}(?:원|달러))"
)
# "주제 발표에서는 ▲…", "세션은 ▲…"
_TALKS = re.compile(r"(?:주제|발표|세션|강연|발제|토론|특강|강의)[^▲△▶▷\n]{0,12}(?:[▲△▶▷]|\Z)")


def listed(reading: Reading) -> Iterator[Programme]:
    """The items of lists that are a name, in order."""
    text = reading.text
    for line in _PRICED.finditer(text):
        found = names.named(text, *line.span(1))
        if found is not None and found[2] == "firm" and not _MORE_THAN_ONE.search(line[1]):
            yield programme(text, found[0], found[1], "priced")
    for item in _ITEM.finditer(text):
        found = _named(text, *item.span(1))
        if found is not None and not (found[2] == "topic" and _is_of_talks(text, item.start())):
            yield programme(text, found[0], found[1], "listed")


def _named(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The name that an item is, without its price and what follows the last item of a list."""
    behind = _PRICE.search(text, start, end + 24)
    if behind is None or behind.start() >= end:
        behind = _OF_SO_MANY.search(text, start, end)
    if behind is not None:
        inside = text[start : behind.start()]
        return None if _MORE_THAN_ONE.search(inside) else names.named(text, start, behind.start())
    if _ENDS.match(text, end) and not _MORE_THAN_ONE.search(text, start, end):
        whole = names.named(text, start, end)
        if whole is not None:
            return whole
    if (others := _AND_OTHERS.search(text, start, end)) is not None:
        end = others.start()
    elif not _ENDS.match(text, end):
        return None
    elif (last := _LAST.search(text, start, end)) is not None:
        end = last.start()
    inside = text[start:end]
    return None if names.is_clause(inside) or _MORE_THAN_ONE.search(inside) else names.named(text, start, end)


def _is_of_talks(text: str, at: int) -> bool:
    """Whether a list names what was talked about: ``발표에서는 ▲도시 숲 전략 ▲…``."""
    line = text.rfind("\n", max(0, at - 300), at) + 1
    return _TALKS.search(text, max(line, at - 300), at) is not None
