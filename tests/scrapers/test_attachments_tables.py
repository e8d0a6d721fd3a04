"""Tables of attachments as rows, in every format, and what is better read as lines."""

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.attachments.press_head import split
from scrapers.attachments.readers import read_file
from scrapers.attachments.sandbox import READERS, read
from scrapers.attachments.tables import Cell, with_rows
from tests.scrapers.documents import hwp, hwpx, odt, zipped
from tests.scrapers.hwp_documents import distribution_copy
from tests.scrapers.table_cells import cell

LINES = [
    "해양바이오 기업 지원에 1,250억원 투입",
    "□ 해양수산부는 13일 회의를 열고 5개년 계획을 확정했다고 밝혔다.",
]
LONG = (
    "해양수산부는 부산과 여수에 시험 생산 시설을 세우고 2030년까지 전문 인력을 기르는 계획을 세웠다. " * 4
    + "끝이다."
)

#: Tables (rows of cells) and the lines that they become.
TABLES = {
    "plain": (
        [["구분", "2025년", "2026년"], ["항만", "1,250", "1,300"]],
        ["구분 | 2025년 | 2026년", "항만 | 1,250 | 1,300"],
    ),
    "empty corner": (
        [["", "2025년", "2026년"], ["항만", "1,250", "1,300"]],
        ["| 2025년 | 2026년", "항만 | 1,250 | 1,300"],
    ),
    "empty cells": ([["항만", "", "1,300"], ["", "", ""], ["어촌", "70", ""]], ["항만 | | 1,300", "어촌 | 70"]),
    "merged down": (
        [[cell("항만", rows=2), "부산", "700"], ["여수", "550"], ["어촌", "전국", "70"]],
        ["항만 | 부산 | 700", "| 여수 | 550", "어촌 | 전국 | 70"],
    ),
    "merged across": (
        [["구분", cell("예산", columns=2), "비고"], ["항만", "국비 700", "지방비 550", "신규"]],
        ["구분 | 예산 | | 비고", "항만 | 국비 700 | 지방비 550 | 신규"],
    ),
    "title row": (
        [[cell("연도별 예산", columns=2)], ["2025년", "1,250"], ["2026년", "1,300"]],
        ["연도별 예산", "2025년 | 1,250", "2026년 | 1,300"],
    ),
    "paragraphs in a cell": (
        [["구분", cell("2026년", "(백만원)")], [cell("항만", "시설"), "1,300"]],
        ["구분 | 2026년 (백만원)", "항만 시설 | 1,300"],
    ),
    "one column": ([["추진 배경"], ["해양바이오 시장 확대"]], ["추진 배경", "해양바이오 시장 확대"]),
    "one cell with paragraphs": ([[cell("첫째 문단이다.", "둘째 문단이다.")]], ["첫째 문단이다.", "둘째 문단이다."]),
    "layout with points": (
        [["주요 내용", cell("ㅇ 시험 시설 조성", "ㅇ 인력 양성")]],
        ["주요 내용", "ㅇ 시험 시설 조성", "ㅇ 인력 양성"],
    ),
    "layout with prose": ([["배경", LONG], ["예산", "1,250억원"]], ["배경", LONG, "예산 | 1,250억원"]),
    "table in a cell": (
        [["구분", "내역"], ["항만", cell("세부", table=[["부산", "700"], ["여수", "550"]])], ["합계", "1,250"]],
        ["구분 | 내역", "항만", "세부", "부산 | 700", "여수 | 550", "합계 | 1,250"],
    ),
    "giant cell with a table": (
        [[cell("사업 개요를 아래와 같이 정리하였다.", table=[["기간", "2026~2030년"], ["예산", "1,250억원"]])]],
        ["사업 개요를 아래와 같이 정리하였다.", "기간 | 2026~2030년", "예산 | 1,250억원"],
    ),
    "equal rows": ([["계", "10"], ["계", "10"]], ["계 | 10", "계 | 10"]),
    "equal to the text below": ([["해양바이오 기업 지원에", "1,250억원 투입"]], ["해양바이오 기업 지원에 | 1,250억원 투입"]),
}  # fmt: skip
MAKERS = {"hwpx": hwpx, "hwp": hwp, "odt": odt, "distribution.hwp": distribution_copy}


@pytest.mark.parametrize("kind", MAKERS)
def test_rows_in_every_format(kind, tmp_path):
    """Read in this process: the files are our own."""
    path = tmp_path / f"document.{kind}"
    form = kind.rpartition(".")[2]
    for name, (table, expected) in TABLES.items():
        path.write_bytes(MAKERS[kind](LINES, table=table))
        text = read_file(path, form, READERS[form][0])
        assert [line for line in text.splitlines() if line.strip()] == [*expected, *LINES], name


@pytest.mark.parametrize("name", ["merged down", "table in a cell", "one cell with paragraphs"])
def test_the_second_reader_gives_rows_too(name, tmp_path):
    """It joins the paragraphs of a cell itself."""
    table, expected = TABLES[name]
    path = tmp_path / "document.hwp"
    path.write_bytes(distribution_copy(LINES, table=table))
    lines = read_file(path, "hwp", "ai-hwp-reader").splitlines()
    assert " ".join(lines).split() == " ".join([*expected, *LINES]).split()
    assert len(lines) == len(expected) + len(LINES) - (name == "one cell with paragraphs")


HEAD = [
    ["보도시점", "2026. 7. 13.(월) 12:00", "배포", "2026. 7. 13.(월) 09:00"],
    [cell("담당 부서", rows=2), "해양정책실", cell("책임자", rows=1), "과 장", "홍길동", "(044-200-5000)"],
    ["해양바이오과", "담당자", "사무관", "김하늘", "(044-200-5001)"],
]


