"""Captions of pictures: lines of their own, or glued to the front of the article's next sentence."""

from __future__ import annotations

import re

from scrapers.boilerplate import crew

_CREDIT = (
    r"(?:사진|자료|그래픽|이미지|영상|삽화|그림|지도|도표|일러스트|출처|ⓒ|©)\s?"
    r"(?:제공|출처|자료|캡처|캡쳐|촬영)?\s?(?:[=:：/]|ⓒ|©)\s?"
)
# 설명회 안내 (사진제공=행안부) · 참석자들. [사진=한빛뉴스] · ▲ 협약식 모습 ⓒ새길신문 · 사진=국무조정실 제공
_LINE = re.compile(
    rf"^.{{0,150}}[(\[<【]\s?(?:{_CREDIT}.{{1,40}}|.{{1,30}}\s?(?:제공|캡처|캡쳐))[)\]>】]\W{{0,3}}$"
    rf"|^.{{0,150}}[/|]\s?{_CREDIT}.{{1,40}}$|^\W{{0,3}}{_CREDIT}.{{1,60}}$|^▲.{{2,120}}[ⓒ©].{{1,30}}$"
    # 개통식 모습. 사진=새길시
    r"|^.{2,120}(?:고 있다|모습|장면|전경)[.]\s사진\s?[=:]\s?[^.]{1,30}$"
    r"|^\W{0,3}(?:사진|그림|자료사진|사진설명)\s?(?:\d{1,2}|설명)?\s?[.:)|].{1,150}$"
    r"|^[^*※○□-].{3,120}(?:뉴스|통신|일보|신문|부|청|처|원|시|도|군|구|공단|공사|재단|협회|위원회|DB)\s제공[.)\]]?$|^.{4,120}\s자료사진[.)\]]?$"
)
#: Each of those holds one of these.
_HINT = re.compile(
    r"\(|\[|<|【|/|\||▲|ⓒ|©|사진|자료|그래픽|이미지|영상|삽화|그림|지도|도표|일러스트|출처|제공"
)
_PERSON = r"(?:[가-힣]{2,4}\s?=\s?)?[가-힣]{2,4}\s(?:사진|선임|인턴|객원|시민)?\s?기자"
_DAY = r"20\d\d[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?"
_SENT = r"[A-Za-z0-9._-]{2,30}@[A-Za-z0-9.-]{4,40}"
#: What a picture shows stands in the present or without a verb: 서울 종로구 금융위원회, not 올랐다.
_SHOWN = r"[^.!?]{2,110}(?:고 있다|[가-힣](?<![다요죠함임됨])[)’”]?)"
_LOOSE = (
    # 시험 운항 장면 [사진=한빛부] 2026.05.27 hn@… : as agencies sign pictures
    re.compile(
        rf"^.{{2,120}}[(\[<]\s?{_CREDIT}[^()\[\]<>]{{1,30}}[)\]>]\s?(?:{_DAY}(?:\s{_SENT})?|{_SENT})$"
    ),
    # 정부서울청사 금융위원회. 2020.1.30/한빛경제TV · 모래를 나르고 있다. 2024.8.1 hn@… · … 2020.1.30 ⓒ 한빛
    re.compile(rf"^{_SHOWN}\.\s{_DAY}\s?(?:[/ⓒ©]\s?[^\d\s.][^.]{{1,40}}|{_SENT})$"),
    # 덕장에 걸린 시래기 (사진제공 한빛군청)
    re.compile(
        r"^.{2,120}[(\[<]\s?(?:사진|그림|그래픽|영상|이미지)\s?(?:제공|출처)\s[^()\[\]<>]{2,30}[)\]>]$"
    ),
    # 국외 대피 흐름도. 그래픽=김하늘
    re.compile(
        r"^[^.!?]{2,110}[가-힣](?<![다요죠함임됨])[.]\s(?:사진|그래픽|그림|삽화|일러스트)\s?[=:]\s?[^.\s]{2,12}(?:\s[^.\s]{2,12})?$"
    ),
    # 외암마을에서 이엉을 얹고 있다. 김하늘 기자 · 한빛병원 응급실 입구. 한빛=김하늘 기자
    re.compile(rf"^{_SHOWN}\.\s{_PERSON}$"),
    # <쉼터 간판 예시> · < 물길 공사 전경 > but not <작성 예시>
    re.compile(
        r"^[<〈]\s?[^<>〈〉]{2,40}\s?(?:모습|전경|장면|조감도|투시도|(?<=\s)사진|"
        r"(?:간판|표지판?|현수막|포스터|화면|스티커|배너|도안)\s예시도?)\s?[>〉]$"
    ),
    # 과일을 고르고 있다. 정부는 할인에 돈을 쓰기로 했다.(사진=한빛뉴스) · … 놓인다. ⓒ한빛
    re.compile(
        rf"^[^.!?]{{5,80}}고 있다\.\s[^.!?]{{5,70}}\.\s?"
        rf"(?:[(\[<]\s?{_CREDIT}[^()\[\]<>]{{1,25}}[)\]>]|[ⓒ©]\s?[가-힣A-Za-z ]{{2,20}})$"
    ),
)
_CREDITING = re.compile(r"[>〉]$|기자$|[=:/@ⓒ©]|(?:제공|출처)\s")
# 아이들이 놀고 있다. (ⓒ한빛1, 무단 전재-재배포 금지) : the rights in a picture, not those in the article
_CREDITED = re.compile(
    r"^.{10,150}[(\[<]\s?[^()\[\]<>]{0,24}(?:ⓒ|©|저작권자|\([cC]\))"
    r"(?:\([cC]\)|[^()\]>]){1,60}[)\]>]$"
)
# 국립수목원 정문 ⓒ숲이좋아
_SIGNED = re.compile(r"^[가-힣][^.!?:|]{2,60}\s?[ⓒ©]\s?[가-힣A-Za-z]{2,20}$")
# (사진=저작권자(c) 한빛통신, 무단 전재-재배포 금지) : below a picture in the article's midst
_BESIDE = re.compile(
    r"^[(\[<〈]\s?(?:사진|그래픽|이미지|영상|자료사진)\s?(?:제공|출처)?\s?[=:：]\s?(?:[^()\[\]<>]|\([cC]\)){2,100}[)\]>〉]$"
)
_OWNED = re.compile("[ⓒ©(<\\[〈]")
_RIGHTS = re.compile(r"^\W{0,3}(?:저작권|copyright)|기자|특파원|reserved", re.I)
_PICTURE = r"(?:사진|그래픽|이미지|영상|삽화)"
_OPENING, _CLOSING = r"[(\[<〈【]", r"[)\]>〉】]"
#: The credit in brackets, of a picture or (only behind ▲ or at the head) of figures: (자료=통계청).
_BRACKETED = rf"{_OPENING}\s?{_CREDIT}[^()\[\]<>〈〉【】]{{1,25}}{_CLOSING}"
_OF_PICTURE = rf"{_OPENING}\s?(?={_PICTURE}|ⓒ|©){_CREDIT}[^()\[\]<>〈〉【】]{{1,25}}{_CLOSING}"
# A long sentence begins there: no particle (예산(사진=새길시)을 늘려), if no space stands before
_SENTENCE = (
    r"(?=\s[가-힣‘“\"'「\[(]\S?.{25}"
    r"|(?!(?:은|는|이|가|을|를|의|에|에서|에게|로|으로|과|와|도|만|까지|부터|보다|처럼|라고|이라고)\s)"
    r"[가-힣‘“\"'「\[(]\S?.{25})"
)
_GLUED = (
    # ▲ 간담회 모습. [사진=한빛부] 정부는 … · (사진제공=행안부)전자정부지원사업은 여러 부처가 …
    re.compile(rf"^((?:[▲△▶◀]|사진\s?[:.]).{{0,110}}?{_BRACKETED}|{_BRACKETED}){_SENTENCE}"),
    # 사업설명회 개최 안내 (사진제공=행안부)전자정부지원사업은 … but not 정부는 (사진=새길시) 내년 예산을 …
    re.compile(
        rf"^([^.!?]{{1,109}}(?<![은는이가을를의에로와과도])(?<![은는이가을를의에로와과도]\s){_OF_PICTURE}){_SENTENCE}"
    ),
    # 장관이 인사하고 있다. (사진=새길시)정부는 … : what such a sentence shows is seen in a picture only
    re.compile(rf"^([^.!?]{{1,109}}(?:고 있다|모습|장면|전경)\.\s?{_OF_PICTURE}){_SENTENCE}"),
)
#: Who is named behind ``사진=`` without brackets, by the end of its name; and how a news sentence begins.
_NAMED = r"[가-힣A-Za-z0-9]{1,12}?(?:일보|뉴스|신문|통신|경제|방송|투데이|시청|군청|구청|도청|DB)(?:\s?제공)?"
_OFFICE = r"[가-힣]{1,10}?[부처청시군구도](?:\s?제공)?"
_SUBJECT = r"[가-힣]{1,15}(?:[부처청시도군구]|위원회|공사|공단|진흥원|재단|협회|장관|정부)[는은가이와과]\s"
_WHEN = r"(?:정부[는가의]|지난|이번|올해|최근|오는|내년)\s"
_BARE = (
    # never behind a sentence of the article: 정부는 예산을 늘린다고 밝혔다. 사진=새길시 정부는 …
    (
        rf"(?:^(?:(?![혔했]다[.]).){{0,110}}?[/|]\s?"
        rf"|^|^[^.!?]{{1,100}}(?:고 있다|모습|장면|전경)[.]\s){_PICTURE}(?:제공)?\s?[=:]\s?"
    ),
    r"^[▲△▶◀].{2,110}?[ⓒ©]\s?",
)
_NAKED = tuple(
    re.compile(rf"({head}{name})(?:\s?(?={starts}.{{15,600}}[다요][.”]))")
    for head in _BARE
    # 개통식 모습. /사진=한빛일보정부는 … · ▲ 간담회 모습 ⓒ한빛뉴스행정안전부는 … · ⓒ한빛부정부는 …
    for name, starts in ((_NAMED, f"(?:{_WHEN}|{_SUBJECT})"), (_OFFICE, _WHEN))
)


