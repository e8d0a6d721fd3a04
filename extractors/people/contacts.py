"""Contact persons and reporters: they belong to the metadata of an article and are no mentions."""

from __future__ import annotations

import re

# "사무관 홍길동(044-200-0000)", "홍길동 과장 ☎ 02-000-0000", "김하늘 주무관(내선 1234)"
_NUMBER = re.compile(
    r"☎|☏|\(?0\d{1,2}[)-] ?[\d*]{3,4}-[\d*]{3,4}|0{2,3}-0{3,4}-0{4}|[\w.]@|내선 ?\d"
    r"|[무기구사]관\(\d{4}\)|에게 연락"  # "조다해 주무관(1234)에게 연락"
)
# "[문의] 식량과 홍길동 과장", "담당자: 홍길동", "담당부서 안전과 책임자 과장 홍길동"
_HEAD = re.compile(
    r"(?:\[ ?문 ?의|문의처?|담당자?|담당 ?(?:부서|과)|책임자|작성자|연락처|(?:자료|취재) ?문의|공보관실?)"
)
# "홍길동 기자", "사진=홍길동"
_REPORTER = re.compile(r" ?(?:(?:인턴|선임|수습|객원|사진|전문)? ?기자|특파원|통신원|앵커|PD)(?![가-힣]{2})")
_REACH = 40


class Contacts:
    """The places of a text where contact persons and reporters stand."""

    def __init__(self, text: str) -> None:
        self.text = text

    def hold(self, start: int, end: int) -> bool:
        """Whether the name at [start, end) is that of a contact person or a reporter."""
        text = self.text
        if _REPORTER.match(text, end):
            return True
        line_start = max(text.rfind("\n", 0, start) + 1, start - 300)
        if _NUMBER.search(text, end, min(len(text), end + _REACH)):
            return True
        return _HEAD.match(text[line_start : line_start + 24].lstrip(" *※○□ㅇ-(")) is not None
