"""How much a word looks like a foreign name written in Hangul, by lists and by its syllables."""

from __future__ import annotations

import functools
import re
from typing import Final

from extractors.lexicon import items, table
from extractors.people.korean_names import LIKELY, strength
from extractors.people.scene import inflected
from extractors.people.words import listed, not_names, posts

#: What a word alone says: no part of a name, perhaps a part, of foreign sound, a name that is listed.
NONE, PART, FOREIGN, LISTED = range(4)
# 국립알레르기·전염병연구소, 세계보건기구
_BODIES: Final = (
    "국립",
    "시립",
    "도립",
    "국제",
    "세계",
    "한국",
    "미국",
    "중앙",
    "전국",
    "유럽",
    "서울",
    "부산",
)
_PARTICLES: Final = frozenset("은는이가을를의과와도로에")
# 서아티카대학교, 머크일렉트로닉스
_HOUSE: Final = re.compile(
    r"(?:대학교?|병원|재단|그룹|은행|전자|연구소|센터|호텔|공항|협회|기구|닉스|홀딩스|테크|소프트|바이오|그린|플러스|연합|조합|연맹|노조|학회|타워|시티|파크|랜드|스쿨|클럽)$"
)
# 압사라청, 교민회: what bodies end in
_HOUSES: Final = frozenset("청부처원국소성회단과실팀학청서점사")
_MOST_SYLLABLES: Final = 8
# "타슈켄트에서", "치러진다", "크라쿠프는": no name ends so, but some end in 다, 의 and 고 (자브키조다)
_INFLECTED: Final = re.compile(
    r"(?:의|에서|에게|으로|에는|에도|은|는|을|를|[진한된인했였었됐]다|등|및|[하되이]고|며|까지|부터|적|하기|들이|들의|하는|되는|게|히|지만|면서|하게)$"
)


@functools.cache
def names(kind: str) -> frozenset[str]:
    """The names of a kind of ``people_foreign.csv``; empty for a kind that the file does not hold.

    given (세르게이), arabic, japanese and vietnamese (words that open a full name), eastern (given names
    behind a surname), family (known alone: 구테흐스), particle (디: inside a name), lead (쏙: before one),
    chinese (whole names), homograph (머리: a word too), pinyin_surname, pinyin_telling and pinyin (syllables
    of Chinese names).
    """
    rows = table("people_foreign", "kind", "names")
    return frozenset(name for row in rows if row["kind"] == kind for name in items(row["names"]))


@functools.cache
def openers() -> frozenset[str]:
    """Names that may begin a full name, and family names that are known alone."""
    return names("given") | names("japanese") | names("vietnamese") | names("family") | names("arabic")


@functools.cache
def _words() -> frozenset[str]:
    """Korean words and loanwords whose syllables would pass for a name."""
    common = {word for row in table("people_common_words", "words") for word in items(row["words"])}
    return frozenset(common) | listed("loanwords") | listed("openers") | posts().keys()


def is_common(word: str) -> bool:
    """Whether a word is Korean or a loanword, as lists and endings tell."""
    return word in _words() or word in not_names("word") or word[:2] in not_names("stem") or inflected(word)


@functools.lru_cache(maxsize=8192)
def sound(word: str) -> int:
    """From NONE to LISTED."""
    if word in openers() or word in names("chinese"):
        if len(word) > 1:
            return LISTED
        return FOREIGN if word in names("given") or _strange(word) else PART
    if word in names("eastern"):
        return FOREIGN
    if word in names("particle") or word in names("lead") or (len(word) == 1 and _strange(word)):
        return PART
    return NONE if _is_korean(word) else _by_syllables(word)


def _is_korean(word: str) -> bool:
    """Whether lists and endings tell that a word is no name: 총리와, 베트남대사, 국립공원, 주유네스코."""
    if not 2 <= len(word) <= _MOST_SYLLABLES or word in _words() or strength(word) >= LIKELY:
        return True
    if word[-1] == "인" and word[:-1] in _words():  # 파트너인
        return True
    if word[-1] in _PARTICLES and (word[:-1] in _words() or word[:-1] in openers()):  # 총리와, 바이든이
        return True
    if any(word[-length:] in posts() for length in (2, 3, 4)):  # 베트남대사, 미무역대표
        return True
    return word.startswith(_BODIES) or bool(_HOUSE.search(word)) or (word[0] == "주" and len(word) > 3)


