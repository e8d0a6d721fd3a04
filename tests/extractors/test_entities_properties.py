"""People, agencies, programmes, countries and amounts under hypothesis and in hostile texts: offsets hold
however a text is spelled, its company changes nothing, addresses stay unread, the cost grows with the length."""

import gc
import io
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.engine import BATCH, Extraction, extract, extract_many
from extractors.mention import ASIDES, KINDS, Document, Mention
from pipeline.filters import annotate_lines, write

DAY = "2024-03-05"
SENTENCES = (
    "한빛나 행정안전부 장관은 5일 하노이에서 레 반 투언(Le Van Tuan) 베트남 총리와 만났다.",
    "기획재정부(이하 기재부)는 ‘디딤돌 일자리 지원사업’에 3억 5천만 원을 지원하기로 했다.",
    "기재부는 「제2차 산촌 살리기 종합계획」을 통해 2025년까지 1,200억원을 투입한다.",
    "한·미 양국은 G7 정상회의에서 100만 달러(약 13억원) 규모의 협력을 논의했다.",
    "▲해양수산부 차관 도민결 ▲통계청장 서다온 ▲국토교통부 1차관 류한별",
    "도 차관은 인도를 방문한 뒤 수단과 이란으로 떠났다.",
    "온누리진흥원(원장 채나래, 이하 온진원)은 산촌협력위원회(SCC)와 협약을 맺었다.",
    "채나래 원장은 “1인당 30만원을 지원한다”고 말했고, 서다온은 듣고만 있었다.",
    "미국 에너지부와 주한 영국대사관, 유엔은 광주시와 중구에서 열린 ‘2024 물빛 포럼’에 참석했다.",
    "(단위: 백만원)\n구분\t2023년\t2024년\n국비\t1,200\t3,400\n지방비\t500\t600\n",
    "과태료 300만원 이하, 매출 2조 원 돌파, 수출 45억 달러",
)
PIECES = (
    *SENTENCES,
    *(
        "장관 ",
        "겸 ",
        "씨",
        "는 ",
        "한빛나",
        "도민결 ",
        "존 스미스 ",
        "레 반 투언",
        "(",
        ")",
        "‘",
        "’",
        "“",
        "”",
        "「",
        "」",
        "·",
    ),
    *(
        ", ",
        "▲",
        "○ ",
        "\n",
        "\n\n",
        " ",
        ". ",
        "이하 ",
        "외교부",
        "위원회",
        "광주시",
        "한",
        "미",
        "북",
        "양국",
        "도쿄",
        "파리",
    ),
    *(
        "3억",
        "원",
        "1,2",
        "약 ",
        "이상",
        "억 달러",
        "지난해 ",
        "3월",
        "사업",
        "종합계획",
        "제3차 ",
        "예산",
        "국비",
        "전 ",
        "故 ",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


#: Other spellings of a text in which the same things are read.
SAME: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "ideographic spaces": lambda text: text.replace(" ", "\u3000"),
    "full width": full_width,
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "byte order marks": lambda text: f"\ufeff{text}\ufeff",
}
#: Spellings that break words and names: what is read there is open, that nothing breaks is not.
BROKEN: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace(" ", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "emoji": lambda text: text.replace(" ", "😀 "),
    "emoji everywhere": "😀".join,
    "lone surrogates": lambda text: text.replace(" ", "\ude00 \ud83d"),
    "surrogates everywhere": "\ud800".join,
    "variation selectors": "\ufe0f".join,
    "NUL": lambda text: text.replace(" ", "\0"),
    "unassigned": "\u0378".join,
    "no blanks": lambda text: text.replace(" ", ""),
    "line separators": lambda text: text.replace(" ", "\u2028"),
    "backwards": lambda text: text[::-1],
    "accents": lambda text: text.replace(" ", "\u0301 ").replace("·", "·\u0323"),
    "accents everywhere": "\u0301".join,
    "compatibility jamo": lambda text: unicodedata.normalize("NFKD", text),
}
SPELLINGS: dict[str, Callable[[str], str]] = {**SAME, **BROKEN, "as it is": str}


def extracted(text: str) -> Extraction:
    return next(extract_many([Document(text, DAY)]))


def assert_kept(text: str, found: Extraction) -> None:
    """What is promised of every extraction: offsets, order, no overlap within a type, sentences."""
    for mention in (*found.mentions, *found.asides):
        assert mention.text == text[mention.start : mention.end] != "", mention
        assert mention.sentence_start <= mention.start < mention.sentence_end, mention
    for kind in KINDS:
        same = [mention for mention in found.mentions if type(mention) is kind]
        assert all(a.end <= b.start for a, b in pairwise(same)), kind
    assert all(type(mention) in KINDS for mention in found.mentions)
    assert all(type(aside) in ASIDES for aside in found.asides)
    assert [m.start for m in found.mentions] == sorted(m.start for m in found.mentions)


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.sampled_from(sorted(SPELLINGS)))
def test_offsets_hold_however_a_text_is_spelled(text: str, spelling: str) -> None:
    spelled = SPELLINGS[spelling](text)
    assert_kept(spelled, extracted(spelled))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_offsets_hold_in_a_whole_release(spelling: str) -> None:
    spelled = SPELLINGS[spelling]("\n".join(SENTENCES))
    assert_kept(spelled, extracted(spelled))


