"""Text that other programs spoiled: what is mended, what is only reported, and what must not change."""

import pytest

from scrapers.boilerplate.captions import is_caption, split_glued
from scrapers.boilerplate.cleaning import clean
from scrapers.boilerplate.encoding import normalise, plain, repair, unescape
from scrapers.boilerplate.leftovers import without_escapes, without_tags
from scrapers.boilerplate.rawhtml import mended as source

TEXTS = [
    "정부가 예산 3천억 원을 늘린다.",
    "서울시, 석면 철거 지원 확대…“안전 우선”",
    "정부가",
    "관계부처 합동 국고 보조금",
    "되는 일, 됐다며 된다고 밝혔다. 망 이용료·서비스 석 달",
    "‘가을 축제’ 연다, 담양군",
    "① 추진 배경 □ 주요 내용 ○ 사업ㆍ계획",
    "10월 5일(월) 서울에서 AI 회의 개최",
    "「국가재정법」 개정 【참고】 『백서』",
]
LONG = " ".join(TEXTS) + " 새길시는 지난 3일 마을 도서관 열두 곳을 새로 열고 주민에게 책을 빌려준다고 밝혔다."
HOLES = "\x81\x8d\x8f\x90\x9d"


def cp1252(raw):
    """Bytes as a program reads them that takes them for cp1252, with Latin-1 for its five holes."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)


MISREAD = {
    "EUC-KR as Latin-1": lambda text: text.encode("cp949").decode("latin-1"),
    "EUC-KR as cp1252": lambda text: cp1252(text.encode("cp949")),
    "UTF-8 as Latin-1": lambda text: text.encode().decode("latin-1"),
    "UTF-8 as cp1252": lambda text: cp1252(text.encode()),
    "twice": lambda text: cp1252(cp1252(text.encode()).encode()),
    "three times": lambda text: cp1252(cp1252(cp1252(text.encode()).encode()).encode()),
}


@pytest.mark.parametrize("way", MISREAD)
@pytest.mark.parametrize("text", [*TEXTS, LONG])
def test_misread_korean_is_mended_and_said(text, way):
    mended, how = repair(MISREAD[way](text))
    assert mended == text
    assert how.startswith("Korean read as Latin-1, was ")
    assert "lost" not in how


# what a clean-up did to UTF-8 read as cp1252
DAMAGED = {
    "no-break spaces became spaces": lambda text: text.replace("\xa0", " "),
    "soft hyphens dropped": lambda text: text.replace("\xad", ""),
    "ellipses and quotes made plain": lambda text: text.translate(
        {0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'", 0x2026: "..."}
    ),
    "control characters dropped": lambda text: "".join(char for char in text if char not in HOLES),
    "control characters became ?": lambda text: "".join("?" if char in HOLES else char for char in text),
}


@pytest.mark.parametrize("way", DAMAGED)
def test_damaged_misread_korean_is_mended_where_one_syllable_fits(way):
    """What stays open is U+FFFD and counted: no syllable is guessed."""
    mended, how = repair(DAMAGED[way](cp1252(LONG.encode())))
    lost = mended.count("\ufffd")
    assert lost <= len(LONG) // 5
    assert not lost or f"{lost} characters lost" in how
    at = 0
    for char in mended:
        if char == "\ufffd":
            at += 1
            continue
        skipped = LONG[at : at + 2].find(char)  # a sign behind an open syllable may be gone with it
        assert skipped >= 0, (mended, at)
        at += skipped + 1


def test_lost_soft_hyphens_of_euc_kr_are_put_back():
    """서 is BC AD: each one dropped shifts all that follows in its word."""
    text = "정부는 서울시 회의에서 예산을 크게 늘리고 전국의 마을 도서관을 새로 연다고 밝혔다."
    misread = text.encode("cp949").decode("latin-1").replace("\xad", "")
    assert repair(misread) == (text, "Korean read as Latin-1, was cp949")
    both = "서울에서".encode("cp949").decode("latin-1").replace("\xad", "")
    mended, how = repair(f"{misread} {both} Á¤ºÎ°¡")
    assert mended == f"{text} \ufffd\ufffd\ufffd 정부가"
    assert how.endswith("; 3 characters lost")


def test_utf8_read_as_cp949_is_mended_where_nothing_was_lost():
    misread = "맑음".encode().decode("cp949")
    assert repair(f"{misread} 날씨") == ("맑음 날씨", "Korean read as cp949, was utf-8")


SOME = [
    ("정부 예산 발표\nÁ¤ºÎ°¡ ¿¹»êÀ» ´Ã¸°´Ù", "정부 예산 발표\n정부가 예산을 늘린다"),
    ("ì •ë¶€ê°€ ì˜ˆì‚°\n본문은 성하다.", "정부가 예산\n본문은 성하다."),
    ("성한 제목과 Á¤ºÎ°¡ ¿¹»êÀ» 섞인 줄", "성한 제목과 정부가 예산을 섞인 줄"),
    ("한글 ì •ë¶€ê°€ 한글", "한글 정부가 한글"),
    ("그는 â€œ좋다â€\x9d고 했다", "그는 “좋다”고 했다"),
    ("그는 â€œ좋다â€ 며 웃었다", "그는 “좋다” 며 웃었다"),
    ("낮 기온 30Â°C, 3Â·1절", "낮 기온 30°C, 3·1절"),
    ("ì •ë¶€ê°€ ì˜ˆì‚°\n5ì–µ", "정부가 예산\n5억"),
    ("Á¤ºÎ°¡ ¿¹»êÀ»\nÁ¤ºÎ", "정부가 예산을\n정부"),
]


@pytest.mark.parametrize(("text", "mended"), SOME)
def test_only_the_misread_part_is_mended(text, mended):
    assert repair(text)[0] == mended
    assert repair(mended) == (mended, None)


NOT_MISREAD = [
    "장관은 Café São Paulo, Ürümqi, Đà Nẵng, Århus를 방문했다.",
    "café crème brûlée à la française où l’été é",
    "Größe ÄÖÜ äöüß Straße",
    "Thừa Thiên Huế, tỉnh Quảng Ngãi",
    "¿Cómo está? ¡Hola! Señor Muñoz",
    "ÀÁÂÃÄÅÆÇÈÉ",
    "À È Ì Ò Ù · L’ÉCOLE ÉLÈVE À ÉVREUX",
    "10°~20°, ±0.5°, 30℃, 25㎡, ½ ¼ ¾ × ÷",
    "«Привет» — “Здравствуй”",
    "日本語 テキスト 東京에서",
    "美 대통령, 中·日·韓 정상회의, 北 미사일 發射",
    "大韓民國 臨時政府 樹立, 家家戶戶, 漢字 敎育 硏究所",
    "蔣介石과 毛澤東, 紐⑤몢",
    "ÇÃO SÃO JOÃO ÀÉÎÕÜ",
    "Île-de-France — Hauts-de-Seine · Ñuñoa",
    "Þingvellir Ísafjörður Höfn í Hornafirði",
    "Łódź Kraków Gdańsk Poznań Wrocław",
    "São Tomé e Príncipe에 30만 달러",
    "Á¤ºÎ",
    "© 2026 ® ™ § ¶ £ ¥ € ¢",
    "뷁 펲시콜라 똠방각하",
    "예산은 10 € – 20 €, Âme sœur",
]


@pytest.mark.parametrize("text", NOT_MISREAD)
def test_what_was_read_right_stays(text):
    assert repair(text) == (text, None)
    assert repair(f"정부는 {text}\n예산을 늘린다.") == (f"정부는 {text}\n예산을 늘린다.", None)


ENTITIES = [
    ("&amp;lt;표 1&amp;gt;", "<표 1>"),
    ("&#8228; 추진 배경", "․ 추진 배경"),
    ("3&middot;1절, 3&middot1절", "3·1절, 3·1절"),
    ("예산&nbsp안&nbsp;가", "예산\xa0안\xa0가"),
    ("&quot정부&quot가 &quot;예산&quot;을", '"정부"가 "예산"을'),
    ("&amp;nbsp;정부 &amp;amp;nbsp;예산", "\xa0정부 \xa0예산"),
    ("&#xAC00;&#44032;&#XD55C;", "가가한"),
    ("&#145;안전&#146; &#147;우선&#148; &#150;", "‘안전’ “우선” –"),
    ("S&amp;P, R&amp;D", "S&P, R&D"),
    ("&lsquo;강조&rsquo; &hellip; &sup2; &frac12;", "‘강조’ … ² ½"),
    ("정부&hellip 예산", "정부… 예산"),
    ("?a=1&amp;b=2", "?a=1&b=2"),
]
NOT_ENTITIES = [
    "R&D 예산, AT&T, Q&A, S&P 500, B&B",
    "https://saegil.example/?a=1&copy=2&region=3&lt=4&quot=5&amp=6&nbsp=7",
    "https://saegil.example/view?no=3&middot_id=1&para=2&section=1",
    "&; &#; &#x; &#99999999; &#1114112; &#55296; &#0;",
    "&없는이름; &nosuchname; &region; &copy2;",
    "A&ltd, 콩&ampoule",
]


@pytest.mark.parametrize(("text", "meant"), ENTITIES)
def test_entities_left_over_become_characters(text, meant):
    assert unescape(text) == meant


@pytest.mark.parametrize("text", NOT_ENTITIES)
def test_what_only_looks_like_an_entity_stays(text):
    assert unescape(text) == text


NORMAL = [
    ("한빛시".encode().decode(), "한빛시"),
    ("\u1112\u1161\u11ab\u1107\u1175\u11be", "한빛"),
    ("정부\x0b예산\x0c안\x85끝\u2028줄\u2029", "정부\n예산\n안\n끝\n줄"),
    ("\ufeff전자\u200b정\u00ad부\u2060", "전자정부"),
    ("전자\u3164정부\u2800예산\u3000안\xa0표\t끝", "전자 정부 예산 안 표 끝"),
    ("☎\ufe0f 문의 ▶\ufe0f 신청", "☎ 문의 ▶ 신청"),
    ("가\r\n나\r다\n\r라", "가\n나\n다\n라"),
    ("정\x00부\x1f가\x7f", "정부가"),
    ("\uf0a7 일시\n\uf0b7 장소\n\uf06e 대상\n\uf0fc 확인", "▪ 일시\n• 장소\n■ 대상\n✓ 확인"),
    ("\uf081국내 \uf082해외", "①국내 ②해외"),
    ("\U000f02b1 추진 배경 \U000f02b2 주요 내용", "① 추진 배경 ② 주요 내용"),
    ("\U000f02fb목적: 청렴", "•목적: 청렴"),
    ("깨진 \ufffd 글자", "깨진 \ufffd 글자"),
    ("１２３억, ﾡ, 3･1절 ‧ ㆍ “가” 「나」", "１２３억, ﾡ, 3･1절 ‧ ㆍ “가” 「나」"),
    ("옛글 \ue0bc", "옛글 \ue0bc"),
    ("가" + "\u0301" * 200 + "나", "가" + "\u0301" * 30 + "나"),
    ("“" * 100 + "‘…", "“" * 100 + "‘…"),
]


@pytest.mark.parametrize(("text", "normal"), NORMAL)
def test_one_normal_form(text, normal):
    assert normalise(text) == normal
    assert normalise(normal) == normal
    assert plain(plain(text)) == plain(text)


ESCAPED = [
    (r"\u003cp\u003e정부\u003c/p\u003e", "<p>정부</p>"),
    (r"첫 문단이다.\n\n둘째 문단이다.", "첫 문단이다.\n\n둘째 문단이다."),
    (r"첫 문단이다.\r\n둘째 문단이다.\r\n끝", "첫 문단이다.\r\n둘째 문단이다.\r\n끝"),
    (r"그는 \"좋다\"고 했다.", '그는 "좋다"고 했다.'),
    (r"\uc815\ubd80가 \ud83d\ude00 예산\/기금", "정부가 😀 예산/기금"),
    (r"\u201c좋다\u201d며", "“좋다”며"),
    (r"<p class=\"a\">정부</p>\n<p>기금</p>", '<p class="a">정부</p>\n<p>기금</p>'),
    (r"<p class='a'>정부</p>\n\n<p>기금</p>", "<p class='a'>정부</p>\n\n<p>기금</p>"),
]
NOT_ESCAPED = [
    r"값은 \3,000원과 \5,000원",
    r"C:\new\name과 C:\temp",
    r"\\server\share\new",
    r"줄 바꿈은 \n 하나",
    r"새길시 \ 한빛시 \ 담양군",
    "역슬래시 없는 글",
    r"""<p class="a">정부</p><script>var text = "첫 문단이다.\n\n둘째 \"문단\"이다.";</script>""",
    r"""<p id='a'>정부</p><script>var text = "첫 문단이다.\n\n둘째 \"문단\"이다.";</script>""",
]


@pytest.mark.parametrize(("text", "meant"), ESCAPED)
def test_escapes_of_json_left_over_become_characters(text, meant):
    assert without_escapes(text).replace("\r", "") == meant.replace("\r", "")


@pytest.mark.parametrize("text", NOT_ESCAPED)
def test_won_signs_and_paths_are_no_escapes(text):
    assert without_escapes(text) == text


TAGGED = [
    ("정부가<br>내년<BR/>예산<br />을", "정부가\n내년\n예산\n을"),
    ("<b>굵게</b> 쓴 <strong>예산</strong>", "굵게 쓴 예산"),
    ('<p style="text-align:left">정부가', "\n정부가"),
    ("정<span class='a'>부</span>가", "정부가"),
    ("<tr><td>안전</td><td>3억</td></tr>", "\n 안전  3억 \n"),
    ('<img src="a.png" alt="사진">정부', "정부"),
    ("정부<o:p></o:p>가</font>", "정부가"),
]
NOT_TAGS = [
    "<한국경제>와 〈새길일보〉는 <표 1>에서",
    "<사진=행안부> 정부가",
    "<A>안과 <B>안, <S> 등급",
    "질문: <div>와 <p>는 무엇인가",
    "x < 5 <p> 이고 y > 3이면 <br> 그렇다.",
    "3 < 5 이고 a<b and c>d",
    "<K-뷰티> 수출, <AI 기본법>",
    "<< 새길 소식 >>",
]


@pytest.mark.parametrize(("text", "meant"), TAGGED)
def test_tags_left_over_in_a_dump_are_removed(text, meant):
    assert without_tags(text) == meant


@pytest.mark.parametrize("text", NOT_TAGS)
def test_angle_quotation_marks_are_no_tags(text):
    assert without_tags(text) == text


NEWS = "정부는 내년 예산을 크게 늘려 전국의 마을을 정비한다고 3일 밝혔다."
GLUED = [
    "(사진제공=행안부)",
    "설명회 모습 (사진제공=행안부)",
    "/사진=한빛일보",
    "개통식 모습. /사진=한빛일보",
    "개통식 모습. 사진=새길시",
    "장관이 주민에게 인사하고 있다. (사진=새길시)",
    "▲ 간담회 모습 ⓒ한빛부",
    "▲ 간담회 모습 ⓒ한빛뉴스",
    "▲ 간담회 모습. [사진=한빛부]",
    "▲개통식에서 인사하는 장관 <사진제공=새길시>",
    "개통식에서 인사하는 장관 【사진=새길시】",
    "(그래픽=한빛뉴스)",
    "<사진=행안부>",
    "사진: 개통식 (출처: 새길시청)",
    "(자료=통계청)",
]


@pytest.mark.parametrize("caption", GLUED)
@pytest.mark.parametrize("space", ["", " "])
def test_a_caption_glued_to_a_sentence_is_split_off(caption, space):
    assert split_glued(f"{caption}{space}{NEWS}") == (caption, NEWS)
    assert is_caption(caption)


NOT_GLUED = [
    NEWS,
    f"정부는 (자료=통계청) {NEWS}",
    "정부는 내년 예산(자료: 기획예산처)을 크게 늘려 전국의 마을을 정비한다고 3일 밝혔다.",
    "정부는 새 누리집(사진=새길시)을 크게 고쳐 전국의 마을을 정비한다고 3일 밝혔다.",
    "새길시는 (사진=한빛뉴스) 전국의 마을을 정비하는 사업을 내년부터 벌인다고 3일 밝혔다.",
    f"정부는 3일 예산을 늘린다고 밝혔다. (사진=새길시){NEWS}",
    "사진 자료를 모은 새길시는 전국의 마을을 정비하는 사업을 내년부터 벌인다고 3일 밝혔다.",
    "[한빛뉴스=김하늘 기자]정부는 전국의 마을을 정비하는 사업을 내년부터 벌인다고 3일 밝혔다.",
    "사진=한빛빛 모두가 웃는다",
    "▲ 3.2% 늘어난 수출 ⓒ 표시는 저작권을 뜻한다고 정부는 내년부터 알린다고 3일 밝혔다.",
    "(사진=새길시)",
    f"정부는 예산을 늘린다고 밝혔다. 사진=새길시 {NEWS}",
    f"정부는 예산을 늘린다고 밝혔다. /사진=한빛일보{NEWS}",
]


@pytest.mark.parametrize("text", NOT_GLUED)
def test_a_sentence_that_cites_or_names_a_picture_stays_whole(text):
    assert split_glued(text) is None


def test_addresses_keep_their_parameters_in_a_page():
    address = "http://saegil.example/?a=1&copy=2&region=3&lt=4"
    assert source(f"<p>{address}&nbsp;끝</p>") == f"<p>{address.replace('&', '&amp;')}&nbsp;끝</p>"


def test_a_tag_of_a_million_attributes_loses_most_of_them():
    head = '<div class="article" ' + " ".join(f"a{number}='>'" for number in range(1_000_000)) + ">"
    short = source(f"<p>앞</p>{head}뒤</div>")
    assert short.startswith('<p>앞</p><div class="article" a0=')
    assert short.endswith(">뒤</div>")
    assert len(short) < 5_000
    picture = f'<p>앞</p><img src="data:image/png;base64,{"A" * 1_000_000}" alt="사진">뒤'
    assert source(picture) == picture


BODY = "새길시는 마을 도서관 열두 곳을 새로 열고 주민에게 책을 빌려준다고 3일 밝혔다."
SPOILED = [
    rf"\u003cp\u003e{BODY}\u003c/p\u003e\u003cp\u003e둘째 문단도 이어진다고 했다.\u003c/p\u003e",
    rf"{BODY}\n\n둘째 문단도 이어진다고 했다.",
    f"{BODY}<br>둘째 문단도 <b>이어진다</b>고 했다.",
]


@pytest.mark.parametrize("text", SPOILED)
def test_a_dump_is_cleaned_of_what_is_left_over_in_it(text):
    assert clean(text, source="dump", native_id="1").body == f"{BODY}\n둘째 문단도 이어진다고 했다."


def test_an_address_in_a_page_keeps_its_parameters():
    address = "https://saegil.example/view?a=1&copy=2&region=3&lt=4"
    page = f"<html><body><p>{BODY}</p><p>자세한 것은 {address} 에서 볼 수 있다고 했다.</p></body></html>"
    assert address in clean(page, source="dump", native_id="1").body
