"""Telephone numbers and e-mail addresses are masked before a text is stored; its length stays the same.

The rule: in a telephone number each digit becomes ``0``, in an e-mail address each letter and digit ``x``;
dashes, brackets, dots and ``@`` stay. Masked are numbers with an area or mobile code (``044-205-2791``,
``02)2100-3399``, ``+82-2-2100-3399``), the nationwide service numbers (``1588-1234``), numbers after a mark
such as ☎ or 전화, and extensions that follow one (``~3``, ``, 2792``). Amounts, dates, year ranges
(``1592-1598``), account and law numbers have none of these shapes and stay untouched.
"""

from __future__ import annotations

import re

_DASH = r"[-－.‐‑–—−)~∼ ]"
#: Extensions after a number: 044-205-2791, 2792 · 2791~3 · /2793
_MORE = r"(?:\s?[,/·~∼]\s?(?:\d{4}|\d{1,2})(?![\d년월일.,%가-힣]|-\d)){0,5}"
_PHONE = re.compile(
    # 044-205-2791 · 02)2100-3399 · (02) 2100-3399 · 010.1234.5678 · +82-2-2100-3399
    rf"(?<![\d,/-])(?<!\d\.)(?:\(?\+?82{_DASH}{{1,2}}\(?0?[1-9]\d?|\(?0[1-9]\d?0?|\(?050\d){_DASH}{{1,2}}\d{{3,4}}{_DASH}\d{{4}}(?!\d){_MORE}"
    # 1588-1234, the prefixes that are given out (never 1592-1598 or 1545-1598)
    r"|(?<![\d.,-])(?:15(?:22|33|44|66|77|88|99)|16(?:00|11|33|44|55|6[01]|66|68|70|88)|18(?:00|11|33|44|55|66|77|99))"
    r"-\d{4}(?!\d|\s?[년명만억천원개건여회호㎞㎡㏊%톤]|,\d)"
    # ☎ 2100-3399 · 전화: 205-2791 · TEL 2100-3399
    rf"|(?:(?<=[☎☏✆℡])|(?<=전화)|(?<=연락처)|(?<=문의)|(?<=[Tt][Ee][Ll])|(?<=FAX)|(?<=팩스))"
    rf"(?:번호)?[\s:.)(]{{0,4}}\d{{3,4}}-\d{{4}}(?!\d){_MORE}",
)
# every number ends with 205-2791 or the like
_NUMBER = re.compile(rf"\d\d\d{_DASH}\d{{4}}")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}\s?(?:@|[(\[]at[)\]])\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
)


def mask(text: str) -> str:
    """Text → text of the same length without telephone numbers and e-mail addresses (rule: see above)."""
    if "@" in text or "at)" in text or "at]" in text:
        text = _EMAIL.sub(lambda found: re.sub(r"[A-Za-z0-9]", "x", found[0]), text)
    if not _NUMBER.search(text):
        return text
    return _PHONE.sub(lambda found: re.sub(r"\d", "0", found[0]), text)
