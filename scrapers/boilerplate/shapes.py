"""Lines that are furniture by their shape: names of files, rows of a board, hashtags, an owner's rights."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A line is furniture of this kind; ``opens`` if what follows belongs to it as well."""

    kind: str
    opens: bool = False


# 저작권자 © 새길신문 무단전재 및 재배포 금지 · <저작권자(c) 한빛통신, 무단 전재-재배포> 2026/09/01 10:20 송고
_COPYRIGHT = re.compile(
    r"^\W{0,3}(?:ⓒ|©|\(c\)|저작권자|copyright)|(?:ⓒ|©|\([cC]\))\s?.{0,60}(?:무단|금지|rights)"
    r"|무단\s?(?:전재|복제|배포|수집|사용|도용|이용|게재).{0,40}(?:금지|금합니다|불허|허용하지)",
    re.I,
)
# 보도자료(전자정부).hwpx [192.4 KB] · 붙임1_예산안.pdf (다운로드 12회) · 접견.hwp다운로드바로보기
_FILE = re.compile(
    r"^.{0,120}\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|odt|txt|mp4)"
    r"(?:\b|(?=다운|바로|내려|미리|문서|열기|보기)).{0,60}$",
    re.I,
)
# 044-205-2791 가 있는 담당 줄: 담당부서 디지털정부정책과 책임자 과장 김지훈 (044-205-2711)
_CONTACT = re.compile(
    r"^[\W<]{0,4}(?:(?:총괄|공동|협조)[>)\]]\s?.{2,40}(?:담당자|책임자)|담당\s?부서|담당\s?자|책임자|문의처?|연락처|전화(?:번호)?|팩스|이메일|E-?mail|담당)\b.{0,90}"
    r"(?:\(?0\d{1,2}\)?[-). ]{1,2}\d{3,4}-\d{4}|@|과장|사무관|주무관|팀장|서기관)",
    re.I,
)
_PHONE_ONLY = re.compile(
    r"^\W{0,3}(?:전화|☎|TEL|T\.?|문의|대표전화)?\W{0,4}\(?0\d{1,2}\)?[-). ]{1,2}\d{3,4}-\d{4}\W{0,3}$", re.I
)
# 조회수 216 · 댓글 0 · 추천 3 · 조회 1,024 · 0/1000 · 216
_COUNTER = re.compile(
    r"^\W{0,3}(?:(?:조회수?|댓글수?|추천수?|공감|좋아요|공유|읽음|hit|views?|상태)\s?:?\s?)?\(?[\d,]{1,9}(?:\s?/\s?\d{1,6})?\s?(?:회|명|건|개)?\)?\W{0,3}$",
    re.I,
)
# ★정보보안 & IT 대표 미디어 데일리시큐!★ · ▶ 새길신문 네이버에서 구독하기
_SLOGAN = re.compile(r"^[★☆♥♡■▣]{1,3}.{4,80}[★☆♥♡■▣]{1,3}$")
# > 뉴스 > 정책 > 보도자료 · 홈 > 알림 > 보도자료
_TRAIL = re.compile(
    r"^\W{0,3}(?:홈|home|메인|뉴스|알림|소식)[^>›»/|]{0,12}(?:\s?[>›»]\s?[^>›»]{1,20}){1,6}$", re.I
)
# #전자정부 #디지털플랫폼 #예산
_HASHTAGS = re.compile(r"^(?:#[^\s#]{1,30}[\s,]{0,3}){2,30}$|^#[^\s#]{1,30}$")
_ADDRESS_ONLY = re.compile(r"^\W{0,3}(?:(?:출처|원문|URL|링크|주소)\s?:?\s?)?https?://\S{4,2000}$", re.I)
# 2932 청정수소, 글로벌 협력의 장 열려 한빛협회 2024-09-06 199
_BOARD_ROW = re.compile(
    r"^\|?\s?(?:\d{1,6}|공지|\[?공지\]?)[\s|]{1,4}.{4,150}[\s|](?:20\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?|\d\d[-./]\d\d[-./]\d\d)(?:[\s|]{1,4}[\d,]{1,7})?[\s|]{0,3}$"
)
# by 인사처 블로그지기 2025. 4. 18. 11:20 · Posted by 두바퀴 2012/05/08
_POSTED_BY = re.compile(
    r"^(?:posted\s)?by\s\D{1,24}\s20\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?(?:\s\d{1,2}:\d\d)?$", re.I
)
# 수도계량기 동파 걱정? (13) | 2012.12.10 | · 어려운 이웃을 돕겠습니다 2012.11.28
_POST_ROW = re.compile(
    r"^\|?\s?.{4,150}[\s|](?:\(\d{1,5}\)\s?)?\|?\s?20\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?(?:\s\d\d:\d\d)?[\s|]{0,4}$"
)
# 서울시 종로구 새길로 12 | 등록번호 : 서울 아00000 | 발행인 : 구름이 · (30119) 세종특별자치시 갈매로 388
_IMPRINT = re.compile(
    r"(?:등록번호|발행인|편집인|대표전화|제호|대표이사|청소년보호책임자|주소|대표자|팩스)\s?[:：|].{2,120}"
    r"(?:등록번호|발행인|편집인|대표전화|제호|대표이사|청소년보호책임자|등록일|대표자|팩스)|^\(?우?\s?\d{5}\)\s?[가-힣]{2,7}[시도]\s"
)
# fn 추천 · [새길신문 베스트 기사] · 한빛일보 많이 본 뉴스 · 이 시각 주요 뉴스 · 오늘의 정책 · 지금 뜨는 영상
_LISTED = re.compile(
    r"^[\W_]{0,3}(?:(?:[가-힣]{2,10}(?:뉴스|신문|일보|경제|방송|타임[즈스]|투데이|저널)|[A-Za-z]{2,12}(?:뉴스)?)\s?(?:추천|주요|최신|톱|핫|HOT|PICK|픽|베스트|BEST|인기|랭킹)"
    r"\s?(?:뉴스|기사|이슈|클릭|영상|콘텐츠|포토)?"
    r"|[가-힣A-Za-z0-9]{2,12}\s?(?:추천|주요|최신|베스트|BEST|인기|핫|톱)\s?(?:뉴스|기사)"
    r"|이\s?시[각간]\s[가-힣]{2,10}\s?(?:Pick|픽)"
    r"|(?:이\s?시[각간]|지금|오늘의|실시간|금주의|주간|이번\s?주|놓치면\s?안\s?[되될]\s?[는]?|꼭\s?봐야\s?할)\s(?:[가-힣]{1,5}\s){0,2}[가-힣]{0,3}"
    r"(?:뉴스|기사|이슈|헤드라인|정책|클릭|랭킹|영상|콘텐츠|핫))"
    r"\s?(?:더보기|전체보기|TOP\s?\d{1,2}|BEST\s?\d{1,2}|\+)?[\W_]{0,3}$",
    re.I,
)
#: 많이 찾는 글 · 도민이 관심 있게 본 소식 · 함께 보면 좋은 정보 · 이 분야의 인기 글, in whatever line
LISTS = re.compile(
    r"(?<![가-힣])(?:(?:가장\s)?많이|관심\s있게|함께|같이)\s?(?:본|찾는|찾은|보는|읽은|읽는|(?:봐|읽어\s?)?보면\s?좋은|읽으면\s?좋은|볼\s?만한|읽을\s?만한)\s"
    r"(?:글|소식|뉴스|기사|자료|게시물|게시글|보도자료|정보|콘텐츠|정책|이슈|영상)(?![가-힣])"
    r"|(?:최근|최신|인기)\s?글(?![가-힣])|이\s(?:분야|부서|카테고리|기자|게시판)의?\s(?:인기|최신|다른|주요|최근)\s(?:글|기사|뉴스|소식|자료)(?![가-힣])"
)
_MOST_READ = re.compile(
    r"^[\W_]{0,3}[가-힣A-Za-z]{2,12}\s?(?:에서\s?)?(?:가장\s?)?(?:많이\s?(?:본|읽은)\s?(?:뉴스|기사|글|콘텐츠|영상)|랭킹\s?뉴스|인기\s?(?:뉴스|기사))[\W_]{0,3}$"
    r"|^[\W_]{0,3}(?:가장\s)?많이\s?(?:본|읽은)\s(?:뉴스\s)?[\W_]{0,2}(?:TOP|BEST)\s?\d{0,2}[\W_]{0,3}$",
    re.I,
)
_HEADED = re.compile(rf"^[\W_]{{0,3}}(?:[가-힣]{{1,8}}\s){{0,2}}(?:{LISTS.pattern})[\W_]{{0,3}}$")
# 정치대통령실국회·정당북한외교·안보경제정책금융사회교육문화 : a menu without its spaces; no word is so long,
# and a text that lost its spaces (한빛부는이번사업을…) has particles
_GLUED_MENU = re.compile(r"(?:(?![은는을를])[가-힣·ㆍ/]){24,}")
_SECTIONS = re.compile(
    r"정치|경제|사회|문화|국제|스포츠|연예|오피니언|교육|로그인|회원가입|공지사항|보도자료|자료실|바로가기|소개|소식|뉴스|민원|정보공개"
)
_ENOUGH = 5
# ◎공감언론 새길시스 sky@saegil.example : who sent it, in words without a label
_SIGNED = re.compile(
    r"^[◎◇■▲]?\s?(?!문의|연락|접수|신청|제출)[가-힣A-Za-z ]{2,40}\s[\w.+-]{2,40}@[\w-]{1,40}\.[\w.-]{2,40}$"
)
# [한빛청 제공. 재판매 및 DB 금지] : behind the picture of a news agency
_AGENCY = re.compile(r"^.{0,120}[\[(][^\[\]()]{2,40}재판매\s?및\s?DB\s?금지[^\[\]()]{0,10}[\])]$")
# [AD] 우리집 수질검사, 한빛환경에 맡기세요
_ADVERT = re.compile(r"^[\[(](?:AD|광고|PR|Sponsored)[\])].{0,100}$", re.I)
# [사진] 관악구 샤로수길의 카페 거리. · [이미지] 충전기 예상도 : what a dumper writes for a picture
_PLACEHOLDER = re.compile(r"^\[(?:사진|이미지|영상|동영상|포토)\s?\d{0,2}\].{0,150}$")
_RULE = re.compile(r"^[\s|:=*_·.~—–-]{1,200}$")
_SHAPES: tuple[tuple[re.Pattern[str], Mark], ...] = (
    (_LISTED, Mark("headlines", opens=True)),
    (_MOST_READ, Mark("most_read", opens=True)),
    (_HEADED, Mark("headlines", opens=True)),
    (_PLACEHOLDER, Mark("caption")),
    (_AGENCY, Mark("caption")),
    (_SIGNED, Mark("byline")),
    (_ADVERT, Mark("advertisement")),
    (_COPYRIGHT, Mark("copyright", opens=True)),
    (_IMPRINT, Mark("copyright", opens=True)),
    (_BOARD_ROW, Mark("board_list")),
    (_CONTACT, Mark("contact")),
    (_PHONE_ONLY, Mark("contact")),
    (_FILE, Mark("attachments")),
    (_COUNTER, Mark("counters")),
    (_SLOGAN, Mark("slogan")),
    (_TRAIL, Mark("navigation")),
    (_HASHTAGS, Mark("tags")),
    (_POSTED_BY, Mark("byline")),
    (_POST_ROW, Mark("board_list")),
    (_RULE, Mark("other")),
)
#: Only these may begin in the middle of a line; the others are tried at its beginning alone.
_INNER = (_COPYRIGHT, _IMPRINT)
_TESTS = tuple((shape.search if shape in _INNER else shape.match, mark) for shape, mark in _SHAPES)
#: The tests that a line can pass without a digit, without @ and without #; most lines hold neither.
_DIGIT = re.compile(r"\d")
_NUMBERED = (_BOARD_ROW, _PHONE_ONLY, _POSTED_BY, _POST_ROW)  # not _COUNTER: "," is one
_PLAIN_TESTS = tuple(
    test
    for test, (shape, _) in zip(_TESTS, _SHAPES, strict=True)
    if shape not in (*_NUMBERED, _SIGNED, _HASHTAGS)
)


def by_shape(text: str) -> Mark | None:
    """The furniture that a line is by its shape; None for most, and for long ones."""
    if _ADDRESS_ONLY.match(text):
        return Mark("source")
    if len(text) > 260:
        return None
    if (menu := _GLUED_MENU.search(text)) and len(set(_SECTIONS.findall(menu[0]))) >= _ENOUGH:
        return Mark("navigation")
    plain = not ("@" in text or "#" in text or _DIGIT.search(text))
    for fits, mark in _PLAIN_TESTS if plain else _TESTS:
        if fits(text):
            return mark
    return None
