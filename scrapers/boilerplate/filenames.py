"""Names of files as pages print them: 보도자료.hwpx [192.4 KB] 바로보기 → 보도자료.hwpx."""

from __future__ import annotations

import re

_FORMATS = (
    r"(?:hwpx?|hml|pdf|odt|ods|docx?|xls[xm]?|pptx?|zip|7z|rar|egg|alz|jpe?g|png|gif|bmp|tiff?|csv|txt|mp[34]|avi|wmv|mov"
    r"|ai|eps|show|cell)"
)
# (18조간) 산업환경과 v1.2.hwpx; the format ends the name: neither보도.pdf.hwp nor www.한빛.showroom do there
_NAME = re.compile(rf"([^\n\t|│<>\"]{{1,150}}?\.{_FORMATS})(?![0-9A-Za-z]|\.[0-9A-Za-z])", re.I)
_FORMAT = re.compile(rf"\.{_FORMATS}(?![0-9A-Za-z])", re.I)
_SENTENCE = re.compile(r"다\.(?:\s|$)|[□■○]|첨부|조회|등록일|작성일")
_SIZE = r"[\d.,]{1,12}\s?(?:[KMG]i?B?|bytes?|B|바이트)(?![A-Za-z])"
_BUTTONS = (
    r"내려\s?받기|다운\s?로드|다운|저장(?:하기)?|바로\s?보기|미리\s?보기|바로\s?듣기|열기|뷰어(?:로?\s?보기)?|문서\s?보기"
    r"|새\s?창(?:으?로?)?(?:\s?(?:열림|열기))?|보기|닫기|전체|음성듣기|(?:pdf|hwp)\s?(?:뷰어|보기)|download|preview|view(?:er)?|open"
)
#: What stands behind a name: sizes, counts, buttons, bars.
_BEHIND = re.compile(
    rf"\s+|[\[(]\s?(?:파일\s?크기|크기|용량|file\s?size|size|다운로드|다운|조회|{_SIZE})[^\[\]()]{{0,60}}[\])]|{_SIZE}"
    rf"|(?:파일\s?)?(?:크기|용량)\s?:?|(?:다운(?:로드)?|조회)\s?(?:횟수|수)?\s?:?\s?[\d,]{{1,9}}\s?(?:회|번)?"
    rf"|[\d,]{{1,9}}\s?회(?![가-힣])|(?:date|등록일|작성일)\s?:?\s?[\d:. -]{{8,20}}"
    rf"|(?:바로\s?보기|미리\s?보기|내려\s?받기|다운\s?로드)(?=[가-힣\d(\[\s])"
    rf"|(?:{_BUTTONS})(?![가-힣A-Za-z]|\s?[가-힣]{{1,20}}\.)|\[\s?(?:{_BUTTONS})\s?\]|\(\s?(?:{_BUTTONS})\s?\)|[·|,/:;•*)\]-]",
    re.I,
)
_LABEL = (
    r"(?:첨부\s?파일|첨부\s?자료|첨부\s?문서|붙임\s?파일|관련\s?파일|파일\s?첨부|파일명|첨부물"
    r"|attach(?:ment|ed)?s?\s?files?|attachments?)"
)
_COUNT = r"(?:\s?[(\[]\s?\d{1,2}\s?개?\s?[)\]]|\s\d{1,2}개?(?=[\s:]))?"
#: What stands before the first one: 첨부파일(2) · 첨부 : · 한글파일 · • — but 첨부1. 명단.hwp is a name
_BEFORE = re.compile(
    r"^(?:[\s•*·–|:>▶▷□■○└ㄴ-]{1,6}"
    rf"|{_LABEL}\s?\d{{1,2}}\s{{1,3}}(?!개)"
    rf"|{_LABEL}{_COUNT}\s{{0,3}}[:：|]?\s{{0,3}}(?=[^.\s]|\s)"
    rf"|(?:첨부|파일){_COUNT}(?:\s{{0,3}}[:：|*]\s{{0,3}}|\s{{1,3}}(?!\d{{1,2}}[.)]\s)|(?=[\[(])|(?=\d{{2}}))"
    rf"|\[(?:hwpx?|pdf|xlsx?|한글)\]\s?|(?:hwpx?|pdf)\s{{1,2}}(?=\S)|새\s?창(?:\s?열림)?\s|📎\s?"
    r"|(?:한글|hwpx?|pdf|엑셀|xlsx?|pptx?|docx?|zip|jpe?g|png|이미지|압축)\s?(?:파일|문서)\s{1,3}|(?:icon|아이콘|바로보기|미리보기|다운로드|내려받기)\s)",
    re.I,
)
_HEAD = re.compile(rf"^\W{{0,4}}(?:{_LABEL}|첨부(?![가-힣]))", re.I)
# … 조회수 3,480 첨부 181212_명단.hwp · ☎ 041-640-0000 첨부파일(2) 체육대회.hwpx
_INNER = re.compile(
    rf"(?:^|(?<=[\s|)\]\d]))(?:{_LABEL}{_COUNT}|첨부{_COUNT}(?=\s?[:|]|\s(?!\d{{1,2}}[.)]\s))"
    r"|(?:조회수?|hit|views?)\s?:?\s?[\d,]{1,9}\s?회?(?=[\s|]))",
    re.I,
)
# [사업 개요.hwp](https://www.…/down/1) · 사업\_개요.hwp, as Markdown has it
_MARKDOWN = re.compile(r"\[(.{4,160}?)\]\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)")
_CELLS = re.compile(r"\s*[|│\t]\s*")
_BUTTON = re.compile(
    rf"\W{{0,3}}(?:한글|PDF|HWPX?|ODT|엑셀|첨부|원문|파일|문서|자료|전체|일괄|이미지|[의을를]|\s){{0,6}}(?:(?:{_BUTTONS})\W{{0,3}}){{1,3}}",
    re.I,
)
#: More than this behind a name, and the line says something about a file.
_MOST_BEHIND = 12
_LONGEST = 600


