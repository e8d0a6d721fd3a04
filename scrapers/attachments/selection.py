"""Which of a release's files is the release: one document in several formats, and annexes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from scrapers.article import Attachment

#: Formats by how well their text comes out: the PDF's lines are cut by the page's width.
PREFERRED = ("hwpx", "hwp", "odt", "pdf")
# 보도자료.hwpx [192.4 KB] · 보도자료.pdf (다운로드 12회)
_EXTENSION = re.compile(r"\.(hwpx|hwp|odt|pdf)(?![0-9A-Za-z])", re.IGNORECASE)
# 현장 사진.jpg · 예산 내역.xlsx — but not 보도자료(7.13.조간)
_OTHER = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp|tiff?|ai|psd|zip|7z|rar|egg|alz|xlsx?|csv|pptx?|show|cell|docx?|txt|mp[34]|avi|wmv|mov)"
    r"(?![0-9A-Za-z])",
    re.IGNORECASE,
)
# 붙임1. 사업 개요.hwpx · [붙임 2] · (별첨) · 참고자료 1 · 첨부 · 사진 · 포스터 · 카드뉴스
_ANNEX = re.compile(
    r"[\s\d.()\[\]【】<>_-]{0,10}(?:붙\s?임|별\s?첨|첨\s?부|별\s?지|사진|포스터|리플릿|카드뉴스|인포그래픽|부록)"
)


def documents(attachments: Sequence[Attachment]) -> list[list[Attachment]]:
    """Files that may hold a text, grouped into documents with the best format first; annexes are left out.

    Files of one stem are one document. Documents that call themselves 보도자료 come first, otherwise the
    page's order holds. Where there is nothing but annexes, they are the documents.
    """
    groups: dict[str, list[Attachment]] = {}
    for attachment in attachments:
        if not _OTHER.search(attachment.name):
            groups.setdefault(stem(attachment.name), []).append(attachment)
    main = [group for name, group in groups.items() if not _ANNEX.match(name)] or list(groups.values())
    main.sort(key=lambda group: "보도" not in group[0].name)
    return [sorted(group, key=_rank) for group in main]


def stem(name: str) -> str:
    """``0713(보도자료)  해양바이오.hwpx [192 KB]`` → ``0713(보도자료) 해양바이오``."""
    match = _EXTENSION.search(name)
    return " ".join(unicodedata.normalize("NFC", name[: match.start()] if match else name).split())


def _extension(name: str) -> str | None:
    match = _EXTENSION.search(name)
    return match[1].lower() if match else None


def _rank(attachment: Attachment) -> int:
    extension = _extension(attachment.name)
    return PREFERRED.index(extension) if extension else len(PREFERRED)
