"""Attachments: real files in, text or a stated failure out."""

import io
import time
import zipfile

import pytest

from scrapers.attachments.distribution import opened
from scrapers.attachments.linebreaks import joined
from scrapers.attachments.reader_error import ReaderError
from scrapers.attachments.readers import read_file
from scrapers.attachments.sandbox import read
from scrapers.attachments.sniff import sniff
from tests.scrapers.documents import HWPX_NAMESPACES, hwp, hwpx, odt, pdf, zipped
from tests.scrapers.hwp_documents import distribution_copy, record

LINES = [
    "해양바이오 기업 지원에 1,250억원 투입",
    "□ 해양수산부는 13일 회의를 열고 5개년 계획을 확정했다고 밝혔다.",
    "ㅇ 부산과 여수에 시험 생산 시설이 먼저 들어선다.",
]
TEXT = "\n".join(LINES)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

KINDS = [
    (hwpx(LINES), "hwpx"),
    (hwpx(LINES, mimetype="application/zip"), "hwpx"),
    (odt(LINES), "odt"),
    (pdf(LINES), "pdf"),
    (b"\n\n%PDF-1.4 after a blank line", "pdf"),
    (OLE + b"\0" * 600, "hwp"),
    (b"HWP Document File V3.00 \x1a\x01", "hwp3"),
    (zipped({"a.txt": "x"}), "zip"),
    (b"PK\x03\x04 cut", "broken zip"),
    (b"<!DOCTYPE html><html></html>", "html"),
    ("\ufeff  <html>".encode(), "html"),
    (b"\x89PNG\r\n", None),
    (b"plain words", None),
    (b"", None),
]


@pytest.mark.parametrize(("content", "kind"), KINDS, ids=[str(kind) for _, kind in KINDS])
def test_a_file_is_what_its_bytes_say(content, kind):
    assert sniff(content) == kind


READABLE = [
    (hwpx(LINES), "hwpx", "extract-hwp"),
    (hwp(LINES), "hwp", "extract-hwp"),
    (hwp(LINES, compressed=True), "hwp", "extract-hwp"),
    (odt(LINES), "odt", "sacho"),
    (pdf(LINES), "pdf", "pypdfium2"),
]


@pytest.mark.parametrize(
    ("content", "kind", "reader"), READABLE, ids=[f"{one[1]} {number}" for number, one in enumerate(READABLE)]
)
def test_the_text_is_exact(content, kind, reader):
    result = read(content)
    assert (result.text, result.format, result.status, result.reason) == (TEXT, kind, "read", None)
    assert result.reader.startswith(reader + " ")


def test_bullets_for_private_use_are_no_reason_to_refuse():
    lines = ["\uf0a7 " + line for line in LINES]
    assert read(hwpx(lines)).text == "\n".join(lines)


def odt_with(inner):
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": inner})


def test_spaces_tabs_and_breaks_of_an_odt():
    parts = odt(["@" + "가" * 40])
    with zipfile.ZipFile(io.BytesIO(parts)) as archive:
        content = archive.read("content.xml").decode()
    inner = '예산<text:s text:c="2"/>확대<text:tab/>안<text:line-break/>둘째 <text:span>줄</text:span><text:note>각주</text:note>끝'
    result = read(odt_with(content.replace("@", inner)))
    assert result.text.splitlines()[:2] == ["예산  확대\t안", "둘째 줄끝" + "가" * 40]


