"""Bytes to text: the right encoding whatever the label says, repair only when certain, one normal form."""

import codecs

import pytest

from scrapers.boilerplate.charsets import check_text
from scrapers.boilerplate.contacts import mask
from scrapers.boilerplate.encoding import decode, normalise, repair
from scrapers.boilerplate.stamps import day_without_year, month, stamp
from scrapers.errors import ParseError

KOREAN = "기획예산처는 올해 국고 보조금 3천억 원을 똠방각하 마을에 쓴다고 밝혔다."

# bytes, charset of the HTTP header, is it markup → encoding
DECODED = [
    (KOREAN.encode(), None, False, "utf-8"),
    (KOREAN.encode(), "euc-kr", False, "utf-8"),
    (KOREAN.encode("utf-8-sig"), "euc-kr", False, "utf-8"),
    (KOREAN.encode("utf-16"), None, False, "utf-16"),
    (KOREAN.encode("cp949"), None, False, "cp949"),
    (KOREAN.encode("cp949"), "utf-8", False, "cp949"),
    (KOREAN.encode("cp949"), "EUC-KR", False, "cp949"),
    (KOREAN.encode("cp949"), "iso-8859-1", False, "cp949"),
    (KOREAN.encode("cp949"), "no-such-charset", False, "cp949"),
    (b'<meta charset="ks_c_5601-1987">' + KOREAN.encode("cp949"), None, True, "cp949"),
    (
        b'<meta http-equiv="Content-Type" content="text/html; charset=utf-8">' + KOREAN.encode("cp949"),
        None,
        True,
        "cp949",
    ),
]


PAGE = f"<html><head><title>지원</title></head><body><p>{KOREAN * 20}</p></body></html>"
LABELS = [
    *("euc-kr", "EUC_KR", "ks_c_5601-1987", "KSC5601", "x-windows-949", "windows-949", "ms949", "uhc"),
    *("cseuckr", "korean", "iso-ir-149", "utf-8", "UTF8", "latin-1", "windows-1252", "us-ascii", "gb2312"),
    *(
        "gbk",
        "big5",
        "shift_jis",
        "koi8-r",
        "windows-1251",
        "iso-8859-2",
        "cp437",
        "utf-16",
        "utf-7",
        "johab",
    ),
    *("base64", "rot13", "idna", "punycode", "unicode_escape", "no-such-charset", "", " ", "x" * 200, "영문"),
]


