"""Captions of pictures: lines of their own, or glued to the front of the article's next sentence."""

from __future__ import annotations

import re

_CREDIT = (
    r"(?:사진|자료|그래픽|이미지|영상|삽화|출처|ⓒ|©)\s?"
    r"(?:제공|출처|자료|캡처|캡쳐|촬영)?\s?(?:[=:：/]|ⓒ|©)\s?"
)
# 설명회 안내 (사진제공=행안부) · 참석자들. [사진=한빛뉴스] · ▲ 협약식 모습 ⓒ새길신문 · 사진=국무조정실 제공
_LINE = re.compile(
    rf"^.{{0,150}}[(\[<【]\s?(?:{_CREDIT}.{{1,40}}|.{{1,30}}\s?(?:제공|캡처|캡쳐))[)\]>】]\W{{0,3}}$"
    rf"|^.{{0,150}}[/|]\s?{_CREDIT}.{{1,40}}$|^\W{{0,3}}{_CREDIT}.{{1,60}}$|^▲.{{2,120}}[ⓒ©].{{1,30}}$"
    r"|^\W{0,3}(?:사진|그림|자료사진|사진설명)\s?(?:\d{1,2}|설명)?\s?[.:)|].{1,150}$"
    r"|^[^*※○□-].{3,120}(?:뉴스|통신|일보|신문|부|청|처|원|시|도|군|구|공단|공사|재단|협회|위원회|DB)\s제공[.)\]]?$|^.{4,120}\s자료사진[.)\]]?$"
)
# 아이들이 놀고 있다. (ⓒ한빛1, 무단 전재-재배포 금지) : the rights in a picture, not those in the article
_CREDITED = re.compile(
    r"^.{10,150}[(\[<]\s?[^()\[\]<>]{0,24}(?:ⓒ|©|저작권자|\([cC]\))"
    r"(?:\([cC]\)|[^()\]>]){1,60}[)\]>]$"
)
# 국립수목원 정문 ⓒ숲이좋아
_SIGNED = re.compile(r"^[가-힣][^.!?:|]{2,60}\s?[ⓒ©]\s?[가-힣A-Za-z]{2,20}$")
_RIGHTS = re.compile(r"^\W{0,3}(?:저작권|copyright)|기자|특파원|reserved", re.I)
# 사업설명회 개최 안내 (사진제공=행안부)전자정부지원사업은 여러 부처가 …
_GLUED = re.compile(
    rf"^([^.!?]{{0,110}}[(\[]\s?{_CREDIT}[^)\]]{{1,25}}[)\]])(?=\s?[가-힣‘“\"'「\[(]\S?.{{25}})"
)


def is_caption(text: str) -> bool:
    """Is the line a caption or a credit? Long lines and lines of several sentences are none."""
    return (
        len(text) <= 160
        and text[0] not in "*※□○ㅇ-"
        and bool(_LINE.match(text))
        and len(re.findall(r"다\.", text)) <= 1
    )


def is_credited(text: str) -> bool:
    """A caption that ends with the owner of the picture, in brackets or behind ⓒ; no copyright line."""
    if not any(mark in text for mark in "ⓒ©(") or len(text) > 240 or _RIGHTS.search(text):
        return False
    return bool(_CREDITED.match(text) or _SIGNED.match(text))


def split_glued(text: str) -> tuple[str, str] | None:
    """``caption (사진제공=행안부)sentence`` → (caption, sentence); None where no caption is glued on."""
    found = _GLUED.match(text)
    return (found[1], text[found.end() :].lstrip()) if found else None