def section(inner):
    xml = f'<?xml version="1.0"?><hs:sec {HWPX_NAMESPACES}>{inner}</hs:sec>'
    return zipped({"mimetype": "application/hwp+zip", "Contents/section0.xml": xml})


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    f"]><hs:sec {HWPX_NAMESPACES}><hp:p><hp:t>&c;{TEXT}</hp:t></hp:p></hs:sec>"
)
UNREADABLE = {
    "empty file": (b"", "failed", "empty"),
    "web page in its place": (b"<!DOCTYPE html><html><body>error</body></html>", "failed", "web page"),
    "HWP with a password": (hwp(LINES, flags=1 << 1), "failed", "암호"),
    "HWP under DRM": (hwp(LINES, flags=1 << 4), "failed", "DRM"),
    "distribution copy without its text": (hwp(LINES, flags=1 << 2), "failed", "ViewText"),
    "cut HWP": (hwp(LINES)[:2000], "failed", "extract-hwp"),
    "HWP 3": (b"HWP Document File V3.00", "unsupported", "HWP 3"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "unsupported", "not a known"),
    "zip of something else": (zipped({"a.hwp": "x"}), "unsupported", "archive"),
    "cut HWPX": (hwpx(LINES)[:300], "failed", "cut or broken archive"),
    "compound file that is no HWP": (OLE + b"\0" * 5000, "failed", "ai-hwp-reader"),
    "cut PDF": (pdf(LINES)[:400], "failed", "pypdfium2"),
    "scan": (pdf(["- 1 -"]), "failed", "characters of text"),
    "stub": (hwpx(["붙임 참조"]), "failed", "characters of text"),
    "letters of no script": (hwpx(["\ue123\uf0a7\u0378" * 30 + TEXT]), "failed", "no writing uses"),
    "empty HWPX": (section(""), "failed", "빈 내용"),
    "broken XML": (section("<hp:p>"), "failed", "extract-hwp"),
    "dummy notice": (
        hwpx(["이 문서는 상위 버전의 배포용 문서입니다. 문서를 읽으려면 최신 버전의 프로그램이 필요합니다."]),
        "failed",
        "distribution copy",
    ),
    "entity bomb": (
        zipped({"mimetype": "application/hwp+zip", "Contents/section0.xml": BOMB}),
        "failed",
        "entities",
    ),
    "entities in an ODT": (odt_with(BOMB), "failed", "entities"),
    "ODT without content": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "failed",
        "content.xml",
    ),
    "deep ODT": (
        odt_with("<a>" * 5000 + "</a>" * 5000),
        "failed",
        "sacho",
    ),
}


