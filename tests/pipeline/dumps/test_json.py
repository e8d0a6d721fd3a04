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
]


@pytest.mark.parametrize("content", SINGLE)
def test_a_single_record(tmp_path, content):
    (record,) = document(tmp_path, content)
    assert (record.native_id, record.content) == ("a", "가")


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
