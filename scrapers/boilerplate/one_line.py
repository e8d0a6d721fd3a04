"""A dump on one line → its menu, head, sentences and tail as lines of their own.

Cut where sentences end, around dates with their labels, bylines, credits of pictures, counters and the page's
furniture; a word that may be furniture or the article's (공유, 경제) counts only beside other furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from scrapers.boilerplate import furniture, glued, labels
from scrapers.boilerplate.bylines import writers
from scrapers.boilerplate.markdown import LINK
from scrapers.boilerplate.stamps import STAMP

Span = tuple[int, int]

_ENDED = re.compile(r"[다요죠][.!?][”\"’')]{0,2}$")

_SENTENCE = re.compile(
    r"(?<=[다요까죠][.!?])(?=\s)|(?<=[다요죠][.!?][”\"’'」)\]])(?=\s)|(?<=다[”\"’'」)][.])(?=\s)"
    r"|(?<=[음함임됨][.])(?=\s[□○ㅇ◦※*-])|(?<=[가-힣]다[.])(?=[가-힣‘“\[□○▲△▶※])"
)
#: A space before these begins something new: □ ○ of a release, ※, (세종=한빛뉴스), [새길신문 김하늘 기자], <저작권자
_BEGINS = re.compile(
    r"\s(?=[□○◦◇◆■●❍▢☞▶※•▷]\s?[^\s]|ㅇ\s|[①-⑳]\s?[(가-힣]"
    r"|[\[(【<](?:[가-힣]{2,8}\s?=\s?)?[가-힣A-Za-z0-9 ]{0,16}(?:뉴스|일보|신문|통신|경제|타임[즈스]|투데이|방송|TV)[^\])】>\n]{0,20}[\])】>]\s?[가-힣‘“\"]"
    r"|[\[(【][가-힣]{2,6}\s?=\s?[가-힣A-Za-z0-9 ]{2,16}[\])】]|\[(?:앵커|기자|리포트|인터뷰)\]|\[[가-힣]{2,4}\s기자\]"
    r"|<?저작권자\s?[ⓒ©(]|[<\[]\s?(?:ⓒ|©|Copyright)|Copyrights?\s?(?:ⓒ|©|\(c\)|20\d\d)|[ⓒ©]\s?[가-힣A-Za-z]{2,20}[.,]?\s?(?:무단|All\s)"
    r"|<출처|제목\s(?=.{8,150}?\s(?:작성자|작성일|등록일|담당부서|글쓴이|부서)\s)|https?://|\[관련\s?(?:기사|뉴스)\])"
)
#: Behind these something new begins: the credit of a picture, an address, the mark of a copyright.
_ENDS = re.compile(
    r"[(\[<]\s?(?:사진|자료|그래픽|이미지|출처)\s?(?:제공|출처)?\s?[=:/ ]\s?[^()\[\]<>\n]{2,30}[)\]>](?=\s)"
    r"|[(\[<][^()\[\]<>\n]{2,24}\s제공[)\]>](?=\s)|[/|]?\s?사진\s?=\s?[가-힣A-Za-z0-9]{2,12}(?:\s(?:제공|기자))?(?=\s)"
    r"|(?<=\s)[가-힣]{2,10}(?:부|처|청|시|도|군|구|공단|공사|뉴스|신문|일보|통신)\s제공(?=\s)|\s자료사진(?=\s)|(?<=\S)/뉴스1(?=\s)"
    r"|[(\[][가-힣A-Za-z]{2,12}\s?DB[)\]](?=\s)|https?://\S{4,2000}(?=\s)|재배포\s?(?:및\s.{0,20})?금지[>)\]]?(?=\s)|All\s?rights?\sreserved\.?(?=\s)|(?:<출처[^<>]{2,60}>)(?=\s)"
    r"|\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|odt)(?:\s?[\[(][\d.,]{1,8}\s?[KMG]?B[\])])?(?=\s)",
    re.I,
)
# 조회 : 219 · 댓글 11 · 공감 17 · 추천 수 0 · 조회수 1,024회
_COUNTER = re.compile(
    r"(?<![가-힣])(?:조회\s?수?|댓글\s?수?|추천\s?수?|공감|비공감|좋아요|싫어요|화나요|슬퍼요|hit|views?)\s?:?\s?\d[\d,]{0,8}(?:회|개)?(?=\s|$)",
    re.I,
)
# 부서 : 도시정비지원과 · 글쓴이 : 사무국 · 작성자 정책지원센터 · 담당부서 물순환안전국 하천관리과
_LABELLED = re.compile(
    r"(?<![가-힣])(?:(?:담당|작성|소관|등록)?부서명?|작성자|글쓴이|등록자|게시자|담당자?|연락처|전화(?:번호)?|문의처?|첨부(?:파일)?)"
    r"(?:\s?:\s?|\s)(?:[가-힣A-Za-z0-9·]{2,20}(?:과|팀|실|국|관|단|센터|본부|원|부|처|청|담당관)\s){0,2}"
    r"(?:[가-힣A-Za-z0-9·]{2,20}(?:과|팀|실|국|관|단|센터|본부|원|부|처|청|사무국|관리자|담당관)|\(?0\d{1,2}\)?[- ]\d{3,4}-\d{4})(?=\s|$)"
)
_MAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{3,64}"
_WRITER = re.compile(
    rf"(?<![가-힣])(?:[가-힣]{{2,8}}[팀부국]\s)?[가-힣]{{2,4}}\s?(?:선임|수석|전문|객원|인턴)?기자(?:\s?[(<]?{_MAIL}[)>]?)?(?=\s|$)|(?<=\s){_MAIL}(?=\s)"
)
_WEEKDAY = r"(?:\s?[(（][월화수목금토일][)）])?(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
_DATE = re.compile(STAMP.pattern + _WEEKDAY)
#: What a date stands for, before it.
_LABELS_BEFORE = (
    re.compile(r"(?<![가-힣])[가-힣]{2,4}\s[가-힣]{2,4}\s?[:：|]?\s?$"),
    re.compile(r"(?<![가-힣])[가-힣]{2,6}\s?[:：|]?\s?$"),
)
# 45 의약품 일련번호 … 2022-11-08 44 복지부와 … : rows of a board, ranks of a list
_RANKS = re.compile(r"\s(?=(\d{1,2})[.\s]\s?[가-힣“‘\"\[])")
_SITE = re.compile(r"\s?(?:[|｜<:»-]|::)\s")
#: So long a piece without the end of a sentence is no sentence's part.
_LONGEST = 400


def cut(line: str) -> list[str]:
    """A dump that lost its line ends → its pieces, in order; nothing is lost but white space."""
    line = LINK.sub(r" \1 ", line)
    line = glued.spaced(" ".join(re.sub(r"(?:^|\s)#{1,6}\s", " ", line).split()))
    ends = frozenset(found.start() for found in _SENTENCE.finditer(line))
    parts = list(_paragraphs(line, _places(line, ends), ends))
    told = " ".join(part for part in parts if _ENDED.search(part))
    rows = (row for part in parts for menu in _menus(part, told) for row in _rows(menu))
    return [piece for row in rows for piece in _listed(row)]


def _places(line: str, ends: frozenset[int]) -> frozenset[int]:
    """Where to cut besides at the ends of sentences."""
    places = {0, *(found.start() for found in _BEGINS.finditer(line))}
    places |= {found.end() for found in _ENDS.finditer(line)}
    for start, end in [*_title(line), *_sure(line, ends)]:
        places |= {start, end}
    return frozenset(places)


#: So many sentences, or letters, make a paragraph.
_SENTENCES, _LETTERS = 3, 220


def _paragraphs(line: str, places: frozenset[int], ends: frozenset[int]) -> Iterator[str]:
    """The pieces between the places; sentences that follow each other are put together by threes. The first
    one behind a place stands alone, because menus and captions may be glued to it.
    """
    edges = sorted((places | ends) - {len(line)})
    group: list[str] = []
    for start, end in zip(edges, [*edges[1:], len(line)], strict=True):
        piece = line[start:end].strip()
        plain = start in ends - places and end in ends and not furniture.mark(piece)
        full = len(group) == _SENTENCES or sum(map(len, group)) + len(piece) > _LETTERS
        if group and (not plain or full or _is_polite(piece) != _is_polite(group[-1])):
            yield " ".join(group)
            group = []
        if plain:
            group.append(piece)
        elif piece:
            yield piece
    if group:
        yield " ".join(group)


def _is_polite(sentence: str) -> bool:
    """합니다 and 해요 are not the style of those who write 했다: notes of the page are, and the reverse."""
    return bool(re.search(r"(?:니다|요|시오)[.!?][”\"’')]{0,2}$", sentence))


def _title(line: str) -> Iterator[Span]:
    """The page's title, which begins the dump, and the same words wherever they stand again."""
    head = _SITE.split(line[:200], maxsplit=1)[0].strip()
    words = line[:200].split(" ")
    for size in range(min(len(words) - 1, 30), 1, -1):
        title = " ".join(words[:size])
        if 8 <= len(title) and line.count(title) > 1:
            head = title.rstrip(" |｜<:»-")
            break
    else:
        if not (len(head) >= 8 and line.count(head) > 1):
            return
    at = line.find(head)
    while at >= 0:
        yield at, at + len(head)
        at = line.find(head, at + len(head))


