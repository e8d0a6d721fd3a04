"""Which of a release's files is the release: one document in several formats, and annexes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scrapers.article import Attachment
from scrapers.attachments.names import decoded

#: Formats by how well their text comes out: the PDF's lines are cut by the page's width.
PREFERRED = ("hwpx", "hwp", "odt", "pdf")
# 보도자료.hwpx [192.4 KB] · 보도자료.pdf (다운로드 12회) · 현장 사진.jpg — but not 보도자료(7.13.조간)
_EXTENSION = re.compile(
    r"\.(hwpx|hwp|odt|pdf|jpe?g|png|gif|bmp|webp|tiff?|heic|svg|ai|eps|psd|zip|7z|rar|egg|alz|xls[xmb]?|csv|ods|pptx?"
    r"|show|cell|docx?|txt|html?|mp[34]|m4a|wav|avi|wmv|mov|srt)(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_ANNEXES = (
    r"붙\s?임|별\s?첨|첨\s?부|별\s?지|별\s?표|부\s?록|부\s?표|참\s?고|사\s?진|포스터|리플릿|리플렛|카드\s?뉴스|"
    r"인포\s?그래픽|통계표|Q\s?&\s?A|질의\s?응답|FAQ|영문|국문\s?초록"
)
# 붙임1. 사업 개요 · [붙임 2] · (별첨) · 2_참고자료 · 사진 · 카드뉴스 — but not 보도참고자료, 참고인 조사
_ANNEX_FIRST = re.compile(
    rf"[\s\d.()\[\]【】<>_-]{{0,10}}(?:{_ANNEXES})(?:파일|문서|자료)?(?![가-힣])|[\s\d.()\[\]_-]{{0,10}}(?:사진|통계|포스터)",
    re.IGNORECASE,
)
# 어촌 정비_붙임1 · 어촌 정비(별첨) · 어촌 정비 - 사진 2 — but not 어촌 정비(붙임 포함)
_ANNEX_LAST = re.compile(rf"[\s(\[_-](?:{_ANNEXES})(?:자료)?\s?\d{{0,2}}[)\]]?$", re.IGNORECASE)
# 붙임. 보도자료 · [첨부] (보도자료) 어촌 정비: the board's word for any file, and then the release
_RELEASE = re.compile(r"^\W{0,5}\S{0,6}\W{0,5}(?:보도|설명|해명)\s?(?:참고|설명|해명)?\s?자료")
# (최종) · _수정 · -최종본 · [수정2] · v1.2 · (hwp) · _한글 · (1) as browsers count
_VERSION = re.compile(
    r"[\s_(\[-]{1,3}(?:재?수정본?|최종본?|확정본?|정정|배포용|게시용|final|rev|ver\.?|v(?=\d)|hwpx?|pdf|odt|한글|\d(?=\)))"
    r"\s?[\d.]{0,4}[)\]]?(?=$|[\s_(\[.-])",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"수정|정정|최종|확정|final", re.IGNORECASE)
# 1. 보도자료 · 1) · (1) · ① — but not 7.13. 보도자료
_NUMBER = re.compile(r"\s{0,3}(?:\d{1,2}[.)]\s{1,3}|\(\d{1,2}\)\s?|\d{1,2}_(?=\D)|[①-⑳]\s?)")


@dataclass(frozen=True, slots=True)
class Selection:
    """A release's files by what they are; each document is its files, the best format first.

    release: the documents that may be the release, the likeliest first: a further one stands in for one
    that can't be read. annexes: documents beside it. others: files of formats that hold no release.
    """

    release: tuple[tuple[Attachment, ...], ...]
    annexes: tuple[tuple[Attachment, ...], ...]
    others: tuple[Attachment, ...]


def select(attachments: Sequence[Attachment]) -> Selection:
    """Group the files of one release into documents, by their names only, and part them.

    Files of one stem are one document. Documents that call themselves 보도자료 come first, otherwise the
    page's order holds. A file without a name is a document of its own.
    """
    readable = [one for one in attachments if _extension(one.name) in (None, *PREFERRED)]
    groups = [tuple(sorted(group, key=_rank)) for group in _groups(readable)]
    release = [group for group in groups if not _is_annex(group[0].name)]
    annexes = [group for group in groups if group not in release]
    release = sorted(release, key=lambda group: "보도" not in stem(group[0].name))
    others = tuple(one for one in attachments if one not in readable)
    return Selection(tuple(release), tuple(annexes), others)


def documents(attachments: Sequence[Attachment], *, stub: bool) -> tuple[tuple[Attachment, ...], ...]:
    """The documents to look for the release in, the likeliest first.

    stub: the page itself holds nothing, so that even an annex may be it, where there is nothing else.
    """
    found = select(attachments)
    return found.release or (found.annexes if stub else ())


def stem(name: str) -> str:
    """``0713(보도자료)  해양바이오.hwpx [192 KB]`` → ``0713(보도자료) 해양바이오``."""
    plain = unicodedata.normalize("NFC", decoded(name))
    matches = list(_EXTENSION.finditer(plain))
    return " ".join((plain[: matches[-1].start()] if matches else plain).split())


def _groups(attachments: Iterable[Attachment]) -> list[list[Attachment]]:
    """Alike names are one document, unless one format comes twice: then only equal names are."""
    alike: dict[str, list[Attachment]] = {}
    for attachment in attachments:
        alike.setdefault(_loose(attachment.name) or attachment.url, []).append(attachment)
    groups: list[list[Attachment]] = []
    for group in alike.values():
        formats = [_extension(one.name) for one in group]
        if len(set(formats)) == len(formats):
            groups.append(group)
            continue
        equal: dict[str, list[Attachment]] = {}
        for attachment in group:
            equal.setdefault(stem(attachment.name), []).append(attachment)
        # of two versions the corrected one is the release
        groups += [equal[name] for name in sorted(equal, key=lambda name: not _CORRECTED.search(name))]
    return groups


def _loose(name: str) -> str:
    """The letters of a stem without its number in the list, its version and its format."""
    plain = _NUMBER.sub("", stem(name), count=1) if _NUMBER.match(stem(name)) else stem(name)
    plain = _EXTENSION.sub("", _VERSION.sub(" ", plain))
    return "".join(letter for letter in plain.casefold() if letter.isalnum()) or stem(name)


def _is_annex(name: str) -> bool:
    plain = stem(name)
    if _ANNEX_LAST.search(plain):
        return True
    return _ANNEX_FIRST.match(plain) is not None and not _RELEASE.match(plain)


def _extension(name: str) -> str | None:
    matches = list(_EXTENSION.finditer(decoded(name)))
    return matches[-1][1].lower() if matches else None


def _rank(attachment: Attachment) -> int:
    extension = _extension(attachment.name)
    return PREFERRED.index(extension) if extension in PREFERRED else len(PREFERRED)
