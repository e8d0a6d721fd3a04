"""The files that a page or a dump lists: their names without sizes and buttons, and where they lead."""

import pytest

from scrapers.boilerplate.attached import of_lines
from scrapers.boilerplate.blocks import Block
from scrapers.boilerplate.cleaning import clean
from scrapers.boilerplate.filenames import among, names

LINES = [
    ("첨부파일 사업 개요.hwpx [192.4 KB] 바로보기 사업 개요.pdf", ["사업 개요.hwpx", "사업 개요.pdf"]),
    (
        "첨부파일(2)[한빛교육청 보도자료] 같은 날 체육대회.hwpx바로보기같은날_개요.pdf바로보기",
        ["[한빛교육청 보도자료] 같은 날 체육대회.hwpx", "같은날_개요.pdf"],
    ),
    ("첨부1. 명단.hwp", ["첨부1. 명단.hwp"]),
    (
        "111104_백두대간 착공.hwp [1245184 byte] 조감도.jpg [332800 byte]",
        ["111104_백두대간 착공.hwp", "조감도.jpg"],
    ),
    ("260615(조간) 중도해지 방해 제재.pdf 미리보기", ["260615(조간) 중도해지 방해 제재.pdf"]),
    ("(보도자료) 센터 안전점검.hwp (214 KB / 다운로드 11회) 바로보기", ["(보도자료) 센터 안전점검.hwp"]),
    ("0718(18조간) 시범사업 선정.hwpx [File Size:402.5KB/Download:31]", ["0718(18조간) 시범사업 선정.hwpx"]),
    ("240521_유가공 지원.pdf (1.1M) 22회 다운로드 | DATE : 2024-05-21 10:35:20", ["240521_유가공 지원.pdf"]),
    ("│ 부서 │교통행정과│ 첨부 │임시노선_시간표.hwp│", ["임시노선_시간표.hwp"]),
    ("*   [[한빛청] 차단 실적.hwp](https://www.example.go.kr/down/1) [97 KB]", ["[한빛청] 차단 실적.hwp"]),
    ("250613\\_협의회 결과.hwp", ["250613_협의회 결과.hwp"]),
    ("첨부12.28 상담창구 설치(고용과).hwp", ["12.28 상담창구 설치(고용과).hwp"]),
    ("[hwp] 보도자료.hwp", ["보도자료.hwp"]),
    ("첨부파일1 보도자료.hwp 첨부파일2 사진.zip", ["보도자료.hwp", "사진.zip"]),
    # none of these lists files
    ("신청서.hwp 를 내려받아 작성한 뒤 관할 구청에 내면 된다.", []),
    ("https://www.example.go.kr/files/a.pdf", []),
    ("www.example.show", []),
    ("문의: 044-205-0000, v2.0 배포", []),
    ("정부는 3.5조원을 쓴다.", []),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_of_files_gives_their_names(line, expected):
    assert list(names(line)) == expected


def test_files_behind_a_label_in_a_dump_on_one_line():
    line = "등록일 2018-12-12 조회수 3,480 첨부 181212_명단 공개.hwp 바로보기 공개대상.xlsx 바로보기 국세청은 12일"
    assert list(among(line)) == ["181212_명단 공개.hwp", "공개대상.xlsx"]
    assert among("첨부된 서류는 다음과 같다. 신청서와 명단이다.") == ()


def test_a_name_that_a_dumper_broke_is_made_whole():
    blocks = [
        Block("첨부파일(2)[한빛교육청 보도자료] 같은 날"),
        Block("체육대회.hwpx 바로보기"),
        Block("안전 표준 제정.pdf"),
        Block("제정.hwp"),
    ]
    found = [one.name for one in of_lines(blocks, ["attachments"] * 4)]
    assert found == [
        "[한빛교육청 보도자료] 같은 날 체육대회.hwpx",
        "안전 표준 제정.pdf",
        "안전 표준 제정.hwp",
    ]


PAGE = """<html><head><link rel="canonical" href="https://www.example.go.kr/bbs/view.do?id=31"></head><body>
<h3>한빛시, 골목길 가로등 3,400개 바꾼다</h3><ul><li>등록일 2024-05-06</li><li>담당부서 도로관리과</li></ul>
<div class="cont"><p>한빛시는 골목길 가로등 3,400개를 전구가 오래 가는 것으로 바꾼다고 6일 밝혔다. 예산은 12억 원이다.</p>
<p>시는 오래된 골목부터 시작해 내년 말까지 모든 가로등을 바꾸기로 했다. 전기료는 해마다 2억 원 줄어든다.</p></div>
<dl><dt>첨부파일</dt><dd><a href="/cmm/fms/FileDown.do?atchFileId=F_1&amp;fileSn=0">가로등 교체.hwpx [92 KB]</a>
<a href="/viewer.do">바로보기</a></dd><dd><span>가로등 교체.pdf</span><a href="javascript:fn_down('F_1','1')" title="가로등 교체.pdf 다운로드">다운로드</a></dd>
<dd><a href="/cmm/fms/FileDown.do?atchFileId=F_1&amp;fileSn=0">가로등 교체.hwpx</a></dd></dl>
<p><a href="/viewer/setup.exe">한글뷰어 다운로드</a> <a href="/down/all.do">첨부파일 전체 내려받기</a></p>
<div class="related"><h4>관련기사</h4><ul><li><a href="/v/1">한빛시, 버스 정류장에 온열의자 놓는다</a> <a href="/FileDown.do?id=9">온열의자.hwp</a></li></ul></div>
</body></html>"""


def test_a_page_lists_its_files_once_and_no_others():
    article = clean(PAGE, source="page", native_id="1", markup=True)
    assert [(one.name, one.url) for one in article.attachments] == [
        ("가로등 교체.hwpx", "https://www.example.go.kr/cmm/fms/FileDown.do?atchFileId=F_1&fileSn=0"),
        ("가로등 교체.pdf", ""),
    ]
    assert {one.status for one in article.attachments} == {"listed"}