def _sure(line: str, ends: frozenset[int]) -> list[Span]:
    """Spans that are no part of a sentence: dates with labels, bylines, counters, furniture and, right beside
    any of them, single words that may be furniture.
    """
    sure = [found.span() for pattern in (_COUNTER, _LABELLED) for found in pattern.finditer(line)]
    sure += [found.span() for found in _WRITER.finditer(line) if "@" in found[0] or writers(found[0])]
    weak: list[Span] = []
    for found in _DATE.finditer(line):
        start, certain = _date(line, found)
        (sure if certain else weak).append((start, found.end()))
    for found in _heads().finditer(line):
        certain = _is_certain(found[1]) or found.start() in (0, *ends) or found.start() - 1 in ends
        whole = furniture.mark(found[1])
        end = found.start(1) if whole and whole.kind == "copyright" else found.end(1)  # Copyright 2026 …
        (sure if certain else weak).append((found.start(1), end))
    return _spread(line, sure, weak)


def _date(line: str, found: re.Match[str]) -> tuple[int, bool]:
    """Where a date with its label begins, and whether it is one of the page's and not of a sentence."""
    for pattern in _LABELS_BEFORE:
        before = pattern.search(line, max(0, found.start() - 14), found.start())
        if before and labels.bare_label(before[0]) in ("published", "modified", "embargo"):
            return before.start(), True
    if "년" in found[0] or not found["year"][0].isdigit() or re.match(r"[가-힣~]", line[found.end() :][:1]):
        return found.start(), False
    padded = bool(re.match(r"\d{4}[-/]|\d{4}\.(?:0\d\.\d\d|\d\d\.0\d)", found[0]))
    return found.start(), padded or found["minute"] is not None


