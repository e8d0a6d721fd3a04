"""JSON documents of every shape; what can't be parsed costs no more than itself."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dumps import FieldNames, json_values
from pipeline.dumps.json_values import values
from tests.pipeline.dumps.making import faults, kept, read

A, B = '{"id":"a","text":"가"}', '{"id":"b","text":"나"}'


def document(tmp_path, content, mapping=None, name="a.json"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, mapping=mapping)


READ = [
    (f"[{A},{B}]", [1, 1]),
    (f"[\n{A}\n,\n{B}\n]\n", [2, 4]),
    (f" \n[{A},\n{B}]", [2, 3]),
    (f"{A}\n{B}\n", [1, 2]),
    (f"{A}\n\n{B}", [1, 3]),
    (f"{A} {B}", [1, 1]),
    (f"[{A}]\n[{B}]", [1, 2]),
    (f'{{"items":[{A},{B}]}}', [1, 1]),
    (f'{{"meta":{{"n":2}},"news":[{A},\n{B}]}}', [1, 2]),
    (f'{{"content":[{A},{B}],"page":{{"number":1}}}}', [1, 1]),
    (f'{{"a":{{"b":{{"c":[{A},{B}]}}}}}}', [1, 1]),
    (f'{{"tags":[{{"name":"x"}}],"documents":[{A},{B}]}}', [1, 1]),
    (f'{{"items":[{A}]}}\n{{"items":[{B}]}}', [1, 2]),
    (f'{{"items":{A}}}\n{{"items":[{B}]}}', [1, 2]),
    ('{"id":"a","text":"가","files":[{"name":"x"}]}\n{"id":"b","text":"나"}', [1, 2]),
    ('{\n"id":"a",\n"text":"가"\n}\n{\n"id":"b",\n"text":"나"\n}', [1, 5]),
    ('[{"files":[{"text":"x"}],"id":"a","text":"가"},{"id":"b","text":"나"}]', [1, 1]),
    ('[{"id":"a","text":"가 \\" ] } \\\\"},{"id":"b","text":"[{"}]', [1, 1]),
]


@pytest.mark.parametrize(("content", "lines"), READ)
def test_the_records_are_found(tmp_path, content, lines):
    found = document(tmp_path, content)
    assert faults(found) == []
    assert [(record.native_id, record.line) for record in found] == list(zip("ab", lines, strict=True))


SINGLE = [
    '{"id":"a","text":"가"}',
    '{\n  "id": "a",\n  "text": "가"\n}\n',
    '{"id":"a","body":"가","comments":[{"content":"x"},{"content":"y"}]}',
    '{"response":{"body":{"items":{"item":{"id":"a","content":"가"}}}}}',
    '\ufeff{"id":"a","text":"가"}',
    '{"id":"a","title":"수달","text":"가","author":{"name":"홍가람","text":"기자"}}',
    '{"id":"a","title":"수달","text":"가","comments":[{"id":1,"text":"x","date":"2026-03-02"}]}',
    '{"id":"a","text":"가","comments":{"1":{"id":1,"text":"x"},"2":{"id":2,"text":"y"}}}',
    '{"id":"a","title":"수달","text":"가","related":[{"id":1,"title":"x","url":"https://a.example","text":"y"}]}',
    '{"id":"a","title":"수달","text":"가","items":[{"text":"x"},{"text":"y"}]}',
    '{"id":"a","title":"수달","text":"가","news":[{"title":"x","url":"https://a.example"}]}',
    '{"id":"a","title":"수달","text":"가","sections":[{"id":1,"title":"x","text":"y","url":"https://a.example"}]}',
    '{"id":"a","title":"수달","text":"가","images":[{"title":"x","text":"y","url":"https://a.example"}]}',
    '{"id":"a","title":"수달","text":"가","versions":{"1":{"title":"x","text":"y","date":"2026"}}}',
    '{"id":"a","title":"수달","text":"가","url":"https://a.example","date":"2026-03-02","articles":[{"title":"x","text":"y"}]}',
    '{"id":"a","text":"가","previous":{"id":1,"text":"x","title":"x"},"next":{"id":2,"text":"y","title":"y"}}',
    '{"article":{"id":"a","title":"수달","text":"가"},"previous":{"id":1,"title":"x"},"next":{"id":2,"title":"y"}}',
    '{"article":{"id":"a","title":"수달","body":"가"},"author":{"name":"홍가람","title":"기자"}}',
    '{"data":{"article":{"id":"a","title":"수달","text":"가","author":{"id":1,"name":"홍가람"}}}}',
    '{"meta":{"title":"x","date":"2026"},"id":"a","text":"가"}',
    '{"id":"a","text":"가","tags":["환경","수달"],"stats":{"0":{"n":1},"1":{"n":2}}}',
    '[{"id":"a","title":"수달","text":"가","items":[{"id":1,"title":"x","text":"y","date":"2026"}]}]',
    '{"0":{"id":"a","text":"가"}}',
    '{"query":{"text":"수달"},"result":{"id":"a","title":"수달","text":"가"}}',
]


@pytest.mark.parametrize("content", SINGLE)
def test_a_single_record(tmp_path, content):
    (record,) = document(tmp_path, content)
    assert (record.native_id, record.content) == ("a", "가")


#: Two articles as other tools write them, and what else may stand in a document.
ONE = '{"id":"a","title":"수달","text":"가","date":"2026-03-02"}'
TWO = '{"id":"b","title":"여우","text":"나","date":"2026-03-02"}'
MANY = [
    f'{{"0":{ONE},"1":{TWO}}}',  # pandas, orient="index"
    '{"0":{"text":"가","id":"a"},"1":{"text":"나","id":"b"}}',
    f'{{"id1":{ONE},"id2":{TWO}}}',
    f'{{"article-a":{ONE},"7f3c":{TWO}}}',
    f'{{"articles":{{"0":{ONE},"1":{TWO}}}}}',
    f'{{"count":2,"articles":{{"a":{ONE},"b":{TWO}}},"more":null}}',
    f'{{"2024-01":[{ONE}],"2024-02":[{TWO}]}}',
    f'{{"2024":{{"01":[{ONE}]}},"2025":{{"02":[{TWO}]}}}}',
    f'{{"2024":{{"01":{ONE}}},"2025":{{"02":{TWO}}}}}',
    f'{{"a":{{"items":[{ONE}]}},"b":{{"items":[{TWO}]}}}}',
    f'{{"a":{{"total":1,"items":[{ONE}]}},"b":{{"total":1,"items":[{TWO}]}}}}',
    f'{{"news":[{ONE}],"columns":[{TWO}]}}',
    f'{{"meta":{{"n":2}},"x":{ONE},"y":{TWO}}}',
    f'{{"tags":["x"],"x":{ONE},"y":{TWO}}}',
    f'{{"title":"검색 결과","text":"두 건","items":[{ONE},{TWO}]}}',
    f'{{"title":"검색 결과","text":"두 건","url":"https://a.example","data":{{"articles":[{ONE.replace("date", "url")},{TWO.replace("date", "url")}]}}}}',
    f'{{"content":"설명","articles":[{ONE},{TWO}]}}',
    f'{{"title":"호외","body":"머리말","stories":[{ONE},{TWO}]}}',
    f'[{{"items":[{ONE}]}},{{"items":[{TWO}]}}]',
    f'{{"x1":{ONE}}}\n{{"x2":{TWO}}}',
    f'{{"comments":[{{"text":"x","user":"y"}}],"articles":[{ONE},{TWO}]}}',
    f'{{"articles":[{ONE},{TWO}],"comments":[{{"text":"x","user":"y"}}]}}',
    f'{{"hits":{{"hits":[{{"_index":"n","_source":{ONE}}},{{"_index":"n","_source":{TWO}}}]}}}}',
]


@pytest.mark.parametrize("content", MANY)
def test_records_at_the_keys_of_an_object(tmp_path, content):
    found = document(tmp_path, content)
    assert faults(found) == []
    assert [record.native_id for record in found] == ["a", "b"]


def test_records_beside_a_list_that_is_longer_than_what_is_looked_at(tmp_path):
    long = json.dumps([{"id": f"{n}", "title": "수달", "text": "가" * 300} for n in range(1200)])
    other = '[{"id":"x","title":"여우","text":"나"}]'
    comments = '[{"text":"댓글","user":"가람"}],"facets":[{"name":"환경","url":"https://a.example"}]'
    for content in (
        f'{{"news":{long},"comments":{comments},"columns":{other},"total":9}}',
        f'{{"2024-01":{long},"2024-02":{other}}}',
        f'{{"response":{{"news":{long},"columns":{other}}}}}',
    ):
        found = document(tmp_path, content)
        assert faults(found) == []
        assert (len(found), found[-1].native_id) == (1201, "x")


def test_what_is_wrong_with_one_of_them_is_said_in_its_place(tmp_path):
    content = f'{{"0":{ONE},\n"1":{{"id":"c","title":"곰"}},\n"2":{{"id":5 "text":"x"}},\n"3":{TWO}}}'
    found = document(tmp_path, content)
    assert [line for line, _ in faults(found)] == [2, 3]
    assert [record.native_id for record in kept(found)] == ["a", "b"]


def test_each_key_may_be_named(tmp_path):
    content = f'{{"x":{{"list":[{ONE}]}},"y":{{"list":[{TWO}],"old":[{ONE}]}}}}'
    found = document(tmp_path, content, FieldNames(records="*.list"))
    assert [record.native_id for record in found] == ["a", "b"]


def test_the_mapping_may_say_where_the_list_is(tmp_path):
    content = f'{{"news":[{{"id":"x","text":"x"}}],"more":{{"list":[{A},{B}]}}}}'
    found = document(tmp_path, content, FieldNames(records="more.list"))
    assert [record.native_id for record in found] == ["a", "b"]


def test_names_with_dots_look_inside(tmp_path):
    names = FieldNames.of(["text=article.body", "title=article.head.main", "id=meta.id"])
    content = '[{"meta":{"id":7},"article":{"head":{"main":"제목"},"body":"가"}}]'
    (record,) = document(tmp_path, content, names)
    assert (record.native_id, record.content, record.known) == ("7", "가", {"title": "제목"})


FAULTS = [
    (f'[{A},{{"id":1 "text":"x"}},{B}]', [(1, "broken JSON")], ["a", "b"]),
    (f"[{A},5,null,{B}]", [(1, "a JSON int"), (1, "a JSON NoneType")], ["a", "b"]),
    (f"[{A},\n{B[:-4]}", [(2, "cut off")], ["a"]),
    (f"[{A},\n{B}", [(2, "cut off")], ["a", "b"]),
    (f"[{A},\n{{}},\n{B}]", [(2, "no text in the record")], ["a", "b"]),
    ("[]", [(None, "no records in it")], []),
    ("{}", [(1, "no text in the record")], []),
    ('{"items":[]}', [(1, "no text in the record")], []),
    ("", [(None, "no records in it")], []),
    ("<html></html>", [(1, "broken JSON")], []),
    (b'[{"id":"a","text":"\xff\xfe"},' + B.encode() + b"]", [(1, "unknown encoding")], ["b"]),
    ("[" * 5000, [(1, "")], []),
    ('{"title":{"text":"가"},"author":{"text":"나"}}', [(1, "no text in the record")], []),
    ('{"a":' * 5000, [(1, "")], []),
]


@pytest.mark.parametrize(("content", "expected", "others"), FAULTS)
def test_a_fault_is_said_and_the_rest_is_read(tmp_path, content, expected, others):
    found = document(tmp_path, content)
    assert [line for line, _ in faults(found)] == [line for line, _ in expected]
    assert all(reason in said for (_, said), (_, reason) in zip(faults(found), expected, strict=True))
    assert [record.native_id for record in kept(found)] == others


def test_a_text_without_end_is_passed_over(monkeypatch):
    monkeypatch.setattr(json_values, "_STEP", 1000)
    long = '{"id":"x","text":"' + 'y\\"' * 50_000 + '"}'
    nested = '{"id":"x","text":[' + '"y",' * 50_000 + '"y"]}'
    raw = f"[{A},{long},{nested},\n{B}]".encode()
    found = list(values(io.BytesIO(raw).read, (), 10_000))
    assert [value.raw for value in found] == [A.encode(), None, None, B.encode()]
    assert found[-1].line == 2


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
)
OBJECTS = st.dictionaries(
    st.text(max_size=4),
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


@given(st.lists(OBJECTS, max_size=6), st.sampled_from([None, 0, 1]), st.booleans(), st.integers(1, 40))
@settings(max_examples=300, deadline=None)
def test_values_are_cut_as_json_reads_them(objects, indent, ascii_only, step):
    raw = json.dumps(
        {"a": 1, "b": {"list": objects}, "c": []}, indent=indent, ensure_ascii=ascii_only
    ).encode("utf-8", "surrogatepass")
    handle = io.BytesIO(raw)
    found = values(lambda size: handle.read(step), ("b", "list"), 1 << 20)
    assert [json.loads(value.raw) for value in found] == objects


@given(st.text(alphabet='{}[]",:\\ab1\n', max_size=60))
@settings(max_examples=500, deadline=None)
def test_no_text_makes_it_stumble(text):
    found = read("-", stdin=text.encode(), mapping=FieldNames(format="json"))
    assert found