@pytest.mark.parametrize("spelling", SAME)
@pytest.mark.parametrize("text", [*SENTENCES, "\n".join(SENTENCES)], ids=range(len(SENTENCES) + 1))
def test_another_spelling_of_the_characters_changes_no_mention(text: str, spelling: str) -> None:
    def read(given: str) -> list[tuple[str, str]]:
        visible = str.maketrans("", "", "\u200b\u00ad\ufeff")
        return [
            (mention.type, unicodedata.normalize("NFKC", mention.text.translate(visible)))
            for mention in extract(Document(given, DAY))
        ]

    assert read(SAME[spelling](text)) == read(text)


@settings(deadline=None, max_examples=40)
@given(st.permutations(SENTENCES), st.sampled_from((" ", "\n", "")))
def test_sentences_in_any_order_are_read(sentences: list[str], joint: str) -> None:
    text = joint.join(sentences)
    assert_kept(text, extracted(text))


@settings(deadline=None, max_examples=3)
@given(st.lists(TEXTS, min_size=BATCH, max_size=BATCH + 3), st.data())
def test_company_and_threads_change_nothing(texts: list[str], data: st.DataObject) -> None:
    """A text alone, among 64 others, with two threads and a second time gives the same."""
    documents = [Document(text, DAY) for text in texts]
    one, two, again = (list(extract_many(documents, workers=workers)) for workers in (1, 2, 1))
    assert one == two == again
    place = data.draw(st.integers(0, len(texts) - 1))
    assert extracted(texts[place]) == one[place]


ODD = (
    *(
        "",
        " ",
        "\n",
        "\r\n",
        "\u3000\u00a0",
        "\u200b",
        "\ufeff",
        "\0",
        "\ud800",
        "\u0301",
        "\u11a8",
        "\ufffd",
    ),
    *("가", "김", "한", "원", "3", "·", "▲", "'", "‘", "“", "」", "...", "!?…", "()[]", "-", "₩", "$", "😀"),
    *(
        "0원",
        "½억원",
        "²억원",
        "③억원",
        "٣억원",
        "1e400원",
        "3,,,억원",
        "한빛나",
        "장관",
        "양국",
        "사업",
        "(이하 )",
        "‘’",
        "「」",
    ),
)


@pytest.mark.parametrize("text", ODD)
def test_next_to_nothing_is_read(text: str) -> None:
    assert_kept(text, extracted(text))
    assert extract(Document(text)) is not None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(sorted(SPELLINGS))), min_size=1, max_size=4))
def test_annotate_writes_json_lines(spelled: list[tuple[str, str]]) -> None:
    given_lines = [
        json.dumps({"id": number, "text": SPELLINGS[spelling](text), "published": DAY}).encode()
        for number, (text, spelling) in enumerate(spelled)
    ]
    out = io.StringIO()
    assert write(annotate_lines(given_lines), out)
    told = [json.loads(line, parse_constant=pytest.fail) for line in out.getvalue().encode().splitlines()]
    assert [one["id"] for one in told] == list(range(len(spelled)))