def _is_certain(phrase: str) -> bool:
    """Is the phrase furniture wherever it stands: long, or the heading of a list?"""
    mark = furniture.mark(phrase)
    size = len(furniture.key(phrase))
    return bool(mark) and (size >= 6 or (size >= 4 and mark is not None and mark.opens))


#: So many words that may be furniture, side by side, are; 지역 경제 뉴스 공유 in a sentence are none.
_WEAK = 5


def _spread(line: str, sure: list[Span], weak: list[Span]) -> list[Span]:
    """The sure spans and the weak ones in a row with a sure one, or with many others, only marks between."""
    spans = sorted([(start, end, True) for start, end in sure] + [(start, end, False) for start, end in weak])
    chain: list[tuple[int, int, bool]] = []
    found: list[Span] = []
    for span in [*spans, (len(line) + 9, len(line) + 9, False)]:
        if chain and span[1] <= chain[-1][1]:  # 공감 in 공감 17
            chain[-1] = (*chain[-1][:2], chain[-1][2] or span[2])
            continue
        if chain and span[0] == chain[-1][0]:
            chain[-1] = (span[0], span[1], chain[-1][2] or span[2])
            continue
        if chain and not _touch(line, chain[-1][1], span[0]):
            words = sum(not line[start:end][:1].isdigit() for start, end, _ in chain)
            if words >= _WEAK or any(certain for _, _, certain in chain) or chain[0][0] == 0:
                found += [(start, end) for start, end, _ in chain]
            chain = []
        chain.append(span)
    return found


def _touch(line: str, end: int, start: int) -> bool:
    return start <= end or not re.search(r"[가-힣A-Za-z]", line[end:start])