@pytest.mark.parametrize("kind", MAKERS)
def test_head_tables_are_read_from_rows(kind):
    head = split(read(MAKERS[kind](LINES, table=HEAD)).text)
    assert head.body == "\n".join(LINES)
    assert (head.available_at, head.released) == ("2026-07-13T12:00:00+09:00", "2026-07-13T09:00:00+09:00")
    assert (head.department, head.departments) == ("해양정책실", ("해양정책실", "해양바이오과"))


def changed_section(document, old, new):
    with zipfile.ZipFile(BytesIO(document)) as archive:
        entries = {name: archive.read(name).decode() for name in archive.namelist()}
    part = "Contents/section0.xml" if "Contents/section0.xml" in entries else "content.xml"
    assert old in entries[part]
    return zipped(entries | {part: entries[part].replace(old, new)})


def test_tabs_breaks_and_hyphens_inside_cells():
    inner = "국비<hp:tab/>700<hp:lineBreak/>지방비 2026<hp:hyphen/>2030<hp:nbSpace/>끝"
    document = changed_section(hwpx(LINES, table=[["항만", "@"]]), "@", inner)
    assert read(document).text.splitlines()[0].split() == [
        "항만",
        "|",
        "국비",
        "700",
        "지방비",
        "2026-2030",
        "끝",
    ]


def test_cells_without_an_address_are_counted():
    document = hwpx(LINES, table=[["항만", "1,250"], ["어촌", "70"]])
    for y, x in ((0, 0), (0, 1), (1, 0), (1, 1)):
        document = changed_section(document, f'<hp:cellAddr colAddr="{x}" rowAddr="{y}"/>', "")
    assert read(document).text.splitlines()[:2] == ["항만 | 1,250", "어촌 | 70"]


def test_wild_addresses_give_no_endless_rows():
    document = changed_section(hwpx(LINES, table=[["항만", "1,250"]]), 'colAddr="1"', 'colAddr="9999"')
    first = read(document).text.splitlines()[0]
    assert first.split(" ", 1)[0] == "항만"
    assert len(first) < 200


def test_repeated_cells_of_an_odt():
    row = '<table:table-cell table:number-columns-repeated="3"><text:p>0</text:p></table:table-cell>'
    document = changed_section(
        odt(LINES, table=[["항만", "@"]]),
        '<table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="1"><text:p>@</text:p></table:table-cell>',
        row,
    )
    assert read(document).text.splitlines()[0] == "항만 | 0 | 0 | 0"


def test_a_cell_repeated_a_million_times_is_bounded():
    row = '<table:table-cell table:number-columns-repeated="1000000"><text:p>0</text:p></table:table-cell>'
    document = changed_section(
        odt(LINES, table=[["항만", "@"]]),
        '<table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="1"><text:p>@</text:p></table:table-cell>',
        row,
    )
    assert read(document).text.splitlines()[0] == "항만 | 0"


def grid(*rows):
    return tuple(Cell(y, x, text) for y, row in enumerate(rows) for x, text in enumerate(row))


#: Text, cells that do not stand in it so.
MISFITS = [
    ("가\n나\n다", grid(["가", "라"])),
    ("가나\n다", grid(["가", "나"])),
    ("가\n나다", grid(["가", "나"])),
    ("가\n나", grid(["나", "가"])),
    ("가\n나", grid([])),
    ("", grid(["가", "나"])),
    ("가\n다\n나", grid(["가", "나"])),
]


@pytest.mark.parametrize(("text", "table"), MISFITS)
def test_where_cells_do_not_fit_the_lines_stay(text, table):
    assert with_rows(text, [table]) == text


def test_no_letter_is_lost_or_told_twice():
    """Tables that fit, don't fit, repeat each other and come in the wrong order."""
    text = "머리\n가\n나\n\n가\n나\n다\n라\n꼬리"
    tables = [grid(["가", "나"]), grid(["없", "음"]), grid(["다", "라"]), grid(["가", "나"])]
    shown = with_rows(text, tables)
    assert shown == "머리\n가 | 나\n\n가\n나\n다 | 라\n꼬리"
    assert shown.replace("|", " ").split() == text.split()


WORDS = st.sampled_from(["가", "나", "가나", "1,250", "ㅇ 가", "", " ", "가\n나", "다" * 70])
GRIDS = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3)


@given(text=st.lists(WORDS, max_size=12).map("\n".join), tables=st.lists(GRIDS, max_size=3))
def test_rows_hold_the_same_letters_in_the_same_order(text, tables):
    """Whatever the other look at the file says."""
    shown = with_rows(text, [grid(*rows) for rows in tables])
    assert "".join(shown.replace("|", "").split()) == "".join(text.split())
    assert len(shown.splitlines()) <= max(len(text.splitlines()), 1)


@given(tables=st.lists(GRIDS, min_size=1, max_size=3))
def test_every_table_of_the_text_is_found(tables):
    """The cells as lines, then the tables: each row of two and more filled short cells stands in one line."""
    text = "\n".join(cell for rows in tables for row in rows for cell in row)
    shown = with_rows(text, [grid(*rows) for rows in tables]).splitlines()
    for row in (row for rows in tables for row in rows):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) > 1 and not any("\n" in cell for cell in filled):
            assert any([part.strip() for part in line.split("|") if part.strip()] == filled for line in shown)


@pytest.mark.parametrize("line", ["가", "가가", "가\n나", " "])
def test_hostile_tables_are_placed_in_time(line):
    text = "\n".join([line] * (100_000 // len(line)))
    started = time.process_time()
    with_rows(text, [grid([line * 20, "다"])] * 500)
    with_rows(text, [grid(*[[line, line]] * 500)] * 30)
    assert time.process_time() - started < 3