@pytest.mark.parametrize(("content", "status", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_says_why(content, status, reason):
    result = read(content)
    assert (result.text, result.status, result.reader) == ("", status, None)
    assert reason in result.reason
    assert "/tmp" not in result.reason


DISTRIBUTION = {
    "packed": distribution_copy(LINES),
    "plain": distribution_copy(LINES, compressed=False),
    "key at the front": distribution_copy(LINES, seed=0),
    "key at the back": distribution_copy(LINES, seed=0xFFFFFFFF, password="다른 암호"),
    "records of more than 4,095 bytes": distribution_copy([TEXT * 60, *LINES], compressed=False),
}


@pytest.mark.parametrize("content", DISTRIBUTION.values(), ids=DISTRIBUTION)
def test_a_distribution_copy_is_read_as_an_ordinary_file(content):
    result = read(content)
    assert result.text.splitlines()[-3:] == LINES
    assert result.reader.startswith("extract-hwp ")


def test_the_second_reader_opens_distribution_copies_too(tmp_path):
    path = tmp_path / "document.hwp"
    path.write_bytes(distribution_copy(LINES))
    assert read_file(path, "hwp", "ai-hwp-reader") == TEXT


@pytest.mark.parametrize(
    ("section", "reason"),
    [
        (b"", "cut off"),
        (b"\0" * 300, "no key"),
        (record(28, b"\0" * 255) + b"\0" * 100, "no key"),
        (record(67, b"\0" * 256), "no key"),
    ],
)
def test_a_damaged_section_of_a_distribution_copy_says_so(section, reason):
    with pytest.raises(ReaderError, match=reason):
        opened(section)


def test_a_locked_hwpx_says_so():
    with zipfile.ZipFile(io.BytesIO(hwpx(LINES))) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    manifest = '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    locked = entries | {"META-INF/manifest.xml": manifest, "Contents/section0.xml": b"\x8f\x02" * 99}
    result = read(zipped(locked))
    assert (result.status, result.text) == ("failed", "")
    assert "암호" in result.reason


def test_the_second_reader_takes_over():
    """extract-hwp refuses a spine without a section; the second reader goes by the names of the parts."""
    package = (
        '<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:manifest/><opf:spine/></opf:package>'
    )
    with zipfile.ZipFile(io.BytesIO(hwpx(LINES))) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    result = read(zipped(entries | {"Contents/content.hpf": package}))
    assert result.text == TEXT
    assert result.reader.startswith("ai-hwp-reader ")


WIDE = "□ 해양수산부는 13일 정부세종청사에서 열린 회의에서 해양바이오 산업을 새로운 성장 동력으로"
JOINED = [
    ([WIDE, "육성하기 위한 계획을 확정했다."], [f"{WIDE} 육성하기 위한 계획을 확정했다."]),
    ([WIDE + " 투입", "하는 내용이 담겼다."], [f"{WIDE} 투입하는 내용이 담겼다."]),
    ([WIDE + " 부산", "에서 밝혔다."], [f"{WIDE} 부산에서 밝혔다."]),
    ([WIDE + " 1,250", "억원을 쓴다."], [f"{WIDE} 1,250억원을 쓴다."]),
    ([WIDE + " 2026", "년에 끝난다."], [f"{WIDE} 2026년에 끝난다."]),
    ([WIDE + " 2", "일정한 속도로 간다."], [f"{WIDE} 2 일정한 속도로 간다."]),
    ([WIDE + " ", "육성하기 위한", "짧은 줄"], [f"{WIDE} 육성하기 위한", "짧은 줄"]),
    ([WIDE + " 밝혔다.", "이번 계획은 길다."], [f"{WIDE} 밝혔다.", "이번 계획은 길다."]),
    ([WIDE, "ㅇ 둘째 항목"], [WIDE, "ㅇ 둘째 항목"]),
    ([WIDE, "- 셋째 항목"], [WIDE, "- 셋째 항목"]),
    ([WIDE, "① 넷째 항목"], [WIDE, "① 넷째 항목"]),
    ([WIDE, "2. 다섯째 항목"], [WIDE, "2. 다섯째 항목"]),
    ([WIDE, "나. 여섯째 항목"], [WIDE, "나. 여섯째 항목"]),
    ([WIDE, "* 각주"], [WIDE, "* 각주"]),
    ([WIDE, "- 3 -", "육성하기로 했다."], [f"{WIDE} 육성하기로 했다."]),
    (["제목", "부제"], ["제목", "부제"]),
    ([], []),
    (["", "  "], []),
]


@pytest.mark.parametrize(("lines", "expected"), JOINED)
def test_lines_cut_by_the_margin_are_put_together(lines, expected):
    assert joined(lines) == expected


def test_where_spaces_are_kept_a_missing_one_means_a_cut_word():
    kept = WIDE + " "
    lines = [kept, "육성하기로 했다.", WIDE.replace("동력으로", "동력이라"), "고 본다."]
    assert joined(lines) == [f"{WIDE} 육성하기로 했다.", WIDE.replace("동력으로", "동력이라고 본다.")]


def test_a_document_that_cuts_words_anywhere_is_put_together_by_its_own_words():
    """One sure cut (투입|하는) tells that words are cut; then only a word that is whole ends at a space."""
    lines = [
        WIDE + " 투입",
        "하는 내용을 담고 있으며, 이번 안전 대책은 관계 부처가 함께 마련하여 시행한다고 오늘 밝혔으며 안",
        "전 관리를 강화하고 국민이 바다에서 안심하고 여가를 즐길 수 있는 환경을 만들기 위해 지방해양",
        "수산청과 함께 내년 상반기까지 점검을 마치고 하반기부터 본격적으로 단속을 시작한다고 덧붙여",
        "설명했다.",
    ]
    text = joined(lines)[0]
    for words in ("투입하는", "안전 관리를", "지방해양수산청과", "있는 환경을"):
        assert words in text


@pytest.mark.parametrize("line", ["0" * 100_000, "(가" * 50_000, " -" * 50_000, "가나다 " * 25_000])
def test_hostile_lines_are_joined_in_time(line):
    started = time.process_time()
    joined([line, line, "짧다"])
    assert time.process_time() - started < 1