def names(text: str) -> tuple[str, ...]:
    """The file names in a line that holds nothing else but sizes, counts and buttons; empty for others.

    ``첨부파일 사업 개요.hwpx [192 KB] 바로보기 사업 개요.pdf`` → both names. Addresses are no names.
    """
    if len(text) > _LONGEST or not _FORMAT.search(text):
        return ()
    text = _plain(text)
    return tuple(dict.fromkeys(name for cell in _CELLS.split(text) for name in _names(cell)))


def has_format(text: str) -> bool:
    """Does the ending of a file's name stand in the text?"""
    return bool(_FORMAT.search(text))


def in_texts(source: str) -> bool:
    """May a file name stand in the text of the page with this HTML, outside attributes?"""
    for found in _FORMAT.finditer(source):
        closing = source.find(">", found.end())
        if closing < 0 or "<" in source[found.end() : closing]:
            return True
    return False


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\1 ", text.replace("\\_", "_")) if "\\_" in text or "](" in text else text


def _names(cell: str) -> list[str]:
    rest, found = _without(_BEFORE, cell.strip()), []
    while name := _NAME.match(rest):
        found.append(name[1].strip())
        rest = _without(_BEFORE, _without(_BEHIND, rest[name.end() :]))
    wrong = any("://" in name or name.lower().startswith("www.") or len(name) < 4 for name in found)
    return [] if wrong or len(rest) > _MOST_BEHIND else found


def among(text: str) -> tuple[str, ...]:
    """The file names behind a label (첨부파일, 조회수 31) in a line that lost its line ends."""
    if not _FORMAT.search(text):
        return ()
    text = _plain(text)
    found: list[str] = []
    for label in list(_INNER.finditer(text))[:20]:
        rest = _without(_BEFORE, text[label.end() : label.end() + 1500])
        while (name := _NAME.match(rest)) and not _SENTENCE.search(name[1]):
            found.append(name[1].strip())
            rest = _without(_BEHIND, rest[name.end() :])
    return tuple(dict.fromkeys(found))


def labelled(text: str) -> bool:
    """Does the line begin with 첨부파일 or another such label?"""
    return bool(_HEAD.match(text))


def _without(noise: re.Pattern[str], text: str) -> str:
    """The text without the pieces of noise at its beginning."""
    for _ in range(60):
        found = noise.match(text)
        if not found or not found[0]:
            break
        text = text[found.end() :]
    return text


def is_button(text: str) -> bool:
    """``다운로드``, ``한글파일 내려받기``, ``바로보기``: the words of a link beside a name."""
    return len(text) <= 40 and bool(_BUTTON.fullmatch(text.strip()))


_SPACES = re.compile(r"[\s+_]+")


def key(name: str) -> str:
    """Two spellings of one name have the same key: without spaces, in lower case, ``+`` as a space."""
    return _SPACES.sub("", name).lower()