@pytest.mark.parametrize(
    "amount", ["9" * 3000 + "조원", "0." + "1" * 400 + "억원", "1" * 350 + ".5원", "9" * 30 + "경원"]
)
def test_annotate_writes_json_numbers(amount: str) -> None:
    out = io.StringIO()
    write(annotate_lines([json.dumps({"id": 1, "text": f"{amount}을 지원", "published": DAY}).encode()]), out)
    json.loads(out.getvalue(), parse_constant=pytest.fail)


ADDRESSES = (
    "https://www.mois.go.kr/G7/APEC?EU=OECD&page=3",
    "http://korea.kr/2024/03/05/UN",
    "https://www.mois.go.kr/베트남?x=외교부",
    "www.usa.gov/LH/2024-03-05",
    "eu.un@oecd.org",
    "usa-2024.3.5@korea.kr",
    "apec.go.kr",
)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from(ADDRESSES), TEXTS)
def test_nothing_is_read_in_an_address(before: str, address: str, after: str) -> None:
    text = f"{before} {address} {after}"
    start, end = len(before) + 1, len(before) + 1 + len(address)
    for mention in extract(Document(text, DAY)):
        assert mention.end <= start or end <= mention.start, mention


NUMBERS = (
    *(
        "02-1234-5678",
        "044-200-1234",
        "(044)200-1234",
        "02)2100-3399",
        "010-2024-0305",
        "☎ 044-203-2024",
        "070-2024-3000",
    ),
    *("+82-2-2100-3399", "044.200.2016", "０４４-２００-１２３４", "044–200–1234", "044-200-1234~5"),
)
PLACES = (
    "문의: 행정안전부 재난정책과 한빛나 과장 {}",
    "담당자 서다온 사무관({})",
    "행정안전부 재난정책과({})는 5일 3억원을 지원했다.",
    "▲디딤돌 일자리 사업({}) ▲산촌 체험 사업({})",
    "도민결 원장은 온누리진흥원({}, 이하 온진원)에서",
    "한빛나 장관 {} 채나래 차관 {}",
    "○ 베트남 대사관 {}\n○ 통계청 {} 3월 5일",
)
_DIGITS = re.compile(r"\d{2,4}[-.)–]\d{3,4}[-.–]\d{4}")


def values(mention: Mention) -> Iterator[str]:
    """The words among the values of a mention."""
    for column in fields(mention):
        value = getattr(mention, column.name)
        if isinstance(value, str) and column.name not in {"rule", "reason"}:
            yield unicodedata.normalize("NFKC", value)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", NUMBERS)
def test_no_phone_number_is_a_value_or_part_of_one(number: str, place: str) -> None:
    text = place.replace("{}", number)
    inside = [range(found.start(), found.end()) for found in re.finditer(re.escape(number), text)]
    for mention in extract(Document(text, DAY)):
        assert not any(_DIGITS.search(value) for value in values(mention)), mention
        assert not any(mention.start < told.stop and told.start < mention.end for told in inside), mention


# Hostile texts: each makes a text of about n characters. A cost that grows with the square of the length
# shows as sixteen times the time for four times the text.

_FIRST = "가건경규근기나다대도동라란명모무문미민보봄빈산새서선설성소솔수슬시아안애연영예오온우원유윤은의이인일재정제조주준지진찬채초태하한해향현혜호환희"
_LAST = "겸경교규균근금길나담덕란령률린림만목문민배범별빛상샘석섭솔승실엽옥온완용욱운웅원율익임재정종준진찬창철축택평표필한해혁형호환훈희"


def name(number: int) -> str:
    """One of some forty thousand invented names."""
    rest, first = divmod(number * 7919, len(_FIRST))
    surname, last = divmod(rest, len(_LAST))
    return "김이박최정강조윤장임한오"[surname % 12] + _FIRST[first] + _LAST[last]