@cache
def _heads() -> re.Pattern[str]:
    """Furniture that stands alone on a line elsewhere, with any spacing."""
    exact, starts, _ = furniture.phrases()
    words = sorted({*exact, *(start for start, _ in starts)}, key=len, reverse=True)
    spaced = "|".join(r"\s?".join(word) for word in words if len(word) >= 2)
    return re.compile(rf"(?:^|(?<=[\s\]>|]))({spaced})(?=[\s:|]|$|더보기)", re.I)


#: So many words in a row, of which none has a particle, an ending or a figure, are a menu.
_MENU = 9
_ITEM = re.compile(
    r"(?!.*(?:[은는을를]|[가-힣]에|에서|에게|으로|까지|부터|하고|하는|했다?|된다?|한다|라며|이다|니다|어요|지만|위해|대한)$)"
    r"[가-힣A-Za-z][가-힣A-Za-z·ㆍ/&()+]{0,13}"
)


def _menus(piece: str, told: str) -> list[str]:
    """A piece → itself, or its menus word by word: 정치 경제 사회 문화 국제 …

    ``told``: what the dump's sentences say; the last words of a menu that stand there too may be the title's.
    """
    words = piece.split(" ")
    if len(words) < _MENU:
        return [piece]
    pieces: list[str] = []
    run: list[str] = []
    rest: list[str] = []
    for word in [*words, ""]:
        if word and _ITEM.fullmatch(word):
            run.append(word)
            continue
        if len(run) >= _MENU:
            kept = len(run) - _headline(run, told)
            pieces += [" ".join(rest), *run[:kept]]
            rest = [*run[kept:], word]
        else:
            rest += [*run, word]
        run = []
    return [one for one in [*pieces, " ".join(rest).strip()] if one]


# 그러나 소비자단체는 … · 다만 업계는 … : how a sentence goes on behind a box of headlines
_CONJUNCTION = re.compile(
    r"\s(?=(?:그러나|하지만|다만|반면|이에\s따라|이에\s대해|이와\s함께|또한|그런데|따라서|앞서)\s)"
)
# 교육부는 · 가동은 : what a sentence is about; 있는, 하는 are none
_TOPIC = re.compile(
    r"\s(?=[‘“\"']?[가-힣A-Za-z0-9·()]{1,20}(?<![있없하되받맞보오가나주지키르르나])(?:은|는)\s)"
)
_MODIFIER = re.compile(
    r"(?:^|\s)(?:[^\s]{1,12}(?:의|한|된|던|할|있는|하는|되는)|지난|이번|올해|내년|지난해|최근)$"
)


def _listed(piece: str) -> list[str]:
    """A piece → itself; one that begins with the heading of a list and ends as a sentence does, in two: the
    headlines and the sentence, which begins with what it is about.

    「[관련기사] 칠레 리튬 염호 지분 8% 확보」 and 「가동은 2028년 하반기로 잡혔다.」
    """
    head = re.match(r"[\[<]?\s?(?:관련\s?(?:기사|뉴스)|연관\s?기사|함께 보면|▶|☞)", piece)
    if not head or not re.search(r"[다요][.!?][”\"’']?$", piece):
        return [piece]
    found = _CONJUNCTION.search(piece, head.end() + 4) or _TOPIC.search(piece, head.end() + 4)
    if not found:
        return [piece]
    at = found.start()
    if modifier := _MODIFIER.search(piece, head.end() + 4, at):
        at = modifier.start()
    return [piece[:at].strip(), piece[at:].strip()]


def _headline(run: list[str], told: str) -> int:
    """How many of a menu's last words are those of a headline behind it."""
    count = 0
    for word in reversed(run[-8:]):
        if word not in told or furniture.mark(word):
            break
        count += 1
    return count


def _rows(piece: str) -> list[str]:
    """A piece → itself, or the rows of the list that it holds: ranks 1, 2, 3 in their order."""
    found = [(match.start(), int(match[1])) for match in _RANKS.finditer(f" {piece}")]
    ranks = [(at, rank) for at, rank in found]
    places = [0]
    wanted = ranks[0][1] if ranks and ranks[0][1] in (1, 2) else 0
    for at, rank in ranks:
        if wanted and rank == wanted:
            places.append(at)
            wanted += 1
    if len(places) < 3:
        return glued.parted(piece)
    ends = [*places[1:], len(piece)]
    return [row for start, end in zip(places, ends, strict=True) if (row := piece[start:end].strip())]