@pytest.mark.parametrize("header", LABELS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_no_label_makes_a_korean_page_another(encoding, header):
    """Neither the header, nor meta of either kind, nor both that disagree; some labels are no charsets."""
    raw = PAGE.encode(encoding)
    meta = header.encode("ascii", "ignore")
    old = b'<meta http-equiv="Content-Type" content="text/html; charset=' + meta + b'">'
    for given, page in (
        (header, raw),
        (None, b"<meta charset='" + meta + b"'>" + raw),
        (None, old + raw),
        ("euc-kr", old + raw),
        ("utf-8", old + raw),
        (header, b'<meta charset="utf-8">' + raw),
        (None, raw + old),
    ):
        decoded = decode(page, given, markup=True)
        assert PAGE in decoded.text
        assert (decoded.encoding, decoded.repaired) == (encoding, None)


def test_a_foreign_page_is_read_by_its_label():
    chinese = "<p>国务院发布新闻，介绍经济运行情况和下一阶段工作安排。</p>" * 5
    assert decode(chinese.encode("gbk"), "gb2312").text == chinese
    french = "<p>Le café de São Tomé est à la une: l’été sera chaud, déjà.</p>"
    assert decode(french.encode("cp1252"), "iso-8859-1").text == french
    hidden = b'<!-- <meta charset="gbk"> --><script>var m = \'<meta charset="big5">\';</script>'
    with pytest.raises(ParseError, match="unknown encoding"):
        decode(hidden + french.encode("cp1252") + chinese.encode("gbk"), None, markup=True)


WIDE = [
    ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
    ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32"),
    ("utf-16-le", b"", "utf-16-le"),
    ("utf-16-be", b"", "utf-16-be"),
    ("utf-8", codecs.BOM_UTF8 * 2, "utf-8"),
    ("cp949", codecs.BOM_UTF8, "cp949"),
]


@pytest.mark.parametrize(("encoding", "bom", "name"), WIDE)
@pytest.mark.parametrize("label", [None, "euc-kr", "utf-8"])
def test_byte_order_with_and_without_a_mark(encoding, bom, name, label):
    decoded = decode(bom + PAGE.encode(encoding), label)
    assert (decoded.text, decoded.encoding, decoded.repaired) == (PAGE, name, None)


def test_iso_2022_kr_is_read():
    mail = "정부는 예산을 늘린다고 밝혔다.\n"
    assert decode(mail.encode("iso2022_kr")).text == mail


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\xc0", b"\xfe\xff"])
def test_one_bad_byte_does_not_turn_the_page(encoding, bad):
    before, after = PAGE.encode(encoding).split("보조금".encode(encoding), 1)
    decoded = decode(before + b" " + bad + b" " + after, "euc-kr")
    assert decoded.encoding == encoding
    assert decoded.text.count("\ufffd") <= 2
    assert (
        decoded.text.replace("\ufffd", "").replace("   ", " ").split()
        == PAGE.replace("보조금", " ", 1).split()
    )
    assert "undecodable bytes replaced" in decoded.repaired


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_page_cut_within_a_character_keeps_its_encoding(encoding, cut):
    decoded = decode((KOREAN * 20).encode(encoding)[: -1 - cut])
    assert decoded.encoding == encoding
    assert decoded.text.startswith(KOREAN)
    assert decoded.text.count("\ufffd") <= 1


LIST = "관련 기사 안내 목록"


@pytest.mark.parametrize(("page", "block"), [("utf-8", "cp949"), ("cp949", "utf-8")])
@pytest.mark.parametrize("text", [LIST, KOREAN.replace("똠방각하 ", "") * 3])
def test_a_block_in_the_other_encoding_is_read_and_said(page, block, text):
    head, tail = PAGE.split("</body>")
    raw = head.encode(page) + b"<div>" + text.encode(block) + b"</div></body>" + tail.encode(page)
    decoded = decode(raw, page)
    assert decoded.text == f"{head}<div>{text}</div></body>{tail}"
    assert decoded.repaired == f"1 pieces read as {block}"


def test_syllables_that_only_cp949_has():
    text = "똠방각하 펲시콜라 뷁, 믜리도 쯔쯧"
    assert decode(text.encode("cp949"), "euc-kr").text == text


def test_replacement_characters_of_the_sender_are_no_damage_of_ours():
    text = f"{KOREAN} \ufffd\ufffd\ufffd\ufffd {KOREAN}"
    assert decode(text.encode()).repaired is None


@pytest.mark.parametrize(("raw", "charset", "markup", "encoding"), DECODED)
def test_decode(raw, charset, markup, encoding):
    decoded = decode(raw, charset, markup)
    assert decoded.text.endswith(KOREAN)
    assert (decoded.encoding, decoded.repaired) == (encoding, None)


def test_a_cut_off_end_is_replaced_and_said():
    decoded = decode((KOREAN * 20).encode()[:-2])
    assert decoded.text.startswith(KOREAN)
    assert decoded.repaired == "1 undecodable bytes replaced"


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7 \n",
        b"PK\x03\x04\x14\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"\x89PNG\r\n",
        b"text\x00\x01\x02",
        b"\xff\xfa\xc0\xc1" * 50,
        b"\xff\xfe" + bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + bytes(64),
        b"Rar!\x1a\x07\x01" + bytes(range(256)),
        b"7z\xbc\xaf\x27\x1c",
        b"\x1f\x8b\x08\x00",
        bytes(1000),
    ],
)
def test_binary_and_undecodable_bytes_are_refused_with_advice(raw):
    with pytest.raises(ParseError, match=r"binary content|unknown encoding"):
        decode(raw)


@pytest.mark.parametrize("text", ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "%PDF-1.7", "\0\x01\x02\x03가" * 9])
def test_a_string_that_is_a_binary_file_is_refused(text):
    check_text(f"{KOREAN}\0 PK\x03\x04 {KOREAN}" * 9)
    with pytest.raises(ParseError, match="binary content"):
        check_text(text)


def test_a_stray_nul_byte_is_no_binary_file():
    """An editor's slip that every browser passes over."""
    text = KOREAN * 40
    assert decode(f"{text}\0{text}".encode()).text.replace("\0", "") == text * 2