def word(number: int, length: int = 3) -> str:
    """Syllables that mean nothing, of some thousands of each length: 너모주."""
    syllables, rest, made = (
        "거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우",
        number * 7919 + 5,
        "",
    )
    for _ in range(length):
        rest, place = divmod(rest, len(syllables))
        made += syllables[place - number % 3]
        rest += number
    return made


def latin(number: int) -> str:
    return "".join(chr(97 + (number // step) % 26) for step in (1, 26, 3, 7)).capitalize()


def same(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece))


def each(piece: Callable[[int], str]) -> Callable[[int], str]:
    def text(size: int) -> str:
        made, length = [], 0
        for number in count():
            if length >= size:
                break
            made.append(piece(number))
            length += len(made[-1])
        return "".join(made)

    return text


def halves(first: Callable[[int], str], second: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: first(size // 2) + second(size // 2)


HOSTILE: dict[str, Callable[[int], str]] = {
    "names with titles": each(lambda k: f"{name(k)} 장관은 "),
    "posts joined by 겸": lambda size: "한빛나 " + "장관 겸 " * (size // 5),
    "bare names": each(lambda k: f"{name(k)}은 "),
    "posts": same("장관차관국장"),
    "one surname": same("김"),
    "a list of names": each(lambda k: f"{name(k)}·"),
    "foreign names with glosses": each(
        lambda k: f"{word(k, 4)} {word(k + 1)}({latin(k)} {latin(k + 1)}) 외교장관은 "
    ),
    "opened quotes": same("‘청년 “일자리 「도약 『장려 '금 \"사업 `계획 《대책 〈방안 <전략 ([【"),
    "quotes of one kind": same("‘“「『'\"`《〈<"),
    "closing quotes": same("사업’ 계획” 대책」 방안』 "),
    "programmes again": halves(
        each(lambda k: f"‘{word(k, 5)} 사업’ "), each(lambda k: f"{word(k, 5)} 사업 ")
    ),
    "aliases": each(lambda k: f"{word(k, 4)}위원회(이하 ‘{word(k, 2)}위’)는 "),
    "aliases in use": halves(
        each(lambda k: f"{word(k, 5)}위원회(이하 ‘{word(k, 4)}’)는 "), each(lambda k: f"{word(k, 4)}는 ")
    ),
    "bodies": same("기획재정부·외교부·통계청·"),
    "local governments that share a name": same("고성군은 광주시와 중구는 동구는 "),
    "homographs": same("인도를 수단으로 이란 "),
    "combining marks": lambda size: "가" + "\u0301\u0323" * (size // 2),
    "bodies abroad": each(lambda k: f"미국 {word(k)}부는 발표했다. "),
    "cities": same("하노이 도쿄 세부 선전 파리 "),
    "both states": halves(same("한국과 독일, 미국 "), same("양국 ")),
    "Hangul without blanks": each(lambda k: word(k, 5)),
    "commas": each(lambda k: f"{word(k)}, "),
    "a table": lambda size: "(단위: 백만원)\n" + each(lambda k: f"| {word(k)} | {k} | {k * 3:,} |\n")(size),
    "decomposed": lambda size: unicodedata.normalize("NFD", each(lambda k: f"{name(k)} 장관은 ")(size // 3)),
    "amounts": same("3억원, "),
    "amounts of all kinds": each(
        lambda k: f"통계청은 {2000 + k % 30}년 인도네시아와 ‘{word(k)} 사업’에 {k + 1}억원, "
    ),
}


def _cost(text: str) -> float:
    gc.collect()
    begin = time.process_time()
    extract(Document(text, DAY))
    return time.process_time() - begin


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_cost_grows_with_the_length(kind: str) -> None:
    """Four times the text takes six times the time at most; measured anew if the machine was busy."""
    make, size = HOSTILE[kind], 4_000
    _cost(make(500))
    for _ in range(3):
        short, long = _cost(make(size)), _cost(make(4 * size))
        if long <= 6 * short + 0.3:
            return
    pytest.fail(f"{size} characters take {short:.2f} s, {4 * size} take {long:.2f} s")
