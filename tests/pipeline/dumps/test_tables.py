"""CSV and TSV as people's tools write them; a fault in one row costs no other row."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dumps import MAX_ARTICLE_BYTES, FieldNames
from pipeline.dumps.rows import Rows
from tests.pipeline.dumps.making import TEXT, csv_bytes, faults, kept, read


def table(tmp_path, content, mapping=None, name="a.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, mapping=mapping)


def rows(found):
    return [(record.line, record.native_id, record.content) for record in kept(found)]


READ = [
    ("id,text\n1,가\n2,나\n", [(2, "1", "가"), (3, "2", "나")]),
    ("id,text\r\n1,가\r\n2,나", [(2, "1", "가"), (3, "2", "나")]),
    ("id,text\r1,가\r2,나\r", [(2, "1", "가"), (3, "2", "나")]),
    ("\n\nid,text\n\n1,가\n\n2,나\n", [(5, "1", "가"), (7, "2", "나")]),
    ("id;본문\n1;가,나\n", [(2, "1", "가,나")]),
    ("id|기사 본문\n1|가\n", [(2, "1", "가")]),
    ("ID\t기사내용\n1\t가\n", [(2, "1", "가")]),
    ("sep=\t\nid\ttext\n1\t가\n", [(3, "1", "가")]),
    ('id,text\n1,"가\n나\n"\n2,다\n', [(2, "1", "가\n나\n"), (5, "2", "다")]),
    ('id,text\n1,"말하길 ""네, 그래요"""\n', [(2, "1", '말하길 "네, 그래요"')]),
    ('id,text\n1,"가"  \n', [(2, "1", "가  ")]),
    ('"id","본문\n(전체)","text"\n1,,"가"\n', [(3, "1", "가")]),
    ('id,text\n1,5" 화면이다\n2,나\n', [(2, "1", '5" 화면이다'), (3, "2", "나")]),
    ("id,text,,\n1,가,,\n", [(2, "1", "가")]),
    ("id,text\n1,가,,,\n", [(2, "1", "가")]),
    ("id,text,비고\n1,가\n", [(2, "1", "가")]),
    ('id,text\n1,"말하길 \\"네, 그래요\\""\n2,"나"\n', [(2, "1", '말하길 "네, 그래요"'), (3, "2", "나")]),
    (
        'id,text,title\n1,"그는 \\"네\\", \\"아니\\"라고\n했다",수달\n',
        [(2, "1", '그는 "네", "아니"라고\n했다')],
    ),
    # a backslash at the end of a cell, and quotes written twice: nothing is escaped here
    ('id,text\n1,"C:\\"\n2,"나"\n', [(2, "1", "C:\\"), (3, "2", "나")]),
    ('id,text\n1,"\\""네\\"""\n', [(2, "1", '\\"네\\"')]),
    ("id,text\n,,\n \n1,가\n", [(4, "1", "가")]),
    ("id,text,text\n1,,가\n2,나,다\n", [(2, "1", "가"), (3, "2", "나")]),
    ("Record ID,Article_Body\n1,가\n", [(2, "1", "가")]),
    ("id,text,html\n1,가,<p>나</p>\n2,다,\n", [(2, "1", "<p>나</p>"), (3, "2", "다")]),
    ("id,text\n1,가\u2028나\x0b다\n", [(2, "1", "가\u2028나\x0b다")]),
    ("text\n가\n", [(2, None, "가")]),
    ("보도자료 목록\nid,제목,본문\n1,수달,가\n", [(3, "1", "가")]),
    ("보도자료 목록,,\n\n조회: 2026-03-02,,\nid,제목,본문\n1,수달,가\n", [(5, "1", "가")]),
    ("보도자료 목록;\r\nid;제목;본문\r\n1;수달;가\r\n", [(3, "1", "가")]),
    ("id,본문,원문\n1,가,https://a.example/1\n", [(2, "1", "가")]),
]