def cp1252(raw: bytes) -> str:
    """Bytes as a program reads them that takes them for cp1252, with Latin-1 for its five holes."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)


MENDED = [
    KOREAN.replace("똠", "").encode("euc-kr").decode("latin-1"),
    cp1252(KOREAN.encode("cp949")),
    KOREAN.encode().decode("latin-1"),
    cp1252(KOREAN.encode()),
    cp1252(KOREAN.encode()).replace("\xa0", " "),
    cp1252(KOREAN.encode()).replace("\xad", ""),
    KOREAN.encode().decode("latin-1").encode().decode("latin-1"),
    cp1252(cp1252(KOREAN.encode()).encode()),
]


@pytest.mark.parametrize("text", MENDED)
def test_korean_read_as_latin_is_mended_and_said(text):
    mended, how = repair(f"First line.\n{text}")
    assert mended.split("\n")[1].replace("똠", "") == KOREAN.replace("똠", "")
    assert how is not None


UNTOUCHED = [
    KOREAN,
    "A café in São Paulo serves crème brûlée; façade, naïve, Zürich.",
    "온도 30℃ 이상 ± 2, 넓이 25㎡ · “예산” – ‘안’…",
    "§ 3 ° ± ² ³ µ ¶ · ¼ ½ ¾",
    "",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_repair_leaves_alone(text):
    assert repair(text) == (text, None)


NORMAL = [
    ("첫 문단이다.\r\n\r\n둘째 문단이다.\r", "첫 문단이다.\n둘째 문단이다."),
    ("전자\xa0정부\u3000예산\t표", "전자 정부 예산 표"),
    ("전자\u200b정\u00ad부\ufeff", "전자정부"),
    ("가".encode().decode() + "\u1100\u1161", "가가"),
    ("예산&nbsp;안 &amp; 결산 &lt;표 1&gt; &middot; &#8217;24 &amp;quot;", '예산 안 & 결산 <표 1> · ’24 "'),
    (
        "R&D 예산, AT&T; 3·1절‧광복절ㆍ한글날 “인용” ‘강조’",
        "R&D 예산, AT&T; 3·1절‧광복절ㆍ한글날 “인용” ‘강조’",
    ),
    ("  줄 \n \n  끝  ", "줄\n끝"),
]


@pytest.mark.parametrize(("text", "normal"), NORMAL)
def test_normalise(text, normal):
    assert normalise(text) == normal
    assert normalise(normal) == normal


MASKED = [
    ("문의: 전자정부과(044-205-2791, 2792)", "문의: 전자정부과(000-000-0000, 0000)"),
    ("전화 02)2100-3399 또는 010 1234 5678", "전화 00)0000-0000 또는 000 0000 0000"),
    ("☎ 2100-3399 / 팩스 2100-3398", "☎ 0000-0000 / 팩스 0000-0000"),
    ("+82-2-2100-3399", "+00-0-0000-0000"),
    ("042-481-4119~4121", "000-000-0000~0000"),
    ("국번 없이 1588-1234로", "국번 없이 0000-0000로"),
    ("hong.gd@korea.kr 로 보내면", "xxxx.xx@xxxxx.xx 로 보내면"),
    ("hong (at) korea.kr", "xxxx (xx) xxxxx.xx"),
    ("T.02-123-4567, F.02-123-4568", "T.00-000-0000, F.00-000-0000"),
    ("☎ 2100-3399, 1588-1234", "☎ 0000-0000, 0000-0000"),
    ("031－123－4567", "000－000－0000"),
]
NOT_MASKED = [
    "예산 1,234억 5,678만 원", "2024-08-26", "2024.08.26 10:30", "임진왜란(1592-1598)", "1544-1598년", "012-34-56789",
    "국토교통부 고시 제2024-1234호", "3,000-4,000만 원", "2025-2026년 겨울", "10.5~11.2%", "00:10 ~ 01:20", "@행정안전부",
    "관람객 1600-2000명", "1588-1600억 원", "한 대에 1544-1600 만 원",
]  # fmt: skip


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_telephone_numbers_and_addresses_are_masked_in_place(text, masked):
    assert mask(text) == masked
    assert len(mask(text)) == len(text)


@pytest.mark.parametrize("text", NOT_MASKED)
def test_amounts_dates_and_numbers_are_not_masked(text):
    assert mask(text) == text


STAMPS = [
    ("승인 2016.11.22 18:10", "2016-11-22T18:10:00+09:00"),
    ("2017-07-04 10:46:00", "2017-07-04T10:46:00+09:00"),
    ("2024. 8. 26.(월) 오후 2:30", "2024-08-26T14:30:00+09:00"),
    ("2024년 8월 26일(월) 14시", "2024-08-26T14:00:00+09:00"),
    ("2025.03.04. 오전 12:05", "2025-03-04T00:05:00+09:00"),
    ("2026-10-02T00:42:53Z", "2026-10-02T09:42:53+09:00"),
    ("2026-10-02T09:42:53.123+0900", "2026-10-02T09:42:53+09:00"),
    ("FRI, 02 OCT 2026 09:42:53 KST", "2026-10-02T09:42:53+09:00"),
    ("Fri, 02 Oct 2026 00:42:53 GMT", "2026-10-02T09:42:53+09:00"),
    ("20261002152550", "2026-10-02T15:25:50+09:00"),
    ("2024/05/13 [11:20]", "2024-05-13T11:20:00+09:00"),
    ("’24. 8. 26.(월) 조간", "2024-08-26"),
    ("2026. 10. 1", "2026-10-01"),
    ("2026.10.02.", "2026-10-02"),
    ("2024-02-30", None),
    ("2024-13-01", None),
    ("제2024-08호", None),
    ("1,234.56.78", None),
    ("오늘", None),
]


@pytest.mark.parametrize(("text", "value"), STAMPS)
def test_stamp(text, value):
    assert stamp(text) == value


def test_incomplete_dates():
    assert (day_without_year("09-02"), day_without_year("13-02"), day_without_year("09-02 명")) == (
        "--09-02",
        None,
        None,
    )
    assert (month("2012.12"), month("2012년 3월호"), month("2012.13")) == ("2012-12", "2012-03", None)