def _by_syllables(word: str) -> int:
    strange = sum(map(_strange, word))
    if _INFLECTED.search(word) or (strange < 2 and inflected(word)):
        return NONE
    usual = all(syllable in _USUAL or _strange(syllable) for syllable in word)
    if strange >= 2 or (strange and usual):
        return FOREIGN
    return PART if usual and len(word) <= 5 and word[-1] not in _HOUSES else NONE


def is_strange(word: str) -> bool:
    """Whether a word has more than one syllable that Korean words lack: 바트바야르."""
    return len(word) > 3 and sum(map(_strange, word)) > 1


@functools.cache
def _strange(syllable: str) -> bool:
    """Whether a syllable is rare in Korean words: 츠, 켈, 흐, 뇨."""
    code = ord(syllable) - 0xAC00
    if not 0 <= code < 11172:
        return False
    if syllable in _KOREAN:
        return False
    return code // 588 in _INITIALS or code % 588 // 28 in _VOWELS or syllable in _STRANGE


# ㄲ ㄸ ㅃ ㅆ ㅉ ㅋ ㅌ ㅍ; ㅑ ㅒ ㅖ ㅞ (샤, 셰, 웨) but for the syllables of Korean words
_INITIALS: Final = frozenset({1, 4, 8, 10, 13, 15, 16, 17})
_VOWELS: Final = frozenset({2, 3, 15})
_KOREAN: Final = frozenset(
    "탁탄탈탐탑탕태택터통퇴투특틀파판팔패편평폐포폭표품풍필쾌크큰키편폄폰퍼팀팅컴컨코커콘쿨랙텍템펌플픽까깨꺼께꼬꼭꾸꿈끄끈끝끼따때떠떡또"
    "뜨뜻띠빠빨뿌뿐싸쌀써쓰씨씩짜째쪽쭉찌양량야약향냥계례예폐혜세체게제땅똑떤꽃껏껍끊쏟씻쌍쌓짝짧쫓찍깊깎꺾꿀뿔빛빵뺨"
)
_STRANGE: Final = frozenset(
    "옌옐쥘쟈쟝스르드츠즈브므흐느디티치셰셔쇼슈쉬젠젤젝네데레메베헤렌멘벤헨렐멜벨헬렉벡릭닉딕믹빅랭랜랄린딘닌닐릴든런먼던버머더웨워윌롱룽뤼뤄쉐첸룩룰룬넬넷뉴뇨료엘에슨센셀"
    "셉솁숄숀슐왈즐젬죠쥐쥬챈챙첼훌훠휠휘핑햄헐홀힐벅볼봇뷔블빌브럼벗몬뮌믹밀겐잉갓솜쿤텡흘랩셜솔뚜둔롯룻"
)
#: Syllables that transcriptions and Korean words share.
_USUAL: Final = frozenset(
    "잡냉찌셸월엠뉘놈뒤빗란름돔둠싱싯왓웃킹킷팅끼닷덕딱띤룩륀맏맨밴샌셋솝앤얀옹욘윌잭잰짐쩐캔캣켓텍팀펙폰퓨핸헝훔홉트가각간갈감강거겔고곤골공구국군굴궁그글기길김나난날남낭내노녹논누눈니다단달담당도독돈돌동두둔둘들디라락람랍랑러럴레로론롤루르리림립마만말망맥머멀모몰무문물미민바반발밥방"
    "배백번벌보복본부북분불비빈사산살삼상새생샤서석선설섬성세소속손송수숙순술숨쉬시식신실심아악안알암압앙애야양어언얼엄에엔여연열염영예오옥온올와완왕외요용우욱운울움위유육윤율"
    "으은을음응의이익인일임입자작잔잘장재저적전절정제조족존졸종좌주준줄중즈지직진질집차찬참창채처천철청체초촌총최추축춘출충취치칠카칸칼캄캐커컨켄코콘콜쿠쿨쾨크클킨킬탁탄탈"
    "탐탕태택터턴테토톤통투튼트틀틴파판팔패퍼펀펠포폴표푸풀프플피핀필하학한할함합항해행향허헌현혜호혼홍화환황회후훈흐흑흥희히힌량꾸꾹땀띠"
    "슬델매앨너덴웅윈른릿첵뭉딜막랏래널롬굿닛렛렝븐몽멕젭랠샐욤"
)
