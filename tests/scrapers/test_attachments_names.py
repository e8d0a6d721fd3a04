"""The names of downloaded files, and which of a release's files is the release."""

import time
import unicodedata
from urllib.parse import quote

import pytest

from scrapers.article import Attachment
from scrapers.attachments.names import file_name
from scrapers.attachments.selection import documents, select, stem

NAME = "0713(보도자료) 어촌 정비 확대.hwpx"
URL = "https://example.go.kr/common/download.do?fileId=900001"


def latin(text, encoding):
    """Bytes as they arrive in a header."""
    return text.encode(encoding).decode("latin-1")


STATED = {
    "percent-encoded in plain": f'attachment; filename="{quote(NAME)}"',
    "without quotes": f"attachment; filename={quote(NAME)}",
    "with plus for spaces": f'attachment; filename="{quote(NAME).replace("%20", "+")}"',
    "percent-encoded CP949": f'attachment; filename="{quote(NAME.encode("cp949"))}"',
    "encoded twice": f'attachment; filename="{quote(quote(NAME))}"',
    "RFC 5987": f"attachment; filename*=UTF-8''{quote(NAME)}",
    "RFC 5987 with a language": f"attachment; filename*=utf-8'ko'{quote(NAME)}; size=12",
    "RFC 5987 before plain": f"attachment; filename=\"x.hwpx\"; filename*=UTF-8''{quote(NAME)}",
    "RFC 5987 in quotes": f"attachment; filename*=\"UTF-8''{quote(NAME)}\"",
    "RFC 5987 in EUC-KR": f"attachment; filename*=EUC-KR''{quote(NAME.encode('cp949'))}",
    "RFC 5987 that says UTF-8 and is CP949": f"attachment; filename*=UTF-8''{quote(NAME.encode('cp949'))}",
    "RFC 5987 of an unknown charset": f"attachment; filename*=KSC-X''{quote(NAME)}",
    "RFC 2231 in pieces": f"attachment; filename*0*=UTF-8''{quote(NAME[:9])}; filename*1*={quote(NAME[9:])}",
    "raw CP949": latin(f'attachment; filename="{NAME}"', "cp949"),
    "raw CP949 without quotes": latin(f"attachment; filename={NAME}", "cp949"),
    "raw UTF-8": latin(f'attachment; filename="{NAME}"', "utf-8"),
    "raw UTF-8 without quotes": latin(f"attachment;filename={NAME};", "utf-8"),
    "decoded already": f'attachment; filename="{NAME}"',
    "encoded words": 'attachment; filename="=?UTF-8?Q?' + "".join(f"={byte:02X}" for byte in NAME.encode()) + '?="',
    "upper case": f'Attachment; FileName="{quote(NAME)}"',
    "inline, spaces around": f'inline ; filename = "{quote(NAME)}" ; size=99',
    "a quote that never ends": latin(f'attachment; filename="{NAME}', "utf-8"),
    "letters in two parts": latin(f'attachment; filename="{unicodedata.normalize("NFD", NAME)}"', "utf-8"),
    "path before it": latin(f'attachment; filename="C:\\press\\{NAME}"', "cp949"),
    "path tricks": f"attachment; filename*=UTF-8''..%2F..%2Fetc%2F{quote(NAME)}",
    "control characters": latin(f'attachment; filename="{NAME[:5]}\x00\x1b\x7f{NAME[5:]}"', "utf-8"),
    "marks that turn the direction": latin(f'attachment; filename="\u202e{NAME}\u200b"', "utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("stated", STATED.values(), ids=STATED)
def test_the_stated_name_in_all_its_spellings(stated):
    assert file_name({"content-disposition": stated}, URL, "내려받기") == NAME


UNSTATED = [
    ({}, URL, "보도자료.hwpx", "보도자료.hwpx"),
    ({"content-disposition": "attachment"}, URL, "보도자료.hwpx", "보도자료.hwpx"),
    ({"content-disposition": "attachment; filename="}, URL, "보도자료.hwpx", "보도자료.hwpx"),
    ({"content-disposition": 'attachment; filename=""'}, URL, "보도자료.hwpx", "보도자료.hwpx"),
    ({"content-disposition": 'attachment; filename="../.."'}, URL, "보도자료.hwpx", "보도자료.hwpx"),
    ({"Content-Disposition": 'attachment; filename="a.pdf"'}, URL, "", "a.pdf"),
    ({"content-disposition": 'attachment; filename="a;b.pdf"; size=3'}, URL, "", "a;b.pdf"),
    ({"content-disposition": "attachment; filename=a;b.pdf; size=3"}, URL, "", "a;b.pdf"),
    ({"content-disposition": 'attachment; filename="예산 50%증가.pdf"'}, URL, "", "예산 50%증가.pdf"),
    ({"content-disposition": 'attachment; filename="sales50%AB.pdf"'}, URL, "", "sales50%AB.pdf"),
    ({"content-disposition": "attachment; filename=a+b.pdf"}, URL, "", "a+b.pdf"),
    ({"content-disposition": r'attachment; filename="그는 \"예\".pdf"'}, URL, "", '그는 "예".pdf'),
    ({}, "https://example.go.kr/files/" + quote("보도자료.hwpx") + "?v=1", "", "보도자료.hwpx"),
    ({}, "https://example.go.kr/", "", ""),
    ({}, URL, "  보도\n자료.hwpx ", "보도 자료.hwpx"),
]


@pytest.mark.parametrize(("headers", "url", "link", "expected"), UNSTATED)
def test_without_a_usable_name(headers, url, link, expected):
    assert file_name(headers, url, link) == expected


def test_a_long_name_keeps_its_extension():
    name = file_name({"content-disposition": "attachment; filename=" + "a" * 1000 + ".hwpx"}, URL)
    assert len(name) == 200
    assert name.endswith("a.hwpx")


@pytest.mark.parametrize(
    "piece",
    ['filename="', "filename=", "filename*=a'", "filename*0=", "=?UTF-8?B?", "%25", "\\", '\\"', ";a=", " "],
)
def test_hostile_headers_are_read_in_time(piece):
    started = time.process_time()
    file_name({"content-disposition": piece * (100_000 // len(piece))}, URL)
    assert time.process_time() - started < 1


def listed(*names):
    return [Attachment(name, f"https://example.go.kr/{number}") for number, name in enumerate(names)]


def names(groups):
    return [[one.name for one in group] for group in groups]


#: Names of one release's files, its documents.
SELECTIONS = [
    (["가.pdf", "가.hwpx"], [["가.hwpx", "가.pdf"]]),
    (["가.hwp", "가.odt", "가.hwpx", "가.pdf"], [["가.hwpx", "가.hwp", "가.odt", "가.pdf"]]),
    (["가.HWPX [192.4 KB]", "가.PDF (다운로드 12회)"], [["가.HWPX [192.4 KB]", "가.PDF (다운로드 12회)"]]),
    (["1. 보도자료 계획.pdf", "2. 보도자료 계획.hwpx"], [["2. 보도자료 계획.hwpx", "1. 보도자료 계획.pdf"]]),
    (["계획(최종).hwpx", "계획.pdf"], [["계획(최종).hwpx", "계획.pdf"]]),
    (["계획_수정.hwpx", "계획_수정.pdf", "계획 [최종본].odt"], [["계획_수정.hwpx", "계획 [최종본].odt", "계획_수정.pdf"]]),
    (["계획(한글).hwp", "계획(PDF).pdf"], [["계획(한글).hwp", "계획(PDF).pdf"]]),
    (["계획.hwp.pdf", "계획.hwp"], [["계획.hwp", "계획.hwp.pdf"]]),
    (["(보도자료) 어촌정비.pdf", "(보도자료)어촌 정비.hwpx"], [["(보도자료)어촌 정비.hwpx", "(보도자료) 어촌정비.pdf"]]),
    ([unicodedata.normalize("NFD", "보도자료.pdf"), "보도자료.hwpx"], [["보도자료.hwpx", unicodedata.normalize("NFD", "보도자료.pdf")]]),
    ([quote("보도자료.pdf"), "보도자료.hwpx"], [["보도자료.hwpx", quote("보도자료.pdf")]]),
    (["보도자료.hwpx", "보도자료(수정).hwpx"], [["보도자료(수정).hwpx"], ["보도자료.hwpx"]]),
    (["1. 점검 결과.hwpx", "2. 점검 결과.hwpx"], [["1. 점검 결과.hwpx"], ["2. 점검 결과.hwpx"]]),
    (["현장 설명.hwpx", "0713(보도자료) 계획.hwpx"], [["0713(보도자료) 계획.hwpx"], ["현장 설명.hwpx"]]),
    (["붙임.hwpx"], [["붙임.hwpx"]]),
    (["참고자료.hwpx"], [["참고자료.hwpx"]]),
    (["900001"], [["900001"]]),
    (["보도자료(7.13.조간)"], [["보도자료(7.13.조간)"]]),
    (["사진.jpg", "자료.zip", "예산 내역.XLSX [12 KB]", "보도자료.hwpx.zip"], []),
    ([], []),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), SELECTIONS)
def test_files_of_one_stem_are_one_document(given, expected):
    assert names(documents(listed(*given), stub=True)) == expected


def test_where_the_page_holds_the_text_an_annex_is_not_taken_for_it():
    assert documents(listed("붙임.hwpx", "참고자료.pdf"), stub=False) == ()


def test_files_without_a_name_are_documents_of_their_own():
    assert names(documents(listed("", ""), stub=True)) == [[""], [""]]


ANNEXES = [
    "붙임1. 사업 개요.hwpx", "[붙임 2] 현황.pdf", "(별첨) 포스터.pdf", "붙 임 1.hwp", "참고 1_추진 경과.hwpx", "2_참고자료.hwpx",
    "첨부파일.pdf", "사진1.pdf", "현장 사진.pdf", "카드뉴스.pdf", "통계표.hwpx", "별표 2.hwp", "어촌 정비_붙임1.hwpx", "보도자료_별첨.pdf",
    "어촌 정비(참고자료).hwpx", "Q&A.hwpx", "질의응답.hwpx", "영문 요약.pdf", "부록.odt",
]  # fmt: skip
RELEASES = [
    "보도자료.hwpx", "0713 보도참고자료 어촌 정비.hwpx", "참고인 조사 결과.hwpx", "첨단 부품 지원.hwpx", "붙임. 보도자료.hwpx",
    "[첨부] (보도자료) 어촌 정비.hwpx", "어촌 정비(붙임 포함).hwpx", "보도설명자료.hwpx", "사업 참고서 발간.hwpx", "첨부터 시작하는 교육.hwpx",
    "별지리산 공원 개방.hwpx",
]  # fmt: skip


@pytest.mark.parametrize("name", ANNEXES)
def test_annexes_are_told_apart(name):
    selection = select(listed(name, "0713(보도자료) 계획.hwpx", "예산.xlsx"))
    assert names(selection.release) == [["0713(보도자료) 계획.hwpx"]]
    assert names(selection.annexes) == [[name]]
    assert [one.name for one in selection.others] == ["예산.xlsx"]


@pytest.mark.parametrize("name", RELEASES)
def test_a_release_is_no_annex(name):
    selection = select(listed("붙임1. 개요.hwpx", name))
    assert names(selection.release) == [[name]]


def test_a_stem_is_normal_text():
    assert stem("보도자료.hwpx") == "보도자료"
    assert stem("0713(보도자료)  계획.hwpx [192 KB]") == "0713(보도자료) 계획"


@pytest.mark.parametrize("piece", ["(", "1. ", ".hwpx", "_수정", "붙임", " ", "보도", "%EB"])
def test_hostile_names_are_grouped_in_time(piece):
    started = time.process_time()
    select(listed(piece * (100_000 // len(piece)), piece * 20_000))
    assert time.process_time() - started < 1