def is_caption(text: str) -> bool:
    """Is the line a caption or a credit? Long lines and lines of several sentences are none."""
    if len(text) > 160 or text[0] in "*※□○ㅇ-":
        return False
    if _CREDITING.search(text) and any(pattern.match(text) for pattern in _LOOSE):
        return True
    if not _HINT.search(text):
        return False
    return bool(_LINE.match(text)) and len(re.findall(r"다\.", text)) <= 1


def is_credited(text: str) -> bool:
    """A caption that ends with the owner of the picture, in brackets or behind ⓒ; no copyright line."""
    if len(text) > 240 or not _OWNED.search(text) or _RIGHTS.search(text):
        return False
    return bool(_CREDITED.match(text) or _SIGNED.match(text) or _BESIDE.match(text))


#: Without one of these nothing is credited; with fewer characters no sentence follows a caption.
_CREDITS = re.compile("(?=[사그이영삽자출ⓒ©])(?:사진|그래픽|이미지|영상|삽화|자료|출처|[ⓒ©])")
_SHORTEST, _SHORTEST_CREDITED = 25, 12


def split_glued(text: str) -> tuple[str, str] | None:
    """``caption (사진제공=행안부)sentence`` → (caption, sentence); None where no caption is glued on.

    A sentence that cites its source (``내년 예산(자료: 기획예산처)을 늘려``) is one and stays whole.
    """
    if len(text) < _SHORTEST_CREDITED:
        return None
    if parted := crew.split(text):
        return parted
    head = text[:900]
    if len(head) < _SHORTEST or not _CREDITS.search(head):
        return None
    for pattern in (*_GLUED, *_NAKED):
        if found := pattern.match(head):
            return found[1], text[found.end() :].lstrip()
    return None