@pytest.mark.parametrize(("content", "expected"), READ)
def test_rows_are_read(tmp_path, content, expected):
    found = table(tmp_path, content)
    assert faults(found) == []
    assert [row[:1] + row[2:] for row in rows(found)] == [row[:1] + row[2:] for row in expected]
    assert all(
        given is None or given == own
        for (_, own, _), (_, given, _) in zip(rows(found), expected, strict=True)
    )


def test_tabs_and_quotes_that_mean_nothing(tmp_path):
    content = 'id\ttext\n1\t"네"라고 했다\n2\t"열린 말\n3\t"둘\n4\t"다섯\t줄"\n'
    found = table(tmp_path, content, name="a.tsv")
    assert [row[2] for row in rows(found)] == ['"네"라고 했다', '"열린 말', '"둘', "다섯\t줄"]


FAULTS = [
    ("id,text\n1,가,나,다\n2,라\n", [(2, "4 cells where the header has 2")], ["2"]),
    ('id,text\n1,"가\n2,나\n3,다\n', [(2, "a quote opens")], ["2", "3"]),
    ('id,text\n1,"가\n2,"나"\n3,다\n', [(2, "a quote opens")], ["2", "3"]),
    ('id,text\n1,"가"나\n2,다\n', [(2, "is not written twice")], ["2"]),
    ('id,text\n1,"가\n2,나\n3,"다\n라"\n4,"마\n', [(2, "a quote opens"), (6, "a quote opens")], ["2", "3"]),
    (
        "id,text,title\n1,가\n2,나,다\n",
        [(2, "2 cells, but 3 columns; quote cells that hold line ends")],
        ["2"],
    ),
    ("id,text,title\n1,가\n나,다\n2,라,마\n", [(2, "2 cells, but 3"), (3, "2 cells, but 3")], ["2"]),
    ("id,title,text\n1\n2,나,다\n", [(2, "1 cell, but 3 columns")], ["2"]),
    ("id\ttext\ttitle\n1\t가\n2\t나\t다\n", [(2, "2 cells, but 3 columns")], ["2"]),
    ("id,text\n1,가\nid,title,text\n", [(3, "3 cells where the header has 2")], ["1"]),
    ("id,text\n1,\n2,나\n", [(2, "no text in the record: text is empty")], ["2"]),
    ("id,제목\n1,가\n", [(1, "its columns are id, 제목; name it with --field text=NAME")], []),
    ("보도자료 목록\nid,본문\n1,가\n", [(1, "all of them with columns = […] in a mapping")], []),
    ("", [(None, "no records in it")], []),
    ("id,text\n", [(None, "no row below the header")], []),
    (b"id,text\n1,\xff\xfe\xfd\n2,a\n", [(2, "unknown encoding")], ["2"]),
    (b"id,text\n1,a\rb\n2,a\n", [(2, "not a row of CSV")], ["2"]),
]


@pytest.mark.parametrize(("content", "expected", "others"), FAULTS)
def test_a_fault_is_said_where_it_is(tmp_path, content, expected, others):
    found = table(tmp_path, content)
    assert [line for line, _ in faults(found)] == [line for line, _ in expected]
    assert all(reason in said for (_, said), (_, reason) in zip(faults(found), expected, strict=True))
    assert [record.native_id for record in kept(found)] == others


def test_lines_in_two_encodings(tmp_path):
    content = "id,text\n1,가나다\n".encode() + "2,라마바 똠방\n".encode("cp949") + "3,사\n".encode()
    assert [row[2] for row in rows(table(tmp_path, content))] == ["가나다", "라마바 똠방", "사"]


def test_files_without_a_header_take_the_mapping(tmp_path):
    mapping = FieldNames(columns=("id", "text"), separator=";")
    assert [row[:2] for row in rows(table(tmp_path, "1;가\n2;나\n", mapping))] == [(1, "1"), (2, "2")]
    assert [row[:2] for row in rows(table(tmp_path, "id;text\n1;가\n", mapping))] == [(2, "1")]


