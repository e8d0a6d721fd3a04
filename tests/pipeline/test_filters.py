"""The two JSON Lines filters, as a pipe would use them."""

import io
import json
import unicodedata

import pytest

from pipeline.filters import CLEAN_KEYS, annotate_lines, clean_lines, write

TEXT = "외교부는 지난 3일 베트남에 300만 달러(약 40억원)를 지원했다고 밝혔다."
PAGE = f"<html><head><title>지원</title></head><body><h1>베트남 지원</h1><div><p>{TEXT}</p><p>{TEXT}</p></div></body></html>"


def lines(*records):
    return [json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records]


def entities(record):
    (found,) = annotate_lines(lines(record))
    return found["entities"]


def test_annotate_gives_entities_with_offsets_of_the_given_text():
    (found,) = annotate_lines(lines({"id": "x", "text": TEXT, "published": "2026-05-10T09:00:00+09:00"}))
    assert list(found) == ["id", "published", "published_inferred", "entities"]
    assert (found["id"], found["published_inferred"]) == ("x", False)
    assert [entity["text"] for entity in found["entities"] if entity["type"] == "money"] == [
        "300만 달러",
        "40억원",
    ]
    for entity in found["entities"]:
        assert TEXT[entity["start"] : entity["end"]] == entity["text"]
    money = found["entities"][[entity["text"] for entity in found["entities"]].index("300만 달러")]
    assert money["amount"] == 3000000
    assert isinstance(money["amount"], int)
    date = next(entity for entity in found["entities"] if entity["type"] == "date")
    assert (date["date_start"], date["date_end"]) == ("2026-05-03", "2026-05-03")


ALTERED = [
    unicodedata.normalize("NFD", TEXT),
    TEXT.replace(" ", "\u00a0"),
    TEXT.replace("베트남", "베\u200b트남"),
    "\ufeff" + TEXT,
    "🙂🙂 " + TEXT,
    TEXT.replace("300", "３００"),
]


@pytest.mark.parametrize("text", ALTERED)
def test_offsets_hold_in_text_that_is_not_normalised(text):
    found = entities({"id": 1, "text": text, "published": "2026-05-10"})
    plain = entities({"id": 1, "text": TEXT, "published": "2026-05-10"})
    assert [entity["type"] for entity in found] == [entity["type"] for entity in plain]
    assert [entity.get("amount") for entity in found] == [entity.get("amount") for entity in plain]
    for entity in found:
        assert text[entity["start"] : entity["end"]] == entity["text"]


BAD_LINES = [
    (b'{"id": 3, "text": "cut', None, "broken JSON"),
    (b'{"id": 3}', 3, 'expected a string in "text"'),
    (b'{"id": 3, "text": 5}', 3, 'expected a string in "text"'),
    (b'{"id": 3, "text": "", "published": 2026}', 3, "neither null nor a string"),
    (b'{"id": 3, "text": "", "published": "yesterday"}', 3, "published"),
    (b'{"id": 3, "text": "", "published": "2026-02-30"}', 3, "published"),
    (b"[]", None, "not an object"),
]


@pytest.mark.parametrize(("bad", "record_id", "reason"), BAD_LINES)
def test_an_unreadable_line_is_an_error_in_its_place(bad, record_id, reason):
    good = lines({"id": 1, "text": TEXT, "published": None}, {"id": 2, "text": ""})
    first, error, last = annotate_lines([good[0], bad + b"\n", good[1]])
    assert first["id"] == 1
    assert (error["id"], error["line"]) == (record_id, 2)
    assert reason in error["error"]
    assert last == {"id": 2, "published": None, "published_inferred": False, "entities": []}


def test_clean_gives_every_key_always():
    text, page = clean_lines(
        lines({"id": "t", "text": TEXT + "\n" + TEXT}, {"id": "h", "html": PAGE, "url": None})
    )
    for cleaned in (text, page):
        assert list(cleaned) == ["id", *CLEAN_KEYS, "dropped"]
        assert TEXT in cleaned["body"]
    assert page["title"] == "베트남 지원"


def test_clean_says_what_it_cannot_read():
    found = list(
        clean_lines([*lines({"id": 1, "html": "<html></html>"}, {"id": 2}), b"{", *lines({"text": TEXT})])
    )
    assert [(line["id"], "error" in line) for line in found] == [
        (1, True),
        (2, True),
        (None, True),
        (None, False),
    ]
    assert [line.get("line") for line in found] == [1, 2, 3, None]


def test_cleaned_lines_can_be_annotated():
    """An inferred date stays marked as inferred through the pipe."""
    text = "2023년 사업설명회를 연다.\n행정안전부는 2월 14일 서울에서 설명회를 개최한다고 밝혔다. 올해 예산은 10억원이다."
    (cleaned,) = clean_lines(lines({"id": 9, "text": text}))
    (found,) = annotate_lines(lines(cleaned))
    assert found["published"] == cleaned["published"]
    assert found["published_inferred"] == cleaned["published_inferred"]
    assert any(entity["type"] == "money" for entity in found["entities"])


def test_write_says_whether_all_went_well():
    out = io.StringIO()
    assert write([{"id": 1}], out)
    assert not write([{"id": 2, "error": "x"}, {"id": 3}], out)
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == [1, 2, 3]