def test_quotes_and_escapes_that_the_mapping_states(tmp_path):
    content = "id,text\n1,'가,\n나'\n2,'말하길 ''네'''\n3,5' 화면\n4,\"다\"\n"
    found = table(tmp_path, content, FieldNames(quote="'"))
    assert [row[2] for row in rows(found)] == ["가,\n나", "말하길 '네'", "5' 화면", '"다"']
    content = 'id,text\n1,"말하길 \\"네\\", \\\\"\n2,가\\,나\n3,"끝\\\n나"\n4,"다"x"\n5,라\n'
    found = table(tmp_path, content, FieldNames(escape="\\"))
    assert [row[2] for row in rows(found)] == ['말하길 "네", \\', "가,나", "끝\n나", "라"]
    assert [line for line, _ in faults(found)] == [6]


def test_escapes_in_a_long_table_are_told_by_its_beginning(tmp_path):
    row = f'"말하길 \\"네, {TEXT.strip()}\\" 라고\n했다"\n'
    found = table(tmp_path, "id,text\n" + "".join(f"{number},{row}" for number in range(2000)))
    assert (len(kept(found)), faults(found)) == (2000, [])


def test_an_encoding_that_the_mapping_states(tmp_path):
    mapping = FieldNames(encoding="utf-16-le")
    assert rows(table(tmp_path, "id,text\n1,가\n".encode("utf-16-le"), mapping)) == [(2, "1", "가")]


def test_a_cell_too_large_is_refused_and_the_next_row_read(tmp_path):
    found = table(tmp_path, b"id,text\n1," + b"x" * (MAX_ARTICLE_BYTES + 10) + b"\n2,a\n")
    assert faults(found) == [(2, "a line over 32 MB")]
    assert [record.native_id for record in kept(found)] == ["2"]
    found = table(
        tmp_path, b'id,text\n1,"' + (b"x" * 999 + b"\n") * (MAX_ARTICLE_BYTES // 1000 - 100) + b'"\n2,a\n'
    )
    assert [record.native_id for record in kept(found)] == ["1", "2"]


def test_a_large_table_with_a_quote_that_never_closes(tmp_path):
    content = csv_bytes([{"id": number, "text": TEXT} for number in range(20_000)], lineterminator="\n")
    found = table(tmp_path, content.replace(b'\n5,"', b'\n5,"x" "', 1))
    assert len(kept(found)) >= 19_998
    assert faults(found)[0][0] == 12


CELL = st.text(alphabet="ab,\"\n가 ;|\t'\\", max_size=6)


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=3).map(lambda row: ["x", *row]), min_size=1, max_size=5),
    st.sampled_from(",;|\t"),
    st.sampled_from(['"', "'"]),
    st.sampled_from([None, "\\"]),
)
@settings(max_examples=500, deadline=None)
def test_rows_are_cut_as_csv_cuts_them(records, separator, quote, escape):
    out = io.StringIO(newline="")
    dialect = {
        "delimiter": separator,
        "quotechar": quote,
        "escapechar": escape,
        "doublequote": escape is None,
    }
    csv.writer(out, lineterminator="\n", quoting=1 if escape else 0, **dialect).writerows(records)
    raw = out.getvalue().encode()
    lines = ((number, line) for number, line in enumerate(raw.splitlines(keepends=True), 1))
    found = list(Rows(lines).rows(separator, quote, escape))
    assert [row.fault for row in found] == [None] * len(found)
    again = [next(csv.reader([b"".join(row.lines).decode()], **dialect)) for row in found]
    assert again == list(csv.reader(io.StringIO(out.getvalue(), newline=""), **dialect))


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_bytes_make_it_stumble(raw):
    found = read("-", stdin=b"id,text\n" + raw, mapping=FieldNames(format="csv"))
    assert found
